/*
 * store/store.h - the interface to a database: compile fetches, run them in batches, write.
 *
 * In:       the vocabulary of fetch.h, parameters and keys as cells.
 * Out:      rows by callback; errors translated to our codes.
 * Not here: GraphQL, JSON. Behind it: store/sqlite/. A pool or a remote database would complete
 *           later what SQLite completes at once; callers rely on the callbacks only.
 */
#ifndef GQ_STORE_STORE_H
#define GQ_STORE_STORE_H

#include "base/attribute.h"
#include "base/code.h"
#include "base/str.h"
#include "store/cell.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_clock;
struct gq_column;
struct gq_errors;
struct gq_fetch;
struct gq_limits;
struct gq_model;
struct gq_table;
struct gq_write;

struct gq_store;   /* one database; any thread */
struct gq_session; /* one connection and its statement cache; one thread at a time */

/* A fetch or write as a statement: its text, ready to be bound. Immutable; lives in its arena. */
struct gq_statement {
    struct gq_str sql;
    uint64_t hash;         /* of the text; session caches are keyed by it */
    uint32_t column_count; /* cells in a row, the parent's index not counted */
    bool has_keys;         /* rows carry the index of the key that they belong to */
    /*
     * The rows of a key come in no promised order: the caller puts them by the integers in cell
     * `order_cell`, rising. They do come so; looking is cheaper than SQLite's sorting.
     */
    bool is_unordered;
    uint32_t order_cell;
    /* Parameter i of the text (from 1) is slot slots[i - 1]; the keys, if any, come after. */
    const uint32_t *slots;
    const bool *lists; /* likewise: true where the parameter is a list */
    uint32_t slot_count;
};

/* Why a statement failed, in our terms. Written by the store, in caller's storage. */
struct gq_store_error {
    enum gq_code code;                  /* TIMEOUT, STORAGE_ERROR, UNIQUE_VIOLATION, ... */
    const struct gq_table *table;       /* of a violated constraint, where SQLite tells; or NULL */
    const struct gq_column *columns[8]; /* likewise */
    uint32_t column_count;
    char constraint[128]; /* the constraint's name or columns, NUL-terminated; may be empty */
    char detail[256];     /* for the log only, never for the client */
};

/* What a session did since gq_session_begin: for the log and for explain. */
struct gq_session_stats {
    uint32_t statements;
    uint64_t rows;
};

struct gq_store_options {
    struct gq_str path; /* NUL-terminated; the file is created, mode 0600 */
    const struct gq_limits *limits;
    const struct gq_clock *clock;
    const struct gq_model *model; /* names in errors; borrowed, outlives the store */
};

/*
 * Settings of the database library that only a process may choose: call once, before any store is
 * opened. An embedder that has used SQLite before keeps its own settings.
 */
void gq_store_process_init(void);

/*
 * Opens the database (WAL, foreign keys on, defensive). Owned by the caller.
 * NULL after adding GQ_E_STORAGE_ERROR with a text for the operator.
 */
GQ_MUST_CHECK struct gq_store *gq_store_open(
        const struct gq_store_options *options, struct gq_errors *errs);

/* Stops the writer after its queue is empty, checkpoints, closes. All sessions are closed before. */
void gq_store_close(struct gq_store *store);

/*
 * Creates what is missing of the model's tables and indexes, in one transaction. False after adding
 * GQ_E_SCHEMA_INVALID (an existing table does not fit: says how) or GQ_E_STORAGE_ERROR.
 */
GQ_MUST_CHECK bool gq_store_create_tables(
        struct gq_store *store, const struct gq_model *model, struct gq_errors *errs);

/* The SQL that gq_store_create_tables would run, each statement as one text in `arena`. */
GQ_MUST_CHECK bool gq_store_plan_tables(struct gq_store *store, const struct gq_model *model,
        struct gq_arena *arena, struct gq_str **ret_statements, uint32_t *ret_count,
        struct gq_errors *errs);

/* The statement of a fetch or write; lives in `arena`. Any thread. */
const struct gq_statement *gq_store_compile_fetch(
        struct gq_arena *arena, const struct gq_fetch *fetch);
const struct gq_statement *gq_store_compile_write(
        struct gq_arena *arena, const struct gq_write *write);

/* A read-only connection. Owned by the caller; NULL after adding GQ_E_STORAGE_ERROR. */
GQ_MUST_CHECK struct gq_session *gq_session_open(struct gq_store *store, struct gq_errors *errs);
void gq_session_close(struct gq_session *session);

/*
 * Begins a read transaction: one snapshot for all that follows. Its end, and the return of
 * statements in use, is registered with `arena`; gq_session_end ends it earlier. `deadline_us` is
 * on the monotonic clock; statements past it fail with TIMEOUT. False after filling `*ret_error`.
 */
GQ_MUST_CHECK bool gq_session_begin(struct gq_session *session, struct gq_arena *arena,
        int64_t deadline_us, struct gq_store_error *ret_error);

/*
 * The same for one statement alone, which is a snapshot by itself: nothing is begun and nothing
 * committed. A second statement before gq_session_end is a programmer's error.
 */
void gq_session_begin_one(struct gq_session *session, struct gq_arena *arena, int64_t deadline_us);

void gq_session_end(struct gq_session *session);

const struct gq_session_stats *gq_session_stats(const struct gq_session *session);

/*
 * A row has arrived: `key_index` is the key that it belongs to (0 for a root list), the cells are
 * valid during the call. May allocate from an arena, and so unwind. Does not call the session. False
 * stops the statement without an error.
 */
typedef bool gq_row_fn(void *context, uint32_t key_index, const struct gq_cell *cells);

/* One statement of a batch. Filled by the caller; `error` and `is_ok` by the store. */
struct gq_fetch_request {
    const struct gq_statement *statement;
    const struct gq_parameter *parameters; /* by slot: of the whole plan */
    struct gq_keys keys;                   /* when the statement has keys; sorted by the caller */
    gq_row_fn *on_row;
    void *context;
    bool is_ok;
    struct gq_store_error error;
};

/* All statements of the batch have ended. */
typedef void gq_done_fn(void *context);

/* Runs a batch inside the session's transaction. Calls `on_done` once, at once or later. */
void gq_session_submit(struct gq_session *session, struct gq_fetch_request *requests,
        uint32_t request_count, gq_done_fn *on_done, void *context);

/*
 * Runs one write inside an operation of the writer (below). `*ret_key` is the primary key of an
 * inserted row (an integer; text keys are known to the caller), `*ret_changes` the rows changed.
 * False after filling `*ret_error`.
 */
GQ_MUST_CHECK bool gq_session_write(struct gq_session *session,
        const struct gq_statement *statement, const struct gq_parameter *parameters,
        int64_t *ret_key, uint32_t *ret_changes, struct gq_store_error *ret_error);

enum gq_job_outcome {
    GQ_JOB_COMMITTED,   /* durable */
    GQ_JOB_ROLLED_BACK, /* its own `run` said so, or SQLite did: nothing of it remains */
    GQ_JOB_FAILED,      /* the group's COMMIT failed: nothing remains; `error` says why */
    GQ_JOB_REFUSED,     /* the queue is full or the store is closing; `run` was never called */
};

/*
 * An operation for the writer thread; caller's storage until `done` has been called.
 * `run` is called on the writer thread inside a savepoint, with the writing session; true keeps its
 * writes, false undoes them. When SQLite itself ended the group's transaction, `run` is called
 * again, up to three times in all: it starts from nothing each time. `done` is called once, on the
 * writer thread, after COMMIT; it must be quick. `error` is NULL when the job committed, or when
 * its own `run` said no and nothing else was wrong; it is valid during the call.
 */
struct gq_job {
    bool (*run)(void *context, struct gq_session *session);
    void (*done)(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error);
    void *context;
    struct gq_job *next; /* the queue's */
};

/* Jobs that wait at the moment. Any thread. */
uint32_t gq_store_queue_length(const struct gq_store *store);

/* Queues the job. Calls `done` with GQ_JOB_REFUSED at once, on this thread, when it cannot. */
void gq_store_submit(struct gq_store *store, struct gq_job *job);

#endif
