/* cli/local_engine.c - what is opened first is closed last: the arena's order. */
#include "cli/local_engine.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "cli/database.h"
#include "cli/options.h"
#include "engine/engine.h"
#include "store/store.h"

#include <assert.h>

static void
close_engine(void *arg)
{
    gq_engine_close(arg);
}

static void
close_worker(void *arg)
{
    gq_worker_close(arg);
}

struct gq_worker *
gq_local_engine_open(struct gq_arena *arena, const struct gq_options *options,
        const struct gq_str *schema_paths, uint32_t schema_path_count, struct gq_errors *errs)
{
    struct gq_engine_options engine_options = {
        .schema_paths = schema_paths,
        .schema_path_count = schema_path_count,
        .database_path = options->database,
        .limits = &options->limits,
        .clock = &gq_clock_system,
        .is_dev = true,
    };
    struct gq_engine *engine;
    struct gq_worker *worker;

    assert(schema_path_count > 0);
    gq_store_process_init();
    if (!options->database.bytes
            && !gq_database_temporary_path(arena, &engine_options.database_path, errs))
        return NULL;
    engine = gq_engine_open(&engine_options, errs);
    if (!engine)
        return NULL;
    gq_arena_defer(arena, close_engine, engine);
    worker = gq_worker_open(engine, errs);
    if (worker)
        gq_arena_defer(arena, close_worker, worker);
    return worker;
}
