/* exec/keys.c - the DataLoader's half: keys of all parents, each asked for once. */
#include "base/arena.h"
#include "exec/run.h"

#include <stdlib.h>

struct key_ref {
    const struct gq_cell *cell;
    uint32_t row;
};

static int
compare_refs(const void *a, const void *b)
{
    return gq_cell_compare(((const struct key_ref *)a)->cell, ((const struct key_ref *)b)->cell);
}

/* Lists are mostly in key order already, so that a look is cheaper than a sort. */
static bool
is_sorted(const struct key_ref *refs, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        if (gq_cell_compare(refs[i - 1].cell, refs[i].cell) > 0)
            return false;
    }
    return true;
}

struct gq_key_list
gq_keys_collect(struct gq_arena *arena, const struct gq_batch *parent, uint32_t key_cell)
{
    struct gq_key_list list = { 0 };
    struct key_ref *refs = gq_arena_array_of(arena, struct key_ref, parent->row_count);
    struct gq_cell *cells = gq_arena_array_of(arena, struct gq_cell, parent->row_count);
    uint32_t ref_count = 0, key_count = 0;

    list.key_of_row = gq_arena_array_of(arena, uint32_t, parent->row_count);
    for (uint32_t row = 0; row < parent->row_count; row++) {
        const struct gq_cell *cell = gq_run_row(parent, row) + key_cell;

        if (cell->kind == GQ_CELL_NULL)
            list.key_of_row[row] = GQ_KEY_NONE;
        else
            refs[ref_count++] = (struct key_ref){ cell, row };
    }
    if (!is_sorted(refs, ref_count))
        qsort(refs, ref_count, sizeof(*refs), compare_refs);
    for (uint32_t i = 0; i < ref_count; i++) {
        if (i == 0 || gq_cell_compare(refs[i - 1].cell, refs[i].cell) != 0)
            cells[key_count++] = *refs[i].cell;
        list.key_of_row[refs[i].row] = key_count - 1;
    }
    list.keys = (struct gq_keys){ .cells = cells, .width = 1, .count = key_count };
    return list;
}
