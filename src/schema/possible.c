/*
 * schema/possible.c - one pass to count, one to fill.
 *
 * An abstract type owns its set. Objects, each of which has one bit, share 64 windows onto words
 * of zeros with a single one in the middle, so that sets of objects take linear space.
 */
#include "schema/possible.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

static struct gq_type *
mutable_type(const struct gq_type *type)
{
    return (struct gq_type *)(uintptr_t)type; /* the schema is still being built */
}

static void
count_implementer(const struct gq_type *type)
{
    for (uint32_t i = 0; i < type->interface_count; i++) {
        struct gq_type *interface = mutable_type(type->interfaces[i]);

        if (interface->kind != GQ_TYPE_INTERFACE)
            continue;
        if (type->kind == GQ_TYPE_OBJECT)
            interface->possible_type_count++;
        else
            interface->implementation_count++;
    }
}

static void
allocate(struct gq_arena *arena, struct gq_type *interface)
{
    if (interface->possible_type_count)
        interface->possible_types =
                gq_arena_array_of(arena, const struct gq_type *, interface->possible_type_count);
    if (interface->implementation_count)
        interface->implementations =
                gq_arena_array_of(arena, const struct gq_type *, interface->implementation_count);
    interface->possible_type_count = 0;
    interface->implementation_count = 0;
}

static void
add_implementer(const struct gq_type *type)
{
    for (uint32_t i = 0; i < type->interface_count; i++) {
        struct gq_type *interface = mutable_type(type->interfaces[i]);

        if (interface->kind != GQ_TYPE_INTERFACE)
            continue;
        if (type->kind == GQ_TYPE_OBJECT)
            interface->possible_types[interface->possible_type_count++] = type;
        else
            interface->implementations[interface->implementation_count++] = type;
    }
}

/* 64 rows of 2 * `words`; row r has bit r of its middle word set. */
static uint64_t *
make_windows(struct gq_arena *arena, size_t words)
{
    uint64_t *rows = gq_arena_array_of(arena, uint64_t, 64 * 2 * words);

    for (size_t bit = 0; bit < 64; bit++)
        rows[bit * 2 * words + words] = UINT64_C(1) << bit;
    return rows;
}

static void
fill_set(struct gq_arena *arena, struct gq_type *type, uint64_t *windows, size_t words)
{
    if (type->kind == GQ_TYPE_OBJECT) {
        type->possible_set = windows + (type->index % 64) * 2 * words + words - type->index / 64;
        type->possible_types = gq_arena_array_of(arena, const struct gq_type *, 1);
        type->possible_types[0] = type;
        type->possible_type_count = 1;
        return;
    }
    if (type->possible_type_count == 0) {
        type->possible_set = windows; /* the first row, before its middle: zeros */
        return;
    }
    type->possible_set = gq_arena_array_of(arena, uint64_t, words);
    for (uint32_t i = 0; i < type->possible_type_count; i++) {
        uint32_t index = type->possible_types[i]->index;

        type->possible_set[index / 64] |= UINT64_C(1) << (index % 64);
    }
}

void
gq_possible_fill(struct gq_arena *arena, struct gq_schema *schema)
{
    size_t words = (schema->type_count + 63) / 64;
    uint64_t *windows = make_windows(arena, words);

    assert(schema->type_count > 0);
    for (uint32_t i = 0; i < schema->type_count; i++)
        count_implementer(schema->types[i]);
    for (uint32_t i = 0; i < schema->type_count; i++) {
        if (schema->types[i]->kind == GQ_TYPE_INTERFACE)
            allocate(arena, schema->types[i]);
    }
    for (uint32_t i = 0; i < schema->type_count; i++)
        add_implementer(schema->types[i]);
    for (uint32_t i = 0; i < schema->type_count; i++) {
        if (gq_type_is_composite(schema->types[i]))
            fill_set(arena, schema->types[i], windows, words);
    }
}
