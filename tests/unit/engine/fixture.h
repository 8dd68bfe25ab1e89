/*
 * tests/unit/engine/fixture.h - an engine over a schema and a database in a directory of its own.
 *
 * Requests go the way a transport sends them: begin, and for a mutation submit, wait, finish.
 */
#ifndef GQ_TESTS_ENGINE_FIXTURE_H
#define GQ_TESTS_ENGINE_FIXTURE_H

#include "base/buf.h"
#include "base/clock.h"
#include "base/code.h"
#include "base/limits.h"
#include "engine/engine.h"

struct fixture {
    char directory[64], schema_path[96], database_path[96];
    struct gq_limits limits; /* may be changed before fixture_start */
    struct gq_clock clock;   /* of the machine, unless it is changed */
    struct gq_engine *engine;
    struct gq_worker *worker;
    /* Of the next request: which allocation of this thread fails; negative, as at first: none. */
    int64_t fail_after;
    /* Of the last request: */
    bool has_failed, has_no_call; /* an allocation; the very first one */
    struct gq_response response;  /* without its body */
    struct gq_buf body;
};

/* Authors and books: nullable and unique columns, two relations, a version. */
extern const char fixture_library[];

/* A directory with the schema in it. Fails the test when that cannot be. */
void fixture_init(struct fixture *fixture, const char *schema);
void fixture_fini(struct fixture *fixture);

/* Opens engine and worker, and closes them; the database stays. */
void fixture_start(struct fixture *fixture);
void fixture_stop(struct fixture *fixture);

/* All of it: fixture_init with fixture_library, fixture_start. */
void fixture_open(struct fixture *fixture);

/* Two authors, of whom the first wrote two books and the second edited one; and all of it at once. */
void fixture_seed(const struct fixture *fixture);
void fixture_open_seeded(struct fixture *fixture);
void fixture_close(struct fixture *fixture);

/* The response to a request; NUL-terminated, valid until the next. NULL when there was no memory. */
const char *fixture_send(struct fixture *fixture, const struct gq_request *request);

/* The same for a body, and for a query with variables (JSON, or NULL). */
const char *fixture_send_body(struct fixture *fixture, struct gq_str json);
const char *fixture_ask(struct fixture *fixture, const char *query, const char *variables);

/* Runs SQL as another program would, on a connection of its own, without foreign keys. */
void fixture_sql(const struct fixture *fixture, const char *sql);

/* Does the text start as a response does, with data or errors, and nest as JSON does? */
bool fixture_is_well_formed(const char *response);

/* Fails the test unless the response is well-formed and has this code. */
void fixture_assert_code(const char *response, enum gq_code code);

#endif
