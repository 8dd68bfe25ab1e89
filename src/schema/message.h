/*
 * schema/message.h - pieces of graphql-js's messages: values as `inspect` shows them, paths.
 *
 * For schema/ alone. Texts live in the arena.
 */
#ifndef GQ_SCHEMA_MESSAGE_H
#define GQ_SCHEMA_MESSAGE_H

#include "base/str.h"

struct gq_arena;
struct gq_buf;
struct gq_literal;
struct gq_path;
struct gq_type;
struct gq_type_node;
struct gq_value;

/* An empty buffer that is released with the arena. */
struct gq_buf *gq_message_begin(struct gq_arena *arena);

/* `{ a: 1, b: [2, 3] }`, cut at depth 3 and after ten items of a list. */
struct gq_str gq_message_value(struct gq_arena *arena, const struct gq_value *value);

/* The literal as it would be printed. */
struct gq_str gq_message_literal(struct gq_arena *arena, const struct gq_literal *literal);

/* `[Int!]!` */
struct gq_str gq_message_type(struct gq_arena *arena, const struct gq_type *type);

/* The same of a reference, which may name no type. */
struct gq_str gq_message_type_node(struct gq_arena *arena, const struct gq_type_node *node);

/* ` at .list[0].name`; empty for no path. */
struct gq_str gq_message_path(struct gq_arena *arena, const struct gq_path *path);

#endif
