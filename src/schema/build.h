/*
 * schema/build.h - SDL syntax trees to a type system, and every rule that a type system must keep.
 *
 * In:       documents (definitions and extensions, from any number of files), their sources.
 * Out:      an immutable schema in the arena, or errors with graphql-js's messages, places, order.
 * Not here: model directives (model/), executable documents (validate/).
 */
#ifndef GQ_SCHEMA_BUILD_H
#define GQ_SCHEMA_BUILD_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_schema;
struct gq_sources;

/*
 * Builds the type system of all documents together, as one schema. First the rules on definitions
 * (unique names, known types and directives, possible extensions: graphql-js `validateSDL`), then
 * the types, then the rules on types (graphql-js `validateSchema`: interface conformance, names,
 * input cycles, root types). The specification's scalars, directives and introspection types are
 * added. Spec: Type System. All faults are reported, up to the bound of `errs`.
 *
 * The schema lives in `arena` and borrows the documents and `sources`, which live as long.
 * NULL after adding GQ_E_SCHEMA_INVALID errors.
 */
GQ_MUST_CHECK struct gq_schema *gq_schema_build(struct gq_arena *arena,
        struct gq_document *const *documents, uint32_t document_count,
        const struct gq_sources *sources, struct gq_errors *errs);

/*
 * As above without any check, as graphql-js `buildSchema(sdl, {assumeValid: true})`: for callers
 * that made the documents themselves. A name that does not resolve is still an error.
 */
GQ_MUST_CHECK struct gq_schema *gq_schema_build_unchecked(struct gq_arena *arena,
        struct gq_document *const *documents, uint32_t document_count,
        const struct gq_sources *sources, struct gq_errors *errs);

#endif
