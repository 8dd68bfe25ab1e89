/* The random source: what a test can say about randomness. */
#include "base/random.h"
#include "unit.h"

static void
test_two_draws_differ(void **state)
{
    unsigned char a[32] = { 0 }, b[32] = { 0 };

    (void)state;
    gq_random_fill(a, sizeof(a));
    gq_random_fill(b, sizeof(b));
    assert_memory_not_equal(a, b, sizeof(a));
}

/* getrandom may give less than asked for past 256 bytes. A byte stays 0 in all draws by 2^-512. */
static void
test_long_draws_are_filled_to_the_end(void **state)
{
    static unsigned char bytes[100000];
    unsigned char seen = 0;

    (void)state;
    for (int i = 0; i < 64; i++) {
        gq_random_fill(bytes, sizeof(bytes));
        seen |= bytes[sizeof(bytes) - 1];
    }
    assert_int_not_equal(seen, 0);
}

static void
test_nothing_beyond_the_end_is_touched(void **state)
{
    unsigned char bytes[4] = { 0 };

    (void)state;
    for (int i = 0; i < 64; i++)
        gq_random_fill(bytes, 2);
    gq_random_fill(bytes, 0);
    assert_int_equal(bytes[2] | bytes[3], 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_draws_differ),
        cmocka_unit_test(test_long_draws_are_filled_to_the_end),
        cmocka_unit_test(test_nothing_beyond_the_end_is_touched),
    };

    return cmocka_run_group_tests_name("random", tests, NULL, NULL);
}
