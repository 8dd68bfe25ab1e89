/*
 * A thousand connections, all suspended at once through the writer, a part of them reset meanwhile:
 * every other one is answered, and nothing is left behind.
 */
#include "client.h"
#include "fake_engine.h"
#include "unit.h"

#include <dirent.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS 1000
#define ROUNDS      3

#define MUTATION                                                              \
    "POST /graphql HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n" \
    "Content-Length: 10\r\n\r\n{mutation}"

static char response[1 << 16];

static int fds[CONNECTIONS];

static int
count_descriptors(void)
{
    DIR *folder = opendir("/proc/self/fd");
    int count = 0;

    assert_non_null(folder);
    while (readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void
reset(int fd)
{
    struct linger at_once = { .l_onoff = 1 };

    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof(at_once));
    close(fd);
}

static void
await_waiting(struct served *served, uint32_t count)
{
    struct timespec pause = { .tv_nsec = 1000000 };

    for (int i = 0; i < 30000 && gq_fake_engine_waiting(served->engine) < count; i++)
        nanosleep(&pause, NULL);
    assert_int_equal(gq_fake_engine_waiting(served->engine), count);
}

/* One in seven; which, differs from round to round. */
static bool
is_reset(int i, int round)
{
    return (i * 31 + round) % 7 == 0;
}

static void
run_round(struct served *served, int round)
{
    gq_fake_engine_hold(served->engine);
    for (int i = 0; i < CONNECTIONS; i++) {
        if (fds[i] < 0)
            fds[i] = gq_client_connect(served);
        gq_client_send(fds[i], GQ_STR(MUTATION));
    }
    await_waiting(served, CONNECTIONS);
    for (int i = 0; i < CONNECTIONS; i++) {
        if (is_reset(i, round)) {
            reset(fds[i]);
            fds[i] = -1;
        }
    }
    gq_fake_engine_release(served->engine);
    for (int i = 0; i < CONNECTIONS; i++) {
        if (fds[i] < 0)
            continue;
        assert_true(gq_client_read_response(fds[i], response, sizeof(response)));
        assert_int_equal(gq_client_status(response), 200);
    }
}

static void
test_all_suspended_at_once(void **state)
{
    struct served served;
    int descriptors = count_descriptors();

    (void)state;
    memset(fds, -1, sizeof(fds));
    gq_limits_init(&served.limits);
    served.limits.values[GQ_LIMIT_CLIENT_CONNECTIONS] = 2 * CONNECTIONS; /* all of one address */
    gq_client_serve(&served, NULL);
    for (int round = 0; round < ROUNDS; round++)
        run_round(&served, round);
    for (int i = 0; i < CONNECTIONS; i++) {
        if (fds[i] >= 0)
            close(fds[i]);
    }
    gq_client_end(&served);
    assert_int_equal(count_descriptors(), descriptors);
}

/* Resets at any moment: while the request comes in, while it is parked, while it is answered. */
static void
test_resets_at_any_moment(void **state)
{
    struct served served;
    int descriptors = count_descriptors();

    (void)state;
    gq_limits_init(&served.limits);
    served.limits.values[GQ_LIMIT_CLIENT_CONNECTIONS] = 2 * CONNECTIONS; /* all of one address */
    gq_client_serve(&served, NULL);
    for (int i = 0; i < 3000; i++) {
        struct gq_str request = GQ_STR(MUTATION);
        int fd = gq_client_connect(&served);

        gq_client_send(fd, gq_str_slice(request, 0, (size_t)(i * 37) % (request.length + 20)));
        if (i % 3 == 0)
            gq_client_send(fd, request);
        reset(fd);
    }
    gq_client_end(&served);
    assert_int_equal(count_descriptors(), descriptors);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_suspended_at_once),
        cmocka_unit_test(test_resets_at_any_moment),
    };

    return cmocka_run_group_tests_name("stress", tests, NULL, NULL);
}
