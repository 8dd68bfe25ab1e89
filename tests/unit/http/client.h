/*
 * tests/unit/http/client.h - raw sockets against a server with the fake engine.
 *
 * Every wait is bounded: a test ends with a failure and never hangs.
 */
#ifndef GQ_TESTS_CLIENT_H
#define GQ_TESTS_CLIENT_H

#include "base/limits.h"
#include "base/str.h"
#include "http/server.h"

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>

struct gq_arena;
struct gq_engine;

struct served {
    struct gq_engine *engine;
    struct gq_server *server;
    struct gq_limits limits;
    struct gq_arena *arena; /* of the errors of starting */
    pthread_t runner;
    uint16_t port;
};

/* Starts a server on a free loopback port; zeros in `timeouts` are defaults. */
void gq_client_serve(struct served *served, const struct gq_timeouts *timeouts);

/* Stops it and releases everything; asserts that no call of the engine is left. */
void gq_client_end(struct served *served);

int gq_client_connect(const struct served *served);
void gq_client_send(int fd, struct gq_str bytes);

/* Reads until the peer closes, or until `enough` bytes, or 10 s; NUL-terminated; returns the length. */
size_t gq_client_read(int fd, char *memory, size_t size, size_t enough);

/*
 * Reads one response with a Content-Length, header and body; false when the peer closes or 10 s pass
 * before it is whole.
 */
bool gq_client_read_response(int fd, char *memory, size_t size);

/* True when the peer has closed, or closes within 10 s, and sends nothing before. */
bool gq_client_is_closed(int fd);

/* Sends the bytes on a new connection, ends the sending half, reads all: the number of responses. */
int gq_client_exchange(const struct served *served, struct gq_str bytes, char *memory, size_t size);

/* The status of the response text; 0 when it is none. */
int gq_client_status(const char *response);

#endif
