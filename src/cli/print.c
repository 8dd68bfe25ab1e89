/* cli/print.c - `gqld print`: the API that a schema makes, or plain SDL, as SDL. */
#include "schema/print.h"

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
#include "engine/generation.h"
#include <assert.h>

static const struct gq_schema *
load_schema(struct gq_arena *arena, const struct gq_options *options,
        const struct gq_schema **ret_unchecked, struct gq_errors *errs)
{
    const struct gq_generation *generation;

    if (options->is_plain)
        return gq_files_build_schema(
                arena, options->arguments, options->argument_count, options, ret_unchecked, errs);
    generation = gq_files_load_generation(
            arena, options->arguments, options->argument_count, options, errs);
    return generation ? gq_generation_schema(generation) : NULL;
}

/* Lives in the program. Spec: Introspection > Schema Introspection. */
static const char introspection_query[] =
#include "cli/introspection.inc"
        ;

static void
free_call(void *arg)
{
    gq_call_free(arg);
}

/* Asked as any client asks, so that it is what clients see. NULL after adding errors. */
static const struct gq_response *
introspect(struct gq_arena *arena, const struct gq_options *options, struct gq_errors *errs)
{
    const struct gq_request request = {
        .form = GQ_REQUEST_PARAMETERS,
        .query = GQ_STR(introspection_query),
        .is_read_only = true,
    };
    struct gq_worker *worker =
            gq_local_engine_open(arena, options, options->arguments, options->argument_count, errs);
    enum gq_call_state state;
    struct gq_call *call;

    if (!worker)
        return NULL;
    call = gq_call_begin(worker, &request, &state);
    if (!call) {
        gq_errors_add(
                errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "There is not enough memory.");
        return NULL;
    }
    gq_arena_defer(arena, free_call, call);
    assert(state == GQ_CALL_DONE);
    return gq_call_response(call);
}

static enum gq_verb_exit
print_introspection(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);
    const struct gq_response *response;
    enum gq_verb_exit outcome;
    struct gq_errors errs;

    gq_files_init_errors(&errs, arena, options, NULL);
    response = introspect(arena, options, &errs);
    if (!response)
        return gq_report_errors(arena, options, &errs);
    gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
    gq_buf_str(out, response->body);
    outcome = gq_report_answer(out);
    return response->error_count ? GQ_VERB_FAULTS : outcome;
}

/* Plain SDL is printed also when it breaks rules of the type system, as far as it has a meaning. */
static enum gq_verb_exit
print_schema(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);
    const struct gq_schema *schema, *unchecked = NULL;
    enum gq_verb_exit outcome;
    struct gq_errors errs;

    gq_files_init_errors(&errs, arena, options, NULL);
    schema = load_schema(arena, options, &unchecked, &errs);
    if (!schema && !unchecked)
        return gq_report_errors(arena, options, &errs);
    gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
    gq_schema_print(out, schema ? schema : unchecked);
    outcome = gq_report_answer(out);
    return schema ? outcome : gq_report_errors(arena, options, &errs);
}

enum gq_verb_exit
gq_verb_print(struct gq_arena *arena, const struct gq_options *options)
{
    if (options->is_plain && options->is_introspection)
        return gq_verb_usage_fault("--plain and --introspection exclude each other.");
    if (options->is_introspection)
        return print_introspection(arena, options);
    return print_schema(arena, options);
}
