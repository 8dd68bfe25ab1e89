/* The text of conditions on texts and on related rows, and how deep they may be. */
#include "base/arena.h"
#include "fixture.h"
#include "unit.h"

static const struct gq_condition starts = {
    .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_STARTS_WITH, .column = POST(TITLE), .slot = 1
};
static const struct gq_condition ends = {
    .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_ENDS_WITH, .column = POST(TITLE), .slot = 2
};
static const struct gq_condition has = { .kind = GQ_CONDITION_MATCH,
    .match = GQ_MATCH_CONTAINS,
    .column = POST(C),
    .slot = 3,
    .next = &ends };
static const struct gq_condition like = {
    .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_LIKE, .column = POST(C), .slot = 4, .next = &has
};
static const struct gq_condition ilike = {
    .kind = GQ_CONDITION_MATCH, .match = GQ_MATCH_ILIKE, .column = POST(C), .slot = 5, .next = &like
};
static const struct gq_condition starts_first = { .kind = GQ_CONDITION_MATCH,
    .match = GQ_MATCH_STARTS_WITH,
    .column = POST(TITLE),
    .slot = 1,
    .next = &has };
static const struct gq_condition all_matches = { .kind = GQ_CONDITION_AND, .children = &ilike };
static const struct gq_condition any_match = { .kind = GQ_CONDITION_OR, .children = &starts_first };
static const struct gq_condition not_starts = { .kind = GQ_CONDITION_NOT, .children = &starts };

static const struct gq_condition yes = { .kind = GQ_CONDITION_AND };
static const struct gq_condition a_eq = {
    .kind = GQ_CONDITION_COMPARE, .column = POST(A), .slot = 6
};
static const struct gq_condition b_eq = {
    .kind = GQ_CONDITION_COMPARE, .column = POST(B), .slot = 7
};
static const struct gq_condition a_is_null = {
    .kind = GQ_CONDITION_IS_NULL, .column = POST(A), .next = &b_eq
};
static const struct gq_condition either = { .kind = GQ_CONDITION_OR, .children = &a_is_null };

#define OF_POSTS(the_kind, child)                                                         \
    {                                                                                     \
        .kind = (the_kind), .column = POST(AUTHOR), .target = &posts, .children = (child) \
    }

static const struct gq_condition some = OF_POSTS(GQ_CONDITION_SOME, &b_eq);
static const struct gq_condition some_at_all = OF_POSTS(GQ_CONDITION_SOME, &yes);
static const struct gq_condition some_by_index = OF_POSTS(GQ_CONDITION_SOME, &a_eq);
static const struct gq_condition not_some_by_index = { .kind = GQ_CONDITION_NOT,
    .children = &some_by_index };
static const struct gq_condition every = OF_POSTS(GQ_CONDITION_EVERY, &either);
static const struct gq_condition none = OF_POSTS(GQ_CONDITION_NONE, &either);
static const struct gq_condition author_has_some = {
    .kind = GQ_CONDITION_RELATED, .column = POST(AUTHOR), .target = &users, .children = &some
};
static const struct gq_condition none_of_such = OF_POSTS(GQ_CONDITION_NONE, &author_has_some);
static const struct gq_condition not_none = { .kind = GQ_CONDITION_NOT, .children = &none_of_such };

static const struct condition_case {
    const char *name;
    const struct gq_table *table;
    const struct gq_condition *where;
    const char *sql; /* behind WHERE */
} condition_cases[] = {
    { "texts, all of them", &posts, &all_matches,
            "gq_ilike(t0.\"c\", ?1) AND gq_like(t0.\"c\", ?2) AND instr(t0.\"c\", ?3) > 0"
            " AND gq_ends_with(t0.\"title\", ?4)" },
    { "a beginning is a range", &posts, &starts,
            "t0.\"title\" COLLATE BINARY >= ?1 AND t0.\"title\" COLLATE BINARY < "
            "gq_prefix_end(?1)" },
    { "a beginning among alternatives", &posts, &any_match,
            "((t0.\"title\" COLLATE BINARY >= ?1 AND t0.\"title\" COLLATE BINARY < "
            "gq_prefix_end(?1)) OR instr(t0.\"c\", ?2) > 0 OR gq_ends_with(t0.\"title\", ?3))" },
    { "a negated beginning", &posts, &not_starts,
            "NOT ((t0.\"title\" COLLATE BINARY >= ?1 AND t0.\"title\" COLLATE BINARY < "
            "gq_prefix_end(?1)))" },
    { "some: the rows of each row are sought", &users, &some,
            "EXISTS (SELECT 1 FROM \"posts\" r1 WHERE r1.\"author_id\" = t0.\"id\""
            " AND r1.\"b\" = ?1)" },
    { "some row at all", &users, &some_at_all,
            "EXISTS (SELECT 1 FROM \"posts\" r1 WHERE r1.\"author_id\" = t0.\"id\")" },
    { "some, where an index leads to them: they are sought first", &users, &some_by_index,
            "t0.\"id\" IN (SELECT r1.\"author_id\" FROM \"posts\" r1 WHERE r1.\"a\" = ?1)" },
    { "negated, a NULL among them must not count", &users, &not_some_by_index,
            "NOT (EXISTS (SELECT 1 FROM \"posts\" r1 WHERE r1.\"author_id\" = t0.\"id\""
            " AND r1.\"a\" = ?1))" },
    { "every: what is unknown does not satisfy", &users, &every,
            "NOT EXISTS (SELECT 1 FROM \"posts\" r1 WHERE r1.\"author_id\" = t0.\"id\""
            " AND (r1.\"a\" IS NULL OR r1.\"b\" = ?1) IS NOT TRUE)" },
    { "none", &users, &none,
            "NOT EXISTS (SELECT 1 FROM \"posts\" r1 WHERE r1.\"author_id\" = t0.\"id\""
            " AND (r1.\"a\" IS NULL OR r1.\"b\" = ?1))" },
    { "below a quantifier nothing is unknown, so nothing is negated", &users, &not_none,
            "NOT (NOT EXISTS (SELECT 1 FROM \"posts\" r1 WHERE r1.\"author_id\" = t0.\"id\""
            " AND r1.\"author_id\" IN (SELECT r2.\"id\" FROM \"users\" r2 WHERE EXISTS"
            " (SELECT 1 FROM \"posts\" r3 WHERE r3.\"author_id\" = r2.\"id\""
            " AND r3.\"b\" = ?1))))" },
};

static void
test_condition(void **state)
{
    const struct condition_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);
    const struct gq_fetch fetch = { FETCH_OF(c->table), .kind = GQ_FETCH_COUNT, .where = c->where };

    assert_str_equal(gq_store_compile_fetch(arena, &fetch)->sql,
            gq_arena_printf(arena, "SELECT COUNT(*) FROM \"%.*s\" t0 WHERE %s",
                    GQ_STR_ARG(c->table->name), c->sql));
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, condition_cases, test_condition);
    return _cmocka_run_group_tests("sql_condition", tests, count, NULL, NULL);
}
