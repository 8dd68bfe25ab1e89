/* Names that are near, as graphql-js finds and words them. */
#include "base/arena.h"
#include "base/suggest.h"
#include "unit.h"

#define NAMES_MAX 6

static const struct list_case {
    const char *name, *input;
    const char *options[NAMES_MAX], *wanted[NAMES_MAX];
} list_cases[] = {
    { "no options", "abc", { NULL }, { NULL } },
    { "an empty input is near to one letter", "", { "a", "b" }, { "a", "b" } },
    { "nearest first", "titel", { "title", "titles", "tile", "body", "author" },
            { "title", "tile", "titles" } },
    { "the same comes before another case", "input", { "INPUT", "input", "inputs" },
            { "input", "INPUT", "inputs" } },
    { "equally near ones in natural order", "a10", { "a2", "a1", "a11" }, { "a1", "a11", "a2" } },
    { "a part is near if it is long enough", "greenish", { "green", "greenfish", "blue" },
            { "greenfish", "green" } },
    { "two swapped letters are one step", "cpoy", { "copy" }, { "copy" } },
    { "the distance is that of optimal alignment", "ca", { "abc", "ac", "cab" }, { "ac", "cab" } },
    { "letters beyond ASCII are letters", "\xC3\xA9", { "e", "\xC3\xA9", "\xC3\xA8" },
            { "\xC3\xA9", "e", "\xC3\xA8" } },
    { "each once", "ab", { "ac", "ac", "ab" }, { "ab", "ac" } },
};

static void
test_list(void **state)
{
    const struct list_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_str options[NAMES_MAX], *names;
    uint32_t option_count = 0, wanted_count = 0;

    for (; option_count < NAMES_MAX && c->options[option_count]; option_count++)
        options[option_count] = gq_str_of(c->options[option_count]);
    while (wanted_count < NAMES_MAX && c->wanted[wanted_count])
        wanted_count++;
    assert_int_equal(gq_suggest_list(arena, gq_str_of(c->input), options, option_count, &names),
            wanted_count);
    for (uint32_t i = 0; i < wanted_count; i++)
        assert_str_equal(names[i], gq_str_of(c->wanted[i]));
    gq_arena_free(arena);
}

static const struct sentence_case {
    const char *name, *what;
    uint32_t count; /* of a, b, c, d, e, f */
    const char *wanted;
} sentence_cases[] = {
    { "no name, no sentence", "", 0, "" },
    { "no name, no sentence about what", "the enum value", 0, "" },
    { "one name", "", 1, " Did you mean \"a\"?" },
    { "one name and what it is", "the enum value", 1, " Did you mean the enum value \"a\"?" },
    { "two names", "", 2, " Did you mean \"a\" or \"b\"?" },
    { "three names", "", 3, " Did you mean \"a\", \"b\", or \"c\"?" },
    { "five names at most", "", 6, " Did you mean \"a\", \"b\", \"c\", \"d\", or \"e\"?" },
};

static void
test_sentence(void **state)
{
    static const struct gq_str letters[] = { GQ_STR_INIT("a"), GQ_STR_INIT("b"), GQ_STR_INIT("c"),
        GQ_STR_INIT("d"), GQ_STR_INIT("e"), GQ_STR_INIT("f") };
    const struct sentence_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 16);

    assert_str_equal(gq_suggest_sentence(arena, gq_str_of(c->what), letters, c->count),
            gq_str_of(c->wanted));
    gq_arena_free(arena);
}

static const struct order_case {
    const char *name, *a, *b;
    int order;
} order_cases[] = {
    { "numbers compare as numbers", "a2", "a10", -1 },
    { "letters compare as letters", "a", "b", -1 },
    { "equal names are equal", "a", "a", 0 },
    { "the empty name comes first", "", "a", -1 },
    { "what follows equal numbers decides", "a1b", "a1a", 1 },
    { "digits come before letters", "1", "a", -1 },
    { "upper case comes before lower case", "A", "a", -1 },
    { "a leading zero comes before", "a01", "a1", -1 },
    { "fewer zeros come before more", "a00", "a0", 1 },
};

static void
test_order(void **state)
{
    const struct order_case *c = *state;

    assert_int_equal(gq_suggest_compare(gq_str_of(c->a), gq_str_of(c->b)), c->order);
    assert_int_equal(gq_suggest_compare(gq_str_of(c->b), gq_str_of(c->a)), -c->order);
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
    struct CMUnitTest tests[48] = { cmocka_unit_test(test_long_options_cost_nothing) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, list_cases, test_list);
    GQ_UNIT_CASES(tests, count, sentence_cases, test_sentence);
    GQ_UNIT_CASES(tests, count, order_cases, test_order);
    return _cmocka_run_group_tests("suggest", tests, count, NULL, NULL);
}
