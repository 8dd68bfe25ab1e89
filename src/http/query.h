/*
 * http/query.h - the query string of a URL: cut into pairs, then decoded once.
 *
 * `application/x-www-form-urlencoded` as the URL Standard parses it, but strict: a percent sign
 * without two hexadecimal digits, NUL and what is not UTF-8 are refused. Pure: any thread.
 */
#ifndef GQ_HTTP_QUERY_H
#define GQ_HTTP_QUERY_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

/* Takes the next pair, still encoded, off `rest`; false when there is none. Empty pairs are skipped. */
bool gq_query_next(struct gq_str *rest, struct gq_str *ret_name, struct gq_str *ret_value);

/*
 * Decodes one name or value into `memory`, which has room for `text.length` bytes; the result lies
 * in it. False when the text is malformed.
 */
GQ_MUST_CHECK bool gq_query_decode(struct gq_str text, char *memory, struct gq_str *ret_text);

#endif
