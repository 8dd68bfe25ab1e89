/* String values: escapes, block strings and their indentation, and every way to get them wrong. */
#include "trial.h"
#include "unit.h"

#define Q3 "\"\"\""

static const struct string_case {
    const char *name;
    struct gq_str text;
    const char *wanted;
} cases[] = {
    { "an empty string", GQ_STR_INIT("\"\""), "" },
    { "a string as it stands", GQ_STR_INIT("\" a # \xF0\x9F\x98\x80 \""),
            " a # \xF0\x9F\x98\x80 " },
    { "every escaped character", GQ_STR_INIT("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), "\"\\/\b\f\n\r\t" },
    { "escapes between text", GQ_STR_INIT("\"a\\nb\\u0041c\""), "a\nbAc" },
    { "four hexadecimal digits of either case", GQ_STR_INIT("\"\\u00e9\\u00E9\""),
            "\xC3\xA9\xC3\xA9" },
    { "a surrogate pair is one character", GQ_STR_INIT("\"\\uD83D\\uDE00\""), "\xF0\x9F\x98\x80" },
    { "the last of all code points", GQ_STR_INIT("\"\\uDBFF\\uDFFF\\u{10FFFF}\""),
            "\xF4\x8F\xBF\xBF\xF4\x8F\xBF\xBF" },
    { "digits in braces", GQ_STR_INIT("\"\\u{1F600}\\u{41}\\u{0}\""),
            "\xF0\x9F\x98\x80"
            "A" },
    { "leading zeros in braces", GQ_STR_INIT("\"\\u{00000041}\""), "A" },
    { "control characters may stand in a string", GQ_STR_INIT("\"\x01\t\x7F\""), "\x01\t\x7F" },
    { "a string ends with its line", GQ_STR_INIT("\"abc\n\""),
            "Syntax Error: Unterminated string. (1:5)" },
    { "a string ends with the text at the latest", GQ_STR_INIT("\"abc"),
            "Syntax Error: Unterminated string. (1:5)" },
    { "an unknown escape", GQ_STR_INIT("\"a\\x\""),
            "Syntax Error: Invalid character escape sequence: \"\\x\". (1:3)" },
    { "a backslash at the end", GQ_STR_INIT("\"\\"),
            "Syntax Error: Invalid character escape sequence: \"\\\". (1:2)" },
    { "too few hexadecimal digits", GQ_STR_INIT("\"\\u12\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u12\"\". (1:2)" },
    { "a digit that is none", GQ_STR_INIT("\"\\u00G0\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u00G0\". (1:2)" },
    { "a leading surrogate alone", GQ_STR_INIT("\"\\uD83D\\u0041\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\uD83D\". (1:2)" },
    { "a trailing surrogate alone", GQ_STR_INIT("\"\\uDE00\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\uDE00\". (1:2)" },
    { "a pair may not mix the two notations", GQ_STR_INIT("\"\\uD83D\\u{DE00}\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\uD83D\". (1:2)" },
    { "empty braces", GQ_STR_INIT("\"\\u{}\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u{}\". (1:2)" },
    { "a surrogate in braces", GQ_STR_INIT("\"\\u{D800}\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u{D800}\". (1:2)" },
    { "past the last code point", GQ_STR_INIT("\"\\u{110000}\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u{110000}\". (1:2)" },
    { "more digits than a number has", GQ_STR_INIT("\"\\u{FFFFFFFF0}\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u{FFFFFFFF\". (1:2)" },
    { "braces that are not closed", GQ_STR_INIT("\"\\u{41\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u{41\"\". (1:2)" },
    { "a message shows half a surrogate pair as U+FFFD", GQ_STR_INIT("\"\\u123\xF0\x9F\x98\x80\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u123\xEF\xBF\xBD\". (1:2)" },
    { "a message shows invalid UTF-8 as U+FFFD", GQ_STR_INIT("\"\\u12\xFF\xC3\""),
            "Syntax Error: Invalid Unicode escape sequence: \"\\u12\xEF\xBF\xBD\xEF\xBF\xBD\". "
            "(1:2)" },
    { "invalid UTF-8 in a string", GQ_STR_INIT("\"a\xC0\x80\""),
            "Syntax Error: Invalid UTF-8: byte 0xC0. (1:3)" },

    { "an empty block string", GQ_STR_INIT(Q3 Q3), "" },
    { "a block string of blanks is empty", GQ_STR_INIT(Q3 " \n\t\n " Q3), "" },
    { "a block string of one line keeps its blanks", GQ_STR_INIT(Q3 " a " Q3), " a " },
    { "a block string has no escapes but one", GQ_STR_INIT(Q3 "\\n \\u0041 \\" Q3 Q3),
            "\\n \\u0041 " Q3 },
    { "quotes inside a block string", GQ_STR_INIT(Q3 "a\"b\"\"c" Q3), "a\"b\"\"c" },
    { "the common indentation is removed", GQ_STR_INIT(Q3 "\n    a\n      b\n\n    c\n  " Q3),
            "a\n  b\n\nc" },
    { "the first line says nothing about indentation", GQ_STR_INIT(Q3 "  a\n    b\n    c" Q3),
            "  a\nb\nc" },
    { "a tab counts as one", GQ_STR_INIT(Q3 "\n\t\ta\n \tb" Q3), "a\nb" },
    { "blank lines do not count", GQ_STR_INIT(Q3 "\n  a\n \n  b" Q3), "a\n\nb" },
    { "a blank line longer than the indentation keeps the rest",
            GQ_STR_INIT(Q3 "\n  a\n     \n  b" Q3), "a\n   \nb" },
    { "blank lines at both ends go", GQ_STR_INIT(Q3 "\n \n\n  a\n\n  \n" Q3), "a" },
    { "line ends become line feeds", GQ_STR_INIT(Q3 "a\r\nb\rc\n\rd" Q3), "a\nb\nc\n\nd" },
    { "escaped quotes over lines", GQ_STR_INIT(Q3 "\n  \\" Q3 "\n  a" Q3), Q3 "\na" },
    { "a block string that nothing ends", GQ_STR_INIT(Q3 "a\n \"\""),
            "Syntax Error: Unterminated string. (2:4)" },
    { "an escape just before the end", GQ_STR_INIT(Q3 "\\" Q3),
            "Syntax Error: Unterminated string. (1:8)" },
    { "invalid UTF-8 in a block string", GQ_STR_INIT(Q3 "a\n\xF5" Q3),
            "Syntax Error: Invalid UTF-8: byte 0xF5. (2:1)" },
};

static void
test_value(void **state)
{
    const struct string_case *c = *state;

    trial_expect(trial_string_value, c->text, c->wanted);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, cases, test_value);
    return _cmocka_run_group_tests("lex_string", tests, count, NULL, NULL);
}
