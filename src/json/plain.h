/*
 * json/plain.h - the short way from JSON text to values, for what nearly every request is.
 *
 * In:       a text that passed the check (check.h), which found it plain.
 * Out:      values in the arena; or "not so plain after all", and json-c reads it (parse.c).
 * Not here: fractions, exponents, \u escapes, equal names, large objects: json-c has them right.
 */
#ifndef GQ_JSON_PLAIN_H
#define GQ_JSON_PLAIN_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_value;

/* Objects with more members go to json-c: equal names are looked for by comparing each with each. */
#define GQ_JSON_PLAIN_MEMBERS_MAX 16

/*
 * Reads the whole text. False, with nothing written, when an object has equal names or more than
 * GQ_JSON_PLAIN_MEMBERS_MAX members. `*ret_value` lives in the arena, with no pointer into the text.
 */
GQ_MUST_CHECK bool gq_json_plain_read(
        struct gq_arena *arena, struct gq_str text, struct gq_value *ret_value);

#endif
