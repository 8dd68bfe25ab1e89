/* The guard: nesting, and what is no guard's business. */
#include "base/arena.h"
#include "base/guard.h"
#include "unit.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct trial {
    struct gq_arena *arena;
    enum gq_guard_outcome inner;
    int went_on;
};

static void
exhaust(void *arg)
{
    struct trial *trial = arg;

    gq_arena_alloc(trial->arena, 1 << 20);
    trial->went_on++;
}

static void
return_at_once(void *arg)
{
    (void)arg;
}

static void
exhaust_within(void *arg)
{
    struct trial *trial = arg;

    trial->inner = gq_guard(trial->arena, exhaust, trial);
    trial->went_on++;
}

static void
exhaust_after(void *arg)
{
    struct trial *trial = arg;

    trial->inner = gq_guard(trial->arena, return_at_once, trial);
    exhaust(arg);
}

static void
test_innermost_guard_is_unwound_to(void **state)
{
    struct trial trial = { .arena = gq_arena_new(64) };

    (void)state;
    assert_int_equal(gq_guard(trial.arena, exhaust_within, &trial), GQ_GUARD_DONE);
    assert_int_equal(trial.inner, GQ_GUARD_OUT_OF_BUDGET);
    assert_int_equal(trial.went_on, 1);
    gq_arena_free(trial.arena);
}

static void
test_outer_guard_holds_again_afterwards(void **state)
{
    struct trial trial = { .arena = gq_arena_new(64) };

    (void)state;
    assert_int_equal(gq_guard(trial.arena, exhaust_after, &trial), GQ_GUARD_OUT_OF_BUDGET);
    assert_int_equal(trial.inner, GQ_GUARD_DONE);
    assert_int_equal(trial.went_on, 0);
    gq_arena_free(trial.arena);
}

static void
test_small_allocations_need_no_guard(void **state)
{
    struct gq_arena *arena = gq_arena_new(64);

    (void)state;
    assert_non_null(gq_arena_alloc(arena, 64));
    gq_arena_free(arena);
}

static void
exhaust_without_guard(void)
{
    struct gq_arena *arena = gq_arena_new(64);

    setrlimit(RLIMIT_CORE, &(struct rlimit){ 0 });
    /* What it says is meant for people; here it would only look like a failure. */
    close(STDERR_FILENO);
    gq_arena_alloc(arena, 65);
    _exit(0);
}

static void
test_exhaustion_outside_a_guard_aborts(void **state)
{
    int status = 0;
    pid_t child = fork();

    (void)state;
    if (child == 0)
        exhaust_without_guard();
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_innermost_guard_is_unwound_to),
        cmocka_unit_test(test_outer_guard_holds_again_afterwards),
        cmocka_unit_test(test_small_allocations_need_no_guard),
        cmocka_unit_test(test_exhaustion_outside_a_guard_aborts),
    };

    return cmocka_run_group_tests_name("guard", tests, NULL, NULL);
}
