/*
 * http/loop.h - one thread: an epoll of our own around one daemon of the HTTP library.
 *
 * In:       a listening socket; exchanges that other threads have finished.
 * Out:      answered requests.
 * Not here: what a request means (exchange.h and the routes).
 *
 * The library's own epoll threads are never used: they may sleep on unserved events. After a
 * connection is resumed the daemon has to be run, so that resuming is done here, by the loop itself,
 * for the exchanges that its inbox brings.
 */
#ifndef GQ_HTTP_LOOP_H
#define GQ_HTTP_LOOP_H

#include "base/attribute.h"
#include "base/str.h"
#include "http/connection.h"
#include "http/metrics.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>

struct gq_errors;
struct gq_gzip;
struct gq_exchange;
struct gq_site;
struct gq_worker;
struct MHD_Daemon;

struct gq_loop {
    struct gq_site *site; /* borrowed */
    struct gq_worker *worker;
    struct MHD_Daemon *daemon;
    struct gq_gzip *gzip;             /* NULL: without memory for it, nothing is compressed */
    int listen_socket, epoll, wakeup; /* owned; -1: none */
    pthread_t thread;
    bool has_thread;
    struct gq_metrics metrics;         /* written by the loop's thread, read by any */
    struct gq_connections connections; /* the loop's thread only, as all below */
    uint32_t parked;
    uint64_t id_state; /* for request ids */
    int64_t sweep_at_us, drain_until_us;
    bool is_draining;
    pthread_mutex_t inbox_lock;
    struct gq_exchange *inbox; /* under the lock; newest first */
};

/*
 * Prepares a loop in the caller's storage; `listen_socket` is the loop's from here on, also when
 * this fails. False after adding an error; gq_loop_fini is due in either case.
 */
GQ_MUST_CHECK bool gq_loop_init(
        struct gq_loop *loop, struct gq_site *site, int listen_socket, struct gq_errors *errs);

/* Starts the thread; false when there is none to be had. */
GQ_MUST_CHECK bool gq_loop_start(struct gq_loop *loop);

/* Makes the loop look at its inbox and at site->is_stopping. Any thread. */
void gq_loop_wake(struct gq_loop *loop);

/* Waits for the thread, which ends once it has drained after site->is_stopping. */
void gq_loop_join(struct gq_loop *loop);

/* Releases everything; the thread has ended or was never started. */
void gq_loop_fini(struct gq_loop *loop);

/* Hands back a parked exchange. Any thread; the loop resumes it. */
void gq_loop_post(struct gq_loop *loop, struct gq_exchange *exchange);

/* The monotonic time `later_ms` from now. */
int64_t gq_loop_deadline_us(const struct gq_loop *loop, int64_t later_ms);

#endif
