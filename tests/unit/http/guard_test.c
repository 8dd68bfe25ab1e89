/* The guard's verdicts on header fields, without a socket. */
#include "http/guard.h"

#include "base/limits.h"

#include "unit.h"

struct field {
    const char *name, *value;
};

static const struct gq_limits *
default_limits(void)
{
    static struct gq_limits limits;

    gq_limits_init(&limits);
    return &limits;
}

static const struct verdict_case {
    const char *name;
    struct field fields[6];
    enum gq_http_version version;
    unsigned status; /* 0: accepted */
} verdict_cases[] = {
    { "Host alone", { { "Host", "a" } }, GQ_HTTP_1_1, 0 },
    { "Host with a port", { { "HOST", "a.example:8080" } }, GQ_HTTP_1_1, 0 },
    { "Host of IPv6", { { "Host", "[::1]:8080" } }, GQ_HTTP_1_1, 0 },
    { "no Host in HTTP/1.0", { { "A", "b" } }, GQ_HTTP_1_0, 0 },
    { "no Host in HTTP/1.1", { { "A", "b" } }, GQ_HTTP_1_1, 400 },
    { "empty Host", { { "Host", "" } }, GQ_HTTP_1_1, 400 },
    { "two Host", { { "Host", "a" }, { "host", "a" } }, GQ_HTTP_1_1, 400 },
    { "Host with user information", { { "Host", "a@b" } }, GQ_HTTP_1_1, 400 },
    { "Host with a blank", { { "Host", "a b" } }, GQ_HTTP_1_1, 400 },
    { "Host list", { { "Host", "a,b" } }, GQ_HTTP_1_1, 400 },
    { "length", { { "Host", "a" }, { "Content-Length", "12" } }, GQ_HTTP_1_1, 0 },
    { "length zero in HTTP/1.0", { { "Content-Length", "0" } }, GQ_HTTP_1_0, 0 },
    { "body in HTTP/1.0", { { "Content-Length", "1" } }, GQ_HTTP_1_0, 400 },
    { "empty length", { { "Host", "a" }, { "Content-Length", "" } }, GQ_HTTP_1_1, 400 },
    { "length with a sign", { { "Host", "a" }, { "Content-Length", "+1" } }, GQ_HTTP_1_1, 400 },
    { "length with a leading zero", { { "Host", "a" }, { "Content-Length", "010" } }, GQ_HTTP_1_1,
            400 },
    { "length list", { { "Host", "a" }, { "Content-Length", "5,5" } }, GQ_HTTP_1_1, 400 },
    { "length of 2^64+5", { { "Host", "a" }, { "Content-Length", "18446744073709551621" } },
            GQ_HTTP_1_1, 400 },
    { "chunked", { { "Host", "a" }, { "Transfer-Encoding", "Chunked" } }, GQ_HTTP_1_1, 0 },
    { "xchunked", { { "Host", "a" }, { "Transfer-Encoding", "xchunked" } }, GQ_HTTP_1_1, 400 },
    { "chunked with a vertical tab", { { "Host", "a" }, { "Transfer-Encoding", "\vchunked" } },
            GQ_HTTP_1_1, 400 },
    { "chunked and a blank", { { "Host", "a" }, { "Transfer-Encoding", "chunked " } }, GQ_HTTP_1_1,
            400 },
    { "empty coding", { { "Host", "a" }, { "Transfer-Encoding", "" } }, GQ_HTTP_1_1, 400 },
    { "coding list", { { "Host", "a" }, { "Transfer-Encoding", "chunked, chunked" } }, GQ_HTTP_1_1,
            400 },
    { "identity", { { "Host", "a" }, { "Transfer-Encoding", "identity" } }, GQ_HTTP_1_1, 400 },
    { "length and coding",
            { { "Host", "a" }, { "Content-Length", "1" }, { "Transfer-Encoding", "chunked" } },
            GQ_HTTP_1_1, 400 },
    { "coding and length zero",
            { { "Host", "a" }, { "Transfer-Encoding", "chunked" }, { "Content-Length", "0" } },
            GQ_HTTP_1_1, 400 },
    { "two lengths", { { "Host", "a" }, { "Content-Length", "1" }, { "content-length", "1" } },
            GQ_HTTP_1_1, 400 },
    { "name with a blank at its end", { { "Host", "a" }, { "Content-Length ", "1" } }, GQ_HTTP_1_1,
            400 },
    { "name with a colon", { { "Host", "a" }, { "X:", "1" } }, GQ_HTTP_1_1, 400 },
    { "empty name", { { "Host", "a" }, { "", "1" } }, GQ_HTTP_1_1, 400 },
    { "carriage return in a value", { { "Host", "a" }, { "X", "a\rb" } }, GQ_HTTP_1_1, 400 },
    { "line feed in a value", { { "Host", "a" }, { "X", "a\nb" } }, GQ_HTTP_1_1, 400 },
    { "tab in a value", { { "Host", "a" }, { "X", "a\tb" } }, GQ_HTTP_1_1, 0 },
    { "UTF-8 in a value", { { "Host", "a" }, { "X", "\xc3\xa9" } }, GQ_HTTP_1_1, 0 },
    { "two Authorization", { { "Host", "a" }, { "Authorization", "a" }, { "Authorization", "b" } },
            GQ_HTTP_1_1, 400 },
    { "two X-Request-Id", { { "Host", "a" }, { "X-Request-Id", "a" }, { "X-Request-Id", "b" } },
            GQ_HTTP_1_1, 0 },
    { "two Idempotency-Key",
            { { "Host", "a" }, { "Idempotency-Key", "a" }, { "Idempotency-Key", "b" } },
            GQ_HTTP_1_1, 400 },
    { "four Accept",
            { { "Host", "a" }, { "Accept", "a" }, { "Accept", "b" }, { "Accept", "c" },
                    { "Accept", "d" } },
            GQ_HTTP_1_1, 0 },
    { "five Accept",
            { { "Accept", "a" }, { "Accept", "b" }, { "Accept", "c" }, { "Accept", "d" },
                    { "Accept", "e" } },
            GQ_HTTP_1_0, 400 },
    { "gzip", { { "Host", "a" }, { "Content-Encoding", "gzip" } }, GQ_HTTP_1_1, 415 },
    { "identity encoding", { { "Host", "a" }, { "Content-Encoding", "identity" } }, GQ_HTTP_1_1,
            0 },
    { "another version", { { "Host", "a" } }, GQ_HTTP_OTHER, 505 },
};

static void
test_verdict(void **state)
{
    const struct verdict_case *c = *state;
    struct gq_http_guard guard;
    struct gq_http_verdict verdict;

    gq_http_guard_init(&guard, default_limits());
    for (size_t i = 0; i < 6 && c->fields[i].name; i++)
        gq_http_guard_add(&guard, gq_str_of(c->fields[i].name), gq_str_of(c->fields[i].value));
    verdict = gq_http_guard_finish(&guard, c->version);
    assert_int_equal(verdict.status, c->status);
    assert_int_equal(verdict.reason != NULL, c->status != 0);
}

static void
test_field_count(void **state)
{
    (void)state;
    for (unsigned count = 63; count <= 65; count++) {
        struct gq_http_guard guard;

        gq_http_guard_init(&guard, default_limits());
        for (unsigned i = 0; i < count; i++)
            gq_http_guard_add(&guard, GQ_STR("X"), GQ_STR("y"));
        assert_int_equal(gq_http_guard_finish(&guard, GQ_HTTP_1_0).status, count > 64 ? 431 : 0);
    }
}

static void
test_header_bytes(void **state)
{
    static char value[8192];

    (void)state;
    memset(value, 'a', sizeof(value));
    for (size_t bytes = 8191; bytes <= 8193; bytes++) {
        struct gq_http_guard guard;

        gq_http_guard_init(&guard, default_limits());
        gq_http_guard_add(&guard, GQ_STR("X"), (struct gq_str){ value, bytes - 1 });
        assert_int_equal(gq_http_guard_finish(&guard, GQ_HTTP_1_0).status, bytes > 8192 ? 431 : 0);
    }
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_field_count),
        cmocka_unit_test(test_header_bytes),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, verdict_cases, test_verdict);
    return _cmocka_run_group_tests("guard", tests, count, NULL, NULL);
}
