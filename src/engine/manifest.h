/*
 * engine/manifest.h - the files in which client tools list the documents of an application.
 *
 * In:       a path: a JSON file in one of the forms below, or a directory of *.graphql files.
 * Out:      documents with the ids and names that the file has for them.
 * Not here: whether ids are right and documents valid (trusted.h).
 *
 * The form is told from what is in the file:
 *   {"format": "apollo-persisted-query-manifest", "version": 1,
 *    "operations": [{"id", "name", "type", "body"}]}     Apollo Client, Kotlin and iOS
 *   {"<id>": {"name", "source"}}                         Apollo iOS, operationIdentifiers.json
 *   {"<id>": "<document>"}                               Relay, GraphQL Code Generator
 */
#ifndef GQ_ENGINE_MANIFEST_H
#define GQ_ENGINE_MANIFEST_H

#include "base/attribute.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>

struct gq_arena;
struct gq_errors;

#define GQ_MANIFEST_DOCUMENTS_MAX 20000u
#define GQ_MANIFEST_BYTES_MAX     ((size_t)64 * 1024 * 1024)

struct gq_manifest_document {
    struct gq_str id;   /* as the file has it; bytes == NULL: a file of a directory has none */
    struct gq_str name; /* the operation's, or the file's path; empty: none */
    struct gq_str text;
};

/*
 * Adds the documents of the manifest at `path`, which is NUL-terminated, to `documents`, a vector of
 * struct gq_manifest_document. All of it lives in `arena`. `documents` together are at most
 * GQ_MANIFEST_DOCUMENTS_MAX, and their texts GQ_MANIFEST_BYTES_MAX.
 *
 * False after adding GQ_E_BAD_REQUEST: the file cannot be read, or has none of the forms.
 */
GQ_MUST_CHECK bool gq_manifest_read(struct gq_arena *arena, struct gq_str path,
        struct gq_vec *documents, struct gq_errors *errs);

#endif
