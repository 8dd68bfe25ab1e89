/* cli/introspect.c - `gqld introspect`: a schema for a database that is there already. */
#include "store/introspect.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/verb.h"
#include "store/store.h"

#include <assert.h>

enum gq_verb_exit
gq_verb_introspect(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);
    struct gq_errors errs;

    assert(options->argument_count == 1);
    gq_files_init_errors(&errs, arena, options, NULL);
    gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
    gq_store_process_init();
    if (!gq_introspect_write(arena, options->arguments[0], out, &errs))
        return gq_report_errors(arena, options, &errs);
    gq_buf_truncate(out, out->length - 1); /* the answer has a line feed of its own */
    return gq_report_answer(out);
}
