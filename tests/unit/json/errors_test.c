/* Errors as JSON. Spec: Response > Errors. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "unit.h"
#include "json/errors.h"

static const struct gq_path root = { NULL, GQ_STR_INIT("posts"), 0 };
static const struct gq_path item = { &root, { NULL, 0 }, 3 };
static const struct gq_path leaf = { &item, GQ_STR_INIT("a\"b"), 0 };
static const struct gq_str names[] = { GQ_STR_INIT("slug"), GQ_STR_INIT("author") };
static const struct gq_location places[] = {
    { .source_name = GQ_STR_INIT("one.graphql"), .line = 1, .column = 2 },
    { .source_name = GQ_STR_INIT("two.graphql"), .line = 30, .column = 4 },
};

static const struct error_case {
    const char *name;
    struct gq_error error;
    const char *json;
} error_cases[] = {
    { "a message and its code", { .code = GQ_E_NOT_FOUND, .message = GQ_STR_INIT("No.") },
            "[{\"message\":\"No.\",\"extensions\":{\"code\":\"NOT_FOUND\"}}]" },
    { "an empty message", { .code = GQ_E_TIMEOUT },
            "[{\"message\":\"\",\"extensions\":{\"code\":\"TIMEOUT\"}}]" },
    { "a message is escaped",
            { .code = GQ_E_PARSE_FAILED, .message = GQ_STR_INIT("\"\\\n\x01\xC3\xA9") },
            "[{\"message\":\"\\\"\\\\\\n\\u0001\xC3\xA9\","
            "\"extensions\":{\"code\":\"GRAPHQL_PARSE_FAILED\"}}]" },
    { "places", { .message = GQ_STR_INIT("m"), .locations = places, .location_count = 2 },
            "[{\"message\":\"m\",\"locations\":[{\"line\":1,\"column\":2},"
            "{\"line\":30,\"column\":4}],"
            "\"extensions\":{\"code\":\"GRAPHQL_PARSE_FAILED\"}}]" },
    { "a path of one key", { .message = GQ_STR_INIT("m"), .path = &root },
            "[{\"message\":\"m\",\"path\":[\"posts\"],"
            "\"extensions\":{\"code\":\"GRAPHQL_PARSE_FAILED\"}}]" },
    { "a path from the root to the leaf", { .message = GQ_STR_INIT("m"), .path = &leaf },
            "[{\"message\":\"m\",\"path\":[\"posts\",3,\"a\\\"b\"],"
            "\"extensions\":{\"code\":\"GRAPHQL_PARSE_FAILED\"}}]" },
    { "a constraint", { .code = GQ_E_CHECK_VIOLATION, .constraint = GQ_STR_INIT("posts_slug") },
            "[{\"message\":\"\",\"extensions\":{\"code\":\"CHECK_VIOLATION\","
            "\"constraint\":\"posts_slug\"}}]" },
    { "fields", { .code = GQ_E_UNIQUE_VIOLATION, .fields = names, .field_count = 2 },
            "[{\"message\":\"\",\"extensions\":{\"code\":\"UNIQUE_VIOLATION\","
            "\"fields\":[\"slug\",\"author\"]}}]" },
    { "an input path", { .code = GQ_E_UNIQUE_VIOLATION, .input_path = &item },
            "[{\"message\":\"\",\"extensions\":{\"code\":\"UNIQUE_VIOLATION\","
            "\"inputPath\":[\"posts\",3]}}]" },
    { "all of it",
            { .code = GQ_E_UNIQUE_VIOLATION,
                    .message = GQ_STR_INIT("m"),
                    .locations = places,
                    .location_count = 1,
                    .path = &root,
                    .constraint = GQ_STR_INIT("c"),
                    .fields = names,
                    .field_count = 1,
                    .input_path = &root },
            "[{\"message\":\"m\",\"locations\":[{\"line\":1,\"column\":2}],\"path\":[\"posts\"],"
            "\"extensions\":{\"code\":\"UNIQUE_VIOLATION\",\"constraint\":\"c\","
            "\"fields\":[\"slug\"],\"inputPath\":[\"posts\"]}}]" },
};

static void
test_error(void **state)
{
    const struct error_case *c = *state;
    struct gq_error error = c->error;
    struct gq_errors errs = { .first = &error, .last = &error, .count = 1 };
    struct gq_buf out;

    gq_buf_init(&out, 1 << 16);
    gq_errors_write(&out, &errs);
    assert_str_equal(gq_buf_view(&out), gq_str_of(c->json));
    gq_buf_fini(&out);
}

static void
test_no_errors_are_an_empty_list(void **state)
{
    struct gq_errors errs = { 0 };
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, 1 << 16);
    gq_errors_write(&out, &errs);
    assert_str_equal(gq_buf_view(&out), GQ_STR("[]"));
    gq_buf_fini(&out);
}

static void
test_errors_stand_in_the_order_of_their_making(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_errors errs;
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, 1 << 16);
    gq_errors_init(&errs, arena, NULL, 2);
    gq_errors_add(&errs, GQ_E_NOT_FOUND, GQ_SOURCE_NOWHERE, "%d", 1);
    gq_errors_add(&errs, GQ_E_CONFLICT, GQ_SOURCE_NOWHERE, "%d", 2);
    gq_errors_add(&errs, GQ_E_CONFLICT, GQ_SOURCE_NOWHERE, "past the bound");
    gq_errors_write(&out, &errs);
    assert_str_equal(gq_buf_view(&out),
            GQ_STR("[{\"message\":\"1\",\"extensions\":{\"code\":\"NOT_FOUND\"}},"
                   "{\"message\":\"2\",\"extensions\":{\"code\":\"CONFLICT\"}}]"));
    gq_buf_fini(&out);
    gq_arena_free(arena);
}

static void
test_files_are_told_to_tools(void **state)
{
    struct gq_error error = { .message = GQ_STR("m"), .locations = places, .location_count = 2 };
    struct gq_errors errs = { .first = &error, .last = &error, .count = 1 };
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, 1 << 16);
    gq_errors_write_with_files(&out, &errs);
    gq_buf_char(&out, 0);
    assert_non_null(strstr(out.bytes, "\"file\":\"one.graphql\"}}]"));
    gq_buf_fini(&out);
}

int
main(void)
{
    struct CMUnitTest tests[20] = {
        cmocka_unit_test(test_no_errors_are_an_empty_list),
        cmocka_unit_test(test_errors_stand_in_the_order_of_their_making),
        cmocka_unit_test(test_files_are_told_to_tools),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, error_cases, test_error);
    return _cmocka_run_group_tests("errors", tests, count, NULL, NULL);
}
