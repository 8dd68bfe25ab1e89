/* http/server.c - start, wait, drain. */
#include "http/server.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/notify.h"
#include "http/address.h"
#include "http/admin.h"
#include "http/clients.h"
#include "http/graphql.h"
#include "http/health.h"
#include "http/listener.h"
#include "http/loop.h"
#include "http/router.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <unistd.h>

#define LOOPS_MAX 64u

/* Descriptors that are not for clients: the database, the loops, standard streams. */
#define DESCRIPTORS_KEPT 64u

static const struct gq_route own_routes[] = {
    { .path = GQ_STR_INIT("/graphql"),
            .methods = GQ_METHOD_GET | GQ_METHOD_POST,
            .admit = gq_graphql_admit,
            .handle = gq_graphql_handle,
            .resume = gq_graphql_resume },
    { .path = GQ_STR_INIT("/graphql/"),
            .match = GQ_ROUTE_PREFIX,
            .methods = GQ_METHOD_GET,
            .admit = gq_graphql_admit_named,
            .handle = gq_graphql_handle,
            .resume = gq_graphql_resume },
    { .path = GQ_STR_INIT("/ready"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_health_handle_ready },
    { .path = GQ_STR_INIT("/health"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_health_handle },
};

static const struct gq_route admin_routes[] = {
    { .path = GQ_STR_INIT("/metrics"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_admin_metrics },
    { .path = GQ_STR_INIT("/ready"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_admin_ready },
    { .path = GQ_STR_INIT("/status"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_admin_status },
    { .path = GQ_STR_INIT("/health"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_health_handle },
};

#define DRAIN_MS 10000

struct gq_server {
    struct gq_site site;
    struct gq_route *routes;
    struct gq_network *proxies;
    struct gq_server *admin; /* NULL: none */
    int64_t started_us;
    struct gq_listener_address listening;
    struct gq_loop *loops;
    uint32_t loop_count; /* those that were initialised */
    int signals, stop;   /* descriptors; -1: none */
    bool has_ended;
    char address[GQ_LISTENER_TEXT_SIZE];
};

static sigset_t
ending_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

void
gq_server_block_signals(void)
{
    sigset_t set = ending_signals();
    struct sigaction ignore = { .sa_handler = SIG_IGN };

    pthread_sigmask(SIG_BLOCK, &set, NULL);
    sigaction(SIGPIPE, &ignore, NULL);
}

static int64_t
or_default(int64_t value, int64_t fallback)
{
    return value > 0 ? value : fallback;
}

/* As many descriptors as the system gives without asking; the limit on connections follows. */
static uint32_t
connections_max(const struct gq_limits *limits)
{
    int64_t wanted = gq_limits_get(limits, GQ_LIMIT_CONNECTIONS);
    struct rlimit files;

    if (wanted > INT32_MAX)
        wanted = INT32_MAX;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        (void)setrlimit(RLIMIT_NOFILE, &files);
        if (getrlimit(RLIMIT_NOFILE, &files) == 0
                && (rlim_t)wanted + DESCRIPTORS_KEPT > files.rlim_cur)
            wanted = (int64_t)files.rlim_cur - DESCRIPTORS_KEPT;
    }
    return wanted > 0 ? (uint32_t)wanted : 1;
}

static uint32_t
limit_u32(const struct gq_limits *limits, enum gq_limit limit)
{
    int64_t value = gq_limits_get(limits, limit);

    return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static void
init_site(struct gq_server *server, const struct gq_server_options *options)
{
    const struct gq_timeouts *given = &options->timeouts;
    struct gq_site *site = &server->site;

    site->limits = options->limits;
    site->clock = options->clock;
    site->engine = options->engine;
    site->timeouts = (struct gq_timeouts){
        .header_ms =
                or_default(given->header_ms, gq_limits_get(options->limits, GQ_LIMIT_HEADER_MS)),
        .body_ms = or_default(given->body_ms, gq_limits_get(options->limits, GQ_LIMIT_BODY_MS)),
        .idle_ms = or_default(given->idle_ms, gq_limits_get(options->limits, GQ_LIMIT_IDLE_MS)),
        .drain_ms = or_default(given->drain_ms, DRAIN_MS),
    };
    site->cors = options->cors;
    site->cors_count = options->cors_count;
    site->is_csrf_strict = options->is_csrf_strict;
    site->clients = gq_clients_new(limit_u32(options->limits, GQ_LIMIT_CLIENT_CONNECTIONS));
    site->connections_max = connections_max(options->limits);
    atomic_init(&site->connections, 0);
    atomic_init(&site->is_stopping, false);
}

static bool
copy_routes(struct gq_server *server, const struct gq_server_options *options)
{
    bool is_admin = server->site.watched != NULL;
    size_t own = is_admin ? GQ_ARRAY_LENGTH(admin_routes) : GQ_ARRAY_LENGTH(own_routes);

    server->routes = gq_alloc_zeroed(own + options->route_count, sizeof(*server->routes));
    if (!server->routes)
        return false;
    /* The caller's first: one of them may lie below a prefix of ours. */
    for (size_t i = 0; i < options->route_count; i++)
        server->routes[i] = options->routes[i];
    memcpy(server->routes + options->route_count, is_admin ? admin_routes : own_routes,
            own * sizeof(*server->routes));
    server->site.routes = server->routes;
    server->site.route_count = own + options->route_count;
    return true;
}

/* False after adding GQ_E_BAD_USER_INPUT: the operator wrote what is no address. */
static bool
parse_proxies(
        struct gq_server *server, const struct gq_server_options *options, struct gq_errors *errs)
{
    for (size_t i = 0; i < options->proxy_count; i++) {
        if (gq_address_parse_network(options->proxies[i], &server->proxies[i]))
            continue;
        gq_errors_add(errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE,
                "\"%.*s\" is not the address of a proxy: 192.0.2.1, 10.0.0.0/8 or 2001:db8::/32 "
                "is.",
                GQ_STR_ARG(options->proxies[i]));
        return false;
    }
    server->site.proxies = server->proxies;
    server->site.proxy_count = options->proxy_count;
    return true;
}

/* `watched` makes it an admin listener. */
static struct gq_server *
allocate(const struct gq_server_options *options, struct gq_server *watched, uint32_t loop_count)
{
    struct gq_server *server = gq_alloc_zeroed(1, sizeof(*server));
    sigset_t set = ending_signals();

    if (!server)
        return NULL;
    init_site(server, options);
    server->site.watched = watched;
    server->started_us = gq_clock_monotonic_us(options->clock);
    server->loops = gq_alloc_zeroed(loop_count, sizeof(*server->loops));
    server->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    server->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    server->proxies = gq_alloc_zeroed(options->proxy_count + 1, sizeof(*server->proxies));
    if (server->loops && server->stop >= 0 && server->signals >= 0 && server->site.clients
            && server->proxies && copy_routes(server, options))
        return server;
    gq_server_free(server);
    return NULL;
}

static struct gq_server *
refuse(struct gq_server *server, struct gq_errors *errs, const char *what, int number)
{
    gq_server_free(server);
    gq_errors_add(
            errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "%s: %s.", what, strerror(number));
    return NULL;
}

/* Gives each socket to a loop; those that no loop takes are closed here. */
static bool
init_loops(struct gq_server *server, const int *sockets, uint32_t count, struct gq_errors *errs)
{
    bool ok = true;

    for (uint32_t i = 0; i < count; i++) {
        if (!ok) {
            close(sockets[i]);
            continue;
        }
        ok = gq_loop_init(&server->loops[i], &server->site, sockets[i], errs);
        server->loop_count++;
    }
    return ok;
}

static bool
start_loops(struct gq_server *server)
{
    for (uint32_t i = 0; i < server->loop_count; i++) {
        if (!gq_loop_start(&server->loops[i]))
            return false;
    }
    return true;
}

static uint32_t
choose_loop_count(uint32_t wanted)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);

    if (wanted == 0)
        wanted = cores > 0 ? (uint32_t)cores : 1;
    return wanted < LOOPS_MAX ? wanted : LOOPS_MAX;
}

static struct gq_server *
start(const struct gq_server_options *options, struct gq_server *watched, struct gq_errors *errs)
{
    uint32_t loop_count = choose_loop_count(options->loop_count);
    struct gq_listener_address address;
    struct gq_server *server;
    int sockets[LOOPS_MAX];

    assert(options->limits && options->clock);
    if (!gq_listener_parse(options->address, &address, errs))
        return NULL;
    server = allocate(options, watched, loop_count);
    if (!server)
        return refuse(NULL, errs, "Cannot start the server", ENOMEM);
    if (!parse_proxies(server, options, errs)) {
        gq_server_free(server);
        return NULL;
    }
    if (!gq_listener_open(&address, sockets, loop_count))
        return refuse(server, errs, "Cannot listen on the address", errno);
    server->listening = address;
    gq_listener_print(&address, server->address);
    if (!init_loops(server, sockets, loop_count, errs)) {
        gq_server_free(server);
        return NULL;
    }
    if (!start_loops(server))
        return refuse(server, errs, "Cannot start a thread", EAGAIN);
    return server;
}

/* What it tells is not for everybody, so that only this machine can ask. */
static bool
start_admin(
        struct gq_server *server, const struct gq_server_options *options, struct gq_errors *errs)
{
    struct gq_server_options own = {
        .address = options->admin,
        .loop_count = 1,
        .limits = options->limits,
        .clock = options->clock,
    };
    struct gq_listener_address address;
    char text[GQ_LISTENER_TEXT_SIZE];

    if (gq_str_starts_with(options->admin, GQ_STR("/"))
            && options->admin.length < sizeof(text) - sizeof("unix:")) {
        snprintf(text, sizeof(text), "unix:%.*s", GQ_STR_ARG(options->admin));
        own.address = gq_str_of(text);
    }
    if (!gq_listener_parse(own.address, &address, errs))
        return false;
    if (!gq_listener_is_local(&address)) {
        gq_errors_add(errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE,
                "The admin listener is for this machine: 127.0.0.1:9464, [::1]:9464 or a path, not "
                "\"%.*s\".",
                GQ_STR_ARG(options->admin));
        return false;
    }
    server->admin = start(&own, server, errs);
    if (server->admin)
        gq_log_event(options->clock, GQ_LOG_INFO, "admin_listening", "address",
                gq_str_of(server->admin->address));
    return server->admin != NULL;
}

struct gq_server *
gq_server_start(const struct gq_server_options *options, struct gq_errors *errs)
{
    struct gq_server *server;

    assert(options->engine);
    server = start(options, NULL, errs);
    if (!server)
        return NULL;
    if (options->admin.bytes && !start_admin(server, options, errs)) {
        gq_server_free(server);
        return NULL;
    }
    gq_log_event(options->clock, GQ_LOG_INFO, "listening", "address", gq_str_of(server->address));
    return server;
}

void
gq_server_get_status(struct gq_server *server, struct gq_server_status *ret_status)
{
    struct gq_site *site = &server->site;

    *ret_status = (struct gq_server_status){
        .loops = server->loop_count,
        .connections = atomic_load(&site->connections),
        .connections_max = site->connections_max,
        .uptime_us = gq_clock_monotonic_us(site->clock) - server->started_us,
        .is_stopping = atomic_load(&site->is_stopping),
    };
    for (uint32_t i = 0; i < server->loop_count; i++)
        gq_metrics_add(&ret_status->sums, &server->loops[i].metrics);
    gq_engine_get_stats(site->engine, &ret_status->engine);
}

struct gq_str
gq_server_address(const struct gq_server *server)
{
    return gq_str_of(server->address);
}

void
gq_server_stop(struct gq_server *server)
{
    uint64_t one = 1;
    ssize_t written = write(server->stop, &one, sizeof(one));

    (void)written;
}

static void
drain(struct gq_server *server)
{
    atomic_store(&server->site.is_stopping, true);
    for (uint32_t i = 0; i < server->loop_count; i++)
        gq_loop_wake(&server->loops[i]);
    for (uint32_t i = 0; i < server->loop_count; i++)
        gq_loop_join(&server->loops[i]);
    server->has_ended = true;
}

/* A signal that stays pending would be delivered once it is unblocked. */
static void
take_signal(struct gq_server *server)
{
    struct signalfd_siginfo info;
    ssize_t length = read(server->signals, &info, sizeof(info));

    (void)length;
}

void
gq_server_run(struct gq_server *server)
{
    struct pollfd fds[] = { { .fd = server->signals, .events = POLLIN },
        { .fd = server->stop, .events = POLLIN } };

    assert(!server->has_ended);
    while (poll(fds, GQ_ARRAY_LENGTH(fds), -1) < 0 && errno == EINTR)
        continue;
    take_signal(server);
    gq_log_event(
            server->site.clock, GQ_LOG_INFO, "stopping", "address", gq_str_of(server->address));
    gq_notify_send("STOPPING=1");
    drain(server);
}

void
gq_server_free(struct gq_server *server)
{
    int saved = errno;

    if (!server)
        return;
    gq_server_free(server->admin); /* first: it looks at the loops of this one */
    if (!server->has_ended)
        drain(server);
    for (uint32_t i = 0; i < server->loop_count; i++)
        gq_loop_fini(&server->loops[i]);
    if (server->signals >= 0)
        close(server->signals);
    if (server->stop >= 0)
        close(server->stop);
    gq_listener_remove(&server->listening);
    gq_clients_free(server->site.clients);
    gq_alloc_free(server->loops);
    gq_alloc_free(server->proxies);
    gq_alloc_free(server->routes);
    gq_alloc_free(server);
    errno = saved;
}
