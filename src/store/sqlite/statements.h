/*
 * store/sqlite/statements.h - the prepared statements of one connection, by text.
 *
 * Preparing costs more than a look-up by key: a statement is kept until it is the least recently
 * used of STATEMENTS_MAX. One thread at a time.
 */
#ifndef GQ_STORE_SQLITE_STATEMENTS_H
#define GQ_STORE_SQLITE_STATEMENTS_H

#include "base/attribute.h"
#include "store/cell.h"

#include <sqlite3.h>
#include <stdint.h>

struct gq_prepared; /* its hash table is of statements.c alone */
struct gq_statement;

#define GQ_STATEMENTS_MAX 256u

struct gq_statements {
    struct gq_prepared *head; /* uthash */
    uint32_t count;
    uint64_t clock; /* counts uses */
};

/* All zeros is an empty cache. */
void gq_statements_fini(struct gq_statements *statements);

/*
 * The statement, prepared. Borrowed: valid until the next call, and to be reset before it.
 * SQLite's code; SQLITE_NOMEM also for our own memory.
 */
GQ_MUST_CHECK int gq_statements_take(struct gq_statements *statements, sqlite3 *db,
        const struct gq_statement *statement, struct gq_prepared **ret_prepared);

sqlite3_stmt *gq_statements_handle(const struct gq_prepared *prepared);

/* Room for a row's cells, as many as the statement has columns. Lives with the statement. */
struct gq_cell *gq_statements_cells(const struct gq_prepared *prepared);

/* Room for its lists while they are bound, one per parameter and one for the keys. */
struct gq_keys *gq_statements_lists(const struct gq_prepared *prepared);

/* Ends a run: resets the statement and lets go of what was bound. */
void gq_statements_reset(struct gq_prepared *prepared);

#endif
