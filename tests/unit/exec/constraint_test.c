/* Rules that are no CHECKs: patterns, and the lengths of lists. */
#include "base/arena.h"
#include "base/guard.h"
#include "base/pattern.h"
#include "exec/constraint.h"
#include "model/table.h"
#include "store/cell.h"
#include "store/store.h"
#include "unit.h"

static const struct constraint_case {
    const char *name, *pattern;
    int64_t length_min, length_max;
    struct gq_str text;
    const char *violated; /* NULL: none */
} constraint_cases[] = {
    { "a text with the pattern", "^a", -1, -1, GQ_STR_INIT("ab"), NULL },
    { "a text without it", "^a", -1, -1, GQ_STR_INIT("ba"), "ts_c_pattern" },
    { "no items are too few", NULL, 1, -1, GQ_STR_INIT("[]"), "ts_c_min_length" },
    { "one item is enough", NULL, 1, 1, GQ_STR_INIT("[1]"), NULL },
    { "two items are too many", NULL, 1, 1, GQ_STR_INIT("[1,2]"), "ts_c_max_length" },
    { "commas in strings are no commas", NULL, -1, 1, GQ_STR_INIT("[\"a,\\\",[b\"]"), NULL },
    { "commas of inner values are not counted", NULL, -1, 2,
            GQ_STR_INIT("[[1,2],{\"a\":1,\"b\":2}]"), NULL },
};

struct job {
    struct gq_arena *arena;
    const struct constraint_case *c;
    struct gq_cell cell;
    struct gq_store_error failure;
    bool is_ok;
};

static void
check(void *arg)
{
    struct job *job = arg;
    struct gq_constraint constraint = { .length_min = job->c->length_min,
        .length_max = job->c->length_max };
    struct gq_table table = { .name = GQ_STR_INIT("ts") };
    struct gq_column column = { .name = GQ_STR_INIT("c"),
        .type = job->c->pattern ? GQ_COLUMN_STRING : GQ_COLUMN_LIST,
        .constraint = &constraint };
    struct gq_str reason;

    if (job->c->pattern)
        constraint.pattern = gq_pattern_compile(job->arena, gq_str_of(job->c->pattern), &reason);
    job->is_ok = gq_constraint_check(job->arena, &table, &column, &job->cell, &job->failure);
}

static void
test_constraint(void **state)
{
    const struct constraint_case *c = *state;
    struct job job = { .arena = gq_arena_new(1 << 20), .c = c };

    job.cell = (struct gq_cell){
        .kind = GQ_CELL_TEXT, .length = (uint32_t)c->text.length, .bytes = c->text.bytes
    };
    assert_int_equal(gq_guard(job.arena, check, &job), GQ_GUARD_DONE);
    assert_int_equal(job.is_ok, c->violated == NULL);
    if (c->violated) {
        assert_string_equal(job.failure.constraint, c->violated);
        assert_int_equal(job.failure.code, GQ_E_CHECK_VIOLATION);
    }
    gq_arena_free(job.arena);
}

static void
test_null_passes(void **state)
{
    struct job job = { .arena = gq_arena_new(1 << 20), .c = &constraint_cases[2] };

    (void)state;
    assert_int_equal(gq_guard(job.arena, check, &job), GQ_GUARD_DONE);
    assert_true(job.is_ok);
    gq_arena_free(job.arena);
}

int
main(void)
{
    struct CMUnitTest tests[16] = { cmocka_unit_test(test_null_passes) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, constraint_cases, test_constraint);
    return _cmocka_run_group_tests("exec/constraint", tests, count, NULL, NULL);
}
