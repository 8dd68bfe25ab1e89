/*
 * engine/generation.h - one state of the schema, from its files to the model: what a reload swaps.
 *
 * In:       schema files or texts, limits.
 * Out:      sources, schema and model, immutable, shared by count: any thread.
 * Not here: plans (plan/), tables in a database (store/), the pointer that publishes it (engine/).
 */
#ifndef GQ_ENGINE_GENERATION_H
#define GQ_ENGINE_GENERATION_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

struct gq_errors;
struct gq_generation;
struct gq_limits;
struct gq_model;
struct gq_schema;
struct gq_schema_text;
struct gq_sources;

/*
 * Loads the schema from files and directories (engine/schema_files.h); paths are NUL-terminated.
 * Runs inside a guard of `errs->arena`, where the errors live; all else has an arena of its own.
 *
 * An owned reference, or NULL after adding errors with their places: GQ_E_SCHEMA_INVALID or the
 * codes of gq_parse_document.
 */
GQ_MUST_CHECK struct gq_generation *gq_generation_load(const struct gq_str *paths,
        uint32_t path_count, const struct gq_limits *limits, struct gq_errors *errs);

/* As above from texts, which are copied: for tests and embedding. */
GQ_MUST_CHECK struct gq_generation *gq_generation_load_texts(const struct gq_schema_text *texts,
        uint32_t text_count, const struct gq_limits *limits, struct gq_errors *errs);

/* Any thread. NULL is fine for unref. */
struct gq_generation *gq_generation_ref(struct gq_generation *generation);
void gq_generation_unref(struct gq_generation *generation);

/* Borrowed from the generation. */
const struct gq_model *gq_generation_model(const struct gq_generation *generation);
const struct gq_schema *gq_generation_schema(const struct gq_generation *generation);
const struct gq_sources *gq_generation_sources(const struct gq_generation *generation);

#endif
