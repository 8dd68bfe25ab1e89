/*
 * schema/check_literal.h - says what is wrong with a literal, in graphql-js's words.
 *
 * In:       a type, a literal of any shape, the variables' values once they are known.
 * Out:      one report for each fault, in graphql-js's order (`validateInputLiteral`).
 * Not here: the coerced value (coerce.h).
 *
 * Spec: Validation > Values > Values of Correct Type.
 */
#ifndef GQ_SCHEMA_CHECK_LITERAL_H
#define GQ_SCHEMA_CHECK_LITERAL_H

#include "base/str.h"
#include "base/suggest.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_literal;
struct gq_path;
struct gq_type;
struct gq_variables;

/*
 * `position` is the place in the source; `path` leads to the faulty value inside the literal.
 * False ends the check.
 */
typedef bool gq_literal_fault_fn(
        void *context, uint32_t position, const struct gq_path *path, struct gq_str message);

/*
 * Calls `report` for each fault of `literal` as a value of `type`. `variables` NULL: the values
 * are not known yet, and a variable fits everywhere. Messages and paths live in `arena`.
 */
void gq_check_literal(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_variables *variables,
        enum gq_suggestions suggestions, gq_literal_fault_fn *report, void *context);

#endif
