/*
 * store/sqlite/keys.h - the bound-array table function `gq_keys(?)`.
 *
 * In:       a struct gq_keys, bound as a pointer; it outlives the statement's run.
 * Out:      a table (idx, k1, k2, k3, k4): a row per key, in the array's order.
 * Not here: where keys come from.
 *
 * One statement text serves lists of any length, and the function can drive a join.
 */
#ifndef GQ_STORE_SQLITE_KEYS_H
#define GQ_STORE_SQLITE_KEYS_H

#include "base/attribute.h"

#include <sqlite3.h>

struct gq_keys;

/* Registers the function with a connection. SQLite's code. */
GQ_MUST_CHECK int gq_keys_register(sqlite3 *db);

/* Binds `keys`, borrowed until the bindings are cleared. SQLite's code. */
GQ_MUST_CHECK int gq_keys_bind(sqlite3_stmt *stmt, int parameter, struct gq_keys *keys);

#endif
