/*
 * cli/explain.c - `gqld explain`: the plan of a query, the SQL that it ran, what came of it.
 *
 * The query is run through the engine as any request is, so that what is shown is what happens.
 */
#include "engine/explain.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/source.h"
#include "cli/files.h"
#include "cli/local_engine.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "engine/engine.h"
#include "json/parse.h"
#include "json/value.h"
#include "json/write.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

/* What one run shares. */
struct run {
    struct gq_arena *arena;
    const struct gq_options *options;
    struct gq_str document_path;
    struct gq_worker *worker;
    struct gq_explanation explanation;
    struct gq_errors errs;
};

static void
free_explanation(void *arg)
{
    gq_explain_free(arg);
}

static bool
explain(struct run *run)
{
    struct gq_request request = {
        .form = GQ_REQUEST_PARAMETERS,
        .operation_name = run->options->operation,
        .variables = run->options->variables,
        .is_read_only = !run->options->is_write,
    };

    if (!gq_files_read(run->arena, run->document_path, &request.query, &run->errs))
        return false;
    if (!gq_explain_run(run->worker, &request, &run->explanation)) {
        gq_errors_add(&run->errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE,
                "There is not enough memory.");
        return false;
    }
    gq_arena_defer(run->arena, free_explanation, &run->explanation);
    return true;
}

static void
write_json(struct gq_buf *out, const struct gq_explanation *it)
{
    gq_buf_text(out, "{\"plan\":");
    gq_write_string(out, it->plan);
    gq_buf_text(out, ",\"statements\":[");
    for (uint32_t i = 0; i < it->statement_count; i++) {
        gq_buf_text(out, i ? "," : "");
        gq_write_string(out, it->statements[i]);
    }
    gq_buf_printf(out, "],\"statement_count\":%" PRIu32 ",\"rows\":%" PRIu64 ",\"response\":",
            it->statement_count, it->rows);
    gq_buf_str(out, it->response);
    gq_buf_char(out, '}');
}

static void
write_text(struct gq_buf *out, const struct gq_explanation *it)
{
    gq_buf_str(out, it->plan);
    if (it->plan.length && it->plan.bytes[it->plan.length - 1] != '\n')
        gq_buf_char(out, '\n');
    gq_buf_char(out, '\n');
    for (uint32_t i = 0; i < it->statement_count; i++) {
        gq_buf_printf(out, "%" PRIu32 ". ", i + 1);
        gq_buf_str(out, it->statements[i]);
        gq_buf_text(out, "\n\n");
    }
    gq_buf_printf(out, "%" PRIu32 " statements, %" PRIu64 " rows", it->statement_count, it->rows);
}

/* A number of the response's own making: a line or a column. */
static uint32_t
place_number(const struct gq_value *location, struct gq_str key)
{
    const struct gq_value *number = gq_value_member(location, key);

    return number && number->kind == GQ_VALUE_INT ? (uint32_t)number->integer : 0;
}

/* One error of the response as people read it: with the document's name. */
static void
print_response_error(struct run *run, const struct gq_value *error)
{
    const struct gq_value *message = gq_value_member(error, GQ_STR("message"));
    const struct gq_value *locations = gq_value_member(error, GQ_STR("locations"));

    if (!message || message->kind != GQ_VALUE_STRING)
        return;
    fprintf(stderr, "%s:", run->document_path.bytes);
    if (locations && locations->kind == GQ_VALUE_LIST && locations->count > 0)
        fprintf(stderr, "%" PRIu32 ":%" PRIu32 ":",
                place_number(&locations->items[0], GQ_STR("line")),
                place_number(&locations->items[0], GQ_STR("column")));
    fprintf(stderr, " %.*s\n", GQ_STR_ARG(message->text));
}

/* The list `errors` of the response; NULL when there is none. */
static const struct gq_value *
response_errors(struct run *run)
{
    struct gq_value *response = gq_arena_new_of(run->arena, struct gq_value);
    const struct gq_value *list;

    if (!gq_files_parse_json(
                run->arena, run->options, run->explanation.response, response, &run->errs))
        return NULL;
    list = gq_value_member(response, GQ_STR("errors"));
    return list && list->kind == GQ_VALUE_LIST ? list : NULL;
}

static enum gq_verb_exit
report(struct run *run)
{
    struct gq_buf *out = gq_arena_new_of(run->arena, struct gq_buf);
    const struct gq_value *faults = response_errors(run);
    enum gq_verb_exit outcome;

    gq_buf_init_in(out, run->arena, GQ_REPORT_BYTES_MAX);
    if (run->options->is_json)
        write_json(out, &run->explanation);
    else if (run->explanation.plan.length)
        write_text(out, &run->explanation);
    outcome = out->length ? gq_report_answer(out) : GQ_VERB_OK;
    for (uint32_t i = 0; faults && !run->options->is_json && i < faults->count; i++)
        print_response_error(run, &faults->items[i]);
    return faults ? GQ_VERB_FAULTS : outcome;
}

enum gq_verb_exit
gq_verb_explain(struct gq_arena *arena, const struct gq_options *options)
{
    struct run *run = gq_arena_new_of(arena, struct run);

    assert(options->argument_count >= 2);
    run->arena = arena;
    run->options = options;
    run->document_path = options->arguments[options->argument_count - 1];
    gq_files_init_errors(&run->errs, arena, options, NULL);
    run->worker = gq_local_engine_open(
            arena, options, options->arguments, options->argument_count - 1, &run->errs);
    if (!run->worker || !explain(run))
        return gq_report_errors(arena, options, &run->errs);
    return report(run);
}
