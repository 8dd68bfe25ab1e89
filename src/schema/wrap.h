/*
 * schema/wrap.h - list and non-null types, one of each kind for every type, so that equal types
 * are pointer-equal.
 *
 * Not here: references to types (schema.h resolves them). For schema/ alone.
 */
#ifndef GQ_SCHEMA_WRAP_H
#define GQ_SCHEMA_WRAP_H

struct gq_arena;
struct gq_type;

/* Gives a new nullable type its non-null form; called once for each. */
void gq_wrap_init(struct gq_arena *arena, struct gq_type *type);

/* The list of `type`, made and remembered on first use. While the schema is built only. */
struct gq_type *gq_wrap_list(struct gq_arena *arena, struct gq_type *type);

/* A list of `type` that the immutable schema does not know of. */
struct gq_type *gq_wrap_list_detached(struct gq_arena *arena, const struct gq_type *type);

#endif
