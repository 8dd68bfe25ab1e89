/* Whole requests against a database: answers, transactions, kept plans. */
#include "fixture.h"
#include "unit.h"

#include "base/code.h"
#include "engine/cache.h"
#include "engine/worker.h"

#include <stdio.h>

/* A request, and the whole answer. Each case has a database of its own. */
static const struct answer_case {
    const char *name, *query, *variables, *answer;
} answer_cases[] = {
    { "a row and its relations", "{ book(id: 2) { title author { name } editor { name } } }", NULL,
            "{\"data\":{\"book\":{\"title\":\"Two\",\"author\":{\"name\":\"Ada\"},"
            "\"editor\":{\"name\":\"Bo\"}}}}" },
    { "a to-one that is absent", "{ book(id: 1) { editor { name } isbn } }", NULL,
            "{\"data\":{\"book\":{\"editor\":null,\"isbn\":\"i1\"}}}" },
    { "a row that is absent", "{ book(id: 9) { title } }", NULL, "{\"data\":{\"book\":null}}" },
    { "lists of both relations", "{ authors { name books { id } edited { id } } }", NULL,
            "{\"data\":{\"authors\":[{\"name\":\"Ada\",\"books\":[{\"id\":\"1\"},{\"id\":\"2\"}],"
            "\"edited\":[]},{\"name\":\"Bo\",\"books\":[],\"edited\":[{\"id\":\"2\"}]}]}}" },
    { "an empty operation name selects as none does", "query A { __typename }", NULL,
            "{\"data\":{\"__typename\":\"Query\"}}" },
    { "create answers what it wrote, defaults and all",
            "mutation($i: CreateBookInput!) { createBook(input: $i) { id title version isbn "
            "author { name } } }",
            "{\"i\":{\"title\":\"New\",\"author\":{\"connect\":{\"email\":\"ada@x\"}}}}",
            "{\"data\":{\"createBook\":{\"id\":\"3\",\"title\":\"New\",\"version\":1,"
            "\"isbn\":null,\"author\":{\"name\":\"Ada\"}}}}" },
    { "a write sees the one before it",
            "mutation { a: createAuthor(input: {name: \"Cy\"}) { id } "
            "b: createBook(input: {title: \"T\", author: {connect: {id: 3}}}) { author { name "
            "books { title } } } }",
            NULL,
            "{\"data\":{\"a\":{\"id\":\"3\"},\"b\":{\"author\":{\"name\":\"Cy\","
            "\"books\":[{\"title\":\"T\"}]}}}}" },
    { "each field answers what it saw, not what came after",
            "mutation { a: updateAuthor(id: 2, input: {name: \"X\"}) { name } "
            "b: updateAuthor(id: 2, input: {name: \"Y\"}) { name } }",
            NULL, "{\"data\":{\"a\":{\"name\":\"X\"},\"b\":{\"name\":\"Y\"}}}" },
    { "an update leaves what is omitted and clears what is null",
            "mutation { updateBook(id: 1, input: {isbn: null}) { title isbn pages version } }",
            NULL,
            "{\"data\":{\"updateBook\":{\"title\":\"One\",\"isbn\":null,\"pages\":10,"
            "\"version\":2}}}" },
    { "an update of nothing is an update", "mutation { updateAuthor(id: 1, input: {}) { name } }",
            NULL, "{\"data\":{\"updateAuthor\":{\"name\":\"Ada\"}}}" },
    { "disconnect",
            "mutation { updateBook(id: 2, input: {editor: {disconnect: true}}) { editor { "
            "id } } }",
            NULL, "{\"data\":{\"updateBook\":{\"editor\":null}}}" },
    { "disconnect: false leaves it",
            "mutation { updateBook(id: 2, input: {editor: {disconnect: false}}) { editor { id } } "
            "}",
            NULL, "{\"data\":{\"updateBook\":{\"editor\":{\"id\":\"2\"}}}}" },
    { "delete answers the row as it was",
            "mutation { deleteBook(id: 2) { id title editor { name } version } }", NULL,
            "{\"data\":{\"deleteBook\":{\"id\":\"2\",\"title\":\"Two\","
            "\"editor\":{\"name\":\"Bo\"},\"version\":4}}}" },
    { "the expected version",
            "mutation { updateBook(id: 2, input: {title: \"Z\"}, expectedVersion: 4) { title "
            "version } }",
            NULL, "{\"data\":{\"updateBook\":{\"title\":\"Z\",\"version\":5}}}" },
    { "another version",
            "mutation { updateBook(id: 2, input: {title: \"Z\"}, expectedVersion: 3) { id } }",
            NULL,
            "{\"data\":null,\"errors\":[{\"message\":\"The row has changed since it was read.\","
            "\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"updateBook\"],"
            "\"extensions\":{\"code\":\"CONFLICT\"}}]}" },
    { "a version of no row",
            "mutation { updateBook(id: 7, input: {title: \"Z\"}, expectedVersion: 3) { id } }",
            NULL,
            "{\"data\":null,\"errors\":[{\"message\":\"The row does not exist.\","
            "\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"updateBook\"],"
            "\"extensions\":{\"code\":\"NOT_FOUND\"}}]}" },
    { "delete with another version", "mutation { deleteBook(id: 2, expectedVersion: 9) { id } }",
            NULL,
            "{\"data\":null,\"errors\":[{\"message\":\"The row has changed since it was read.\","
            "\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"deleteBook\"],"
            "\"extensions\":{\"code\":\"CONFLICT\"}}]}" },
    { "delete with a version of no row",
            "mutation { x: deleteBook(id: 3, expectedVersion: 1) { id } }", NULL,
            "{\"data\":null,\"errors\":[{\"message\":\"The row does not exist.\","
            "\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"x\"],"
            "\"extensions\":{\"code\":\"NOT_FOUND\"}}]}" },
    { "a unique column names its field and input",
            "mutation { createAuthor(input: {name: \"C\", email: \"ada@x\"}) { id } }", NULL,
            "{\"data\":null,\"errors\":[{\"message\":\"Another Author has the same value where it "
            "must be "
            "unique.\",\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"createAuthor\"],"
            "\"extensions\":{\"code\":"
            "\"UNIQUE_VIOLATION\",\"constraint\":\"authors_email_key\",\"fields\":[\"email\"],"
            "\"inputPath\":[\"input\",\"email\"]}}]}" },
    { "connect to a row that is none",
            "mutation { createBook(input: {title: \"T\", author: {connect: {email: \"no\"}}}) { id "
            "} }",
            NULL,
            "{\"data\":null,\"errors\":[{\"message\":\"The row to connect does not exist.\","
            "\"locations\":[{\"line\":1,\"column\":12}],\"path\":[\"createBook\"],"
            "\"extensions\":{\"code\":\"FOREIGN_KEY_VIOLATION\","
            "\"inputPath\":[\"input\",\"author\",\"connect\"]}}]}" },
};

static void
test_answer(void **state)
{
    const struct answer_case *c = *state;
    struct fixture fixture;

    fixture_open_seeded(&fixture);
    assert_string_equal(fixture_ask(&fixture, c->query, c->variables), c->answer);
    fixture_close(&fixture);
}

static void
test_a_field_that_fails_undoes_those_before(void **state)
{
    struct fixture fixture;
    const char *answer;

    (void)state;
    fixture_open_seeded(&fixture);
    answer = fixture_ask(&fixture,
            "mutation { a: createAuthor(input: {name: \"C\"}) { id } "
            "b: updateAuthor(id: 2, input: {name: \"changed\"}) { name } "
            "c: createAuthor(input: {name: \"D\", email: \"ada@x\"}) { id } "
            "d: deleteBook(id: 1) { id } }",
            NULL);
    fixture_assert_code(answer, GQ_E_UNIQUE_VIOLATION);
    assert_non_null(strstr(answer, "\"data\":null"));
    assert_non_null(strstr(answer, "\"path\":[\"c\"]"));
    assert_string_equal(fixture_ask(&fixture, "{ authors { name } books { id } }", NULL),
            "{\"data\":{\"authors\":[{\"name\":\"Ada\"},{\"name\":\"Bo\"}],"
            "\"books\":[{\"id\":\"1\"},{\"id\":\"2\"}]}}");
    fixture_close(&fixture);
}

static void
test_a_mutation_without_memory_is_undone(void **state)
{
    struct fixture fixture;
    struct gq_buf query;

    (void)state;
    fixture_init(&fixture, fixture_library);
    fixture.limits.values[GQ_LIMIT_REQUEST_MEMORY] = 400000;
    fixture_start(&fixture);
    fixture_seed(&fixture);
    fixture_sql(&fixture,
            "WITH RECURSIVE n(i) AS (VALUES(10) UNION ALL SELECT i + 1 FROM n WHERE i < 109) "
            "INSERT INTO books(id, title, created_at, author_id, version) SELECT i, "
            "hex(zeroblob(4000)), '2026-01-02T03:04:05.000000Z', 2, 1 FROM n");
    gq_buf_init(&query, 1 << 16);
    gq_buf_text(&query,
            "mutation { a: createAuthor(input: {name: \"C\"}) { id } "
            "b: updateAuthor(id: 2, input: {name: \"changed\"}) { books(first: 100) { title } } }");
    gq_buf_char(&query, '\0');
    for (int i = 0; i < 3; i++) {
        fixture_assert_code(fixture_ask(&fixture, query.bytes, NULL), GQ_E_REQUEST_LIMIT_EXCEEDED);
        assert_string_equal(fixture_ask(&fixture, "{ authors { name } }", NULL),
                "{\"data\":{\"authors\":[{\"name\":\"Ada\"},{\"name\":\"Bo\"}]}}");
    }
    assert_string_equal(
            fixture_ask(&fixture, "mutation { createAuthor(input: {name: \"E\"}) { name } }", NULL),
            "{\"data\":{\"createAuthor\":{\"name\":\"E\"}}}");
    gq_buf_fini(&query);
    fixture_close(&fixture);
}

static void
test_null_goes_up_to_what_may_be_null(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open_seeded(&fixture);
    fixture_sql(&fixture, "DELETE FROM authors WHERE id = 1");
    assert_string_equal(
            fixture_ask(&fixture, "{ a: __typename book(id: 1) { author { id } } }", NULL),
            "{\"data\":{\"a\":\"Query\",\"book\":null},\"errors\":[{\"message\":\"Cannot return "
            "null for non-nullable field Book.author.\",\"locations\":[{\"line\":1,\"column\":31}],"
            "\"path\":[\"book\",\"author\"],"
            "\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}");
    assert_string_equal(fixture_ask(&fixture, "{ books { title author { id } } }", NULL),
            "{\"data\":null,\"errors\":[{\"message\":\"Cannot return "
            "null for non-nullable field Book.author.\",\"locations\":[{\"line\":1,\"column\":17}],"
            "\"path\":[\"books\",0,\"author\"],"
            "\"extensions\":{\"code\":\"INTERNAL_SERVER_ERROR\"}}]}");
    fixture_close(&fixture);
}

#define FILTERED "query ($f: BookFilter) { books(filter: $f) { id } }"

static void
test_plans_are_kept_by_shape(void **state)
{
    const struct gq_cache_counters *counters;
    struct fixture fixture;

    (void)state;
    fixture_open_seeded(&fixture);
    counters = gq_cache_counters(fixture.worker->cache);
    fixture_ask(&fixture, FILTERED, "{\"f\":{\"id\":{\"eq\":1}}}");
    assert_int_equal(counters->document_misses, 1);
    assert_int_equal(counters->plan_misses, 1);
    assert_string_equal(fixture_ask(&fixture, FILTERED, "{\"f\":{\"id\":{\"eq\":2}}}"),
            "{\"data\":{\"books\":[{\"id\":\"2\"}]}}");
    assert_int_equal(counters->plan_hits, 1);
    assert_string_equal(fixture_ask(&fixture, FILTERED, "{\"f\":{\"id\":{\"neq\":2}}}"),
            "{\"data\":{\"books\":[{\"id\":\"1\"}]}}");
    assert_int_equal(counters->plan_misses, 2);
    assert_int_equal(counters->document_hits, 2);
    fixture_close(&fixture);
}

/* `count` times {} in a list: as many bytes of shape as the list is long. */
static void
ask_with_items(struct fixture *fixture, unsigned count)
{
    struct gq_buf variables;

    gq_buf_init(&variables, 1 << 20);
    gq_buf_text(&variables, "{\"f\":{\"and\":[{}");
    for (unsigned i = 1; i < count; i++)
        gq_buf_text(&variables, ",{}");
    gq_buf_text(&variables, "]}}");
    gq_buf_char(&variables, '\0');
    assert_string_equal(fixture_ask(fixture, FILTERED, variables.bytes),
            "{\"data\":{\"books\":[{\"id\":\"1\"},{\"id\":\"2\"}]}}");
    gq_buf_fini(&variables);
}

static void
test_plans_past_the_bound_serve_one_request(void **state)
{
    const struct gq_cache_counters *counters;
    struct fixture fixture;

    (void)state;
    fixture_open_seeded(&fixture);
    counters = gq_cache_counters(fixture.worker->cache);
    for (unsigned i = 0; i <= GQ_CACHE_PLANS_MAX; i++)
        ask_with_items(&fixture, 1 + i);
    ask_with_items(&fixture, GQ_CACHE_PLANS_MAX);
    assert_int_equal(counters->plan_hits, 1);
    ask_with_items(&fixture, GQ_CACHE_PLANS_MAX + 1);
    assert_int_equal(counters->plan_hits, 1);
    fixture_close(&fixture);
}

static void
test_a_shape_too_long_is_not_kept_and_harms_no_later_one(void **state)
{
    const struct gq_cache_counters *counters;
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture, fixture_library);
    fixture.limits.values[GQ_LIMIT_FILTER_TERMS] = 14000;
    fixture_start(&fixture);
    fixture_seed(&fixture);
    counters = gq_cache_counters(fixture.worker->cache);
    ask_with_items(&fixture, 14000);
    ask_with_items(&fixture, 1);
    assert_int_equal(counters->plan_hits, 0);
    ask_with_items(&fixture, 1);
    assert_int_equal(counters->plan_hits, 1);
    fixture_close(&fixture);
}

static void
test_a_mutation_that_is_only_to_be_read_is_refused(void **state)
{
    struct gq_request request = {
        .form = GQ_REQUEST_PARAMETERS,
        .query = GQ_STR("mutation { deleteBook(id: 1) { id } }"),
        .is_read_only = true,
    };
    struct fixture fixture;

    (void)state;
    fixture_open_seeded(&fixture);
    fixture_assert_code(fixture_send(&fixture, &request), GQ_E_METHOD_NOT_ALLOWED);
    assert_true(fixture.response.is_unreadable);
    assert_non_null(strstr(fixture_ask(&fixture, "{ book(id: 1) { id } }", NULL), "\"1\""));
    fixture_close(&fixture);
}

static void
test_one_name_selects_of_several(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    assert_string_equal(
            fixture_send_body(&fixture,
                    GQ_STR("{\"query\":\"query A { a: __typename } query B { b: __typename }\","
                           "\"operationName\":\"B\"}")),
            "{\"data\":{\"b\":\"Query\"}}");
    fixture_assert_code(fixture_send_body(&fixture,
                                GQ_STR("{\"query\":\"query A { __typename }\","
                                       "\"operationName\":\"C\"}")),
            GQ_E_OPERATION_RESOLUTION_FAILURE);
    fixture_assert_code(fixture_send_body(&fixture,
                                GQ_STR("{\"query\":\"query A { __typename } "
                                       "query B { __typename }\","
                                       "\"operationName\":\"\"}")),
            GQ_E_OPERATION_RESOLUTION_FAILURE);
    fixture_close(&fixture);
}

static void
test_times_of_writes_are_the_request_s(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture, fixture_library);
    fixture.clock = (struct gq_clock){ true, 1000000, 0 };
    fixture_start(&fixture);
    fixture_seed(&fixture);
    assert_string_equal(fixture_ask(&fixture,
                                "mutation { createBook(input: {title: \"T\", printedAt: "
                                "\"2026-05-06T07:08:09.5+01:00\", author: {connect: {id: 1}}}) "
                                "{ createdAt printedAt } }",
                                NULL),
            "{\"data\":{\"createBook\":{\"createdAt\":\"1970-01-01T00:00:01Z\","
            "\"printedAt\":\"2026-05-06T06:08:09.5Z\"}}}");
    fixture_close(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[100] = {
        cmocka_unit_test(test_a_field_that_fails_undoes_those_before),
        cmocka_unit_test(test_a_mutation_without_memory_is_undone),
        cmocka_unit_test(test_null_goes_up_to_what_may_be_null),
        cmocka_unit_test(test_plans_are_kept_by_shape),
        cmocka_unit_test(test_plans_past_the_bound_serve_one_request),
        cmocka_unit_test(test_a_shape_too_long_is_not_kept_and_harms_no_later_one),
        cmocka_unit_test(test_a_mutation_that_is_only_to_be_read_is_refused),
        cmocka_unit_test(test_one_name_selects_of_several),
        cmocka_unit_test(test_times_of_writes_are_the_request_s),
    };
    size_t count = 9;

    GQ_UNIT_CASES(tests, count, answer_cases, test_answer);
    return _cmocka_run_group_tests("call", tests, count, NULL, NULL);
}
