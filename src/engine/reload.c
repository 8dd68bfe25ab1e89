/*
 * engine/reload.c - a new generation beside the old one, then one pointer.
 *
 * The migration's COMMIT and the exchange of the pointer happen on the writer's thread while the
 * gate is closed: no read begins and no write runs in between.
 */
#include "engine/engine.h"

#include "base/arena.h"
#include "base/error.h"
#include "engine/generation.h"
#include "engine/worker.h"
#include "model/model.h"
#include "store/migrate.h"
#include "store/store.h"

#include <assert.h>

struct swap {
    struct gq_engine *engine;
    struct gq_generation *next; /* becomes the old one */
};

static void
close_gate(void *context)
{
    struct swap *swap = context;

    gq_gate_close(&swap->engine->gate);
}

static void
open_gate(void *context, bool is_committed)
{
    struct swap *swap = context;
    struct gq_engine *engine = swap->engine;

    if (is_committed) {
        if (engine->store)
            gq_store_set_model(engine->store, gq_generation_model(swap->next));
        swap->next = atomic_exchange(&engine->generation, swap->next);
    }
    gq_gate_open(&engine->gate);
}

static bool
swap_alone(struct swap *swap, struct gq_errors *errs)
{
    if (gq_generation_model(swap->next)->entity_count > 0) {
        gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                "A schema with models needs a database.");
        return false;
    }
    close_gate(swap);
    open_gate(swap, true);
    return true;
}

static bool
migrate(struct swap *swap, struct gq_errors *errs)
{
    const struct gq_migrate_allowed nothing = { 0 };
    const struct gq_migrate_gate gate = { close_gate, open_gate, swap };
    struct gq_store *store = swap->engine->store;
    struct gq_migrate_plan plan;

    if (!gq_migrate_build(
                store, gq_generation_model(swap->next), &nothing, errs->arena, &plan, errs))
        return false;
    if (!plan.is_blocked)
        return gq_migrate_run(store, &plan, &gate, errs);
    gq_migrate_explain(&plan, errs);
    return false;
}

static void
unref_generation(void *arg)
{
    struct swap *swap = arg;

    gq_generation_unref(swap->next);
}

bool
gq_engine_reload(struct gq_engine *engine, struct gq_errors *errs)
{
    struct swap *swap = gq_arena_new_of(errs->arena, struct swap);
    struct gq_arena_deferred *deferred;
    bool is_ok;

    assert(engine->schema_paths);
    swap->engine = engine;
    swap->next = gq_generation_load(
            engine->schema_paths, engine->schema_path_count, &engine->limits, errs);
    if (!swap->next)
        return false;
    deferred = gq_arena_defer(errs->arena, unref_generation, swap);
    is_ok = engine->store ? migrate(swap, errs) : swap_alone(swap, errs);
    gq_arena_defer_cancel(deferred);
    gq_generation_unref(swap->next);
    return is_ok;
}
