/* Arena and guard: budget, unwinding, deferred actions. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/guard.h"
#include "base/str.h"
#include "unit.h"

struct trial {
    struct gq_arena *arena;
    size_t size;
    int reached_end, deferred_runs;
};

static void
count_run(void *arg)
{
    struct trial *trial = arg;

    trial->deferred_runs++;
}

static void
allocate_once(void *arg)
{
    struct trial *trial = arg;

    gq_arena_alloc(trial->arena, trial->size);
    trial->reached_end = 1;
}

static const struct budget_case {
    const char *name;
    size_t budget, size;
    enum gq_guard_outcome outcome;
} budget_cases[] = {
    { "one byte below the budget is served", 1024, 1008, GQ_GUARD_DONE },
    { "exactly the budget is served", 1024, 1024, GQ_GUARD_DONE },
    { "one byte past the budget unwinds", 1024, 1025, GQ_GUARD_OUT_OF_BUDGET },
    { "a size that would overflow unwinds", SIZE_MAX, SIZE_MAX, GQ_GUARD_OUT_OF_BUDGET },
};

static void
test_budget(void **state)
{
    const struct budget_case *c = *state;
    struct trial trial = { .arena = gq_arena_new(c->budget), .size = c->size };

    assert_int_equal(gq_guard(trial.arena, allocate_once, &trial), c->outcome);
    assert_int_equal(trial.reached_end, c->outcome == GQ_GUARD_DONE);
    gq_arena_free(trial.arena);
}

static void
test_out_of_memory(void **state)
{
    struct trial trial = { .arena = gq_arena_new(1 << 20), .size = 64 };

    (void)state;
    gq_alloc_fail_after(0);
    assert_int_equal(gq_guard(trial.arena, allocate_once, &trial), GQ_GUARD_OUT_OF_MEMORY);
    gq_alloc_fail_after(-1);
    gq_arena_free(trial.arena);
}

static void
defer_past_budget(void *arg)
{
    struct trial *trial = arg;

    gq_arena_defer(trial->arena, count_run, trial);
    trial->reached_end = 1;
}

static void
test_defer_is_never_lost(void **state)
{
    struct trial trial = { .arena = gq_arena_new(1) };

    (void)state;
    assert_int_equal(gq_guard(trial.arena, defer_past_budget, &trial), GQ_GUARD_OUT_OF_BUDGET);
    assert_int_equal(trial.deferred_runs, 1);
    assert_int_equal(trial.reached_end, 0);
    gq_arena_free(trial.arena);
    assert_int_equal(trial.deferred_runs, 1);
}

static void
allocate_within(void *arg)
{
    struct trial *trial = arg;
    struct gq_arena *child = gq_arena_new_within(trial->arena, 64);

    gq_arena_defer(child, count_run, trial);
    gq_arena_alloc(child, 65);
    trial->reached_end = 1;
}

static void
test_child_unwinds_to_the_parents_guard(void **state)
{
    struct trial trial = { .arena = gq_arena_new(1 << 20) };

    (void)state;
    assert_int_equal(gq_guard(trial.arena, allocate_within, &trial), GQ_GUARD_OUT_OF_BUDGET);
    assert_int_equal(trial.reached_end, 0);
    assert_int_equal(trial.deferred_runs, 0);
    gq_arena_free(trial.arena);
    assert_int_equal(trial.deferred_runs, 1);
}

static void
detach_child(void *arg)
{
    struct trial *trial = arg;
    struct gq_arena *child = gq_arena_new_within(trial->arena, 1024);

    gq_arena_defer(child, count_run, trial);
    gq_arena_detach(child);
    gq_arena_reset(trial->arena);
    assert_int_equal(trial->deferred_runs, 0);
    gq_arena_free(child);
    trial->reached_end = 1;
}

static void
test_detached_child_outlives_the_parent(void **state)
{
    struct trial trial = { .arena = gq_arena_new(1 << 20) };

    (void)state;
    assert_int_equal(gq_guard(trial.arena, detach_child, &trial), GQ_GUARD_DONE);
    assert_int_equal(trial.reached_end, 1);
    assert_int_equal(trial.deferred_runs, 1);
    gq_arena_free(trial.arena);
}

static void
fill_many_blocks(void *arg)
{
    struct trial *trial = arg;

    for (int i = 0; i < 1000; i++) {
        struct gq_str copy = gq_arena_printf(trial->arena, "%d is the number", i);

        assert_true(copy.length > 0 && copy.bytes[copy.length] == '\0');
    }
    gq_arena_defer(trial->arena, count_run, trial);
}

static void
test_reset_runs_deferred_and_starts_anew(void **state)
{
    struct trial trial = { .arena = gq_arena_new(1 << 20) };

    (void)state;
    for (int round = 1; round <= 3; round++) {
        assert_int_equal(gq_guard(trial.arena, fill_many_blocks, &trial), GQ_GUARD_DONE);
        gq_arena_reset(trial.arena);
        assert_int_equal(trial.deferred_runs, round);
        assert_int_equal(gq_arena_used_bytes(trial.arena), 0);
    }
    gq_arena_free(trial.arena);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_defer_is_never_lost),
        cmocka_unit_test(test_child_unwinds_to_the_parents_guard),
        cmocka_unit_test(test_detached_child_outlives_the_parent),
        cmocka_unit_test(test_reset_runs_deferred_and_starts_anew),
    };
    size_t count = 5;

    GQ_UNIT_CASES(tests, count, budget_cases, test_budget);
    return _cmocka_run_group_tests("arena", tests, count, NULL, NULL);
}
