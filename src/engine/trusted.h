/*
 * engine/trusted.h - manifests to documents that may be executed by their hash.
 *
 * In:       paths of manifests, a schema.
 * Out:      the documents, each with its recomputed SHA-256, valid for the schema, within the limits.
 * Not here: the forms of manifests (manifest.h), the table (persisted.h).
 */
#ifndef GQ_ENGINE_TRUSTED_H
#define GQ_ENGINE_TRUSTED_H

#include "base/attribute.h"
#include "base/str.h"
#include "base/vec.h"
#include "engine/persisted.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_errors;
struct gq_limits;
struct gq_schema;

struct gq_trusted_document {
    struct gq_persisted_id id;
    struct gq_str name; /* empty: none */
    struct gq_str text;
};

/*
 * Reads the manifests and checks every document of them, so that all faults show. `schema` may be
 * NULL: then ids and syntax alone are checked. `*ret_documents`, of struct gq_trusted_document,
 * lives in `arena`.
 *
 * False after adding errors, each naming the document: GQ_E_BAD_REQUEST for manifests,
 * GQ_E_PERSISTED_QUERY_HASH_MISMATCH for ids, and those of parsing, validation and the limits.
 */
GQ_MUST_CHECK bool gq_trusted_load(struct gq_arena *arena, const struct gq_str *paths,
        uint32_t path_count, const struct gq_schema *schema, const struct gq_limits *limits,
        struct gq_vec *ret_documents, struct gq_errors *errs);

/*
 * Loads the manifests into `persisted`, which is not shared yet. Runs inside a guard of
 * `errs->arena`. False after adding errors as above: nothing is trusted then.
 */
GQ_MUST_CHECK bool gq_trusted_fill(struct gq_persisted *persisted, const struct gq_str *paths,
        uint32_t path_count, const struct gq_schema *schema, const struct gq_limits *limits,
        struct gq_errors *errs);

/* Lower-case hexadecimal digits, NUL-terminated. */
#define GQ_TRUSTED_ID_SIZE (2 * GQ_DIGEST_SHA256_SIZE + 1)
void gq_trusted_print_id(const struct gq_persisted_id *id, char ret_text[GQ_TRUSTED_ID_SIZE]);

#endif
