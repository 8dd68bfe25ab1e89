/*
 * store/sqlite/session.h - what a session is made of, and what only the writer does with one.
 *
 * A reader's session is opened by gq_session_open; the writer has the one session that writes.
 */
#ifndef GQ_STORE_SQLITE_SESSION_H
#define GQ_STORE_SQLITE_SESSION_H

#include "base/attribute.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/statements.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>

struct gq_arena_deferred;

#define GQ_SESSION_NO_DEADLINE INT64_MAX

struct gq_session {
    sqlite3 *db;
    enum gq_connection_kind kind;
    const struct gq_clock *clock;
    const struct gq_model *model; /* names in errors; may be NULL */
    struct gq_statements statements;
    struct gq_prepared *running;               /* not reset yet: an unwinding may have left it */
    sqlite3_stmt *begin, *first_read, *commit; /* readers */
    struct gq_arena_deferred *ending;          /* readers: NULL outside a transaction */
    bool is_in_transaction;
    bool is_single;      /* readers: the one statement is the transaction */
    int64_t deadline_us; /* the progress handler's */
    struct gq_session_stats stats;
    struct gq_store_error failure; /* of the last statement that failed; the writer reads it */
};

/* A session of either kind on the existing file. False after filling `*ret_error`. */
GQ_MUST_CHECK bool gq_session_create(const struct gq_store *store, enum gq_connection_kind kind,
        struct gq_session **ret_session, struct gq_store_error *ret_error);

/* Starts a job's share: counts from zero, deadline. */
void gq_session_job_begin(struct gq_session *session, int64_t deadline_us);

/* Ends it: no statement is left running, no deadline holds. */
void gq_session_job_end(struct gq_session *session);

#endif
