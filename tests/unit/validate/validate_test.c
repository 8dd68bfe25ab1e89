/* tests/unit/validate/validate_test.c - bounds of errors and steps, suggestions, bare schemas. */
#include "trial.h"
#include "unit.h"

#define CLOSING "Too many validation errors, error limit reached. Validation aborted.\n"

static const struct bound_case {
    const char *name;
    uint32_t errors_max;
    const char *document, *wanted;
} bound_cases[] = {
    { "errors one below the bound are all reported", 4, "{ a b c }",
            "Cannot query field \"a\" on type \"Query\". @1:3\n"
            "Cannot query field \"b\" on type \"Query\". @1:5\n"
            "Cannot query field \"c\" on type \"Query\". @1:7\n" },
    { "the last place of the list is for saying that there are more", 3, "{ a b c }",
            "Cannot query field \"a\" on type \"Query\". @1:3\n"
            "Cannot query field \"b\" on type \"Query\". @1:5\n" CLOSING },
    { "what is far past the bound is not looked at", 2, "{ a b c d e @nope @nope @nope }",
            "Cannot query field \"a\" on type \"Query\". @1:3\n" CLOSING },
    { "a list of one has room for the first error only", 1, "{ a b c }",
            "Cannot query field \"a\" on type \"Query\". @1:3\n" },
    { "the bound holds within one value", 3, "{ posts(where: {a: 1, b: 1, c: 1, d: 1}) { id } }",
            "Expected value of type \"PostFilter\" not to include unknown field \"a\". Did you "
            "mean "
            "\"at\"? Found: { a: 1, b: 1, c: 1, d: 1 }. @1:17\n"
            "Expected value of type \"PostFilter\" not to include unknown field \"b\", found: "
            "{ a: 1, b: 1, c: 1, d: 1 }. @1:23\n" CLOSING },
};

static void
test_bound(void **state)
{
    const struct bound_case *c = *state;
    const struct trial_options options = { .errors_max = c->errors_max };
    struct trial_outcome outcome = trial_run(gq_str_of(c->document), &options);

    assert_string_equal(outcome.text, c->wanted);
    assert_true(outcome.error_count <= c->errors_max);
    free(outcome.text);
}

/* What could be known of the schema by a near name only is kept back. */
static const struct trial_case silent_cases[] = {
    { "fields", "{ nam author { nmae } find { id } }",
            "Cannot query field \"nam\" on type \"Query\". @1:3\n"
            "Cannot query field \"nmae\" on type \"Author\". @1:16\n"
            "Cannot query field \"id\" on type \"Found\". @1:30\n" },
    { "types", "{ ... on Athor { id } }", "Unknown type \"Athor\". @1:10\n" },
    { "arguments", "{ author { posts(fist: 1) @log(level: 1, nte: 1) { id } } }",
            "Unknown argument \"fist\" on field \"Author.posts\". @1:18\n"
            "Unknown argument \"nte\" on directive \"@log\". @1:42\n" },
    { "enumeration values and input fields",
            "{ posts(where: {titel: 1, author: {name: \"a\", style: SHRT}}) { id } "
            "named { name(style: \"LONG\") } }",
            "Value \"SHRT\" does not exist in \"Style\" enum. @1:54\n"
            "Expected value of type \"PostFilter\" not to include unknown field \"titel\", found: "
            "{ titel: 1, author: { name: \"a\", style: SHRT } }. @1:17\n"
            "Enum \"Style\" cannot represent non-enum value: \"LONG\". @1:89\n" },
};

static void
test_silent(void **state)
{
    static const struct trial_options options = {
        .validation = { .suggestions = GQ_SUGGESTIONS_OFF },
    };
    const struct trial_case *c = *state;
    struct trial_outcome outcome = trial_run(gq_str_of(c->document), &options);

    assert_string_equal(outcome.text, c->wanted);
    free(outcome.text);
}

/* Spec: Validation > Operations > Operation Type Existence. */
static const struct trial_case bare_cases[] = {
    { "a kind of operation that the schema does not have",
            "mutation { remove(id: 1) { id } } subscription S { a b }",
            "The mutation operation is not supported by the schema. @1:1\n"
            "This anonymous operation must be the only defined operation. @1:1\n"
            "The subscription operation is not supported by the schema. @1:35\n" },
    { "a scalar that the schema has no use for is not there", "query ($a: Float) { a(x: $a) }",
            "Unknown type \"Float\". @1:12\nUnknown argument \"x\" on field \"Query.a\". @1:23\n" },
};

static void
test_bare(void **state)
{
    static const struct trial_options options = { .schema = "type Query { a: String }" };
    const struct trial_case *c = *state;
    struct trial_outcome outcome = trial_run(gq_str_of(c->document), &options);

    assert_string_equal(outcome.text, c->wanted);
    free(outcome.text);
}

#define STEPS_DOCUMENT "{ author { id name posts(first: 1) { title } } }"

static uint64_t
steps_of(const char *document)
{
    static const struct trial_options options = { 0 };
    struct trial_outcome outcome = trial_run(gq_str_of(document), &options);

    assert_string_equal(outcome.text, "");
    free(outcome.text);
    return outcome.steps;
}

/* The limit itself is allowed, one less is not. */
static void
test_steps_bound(void **state)
{
    uint64_t steps = steps_of(STEPS_DOCUMENT);
    struct trial_options options = { .validation = { .steps_max = steps } };
    struct trial_outcome outcome = trial_run(gq_str_of(STEPS_DOCUMENT), &options);

    (void)state;
    assert_string_equal(outcome.text, "");
    free(outcome.text);
    options.validation.steps_max = steps + 1;
    outcome = trial_run(gq_str_of(STEPS_DOCUMENT), &options);
    assert_string_equal(outcome.text, "");
    free(outcome.text);
    options.validation.steps_max = steps - 1;
    outcome = trial_run(gq_str_of(STEPS_DOCUMENT), &options);
    assert_int_equal(outcome.error_count, 1);
    assert_non_null(strstr(outcome.text, "Validation exceeded its limit of "));
    free(outcome.text);
}

int
main(void)
{
    struct CMUnitTest tests[64] = { cmocka_unit_test(test_steps_bound) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, bound_cases, test_bound);
    GQ_UNIT_CASES(tests, count, silent_cases, test_silent);
    GQ_UNIT_CASES(tests, count, bare_cases, test_bare);
    return _cmocka_run_group_tests("validate", tests, count, NULL, NULL);
}
