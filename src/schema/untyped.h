/*
 * schema/untyped.h - literals without a type: values of scalars that take anything, and literals
 * whose variables are replaced for a scalar's own reading.
 *
 * For schema/ alone. Depth is bounded by the parser's nesting and by that of JSON values.
 */
#ifndef GQ_SCHEMA_UNTYPED_H
#define GQ_SCHEMA_UNTYPED_H

struct gq_arena;
struct gq_literal;
struct gq_value;
struct gq_variables;

/*
 * The literal as JSON would have it; an enum value is its name. A variable without a value is null
 * in a list and absent in an object. `variables` may be NULL.
 */
struct gq_value gq_untyped_value(struct gq_arena *arena, const struct gq_literal *literal,
        const struct gq_variables *variables);

/* The literal with its variables replaced by their values; itself when it has none. */
const struct gq_literal *gq_untyped_replace(struct gq_arena *arena,
        const struct gq_literal *literal, const struct gq_variables *variables);

#endif
