/*
 * http/server.h - the HTTP server: N loops on one address.
 *
 * In:       an engine, an address, limits, routes.
 * Out:      a running server; a graceful end.
 * Not here: the engine's life (the caller opens it before and closes it after).
 */
#ifndef GQ_HTTP_SERVER_H
#define GQ_HTTP_SERVER_H

#include "base/attribute.h"
#include "base/str.h"
#include "engine/engine.h"
#include "http/metrics.h"
#include "http/site.h"

#include <stddef.h>
#include <stdint.h>

struct gq_clock;
struct gq_engine;
struct gq_errors;
struct gq_limits;
struct gq_route;
struct gq_server;

struct gq_server_options {
    struct gq_str address; /* `HOST:PORT` or `unix:PATH`; listener.h */
    uint32_t loop_count;   /* 0: one for each core */
    struct gq_engine *engine;
    const struct gq_limits *limits;
    const struct gq_clock *clock;
    const struct gq_route *routes; /* beside `/graphql` and `/health`; copied */
    size_t route_count;
    struct gq_timeouts timeouts; /* 0: the limit, or default, of each */
    const struct gq_str *cors;   /* origins whose pages may read answers, or "*" */
    size_t cors_count;
    const struct gq_str *proxies; /* addresses and networks; their X-Forwarded-For is believed */
    size_t proxy_count;
    struct gq_str admin; /* address of the admin listener, or a path; bytes == NULL: none */
    bool is_csrf_strict; /* a GET needs a header field that other origins cannot send unasked */
};

/*
 * Keeps SIGTERM and SIGINT for gq_server_run and ignores SIGPIPE. To be called before the process
 * starts its first thread, which would else be ended by them.
 */
void gq_server_block_signals(void);

/*
 * Listens and starts the loops; logs the event `listening` with the real address. Owned by the
 * caller; all of the options but the routes are borrowed until gq_server_free. NULL after adding an
 * error.
 */
GQ_MUST_CHECK struct gq_server *gq_server_start(
        const struct gq_server_options *options, struct gq_errors *errs);

/* What an admin listener tells: sums over all loops. Any thread, while the server lives. */
struct gq_server_status {
    struct gq_metrics_sums sums;
    struct gq_engine_stats engine;
    uint32_t loops, connections, connections_max;
    int64_t uptime_us;
    bool is_stopping;
};
void gq_server_get_status(struct gq_server *server, struct gq_server_status *ret_status);

/* The address listened on, with the real port. Borrowed from the server, NUL-terminated. */
struct gq_str gq_server_address(const struct gq_server *server);

/*
 * Waits for SIGTERM, SIGINT or gq_server_stop; then takes no more connections, answers every
 * request that was accepted, for at most the drain time, and returns when all loops have ended.
 */
void gq_server_run(struct gq_server *server);

/* Makes gq_server_run go on to its end. Any thread; also before gq_server_run. */
void gq_server_stop(struct gq_server *server);

/* Stops first if gq_server_run did not. NULL is fine. */
void gq_server_free(struct gq_server *server);

#endif
