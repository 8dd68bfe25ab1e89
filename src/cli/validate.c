/*
 * cli/validate.c - `gqld validate`: the specification's rules on documents, any SDL, no model.
 *
 * Each document stands alone: fragments are not shared between files.
 */
#include "validate/validate.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/files.h"
#include "cli/operation.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "schema/coerce.h"
#include "json/write.h"

#include <assert.h>

/* As graphql-js stops: a hundred, and the one that says that there were more. */
#define ERRORS_MAX 101

/* What one run shares. */
struct run {
    struct gq_arena *arena;
    const struct gq_options *options;
    const struct gq_schema *schema;
    struct gq_sources sources; /* of the documents */
    struct gq_errors errs;     /* of all documents */
};

/* Every document has its own bound of errors, as every request has. */
static bool
validate_document(struct run *run, const struct gq_document *document)
{
    const struct gq_validate_options options = {
        .suggestions = GQ_SUGGESTIONS_ON,
        .steps_max = (uint64_t)gq_options_limit_given(run->options, GQ_LIMIT_VALIDATION_STEPS, 0),
    };
    struct gq_errors errs;
    bool ok;

    gq_errors_init(&errs, run->arena, &run->sources,
            gq_options_u32(gq_options_limit_given(run->options, GQ_LIMIT_ERRORS, ERRORS_MAX)));
    ok = gq_validate_document(run->arena, run->schema, document, &options, NULL, &errs);
    gq_errors_copy(&run->errs, &errs);
    return ok;
}

/* Parse faults do not stop the run: the other documents are looked at too. */
static const struct gq_document *
check_document(struct run *run, struct gq_str path)
{
    const struct gq_document *document = gq_files_parse_document(
            run->arena, path, run->options, GQ_FILES_GIVEN, &run->sources, &run->errs);

    return document && validate_document(run, document) ? document : NULL;
}

static void
write_variables(struct gq_buf *out, const struct gq_variables *variables)
{
    bool is_first = true;

    gq_buf_char(out, '{');
    for (uint32_t i = 0; i < variables->count; i++) {
        const struct gq_variable *variable = &variables->items[i];

        if (!variable->is_present)
            continue;
        if (!is_first)
            gq_buf_char(out, ',');
        is_first = false;
        gq_write_string(out, variable->name);
        gq_buf_char(out, ':');
        gq_write_value(out, &variable->value);
    }
    gq_buf_char(out, '}');
}

static enum gq_verb_exit
report_coerced(struct run *run, const struct gq_variables *variables)
{
    struct gq_buf *out = gq_arena_new_of(run->arena, struct gq_buf);

    gq_buf_init_in(out, run->arena, GQ_REPORT_BYTES_MAX);
    if (run->options->is_json)
        gq_buf_text(out, "{\"errors\":[],\"coerced\":");
    write_variables(out, variables);
    if (run->options->is_json)
        gq_buf_char(out, '}');
    return gq_report_answer(out);
}

/* Spec: Execution > Coercing Variable Values, of the operation that the options select. */
static enum gq_verb_exit
coerce(struct run *run, const struct gq_document *document)
{
    const struct gq_definition *operation =
            gq_operation_select(document, run->options->operation, &run->errs);
    struct gq_value given;
    struct gq_variables variables;

    if (!operation || !gq_files_parse_variables(run->arena, run->options, &given, &run->errs)
            || !gq_coerce_variables(
                    run->arena, run->schema, operation, &given, &variables, &run->errs))
        return gq_report_errors(run->arena, run->options, &run->errs);
    return report_coerced(run, &variables);
}

enum gq_verb_exit
gq_verb_validate(struct gq_arena *arena, const struct gq_options *options)
{
    struct run *run = gq_arena_new_of(arena, struct run);
    const struct gq_document *document = NULL;

    if (options->schemas.count == 0)
        return gq_verb_usage_fault("`gqld validate` needs --schema SCHEMA.");
    if (options->variables.bytes && options->argument_count != 1)
        return gq_verb_usage_fault("--variables is for one DOCUMENT.");
    run->arena = arena;
    run->options = options;
    gq_files_init_errors(&run->errs, arena, options, &run->sources);
    run->schema = gq_files_build_schema(
            arena, options->schemas.items, options->schemas.count, options, NULL, &run->errs);
    if (!run->schema)
        return gq_report_errors(arena, options, &run->errs);
    for (uint32_t i = 0; i < options->argument_count; i++)
        document = check_document(run, options->arguments[i]);
    if (document && options->variables.bytes)
        return coerce(run, document);
    return gq_report_errors(arena, options, &run->errs);
}
