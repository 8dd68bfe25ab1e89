/* cli/files.c - files and texts of one run. */
#include "cli/files.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/file.h"
#include "base/source.h"
#include "cli/options.h"
#include "engine/generation.h"
#include "engine/schema_files.h"
#include "language/parse.h"
#include "schema/build.h"
#include "json/check.h"
#include "json/parse.h"
#include "json/value.h"

#include <assert.h>

/* Two documents of this size still share the 32-bit space of positions. */
#define FILE_BYTES_MAX ((int64_t)1 << 30)

void
gq_files_init_errors(struct gq_errors *errs, struct gq_arena *arena,
        const struct gq_options *options, const struct gq_sources *sources)
{
    gq_errors_init(errs, arena, sources,
            gq_options_u32(gq_options_limit_given(options, GQ_LIMIT_ERRORS, UINT32_MAX)));
}

bool
gq_files_read(
        struct gq_arena *arena, struct gq_str path, struct gq_str *ret_text, struct gq_errors *errs)
{
    struct gq_str reason;

    if (gq_file_read(arena, path, (size_t)FILE_BYTES_MAX, ret_text, &reason))
        return true;
    gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "%s: %s", path.bytes, reason.bytes);
    return false;
}

/* A limit for the parser, where 0 means none: only those that the verb applies. */
static uint32_t
bound(const struct gq_options *options, enum gq_files_bounds bounds, enum gq_limit limit)
{
    int64_t value = bounds == GQ_FILES_SERVED ? gq_limits_get(&options->limits, limit)
                                              : gq_options_limit_given(options, limit, 0);

    return gq_options_u32(value);
}

struct gq_document *
gq_files_parse_document(struct gq_arena *arena, struct gq_str path,
        const struct gq_options *options, enum gq_files_bounds bounds, struct gq_sources *sources,
        struct gq_errors *errs)
{
    const struct gq_parse_options parse = {
        .bytes_max = bound(options, bounds, GQ_LIMIT_DOCUMENT_BYTES),
        .tokens_max = bound(options, bounds, GQ_LIMIT_TOKENS),
        .nesting_max = bound(options, bounds, GQ_LIMIT_NESTING),
    };
    const struct gq_source *source;
    struct gq_str text;

    assert(errs->sources == sources);
    if (!gq_files_read(arena, path, &text, errs))
        return NULL;
    source = gq_source_add(arena, sources, path, text);
    if (!source) {
        gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE,
                "%s: The documents together are too long.", path.bytes);
        return NULL;
    }
    return gq_parse_document(arena, source, &parse, errs);
}

/* What can be made of a schema with faults; they are told already. NULL when nothing can. */
static const struct gq_schema *
build_unchecked(struct gq_arena *arena, const struct gq_schema_files *files)
{
    struct gq_errors unheard;

    if (files->documents.count == 0)
        return NULL;
    gq_errors_init(&unheard, arena, &files->sources, 1);
    return gq_schema_build_unchecked(arena, gq_schema_files_documents(files),
            files->documents.count, &files->sources, &unheard);
}

const struct gq_schema *
gq_files_build_schema(struct gq_arena *arena, const struct gq_str *paths, uint32_t path_count,
        const struct gq_options *options, const struct gq_schema **ret_unchecked,
        struct gq_errors *errs)
{
    struct gq_schema_files *files = gq_arena_new_of(arena, struct gq_schema_files);
    const struct gq_sources *outer = errs->sources;
    struct gq_limits limits = options->limits;
    const struct gq_schema *schema = NULL;

    limits.values[GQ_LIMIT_SCHEMA_BYTES] =
            gq_options_limit_given(options, GQ_LIMIT_SCHEMA_BYTES, FILE_BYTES_MAX);
    limits.values[GQ_LIMIT_SCHEMA_NESTING] =
            gq_options_limit_given(options, GQ_LIMIT_SCHEMA_NESTING, 0);
    errs->sources = &files->sources;
    if (gq_schema_files_load(arena, paths, path_count, &limits, files, errs))
        schema = gq_schema_build(arena, gq_schema_files_documents(files), files->documents.count,
                &files->sources, errs);
    if (!schema && ret_unchecked)
        *ret_unchecked = build_unchecked(arena, files);
    errs->sources = outer;
    return schema;
}

static void
unref_generation(void *arg)
{
    gq_generation_unref(arg);
}

struct gq_generation *
gq_files_load_generation(struct gq_arena *arena, const struct gq_str *paths, uint32_t path_count,
        const struct gq_options *options, struct gq_errors *errs)
{
    struct gq_generation *generation =
            gq_generation_load(paths, path_count, &options->limits, errs);

    if (generation)
        gq_arena_defer(arena, unref_generation, generation);
    return generation;
}

static void
free_parser(void *arg)
{
    gq_json_parser_free(arg);
}

/* JSON of the user's own is bounded by what the parser can do. */
static struct gq_limits
json_limits(const struct gq_options *options)
{
    struct gq_limits limits = options->limits;

    limits.values[GQ_LIMIT_JSON_DEPTH] =
            gq_options_limit_given(options, GQ_LIMIT_JSON_DEPTH, GQ_JSON_DEPTH_CEILING);
    limits.values[GQ_LIMIT_JSON_NODES] =
            gq_options_limit_given(options, GQ_LIMIT_JSON_NODES, UINT32_MAX);
    limits.values[GQ_LIMIT_JSON_KEY_BYTES] =
            gq_options_limit_given(options, GQ_LIMIT_JSON_KEY_BYTES, UINT32_MAX);
    return limits;
}

bool
gq_files_parse_json(struct gq_arena *arena, const struct gq_options *options, struct gq_str text,
        struct gq_value *ret_value, struct gq_errors *errs)
{
    const struct gq_limits limits = json_limits(options);
    struct gq_json_parser *parser = gq_json_parser_new();

    if (!parser) {
        gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "There is not enough memory.");
        return false;
    }
    gq_arena_defer(arena, free_parser, parser);
    return gq_json_parse(parser, arena, text, &limits, ret_value, errs);
}

bool
gq_files_parse_variables(struct gq_arena *arena, const struct gq_options *options,
        struct gq_value *ret_variables, struct gq_errors *errs)
{
    if (!gq_files_parse_json(arena, options, options->variables, ret_variables, errs))
        return false;
    if (ret_variables->kind != GQ_VALUE_OBJECT) {
        gq_errors_add(
                errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE, "The variables must be a JSON object.");
        return false;
    }
    return true;
}
