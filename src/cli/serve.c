/* cli/serve.c - `gqld serve`: engine, then server; a signal, then both again in reverse. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/notify.h"
#include "cli/database.h"
#include "cli/files.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/trust.h"
#include "cli/verb.h"
#include "engine/engine.h"
#include "http/server.h"
#include "store/store.h"

#include <assert.h>

/* The second of simple and strict. */
#define CSRF_STRICT 2

static void
close_engine(void *arg)
{
    gq_engine_close(arg);
}

static void
free_server(void *arg)
{
    gq_server_free(arg);
}

/* Without --database the name is our choice: the log says it. */
static struct gq_str
choose_database(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_str path = options->database;

    if (!path.bytes)
        path = gq_database_default_path(arena, options->arguments[0]);
    gq_log_event(&gq_clock_system, GQ_LOG_INFO, "database", "path", path);
    return path;
}

/* Without --persisted, a manifest says that nothing else is meant to be run. */
static enum gq_persisted_mode
persisted_mode(const struct gq_options *options)
{
    static const enum gq_persisted_mode modes[] = { GQ_PERSISTED_APQ, GQ_PERSISTED_OFF,
        GQ_PERSISTED_APQ, GQ_PERSISTED_TRUSTED };

    assert(options->persisted < GQ_ARRAY_LENGTH(modes));
    if (options->persisted == 0 && options->documents.count)
        return GQ_PERSISTED_TRUSTED;
    return modes[options->persisted];
}

static struct gq_engine *
open_engine(struct gq_arena *arena, const struct gq_options *options, struct gq_errors *errs)
{
    const struct gq_keyring *keyring = NULL;
    struct gq_engine_options engine_options = {
        .schema_paths = options->arguments,
        .schema_path_count = options->argument_count,
        .database_path = choose_database(arena, options),
        .limits = &options->limits,
        .clock = &gq_clock_system,
        .persisted = persisted_mode(options),
        .manifest_paths = options->documents.items,
        .manifest_path_count = options->documents.count,
        .is_dev = options->is_dev,
    };
    struct gq_engine *engine;

    if (!gq_trust_load(arena, options, &keyring, errs))
        return NULL;
    engine_options.keyring = keyring;
    engine = gq_engine_open(&engine_options, errs);
    if (engine)
        gq_arena_defer(arena, close_engine, engine);
    return engine;
}

static struct gq_server *
start_server(struct gq_arena *arena, const struct gq_options *options, struct gq_engine *engine,
        struct gq_errors *errs)
{
    const struct gq_server_options server_options = {
        .address = options->listen.bytes ? options->listen : GQ_STR("127.0.0.1:4000"),
        .loop_count = options->threads,
        .engine = engine,
        .limits = &options->limits,
        .clock = &gq_clock_system,
        .admin = options->admin,
        .cors = options->cors.items,
        .cors_count = options->cors.count,
        .proxies = options->proxies.items,
        .proxy_count = options->proxies.count,
        .is_csrf_strict = options->csrf == CSRF_STRICT,
    };
    struct gq_server *server = gq_server_start(&server_options, errs);

    if (server)
        gq_arena_defer(arena, free_server, server);
    return server;
}

enum gq_verb_exit
gq_verb_serve(struct gq_arena *arena, const struct gq_options *options)
{
    struct gq_engine *engine;
    struct gq_server *server;
    struct gq_errors errs;

    assert(options->argument_count > 0);
    gq_files_init_errors(&errs, arena, options, NULL);
    gq_server_block_signals();
    gq_store_process_init();
    engine = open_engine(arena, options, &errs);
    server = engine ? start_server(arena, options, engine, &errs) : NULL;
    if (!server)
        return gq_report_errors(arena, options, &errs);
    gq_notify_send("READY=1");
    gq_server_run(server);
    return GQ_VERB_OK;
}
