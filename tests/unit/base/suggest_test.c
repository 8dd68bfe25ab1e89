/* Names that were meant: distance, order, wording. */
#include "base/suggest.h"

#include "base/arena.h"
#include "unit.h"

static const struct suggest_case {
    const char *name, *input;
    const char *options[8];
    const char *sentence;
} suggest_cases[] = {
    { "nothing to choose from", "abc", { NULL }, "" },
    { "nothing near", "abc", { "def", "x" }, "" },
    { "an empty input is near to one letter", "", { "a" }, " Did you mean \"a\"?" },
    { "the same, another case, one change, an exchange, two more", "abc",
            { "aabbc", "bac", "abd", "ABC", "abc" },
            " Did you mean \"abc\", \"ABC\", \"abd\", \"bac\", or \"aabbc\"?" },
    { "two", "ABC", { "abc", "ABD" }, " Did you mean \"ABD\" or \"abc\"?" },
    { "the longer the input, the farther", "greenish", { "green" }, " Did you mean \"green\"?" },
    { "a short input is near to little", "a", { "aaa" }, "" },
    { "numbers in their order", "field", { "field10", "field2", "field1" },
            " Did you mean \"field1\", \"field2\", or \"field10\"?" },
    { "five at most", "field",
            { "fields", "field1", "field10", "field2", "afield", "filed", "fild" },
            " Did you mean \"afield\", \"field1\", \"field2\", \"fields\", or \"fild\"?" },
    { "each name once", "ab", { "abc", "abc" }, " Did you mean \"abc\"?" },
    { "a letter outside ASCII counts one", "\xc3\xa9", { "e" }, " Did you mean \"e\"?" },
};

static void
test_suggest(void **state)
{
    const struct suggest_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_str options[8];
    uint32_t count = 0;

    while (count < 8 && c->options[count]) {
        options[count] = gq_str_of(c->options[count]);
        count++;
    }
    assert_str_equal(gq_suggest(arena, GQ_STR(""), gq_str_of(c->input), options, count),
            gq_str_of(c->sentence));
    gq_arena_free(arena);
}

static void
test_what_is_named(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    const struct gq_str names[] = { GQ_STR("A"), GQ_STR("B") };

    (void)state;
    assert_str_equal(gq_suggest_sentence(arena, GQ_STR("the enum value"), names, 2),
            GQ_STR(" Did you mean the enum value \"A\" or \"B\"?"));
    gq_arena_free(arena);
}

/* An option far longer than the input is not measured, whatever its length. */
static void
test_long_options_cost_nothing(void **state)
{
    enum { LENGTH = 1 << 20 };
    struct gq_arena *arena = gq_arena_new((size_t)LENGTH * 2);
    char *bytes = gq_arena_alloc(arena, LENGTH);
    struct gq_str option = { bytes, LENGTH }, *names;

    (void)state;
    memset(bytes, 'a', LENGTH);
    assert_int_equal(gq_suggest_list(arena, GQ_STR("aaaa"), &option, 1, &names), 0);
    assert_true(gq_arena_used_bytes(arena) < LENGTH + 4096);
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_what_is_named),
        cmocka_unit_test(test_long_options_cost_nothing),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, suggest_cases, test_suggest);
    return _cmocka_run_group_tests("suggest", tests, count, NULL, NULL);
}
