/* The printer: where lines break, how strings are written, and that printing twice changes nothing. */
#include "base/buf.h"
#include "language/print.h"
#include "trial.h"
#include "unit.h"

#define Q3                  "\"\"\""
#define TEN                 "0123456789"
#define N10                 "a123456789"
#define N40                 N10 N10 N10 N10
#define FIXPOINT_LENGTH_MAX ((size_t)1 << 20)

static const struct print_case {
    const char *name, *text, *wanted;
} cases[] = {
    { "a field of 80 columns stays on the line", "{" N40 "a1234567(a: 1" TEN TEN ", b: 1)}",
            "{\n  " N40 "a1234567(a: 1" TEN TEN ", b: 1)\n}" },
    { "a field of 81 columns is broken", "{" N40 "a12345678(a: 1" TEN TEN ", b: 1)}",
            "{\n  " N40 "a12345678(\n    a: 1" TEN TEN "\n    b: 1\n  )\n}" },
    { "an alias counts", "{a:" N40 "a12345(a: 1" TEN TEN ", b: 1)}",
            "{\n  a: " N40 "a12345(\n    a: 1" TEN TEN "\n    b: 1\n  )\n}" },
    { "a list of 80 columns stays on the line",
            "{a(b:[1" TEN TEN ",1" TEN TEN ",1" TEN TEN ",123456789])}",
            "{\n  a(\n    b: [1" TEN TEN ", 1" TEN TEN ", 1" TEN TEN ", 123456789]\n  )\n}" },
    { "columns are UTF-16 units: a character past the plane counts two",
            "{a(b:[\"" TEN TEN TEN TEN TEN TEN TEN
            "\xF0\x9F\x98\x80\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\"])}",
            "{\n  a(\n    b: [\n      \"" TEN TEN TEN TEN TEN TEN TEN
            "\xF0\x9F\x98\x80\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\"\n    ]\n  )\n}" },
    { "directives are never broken, values in them are",
            "{a@b(c:[1" TEN TEN TEN ",1" TEN TEN TEN ",1" TEN TEN TEN "],d:1)}",
            "{\n  a @b(c: [\n    1" TEN TEN TEN "\n    1" TEN TEN TEN "\n    1" TEN TEN TEN
            "\n  ], d: 1)\n}" },
    { "an object is broken as a whole",
            "{a(b:{c:1" TEN TEN TEN ",d:{e:1" TEN TEN "},f:[1" TEN TEN TEN "]})}",
            "{\n  a(\n    b: {\n      c: 1" TEN TEN TEN "\n      d: { e: 1" TEN TEN
            " }\n      f: [1" TEN TEN TEN "]\n    }\n  )\n}" },
    { "arguments of a field definition break for a description only",
            "type A{b(" N10 N10 N10 N10 ":A," N10 N10 N10 N10 ":A):B c(\"d\"e:F,g:H):I}",
            "type A {\n  b(" N10 N10 N10 N10 ": A, " N10 N10 N10 N10
            ": A): B\n  c(\n    \"d\"\n    e: F\n    g: H\n  ): I\n}" },
    { "arguments of a directive definition break for a default value of several lines",
            "directive@a(b:C=" Q3 "\nd\ne\n" Q3 ")on FIELD",
            "directive @a(\n  b: C = " Q3 "\n  d\n  e\n  " Q3 "\n) on FIELD" },
    { "variables are broken without indentation", "query(\"d\"$a:I){b}",
            "query (\n\"d\"\n$a: I\n) {\n  b\n}" },
    { "a block string is indented where it stands", "{a(b:" Q3 "c\n\nd" Q3 ")}",
            "{\n  a(b: " Q3 "\n  c\n  \n  d\n  " Q3 ")\n}" },
    { "a short block string stays on its line", "{a(b:" Q3 "c" Q3 ")}",
            "{\n  a(b: " Q3 "c" Q3 ")\n}" },
    { "definitions have an empty line between them", "scalar A scalar B", "scalar A\n\nscalar B" },
};

static const struct string_case {
    const char *name;
    struct gq_str value;
    const char *wanted;
} quoted_cases[] = {
    { "quoted: as it is", GQ_STR_INIT("a \xC3\xA9\xF0\x9F\x98\x80 /'"),
            "\"a \xC3\xA9\xF0\x9F\x98\x80 /'\"" },
    { "quoted: short escapes", GQ_STR_INIT("\"\\\b\f\n\r\t"), "\"\\\"\\\\\\b\\f\\n\\r\\t\"" },
    { "quoted: control characters", GQ_STR_INIT("\x01\x1F\x7F"), "\"\\u0001\\u001F\\u007F\"" },
    { "quoted: NUL", GQ_STR_INIT("a\0b"), "\"a\\u0000b\"" },
    { "quoted: control characters past ASCII", GQ_STR_INIT("\xC2\x80\xC2\x9F\xC2\xA0"),
            "\"\\u0080\\u009F\xC2\xA0\"" },
    { "quoted: empty", GQ_STR_INIT(""), "\"\"" },
};

static const struct string_case block_cases[] = {
    { "block: empty", GQ_STR_INIT(""), Q3 Q3 },
    { "block: one line", GQ_STR_INIT("a"), Q3 "a" Q3 },
    { "block: several lines", GQ_STR_INIT("a\nb"), Q3 "\na\nb\n" Q3 },
    { "block: 70 units are one line", GQ_STR_INIT(TEN TEN TEN TEN TEN TEN TEN),
            Q3 TEN TEN TEN TEN TEN TEN TEN Q3 },
    { "block: 71 units get lines of their own", GQ_STR_INIT(TEN TEN TEN TEN TEN TEN TEN "1"),
            Q3 "\n" TEN TEN TEN TEN TEN TEN TEN "1\n" Q3 },
    { "block: a blank in front stays behind the quotes", GQ_STR_INIT(" a"), Q3 " a" Q3 },
    { "block: a quote at the end", GQ_STR_INIT("a\""), Q3 "\na\"\n" Q3 },
    { "block: a backslash at the end", GQ_STR_INIT("a\\"), Q3 "\na\\\n" Q3 },
    { "block: a blank in front and a quote at the end", GQ_STR_INIT(" a\""), Q3 " a\"\n" Q3 },
    { "block: three quotes at the end", GQ_STR_INIT("a" Q3), Q3 "\na\\" Q3 "\n" Q3 },
    { "block: four quotes", GQ_STR_INIT(Q3 "\""), Q3 "\n\\" Q3 "\"\n" Q3 },
    { "block: seven quotes inside", GQ_STR_INIT("a" Q3 Q3 "\"b"), Q3 "a\\" Q3 "\\" Q3 "\"b" Q3 },
    { "block: indented lines need the first on its own", GQ_STR_INIT("a\n b\n\n c"),
            Q3 "\na\n b\n\n c\n" Q3 },
};

static const struct fits_case {
    const char *name;
    struct gq_str value;
    int fits;
} fits_cases[] = {
    { "fits: empty", GQ_STR_INIT(""), 1 },
    { "fits: one line", GQ_STR_INIT(" a"), 1 },
    { "fits: lines", GQ_STR_INIT("a\n b"), 1 },
    { "does not fit: blank", GQ_STR_INIT(" "), 0 },
    { "does not fit: a blank line first", GQ_STR_INIT("\na"), 0 },
    { "does not fit: a blank line last", GQ_STR_INIT("a\n "), 0 },
    { "does not fit: every line indented", GQ_STR_INIT(" a\n b"), 0 },
    { "does not fit: a carriage return", GQ_STR_INIT("a\rb"), 0 },
    { "does not fit: a control character", GQ_STR_INIT("a\x01"), 0 },
};

static void
test_document(void **state)
{
    const struct print_case *c = *state;

    trial_expect(trial_print_document, gq_str_of(c->text), c->wanted);
}

/* What was printed is read again and printed the same. */
static void
test_fixpoint(void **state)
{
    const struct print_case *c = *state;

    if (strncmp(c->wanted, "Syntax Error", 12) != 0)
        trial_expect(trial_print_document, gq_str_of(c->wanted), c->wanted);
}

static void
expect_printed(void (*print)(struct gq_buf *, struct gq_str), const struct string_case *c)
{
    struct gq_buf out;

    gq_buf_init(&out, FIXPOINT_LENGTH_MAX);
    print(&out, c->value);
    assert_str_equal(gq_buf_view(&out), gq_str_of(c->wanted));
    trial_expect(trial_print_value, gq_buf_view(&out), c->wanted);
    gq_buf_fini(&out);
}

static void
test_quoted(void **state)
{
    expect_printed(gq_print_string, *state);
}

static void
test_block(void **state)
{
    expect_printed(gq_print_block_string, *state);
}

static void
test_fits(void **state)
{
    const struct fits_case *c = *state;

    assert_int_equal(gq_print_fits_block_string(c->value), c->fits);
}

/* A buffer that is full says so; nothing is written past its cap. */
static void
test_a_full_buffer_is_reported(void **state)
{
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, 4);
    gq_print_string(&out, GQ_STR("abcdefgh"));
    assert_true(gq_buf_failed(&out));
    gq_buf_fini(&out);
}

int
main(void)
{
    struct CMUnitTest tests[96] = { cmocka_unit_test(test_a_full_buffer_is_reported) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, cases, test_document);
    GQ_UNIT_CASES(tests, count, cases, test_fixpoint);
    GQ_UNIT_CASES(tests, count, quoted_cases, test_quoted);
    GQ_UNIT_CASES(tests, count, block_cases, test_block);
    GQ_UNIT_CASES(tests, count, fits_cases, test_fits);
    return _cmocka_run_group_tests("print", tests, count, NULL, NULL);
}
