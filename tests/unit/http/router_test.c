/* Request targets and routes. */
#include "http/router.h"

#include "unit.h"

static const struct target_case {
    const char *name, *path, *query; /* path NULL: refused; query NULL: none */
} target_cases[] = {
    { "/", "/", NULL },
    { "/graphql", "/graphql", NULL },
    { "/graphql?", "/graphql", "" },
    { "/graphql?a=b?c", "/graphql", "a=b?c" },
    { "*", "*", NULL },
    { "http://host/a?b", "/a", "b" },
    { "HTTPS://host:1/a", "/a", NULL },
    { "http://host", "/", NULL },
    { "http://host?b", "/", "b" },
    { "/a%20b", "/a%20b", NULL },
    { "", NULL, NULL },
    { "?a", NULL, NULL },
    { "graphql", NULL, NULL },
    { "ftp://host/a", NULL, NULL },
    { "host:443", NULL, NULL },
    { "/a#b", NULL, NULL },
    { "/a b", NULL, NULL },
    { "/a\\b", NULL, NULL },
    { "/a\x01", NULL, NULL },
    { "/\xc3\xa9", NULL, NULL },
    { "/a%00", NULL, NULL },
    { "/a%2Fb", NULL, NULL },
    { "/a%0A", NULL, NULL },
    { "/a%1b", NULL, NULL },
    { "/a%7F", NULL, NULL },
    { "/a%2fb", NULL, NULL },
    { "/a%5cb", NULL, NULL },
    { "/a%2", NULL, NULL },
};

static void
test_target(void **state)
{
    const struct target_case *c = *state;
    struct gq_str path, query;

    assert_int_equal(gq_router_split(gq_str_of(c->name), &path, &query), c->path != NULL);
    if (!c->path)
        return;
    assert_str_equal(path, gq_str_of(c->path));
    assert_int_equal(query.bytes != NULL, c->query != NULL);
    if (c->query)
        assert_str_equal(query, gq_str_of(c->query));
}

static const struct gq_route routes[] = {
    { .path = GQ_STR_INIT("/a"), .methods = GQ_METHOD_GET },
    { .path = GQ_STR_INIT("/b/"), .match = GQ_ROUTE_PREFIX, .methods = GQ_METHOD_POST },
};

static const struct find_case {
    const char *name;
    int index; /* -1: none */
} find_cases[] = {
    { "/a", 0 },
    { "/a/", -1 },
    { "/ab", -1 },
    { "/A", -1 },
    { "/b", -1 },
    { "/b/", 1 },
    { "/b/c/d", 1 },
    { "/", -1 },
};

static void
test_find(void **state)
{
    const struct find_case *c = *state;

    assert_ptr_equal(
            gq_router_find(routes, 2, gq_str_of(c->name)), c->index < 0 ? NULL : &routes[c->index]);
}

static void
test_methods(void **state)
{
    char allow[GQ_ROUTER_ALLOW_SIZE];

    (void)state;
    assert_true(gq_router_serves(&routes[0], gq_router_method("GET")));
    assert_true(gq_router_serves(&routes[0], gq_router_method("HEAD")));
    assert_true(gq_router_serves(&routes[0], gq_router_method("OPTIONS")));
    assert_false(gq_router_serves(&routes[0], gq_router_method("POST")));
    assert_false(gq_router_serves(&routes[0], gq_router_method("get")));
    assert_false(gq_router_serves(&routes[1], gq_router_method("HEAD")));
    assert_false(gq_router_serves(&routes[1], gq_router_method("BREW")));
    gq_router_allow(&routes[0], allow);
    assert_string_equal(allow, "GET, HEAD, OPTIONS");
    gq_router_allow(&(struct gq_route){ .methods = 127 }, allow);
    assert_string_equal(allow, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
}

int
main(void)
{
    struct CMUnitTest tests[64] = { cmocka_unit_test(test_methods) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, target_cases, test_target);
    GQ_UNIT_CASES(tests, count, find_cases, test_find);
    return _cmocka_run_group_tests("router", tests, count, NULL, NULL);
}
