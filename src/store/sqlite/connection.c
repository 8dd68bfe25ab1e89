/*
 * store/sqlite/connection.c - flags, settings and limits of a connection.
 *
 * One connection writes and makes all checkpoints (two that do so at the same moment can corrupt
 * the file in the versions up to 3.51.2), so that automatic ones are off everywhere.
 */
#include "store/sqlite/connection.h"

#include "store/sqlite/functions.h"
#include "store/sqlite/keys.h"
#include "store/sqlite/sqlite_error.h"
#include "store/store.h"

#include <assert.h>

/* A foreign writer, or recovery after one that died, may hold the file for a moment. */
#define BUSY_TIMEOUT_MS 1000

static const struct option {
    int option;
    int value;
} options[] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
    { SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
    { SQLITE_DBCONFIG_DQS_DDL, 0 },
    { SQLITE_DBCONFIG_DQS_DML, 0 },
};

/* Memory mapping would turn an I/O error into a signal. */
static const char common_settings[] = "PRAGMA cell_size_check = ON;"
                                      "PRAGMA mmap_size = 0;"
                                      "PRAGMA cache_size = -65536;"
                                      "PRAGMA recursive_triggers = ON;";

static const char *const settings[] = {
    [GQ_CONNECTION_READER] = "PRAGMA query_only = ON;",
    /* FULL: a commit is on the disk before it is answered; groups of them share the cost. */
    [GQ_CONNECTION_WRITER] = "PRAGMA synchronous = FULL;",
};

static const int flags[] = {
    [GQ_CONNECTION_READER] = SQLITE_OPEN_READONLY,
    [GQ_CONNECTION_WRITER] = SQLITE_OPEN_READWRITE,
};

static int
apply_options(sqlite3 *db)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(options); i++) {
        int now = -1, code = sqlite3_db_config(db, options[i].option, options[i].value, &now);

        if (code != SQLITE_OK)
            return code;
        if (now != options[i].value)
            return SQLITE_ERROR;
    }
    sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
    return SQLITE_OK;
}

/* Where the file system cannot do it SQLite keeps the old mode, without an error. */
static int
start_log(sqlite3 *db)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(db, "PRAGMA journal_mode = WAL", -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW)
        code = sqlite3_stricmp((const char *)sqlite3_column_text(stmt, 0), "wal") == 0
                ? SQLITE_OK
                : SQLITE_CANTOPEN;
    sqlite3_finalize(stmt);
    return code;
}

static int
configure(sqlite3 *db, enum gq_connection_kind kind)
{
    int code = apply_options(db);

    if (code == SQLITE_OK)
        code = sqlite3_busy_timeout(db, BUSY_TIMEOUT_MS);
    if (code == SQLITE_OK)
        code = sqlite3_wal_autocheckpoint(db, 0);
    if (code == SQLITE_OK)
        code = gq_functions_register(db);
    if (code == SQLITE_OK)
        code = gq_keys_register(db);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, common_settings, NULL, NULL, NULL);
    if (code == SQLITE_OK)
        code = sqlite3_exec(db, settings[kind], NULL, NULL, NULL);
    if (code == SQLITE_OK && kind == GQ_CONNECTION_WRITER)
        code = start_log(db);
    return code;
}

bool
gq_connection_open(const char *path, enum gq_connection_kind kind, sqlite3 **ret_db,
        struct gq_store_error *ret_error)
{
    sqlite3 *db = NULL;
    int code;

    assert((size_t)kind < GQ_ARRAY_LENGTH(flags));

    code = sqlite3_open_v2(path, &db,
            flags[kind] | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_PRIVATECACHE,
            NULL);
    if (code == SQLITE_OK)
        code = configure(db, kind);
    if (code != SQLITE_OK) {
        gq_sqlite_error_fill(ret_error, db, code, NULL);
        gq_connection_close(db);
        return false;
    }
    *ret_db = db;
    return true;
}

void
gq_connection_close(sqlite3 *db)
{
    int code = sqlite3_close(db);

    assert(code == SQLITE_OK); /* else a statement was left behind */
    (void)code;
}
