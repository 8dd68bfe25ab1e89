/*
 * store/sqlite/session.c - read transactions and the running of statements.
 *
 * A row's callback may unwind to a guard past this file. What is in use at that moment is known to
 * the session (`running`) and put right by the action that gq_session_begin registered with the
 * arena, or at the end of the writer's job.
 */
#include "store/sqlite/session.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/error.h"
#include "store/sqlite/database.h"
#include "store/sqlite/keys.h"
#include "store/sqlite/sqlite_error.h"

#include <assert.h>

/* Operations of SQLite's machine between two looks at the clock: a few microseconds' worth. */
#define PROGRESS_STEPS 1000

static bool
is_late(const struct gq_session *session)
{
    return session->deadline_us != GQ_SESSION_NO_DEADLINE
            && gq_clock_monotonic_us(session->clock) >= session->deadline_us;
}

static int
on_progress(void *context)
{
    return is_late(context);
}

static int
prepare_own(struct gq_session *session, const char *sql, sqlite3_stmt **ret_stmt)
{
    return sqlite3_prepare_v3(session->db, sql, -1, SQLITE_PREPARE_PERSISTENT, ret_stmt, NULL);
}

/* Any statement that reads opens the transaction: this one reads four bytes of page one. */
static int
prepare_transaction(struct gq_session *session)
{
    int code = prepare_own(session, "BEGIN", &session->begin);

    if (code == SQLITE_OK)
        code = prepare_own(session, "PRAGMA user_version", &session->first_read);
    if (code == SQLITE_OK)
        code = prepare_own(session, "COMMIT", &session->commit);
    return code;
}

bool
gq_session_create(const struct gq_store *store, enum gq_connection_kind kind,
        struct gq_session **ret_session, struct gq_store_error *ret_error)
{
    struct gq_session *session = gq_alloc_zeroed(1, sizeof(*session));
    int code;

    if (!session) {
        gq_sqlite_error_set(ret_error, GQ_E_STORAGE_ERROR, "out of memory");
        return false;
    }
    session->kind = kind;
    session->clock = store->clock;
    session->model = store->model;
    session->deadline_us = GQ_SESSION_NO_DEADLINE;
    if (!gq_connection_open(store->path, kind, &session->db, ret_error))
        goto fail;
    code = kind == GQ_CONNECTION_READER ? prepare_transaction(session) : SQLITE_OK;
    if (code != SQLITE_OK) {
        gq_sqlite_error_fill(ret_error, session->db, code, NULL);
        goto fail;
    }
    sqlite3_progress_handler(session->db, PROGRESS_STEPS, on_progress, session);
    *ret_session = session;
    return true;
fail:
    gq_session_close(session);
    return false;
}

struct gq_session *
gq_session_open(struct gq_store *store, struct gq_errors *errs)
{
    struct gq_session *session = NULL;
    struct gq_store_error error;

    if (!gq_session_create(store, GQ_CONNECTION_READER, &session, &error))
        gq_errors_add(errs, error.code, GQ_SOURCE_NOWHERE, "Cannot open the database \"%s\": %s.",
                store->path, error.detail);
    return session;
}

static void
stop_running(struct gq_session *session)
{
    if (session->running)
        gq_statements_reset(session->running);
    session->running = NULL;
}

static void
end_transaction(struct gq_session *session)
{
    assert(session->kind == GQ_CONNECTION_READER);

    stop_running(session);
    session->deadline_us = GQ_SESSION_NO_DEADLINE;
    session->ending = NULL;
    if (!session->is_in_transaction)
        return;
    session->is_in_transaction = false;
    if (session->is_single) {
        session->is_single = false;
        return; /* the statement's reset has ended it */
    }
    sqlite3_step(session->commit); /* nothing was written: it cannot fail in a way that matters */
    sqlite3_reset(session->commit);
    if (!sqlite3_get_autocommit(session->db))
        sqlite3_exec(session->db, "ROLLBACK", NULL, NULL, NULL);
}

static void
end_deferred(void *arg)
{
    end_transaction(arg);
}

void
gq_session_close(struct gq_session *session)
{
    if (!session)
        return;
    assert(!session->is_in_transaction);

    gq_statements_fini(&session->statements);
    sqlite3_finalize(session->begin);
    sqlite3_finalize(session->first_read);
    sqlite3_finalize(session->commit);
    gq_connection_close(session->db);
    gq_alloc_free(session);
}

/* Steps a statement of our own to its first row or end. */
static bool
step_own(struct gq_session *session, sqlite3_stmt *stmt, struct gq_store_error *ret_error)
{
    int code = sqlite3_step(stmt);
    const bool is_ok = code == SQLITE_ROW || code == SQLITE_DONE;

    if (!is_ok)
        gq_sqlite_error_fill(ret_error, session->db, code, session->model);
    sqlite3_reset(stmt);
    return is_ok;
}

bool
gq_session_begin(struct gq_session *session, struct gq_arena *arena, int64_t deadline_us,
        struct gq_store_error *ret_error)
{
    assert(session->kind == GQ_CONNECTION_READER);
    assert(!session->is_in_transaction);

    session->ending = gq_arena_defer(arena, end_deferred, session);
    session->stats = (struct gq_session_stats){ 0 };
    session->is_in_transaction = true;
    if (!step_own(session, session->begin, ret_error)
            || !step_own(session, session->first_read, ret_error)) {
        gq_session_end(session);
        return false;
    }
    session->deadline_us = deadline_us;
    return true;
}

void
gq_session_begin_one(struct gq_session *session, struct gq_arena *arena, int64_t deadline_us)
{
    assert(session->kind == GQ_CONNECTION_READER);
    assert(!session->is_in_transaction);

    session->ending = gq_arena_defer(arena, end_deferred, session);
    session->stats = (struct gq_session_stats){ 0 };
    session->is_in_transaction = true;
    session->is_single = true;
    session->deadline_us = deadline_us;
}

void
gq_session_end(struct gq_session *session)
{
    struct gq_arena_deferred *const ending = session->ending;

    end_transaction(session);
    if (ending)
        gq_arena_defer_cancel(ending);
}

const struct gq_session_stats *
gq_session_stats(const struct gq_session *session)
{
    return &session->stats;
}

void
gq_session_job_begin(struct gq_session *session, int64_t deadline_us)
{
    assert(session->kind == GQ_CONNECTION_WRITER);
    assert(!session->running);

    session->stats = (struct gq_session_stats){ 0 };
    session->failure = (struct gq_store_error){ .code = GQ_E_STORAGE_ERROR };
    session->deadline_us = deadline_us;
    session->is_in_transaction = true;
}

void
gq_session_job_end(struct gq_session *session)
{
    assert(session->kind == GQ_CONNECTION_WRITER);

    stop_running(session);
    session->deadline_us = GQ_SESSION_NO_DEADLINE;
    session->is_in_transaction = false;
}

static int
bind_cell(sqlite3_stmt *stmt, int index, const struct gq_cell *cell)
{
    const char *const bytes = cell->length ? cell->bytes : ""; /* NULL would be bound as NULL */

    switch ((enum gq_cell_kind)cell->kind) {
    case GQ_CELL_INTEGER:
        return sqlite3_bind_int64(stmt, index, cell->integer);
    case GQ_CELL_REAL:
        return sqlite3_bind_double(stmt, index, cell->real);
    case GQ_CELL_TEXT:
        return sqlite3_bind_text64(stmt, index, bytes, cell->length, SQLITE_STATIC, SQLITE_UTF8);
    case GQ_CELL_BLOB:
        return sqlite3_bind_blob64(stmt, index, bytes, cell->length, SQLITE_STATIC);
    case GQ_CELL_NULL:
        break;
    }
    return sqlite3_bind_null(stmt, index);
}

/* The caller's cells are borrowed until the run ends. */
static int
bind_parameters(struct gq_prepared *prepared, const struct gq_statement *statement,
        const struct gq_parameter *parameters)
{
    sqlite3_stmt *const stmt = gq_statements_handle(prepared);
    struct gq_keys *const lists = gq_statements_lists(prepared);
    int code = SQLITE_OK;

    for (uint32_t i = 0; i < statement->slot_count && code == SQLITE_OK; i++) {
        const struct gq_parameter *const parameter = &parameters[statement->slots[i]];

        if (statement->lists[i]) {
            lists[i] = (struct gq_keys){ parameter->cells, 1, parameter->count };
            code = gq_keys_bind(stmt, (int)i + 1, &lists[i]);
        } else {
            assert(parameter->count == 1);
            code = bind_cell(stmt, (int)i + 1, parameter->cells);
        }
    }
    return code;
}

/* Takes, binds and marks as running. On failure, too, stop_running puts all right. */
static int
start(struct gq_session *session, const struct gq_statement *statement,
        const struct gq_parameter *parameters)
{
    int code;

    assert(session->is_in_transaction);
    assert(!session->running || session->kind == GQ_CONNECTION_WRITER);
    assert(!session->is_single || session->stats.statements == 0);

    stop_running(session); /* a job's own guard may have caught an unwinding */
    if (session->kind == GQ_CONNECTION_WRITER && sqlite3_get_autocommit(session->db))
        return SQLITE_ABORT_ROLLBACK; /* the group is lost: this would commit on its own */
    if (is_late(session))
        return SQLITE_INTERRUPT;
    session->stats.statements++;
    code = gq_statements_take(&session->statements, session->db, statement, &session->running);
    if (code != SQLITE_OK) {
        session->running = NULL;
        return code;
    }
    return bind_parameters(session->running, statement, parameters);
}

static bool
read_cell(sqlite3_stmt *stmt, int column, struct gq_cell *cell)
{
    switch (sqlite3_column_type(stmt, column)) {
    case SQLITE_INTEGER:
        cell->kind = GQ_CELL_INTEGER;
        cell->length = 0;
        cell->integer = sqlite3_column_int64(stmt, column);
        return true;
    case SQLITE_FLOAT:
        cell->kind = GQ_CELL_REAL;
        cell->length = 0;
        cell->real = sqlite3_column_double(stmt, column);
        return true;
    case SQLITE_TEXT:
        cell->kind = GQ_CELL_TEXT;
        cell->bytes = (const char *)sqlite3_column_text(stmt, column);
        break;
    case SQLITE_BLOB:
        cell->kind = GQ_CELL_BLOB;
        cell->bytes = sqlite3_column_blob(stmt, column);
        break;
    default:
        *cell = (struct gq_cell){ .kind = GQ_CELL_NULL };
        return true;
    }
    cell->length = (uint32_t)sqlite3_column_bytes(stmt, column);
    if (!cell->bytes && cell->length == 0 && cell->kind == GQ_CELL_BLOB)
        cell->bytes = ""; /* SQLite's empty blob is NULL */
    return cell->bytes != NULL;
}

/* Hands the current row on. SQLITE_DONE when the caller has seen enough. */
static int
deliver(struct gq_session *session, const struct gq_fetch_request *request)
{
    const struct gq_statement *const statement = request->statement;
    sqlite3_stmt *const stmt = gq_statements_handle(session->running);
    struct gq_cell *const cells = gq_statements_cells(session->running);
    const int first = statement->has_keys;
    uint32_t key_index = 0;

    if (statement->has_keys) {
        key_index = (uint32_t)sqlite3_column_int(stmt, 0);
        assert(key_index < request->keys.count);
    }
    for (uint32_t i = 0; i < statement->column_count; i++) {
        if (!read_cell(stmt, first + (int)i, &cells[i]))
            return SQLITE_NOMEM;
    }
    session->stats.rows++;
    return request->on_row(request->context, key_index, cells) ? SQLITE_ROW : SQLITE_DONE;
}

static int
run_fetch(struct gq_session *session, struct gq_fetch_request *request)
{
    const struct gq_statement *const statement = request->statement;
    int code = start(session, statement, request->parameters);

    assert(statement->has_keys == (request->keys.width > 0));
    if (code == SQLITE_OK && statement->has_keys)
        code = gq_keys_bind(gq_statements_handle(session->running), (int)statement->slot_count + 1,
                &request->keys);
    while (code == SQLITE_OK || code == SQLITE_ROW) {
        code = sqlite3_step(gq_statements_handle(session->running));
        if (code == SQLITE_ROW)
            code = deliver(session, request);
    }
    return code;
}

/* True when the statement ran to its end; else keeps and copies what went wrong. */
static bool
finish(struct gq_session *session, int code, struct gq_store_error *ret_error)
{
    const bool is_ok = code == SQLITE_DONE;

    if (!is_ok) {
        /* After the transaction has gone, what ended it stays the reason. */
        if (code != SQLITE_ABORT_ROLLBACK || session->kind != GQ_CONNECTION_WRITER)
            gq_sqlite_error_fill(&session->failure, session->db, code, session->model);
        *ret_error = session->failure;
    }
    stop_running(session);
    return is_ok;
}

void
gq_session_submit(struct gq_session *session, struct gq_fetch_request *requests,
        uint32_t request_count, gq_done_fn *on_done, void *context)
{
    for (uint32_t i = 0; i < request_count; i++) {
        const int code = run_fetch(session, &requests[i]);

        requests[i].is_ok = finish(session, code, &requests[i].error);
    }
    on_done(context);
}

bool
gq_session_write(struct gq_session *session, const struct gq_statement *statement,
        const struct gq_parameter *parameters, int64_t *ret_key, uint32_t *ret_changes,
        struct gq_store_error *ret_error)
{
    int code;

    assert(session->kind == GQ_CONNECTION_WRITER);
    assert(statement->column_count == 0);

    code = start(session, statement, parameters);
    if (code == SQLITE_OK)
        code = sqlite3_step(gq_statements_handle(session->running));
    if (!finish(session, code, ret_error))
        return false;
    *ret_key = sqlite3_last_insert_rowid(session->db);
    *ret_changes = (uint32_t)sqlite3_changes(session->db);
    return true;
}
