/* store/sqlite/migrate_query.c - steps statements and copies what they give. */
#include "store/sqlite/migrate_query.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"

#include <assert.h>

static bool
fail(const struct gq_migrate_query *query, const char *sql)
{
    gq_errors_add(query->errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE, "The database said: %s (%s).",
            sqlite3_errmsg(query->db), sql);
    return false;
}

static void
finalize(void *arg)
{
    sqlite3_finalize(arg);
}

static void
copy_row(const struct gq_migrate_query *query, sqlite3_stmt *stmt, struct gq_vec *cells)
{
    for (int i = 0; i < sqlite3_column_count(stmt); i++) {
        const unsigned char *text = sqlite3_column_text(stmt, i);
        const struct gq_str cell = { (const char *)text, (size_t)sqlite3_column_bytes(stmt, i) };

        *GQ_VEC_PUSH(query->arena, cells, struct gq_str) =
                text ? gq_arena_copy(query->arena, cell) : (struct gq_str){ 0 };
    }
}

bool
gq_migrate_query_rows(const struct gq_migrate_query *query, const char *sql,
        const struct gq_str *arguments, uint32_t argument_count,
        struct gq_migrate_query_rows *ret_rows)
{
    struct gq_arena_deferred *closing;
    sqlite3_stmt *stmt = NULL;
    struct gq_vec cells = { 0 };
    uint32_t columns, count = 0;
    int code = sqlite3_prepare_v2(query->db, sql, -1, &stmt, NULL);

    if (code != SQLITE_OK)
        return fail(query, sql);
    assert(stmt);
    closing = gq_arena_defer(query->arena, finalize, stmt);
    for (uint32_t i = 0; i < argument_count && code == SQLITE_OK; i++)
        code = sqlite3_bind_text(
                stmt, (int)i + 1, arguments[i].bytes, (int)arguments[i].length, SQLITE_TRANSIENT);
    columns = (uint32_t)sqlite3_column_count(stmt);
    for (; code == SQLITE_OK && (code = sqlite3_step(stmt)) == SQLITE_ROW; count++) {
        copy_row(query, stmt, &cells);
        code = SQLITE_OK;
    }
    gq_arena_defer_cancel(closing);
    if (code != SQLITE_DONE)
        (void)fail(query, sql);
    sqlite3_finalize(stmt);
    *ret_rows = (struct gq_migrate_query_rows){ cells.items, count, columns };
    return code == SQLITE_DONE;
}

bool
gq_migrate_query_number(
        const struct gq_migrate_query *query, struct gq_str sql, int64_t *ret_number)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(query->db, sql.bytes, -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        *ret_number = sqlite3_column_int64(stmt, 0);
    sqlite3_finalize(stmt);
    return code == SQLITE_ROW || fail(query, sql.bytes);
}

bool
gq_migrate_query_execute(const struct gq_migrate_query *query, const char *sql)
{
    return sqlite3_exec(query->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(query, sql);
}
