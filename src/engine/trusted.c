/* engine/trusted.c - each document as a request with it would be, up to its variables. */
#include "engine/trusted.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "base/source.h"
#include "engine/admit.h"
#include "engine/manifest.h"
#include "language/parse.h"
#include "validate/validate.h"

#include <assert.h>
#include <string.h>

/* The largest manifest several times over: its file, its values, one document's tree. */
#define MEMORY_BYTES_MAX ((size_t)1 << 30)

/* One load of all manifests. */
struct load {
    struct gq_arena *arena;
    const struct gq_schema *schema;
    const struct gq_limits *limits;
    struct gq_digest *digest;
    struct gq_vec *documents;
    struct gq_errors *errs;
};

static uint32_t
limit_u32(const struct load *load, enum gq_limit limit)
{
    int64_t value = gq_limits_get(load->limits, limit);

    return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

void
gq_trusted_print_id(const struct gq_persisted_id *id, char ret_text[GQ_TRUSTED_ID_SIZE])
{
    static const char hex[] = "0123456789abcdef";

    for (size_t i = 0; i < sizeof(id->hash); i++) {
        ret_text[2 * i] = hex[id->hash[i] >> 4];
        ret_text[2 * i + 1] = hex[id->hash[i] & 15];
    }
    ret_text[2 * sizeof(id->hash)] = '\0';
}

/* What errors call the document. */
static struct gq_str
title_of(struct load *load, const struct gq_manifest_document *from)
{
    if (!from->name.length)
        return from->id;
    if (!from->id.length)
        return from->name;
    return gq_arena_printf(
            load->arena, "%.*s (%.*s)", GQ_STR_ARG(from->name), GQ_STR_ARG(from->id));
}

/* Recomputes the id; the one of the manifest has to be the same. */
static bool
check_id(struct load *load, const struct gq_manifest_document *from, struct gq_persisted_id *ret_id)
{
    struct gq_str title = title_of(load, from);
    struct gq_persisted_id given;
    char wanted[GQ_TRUSTED_ID_SIZE];

    if (!gq_digest_sha256(load->digest, from->text, ret_id->hash)) {
        gq_errors_add(load->errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE,
                "SHA-256 cannot be computed.");
        return false;
    }
    if (!from->id.bytes)
        return true;
    if (gq_persisted_parse_id(from->id, &given)
            && memcmp(given.hash, ret_id->hash, sizeof(given.hash)) == 0)
        return true;
    gq_trusted_print_id(ret_id, wanted);
    gq_errors_add(load->errs, GQ_E_PERSISTED_QUERY_HASH_MISMATCH, GQ_SOURCE_NOWHERE,
            "%.*s: The id is not the SHA-256 of the document, which is %s.", GQ_STR_ARG(title),
            wanted);
    return false;
}

static bool
check_text(struct load *load, struct gq_str title, struct gq_str text, struct gq_errors *errs)
{
    const struct gq_parse_options parse_options = {
        .bytes_max = limit_u32(load, GQ_LIMIT_DOCUMENT_BYTES),
        .tokens_max = limit_u32(load, GQ_LIMIT_TOKENS),
        .nesting_max = limit_u32(load, GQ_LIMIT_NESTING),
    };
    const struct gq_validate_options options = {
        .suggestions = GQ_SUGGESTIONS_ON,
        .steps_max = (uint64_t)gq_limits_get(load->limits, GQ_LIMIT_VALIDATION_STEPS),
    };
    struct gq_sources *sources = gq_arena_new_of(errs->arena, struct gq_sources);
    const struct gq_source *source = gq_source_add(errs->arena, sources, title, text);
    const struct gq_document *document;

    errs->sources = sources;
    if (!source) {
        gq_errors_add(errs, GQ_E_REQUEST_LIMIT_EXCEEDED, GQ_SOURCE_NOWHERE, "%.*s: Too long.",
                GQ_STR_ARG(title));
        return false;
    }
    document = gq_parse_document(errs->arena, source, &parse_options, errs);
    if (!document || !load->schema)
        return document != NULL;
    return gq_validate_document(errs->arena, load->schema, document, &options, NULL, errs)
            && gq_admit_document(errs->arena, document, load->limits, errs);
}

/* The tree is of no use once it is known to be good: its memory goes before the next document. */
static bool
check_document(struct load *load, const struct gq_manifest_document *from)
{
    struct gq_arena *arena = gq_arena_new_within(
            load->arena, (size_t)gq_limits_get(load->limits, GQ_LIMIT_REQUEST_MEMORY));
    struct gq_errors errs;
    bool is_ok;

    gq_errors_init(&errs, arena, NULL, limit_u32(load, GQ_LIMIT_ERRORS));
    is_ok = check_text(load, title_of(load, from), from->text, &errs);
    if (!is_ok)
        gq_errors_copy(load->errs, &errs);
    gq_arena_detach(arena);
    gq_arena_free(arena);
    return is_ok;
}

static bool
take(struct load *load, const struct gq_manifest_document *from)
{
    struct gq_trusted_document document = { .name = from->name, .text = from->text };
    bool is_right = check_id(load, from, &document.id);

    if (!check_document(load, from) || !is_right)
        return false;
    *GQ_VEC_PUSH(load->arena, load->documents, struct gq_trusted_document) = document;
    return true;
}

static void
free_digest(void *arg)
{
    gq_digest_free(arg);
}

bool
gq_trusted_load(struct gq_arena *arena, const struct gq_str *paths, uint32_t path_count,
        const struct gq_schema *schema, const struct gq_limits *limits,
        struct gq_vec *ret_documents, struct gq_errors *errs)
{
    struct load load = { arena, schema, limits, gq_digest_new(), ret_documents, errs };
    struct gq_vec found = { 0 };
    bool is_ok = true;

    assert(ret_documents->count == 0);
    if (!load.digest) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
        return false;
    }
    gq_arena_defer(arena, free_digest, load.digest);
    for (uint32_t i = 0; i < path_count; i++)
        is_ok = gq_manifest_read(arena, paths[i], &found, errs) && is_ok;
    for (uint32_t i = 0; i < found.count; i++)
        is_ok = take(&load, &GQ_VEC_AT(&found, struct gq_manifest_document, i)) && is_ok;
    return is_ok;
}

/* A load with an arena and a guard of its own, so that a manifest too large is an ordinary error. */
struct filling {
    struct gq_arena *arena;
    struct gq_persisted *persisted;
    const struct gq_str *paths;
    uint32_t path_count;
    const struct gq_schema *schema;
    const struct gq_limits *limits;
    struct gq_errors errs;
    bool is_ok;
};

static void
fill_guarded(void *arg)
{
    struct filling *filling = arg;
    struct gq_vec documents = { 0 };

    if (!gq_trusted_load(filling->arena, filling->paths, filling->path_count, filling->schema,
                filling->limits, &documents, &filling->errs))
        return;
    filling->is_ok = true;
    for (uint32_t i = 0; i < documents.count && filling->is_ok; i++) {
        const struct gq_trusted_document *document =
                &GQ_VEC_AT(&documents, struct gq_trusted_document, i);

        filling->is_ok = gq_persisted_trust(filling->persisted, &document->id, document->text);
    }
    if (!filling->is_ok)
        gq_arena_exhaust(filling->arena);
}

static void
free_arena(void *arg)
{
    gq_arena_free(arg);
}

bool
gq_trusted_fill(struct gq_persisted *persisted, const struct gq_str *paths, uint32_t path_count,
        const struct gq_schema *schema, const struct gq_limits *limits, struct gq_errors *errs)
{
    struct filling filling = { gq_arena_new(MEMORY_BYTES_MAX), persisted, paths, path_count, schema,
        limits, { 0 }, false };
    struct gq_arena_deferred *deferred;
    enum gq_guard_outcome outcome = GQ_GUARD_OUT_OF_MEMORY;

    if (filling.arena) {
        deferred = gq_arena_defer(errs->arena, free_arena, filling.arena);
        gq_errors_init(&filling.errs, filling.arena, NULL, errs->count_max);
        outcome = gq_guard(filling.arena, fill_guarded, &filling);
        gq_errors_copy(errs, &filling.errs);
        gq_arena_defer_cancel(deferred);
        gq_arena_free(filling.arena);
    }
    if (outcome != GQ_GUARD_DONE)
        gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE,
                "There is not enough memory for the manifests.");
    return outcome == GQ_GUARD_DONE && filling.is_ok;
}
