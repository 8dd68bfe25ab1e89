/* cli/report.c - two forms of one list. */
#include "cli/report.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "cli/options.h"
#include "json/write.h"

#include <assert.h>
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

static void
write_locations(struct gq_buf *out, const struct gq_error *error)
{
    gq_buf_text(out, ",\"locations\":[");
    for (uint32_t i = 0; i < error->location_count; i++)
        gq_buf_printf(out, "%s{\"line\":%u,\"column\":%u}", i ? "," : "", error->locations[i].line,
                error->locations[i].column);
    gq_buf_char(out, ']');
}

/* The list has the root first; the links lead from the leaf. */
static void
write_path(struct gq_buf *out, struct gq_arena *arena, const struct gq_path *path)
{
    const struct gq_path **steps;
    uint32_t count = 0;

    for (const struct gq_path *step = path; step; step = step->parent)
        count++;
    steps = gq_arena_array_of(arena, const struct gq_path *, count);
    for (uint32_t i = count; i > 0; i--, path = path->parent)
        steps[i - 1] = path;
    for (uint32_t i = 0; i < count; i++) {
        gq_buf_char(out, i ? ',' : '[');
        if (steps[i]->key.bytes)
            gq_write_string(out, steps[i]->key);
        else
            gq_write_int(out, steps[i]->index);
    }
    gq_buf_char(out, ']');
}

/* `extensions.file` tells several files apart; GraphQL's own locations cannot. */
static void
write_extensions(struct gq_buf *out, const struct gq_error *error)
{
    gq_buf_text(out, ",\"extensions\":{\"code\":");
    gq_write_string(out, gq_code_info(error->code)->wire);
    if (error->location_count) {
        gq_buf_text(out, ",\"file\":");
        gq_write_string(out, error->locations[0].source_name);
    }
    gq_buf_char(out, '}');
}

static void
write_error(struct gq_buf *out, struct gq_arena *arena, const struct gq_error *error)
{
    gq_buf_text(out, "{\"message\":");
    gq_write_string(out, error->message);
    if (error->location_count)
        write_locations(out, error);
    if (error->path) {
        gq_buf_text(out, ",\"path\":");
        write_path(out, arena, error->path);
    }
    write_extensions(out, error);
    gq_buf_char(out, '}');
}

void
gq_report_write_errors(struct gq_buf *out, struct gq_arena *arena, const struct gq_errors *errs)
{
    gq_buf_char(out, '[');
    for (const struct gq_error *error = errs->first; error; error = error->next) {
        if (error != errs->first)
            gq_buf_char(out, ',');
        write_error(out, arena, error);
    }
    gq_buf_char(out, ']');
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
        gq_report_write_errors(out, arena, errs);
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
