/*
 * validate/merge_table.h - response keys to pointers, in order; made for thousands of small tables.
 *
 * All zeros is an empty table. A few keys are compared one by one, more are hashed. Keys are
 * borrowed, memory is the arena's.
 */
#ifndef GQ_VALIDATE_MERGE_TABLE_H
#define GQ_VALIDATE_MERGE_TABLE_H

#include "base/map.h"
#include "base/str.h"
#include "base/vec.h"

struct gq_arena;

struct gq_merge_table_item {
    struct gq_str key;
    void *value;
};

struct gq_merge_table {
    struct gq_vec items; /* struct gq_merge_table_item, in the order of their first addition */
    struct gq_map map;   /* the same, once they are many */
};

/* The value of `key`, or NULL. */
void *gq_merge_table_find(const struct gq_merge_table *table, struct gq_str key);

/* Adds a key that is not there. */
void gq_merge_table_add(
        struct gq_arena *arena, struct gq_merge_table *table, struct gq_str key, void *value);

#endif
