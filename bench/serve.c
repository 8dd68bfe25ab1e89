/* bench/serve.c - libmicrohttpd with an external epoll. */
#include "serve.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#define BODY_MAX  ((size_t)256 * 1024)
#define BODY_ROOM 1024

struct serve_loop {
    int epoll, wakeup;
    struct MHD_Daemon *daemon;
    serve_answer_fn *answer;
    void *state;
};

static bool
keep_body(struct exchange *exchange, const char *bytes, size_t length)
{
    size_t wanted = exchange->body_length + length + 1;

    if (wanted > BODY_MAX)
        return false;
    if (wanted > exchange->body_capacity) {
        size_t capacity = wanted + BODY_ROOM;
        char *body = realloc(exchange->body, capacity);

        if (!body)
            return false;
        exchange->body = body;
        exchange->body_capacity = capacity;
    }
    memcpy(exchange->body + exchange->body_length, bytes, length);
    exchange->body_length += length;
    exchange->body[exchange->body_length] = '\0';
    return true;
}

static enum MHD_Result
send_reply(struct exchange *exchange)
{
    struct MHD_Response *response =
            MHD_create_response_from_buffer(exchange->reply_length, exchange->reply,
                    exchange->is_reply_shared ? MHD_RESPMEM_PERSISTENT : MHD_RESPMEM_MUST_FREE);
    enum MHD_Result result;

    MHD_add_response_header(response, "Content-Type", "application/json; charset=utf-8");
    result = MHD_queue_response(exchange->connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

static enum MHD_Result
on_access(void *cls, struct MHD_Connection *connection, const char *url, const char *method,
        const char *version, const char *upload, size_t *upload_length, void **context)
{
    struct serve_loop *loop = cls;
    struct exchange *exchange = *context;

    (void)method;
    (void)version;
    if (!exchange) {
        exchange = calloc(1, sizeof(*exchange));
        if (!exchange)
            return MHD_NO;
        exchange->path = url;
        exchange->connection = connection;
        exchange->loop = loop;
        *context = exchange;
        return MHD_YES;
    }
    if (*upload_length) {
        bool is_kept = keep_body(exchange, upload, *upload_length);

        *upload_length = 0;
        return is_kept ? MHD_YES : MHD_NO;
    }
    if (!exchange->reply) {
        exchange->path = url;
        loop->answer(exchange, loop->state);
    }
    return exchange->reply ? send_reply(exchange) : MHD_YES;
}

static void
on_end(void *cls, struct MHD_Connection *connection, void **context,
        enum MHD_RequestTerminationCode why)
{
    struct exchange *exchange = *context;

    (void)cls;
    (void)connection;
    (void)why;
    if (exchange)
        free(exchange->body);
    free(exchange);
}

void
serve_suspend(struct exchange *exchange)
{
    MHD_suspend_connection(exchange->connection);
}

void
serve_resume(struct exchange *exchange)
{
    MHD_resume_connection(exchange->connection);
}

void
serve_wake(struct serve_loop *loop)
{
    uint64_t one = 1;

    if (write(loop->wakeup, &one, sizeof(one)) < 0)
        perror("eventfd");
}

static bool
watch(struct serve_loop *loop, int fd)
{
    struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };

    return epoll_ctl(loop->epoll, EPOLL_CTL_ADD, fd, &event) == 0;
}

static bool
start_loop(struct serve_loop *loop, unsigned port)
{
    unsigned flags = MHD_USE_EPOLL | MHD_USE_ITC | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO;
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
    const union MHD_DaemonInfo *info;

    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    loop->epoll = epoll_create1(0);
    loop->wakeup = eventfd(0, EFD_NONBLOCK);
    loop->daemon = MHD_start_daemon(flags, (uint16_t)port, NULL, NULL, on_access, loop,
            MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
            MHD_OPTION_NOTIFY_COMPLETED, on_end, loop, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
            (size_t)16384, MHD_OPTION_CONNECTION_LIMIT, 4096u, MHD_OPTION_END);
    if (!loop->daemon)
        return false;
    info = MHD_get_daemon_info(loop->daemon, MHD_DAEMON_INFO_EPOLL_FD);
    return info && watch(loop, info->epoll_fd) && watch(loop, loop->wakeup);
}

static void *
run_loop(void *arg)
{
    struct serve_loop *loop = arg;

    for (;;) {
        struct epoll_event events[2];
        MHD_UNSIGNED_LONG_LONG timeout_ms;
        uint64_t drained;
        int wait_ms = -1;

        if (MHD_get_timeout(loop->daemon, &timeout_ms) == MHD_YES)
            wait_ms = timeout_ms > 1000 ? 1000 : (int)timeout_ms;
        epoll_wait(loop->epoll, events, 2, wait_ms);
        if (read(loop->wakeup, &drained, sizeof(drained)) < 0)
            drained = 0;
        MHD_run(loop->daemon);
    }
    return NULL;
}

int
serve(unsigned port, unsigned threads, serve_start_fn *start, void *context,
        serve_answer_fn *answer)
{
    struct serve_loop *loops = calloc(threads, sizeof(*loops));
    pthread_t thread;

    if (!loops || threads == 0)
        return 1;
    for (unsigned i = 0; i < threads; i++) {
        loops[i].answer = answer;
        loops[i].state = start ? start(context) : NULL;
        if (!start_loop(&loops[i], port)) {
            fprintf(stderr, "cannot serve on port %u\n", port);
            return 1;
        }
    }
    for (unsigned i = 1; i < threads; i++) {
        if (pthread_create(&thread, NULL, run_loop, &loops[i]) != 0)
            return 1;
    }
    run_loop(&loops[0]);
    return 0;
}
