/* The header fields that say who asks. The fake engine believes nobody. */
#include "client.h"
#include "unit.h"

#include <stdio.h>

static struct served served;

static char response[1 << 16];

#define BODY                                                        \
    "{\"errors\":[{\"message\":\"The token or key is not valid.\"," \
    "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}"

static const struct field_case {
    const char *name, *fields;
    int status;
} field_cases[] = {
    { "no field is anonymous", "", 200 },
    { "a cookie is no identity", "Cookie: token=a\r\n", 200 },
    { "a bearer token that nobody signed", "Authorization: Bearer a.b.c\r\n", 401 },
    { "a scheme in lower case is the same", "Authorization: bearer a.b.c\r\n", 401 },
    { "a key that does not exist", "X-API-Key: gqld_a\r\n", 401 },
    { "an empty Authorization", "Authorization:\r\n", 401 },
    { "an empty X-API-Key", "X-API-Key:\r\n", 401 },
    { "a scheme alone", "Authorization: Bearer\r\n", 401 },
    { "a scheme and a blank", "Authorization: Bearer \r\n", 401 },
    { "no blank after the scheme", "Authorization: Bearera\r\n", 401 },
    { "another scheme", "Authorization: Basic dXNlcjpwYXNz\r\n", 401 },
    { "both fields", "Authorization: Bearer a\r\nX-API-Key: gqld_a\r\n", 401 },
    { "Authorization twice", "Authorization: Bearer a\r\nAuthorization: Bearer a\r\n", 400 },
    { "X-API-Key twice", "X-API-Key: a\r\nX-API-Key: a\r\n", 400 },
    { "what cannot be found out", "Authorization: Bearer unavailable\r\n", 503 },
};

static int
ask(const char *request_line, const char *fields, const char *body)
{
    char request[2048];
    int length = snprintf(request, sizeof(request),
            "%s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n%sContent-Length: %zu"
            "\r\n\r\n%s",
            request_line, fields, strlen(body), body);

    assert_int_equal(gq_client_exchange(&served, (struct gq_str){ request, (size_t)length },
                             response, sizeof(response)),
            1);
    return gq_client_status(response);
}

static void
test_field(void **state)
{
    const struct field_case *c = *state;

    assert_int_equal(ask("POST /graphql", c->fields, "{}"), c->status);
    if (c->status == 401) {
        assert_non_null(strstr(response, "\r\n\r\n" BODY));
        assert_non_null(strstr(response, "WWW-Authenticate: Bearer\r\n"));
        assert_non_null(strstr(response, "Cache-Control: no-store\r\n"));
    } else {
        assert_null(strstr(response, "WWW-Authenticate"));
    }
}

static void
test_every_method_is_asked(void **state)
{
    (void)state;
    assert_int_equal(ask("GET /graphql?query=a", "Authorization: Bearer a\r\n", ""), 401);
    assert_int_equal(ask("GET /graphql?query=a", "", ""), 200);
    assert_int_equal(ask("POST /graphql", "Authorization: Bearer a\r\n", "{mutation}"), 401);
}

/* The process answers that it is there, whatever a probe sends along. */
static void
test_health_is_open(void **state)
{
    (void)state;
    assert_int_equal(ask("GET /health", "Authorization: Bearer a\r\n", ""), 200);
}

static int
start(void **state)
{
    (void)state;
    gq_limits_init(&served.limits);
    gq_client_serve(&served, NULL);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    gq_client_end(&served);
    return 0;
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_every_method_is_asked),
        cmocka_unit_test(test_health_is_open) };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, field_cases, test_field);
    return _cmocka_run_group_tests("authorization", tests, count, start, end);
}
