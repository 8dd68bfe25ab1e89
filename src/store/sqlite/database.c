/* store/sqlite/database.c - opening and closing: lock, file, writer. */
#include "store/sqlite/database.h"

#include "base/alloc.h"
#include "base/error.h"
#include "store/sqlite/sqlite_error.h"
#include "store/sqlite/writer.h"
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <unistd.h>

void
gq_store_process_init(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); /* it would be a mutex around every allocation */
}

/* The lock is a file of its own: closing a descriptor of the database drops SQLite's locks. */
static bool
take_lock(struct gq_store *store, struct gq_store_error *error)
{
    char path[4096];
    const int length = snprintf(path, sizeof(path), "%s.gqld-lock", store->path);

    if (length < 0 || (size_t)length >= sizeof(path)) {
        gq_sqlite_error_set(error, GQ_E_STORAGE_ERROR, "the path is too long");
        return false;
    }
    store->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (store->lock_fd < 0) {
        gq_sqlite_error_set(error, GQ_E_STORAGE_ERROR, "%s: %s", path, strerror(errno));
        return false;
    }
    if (flock(store->lock_fd, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (errno == EWOULDBLOCK)
        gq_sqlite_error_set(error, GQ_E_STORAGE_ERROR, "another gqld has it open");
    else
        gq_sqlite_error_set(error, GQ_E_STORAGE_ERROR, "%s: %s", path, strerror(errno));
    return false;
}

/* SQLite would create the file for all to read; its companions get the file's own mode. */
static bool
create_file(const struct gq_store *store, struct gq_store_error *error)
{
    const int fd = open(store->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (fd >= 0)
        return close(fd) == 0;
    if (errno == EEXIST)
        return true;
    gq_sqlite_error_set(error, GQ_E_STORAGE_ERROR, "%s", strerror(errno));
    return false;
}

static struct gq_store *
new_store(const struct gq_store_options *options)
{
    struct gq_store *store = gq_alloc_zeroed(1, sizeof(*store));

    if (!store)
        return NULL;
    store->path = gq_alloc(options->path.length + 1);
    if (!store->path) {
        gq_alloc_free(store);
        return NULL;
    }
    memcpy(store->path, options->path.bytes, options->path.length);
    store->path[options->path.length] = '\0';
    store->lock_fd = -1;
    store->limits = options->limits;
    store->clock = options->clock;
    store->model = options->model;
    return store;
}

struct gq_store *
gq_store_open(const struct gq_store_options *options, struct gq_errors *errs)
{
    struct gq_store *store = new_store(options);
    struct gq_store_error error = { .code = GQ_E_STORAGE_ERROR, .detail = "out of memory" };

    assert(options->path.length > 0);
    assert(options->limits && options->clock);

    if (store && take_lock(store, &error) && create_file(store, &error)
            && gq_writer_new(store, &store->writer, &error))
        return store;
    gq_store_close(store);
    gq_errors_add(errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE,
            "Cannot open the database \"%.*s\": %s.", GQ_STR_ARG(options->path), error.detail);
    return NULL;
}

void
gq_store_close(struct gq_store *store)
{
    if (!store)
        return;
    gq_writer_free(store->writer);
    if (store->lock_fd >= 0)
        close(store->lock_fd); /* and with it the lock */
    gq_alloc_free(store->path);
    gq_alloc_free(store);
}

uint32_t
gq_store_queue_length(const struct gq_store *store)
{
    return gq_writer_queue_length(store->writer);
}

void
gq_store_submit(struct gq_store *store, struct gq_job *job)
{
    gq_writer_submit(store->writer, job);
}
