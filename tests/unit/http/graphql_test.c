/* GraphQL over HTTP: media types, methods, statuses. The engine is the fake one. */
#include "client.h"
#include "unit.h"

#include <stdio.h>

static struct served served;

static char response[1 << 16];

#define JSON    "application/json"
#define GRAPHQL "application/graphql-response+json"

static const struct post_case {
    const char *name, *type, *accept, *body; /* type, accept NULL: no such field */
    int status;
    const char *answered; /* the media type of the answer */
} post_cases[] = {
    { "no Accept is answered as JSON", JSON, NULL, "{}", 200, JSON },
    { "any type is answered as JSON", JSON, "*/*", "{}", 200, JSON },
    { "GraphQL response is answered as such", JSON, GRAPHQL, "{}", 200, GRAPHQL },
    { "charset of the request", JSON "; charset=utf-8", JSON, "{}", 200, JSON },
    { "no Content-Type", NULL, JSON, "{}", 415, JSON },
    { "text", "text/plain", JSON, "{}", 415, JSON },
    { "form", "application/x-www-form-urlencoded", GRAPHQL, "query=a", 415, GRAPHQL },
    { "multipart", "multipart/form-data; boundary=a", JSON, "--a--", 415, JSON },
    { "another charset", JSON "; charset=utf-16", JSON, "{}", 415, JSON },
    { "nothing acceptable", JSON, "text/html", "{}", 406, JSON },
    { "no body", JSON, JSON, "", 400, JSON },
    { "unreadable body as JSON", JSON, JSON, "[", 400, JSON },
    { "unreadable body as GraphQL response", JSON, GRAPHQL, "[", 400, GRAPHQL },
    { "request error as JSON", JSON, JSON, "{invalid}", 200, JSON },
    { "request error as GraphQL response", JSON, GRAPHQL, "{invalid}", 400, GRAPHQL },
    { "overload as JSON", JSON, JSON, "{overload}", 503, JSON },
    { "overload as GraphQL response", JSON, GRAPHQL, "{overload}", 503, GRAPHQL },
    { "mutation", JSON, GRAPHQL, "{mutation}", 200, GRAPHQL },
};

static size_t
add_field(char *text, size_t size, size_t length, const char *name, const char *value)
{
    if (!value)
        return length;
    return length + (size_t)snprintf(text + length, size - length, "%s: %s\r\n", name, value);
}

static void
test_post(void **state)
{
    const struct post_case *c = *state;
    char request[2048] = "POST /graphql HTTP/1.1\r\nHost: a\r\n", wanted[128];
    size_t length = strlen(request);

    length = add_field(request, sizeof(request), length, "Content-Type", c->type);
    length = add_field(request, sizeof(request), length, "Accept", c->accept);
    length += (size_t)snprintf(request + length, sizeof(request) - length,
            "Content-Length: %zu\r\n\r\n%s", strlen(c->body), c->body);
    assert_int_equal(gq_client_exchange(&served, (struct gq_str){ request, length }, response,
                             sizeof(response)),
            1);
    assert_int_equal(gq_client_status(response), c->status);
    snprintf(wanted, sizeof(wanted), "Content-Type: %s; charset=utf-8\r\n", c->answered);
    assert_non_null(strstr(response, wanted));
    assert_non_null(strstr(response, "Cache-Control: no-store\r\n"));
}

static const struct get_case {
    const char *name, *query;
    int status;
    const char *part;
} get_cases[] = {
    { "all parameters", "query=%7Ba%7D&operationName=b&variables=%7B%7D&extensions=%7B%7D", 200,
            "{\"query\":\"{a}\",\"operationName\":\"b\",\"variables\":\"{}\",\"extensions\":\"{}"
            "\"}" },
    { "unknown parameters are ignored", "x=%7B&query=a", 200, "{\"query\":\"a\"}" },
    { "name in encoded form", "qu%65ry=a", 200, "{\"query\":\"a\"}" },
    { "decoded once", "query=%2541", 200, "{\"query\":\"%41\"}" },
    { "no query", "operationName=b", 400, NULL },
    { "query twice", "query=a&query=b", 400, "twice" },
    { "query twice, once in encoded form", "query=a&qu%65ry=b", 400, "twice" },
    { "malformed escape", "query=%7", 400, "malformed" },
    { "NUL", "query=%00", 400, "malformed" },
    { "not UTF-8", "query=%ff", 400, "malformed" },
    { "mutation", "query=mutation", 405, "Allow: POST\r\n" },
};

static void
test_get(void **state)
{
    const struct get_case *c = *state;
    char request[1024];
    size_t length = (size_t)snprintf(
            request, sizeof(request), "GET /graphql?%s HTTP/1.1\r\nHost: a\r\n\r\n", c->query);

    assert_int_equal(gq_client_exchange(&served, (struct gq_str){ request, length }, response,
                             sizeof(response)),
            1);
    assert_int_equal(gq_client_status(response), c->status);
    if (c->part)
        assert_non_null(strstr(response, c->part));
}

static int
set_up(void **state)
{
    (void)state;
    gq_limits_init(&served.limits);
    gq_client_serve(&served, NULL);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    gq_client_end(&served);
    return 0;
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, post_cases, test_post);
    GQ_UNIT_CASES(tests, count, get_cases, test_get);
    return _cmocka_run_group_tests("graphql", tests, count, set_up, tear_down);
}
