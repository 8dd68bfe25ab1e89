/* exec/order.c - an insertion sort, for rows that are in order already. */
#include "exec/order.h"

#include "base/arena.h"
#include "store/cell.h"

#include <assert.h>

static struct gq_cell *
row_at(const struct gq_order_rows *rows, uint32_t row)
{
    return rows->cells + (size_t)row * rows->width;
}

static int64_t
key_of(const struct gq_order_rows *rows, uint32_t row)
{
    const struct gq_cell *cell = row_at(rows, row) + rows->cell;

    assert(cell->kind == GQ_CELL_INTEGER);
    return cell->integer;
}

/* Moves the row up to its place among those before it, which are in order. */
static void
insert(struct gq_arena *arena, const struct gq_order_rows *rows, uint32_t row)
{
    size_t size = rows->width * sizeof(struct gq_cell);
    struct gq_cell *moved = gq_arena_alloc(arena, size);
    int64_t key = key_of(rows, row);
    uint32_t place = row;

    while (place > 0 && key_of(rows, place - 1) > key)
        place--;
    memcpy(moved, row_at(rows, row), size);
    memmove(row_at(rows, place + 1), row_at(rows, place), (row - place) * size);
    memcpy(row_at(rows, place), moved, size);
}

void
gq_order_rows(struct gq_arena *arena, const struct gq_order_rows *rows)
{
    assert(rows->count == 0 || rows->cell < rows->width);
    for (uint32_t row = 1; row < rows->count; row++) {
        if (key_of(rows, row - 1) > key_of(rows, row))
            insert(arena, rows, row);
    }
}
