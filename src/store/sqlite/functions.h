/*
 * store/sqlite/functions.h - SQL functions of our own, for the filters that SQLite has no words for.
 *
 * In:       texts.
 * Out:      gq_like(text, pattern), gq_ilike(text, pattern): 0 or 1 (base/like.h).
 *           gq_ends_with(text, end): 0 or 1, byte by byte.
 *           gq_prefix_end(prefix): the least value greater than every text that starts so.
 *           A NULL among the arguments gives NULL.
 * Not here: where they are used (sql_condition.c).
 *
 * All are deterministic, and none can be used by a view or trigger of the file.
 */
#ifndef GQ_STORE_SQLITE_FUNCTIONS_H
#define GQ_STORE_SQLITE_FUNCTIONS_H

#include "base/attribute.h"

#include <sqlite3.h>

/* Registers the functions with a connection. SQLite's code. */
GQ_MUST_CHECK int gq_functions_register(sqlite3 *db);

#endif
