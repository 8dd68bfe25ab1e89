/* tests/unit/language/trial.c - the arena, the guard and the error list around a trial. */
#include "trial.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "language/ast.h"
#include "language/print.h"
#include "unit.h"

#include <stdio.h>

#define ARENA_BUDGET ((size_t)1 << 28)
#define OUTCOME_MAX  ((size_t)1 << 24)

struct attempt {
    struct gq_arena *arena;
    trial_fn *fn;
    struct gq_str text;
    const struct gq_parse_options *options;
    char *outcome;
};

static char *
describe_error(const struct gq_errors *errs)
{
    const struct gq_error *error = errs->first;
    char *text;

    assert_int_equal(errs->count, 1);
    assert_int_equal(error->location_count, 1);
    assert_true(asprintf(&text, "%.*s (%u:%u)", GQ_STR_ARG(error->message),
                        error->locations[0].line, error->locations[0].column)
            >= 0);
    return text;
}

static void
attempt(void *arg)
{
    struct attempt *attempt = arg;
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    struct gq_str outcome;
    struct trial trial;

    gq_errors_init(&errs, attempt->arena, &sources, 8);
    trial = (struct trial){
        .arena = attempt->arena,
        .source = gq_source_add(attempt->arena, &sources, GQ_STR("test"), attempt->text),
        .options = attempt->options,
        .errs = &errs,
    };
    outcome = attempt->fn(&trial);
    assert_int_equal(outcome.bytes == NULL, errs.count > 0);
    attempt->outcome =
            outcome.bytes ? strndup(outcome.bytes, outcome.length) : describe_error(&errs);
}

char *
trial_run(trial_fn *fn, struct gq_str text, const struct gq_parse_options *options)
{
    /* A block of exactly the text's size: a sanitizer sees the first byte read past its end. */
    char *copy = malloc(text.length ? text.length : 1);
    struct attempt job = { gq_arena_new(ARENA_BUDGET), fn, { copy, text.length }, options, NULL };

    assert_non_null(copy);
    if (text.length)
        memcpy(copy, text.bytes, text.length);
    assert_int_equal(gq_guard(job.arena, attempt, &job), GQ_GUARD_DONE);
    gq_arena_free(job.arena);
    free(copy);
    return job.outcome;
}

void
trial_expect(trial_fn *fn, struct gq_str text, const char *wanted)
{
    static const struct gq_parse_options unlimited = { 0 };
    char *outcome = trial_run(fn, text, &unlimited);

    assert_string_equal(outcome, wanted);
    free(outcome);
}

/* The buffer's text; it is released with the arena. */
static struct gq_buf *
buffer_in(struct gq_arena *arena)
{
    struct gq_buf *buf = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(buf, arena, OUTCOME_MAX);
    return buf;
}

struct gq_str
trial_print_document(struct trial *trial)
{
    struct gq_document *document =
            gq_parse_document(trial->arena, trial->source, trial->options, trial->errs);
    struct gq_buf *out = buffer_in(trial->arena);

    if (!document)
        return (struct gq_str){ NULL, 0 };
    gq_print_document(out, document);
    assert_false(gq_buf_failed(out));
    return gq_buf_view(out);
}

struct gq_str
trial_print_type(struct trial *trial)
{
    struct gq_type_node *type =
            gq_parse_type(trial->arena, trial->source, trial->options, trial->errs);
    struct gq_buf *out = buffer_in(trial->arena);

    if (!type)
        return (struct gq_str){ NULL, 0 };
    gq_print_type_node(out, type);
    return gq_buf_view(out);
}

struct gq_str
trial_print_value(struct trial *trial)
{
    struct gq_literal *literal =
            gq_parse_const_value(trial->arena, trial->source, trial->options, trial->errs);
    struct gq_buf *out = buffer_in(trial->arena);

    if (!literal)
        return (struct gq_str){ NULL, 0 };
    gq_print_literal(out, literal);
    return gq_buf_view(out);
}

struct gq_str
trial_string_value(struct trial *trial)
{
    struct gq_literal *literal =
            gq_parse_const_value(trial->arena, trial->source, trial->options, trial->errs);

    if (!literal)
        return (struct gq_str){ NULL, 0 };
    assert_int_equal(literal->kind, GQ_LITERAL_STRING);
    return literal->text;
}
