/* The keys of a level: each once, in order, and which of them each parent has. */
#include "base/arena.h"
#include "base/guard.h"
#include "exec/run.h"
#include "unit.h"

#define ROWS_MAX 8
#define INTEGER(n)                              \
    {                                           \
        .kind = GQ_CELL_INTEGER, .integer = (n) \
    }
#define TEXT(text)                                                        \
    {                                                                     \
        .kind = GQ_CELL_TEXT, .length = sizeof(text) - 1, .bytes = (text) \
    }
#define NOTHING              \
    {                        \
        .kind = GQ_CELL_NULL \
    }
#define NONE GQ_KEY_NONE

static const struct keys_case {
    const char *name;
    uint32_t row_count;
    struct gq_cell rows[ROWS_MAX];
    uint32_t key_count;
    struct gq_cell keys[ROWS_MAX];
    uint32_t key_of_row[ROWS_MAX];
} keys_cases[] = {
    { "no parents", 0, { NOTHING }, 0, { NOTHING }, { 0 } },
    { "one parent", 1, { INTEGER(5) }, 1, { INTEGER(5) }, { 0 } },
    { "NULL is no key", 1, { NOTHING }, 0, { NOTHING }, { NONE } },
    { "keys in order", 3, { INTEGER(1), INTEGER(2), INTEGER(3) }, 3,
            { INTEGER(1), INTEGER(2), INTEGER(3) }, { 0, 1, 2 } },
    { "keys out of order are sorted", 3, { INTEGER(3), INTEGER(-1), INTEGER(2) }, 3,
            { INTEGER(-1), INTEGER(2), INTEGER(3) }, { 2, 0, 1 } },
    { "equal keys are one", 4, { INTEGER(2), INTEGER(2), INTEGER(2), INTEGER(2) }, 1,
            { INTEGER(2) }, { 0, 0, 0, 0 } },
    { "equal keys apart are one", 5, { INTEGER(9), INTEGER(1), INTEGER(9), INTEGER(1), INTEGER(5) },
            3, { INTEGER(1), INTEGER(5), INTEGER(9) }, { 2, 0, 2, 0, 1 } },
    { "NULLs between", 5, { NOTHING, INTEGER(2), NOTHING, INTEGER(1), NOTHING }, 2,
            { INTEGER(1), INTEGER(2) }, { NONE, 1, NONE, 0, NONE } },
    { "the greatest and smallest", 3, { INTEGER(INT64_MAX), INTEGER(INT64_MIN), INTEGER(0) }, 3,
            { INTEGER(INT64_MIN), INTEGER(0), INTEGER(INT64_MAX) }, { 2, 0, 1 } },
    { "texts by bytes", 4, { TEXT("b"), TEXT("B"), TEXT("ba"), TEXT("") }, 4,
            { TEXT(""), TEXT("B"), TEXT("b"), TEXT("ba") }, { 2, 1, 3, 0 } },
};

struct collecting {
    struct gq_arena *arena;
    struct gq_batch parent;
    uint32_t key_cell;
    struct gq_key_list list;
};

static void
collect_guarded(void *arg)
{
    struct collecting *collecting = arg;

    collecting->list =
            gq_keys_collect(collecting->arena, &collecting->parent, collecting->key_cell);
}

/* The key is the second of three cells of a row. */
static void
test_keys(void **state)
{
    const struct keys_case *c = *state;
    struct collecting collecting = { .arena = gq_arena_new(1 << 16), .key_cell = 1 };
    struct gq_cell cells[ROWS_MAX][3] = { 0 };

    for (uint32_t row = 0; row < c->row_count; row++)
        cells[row][1] = c->rows[row];
    collecting.parent =
            (struct gq_batch){ .row_count = c->row_count, .width = 3, .cells = cells[0] };
    assert_int_equal(gq_guard(collecting.arena, collect_guarded, &collecting), GQ_GUARD_DONE);
    assert_int_equal(collecting.list.keys.width, 1);
    assert_int_equal(collecting.list.keys.count, c->key_count);
    for (uint32_t key = 0; key < c->key_count; key++)
        assert_int_equal(gq_cell_compare(&collecting.list.keys.cells[key], &c->keys[key]), 0);
    for (uint32_t row = 0; row < c->row_count; row++)
        assert_int_equal(collecting.list.key_of_row[row], c->key_of_row[row]);
    gq_arena_free(collecting.arena);
}

int
main(void)
{
    struct CMUnitTest tests[16];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, keys_cases, test_keys);
    return _cmocka_run_group_tests("keys", tests, count, NULL, NULL);
}
