/* CREATE TABLE cut into its items, and expressions in one spelling. */
#include "store/sqlite/migrate_text.h"

#include "base/arena.h"
#include "unit.h"

static const struct normal_case {
    const char *name, *text, *normal;
} normal_cases[] = {
    { "names lose their quotes and case", "\"Status\" IN ('A','b')", "status in ( 'A' , 'b' )" },
    { "brackets and backquotes are quotes", "[Order] + `By`", "order + by" },
    { "comments and blanks are one blank", "a /* x ) */ +\n-- y (\n b", "a + b" },
    { "parentheses around the whole go", "((a > 1))", "a > 1" },
    { "parentheses around parts stay", "(a) + (b)", "( a ) + ( b )" },
    { "a sign belongs to its number", "- 1", "-1" },
    { "a string keeps its case and quotes", "'It''s'", "'It''s'" },
};

static void
test_normal(void **state)
{
    const struct normal_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 20);

    assert_non_null(arena);
    assert_str_equal(gq_migrate_text_normal(arena, gq_str_of(c->text)), gq_str_of(c->normal));
    gq_arena_free(arena);
}

static void
test_items(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_migrate_text text;
    const struct gq_migrate_text_column *column;
    const struct gq_migrate_text_part *part;

    (void)state;
    assert_non_null(arena);
    gq_migrate_text_split(arena,
            GQ_STR("CREATE TABLE t (id INTEGER PRIMARY KEY, \"a \"\"b\" TEXT CONSTRAINT c NOT NULL "
                   "DEFAULT (max(1, 2)) REFERENCES u ON DELETE SET NULL NOT DEFERRABLE CHECK (a > "
                   "1), CONSTRAINT k FOREIGN KEY (id) REFERENCES v, CHECK (id > 0)) STRICT"),
            &text);
    assert_int_equal(text.columns.count, 2);
    column = &GQ_VEC_AT(&text.columns, struct gq_migrate_text_column, 1);
    assert_str_equal(column->name, GQ_STR("a \"b"));
    assert_int_equal(column->parts.count, 4);
    part = &GQ_VEC_AT(&column->parts, struct gq_migrate_text_part, 0);
    assert_int_equal(part->kind, GQ_MIGRATE_TEXT_NOT_NULL);
    assert_str_equal(part->name, GQ_STR("c"));
    part = &GQ_VEC_AT(&column->parts, struct gq_migrate_text_part, 2);
    assert_str_equal(part->text, GQ_STR("REFERENCES u ON DELETE SET NULL NOT DEFERRABLE"));
    assert_int_equal(text.parts.count, 2);
    part = &GQ_VEC_AT(&text.parts, struct gq_migrate_text_part, 0);
    assert_int_equal(part->kind, GQ_MIGRATE_TEXT_REFERENCES);
    assert_str_equal(part->text, GQ_STR("CONSTRAINT k FOREIGN KEY (id) REFERENCES v"));
    part = &GQ_VEC_AT(&text.parts, struct gq_migrate_text_part, 1);
    assert_str_equal(gq_migrate_text_inside(part->text), GQ_STR("id > 0"));
    assert_str_equal(text.options, GQ_STR(" STRICT"));
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[16] = { cmocka_unit_test(test_items) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, normal_cases, test_normal);
    return _cmocka_run_group_tests("migrate_text", tests, count, NULL, NULL);
}
