/* The scanner: punctuators, names, numbers, what is ignored, and where each token is. */
#include "base/arena.h"
#include "language/lex.h"
#include "language/token.h"
#include "trial.h"
#include "unit.h"

/* All tokens, `kind text@position`, with blanks between. */
static struct gq_str
scan(struct trial *trial)
{
    struct gq_str all = GQ_STR("");
    struct gq_token token = { .kind = GQ_TOKEN_NAME };
    struct gq_lex lex;

    gq_lex_init(&lex, trial->arena, trial->source, trial->errs);
    while (token.kind != GQ_TOKEN_EOF) {
        if (!gq_lex_next(&lex, &token))
            return (struct gq_str){ NULL, 0 };
        if (token.kind != GQ_TOKEN_EOF)
            all = gq_arena_printf(trial->arena, "%.*s%s%s%s%.*s@%u", GQ_STR_ARG(all),
                    all.length ? " " : "", gq_token_kind_text(token.kind),
                    gq_token_has_text(&token) ? ":" : "",
                    token.text.length ? (int)token.text.length : 0,
                    token.text.length ? token.text.bytes : "", token.position);
    }
    return all;
}

static const struct scan_case {
    const char *name;
    struct gq_str text;
    const char *wanted;
} cases[] = {
    { "an empty text has no tokens", GQ_STR_INIT(""), "" },
    { "every punctuator is a token of its own", GQ_STR_INIT("!$&()...:=@[]{|}"),
            "\"!\"@0 \"$\"@1 \"&\"@2 \"(\"@3 \")\"@4 \"...\"@5 \":\"@8 \"=\"@9 \"@\"@10 \"[\"@11 "
            "\"]\"@12 \"{\"@13 \"|\"@14 \"}\"@15" },
    { "a name takes letters, digits and underscores", GQ_STR_INIT("_aZ9 b"),
            "Name:_aZ9@0 Name:b@5" },
    { "blanks, commas and line ends are ignored", GQ_STR_INIT(" \t,\r\n\r\n,a          ,\n"),
            "Name:a@8" },
    { "a byte order mark is ignored anywhere",
            GQ_STR_INIT("\xEF\xBB\xBF"
                        "a\xEF\xBB\xBF b"),
            "Name:a@3 Name:b@8" },
    { "a comment ends with its line", GQ_STR_INIT("#x {\na#\rb#\r\nc#"),
            "Name:a@5 Name:b@8 Name:c@12" },
    { "a comment may hold any Unicode", GQ_STR_INIT("# \xC3\xA9\xF0\x9F\x98\x80\n1"), "Int:1@9" },
    { "integers", GQ_STR_INIT("0 -0 1 -120 9223372036854775808"),
            "Int:0@0 Int:-0@2 Int:1@5 Int:-120@7 Int:9223372036854775808@12" },
    { "floats", GQ_STR_INIT("0.5 -1.25 1e10 1E-5 0e+0 1.5e3"),
            "Float:0.5@0 Float:-1.25@4 Float:1e10@10 Float:1E-5@15 Float:0e+0@20 Float:1.5e3@25" },
    { "a number ends at a punctuator", GQ_STR_INIT("[1]-2"), "\"[\"@0 Int:1@1 \"]\"@2 Int:-2@3" },
    { "no leading zeros", GQ_STR_INIT("01"),
            "Syntax Error: Invalid number, unexpected digit after 0: \"1\". (1:2)" },
    { "a sign needs digits", GQ_STR_INIT("-a"),
            "Syntax Error: Invalid number, expected digit but got: \"a\". (1:2)" },
    { "a fraction needs digits", GQ_STR_INIT("1."),
            "Syntax Error: Invalid number, expected digit but got: <EOF>. (1:3)" },
    { "an exponent needs digits", GQ_STR_INIT("1e+\n"),
            "Syntax Error: Invalid number, expected digit but got: U+000A. (1:4)" },
    { "a number may not run into a name", GQ_STR_INIT("0xF1"),
            "Syntax Error: Invalid number, expected digit but got: \"x\". (1:2)" },
    { "a number may not run into a dot", GQ_STR_INIT("1.2.3"),
            "Syntax Error: Invalid number, expected digit but got: \".\". (1:4)" },
    { "a number may run into a string", GQ_STR_INIT("1\"\""), "Int:1@0 String:@1" },
    { "a float needs digits before its dot", GQ_STR_INIT(" .12"),
            "Syntax Error: Invalid number, expected digit before \".\", did you mean \"0.12\"? "
            "(1:2)" },
    { "two dots are one too few", GQ_STR_INIT(".."),
            "Syntax Error: Unexpected \"..\", did you mean \"...\"? (1:1)" },
    { "one dot is no token", GQ_STR_INIT(".a"),
            "Syntax Error: Unexpected character: \".\". (1:1)" },
    { "single quotes are a mistake of their own", GQ_STR_INIT("'a'"),
            "Syntax Error: Unexpected single quote character ('), did you mean to use a double "
            "quote (\")? (1:1)" },
    { "characters past ASCII are named by code point", GQ_STR_INIT("\n\n \xC3\xA9"),
            "Syntax Error: Unexpected character: U+00E9. (3:2)" },
    { "a column counts UTF-16 units", GQ_STR_INIT("\"\xF0\x9F\x98\x80\xC3\xA9\" ?"),
            "Syntax Error: Unexpected character: \"?\". (1:7)" },
    { "CR, LF and CR LF each end a line", GQ_STR_INIT("a\rb\nc\r\n ;"),
            "Syntax Error: Unexpected character: \";\". (4:2)" },
    { "a NUL is a character like others", GQ_STR_INIT("a\0"),
            "Syntax Error: Unexpected character: U+0000. (1:2)" },
    { "a NUL does not end a comment", GQ_STR_INIT("#\0\na"), "Name:a@3" },
    { "invalid UTF-8 between tokens", GQ_STR_INIT("a \xFF"),
            "Syntax Error: Invalid UTF-8: byte 0xFF. (1:3)" },
    { "invalid UTF-8 in a comment", GQ_STR_INIT("#\xC3\xA9\xC3(\n"),
            "Syntax Error: Invalid UTF-8: byte 0xC3. (1:3)" },
    { "a surrogate in UTF-8 is invalid", GQ_STR_INIT("#\xED\xA0\x80"),
            "Syntax Error: Invalid UTF-8: byte 0xED. (1:2)" },
    { "a sequence that the end cuts off is invalid", GQ_STR_INIT("#\xF0\x9F\x98"),
            "Syntax Error: Invalid UTF-8: byte 0xF0. (1:2)" },
    { "half a byte order mark is invalid", GQ_STR_INIT("\xEF\xBB"),
            "Syntax Error: Invalid UTF-8: byte 0xEF. (1:1)" },
};

static void
test_scan(void **state)
{
    const struct scan_case *c = *state;

    trial_expect(scan, c->text, c->wanted);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, cases, test_scan);
    return _cmocka_run_group_tests("lex", tests, count, NULL, NULL);
}
