/* base/vec.c - growth by doubling. */
#include "base/vec.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

void *
gq_vec_push(struct gq_arena *arena, struct gq_vec *vec, size_t item_size_bytes)
{
    char *item;

    if (vec->count == vec->capacity) {
        uint32_t capacity = vec->capacity ? vec->capacity * 2 : 4;
        void *items;

        assert(capacity > vec->capacity);
        items = gq_arena_zeroed(arena, capacity, item_size_bytes);
        if (vec->count)
            memcpy(items, vec->items, vec->count * item_size_bytes);
        vec->items = items;
        vec->capacity = capacity;
    }
    item = (char *)vec->items + vec->count * item_size_bytes;
    vec->count++;
    return item;
}
