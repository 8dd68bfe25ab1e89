/*
 * schema/unknown_field.h - the messages about input objects that values and literals share.
 *
 * For schema/ alone. Texts live in the arena.
 */
#ifndef GQ_SCHEMA_UNKNOWN_FIELD_H
#define GQ_SCHEMA_UNKNOWN_FIELD_H

#include "base/str.h"
#include "base/suggest.h"

struct gq_arena;
struct gq_type;

/* `Expected value of type "T" not to include unknown field "x"`, suggestions, and what was found. */
struct gq_str gq_unknown_field_message(struct gq_arena *arena, const struct gq_type *type,
        struct gq_str field, enum gq_suggestions suggestions, struct gq_str found);

/* Spec: Type System > Input Objects > OneOf Input Objects. */
struct gq_str gq_unknown_field_one_of(struct gq_arena *arena, const struct gq_type *type);

#endif
