/*
 * Every shape, executed: random conditions, orders, bounds and pages over random rows must give what
 * naive.c computes. The seeds are fixed, so that a failure repeats.
 */
#include "base/arena.h"
#include "naive.h"
#include "unit.h"

#include <stdio.h>

#define USER_COUNT     8
#define POST_COUNT     90
#define SLOT_COUNT     64
#define DEPTH_MAX      3
#define FIRST_BOUND    40 /* slots of the bounds */
#define ROUNDS         4000
#define ORDER_MAX      4
#define LIST_MAX       5
#define CONDITIONS_MAX 64

static const struct gq_fetch_join author_join[] = { { 0, POST(AUTHOR), &users } };

struct world {
    struct fixture fixture;
    struct naive naive;
    uint64_t random;
    /* of the round */
    struct gq_cell cells[SLOT_COUNT][LIST_MAX];
    struct gq_parameter parameters[SLOT_COUNT];
    uint32_t slot_count;
    struct gq_condition conditions[CONDITIONS_MAX];
    uint32_t condition_count;
    struct gq_order orders[ORDER_MAX];
};

/* A linear congruential generator (Knuth's constants): its upper bits are good enough. */
static uint32_t
draw(struct world *world, uint32_t below)
{
    world->random = world->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(world->random >> 33) % below;
}

static bool
flip(struct world *world)
{
    return draw(world, 2) == 1;
}

static struct gq_cell
draw_text(struct world *world)
{
    static const char *const texts[] = { "", "a", "b", "ab", "B", "aB", "\xc3\xa4", "\xc3\x84" };

    return TEXT(texts[draw(world, 8)]);
}

/* Few values, so that ties are many. */
static struct gq_cell
draw_value(struct world *world, const struct gq_column *column)
{
    if (column->is_nullable && draw(world, 4) == 0)
        return NULL_CELL;
    switch (column->type) {
    case GQ_COLUMN_ID:
        return INTEGER((int64_t)draw(world, USER_COUNT + 1) + 1);
    case GQ_COLUMN_FLOAT:
        return REAL((double)draw(world, 4) / 2);
    case GQ_COLUMN_STRING:
        return draw_text(world);
    default:
        return INTEGER((int64_t)draw(world, 4) - 1);
    }
}

static bool
insert(void *context, struct gq_session *session)
{
    struct world *world = context;
    static const struct gq_assignment user[] = { { USER(ID), USER_ID }, { USER(NAME), USER_NAME },
        { USER(EMAIL), USER_EMAIL }, { USER(AGE), USER_AGE } };
    static const struct gq_assignment post[] = { { POST(ID), POST_ID },
        { POST(AUTHOR), POST_AUTHOR }, { POST(TITLE), POST_TITLE }, { POST(A), POST_A },
        { POST(B), POST_B }, { POST(C), POST_C }, { POST(D), POST_D } };
    const struct gq_write writes[] = { { GQ_WRITE_INSERT, &users, user, 4, NONE, NULL },
        { GQ_WRITE_INSERT, &posts, post, 7, NONE, NULL } };
    const struct naive_table *const tables[] = { &world->naive.users, &world->naive.posts };

    for (uint32_t t = 0; t < 2; t++) {
        const struct gq_statement *statement =
                gq_store_compile_write(world->fixture.arena, &writes[t]);

        for (uint32_t i = 0; i < tables[t]->count; i++) {
            struct gq_parameter parameters[POST_COLUMN_COUNT];
            struct gq_store_error error;
            uint32_t changes = 0;
            int64_t key = 0;

            for (uint32_t c = 0; c < POST_COLUMN_COUNT; c++)
                parameters[c] = PARAMETER(&tables[t]->cells[i][c]);
            if (!gq_session_write(session, statement, parameters, &key, &changes, &error)
                    || changes != 1 || key != tables[t]->cells[i][0].integer)
                return false;
        }
    }
    return true;
}

static void
fill(struct world *world)
{
    for (uint32_t i = 0; i < USER_COUNT; i++) {
        struct gq_cell *row = world->naive.users.cells[world->naive.users.count++];

        row[USER_ID] = INTEGER(i + 1);
        row[USER_NAME] = draw_text(world);
        row[USER_AGE] = draw_value(world, USER(AGE));
    }
    for (uint32_t i = 0; i < POST_COUNT; i++) {
        struct gq_cell *row = world->naive.posts.cells[world->naive.posts.count++];

        row[POST_ID] = INTEGER(i + 1);
        row[POST_AUTHOR] = draw(world, 6) ? INTEGER(draw(world, USER_COUNT) + 1) : NULL_CELL;
        row[POST_TITLE] = (struct gq_cell){ .kind = GQ_CELL_TEXT };
        row[POST_TITLE].bytes = gq_arena_printf(world->fixture.arena, "t%u", i).bytes;
        row[POST_TITLE].length = (uint32_t)strlen(row[POST_TITLE].bytes);
        for (uint32_t c = POST_A; c <= POST_D; c++)
            row[c] = draw_value(world, &posts.columns[c]);
    }
}

static int
open_world(void **state)
{
    static struct world world;

    world = (struct world){ .random = 42 };
    fixture_open(&world.fixture);
    fill(&world);
    world.naive.parameters = world.parameters;
    assert_int_equal(fixture_run(&world.fixture, insert, &world).outcome, GQ_JOB_COMMITTED);
    *state = &world;
    return 0;
}

static int
close_world(void **state)
{
    struct world *world = *state;

    fixture_close(&world->fixture);
    return 0;
}

static uint32_t
new_slot(struct world *world, struct gq_cell cell)
{
    const uint32_t slot = world->slot_count++;

    assert_true(slot < FIRST_BOUND);
    world->cells[slot][0] = cell;
    world->parameters[slot] = PARAMETER(world->cells[slot]);
    return slot;
}

static uint32_t
new_list_slot(struct world *world, const struct gq_column *column)
{
    const uint32_t slot = new_slot(world, NULL_CELL);

    world->parameters[slot].count = draw(world, LIST_MAX);
    for (uint32_t i = 0; i < world->parameters[slot].count; i++) {
        do
            world->cells[slot][i] = draw_value(world, column);
        while (world->cells[slot][i].kind == GQ_CELL_NULL);
    }
    return slot;
}

static struct gq_cell
draw_pattern(struct world *world)
{
    static const char *const patterns[] = { "", "%", "a", "a%", "%b", "_", "%_b", "\xc3\xa4", "B%",
        "%a%" };

    return TEXT(patterns[draw(world, 10)]);
}

static const struct gq_condition *draw_condition(
        struct world *world, const struct gq_table *table, int depth);

static const struct gq_condition *
draw_children(struct world *world, const struct gq_table *table, int depth, uint32_t count)
{
    const struct gq_condition *first = NULL;

    for (uint32_t i = 0; i < count; i++) {
        struct gq_condition *child;
        uintptr_t drawn = (uintptr_t)draw_condition(world, table, depth + 1);

        child = (struct gq_condition *)drawn;
        child->next = first;
        first = child;
    }
    return first;
}

static void
draw_leaf(struct world *world, struct gq_condition *condition, const struct gq_table *table)
{
    static const enum gq_condition_kind kinds[] = { GQ_CONDITION_COMPARE, GQ_CONDITION_COMPARE,
        GQ_CONDITION_IN, GQ_CONDITION_NOT_IN, GQ_CONDITION_IS_NULL, GQ_CONDITION_IS_NOT_NULL };
    static const uint32_t columns[][4] = { { USER_ID, USER_NAME, USER_AGE, USER_AGE },
        { POST_A, POST_B, POST_C, POST_D } };

    condition->kind = kinds[draw(world, 6)];
    condition->comparison = (enum gq_comparison)draw(world, 6);
    condition->column = &table->columns[columns[table->index][draw(world, 4)]];
    if (condition->kind == GQ_CONDITION_COMPARE)
        condition->slot = new_slot(world, draw_value(world, condition->column));
    if (condition->kind == GQ_CONDITION_IN || condition->kind == GQ_CONDITION_NOT_IN)
        condition->slot = new_list_slot(world, condition->column);
    if (condition->column->type != GQ_COLUMN_STRING || flip(world))
        return;
    condition->kind = GQ_CONDITION_MATCH;
    condition->match = (enum gq_match)draw(world, 5);
    condition->slot = new_slot(world, draw_pattern(world));
}

/* About the author of a post, or the posts of a user. */
static void
draw_relation(struct world *world, struct gq_condition *condition, const struct gq_table *table,
        int depth)
{
    static const enum gq_condition_kind kinds[] = { GQ_CONDITION_SOME, GQ_CONDITION_EVERY,
        GQ_CONDITION_NONE };

    condition->kind = table == &posts ? GQ_CONDITION_RELATED : kinds[draw(world, 3)];
    condition->column = POST(AUTHOR);
    condition->target = table == &posts ? &users : &posts;
    condition->children = draw_children(world, condition->target, depth, 1);
}

static const struct gq_condition *
draw_condition(struct world *world, const struct gq_table *table, int depth)
{
    struct gq_condition *condition;
    const uint32_t dice = draw(world, 10);

    assert_true(world->condition_count < CONDITIONS_MAX);
    condition = &world->conditions[world->condition_count++];
    *condition = (struct gq_condition){ 0 };
    if (depth == DEPTH_MAX || dice < 3) {
        draw_leaf(world, condition, table);
    } else if (dice < 5) {
        condition->kind = GQ_CONDITION_NOT;
        condition->children = draw_children(world, table, depth, 1);
    } else if (dice < 7) {
        draw_relation(world, condition, table, depth);
    } else {
        condition->kind = flip(world) ? GQ_CONDITION_AND : GQ_CONDITION_OR;
        condition->children = draw_children(world, table, depth, draw(world, 4));
    }
    return condition;
}

/* A column of the author, or how many posts the author has. */
static void
draw_joined_order(struct world *world, struct gq_order *order)
{
    static const uint32_t columns[] = { USER_NAME, USER_AGE };

    order->source = 1;
    order->column = &users.columns[columns[draw(world, 2)]];
    if (draw(world, 3) == 0) {
        order->column = POST(AUTHOR);
        order->counted = &posts;
    }
}

/* Up to three of the columns, then the primary key. */
static void
draw_orders(struct world *world, struct gq_fetch *fetch)
{
    const uint32_t first = draw(world, 4);
    const bool is_joined = flip(world);

    fetch->orders = world->orders;
    fetch->order_count = draw(world, ORDER_MAX);
    fetch->joins = author_join;
    fetch->join_count = fetch->order_join_count = is_joined;
    for (uint32_t i = 0; i <= fetch->order_count; i++) {
        world->orders[i] = (struct gq_order){ .column = &posts.columns[POST_A + (first + i) % 4],
            .is_descending = flip(world),
            .nulls = (enum gq_nulls)draw(world, 3) };
        if (is_joined && i < fetch->order_count && flip(world))
            draw_joined_order(world, &world->orders[i]);
    }
    world->orders[fetch->order_count++].column = POST(ID);
}

/* A bound that may or may not be a row's place. */
static void
draw_bound(struct world *world, const struct gq_fetch *fetch, struct gq_keyset *keyset,
        uint32_t first_slot)
{
    const struct gq_cell *row = world->naive.posts.cells[draw(world, POST_COUNT)];
    struct gq_cell keys[8];

    naive_order_keys(&world->naive, fetch, row, keys);
    keyset->first_slot = first_slot;
    keyset->null_bits = 0;
    for (uint32_t i = 0; i < fetch->order_count; i++) {
        const struct gq_order *order = &fetch->orders[i];
        struct gq_cell *cell = &world->cells[first_slot + i][0];

        *cell = draw(world, 4) || order->counted ? keys[i] : draw_value(world, order->column);
        world->parameters[first_slot + i] = PARAMETER(cell);
        if (cell->kind == GQ_CELL_NULL) {
            keyset->null_bits |= 1u << i;
            *cell = INTEGER(1000000); /* must not be looked at */
        }
    }
}

static void
draw_fetch(struct world *world, struct gq_fetch *fetch)
{
    static const struct gq_fetch_column columns[] = { { 0, POST(ID), NULL } };

    world->slot_count = world->condition_count = 0;
    *fetch = (struct gq_fetch){ FETCH_OF(&posts), .columns = columns, .column_count = 1 };
    if (draw(world, 8) == 0)
        fetch->kind = GQ_FETCH_COUNT;
    draw_orders(world, fetch);
    if (flip(world))
        fetch->where = draw_condition(world, &posts, 0);
    if (flip(world))
        draw_bound(world, fetch, &fetch->after, FIRST_BOUND);
    if (draw(world, 3) == 0)
        draw_bound(world, fetch, &fetch->before, FIRST_BOUND + ORDER_MAX);
    fetch->is_reversed = flip(world);
    if (flip(world))
        fetch->limit_slot = new_slot(world, INTEGER(draw(world, 12)));
    if (draw(world, 4) == 0)
        fetch->offset_slot = new_slot(world, INTEGER(draw(world, 5)));
}

/* The rows of one key, from `*at` on, are those that the naive computation gives. */
static void
assert_rows(const struct world *world, const struct gq_fetch *fetch, const struct gq_cell *parent,
        uint32_t key_index, const struct fixture_rows *rows, uint32_t *at)
{
    int64_t ids[NAIVE_ROWS_MAX];
    const uint32_t count = naive_fetch(&world->naive, fetch, parent, ids);

    if (fetch->kind == GQ_FETCH_COUNT) {
        assert_true(*at < rows->count);
        assert_int_equal(rows->rows[*at].key_index, key_index);
        assert_int_equal(rows->rows[(*at)++].cells[0].integer, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++, (*at)++) {
        assert_true(*at < rows->count);
        assert_int_equal(rows->rows[*at].key_index, key_index);
        assert_int_equal(rows->rows[*at].cells[0].integer, ids[i]);
    }
}

static void
test_root_lists(void **state)
{
    struct world *world = *state;

    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct fixture_request request;
        struct gq_fetch fetch;
        uint32_t at = 0;

        draw_fetch(world, &fetch);
        fixture_fetch(&world->fixture, &fetch, world->parameters, NULL, &request);
        assert_true(request.request.is_ok);
        assert_rows(world, &fetch, NULL, 0, &request.rows, &at);
        assert_int_equal(at, request.rows.count);
    }
}

static void
test_lists_per_parent(void **state)
{
    struct world *world = *state;

    for (uint32_t round = 0; round < ROUNDS; round++) {
        struct gq_cell parents[USER_COUNT + 1];
        struct gq_keys keys = { parents, 1, 0 };
        struct fixture_request request;
        struct gq_fetch fetch;
        uint32_t at = 0;

        for (int64_t id = 1; id <= USER_COUNT + 1; id++) {
            if (flip(world))
                parents[keys.count++] = INTEGER(id);
        }
        draw_fetch(world, &fetch);
        fetch.attach = POST(AUTHOR);
        fixture_fetch(&world->fixture, &fetch, world->parameters, &keys, &request);
        assert_true(request.request.is_ok);
        for (uint32_t i = 0; i < keys.count; i++)
            assert_rows(world, &fetch, &parents[i], i, &request.rows, &at);
        assert_int_equal(at, request.rows.count);
    }
}

static void
test_single_rows_keep_the_order_of_keys(void **state)
{
    struct world *world = *state;
    static const struct gq_fetch_column columns[] = { { 0, POST(ID), NULL }, { 0, POST(C), NULL },
        { 1, USER(ID), NULL }, { 1, USER(NAME), NULL } };
    static const struct gq_fetch_join joins[] = { { 0, POST(AUTHOR), &users } };
    const struct gq_fetch fetch = { FETCH_OF(&posts), .columns = columns, .column_count = 4,
        .joins = joins, .join_count = 1, .attach = POST(ID) };
    const struct gq_cell ids[] = { INTEGER(90), INTEGER(3), INTEGER(1000), INTEGER(17) };
    const uint32_t places[] = { 0, 1, 3 };
    const struct gq_keys keys = { ids, 1, 4 };
    struct fixture_request request;

    fixture_fetch(&world->fixture, &fetch, NULL, &keys, &request);
    assert_true(request.request.is_ok);
    assert_int_equal(request.rows.count, 3);
    for (uint32_t i = 0; i < 3; i++) {
        const struct fixture_row *row = &request.rows.rows[i];
        const struct gq_cell *wanted = world->naive.posts.cells[ids[places[i]].integer - 1];

        assert_int_equal(row->key_index, places[i]);
        assert_int_equal(gq_cell_compare(&row->cells[0], &ids[places[i]]), 0);
        assert_int_equal(gq_cell_compare(&row->cells[1], &wanted[POST_C]), 0);
        assert_int_equal(gq_cell_compare(&row->cells[2], &wanted[POST_AUTHOR]), 0);
    }
}

static void
test_no_keys_give_no_rows(void **state)
{
    struct world *world = *state;
    static const struct gq_fetch_column columns[] = { { 0, POST(ID), NULL } };
    const struct gq_fetch fetch = { FETCH_OF(&posts), .columns = columns, .column_count = 1,
        .attach = POST(ID) };
    const struct gq_keys keys = { NULL, 1, 0 };
    struct fixture_request request;

    fixture_fetch(&world->fixture, &fetch, NULL, &keys, &request);
    assert_true(request.request.is_ok);
    assert_int_equal(request.rows.count, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_root_lists),
        cmocka_unit_test(test_lists_per_parent),
        cmocka_unit_test(test_single_rows_keep_the_order_of_keys),
        cmocka_unit_test(test_no_keys_give_no_rows),
    };

    return cmocka_run_group_tests_name("fetch", tests, open_world, close_world);
}
