/*
 * schema/coerce_value.h - JSON values to values of a type, and what is wrong when that fails.
 *
 * For schema/ alone. The recursion follows JSON values and type references, both bounded where
 * they are read.
 */
#ifndef GQ_SCHEMA_COERCE_VALUE_H
#define GQ_SCHEMA_COERCE_VALUE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_path;
struct gq_type;
struct gq_value;

/* False, adding nothing, when the value does not fit. */
GQ_MUST_CHECK bool gq_coerce_value(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_value *value, struct gq_value *ret_value);

/* Returns false to stop: nobody takes more messages. */
typedef bool gq_coerce_value_fault_fn(
        void *context, const struct gq_path *path, struct gq_str message);

/* Reports each fault of a value, in graphql-js's order. `value` NULL: none was given. */
void gq_coerce_value_explain(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_value *value, gq_coerce_value_fault_fn *report, void *context);

#endif
