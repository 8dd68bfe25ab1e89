/* http/connection.c - a list, and shutdown(2): the HTTP library closes what it then finds ended. */
#include "http/connection.h"

#include "base/alloc.h"

#include <assert.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

static const char timed_out[] = "HTTP/1.1 408 Request Timeout\r\n"
                                "Content-Length: 0\r\n"
                                "Connection: close\r\n\r\n";

struct gq_connection *
gq_connection_add(struct gq_connections *list, int socket, int64_t deadline_us)
{
    struct gq_connection *connection = gq_alloc_zeroed(1, sizeof(*connection));

    if (!connection)
        return NULL;
    connection->socket = socket;
    connection->deadline_us = deadline_us;
    connection->next = list->first;
    if (list->first)
        list->first->previous = connection;
    list->first = connection;
    list->count++;
    return connection;
}

void
gq_connection_remove(struct gq_connections *list, struct gq_connection *connection)
{
    assert(list->count > 0);
    if (connection->previous)
        connection->previous->next = connection->next;
    else
        list->first = connection->next;
    if (connection->next)
        connection->next->previous = connection->previous;
    list->count--;
    gq_alloc_free(connection);
}

static void
cut(struct gq_connection *connection)
{
    if (connection->is_cut)
        return;
    connection->is_cut = true;
    if (connection->phase == GQ_CONNECTION_HEADER || connection->phase == GQ_CONNECTION_BODY) {
        /* A courtesy: whether it arrives is the client's luck. */
        ssize_t sent = send(
                connection->socket, timed_out, sizeof(timed_out) - 1, MSG_DONTWAIT | MSG_NOSIGNAL);

        (void)sent;
    }
    shutdown(connection->socket, SHUT_RDWR);
}

/*
 * An end that comes later, alone, wakes the library: so an idle connection is looked at once. In the
 * midst of a request it may have come with any of its bytes.
 */
static void
check_end(struct gq_connection *connection)
{
    char byte;

    if (connection->is_end_checked || connection->is_cut)
        return;
    connection->is_end_checked = connection->phase == GQ_CONNECTION_IDLE;
    if (recv(connection->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0) {
        connection->is_cut = true;
        shutdown(connection->socket, SHUT_RDWR);
    }
}

void
gq_connection_sweep(struct gq_connections *list, int64_t now_us)
{
    for (struct gq_connection *c = list->first; c; c = c->next) {
        if (c->phase == GQ_CONNECTION_WORKING)
            continue;
        if (now_us >= c->deadline_us)
            cut(c);
        else if (c->phase != GQ_CONNECTION_SENDING)
            check_end(c);
    }
}

void
gq_connection_stop_idle(struct gq_connections *list)
{
    for (struct gq_connection *c = list->first; c; c = c->next) {
        if (c->phase == GQ_CONNECTION_IDLE)
            shutdown(c->socket, SHUT_RD);
    }
}

void
gq_connection_cut_all(struct gq_connections *list)
{
    for (struct gq_connection *c = list->first; c; c = c->next) {
        if (c->phase != GQ_CONNECTION_WORKING)
            cut(c);
    }
}
