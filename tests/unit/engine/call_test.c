/* Whole requests against a database: answers, transactions, limits, every code that can be had. */
#include "fixture.h"
#include "unit.h"

#include "base/code.h"
#include "engine/worker.h"

#include <stdio.h>

#define SEED                                                                                       \
    "INSERT INTO authors(id, name, email) VALUES (1, 'Ada', 'ada@x'), (2, 'Bo', NULL);"            \
    "INSERT INTO books(id, title, isbn, pages, created_at, author_id, editor_id, version) VALUES " \
    "(1, 'One', 'i1', 10, '2026-01-02T03:04:05.000000Z', 1, NULL, 1),"                             \
    "(2, 'Two', NULL, NULL, '2026-01-02T03:04:05.000000Z', 1, 2, 4);"

static void
seeded_start(struct fixture *fixture)
{
    fixture_start(fixture);
    fixture_sql(fixture, SEED);
}

static void
seeded_open(struct fixture *fixture)
{
    fixture_init(fixture, fixture_library);
    seeded_start(fixture);
}

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

    seeded_open(&fixture);
    assert_string_equal(fixture_ask(&fixture, c->query, c->variables), c->answer);
    fixture_close(&fixture);
}

/* One code each: how to provoke it, and the limit that is set for it. */
static const struct code_case {
    const char *name;
    enum gq_code code;
    const char *query, *variables, *sql; /* sql: done behind the engine's back */
    enum gq_limit limit;
    int64_t limit_value; /* 0 with GQ_LIMIT_COUNT: none is set */
} code_cases[] = {
    { "a syntax error", GQ_E_PARSE_FAILED, "{", NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "no document at all", GQ_E_PARSE_FAILED, "", NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "a field that is none", GQ_E_VALIDATION_FAILED, "{ x }", NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "validation that takes too long", GQ_E_VALIDATION_FAILED, "{ a: __typename b: __typename }",
            NULL, NULL, GQ_LIMIT_VALIDATION_STEPS, 1 },
    { "a variable of another type", GQ_E_BAD_USER_INPUT,
            "query($n: Int) { books(first: $n) { id } }", "{\"n\":\"x\"}", NULL, GQ_LIMIT_COUNT,
            0 },
    { "a negative page", GQ_E_BAD_USER_INPUT, "{ books(first: -1) { id } }", NULL, NULL,
            GQ_LIMIT_COUNT, 0 },
    { "a page past the limit", GQ_E_BAD_USER_INPUT, "{ books(first: 4) { id } }", NULL, NULL,
            GQ_LIMIT_PAGE, 3 },
    { "a negative offset", GQ_E_BAD_USER_INPUT, "{ books(offset: -1) { id } }", NULL, NULL,
            GQ_LIMIT_COUNT, 0 },
    { "an id of letters", GQ_E_BAD_USER_INPUT, "{ book(id: \"x\") { id } }", NULL, NULL,
            GQ_LIMIT_COUNT, 0 },
    { "too long a list in a filter", GQ_E_BAD_USER_INPUT,
            "{ books(filter: {id: {in: [1, 2, 3]}}) { id } }", NULL, NULL, GQ_LIMIT_IN_LIST, 2 },
    { "too many variables", GQ_E_BAD_USER_INPUT,
            "query($a: Int, $b: Int) { books(first: $a, offset: $b) { id } }", NULL, NULL,
            GQ_LIMIT_VARIABLES, 1 },
    { "variables that are no object", GQ_E_BAD_REQUEST, "{ __typename }", "[]", NULL,
            GQ_LIMIT_COUNT, 0 },
    { "no operation of that name", GQ_E_OPERATION_RESOLUTION_FAILURE,
            "query A { __typename } query B { __typename }", NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "update of no row", GQ_E_NOT_FOUND, "mutation { updateAuthor(id: 9, input: {}) { id } }",
            NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "delete of no row", GQ_E_NOT_FOUND, "mutation { deleteAuthor(id: 9) { id } }", NULL, NULL,
            GQ_LIMIT_COUNT, 0 },
    { "another version", GQ_E_CONFLICT, "mutation { deleteBook(id: 1, expectedVersion: 2) { id } }",
            NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "an update to a value that is taken", GQ_E_UNIQUE_VIOLATION,
            "mutation { updateAuthor(id: 2, input: {email: \"ada@x\"}) { id } }", NULL, NULL,
            GQ_LIMIT_COUNT, 0 },
    { "delete of a row that others refer to", GQ_E_FOREIGN_KEY_VIOLATION,
            "mutation { deleteAuthor(id: 1) { id } }", NULL, NULL, GQ_LIMIT_COUNT, 0 },
    { "null where none may be", GQ_E_NOT_NULL_VIOLATION,
            "mutation { updateBook(id: 1, input: {title: null}) { id } }", NULL, NULL,
            GQ_LIMIT_COUNT, 0 },
    { "a check of the database", GQ_E_CHECK_VIOLATION,
            "mutation { createAuthor(input: {name: \"forbidden\"}) { id } }", NULL,
            "CREATE TRIGGER t BEFORE INSERT ON authors WHEN NEW.name = 'forbidden' "
            "BEGIN SELECT RAISE(ABORT, 'no'); END",
            GQ_LIMIT_COUNT, 0 },
    { "a cursor that is none", GQ_E_CURSOR_INVALID,
            "{ booksConnection(after: \"AAAA\") { nodes { id } } }", NULL, NULL, GQ_LIMIT_COUNT,
            0 },
    { "more rows than may be changed", GQ_E_MAX_AFFECTED_EXCEEDED,
            "mutation { deleteBooks(filter: {}) { affectedCount } }", NULL, NULL, GQ_LIMIT_COUNT,
            0 },
    { "as many rows as a mutation may change, and one", GQ_E_BAD_USER_INPUT,
            "mutation { deleteBooks(filter: {}, atMost: 3) { affectedCount } }", NULL, NULL,
            GQ_LIMIT_MUTATION_ROWS, 2 },
    { "too many tokens", GQ_E_MAX_TOKENS_LIMIT, "{ a b c d }", NULL, NULL, GQ_LIMIT_TOKENS, 5 },
    { "nesting too deep", GQ_E_MAX_NESTING_LIMIT, "{ books { author { id } } }", NULL, NULL,
            GQ_LIMIT_NESTING, 2 },
    { "selections too deep", GQ_E_MAX_DEPTH_LIMIT, "{ books { author { id } } }", NULL, NULL,
            GQ_LIMIT_DEPTH, 2 },
    { "too many aliases", GQ_E_MAX_ALIASES_LIMIT, "{ a: __typename b: __typename }", NULL, NULL,
            GQ_LIMIT_ALIASES, 1 },
    { "too many root fields", GQ_E_MAX_ROOT_FIELDS_LIMIT, "{ a: __typename b: __typename }", NULL,
            NULL, GQ_LIMIT_ROOT_FIELDS, 1 },
    { "too many directives", GQ_E_MAX_DIRECTIVES_LIMIT,
            "{ __typename @skip(if: false) @include(if: true) }", NULL, NULL, GQ_LIMIT_DIRECTIVES,
            1 },
    { "too many selections", GQ_E_MAX_SELECTIONS_LIMIT, "{ books { id title } }", NULL, NULL,
            GQ_LIMIT_SELECTIONS, 2 },
    { "too many rows", GQ_E_MAX_ROWS_LIMIT, "{ books { id author { books { id } } } }", NULL, NULL,
            GQ_LIMIT_ROWS, 3 },
    { "too many rows below a mutation", GQ_E_MAX_ROWS_LIMIT,
            "mutation { updateAuthor(id: 1, input: {}) { books { id } } }", NULL, NULL,
            GQ_LIMIT_MUTATION_ROWS, 2 },
    { "too long an answer", GQ_E_MAX_RESPONSE_LIMIT,
            "{ a1: __schema { types { name fields { name } } } }", NULL, NULL,
            GQ_LIMIT_RESPONSE_BYTES, 200 },
    { "too much memory", GQ_E_REQUEST_LIMIT_EXCEEDED,
            "{ __schema { types { name fields { name } } } }", NULL, NULL, GQ_LIMIT_REQUEST_MEMORY,
            20000 },
    { "too long a document", GQ_E_REQUEST_LIMIT_EXCEEDED, "{ __typename }", NULL, NULL,
            GQ_LIMIT_DOCUMENT_BYTES, 13 },
    { "a query past its time", GQ_E_TIMEOUT, "{ books { id } }", NULL, NULL, GQ_LIMIT_READ_MS, 0 },
    { "a mutation past its time", GQ_E_TIMEOUT, "mutation { deleteBook(id: 1) { id } }", NULL, NULL,
            GQ_LIMIT_WRITE_MS, 0 },
    { "too many that wait", GQ_E_OVERLOADED, "mutation { deleteBook(id: 1) { id } }", NULL, NULL,
            GQ_LIMIT_WRITE_QUEUE, 0 },
    { "a table that is gone", GQ_E_STORAGE_ERROR, "{ books { id } }", NULL, "DROP TABLE books",
            GQ_LIMIT_COUNT, 0 },
    { "a table that is gone, of a mutation", GQ_E_STORAGE_ERROR,
            "mutation { deleteBook(id: 1) { id } }", NULL, "DROP TABLE books", GQ_LIMIT_COUNT, 0 },
    { "null in a field that is never null", GQ_E_INTERNAL_SERVER_ERROR,
            "{ books { author { name } } }", NULL, "DELETE FROM authors", GQ_LIMIT_COUNT, 0 },
};

/* These are made by transports, at a load, or by what is not yet there. */
static const enum gq_code codes_elsewhere[] = { GQ_E_METHOD_NOT_ALLOWED, GQ_E_NOT_ACCEPTABLE,
    GQ_E_UNSUPPORTED_MEDIA_TYPE, GQ_E_SCHEMA_INVALID, GQ_E_SCHEMA_CHANGED,
    GQ_E_COST_ESTIMATED_TOO_EXPENSIVE, /* idempotency_test.c: */ GQ_E_IDEMPOTENCY_KEY_REUSED,
    GQ_E_IDEMPOTENCY_IN_PROGRESS };

static void
assert_has_code(const char *answer, enum gq_code code)
{
    char wanted[128];

    snprintf(wanted, sizeof(wanted), "\"extensions\":{\"code\":\"%.*s\"",
            GQ_STR_ARG(gq_code_info(code)->wire));
    if (!answer || !strstr(answer, wanted))
        fail_msg("%s is not in %s", wanted, answer ? answer : "no answer");
    assert_true(fixture_is_well_formed(answer));
}

static void
test_code(void **state)
{
    const struct code_case *c = *state;
    struct fixture fixture;
    const char *answer;

    seeded_open(&fixture);
    if (c->limit != GQ_LIMIT_COUNT)
        fixture.engine->limits.values[c->limit] = c->limit_value;
    if (c->sql)
        fixture_sql(&fixture, c->sql);
    answer = fixture_ask(&fixture, c->query, c->variables);
    assert_has_code(answer, c->code);
    assert_int_equal(fixture.response.error_count > 0, true);
    if (!fixture.response.has_data)
        assert_int_equal(fixture.response.code, c->code);
    /* Whatever it was, the next one is answered. */
    if (c->limit == GQ_LIMIT_COUNT)
        assert_string_equal(fixture_ask(&fixture, "{ __typename }", NULL),
                "{\"data\":{\"__typename\":\"Query\"}}");
    fixture_close(&fixture);
}

static void
test_every_code_has_a_case(void **state)
{
    (void)state;
    for (int code = 0; code < GQ_E_COUNT; code++) {
        bool is_there = false;

        for (size_t i = 0; i < GQ_ARRAY_LENGTH(code_cases); i++)
            is_there |= (int)code_cases[i].code == code;
        for (size_t i = 0; i < GQ_ARRAY_LENGTH(codes_elsewhere); i++)
            is_there |= (int)codes_elsewhere[i] == code;
        if (!is_there)
            fail_msg("%.*s", GQ_STR_ARG(gq_code_info((enum gq_code)code)->wire));
    }
}

static void
test_a_field_that_fails_undoes_those_before(void **state)
{
    struct fixture fixture;
    const char *answer;

    (void)state;
    seeded_open(&fixture);
    answer = fixture_ask(&fixture,
            "mutation { a: createAuthor(input: {name: \"C\"}) { id } "
            "b: updateAuthor(id: 2, input: {name: \"changed\"}) { name } "
            "c: createAuthor(input: {name: \"D\", email: \"ada@x\"}) { id } "
            "d: deleteBook(id: 1) { id } }",
            NULL);
    assert_has_code(answer, GQ_E_UNIQUE_VIOLATION);
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
    seeded_start(&fixture);
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
        assert_has_code(fixture_ask(&fixture, query.bytes, NULL), GQ_E_REQUEST_LIMIT_EXCEEDED);
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
    seeded_open(&fixture);
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
    seeded_open(&fixture);
    assert_has_code(fixture_send(&fixture, &request), GQ_E_METHOD_NOT_ALLOWED);
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
    assert_has_code(fixture_send_body(&fixture,
                            GQ_STR("{\"query\":\"query A { __typename }\","
                                   "\"operationName\":\"C\"}")),
            GQ_E_OPERATION_RESOLUTION_FAILURE);
    assert_has_code(fixture_send_body(&fixture,
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
    seeded_start(&fixture);
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
        cmocka_unit_test(test_every_code_has_a_case),
        cmocka_unit_test(test_a_field_that_fails_undoes_those_before),
        cmocka_unit_test(test_a_mutation_without_memory_is_undone),
        cmocka_unit_test(test_null_goes_up_to_what_may_be_null),
        cmocka_unit_test(test_a_mutation_that_is_only_to_be_read_is_refused),
        cmocka_unit_test(test_one_name_selects_of_several),
        cmocka_unit_test(test_times_of_writes_are_the_request_s),
    };
    size_t count = 7;

    GQ_UNIT_CASES(tests, count, answer_cases, test_answer);
    GQ_UNIT_CASES(tests, count, code_cases, test_code);
    return _cmocka_run_group_tests("call", tests, count, NULL, NULL);
}
