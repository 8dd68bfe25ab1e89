/* Patterns: found, not found, given up. */
#include "base/arena.h"
#include "base/guard.h"
#include "base/pattern.h"
#include "unit.h"

static const struct search_case {
    const char *name, *pattern;
    struct gq_str text;
    enum gq_pattern_outcome outcome;
} search_cases[] = {
    { "found anywhere", "b+", GQ_STR_INIT("abbc"), GQ_PATTERN_FOUND },
    { "not found", "d", GQ_STR_INIT("abbc"), GQ_PATTERN_NOT_FOUND },
    { "anchored", "^b", GQ_STR_INIT("abbc"), GQ_PATTERN_NOT_FOUND },
    { "a dollar is the very end", "^a$", GQ_STR_INIT("a\n"), GQ_PATTERN_NOT_FOUND },
    { "an empty text", "^$", { NULL, 0 }, GQ_PATTERN_FOUND },
    { "a dot is a character, not a byte", "^.$", GQ_STR_INIT("\xC3\xA9"), GQ_PATTERN_FOUND },
    { "a property of Unicode", "^\\p{Lu}$", GQ_STR_INIT("\xC3\x89"), GQ_PATTERN_FOUND },
    { "a NUL in the text", "^a.b$", GQ_STR_INIT("a\0b"), GQ_PATTERN_FOUND },
    { "text that is not UTF-8", ".", GQ_STR_INIT("\xC3"), GQ_PATTERN_NOT_FOUND },
    { "steps without end are given up", "^(a+)+$",
            GQ_STR_INIT("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"),
            GQ_PATTERN_TOO_COSTLY },
};

struct job {
    struct gq_arena *arena;
    struct gq_str text;
    const struct gq_pattern *pattern;
    struct gq_str reason;
};

static void
compile(void *arg)
{
    struct job *job = arg;

    job->pattern = gq_pattern_compile(job->arena, job->text, &job->reason);
}

static void
compile_in(struct job *job, const char *pattern)
{
    *job = (struct job){ .arena = gq_arena_new(1 << 20), .text = gq_str_of(pattern) };
    assert_int_equal(gq_guard(job->arena, compile, job), GQ_GUARD_DONE);
}

static void
test_search(void **state)
{
    const struct search_case *c = *state;
    struct job job;

    compile_in(&job, c->pattern);
    assert_non_null(job.pattern);
    assert_int_equal(gq_pattern_search(job.pattern, c->text), c->outcome);
    gq_arena_free(job.arena);
}

static const struct refused_case {
    const char *name, *pattern, *reason;
} refused_cases[] = {
    { "a parenthesis that is not closed", "(a", "missing closing parenthesis, at character 3" },
    { "a count without a thing", "*a",
            "quantifier does not follow a repeatable item, at character 1" },
    { "a single byte of a character", "\\C",
            "using \\C is disabled by the application, at character 3" },
};

static void
test_refused(void **state)
{
    const struct refused_case *c = *state;
    struct job job;

    compile_in(&job, c->pattern);
    assert_null(job.pattern);
    assert_str_equal(job.reason, gq_str_of(c->reason));
    gq_arena_free(job.arena);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, search_cases, test_search);
    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    return _cmocka_run_group_tests("base/pattern", tests, count, NULL, NULL);
}
