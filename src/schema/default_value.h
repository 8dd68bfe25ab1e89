/*
 * schema/default_value.h - coerces the default values of a finished schema.
 *
 * For schema/ alone.
 */
#ifndef GQ_SCHEMA_DEFAULT_VALUE_H
#define GQ_SCHEMA_DEFAULT_VALUE_H

struct gq_arena;
struct gq_schema;

/*
 * Sets `default_value` of every argument and input field that has a default literal. A literal that
 * does not fit its type (unchecked builds only) leaves it NULL.
 */
void gq_default_value_fill(struct gq_arena *arena, struct gq_schema *schema);

#endif
