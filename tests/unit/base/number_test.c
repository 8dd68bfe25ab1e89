/* Decimal text to doubles. */
#include "base/arena.h"
#include "base/number.h"
#include "unit.h"

#include <math.h>

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
    struct CMUnitTest tests[16];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, parse_cases, test_parse);
    return _cmocka_run_group_tests("number", tests, count, NULL, NULL);
}
