/* The bounded list of errors, their places and paths. */
#include "base/arena.h"
#include "base/error.h"
#include "unit.h"

static const struct bound_case {
    const char *name;
    uint32_t added, kept;
    bool is_full, is_dropped;
} bound_cases[] = {
    { "no error", 0, 0, false, false },
    { "one error below the bound", 2, 2, false, false },
    { "as many errors as the bound", 3, 3, true, false },
    { "one error past the bound is dropped", 4, 3, true, true },
};

static void
test_bound(void **state)
{
    const struct bound_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_errors errs;
    uint32_t count = 0;

    gq_errors_init(&errs, arena, NULL, 3);
    for (uint32_t i = 0; i < c->added; i++)
        gq_errors_add(&errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "error %u", i);
    for (const struct gq_error *error = errs.first; error; error = error->next)
        assert_str_equal(error->message, gq_arena_printf(arena, "error %u", count++));
    assert_int_equal(count, c->kept);
    assert_int_equal(errs.count, c->kept);
    assert_int_equal(gq_errors_full(&errs), c->is_full);
    assert_int_equal(errs.dropped, c->is_dropped);
    gq_arena_free(arena);
}

static void
test_a_dropped_error_may_still_be_filled(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_errors errs;
    struct gq_error *error;

    (void)state;
    gq_errors_init(&errs, arena, NULL, 0);
    error = gq_errors_add(&errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "dropped");
    error->path = gq_path_key(arena, NULL, GQ_STR("users"));
    assert_null(errs.first);
    gq_arena_free(arena);
}

static void
test_several_places_keep_their_order(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    struct gq_error *error;

    (void)state;
    assert_non_null(gq_source_add(arena, &sources, GQ_STR("request"), GQ_STR("{ a\n  b }")));
    gq_errors_init(&errs, arena, &sources, 20);
    error = gq_errors_add(&errs, GQ_E_VALIDATION_FAILED, 2, "They conflict.");
    gq_errors_add_location(&errs, error, 6);
    assert_int_equal(error->location_count, 2);
    assert_int_equal(error->locations[0].line, 1);
    assert_int_equal(error->locations[0].column, 3);
    assert_int_equal(error->locations[1].line, 2);
    assert_int_equal(error->locations[1].column, 3);
    gq_arena_free(arena);
}

static void
test_without_sources_there_are_no_places(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_errors errs;
    struct gq_error *error;

    (void)state;
    gq_errors_init(&errs, arena, NULL, 20);
    error = gq_errors_add(&errs, GQ_E_VALIDATION_FAILED, 2, "Somewhere.");
    assert_int_equal(error->location_count, 0);
    assert_null(error->locations);
    gq_arena_free(arena);
}

static void
test_a_path_leads_from_leaf_to_root(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    const struct gq_path *path = gq_path_key(arena, NULL, GQ_STR("users"));

    (void)state;
    path = gq_path_index(arena, path, 3);
    path = gq_path_key(arena, path, GQ_STR("name"));
    assert_str_equal(path->key, GQ_STR("name"));
    assert_null(path->parent->key.bytes);
    assert_int_equal(path->parent->index, 3);
    assert_str_equal(path->parent->parent->key, GQ_STR("users"));
    assert_null(path->parent->parent->parent);
    gq_arena_free(arena);
}

static void
test_copies_outlive_the_other_list(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20), *other = gq_arena_new(1 << 20);
    struct gq_sources sources = { 0 };
    struct gq_errors errs, from;
    struct gq_error *error;

    (void)state;
    assert_non_null(gq_source_add(other, &sources, gq_arena_copy(other, GQ_STR("a.graphql")),
            gq_arena_copy(other, GQ_STR("type"))));
    gq_errors_init(&errs, arena, NULL, 1);
    gq_errors_init(&from, other, &sources, 20);
    error = gq_errors_add(&from, GQ_E_SCHEMA_INVALID, 1, "first");
    error->path = gq_path_index(other, gq_path_key(other, NULL, GQ_STR("users")), 3);
    gq_errors_add(&from, GQ_E_SCHEMA_INVALID, 2, "second");
    gq_errors_copy(&errs, &from);
    gq_arena_free(other);
    assert_int_equal(errs.count, 1);
    assert_true(errs.dropped);
    assert_null(errs.first->next);
    assert_str_equal(errs.first->message, GQ_STR("first"));
    assert_int_equal(errs.first->location_count, 1);
    assert_str_equal(errs.first->locations[0].source_name, GQ_STR("a.graphql"));
    assert_int_equal(errs.first->locations[0].column, 2);
    assert_int_equal(errs.first->path->index, 3);
    assert_str_equal(errs.first->path->parent->key, GQ_STR("users"));
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(test_a_dropped_error_may_still_be_filled),
        cmocka_unit_test(test_several_places_keep_their_order),
        cmocka_unit_test(test_without_sources_there_are_no_places),
        cmocka_unit_test(test_a_path_leads_from_leaf_to_root),
        cmocka_unit_test(test_copies_outlive_the_other_list),
    };
    size_t count = 5;

    GQ_UNIT_CASES(tests, count, bound_cases, test_bound);
    return _cmocka_run_group_tests("error", tests, count, NULL, NULL);
}
