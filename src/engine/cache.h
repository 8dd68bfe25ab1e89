/*
 * engine/cache.h - documents that were parsed and validated, and their plans.
 *
 * Two caches in one: text -> document, and within it (operation, shape of variables) -> plan. Each
 * worker has its own, so that a hit takes no lock; bounded, the least recently used goes first.
 * One thread at a time.
 */
#ifndef GQ_ENGINE_CACHE_H
#define GQ_ENGINE_CACHE_H

#include "base/attribute.h"
#include "base/source.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_cache;
struct gq_definition;
struct gq_document;
struct gq_plan;

/* A document that may be executed: only validated ones become this. */
struct gq_executable {
    struct gq_arena *arena; /* holds the text, the tree and this struct */
    struct gq_sources sources;
    const struct gq_document *document;
};

struct gq_cache_counters {
    uint64_t document_hits, document_misses, plan_hits, plan_misses;
};

/* Documents a worker keeps, and plans of one document. Past the latter, plans serve one request. */
#define GQ_CACHE_DOCUMENTS_MAX 512
#define GQ_CACHE_PLANS_MAX     32

/* Owned by the caller; NULL without memory. */
GQ_MUST_CHECK struct gq_cache *gq_cache_new(void);

/* Forgets everything: a document in use goes when it is given back. */
void gq_cache_clear(struct gq_cache *cache);

/* No document is in use any more. NULL is fine. */
void gq_cache_free(struct gq_cache *cache);

const struct gq_cache_counters *gq_cache_counters(const struct gq_cache *cache);

/* The document with this very text, or NULL. In use until gq_cache_give_back. */
struct gq_executable *gq_cache_take(struct gq_cache *cache, struct gq_str text);

/* An empty executable in an arena that is meant to be kept. */
GQ_NONNULL_RESULT struct gq_executable *gq_cache_executable_new(struct gq_arena *arena);

/*
 * Keeps a new document and detaches its arena: the cache owns it from now on. It is in use, as if
 * taken. Without memory for the table it is kept for this use only.
 */
void gq_cache_put(struct gq_cache *cache, struct gq_executable *executable);
void gq_cache_give_back(struct gq_cache *cache, struct gq_executable *executable);

/* The plan for an operation and a shape of variables, or NULL. Lives as long as its document. */
const struct gq_plan *gq_cache_plan_find(struct gq_cache *cache, struct gq_executable *executable,
        const struct gq_definition *operation, struct gq_str shape);

/* May another plan be kept with this document? */
bool gq_cache_plan_fits(struct gq_executable *executable);

/* Keeps a plan and detaches its arena: the document owns it from now on. */
void gq_cache_plan_put(struct gq_executable *executable, const struct gq_definition *operation,
        struct gq_str shape, const struct gq_plan *plan, struct gq_arena *plan_arena);

#endif
