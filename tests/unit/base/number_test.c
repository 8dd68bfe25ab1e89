/* Decimal text to doubles. */
#include "base/number.h"

#include "base/arena.h"
#include "unit.h"

#include <math.h>

static const struct number_case {
    const char *name, *text;
    double value;
} number_cases[] = {
    { "zero", "0", 0.0 },
    { "an integer", "-12", -12.0 },
    { "a fraction", "0.1", 0.1 },
    { "an exponent", "1.5e+3", 1500.0 },
    { "more digits than a double has", "9007199254740993", 9007199254740992.0 },
    { "past the largest double", "1e999", INFINITY },
    { "below the smallest double", "1e-999", 0.0 },
    { "longer than the room on the stack",
            "0.25000000000000000000000000000000000000000000000000000000000000000000000", 0.25 },
};

static void
test_number(void **state)
{
    const struct number_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 12);

    assert_true(gq_number_parse(arena, gq_str_of(c->text)) == c->value);
    gq_arena_free(arena);
}

static void
test_text_ends_where_it_says(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 12);

    (void)state;
    assert_true(gq_number_parse(arena, (struct gq_str){ "1234", 2 }) == 12.0);
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_text_ends_where_it_says) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, number_cases, test_number);
    return _cmocka_run_group_tests("number", tests, count, NULL, NULL);
}
