/*
 * store/sqlite/tables.c - what the database lacks of the model, and its creation.
 *
 * What exists is read by a session of its own; what is to be created goes through the writer, as
 * one job. Another process that creates tables in between makes that job fail: nothing is lost.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/map.h"
#include "base/vec.h"
#include "model/model.h"
#include "store/sqlite/database.h"
#include "store/sqlite/ddl.h"
#include "store/sqlite/session.h"
#include "store/sqlite/sqlite_error.h"

#include <assert.h>
#include <pthread.h>

struct planner {
    struct gq_arena *arena;
    struct gq_errors *errs;
    struct gq_session *session;
    struct gq_vec statements;     /* of struct gq_str */
    const struct gq_table *table; /* the one at hand */
    bool *is_seen;                /* by column of the table */
    uint32_t row_count;           /* of the last question */
    bool is_ok;
};

static void
ignore_done(void *context)
{
    (void)context;
}

/* Asks the database about one name. `sql` has one parameter. */
static void
ask(struct planner *planner, const char *sql, uint32_t column_count, struct gq_str name,
        gq_row_fn *on_row)
{
    static const uint32_t slots[] = { 0 };
    static const bool lists[] = { false };
    const struct gq_statement statement = {
        .sql = gq_str_of(sql),
        .hash = gq_map_hash(gq_str_of(sql), 0),
        .column_count = column_count,
        .slots = slots,
        .lists = lists,
        .slot_count = 1,
    };
    const struct gq_cell cell = {
        .kind = GQ_CELL_TEXT, .length = (uint32_t)name.length, .bytes = name.bytes
    };
    const struct gq_parameter parameter = { &cell, 1 };
    struct gq_fetch_request request = {
        .statement = &statement, .parameters = &parameter, .on_row = on_row, .context = planner
    };

    planner->row_count = 0;
    gq_session_submit(planner->session, &request, 1, ignore_done, NULL);
    if (!request.is_ok) {
        planner->is_ok = false;
        gq_errors_add(planner->errs, request.error.code, GQ_SOURCE_NOWHERE,
                "Cannot read the tables of the database: %s.", request.error.detail);
    }
}

static bool
count_row(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct planner *const planner = context;

    (void)key_index, (void)cells;
    planner->row_count++;
    return true;
}

GQ_PRINTF(3, 4)
static void
differ(struct planner *planner, struct gq_str column, const char *format, ...)
{
    va_list args;
    struct gq_str what;

    va_start(args, format);
    what = gq_arena_vprintf(planner->arena, format, args);
    va_end(args);
    planner->is_ok = false;
    gq_errors_add(planner->errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
            "Table \"%.*s\" of the database does not fit the schema: column \"%.*s\" %.*s.",
            GQ_STR_ARG(planner->table->name), GQ_STR_ARG(column), GQ_STR_ARG(what));
}

/* Names of SQLite do not respect case. */
static const struct gq_column *
column_named(const struct gq_table *table, struct gq_str name)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct gq_str own = table->columns[i].name;

        if (own.length == name.length
                && sqlite3_strnicmp(own.bytes, name.bytes, (int)own.length) == 0)
            return &table->columns[i];
    }
    return NULL;
}

/* A row of table_info: name, type, notnull, pk. */
static bool
compare_column(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct planner *const planner = context;
    const struct gq_str name = gq_cell_str(&cells[0]), type = gq_cell_str(&cells[1]);
    const struct gq_column *const column = column_named(planner->table, name);
    const char *wanted;
    bool is_key;

    (void)key_index;
    if (!column) {
        differ(planner, name, "is not in the schema");
        return true;
    }
    planner->is_seen[column->index] = true;
    wanted = gq_ddl_type(column);
    is_key = column->index == planner->table->primary_key;
    if (type.length != strlen(wanted)
            || sqlite3_strnicmp(type.bytes, wanted, (int)type.length) != 0)
        differ(planner, name, "has type %.*s where %s is needed", GQ_STR_ARG(type), wanted);
    if ((cells[3].integer != 0) != is_key)
        differ(planner, name, is_key ? "is not the primary key" : "is a primary key");
    else if (!is_key && (cells[2].integer == 0) != column->is_nullable)
        differ(planner, name, column->is_nullable ? "is NOT NULL" : "is not NOT NULL");
    return true;
}

static void
compare_table(struct planner *planner)
{
    const struct gq_table *const table = planner->table;

    planner->is_seen = gq_arena_array_of(planner->arena, bool, table->column_count);
    ask(planner, "SELECT name, type, \"notnull\", pk FROM pragma_table_info(?1)", 4, table->name,
            compare_column);
    for (uint32_t i = 0; i < table->column_count && planner->is_ok; i++) {
        if (!planner->is_seen[i])
            differ(planner, table->columns[i].name, "is missing");
    }
}

static void
plan_statement(struct planner *planner, struct gq_str statement)
{
    *GQ_VEC_PUSH(planner->arena, &planner->statements, struct gq_str) = statement;
}

static void
plan_keys(struct planner *planner)
{
    struct gq_vec keys = { 0 };

    gq_ddl_keys(planner->arena, planner->table, &keys);
    for (uint32_t i = 0; i < keys.count; i++) {
        const struct gq_table_key *const key = &GQ_VEC_AT(&keys, struct gq_table_key, i);

        ask(planner,
                "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1 COLLATE NOCASE", 1,
                key->name, count_row);
        if (planner->row_count == 0)
            plan_statement(planner, gq_ddl_key(planner->arena, planner->table, key));
    }
}

static void
plan_table(struct planner *planner)
{
    ask(planner,
            "SELECT 1 FROM sqlite_schema WHERE type IN ('table', 'view')"
            " AND name = ?1 COLLATE NOCASE",
            1, planner->table->name, count_row);
    if (planner->row_count > 0)
        compare_table(planner);
    else
        plan_statement(planner, gq_ddl_table(planner->arena, planner->table));
}

/* All tables before all indexes: a reader of the plan sees the model first. */
static void
plan_model(struct planner *planner, const struct gq_model *model)
{
    for (uint32_t i = 0; i < model->table_count; i++) {
        planner->table = model->tables[i];
        plan_table(planner);
    }
    for (uint32_t i = 0; i < model->table_count && planner->is_ok; i++) {
        planner->table = model->tables[i];
        plan_keys(planner);
    }
}

static void
close_deferred(void *arg)
{
    gq_session_close(arg);
}

bool
gq_store_plan_tables(struct gq_store *store, const struct gq_model *model, struct gq_arena *arena,
        struct gq_str **ret_statements, uint32_t *ret_count, struct gq_errors *errs)
{
    struct planner planner = { .arena = arena, .errs = errs, .is_ok = true };
    struct gq_arena_deferred *closing;
    struct gq_store_error error;

    planner.session = gq_session_open(store, errs);
    if (!planner.session)
        return false;
    closing = gq_arena_defer(arena, close_deferred, planner.session);
    if (gq_session_begin(planner.session, arena, GQ_SESSION_NO_DEADLINE, &error)) {
        plan_model(&planner, model);
        gq_session_end(planner.session);
    } else {
        gq_errors_add(
                errs, error.code, GQ_SOURCE_NOWHERE, "Cannot read the database: %s.", error.detail);
        planner.is_ok = false;
    }
    gq_arena_defer_cancel(closing);
    gq_session_close(planner.session);
    if (!planner.is_ok)
        return false;
    *ret_statements = planner.statements.items;
    *ret_count = planner.statements.count;
    return true;
}

/* The job that creates, and its caller, who waits. */
struct creation {
    const struct gq_str *statements;
    uint32_t count;
    pthread_mutex_t mutex; /* guards is_done */
    pthread_cond_t has_ended;
    bool is_done;
    enum gq_job_outcome outcome;
    struct gq_store_error error;
};

static bool
run_creation(void *context, struct gq_session *session)
{
    struct creation *const creation = context;

    session->deadline_us = GQ_SESSION_NO_DEADLINE; /* an index over old rows takes its time */
    for (uint32_t i = 0; i < creation->count; i++) {
        const int code = sqlite3_exec(session->db, creation->statements[i].bytes, NULL, NULL, NULL);

        if (code != SQLITE_OK) {
            gq_sqlite_error_fill(&session->failure, session->db, code, NULL);
            creation->error = session->failure;
            return false;
        }
    }
    return true;
}

static void
end_creation(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    struct creation *const creation = context;

    pthread_mutex_lock(&creation->mutex);
    creation->outcome = outcome;
    if (error)
        creation->error = *error;
    creation->is_done = true;
    pthread_cond_signal(&creation->has_ended);
    pthread_mutex_unlock(&creation->mutex);
}

static void
create(struct gq_store *store, struct creation *creation)
{
    struct gq_job job = { .run = run_creation, .done = end_creation, .context = creation };

    pthread_mutex_init(&creation->mutex, NULL);
    pthread_cond_init(&creation->has_ended, NULL);
    gq_store_submit(store, &job);
    pthread_mutex_lock(&creation->mutex);
    while (!creation->is_done)
        pthread_cond_wait(&creation->has_ended, &creation->mutex);
    pthread_mutex_unlock(&creation->mutex);
    pthread_cond_destroy(&creation->has_ended);
    pthread_mutex_destroy(&creation->mutex);
}

bool
gq_store_create_tables(struct gq_store *store, const struct gq_model *model, struct gq_errors *errs)
{
    struct creation creation = { .outcome = GQ_JOB_COMMITTED };
    struct gq_str *statements;

    if (!gq_store_plan_tables(store, model, errs->arena, &statements, &creation.count, errs))
        return false;
    creation.statements = statements;
    if (creation.count > 0)
        create(store, &creation);
    if (creation.outcome == GQ_JOB_COMMITTED)
        return true;
    gq_errors_add(errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE, "Cannot create the tables: %s.",
            creation.error.detail);
    return false;
}
