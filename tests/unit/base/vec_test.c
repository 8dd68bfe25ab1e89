/* The growing array. */
#include "base/arena.h"
#include "base/guard.h"
#include "base/vec.h"
#include "unit.h"

struct item {
    uint64_t a;
    char b;
};

static void
test_items_survive_growth(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_vec vec = { 0 };

    (void)state;
    for (uint32_t i = 0; i < 1000; i++)
        GQ_VEC_PUSH(arena, &vec, struct item)->a = i;
    assert_int_equal(vec.count, 1000);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(GQ_VEC_AT(&vec, struct item, i).a, i);
    gq_arena_free(arena);
}

static void
test_new_items_are_zero(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_vec vec = { 0 };

    (void)state;
    for (int i = 0; i < 9; i++) {
        struct item *item = GQ_VEC_PUSH(arena, &vec, struct item);

        assert_int_equal(item->a, 0);
        assert_int_equal(item->b, 0);
        *item = (struct item){ UINT64_MAX, 'x' };
    }
    gq_arena_free(arena);
}

static void
test_old_blocks_cost_no_more_than_the_last(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_vec vec = { 0 };

    (void)state;
    for (int i = 0; i < 4096; i++)
        GQ_VEC_PUSH(arena, &vec, struct item);
    assert_true(gq_arena_used_bytes(arena) < 2 * 4096 * sizeof(struct item));
    gq_arena_free(arena);
}

struct pushing {
    struct gq_arena *arena;
    struct gq_vec vec;
};

static void
push_forever(void *arg)
{
    struct pushing *pushing = arg;

    for (;;)
        GQ_VEC_PUSH(pushing->arena, &pushing->vec, struct item);
}

static void
test_growth_past_the_budget_unwinds(void **state)
{
    struct pushing pushing = { .arena = gq_arena_new(1 << 12) };

    (void)state;
    assert_int_equal(gq_guard(pushing.arena, push_forever, &pushing), GQ_GUARD_OUT_OF_BUDGET);
    assert_int_equal(pushing.vec.count, pushing.vec.capacity);
    gq_arena_free(pushing.arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_items_survive_growth),
        cmocka_unit_test(test_new_items_are_zero),
        cmocka_unit_test(test_old_blocks_cost_no_more_than_the_last),
        cmocka_unit_test(test_growth_past_the_budget_unwinds),
    };

    return cmocka_run_group_tests_name("vec", tests, NULL, NULL);
}
