/*
 * How SQLite goes about the shapes: none that has keys or a bound on an index may read a whole
 * table, and the keys drive.
 */
#include "base/arena.h"
#include "fixture.h"
#include "store/sqlite/session.h"
#include "unit.h"

#include <stdio.h>

static const struct gq_fetch_column c_name[] = { { 0, POST(C), NULL }, { 1, USER(NAME), NULL } };
static const struct gq_fetch_column user_name[] = { { 0, USER(NAME), NULL } };
static const struct gq_fetch_join author_join[] = { { 0, POST(AUTHOR), &users } };
static const struct gq_order by_id[] = { { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_id_down[] = { { POST(ID), true, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_a_b[] = { { POST(A), false, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(B), false, GQ_NULLS_DEFAULT, 0, NULL }, { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_d[] = { { POST(D), false, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_d_down[] = { { POST(D), true, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(ID), true, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_condition b_gt = {
    .kind = GQ_CONDITION_COMPARE, .comparison = GQ_COMPARE_GT, .column = POST(B), .slot = 0
};
static const struct gq_condition id_in = { .kind = GQ_CONDITION_IN, .column = POST(ID) };
static const struct gq_condition age_eq = { .kind = GQ_CONDITION_COMPARE, .column = USER(AGE) };
static const struct gq_condition author_aged = {
    .kind = GQ_CONDITION_RELATED, .column = POST(AUTHOR), .target = &users, .children = &age_eq
};

static const struct gq_condition title_starts = {
    .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_STARTS_WITH, .column = POST(TITLE)
};
static const struct gq_condition author_eq = {
    .kind = GQ_CONDITION_COMPARE, .column = POST(AUTHOR), .slot = 1, .next = &title_starts
};
static const struct gq_condition titles_of_author = { .kind = GQ_CONDITION_AND,
    .children = &author_eq };
static const struct gq_condition b_eq = { .kind = GQ_CONDITION_COMPARE, .column = POST(B) };
static const struct gq_condition a_eq = { .kind = GQ_CONDITION_COMPARE, .column = POST(A) };
static const struct gq_condition some_post = {
    .kind = GQ_CONDITION_SOME, .column = POST(AUTHOR), .target = &posts, .children = &b_eq
};
static const struct gq_condition some_post_by_index = {
    .kind = GQ_CONDITION_SOME, .column = POST(AUTHOR), .target = &posts, .children = &a_eq
};
static const struct gq_condition no_post = {
    .kind = GQ_CONDITION_NONE, .column = POST(AUTHOR), .target = &posts, .children = &b_eq
};
static const struct gq_order by_author[] = { { .column = USER(NAME), .source = 1 },
    { .column = POST(ID) } };
static const struct gq_order by_post_count[] = {
    { .column = POST(AUTHOR), .source = 1, .counted = &posts }, { .column = POST(ID) }
};

static const struct gq_order by_a_down[] = { { POST(A), true, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(ID), true, GQ_NULLS_DEFAULT, 0, NULL } };
static const struct gq_order by_a[] = { { POST(A), false, GQ_NULLS_DEFAULT, 0, NULL },
    { POST(ID), false, GQ_NULLS_DEFAULT, 0, NULL } };

/* `forbidden` may not occur in the plan, `wanted` must; both may be NULL. */
static const struct access_case {
    const char *name;
    struct gq_fetch fetch;
    const char *wanted, *forbidden;
} access_cases[] = {
    { "a root list by the primary key needs no sorting",
            { FETCH(&posts, NONE, NONE, 0, NONE), .columns = c_name, .column_count = 2,
                    .joins = author_join, .join_count = 1, .orders = by_id_down, .order_count = 1 },
            "SEARCH t1 USING INTEGER PRIMARY KEY", "TEMP B-TREE" },
    { "a root list by an index needs no sorting",
            { FETCH(&posts, NONE, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .orders = by_a_b, .order_count = 3 },
            "USING INDEX posts_a_idx", "TEMP B-TREE" },
    { "single rows: keys drive, rows are sought",
            { FETCH_OF(&users), .columns = user_name, .column_count = 1, .attach = USER(ID) },
            "SCAN k VIRTUAL TABLE INDEX 1:\nSEARCH t0 USING INTEGER PRIMARY KEY (rowid=?)\n",
            "TEMP B-TREE" },
    { "single rows by a unique column",
            { FETCH_OF(&users), .columns = user_name, .column_count = 1, .attach = USER(EMAIL) },
            "SEARCH t0 USING INDEX users_email_key (email=?)", "TEMP B-TREE" },
    { "lists per parent: the foreign key's index is sought for each key",
            { FETCH(&posts, NONE, NONE, 0, NONE), .columns = c_name, .column_count = 2,
                    .joins = author_join, .join_count = 1, .attach = POST(AUTHOR), .orders = by_id,
                    .order_count = 1 },
            "SEARCH p USING COVERING INDEX posts_author_id_title_key (author_id=?)", "SCAN t" },
    { "lists per parent under a condition",
            { FETCH(&posts, NONE, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .attach = POST(AUTHOR), .where = &b_gt, .orders = by_d, .order_count = 2 },
            "SEARCH p USING INDEX posts_author_id_title_key (author_id=?)", "SCAN t" },
    { "lists per parent behind a cursor",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .attach = POST(AUTHOR), .orders = by_d, .order_count = 2 },
            "SEARCH p USING INDEX posts_author_id_title_key (author_id=?)", "SCAN t" },
    { "all of a parent's rows",
            { FETCH_OF(&posts), .columns = c_name, .column_count = 2, .joins = author_join,
                    .join_count = 1, .attach = POST(AUTHOR), .orders = by_id, .order_count = 1 },
            "SEARCH t0 USING INDEX posts_author_id_title_key (author_id=?)", "SCAN t" },
    { "counts per parent", { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .attach = POST(AUTHOR) },
            "SEARCH p USING COVERING INDEX posts_author_id_title_key (author_id=?)", "SCAN p" },
    { "after a cursor by the primary key",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .orders = by_id, .order_count = 1 },
            "SEARCH t0 USING INTEGER PRIMARY KEY (rowid>?)", "TEMP B-TREE" },
    { "after a cursor by an index",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1, .orders = by_d,
                    .order_count = 2 },
            "SEARCH t0 USING INDEX posts_d_idx (d>?)", "TEMP B-TREE" },
    { "after a cursor by a falling index",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .orders = by_d_down, .order_count = 2 },
            "SEARCH t0 USING INDEX posts_d_idx (d<?)", "TEMP B-TREE" },
    { "before a cursor, from the end",
            { FETCH(&posts, NONE, 1, 0, NONE), .columns = c_name, .column_count = 1, .orders = by_d,
                    .order_count = 2, .is_reversed = true },
            "SEARCH t0 USING INDEX posts_d_idx (d<?)", "TEMP B-TREE" },
    { "after a cursor by an index of two columns with NULLs in front",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .orders = by_a_b, .order_count = 3 },
            "SEARCH t0 USING INDEX posts_a_idx (a>?)", "TEMP B-TREE" },
    { "after a cursor by a falling index with NULLs behind",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .orders = by_a_down, .order_count = 2 },
            "posts_a_idx (a<?)", "SCAN p" },
    { "its NULLs are a range of their own",
            { FETCH(&posts, 1, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .orders = by_a_down, .order_count = 2 },
            "posts_a_idx (a=?)", "SCAN t0" },
    { "after a NULL in front: the rest of the NULLs, then the others",
            { FETCH(&posts, 1, NONE, 0, NONE), .after.null_bits = 1, .columns = c_name,
                    .column_count = 1, .orders = by_a, .order_count = 2 },
            "posts_a_idx (a>?)", "SCAN t0" },
    { "a list of keys in a filter",
            { FETCH_OF(&posts), .columns = c_name, .column_count = 1, .where = &id_in,
                    .orders = by_id, .order_count = 1 },
            "SEARCH t0 USING INTEGER PRIMARY KEY (rowid=?)", "SCAN t0" },
    { "a condition on the related row starts from its index",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &author_aged },
            "SEARCH r1 USING COVERING INDEX users_age_idx (age=?)", "SCAN t0" },
    { "the beginning of a text is a range of its index",
            { FETCH_OF(&posts), .kind = GQ_FETCH_COUNT, .where = &titles_of_author },
            "posts_author_id_title_key (author_id=? AND title>? AND title<?)", "SCAN t0" },
    { "some: the rows of each row are sought by the foreign key",
            { FETCH_OF(&users), .kind = GQ_FETCH_COUNT, .where = &some_post },
            "SEARCH r1 USING INDEX posts_author_id_title_key (author_id=?)", "SCAN r1" },
    { "some, by an index: the rows are sought first, then those that have them",
            { FETCH_OF(&users), .kind = GQ_FETCH_COUNT, .where = &some_post_by_index },
            "SEARCH t0 USING INTEGER PRIMARY KEY (rowid=?)", "SCAN" },
    { "none: the rows of each row are sought by the foreign key",
            { FETCH_OF(&users), .kind = GQ_FETCH_COUNT, .where = &no_post },
            "SEARCH r1 USING INDEX posts_author_id_title_key (author_id=?)", "SCAN r1" },
    { "a joined order, per parent: the joined row is sought by its key",
            { FETCH(&posts, NONE, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .attach = POST(AUTHOR), .joins = author_join, .join_count = 1,
                    .order_join_count = 1, .orders = by_author, .order_count = 2 },
            "SEARCH p1 USING INTEGER PRIMARY KEY (rowid=?)", "SCAN p" },
    { "an order by a count counts by the foreign key's index",
            { FETCH(&posts, NONE, NONE, 0, NONE), .columns = c_name, .column_count = 1,
                    .joins = author_join, .join_count = 1, .order_join_count = 1,
                    .orders = by_post_count, .order_count = 2 },
            "SEARCH c USING COVERING INDEX posts_author_id_title_key (author_id=?)", "SCAN c" },
};

/* The plan, a line per step. */
static void
explain(struct fixture *fixture, const struct gq_statement *statement, char *ret_text, size_t size)
{
    const struct gq_str sql =
            gq_arena_printf(fixture->arena, "EXPLAIN QUERY PLAN %s", statement->sql.bytes);
    size_t length = 0;
    sqlite3_stmt *stmt;

    assert_int_equal(
            sqlite3_prepare_v2(fixture->session->db, sql.bytes, -1, &stmt, NULL), SQLITE_OK);
    while (sqlite3_step(stmt) == SQLITE_ROW)
        length += (size_t)snprintf(
                ret_text + length, size - length, "%s\n", sqlite3_column_text(stmt, 3));
    assert_true(length < size);
    sqlite3_finalize(stmt);
}

static struct fixture fixture;

static void
test_access(void **state)
{
    const struct access_case *c = *state;
    char plan[2048];

    explain(&fixture, gq_store_compile_fetch(fixture.arena, &c->fetch), plan, sizeof(plan));
    if (!strstr(plan, c->wanted) || strstr(plan, c->forbidden))
        fail_msg("%s\n%s", gq_store_compile_fetch(fixture.arena, &c->fetch)->sql.bytes, plan);
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
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, access_cases, test_access);
    return _cmocka_run_group_tests("access", tests, count, open_fixture, close_fixture);
}
