/* base/map.c - linear probing over XXH3. */
#include "base/map.h"

#include "base/arena.h"

#include <assert.h>

/* Header-only: the call is inlined, and short names hash in a few nanoseconds. */
#define XXH_INLINE_ALL
#include <xxhash.h>

#define SMALLEST 8u

/* The slot that holds `key`, or the free one where it would go. */
static struct gq_map_slot *
probe(const struct gq_map *map, struct gq_str key, uint64_t hash)
{
    uint32_t mask = map->capacity - 1;
    uint32_t at = (uint32_t)hash & mask;

    while (map->slots[at].key.bytes
            && (map->slots[at].hash != hash || !gq_str_equal(map->slots[at].key, key)))
        at = (at + 1) & mask;
    return &map->slots[at];
}

static void
grow(struct gq_arena *arena, struct gq_map *map)
{
    struct gq_map old = *map;

    map->capacity = old.capacity ? old.capacity * 2 : SMALLEST;
    map->slots = gq_arena_array_of(arena, struct gq_map_slot, map->capacity);
    if (!old.slots)
        map->seed = gq_arena_hash_seed(arena);
    for (uint32_t i = 0; i < old.capacity; i++) {
        if (old.slots[i].key.bytes)
            *probe(map, old.slots[i].key, old.slots[i].hash) = old.slots[i];
    }
}

static struct gq_map_slot *
slot_for(struct gq_arena *arena, struct gq_map *map, struct gq_str key, uint64_t *ret_hash)
{
    assert(key.bytes);
    if (map->count * 2 >= map->capacity)
        grow(arena, map);
    *ret_hash = gq_map_hash(key, map->seed);
    return probe(map, key, *ret_hash);
}

bool
gq_map_add(struct gq_arena *arena, struct gq_map *map, struct gq_str key, void *value)
{
    uint64_t hash;
    struct gq_map_slot *slot = slot_for(arena, map, key, &hash);

    assert(value);
    if (slot->key.bytes)
        return false;
    *slot = (struct gq_map_slot){ key, hash, value };
    map->count++;
    return true;
}

void
gq_map_set(struct gq_arena *arena, struct gq_map *map, struct gq_str key, void *value)
{
    uint64_t hash;
    struct gq_map_slot *slot = slot_for(arena, map, key, &hash);

    assert(value);
    if (!slot->key.bytes)
        map->count++;
    *slot = (struct gq_map_slot){ key, hash, value };
}

void *
gq_map_find(const struct gq_map *map, struct gq_str key)
{
    if (!map->slots)
        return NULL;
    return probe(map, key, gq_map_hash(key, map->seed))->value;
}

uint64_t
gq_map_hash(struct gq_str key, uint64_t seed)
{
    return XXH3_64bits_withSeed(key.bytes, key.length, seed);
}
