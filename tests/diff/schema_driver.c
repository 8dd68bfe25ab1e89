/*
 * tests/diff/schema_driver.c - builds schemas and coerces variables for the comparison with
 * graphql-js.
 *
 * In:       on standard input, jobs of three texts each: SDL, an operation (may be empty), its
 *           variables as JSON (may be empty); before each its length as four bytes, lowest first.
 * Out:      a line of JSON each: {"errors"}, or {"printed", "schema", "directives", "types"} and,
 *           with an operation, "variables": {"errors"} or {"coerced"}.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/build.h"
#include "schema/coerce.h"
#include "schema/introspect.h"
#include "schema/print.h"
#include "schema/schema.h"
#include "json/parse.h"
#include "json/value.h"
#include "json/write.h"

#include <stdio.h>
#include <stdlib.h>

#define ARENA_BUDGET ((size_t)1 << 30)
#define OUTPUT_MAX   ((size_t)1 << 30)
#define ERRORS_MAX   1000u

enum { SDL, OPERATION, VARIABLES, TEXT_COUNT };

struct job {
    struct gq_arena *arena;
    struct gq_json_parser *parser;
    const struct gq_schema *schema;
    struct gq_str texts[TEXT_COUNT];
    struct gq_buf out;
};

static void
write_errors(struct job *job, const struct gq_errors *errs)
{
    gq_buf_text(&job->out, "{\"errors\":[");
    for (const struct gq_error *e = errs->first; e; e = e->next) {
        gq_buf_text(&job->out, e == errs->first ? "{\"message\":" : ",{\"message\":");
        gq_write_string(&job->out, e->message);
        gq_buf_text(&job->out, ",\"locations\":[");
        for (uint32_t i = 0; i < e->location_count; i++)
            gq_buf_printf(&job->out, "%s[%u,%u]", i ? "," : "", (unsigned)e->locations[i].line,
                    (unsigned)e->locations[i].column);
        gq_buf_text(&job->out, "]}");
    }
    gq_buf_text(&job->out, "]}");
}

/* --- Introspection --------------------------------------------------------------------------- */

static void write_object(struct job *job, const struct gq_type *type, const void *object);

/* A type inside another object is written as its text, everything else whole. */
static void
write_introspected(struct job *job, const struct gq_field *field, const struct gq_value *value)
{
    if (value->kind == GQ_VALUE_LIST) {
        gq_buf_char(&job->out, '[');
        for (uint32_t i = 0; i < value->count; i++) {
            gq_buf_text(&job->out, i ? "," : "");
            write_introspected(job, field, &value->items[i]);
        }
        gq_buf_char(&job->out, ']');
    } else if (value->kind != GQ_VALUE_HANDLE) {
        gq_write_value(&job->out, value);
    } else if (gq_str_is(field->type->named->name, "__Type")) {
        gq_buf_char(&job->out, '"');
        gq_type_print(&job->out, value->handle);
        gq_buf_char(&job->out, '"');
    } else {
        write_object(job, field->type->named, value->handle);
    }
}

/* Every field of the object; those that take arguments with and without what is deprecated. */
static void
write_object(struct job *job, const struct gq_type *type, const void *object)
{
    gq_buf_char(&job->out, '[');
    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct gq_field *field = &type->fields[i];

        for (int included = field->argument_count ? 0 : 1; included < 2; included++) {
            struct gq_member member = { GQ_STR("includeDeprecated"),
                { .kind = GQ_VALUE_BOOLEAN, .boolean = included } };
            struct gq_value arguments = { .kind = GQ_VALUE_OBJECT, .count = 1, .members = &member };
            struct gq_value value =
                    gq_introspect_resolve(job->arena, job->schema, field, object, &arguments);

            gq_buf_text(&job->out, i || (included && field->argument_count) ? "," : "");
            write_introspected(job, field, &value);
        }
    }
    gq_buf_char(&job->out, ']');
}

static void
write_introspection(struct job *job)
{
    const struct gq_type *schema_type = job->schema->schema_field->type->named;

    gq_buf_text(&job->out, ",\"schema\":");
    write_object(job, schema_type, job->schema);
    gq_buf_text(&job->out, ",\"types\":[");
    for (uint32_t i = 0; i < job->schema->type_count; i++) {
        gq_buf_text(&job->out, i ? "," : "");
        write_object(job, job->schema->type_field->type->named, job->schema->types[i]);
    }
    gq_buf_char(&job->out, ']');
}

/* --- Variables ------------------------------------------------------------------------------- */

static void
write_coerced(struct job *job, const struct gq_variables *variables)
{
    bool is_first = true;

    gq_buf_text(&job->out, "{\"coerced\":{");
    for (uint32_t i = 0; i < variables->count; i++) {
        if (!variables->items[i].is_present)
            continue;
        gq_buf_text(&job->out, is_first ? "" : ",");
        is_first = false;
        gq_write_string(&job->out, variables->items[i].name);
        gq_buf_char(&job->out, ':');
        gq_write_value(&job->out, &variables->items[i].value);
    }
    gq_buf_text(&job->out, "}}");
}

static void
coerce_variables(struct job *job)
{
    static const struct gq_parse_options options = { 0 };
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    struct gq_limits limits;
    struct gq_value values = { .kind = GQ_VALUE_OBJECT };
    struct gq_variables variables;
    const struct gq_source *source =
            gq_source_add(job->arena, &sources, GQ_STR("GraphQL request"), job->texts[OPERATION]);
    const struct gq_document *document;

    gq_limits_init(&limits);
    gq_errors_init(&errs, job->arena, &sources, ERRORS_MAX);
    document = gq_parse_document(job->arena, source, &options, &errs);
    gq_buf_text(&job->out, ",\"variables\":");
    if (document
            && (!job->texts[VARIABLES].length
                    || gq_json_parse(job->parser, job->arena, job->texts[VARIABLES], &limits,
                            &values, &errs))
            && gq_coerce_variables(
                    job->arena, job->schema, document->definitions, &values, &variables, &errs))
        write_coerced(job, &variables);
    else
        write_errors(job, &errs);
}

/* --- Jobs ------------------------------------------------------------------------------------ */

static void
answer(void *arg)
{
    static const struct gq_parse_options options = { 0 };
    struct job *job = arg;
    struct gq_sources sources = { 0 };
    struct gq_errors errs;
    struct gq_buf *printed;
    const struct gq_source *source =
            gq_source_add(job->arena, &sources, GQ_STR("schema"), job->texts[SDL]);
    struct gq_document *document;

    gq_errors_init(&errs, job->arena, &sources, ERRORS_MAX);
    document = gq_parse_document(job->arena, source, &options, &errs);
    job->schema = document ? gq_schema_build(job->arena, &document, 1, &sources, &errs) : NULL;
    if (!job->schema) {
        write_errors(job, &errs);
    } else {
        printed = gq_arena_new_of(job->arena, struct gq_buf);
        gq_buf_init_in(printed, job->arena, OUTPUT_MAX);
        gq_schema_print(printed, job->schema);
        gq_buf_text(&job->out, "{\"printed\":");
        gq_write_string(&job->out, gq_buf_view(printed));
        write_introspection(job);
        if (job->texts[OPERATION].length)
            coerce_variables(job);
        gq_buf_char(&job->out, '}');
    }
    gq_buf_char(&job->out, '\n');
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

/* Blocks of exactly their size, so that a sanitizer sees the first byte past their end. */
static bool
read_job(struct job *job, char *blocks[TEXT_COUNT])
{
    size_t length;

    for (int i = 0; i < TEXT_COUNT; i++) {
        if (!read_length(&length))
            return false;
        blocks[i] = malloc(length ? length : 1);
        if (!blocks[i] || fread(blocks[i], 1, length, stdin) != length)
            return false;
        job->texts[i] = (struct gq_str){ blocks[i], length };
    }
    return true;
}

int
main(void)
{
    struct job job = { .arena = gq_arena_new(ARENA_BUDGET), .parser = gq_json_parser_new() };
    char *blocks[TEXT_COUNT] = { NULL };

    gq_buf_init(&job.out, OUTPUT_MAX);
    while (read_job(&job, blocks)) {
        if (gq_guard(job.arena, answer, &job) != GQ_GUARD_DONE || gq_buf_failed(&job.out))
            return EXIT_FAILURE;
        fwrite(job.out.bytes, 1, job.out.length, stdout);
        gq_buf_truncate(&job.out, 0);
        gq_arena_reset(job.arena);
        for (int i = 0; i < TEXT_COUNT; i++)
            free(blocks[i]);
    }
    gq_buf_fini(&job.out);
    gq_json_parser_free(job.parser);
    gq_arena_free(job.arena);
    return fflush(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
