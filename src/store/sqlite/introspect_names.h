/*
 * store/sqlite/introspect_names.h - names of GraphQL for names of a database.
 *
 * In:       names of tables and columns: any text.
 * Out:      names that a model accepts, each once; in an arena.
 * Not here: the other direction (model/names.h), by which @model(table:) and @column(name:) are left
 *           out where they would say nothing new.
 */
#ifndef GQ_STORE_SQLITE_INTROSPECT_NAMES_H
#define GQ_STORE_SQLITE_INTROSPECT_NAMES_H

#include "base/map.h"
#include "base/str.h"

struct gq_arena;

/* `order details` -> `OrderDetail`. `taken` gains the name. */
struct gq_str gq_introspect_names_type(
        struct gq_arena *arena, struct gq_map *taken, struct gq_str table);

/* `published_at` -> `publishedAt`. `taken` gains the name. */
struct gq_str gq_introspect_names_field(
        struct gq_arena *arena, struct gq_map *taken, struct gq_str column);

#endif
