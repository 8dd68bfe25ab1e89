/*
 * store/sqlite/credentials_row.h - a row of the table of keys, as both sides of it read it.
 */
#ifndef GQ_STORE_SQLITE_CREDENTIALS_ROW_H
#define GQ_STORE_SQLITE_CREDENTIALS_ROW_H

#include "base/attribute.h"

#include <sqlite3.h>
#include <stdbool.h>

struct gq_arena;
struct gq_credentials_key;

/* In the order that gq_credentials_row_read expects. */
#define GQ_CREDENTIALS_ROW_COLUMNS \
    "id, hash, name, subject, roles, scopes, created, expires, used, revoked"

/* The row that the statement stands on; texts are copied. False when it is not a key's. */
GQ_MUST_CHECK bool gq_credentials_row_read(
        sqlite3_stmt *stmt, struct gq_arena *arena, struct gq_credentials_key *ret_key);

#endif
