/*
 * cli/watch.c - inotify on the directories, since editors replace files rather than write them.
 *
 * A burst of events is one change: the reload waits until there has been silence for a moment.
 */
#include "cli/watch.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/log.h"
#include "engine/engine.h"

#include <assert.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

#define SILENCE_US INT64_C(150000)
/* Between reloads: a request that one of them overtakes shall not meet the next one at once. */
#define REST_US INT64_C(50000)

#define ERROR_MEMORY    ((size_t)256 * 1024 * 1024)
#define ERROR_COUNT_MAX 100
#define EVENTS          (IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)

enum { FD_STOP, FD_SIGNAL, FD_FILES, FD_COUNT };

struct gq_watch {
    struct gq_watch_options options;
    pthread_t thread;
    struct pollfd fds[FD_COUNT]; /* descriptors; -1: none */
    struct gq_arena *arena;      /* of one reload's errors */
    int64_t due_us;              /* when to reload; 0: nothing has changed */
    int64_t rested_us;           /* not before this */
};

struct reload {
    struct gq_watch *watch;
    struct gq_errors errs;
    bool is_ok;
};

static sigset_t
own_signals(void)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    return set;
}

void
gq_watch_block_signals(void)
{
    sigset_t set = own_signals();

    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

static void
log_error(const struct gq_watch *watch, const struct gq_error *error)
{
    struct gq_log log;
    char place[1024];

    gq_log_begin(&log, watch->options.clock, GQ_LOG_ERROR, "reload error");
    if (error->location_count > 0) {
        const int length = snprintf(place, sizeof(place), "%.*s:%u:%u",
                GQ_STR_ARG(error->locations[0].source_name), error->locations[0].line,
                error->locations[0].column);

        assert(length > 0);
        gq_log_str(&log, "place", gq_str_of(place));
    }
    gq_log_str(&log, "message", error->message);
    gq_log_end(&log);
}

static void
reload_guarded(void *arg)
{
    struct reload *reload = arg;
    struct gq_watch *watch = reload->watch;

    gq_errors_init(&reload->errs, watch->arena, NULL, ERROR_COUNT_MAX);
    reload->is_ok = gq_engine_reload(watch->options.engine, &reload->errs);
    for (const struct gq_error *error = reload->errs.first; error; error = error->next)
        log_error(watch, error);
}

static void
reload(struct gq_watch *watch)
{
    struct reload run = { .watch = watch };
    const bool is_done = gq_guard(watch->arena, reload_guarded, &run) == GQ_GUARD_DONE;
    const bool is_ok = is_done && run.is_ok;

    gq_log_event(watch->options.clock, is_ok ? GQ_LOG_INFO : GQ_LOG_ERROR,
            is_ok ? "reloaded" : "reload failed", "schema",
            is_ok             ? GQ_STR("new")
                    : is_done ? GQ_STR("as before")
                              : GQ_STR("as before: out of memory"));
    gq_arena_reset(watch->arena);
}

/* Schema files, not the database that may be beside them. */
static bool
is_schema_name(const struct gq_watch *watch, const char *name)
{
    const size_t length = strlen(name);

    if (length > 8 && strcmp(name + length - 8, ".graphql") == 0)
        return true;
    for (uint32_t i = 0; i < watch->options.path_count; i++) {
        const char *path = watch->options.paths[i].bytes, *slash = strrchr(path, '/');

        if (strcmp(slash ? slash + 1 : path, name) == 0)
            return true;
    }
    return false;
}

/* Takes the events that are there; true: one is about a schema file. */
static bool
read_events(const struct gq_watch *watch)
{
    _Alignas(struct inotify_event) char bytes[4096];
    const struct inotify_event *event;
    bool is_wanted = false;
    ssize_t length;

    while ((length = read(watch->fds[FD_FILES].fd, bytes, sizeof(bytes))) > 0) {
        for (ssize_t at = 0; at < length; at += (ssize_t)(sizeof(*event) + event->len)) {
            event = (const struct inotify_event *)(const void *)(bytes + at);
            is_wanted = is_wanted || (event->mask & IN_Q_OVERFLOW) != 0
                    || (event->len > 0 && is_schema_name(watch, event->name));
        }
    }
    return is_wanted;
}

static bool
take_signal(const struct gq_watch *watch)
{
    struct signalfd_siginfo info;

    return read(watch->fds[FD_SIGNAL].fd, &info, sizeof(info)) > 0;
}

static int
timeout_ms(const struct gq_watch *watch)
{
    const int64_t left_us = watch->due_us - gq_clock_monotonic_us(watch->options.clock);

    if (watch->due_us == 0)
        return -1;
    return left_us > 0 ? (int)((left_us + 999) / 1000) : 0;
}

static void *
watch_main(void *arg)
{
    struct gq_watch *watch = arg;

    for (;;) {
        const int count = poll(watch->fds, FD_COUNT, timeout_ms(watch));
        const int64_t now_us = gq_clock_monotonic_us(watch->options.clock);

        if (count < 0 && errno != EINTR)
            return NULL;
        if (count > 0 && watch->fds[FD_STOP].revents)
            return NULL;
        if (count > 0 && watch->fds[FD_FILES].revents && read_events(watch))
            watch->due_us = now_us + SILENCE_US;
        if (count > 0 && watch->fds[FD_SIGNAL].revents && take_signal(watch))
            watch->due_us = now_us > watch->rested_us ? now_us : watch->rested_us;
        if (watch->due_us != 0 && now_us >= watch->due_us) {
            watch->due_us = 0;
            reload(watch);
            watch->rested_us = gq_clock_monotonic_us(watch->options.clock) + REST_US;
        }
    }
}

static void
watch_directory(struct gq_watch *watch, struct gq_str path)
{
    char directory[4096];
    struct stat status;
    const char *slash = strrchr(path.bytes, '/');

    if (stat(path.bytes, &status) == 0 && S_ISDIR(status.st_mode))
        snprintf(directory, sizeof(directory), "%s", path.bytes);
    else
        snprintf(directory, sizeof(directory), "%.*s", slash ? (int)(slash - path.bytes) + 1 : 1,
                slash ? path.bytes : ".");
    if (inotify_add_watch(watch->fds[FD_FILES].fd, directory, EVENTS) < 0)
        gq_log_event(watch->options.clock, GQ_LOG_WARNING, "directory is not watched", "path",
                gq_str_of(directory));
}

static void
release(struct gq_watch *watch)
{
    for (size_t i = 0; i < FD_COUNT; i++) {
        if (watch->fds[i].fd >= 0)
            close(watch->fds[i].fd);
    }
    gq_arena_free(watch->arena);
    gq_alloc_free(watch);
}

static bool
open_all(struct gq_watch *watch)
{
    sigset_t set = own_signals();

    watch->fds[FD_STOP] = (struct pollfd){ eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK), POLLIN, 0 };
    watch->fds[FD_SIGNAL] =
            (struct pollfd){ signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK), POLLIN, 0 };
    watch->fds[FD_FILES] = (struct pollfd){ inotify_init1(IN_CLOEXEC | IN_NONBLOCK), POLLIN, 0 };
    watch->arena = gq_arena_new(ERROR_MEMORY);
    if (!watch->arena || watch->fds[FD_STOP].fd < 0 || watch->fds[FD_SIGNAL].fd < 0)
        return false;
    for (uint32_t i = 0; i < watch->options.path_count; i++)
        watch_directory(watch, watch->options.paths[i]);
    return pthread_create(&watch->thread, NULL, watch_main, watch) == 0;
}

struct gq_watch *
gq_watch_start(const struct gq_watch_options *options, struct gq_errors *errs)
{
    struct gq_watch *watch = gq_alloc_zeroed(1, sizeof(*watch));

    assert(options->engine && options->path_count > 0);
    if (watch) {
        watch->options = *options;
        if (open_all(watch))
            return watch;
        release(watch);
    }
    gq_errors_add(
            errs, GQ_E_INTERNAL_SERVER_ERROR, GQ_SOURCE_NOWHERE, "Cannot watch the schema files.");
    return NULL;
}

void
gq_watch_stop(struct gq_watch *watch)
{
    const uint64_t one = 1;

    if (!watch)
        return;
    if (write(watch->fds[FD_STOP].fd, &one, sizeof(one)) == sizeof(one))
        pthread_join(watch->thread, NULL);
    release(watch);
}
