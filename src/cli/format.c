/* cli/format.c - `gqld format FILE`: parse, print. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "language/print.h"

#include <assert.h>

enum gq_verb_exit
gq_verb_format(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);
    const struct gq_document *document;
    struct gq_sources sources = { 0 };
    struct gq_errors errs;

    assert(options->argument_count == 1);
    gq_files_init_errors(&errs, arena, options, &sources);
    document = gq_files_parse_document(
            arena, options->arguments[0], options, GQ_FILES_GIVEN, &sources, &errs);
    if (!document)
        return gq_report_errors(arena, options, &errs);
    gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
    gq_print_document(out, document);
    return gq_report_answer(out);
}
