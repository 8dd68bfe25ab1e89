/* One state of the schema: what it holds, how long it lives, what a faulty one leaves behind. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "engine/generation.h"
#include "engine/schema_files.h"
#include "model/model.h"
#include "schema/schema.h"
#include "unit.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOG                                                        \
    "type Post @model { id: ID! title: String! author: Author! }\n" \
    "type Author @model { id: ID! name: String! posts: [Post!]! }\n"

/* One load, for the guard of its errors. */
struct load {
    struct gq_arena *arena;
    struct gq_errors errs;
    struct gq_limits limits;
    const struct gq_schema_text *texts; /* or: */
    const struct gq_str *paths;
    uint32_t count;
    struct gq_generation *generation;
};

static void
run_load(void *arg)
{
    struct load *load = arg;

    if (load->texts)
        load->generation =
                gq_generation_load_texts(load->texts, load->count, &load->limits, &load->errs);
    else
        load->generation = gq_generation_load(load->paths, load->count, &load->limits, &load->errs);
}

static void
init_load(struct load *load)
{
    *load = (struct load){ .arena = gq_arena_new(1 << 20) };
    assert_non_null(load->arena);
    gq_limits_init(&load->limits);
    gq_errors_init(&load->errs, load->arena, NULL, 20);
}

static void
load_texts(struct load *load, const struct gq_schema_text *texts, uint32_t count)
{
    load->texts = texts;
    load->count = count;
    assert_int_equal(gq_guard(load->arena, run_load, load), GQ_GUARD_DONE);
}

static void
load_path(struct load *load, const char *path)
{
    struct gq_str paths[] = { gq_str_of(path) };

    load->paths = paths;
    load->count = 1;
    assert_int_equal(gq_guard(load->arena, run_load, load), GQ_GUARD_DONE);
}

static const struct fault_case {
    const char *name, *first, *second;
    const char *source, *message; /* of the first error */
    uint32_t line, column, count;
} fault_cases[] = {
    { "a syntax error", BLOG, "type Tag {", "second", "Syntax Error: Expected Name, found <EOF>.",
            1, 11, 1 },
    { "a syntax error in each text", "type {", "type Tag {", "first",
            "Syntax Error: Expected Name, found \"{\".", 1, 6, 2 },
    { "a type that nobody declares", BLOG, "type Tag @model {\n  id: ID!\n  of: Thing }", "second",
            "Unknown type \"Thing\". Did you mean \"String\", \"Int\", \"Tag\", or \"Time\"?", 3, 7,
            1 },
    { "a second declaration", BLOG, "type Author { name: String! }", "first",
            "There can be only one type named \"Author\".", 2, 6, 2 },
};

static void
test_fault(void **state)
{
    const struct fault_case *c = *state;
    const struct gq_schema_text texts[] = { { GQ_STR("first"), gq_str_of(c->first) },
        { GQ_STR("second"), gq_str_of(c->second) } };
    struct load load;

    init_load(&load);
    load_texts(&load, texts, 2);
    assert_null(load.generation);
    assert_int_equal(load.errs.count, c->count);
    assert_str_equal(load.errs.first->message, gq_str_of(c->message));
    assert_true(load.errs.first->location_count >= 1);
    assert_str_equal(load.errs.first->locations[0].source_name, gq_str_of(c->source));
    assert_int_equal(load.errs.first->locations[0].line, c->line);
    assert_int_equal(load.errs.first->locations[0].column, c->column);
    gq_arena_free(load.arena);
}

static void
test_texts_are_one_schema_that_outlives_them(void **state)
{
    char extension[] = "extend type Post { views: Int }";
    const struct gq_schema_text texts[] = { { GQ_STR("a"), GQ_STR(BLOG) },
        { GQ_STR("b"), gq_str_of(extension) } };
    const struct gq_type *post;
    struct load load;

    (void)state;
    init_load(&load);
    load_texts(&load, texts, 2);
    assert_non_null(load.generation);
    assert_int_equal(load.errs.count, 0);
    memset(extension, 'x', sizeof(extension) - 1);
    gq_arena_free(load.arena);
    assert_int_equal(gq_generation_model(load.generation)->entity_count, 2);
    post = gq_schema_type_find(gq_generation_schema(load.generation), GQ_STR("Post"));
    assert_non_null(post);
    assert_non_null(
            gq_schema_field_find(gq_generation_schema(load.generation), post, GQ_STR("views")));
    assert_non_null(gq_generation_sources(load.generation)->newest);
    gq_generation_unref(load.generation);
}

static void
test_the_last_reference_frees(void **state)
{
    const struct gq_schema_text text = { GQ_STR("a"), GQ_STR(BLOG) };
    struct load load;

    (void)state;
    init_load(&load);
    load_texts(&load, &text, 1);
    assert_ptr_equal(gq_generation_ref(load.generation), load.generation);
    gq_generation_unref(load.generation);
    assert_int_equal(gq_generation_model(load.generation)->entity_count, 2);
    gq_generation_unref(load.generation);
    gq_generation_unref(NULL);
    gq_arena_free(load.arena);
}

static void
test_nesting_of_a_schema_is_bounded(void **state)
{
    const struct gq_schema_text text = { GQ_STR("a"), GQ_STR("type Query { a: [[[Int]]] }") };
    struct load load;

    (void)state;
    init_load(&load);
    load.limits.values[GQ_LIMIT_SCHEMA_NESTING] = 2;
    load_texts(&load, &text, 1);
    assert_null(load.generation);
    assert_int_equal(load.errs.count, 1);
    gq_arena_free(load.arena);
}

static void
write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");

    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void
test_a_directory_means_its_schema_files_in_order(void **state)
{
    char directory[] = "generation_test_XXXXXX";
    struct load load;
    const char *names[] = { "b.graphql", "a.graphql", ".c.graphql", "d.txt" };

    (void)state;
    assert_non_null(mkdtemp(directory));
    assert_int_equal(chdir(directory), 0);
    for (size_t i = 0; i < 4; i++)
        write_file(names[i], i < 2 ? "type Query {" : "neither");
    init_load(&load);
    load_path(&load, ".");
    assert_null(load.generation);
    assert_int_equal(load.errs.count, 2);
    assert_str_equal(load.errs.first->locations[0].source_name, GQ_STR("./a.graphql"));
    assert_str_equal(load.errs.last->locations[0].source_name, GQ_STR("./b.graphql"));
    gq_arena_free(load.arena);
    for (size_t i = 0; i < 4; i++)
        unlink(names[i]);
    assert_int_equal(chdir(".."), 0);
    assert_int_equal(rmdir(directory), 0);
}

static void
test_a_missing_file_is_named(void **state)
{
    struct load load;

    (void)state;
    init_load(&load);
    load_path(&load, "missing.graphql");
    assert_null(load.generation);
    assert_int_equal(load.errs.count, 1);
    assert_int_equal(load.errs.first->code, GQ_E_SCHEMA_INVALID);
    assert_str_equal(
            load.errs.first->message, GQ_STR("missing.graphql: No such file or directory"));
    gq_arena_free(load.arena);
}

/* The n-th allocation fails, for every n until none does: an error or a generation, never a crash. */
static void
test_without_memory_there_is_an_error(void **state)
{
    const struct gq_schema_text text = { GQ_STR("a"), GQ_STR("type Post @model { id: ID! }") };
    bool failed = true;

    (void)state;
    for (int64_t n = 0; failed; n++) {
        enum gq_guard_outcome outcome;
        struct load load;

        init_load(&load);
        load.texts = &text;
        load.count = 1;
        gq_alloc_fail_after(n);
        outcome = gq_guard(load.arena, run_load, &load);
        failed = gq_alloc_has_failed();
        gq_alloc_fail_after(-1);
        if (load.generation)
            gq_generation_unref(load.generation);
        else
            assert_true(outcome != GQ_GUARD_DONE || load.errs.count > 0);
        gq_arena_free(load.arena);
    }
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(test_texts_are_one_schema_that_outlives_them),
        cmocka_unit_test(test_the_last_reference_frees),
        cmocka_unit_test(test_nesting_of_a_schema_is_bounded),
        cmocka_unit_test(test_a_directory_means_its_schema_files_in_order),
        cmocka_unit_test(test_a_missing_file_is_named),
        cmocka_unit_test(test_without_memory_there_is_an_error),
    };
    size_t count = 6;

    GQ_UNIT_CASES(tests, count, fault_cases, test_fault);
    return _cmocka_run_group_tests("generation", tests, count, NULL, NULL);
}
