/* Slices: comparison, cutting, and the one way to read a number. */
#include "base/str.h"
#include "unit.h"

static const struct compare_case {
    const char *name;
    struct gq_str a, b;
    int order; /* sign of gq_str_compare */
} compare_cases[] = {
    { "empty slices are equal", GQ_STR_INIT(""), { NULL, 0 }, 0 },
    { "equal text is equal", GQ_STR_INIT("name"), GQ_STR_INIT("name"), 0 },
    { "a prefix comes first", GQ_STR_INIT("name"), GQ_STR_INIT("names"), -1 },
    { "a longer text comes after its prefix", GQ_STR_INIT("names"), GQ_STR_INIT("name"), 1 },
    { "the first differing byte decides", GQ_STR_INIT("b"), GQ_STR_INIT("aa"), 1 },
    { "bytes compare unsigned", GQ_STR_INIT("\xC3\xA9"), GQ_STR_INIT("z"), 1 },
    { "a NUL byte is a byte", GQ_STR_INIT("a\0b"), GQ_STR_INIT("a\0c"), -1 },
    { "upper case comes before lower case", GQ_STR_INIT("Z"), GQ_STR_INIT("a"), -1 },
};

static void
test_compare(void **state)
{
    const struct compare_case *c = *state;
    int order = gq_str_compare(c->a, c->b);

    assert_int_equal((order > 0) - (order < 0), c->order);
    assert_int_equal(gq_str_equal(c->a, c->b), c->order == 0);
}

static const struct prefix_case {
    const char *name;
    struct gq_str text, prefix;
    bool holds;
} prefix_cases[] = {
    { "every text starts with nothing", GQ_STR_INIT(""), GQ_STR_INIT(""), true },
    { "a text starts with itself", GQ_STR_INIT("ab"), GQ_STR_INIT("ab"), true },
    { "a text does not start with a longer one", GQ_STR_INIT("a"), GQ_STR_INIT("ab"), false },
    { "a different start is refused", GQ_STR_INIT("xb"), GQ_STR_INIT("a"), false },
};

static void
test_prefix(void **state)
{
    const struct prefix_case *c = *state;

    assert_int_equal(gq_str_starts_with(c->text, c->prefix), c->holds);
}

static const struct slice_case {
    const char *name;
    size_t start, length;
    struct gq_str wanted; /* of "abcdef" */
} slice_cases[] = {
    { "from the start", 0, 3, GQ_STR_INIT("abc") },
    { "from the middle", 2, 2, GQ_STR_INIT("cd") },
    { "a length past the end is cut", 4, 100, GQ_STR_INIT("ef") },
    { "the greatest length does not overflow", 4, SIZE_MAX, GQ_STR_INIT("ef") },
    { "at the end nothing is left", 6, 1, GQ_STR_INIT("") },
    { "past the end nothing is left", 7, 1, GQ_STR_INIT("") },
    { "no bytes asked, none given", 2, 0, GQ_STR_INIT("") },
};

static void
test_slice(void **state)
{
    const struct slice_case *c = *state;

    assert_str_equal(gq_str_slice(GQ_STR("abcdef"), c->start, c->length), c->wanted);
}

static void
test_slice_of_nothing(void **state)
{
    (void)state;
    assert_int_equal(gq_str_slice((struct gq_str){ NULL, 0 }, 3, 4).length, 0);
}

static const struct number_case {
    const char *name;
    struct gq_str text;
    uint64_t value_max;
    bool is_accepted;
    uint64_t value;
} number_cases[] = {
    { "zero", GQ_STR_INIT("0"), UINT64_MAX, true, 0 },
    { "one digit", GQ_STR_INIT("7"), UINT64_MAX, true, 7 },
    { "the greatest number", GQ_STR_INIT("18446744073709551615"), UINT64_MAX, true, UINT64_MAX },
    { "one more overflows", GQ_STR_INIT("18446744073709551616"), UINT64_MAX, false, 0 },
    { "a further digit overflows", GQ_STR_INIT("184467440737095516150"), UINT64_MAX, false, 0 },
    { "below the bound", GQ_STR_INIT("99"), 100, true, 99 },
    { "at the bound", GQ_STR_INIT("100"), 100, true, 100 },
    { "past the bound", GQ_STR_INIT("101"), 100, false, 0 },
    { "empty text", GQ_STR_INIT(""), UINT64_MAX, false, 0 },
    { "plus sign", GQ_STR_INIT("+5"), UINT64_MAX, false, 0 },
    { "minus sign", GQ_STR_INIT("-1"), UINT64_MAX, false, 0 },
    { "hexadecimal", GQ_STR_INIT("0x5"), UINT64_MAX, false, 0 },
    { "leading zero", GQ_STR_INIT("05"), UINT64_MAX, false, 0 },
    { "two zeros", GQ_STR_INIT("00"), UINT64_MAX, false, 0 },
    { "list of numbers", GQ_STR_INIT("5,5"), UINT64_MAX, false, 0 },
    { "leading blank", GQ_STR_INIT(" 5"), UINT64_MAX, false, 0 },
    { "trailing blank", GQ_STR_INIT("5 "), UINT64_MAX, false, 0 },
    { "NUL byte behind", GQ_STR_INIT("5\0"), UINT64_MAX, false, 0 },
    { "digits of another script", GQ_STR_INIT("\xD9\xA5"), UINT64_MAX, false, 0 },
};

static void
test_number(void **state)
{
    const struct number_case *c = *state;
    uint64_t value = 4711;

    assert_int_equal(gq_str_parse_u64(c->text, c->value_max, &value), c->is_accepted);
    assert_int_equal(value, c->is_accepted ? c->value : 4711);
}

int
main(void)
{
    struct CMUnitTest tests[64] = { cmocka_unit_test(test_slice_of_nothing) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, compare_cases, test_compare);
    GQ_UNIT_CASES(tests, count, prefix_cases, test_prefix);
    GQ_UNIT_CASES(tests, count, slice_cases, test_slice);
    GQ_UNIT_CASES(tests, count, number_cases, test_number);
    return _cmocka_run_group_tests("str", tests, count, NULL, NULL);
}
