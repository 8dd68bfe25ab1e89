/*
 * base/vec.h - a growing array in an arena. Old blocks stay in the arena until it dies, so that
 * at most as much again as the final size is spent.
 *
 * `struct gq_vec names = { 0 }; *GQ_VEC_PUSH(arena, &names, struct gq_str) = name;`
 * One thread at a time.
 */
#ifndef GQ_BASE_VEC_H
#define GQ_BASE_VEC_H

#include "base/attribute.h"

#include <stddef.h>
#include <stdint.h>

struct gq_arena;

struct gq_vec {
    void *items; /* lives in the arena; NULL while empty */
    uint32_t count, capacity;
};

/* A zero-filled new last item. All pushes to one vector use the same arena and size. */
GQ_NONNULL_RESULT void *gq_vec_push(
        struct gq_arena *arena, struct gq_vec *vec, size_t item_size_bytes);

#define GQ_VEC_PUSH(arena, vec, type) ((type *)gq_vec_push((arena), (vec), sizeof(type)))
#define GQ_VEC_AT(vec, type, index)   (((type *)(vec)->items)[index])

#endif
