/*
 * cli/documents.c - `gqld documents`: manifests of trusted documents, as serve would take them.
 *
 * `check` reports what is wrong with them; `import` joins them, whatever their form, to one manifest
 * in Apollo's form on standard output.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/vec.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "engine/generation.h"
#include "engine/trusted.h"
#include "json/write.h"

#include <assert.h>
#include <stdio.h>

static bool
load(struct gq_arena *arena, const struct gq_options *options, struct gq_vec *documents,
        struct gq_errors *errs)
{
    const struct gq_generation *generation = NULL;

    if (options->schemas.count) {
        generation = gq_files_load_generation(
                arena, options->schemas.items, options->schemas.count, options, errs);
        if (!generation)
            return false;
    }
    return gq_trusted_load(arena, options->arguments + 1, options->argument_count - 1,
            generation ? gq_generation_schema(generation) : NULL, &options->limits, documents,
            errs);
}

/* Tools know the operation by its name; a document of a directory has its path instead. */
static void
write_operation(struct gq_buf *out, const struct gq_trusted_document *document)
{
    char id[GQ_TRUSTED_ID_SIZE];

    gq_trusted_print_id(&document->id, id);
    gq_buf_printf(out, "{\"id\":\"%s\",\"name\":", id);
    gq_write_string(out, document->name);
    gq_buf_text(out, ",\"body\":");
    gq_write_string(out, document->text);
    gq_buf_char(out, '}');
}

static enum gq_verb_exit
print_manifest(struct gq_arena *arena, const struct gq_vec *documents)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
    gq_buf_text(out,
            "{\"format\":\"apollo-persisted-query-manifest\",\"version\":1,"
            "\"operations\":[");
    for (uint32_t i = 0; i < documents->count; i++) {
        gq_buf_text(out, i ? ",\n" : "\n");
        write_operation(out, &GQ_VEC_AT(documents, struct gq_trusted_document, i));
    }
    gq_buf_text(out, "\n]}");
    return gq_report_answer(out);
}

enum gq_verb_exit
gq_verb_documents(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_str what = options->arguments[0];
    bool is_import = gq_str_is(what, "import");
    struct gq_vec documents = { 0 };
    enum gq_verb_exit outcome;
    struct gq_errors errs;

    assert(options->argument_count >= 2);
    if (!is_import && !gq_str_is(what, "check"))
        return gq_verb_usage_fault("`gqld documents` is followed by check or import.");
    gq_files_init_errors(&errs, arena, options, NULL);
    if (load(arena, options, &documents, &errs) && is_import)
        return print_manifest(arena, &documents);
    outcome = gq_report_errors(arena, options, &errs);
    if (outcome == GQ_VERB_OK && !options->is_json)
        printf("documents: %u, faults: 0\n", documents.count);
    return outcome;
}
