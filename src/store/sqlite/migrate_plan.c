/* store/sqlite/migrate_plan.c - three databases side by side, and the steps between them. */
#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"
#include "model/names.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/database.h"
#include "store/sqlite/ddl.h"
#include "store/sqlite/migrate_work.h"
#include "store/store.h"

#include <assert.h>

struct gq_migrate_step *
gq_migrate_work_step(struct gq_migrate_work *work, enum gq_migrate_kind kind,
        const struct gq_table *table, const struct gq_column *column)
{
    struct gq_migrate_step *step = GQ_VEC_PUSH(work->arena, &work->steps, struct gq_migrate_step);
    const struct gq_str none = GQ_STR("");

    assert(kind < GQ_MIGRATE_KIND_COUNT);
    *step = (struct gq_migrate_step){ .kind = kind,
        .type = none,
        .table = none,
        .field = none,
        .column = none,
        .detail = none,
        .blocked = none,
        .rows = -1,
        .nulls = -1 };
    if (table) {
        step->type = table->type_name.length ? table->type_name : table->name;
        step->table = table->name;
    }
    if (column) {
        step->field = column->field.length ? column->field : column->name;
        step->column = column->name;
    }
    return step;
}

void
gq_migrate_work_statement(struct gq_migrate_work *work, const struct gq_sql *sql)
{
    assert(sql->length > 0);
    *GQ_VEC_PUSH(work->arena, &work->statements, struct gq_str) =
            gq_arena_copy(work->arena, (struct gq_str){ sql->bytes, sql->length });
}

void
gq_migrate_work_record(struct gq_migrate_work *work, struct gq_str statement)
{
    *GQ_VEC_PUSH(work->arena, &work->records, struct gq_str) = statement;
}

struct gq_str
gq_migrate_work_quoted(struct gq_migrate_work *work, struct gq_str name)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_name(&sql, name);
    return gq_arena_copy(work->arena, (struct gq_str){ sql.bytes, sql.length });
}

static struct gq_str
key_of(const struct gq_migrate_work *work, const char *kind, struct gq_str name)
{
    return gq_arena_printf(work->arena, "%s:%.*s", kind, GQ_STR_ARG(name));
}

/* The newest entry counts. */
struct gq_str
gq_migrate_work_owned(const struct gq_migrate_work *work, const char *kind, struct gq_str name)
{
    const struct gq_str key = key_of(work, kind, name);

    for (uint32_t i = work->owned.count; i >= 2; i -= 2) {
        if (gq_str_equal(GQ_VEC_AT(&work->owned, struct gq_str, i - 2), key))
            return GQ_VEC_AT(&work->owned, struct gq_str, i - 1);
    }
    return (struct gq_str){ 0 };
}

static void
enter(struct gq_migrate_work *work, struct gq_str key, struct gq_str value)
{
    *GQ_VEC_PUSH(work->arena, &work->owned, struct gq_str) = key;
    *GQ_VEC_PUSH(work->arena, &work->owned, struct gq_str) = value;
}

void
gq_migrate_work_own(
        struct gq_migrate_work *work, const char *kind, struct gq_str name, struct gq_str type)
{
    const struct gq_str key = key_of(work, kind, name);
    const struct gq_str value = type.length ? type : name;

    enter(work, key, value);
    gq_migrate_work_record(work,
            gq_arena_printf(work->arena, "INSERT OR REPLACE INTO _gqld_meta VALUES (%.*s, %.*s)",
                    GQ_STR_ARG(gq_ddl_string(work->arena, key)),
                    GQ_STR_ARG(gq_ddl_string(work->arena, value))));
}

void
gq_migrate_work_disown(struct gq_migrate_work *work, const char *kind, struct gq_str name)
{
    const struct gq_str key = key_of(work, kind, name);

    enter(work, key, (struct gq_str){ 0 });
    gq_migrate_work_record(work,
            gq_arena_printf(work->arena, "DELETE FROM _gqld_meta WHERE key = %.*s",
                    GQ_STR_ARG(gq_ddl_string(work->arena, key))));
}

/* `drop-column=Post.body`, by the name of the field or of the column. */
static bool
is_allowed(struct gq_migrate_work *work, const struct gq_migrate_step *step)
{
    const bool is_column = step->kind == GQ_MIGRATE_DROP_COLUMN;

    for (uint32_t i = 0; i < work->allowed->count; i++) {
        const struct gq_str word = work->allowed->words[i];
        const struct gq_str by_field = is_column
                ? gq_arena_printf(work->arena, "drop-column=%.*s.%.*s", GQ_STR_ARG(step->type),
                        GQ_STR_ARG(step->field))
                : gq_arena_printf(work->arena, "drop-table=%.*s", GQ_STR_ARG(step->type));
        const struct gq_str by_column = gq_arena_printf(work->arena, "drop-column=%.*s.%.*s",
                GQ_STR_ARG(step->type), GQ_STR_ARG(step->column));

        if (gq_str_equal(word, by_field) || (is_column && gq_str_equal(word, by_column)))
            return true;
    }
    return false;
}

void
gq_migrate_work_destroy(struct gq_migrate_work *work, struct gq_migrate_step *step)
{
    step->is_destructive = true;
    step->is_allowed = is_allowed(work, step);
}

/* What is open: after the plan, or when the arena gives up half-way. */
static void
close_all(void *arg)
{
    struct gq_migrate_work *work = arg;

    gq_connection_close(work->file.db);
    gq_connection_close(work->copy.db);
    gq_connection_close(work->wanted_db.db);
}

static bool
open_file(struct gq_migrate_work *work, const struct gq_store *store)
{
    struct gq_store_error error;

    work->file = (struct gq_migrate_query){ work->arena, work->errs, NULL };
    if (!gq_connection_open(store->path, GQ_CONNECTION_READER, &work->file.db, &error)) {
        gq_errors_add(work->errs, error.code, GQ_SOURCE_NOWHERE, "Cannot read the database: %s.",
                error.detail);
        return false;
    }
    return gq_migrate_query_execute(&work->file, "BEGIN");
}

static bool
open_memory(struct gq_migrate_work *work, struct gq_migrate_query *query)
{
    *query = (struct gq_migrate_query){ work->arena, work->errs, NULL };
    if (sqlite3_open_v2(":memory:", &query->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, NULL)
            != SQLITE_OK) {
        sqlite3_close(query->db);
        query->db = NULL;
        gq_errors_add(work->errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE,
                "There is no memory for a copy of the schema.");
        return false;
    }
    return true;
}

/*
 * Virtual tables come first, since they make tables of their own; where a module is missing the
 * copy does without.
 */
static bool
copy_schema(struct gq_migrate_work *work)
{
    struct gq_migrate_query_rows rows;

    if (!gq_migrate_query_rows(&work->file,
                "SELECT s.sql, s.type = 'table' AND l.type = 'table' FROM sqlite_schema s"
                " LEFT JOIN pragma_table_list l ON l.schema = 'main' AND l.name = s.name"
                " WHERE s.sql IS NOT NULL AND s.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
                " AND coalesce(l.type, '') <> 'shadow'"
                " ORDER BY coalesce(l.type, '') <> 'virtual', s.type <> 'table', s.rowid",
                NULL, 0, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct gq_str *const row = &rows.cells[(size_t)i * rows.columns];

        if (gq_str_is(row[1], "1")) {
            if (!gq_migrate_query_execute(&work->copy, row[0].bytes))
                return false;
        } else {
            (void)sqlite3_exec(work->copy.db, row[0].bytes, NULL, NULL, NULL);
        }
    }
    return true;
}

static bool
make_wanted(struct gq_migrate_work *work)
{
    for (uint32_t i = 0; i < work->model->table_count; i++) {
        const struct gq_table *table = work->model->tables[i];
        struct gq_vec keys = { 0 };

        if (!gq_migrate_query_execute(&work->wanted_db, gq_ddl_table(work->arena, table).bytes))
            return false;
        gq_ddl_keys(work->arena, table, &keys);
        for (uint32_t j = 0; j < keys.count; j++) {
            const struct gq_str sql =
                    gq_ddl_key(work->arena, table, &GQ_VEC_AT(&keys, struct gq_table_key, j));

            if (!gq_migrate_query_execute(&work->wanted_db, sql.bytes))
                return false;
        }
    }
    return gq_migrate_read(&work->wanted_db, &work->wanted);
}

static bool
read_owned(struct gq_migrate_work *work)
{
    struct gq_migrate_query_rows rows;

    if (!gq_migrate_read_table(&work->before, GQ_STR("_gqld_meta")))
        return true;
    if (!gq_migrate_query_rows(&work->file,
                "SELECT key, value FROM _gqld_meta WHERE key GLOB 'table:*' OR key GLOB 'index:*'",
                NULL, 0, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++)
        enter(work, rows.cells[(size_t)i * 2], rows.cells[(size_t)i * 2 + 1]);
    return true;
}

/* On the copy, whose names were changed already: what cannot work is found before it is begun. */
static bool
rehearse(struct gq_migrate_work *work)
{
    for (uint32_t i = work->renames.count; i < work->statements.count; i++) {
        if (!gq_migrate_query_execute(
                    &work->copy, GQ_VEC_AT(&work->statements, struct gq_str, i).bytes))
            return false;
    }
    return true;
}

static bool
make_plan(struct gq_migrate_work *work, const struct gq_store *store)
{
    return open_file(work, store) && open_memory(work, &work->copy)
            && open_memory(work, &work->wanted_db) && gq_migrate_read(&work->file, &work->before)
            && read_owned(work) && make_wanted(work) && copy_schema(work)
            && gq_migrate_names_plan(work) && gq_migrate_read(&work->copy, &work->live)
            && gq_migrate_compare_tables(work)
            && gq_migrate_query_number(
                    &work->file, GQ_STR("PRAGMA schema_version"), &work->schema_version);
}

static void
finish(struct gq_migrate_work *work, struct gq_migrate_plan *plan)
{
    plan->schema_version = work->schema_version;
    plan->steps = work->steps.items;
    plan->step_count = work->steps.count;
    plan->statements = work->statements.items;
    plan->statement_count = work->statements.count;
    plan->records = work->records.items;
    plan->record_count = work->records.count;
    for (uint32_t i = 0; i < plan->step_count; i++) {
        const struct gq_migrate_step *step = &plan->steps[i];

        plan->is_destructive = plan->is_destructive || step->is_destructive;
        if (step->blocked.length > 0 || (step->is_destructive && !step->is_allowed))
            plan->is_blocked = true;
    }
}

bool
gq_migrate_build(struct gq_store *store, const struct gq_model *model,
        const struct gq_migrate_allowed *allowed, struct gq_arena *arena,
        struct gq_migrate_plan *ret_plan, struct gq_errors *errs)
{
    struct gq_migrate_work *work = gq_arena_new_of(arena, struct gq_migrate_work);
    struct gq_migrate_plan plan = { 0 };
    struct gq_arena_deferred *closing;
    bool is_ok;

    work->arena = arena;
    work->errs = errs;
    work->model = model;
    work->allowed = allowed;
    closing = gq_arena_defer(arena, close_all, work);
    is_ok = make_plan(work, store);
    if (is_ok) {
        finish(work, &plan);
        is_ok = plan.is_blocked || rehearse(work);
    }
    gq_arena_defer_cancel(closing);
    close_all(work);
    if (is_ok)
        *ret_plan = plan;
    return is_ok;
}

void
gq_migrate_explain(const struct gq_migrate_plan *plan, struct gq_errors *errs)
{
    for (uint32_t i = 0; i < plan->step_count; i++) {
        const struct gq_migrate_step *step = &plan->steps[i];
        const bool is_column = step->field.length > 0;

        if (step->blocked.length > 0)
            gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                    "The database does not fit \"%.*s%s%.*s\": %.*s.", GQ_STR_ARG(step->type),
                    is_column ? "." : "", GQ_STR_ARG(step->field), GQ_STR_ARG(step->blocked));
        else if (step->is_destructive && !step->is_allowed)
            gq_errors_add(errs, GQ_E_SCHEMA_INVALID, GQ_SOURCE_NOWHERE,
                    "\"%.*s%s%.*s\" is not in the schema any more, and its data would be lost: "
                    "`gqld migrate apply --allow drop-%s=%.*s%s%.*s` does it.",
                    GQ_STR_ARG(step->type), is_column ? "." : "", GQ_STR_ARG(step->field),
                    is_column ? "column" : "table", GQ_STR_ARG(step->type), is_column ? "." : "",
                    GQ_STR_ARG(step->field));
    }
}
