/* UTF-8 as RFC 3629 has it. */
#include "base/utf8.h"
#include "unit.h"

static const struct check_case {
    const char *name;
    struct gq_str text;
    int offset; /* of the first bad sequence; -1: valid */
} check_cases[] = {
    { "empty text", { NULL, 0 }, -1 },
    { "ASCII", GQ_STR_INIT("abc"), -1 },
    { "NUL is a character", GQ_STR_INIT("a\0b"), -1 },
    { "two, three and four bytes", GQ_STR_INIT("\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"), -1 },
    { "the last code point", GQ_STR_INIT("\xF4\x8F\xBF\xBF"), -1 },
    { "past the last code point", GQ_STR_INIT("\xF4\x90\x80\x80"), 0 },
    { "a lone continuation byte", GQ_STR_INIT("a\x80"), 1 },
    { "a sequence cut short", GQ_STR_INIT("ab\xE2\x82"), 2 },
    { "a sequence broken by ASCII", GQ_STR_INIT("\xE2\x82z"), 0 },
    { "overlong in two bytes", GQ_STR_INIT("\xC0\xAF"), 0 },
    { "overlong in three bytes", GQ_STR_INIT("\xE0\x80\xAF"), 0 },
    { "overlong in four bytes", GQ_STR_INIT("\xF0\x80\x80\xAF"), 0 },
    { "a high surrogate", GQ_STR_INIT("\xED\xA0\x80"), 0 },
    { "a low surrogate", GQ_STR_INIT("\xED\xBF\xBF"), 0 },
    { "just below the surrogates", GQ_STR_INIT("\xED\x9F\xBF"), -1 },
    { "just above the surrogates", GQ_STR_INIT("\xEE\x80\x80"), -1 },
    { "a byte that no sequence has", GQ_STR_INIT("abc\xFF"), 3 },
};

static void
test_check(void **state)
{
    const struct check_case *c = *state;
    size_t offset = 4711;

    assert_int_equal(gq_utf8_check(c->text, &offset), c->offset < 0);
    assert_int_equal(offset, c->offset < 0 ? 4711 : c->offset);
}

static const struct code_case {
    const char *name;
    uint32_t code_point;
    struct gq_str bytes;
    size_t utf16_length;
} code_cases[] = {
    { "U+0000", 0, GQ_STR_INIT("\0"), 1 },
    { "U+007F, the last of one byte", 0x7F, GQ_STR_INIT("\x7F"), 1 },
    { "U+0080, the first of two bytes", 0x80, GQ_STR_INIT("\xC2\x80"), 1 },
    { "U+07FF, the last of two bytes", 0x7FF, GQ_STR_INIT("\xDF\xBF"), 1 },
    { "U+0800, the first of three bytes", 0x800, GQ_STR_INIT("\xE0\xA0\x80"), 1 },
    { "U+FFFF, the last of three bytes", 0xFFFF, GQ_STR_INIT("\xEF\xBF\xBF"), 1 },
    { "U+10000, the first of four bytes", 0x10000, GQ_STR_INIT("\xF0\x90\x80\x80"), 2 },
    { "U+10FFFF, the last", 0x10FFFF, GQ_STR_INIT("\xF4\x8F\xBF\xBF"), 2 },
};

static void
test_code(void **state)
{
    const struct code_case *c = *state;
    char bytes[4];
    size_t length = gq_utf8_encode(c->code_point, bytes), decoded_length = 0;

    assert_str_equal(((struct gq_str){ bytes, length }), c->bytes);
    assert_int_equal(gq_utf8_decode(c->bytes, &decoded_length), c->code_point);
    assert_int_equal(decoded_length, c->bytes.length);
    assert_int_equal(gq_utf8_utf16_length(c->bytes), c->utf16_length);
}

static void
test_decode_takes_one_character(void **state)
{
    size_t length = 0;

    (void)state;
    assert_int_equal(gq_utf8_decode(GQ_STR("\xC3\xA9\xC3\xA9"), &length), 0xE9);
    assert_int_equal(length, 2);
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_decode_takes_one_character) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, check_cases, test_check);
    GQ_UNIT_CASES(tests, count, code_cases, test_code);
    return _cmocka_run_group_tests("utf8", tests, count, NULL, NULL);
}
