/* http/listener.c - address text to sockets; the kernel spreads connections by SO_REUSEPORT. */
#include "http/listener.h"

#include "base/error.h"

#include <arpa/inet.h>
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

/* A dead peer is noticed after idle + count * interval seconds. */
#define KEEPALIVE_S     30
#define KEEPALIVE_COUNT 3

#define UNIX_MODE 0660

static bool
is_unix(const struct gq_listener_address *address)
{
    return address->storage.ss_family == AF_UNIX;
}

static const char *
path_of(const struct gq_listener_address *address)
{
    assert(is_unix(address));
    return ((const struct sockaddr_un *)&address->storage)->sun_path;
}

static uint16_t
port_of(const struct gq_listener_address *address)
{
    if (address->storage.ss_family == AF_INET6)
        return ntohs(((const struct sockaddr_in6 *)&address->storage)->sin6_port);
    return ntohs(((const struct sockaddr_in *)&address->storage)->sin_port);
}

static bool
fill_ipv4(const char *host, uint16_t port, struct gq_listener_address *ret_address)
{
    struct sockaddr_in *in = (struct sockaddr_in *)&ret_address->storage;

    in->sin_family = AF_INET;
    in->sin_port = htons(port);
    ret_address->length = sizeof(*in);
    return inet_pton(AF_INET, strcmp(host, "localhost") ? host : "127.0.0.1", &in->sin_addr) == 1;
}

static bool
fill_ipv6(const char *host, uint16_t port, struct gq_listener_address *ret_address)
{
    struct sockaddr_in6 *in = (struct sockaddr_in6 *)&ret_address->storage;

    in->sin6_family = AF_INET6;
    in->sin6_port = htons(port);
    ret_address->length = sizeof(*in);
    return inet_pton(AF_INET6, host, &in->sin6_addr) == 1;
}

static bool
fill_unix(struct gq_str path, struct gq_listener_address *ret_address)
{
    struct sockaddr_un *un = (struct sockaddr_un *)&ret_address->storage;

    if (path.length == 0 || path.length >= sizeof(un->sun_path)
            || memchr(path.bytes, '\0', path.length))
        return false;
    un->sun_family = AF_UNIX;
    memcpy(un->sun_path, path.bytes, path.length);
    ret_address->length = sizeof(*un);
    return true;
}

/* Cuts `HOST:PORT` at the last colon; brackets around an IPv6 address go. */
static bool
parse_parts(struct gq_str text, struct gq_listener_address *ret_address)
{
    char host[INET6_ADDRSTRLEN] = "";
    const char *colon = text.length ? memrchr(text.bytes, ':', text.length) : NULL;
    size_t host_length;
    bool has_brackets;
    uint64_t port;

    if (gq_str_starts_with(text, GQ_STR("unix:")))
        return fill_unix(gq_str_slice(text, 5, text.length), ret_address);
    if (!colon)
        return false;
    host_length = (size_t)(colon - text.bytes);
    if (!gq_str_parse_u64(gq_str_slice(text, host_length + 1, text.length), UINT16_MAX, &port))
        return false;
    has_brackets = host_length >= 2 && text.bytes[0] == '[' && colon[-1] == ']';
    if (has_brackets) {
        text.bytes++;
        host_length -= 2;
    }
    if (host_length == 0 || host_length >= sizeof(host) || memchr(text.bytes, '\0', host_length))
        return false;
    memcpy(host, text.bytes, host_length);
    return has_brackets ? fill_ipv6(host, (uint16_t)port, ret_address)
                        : fill_ipv4(host, (uint16_t)port, ret_address);
}

bool
gq_listener_parse(
        struct gq_str text, struct gq_listener_address *ret_address, struct gq_errors *errs)
{
    struct gq_listener_address address = { .length = 0 };

    if (parse_parts(text, &address)) {
        *ret_address = address;
        return true;
    }
    gq_errors_add(errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE,
            "\"%.*s\" is not an address to listen on: 127.0.0.1:8080, [::1]:8080, localhost:8080 "
            "or unix:/run/gqld.sock is.",
            GQ_STR_ARG(text));
    return false;
}

static bool
set_option(int fd, int level, int name, int value)
{
    return setsockopt(fd, level, name, &value, sizeof(value)) == 0;
}

/* Accepted sockets inherit the keep-alive options. */
static bool
set_options(int fd, bool is_shared)
{
    return set_option(fd, SOL_SOCKET, SO_REUSEADDR, 1)
            && (!is_shared || set_option(fd, SOL_SOCKET, SO_REUSEPORT, 1))
            && set_option(fd, SOL_SOCKET, SO_KEEPALIVE, 1)
            && set_option(fd, IPPROTO_TCP, TCP_KEEPIDLE, KEEPALIVE_S)
            && set_option(fd, IPPROTO_TCP, TCP_KEEPINTVL, KEEPALIVE_S)
            && set_option(fd, IPPROTO_TCP, TCP_KEEPCNT, KEEPALIVE_COUNT);
}

/* A bound socket, or -1 with errno set. */
static int
open_bound(const struct gq_listener_address *address, bool is_shared)
{
    int fd = socket(address->storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    int saved;

    if (fd < 0)
        return -1;
    if (set_options(fd, is_shared)
            && bind(fd, (const struct sockaddr *)&address->storage, address->length) == 0)
        return fd;
    saved = errno;
    close(fd);
    errno = saved;
    return -1;
}

/*
 * Sockets with SO_REUSEPORT share a port even with another process of the same user. One without it
 * finds out whether the port is taken.
 */
static bool
is_free(const struct gq_listener_address *address)
{
    int fd;

    if (port_of(address) == 0)
        return true;
    fd = open_bound(address, false);
    if (fd >= 0)
        close(fd);
    return fd >= 0;
}

static int
open_listening(struct gq_listener_address *address)
{
    int fd = open_bound(address, true), saved;

    if (fd < 0)
        return -1;
    if (listen(fd, SOMAXCONN) == 0
            && getsockname(fd, (struct sockaddr *)&address->storage, &address->length) == 0)
        return fd;
    saved = errno;
    close(fd);
    errno = saved;
    return -1;
}

/* The file of a server that did not end well: nobody answers there. */
static void
remove_stale(const struct gq_listener_address *address)
{
    struct stat status;
    int fd;

    if (lstat(path_of(address), &status) != 0 || !S_ISSOCK(status.st_mode))
        return;
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    if (connect(fd, (const struct sockaddr *)&address->storage, address->length) != 0
            && errno == ECONNREFUSED)
        (void)unlink(path_of(address));
    close(fd);
}

/* One socket that all loops have a descriptor of: a path cannot be shared by SO_REUSEPORT. */
static bool
open_unix(const struct gq_listener_address *address, int *ret_sockets, size_t count)
{
    size_t opened = 0;
    int fd, saved;

    remove_stale(address);
    fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return false;
    if (bind(fd, (const struct sockaddr *)&address->storage, address->length) == 0
            && chmod(path_of(address), UNIX_MODE) == 0 && listen(fd, SOMAXCONN) == 0) {
        for (ret_sockets[opened++] = fd; opened < count; opened++) {
            ret_sockets[opened] = fcntl(fd, F_DUPFD_CLOEXEC, 0);
            if (ret_sockets[opened] < 0)
                break;
        }
        if (opened == count)
            return true;
    }
    saved = errno;
    for (size_t i = 1; i < opened; i++)
        close(ret_sockets[i]);
    close(fd);
    errno = saved;
    return false;
}

bool
gq_listener_is_local(const struct gq_listener_address *address)
{
    const struct sockaddr_storage *storage = &address->storage;

    if (storage->ss_family == AF_INET)
        return ntohl(((const struct sockaddr_in *)storage)->sin_addr.s_addr) >> 24
                == IN_LOOPBACKNET;
    if (storage->ss_family == AF_INET6)
        return IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)storage)->sin6_addr);
    return is_unix(address);
}

void
gq_listener_remove(const struct gq_listener_address *address)
{
    if (address->length && is_unix(address))
        (void)unlink(path_of(address));
}

bool
gq_listener_open(struct gq_listener_address *address, int *ret_sockets, size_t count)
{
    struct gq_listener_address real = *address;

    assert(count > 0);
    if (is_unix(address))
        return open_unix(address, ret_sockets, count);
    if (!is_free(address))
        return false;
    for (size_t i = 0; i < count; i++) {
        ret_sockets[i] = open_listening(&real);
        if (ret_sockets[i] < 0) {
            int saved = errno;

            while (i > 0)
                close(ret_sockets[--i]);
            errno = saved;
            return false;
        }
    }
    *address = real;
    return true;
}

void
gq_listener_print(const struct gq_listener_address *address, char ret_text[GQ_LISTENER_TEXT_SIZE])
{
    char host[INET6_ADDRSTRLEN] = "?";
    bool is_ipv6 = address->storage.ss_family == AF_INET6;

    if (is_unix(address)) {
        snprintf(ret_text, GQ_LISTENER_TEXT_SIZE, "unix:%s", path_of(address));
        return;
    }
    if (is_ipv6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)&address->storage)->sin6_addr, host,
                sizeof(host));
    else
        inet_ntop(AF_INET, &((const struct sockaddr_in *)&address->storage)->sin_addr, host,
                sizeof(host));
    snprintf(ret_text, GQ_LISTENER_TEXT_SIZE, is_ipv6 ? "[%s]:%u" : "%s:%u", host,
            (unsigned)port_of(address));
}
