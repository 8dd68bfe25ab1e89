/*
 * schema/leaf.h - input coercion of scalars and enums, with graphql-js's message when it fails.
 *
 * For schema/ alone. Spec: Type System > Scalars (Input Coercion of each), Enums.
 */
#ifndef GQ_SCHEMA_LEAF_H
#define GQ_SCHEMA_LEAF_H

#include "base/attribute.h"
#include "base/str.h"
#include "base/suggest.h"

#include <stdbool.h>

struct gq_arena;
struct gq_literal;
struct gq_type;
struct gq_value;
struct gq_variables;

/*
 * Coerces a JSON value that is not null to a scalar or enum. False with a message in
 * `*ret_message`, which may be NULL when nobody wants to know.
 */
GQ_MUST_CHECK bool gq_leaf_from_value(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_value *value, struct gq_value *ret_value, struct gq_str *ret_message);

/* As above for a literal that is neither null nor a variable; inside there may be variables. */
GQ_MUST_CHECK bool gq_leaf_from_literal(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_variables *variables,
        enum gq_suggestions suggestions, struct gq_value *ret_value, struct gq_str *ret_message);

#endif
