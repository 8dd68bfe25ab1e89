/*
 * store/sqlite/keys.c - an eponymous virtual table over caller's memory.
 *
 * SQLite calls these functions: none of them may allocate from an arena. The pointer has a type
 * name that SQL text cannot forge, so that only gq_keys_bind can supply one.
 */
#include "store/sqlite/keys.h"

#include "base/alloc.h"
#include "store/cell.h"

#include <assert.h>

#define POINTER_TYPE "gq_keys"

enum { COLUMN_INDEX, COLUMN_FIRST, COLUMN_LAST = 4, COLUMN_POINTER };

enum { PLAN_EMPTY, PLAN_POINTER };

/* What the planner is told of a list whose length it cannot know: a page of parents. */
#define ROWS_ESTIMATED 50

struct cursor {
    sqlite3_vtab_cursor base; /* SQLite's part comes first */
    const struct gq_keys *keys;
    uint32_t row;
};

static int
keys_connect(sqlite3 *db, void *context, int argc, const char *const *argv, sqlite3_vtab **ret_vtab,
        char **ret_message)
{
    sqlite3_vtab *vtab;
    int code = sqlite3_declare_vtab(db, "CREATE TABLE x(idx, k1, k2, k3, k4, pointer HIDDEN)");

    (void)context, (void)argc, (void)argv, (void)ret_message;
    if (code != SQLITE_OK)
        return code;
    vtab = gq_alloc_zeroed(1, sizeof(*vtab));
    if (!vtab)
        return SQLITE_NOMEM;
    sqlite3_vtab_config(db, SQLITE_VTAB_DIRECTONLY);
    *ret_vtab = vtab;
    return SQLITE_OK;
}

static int
keys_disconnect(sqlite3_vtab *vtab)
{
    gq_alloc_free(vtab);
    return SQLITE_OK;
}

/* Rows come by rising idx: an ORDER BY on just that costs nothing. */
static void
offer_order(sqlite3_index_info *info)
{
    if (info->nOrderBy == 1 && info->aOrderBy[0].iColumn == COLUMN_INDEX && !info->aOrderBy[0].desc)
        info->orderByConsumed = 1;
}

static int
keys_best_index(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    (void)vtab;
    offer_order(info);
    for (int i = 0; i < info->nConstraint; i++) {
        const struct sqlite3_index_constraint *const constraint = &info->aConstraint[i];

        if (constraint->iColumn != COLUMN_POINTER || constraint->op != SQLITE_INDEX_CONSTRAINT_EQ)
            continue;
        if (!constraint->usable)
            return SQLITE_CONSTRAINT; /* not with this order of tables */
        info->aConstraintUsage[i].argvIndex = 1;
        info->aConstraintUsage[i].omit = 1;
        info->idxNum = PLAN_POINTER;
        info->estimatedRows = ROWS_ESTIMATED;
        info->estimatedCost = ROWS_ESTIMATED;
        return SQLITE_OK;
    }
    info->idxNum = PLAN_EMPTY;
    info->estimatedRows = 1;
    info->estimatedCost = 1;
    return SQLITE_OK;
}

static int
keys_open(sqlite3_vtab *vtab, sqlite3_vtab_cursor **ret_cursor)
{
    struct cursor *cursor = gq_alloc_zeroed(1, sizeof(*cursor));

    (void)vtab;
    if (!cursor)
        return SQLITE_NOMEM;
    *ret_cursor = &cursor->base;
    return SQLITE_OK;
}

static int
keys_close(sqlite3_vtab_cursor *base)
{
    gq_alloc_free(base);
    return SQLITE_OK;
}

static struct cursor *
cursor_of(sqlite3_vtab_cursor *base)
{
    return (struct cursor *)base;
}

static int
keys_filter(
        sqlite3_vtab_cursor *base, int plan, const char *plan_text, int argc, sqlite3_value **argv)
{
    struct cursor *cursor = cursor_of(base);

    (void)plan_text, (void)argc;
    cursor->keys = plan == PLAN_POINTER ? sqlite3_value_pointer(argv[0], POINTER_TYPE) : NULL;
    cursor->row = 0;
    return SQLITE_OK;
}

static int
keys_next(sqlite3_vtab_cursor *base)
{
    cursor_of(base)->row++;
    return SQLITE_OK;
}

static int
keys_eof(sqlite3_vtab_cursor *base)
{
    const struct cursor *const cursor = cursor_of(base);

    return !cursor->keys || cursor->row >= cursor->keys->count;
}

/* The bytes outlive the run: SQLite need not copy them. */
static void
give_cell(sqlite3_context *context, const struct gq_cell *cell)
{
    const char *const bytes = cell->length ? cell->bytes : "";

    switch ((enum gq_cell_kind)cell->kind) {
    case GQ_CELL_NULL:
        sqlite3_result_null(context);
        break;
    case GQ_CELL_INTEGER:
        sqlite3_result_int64(context, cell->integer);
        break;
    case GQ_CELL_REAL:
        sqlite3_result_double(context, cell->real);
        break;
    case GQ_CELL_TEXT:
        sqlite3_result_text64(context, bytes, cell->length, SQLITE_STATIC, SQLITE_UTF8);
        break;
    case GQ_CELL_BLOB:
        sqlite3_result_blob64(context, bytes, cell->length, SQLITE_STATIC);
        break;
    }
}

static int
keys_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct cursor *const cursor = cursor_of(base);
    const struct gq_keys *const keys = cursor->keys;
    const uint32_t place = (uint32_t)(column - COLUMN_FIRST);

    if (column == COLUMN_INDEX)
        sqlite3_result_int64(context, cursor->row);
    else if (column <= COLUMN_LAST && place < keys->width)
        give_cell(context, &keys->cells[(size_t)cursor->row * keys->width + place]);
    else
        sqlite3_result_null(context);
    return SQLITE_OK;
}

static int
keys_rowid(sqlite3_vtab_cursor *base, sqlite3_int64 *ret_rowid)
{
    *ret_rowid = cursor_of(base)->row;
    return SQLITE_OK;
}

/* Without xCreate the table exists in every connection and cannot be created by SQL. */
static const sqlite3_module keys_module = {
    .xConnect = keys_connect,
    .xBestIndex = keys_best_index,
    .xDisconnect = keys_disconnect,
    .xOpen = keys_open,
    .xClose = keys_close,
    .xFilter = keys_filter,
    .xNext = keys_next,
    .xEof = keys_eof,
    .xColumn = keys_column,
    .xRowid = keys_rowid,
};

int
gq_keys_register(sqlite3 *db)
{
    return sqlite3_create_module_v2(db, "gq_keys", &keys_module, NULL, NULL);
}

int
gq_keys_bind(sqlite3_stmt *stmt, int parameter, struct gq_keys *keys)
{
    assert(keys->width >= 1);
    assert(keys->width <= COLUMN_LAST);
    return sqlite3_bind_pointer(stmt, parameter, keys, POINTER_TYPE, NULL);
}
