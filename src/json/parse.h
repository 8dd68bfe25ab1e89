/*
 * json/parse.h - from JSON text to values.
 *
 * In:       bytes from a client.
 * Out:      a struct gq_value in the arena; no pointer into the text.
 * Not here: what the values mean (engine/, schema/coerce.h), the checks themselves (check.h).
 */
#ifndef GQ_JSON_PARSE_H
#define GQ_JSON_PARSE_H

#include "base/attribute.h"
#include "base/str.h"
#include "json/parser.h"

#include <stdbool.h>

struct gq_arena;
struct gq_errors;
struct gq_limits;
struct gq_value;

/*
 * Checks and reads the whole text, RFC 8259. Among equal names the last one wins, as in ECMAScript,
 * but members of the top object must differ: two proxies may not read one request differently.
 *
 * Adds GQ_E_BAD_REQUEST with the byte offset of the first fault, GQ_E_REQUEST_LIMIT_EXCEEDED when
 * the library has no memory. `*ret_value` lives in the arena, which runs under a guard.
 */
GQ_MUST_CHECK bool gq_json_parse(struct gq_json_parser *parser, struct gq_arena *arena,
        struct gq_str text, const struct gq_limits *limits, struct gq_value *ret_value,
        struct gq_errors *errs);

#endif
