/* Every code that can be had of an engine, and what limits leave of a response. */
#include "fixture.h"
#include "unit.h"

#include "base/code.h"
#include "engine/worker.h"

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
static const enum gq_code codes_elsewhere[] = { GQ_E_UNAUTHENTICATED, GQ_E_METHOD_NOT_ALLOWED,
    GQ_E_NOT_ACCEPTABLE, GQ_E_UNSUPPORTED_MEDIA_TYPE, GQ_E_SCHEMA_INVALID, GQ_E_SCHEMA_CHANGED,
    GQ_E_COST_ESTIMATED_TOO_EXPENSIVE, GQ_E_PERSISTED_QUERY_NOT_FOUND,
    GQ_E_PERSISTED_QUERY_NOT_SUPPORTED, GQ_E_PERSISTED_QUERY_ID_REQUIRED,
    GQ_E_PERSISTED_QUERY_HASH_MISMATCH, /* idempotency_test.c: */ GQ_E_IDEMPOTENCY_KEY_REUSED,
    GQ_E_IDEMPOTENCY_IN_PROGRESS };

static void
test_code(void **state)
{
    const struct code_case *c = *state;
    struct fixture fixture;
    const char *answer;

    fixture_open_seeded(&fixture);
    if (c->limit != GQ_LIMIT_COUNT)
        fixture.engine->limits.values[c->limit] = c->limit_value;
    if (c->sql)
        fixture_sql(&fixture, c->sql);
    answer = fixture_ask(&fixture, c->query, c->variables);
    fixture_assert_code(answer, c->code);
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

/* What a request takes of a limit: it is answered with just so much, and refused with less. */
static const struct limit_case {
    const char *name, *query;
    enum gq_limit limit;
    int64_t measure;
    enum gq_code code;
} limit_cases[] = {
    { "rows", "{ books { id author { id } } authors { books { id } } }", GQ_LIMIT_ROWS, 6,
            GQ_E_MAX_ROWS_LIMIT },
    { "rows of a count", "{ booksConnection { totalCount } }", GQ_LIMIT_ROWS, 1,
            GQ_E_MAX_ROWS_LIMIT },
    { "rows below a mutation", "mutation { updateAuthor(id: 1, input: {}) { books { id } } }",
            GQ_LIMIT_MUTATION_ROWS, 3, GQ_E_MAX_ROWS_LIMIT },
    { "a page", "{ books(first: 5) { id } }", GQ_LIMIT_PAGE, 5, GQ_E_BAD_USER_INPUT },
    { "a page from the end", "{ booksConnection(last: 5) { nodes { id } } }", GQ_LIMIT_PAGE, 5,
            GQ_E_BAD_USER_INPUT },
    { "values of a filter", "{ books(filter: {id: {nin: [1, 2, 3]}}) { id } }", GQ_LIMIT_IN_LIST, 3,
            GQ_E_BAD_USER_INPUT },
    { "bytes of a document", "{ __typename }", GQ_LIMIT_DOCUMENT_BYTES, 14,
            GQ_E_REQUEST_LIMIT_EXCEEDED },
    { "tokens", "{ a: __typename }", GQ_LIMIT_TOKENS, 5, GQ_E_MAX_TOKENS_LIMIT },
    { "nesting", "{ books { author { id } } }", GQ_LIMIT_NESTING, 3, GQ_E_MAX_NESTING_LIMIT },
    { "bytes of a response",
            "{ a: __typename b: __typename c: __typename d: __typename e: __typename "
            "f: __typename g: __typename h: __typename i: __typename }",
            GQ_LIMIT_RESPONSE_BYTES, 118, GQ_E_MAX_RESPONSE_LIMIT },
};

static void
test_limit(void **state)
{
    const struct limit_case *c = *state;

    for (int64_t past = 1; past >= -1; past--) {
        struct fixture fixture;
        const char *answer;

        fixture_open_seeded(&fixture);
        fixture.engine->limits.values[c->limit] = c->measure + past;
        answer = fixture_ask(&fixture, c->query, NULL);
        if (past < 0)
            fixture_assert_code(answer, c->code);
        else
            assert_null(strstr(answer, "errors"));
        fixture_close(&fixture);
    }
}

/* However many errors there were before. */
static void
test_too_long_an_answer_says_so_alone(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open_seeded(&fixture);
    fixture_sql(&fixture, "DELETE FROM authors WHERE id = 1");
    fixture.engine->limits.values[GQ_LIMIT_ERRORS] = 1;
    fixture.engine->limits.values[GQ_LIMIT_RESPONSE_BYTES] = 250;
    assert_string_equal(
            fixture_ask(&fixture, "{ book(id: 1) { author { id } } __schema { types { name } } }",
                    NULL),
            "{\"errors\":[{\"message\":\"The response is longer than allowed.\","
            "\"extensions\":{\"code\":\"MAX_RESPONSE_LIMIT\"}}]}");
    fixture_close(&fixture);
}

static void
test_a_mutation_with_too_long_an_answer_is_done_and_says_so(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open_seeded(&fixture);
    fixture.engine->limits.values[GQ_LIMIT_RESPONSE_BYTES] = 150;
    assert_string_equal(fixture_ask(&fixture,
                                "mutation { updateAuthor(id: 2, input: {name: \"Cy\"}) "
                                "{ a123456789: name b123456789: name c123456789: name "
                                "d123456789: name e123456789: name f123456789: name "
                                "g123456789: name h123456789: name i123456789: name } }",
                                NULL),
            "{\"errors\":[{\"message\":\"The mutation is done, but its response is longer than "
            "allowed.\",\"extensions\":{\"code\":\"MAX_RESPONSE_LIMIT\"}}]}");
    assert_string_equal(fixture_ask(&fixture, "{ author(id: 2) { name } }", NULL),
            "{\"data\":{\"author\":{\"name\":\"Cy\"}}}");
    fixture_close(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[100] = {
        cmocka_unit_test(test_every_code_has_a_case),
        cmocka_unit_test(test_too_long_an_answer_says_so_alone),
        cmocka_unit_test(test_a_mutation_with_too_long_an_answer_is_done_and_says_so),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, code_cases, test_code);
    GQ_UNIT_CASES(tests, count, limit_cases, test_limit);
    return _cmocka_run_group_tests("respond", tests, count, NULL, NULL);
}
