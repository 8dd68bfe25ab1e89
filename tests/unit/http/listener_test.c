/* Addresses to listen on, and the sockets. */
#include "http/listener.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "unit.h"

#include <errno.h>
#include <unistd.h>

struct parsed {
    struct gq_arena *arena;
    struct gq_str text;
    struct gq_listener_address address;
    struct gq_errors errs;
    bool ok;
};

static void
parse_guarded(void *arg)
{
    struct parsed *parsed = arg;

    gq_errors_init(&parsed->errs, parsed->arena, NULL, 1);
    parsed->ok = gq_listener_parse(parsed->text, &parsed->address, &parsed->errs);
}

static void
parse(struct parsed *parsed, const char *text)
{
    parsed->arena = gq_arena_new(1 << 16);
    parsed->text = gq_str_of(text);
    assert_int_equal(gq_guard(parsed->arena, parse_guarded, parsed), GQ_GUARD_DONE);
    assert_int_equal(parsed->errs.count, !parsed->ok);
    gq_arena_free(parsed->arena);
}

static const struct parse_case {
    const char *name, *printed; /* NULL: refused */
} parse_cases[] = {
    { "127.0.0.1:8080", "127.0.0.1:8080" },
    { "0.0.0.0:0", "0.0.0.0:0" },
    { "localhost:65535", "127.0.0.1:65535" },
    { "[::1]:80", "[::1]:80" },
    { "[::]:80", "[::]:80" },
    { "unix:/run/gqld.sock", "unix:/run/gqld.sock" },
    { "unix:", NULL },
    { "127.0.0.1", NULL },
    { "127.0.0.1:", NULL },
    { "127.0.0.1:65536", NULL },
    { "127.0.0.1:080", NULL },
    { "127.0.0.1:-1", NULL },
    { "127.0.0.1:http", NULL },
    { "127.0.0.256:80", NULL },
    { "::1:80", NULL },
    { "[127.0.0.1]:80", NULL },
    { "[::1:80", NULL },
    { ":80", NULL },
    { "[]:80", NULL },
    { "example.com:80", NULL },
    { "", NULL },
    { "1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:1111:80", NULL },
};

static void
test_parse(void **state)
{
    const struct parse_case *c = *state;
    struct parsed parsed = { .ok = false };
    char text[GQ_LISTENER_TEXT_SIZE];

    parse(&parsed, c->name);
    assert_int_equal(parsed.ok, c->printed != NULL);
    if (!parsed.ok)
        return;
    gq_listener_print(&parsed.address, text);
    assert_string_equal(text, c->printed);
}

static void
test_sockets_share_one_port(void **state)
{
    struct parsed parsed = { .ok = false };
    struct gq_listener_address other;
    int sockets[3], more[1];
    char text[GQ_LISTENER_TEXT_SIZE];

    (void)state;
    parse(&parsed, "127.0.0.1:0");
    assert_true(gq_listener_open(&parsed.address, sockets, 3));
    gq_listener_print(&parsed.address, text);
    assert_string_not_equal(text, "127.0.0.1:0");
    other = parsed.address;
    assert_false(gq_listener_open(&other, more, 1));
    assert_int_equal(errno, EADDRINUSE);
    for (int i = 0; i < 3; i++)
        close(sockets[i]);
    assert_true(gq_listener_open(&other, more, 1));
    close(more[0]);
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_sockets_share_one_port) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, parse_cases, test_parse);
    return _cmocka_run_group_tests("listener", tests, count, NULL, NULL);
}
