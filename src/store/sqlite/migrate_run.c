/*
 * store/sqlite/migrate_run.c - a plan in one transaction, on a connection of its own.
 *
 * The writer's thread runs it while no group is open, so that nothing else writes and there is one
 * checkpointer at a time. That connection has foreign keys off: dropping a table during its rebuild
 * would else delete the rows that refer to it. What they say is checked as a whole before COMMIT.
 * No arena here: the thread is another's.
 */
#include "base/arena.h"
#include "base/error.h"
#include "store/migrate.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/database.h"
#include "store/sqlite/migrate_query.h"
#include "store/sqlite/sqlite_error.h"
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

#define PATH_SIZE     4096
#define SNAPSHOTS_MAX 100000

static const char meta_sql[] = "CREATE TABLE IF NOT EXISTS _gqld_meta ("
                               "key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL"
                               ") STRICT, WITHOUT ROWID";

/* One run, shared with the writer's thread. */
struct run {
    const struct gq_store *store;
    const struct gq_migrate_plan *plan; /* NULL: an undo */
    const struct gq_migrate_gate *gate;
    const char *snapshot; /* of an undo */
    sqlite3 *db;
    struct gq_store_error error;
    pthread_mutex_t mutex; /* guards is_done */
    pthread_cond_t has_ended;
    bool is_done;
    enum gq_job_outcome outcome;
};

static bool
check(struct run *run, int code)
{
    if (code == SQLITE_OK || code == SQLITE_DONE)
        return true;
    gq_sqlite_error_fill(&run->error, run->db, code, NULL);
    run->error.code = GQ_E_STORAGE_ERROR;
    return false;
}

static bool
execute(struct run *run, const char *sql)
{
    return check(run, sqlite3_exec(run->db, sql, NULL, NULL, NULL));
}

/* A directory's entry is on the disk when the directory is. */
static bool
sync_path(const char *path, int flags)
{
    const int fd = open(path, flags | O_CLOEXEC);
    const bool is_ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return is_ok;
}

static bool
sync_directory(const char *path)
{
    char directory[PATH_SIZE];
    const char *slash = strrchr(path, '/');

    snprintf(directory, sizeof(directory), "%.*s", slash ? (int)(slash - path) + 1 : 1,
            slash ? path : ".");
    return sync_path(directory, O_RDONLY | O_DIRECTORY);
}

/* Under another name until it is whole: a run that is killed leaves no half of a snapshot. */
static bool
write_snapshot(struct run *run, const char *path)
{
    char part[PATH_SIZE + 8];
    sqlite3_stmt *stmt = NULL;
    int code, fd;

    snprintf(part, sizeof(part), "%s.part", path);
    (void)unlink(part);
    fd = open(part, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0 || close(fd) != 0) {
        gq_sqlite_error_set(&run->error, GQ_E_STORAGE_ERROR, "%s: %s", part, strerror(errno));
        return false;
    }
    code = sqlite3_prepare_v2(run->db, "VACUUM INTO ?1", -1, &stmt, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_bind_text(stmt, 1, part, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    if (!check(run, code))
        return false;
    if (sync_path(part, O_RDWR) && rename(part, path) == 0 && sync_directory(path))
        return true;
    gq_sqlite_error_set(&run->error, GQ_E_STORAGE_ERROR, "%s: %s", path, strerror(errno));
    return false;
}

static bool
take_snapshot(struct run *run, unsigned *ret_number)
{
    char path[PATH_SIZE];

    for (unsigned n = 1; n < SNAPSHOTS_MAX; n++) {
        snprintf(path, sizeof(path), "%s.before-%u", run->store->path, n);
        if (access(path, F_OK) == 0)
            continue;
        *ret_number = n;
        return write_snapshot(run, path);
    }
    gq_sqlite_error_set(&run->error, GQ_E_STORAGE_ERROR, "there are too many snapshots");
    return false;
}

static bool
ask_number(struct run *run, const char *sql, int64_t *ret_number)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(run->db, sql, -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW) {
        *ret_number = sqlite3_column_int64(stmt, 0);
        code = SQLITE_OK;
    }
    sqlite3_finalize(stmt);
    return check(run, code);
}

static const char violations_sql[] = "SELECT count(*) FROM pragma_foreign_key_check";

/* A foreign file may have its own; the plan may not add to them. */
static bool
check_references(struct run *run, int64_t violations_before)
{
    int64_t violations = 0;

    if (!ask_number(run, violations_sql, &violations))
        return false;
    if (violations <= violations_before)
        return true;
    gq_sqlite_error_set(&run->error, GQ_E_SCHEMA_INVALID,
            "%lld rows would refer to rows that are not there",
            (long long)(violations - violations_before));
    return false;
}

static bool
run_statements(struct run *run, unsigned snapshot)
{
    const struct gq_migrate_plan *const plan = run->plan;
    char record[128];
    bool is_ok = true;

    for (uint32_t i = 0; is_ok && i < plan->statement_count; i++)
        is_ok = execute(run, plan->statements[i].bytes);
    is_ok = is_ok && execute(run, meta_sql);
    for (uint32_t i = 0; is_ok && i < plan->record_count; i++)
        is_ok = execute(run, plan->records[i].bytes);
    if (!is_ok || snapshot == 0)
        return is_ok;
    snprintf(record, sizeof(record),
            "INSERT OR REPLACE INTO _gqld_meta VALUES ('snapshot:%u', datetime('now'))", snapshot);
    return execute(run, record);
}

/* Nobody may have changed the schema, or the rows of a snapshot, since they were looked at. */
static bool
is_unchanged(struct run *run, int64_t data_version)
{
    int64_t now = 0, schema = 0;

    if (!ask_number(run, "PRAGMA data_version", &now)
            || !ask_number(run, "PRAGMA schema_version", &schema))
        return false;
    if (now == data_version && schema == run->plan->schema_version)
        return true;
    gq_sqlite_error_set(
            &run->error, GQ_E_STORAGE_ERROR, "another program has changed it meanwhile");
    return false;
}

static bool
commit(struct run *run)
{
    bool is_ok;

    if (run->gate)
        run->gate->close(run->gate->context);
    is_ok = execute(run, "COMMIT");
    if (!is_ok && !sqlite3_get_autocommit(run->db))
        (void)sqlite3_exec(run->db, "ROLLBACK", NULL, NULL, NULL);
    if (run->gate)
        run->gate->open(run->gate->context, is_ok);
    return is_ok;
}

/* The gate is passed all the same. */
static bool
commit_nothing(struct run *run)
{
    if (run->gate) {
        run->gate->close(run->gate->context);
        run->gate->open(run->gate->context, true);
    }
    return true;
}

static bool
run_plan(struct run *run)
{
    int64_t violations = 0, data_version = 0;
    unsigned snapshot = 0;

    if (run->plan->statement_count == 0 && run->plan->record_count == 0)
        return commit_nothing(run);
    if (!ask_number(run, "PRAGMA data_version", &data_version)
            || (run->plan->is_destructive && !take_snapshot(run, &snapshot))
            || !execute(run, "BEGIN IMMEDIATE"))
        return false;
    if (is_unchanged(run, data_version) && ask_number(run, violations_sql, &violations)
            && run_statements(run, snapshot) && check_references(run, violations))
        return commit(run);
    if (!sqlite3_get_autocommit(run->db))
        (void)sqlite3_exec(run->db, "ROLLBACK", NULL, NULL, NULL);
    return false;
}

/* SQLite's own copying, page by page, in one transaction of the database. */
static bool
run_undo(struct run *run)
{
    sqlite3 *source = NULL;
    sqlite3_backup *backup;
    int code = sqlite3_open_v2(run->snapshot, &source, SQLITE_OPEN_READONLY, NULL);

    if (code == SQLITE_OK) {
        backup = sqlite3_backup_init(run->db, "main", source, "main");
        if (backup) {
            (void)sqlite3_backup_step(backup, -1);
            code = sqlite3_backup_finish(backup);
        } else {
            code = sqlite3_errcode(run->db);
        }
    }
    sqlite3_close(source);
    return check(run, code);
}

/* The one connection that may attach, which VACUUM INTO needs, and that may break references. */
static bool
run_job(void *context, struct gq_session *session)
{
    struct run *const run = context;
    bool is_ok;

    (void)session;
    if (!gq_connection_open(run->store->path, GQ_CONNECTION_WRITER, &run->db, &run->error))
        return false;
    sqlite3_limit(run->db, SQLITE_LIMIT_ATTACHED, 1);
    is_ok = check(run, sqlite3_db_config(run->db, SQLITE_DBCONFIG_ENABLE_FKEY, 0, NULL))
            && (run->plan ? run_plan(run) : run_undo(run));
    sqlite3_wal_checkpoint_v2(run->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    gq_connection_close(run->db);
    return is_ok;
}

static void
end_job(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    struct run *const run = context;

    pthread_mutex_lock(&run->mutex);
    run->outcome = outcome;
    if (error)
        run->error = *error;
    run->is_done = true;
    pthread_cond_signal(&run->has_ended);
    pthread_mutex_unlock(&run->mutex);
}

static bool
run_on_writer(struct gq_store *store, struct run *run, struct gq_errors *errs)
{
    struct gq_job job = { .run = run_job, .done = end_job, .context = run, .is_alone = true };

    run->store = store;
    pthread_mutex_init(&run->mutex, NULL);
    pthread_cond_init(&run->has_ended, NULL);
    gq_store_submit(store, &job);
    pthread_mutex_lock(&run->mutex);
    while (!run->is_done)
        pthread_cond_wait(&run->has_ended, &run->mutex);
    pthread_mutex_unlock(&run->mutex);
    pthread_cond_destroy(&run->has_ended);
    pthread_mutex_destroy(&run->mutex);
    if (run->outcome == GQ_JOB_COMMITTED)
        return true;
    gq_errors_add(errs, run->error.code, GQ_SOURCE_NOWHERE,
            "The database is as it was; it could not be changed: %s.", run->error.detail);
    return false;
}

bool
gq_migrate_run(struct gq_store *store, const struct gq_migrate_plan *plan,
        const struct gq_migrate_gate *gate, struct gq_errors *errs)
{
    struct run run = { .plan = plan, .gate = gate };

    assert(!plan->is_blocked);
    return run_on_writer(store, &run, errs);
}

/* Those that a migration wrote down; a file of such a name alone is nobody's. */
static bool
find_snapshot(const struct gq_migrate_query *query, const char *database, struct gq_str *ret_path)
{
    struct gq_migrate_query_rows rows;

    *ret_path = GQ_STR("");
    if (!gq_migrate_query_rows(
                query, "SELECT 1 FROM sqlite_schema WHERE name = '_gqld_meta'", NULL, 0, &rows))
        return false;
    if (rows.count == 0)
        return true;
    if (!gq_migrate_query_rows(query,
                "SELECT max(CAST(substr(key, 10) AS INTEGER)) FROM _gqld_meta"
                " WHERE key GLOB 'snapshot:*'",
                NULL, 0, &rows))
        return false;
    if (rows.count == 1 && rows.cells[0].bytes)
        *ret_path = gq_arena_printf(
                query->arena, "%s.before-%.*s", database, GQ_STR_ARG(rows.cells[0]));
    return true;
}

static void
close_connection(void *arg)
{
    gq_connection_close(arg);
}

bool
gq_migrate_snapshot(struct gq_store *store, struct gq_arena *arena, struct gq_str *ret_path,
        struct gq_errors *errs)
{
    struct gq_migrate_query query = { arena, errs, NULL };
    struct gq_arena_deferred *closing;
    struct gq_store_error error;
    bool is_ok;

    if (!gq_connection_open(store->path, GQ_CONNECTION_READER, &query.db, &error)) {
        gq_errors_add(
                errs, error.code, GQ_SOURCE_NOWHERE, "Cannot read the database: %s.", error.detail);
        return false;
    }
    closing = gq_arena_defer(arena, close_connection, query.db);
    is_ok = find_snapshot(&query, store->path, ret_path);
    gq_arena_defer_cancel(closing);
    gq_connection_close(query.db);
    return is_ok;
}

bool
gq_migrate_undo(struct gq_store *store, struct gq_errors *errs)
{
    struct gq_str path;
    struct run run = { 0 };

    if (!gq_migrate_snapshot(store, errs->arena, &path, errs))
        return false;
    if (path.length == 0 || access(path.bytes, R_OK) != 0) {
        gq_errors_add(errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE,
                path.length ? "The snapshot \"%s\" is not there any more."
                            : "No migration has lost data, so that there is nothing to undo.%s",
                path.length ? path.bytes : "");
        return false;
    }
    run.snapshot = path.bytes;
    if (!run_on_writer(store, &run, errs))
        return false;
    (void)unlink(path.bytes);
    return true;
}
