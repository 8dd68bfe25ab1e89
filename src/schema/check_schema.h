/*
 * schema/check_schema.h - the rules that a built type system must keep.
 *
 * For schema/ alone. Spec: Type System, each kind's Type Validation; graphql-js `validateSchema`.
 */
#ifndef GQ_SCHEMA_CHECK_SCHEMA_H
#define GQ_SCHEMA_CHECK_SCHEMA_H

#include "base/attribute.h"

#include <stdbool.h>

struct gq_arena;
struct gq_errors;
struct gq_schema;

/* False after adding GQ_E_SCHEMA_INVALID errors: all of them, up to the bound of `errs`. */
GQ_MUST_CHECK bool gq_check_schema(
        struct gq_arena *arena, const struct gq_schema *schema, struct gq_errors *errs);

#endif
