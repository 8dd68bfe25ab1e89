/*
 * engine/generation.c - a guarded load into an arena that then never changes.
 *
 * The load has a guard of its own, so that a schema too large for its memory is an ordinary error
 * of the file, and its errors are collected in the new arena: no allocation under that guard
 * touches the caller's arena, whose exhaustion would unwind past it.
 */
#include "engine/generation.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "engine/schema_files.h"
#include "model/model.h"

#include <assert.h>
#include <stdatomic.h>

/* A few hundred times what large schemas need; past it the file is at fault, not the machine. */
#define MEMORY_BYTES_MAX ((size_t)1 << 30)

struct gq_generation {
    struct gq_arena *arena; /* holds all of it, this struct too */
    struct gq_schema_files files;
    const struct gq_model *model;
    atomic_uint references;
};

/* One load: where from, and what came of it. */
struct load {
    struct gq_arena *arena;
    const struct gq_str *paths; /* or: */
    const struct gq_schema_text *texts;
    uint32_t count; /* of either */
    const struct gq_limits *limits;
    struct gq_errors errs; /* lives in the new arena */
    struct gq_generation *generation;
};

static const struct gq_schema_text *
copy_texts(struct gq_arena *arena, const struct gq_schema_text *texts, uint32_t count)
{
    struct gq_schema_text *copies = gq_arena_array_of(arena, struct gq_schema_text, count);

    for (uint32_t i = 0; i < count; i++)
        copies[i] = (struct gq_schema_text){ gq_arena_copy(arena, texts[i].name),
            gq_arena_copy(arena, texts[i].text) };
    return copies;
}

static bool
load_files(struct load *load, struct gq_schema_files *files)
{
    if (load->paths)
        return gq_schema_files_load(
                load->arena, load->paths, load->count, load->limits, files, &load->errs);
    return gq_schema_files_parse(load->arena, copy_texts(load->arena, load->texts, load->count),
            load->count, load->limits, files, &load->errs);
}

/* The guarded part: sources, documents, model. */
static void
run_load(void *arg)
{
    struct load *load = arg;
    struct gq_generation *generation = gq_arena_new_of(load->arena, struct gq_generation);
    struct gq_schema_files *files = &generation->files;

    generation->arena = load->arena;
    atomic_init(&generation->references, 1);
    load->errs.sources = &files->sources;
    if (!load_files(load, files))
        return;
    generation->model = gq_model_build(load->arena, gq_schema_files_documents(files),
            files->documents.count, &files->sources, &load->errs);
    if (generation->model)
        load->generation = generation;
}

static void
free_arena(void *arg)
{
    gq_arena_free(arg);
}

static struct gq_generation *
guard_load(struct load *load, struct gq_errors *errs)
{
    struct gq_arena_deferred *deferred;
    enum gq_guard_outcome outcome;

    assert(load->count > 0);
    load->arena = gq_arena_new(MEMORY_BYTES_MAX);
    if (!load->arena) {
        gq_errors_add(
                errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE, "There is no memory for the schema.");
        return NULL;
    }
    deferred = gq_arena_defer(errs->arena, free_arena, load->arena);
    gq_errors_init(&load->errs, load->arena, NULL, errs->count_max);
    outcome = gq_guard(load->arena, run_load, load);
    gq_errors_copy(errs, &load->errs);
    if (outcome != GQ_GUARD_DONE)
        gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                "There is not enough memory for the schema.");
    gq_arena_defer_cancel(deferred);
    if (outcome == GQ_GUARD_DONE && load->generation)
        return load->generation;
    gq_arena_free(load->arena);
    return NULL;
}

struct gq_generation *
gq_generation_load(const struct gq_str *paths, uint32_t path_count, const struct gq_limits *limits,
        struct gq_errors *errs)
{
    struct load load = { .paths = paths, .count = path_count, .limits = limits };

    return guard_load(&load, errs);
}

struct gq_generation *
gq_generation_load_texts(const struct gq_schema_text *texts, uint32_t text_count,
        const struct gq_limits *limits, struct gq_errors *errs)
{
    struct load load = { .texts = texts, .count = text_count, .limits = limits };

    return guard_load(&load, errs);
}

struct gq_generation *
gq_generation_ref(struct gq_generation *generation)
{
    unsigned before = atomic_fetch_add_explicit(&generation->references, 1, memory_order_relaxed);

    assert(before > 0);
    (void)before;
    return generation;
}

void
gq_generation_unref(struct gq_generation *generation)
{
    unsigned before;

    if (!generation)
        return;
    before = atomic_fetch_sub_explicit(&generation->references, 1, memory_order_acq_rel);
    assert(before > 0);
    if (before == 1)
        gq_arena_free(generation->arena);
}

const struct gq_model *
gq_generation_model(const struct gq_generation *generation)
{
    return generation->model;
}

const struct gq_schema *
gq_generation_schema(const struct gq_generation *generation)
{
    return generation->model->schema;
}

const struct gq_sources *
gq_generation_sources(const struct gq_generation *generation)
{
    return &generation->files.sources;
}
