/* Raw sockets against a server with the fake engine. */
#include "client.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/log.h"
#include "fake_engine.h"
#include "unit.h"

#include "engine/engine.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#define WAIT_MS 10000

struct start {
    const struct gq_server_options *options;
    struct gq_arena *arena;
    struct gq_server *server;
};

static void
start_guarded(void *arg)
{
    struct start *start = arg;
    struct gq_errors errs;

    gq_errors_init(&errs, start->arena, NULL, 4);
    start->server = gq_server_start(start->options, &errs);
    for (const struct gq_error *error = errs.first; error; error = error->next)
        printf("# %.*s\n", GQ_STR_ARG(error->message));
}

static void *
run_server(void *arg)
{
    gq_server_run(arg);
    return NULL;
}

void
gq_client_serve(struct served *served, const struct gq_timeouts *timeouts)
{
    struct gq_server_options options = { .address = GQ_STR("127.0.0.1:0"), .loop_count = 2 };
    struct start start = { .options = &options };
    struct gq_str address;
    uint64_t port;

    signal(SIGPIPE, SIG_IGN);
    gq_log_set_level(GQ_LOG_ERROR);
    served->engine = gq_fake_engine_new();
    served->arena = gq_arena_new(1 << 16);
    options.engine = served->engine;
    options.limits = &served->limits;
    options.clock = &gq_clock_system;
    if (timeouts)
        options.timeouts = *timeouts;
    start.arena = served->arena;
    assert_int_equal(gq_guard(served->arena, start_guarded, &start), GQ_GUARD_DONE);
    assert_non_null(start.server);
    served->server = start.server;
    address = gq_server_address(served->server);
    assert_true(gq_str_parse_u64(gq_str_slice(address, 10, 5), 65535, &port));
    served->port = (uint16_t)port;
    pthread_create(&served->runner, NULL, run_server, served->server);
}

void
gq_client_end(struct served *served)
{
    gq_server_stop(served->server);
    pthread_join(served->runner, NULL);
    gq_server_free(served->server);
    assert_int_equal(gq_fake_engine_calls(served->engine), 0);
    gq_engine_close(served->engine);
    gq_arena_free(served->arena);
}

int
gq_client_connect(const struct served *served)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
        .sin_port = htons(served->port),
        .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    return fd;
}

void
gq_client_send(int fd, struct gq_str bytes)
{
    while (bytes.length) {
        ssize_t sent = send(fd, bytes.bytes, bytes.length, MSG_NOSIGNAL);

        if (sent <= 0)
            return; /* the server has closed: what it said before is what counts */
        bytes = gq_str_slice(bytes, (size_t)sent, bytes.length);
    }
}

/* Bytes read, 0 at the end of the stream or after a reset, -1 when nothing came in time. */
static ssize_t
read_some(int fd, char *memory, size_t size)
{
    struct pollfd waiting = { .fd = fd, .events = POLLIN };
    ssize_t length;

    if (poll(&waiting, 1, WAIT_MS) <= 0)
        return -1;
    length = recv(fd, memory, size, 0);
    return length < 0 ? 0 : length;
}

size_t
gq_client_read(int fd, char *memory, size_t size, size_t enough)
{
    size_t length = 0;
    ssize_t some = 1;

    while (some > 0 && length < enough && length + 1 < size) {
        some = read_some(fd, memory + length, size - 1 - length);
        if (some > 0)
            length += (size_t)some;
    }
    memory[length] = '\0';
    assert_true(some >= 0);
    return length;
}

/* Header and body of a response that begins at `memory`; 0 while that is not known. */
static size_t
response_length(const char *memory)
{
    const char *end = strstr(memory, "\r\n\r\n"), *field = strstr(memory, "Content-Length: ");
    uint64_t length = 0;

    if (!end)
        return 0;
    if (field && field < end) {
        field += strlen("Content-Length: ");
        assert_true(gq_str_parse_u64(
                (struct gq_str){ field, strcspn(field, "\r") }, SIZE_MAX, &length));
    }
    return (size_t)(end - memory) + 4 + (size_t)length;
}

bool
gq_client_read_response(int fd, char *memory, size_t size)
{
    size_t length = 0;
    ssize_t some = 1;

    memory[0] = '\0';
    while (some > 0 && length + 1 < size) {
        /* One byte at a time up to the header's end, so as not to take the next response's bytes. */
        size_t whole = response_length(memory);

        if (whole && length >= whole)
            return true;
        some = read_some(fd, memory + length, whole ? whole - length : 1);
        if (some > 0)
            length += (size_t)some;
        memory[length] = '\0';
    }
    return false;
}

bool
gq_client_is_closed(int fd)
{
    char byte;

    return read_some(fd, &byte, 1) == 0;
}

int
gq_client_status(const char *response)
{
    uint64_t status;

    if (strncmp(response, "HTTP/1.1 ", 9) != 0
            || !gq_str_parse_u64((struct gq_str){ response + 9, 3 }, 999, &status))
        return 0;
    return (int)status;
}

int
gq_client_exchange(const struct served *served, struct gq_str bytes, char *memory, size_t size)
{
    int fd = gq_client_connect(served), count = 0;

    gq_client_send(fd, bytes);
    shutdown(fd, SHUT_WR);
    gq_client_read(fd, memory, size, size);
    close(fd);
    for (const char *at = memory; (at = strstr(at, "HTTP/1.1 ")); at++)
        count++;
    return count;
}
