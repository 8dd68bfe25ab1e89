/* cli/report.c - two forms of one list. */
#include "cli/report.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/options.h"
#include "json/errors.h"

#include <stdio.h>

static void
print_error(const struct gq_error *error)
{
    for (uint32_t i = 0; i < error->location_count; i++) {
        const struct gq_location *place = &error->locations[i];

        fprintf(stderr, "%.*s:%u:%u: ", GQ_STR_ARG(place->source_name), place->line, place->column);
        if (i > 0)
            fputs("note: the fault above is also about this place\n", stderr);
        else
            fprintf(stderr, "%.*s\n", GQ_STR_ARG(error->message));
    }
    if (error->location_count == 0)
        fprintf(stderr, "%.*s\n", GQ_STR_ARG(error->message));
}

static void
print_errors(const struct gq_errors *errs)
{
    for (const struct gq_error *error = errs->first; error; error = error->next)
        print_error(error);
    if (errs->dropped)
        fprintf(stderr, "gqld: There are more faults than the %u reported.\n", errs->count);
}

enum gq_verb_exit
gq_report_errors(
        struct gq_arena *arena, const struct gq_options *options, const struct gq_errors *errs)
{
    enum gq_verb_exit outcome = errs->first ? GQ_VERB_FAULTS : GQ_VERB_OK;

    if (options->is_json) {
        struct gq_buf *out = gq_arena_new_of(arena, struct gq_buf);

        gq_buf_init_in(out, arena, GQ_REPORT_BYTES_MAX);
        gq_buf_text(out, "{\"errors\":");
        gq_errors_write_with_files(out, errs);
        gq_buf_char(out, '}');
        if (gq_report_answer(out) != GQ_VERB_OK)
            outcome = GQ_VERB_FAULTS;
    } else {
        print_errors(errs);
    }
    return outcome;
}

enum gq_verb_exit
gq_report_answer(const struct gq_buf *answer)
{
    struct gq_str text = gq_buf_view(answer);

    if (gq_buf_failed(answer)) {
        fputs("gqld: The answer is too long.\n", stderr);
        return GQ_VERB_FAULTS;
    }
    if (fwrite(text.bytes, 1, text.length, stdout) != text.length || putchar('\n') == EOF
            || fflush(stdout) != 0) {
        perror("gqld: standard output");
        return GQ_VERB_FAULTS;
    }
    return GQ_VERB_OK;
}
