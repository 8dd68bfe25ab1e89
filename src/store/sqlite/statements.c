/* store/sqlite/statements.c - a hash table with a clock. */
#include "store/sqlite/statements.h"

#include "base/alloc.h"
#include "store/store.h"

#include <assert.h>

/* Running out of memory is an error of the request, not the end of the process. */
#define HASH_NONFATAL_OOM         1
#define uthash_malloc(size)       gq_alloc(size)
#define uthash_free(memory, size) gq_alloc_free(memory)
#include <uthash.h>

/* One block: itself, its lists, its cells, its text. */
struct gq_prepared {
    sqlite3_stmt *stmt;
    struct gq_keys *lists;
    struct gq_cell *cells;
    const char *text;
    uint64_t used_at;
    UT_hash_handle hh;
};

static void
discard(struct gq_statements *statements, struct gq_prepared *prepared)
{
    assert(statements->count > 0);

    HASH_DEL(statements->head, prepared);
    statements->count--;
    sqlite3_finalize(prepared->stmt);
    gq_alloc_free(prepared);
}

void
gq_statements_fini(struct gq_statements *statements)
{
    while (statements->head)
        discard(statements, statements->head);
    assert(statements->count == 0);
}

/* A walk over all, but only when a statement has to be prepared, which costs more. */
static void
discard_oldest(struct gq_statements *statements)
{
    struct gq_prepared *oldest = statements->head;

    for (struct gq_prepared *p = statements->head; p; p = p->hh.next) {
        if (p->used_at < oldest->used_at)
            oldest = p;
    }
    discard(statements, oldest);
}

static struct gq_prepared *
new_prepared(const struct gq_statement *statement)
{
    const size_t lists_size = (statement->slot_count + (size_t)1) * sizeof(struct gq_keys);
    const size_t cells_size = (size_t)statement->column_count * sizeof(struct gq_cell);
    struct gq_prepared *prepared =
            gq_alloc(sizeof(*prepared) + lists_size + cells_size + statement->sql.length);
    char *text;

    if (!prepared)
        return NULL;
    *prepared = (struct gq_prepared){ .lists = (struct gq_keys *)(prepared + 1) };
    prepared->cells = (struct gq_cell *)(prepared->lists + statement->slot_count + 1);
    text = (char *)(prepared->cells + statement->column_count);
    memcpy(text, statement->sql.bytes, statement->sql.length);
    prepared->text = text;
    return prepared;
}

static int
prepare(struct gq_statements *statements, sqlite3 *db, const struct gq_statement *statement,
        struct gq_prepared *prepared)
{
    const struct gq_str sql = statement->sql;
    int code = sqlite3_prepare_v3(
            db, sql.bytes, (int)sql.length + 1, SQLITE_PREPARE_PERSISTENT, &prepared->stmt, NULL);

    if (code != SQLITE_OK)
        return code;
    assert(prepared->stmt);
    assert(sqlite3_column_count(prepared->stmt)
            == (int)(statement->column_count + statement->has_keys));
    HASH_ADD_KEYPTR_BYHASHVALUE(
            hh, statements->head, prepared->text, sql.length, (unsigned)statement->hash, prepared);
    return prepared->hh.tbl ? SQLITE_OK : SQLITE_NOMEM;
}

static int
add(struct gq_statements *statements, sqlite3 *db, const struct gq_statement *statement,
        struct gq_prepared **ret_prepared)
{
    struct gq_prepared *prepared = new_prepared(statement);
    int code;

    if (!prepared)
        return SQLITE_NOMEM;
    if (statements->count == GQ_STATEMENTS_MAX)
        discard_oldest(statements);
    code = prepare(statements, db, statement, prepared);
    if (code != SQLITE_OK) {
        sqlite3_finalize(prepared->stmt);
        gq_alloc_free(prepared);
        return code;
    }
    statements->count++;
    *ret_prepared = prepared;
    return SQLITE_OK;
}

int
gq_statements_take(struct gq_statements *statements, sqlite3 *db,
        const struct gq_statement *statement, struct gq_prepared **ret_prepared)
{
    struct gq_prepared *prepared = NULL;
    int code;

    assert(statement->sql.length > 0);
    HASH_FIND_BYHASHVALUE(hh, statements->head, statement->sql.bytes, statement->sql.length,
            (unsigned)statement->hash, prepared);
    if (!prepared) {
        code = add(statements, db, statement, &prepared);
        if (code != SQLITE_OK)
            return code;
    }
    assert(!sqlite3_stmt_busy(prepared->stmt));
    prepared->used_at = ++statements->clock;
    *ret_prepared = prepared;
    return SQLITE_OK;
}

sqlite3_stmt *
gq_statements_handle(const struct gq_prepared *prepared)
{
    return prepared->stmt;
}

struct gq_cell *
gq_statements_cells(const struct gq_prepared *prepared)
{
    return prepared->cells;
}

struct gq_keys *
gq_statements_lists(const struct gq_prepared *prepared)
{
    return prepared->lists;
}

void
gq_statements_reset(struct gq_prepared *prepared)
{
    sqlite3_reset(prepared->stmt); /* repeats the code of the last step, which is known */
    sqlite3_clear_bindings(prepared->stmt);
}
