/*
 * http/listener.h - the sockets that clients connect to.
 *
 * In:       `HOST:PORT` or `unix:PATH` as the operator wrote it.
 * Out:      listening sockets that share one port, one for each loop.
 * Not here: accepting (the HTTP library does).
 */
#ifndef GQ_HTTP_LISTENER_H
#define GQ_HTTP_LISTENER_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <sys/socket.h>

struct gq_errors;

struct gq_listener_address {
    struct sockaddr_storage storage;
    socklen_t length;
};

#define GQ_LISTENER_TEXT_SIZE 128

/*
 * `127.0.0.1:8080`, `[::1]:8080` or `localhost:8080` (IPv4), or `unix:/run/gqld.sock`, a path of at
 * most 107 bytes; port 0 lets the system choose. Names
 * are not looked up. Adds GQ_E_BAD_USER_INPUT.
 */
GQ_MUST_CHECK bool gq_listener_parse(
        struct gq_str text, struct gq_listener_address *ret_address, struct gq_errors *errs);

/*
 * Opens `count` sockets on one port, and puts the address with the real port into `address`. The
 * descriptors are the caller's. False when that failed, with errno set and nothing left open:
 * EADDRINUSE also when another program would have shared the port. The file of a Unix socket that
 * nobody listens on is replaced; the new one is for its owner and group.
 */
GQ_MUST_CHECK bool gq_listener_open(
        struct gq_listener_address *address, int *ret_sockets, size_t count);

/* A loopback address, or a Unix socket. */
bool gq_listener_is_local(const struct gq_listener_address *address);

/* Removes the file of a Unix socket; nothing for other addresses. All zeros are fine. */
void gq_listener_remove(const struct gq_listener_address *address);

/* `127.0.0.1:8080`, `[::1]:8080`, `unix:/run/gqld.sock`. NUL-terminated. */
void gq_listener_print(
        const struct gq_listener_address *address, char ret_text[GQ_LISTENER_TEXT_SIZE]);

#endif
