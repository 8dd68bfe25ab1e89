/* engine/engine.c - opening and closing of engines and workers. */
#include "engine/engine.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/error.h"
#include "engine/cache.h"
#include "engine/generation.h"
#include "engine/idempotency.h"
#include "engine/persisted.h"
#include "engine/pin.h"
#include "engine/trusted.h"
#include "engine/worker.h"
#include "model/model.h"
#include "store/store.h"
#include "json/parser.h"

static bool
open_store(struct gq_engine *engine, struct gq_str path, struct gq_errors *errs)
{
    const struct gq_model *model = gq_generation_model(atomic_load(&engine->generation));
    struct gq_store_options options = {
        .path = path,
        .limits = &engine->limits,
        .clock = engine->clock,
        .model = model,
    };

    if (!path.bytes) {
        if (model->entity_count)
            gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                    "A schema with models needs a database.");
        return model->entity_count == 0;
    }
    engine->store = gq_store_open(&options, errs);
    return engine->store && gq_store_create_tables(engine->store, model, errs);
}

static struct gq_generation *
load(const struct gq_engine_options *options, struct gq_errors *errs)
{
    if (options->schema_paths)
        return gq_generation_load(
                options->schema_paths, options->schema_path_count, options->limits, errs);
    return gq_generation_load_texts(
            options->schema_texts, options->schema_text_count, options->limits, errs);
}

/* The paths for a reload: one block, the array first. */
static bool
copy_paths(
        struct gq_engine *engine, const struct gq_engine_options *options, struct gq_errors *errs)
{
    size_t size = 0;
    char *bytes;

    if (!options->schema_paths)
        return true;
    for (uint32_t i = 0; i < options->schema_path_count; i++)
        size += sizeof(struct gq_str) + options->schema_paths[i].length + 1;
    engine->schema_paths = gq_alloc_zeroed(1, size);
    if (!engine->schema_paths) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
        return false;
    }
    engine->schema_path_count = options->schema_path_count;
    bytes = (char *)&engine->schema_paths[options->schema_path_count];
    for (uint32_t i = 0; i < options->schema_path_count; i++) {
        const struct gq_str path = options->schema_paths[i];

        memcpy(bytes, path.bytes, path.length);
        engine->schema_paths[i] = (struct gq_str){ bytes, path.length };
        bytes += path.length + 1;
    }
    return true;
}

static bool
open_persisted(
        struct gq_engine *engine, const struct gq_engine_options *options, struct gq_errors *errs)
{
    engine->persisted = gq_persisted_new(
            options->persisted, (uint32_t)gq_limits_get(options->limits, GQ_LIMIT_PERSISTED));
    if (!engine->persisted) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
        return false;
    }
    if (options->persisted == GQ_PERSISTED_TRUSTED && options->manifest_path_count == 0) {
        gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE,
                "Only trusted documents are to be served, but there is no manifest of them.");
        return false;
    }
    return options->manifest_path_count == 0
            || gq_trusted_fill(engine->persisted, options->manifest_paths,
                    options->manifest_path_count,
                    gq_generation_schema(atomic_load(&engine->generation)), options->limits, errs);
}

struct gq_engine *
gq_engine_open(const struct gq_engine_options *options, struct gq_errors *errs)
{
    struct gq_engine *engine = gq_alloc_zeroed(1, sizeof(*engine));
    struct gq_generation *generation = NULL;

    if (!engine) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
        return NULL;
    }
    engine->limits = *options->limits;
    engine->clock = options->clock;
    engine->keyring = options->keyring;
    engine->is_dev = options->is_dev;
    gq_gate_init(&engine->gate);
    engine->idempotency = gq_idempotency_new();
    if (!engine->idempotency)
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
    else if (copy_paths(engine, options, errs))
        generation = load(options, errs);
    atomic_store(&engine->generation, generation);
    if (!generation || !open_persisted(engine, options, errs)
            || !open_store(engine, options->database_path, errs)) {
        gq_engine_close(engine);
        return NULL;
    }
    return engine;
}

void
gq_engine_close(struct gq_engine *engine)
{
    if (!engine)
        return;
    if (engine->store)
        gq_store_close(engine->store);
    gq_persisted_free(engine->persisted);
    gq_generation_unref(atomic_load(&engine->generation));
    gq_gate_fini(&engine->gate);
    gq_alloc_free(engine->schema_paths);
    gq_idempotency_free(engine->idempotency);
    gq_alloc_free(engine);
}

struct gq_worker *
gq_worker_open(struct gq_engine *engine, struct gq_errors *errs)
{
    struct gq_worker *worker = gq_alloc_zeroed(1, sizeof(*worker));

    if (worker) {
        worker->engine = engine;
        worker->cache = gq_cache_new();
        worker->parser = gq_json_parser_new();
        worker->digest = gq_digest_new();
    }
    if (!worker || !worker->cache || !worker->parser || !worker->digest
            || !gq_worker_open_verifier(worker)) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
        gq_worker_close(worker);
        return NULL;
    }
    if (engine->store && !(worker->session = gq_session_open(engine->store, errs))) {
        gq_worker_close(worker);
        return NULL;
    }
    return worker;
}

void
gq_worker_close(struct gq_worker *worker)
{
    if (!worker)
        return;
    while (worker->spare) {
        struct gq_call *call = worker->spare;

        gq_worker_call_free(call);
    }
    if (worker->session)
        gq_session_close(worker->session);
    gq_cache_free(worker->cache);
    gq_verifier_free(worker->verifier);
    gq_pin_give_back(worker->pin);
    gq_json_parser_free(worker->parser);
    gq_digest_free(worker->digest);
    gq_alloc_free(worker);
}

void
gq_worker_get_stats(const struct gq_worker *worker, struct gq_worker_stats *ret_stats)
{
    const struct gq_cache_counters *counters = gq_cache_counters(worker->cache);

    *ret_stats = (struct gq_worker_stats){
        .document_hits = counters->document_hits,
        .document_misses = counters->document_misses,
        .plan_hits = counters->plan_hits,
        .plan_misses = counters->plan_misses,
    };
}

void
gq_engine_get_stats(struct gq_engine *engine, struct gq_engine_stats *ret_stats)
{
    *ret_stats = (struct gq_engine_stats){
        .write_queue = engine->store ? gq_store_queue_length(engine->store) : 0,
        .trusted = gq_persisted_trusted_count(engine->persisted),
        .registered = gq_persisted_registered_count(engine->persisted),
    };
}
