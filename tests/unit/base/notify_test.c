/* What the service manager is told. */
#include "base/notify.h"

#include "unit.h"

#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* A manager's socket with this name; `@` is the abstract namespace. */
static int
open_manager(const char *name)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    size_t length = strlen(name);
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

    assert_true(fd >= 0 && length < sizeof(address.sun_path));
    memcpy(address.sun_path, name, length);
    if (name[0] == '@')
        address.sun_path[0] = '\0';
    assert_int_equal(bind(fd, (struct sockaddr *)&address,
                             (socklen_t)(offsetof(struct sockaddr_un, sun_path) + length)),
            0);
    setenv("NOTIFY_SOCKET", name, 1);
    return fd;
}

static void
assert_told(int fd, const char *wanted)
{
    char text[64] = "";
    ssize_t length = recv(fd, text, sizeof(text) - 1, MSG_DONTWAIT);

    assert_int_equal(length, strlen(wanted));
    assert_string_equal(text, wanted);
}

static void
test_state_arrives(void **state)
{
    char directory[] = "/tmp/notify_test.XXXXXX", path[64], abstract[64];
    int fd;

    (void)state;
    assert_non_null(mkdtemp(directory));
    snprintf(path, sizeof(path), "%s/socket", directory);
    fd = open_manager(path);
    gq_notify_send("READY=1");
    assert_told(fd, "READY=1");
    close(fd);
    unlink(path);
    rmdir(directory);
    snprintf(abstract, sizeof(abstract), "@gqld-notify-test-%ld", (long)getpid());
    fd = open_manager(abstract);
    gq_notify_send("STOPPING=1");
    assert_told(fd, "STOPPING=1");
    close(fd);
}

static void
test_no_manager_is_no_fault(void **state)
{
    static const char *const names[] = { "", "/", "relative", "/nobody/listens/here" };

    (void)state;
    unsetenv("NOTIFY_SOCKET");
    gq_notify_send("READY=1");
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
        setenv("NOTIFY_SOCKET", names[i], 1);
        gq_notify_send("READY=1");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_state_arrives),
        cmocka_unit_test(test_no_manager_is_no_fault),
    };

    return cmocka_run_group_tests_name("notify", tests, NULL, NULL);
}
