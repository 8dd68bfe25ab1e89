/* The strict pre-scan: RFC 8259 and nothing else, within the limits. */
#include "json/check.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "unit.h"

struct checked {
    struct gq_arena *arena;
    struct gq_str text;
    struct gq_limits limits;
    struct gq_json_shape shape;
    struct gq_errors errs;
    bool ok;
};

static void
check_guarded(void *arg)
{
    struct checked *checked = arg;

    gq_errors_init(&checked->errs, checked->arena, NULL, 1);
    checked->ok = gq_json_check(checked->text, &checked->limits, &checked->shape, &checked->errs);
}

static void
check(struct checked *checked, struct gq_str text)
{
    checked->arena = gq_arena_new(1 << 20);
    checked->text = text;
    assert_int_equal(gq_guard(checked->arena, check_guarded, checked), GQ_GUARD_DONE);
    assert_int_equal(checked->errs.count, !checked->ok);
}

static const struct accept_case {
    const char *name;
    struct gq_str text;
} accept_cases[] = {
    { "empty object", GQ_STR_INIT("{}") },
    { "empty array", GQ_STR_INIT("[]") },
    { "blanks of all four kinds", GQ_STR_INIT(" \t\n\r{ \"a\" : [ 1 , 2 ] }\n") },
    { "scalar number", GQ_STR_INIT("42") },
    { "scalar string", GQ_STR_INIT("\"a\"") },
    { "empty string", GQ_STR_INIT("\"\"") },
    { "true", GQ_STR_INIT("true") },
    { "false", GQ_STR_INIT("false") },
    { "null", GQ_STR_INIT("null") },
    { "minus zero", GQ_STR_INIT("-0") },
    { "fraction", GQ_STR_INIT("[1.5,-0.25,0.0]") },
    { "exponents", GQ_STR_INIT("[1e5,1E5,1e+5,1e-5,1.5E+10,0e0]") },
    { "largest 64-bit integer", GQ_STR_INIT("9223372036854775807") },
    { "smallest 64-bit integer", GQ_STR_INIT("-9223372036854775808") },
    { "big number with a fraction", GQ_STR_INIT("9223372036854775808.0") },
    { "big number with an exponent", GQ_STR_INIT("9223372036854775808e0") },
    { "all escapes", GQ_STR_INIT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u00E9\"") },
    { "surrogate pair", GQ_STR_INIT("\"\\ud83d\\ude00\"") },
    { "NUL escaped in a value", GQ_STR_INIT("\"\\u0000\"") },
    { "noncharacter", GQ_STR_INIT("\"\\uFFFF\"") },
    { "UTF-8", GQ_STR_INIT("\"\xc3\xa9\xf0\x9f\x98\x80\"") },
    { "delete and U+2028 in a string", GQ_STR_INIT("\"\x7f\xe2\x80\xa8\"") },
    { "empty key", GQ_STR_INIT("{\"\":0}") },
    { "escaped key", GQ_STR_INIT("{\"\\u0061\":0}") },
    { "equal names are not the scan's matter", GQ_STR_INIT("{\"a\":{\"b\":1,\"b\":2}}") },
    { "nested", GQ_STR_INIT("[[],[[]],{\"a\":[{}]}]") },
};

static void
test_accept(void **state)
{
    const struct accept_case *c = *state;
    struct checked checked = { .ok = false };

    gq_limits_init(&checked.limits);
    check(&checked, c->text);
    assert_true(checked.ok);
    gq_arena_free(checked.arena);
}

static const struct reject_case {
    const char *name;
    struct gq_str text;
    const char *message;
} reject_cases[] = {
    { "no text", { NULL, 0 }, "0: a value must follow" },
    { "nothing", GQ_STR_INIT(""), "0: a value must follow" },
    { "blanks alone", GQ_STR_INIT("  "), "2: a value must follow" },
    { "byte-order mark", GQ_STR_INIT("\xef\xbb\xbf{}"), "0: a value must follow" },
    { "NUL after the value", GQ_STR_INIT("{}\0"), "2: only blanks may follow the value" },
    { "NUL for a value", GQ_STR_INIT("\0"), "0: a value must follow" },
    { "two values", GQ_STR_INIT("{}{}"), "2: only blanks may follow the value" },
    { "comma after the value", GQ_STR_INIT("[1],"), "3: only blanks may follow the value" },
    { "closing brace alone", GQ_STR_INIT("}"), "0: a value must follow" },
    { "array that does not end", GQ_STR_INIT("[1"), "2: a comma or a closing bracket must follow" },
    { "object that does not end", GQ_STR_INIT("{\"a\":1"),
            "6: a comma or a closing brace must follow" },
    { "brace closes bracket", GQ_STR_INIT("[1}"), "2: a comma or a closing bracket must follow" },
    { "bracket closes brace", GQ_STR_INIT("{\"a\":1]"),
            "6: a comma or a closing brace must follow" },
    { "trailing comma in an array", GQ_STR_INIT("[1,]"), "3: a value must follow" },
    { "trailing comma in an object", GQ_STR_INIT("{\"a\":1,}"), "7: a key in quotes must follow" },
    { "two commas", GQ_STR_INIT("[1,,2]"), "3: a value must follow" },
    { "leading comma", GQ_STR_INIT("[,1]"), "1: a value must follow" },
    { "no comma", GQ_STR_INIT("[1 2]"), "3: a comma or a closing bracket must follow" },
    { "no colon", GQ_STR_INIT("{\"a\" 1}"), "5: a colon must follow the key" },
    { "two colons", GQ_STR_INIT("{\"a\"::1}"), "5: a value must follow" },
    { "no value", GQ_STR_INIT("{\"a\":}"), "5: a value must follow" },
    { "key without quotes", GQ_STR_INIT("{a:1}"), "1: a key in quotes must follow" },
    { "number as a key", GQ_STR_INIT("{1:1}"), "1: a key in quotes must follow" },
    { "single quotes", GQ_STR_INIT("['a']"), "1: a value must follow" },
    { "comment", GQ_STR_INIT("[1/**/]"), "2: a comma or a closing bracket must follow" },
    { "form feed is no blank", GQ_STR_INIT("[\f1]"), "1: a value must follow" },
    { "no-break space is no blank",
            GQ_STR_INIT("[\xc2\xa0"
                        "1]"),
            "1: a value must follow" },
    { "NaN", GQ_STR_INIT("NaN"), "0: a value must follow" },
    { "Infinity", GQ_STR_INIT("-Infinity"), "1: a digit must follow" },
    { "True", GQ_STR_INIT("True"), "0: a value must follow" },
    { "truncated literal", GQ_STR_INIT("nul"), "0: a value must follow" },
    { "longer literal", GQ_STR_INIT("nulls"), "4: only blanks may follow the value" },
    { "plus sign", GQ_STR_INIT("+1"), "0: a value must follow" },
    { "minus alone", GQ_STR_INIT("-"), "1: a digit must follow" },
    { "two minus signs", GQ_STR_INIT("--1"), "1: a digit must follow" },
    { "leading zero", GQ_STR_INIT("012"), "0: a number must not begin with 0" },
    { "two zeros", GQ_STR_INIT("-00"), "1: a number must not begin with 0" },
    { "point without digits after it", GQ_STR_INIT("1."), "2: a digit must follow" },
    { "point without digits before it", GQ_STR_INIT(".5"), "0: a value must follow" },
    { "exponent without digits", GQ_STR_INIT("1e"), "2: a digit must follow" },
    { "exponent with sign alone", GQ_STR_INIT("1e-"), "3: a digit must follow" },
    { "hexadecimal", GQ_STR_INIT("0x10"), "1: only blanks may follow the value" },
    { "full-width digit", GQ_STR_INIT("\xef\xbc\x91"), "0: a value must follow" },
    { "integer of 2^63", GQ_STR_INIT("9223372036854775808"),
            "0: the integer does not fit 64 bits" },
    { "integer of -2^63-1", GQ_STR_INIT("[-9223372036854775809]"),
            "2: the integer does not fit 64 bits" },
    { "integer of 2^64+5", GQ_STR_INIT("18446744073709551621"),
            "0: the integer does not fit 64 bits" },
    { "string that does not end", GQ_STR_INIT("\"abc"), "0: the string does not end" },
    { "string that ends in a backslash", GQ_STR_INIT("\"\\"), "2: not an escape of JSON" },
    { "escaped last quote", GQ_STR_INIT("\"\\\""), "0: the string does not end" },
    { "line feed in a string", GQ_STR_INIT("\"\n\""),
            "1: a control character in a string must be escaped" },
    { "NUL in a string", GQ_STR_INIT("\"\0\""),
            "1: a control character in a string must be escaped" },
    { "escape of another language", GQ_STR_INIT("\"\\x41\""), "2: not an escape of JSON" },
    { "escaped quote of another kind", GQ_STR_INIT("\"\\'\""), "2: not an escape of JSON" },
    { "NUL after a backslash", GQ_STR_INIT("\"\\\0\""), "2: not an escape of JSON" },
    { "short unicode escape", GQ_STR_INIT("\"\\u00e\""),
            "6: four hexadecimal digits must follow \\u" },
    { "upper-case U", GQ_STR_INIT("\"\\U00e9\""), "2: not an escape of JSON" },
    { "lone high surrogate", GQ_STR_INIT("\"\\ud800\""), "1: a surrogate must be one of a pair" },
    { "lone low surrogate", GQ_STR_INIT("\"\\udc00\""), "1: a surrogate must be one of a pair" },
    { "two high surrogates", GQ_STR_INIT("\"\\ud800\\ud800\""),
            "1: a surrogate must be one of a pair" },
    { "high surrogate and another escape", GQ_STR_INIT("\"\\ud800\\n\""),
            "1: a surrogate must be one of a pair" },
    { "NUL escaped in a key", GQ_STR_INIT("{\"a\\u0000b\":1}"), "3: a key must not contain NUL" },
    { "overlong UTF-8", GQ_STR_INIT("\"\xc0\xaf\""), "1: not UTF-8" },
    { "surrogate in UTF-8", GQ_STR_INIT("\"\xed\xa0\x80\""), "1: not UTF-8" },
    { "truncated UTF-8", GQ_STR_INIT("\"\xe2\x82"), "1: not UTF-8" },
    { "past U+10FFFF", GQ_STR_INIT("\"\xf4\x90\x80\x80\""), "1: not UTF-8" },
    { "Latin-1", GQ_STR_INIT("\"\xe9\""), "1: not UTF-8" },
};

static void
test_reject(void **state)
{
    const struct reject_case *c = *state;
    struct checked checked = { .ok = true };

    gq_limits_init(&checked.limits);
    check(&checked, c->text);
    assert_false(checked.ok);
    assert_int_equal(checked.errs.first->code, GQ_E_BAD_REQUEST);
    assert_true(gq_str_starts_with(checked.errs.first->message, GQ_STR("Invalid JSON at byte ")));
    assert_str_equal(gq_str_slice(checked.errs.first->message, 21, strlen(c->message)),
            gq_str_of(c->message));
    gq_arena_free(checked.arena);
}

static const struct limit_case {
    const char *name;
    enum gq_limit limit;
    int64_t value;
    struct gq_str text;
    bool ok;
} limit_cases[] = {
    { "depth one below the limit", GQ_LIMIT_JSON_DEPTH, 3, GQ_STR_INIT("[[0]]"), true },
    { "depth at the limit", GQ_LIMIT_JSON_DEPTH, 3, GQ_STR_INIT("[{\"a\":[0]}]"), true },
    { "depth past the limit", GQ_LIMIT_JSON_DEPTH, 3, GQ_STR_INIT("[{\"a\":[[]]}]"), false },
    { "nodes one below the limit", GQ_LIMIT_JSON_NODES, 3, GQ_STR_INIT("[1]"), true },
    { "nodes at the limit", GQ_LIMIT_JSON_NODES, 3, GQ_STR_INIT("{\"a\":1,\"b\":2}"), true },
    { "nodes past the limit", GQ_LIMIT_JSON_NODES, 3, GQ_STR_INIT("[1,2,3]"), false },
    { "key one below the limit", GQ_LIMIT_JSON_KEY_BYTES, 3, GQ_STR_INIT("{\"ab\":1}"), true },
    { "key at the limit", GQ_LIMIT_JSON_KEY_BYTES, 3, GQ_STR_INIT("{\"abc\":1}"), true },
    { "key past the limit", GQ_LIMIT_JSON_KEY_BYTES, 3, GQ_STR_INIT("{\"abcd\":1}"), false },
    { "values may be longer than keys", GQ_LIMIT_JSON_KEY_BYTES, 3, GQ_STR_INIT("\"abcd\""), true },
};

static void
test_limit(void **state)
{
    const struct limit_case *c = *state;
    struct checked checked = { .ok = false };

    gq_limits_init(&checked.limits);
    checked.limits.values[c->limit] = c->value;
    check(&checked, c->text);
    assert_int_equal(checked.ok, c->ok);
    gq_arena_free(checked.arena);
}

/* Whatever the operator sets, the scanner's own stack is never left. */
static void
test_depth_ceiling(void **state)
{
    static char text[1000000];
    struct checked checked = { .ok = true };

    (void)state;
    memset(text, '[', sizeof(text));
    gq_limits_init(&checked.limits);
    checked.limits.values[GQ_LIMIT_JSON_DEPTH] = INT64_MAX;
    check(&checked, (struct gq_str){ text, sizeof(text) });
    assert_false(checked.ok);
    gq_arena_free(checked.arena);
}

static void
test_shape(void **state)
{
    struct checked checked = { .ok = false };

    (void)state;
    gq_limits_init(&checked.limits);
    check(&checked, GQ_STR("{\"a\":[1,[]],\"a\":{\"b\":null},\"c\":\"\"}"));
    assert_true(checked.ok);
    assert_int_equal(checked.shape.nodes, 7);
    assert_int_equal(checked.shape.depth, 3);
    assert_int_equal(checked.shape.top_members, 3);
    gq_arena_free(checked.arena);
}

int
main(void)
{
    struct CMUnitTest tests[128] = {
        cmocka_unit_test(test_depth_ceiling),
        cmocka_unit_test(test_shape),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, accept_cases, test_accept);
    GQ_UNIT_CASES(tests, count, reject_cases, test_reject);
    GQ_UNIT_CASES(tests, count, limit_cases, test_limit);
    return _cmocka_run_group_tests("check", tests, count, NULL, NULL);
}
