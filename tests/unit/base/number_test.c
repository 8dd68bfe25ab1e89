/* Decimal text of doubles. ECMA-262, Number::toString. */
#include "base/arena.h"
#include "base/number.h"
#include "base/random.h"
#include "unit.h"

#include <math.h>

static const struct print_case {
    const char *name; /* the text as well */
    double value;
} print_cases[] = {
    { "0", -0.0 },
    { "1", 1 },
    { "-1", -1 },
    { "0.1", 0.1 },
    { "123.456", 123.456 },
    { "0.30000000000000004", 0.1 + 0.2 },
    { "0.3333333333333333", 1.0 / 3 },
    { "100000000000000000000", 1e20 },
    { "123456789012345680000", 123456789012345680000.0 },
    { "1e+21", 1e21 },
    { "1e+23", 1e23 },
    { "0.000001", 1e-6 },
    { "1e-7", 1e-7 },
    { "-2.5e-7", -2.5e-7 },
    { "9007199254740992", 9007199254740993.0 },
    { "5e-324", 5e-324 },
    { "2.2250738585072014e-308", 2.2250738585072014e-308 },
    { "1.7976931348623157e+308", 1.7976931348623157e308 },
    { "NaN", NAN },
    { "Infinity", INFINITY },
    { "-Infinity", -INFINITY },
};

static void
test_print(void **state)
{
    const struct print_case *c = *state;
    char text[GQ_NUMBER_TEXT_MAX];

    assert_int_equal(gq_number_print(c->value, text), strlen(c->name));
    assert_string_equal(text, c->name);
}

static void
test_every_double_reads_back(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);

    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[GQ_NUMBER_TEXT_MAX];
        double value, back;
        size_t length;

        gq_random_fill(&value, sizeof(value));
        if (!isfinite(value))
            continue;
        length = gq_number_print(value, text);
        back = gq_number_parse(arena, (struct gq_str){ text, length });
        assert_true(value >= back && value <= back);
    }
    gq_arena_free(arena);
}

static const struct parse_case {
    const char *name;
    struct gq_str text;
    double value;
} parse_cases[] = {
    { "an integer", GQ_STR_INIT("12"), 12 },
    { "a fraction", GQ_STR_INIT("-0.25"), -0.25 },
    { "an exponent", GQ_STR_INIT("1E2"), 100 },
    { "too large is infinite", GQ_STR_INIT("1e999"), INFINITY },
    { "too small is zero", GQ_STR_INIT("1e-999"), 0 },
    { "more digits than a double has",
            GQ_STR_INIT("0.1000000000000000055511151231257827021181583404541015625"), 0.1 },
    { "more digits than fit a small buffer",
            GQ_STR_INIT("1000000000000000000000000000000000000000"
                        "00000000000000000000000000000000000000000e-80"),
            1 },
};

static void
test_parse(void **state)
{
    const struct parse_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 16);
    double value = gq_number_parse(arena, c->text);

    assert_true(value >= c->value && value <= c->value);
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[48] = { cmocka_unit_test(test_every_double_reads_back) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, print_cases, test_print);
    GQ_UNIT_CASES(tests, count, parse_cases, test_parse);
    return _cmocka_run_group_tests("number", tests, count, NULL, NULL);
}
