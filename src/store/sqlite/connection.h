/*
 * store/sqlite/connection.h - opening a database the only way in which this program does.
 *
 * In:       a path; what the connection is for.
 * Out:      a configured handle.
 * Not here: statements (statements.h), transactions (session.h, writer.h).
 */
#ifndef GQ_STORE_SQLITE_CONNECTION_H
#define GQ_STORE_SQLITE_CONNECTION_H

#include "base/attribute.h"

#include <sqlite3.h>
#include <stdbool.h>

struct gq_store_error;

enum gq_connection_kind { GQ_CONNECTION_READER, GQ_CONNECTION_WRITER };

/*
 * Opens the existing file `path`. The handle belongs to the caller, one thread at a time. False
 * after filling `*ret_error`: its detail is meant for the operator.
 */
GQ_MUST_CHECK bool gq_connection_open(const char *path, enum gq_connection_kind kind,
        sqlite3 **ret_db, struct gq_store_error *ret_error);

/* Every statement has been finalised. NULL is fine. */
void gq_connection_close(sqlite3 *db);

#endif
