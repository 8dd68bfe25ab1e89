/* Sessions: snapshots, deadlines, unwinding callbacks, the statement cache, failing memory. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/guard.h"
#include "base/map.h"
#include "fixture.h"
#include "store/sqlite/session.h"
#include "unit.h"

/* A statement by hand: `column_count` columns, no parameters. */
static struct gq_statement
statement_of(const char *sql, uint32_t column_count)
{
    return (struct gq_statement){
        .sql = gq_str_of(sql), .hash = gq_map_hash(gq_str_of(sql), 0), .column_count = column_count
    };
}

static int
open_fixture(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture);
    assert_true(fixture_execute(&fixture, "INSERT INTO users (name) VALUES ('a'), ('b'), ('c')"));
    *state = &fixture;
    return 0;
}

static int
close_fixture(void **state)
{
    fixture_close(*state);
    return 0;
}

static void
begin(struct fixture *fixture, int64_t deadline_us)
{
    struct gq_store_error error;

    assert_true(gq_session_begin(fixture->session, fixture->arena, deadline_us, &error));
}

static int64_t
count_users(struct fixture *fixture)
{
    const struct gq_statement statement = statement_of("SELECT COUNT(*) FROM users", 1);
    struct fixture_request request;

    fixture_submit(fixture, fixture->session, &statement, NULL, NULL, &request);
    assert_true(request.request.is_ok);
    return request.rows.rows[0].cells[0].integer;
}

static void
test_transaction_is_one_snapshot(void **state)
{
    struct fixture *fixture = *state;

    begin(fixture, INT64_MAX);
    assert_true(fixture_execute(fixture, "INSERT INTO users (name) VALUES ('d')"));
    assert_int_equal(count_users(fixture), 3);
    gq_session_end(fixture->session);
    begin(fixture, INT64_MAX);
    assert_int_equal(count_users(fixture), 4);
    gq_session_end(fixture->session);
}

/* One statement alone sees what is there, and leaves the connection outside of any transaction. */
static void
test_one_statement_is_its_own_transaction(void **state)
{
    struct fixture *fixture = *state;

    for (int64_t count = 3; count < 6; count++) {
        gq_session_begin_one(fixture->session, fixture->arena, INT64_MAX);
        assert_int_equal(count_users(fixture), count);
        assert_int_equal(gq_session_stats(fixture->session)->statements, 1);
        gq_session_end(fixture->session);
        assert_true(sqlite3_get_autocommit(fixture->session->db));
        assert_true(fixture_execute(fixture, "INSERT INTO users (name) VALUES ('e')"));
    }
    gq_session_begin_one(fixture->session, fixture->arena, INT64_MAX);
    gq_arena_reset(fixture->arena);
    begin(fixture, INT64_MAX);
    assert_int_equal(count_users(fixture), 6);
    assert_false(sqlite3_get_autocommit(fixture->session->db));
    gq_session_end(fixture->session);
}

static void
test_end_of_the_arena_ends_the_transaction(void **state)
{
    struct fixture *fixture = *state;

    begin(fixture, INT64_MAX);
    gq_arena_reset(fixture->arena);
    assert_true(sqlite3_get_autocommit(fixture->session->db));
    begin(fixture, INT64_MAX);
    gq_session_end(fixture->session);
    gq_arena_reset(fixture->arena); /* nothing is left to do twice */
}

static void
test_past_deadline_is_a_timeout(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_statement statement = statement_of("SELECT id FROM users", 1);
    struct fixture_request request;

    begin(fixture, 1);
    fixture_submit(fixture, fixture->session, &statement, NULL, NULL, &request);
    assert_false(request.request.is_ok);
    assert_int_equal(request.request.error.code, GQ_E_TIMEOUT);
    assert_int_equal(request.rows.count, 0);
    gq_session_end(fixture->session);
}

struct ticking {
    struct gq_clock *clock;
    uint32_t rows;
};

static bool
tick(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct ticking *ticking = context;

    (void)key_index, (void)cells;
    if (++ticking->rows == 5)
        ticking->clock->fixed_monotonic_us = 100;
    return true;
}

static void
ignore(void *context)
{
    (void)context;
}

#define ENDLESS "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT x FROM c"

static void
test_endless_statement_stops_at_the_deadline(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_statement statement = statement_of(ENDLESS, 1);
    struct ticking ticking = { .clock = &fixture->clock };
    struct gq_fetch_request request = {
        .statement = &statement, .on_row = tick, .context = &ticking
    };

    fixture->clock = (struct gq_clock){ .is_fixed = true };
    begin(fixture, 100);
    gq_session_submit(fixture->session, &request, 1, ignore, NULL);
    assert_false(request.is_ok);
    assert_int_equal(request.error.code, GQ_E_TIMEOUT);
    assert_true(ticking.rows >= 5);
    gq_session_end(fixture->session);
    begin(fixture, INT64_MAX);
    assert_int_equal(count_users(fixture), 3);
    gq_session_end(fixture->session);
}

static bool
stop_at_two(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    (void)key_index, (void)cells;
    return ++*(uint32_t *)context < 2;
}

static void
test_callback_stops_a_statement(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_statement statement = statement_of(ENDLESS, 1);
    uint32_t rows = 0;
    struct gq_fetch_request request = {
        .statement = &statement, .on_row = stop_at_two, .context = &rows
    };

    begin(fixture, INT64_MAX);
    gq_session_submit(fixture->session, &request, 1, ignore, NULL);
    assert_true(request.is_ok);
    assert_int_equal(rows, 2);
    assert_int_equal(gq_session_stats(fixture->session)->statements, 1);
    assert_int_equal(gq_session_stats(fixture->session)->rows, 2);
    gq_session_end(fixture->session);
}

struct unwinding {
    struct fixture *fixture;
    struct gq_arena *arena;
    bool has_returned;
};

static bool
exhaust(void *context, uint32_t key_index, const struct gq_cell *cells)
{
    struct unwinding *unwinding = context;

    (void)key_index, (void)cells;
    gq_arena_alloc(unwinding->arena, 1 << 20);
    return true;
}

static void
run_unwinding(void *arg)
{
    struct unwinding *unwinding = arg;
    const struct gq_statement statement = statement_of("SELECT id FROM users", 1);
    struct gq_fetch_request request = {
        .statement = &statement, .on_row = exhaust, .context = unwinding
    };
    struct gq_store_error error;

    if (gq_session_begin(unwinding->fixture->session, unwinding->arena, INT64_MAX, &error))
        gq_session_submit(unwinding->fixture->session, &request, 1, ignore, NULL);
    unwinding->has_returned = true;
}

static void
test_session_survives_an_unwinding_callback(void **state)
{
    struct fixture *fixture = *state;
    struct unwinding unwinding = { .fixture = fixture };

    for (int round = 0; round < 3; round++) {
        unwinding.arena = gq_arena_new(4096);
        assert_int_equal(
                gq_guard(unwinding.arena, run_unwinding, &unwinding), GQ_GUARD_OUT_OF_BUDGET);
        assert_false(unwinding.has_returned);
        gq_arena_free(unwinding.arena);
        assert_true(sqlite3_get_autocommit(fixture->session->db));
    }
    begin(fixture, INT64_MAX);
    assert_int_equal(count_users(fixture), 3);
    gq_session_end(fixture->session);
}

static void
test_statement_cache_is_bounded(void **state)
{
    struct fixture *fixture = *state;

    begin(fixture, INT64_MAX);
    for (int i = 0; i < 3 * (int)GQ_STATEMENTS_MAX; i++) {
        const struct gq_str sql = gq_arena_printf(fixture->arena, "SELECT %d", i % 300);
        const struct gq_statement statement = statement_of(sql.bytes, 1);
        struct fixture_request request;

        fixture_submit(fixture, fixture->session, &statement, NULL, NULL, &request);
        assert_true(request.request.is_ok);
        assert_int_equal(request.rows.rows[0].cells[0].integer, i % 300);
    }
    assert_int_equal(fixture->session->statements.count, GQ_STATEMENTS_MAX);
    gq_session_end(fixture->session);
}

static void
test_every_kind_of_cell_comes_back(void **state)
{
    struct fixture *fixture = *state;
    static const uint32_t slots[] = { 0, 1, 2, 3, 4, 5 };
    static const bool lists[6] = { false };
    struct gq_cell cells[] = { NULL_CELL, INTEGER(INT64_MIN), REAL(0.1), TEXT(""),
        TEXT("\xf0\x9f\x98\x80"), { .kind = GQ_CELL_BLOB, .length = 0, .bytes = NULL } };
    struct gq_parameter parameters[6];
    struct gq_statement statement = statement_of("SELECT ?1, ?2, ?3, ?4, ?5, ?6", 6);
    struct fixture_request request;

    statement.slots = slots;
    statement.lists = lists;
    statement.slot_count = 6;
    for (uint32_t i = 0; i < 6; i++)
        parameters[i] = PARAMETER(&cells[i]);
    begin(fixture, INT64_MAX);
    fixture_submit(fixture, fixture->session, &statement, parameters, NULL, &request);
    assert_true(request.request.is_ok);
    for (uint32_t i = 0; i < 6; i++) {
        assert_int_equal(request.rows.rows[0].cells[i].kind, cells[i].kind);
        assert_int_equal(gq_cell_compare(&request.rows.rows[0].cells[i], &cells[i]), 0);
    }
    gq_session_end(fixture->session);
}

static const struct refused_case {
    const char *name, *sql;
} refused_cases[] = {
    { "a reader does not write", "DELETE FROM users" },
    { "no other file is attached", "ATTACH ':memory:' AS other" },
    { "double quotes are names only", "SELECT \"no such name\"" },
    { "no extension is loaded", "SELECT load_extension('x')" },
};

static void
test_refused(void **state)
{
    const struct refused_case *c = *state;
    void *fixture_state = NULL;
    struct fixture *fixture;

    open_fixture(&fixture_state);
    fixture = fixture_state;
    assert_int_not_equal(sqlite3_exec(fixture->session->db, c->sql, NULL, NULL, NULL), SQLITE_OK);
    fixture_close(fixture);
}

/* Only a bound pointer is a list: a number that looks like one is an empty list. */
static void
test_lists_cannot_be_forged(void **state)
{
    struct fixture *fixture = *state;
    const struct gq_statement statement =
            statement_of("SELECT COUNT(*) FROM gq_keys(140737488355328)", 1);
    struct fixture_request request;

    begin(fixture, INT64_MAX);
    fixture_submit(fixture, fixture->session, &statement, NULL, NULL, &request);
    assert_int_equal(request.rows.rows[0].cells[0].integer, 0);
    gq_session_end(fixture->session);
}

struct failing {
    struct fixture *fixture;
    struct gq_arena *arena;
    bool is_ok;
};

static void
close_session(void *arg)
{
    gq_session_close(arg);
}

/* Opens a session and reads; the arena closes it. */
static void
read_once(void *arg)
{
    struct failing *failing = arg;
    struct fixture *fixture = failing->fixture;
    const struct gq_statement statement = statement_of("SELECT idx FROM gq_keys(1)", 1);
    struct gq_fetch_request request = { .statement = &statement, .on_row = stop_at_two };
    struct gq_session *session;
    struct gq_store_error error;
    struct gq_errors errs;

    gq_errors_init(&errs, failing->arena, NULL, 20);
    session = gq_session_open(fixture->store, &errs);
    if (!session)
        return;
    gq_arena_defer(failing->arena, close_session, session);
    if (gq_session_begin(session, failing->arena, INT64_MAX, &error)) {
        gq_session_submit(session, &request, 1, ignore, NULL);
        failing->is_ok = request.is_ok;
        gq_session_end(session);
    }
}

static void
test_failing_memory_is_an_error(void **state)
{
    struct failing failing = { .fixture = *state };
    int failures = 0;

    for (int64_t n = 0; !failing.is_ok; n++) {
        enum gq_guard_outcome outcome;

        failing.arena = gq_arena_new(1 << 20);
        gq_alloc_fail_after(n);
        outcome = gq_guard(failing.arena, read_once, &failing);
        failures += gq_alloc_has_failed();
        assert_true(outcome == GQ_GUARD_DONE || gq_alloc_has_failed());
        gq_alloc_fail_after(-1);
        gq_arena_free(failing.arena);
        assert_true(n < 1000);
    }
    assert_true(failures >= 4); /* the session, the table function, its cursor, the statement */
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int
main(void)
{
    struct CMUnitTest tests[32] = {
        WITH_FIXTURE(test_transaction_is_one_snapshot),
        WITH_FIXTURE(test_one_statement_is_its_own_transaction),
        WITH_FIXTURE(test_end_of_the_arena_ends_the_transaction),
        WITH_FIXTURE(test_past_deadline_is_a_timeout),
        WITH_FIXTURE(test_endless_statement_stops_at_the_deadline),
        WITH_FIXTURE(test_callback_stops_a_statement),
        WITH_FIXTURE(test_session_survives_an_unwinding_callback),
        WITH_FIXTURE(test_statement_cache_is_bounded),
        WITH_FIXTURE(test_every_kind_of_cell_comes_back),
        WITH_FIXTURE(test_lists_cannot_be_forged),
        WITH_FIXTURE(test_failing_memory_is_an_error),
    };
    size_t count = 10;

    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    return _cmocka_run_group_tests("session", tests, count, NULL, NULL);
}
