/*
 * store/sqlite/credentials.c - the look-ups of the server, and the note of a key's last use.
 *
 * They are rare, once a second for each caller at most: their statements are prepared each time.
 */
#include "store/credentials.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "store/sqlite/credentials_row.h"
#include "store/sqlite/session.h"
#include "store/store.h"

#include <assert.h>

static const char key_sql[] = "SELECT " GQ_CREDENTIALS_ROW_COLUMNS " FROM _gqld_keys WHERE id = ?1";

static const char denial_sql[] =
        "SELECT 1 FROM _gqld_revoked WHERE expires > ?3"
        " AND ((kind = 'jti' AND value = ?1) OR (kind = 'sub' AND value = ?2)) LIMIT 1";

static const char use_sql[] = "UPDATE _gqld_keys SET used = ?2 WHERE id = ?1";

/* Is it because the table is not there? Then nobody has made a key or a denial yet. */
static bool
lacks_table(sqlite3 *db, const char *name)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(
            db, "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?1", -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_bind_text(stmt, 1, name, -1, SQLITE_STATIC);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return code == SQLITE_DONE;
}

static enum gq_credentials_answer
prepare(sqlite3 *db, const char *sql, const char *table, sqlite3_stmt **ret_stmt)
{
    if (sqlite3_prepare_v2(db, sql, -1, ret_stmt, NULL) == SQLITE_OK)
        return GQ_CREDENTIALS_FOUND;
    return lacks_table(db, table) ? GQ_CREDENTIALS_MISSING : GQ_CREDENTIALS_FAILED;
}

static enum gq_credentials_answer
answer_of(int code)
{
    if (code == SQLITE_ROW)
        return GQ_CREDENTIALS_FOUND;
    return code == SQLITE_DONE ? GQ_CREDENTIALS_MISSING : GQ_CREDENTIALS_FAILED;
}

static int
bind(sqlite3_stmt *stmt, int index, struct gq_str text)
{
    return text.bytes ? sqlite3_bind_text(stmt, index, text.bytes, (int)text.length, SQLITE_STATIC)
                      : sqlite3_bind_null(stmt, index);
}

static void
finalize(void *arg)
{
    sqlite3_finalize(arg);
}

enum gq_credentials_answer
gq_credentials_find_key(struct gq_session *session, struct gq_arena *arena, struct gq_str id,
        struct gq_credentials_key *ret_key)
{
    sqlite3_stmt *stmt = NULL;
    enum gq_credentials_answer answer = prepare(session->db, key_sql, "_gqld_keys", &stmt);
    struct gq_arena_deferred *deferred;
    int code;

    assert(!session->is_in_transaction);
    if (answer != GQ_CREDENTIALS_FOUND)
        return answer;
    deferred = gq_arena_defer(arena, finalize, stmt);
    code = bind(stmt, 1, id);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW && !gq_credentials_row_read(stmt, arena, ret_key))
        code = SQLITE_CORRUPT;
    gq_arena_defer_cancel(deferred);
    sqlite3_finalize(stmt);
    return answer_of(code);
}

enum gq_credentials_answer
gq_credentials_find_denial(
        struct gq_session *session, struct gq_str token_id, struct gq_str subject, int64_t now_s)
{
    sqlite3_stmt *stmt = NULL;
    enum gq_credentials_answer answer = prepare(session->db, denial_sql, "_gqld_revoked", &stmt);
    int code;

    assert(!session->is_in_transaction);
    if (answer != GQ_CREDENTIALS_FOUND)
        return answer;
    code = bind(stmt, 1, token_id);
    if (code == SQLITE_OK)
        code = bind(stmt, 2, subject);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(stmt, 3, now_s);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return answer_of(code);
}

/* Lives on its own until the writer is done with it. */
struct use {
    struct gq_job job;
    int64_t now_s;
    size_t id_length;
    char id[];
};

static bool
run_use(void *context, struct gq_session *session)
{
    const struct use *use = context;
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(session->db, use_sql, -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = bind(stmt, 1, (struct gq_str){ use->id, use->id_length });
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(stmt, 2, use->now_s);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return code == SQLITE_DONE;
}

static void
end_use(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    (void)outcome;
    (void)error;
    gq_alloc_free(context);
}

void
gq_credentials_note_use(struct gq_store *store, struct gq_str id, int64_t now_s)
{
    struct use *use = gq_alloc(sizeof(*use) + id.length);

    if (!use)
        return;
    *use = (struct use){ .job = { .run = run_use, .done = end_use, .context = use },
        .now_s = now_s,
        .id_length = id.length };
    memcpy(use->id, id.bytes, id.length);
    gq_store_submit(store, &use->job);
}
