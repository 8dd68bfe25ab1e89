/* CREATE statements of the model, and what an existing database must look like. */
#include "base/arena.h"
#include "fixture.h"
#include "language/ast.h"
#include "unit.h"

static const char *const wanted_statements[] = {
    "CREATE TABLE \"users\" (\n"
    "  \"id\" INTEGER NOT NULL PRIMARY KEY,\n"
    "  \"name\" TEXT NOT NULL DEFAULT 'it''s',\n"
    "  \"email\" TEXT,\n"
    "  \"age\" INTEGER\n"
    ") STRICT",
    "CREATE TABLE \"posts\" (\n"
    "  \"id\" INTEGER NOT NULL PRIMARY KEY,\n"
    "  \"author_id\" INTEGER REFERENCES \"users\" (\"id\") ON DELETE CASCADE,\n"
    "  \"title\" TEXT NOT NULL,\n"
    "  \"a\" INTEGER,\n"
    "  \"b\" INTEGER,\n"
    "  \"c\" TEXT,\n"
    "  \"d\" REAL NOT NULL DEFAULT 0.5,\n"
    "  \"is_done\" INTEGER NOT NULL DEFAULT 0,\n"
    "  \"status\" TEXT NOT NULL DEFAULT 'DRAFT',\n"
    "  CONSTRAINT \"posts_is_done_boolean\" CHECK (\"is_done\" IN (0, 1)),\n"
    "  CONSTRAINT \"posts_status_enum\" CHECK (\"status\" IN ('DRAFT', 'LIVE'))\n"
    ") STRICT",
    "CREATE INDEX \"users_age_idx\" ON \"users\" (\"age\")",
    "CREATE UNIQUE INDEX \"users_email_key\" ON \"users\" (\"email\")",
    "CREATE UNIQUE INDEX \"posts_author_id_title_key\" ON \"posts\" (\"author_id\", \"title\")",
    "CREATE INDEX \"posts_a_idx\" ON \"posts\" (\"a\", \"b\")",
    "CREATE INDEX \"posts_d_idx\" ON \"posts\" (\"d\")",
};

static int
open_fixture(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture);
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
plan(struct fixture *fixture, struct gq_str **ret_statements, uint32_t *ret_count)
{
    assert_true(gq_store_plan_tables(
            fixture->store, &model, fixture->arena, ret_statements, ret_count, &fixture->errs));
}

static void
test_empty_database_gets_everything(void **state)
{
    struct fixture *fixture = *state;
    struct gq_str *statements;
    uint32_t count;

    assert_true(fixture_execute(fixture, "DROP TABLE posts; DROP TABLE users"));
    plan(fixture, &statements, &count);
    assert_int_equal(count, sizeof(wanted_statements) / sizeof(wanted_statements[0]));
    for (uint32_t i = 0; i < count; i++)
        assert_str_equal(statements[i], gq_str_of(wanted_statements[i]));
    assert_true(gq_store_create_tables(fixture->store, &model, &fixture->errs));
    plan(fixture, &statements, &count);
    assert_int_equal(count, 0);
}

static void
test_missing_index_is_created(void **state)
{
    struct fixture *fixture = *state;
    struct gq_str *statements;
    uint32_t count;

    assert_true(fixture_execute(fixture, "DROP INDEX posts_a_idx"));
    plan(fixture, &statements, &count);
    assert_int_equal(count, 1);
    assert_str_equal(statements[0], gq_str_of(wanted_statements[5]));
}

static void
test_defaults_hold(void **state)
{
    struct fixture *fixture = *state;
    static const struct gq_fetch_column columns[] = { { 0, POST(D), NULL },
        { 0, POST(STATUS), NULL }, { 0, POST(DONE), NULL } };
    const struct gq_fetch fetch = { FETCH_OF(&posts), .columns = columns, .column_count = 3 };
    struct fixture_request request;

    assert_true(fixture_execute(fixture, "INSERT INTO posts (title) VALUES ('t')"));
    fixture_fetch(fixture, &fetch, NULL, NULL, &request);
    assert_true(request.rows.rows[0].cells[0].real == 0.5);
    assert_str_equal(gq_cell_str(&request.rows.rows[0].cells[1]), GQ_STR("DRAFT"));
    assert_int_equal(request.rows.rows[0].cells[2].integer, 0);
}

static void
test_default_may_hold_a_nul(void **state)
{
    static const struct gq_literal literal = { .kind = GQ_LITERAL_STRING,
        .text = GQ_STR_INIT("a\0b") };
    struct gq_column columns[] = { { .name = GQ_STR_INIT("id"), .type = GQ_COLUMN_ID },
        { .name = GQ_STR_INIT("x"),
                .index = 1,
                .type = GQ_COLUMN_STRING,
                .default_literal = &literal } };
    struct gq_table table = { .name = GQ_STR_INIT("odd"), .columns = columns, .column_count = 2 };
    struct gq_table *tables[] = { &table };
    const struct gq_model odd = { .tables = tables, .table_count = 1 };
    const struct gq_fetch_column fetched[] = { { 0, &columns[1], NULL } };
    const struct gq_fetch fetch = { FETCH_OF(&table), .columns = fetched, .column_count = 1 };
    struct fixture *fixture = *state;
    struct fixture_request request;

    assert_true(gq_store_create_tables(fixture->store, &odd, &fixture->errs));
    assert_true(fixture_execute(fixture, "INSERT INTO odd DEFAULT VALUES"));
    fixture_fetch(fixture, &fetch, NULL, NULL, &request);
    assert_str_equal(gq_cell_str(&request.rows.rows[0].cells[0]), literal.text);
}

#define USERS_ARE "DROP TABLE posts; DROP TABLE users; CREATE TABLE users "

static const struct differ_case {
    const char *name, *sql, *message;
} differ_cases[] = {
    { "a column too many", "ALTER TABLE users ADD COLUMN extra TEXT",
            "Table \"users\" of the database does not fit the schema: column \"extra\" is not in"
            " the schema." },
    { "a column too few", "ALTER TABLE posts DROP COLUMN c",
            "Table \"posts\" of the database does not fit the schema: column \"c\" is missing." },
    { "another type",
            USERS_ARE "(id INTEGER PRIMARY KEY, name ANY NOT NULL, email TEXT,"
                      " age INTEGER) STRICT",
            "Table \"users\" of the database does not fit the schema: column \"name\" has type ANY"
            " where TEXT is needed." },
    { "NULL where none may be",
            USERS_ARE "(id INTEGER PRIMARY KEY, name TEXT, email TEXT,"
                      " age INTEGER) STRICT",
            "Table \"users\" of the database does not fit the schema: column \"name\" is not NOT"
            " NULL." },
    { "no NULL where one may be",
            USERS_ARE "(id INTEGER PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL,"
                      " age INTEGER) STRICT",
            "Table \"users\" of the database does not fit the schema: column \"email\" is NOT"
            " NULL." },
    { "another primary key",
            USERS_ARE "(id INTEGER NOT NULL, name TEXT NOT NULL, email TEXT, age INTEGER) STRICT",
            "Table \"users\" of the database does not fit the schema: column \"id\" is not the"
            " primary key." },
};

static void
test_differ(void **state)
{
    const struct differ_case *c = *state;
    struct fixture fixture;

    fixture_open(&fixture);
    assert_true(fixture_execute(&fixture, c->sql));
    assert_false(gq_store_create_tables(fixture.store, &model, &fixture.errs));
    assert_int_equal(fixture.errs.count, 1);
    assert_int_equal(fixture.errs.first->code, GQ_E_SCHEMA_INVALID);
    assert_str_equal(fixture.errs.first->message, gq_str_of(c->message));
    fixture_close(&fixture);
}

#define WITH_FIXTURE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int
main(void)
{
    struct CMUnitTest tests[32] = {
        WITH_FIXTURE(test_empty_database_gets_everything),
        WITH_FIXTURE(test_missing_index_is_created),
        WITH_FIXTURE(test_defaults_hold),
        WITH_FIXTURE(test_default_may_hold_a_nul),
    };
    size_t count = 4;

    GQ_UNIT_CASES(tests, count, differ_cases, test_differ);
    return _cmocka_run_group_tests("tables", tests, count, NULL, NULL);
}
