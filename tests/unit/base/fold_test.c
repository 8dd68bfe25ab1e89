/* Simple case folding: which letters are the same. */
#include "base/fold.h"
#include "unit.h"

static const struct fold_case {
    const char *name;
    uint32_t a, b;
    int are_same;
} fold_cases[] = {
    { "A and a", 'A', 'a', 1 },
    { "Z and z", 'Z', 'z', 1 },
    { "the signs around the capital letters", '@', '`', 0 },
    { "the signs behind the capital letters", '[', '{', 0 },
    { "a letter with a diaeresis", 0xC4, 0xE4, 1 },
    { "Greek: sigma and final sigma", 0x3C3, 0x3C2, 1 },
    { "Cyrillic", 0x416, 0x436, 1 },
    { "past the basic plane: Deseret", 0x10400, 0x10428, 1 },
    { "the kelvin sign", 0x212A, 'k', 1 },
    { "the long s", 0x17F, 'S', 1 },
    { "the micro sign and mu", 0xB5, 0x3BC, 1 },
    { "the capital and the small sharp s", 0x1E9E, 0xDF, 1 },
    { "the sharp s is no s: lengths do not change", 0xDF, 's', 0 },
    { "the dotted capital i is no i", 0x130, 'i', 0 },
    { "the dotless i is no I", 0x131, 'I', 0 },
    { "letters with and without an accent", 0xE9, 'e', 0 },
    { "digits", '1', '2', 0 },
};

static void
test_fold(void **state)
{
    const struct fold_case *c = *state;

    assert_int_equal(gq_fold_code_point(c->a) == gq_fold_code_point(c->b), c->are_same);
}

/* Folding twice is folding once, for every code point: classes have one representative. */
static void
test_idempotent(void **state)
{
    (void)state;
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        const uint32_t folded = gq_fold_code_point(code_point);

        assert_int_equal(gq_fold_code_point(folded), folded);
    }
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, fold_cases, test_fold);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_idempotent);
    return _cmocka_run_group_tests("base/fold", tests, count, NULL, NULL);
}
