/* store/sqlite/credentials_row.c - ten columns. */
#include "store/sqlite/credentials_row.h"

#include "base/arena.h"
#include "store/credentials.h"

#include <assert.h>

enum column { ID, HASH, NAME, SUBJECT, ROLES, SCOPES, CREATED, EXPIRES, USED, REVOKED };

static struct gq_str
text_at(sqlite3_stmt *stmt, struct gq_arena *arena, enum column column)
{
    const char *bytes = (const char *)sqlite3_column_text(stmt, (int)column);

    if (!bytes)
        return GQ_STR("");
    return gq_arena_copy(
            arena, (struct gq_str){ bytes, (size_t)sqlite3_column_bytes(stmt, (int)column) });
}

bool
gq_credentials_row_read(
        sqlite3_stmt *stmt, struct gq_arena *arena, struct gq_credentials_key *ret_key)
{
    const void *hash = sqlite3_column_blob(stmt, HASH);

    assert(sqlite3_column_count(stmt) == REVOKED + 1);
    if (!hash || sqlite3_column_bytes(stmt, HASH) != GQ_DIGEST_SHA256_SIZE)
        return false;
    *ret_key = (struct gq_credentials_key){
        .created_s = sqlite3_column_int64(stmt, CREATED),
        .expires_s = sqlite3_column_type(stmt, EXPIRES) == SQLITE_NULL
                ? INT64_MAX
                : sqlite3_column_int64(stmt, EXPIRES),
        .used_s = sqlite3_column_int64(stmt, USED),
        .is_revoked = sqlite3_column_int(stmt, REVOKED) != 0,
    };
    memcpy(ret_key->hash, hash, GQ_DIGEST_SHA256_SIZE);
    ret_key->id = text_at(stmt, arena, ID);
    ret_key->name = text_at(stmt, arena, NAME);
    ret_key->subject = text_at(stmt, arena, SUBJECT);
    ret_key->roles = text_at(stmt, arena, ROLES);
    ret_key->scopes = text_at(stmt, arena, SCOPES);
    return true;
}
