/*
 * engine/schema_files.h - the author's files as parsed documents, many files as one schema.
 *
 * In:       paths of files and directories, or named texts; limits.
 * Out:      sources and syntax trees, ready for schema/build.h and model/model.h.
 * Not here: what the documents mean.
 */
#ifndef GQ_ENGINE_SCHEMA_FILES_H
#define GQ_ENGINE_SCHEMA_FILES_H

#include "base/attribute.h"
#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_limits;

/* A text under the name that errors show for it. */
struct gq_schema_text {
    struct gq_str name, text;
};

/* Caller's storage, zero-filled at first; what it refers to lives in an arena. */
struct gq_schema_files {
    struct gq_sources sources;
    struct gq_vec documents; /* of struct gq_document * */
};

/*
 * Reads and parses every path, which is NUL-terminated: a file, or a directory, which means all its
 * files named *.graphql in bytewise order. All files are tried, so that all their faults show.
 * `errs->sources` is `&files->sources`. False after adding GQ_E_SCHEMA_INVALID, for files that
 * cannot be read, or the codes of gq_parse_document.
 */
GQ_MUST_CHECK bool gq_schema_files_load(struct gq_arena *arena, const struct gq_str *paths,
        uint32_t path_count, const struct gq_limits *limits, struct gq_schema_files *files,
        struct gq_errors *errs);

/* As above for texts, which are borrowed as long as the arena lives. */
GQ_MUST_CHECK bool gq_schema_files_parse(struct gq_arena *arena, const struct gq_schema_text *texts,
        uint32_t text_count, const struct gq_limits *limits, struct gq_schema_files *files,
        struct gq_errors *errs);

/* The documents as gq_schema_build and gq_model_build take them. */
static inline struct gq_document *const *
gq_schema_files_documents(const struct gq_schema_files *files)
{
    return files->documents.items;
}

#endif
