/* SQL's LIKE over code points, in exact and in folded letters. */
#include "base/like.h"
#include "unit.h"

static const struct like_case {
    const char *name;
    struct gq_str pattern, text;
    int exact, folded;
} like_cases[] = {
    { "nothing matches nothing", GQ_STR_INIT(""), GQ_STR_INIT(""), 1, 1 },
    { "nothing does not match something", GQ_STR_INIT(""), GQ_STR_INIT("a"), 0, 0 },
    { "a text matches itself", GQ_STR_INIT("abc"), GQ_STR_INIT("abc"), 1, 1 },
    { "the whole text has to match", GQ_STR_INIT("abc"), GQ_STR_INIT("abcd"), 0, 0 },
    { "the whole pattern has to be used", GQ_STR_INIT("abcd"), GQ_STR_INIT("abc"), 0, 0 },
    { "case matters unless folded", GQ_STR_INIT("aBc"), GQ_STR_INIT("AbC"), 0, 1 },
    { "case past ASCII", GQ_STR_INIT("\xC3\xA4"), GQ_STR_INIT("\xC3\x84"), 0, 1 },
    { "letters of different lengths", GQ_STR_INIT("k%"), GQ_STR_INIT("\xE2\x84\xAA!"), 0, 1 },
    { "% is no character at all", GQ_STR_INIT("a%b"), GQ_STR_INIT("ab"), 1, 1 },
    { "% is many characters", GQ_STR_INIT("a%b"), GQ_STR_INIT("axyzb"), 1, 1 },
    { "% alone is everything", GQ_STR_INIT("%"), GQ_STR_INIT(""), 1, 1 },
    { "%% is %", GQ_STR_INIT("%%a%%"), GQ_STR_INIT("bab"), 1, 1 },
    { "% takes the right one of several", GQ_STR_INIT("%ab"), GQ_STR_INIT("aabab"), 1, 1 },
    { "several % go on from one another", GQ_STR_INIT("%a%b%c%"), GQ_STR_INIT("-a-b-c-"), 1, 1 },
    { "several % keep their order", GQ_STR_INIT("%a%b%"), GQ_STR_INIT("ba"), 0, 0 },
    { "_ is one character", GQ_STR_INIT("a_c"), GQ_STR_INIT("abc"), 1, 1 },
    { "_ is not none", GQ_STR_INIT("a_"), GQ_STR_INIT("a"), 0, 0 },
    { "_ is one code point of several bytes", GQ_STR_INIT("a_c"), GQ_STR_INIT("a\xE2\x82\xAC\x63"),
            1, 1 },
    { "_ is not two code points", GQ_STR_INIT("_"), GQ_STR_INIT("ab"), 0, 0 },
    { "_ behind %", GQ_STR_INIT("%_b"), GQ_STR_INIT("ab"), 1, 1 },
    { "a quoted % is itself", GQ_STR_INIT("5\\%"), GQ_STR_INIT("5%"), 1, 1 },
    { "a quoted % is nothing else", GQ_STR_INIT("5\\%"), GQ_STR_INIT("50"), 0, 0 },
    { "a quoted _ is itself", GQ_STR_INIT("a\\_b"), GQ_STR_INIT("a_b"), 1, 1 },
    { "a quoted _ is nothing else", GQ_STR_INIT("a\\_b"), GQ_STR_INIT("axb"), 0, 0 },
    { "a quoted backslash is one", GQ_STR_INIT("\\\\"), GQ_STR_INIT("\\"), 1, 1 },
    { "a quoted letter is itself", GQ_STR_INIT("\\a"), GQ_STR_INIT("A"), 0, 1 },
    { "a backslash at the end is itself", GQ_STR_INIT("%\\"), GQ_STR_INIT("a\\"), 1, 1 },
    { "a NUL is a character", GQ_STR_INIT("a\0%"), GQ_STR_INIT("a\0b"), 1, 1 },
    { "* and ? are themselves", GQ_STR_INIT("*?"), GQ_STR_INIT("ab"), 0, 0 },
    { "bytes that are no UTF-8 do no harm", GQ_STR_INIT("%b"), GQ_STR_INIT("\xFF\xC3\x62"), 1, 1 },
};

static void
test_like(void **state)
{
    const struct like_case *c = *state;

    assert_int_equal(gq_like_match(c->pattern, c->text, GQ_LIKE_EXACT), c->exact);
    assert_int_equal(gq_like_match(c->pattern, c->text, GQ_LIKE_FOLDED), c->folded);
}

/* With a way back for each `%` this would take as long as the universe has existed. */
static void
test_many_wildcards_end(void **state)
{
    static char text[65536], pattern[64];

    (void)state;
    memset(text, 'a', sizeof(text));
    for (size_t i = 0; i < sizeof(pattern); i++)
        pattern[i] = i % 2 ? 'a' : '%';
    pattern[sizeof(pattern) - 1] = 'b';
    assert_false(gq_like_match((struct gq_str){ pattern, sizeof(pattern) },
            (struct gq_str){ text, sizeof(text) }, GQ_LIKE_FOLDED));
}

int
main(void)
{
    struct CMUnitTest tests[48];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, like_cases, test_like);
    tests[count++] = (struct CMUnitTest)cmocka_unit_test(test_many_wildcards_end);
    return _cmocka_run_group_tests("base/like", tests, count, NULL, NULL);
}
