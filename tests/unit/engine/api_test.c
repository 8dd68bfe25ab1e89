/* include/gqld.h as an embedder uses it. */
#include "fixture.h"
#include "unit.h"

#include <config.h>
#include <gqld.h>
#include <pthread.h>
#include <stdio.h>

#define THREADS      8
#define ROUNDS       60
#define NEW_AUTHOR   "{\"query\":\"mutation { createAuthor(input: {name: \\\"A\\\"}) { name } }\"}"
#define COUNT        "{\"query\":\"{ authorsConnection { totalCount } }\"}"
#define NEW_AUTHOR_S "{\"data\":{\"createAuthor\":{\"name\":\"A\"}}}"

static struct gqld_engine *
open_engine(const struct fixture *fixture)
{
    const char *paths[] = { fixture->schema_path };
    char *errors = NULL;
    struct gqld_engine *engine = gqld_engine_open(paths, 1, fixture->database_path, &errors);

    if (errors)
        fail_msg("%s", errors);
    assert_non_null(engine);
    return engine;
}

static char *
execute(struct gqld_engine *engine, const char *request)
{
    size_t length = 0;
    char *response = gqld_engine_execute(engine, request, strlen(request), NULL, &length);

    assert_non_null(response);
    assert_int_equal(strlen(response), length);
    return response;
}

static void
assert_executes(struct gqld_engine *engine, const char *request, const char *wanted)
{
    char *response = execute(engine, request);

    assert_string_equal(response, wanted);
    gqld_free(response);
}

static void
test_version(void **state)
{
    (void)state;
    assert_string_equal(gqld_version(), PACKAGE_VERSION);
}

static void
test_what_is_written_is_there_after_reopening(void **state)
{
    struct fixture fixture;
    struct gqld_engine *engine;

    (void)state;
    fixture_init(&fixture, fixture_library);
    engine = open_engine(&fixture);
    assert_executes(engine, NEW_AUTHOR, NEW_AUTHOR_S);
    gqld_engine_close(engine);
    engine = open_engine(&fixture);
    assert_executes(engine, COUNT, "{\"data\":{\"authorsConnection\":{\"totalCount\":1}}}");
    gqld_engine_close(engine);
    fixture_fini(&fixture);
}

static void
test_two_engines_in_one_process(void **state)
{
    struct fixture library, other;
    struct gqld_engine *first, *second;

    (void)state;
    fixture_init(&library, fixture_library);
    fixture_init(&other, "type Cat @model { id: ID! name: String }");
    first = open_engine(&library);
    second = open_engine(&other);
    assert_executes(first, NEW_AUTHOR, NEW_AUTHOR_S);
    assert_executes(second, "{\"query\":\"mutation { createCat(input: {}) { id name } }\"}",
            "{\"data\":{\"createCat\":{\"id\":\"1\",\"name\":null}}}");
    assert_executes(first, COUNT, "{\"data\":{\"authorsConnection\":{\"totalCount\":1}}}");
    gqld_engine_close(first);
    assert_executes(
            second, "{\"query\":\"{ cats { id } }\"}", "{\"data\":{\"cats\":[{\"id\":\"1\"}]}}");
    gqld_engine_close(second);
    fixture_fini(&library);
    fixture_fini(&other);
}

static const struct fault_case {
    const char *name, *schema, *error; /* schema NULL: there is no file */
} fault_cases[] = {
    { "no file", NULL, "\"code\":\"SCHEMA_INVALID\"" },
    { "a syntax error", "type {", "\"code\":\"GRAPHQL_PARSE_FAILED\"" },
    { "an unknown type", "type A @model { id: ID! b: B }", "Unknown type \\\"B\\\"" },
};

static void
test_fault(void **state)
{
    const struct fault_case *c = *state;
    struct fixture fixture;
    const char *paths[1];
    char *errors = NULL;

    fixture_init(&fixture, c->schema ? c->schema : "");
    paths[0] = c->schema ? fixture.schema_path : "/nowhere/at/all.graphql";
    assert_null(gqld_engine_open(paths, 1, fixture.database_path, &errors));
    assert_non_null(errors);
    assert_int_equal(errors[0], '[');
    assert_non_null(strstr(errors, c->error));
    gqld_free(errors);
    assert_null(gqld_engine_open(paths, 1, fixture.database_path, NULL));
    fixture_fini(&fixture);
}

static void
test_a_database_that_cannot_be_opened(void **state)
{
    struct fixture fixture;
    const char *paths[1];
    char *errors = NULL;

    (void)state;
    fixture_init(&fixture, fixture_library);
    paths[0] = fixture.schema_path;
    assert_null(gqld_engine_open(paths, 1, "/nowhere/at/all.db", &errors));
    assert_non_null(strstr(errors, "\"code\":\"STORAGE_ERROR\""));
    gqld_free(errors);
    fixture_fini(&fixture);
}

static void
test_anything_is_answered(void **state)
{
    static const struct gq_str requests[] = { GQ_STR_INIT(""), GQ_STR_INIT("\0"), GQ_STR_INIT("{}"),
        GQ_STR_INIT("[]"), GQ_STR_INIT("{\"query\":\"\\u0000\"}"), GQ_STR_INIT("\xFF\xFE"),
        GQ_STR_INIT("{\"query\":\"subscription { __typename }\"}") };
    struct fixture fixture;
    struct gqld_engine *engine;

    (void)state;
    fixture_init(&fixture, fixture_library);
    engine = open_engine(&fixture);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(requests); i++) {
        size_t length;
        char *response =
                gqld_engine_execute(engine, requests[i].bytes, requests[i].length, NULL, &length);

        assert_true(fixture_is_well_formed(response));
        assert_non_null(strstr(response, "\"errors\""));
        gqld_free(response);
    }
    gqld_engine_close(engine);
    fixture_fini(&fixture);
}

static void
test_nothing_is_freed_and_closed(void **state)
{
    (void)state;
    gqld_free(NULL);
    gqld_engine_close(NULL);
}

/* Each thread writes its own authors, reads them back, and reads what all read. */
struct client {
    struct gqld_engine *engine;
    pthread_t thread;
    unsigned number, faults;
};

static void
expect(struct client *client, const char *request, const char *wanted)
{
    size_t length;
    char *response = gqld_engine_execute(client->engine, request, strlen(request), NULL, &length);

    client->faults += !response || (wanted && strcmp(response, wanted) != 0);
    gqld_free(response);
}

static void *
client_main(void *arg)
{
    struct client *client = arg;

    for (unsigned round = 0; round < ROUNDS; round++) {
        char request[256], wanted[256];

        snprintf(request, sizeof(request),
                "{\"query\":\"mutation($i: CreateAuthorInput!) { createAuthor(input: $i) { email } "
                "}\",\"variables\":{\"i\":{\"name\":\"n\",\"email\":\"%u-%u\"}}}",
                client->number, round);
        snprintf(wanted, sizeof(wanted), "{\"data\":{\"createAuthor\":{\"email\":\"%u-%u\"}}}",
                client->number, round);
        expect(client, request, wanted);
        snprintf(request, sizeof(request),
                "{\"query\":\"{ authorByEmail(email: \\\"%u-%u\\\") { name books { id } } }\"}",
                client->number, round);
        expect(client, request, "{\"data\":{\"authorByEmail\":{\"name\":\"n\",\"books\":[]}}}");
        expect(client, COUNT, NULL);
        expect(client, "{\"query\":\"{ __schema { queryType { name } } }\"}",
                "{\"data\":{\"__schema\":{\"queryType\":{\"name\":\"Query\"}}}}");
    }
    return NULL;
}

static void
test_threads_execute_at_once(void **state)
{
    struct client clients[THREADS];
    struct fixture fixture;
    struct gqld_engine *engine;
    char wanted[128];

    (void)state;
    fixture_init(&fixture, fixture_library);
    engine = open_engine(&fixture);
    for (unsigned i = 0; i < THREADS; i++) {
        clients[i] = (struct client){ .engine = engine, .number = i };
        assert_int_equal(pthread_create(&clients[i].thread, NULL, client_main, &clients[i]), 0);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(clients[i].thread, NULL), 0);
        assert_int_equal(clients[i].faults, 0);
    }
    snprintf(wanted, sizeof(wanted), "{\"data\":{\"authorsConnection\":{\"totalCount\":%u}}}",
            THREADS * ROUNDS);
    assert_executes(engine, COUNT, wanted);
    gqld_engine_close(engine);
    fixture_fini(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[20] = {
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_what_is_written_is_there_after_reopening),
        cmocka_unit_test(test_two_engines_in_one_process),
        cmocka_unit_test(test_a_database_that_cannot_be_opened),
        cmocka_unit_test(test_anything_is_answered),
        cmocka_unit_test(test_nothing_is_freed_and_closed),
        cmocka_unit_test(test_threads_execute_at_once),
    };
    size_t count = 7;

    GQ_UNIT_CASES(tests, count, fault_cases, test_fault);
    return _cmocka_run_group_tests("api", tests, count, NULL, NULL);
}
