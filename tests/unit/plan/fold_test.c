/* To-one relations are folded into their parent's statement: up to 3 levels and 16 tables. */
#include "base/arena.h"
#include "base/buf.h"
#include "fixture.h"
#include "unit.h"

#define TO_ONES 18

static struct fixture tree;

/* A relation to itself, and many to-ones side by side. */
static int
open_tree(void **state)
{
    struct gq_buf text;

    (void)state;
    gq_buf_init(&text, 1 << 16);
    gq_buf_text(&text,
            "type Node @model { id: ID! name: String up: Node @relation(field: \"down\") "
            "down: [Node!]! @relation(field: \"up\") } type Hub @model { id: ID!");
    for (int i = 0; i < TO_ONES; i++)
        gq_buf_printf(&text, " n%d: Node", i);
    gq_buf_text(&text, " }");
    gq_buf_char(&text, '\0');
    fixture_open_text(&tree, text.bytes);
    gq_buf_fini(&text);
    return 0;
}

static int
close_tree(void **state)
{
    (void)state;
    fixture_close(&tree);
    return 0;
}

static const struct level_case {
    const char *name, *text;
    uint32_t statements, joins; /* of the first statement */
} level_cases[] = {
    { "no relation", "{ nodes { name } }", 1, 0 },
    { "one level", "{ nodes { up { name } } }", 1, 1 },
    { "three levels", "{ nodes { up { up { up { name } } } } }", 1, 3 },
    { "the fourth level is a step of its own", "{ nodes { up { up { up { up { name } } } } } }", 2,
            3 },
    { "which folds again", "{ nodes { up { up { up { up { up { up { up { name } } } } } } } } }", 2,
            3 },
    { "until three levels further", "{ nodes { up{up{up{up{up{up{up{up { name } }}}}}}} } }", 3,
            3 },
    { "the same relation twice is one join", "{ nodes { a: up { name } b: up { id up { id } } } }",
            1, 2 },
    { "the same relation past the levels is one step",
            "{ nodes { up { up { up { a: up { name } b: up { id } } } } } }", 2, 3 },
    { "a list starts anew", "{ nodes { up { down { up { up { up { id } } } } } } }", 2, 1 },
    { "a row by its key folds, too", "{ node(id: 1) { up { up { up { name } } } } }", 1, 3 },
};

static void
test_level(void **state)
{
    const struct level_case *c = *state;
    struct asked asked;

    asked_init(&asked, &tree, c->text, NULL);
    asked_plan(&asked);
    assert_non_null(asked.plan);
    assert_int_equal(asked.plan->stages[0].step_count, c->statements);
    assert_int_equal(asked.plan->stages[0].steps[0]->fetch.join_count, c->joins);
    asked_fini(&asked);
}

/* `count` to-ones of a hub, side by side. */
static void
count_tables(uint32_t count, uint32_t *ret_statements, uint32_t *ret_joins)
{
    struct gq_buf text;
    struct asked asked;

    gq_buf_init(&text, 1 << 16);
    gq_buf_text(&text, "{ hubs {");
    for (uint32_t i = 0; i < count; i++)
        gq_buf_printf(&text, " n%u { name }", i);
    gq_buf_text(&text, " } }");
    gq_buf_char(&text, '\0');
    asked_init(&asked, &tree, text.bytes, NULL);
    asked_plan(&asked);
    assert_non_null(asked.plan);
    *ret_statements = asked.plan->stages[0].step_count;
    *ret_joins = asked.plan->stages[0].steps[0]->fetch.join_count;
    gq_buf_fini(&text);
    asked_fini(&asked);
}

static void
test_sixteen_tables_are_one_statement(void **state)
{
    uint32_t statements, joins;

    (void)state;
    count_tables(14, &statements, &joins);
    assert_int_equal(statements, 1);
    assert_int_equal(joins, 14);
    count_tables(15, &statements, &joins);
    assert_int_equal(statements, 1);
    assert_int_equal(joins, 15);
}

static void
test_each_further_table_is_a_statement(void **state)
{
    uint32_t statements, joins;

    (void)state;
    count_tables(16, &statements, &joins);
    assert_int_equal(statements, 2);
    assert_int_equal(joins, 15);
    count_tables(TO_ONES, &statements, &joins);
    assert_int_equal(statements, 1 + TO_ONES - 15);
    assert_int_equal(joins, 15);
}

int
main(void)
{
    struct CMUnitTest tests[20] = {
        cmocka_unit_test(test_sixteen_tables_are_one_statement),
        cmocka_unit_test(test_each_further_table_is_a_statement),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, level_cases, test_level);
    return _cmocka_run_group_tests("fold", tests, count, open_tree, close_tree);
}
