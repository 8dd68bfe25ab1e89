/*
 * store/sqlite/credentials_tool.c - what tools do to the tables of keys and denials.
 *
 * On a connection of its own, beside a server's: it writes as any foreign program may, and leaves
 * checkpoints to the server, on closing too.
 */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/error.h"
#include "base/vec.h"
#include "store/credentials.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/credentials_row.h"
#include "store/store.h"

#include <assert.h>

struct gq_credentials {
    sqlite3 *db;
};

static const char tables_sql[] =
        "CREATE TABLE IF NOT EXISTS _gqld_keys ("
        "id TEXT PRIMARY KEY, hash BLOB NOT NULL, name TEXT NOT NULL, subject TEXT NOT NULL,"
        " roles TEXT NOT NULL, scopes TEXT NOT NULL, created INTEGER NOT NULL, expires INTEGER,"
        " used INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0) STRICT;"
        "CREATE TABLE IF NOT EXISTS _gqld_revoked ("
        "kind TEXT NOT NULL, value TEXT NOT NULL, expires INTEGER NOT NULL,"
        " PRIMARY KEY (kind, value)) STRICT, WITHOUT ROWID;";

static const char add_sql[] = "INSERT INTO _gqld_keys (" GQ_CREDENTIALS_ROW_COLUMNS
                              ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0)";

static const char revoke_sql[] = "UPDATE _gqld_keys SET revoked = 1 WHERE id = ?1";

static const char list_sql[] =
        "SELECT " GQ_CREDENTIALS_ROW_COLUMNS " FROM _gqld_keys ORDER BY created, id";

static const char forget_sql[] = "DELETE FROM _gqld_revoked WHERE expires <= ?1";

static const char deny_sql[] =
        "INSERT INTO _gqld_revoked (kind, value, expires) VALUES (?1, ?2, ?3)"
        " ON CONFLICT DO UPDATE SET expires = max(expires, excluded.expires)";

static const struct gq_str denial_kinds[] = {
    [GQ_CREDENTIALS_TOKEN] = GQ_STR_INIT("jti"),
    [GQ_CREDENTIALS_SUBJECT] = GQ_STR_INIT("sub"),
};

static bool
fail(sqlite3 *db, struct gq_errors *errs)
{
    gq_errors_add(errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE, "The database says: %s.",
            sqlite3_errmsg(db));
    return false;
}

struct gq_credentials *
gq_credentials_open(struct gq_str path, struct gq_errors *errs)
{
    struct gq_credentials *credentials = gq_alloc_zeroed(1, sizeof(*credentials));
    struct gq_store_error error = { .detail = "out of memory" };

    assert(path.length > 0);
    if (!credentials
            || !gq_connection_open(path.bytes, GQ_CONNECTION_WRITER, &credentials->db, &error)) {
        gq_errors_add(errs, GQ_E_STORAGE_ERROR, GQ_SOURCE_NOWHERE,
                "Cannot open the database \"%.*s\": %s.", GQ_STR_ARG(path), error.detail);
        gq_alloc_free(credentials);
        return NULL;
    }
    if (sqlite3_db_config(credentials->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL) != SQLITE_OK
            || sqlite3_exec(credentials->db, tables_sql, NULL, NULL, NULL) != SQLITE_OK) {
        (void)fail(credentials->db, errs);
        gq_credentials_close(credentials);
        return NULL;
    }
    return credentials;
}

void
gq_credentials_close(struct gq_credentials *credentials)
{
    if (!credentials)
        return;
    gq_connection_close(credentials->db);
    gq_alloc_free(credentials);
}

static bool
bind(sqlite3_stmt *stmt, int index, struct gq_str text)
{
    return sqlite3_bind_text(
                   stmt, index, text.bytes ? text.bytes : "", (int)text.length, SQLITE_STATIC)
            == SQLITE_OK;
}

static bool
bind_key(sqlite3_stmt *stmt, const struct gq_credentials_key *key)
{
    bool is_forever = key->expires_s == INT64_MAX;

    return bind(stmt, 1, key->id)
            && sqlite3_bind_blob(stmt, 2, key->hash, sizeof(key->hash), SQLITE_STATIC) == SQLITE_OK
            && bind(stmt, 3, key->name) && bind(stmt, 4, key->subject) && bind(stmt, 5, key->roles)
            && bind(stmt, 6, key->scopes)
            && sqlite3_bind_int64(stmt, 7, key->created_s) == SQLITE_OK
            && (is_forever || sqlite3_bind_int64(stmt, 8, key->expires_s) == SQLITE_OK);
}

bool
gq_credentials_add_key(struct gq_credentials *credentials, const struct gq_credentials_key *key,
        struct gq_errors *errs)
{
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(credentials->db, add_sql, -1, &stmt, NULL) == SQLITE_OK
            && bind_key(stmt, key) && sqlite3_step(stmt) == SQLITE_DONE;

    if (!ok)
        (void)fail(credentials->db, errs);
    sqlite3_finalize(stmt);
    return ok;
}

bool
gq_credentials_revoke_key(
        struct gq_credentials *credentials, struct gq_str id, struct gq_errors *errs)
{
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(credentials->db, revoke_sql, -1, &stmt, NULL) == SQLITE_OK
            && bind(stmt, 1, id) && sqlite3_step(stmt) == SQLITE_DONE;

    if (!ok)
        (void)fail(credentials->db, errs);
    sqlite3_finalize(stmt);
    if (ok && sqlite3_changes(credentials->db) == 0) {
        gq_errors_add(errs, GQ_E_NOT_FOUND, GQ_SOURCE_NOWHERE, "There is no key \"%.*s\".",
                GQ_STR_ARG(id));
        return false;
    }
    return ok;
}

static bool
forget(struct gq_credentials *credentials, int64_t now_s)
{
    sqlite3_stmt *stmt = NULL;
    bool ok = sqlite3_prepare_v2(credentials->db, forget_sql, -1, &stmt, NULL) == SQLITE_OK
            && sqlite3_bind_int64(stmt, 1, now_s) == SQLITE_OK && sqlite3_step(stmt) == SQLITE_DONE;

    sqlite3_finalize(stmt);
    return ok;
}

bool
gq_credentials_deny(struct gq_credentials *credentials, enum gq_credentials_denial kind,
        struct gq_str value, int64_t now_s, int64_t expires_s, struct gq_errors *errs)
{
    sqlite3_stmt *stmt = NULL;
    bool ok;

    assert((size_t)kind < GQ_ARRAY_LENGTH(denial_kinds));
    ok = forget(credentials, now_s)
            && sqlite3_prepare_v2(credentials->db, deny_sql, -1, &stmt, NULL) == SQLITE_OK
            && bind(stmt, 1, denial_kinds[kind]) && bind(stmt, 2, value)
            && sqlite3_bind_int64(stmt, 3, expires_s) == SQLITE_OK
            && sqlite3_step(stmt) == SQLITE_DONE;
    if (!ok)
        (void)fail(credentials->db, errs);
    sqlite3_finalize(stmt);
    return ok;
}

static void
finalize(void *arg)
{
    sqlite3_finalize(arg);
}

bool
gq_credentials_list(struct gq_credentials *credentials, struct gq_arena *arena,
        struct gq_credentials_key **ret_keys, uint32_t *ret_count, struct gq_errors *errs)
{
    struct gq_vec keys = { 0 };
    struct gq_arena_deferred *deferred;
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(credentials->db, list_sql, -1, &stmt, NULL);

    if (code != SQLITE_OK)
        return fail(credentials->db, errs);
    deferred = gq_arena_defer(arena, finalize, stmt);
    while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
        struct gq_credentials_key key;

        if (gq_credentials_row_read(stmt, arena, &key))
            *GQ_VEC_PUSH(arena, &keys, struct gq_credentials_key) = key;
    }
    if (code != SQLITE_DONE)
        (void)fail(credentials->db, errs);
    gq_arena_defer_cancel(deferred);
    sqlite3_finalize(stmt);
    *ret_keys = keys.items;
    *ret_count = keys.count;
    return code == SQLITE_DONE;
}
