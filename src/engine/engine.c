/* engine/engine.c - opening and closing of engines and workers. */
#include "engine/engine.h"

#include "base/alloc.h"
#include "base/digest.h"
#include "base/error.h"
#include "engine/cache.h"
#include "engine/generation.h"
#include "engine/idempotency.h"
#include "engine/worker.h"
#include "model/model.h"
#include "store/store.h"
#include "json/parser.h"

static bool
open_store(struct gq_engine *engine, struct gq_str path, struct gq_errors *errs)
{
    const struct gq_model *model = gq_generation_model(engine->generation);
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

struct gq_engine *
gq_engine_open(const struct gq_engine_options *options, struct gq_errors *errs)
{
    struct gq_engine *engine = gq_alloc_zeroed(1, sizeof(*engine));

    if (!engine) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
        return NULL;
    }
    engine->limits = *options->limits;
    engine->clock = options->clock;
    engine->keyring = options->keyring;
    engine->is_dev = options->is_dev;
    engine->idempotency = gq_idempotency_new();
    if (!engine->idempotency)
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Out of memory.");
    else
        engine->generation = load(options, errs);
    if (!engine->generation || !open_store(engine, options->database_path, errs)) {
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
    gq_generation_unref(engine->generation);
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
    gq_json_parser_free(worker->parser);
    gq_digest_free(worker->digest);
    gq_alloc_free(worker);
}
