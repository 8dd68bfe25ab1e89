/*
 * model/vocabulary.h - the engine's own SDL: model directives and scalars, embedded at build.
 *
 * In:       schema/directives.graphql and schema/scalars.graphql of the source tree.
 * Out:      their documents, to be checked together with the author's.
 * Not here: what a directive means.
 */
#ifndef GQ_MODEL_VOCABULARY_H
#define GQ_MODEL_VOCABULARY_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_field_definition;
struct gq_sources;

struct gq_vocabulary {
    struct gq_document *directives, *scalars;
    /* `type Query` and `type Mutation` where the author has none: the API will define them, so
     * that the author may extend them or leave them out. NULL: none needed. */
    struct gq_document *roots;
};

/*
 * Parses the embedded texts; `*sources` gains them. Without any @model in the documents
 * the author's definitions go first: ours of the same name are left out, since such a schema need
 * not know gqld. NULL after adding an error, when the
 * sources are full.
 */
GQ_MUST_CHECK const struct gq_vocabulary *gq_vocabulary_new(struct gq_arena *arena,
        struct gq_document *const *documents, uint32_t document_count, struct gq_sources *sources,
        struct gq_errors *errs);

/* Is there a type with @model in the documents? */
bool gq_vocabulary_is_used(struct gq_document *const *documents, uint32_t document_count);

/* Is this one of the engine's directives, as far as the author did not define it? */
bool gq_vocabulary_has_directive(const struct gq_vocabulary *vocabulary, struct gq_str name);

/* The same of its scalars. */
bool gq_vocabulary_has_scalar(const struct gq_vocabulary *vocabulary, struct gq_str name);

/* Is this the only field of a root type in `roots`, and so nobody's? */
bool gq_vocabulary_is_placeholder(
        const struct gq_vocabulary *vocabulary, const struct gq_field_definition *field);

#endif
