/* The clock: its format, and the time that a test sets. */
#include "base/clock.h"
#include "unit.h"

static const struct format_case {
    const char *name;
    int64_t wall_us;
    const char *wanted;
} format_cases[] = {
    { "the epoch", 0, "1970-01-01T00:00:00.000000Z" },
    { "always six fraction digits", 1, "1970-01-01T00:00:00.000001Z" },
    { "before the epoch", -1, "1969-12-31T23:59:59.999999Z" },
    { "whole seconds before the epoch", -1000000, "1969-12-31T23:59:59.000000Z" },
    { "a leap day", 1709164800000000, "2024-02-29T00:00:00.000000Z" },
    { "no leap day in 2100", 4107542400000000, "2100-03-01T00:00:00.000000Z" },
    { "the last of four digits", 253402300799999999, "9999-12-31T23:59:59.999999Z" },
};

static void
test_format(void **state)
{
    const struct format_case *c = *state;
    char text[GQ_CLOCK_RFC3339_SIZE];

    gq_clock_format(c->wall_us, text);
    assert_string_equal(text, c->wanted);
}

static void
test_a_fixed_clock_stands_still(void **state)
{
    const struct gq_clock clock = { true, 12, 34 };

    (void)state;
    assert_int_equal(gq_clock_wall_us(&clock), 12);
    assert_int_equal(gq_clock_monotonic_us(&clock), 34);
}

static void
test_the_monotonic_clock_never_goes_back(void **state)
{
    int64_t before = gq_clock_monotonic_us(&gq_clock_system);

    (void)state;
    for (int i = 0; i < 1000; i++) {
        int64_t now = gq_clock_monotonic_us(&gq_clock_system);

        assert_true(now >= before);
        before = now;
    }
}

static void
test_the_wall_clock_is_set(void **state)
{
    (void)state;
    assert_true(gq_clock_wall_us(&gq_clock_system) > 1577836800000000);
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(test_a_fixed_clock_stands_still),
        cmocka_unit_test(test_the_monotonic_clock_never_goes_back),
        cmocka_unit_test(test_the_wall_clock_is_set),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, format_cases, test_format);
    return _cmocka_run_group_tests("clock", tests, count, NULL, NULL);
}
