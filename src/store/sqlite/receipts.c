/*
 * store/sqlite/receipts.c - the table of receipts: made when first needed.
 *
 * `number` counts the receipts of one subject, so that those past the bound are found without
 * counting rows.
 */
#include "store/sqlite/receipts.h"

#include "base/buf.h"
#include "store/receipt.h"
#include "store/sqlite/session.h"
#include "store/sqlite/sqlite_error.h"
#include "store/store.h"

#include <assert.h>

/* Receipts that one round of housekeeping removes: a millisecond's worth or so. */
#define TRIM_ROWS 500

/* Those past the bound that one new receipt removes: more than one, should the bound have sunk. */
#define OVERFLOW_ROWS 10

static const char create_sql[] =
        "CREATE TABLE IF NOT EXISTS _gqld_idempotency ("
        "id INTEGER PRIMARY KEY, subject TEXT NOT NULL, operation TEXT NOT NULL, key TEXT NOT "
        "NULL, "
        "fingerprint BLOB NOT NULL, at INTEGER NOT NULL, number INTEGER NOT NULL, "
        "status INTEGER NOT NULL, body BLOB NOT NULL, UNIQUE (subject, operation, key)) STRICT;"
        "CREATE INDEX IF NOT EXISTS _gqld_idempotency_number"
        " ON _gqld_idempotency (subject, number);"
        "CREATE INDEX IF NOT EXISTS _gqld_idempotency_at ON _gqld_idempotency (at)";

static const char find_sql[] = "SELECT fingerprint, status, body FROM _gqld_idempotency"
                               " WHERE subject = ?1 AND operation = ?2 AND key = ?3 AND at > ?4";

static const char keep_sql[] =
        "INSERT INTO _gqld_idempotency"
        " (subject, operation, key, at, fingerprint, status, body, number)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
        " (SELECT coalesce(max(number), 0) + 1 FROM _gqld_idempotency WHERE subject = ?1))"
        " ON CONFLICT (subject, operation, key) DO UPDATE SET at = excluded.at,"
        " fingerprint = excluded.fingerprint, status = excluded.status, body = excluded.body,"
        " number = excluded.number";

static const char overflow_sql[] =
        "DELETE FROM _gqld_idempotency WHERE id IN (SELECT id FROM _gqld_idempotency"
        " WHERE subject = ?1 AND number <= (SELECT max(number) FROM _gqld_idempotency"
        " WHERE subject = ?1) - ?2 ORDER BY number LIMIT ?3)";

static const char trim_sql[] =
        "DELETE FROM _gqld_idempotency WHERE id IN"
        " (SELECT id FROM _gqld_idempotency WHERE at <= ?1 ORDER BY at LIMIT ?2)";

static int
bind_text(sqlite3_stmt *stmt, int index, struct gq_str text)
{
    return sqlite3_bind_text64(
            stmt, index, text.length ? text.bytes : "", text.length, SQLITE_STATIC, SQLITE_UTF8);
}

static int
bind_blob(sqlite3_stmt *stmt, int index, struct gq_str bytes)
{
    return sqlite3_bind_blob64(
            stmt, index, bytes.length ? bytes.bytes : "", bytes.length, SQLITE_STATIC);
}

/* What find and keep have in common: the table is there, parameters 1 to 4 are bound. */
static int
prepare(struct gq_session *session, const char *sql, const struct gq_receipt *receipt, int64_t at,
        sqlite3_stmt **ret_stmt)
{
    int code = sqlite3_exec(session->db, create_sql, NULL, NULL, NULL);

    if (code == SQLITE_OK)
        code = sqlite3_prepare_v2(session->db, sql, -1, ret_stmt, NULL);
    if (code == SQLITE_OK)
        code = bind_text(*ret_stmt, 1, receipt->subject);
    if (code == SQLITE_OK)
        code = bind_text(*ret_stmt, 2, receipt->operation);
    if (code == SQLITE_OK)
        code = bind_text(*ret_stmt, 3, receipt->key);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(*ret_stmt, 4, at);
    return code;
}

static struct gq_str
blob_of(sqlite3_stmt *stmt, int column)
{
    const char *bytes = sqlite3_column_blob(stmt, column);
    int length = sqlite3_column_bytes(stmt, column);

    return (struct gq_str){ bytes ? bytes : "", bytes ? (size_t)length : 0 };
}

/* The writer reads why its transaction is gone, if it is, from the session. */
static bool
fail(struct gq_session *session, int code, struct gq_store_error *ret_error)
{
    gq_sqlite_error_fill(&session->failure, session->db, code, NULL);
    *ret_error = session->failure;
    return false;
}

bool
gq_receipt_find(struct gq_session *session, const struct gq_receipt *receipt,
        enum gq_receipt_match *ret_match, unsigned *ret_status, struct gq_buf *body,
        struct gq_store_error *ret_error)
{
    sqlite3_stmt *stmt = NULL;
    int code = prepare(session, find_sql, receipt, receipt->now_us - receipt->age_max_us, &stmt);

    assert(session->is_in_transaction);
    *ret_match = GQ_RECEIPT_NONE;
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    if (code == SQLITE_ROW) {
        *ret_match = gq_str_equal(blob_of(stmt, 0), receipt->fingerprint) ? GQ_RECEIPT_SAME
                                                                          : GQ_RECEIPT_OTHER;
        *ret_status = (unsigned)sqlite3_column_int(stmt, 1);
        if (*ret_match == GQ_RECEIPT_SAME)
            gq_buf_str(body, blob_of(stmt, 2));
        code = gq_buf_failed(body) ? SQLITE_NOMEM : SQLITE_DONE;
    }
    sqlite3_finalize(stmt);
    return code == SQLITE_DONE || fail(session, code, ret_error);
}

/* Removes what is past the subject's bound. */
static int
remove_overflow(struct gq_session *session, const struct gq_receipt *receipt)
{
    sqlite3_stmt *stmt = NULL;
    int code = sqlite3_prepare_v2(session->db, overflow_sql, -1, &stmt, NULL);

    if (code == SQLITE_OK)
        code = bind_text(stmt, 1, receipt->subject);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int64(stmt, 2, receipt->count_max);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(stmt, 3, OVERFLOW_ROWS);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    return code;
}

bool
gq_receipt_keep(struct gq_session *session, const struct gq_receipt *receipt, unsigned status,
        struct gq_str body, struct gq_store_error *ret_error)
{
    sqlite3_stmt *stmt = NULL;
    int code = prepare(session, keep_sql, receipt, receipt->now_us, &stmt);

    assert(session->is_in_transaction);
    if (code == SQLITE_OK)
        code = bind_blob(stmt, 5, receipt->fingerprint);
    if (code == SQLITE_OK)
        code = sqlite3_bind_int(stmt, 6, (int)status);
    if (code == SQLITE_OK)
        code = bind_blob(stmt, 7, body);
    if (code == SQLITE_OK)
        code = sqlite3_step(stmt);
    sqlite3_finalize(stmt);
    if (code == SQLITE_DONE)
        code = remove_overflow(session, receipt);
    return code == SQLITE_DONE || fail(session, code, ret_error);
}

uint32_t
gq_receipts_trim(sqlite3 *db, int64_t oldest_us)
{
    sqlite3_stmt *stmt = NULL;
    uint32_t count = 0;

    /* Without the table, as long as no key was used, this fails: there is nothing to do. */
    if (sqlite3_prepare_v2(db, trim_sql, -1, &stmt, NULL) != SQLITE_OK)
        return 0;
    if (sqlite3_bind_int64(stmt, 1, oldest_us) == SQLITE_OK
            && sqlite3_bind_int(stmt, 2, TRIM_ROWS) == SQLITE_OK
            && sqlite3_step(stmt) == SQLITE_DONE)
        count = (uint32_t)sqlite3_changes(db);
    sqlite3_finalize(stmt);
    return count;
}
