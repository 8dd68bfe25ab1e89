/*
 * http/cors.h - which origins may read answers from a browser.
 *
 * In:       the operator's list; the fields of a request.
 * Out:      the fields of an answer, and the answer to a preflight.
 * Not here: what makes a request trustworthy: no cookie carries identity (graphql.h).
 *
 * Fetch Standard, CORS protocol. Pure: any thread.
 */
#ifndef GQ_HTTP_CORS_H
#define GQ_HTTP_CORS_H

#include "base/str.h"

#include <stdbool.h>

struct gq_exchange;
struct gq_site;
struct MHD_Response;

/*
 * What the answer says to `origin`, the value of Origin: the same origin where it is in the list,
 * `*` where the list has that; bytes == NULL: nothing.
 */
struct gq_str gq_cors_find(const struct gq_site *site, struct gq_str origin);

/* Adds the fields that an answer to this exchange has. */
void gq_cors_add(const struct gq_exchange *exchange, struct MHD_Response *response);

/* `text` is a list of field names, as Access-Control-Request-Headers has it. */
bool gq_cors_is_name_list(struct gq_str text);

#endif
