/* Clients that take their time, limits on connections, and the end of the server. */
#include "client.h"
#include "fake_engine.h"
#include "unit.h"

#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static char response[1 << 16];

#define POST_HEAD "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
#define MUTATION  POST_HEAD "Content-Length: 10\r\n\r\n{mutation}"

/* Deadlines short enough to wait for. */
static const struct gq_timeouts brief = {
    .header_ms = 300, .body_ms = 600, .idle_ms = 1000, .drain_ms = 1000
};

static void
serve(struct served *served, const struct gq_timeouts *timeouts)
{
    gq_limits_init(&served->limits);
    gq_client_serve(served, timeouts);
}

/* Sends a byte at a time, which no timeout of inactivity would end, until the peer is gone. */
static void
trickle(int fd)
{
    struct timespec pause = { .tv_nsec = 20000000 };

    for (int i = 0; i < 500; i++) {
        if (send(fd, "a", 1, MSG_NOSIGNAL) != 1)
            return;
        nanosleep(&pause, NULL);
    }
    fail_msg("the server takes bytes for ever");
}

static const struct slow_case {
    const char *name;
    struct gq_str start;
} slow_cases[] = {
    { "request line by bytes", GQ_STR_INIT("GET /") },
    { "header by bytes", GQ_STR_INIT("GET /health HTTP/1.1\r\nHost: a\r\nX-") },
    { "body by bytes", GQ_STR_INIT(POST_HEAD "Content-Length: 100000\r\n\r\n") },
};

static void
test_slow_client_is_cut(void **state)
{
    const struct slow_case *c = *state;
    struct served served;
    int fd;

    serve(&served, &brief);
    fd = gq_client_connect(&served);
    gq_client_send(fd, c->start);
    trickle(fd);
    close(fd);
    gq_client_end(&served);
}

static void
test_silent_client_is_told(void **state)
{
    struct served served;
    int fd;

    (void)state;
    serve(&served, &brief);
    fd = gq_client_connect(&served);
    gq_client_send(fd, GQ_STR(POST_HEAD "Content-Length: 10\r\n\r\n{"));
    gq_client_read(fd, response, sizeof(response), sizeof(response));
    assert_int_equal(gq_client_status(response), 408);
    close(fd);
    gq_client_end(&served);
}

static void
test_idle_connection_is_closed(void **state)
{
    struct served served;
    int fd;

    (void)state;
    serve(&served, &brief);
    fd = gq_client_connect(&served);
    gq_client_send(fd, GQ_STR("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
    assert_true(gq_client_read_response(fd, response, sizeof(response)));
    assert_true(gq_client_is_closed(fd));
    close(fd);
    gq_client_end(&served);
}

static void
await_waiting(struct served *served, uint32_t count)
{
    for (int i = 0; i < 10000 && gq_fake_engine_waiting(served->engine) != count; i++) {
        struct timespec pause = { .tv_nsec = 1000000 };

        nanosleep(&pause, NULL);
    }
    assert_int_equal(gq_fake_engine_waiting(served->engine), count);
}

/* What the engine takes is not the client's time: a parked request outlives all deadlines. */
static void
test_parked_request_has_no_deadline(void **state)
{
    struct timespec past_all = { .tv_sec = 1, .tv_nsec = 500000000 };
    struct served served;
    int fd;

    (void)state;
    serve(&served, &brief);
    gq_fake_engine_hold(served.engine);
    fd = gq_client_connect(&served);
    gq_client_send(fd, GQ_STR(MUTATION));
    await_waiting(&served, 1);
    nanosleep(&past_all, NULL);
    gq_fake_engine_release(served.engine);
    assert_true(gq_client_read_response(fd, response, sizeof(response)));
    assert_int_equal(gq_client_status(response), 200);
    close(fd);
    gq_client_end(&served);
}

static void
test_connections_past_the_limit(void **state)
{
    struct served served;
    int fds[3];

    (void)state;
    gq_limits_init(&served.limits);
    served.limits.values[GQ_LIMIT_CONNECTIONS] = 2;
    gq_client_serve(&served, NULL);
    for (int i = 0; i < 3; i++) {
        fds[i] = gq_client_connect(&served);
        gq_client_send(fds[i], GQ_STR("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
        assert_true(gq_client_read_response(fds[i], response, sizeof(response)));
        assert_int_equal(gq_client_status(response), i < 2 ? 200 : 503);
    }
    assert_non_null(strstr(response, "Retry-After: "));
    assert_non_null(strstr(response, "Connection: close\r\n"));
    for (int i = 0; i < 3; i++)
        close(fds[i]);
    gq_client_end(&served);
}

/* Lets the mutation go on once the server has taken its last connection. */
static void *
release_later(void *arg)
{
    struct timespec pause = { .tv_nsec = 300000000 };
    struct served *served = arg;

    nanosleep(&pause, NULL);
    gq_fake_engine_release(served->engine);
    return NULL;
}

static void
test_stop_answers_what_was_accepted(void **state)
{
    struct served served;
    int parked, idle;
    pthread_t releaser;

    (void)state;
    serve(&served, NULL);
    gq_fake_engine_hold(served.engine);
    idle = gq_client_connect(&served);
    gq_client_send(idle, GQ_STR("GET /health HTTP/1.1\r\nHost: a\r\n\r\n"));
    assert_true(gq_client_read_response(idle, response, sizeof(response)));
    assert_null(strstr(response, "Connection: close"));
    parked = gq_client_connect(&served);
    gq_client_send(parked, GQ_STR(MUTATION));
    await_waiting(&served, 1);
    pthread_create(&releaser, NULL, release_later, &served);
    gq_client_end(&served);
    pthread_join(releaser, NULL);
    assert_true(gq_client_read_response(parked, response, sizeof(response)));
    assert_int_equal(gq_client_status(response), 200);
    assert_non_null(strstr(response, "Connection: close\r\n"));
    assert_true(gq_client_is_closed(parked));
    assert_true(gq_client_is_closed(idle));
    close(parked);
    close(idle);
}

static void
test_stop_does_not_wait_for_a_slow_client(void **state)
{
    struct served served;
    int fd;

    (void)state;
    serve(&served, &(struct gq_timeouts){ .drain_ms = 200 });
    fd = gq_client_connect(&served);
    gq_client_send(fd, GQ_STR(POST_HEAD "Content-Length: 10\r\n\r\n{"));
    gq_client_end(&served);
    gq_client_read(fd, response, sizeof(response), sizeof(response));
    assert_int_not_equal(gq_client_status(response), 200);
    close(fd);
}

int
main(void)
{
    struct CMUnitTest tests[16] = {
        cmocka_unit_test(test_silent_client_is_told),
        cmocka_unit_test(test_idle_connection_is_closed),
        cmocka_unit_test(test_parked_request_has_no_deadline),
        cmocka_unit_test(test_connections_past_the_limit),
        cmocka_unit_test(test_stop_answers_what_was_accepted),
        cmocka_unit_test(test_stop_does_not_wait_for_a_slow_client),
    };
    size_t count = 6;

    GQ_UNIT_CASES(tests, count, slow_cases, test_slow_client_is_cut);
    return _cmocka_run_group_tests("deadline", tests, count, NULL, NULL);
}
