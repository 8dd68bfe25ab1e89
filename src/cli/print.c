/* cli/print.c - `gqld print`: the API that a schema makes, or plain SDL, as SDL. */
#include "schema/print.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "engine/generation.h"

static const struct gq_schema *
load_schema(struct gq_arena *arena, const struct gq_options *options, struct gq_errors *errs)
{
    const struct gq_generation *generation;

    if (options->is_plain)
        return gq_files_build_schema(
                arena, options->arguments, options->argument_count, options, errs);
    generation = gq_files_load_generation(
            arena, options->arguments, options->argument_count, options, errs);
    return generation ? gq_generation_schema(generation) : NULL;
}

enum gq_verb_exit
gq_verb_print(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);
    const struct gq_schema *schema;
    struct gq_errors errs;

    if (options->is_plain && options->is_introspection)
        return gq_verb_usage_fault("--plain and --introspection exclude each other.");
    gq_files_init_errors(&errs, arena, options, NULL);
    schema = load_schema(arena, options, &errs);
    if (!schema)
        return gq_report_errors(arena, options, &errs);
    gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
    gq_schema_print(out, schema);
    return gq_report_answer(out);
}
