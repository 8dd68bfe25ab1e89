/*
 * http/site.h - what all loops of one server share.
 *
 * Immutable once the loops run, but for the two atomics. Any thread.
 */
#ifndef GQ_HTTP_SITE_H
#define GQ_HTTP_SITE_H

#include "base/str.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gq_clients;
struct gq_clock;
struct gq_engine;
struct gq_limits;
struct gq_network;
struct gq_route;
struct gq_server;

/* All absolute, but for `idle_ms`: the time without a byte on a connection that is kept alive. */
struct gq_timeouts {
    int64_t header_ms, body_ms, idle_ms, drain_ms;
};

struct gq_site {
    const struct gq_limits *limits;
    const struct gq_clock *clock;
    struct gq_engine *engine;
    const struct gq_route *routes;
    size_t route_count;
    struct gq_timeouts timeouts;
    const struct gq_str *cors; /* origins, or "*"; NUL-terminated */
    size_t cors_count;
    const struct gq_network *proxies; /* whose X-Forwarded-For is believed */
    size_t proxy_count;
    bool is_csrf_strict;
    struct gq_clients *clients;
    struct gq_server *watched; /* of an admin listener: the server that it tells about */
    uint32_t connections_max;
    atomic_uint connections; /* open, over all loops */
    atomic_bool is_stopping;
};

#endif
