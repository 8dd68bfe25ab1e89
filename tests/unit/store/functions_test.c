/* SQL functions of our own, as SQL sees them. */
#include "fixture.h"
#include "store/sqlite/session.h"
#include "unit.h"

static struct fixture fixture;

static const struct function_case {
    const char *name, *sql, *result; /* quoted by SQL's quote() */
} function_cases[] = {
    { "like", "gq_like('abc', 'a%')", "1" },
    { "like respects case", "gq_like('abc', 'A%')", "0" },
    { "ilike does not",
            "gq_ilike('\xC3\xA4"
            "bc', '\xC3\x84%')",
            "1" },
    { "ends with", "gq_ends_with('abc', 'bc')", "1" },
    { "ends with something longer than itself", "gq_ends_with('bc', 'abc')", "0" },
    { "every text ends with nothing", "gq_ends_with('', '')", "1" },
    { "a NULL text is unknown", "gq_like(NULL, 'a')", "NULL" },
    { "a NULL pattern is unknown", "gq_ends_with('a', NULL)", "NULL" },
    { "the end of a prefix has its last letter raised", "gq_prefix_end('ab')", "'ac'" },
    { "past the letters of one byte", "hex(gq_prefix_end(char(127)))", "'C280'" },
    { "past the surrogates", "hex(gq_prefix_end(char(0xD7FF)))", "'EE8080'" },
    { "the greatest letter has no successor", "gq_prefix_end('a' || char(0x10FFFF))", "'b'" },
    { "behind it comes what is greater than any text", "gq_prefix_end(char(0x10FFFF))", "X''" },
    { "so it is behind nothing at all", "gq_prefix_end('')", "X''" },
    { "any text is less", "'z' < gq_prefix_end('')", "1" },
    { "the end of an unknown prefix is unknown", "gq_prefix_end(NULL)", "NULL" },
};

static void
test_function(void **state)
{
    const struct function_case *c = *state;
    sqlite3_stmt *stmt;
    char sql[128];

    sqlite3_snprintf(sizeof(sql), sql, "SELECT quote(%s)", c->sql);
    assert_int_equal(sqlite3_prepare_v2(fixture.session->db, sql, -1, &stmt, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
    assert_string_equal((const char *)sqlite3_column_text(stmt, 0), c->result);
    sqlite3_finalize(stmt);
}

/* A view of a hostile file must not reach them. */
static void
test_views_cannot_use_them(void **state)
{
    sqlite3_stmt *stmt;

    (void)state;
    assert_true(fixture_execute(&fixture, "CREATE VIEW v AS SELECT gq_like('a', 'a')"));
    assert_int_not_equal(
            sqlite3_prepare_v2(fixture.session->db, "SELECT * FROM v", -1, &stmt, NULL), SQLITE_OK);
    assert_non_null(strstr(sqlite3_errmsg(fixture.session->db), "unsafe use of gq_like"));
}

static int
open_fixture(void **state)
{
    (void)state;
    fixture_open(&fixture);
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
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_views_cannot_use_them) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, function_cases, test_function);
    return _cmocka_run_group_tests("functions", tests, count, open_fixture, close_fixture);
}
