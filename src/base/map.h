/*
 * base/map.h - names to pointers: open addressing in an arena, keyed hash, no removal.
 *
 * For what is filled once and read often (types, fields, fragments). Registries that lose entries
 * use uthash. Keys are borrowed: they live as long as the map. Safe for any number of readers
 * once filled.
 */
#ifndef GQ_BASE_MAP_H
#define GQ_BASE_MAP_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;

struct gq_map_slot {
    struct gq_str key; /* bytes == NULL: free */
    uint64_t hash;
    void *value;
};

struct gq_map {
    struct gq_map_slot *slots; /* NULL while empty: all zeros is a valid empty map */
    uint64_t seed;
    uint32_t count, capacity; /* capacity is a power of two, at least twice count */
};

/* Adds the pair; false, and no change, when the key is there already. `value` is not NULL. */
bool gq_map_add(struct gq_arena *arena, struct gq_map *map, struct gq_str key, void *value);

/* Adds the pair or replaces the key's value. */
void gq_map_set(struct gq_arena *arena, struct gq_map *map, struct gq_str key, void *value);

/* The value of `key`, or NULL. */
void *gq_map_find(const struct gq_map *map, struct gq_str key);

/* A keyed 64-bit hash of the bytes, for other tables. */
uint64_t gq_map_hash(struct gq_str key, uint64_t seed);

#endif
