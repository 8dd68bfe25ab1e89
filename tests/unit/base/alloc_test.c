/* The allocator and its countdown. */
#include "base/alloc.h"
#include "unit.h"

static void
test_the_chosen_allocation_fails(void **state)
{
    void *memory[3];

    (void)state;
    gq_alloc_fail_after(1);
    memory[0] = gq_alloc(1);
    assert_false(gq_alloc_has_failed());
    memory[1] = gq_alloc(1);
    assert_true(gq_alloc_has_failed());
    memory[2] = gq_alloc(1);
    assert_non_null(memory[0]);
    assert_null(memory[1]);
    assert_non_null(memory[2]);
    for (int i = 0; i < 3; i++)
        gq_alloc_free(memory[i]);
}

static void
test_every_function_counts(void **state)
{
    void *memory = gq_alloc(8);

    (void)state;
    gq_alloc_fail_after(0);
    assert_null(gq_alloc_zeroed(1, 8));
    gq_alloc_fail_after(0);
    assert_null(gq_alloc_resize(memory, 16));
    gq_alloc_fail_after(-1);
    assert_false(gq_alloc_has_failed());
    gq_alloc_free(memory);
}

static void
test_zeroed_is_zero_and_refuses_overflow(void **state)
{
    static const unsigned char zeros[100];
    void *memory = gq_alloc_zeroed(10, 10);
    size_t huge = SIZE_MAX / 2;
    void *none = gq_alloc_zeroed(huge, 3);

    (void)state;
    assert_non_null(memory);
    assert_memory_equal(memory, zeros, sizeof(zeros));
    assert_null(none);
    gq_alloc_free(memory);
}

static void
test_empty_blocks_are_blocks(void **state)
{
    void *empty = gq_alloc(0), *zeroed = gq_alloc_zeroed(0, 0);
    void *resized = gq_alloc_resize(NULL, 0);

    (void)state;
    assert_non_null(empty);
    assert_non_null(zeroed);
    assert_non_null(resized);
    gq_alloc_free(empty);
    gq_alloc_free(zeroed);
    gq_alloc_free(resized);
    gq_alloc_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_chosen_allocation_fails),
        cmocka_unit_test(test_every_function_counts),
        cmocka_unit_test(test_zeroed_is_zero_and_refuses_overflow),
        cmocka_unit_test(test_empty_blocks_are_blocks),
    };

    return cmocka_run_group_tests_name("alloc", tests, NULL, NULL);
}
