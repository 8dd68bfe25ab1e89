/*
 * http/connection.h - one client connection as its loop sees it: what it waits for, and until when.
 *
 * The HTTP library's own timeout is one of inactivity, which a client that sends a byte a second
 * never meets. The deadlines here are absolute; the loop's sweep enforces them.
 * One thread at a time: the loop's.
 */
#ifndef GQ_HTTP_CONNECTION_H
#define GQ_HTTP_CONNECTION_H

#include "http/address.h"

#include <stdbool.h>
#include <stdint.h>

enum gq_connection_phase {
    GQ_CONNECTION_IDLE,    /* no request line yet */
    GQ_CONNECTION_HEADER,  /* a request line came */
    GQ_CONNECTION_BODY,    /* the header is complete */
    GQ_CONNECTION_WORKING, /* the request is complete: no deadline, the engine has its own */
    GQ_CONNECTION_SENDING, /* the answer is on its way */
};

struct gq_connection {
    struct gq_connection *previous, *next; /* of the loop's list */
    int socket;
    enum gq_connection_phase phase;
    int64_t deadline_us; /* monotonic; not looked at while WORKING */
    struct gq_address peer;
    bool is_counted;     /* among those of its address */
    bool is_past_limit;  /* one connection too many: its request is answered 503 */
    bool is_cut;         /* shut down already */
    bool is_end_checked; /* since the phase began; see gq_connection_sweep */
};

/* The connections of a loop. All zeros is an empty list. */
struct gq_connections {
    struct gq_connection *first;
    uint32_t count;
};

/* A new connection in phase IDLE, owned by the list; NULL when there is no memory. */
struct gq_connection *gq_connection_add(
        struct gq_connections *list, int socket, int64_t deadline_us);
void gq_connection_remove(struct gq_connections *list, struct gq_connection *connection);

static inline void
gq_connection_enter(
        struct gq_connection *connection, enum gq_connection_phase phase, int64_t deadline_us)
{
    connection->phase = phase;
    connection->deadline_us = deadline_us;
    connection->is_end_checked = false;
}

/*
 * Cuts those whose deadline is past. One in the midst of its request is told why: 408, written past
 * the HTTP library, which has sent nothing for this request yet.
 *
 * Also cuts those that the client has ended: the library, 0.9.75, overlooks the end of a stream that
 * comes together with the last bytes.
 */
void gq_connection_sweep(struct gq_connections *list, int64_t now_us);

/* For a stop: those without a request get the end of their stream once what they sent is read. */
void gq_connection_stop_idle(struct gq_connections *list);

/* Cuts all but those whose request is being worked on. */
void gq_connection_cut_all(struct gq_connections *list);

#endif
