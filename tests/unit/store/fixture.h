/*
 * tests/unit/store/fixture.h - a small model made by hand, and a database in a directory of its own.
 */
#ifndef GQ_TESTS_STORE_FIXTURE_H
#define GQ_TESTS_STORE_FIXTURE_H

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "model/model.h"
#include "store/fetch.h"
#include "store/store.h"

enum { USER_ID, USER_NAME, USER_EMAIL, USER_AGE, USER_COLUMN_COUNT };
enum {
    POST_ID,
    POST_AUTHOR,
    POST_TITLE,
    POST_A,
    POST_B,
    POST_C,
    POST_D,
    POST_DONE,
    POST_STATUS,
    POST_COLUMN_COUNT
};

extern struct gq_column user_columns[], post_columns[];
extern struct gq_table users, posts;
extern const struct gq_model model;

#define USER(name) (&user_columns[USER_##name])
#define POST(name) (&post_columns[POST_##name])

#define NONE GQ_SLOT_NONE

/* The table and the slots of a fetch, NONE where it has none. */
#define FETCH(the_table, after_slot, before_slot, the_limit, the_offset)                        \
    .table = (the_table), .after.first_slot = (after_slot), .before.first_slot = (before_slot), \
    .limit_slot = (the_limit), .offset_slot = (the_offset)
#define FETCH_OF(the_table) FETCH(the_table, NONE, NONE, NONE, NONE)

#define INTEGER(value)  ((struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = (value) })
#define REAL(value)     ((struct gq_cell){ .kind = GQ_CELL_REAL, .real = (value) })
#define TEXT(value)     text_cell(value)
#define NULL_CELL       ((struct gq_cell){ 0 })
#define PARAMETER(cell) ((struct gq_parameter){ (cell), 1 })

struct gq_cell text_cell(const char *text);

struct fixture {
    char directory[64], path[96];
    struct gq_arena *arena;
    struct gq_errors errs;
    struct gq_limits limits;
    struct gq_clock clock;
    struct gq_store *store;
    struct gq_session *session;
};

/* Opens a store in a new directory, creates the tables, opens a session. Fails the test else. */
void fixture_open(struct fixture *fixture);
void fixture_close(struct fixture *fixture);

/* Runs SQL on the writer, in one job; false when it failed. */
bool fixture_execute(struct fixture *fixture, const char *sql);

/* Submits a job and waits for its outcome. */
struct fixture_outcome {
    enum gq_job_outcome outcome;
    bool has_error;
    struct gq_store_error error;
};
struct fixture_outcome fixture_run(struct fixture *fixture,
        bool (*run)(void *context, struct gq_session *session), void *context);

struct fixture_row {
    uint32_t key_index;
    struct gq_cell cells[8];
};

struct fixture_rows {
    struct gq_arena *arena;
    struct fixture_row *rows;
    uint32_t count, capacity;
};

/* A request that copies its rows. */
struct fixture_request {
    struct gq_fetch_request request;
    struct fixture_rows rows;
    uint32_t done_count;
};

/* Runs the fetch in the session's transaction (begun and ended here); `keys` may be NULL. */
void fixture_fetch(struct fixture *fixture, const struct gq_fetch *fetch,
        const struct gq_parameter *parameters, const struct gq_keys *keys,
        struct fixture_request *ret_request);

/* As above, in a transaction that is open already. */
void fixture_submit(struct fixture *fixture, struct gq_session *session,
        const struct gq_statement *statement, const struct gq_parameter *parameters,
        const struct gq_keys *keys, struct fixture_request *ret_request);

#endif
