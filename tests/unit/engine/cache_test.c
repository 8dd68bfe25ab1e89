/* Documents and their plans: found again, bounded, never gone while in use. */
#include "base/alloc.h"
#include "base/arena.h"
#include "engine/cache.h"
#include "language/ast.h"
#include "plan/plan.h"
#include "unit.h"

#include <stdio.h>

static struct gq_str
text_of_number(unsigned number, char text[32])
{
    snprintf(text, 32, "{ a%u }", number);
    return gq_str_of(text);
}

/* A new document with this text; put into the cache, in use. */
static struct gq_executable *
put(struct gq_cache *cache, struct gq_str text)
{
    struct gq_arena *parent = gq_arena_new(1 << 16);
    struct gq_arena *arena = gq_arena_new_within(parent, 1 << 16);
    struct gq_executable *executable = gq_cache_executable_new(arena);

    gq_source_add(arena, &executable->sources, GQ_STR("request"), gq_arena_copy(arena, text));
    gq_cache_put(cache, executable);
    gq_arena_free(parent);
    return executable;
}

static void
put_plan(struct gq_executable *executable, const struct gq_definition *operation, const char *shape)
{
    struct gq_arena *parent = gq_arena_new(1 << 16);
    struct gq_arena *arena = gq_arena_new_within(parent, 1 << 16);

    gq_cache_plan_put(
            executable, operation, gq_str_of(shape), gq_arena_new_of(arena, struct gq_plan), arena);
    gq_arena_free(parent);
}

static void
test_a_document_is_found_by_its_very_text(void **state)
{
    struct gq_cache *cache = gq_cache_new();
    struct gq_executable *first;

    (void)state;
    assert_null(gq_cache_take(cache, GQ_STR("{ a }")));
    first = put(cache, GQ_STR("{ a }"));
    gq_cache_give_back(cache, first);
    assert_ptr_equal(gq_cache_take(cache, GQ_STR("{ a }")), first);
    assert_null(gq_cache_take(cache, GQ_STR("{ a  }")));
    assert_null(gq_cache_take(cache, GQ_STR("{ b }")));
    assert_null(gq_cache_take(cache, GQ_STR("")));
    gq_cache_give_back(cache, first);
    assert_int_equal(gq_cache_counters(cache)->document_hits, 1);
    assert_int_equal(gq_cache_counters(cache)->document_misses, 4);
    gq_cache_free(cache);
}

static void
test_several_use_one_document(void **state)
{
    struct gq_cache *cache = gq_cache_new();
    struct gq_executable *one = put(cache, GQ_STR("{ a }"));

    (void)state;
    assert_ptr_equal(gq_cache_take(cache, GQ_STR("{ a }")), one);
    gq_cache_give_back(cache, one);
    gq_cache_give_back(cache, one);
    assert_ptr_equal(gq_cache_take(cache, GQ_STR("{ a }")), one);
    gq_cache_give_back(cache, one);
    gq_cache_free(cache);
}

static void
fill(struct gq_cache *cache, unsigned first, unsigned count)
{
    char text[32];

    for (unsigned i = first; i < first + count; i++)
        gq_cache_give_back(cache, put(cache, text_of_number(i, text)));
}

/* Is it there? Looking is a use. */
static bool
has(struct gq_cache *cache, unsigned number)
{
    char text[32];
    struct gq_executable *executable = gq_cache_take(cache, text_of_number(number, text));

    if (executable)
        gq_cache_give_back(cache, executable);
    return executable != NULL;
}

static void
test_the_least_recently_used_goes_first(void **state)
{
    struct gq_cache *cache = gq_cache_new();

    (void)state;
    fill(cache, 0, GQ_CACHE_DOCUMENTS_MAX);
    assert_true(has(cache, 0));
    fill(cache, 1000, 1);
    assert_true(has(cache, 0));
    assert_false(has(cache, 1));
    assert_true(has(cache, 2));
    assert_true(has(cache, 1000));
    fill(cache, 2000, GQ_CACHE_DOCUMENTS_MAX - 3);
    assert_true(has(cache, 0));
    assert_true(has(cache, 2));
    assert_true(has(cache, 1000));
    assert_false(has(cache, 3));
    gq_cache_free(cache);
}

static void
test_a_document_in_use_outlives_its_eviction(void **state)
{
    struct gq_cache *cache = gq_cache_new();
    struct gq_executable *used = put(cache, GQ_STR("{ used }"));

    (void)state;
    put_plan(used, NULL, "x");
    fill(cache, 0, GQ_CACHE_DOCUMENTS_MAX);
    assert_null(gq_cache_take(cache, GQ_STR("{ used }")));
    assert_str_equal(used->sources.newest->text, GQ_STR("{ used }"));
    assert_non_null(gq_cache_plan_find(cache, used, NULL, GQ_STR("x")));
    put_plan(used, NULL, "y");
    gq_cache_give_back(cache, used);
    assert_true(has(cache, 0));
    gq_cache_free(cache);
}

static void
test_an_evicted_text_may_come_again_while_the_first_is_in_use(void **state)
{
    struct gq_cache *cache = gq_cache_new();
    struct gq_executable *first = put(cache, GQ_STR("{ used }")), *second;

    (void)state;
    fill(cache, 0, GQ_CACHE_DOCUMENTS_MAX);
    second = put(cache, GQ_STR("{ used }"));
    assert_ptr_not_equal(first, second);
    gq_cache_give_back(cache, first);
    gq_cache_give_back(cache, second);
    assert_ptr_equal(gq_cache_take(cache, GQ_STR("{ used }")), second);
    gq_cache_give_back(cache, second);
    gq_cache_free(cache);
}

static void
test_plans_are_found_by_operation_and_shape(void **state)
{
    static const struct gq_definition a, b;
    struct gq_cache *cache = gq_cache_new();
    struct gq_executable *executable = put(cache, GQ_STR("{ a }"));

    (void)state;
    assert_null(gq_cache_plan_find(cache, executable, &a, GQ_STR("")));
    put_plan(executable, &a, "");
    put_plan(executable, &a, "v");
    put_plan(executable, &b, "v");
    assert_non_null(gq_cache_plan_find(cache, executable, &a, GQ_STR("")));
    assert_non_null(gq_cache_plan_find(cache, executable, &a, GQ_STR("v")));
    assert_ptr_not_equal(gq_cache_plan_find(cache, executable, &a, GQ_STR("v")),
            gq_cache_plan_find(cache, executable, &b, GQ_STR("v")));
    assert_null(gq_cache_plan_find(cache, executable, &b, GQ_STR("")));
    assert_null(gq_cache_plan_find(cache, executable, &a, GQ_STR("vv")));
    assert_int_equal(gq_cache_counters(cache)->plan_hits, 4);
    assert_int_equal(gq_cache_counters(cache)->plan_misses, 3);
    gq_cache_give_back(cache, executable);
    gq_cache_free(cache);
}

static void
test_a_document_keeps_so_many_plans(void **state)
{
    struct gq_cache *cache = gq_cache_new();
    struct gq_executable *executable = put(cache, GQ_STR("{ a }"));

    (void)state;
    for (unsigned i = 0; i < GQ_CACHE_PLANS_MAX; i++) {
        char shape[32];

        assert_true(gq_cache_plan_fits(executable));
        text_of_number(i, shape);
        put_plan(executable, NULL, shape);
    }
    assert_false(gq_cache_plan_fits(executable));
    assert_non_null(gq_cache_plan_find(cache, executable, NULL, GQ_STR("{ a0 }")));
    assert_non_null(gq_cache_plan_find(cache, executable, NULL, GQ_STR("{ a31 }")));
    gq_cache_give_back(cache, executable);
    gq_cache_free(cache);
}

/* Without memory for the table a document serves its one use; those kept before stay. */
static void
test_no_memory_for_the_table(void **state)
{
    (void)state;
    for (int64_t n = 0;; n++) {
        struct gq_cache *cache = gq_cache_new();
        struct gq_arena *parent = gq_arena_new(1 << 16);
        struct gq_arena *arena = gq_arena_new_within(parent, 1 << 16);
        struct gq_executable *executable = gq_cache_executable_new(arena);
        bool has_failed;

        fill(cache, 0, 50);
        gq_source_add(arena, &executable->sources, GQ_STR("request"), GQ_STR("{ a }"));
        gq_alloc_fail_after(n);
        gq_cache_put(cache, executable);
        has_failed = gq_alloc_has_failed();
        gq_alloc_fail_after(-1);
        gq_arena_free(parent);
        assert_str_equal(executable->sources.newest->text, GQ_STR("{ a }"));
        gq_cache_give_back(cache, executable);
        for (unsigned i = 0; i < 50; i++)
            assert_true(has(cache, i));
        gq_cache_free(cache);
        if (!has_failed)
            return;
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_document_is_found_by_its_very_text),
        cmocka_unit_test(test_several_use_one_document),
        cmocka_unit_test(test_the_least_recently_used_goes_first),
        cmocka_unit_test(test_a_document_in_use_outlives_its_eviction),
        cmocka_unit_test(test_an_evicted_text_may_come_again_while_the_first_is_in_use),
        cmocka_unit_test(test_plans_are_found_by_operation_and_shape),
        cmocka_unit_test(test_a_document_keeps_so_many_plans),
        cmocka_unit_test(test_no_memory_for_the_table),
    };

    return cmocka_run_group_tests_name("cache", tests, NULL, NULL);
}
