/* From JSON text to values: what json-c alone would read otherwise. */
#include "json/parse.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "unit.h"
#include "json/value.h"
#include "json/write.h"

struct parsed {
    struct gq_json_parser *parser;
    struct gq_arena *arena;
    struct gq_str text;
    struct gq_limits limits;
    struct gq_value value;
    struct gq_errors errs;
    bool ok;
};

static void
parse_guarded(void *arg)
{
    struct parsed *parsed = arg;

    gq_errors_init(&parsed->errs, parsed->arena, NULL, 1);
    parsed->ok = gq_json_parse(parsed->parser, parsed->arena, parsed->text, &parsed->limits,
            &parsed->value, &parsed->errs);
}

static void
parse(struct parsed *parsed, struct gq_str text)
{
    parsed->parser = gq_json_parser_new();
    parsed->arena = gq_arena_new(1 << 20);
    parsed->text = text;
    gq_limits_init(&parsed->limits);
    assert_int_equal(gq_guard(parsed->arena, parse_guarded, parsed), GQ_GUARD_DONE);
    assert_int_equal(parsed->errs.count, !parsed->ok);
}

static void
release(struct parsed *parsed)
{
    gq_arena_free(parsed->arena);
    gq_json_parser_free(parsed->parser);
}

/* Parsed and written again, a text is its own canonical form. */
static const struct round_case {
    const char *name;
    struct gq_str text, written;
} round_cases[] = {
    { "null alone", GQ_STR_INIT("null"), GQ_STR_INIT("null") },
    { "number alone", GQ_STR_INIT("12"), GQ_STR_INIT("12") },
    { "string alone", GQ_STR_INIT("\"x\""), GQ_STR_INIT("\"x\"") },
    { "false alone", GQ_STR_INIT(" false "), GQ_STR_INIT("false") },
    { "order of members is kept", GQ_STR_INIT("{\"b\":1,\"a\":2,\"c\":3}"),
            GQ_STR_INIT("{\"b\":1,\"a\":2,\"c\":3}") },
    { "integers of 64 bits are exact",
            GQ_STR_INIT("[9223372036854775807,-9223372036854775808,9007199254740993]"),
            GQ_STR_INIT("[9223372036854775807,-9223372036854775808,9007199254740993]") },
    { "doubles in shortest form", GQ_STR_INIT("[1.50,1e3,0.1,1e21]"),
            GQ_STR_INIT("[1.5,1000,0.1,1e+21]") },
    { "surrogate pair becomes one character", GQ_STR_INIT("\"\\ud83d\\ude00\""),
            GQ_STR_INIT("\"\xf0\x9f\x98\x80\"") },
    { "NUL inside a string", GQ_STR_INIT("[\"a\\u0000b\"]"), GQ_STR_INIT("[\"a\\u0000b\"]") },
    { "empty containers", GQ_STR_INIT("{\"a\":{},\"b\":[]}"), GQ_STR_INIT("{\"a\":{},\"b\":[]}") },
    { "the last of equal nested names wins", GQ_STR_INIT("{\"a\":{\"b\":1,\"c\":2,\"b\":3}}"),
            GQ_STR_INIT("{\"a\":{\"b\":3,\"c\":2}}") },
    { "equal top names are refused", GQ_STR_INIT("{\"query\":1,\"qu\\u0065ry\":2}"),
            GQ_STR_INIT("") },
    { "infinity is refused", GQ_STR_INIT("[1e400]"), GQ_STR_INIT("") },
    { "invalid text is refused", GQ_STR_INIT("[1,]"), GQ_STR_INIT("") },
};

static void
test_round(void **state)
{
    const struct round_case *c = *state;
    struct parsed parsed = { .ok = false };
    struct gq_buf buf;

    parse(&parsed, c->text);
    assert_int_equal(parsed.ok, c->written.length > 0);
    gq_buf_init(&buf, 65536);
    if (parsed.ok)
        gq_write_value(&buf, &parsed.value);
    assert_str_equal(gq_buf_view(&buf), c->written);
    gq_buf_fini(&buf);
    release(&parsed);
}

static void
test_kinds(void **state)
{
    struct parsed parsed = { .ok = false };

    (void)state;
    parse(&parsed, GQ_STR("[1,1.0,1e0,\"1\",true,null,-0]"));
    assert_true(parsed.ok);
    assert_int_equal(parsed.value.count, 7);
    assert_int_equal(parsed.value.items[0].kind, GQ_VALUE_INT);
    assert_int_equal(parsed.value.items[1].kind, GQ_VALUE_FLOAT);
    assert_int_equal(parsed.value.items[2].kind, GQ_VALUE_FLOAT);
    assert_int_equal(parsed.value.items[3].kind, GQ_VALUE_STRING);
    assert_int_equal(parsed.value.items[4].kind, GQ_VALUE_BOOLEAN);
    assert_int_equal(parsed.value.items[5].kind, GQ_VALUE_NULL);
    assert_int_equal(parsed.value.items[6].kind, GQ_VALUE_INT);
    release(&parsed);
}

/* One parser serves many texts, also after one that it refused, and after an exhausted arena. */
static void
test_parser_is_reused(void **state)
{
    static const char *const texts[] = { "{\"a\":1}", "[1", "{\"a\":[1,2,3]}", "7", "null" };
    struct parsed parsed = { .parser = gq_json_parser_new(), .arena = gq_arena_new(1 << 20) };

    (void)state;
    gq_limits_init(&parsed.limits);
    for (int round = 0; round < 100; round++) {
        parsed.text = gq_str_of(texts[round % 5]);
        assert_int_equal(gq_guard(parsed.arena, parse_guarded, &parsed), GQ_GUARD_DONE);
        assert_int_equal(parsed.ok, round % 5 != 1);
        gq_arena_reset(parsed.arena);
    }
    release(&parsed);
}

/* The foreign tree dies with the arena: the sanitizer would tell of a leak. */
static void
test_exhausted_arena_releases_the_tree(void **state)
{
    struct parsed parsed = { .parser = gq_json_parser_new(), .arena = gq_arena_new(256) };

    (void)state;
    gq_limits_init(&parsed.limits);
    parsed.text = GQ_STR("[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20]");
    assert_int_equal(gq_guard(parsed.arena, parse_guarded, &parsed), GQ_GUARD_OUT_OF_BUDGET);
    gq_arena_free(parsed.arena);
    parsed.arena = gq_arena_new(1 << 20);
    assert_int_equal(gq_guard(parsed.arena, parse_guarded, &parsed), GQ_GUARD_DONE);
    assert_int_equal(parsed.value.count, 20);
    release(&parsed);
}

static void
test_no_memory_for_a_parser(void **state)
{
    (void)state;
    gq_alloc_fail_after(0);
    assert_null(gq_json_parser_new());
    gq_alloc_fail_after(-1);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_parser_is_reused),
        cmocka_unit_test(test_exhausted_arena_releases_the_tree),
        cmocka_unit_test(test_no_memory_for_a_parser),
    };
    size_t count = 4;

    GQ_UNIT_CASES(tests, count, round_cases, test_round);
    return _cmocka_run_group_tests("parse", tests, count, NULL, NULL);
}
