/* What SQLite refuses, in our terms: code, table, columns, constraint. */
#include "base/map.h"
#include "fixture.h"
#include "unit.h"

#include <stdio.h>

static struct fixture fixture;

static const struct error_case {
    const char *name, *sql;
    enum gq_code code;
    const char *table, *columns, *constraint; /* NULL: not told */
} error_cases[] = {
    { "unique column", "INSERT INTO users (name, email) VALUES ('b', 'e')", GQ_E_UNIQUE_VIOLATION,
            "users", "email", "users.email" },
    { "unique key of two columns", "INSERT INTO posts (author_id, title) VALUES (1, 't')",
            GQ_E_UNIQUE_VIOLATION, "posts", "author_id title", "posts_author_id_title_key" },
    { "primary key", "INSERT INTO users (id, name) VALUES (1, 'x')", GQ_E_UNIQUE_VIOLATION, "users",
            "id", "users.id" },
    { "not null", "INSERT INTO users (name) VALUES (NULL)", GQ_E_NOT_NULL_VIOLATION, "users",
            "name", "users.name" },
    { "foreign key of an insert", "INSERT INTO posts (author_id, title) VALUES (99, 'x')",
            GQ_E_FOREIGN_KEY_VIOLATION, NULL, "", "" },
    { "enum", "INSERT INTO posts (title, status) VALUES ('x', 'OTHER')", GQ_E_CHECK_VIOLATION,
            "posts", "status", "posts_status_enum" },
    { "boolean", "INSERT INTO posts (title, is_done) VALUES ('x', 2)", GQ_E_CHECK_VIOLATION,
            "posts", "is_done", "posts_is_done_boolean" },
    { "type of a STRICT table", "INSERT INTO posts (title, a) VALUES ('x', 'y')",
            GQ_E_CHECK_VIOLATION, NULL, "", "" },
    { "primary key that is no integer", "INSERT INTO users (id, name) VALUES ('x', 'y')",
            GQ_E_CHECK_VIOLATION, NULL, "", "" },
    { "missing table", "INSERT INTO nothing DEFAULT VALUES", GQ_E_STORAGE_ERROR, NULL, "", "" },
};

struct attempt {
    const char *sql;
    struct gq_store_error error;
};

static bool
attempt_write(void *context, struct gq_session *session)
{
    struct attempt *attempt = context;
    const struct gq_statement statement = { .sql = gq_str_of(attempt->sql),
        .hash = gq_map_hash(gq_str_of(attempt->sql), 0) };
    uint32_t changes;
    int64_t key;

    return gq_session_write(session, &statement, NULL, &key, &changes, &attempt->error);
}

static void
test_error(void **state)
{
    const struct error_case *c = *state;
    struct attempt attempt = { .sql = c->sql };
    const struct fixture_outcome outcome = fixture_run(&fixture, attempt_write, &attempt);
    char columns[128] = "";
    size_t length = 0;

    assert_int_equal(outcome.outcome, GQ_JOB_ROLLED_BACK);
    assert_false(outcome.has_error);
    assert_int_equal(attempt.error.code, c->code);
    assert_true(attempt.error.detail[0] != '\0');
    for (uint32_t i = 0; i < attempt.error.column_count; i++)
        length += (size_t)snprintf(columns + length, sizeof(columns) - length, "%s%s", i ? " " : "",
                attempt.error.columns[i]->name.bytes);
    assert_string_equal(columns, c->columns);
    assert_string_equal(attempt.error.constraint, c->constraint);
    if (c->table)
        assert_str_equal(attempt.error.table->name, gq_str_of(c->table));
    else
        assert_null(attempt.error.table);
}

static int
open_fixture(void **state)
{
    (void)state;
    fixture_open(&fixture);
    assert_true(fixture_execute(&fixture, "INSERT INTO users (name, email) VALUES ('a', 'e')"));
    assert_true(fixture_execute(&fixture, "INSERT INTO posts (author_id, title) VALUES (1, 't')"));
    return 0;
}

static int
close_fixture(void **state)
{
    (void)state;
    fixture_close(&fixture);
    return 0;
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, error_cases, test_error);
    return _cmocka_run_group_tests("error", tests, count, open_fixture, close_fixture);
}
