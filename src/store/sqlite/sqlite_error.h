/*
 * store/sqlite/sqlite_error.h - SQLite's codes and messages in our terms.
 *
 * In:       a result code, the connection that it came from.
 * Out:      a filled gq_store_error.
 */
#ifndef GQ_STORE_SQLITE_SQLITE_ERROR_H
#define GQ_STORE_SQLITE_SQLITE_ERROR_H

#include "base/attribute.h"
#include "base/code.h"

#include <sqlite3.h>

struct gq_model;
struct gq_store_error;

/*
 * Fills `*error` from the extended `code` and the message that `db` (may be NULL) holds: to be
 * called before another call changes that. The names in the message are looked up in `model`,
 * which may be NULL.
 */
void gq_sqlite_error_fill(
        struct gq_store_error *error, sqlite3 *db, int code, const struct gq_model *model);

/* Fills `*error` with a code of ours and a text for the log. */
GQ_PRINTF(3, 4)
void gq_sqlite_error_set(struct gq_store_error *error, enum gq_code code, const char *format, ...);

#endif
