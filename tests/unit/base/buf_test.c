/* The capped buffer: growth, the cap, failures that stick, handing over. */
#include "base/alloc.h"
#include "base/arena.h"
#include "base/buf.h"
#include "unit.h"

static void
fill(struct gq_buf *buf, size_t count)
{
    for (size_t i = 0; i < count; i++)
        gq_buf_char(buf, (char)('a' + i % 26));
}

static const struct cap_case {
    const char *name;
    size_t cap, count;
    enum gq_buf_state state;
    size_t length;
} cap_cases[] = {
    { "one byte below the cap", 1000, 999, GQ_BUF_OK, 999 },
    { "exactly the cap", 1000, 1000, GQ_BUF_OK, 1000 },
    { "one byte past the cap is refused", 1000, 1001, GQ_BUF_OVER_CAP, 1000 },
    { "a cap below the smallest block holds", 3, 4, GQ_BUF_OVER_CAP, 3 },
    { "a cap of nothing refuses the first byte", 0, 1, GQ_BUF_OVER_CAP, 0 },
};

static void
test_cap(void **state)
{
    const struct cap_case *c = *state;
    struct gq_buf buf;

    gq_buf_init(&buf, c->cap);
    fill(&buf, c->count);
    assert_int_equal(buf.state, c->state);
    assert_int_equal(gq_buf_failed(&buf), c->state != GQ_BUF_OK);
    assert_int_equal(buf.length, c->length);
    assert_true(buf.capacity <= c->cap);
    gq_buf_fini(&buf);
}

static void
test_content_survives_growth(void **state)
{
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, 1 << 20);
    fill(&buf, 10000);
    for (size_t i = 0; i < 10000; i++)
        assert_int_equal(buf.bytes[i], (int)('a' + i % 26));
    gq_buf_fini(&buf);
}

static void
test_failure_is_remembered(void **state)
{
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, 4);
    gq_buf_text(&buf, "abcde");
    gq_buf_text(&buf, "f");
    gq_buf_printf(&buf, "%d", 1);
    assert_int_equal(buf.state, GQ_BUF_OVER_CAP);
    assert_int_equal(buf.length, 0);
    gq_buf_truncate(&buf, 0);
    assert_true(gq_buf_failed(&buf));
    gq_buf_fini(&buf);
}

static void
test_out_of_memory(void **state)
{
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, 1 << 20);
    fill(&buf, 256);
    gq_alloc_fail_after(0);
    gq_buf_char(&buf, '!');
    gq_alloc_fail_after(-1);
    assert_int_equal(buf.state, GQ_BUF_NO_MEMORY);
    assert_int_equal(buf.length, 256);
    gq_buf_fini(&buf);
}

static void
test_appending_nothing_is_harmless(void **state)
{
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, 8);
    gq_buf_str(&buf, (struct gq_str){ NULL, 0 });
    assert_false(gq_buf_failed(&buf));
    assert_str_equal(gq_buf_view(&buf), GQ_STR(""));
    gq_buf_fini(&buf);
}

static void
test_printf_and_truncate(void **state)
{
    struct gq_buf buf;

    (void)state;
    gq_buf_init(&buf, 1 << 20);
    gq_buf_text(&buf, "data: ");
    gq_buf_printf(&buf, "%s %d", "answer", 42);
    assert_str_equal(gq_buf_view(&buf), GQ_STR("data: answer 42"));
    gq_buf_truncate(&buf, 6);
    gq_buf_str(&buf, GQ_STR("null"));
    assert_str_equal(gq_buf_view(&buf), GQ_STR("data: null"));
    gq_buf_fini(&buf);
}

static void
test_release_hands_the_block_over(void **state)
{
    struct gq_buf buf;
    size_t length = 0;
    char *bytes;

    (void)state;
    gq_buf_init(&buf, 64);
    gq_buf_text(&buf, "kept");
    bytes = gq_buf_release(&buf, &length);
    assert_int_equal(length, 4);
    assert_memory_equal(bytes, "kept", 4);
    assert_int_equal(buf.length, 0);
    gq_buf_text(&buf, "new");
    assert_str_equal(gq_buf_view(&buf), GQ_STR("new"));
    gq_alloc_free(bytes);
    gq_buf_fini(&buf);
}

/* A leak here is the address sanitizer's to find. */
static void
test_arena_releases_its_buffers(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_buf buf;

    (void)state;
    gq_buf_init_in(&buf, arena, 1 << 16);
    fill(&buf, 5000);
    gq_arena_free(arena);
    assert_null(buf.bytes);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_content_survives_growth),
        cmocka_unit_test(test_failure_is_remembered),
        cmocka_unit_test(test_out_of_memory),
        cmocka_unit_test(test_appending_nothing_is_harmless),
        cmocka_unit_test(test_printf_and_truncate),
        cmocka_unit_test(test_release_hands_the_block_over),
        cmocka_unit_test(test_arena_releases_its_buffers),
    };
    size_t count = 7;

    GQ_UNIT_CASES(tests, count, cap_cases, test_cap);
    return _cmocka_run_group_tests("buf", tests, count, NULL, NULL);
}
