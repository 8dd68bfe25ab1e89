/*
 * bench/serve.h - the HTTP side that the reference servers share: libmicrohttpd under an epoll loop
 * of our own, one daemon and one loop a thread, as gqld has it.
 *
 * In:       a port, a number of threads, a function that answers.
 * Out:      a process that serves until it is killed.
 * Not here: what is answered (l1.c, l12.c).
 */
#ifndef BENCH_SERVE_H
#define BENCH_SERVE_H

#include <stdbool.h>
#include <stddef.h>

struct MHD_Connection;
struct serve_loop;

/* One request; lives until its response is sent. */
struct exchange {
    const char *path;
    char *body; /* NUL-terminated; NULL when there is none */
    size_t body_length, body_capacity;
    char *reply; /* NULL: not yet */
    size_t reply_length;
    bool is_reply_shared; /* else freed after it is sent */
    struct MHD_Connection *connection;
    struct serve_loop *loop;
    struct exchange *next; /* for whoever holds a suspended exchange */
};

/* Sets the reply, or suspends the exchange. `state` is what `serve_start_fn` gave for the thread. */
typedef void serve_answer_fn(struct exchange *exchange, void *state);
typedef void *serve_start_fn(void *context);

/* Serves on 127.0.0.1:`port`. Returns only when it cannot start. */
int serve(unsigned port, unsigned threads, serve_start_fn *start, void *context,
        serve_answer_fn *answer);

/* Inside the answer: the reply comes later, from another thread, by serve_resume. */
void serve_suspend(struct exchange *exchange);

/* The reply is set. The loop is woken by serve_wake: once for many exchanges. */
void serve_resume(struct exchange *exchange);
void serve_wake(struct serve_loop *loop);

#endif
