/*
 * Every own allocation of a request fails once: each time there is the right answer or a well-formed
 * error, and the next request is answered. The writer's thread is another one, which the countdown
 * does not reach: of mutations it is what happens before and after the write that fails here.
 */
#include "fixture.h"
#include "unit.h"

#include "base/alloc.h"

#include <gqld.h>
#include <stdio.h>

/* Answers do not depend on how often a request was sent before. */
static const struct script_case {
    const char *name, *query, *variables;
} script[] = {
    { "nothing but __typename", "{ __typename }", NULL },
    { "a row", "{ author(id: 1) { name } }", NULL },
    { "a row by a text", "{ authorByEmail(email: \"ada@x\") { id } }", NULL },
    { "no row", "{ author(id: 99) { name } }", NULL },
    { "a list", "{ books(first: 2) { id title isbn pages price lent genre printedAt } }", NULL },
    { "a filter", "{ books(filter: {title: {in: [\"One\", \"Two\"]}}) { title } }", NULL },
    { "a filter with junctions",
            "{ books(filter: {or: [{id: {eq: 1}}, {and: [{id: {eq: 2}}, {not: {pages: {gt: "
            "3}}}]}]})"
            "{ id } }",
            NULL },
    { "a filter over a relation", "{ books(filter: {author: {name: {eq: \"Ada\"}}}) { id } }",
            NULL },
    { "a filter in a variable", "query($f: BookFilter) { books(filter: $f) { id } }",
            "{\"f\":{\"isbn\":{\"eq\":\"i1\"}}}" },
    { "an order", "{ books(orderBy: [{pages: DESC_NULLS_LAST}, {title: ASC}]) { id } }", NULL },
    { "an order in a variable", "query($o: [BookOrder!]) { books(orderBy: $o) { id } }",
            "{\"o\":[{\"title\":\"DESC\"}]}" },
    { "to-ones", "{ books { author { name } editor { name email } } }", NULL },
    { "to-manys", "{ authors(first: 2) { name books { title } edited { title } } }", NULL },
    { "many levels",
            "{ authors(first: 2) { books { author { books { author { books { id } } } } } "
            "} }",
            NULL },
    { "a connection",
            "{ booksConnection(first: 1) { totalCount edges { cursor node { id } } "
            "pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }",
            NULL },
    { "a connection from the end", "{ booksConnection(last: 1) { nodes { id } } }", NULL },
    { "connections below",
            "{ authors(first: 2) { booksConnection(first: 1) { totalCount nodes { id "
            "} } } }",
            NULL },
    { "aliases", "{ a: author(id: 1) { x: name y: name } b: author(id: 2) { name } }", NULL },
    { "equal positions", "{ a: books { id } b: books { title } }", NULL },
    { "fragments",
            "{ books { ...F ... on Book { id } } } fragment F on Book { title author { ...G "
            "} } fragment G on Author { name }",
            NULL },
    { "directives",
            "query($b: Boolean!) { books { id title @skip(if: $b) pages @include(if: $b) } }",
            "{\"b\":true}" },
    { "introspection", "{ __schema { types { name fields { name type { kind name } } } } }", NULL },
    { "introspection of a type", "{ __type(name: \"Book\") { name fields { name } } }", NULL },
    { "a syntax error", "{ books = {", NULL },
    { "a field that is none", "{ nothing { at all } more }", NULL },
    { "an argument that is none", "{ books(nothing: 1) { id } }", NULL },
    { "a variable that is missing", "query($i: ID!) { author(id: $i) { name } }", NULL },
    { "a variable of another type", "query($i: Int) { books(first: $i) { id } }",
            "{\"i\":{\"a\":[1,2,\"3\"]}}" },
    { "a page past the limit", "{ books(first: 1000) { id } }", NULL },
    { "first with last", "{ booksConnection(first: 1, last: 1) { nodes { id } } }", NULL },
    { "a cursor that is none", "{ booksConnection(after: \"AAAA\") { nodes { id } } }", NULL },
    { "an operation that is not named", "query A { __typename } query B { __typename }", NULL },
    { "too many aliases",
            "{ a:__typename b:__typename c:__typename d:__typename e:__typename f:__typename "
            "g:__typename h:__typename i:__typename j:__typename k:__typename l:__typename "
            "m:__typename n:__typename o:__typename p:__typename q:__typename r:__typename "
            "s:__typename t:__typename u:__typename }",
            NULL },
    { "an update", "mutation { updateAuthor(id: 1, input: {name: \"Ada\"}) { name } }", NULL },
    { "two updates",
            "mutation { a: updateAuthor(id: 1, input: {name: \"Ada\"}) { name } "
            "b: updateAuthor(id: 2, input: {name: \"Bo\"}) { edited { title } } }",
            NULL },
    { "an update that connects",
            "mutation { updateBook(id: 2, input: {editor: {connect: {id: 2}}}) { editor { name } } "
            "}",
            NULL },
    { "an update of no row", "mutation { updateAuthor(id: 99, input: {}) { name } }", NULL },
    { "a value that is taken",
            "mutation { updateAuthor(id: 2, input: {email: \"ada@x\"}) { name } }", NULL },
    { "a row that is referred to", "mutation { deleteAuthor(id: 1) { name } }", NULL },
    { "an expected version",
            "mutation { updateBook(id: 1, input: {}, expectedVersion: 99) { id } }", NULL },
    { "a create", "mutation { createAuthor(input: {name: \"Cy\"}) { name email books { id } } }",
            NULL },
};

/* A text that no cache has seen: all stages run. */
static char *
fresh(const char *query, unsigned *number)
{
    struct gq_buf text;
    size_t length;

    gq_buf_init(&text, 1 << 16);
    gq_buf_text(&text, query);
    gq_buf_printf(&text, " # %u", (*number)++);
    gq_buf_char(&text, '\0');
    return gq_buf_release(&text, &length);
}

static void
assert_sound(const struct fixture *fixture, const char *answer, const char *wanted)
{
    if (!answer) {
        assert_true(fixture->has_failed && fixture->has_no_call);
        return;
    }
    if (strcmp(answer, wanted) == 0)
        return;
    if (!fixture->has_failed || !fixture_is_well_formed(answer) || !strstr(answer, "\"errors\""))
        fail_msg("%s", answer);
}

/* Every allocation of the request fails once, until none is left to fail. */
static void
fail_each(struct fixture *fixture, const struct script_case *c, bool is_new)
{
    unsigned number = 0;
    char *wanted = strdup(fixture_ask(fixture, c->query, c->variables));
    bool has_failed = true;

    for (int64_t n = 0; has_failed; n++) {
        char *query = is_new ? fresh(c->query, &number) : strdup(c->query);
        const char *answer;

        fixture->fail_after = n;
        answer = fixture_ask(fixture, query, c->variables);
        fixture->fail_after = -1;
        has_failed = fixture->has_failed;
        assert_sound(fixture, answer, wanted);
        assert_string_equal(fixture_ask(fixture, c->query, c->variables), wanted);
        assert_true(n < 10000);
        free(query);
    }
    free(wanted);
}

static struct fixture shared;

static void
test_request_with_warm_caches(void **state)
{
    fail_each(&shared, *state, false);
}

static void
test_request_with_cold_caches(void **state)
{
    fail_each(&shared, *state, true);
}

/* A worker of its own has nothing to use again: its calls, arenas and buffers are new. */
static void
test_the_first_request_of_a_worker(void **state)
{
    struct fixture fixture;
    bool has_failed = true;

    (void)state;
    fixture_open(&fixture);
    for (int64_t n = 0; has_failed; n++) {
        fixture_stop(&fixture);
        fixture_start(&fixture);
        fixture.fail_after = n;
        assert_sound(&fixture, fixture_ask(&fixture, "{ authors { name } }", NULL),
                "{\"data\":{\"authors\":[]}}");
        fixture.fail_after = -1;
        has_failed = fixture.has_failed;
        assert_string_equal(
                fixture_ask(&fixture, "{ authors { name } }", NULL), "{\"data\":{\"authors\":[]}}");
    }
    fixture_close(&fixture);
}

/* Through the public door, the copy of the response and new workers included. */
static void
test_execute(void **state)
{
    static const char request[] = "{\"query\":\"{ authors { name } }\"}";
    const char *paths[1];
    struct fixture fixture;
    struct gqld_engine *engine;
    int has_failed = 1;

    (void)state;
    fixture_init(&fixture, fixture_library);
    paths[0] = fixture.schema_path;
    for (int64_t n = 0; has_failed; n++) {
        size_t length;
        char *response;

        engine = gqld_engine_open(paths, 1, fixture.database_path, NULL);
        assert_non_null(engine);
        gq_alloc_fail_after(n);
        response = gqld_engine_execute(engine, request, sizeof(request) - 1, NULL, &length);
        has_failed = gq_alloc_has_failed();
        gq_alloc_fail_after(-1);
        assert_true(response || has_failed);
        assert_true(!response || fixture_is_well_formed(response));
        gqld_free(response);
        response = gqld_engine_execute(engine, request, sizeof(request) - 1, NULL, &length);
        assert_string_equal(response, "{\"data\":{\"authors\":[]}}");
        gqld_free(response);
        gqld_engine_close(engine);
    }
    fixture_fini(&fixture);
}

static void
test_open(void **state)
{
    const char *paths[1];
    struct fixture fixture;
    int has_failed = 1;

    (void)state;
    fixture_init(&fixture, "type Cat @model { id: ID! name: String }");
    paths[0] = fixture.schema_path;
    for (int64_t n = 0; has_failed; n++) {
        char *errors = NULL;
        struct gqld_engine *engine;

        gq_alloc_fail_after(n);
        engine = gqld_engine_open(paths, 1, fixture.database_path, &errors);
        has_failed = gq_alloc_has_failed();
        gq_alloc_fail_after(-1);
        assert_true(engine || has_failed);
        assert_true(!engine || !errors);
        assert_true(!errors || errors[0] == '[');
        gqld_free(errors);
        gqld_engine_close(engine);
        assert_true(n < 10000);
    }
    fixture_fini(&fixture);
}

static int
open_shared(void **state)
{
    (void)state;
    fixture_open_seeded(&shared);
    return 0;
}

static int
close_shared(void **state)
{
    (void)state;
    fixture_close(&shared);
    return 0;
}

int
main(void)
{
    struct CMUnitTest tests[100] = {
        cmocka_unit_test(test_the_first_request_of_a_worker),
        cmocka_unit_test(test_execute),
        cmocka_unit_test(test_open),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, script, test_request_with_warm_caches);
    GQ_UNIT_CASES(tests, count, script, test_request_with_cold_caches);
    return _cmocka_run_group_tests("fault", tests, count, open_shared, close_shared);
}
