/* http/loop.c - epoll over two descriptors: the daemon's own epoll and the eventfd of the inbox. */
#include "http/loop.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/random.h"
#include "engine/engine.h"
#include "http/clients.h"
#include "http/exchange.h"
#include "http/gzip.h"
#include "http/site.h"

#include <assert.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdatomic.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

/* URL and header share it; touched whole by each connection, so no larger than needed. */
#define CONNECTION_MEMORY_BYTES 16384u

/* Past the limit on connections, so many more are taken to be told so. */
#define CONNECTIONS_RESERVE 64u

#define SWEEP_MS       250
#define DRAIN_SWEEP_MS 20

/* After the drain deadline, what was cut has this long to be noticed as closed. */
#define CLOSING_MS 1000

int64_t
gq_loop_deadline_us(const struct gq_loop *loop, int64_t later_ms)
{
    return gq_clock_monotonic_us(loop->site->clock) + later_ms * 1000;
}

/* The library decodes in place, `%00` too. Targets are decoded by query.h, once. */
static size_t
leave_encoded(void *cls, struct MHD_Connection *mhd, char *text)
{
    (void)cls;
    (void)mhd;
    return strlen(text);
}

/* Proxies stand for many clients, so that theirs are counted request by request. */
static bool
is_past_client_limit(struct gq_loop *loop, struct gq_connection *connection)
{
    const struct gq_site *site = loop->site;

    if (!gq_address_is_known(&connection->peer)
            || gq_address_is_in(&connection->peer, site->proxies, site->proxy_count))
        return false;
    connection->is_counted = gq_clients_enter(site->clients, &connection->peer);
    return !connection->is_counted;
}

static void
add_connection(struct gq_loop *loop, struct MHD_Connection *mhd, void **context)
{
    const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct gq_connection *connection = gq_connection_add(&loop->connections, info->connect_fd,
            gq_loop_deadline_us(loop, loop->site->timeouts.header_ms));

    *context = connection;
    if (!connection)
        return;
    info = MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    connection->peer = gq_address_of(info ? info->client_addr : NULL);
    connection->is_past_limit =
            atomic_fetch_add(&loop->site->connections, 1) >= loop->site->connections_max;
    if (is_past_client_limit(loop, connection))
        connection->is_past_limit = true;
}

static void
remove_connection(struct gq_loop *loop, struct gq_connection *connection)
{
    atomic_fetch_sub(&loop->site->connections, 1);
    if (connection->is_counted)
        gq_clients_leave(loop->site->clients, &connection->peer);
    gq_connection_remove(&loop->connections, connection);
}

static void
notice_connection(void *cls, struct MHD_Connection *mhd, void **context,
        enum MHD_ConnectionNotificationCode what)
{
    struct gq_loop *loop = cls;

    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        add_connection(loop, mhd, context);
    } else if (*context) {
        remove_connection(loop, *context);
        *context = NULL;
    }
}

/*
 * Not strict: what that option refuses the guard refuses too, but with one well-formed response
 * where 0.9.75 sends its header twice.
 */
static struct MHD_Daemon *
start_daemon(struct gq_loop *loop)
{
    const struct gq_site *site = loop->site;
    unsigned flags = MHD_USE_EPOLL | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME | MHD_ALLOW_UPGRADE
            | MHD_USE_TURBO;
    int64_t idle_s = (site->timeouts.idle_ms + 999) / 1000;

    return MHD_start_daemon(flags, 0, NULL, NULL, gq_exchange_access, loop,
            MHD_OPTION_LISTEN_SOCKET, loop->listen_socket, MHD_OPTION_URI_LOG_CALLBACK,
            gq_exchange_begin, loop, MHD_OPTION_NOTIFY_COMPLETED, gq_exchange_end, loop,
            MHD_OPTION_NOTIFY_CONNECTION, notice_connection, loop, MHD_OPTION_UNESCAPE_CALLBACK,
            leave_encoded, loop, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
            (size_t)CONNECTION_MEMORY_BYTES, MHD_OPTION_CONNECTION_LIMIT,
            (unsigned)(site->connections_max + CONNECTIONS_RESERVE), MHD_OPTION_CONNECTION_TIMEOUT,
            (unsigned)idle_s, MHD_OPTION_STRICT_FOR_CLIENT, 0, MHD_OPTION_END);
}

static bool
watch(struct gq_loop *loop, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

    return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool
watch_both(struct gq_loop *loop)
{
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD);

    return info && watch(loop, info->epoll_fd) && watch(loop, loop->wakeup);
}

bool
gq_loop_init(struct gq_loop *loop, struct gq_site *site, int listen_socket, struct gq_errors *errs)
{
    *loop = (struct gq_loop){ .site = site, .listen_socket = listen_socket };
    pthread_mutex_init(&loop->inbox_lock, NULL);
    gq_random_fill(&loop->id_state, sizeof(loop->id_state));
    loop->epoll = epoll_create1(EPOLL_CLOEXEC);
    loop->wakeup = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
    if (loop->epoll >= 0 && loop->wakeup >= 0)
        loop->daemon = start_daemon(loop);
    if (!loop->daemon || !watch_both(loop)) {
        gq_errors_add(errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE,
                "The HTTP server could not be started.");
        return false;
    }
    loop->gzip = gq_gzip_new();
    if (!site->engine)
        return true;
    loop->worker = gq_worker_open(site->engine, errs);
    return loop->worker != NULL;
}

/* How long the loop may sleep: until the library's next timeout or the next sweep. */
static int
sleep_ms(const struct gq_loop *loop)
{
    MHD_UNSIGNED_LONG_LONG library_ms;
    int64_t ms = -1;

    if (loop->connections.count || loop->is_draining) {
        ms = (loop->sweep_at_us - gq_clock_monotonic_us(loop->site->clock) + 999) / 1000;
        if (ms < 0)
            ms = 0;
    }
    if (MHD_get_timeout(loop->daemon, &library_ms) == MHD_YES
            && (ms < 0 || library_ms < (MHD_UNSIGNED_LONG_LONG)ms))
        ms = (int64_t)library_ms;
    return ms > INT32_MAX ? INT32_MAX : (int)ms;
}

static void
wait_for_events(struct gq_loop *loop)
{
    struct epoll_event events[2];
    int count = epoll_wait(loop->epoll, events, GQ_ARRAY_LENGTH(events), sleep_ms(loop));
    uint64_t wakeups;

    for (int i = 0; i < count; i++) {
        if (events[i].data.fd == loop->wakeup) {
            ssize_t length = read(loop->wakeup, &wakeups, sizeof(wakeups));

            assert(length == sizeof(wakeups));
            (void)length;
        }
    }
}

/* Resumes what the inbox brought, in the order in which it was posted. */
static void
empty_inbox(struct gq_loop *loop)
{
    struct gq_exchange *posted, *ordered = NULL;

    pthread_mutex_lock(&loop->inbox_lock);
    posted = loop->inbox;
    loop->inbox = NULL;
    pthread_mutex_unlock(&loop->inbox_lock);
    while (posted) {
        struct gq_exchange *exchange = posted;

        posted = exchange->inbox_next;
        exchange->inbox_next = ordered;
        ordered = exchange;
    }
    while (ordered) {
        struct gq_exchange *exchange = ordered;

        ordered = exchange->inbox_next;
        gq_exchange_unpark(exchange);
    }
}

/* Takes what the kernel has accepted already, then no more. */
static void
begin_drain(struct gq_loop *loop)
{
    MHD_socket listening;

    (void)MHD_run(loop->daemon);
    listening = MHD_quiesce_daemon(loop->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    loop->listen_socket = -1;
    loop->is_draining = true;
    loop->drain_until_us = gq_loop_deadline_us(loop, loop->site->timeouts.drain_ms);
    loop->sweep_at_us = 0;
}

static void
sweep(struct gq_loop *loop)
{
    int64_t now_us = gq_clock_monotonic_us(loop->site->clock);

    if (now_us < loop->sweep_at_us)
        return;
    loop->sweep_at_us = now_us + (loop->is_draining ? DRAIN_SWEEP_MS : SWEEP_MS) * 1000;
    gq_connection_sweep(&loop->connections, now_us);
    if (!loop->is_draining)
        return;
    gq_connection_stop_idle(&loop->connections);
    if (now_us >= loop->drain_until_us)
        gq_connection_cut_all(&loop->connections);
}

/*
 * A parked exchange is always waited for: its call is with the writer, which bounds it by deadlines
 * of its own, and its client is to be told what became of the mutation.
 */
static bool
has_drained(const struct gq_loop *loop)
{
    if (!loop->is_draining || loop->parked)
        return false;
    return loop->connections.count == 0
            || gq_clock_monotonic_us(loop->site->clock) >= loop->drain_until_us + CLOSING_MS * 1000;
}

static void *
run(void *arg)
{
    struct gq_loop *loop = arg;

    while (!has_drained(loop)) {
        wait_for_events(loop);
        empty_inbox(loop);
        if (!loop->is_draining && atomic_load(&loop->site->is_stopping))
            begin_drain(loop);
        if (MHD_run(loop->daemon) != MHD_YES)
            gq_log_event(loop->site->clock, GQ_LOG_ERROR, "http_loop", "problem",
                    GQ_STR("the daemon did not run"));
        sweep(loop);
    }
    return NULL;
}

bool
gq_loop_start(struct gq_loop *loop)
{
    sigset_t all, before;

    /* Signals are for the thread that waits for them. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    loop->has_thread = pthread_create(&loop->thread, NULL, run, loop) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return loop->has_thread;
}

void
gq_loop_wake(struct gq_loop *loop)
{
    uint64_t one = 1;
    ssize_t written = write(loop->wakeup, &one, sizeof(one));

    /* A full counter wakes as well. */
    (void)written;
}

void
gq_loop_post(struct gq_loop *loop, struct gq_exchange *exchange)
{
    bool was_empty;

    pthread_mutex_lock(&loop->inbox_lock);
    was_empty = !loop->inbox;
    exchange->inbox_next = loop->inbox;
    loop->inbox = exchange;
    pthread_mutex_unlock(&loop->inbox_lock);
    if (was_empty)
        gq_loop_wake(loop);
}

void
gq_loop_join(struct gq_loop *loop)
{
    if (loop->has_thread)
        pthread_join(loop->thread, NULL);
    loop->has_thread = false;
}

static void
close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

void
gq_loop_fini(struct gq_loop *loop)
{
    assert(!loop->has_thread);
    assert(!loop->parked);
    if (loop->daemon)
        MHD_stop_daemon(loop->daemon); /* closes a listening socket that it still has */
    else
        close_if_open(loop->listen_socket);
    gq_gzip_free(loop->gzip);
    if (loop->worker)
        gq_worker_close(loop->worker);
    close_if_open(loop->wakeup);
    close_if_open(loop->epoll);
    pthread_mutex_destroy(&loop->inbox_lock);
}
