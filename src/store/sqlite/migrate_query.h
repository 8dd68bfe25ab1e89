/*
 * store/sqlite/migrate_query.h - questions to a database whose answers are texts in an arena.
 *
 * In:       SQL of our own, on a plain connection.
 * Out:      rows of texts; a NULL has bytes == NULL.
 * Not here: statements of requests (session.h).
 */
#ifndef GQ_STORE_SQLITE_MIGRATE_QUERY_H
#define GQ_STORE_SQLITE_MIGRATE_QUERY_H

#include "base/attribute.h"
#include "base/str.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_errors;

/* A connection and where its faults go. Caller's storage; one thread. */
struct gq_migrate_query {
    struct gq_arena *arena;
    struct gq_errors *errs;
    sqlite3 *db;
};

struct gq_migrate_query_rows {
    struct gq_str *cells; /* row by row */
    uint32_t count, columns;
};

/* Binds `arguments` as texts. False after adding GQ_E_STORAGE_ERROR. */
GQ_MUST_CHECK bool gq_migrate_query_rows(const struct gq_migrate_query *query, const char *sql,
        const struct gq_str *arguments, uint32_t argument_count,
        struct gq_migrate_query_rows *ret_rows);

/* The number in the first cell of the first row. False after adding GQ_E_STORAGE_ERROR. */
GQ_MUST_CHECK bool gq_migrate_query_number(
        const struct gq_migrate_query *query, struct gq_str sql, int64_t *ret_number);

/* Runs statements without parameters. False after adding GQ_E_STORAGE_ERROR. */
GQ_MUST_CHECK bool gq_migrate_query_execute(const struct gq_migrate_query *query, const char *sql);

#endif
