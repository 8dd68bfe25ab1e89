/*
 * json/parser.h - the reusable part of parsing JSON: one object a thread.
 *
 * Not here: parsing (parse.h).
 */
#ifndef GQ_JSON_PARSER_H
#define GQ_JSON_PARSER_H

#include "base/attribute.h"

struct gq_json_parser; /* one thread at a time */

/* Owned by the caller; NULL when memory is exhausted. */
GQ_MUST_CHECK struct gq_json_parser *gq_json_parser_new(void);

/* NULL is fine. */
void gq_json_parser_free(struct gq_json_parser *parser);

#endif
