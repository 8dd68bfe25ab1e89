/* The map of names, with keys that share their slot. */
#include "base/arena.h"
#include "base/map.h"
#include "unit.h"

#define KEYS 64

static void
test_empty_map_finds_nothing(void **state)
{
    struct gq_map map = { 0 };

    (void)state;
    assert_null(gq_map_find(&map, GQ_STR("a")));
}

static void
test_a_key_is_added_once(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_map map = { 0 };
    int one, two;

    (void)state;
    assert_true(gq_map_add(arena, &map, GQ_STR("a"), &one));
    assert_false(gq_map_add(arena, &map, GQ_STR("a"), &two));
    assert_ptr_equal(gq_map_find(&map, GQ_STR("a")), &one);
    assert_int_equal(map.count, 1);
    gq_arena_free(arena);
}

static void
test_set_replaces(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_map map = { 0 };
    int one, two;

    (void)state;
    gq_map_set(arena, &map, GQ_STR("a"), &one);
    gq_map_set(arena, &map, GQ_STR("a"), &two);
    assert_ptr_equal(gq_map_find(&map, GQ_STR("a")), &two);
    assert_int_equal(map.count, 1);
    gq_arena_free(arena);
}

static void
test_keys_are_bytes(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_map map = { 0 };
    int one, two, three;

    (void)state;
    assert_true(gq_map_add(arena, &map, GQ_STR(""), &one));
    assert_true(gq_map_add(arena, &map, GQ_STR("a"), &two));
    assert_true(gq_map_add(arena, &map, GQ_STR("a\0"), &three));
    assert_ptr_equal(gq_map_find(&map, GQ_STR("")), &one);
    assert_ptr_equal(gq_map_find(&map, GQ_STR("a")), &two);
    assert_ptr_equal(gq_map_find(&map, GQ_STR("a\0")), &three);
    gq_arena_free(arena);
}

static void
test_thousands_of_keys(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 24);
    struct gq_map map = { 0 };
    static int values[5000];

    (void)state;
    for (int i = 0; i < 5000; i++)
        assert_true(gq_map_add(arena, &map, gq_arena_printf(arena, "key%d", i), &values[i]));
    assert_int_equal(map.count, 5000);
    assert_true(map.capacity >= 2 * map.count);
    for (int i = 0; i < 5000; i++)
        assert_ptr_equal(gq_map_find(&map, gq_arena_printf(arena, "key%d", i)), &values[i]);
    assert_null(gq_map_find(&map, GQ_STR("key5000")));
    gq_arena_free(arena);
}

/* Keys whose hashes agree in their lowest ten bits: one slot in every table up to 1024. */
static void
make_colliding_keys(struct gq_arena *arena, uint64_t seed, struct gq_str ret_keys[KEYS + 1])
{
    uint64_t wanted = 0;

    for (int i = 0, found = 0; found <= KEYS; i++) {
        struct gq_str key = gq_arena_printf(arena, "k%d", i);
        uint64_t low = gq_map_hash(key, seed) & 1023;

        if (found && low != wanted)
            continue;
        wanted = low;
        ret_keys[found++] = key;
    }
}

static void
test_keys_of_one_slot_are_told_apart(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 26);
    struct gq_map map = { 0 };
    struct gq_str keys[KEYS + 1];
    static int values[KEYS];

    (void)state;
    make_colliding_keys(arena, gq_arena_hash_seed(arena), keys);
    for (int i = 0; i < KEYS; i++)
        assert_true(gq_map_add(arena, &map, keys[i], &values[i]));
    assert_true(map.capacity <= 1024);
    for (int i = 0; i < KEYS; i++)
        assert_ptr_equal(gq_map_find(&map, keys[i]), &values[i]);
    assert_null(gq_map_find(&map, keys[KEYS]));
    gq_arena_free(arena);
}

static void
test_the_hash_is_keyed(void **state)
{
    (void)state;
    assert_int_equal(gq_map_hash(GQ_STR("name"), 1), gq_map_hash(GQ_STR("name"), 1));
    assert_int_not_equal(gq_map_hash(GQ_STR("name"), 1), gq_map_hash(GQ_STR("name"), 2));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_map_finds_nothing),
        cmocka_unit_test(test_a_key_is_added_once),
        cmocka_unit_test(test_set_replaces),
        cmocka_unit_test(test_keys_are_bytes),
        cmocka_unit_test(test_thousands_of_keys),
        cmocka_unit_test(test_keys_of_one_slot_are_told_apart),
        cmocka_unit_test(test_the_hash_is_keyed),
    };

    return cmocka_run_group_tests_name("map", tests, NULL, NULL);
}
