/* Positions to lines and columns. Spec: Language > Source Text > Line Terminators. */
#include "base/arena.h"
#include "base/source.h"
#include "unit.h"

static const struct place_case {
    const char *name;
    struct gq_str text;
    uint32_t offset, line, column;
} place_cases[] = {
    { "the first byte is at 1:1", GQ_STR_INIT("abc"), 0, 1, 1 },
    { "the end of an empty text is a place", GQ_STR_INIT(""), 0, 1, 1 },
    { "the end of the text is a place", GQ_STR_INIT("abc"), 3, 1, 4 },
    { "a line feed belongs to its line", GQ_STR_INIT("a\nb"), 1, 1, 2 },
    { "a line feed ends a line", GQ_STR_INIT("a\nb"), 2, 2, 1 },
    { "a carriage return ends a line", GQ_STR_INIT("a\rb"), 2, 2, 1 },
    { "both together end one line", GQ_STR_INIT("a\r\nb"), 3, 2, 1 },
    { "between both it is still the first line", GQ_STR_INIT("a\r\nb"), 2, 1, 3 },
    { "two carriage returns end two lines", GQ_STR_INIT("a\r\rb"), 3, 3, 1 },
    { "line feed and carriage return end two lines", GQ_STR_INIT("a\n\rb"), 3, 3, 1 },
    { "a carriage return at the end ends a line", GQ_STR_INIT("a\r"), 2, 2, 1 },
    { "empty lines count", GQ_STR_INIT("\n\n\nx"), 3, 4, 1 },
    { "other separators of Unicode end no line",
            GQ_STR_INIT("a\xE2\x80\xA8"
                        "b"),
            4, 1, 3 },
    { "two bytes of UTF-8 are one column", GQ_STR_INIT("\xC3\xA9x"), 2, 1, 2 },
    { "three bytes of UTF-8 are one column", GQ_STR_INIT("\xE2\x82\xACx"), 3, 1, 2 },
    { "four bytes of UTF-8 are two columns", GQ_STR_INIT("\xF0\x9F\x98\x80x"), 4, 1, 3 },
    { "columns start anew on each line", GQ_STR_INIT("\xF0\x9F\x98\x80\n\xC3\xA9x"), 7, 2, 2 },
};

static void
test_place(void **state)
{
    const struct place_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_sources sources = { 0 };
    struct gq_location location;

    assert_non_null(gq_source_add(arena, &sources, GQ_STR("file"), c->text));
    location = gq_source_locate(&sources, c->offset);
    assert_str_equal(location.source_name, GQ_STR("file"));
    assert_int_equal(location.line, c->line);
    assert_int_equal(location.column, c->column);
    gq_arena_free(arena);
}

static void
assert_place(
        const struct gq_sources *sources, uint32_t position, struct gq_str name, uint32_t column)
{
    struct gq_location location = gq_source_locate(sources, position);

    assert_str_equal(location.source_name, name);
    assert_int_equal(location.line, 1);
    assert_int_equal(location.column, column);
}

static void
test_a_position_tells_its_source(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_sources sources = { 0 };
    const struct gq_source *a, *empty, *b;

    (void)state;
    a = gq_source_add(arena, &sources, GQ_STR("a"), GQ_STR("123"));
    empty = gq_source_add(arena, &sources, GQ_STR("empty"), GQ_STR(""));
    b = gq_source_add(arena, &sources, GQ_STR("b"), GQ_STR("456"));
    assert_place(&sources, a->start, GQ_STR("a"), 1);
    assert_place(&sources, a->start + 3, GQ_STR("a"), 4);
    assert_place(&sources, empty->start, GQ_STR("empty"), 1);
    assert_place(&sources, b->start, GQ_STR("b"), 1);
    assert_place(&sources, b->start + 3, GQ_STR("b"), 4);
    gq_arena_free(arena);
}

/* The texts are never read, so that they need not exist. */
static void
test_sources_past_the_space_of_positions_are_refused(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_sources sources = { 0 };

    (void)state;
    assert_null(gq_source_add(arena, &sources, GQ_STR("a"), (struct gq_str){ "", UINT32_MAX }));
    assert_non_null(
            gq_source_add(arena, &sources, GQ_STR("b"), (struct gq_str){ "", UINT32_MAX - 2 }));
    assert_null(gq_source_add(arena, &sources, GQ_STR("c"), (struct gq_str){ "", 1 }));
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_a_position_tells_its_source),
        cmocka_unit_test(test_sources_past_the_space_of_positions_are_refused),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, place_cases, test_place);
    return _cmocka_run_group_tests("source", tests, count, NULL, NULL);
}
