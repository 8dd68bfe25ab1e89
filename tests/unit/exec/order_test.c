/* Rows of one parent come out by their keys, however the store found them. */
#include "exec/order.h"

#include "base/arena.h"
#include "base/guard.h"
#include "store/cell.h"
#include "unit.h"

#define ROWS_MAX 8

struct ordering {
    struct gq_arena *arena;
    struct gq_order_rows rows;
};

static const struct order_case {
    const char *name;
    uint32_t count;
    int64_t keys[ROWS_MAX], ordered[ROWS_MAX];
} order_cases[] = {
    { "no rows", 0, { 0 }, { 0 } },
    { "one row", 1, { 7 }, { 7 } },
    { "rising rows stay", 4, { -3, 1, 5, 9 }, { -3, 1, 5, 9 } },
    { "falling rows turn round", 4, { 9, 5, 1, -3 }, { -3, 1, 5, 9 } },
    { "one row out of place", 5, { 1, 2, 9, 3, 4 }, { 1, 2, 3, 4, 9 } },
    { "the least comes last", 4, { 2, 3, 4, 1 }, { 1, 2, 3, 4 } },
    { "the ends of 64 bits", 3, { INT64_MAX, 0, INT64_MIN }, { INT64_MIN, 0, INT64_MAX } },
};

static void
order_guarded(void *arg)
{
    struct ordering *ordering = arg;

    gq_order_rows(ordering->arena, &ordering->rows);
}

/* Each row is its key and ten times its key: rows move whole. */
static void
test_order(void **state)
{
    const struct order_case *c = *state;
    struct gq_cell cells[ROWS_MAX * 2] = { 0 };
    struct ordering ordering = { .arena = gq_arena_new(1 << 16),
        .rows = { .cells = cells, .width = 2, .count = c->count, .cell = 1 } };

    for (uint32_t i = 0; i < c->count; i++) {
        cells[i * 2] = (struct gq_cell){ .kind = GQ_CELL_REAL, .real = (double)c->keys[i] * 10 };
        cells[i * 2 + 1] = (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = c->keys[i] };
    }
    assert_int_equal(gq_guard(ordering.arena, order_guarded, &ordering), GQ_GUARD_DONE);
    for (uint32_t i = 0; i < c->count; i++) {
        assert_true(cells[i * 2 + 1].integer == c->ordered[i]);
        assert_float_equal(cells[i * 2].real, (double)c->ordered[i] * 10, 0);
    }
    gq_arena_free(ordering.arena);
}

int
main(void)
{
    struct CMUnitTest tests[16];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, order_cases, test_order);
    return _cmocka_run_group_tests("order", tests, count, NULL, NULL);
}
