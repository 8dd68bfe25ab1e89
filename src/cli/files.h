/*
 * cli/files.h - what a command line names: documents, variables, schema files.
 *
 * In:       paths and texts as the user wrote them.
 * Out:      syntax trees and values in the arena, or errors with their places.
 * Not here: reading (base/file.h), what schemas mean (schema/build.h, engine/generation.h).
 *
 * Verbs that only look bound nothing by themselves: a limit holds when the user gave it.
 */
#ifndef GQ_CLI_FILES_H
#define GQ_CLI_FILES_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_generation;
struct gq_options;
struct gq_schema;
struct gq_sources;
struct gq_value;

/* Bounds of a document; the kinds of limit that a parse has. */
enum gq_files_bounds {
    GQ_FILES_GIVEN,  /* those that the user gave */
    GQ_FILES_SERVED, /* those that serve would apply */
};

/*
 * Reads the file at `path`, which is NUL-terminated; the text lives in `arena`.
 * False after adding GQ_E_BAD_REQUEST: the file cannot be read.
 */
GQ_MUST_CHECK bool gq_files_read(struct gq_arena *arena, struct gq_str path,
        struct gq_str *ret_text, struct gq_errors *errs);

/*
 * Reads and parses a document; its text becomes one of `*sources`, which is `errs->sources`.
 * NULL after adding GQ_E_BAD_REQUEST (it cannot be read) or the codes of gq_parse_document.
 */
GQ_MUST_CHECK struct gq_document *gq_files_parse_document(struct gq_arena *arena,
        struct gq_str path, const struct gq_options *options, enum gq_files_bounds bounds,
        struct gq_sources *sources, struct gq_errors *errs);

/*
 * The type system of plain SDL files, without a model, that lives in `arena`.
 * NULL after adding errors as gq_schema_files_load and gq_schema_build do; then `*ret_unchecked`,
 * unless it is NULL, gets what can be built of it all the same, or NULL.
 */
GQ_MUST_CHECK const struct gq_schema *gq_files_build_schema(struct gq_arena *arena,
        const struct gq_str *paths, uint32_t path_count, const struct gq_options *options,
        const struct gq_schema **ret_unchecked, struct gq_errors *errs);

/*
 * The served kind of schema: the model over the author's files, within the limits of `options`.
 * Borrowed: the reference goes with the arena. NULL after adding errors as gq_generation_load does.
 */
GQ_MUST_CHECK struct gq_generation *gq_files_load_generation(struct gq_arena *arena,
        const struct gq_str *paths, uint32_t path_count, const struct gq_options *options,
        struct gq_errors *errs);

/* Parses JSON of the user's own. False after adding errors as gq_json_parse does. */
GQ_MUST_CHECK bool gq_files_parse_json(struct gq_arena *arena, const struct gq_options *options,
        struct gq_str text, struct gq_value *ret_value, struct gq_errors *errs);

/* Parses --variables, which must be an object. False after adding GQ_E_BAD_REQUEST. */
GQ_MUST_CHECK bool gq_files_parse_variables(struct gq_arena *arena,
        const struct gq_options *options, struct gq_value *ret_variables, struct gq_errors *errs);

/* Errors of one run, without a bound of their own unless the user gave one. */
void gq_files_init_errors(struct gq_errors *errs, struct gq_arena *arena,
        const struct gq_options *options, const struct gq_sources *sources);

#endif
