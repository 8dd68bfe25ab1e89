/*
 * model/scalar.h - input coercion of the engine's own scalars.
 *
 * In:       a schema just built.
 * Out:      `gq_type.codec` of DateTime, so that validation refuses what is no moment.
 * Not here: values to and from the database (exec/).
 */
#ifndef GQ_MODEL_SCALAR_H
#define GQ_MODEL_SCALAR_H

struct gq_arena;
struct gq_literal;
struct gq_schema;
struct gq_vocabulary;

/* Sets the codecs. A scalar of the same name that the author defined takes any value. */
void gq_scalar_attach(const struct gq_vocabulary *vocabulary, struct gq_schema *schema);

/* A DateTime that its codec took, in the form that the database keeps: UTC, six fraction digits. */
const struct gq_literal *gq_scalar_stored_datetime(
        struct gq_arena *arena, const struct gq_literal *literal);

#endif
