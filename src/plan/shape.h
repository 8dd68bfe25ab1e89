/*
 * plan/shape.h - what of the variables changes a plan: their shape.
 *
 * Presence and null of every input field, the length of lists of input objects, enum values and
 * Booleans (they choose orders, operators, @include and @skip). Not: other values, nor the length
 * of lists of scalars, which are bound as one array.
 */
#ifndef GQ_PLAN_SHAPE_H
#define GQ_PLAN_SHAPE_H

struct gq_buf;
struct gq_variables;

/* Appends the shape as bytes: equal bytes, equal plan. Linear in the values. */
void gq_shape_write(struct gq_buf *out, const struct gq_variables *variables);

#endif
