/*
 * schema/coerce_literal.h - what the coercion of literals shares inside schema/.
 */
#ifndef GQ_SCHEMA_COERCE_LITERAL_H
#define GQ_SCHEMA_COERCE_LITERAL_H

#include "base/attribute.h"

#include <stdbool.h>

struct gq_arena;
struct gq_input_value;

/*
 * How many default values of input fields may hang on each other: a field's default value leaves
 * out a field whose default value leaves out another one. Bounds the recursion.
 */
#define GQ_COERCE_DEFAULT_CHAIN_MAX 32u

/*
 * Coerces the default literal of `value` and keeps the result in it, and in the input fields whose
 * default values it needs. While the schema is built only. False when a literal does not fit.
 */
GQ_MUST_CHECK bool gq_coerce_literal_default(struct gq_arena *arena, struct gq_input_value *value);

#endif
