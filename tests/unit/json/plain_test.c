/* The short way to values: it reads as json-c does, or leaves the text to it. */
#include "json/plain.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "unit.h"
#include "json/check.h"
#include "json/value.h"
#include "json/write.h"

struct plain {
    struct gq_arena *arena;
    struct gq_str text;
    bool is_plain, is_read;
    struct gq_value value;
};

static void
read_guarded(void *arg)
{
    struct plain *plain = arg;
    struct gq_json_shape shape;
    struct gq_limits limits;
    struct gq_errors errs;

    gq_limits_init(&limits);
    gq_errors_init(&errs, plain->arena, NULL, 1);
    assert_true(gq_json_check(plain->text, &limits, &shape, &errs));
    plain->is_plain = shape.is_plain;
    if (plain->is_plain)
        plain->is_read = gq_json_plain_read(plain->arena, plain->text, &plain->value);
}

static const struct plain_case {
    const char *name;
    struct gq_str text;
    struct gq_str written; /* empty: left to json-c */
} plain_cases[] = {
    { "a request",
            GQ_STR_INIT(
                    " { \"query\" : \"{\\n  a(b: \\\"c\\\")\\n}\" , \"variables\":{\"n\": 7} }\n"),
            GQ_STR_INIT("{\"query\":\"{\\n  a(b: \\\"c\\\")\\n}\",\"variables\":{\"n\":7}}") },
    { "escapes of one letter", GQ_STR_INIT("\"\\b\\f\\n\\r\\t\\/\\\\\\\"\""),
            GQ_STR_INIT("\"\\b\\f\\n\\r\\t/\\\\\\\"\"") },
    { "an escaped backslash before the quote", GQ_STR_INIT("[\"\\\\\",\"a\"]"),
            GQ_STR_INIT("[\"\\\\\",\"a\"]") },
    { "a string of sixteen bytes and an escape", GQ_STR_INIT("\"0123456789abcdef\\nx\""),
            GQ_STR_INIT("\"0123456789abcdef\\nx\"") },
    { "characters of several bytes", GQ_STR_INIT("\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\""),
            GQ_STR_INIT("\"\xC3\xA4\xE2\x82\xAC\xF0\x9F\x98\x80\"") },
    { "the ends of 64 bits", GQ_STR_INIT("[-9223372036854775808,9223372036854775807]"),
            GQ_STR_INIT("[-9223372036854775808,9223372036854775807]") },
    { "negative zero is zero", GQ_STR_INIT("[-0]"), GQ_STR_INIT("[0]") },
    { "literals and empty containers", GQ_STR_INIT("[true,false,null,{ },[ ],\"\"]"),
            GQ_STR_INIT("[true,false,null,{},[],\"\"]") },
    { "a number alone", GQ_STR_INIT("42"), GQ_STR_INIT("42") },
    { "blanks everywhere", GQ_STR_INIT("\t[ 1 ,\r\n 2 ] "), GQ_STR_INIT("[1,2]") },
    { "sixteen members",
            GQ_STR_INIT("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,"
                        "\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1}"),
            GQ_STR_INIT("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,"
                        "\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1}") },
    { "seventeen members are left to json-c",
            GQ_STR_INIT("{\"a\":1,\"b\":1,\"c\":1,\"d\":1,\"e\":1,\"f\":1,\"g\":1,\"h\":1,"
                        "\"i\":1,\"j\":1,\"k\":1,\"l\":1,\"m\":1,\"n\":1,\"o\":1,\"p\":1,\"q\":1}"),
            GQ_STR_INIT("") },
    { "equal names are left to json-c", GQ_STR_INIT("[{\"a\":1,\"a\":2}]"), GQ_STR_INIT("") },
    { "names equal once unescaped", GQ_STR_INIT("{\"a/\":1,\"a\\/\":2}"), GQ_STR_INIT("") },
    { "fractions are left to json-c", GQ_STR_INIT("[1.5]"), GQ_STR_INIT("") },
    { "exponents are left to json-c", GQ_STR_INIT("[1e2]"), GQ_STR_INIT("") },
    { "escapes by number are left to json-c", GQ_STR_INIT("\"\\u0041\""), GQ_STR_INIT("") },
};

static void
test_plain(void **state)
{
    const struct plain_case *c = *state;
    struct plain plain = { .arena = gq_arena_new(1 << 20), .text = c->text };
    struct gq_buf buf;

    assert_int_equal(gq_guard(plain.arena, read_guarded, &plain), GQ_GUARD_DONE);
    assert_int_equal(plain.is_read, c->written.length > 0);
    gq_buf_init(&buf, 65536);
    if (plain.is_read)
        gq_write_value(&buf, &plain.value);
    assert_str_equal(gq_buf_view(&buf), c->written);
    gq_buf_fini(&buf);
    gq_arena_free(plain.arena);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, plain_cases, test_plain);
    return _cmocka_run_group_tests("plain", tests, count, NULL, NULL);
}
