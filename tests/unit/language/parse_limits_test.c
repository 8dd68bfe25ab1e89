/* Bounds of the parser: bytes, tokens, nesting on a small stack, and large hostile texts. */
#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "language/ast.h"
#include "trial.h"
#include "unit.h"

#include <pthread.h>
#include <stdbool.h>

#define SMALL_STACK ((size_t)256 * 1024)
#define MILLION     1000000

static const struct limit_case {
    const char *name;
    struct gq_str text;
    struct gq_parse_options options;
    const char *wanted;
} limit_cases[] = {
    { "one byte below the limit", GQ_STR_INIT("{a }"), { .bytes_max = 5 }, "{\n  a\n}" },
    { "as many bytes as the limit", GQ_STR_INIT("{a  }"), { .bytes_max = 5 }, "{\n  a\n}" },
    { "one byte past the limit", GQ_STR_INIT("{a   }"), { .bytes_max = 5 },
            "Syntax Error: Source contains more than 5 bytes. Parsing aborted. (1:6)" },
    { "one token below the limit", GQ_STR_INIT("{a}"), { .tokens_max = 4 }, "{\n  a\n}" },
    { "as many tokens as the limit", GQ_STR_INIT("{a b}"), { .tokens_max = 4 }, "{\n  a\n  b\n}" },
    { "one token past the limit", GQ_STR_INIT("{a b c}"), { .tokens_max = 4 },
            "Syntax Error: Document contains more than 4 tokens. Parsing aborted. (1:7)" },
    { "comments are no tokens", GQ_STR_INIT("#\n{a#\n}#"), { .tokens_max = 3 }, "{\n  a\n}" },
    { "one level below the limit", GQ_STR_INIT("{a{b}}"), { .nesting_max = 3 },
            "{\n  a {\n    b\n  }\n}" },
    { "as many levels as the limit", GQ_STR_INIT("{a(b:[{}])}"), { .nesting_max = 3 },
            "{\n  a(b: [{  }])\n}" },
    { "one level past the limit", GQ_STR_INIT("{a(b:[[1]{c:[]}])}"), { .nesting_max = 3 },
            "Syntax Error: Document contains more than 3 levels of nesting. Parsing aborted. "
            "(1:13)" },
    { "types nest as well", GQ_STR_INIT("query($a:[[[I]]]){b}"), { .nesting_max = 2 },
            "Syntax Error: Document contains more than 2 levels of nesting. Parsing aborted. "
            "(1:12)" },
    { "levels side by side are not deep", GQ_STR_INIT("{a{b}c{d(e:[[1],[2]])}}"),
            { .nesting_max = 4 }, "{\n  a {\n    b\n  }\n  c {\n    d(e: [[1], [2]])\n  }\n}" },
};

static void
test_limit(void **state)
{
    const struct limit_case *c = *state;
    char *outcome = trial_run(trial_print_document, c->text, &c->options);

    assert_string_equal(outcome, c->wanted);
    free(outcome);
}

struct code_check {
    struct gq_parse_options options;
    enum gq_code code;
};

static void
test_each_limit_has_its_code(void **state)
{
    static const struct code_check checks[] = {
        { { .bytes_max = 2 }, GQ_E_REQUEST_LIMIT_EXCEEDED },
        { { .tokens_max = 2 }, GQ_E_MAX_TOKENS_LIMIT },
        { { .nesting_max = 1 }, GQ_E_MAX_NESTING_LIMIT },
    };
    struct gq_arena *arena = gq_arena_new(1 << 20);

    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(checks); i++) {
        struct gq_source source = { .text = GQ_STR("{a{b}}") };
        struct gq_errors errs;

        gq_errors_init(&errs, arena, NULL, 1);
        assert_null(gq_parse_document(arena, &source, &checks[i].options, &errs));
        assert_int_equal(errs.first->code, checks[i].code);
    }
    gq_arena_free(arena);
}

/* A text made of `head`, then `piece` again and again, then `tail` likewise. */
static const struct deep_case {
    const char *name, *head, *piece, *tail;
    int count;
    const char *wanted; /* the start of the outcome */
} deep_cases[] = {
    { "a million braces", "", "{", "", MILLION, "Syntax Error: Expected Name, found \"{\". (1:2)" },
    { "a million selection sets", "", "{a", "", MILLION, "Syntax Error: Document contains more" },
    { "a million inline fragments", "{", "...{", "", MILLION,
            "Syntax Error: Document contains more" },
    { "a million lists", "{a(b:", "[", "", MILLION, "Syntax Error: Document contains more" },
    { "a million objects", "{a(b:", "{a:", "", MILLION, "Syntax Error: Document contains more" },
    { "a million parentheses", "{a", "(", "", MILLION, "Syntax Error: Expected Name" },
    { "a million exclamation marks", "type A{a:B", "!", "", MILLION,
            "Syntax Error: Expected Name, found \"!\"." },
    { "a million list types", "type A{a:", "[", "", MILLION,
            "Syntax Error: Document contains more" },
    { "a million default values", "type A{a(a:B=", "[{a:", "", MILLION,
            "Syntax Error: Document contains more" },
    { "a megabyte of comment", "", "#", "", MILLION,
            "Syntax Error: Unexpected <EOF>. (1:1000001)" },
    { "a megabyte of comments", "", "#\n", "", MILLION / 2,
            "Syntax Error: Unexpected <EOF>. (500001:1)" },
    { "a megabyte of commas", "", ",", "", MILLION, "Syntax Error: Unexpected <EOF>." },
    { "a megabyte of quotes", "", "\"", "", MILLION, "Syntax Error: Un" },
    { "a megabyte of block string", "\"\"\"", "\n  a", "", MILLION / 4,
            "Syntax Error: Unterminated string." },
    { "as deep selection sets as allowed", "", "{a", "}", GQ_PARSE_NESTING_MAX, "{\n  a {" },
    { "as deep inline fragments as allowed", "{b", "...{a", "}", GQ_PARSE_NESTING_MAX - 1,
            "Syntax Error: Expected Name, found <EOF>. (1:1197)" },
    { "as deep lists as allowed", "{a(b:", "[", "]", GQ_PARSE_NESTING_MAX - 1,
            "Syntax Error: Expected Name, found <EOF>. (1:404)" },
    { "as deep objects as allowed", "{a(b:", "{c:1,d:", "}", GQ_PARSE_NESTING_MAX - 1,
            "Syntax Error: Unexpected \"}\"." },
};

static struct gq_str
build_text(const struct deep_case *c)
{
    size_t head = strlen(c->head), piece = strlen(c->piece), tail = strlen(c->tail);
    size_t count = (size_t)c->count, length = head + (piece + tail) * count;
    char *bytes = malloc(length + 1), *cursor = bytes;

    assert_non_null(bytes);
    memcpy(cursor, c->head, head);
    cursor += head;
    for (size_t i = 0; i < count; i++, cursor += piece)
        memcpy(cursor, c->piece, piece);
    for (size_t i = 0; i < count; i++, cursor += tail)
        memcpy(cursor, c->tail, tail);
    return (struct gq_str){ bytes, length };
}

/* Values and types on their own can be closed, so that they are printed as deep as they may be. */
static const struct deep_case deep_values[] = {
    { "as deep a list value as allowed", "", "[", "]", GQ_PARSE_NESTING_MAX, "[\n  [" },
    { "a list value one level too deep", "", "[", "]", GQ_PARSE_NESTING_MAX + 1,
            "Syntax Error: Document contains more than 200 levels" },
    { "as deep mixed values as allowed", "", "[{a:[", "]}]", GQ_PARSE_NESTING_MAX / 3, "[\n  {" },
};

static bool
is_value(const struct deep_case *c)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(deep_values); i++) {
        if (c == &deep_values[i])
            return true;
    }
    return false;
}

static void *
run_deep(void *arg)
{
    static const struct gq_parse_options unlimited = { 0 };
    const struct deep_case *c = arg;
    struct gq_str text = build_text(c);
    char *outcome =
            trial_run(is_value(c) ? trial_print_value : trial_print_document, text, &unlimited);

    free((char *)(uintptr_t)text.bytes);
    return outcome;
}

static void
test_deep_on_a_small_stack(void **state)
{
    const struct deep_case *c = *state;
    pthread_attr_t attributes;
    pthread_t thread;
    void *outcome = NULL;

    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, SMALL_STACK), 0);
    assert_int_equal(pthread_create(&thread, &attributes, run_deep, (void *)(uintptr_t)c), 0);
    assert_int_equal(pthread_join(thread, &outcome), 0);
    pthread_attr_destroy(&attributes);
    assert_non_null(outcome);
    if (strncmp(outcome, c->wanted, strlen(c->wanted)) != 0)
        assert_string_equal(outcome, c->wanted);
    free(outcome);
}

/* Every text that another begins with is read without fault, and fails or not by itself. */
static void
test_every_prefix_ends_well(void **state)
{
    static const struct gq_parse_options unlimited = { 0 };
    static const struct gq_str text = GQ_STR_INIT(
            "\"\"\"d\n  e\"\"\" query Q(\"x\" $a:[I!]=[1.5e3,{b:\"\\u{1F600}\\uD83D\\uDE00\"}]@c){"
            "...F ...on T@i{a:b(c:$a)}} # \xF0\x9F\x98\x80\nextend type A implements&B&C{d(e:F):G}"
            "directive@h(i:J)repeatable on|QUERY|FIELD");

    (void)state;
    for (size_t length = 0; length <= text.length; length++) {
        char *outcome = trial_run(trial_print_document, gq_str_slice(text, 0, length), &unlimited);

        assert_true(outcome[0]);
        free(outcome);
    }
}

static void
test_more_nesting_than_is_safe_is_not_granted(void **state)
{
    static const struct gq_parse_options greedy = { .nesting_max = UINT32_MAX };
    static const struct deep_case c = { "", "", "{a", "", MILLION, "" };
    struct gq_str text = build_text(&c);
    char *outcome = trial_run(trial_print_document, text, &greedy);

    (void)state;
    assert_non_null(strstr(outcome, "levels of nesting"));
    free(outcome);
    free((char *)(uintptr_t)text.bytes);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_each_limit_has_its_code),
        cmocka_unit_test(test_every_prefix_ends_well),
        cmocka_unit_test(test_more_nesting_than_is_safe_is_not_granted),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, limit_cases, test_limit);
    GQ_UNIT_CASES(tests, count, deep_cases, test_deep_on_a_small_stack);
    GQ_UNIT_CASES(tests, count, deep_values, test_deep_on_a_small_stack);
    return _cmocka_run_group_tests("parse_limits", tests, count, NULL, NULL);
}
