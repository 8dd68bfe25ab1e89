/* Query strings: split, then decoded once. */
#include "http/query.h"

#include "unit.h"

static const struct decode_case {
    const char *name;
    struct gq_str text, wanted; /* bytes == NULL: refused */
} decode_cases[] = {
    { "empty", GQ_STR_INIT(""), GQ_STR_INIT("") },
    { "plain", GQ_STR_INIT("abc"), GQ_STR_INIT("abc") },
    { "plus is a blank", GQ_STR_INIT("a+b"), GQ_STR_INIT("a b") },
    { "encoded plus stays", GQ_STR_INIT("a%2Bb"), GQ_STR_INIT("a+b") },
    { "both letter cases", GQ_STR_INIT("%7b%7D"), GQ_STR_INIT("{}") },
    { "only once", GQ_STR_INIT("%2541"), GQ_STR_INIT("%41") },
    { "line feed", GQ_STR_INIT("%0A"), GQ_STR_INIT("\n") },
    { "UTF-8", GQ_STR_INIT("%F0%9F%98%80"), GQ_STR_INIT("\xf0\x9f\x98\x80") },
    { "at the very end", GQ_STR_INIT("x%41"), GQ_STR_INIT("xA") },
    { "NUL", GQ_STR_INIT("a%00b"), { NULL, 0 } },
    { "percent alone", GQ_STR_INIT("a%"), { NULL, 0 } },
    { "one digit", GQ_STR_INIT("%4"), { NULL, 0 } },
    { "no digit", GQ_STR_INIT("%zz"), { NULL, 0 } },
    { "sign for a digit", GQ_STR_INIT("%+1"), { NULL, 0 } },
    { "overlong UTF-8", GQ_STR_INIT("%C0%AF"), { NULL, 0 } },
    { "Latin-1", GQ_STR_INIT("%E9"), { NULL, 0 } },
};

static void
test_decode(void **state)
{
    const struct decode_case *c = *state;
    char memory[64];
    struct gq_str got = { NULL, 0 };
    bool ok = gq_query_decode(c->text, memory, &got);

    assert_int_equal(ok, c->wanted.bytes != NULL);
    if (ok)
        assert_str_equal(got, c->wanted);
}

static const struct pairs_case {
    const char *name, *query;
    const char *pairs[8]; /* names and values by turns */
} pairs_cases[] = {
    { "no query", "", { NULL } },
    { "one pair", "a=b", { "a", "b" } },
    { "two pairs", "a=b&c=d", { "a", "b", "c", "d" } },
    { "no value", "a&b=", { "a", "", "b", "" } },
    { "no name", "=b", { "", "b" } },
    { "empty pairs are skipped", "&&a=b&&c=d&", { "a", "b", "c", "d" } },
    { "equals sign in the value", "a=b=c", { "a", "b=c" } },
    { "encoded ampersand belongs to the value", "a=b%26c=d", { "a", "b%26c=d" } },
};

static void
test_pairs(void **state)
{
    const struct pairs_case *c = *state;
    struct gq_str rest = gq_str_of(c->query), name, value;
    size_t i = 0;

    for (; gq_query_next(&rest, &name, &value); i += 2) {
        assert_non_null(c->pairs[i]);
        assert_str_equal(name, gq_str_of(c->pairs[i]));
        assert_str_equal(value, gq_str_of(c->pairs[i + 1]));
    }
    assert_null(c->pairs[i]);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, decode_cases, test_decode);
    GQ_UNIT_CASES(tests, count, pairs_cases, test_pairs);
    return _cmocka_run_group_tests("query", tests, count, NULL, NULL);
}
