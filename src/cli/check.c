/*
 * cli/check.c - `gqld check`: what serve would say about the schema, and about documents beside it.
 *
 * Files that parse and hold operations or fragments alone are documents, all else is schema: a file
 * with a syntax error is reported once, as schema.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/source.h"
#include "base/vec.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "engine/admit.h"
#include "engine/generation.h"
#include "language/ast.h"
#include "validate/validate.h"

#include <assert.h>
#include <stdio.h>
#include <sys/stat.h>

/* What one run shares. */
struct run {
    struct gq_arena *arena;
    const struct gq_options *options;
    struct gq_vec schemas, documents; /* of struct gq_str: paths */
    struct gq_errors errs;
};

static bool
is_executable(const struct gq_document *document)
{
    for (const struct gq_definition *it = document->definitions; it; it = it->next)
        if (!gq_definition_is_executable(it))
            return false;
    return document->definitions != NULL;
}

/* Its own errors are dropped: whoever uses the file reports them. */
static bool
is_document(struct run *run, struct gq_str path)
{
    const struct gq_document *document;
    struct gq_sources sources = { 0 };
    struct gq_errors dropped;
    struct stat status;

    if (stat(path.bytes, &status) != 0 || !S_ISREG(status.st_mode))
        return false;
    gq_errors_init(&dropped, run->arena, &sources, 0);
    document = gq_files_parse_document(
            run->arena, path, run->options, GQ_FILES_GIVEN, &sources, &dropped);
    return document && is_executable(document);
}

static void
sort_arguments(struct run *run)
{
    for (uint32_t i = 0; i < run->options->argument_count; i++) {
        struct gq_str path = run->options->arguments[i];
        struct gq_vec *kind = is_document(run, path) ? &run->documents : &run->schemas;

        *GQ_VEC_PUSH(run->arena, kind, struct gq_str) = path;
    }
}

/* As a request with this document would be, up to its variables. */
static void
check_document(struct run *run, const struct gq_schema *schema, struct gq_str path)
{
    const struct gq_limits *limits = &run->options->limits;
    const struct gq_validate_options options = {
        .suggestions = GQ_SUGGESTIONS_ON,
        .steps_max = (uint64_t)gq_limits_get(limits, GQ_LIMIT_VALIDATION_STEPS),
    };
    const struct gq_document *document;
    struct gq_sources sources = { 0 };
    struct gq_errors errs;

    gq_errors_init(
            &errs, run->arena, &sources, gq_options_u32(gq_limits_get(limits, GQ_LIMIT_ERRORS)));
    document = gq_files_parse_document(
            run->arena, path, run->options, GQ_FILES_SERVED, &sources, &errs);
    if (document && gq_validate_document(run->arena, schema, document, &options, NULL, &errs)
            && gq_admit_document(run->arena, document, limits, &errs))
        return;
    assert(errs.first || errs.dropped);
    gq_errors_copy(&run->errs, &errs);
}

static void
check_all(struct run *run)
{
    const struct gq_generation *generation = gq_files_load_generation(
            run->arena, run->schemas.items, run->schemas.count, run->options, &run->errs);

    if (!generation)
        return;
    for (uint32_t i = 0; i < run->documents.count; i++)
        check_document(run, gq_generation_schema(generation),
                GQ_VEC_AT(&run->documents, struct gq_str, i));
}

enum gq_verb_exit
gq_verb_check(struct gq_arena *arena, const struct gq_options *options)
{
    struct run *run = gq_arena_new_of(arena, struct run);
    enum gq_verb_exit outcome;

    run->arena = arena;
    run->options = options;
    gq_files_init_errors(&run->errs, arena, options, NULL);
    sort_arguments(run);
    if (run->schemas.count == 0)
        return gq_verb_usage_fault("`gqld check` needs a SCHEMA: these are documents only.");
    check_all(run);
    outcome = gq_report_errors(arena, options, &run->errs);
    if (outcome == GQ_VERB_OK && !options->is_json)
        printf("schemas: %u, documents: %u, faults: 0\n", run->schemas.count, run->documents.count);
    return outcome;
}
