/* The text of every statement shape. */
#include "base/arena.h"
#include "fixture.h"
#include "unit.h"

#include <stdio.h>

static const struct gq_fetch_column id_title[] = { { 0, POST(ID), NULL },
    { 0, POST(TITLE), NULL } };
static const struct gq_fetch_column user_name[] = { { 0, USER(NAME), NULL } };
static const struct gq_fetch_column with_author[] = { { 0, POST(ID), NULL },
    { 1, USER(NAME), NULL } };
static const struct gq_fetch_join author_join[] = { { 0, POST(AUTHOR), &users } };
static const struct gq_order by_id[] = { { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_a_down[] = { { POST(A), true, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(ID), true, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_d[] = { { POST(D), false, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_a_nulls_last[] = { { POST(A), false, GQ_NULLS_LAST, 0, NULL },
    { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_d_a_id[] = { { POST(D), true, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(A), false, GQ_NULLS_DEFAULT, 0, NULL }, { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };

static const struct gq_order by_author[] = {
    { .column = USER(NAME), .is_descending = true, .source = 1 },
    { .column = POST(AUTHOR), .source = 1, .counted = &posts },
    { .column = POST(ID) },
};
static const struct gq_fetch_column id_count[] = { { 0, POST(ID), NULL },
    { 1, POST(AUTHOR), &posts } };

static const struct gq_condition a_is_null = { .kind = GQ_CONDITION_IS_NULL, .column = POST(A) };
static const struct gq_condition title_eq = {
    .kind = GQ_CONDITION_COMPARE, .column = POST(TITLE), .slot = 7
};
static const struct gq_condition a_gte = { .kind = GQ_CONDITION_COMPARE,
    .comparison = GQ_COMPARE_GTE,
    .column = POST(A),
    .slot = 5,
    .next = &title_eq };
static const struct gq_condition a_or_title = { .kind = GQ_CONDITION_OR, .children = &a_gte };
static const struct gq_condition a_and_title = { .kind = GQ_CONDITION_AND, .children = &a_gte };
static const struct gq_condition not_either = { .kind = GQ_CONDITION_NOT, .children = &a_or_title };
static const struct gq_condition in_list = {
    .kind = GQ_CONDITION_IN, .column = POST(A), .slot = 3
};
static const struct gq_condition not_in_list = {
    .kind = GQ_CONDITION_NOT_IN, .column = POST(A), .slot = 3
};
static const struct gq_condition title_not_in_list = {
    .kind = GQ_CONDITION_NOT_IN, .column = POST(TITLE), .slot = 3
};
static const struct gq_condition not_in = { .kind = GQ_CONDITION_NOT, .children = &in_list };
static const struct gq_condition no_and = { .kind = GQ_CONDITION_AND };
static const struct gq_condition no_or = { .kind = GQ_CONDITION_OR };
static const struct gq_condition name_eq = {
    .kind = GQ_CONDITION_COMPARE, .column = USER(NAME), .slot = 2
};
static const struct gq_condition author_named = {
    .kind = GQ_CONDITION_RELATED, .column = POST(AUTHOR), .target = &users, .children = &name_eq
};
static const struct gq_condition author_not_named = { .kind = GQ_CONDITION_NOT,
    .children = &author_named };

static const struct fetch_case {
    const char *name;
    struct gq_fetch fetch;
    const char *sql;
    const char *slots; /* `3 5L`: by parameter, L for a list */
} fetch_cases[] = {
    { "root list",
            { FETCH(&posts, NONE, NONE, 4, NONE), .columns = id_title, .column_count = 2,
                    .orders = by_id, .order_count = 1 },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 ORDER BY t0.\"id\" LIMIT ?1", "4" },
    { "root list with a join, a condition, an order and a page",
            { FETCH(&posts, NONE, NONE, 1, 2), .columns = with_author, .column_count = 2,
                    .joins = author_join, .join_count = 1, .where = &a_and_title,
                    .orders = by_a_down, .order_count = 2 },
            "SELECT t0.\"id\", t1.\"name\" FROM \"posts\" t0"
            " LEFT JOIN \"users\" t1 ON t1.\"id\" = t0.\"author_id\""
            " WHERE t0.\"a\" >= ?1 AND t0.\"title\" = ?2"
            " ORDER BY t0.\"a\" DESC, t0.\"id\" DESC LIMIT ?3 OFFSET ?4",
            "5 7 1 2" },
    { "an offset alone",
            { FETCH(&posts, NONE, NONE, NONE, 4), .columns = id_title, .column_count = 2,
                    .orders = by_id, .order_count = 1 },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 ORDER BY t0.\"id\""
            " LIMIT -1 OFFSET ?1",
            "4" },
    { "root count",
            { FETCH(&posts, NONE, NONE, 3, NONE), .kind = GQ_FETCH_COUNT, .where = &a_is_null },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE t0.\"a\" IS NULL", "" },
    { "single rows by key",
            { FETCH_OF(&users), .columns = user_name, .column_count = 1, .attach = USER(ID) },
            "SELECT k.idx, t0.\"name\" FROM gq_keys(?1) k"
            " CROSS JOIN \"users\" t0 ON t0.\"id\" = k.k1 ORDER BY k.idx",
            "" },
    { "single rows by key under a condition",
            { FETCH_OF(&users), .columns = user_name, .column_count = 1, .attach = USER(ID),
                    .where = &name_eq },
            "SELECT k.idx, t0.\"name\" FROM gq_keys(?2) k"
            " CROSS JOIN \"users\" t0 ON t0.\"id\" = k.k1 WHERE t0.\"name\" = ?1 ORDER BY k.idx",
            "2" },
    { "lists per parent with a page",
            { FETCH(&posts, NONE, NONE, 1, 2), .columns = with_author, .column_count = 2,
                    .joins = author_join, .join_count = 1, .attach = POST(AUTHOR),
                    .where = &a_or_title, .orders = by_a_down, .order_count = 2 },
            "SELECT k.idx, t0.\"id\", t1.\"name\" FROM gq_keys(?5) k CROSS JOIN \"posts\" t0"
            " ON t0.\"id\" IN (SELECT p.\"id\" FROM \"posts\" p WHERE p.\"author_id\" = k.k1"
            " AND (p.\"a\" >= ?1 OR p.\"title\" = ?2) ORDER BY p.\"a\" DESC, p.\"id\" DESC"
            " LIMIT ?3 OFFSET ?4)"
            " LEFT JOIN \"users\" t1 ON t1.\"id\" = t0.\"author_id\""
            " ORDER BY k.idx, t0.\"a\" DESC, t0.\"id\" DESC",
            "5 7 1 2" },
    { "lists per parent without a page",
            { FETCH_OF(&posts), .columns = id_title, .column_count = 2, .attach = POST(AUTHOR),
                    .where = &a_is_null, .orders = by_id, .order_count = 1 },
            "SELECT k.idx, t0.\"id\", t0.\"title\" FROM gq_keys(?1) k CROSS JOIN \"posts\" t0"
            " ON t0.\"author_id\" = k.k1 WHERE t0.\"a\" IS NULL ORDER BY k.idx, t0.\"id\"",
            "" },
    { "counts per parent",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .attach = POST(AUTHOR), .where = &in_list },
            "SELECT k.idx, (SELECT COUNT(*) FROM \"posts\" p WHERE p.\"author_id\" = k.k1"
            " AND p.\"a\" IN (SELECT k1 FROM gq_keys(?1))) FROM gq_keys(?2) k ORDER BY k.idx",
            "3L" },
    { "a negated disjunction", { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &not_either },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE NOT (t0.\"a\" >= ?1 OR t0.\"title\" = ?2)",
            "5 7" },
    { "no conditions at all are true",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &no_and },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE 1", "" },
    { "no alternatives are false", { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &no_or },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE 0", "" },
    { "NULL is not outside an empty list",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &not_in_list },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE"
            " (t0.\"a\" NOT IN (SELECT k1 FROM gq_keys(?1)) AND t0.\"a\" = t0.\"a\")",
            "3L" },
    { "not in, for a column without NULLs",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &title_not_in_list },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE"
            " t0.\"title\" NOT IN (SELECT k1 FROM gq_keys(?1))",
            "3L" },
    { "a negated membership", { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &not_in },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE"
            " NOT ((t0.\"a\" IN (SELECT k1 FROM gq_keys(?1)) OR t0.\"a\" <> t0.\"a\"))",
            "3L" },
    { "a condition on the related row",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &author_named },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE t0.\"author_id\" IN"
            " (SELECT r1.\"id\" FROM \"users\" r1 WHERE r1.\"name\" = ?1)",
            "2" },
    { "a negated condition on the related row",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &author_not_named },
            "SELECT COUNT(*) FROM \"posts\" t0 WHERE NOT ((SELECT r1.\"name\" = ?1"
            " FROM \"users\" r1 WHERE r1.\"id\" = t0.\"author_id\"))",
            "2" },
    { "an order by a joined column and a count, which a row has as well",
            { FETCH(&posts, NONE, NONE, 1, NONE), .columns = id_count, .column_count = 2,
                    .joins = author_join, .join_count = 1, .order_join_count = 1,
                    .orders = by_author, .order_count = 3 },
            "SELECT t0.\"id\", (SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = t1.\"id\")"
            " FROM \"posts\" t0 LEFT JOIN \"users\" t1 ON t1.\"id\" = t0.\"author_id\""
            " ORDER BY t1.\"name\" DESC,"
            " (SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = t1.\"id\"), t0.\"id\""
            " LIMIT ?1",
            "1" },
    { "such an order chooses the page of each parent",
            { FETCH(&posts, NONE, NONE, 1, NONE), .columns = id_title, .column_count = 1,
                    .attach = POST(AUTHOR), .joins = author_join, .join_count = 1,
                    .order_join_count = 1, .orders = by_author, .order_count = 3 },
            "SELECT k.idx, t0.\"id\" FROM gq_keys(?2) k CROSS JOIN \"posts\" t0"
            " ON t0.\"id\" IN (SELECT p.\"id\" FROM \"posts\" p"
            " LEFT JOIN \"users\" p1 ON p1.\"id\" = p.\"author_id\" WHERE p.\"author_id\" = k.k1"
            " ORDER BY p1.\"name\" DESC,"
            " (SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = p1.\"id\"), p.\"id\""
            " LIMIT ?1) LEFT JOIN \"users\" t1 ON t1.\"id\" = t0.\"author_id\""
            " ORDER BY k.idx, t1.\"name\" DESC,"
            " (SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = t1.\"id\"), t0.\"id\"",
            "1" },
    { "an absent row is NULL, and behind in a falling order; a count never is",
            { FETCH(&posts, 4, NONE, 0, NONE), .columns = id_title, .column_count = 1,
                    .joins = author_join, .join_count = 1, .order_join_count = 1,
                    .orders = by_author, .order_count = 3 },
            "SELECT t0.\"id\" FROM \"posts\" t0"
            " LEFT JOIN \"users\" t1 ON t1.\"id\" = t0.\"author_id\" WHERE (t1.\"name\" < ?1"
            " OR t1.\"name\" IS NULL OR t1.\"name\" = ?1 AND"
            " (SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = t1.\"id\") >= ?2 AND"
            " ((SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = t1.\"id\") > ?2 OR"
            " t0.\"id\" > ?3)) ORDER BY t1.\"name\" DESC,"
            " (SELECT COUNT(*) FROM \"posts\" c WHERE c.\"author_id\" = t1.\"id\"), t0.\"id\""
            " LIMIT ?4",
            "4 5 6 0" },
    { "after the primary key",
            { FETCH(&posts, 4, NONE, 0, NONE), .columns = id_title, .column_count = 2,
                    .orders = by_id, .order_count = 1 },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 WHERE t0.\"id\" > ?1"
            " ORDER BY t0.\"id\" LIMIT ?2",
            "4 0" },
    { "before, from the end",
            { FETCH(&posts, NONE, 4, 0, NONE), .columns = id_title, .column_count = 2,
                    .orders = by_d, .order_count = 2, .is_reversed = true },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 WHERE t0.\"d\" <= ?1 AND"
            " (t0.\"d\" < ?1 OR t0.\"id\" < ?2) ORDER BY t0.\"d\" DESC, t0.\"id\" DESC LIMIT ?3",
            "4 5 0" },
    { "after, with NULLs behind",
            { FETCH(&posts, 4, NONE, NONE, NONE), .columns = id_title, .column_count = 2,
                    .orders = by_a_nulls_last, .order_count = 2 },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 WHERE (t0.\"a\" > ?1 OR"
            " t0.\"a\" IS NULL OR t0.\"a\" = ?1 AND t0.\"id\" > ?2)"
            " ORDER BY t0.\"a\" NULLS LAST, t0.\"id\"",
            "4 5" },
    { "after a NULL, with NULLs behind",
            { FETCH(&posts, 4, NONE, NONE, NONE), .columns = id_title, .column_count = 2,
                    .orders = by_a_nulls_last, .order_count = 2, .after.null_bits = 1 },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 WHERE t0.\"a\" IS NULL AND"
            " t0.\"id\" > ?1 ORDER BY t0.\"a\" NULLS LAST, t0.\"id\"",
            "5" },
    { "after a NULL, with NULLs in front",
            { FETCH(&posts, 4, NONE, NONE, NONE), .columns = id_title, .column_count = 2,
                    .orders = by_d_a_id, .order_count = 3, .after.null_bits = 2 },
            "SELECT t0.\"id\", t0.\"title\" FROM \"posts\" t0 WHERE t0.\"d\" <= ?1 AND"
            " (t0.\"d\" < ?1 OR (t0.\"a\" IS NOT NULL OR t0.\"id\" > ?2))"
            " ORDER BY t0.\"d\" DESC, t0.\"a\", t0.\"id\"",
            "4 6" },
    { "a page after a bound with NULLs behind has two parts",
            { FETCH(&posts, 4, NONE, 0, NONE), .columns = id_title, .column_count = 1,
                    .where = &title_eq, .orders = by_a_nulls_last, .order_count = 2 },
            "SELECT t0.\"id\" FROM \"posts\" t0 WHERE t0.\"id\" IN (SELECT k1 FROM"
            " (SELECT p.\"id\" AS k1 FROM \"posts\" p WHERE p.\"title\" = ?1 AND p.\"a\" >= ?2"
            " AND (p.\"a\" > ?2 OR p.\"id\" > ?3) ORDER BY p.\"a\" NULLS LAST, p.\"id\""
            " LIMIT ?4) UNION ALL SELECT k1 FROM (SELECT p.\"id\" AS k1 FROM \"posts\" p"
            " WHERE p.\"title\" = ?5 AND p.\"a\" IS NULL ORDER BY p.\"a\" NULLS LAST, p.\"id\""
            " LIMIT ?6)) ORDER BY t0.\"a\" NULLS LAST, t0.\"id\" LIMIT ?7",
            "7 4 5 0 7 0 0" },
    { "a page that ends at such a bound has one",
            { FETCH(&posts, 4, NONE, 0, NONE), .columns = id_title, .column_count = 1,
                    .orders = by_a_nulls_last, .order_count = 2, .is_reversed = true },
            "SELECT t0.\"id\" FROM \"posts\" t0 WHERE (t0.\"a\" > ?1 OR t0.\"a\" IS NULL OR"
            " t0.\"a\" = ?1 AND t0.\"id\" > ?2) ORDER BY t0.\"a\" DESC NULLS FIRST,"
            " t0.\"id\" DESC LIMIT ?3",
            "4 5 0" },
};

static void
assert_statement(const struct gq_statement *statement, const char *sql, const char *slots)
{
    char got[64] = "";
    size_t length = 0;

    for (uint32_t i = 0; i < statement->slot_count; i++)
        length += (size_t)snprintf(got + length, sizeof(got) - length, "%s%u%s", i ? " " : "",
                statement->slots[i], statement->lists[i] ? "L" : "");
    assert_str_equal(statement->sql, gq_str_of(sql));
    assert_string_equal(got, slots);
}

static void
test_fetch(void **state)
{
    const struct fetch_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);
    const struct gq_statement *statement = gq_store_compile_fetch(arena, &c->fetch);

    assert_statement(statement, c->sql, c->slots);
    assert_int_equal(statement->has_keys, c->fetch.attach != NULL);
    assert_int_equal(
            statement->column_count, c->fetch.kind == GQ_FETCH_COUNT ? 1 : c->fetch.column_count);
    gq_arena_free(arena);
}

static const struct gq_assignment name_email[] = { { USER(NAME), 3 }, { USER(EMAIL), 1 } };
static const struct gq_assignment name_and_more[] = { { USER(NAME), 3 },
    { USER(AGE), GQ_SLOT_NONE } };

static const struct write_case {
    const char *name;
    struct gq_write write;
    const char *sql, *slots;
} write_cases[] = {
    { "insert", { GQ_WRITE_INSERT, &users, name_email, 2, GQ_SLOT_NONE, NULL },
            "INSERT INTO \"users\" (\"name\", \"email\") VALUES (?1, ?2)", "3 1" },
    { "insert of defaults", { GQ_WRITE_INSERT, &users, NULL, 0, GQ_SLOT_NONE, NULL },
            "INSERT INTO \"users\" DEFAULT VALUES", "" },
    { "update with an increment", { GQ_WRITE_UPDATE, &users, name_and_more, 2, 9, NULL },
            "UPDATE \"users\" AS t0 SET \"name\" = ?1, \"age\" = \"age\" + 1"
            " WHERE t0.\"id\" = ?2",
            "3 9" },
    { "update of nothing", { GQ_WRITE_UPDATE, &users, NULL, 0, 9, &name_eq },
            "UPDATE \"users\" AS t0 SET \"id\" = \"id\" WHERE t0.\"id\" = ?1"
            " AND t0.\"name\" = ?2",
            "9 2" },
    { "delete", { GQ_WRITE_DELETE, &users, NULL, 0, 4, NULL },
            "DELETE FROM \"users\" AS t0 WHERE t0.\"id\" = ?1", "4" },
};

static void
test_write(void **state)
{
    const struct write_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);

    assert_statement(gq_store_compile_write(arena, &c->write), c->sql, c->slots);
    gq_arena_free(arena);
}

static void
test_names_are_quoted(void **state)
{
    struct gq_column column = { .name = GQ_STR_INIT("a\"; DROP TABLE x; --") };
    const struct gq_table table = {
        .name = GQ_STR_INIT("t\"\""), .columns = &column, .column_count = 1
    };
    const struct gq_fetch_column columns[] = { { 0, &column, NULL } };
    const struct gq_fetch fetch = { FETCH_OF(&table), .columns = columns, .column_count = 1 };
    struct gq_arena *arena = gq_arena_new(1 << 20);

    (void)state;
    assert_str_equal(gq_store_compile_fetch(arena, &fetch)->sql,
            GQ_STR("SELECT t0.\"a\"\"; DROP TABLE x; --\" FROM \"t\"\"\"\"\" t0"));
    gq_arena_free(arena);
}

static void
test_hash_is_that_of_the_text(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    const struct gq_statement *first = gq_store_compile_fetch(arena, &fetch_cases[0].fetch);

    (void)state;
    assert_true(first->hash == gq_store_compile_fetch(arena, &fetch_cases[0].fetch)->hash);
    assert_true(first->hash != gq_store_compile_fetch(arena, &fetch_cases[1].fetch)->hash);
    gq_arena_free(arena);
}

/* More members than SQLite's parser may nest. */
static void
test_long_chain_is_balanced(void **state)
{
    static struct gq_condition chain[3000];
    const struct gq_condition either = { .kind = GQ_CONDITION_OR, .children = chain };
    const struct gq_fetch fetch = { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &either };
    struct gq_parameter parameters[3000];
    struct fixture_request request;
    struct gq_cell cell = TEXT("x");
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    for (uint32_t i = 0; i < 3000; i++) {
        chain[i] = (struct gq_condition){ .kind = GQ_CONDITION_COMPARE,
            .column = POST(TITLE),
            .slot = i,
            .next = i + 1 < 3000 ? &chain[i + 1] : NULL };
        parameters[i] = PARAMETER(&cell);
    }
    fixture_fetch(&fixture, &fetch, parameters, NULL, &request);
    assert_true(request.request.is_ok);
    fixture_close(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_names_are_quoted),
        cmocka_unit_test(test_hash_is_that_of_the_text),
        cmocka_unit_test(test_long_chain_is_balanced),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, fetch_cases, test_fetch);
    GQ_UNIT_CASES(tests, count, write_cases, test_write);
    return _cmocka_run_group_tests("sql", tests, count, NULL, NULL);
}
