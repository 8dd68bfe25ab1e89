/* http/server.c - start, wait, drain. */
#include "http/server.h"

#include "base/alloc.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/log.h"
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
    { .path = GQ_STR_INIT("/health"),
            .methods = GQ_METHOD_GET,
            .is_open = true,
            .handle = gq_health_handle },
};

static const struct gq_timeouts default_timeouts = {
    .header_ms = 10000, .body_ms = 30000, .idle_ms = 15000, .drain_ms = 10000
};

struct gq_server {
    struct gq_site site;
    struct gq_route *routes;
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

static void
init_site(struct gq_server *server, const struct gq_server_options *options)
{
    const struct gq_timeouts *given = &options->timeouts;
    struct gq_site *site = &server->site;

    site->limits = options->limits;
    site->clock = options->clock;
    site->engine = options->engine;
    site->timeouts = (struct gq_timeouts){
        .header_ms = or_default(given->header_ms, default_timeouts.header_ms),
        .body_ms = or_default(given->body_ms, default_timeouts.body_ms),
        .idle_ms = or_default(given->idle_ms, default_timeouts.idle_ms),
        .drain_ms = or_default(given->drain_ms, default_timeouts.drain_ms),
    };
    site->connections_max = connections_max(options->limits);
    atomic_init(&site->connections, 0);
    atomic_init(&site->is_stopping, false);
}

static bool
copy_routes(struct gq_server *server, const struct gq_server_options *options)
{
    size_t own = GQ_ARRAY_LENGTH(own_routes);

    server->routes = gq_alloc_zeroed(own + options->route_count, sizeof(*server->routes));
    if (!server->routes)
        return false;
    memcpy(server->routes, own_routes, sizeof(own_routes));
    for (size_t i = 0; i < options->route_count; i++)
        server->routes[own + i] = options->routes[i];
    server->site.routes = server->routes;
    server->site.route_count = own + options->route_count;
    return true;
}

static struct gq_server *
allocate(const struct gq_server_options *options, uint32_t loop_count)
{
    struct gq_server *server = gq_alloc_zeroed(1, sizeof(*server));
    sigset_t set = ending_signals();

    if (!server)
        return NULL;
    init_site(server, options);
    server->loops = gq_alloc_zeroed(loop_count, sizeof(*server->loops));
    server->stop = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    server->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    if (server->loops && server->stop >= 0 && server->signals >= 0 && copy_routes(server, options))
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

struct gq_server *
gq_server_start(const struct gq_server_options *options, struct gq_errors *errs)
{
    uint32_t loop_count = choose_loop_count(options->loop_count);
    struct gq_listener_address address;
    struct gq_server *server;
    int sockets[LOOPS_MAX];

    assert(options->engine && options->limits && options->clock);
    if (!gq_listener_parse(options->address, &address, errs))
        return NULL;
    server = allocate(options, loop_count);
    if (!server)
        return refuse(NULL, errs, "Cannot start the server", ENOMEM);
    if (!gq_listener_open(&address, sockets, loop_count))
        return refuse(server, errs, "Cannot listen on the address", errno);
    gq_listener_print(&address, server->address);
    if (!init_loops(server, sockets, loop_count, errs)) {
        gq_server_free(server);
        return NULL;
    }
    if (!start_loops(server))
        return refuse(server, errs, "Cannot start a thread", EAGAIN);
    gq_log_event(options->clock, GQ_LOG_INFO, "listening", "address", gq_str_of(server->address));
    return server;
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
    drain(server);
}

void
gq_server_free(struct gq_server *server)
{
    int saved = errno;

    if (!server)
        return;
    if (!server->has_ended)
        drain(server);
    for (uint32_t i = 0; i < server->loop_count; i++)
        gq_loop_fini(&server->loops[i]);
    if (server->signals >= 0)
        close(server->signals);
    if (server->stop >= 0)
        close(server->stop);
    gq_alloc_free(server->loops);
    gq_alloc_free(server->routes);
    gq_alloc_free(server);
    errno = saved;
}
