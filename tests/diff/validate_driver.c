/*
 * tests/diff/validate_driver.c - validates documents for the comparison with graphql-js.
 *
 * In:       on standard input, frames: a letter, a length as four bytes, lowest first, a text.
 *           `S`: the schema from here on; `D`: a document.
 * Out:      a line of JSON for each document: {"steps", "tokens", "errors": [{"message",
 *           "locations": [[line, column], ...]}, ...]}, or {"syntax": message}.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/build.h"
#include "validate/validate.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define ARENA_BUDGET ((size_t)1 << 30)
#define OUTPUT_MAX   ((size_t)1 << 30)

/* graphql-js stops after 100 errors and says so in one more. */
#define ERRORS_MAX 101

struct job {
    struct gq_arena *schema_arena, *arena;
    const struct gq_schema *schema;
    struct gq_sources schema_sources;
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
write_error(struct gq_buf *out, const struct gq_error *error)
{
    gq_buf_text(out, "{\"message\":");
    write_json_text(out, error->message);
    gq_buf_text(out, ",\"locations\":[");
    for (uint32_t i = 0; i < error->location_count; i++)
        gq_buf_printf(out, "%s[%u,%u]", i ? "," : "", error->locations[i].line,
                error->locations[i].column);
    gq_buf_text(out, "]}");
}

static void
build_schema(void *arg)
{
    static const struct gq_parse_options options = { 0 };
    struct job *job = arg;
    struct gq_errors errs;
    const struct gq_source *source =
            gq_source_add(job->schema_arena, &job->schema_sources, GQ_STR("schema"), job->text);
    struct gq_document *document;

    gq_errors_init(&errs, job->schema_arena, &job->schema_sources, 1);
    document = gq_parse_document(job->schema_arena, source, &options, &errs);
    if (document)
        job->schema = gq_schema_build(job->schema_arena, &document, 1, &job->schema_sources, &errs);
    if (errs.first)
        fprintf(stderr, "schema: %.*s\n", GQ_STR_ARG(errs.first->message));
}

static void
validate(void *arg)
{
    static const struct gq_parse_options parse_options = { 0 };
    static const struct gq_validate_options options = { .suggestions = GQ_SUGGESTIONS_ON };
    struct job *job = arg;
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    const struct gq_source *source =
            gq_source_add(job->arena, &sources, GQ_STR("GraphQL request"), job->text);
    struct gq_document *document;
    uint64_t steps = 0;

    gq_errors_init(&errs, job->arena, &sources, ERRORS_MAX);
    document = gq_parse_document(job->arena, source, &parse_options, &errs);
    if (!document) {
        gq_buf_text(&job->out, "{\"syntax\":");
        write_json_text(&job->out, errs.first->message);
        gq_buf_text(&job->out, "}\n");
        return;
    }
    if (gq_validate_document(job->arena, job->schema, document, &options, &steps, &errs)
            != (errs.count == 0))
        abort();
    gq_buf_printf(&job->out, "{\"steps\":%" PRIu64 ",\"tokens\":%u,\"errors\":[", steps,
            document->token_count);
    for (const struct gq_error *error = errs.first; error; error = error->next) {
        gq_buf_text(&job->out, error == errs.first ? "" : ",");
        write_error(&job->out, error);
    }
    gq_buf_text(&job->out, "]}\n");
}

static bool
read_frame(int *ret_kind, size_t *ret_length)
{
    unsigned char bytes[4];

    *ret_kind = getchar();
    if (*ret_kind == EOF || fread(bytes, 1, sizeof(bytes), stdin) != sizeof(bytes))
        return false;
    *ret_length =
            bytes[0] | (size_t)bytes[1] << 8 | (size_t)bytes[2] << 16 | (size_t)bytes[3] << 24;
    return true;
}

/* The text of a schema lives as long as the schema: in its arena. */
static bool
take_schema(struct job *job)
{
    gq_arena_reset(job->schema_arena);
    job->schema = NULL;
    job->schema_sources = (struct gq_sources){ 0 };
    return gq_guard(job->schema_arena, build_schema, job) == GQ_GUARD_DONE && job->schema;
}

static bool
answer(struct job *job)
{
    if (!job->schema || gq_guard(job->arena, validate, job) != GQ_GUARD_DONE
            || gq_buf_failed(&job->out))
        return false;
    fwrite(job->out.bytes, 1, job->out.length, stdout);
    gq_buf_truncate(&job->out, 0);
    gq_arena_reset(job->arena);
    return true;
}

int
main(void)
{
    struct job job = {
        .schema_arena = gq_arena_new(ARENA_BUDGET),
        .arena = gq_arena_new(ARENA_BUDGET),
    };
    char *schema_text = NULL;
    size_t length;
    int kind;

    gq_buf_init(&job.out, OUTPUT_MAX);
    while (read_frame(&kind, &length)) {
        char *text = malloc(length ? length : 1);

        if (!text || fread(text, 1, length, stdin) != length)
            return EXIT_FAILURE;
        job.text = (struct gq_str){ text, length };
        if (kind == 'S' ? !take_schema(&job) : !answer(&job))
            return EXIT_FAILURE;
        free(kind == 'S' ? schema_text : text);
        if (kind == 'S')
            schema_text = text;
    }
    gq_buf_fini(&job.out);
    gq_arena_free(job.arena);
    gq_arena_free(job.schema_arena);
    free(schema_text);
    return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
