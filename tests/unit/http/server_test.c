/* Requests by raw sockets: framing, routes, sizes, time. */
#include "client.h"
#include "fake_engine.h"
#include "unit.h"

#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static struct served served;

static char response[1 << 20];

#define POST_HEAD "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
#define HIDDEN    "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"

static const struct raw_case {
    const char *name;
    struct gq_str request;
    int status, responses;
    const char *part; /* of the response; NULL: any */
} raw_cases[] = {
    { "query by POST", GQ_STR_INIT(POST_HEAD "Content-Length: 9\r\n\r\n{\"q\":\"x\"}"), 200, 1,
            "{\"data\":{\"json\":\"{\\\"q\\\":\\\"x\\\"}\"}}" },
    { "query by POST, chunked",
            GQ_STR_INIT(
                    POST_HEAD "Transfer-Encoding: chunked\r\n\r\n4\r\n{\"q\"\r\n5\r\n:\"x\"}\r\n"
                              "0\r\n\r\n"),
            200, 1, "{\"data\":{\"json\":\"{\\\"q\\\":\\\"x\\\"}\"}}" },
    { "query by GET", GQ_STR_INIT("GET /graphql?query=%7Ba%7D HTTP/1.1\r\nHost: a\r\n\r\n"), 200, 1,
            "{\"data\":{\"query\":\"{a}\"}}" },
    { "absolute form", GQ_STR_INIT("GET http://a/health HTTP/1.1\r\nHost: a\r\n\r\n"), 200, 1,
            "\r\n\r\nok\n" },
    { "HTTP/1.0 without a body", GQ_STR_INIT("GET /health HTTP/1.0\r\n\r\n"), 200, 1, "ok\n" },
    { "health", GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"), 200, 1,
            "Content-Type: text/plain; charset=utf-8\r\n" },
    { "HEAD has the header alone", GQ_STR_INIT("HEAD /health HTTP/1.1\r\nHost: a\r\n\r\n"), 200, 1,
            "Content-Length: 3\r\n" },
    { "three pipelined requests",
            GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"
                        "GET /graphql?query=b HTTP/1.1\r\nHost: a\r\n\r\n"
                        "GET /health HTTP/1.1\r\nHost: a\r\n\r\n"),
            200, 3, "{\"data\":{\"query\":\"b\"}}" },
    { "unknown path", GQ_STR_INIT("GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n"), 404, 1,
            "\"code\":\"NOT_FOUND\"" },
    { "method that the route lacks", GQ_STR_INIT("DELETE /graphql HTTP/1.1\r\nHost: a\r\n\r\n"),
            405, 1, "Allow: GET, HEAD, POST, OPTIONS\r\n" },
    { "unknown method", GQ_STR_INIT("BREW /graphql HTTP/1.1\r\nHost: a\r\n\r\n"), 405, 1,
            "Allow: GET, HEAD, POST, OPTIONS\r\n" },
    { "OPTIONS of a route", GQ_STR_INIT("OPTIONS /graphql HTTP/1.1\r\nHost: a\r\n\r\n"), 204, 1,
            "Allow: GET, HEAD, POST, OPTIONS\r\n" },
    { "OPTIONS of the server", GQ_STR_INIT("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), 204, 1, NULL },
    { "request id is echoed",
            GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a\r\nX-Request-Id: ab-1\r\n\r\n"), 200, 1,
            "X-Request-Id: ab-1\r\n" },
    { "Content-Length and Transfer-Encoding",
            GQ_STR_INIT(POST_HEAD "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                                  "0\r\n\r\n" HIDDEN),
            400, 1, "Connection: close\r\n" },
    { "two Content-Length that differ",
            GQ_STR_INIT(POST_HEAD "Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}" HIDDEN), 400,
            1, "Connection: close\r\n" },
    { "two Content-Length that agree",
            GQ_STR_INIT(POST_HEAD "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" HIDDEN), 400,
            1, NULL },
    { "a list of lengths", GQ_STR_INIT(POST_HEAD "Content-Length: 2, 2\r\n\r\n{}" HIDDEN), 400, 1,
            NULL },
    { "length with a sign", GQ_STR_INIT(POST_HEAD "Content-Length: +2\r\n\r\n{}" HIDDEN), 400, 1,
            NULL },
    { "negative length", GQ_STR_INIT(POST_HEAD "Content-Length: -2\r\n\r\n{}" HIDDEN), 400, 1,
            NULL },
    { "hexadecimal length", GQ_STR_INIT(POST_HEAD "Content-Length: 0x2\r\n\r\n{}" HIDDEN), 400, 1,
            NULL },
    { "length of 2^64+2",
            GQ_STR_INIT(POST_HEAD "Content-Length: 18446744073709551618\r\n\r\n{}" HIDDEN), 413, 1,
            NULL },
    { "unknown transfer coding",
            GQ_STR_INIT(POST_HEAD "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" HIDDEN), 400, 1,
            NULL },
    { "two transfer codings",
            GQ_STR_INIT(POST_HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" HIDDEN), 400,
            1, NULL },
    { "Transfer-Encoding twice",
            GQ_STR_INIT(
                    POST_HEAD "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n"
                              "0\r\n\r\n" HIDDEN),
            400, 1, NULL },
    { "HTTP/1.0 with a chunked body",
            GQ_STR_INIT("POST /graphql HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "0\r\n\r\n" HIDDEN),
            400, 1, NULL },
    { "blank before the colon", GQ_STR_INIT(POST_HEAD "Content-Length : 2\r\n\r\n{}" HIDDEN), 400,
            1, NULL },
    { "no Host", GQ_STR_INIT("GET /health HTTP/1.1\r\n\r\n" HIDDEN), 400, 1, NULL },
    { "two Host", GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" HIDDEN), 400, 1,
            NULL },
    { "Host with a path", GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a/b\r\n\r\n" HIDDEN), 400, 1,
            NULL },
    { "two Content-Type",
            GQ_STR_INIT(POST_HEAD "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}" HIDDEN),
            400, 1, NULL },
    { "two Authorization",
            GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer a\r\n"
                        "Authorization: Bearer b\r\n\r\n" HIDDEN),
            400, 1, NULL },
    { "compressed body",
            GQ_STR_INIT(POST_HEAD "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}" HIDDEN),
            415, 1, NULL },
    { "HTTP/2 preface", GQ_STR_INIT("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"), 505, 1, NULL },
    { "encoded NUL in the path", GQ_STR_INIT("GET /health%00x HTTP/1.1\r\nHost: a\r\n\r\n"), 400, 1,
            NULL },
    { "encoded slash in the path", GQ_STR_INIT("GET /a%2fb HTTP/1.1\r\nHost: a\r\n\r\n"), 400, 1,
            NULL },
    { "fragment in the target", GQ_STR_INIT("GET /health#x HTTP/1.1\r\nHost: a\r\n\r\n"), 400, 1,
            NULL },
    { "too large by its length: 413 before the body",
            GQ_STR_INIT(POST_HEAD "Content-Length: 4194305\r\n\r\n"), 413, 1,
            "\"code\":\"REQUEST_LIMIT_EXCEEDED\"" },
    { "body cut in half is not answered", GQ_STR_INIT(POST_HEAD "Content-Length: 9\r\n\r\n{\"q\""),
            0, 0, NULL },
    { "header cut in half is not answered", GQ_STR_INIT("GET /health HTTP/1.1\r\nHost"), 0, 0,
            NULL },
    { "garbage", GQ_STR_INIT("\x16\x03\x01\r\n\r\n"), 0, 0, NULL },
};

static void
test_raw(void **state)
{
    const struct raw_case *c = *state;
    int responses = gq_client_exchange(&served, c->request, response, sizeof(response));

    /* What the HTTP library refuses by itself, without our fields, has its header twice in 0.9.75. */
    if (responses == 2 && !strstr(response, "X-Request-Id"))
        responses = 1;
    assert_int_equal(responses, c->responses);
    assert_int_equal(gq_client_status(response), c->status);
    if (c->part && !strstr(response, c->part))
        fail_msg("no %s in %s", c->part, response);
    assert_null(strstr(response, "hidden"));
}

static void
test_url_too_long(void **state)
{
    static char request[64 << 10];
    size_t length;

    (void)state;
    for (int target_length = 4096; target_length <= 4097; target_length++) {
        length = (size_t)snprintf(request, sizeof(request),
                "GET /health?%0*d HTTP/1.1\r\nHost: a\r\n\r\n", target_length - 8, 0);
        assert_int_equal(gq_client_exchange(&served, (struct gq_str){ request, length }, response,
                                 sizeof(response)),
                1);
        assert_int_equal(gq_client_status(response), target_length > 4096 ? 414 : 200);
    }
    length = (size_t)snprintf(
            request, sizeof(request), "GET /%0*d HTTP/1.1\r\nHost: a\r\n\r\n", 40000, 0);
    gq_client_exchange(&served, (struct gq_str){ request, length }, response, sizeof(response));
    assert_int_equal(gq_client_status(response), 414);
}

static void
test_too_many_fields(void **state)
{
    char request[8192] = "GET /health HTTP/1.1\r\nHost: a\r\n";
    size_t length = strlen(request);

    (void)state;
    for (int i = 0; i < 64; i++)
        length += (size_t)snprintf(request + length, sizeof(request) - length, "X-A: b\r\n");
    length += (size_t)snprintf(request + length, sizeof(request) - length, "\r\n");
    gq_client_exchange(&served, (struct gq_str){ request, length }, response, sizeof(response));
    assert_int_equal(gq_client_status(response), 431);
}

/* One byte below, at and past the limit of the body; chunked, so that no length warns. */
static void
test_body_limit(void **state)
{
    static char request[300 << 10];

    (void)state;
    for (int excess = -1; excess <= 1; excess++) {
        int size = 262144 + excess;
        int length = snprintf(request, sizeof(request),
                POST_HEAD
                "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n{%0*d}\r\n0\r\n\r\n",
                (unsigned)size, size - 2, 0);

        gq_client_exchange(
                &served, (struct gq_str){ request, (size_t)length }, response, sizeof(response));
        assert_int_equal(gq_client_status(response), excess > 0 ? 413 : 200);
    }
}

static void
test_keep_alive(void **state)
{
    int fd = gq_client_connect(&served);

    (void)state;
    for (int i = 0; i < 5; i++) {
        gq_client_send(fd, GQ_STR(POST_HEAD "Content-Length: 10\r\n\r\n{mutation}"));
        assert_true(gq_client_read_response(fd, response, sizeof(response)));
        assert_int_equal(gq_client_status(response), 200);
        gq_client_send(fd, GQ_STR(POST_HEAD "Content-Length: 9\r\n\r\n{invalid}"));
        assert_true(gq_client_read_response(fd, response, sizeof(response)));
        assert_int_equal(gq_client_status(response), 200);
    }
    close(fd);
}

static void
test_big_response(void **state)
{
    static char big[6 << 20];
    int fd = gq_client_connect(&served);

    (void)state;
    gq_client_send(fd, GQ_STR(POST_HEAD "Content-Length: 5\r\n\r\n{big}"));
    assert_true(gq_client_read_response(fd, big, sizeof(big)));
    assert_true(strlen(big) > (4u << 20));
    close(fd);
}

static void
test_response_header(void **state)
{
    static const char *const parts[] = { "Content-Type: application/json; charset=utf-8\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Cache-Control: no-store\r\n", "X-Request-Id: " };

    (void)state;
    gq_client_exchange(
            &served, GQ_STR(POST_HEAD "Content-Length: 2\r\n\r\n{}"), response, sizeof(response));
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(parts); i++)
        assert_non_null(strstr(response, parts[i]));
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
    struct CMUnitTest tests[96] = {
        cmocka_unit_test(test_url_too_long),
        cmocka_unit_test(test_too_many_fields),
        cmocka_unit_test(test_body_limit),
        cmocka_unit_test(test_keep_alive),
        cmocka_unit_test(test_big_response),
        cmocka_unit_test(test_response_header),
    };
    size_t count = 6;

    GQ_UNIT_CASES(tests, count, raw_cases, test_raw);
    return _cmocka_run_group_tests("server", tests, count, set_up, tear_down);
}
