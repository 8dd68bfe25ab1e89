/* Many locations at once are what gq_source_locate says of each. */
#include "base/arena.h"
#include "base/locations.h"
#include "base/source.h"
#include "unit.h"

static const char text[] = "a\nb\r\nc\rd\r\r\n\n\xC3\xA9x\xF0\x9F\x98\x80y\r\n\n end";

static void
assert_same(const struct gq_sources *sources, const struct gq_location *got, uint32_t position)
{
    struct gq_location wanted = gq_source_locate(sources, position);

    assert_str_equal(got->source_name, wanted.source_name);
    assert_int_equal(got->line, wanted.line);
    assert_int_equal(got->column, wanted.column);
}

/* Two sources; every position of both, forwards, backwards, and each twice. */
static void
test_every_position_in_any_order(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_sources sources = { 0 };
    uint32_t positions[4 * (sizeof(text) + 4)], count = 0;
    uint32_t last = sizeof(text) - 1 + 1 + 3;
    struct gq_location *locations;

    (void)state;
    assert_non_null(gq_source_add(arena, &sources, GQ_STR("a"), GQ_STR(text)));
    assert_non_null(gq_source_add(arena, &sources, GQ_STR("b"), GQ_STR("1\n2")));
    for (uint32_t i = 0; i <= last; i++) {
        positions[count++] = i;
        positions[count++] = last - i;
    }
    locations = gq_locations_of(arena, &sources, positions, count);
    for (uint32_t i = 0; i < count; i++)
        assert_same(&sources, &locations[i], positions[i]);
    gq_arena_free(arena);
}

static void
test_no_position_at_all(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_sources sources = { 0 };

    (void)state;
    gq_locations_of(arena, &sources, NULL, 0);
    gq_arena_free(arena);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_position_in_any_order),
        cmocka_unit_test(test_no_position_at_all),
    };

    return cmocka_run_group_tests_name("locations", tests, NULL, NULL);
}
