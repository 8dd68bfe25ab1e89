/*
 * tests/diff/language_driver.c - parses and prints documents for the comparison with graphql-js.
 *
 * In:       on standard input, for each document: its length as four bytes, lowest first; its text.
 * Out:      a line of JSON each: {"printed", "tokens", "starts"}, or {"message", "line", "column"}.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "language/ast.h"
#include "language/parse.h"
#include "language/print.h"
#include "language_starts.h"

#include <stdio.h>
#include <stdlib.h>

#define ARENA_BUDGET ((size_t)1 << 30)
#define OUTPUT_MAX   ((size_t)1 << 30)

struct job {
    struct gq_arena *arena;
    struct gq_str text;
    struct gq_buf out;
};

static void
write_json_text(struct gq_buf *out, struct gq_str text)
{
    gq_buf_char(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte == '"' || byte == '\\')
            gq_buf_printf(out, "\\%c", byte);
        else if (byte < 0x20)
            gq_buf_printf(out, "\\u%04x", byte);
        else
            gq_buf_char(out, (char)byte);
    }
    gq_buf_char(out, '"');
}

static void
answer(void *arg)
{
    static const struct gq_parse_options options = { 0 };
    struct job *job = arg;
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    struct gq_buf *printed = gq_arena_new_of(job->arena, struct gq_buf);
    const struct gq_source *source =
            gq_source_add(job->arena, &sources, GQ_STR("GraphQL request"), job->text);
    struct gq_document *document;

    gq_errors_init(&errs, job->arena, &sources, 1);
    document = gq_parse_document(job->arena, source, &options, &errs);
    if (document) {
        gq_buf_init_in(printed, job->arena, OUTPUT_MAX);
        gq_print_document(printed, document);
        gq_buf_text(&job->out, "{\"printed\":");
        write_json_text(&job->out, gq_buf_view(printed));
        gq_buf_printf(&job->out, ",\"tokens\":%u,\"starts\":\"", document->token_count);
        language_starts_print(&job->out, document);
        gq_buf_char(&job->out, '"');
    } else {
        gq_buf_text(&job->out, "{\"message\":");
        write_json_text(&job->out, errs.first->message);
        gq_buf_printf(&job->out, ",\"line\":%u,\"column\":%u", errs.first->locations[0].line,
                errs.first->locations[0].column);
    }
    gq_buf_text(&job->out, "}\n");
}

static bool
read_length(size_t *ret_length)
{
    unsigned char bytes[4];

    if (fread(bytes, 1, sizeof(bytes), stdin) != sizeof(bytes))
        return false;
    *ret_length =
            bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 | (size_t)bytes[3] << 24;
    return true;
}

int
main(void)
{
    struct job job = { .arena = gq_arena_new(ARENA_BUDGET) };
    size_t length;

    gq_buf_init(&job.out, OUTPUT_MAX);
    while (read_length(&length)) {
        /* A block of exactly this size, so that a sanitizer sees the first byte past its end. */
        char *text = malloc(length ? length : 1);

        if (!text || fread(text, 1, length, stdin) != length)
            return EXIT_FAILURE;
        job.text = (struct gq_str){ text, length };
        if (gq_guard(job.arena, answer, &job) != GQ_GUARD_DONE || gq_buf_failed(&job.out))
            return EXIT_FAILURE;
        fwrite(job.out.bytes, 1, job.out.length, stdout);
        gq_buf_truncate(&job.out, 0);
        gq_arena_reset(job.arena);
        free(text);
    }
    gq_buf_fini(&job.out);
    gq_arena_free(job.arena);
    return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
