/* base64url without padding. RFC 4648, sections 5 and 10. */
#include "base/arena.h"
#include "base/base64.h"
#include "base/buf.h"
#include "unit.h"

static const struct pair_case {
    const char *name;
    struct gq_str bytes, text;
} pair_cases[] = {
    { "nothing", GQ_STR_INIT(""), GQ_STR_INIT("") },
    { "one byte", GQ_STR_INIT("f"), GQ_STR_INIT("Zg") },
    { "two bytes", GQ_STR_INIT("fo"), GQ_STR_INIT("Zm8") },
    { "three bytes", GQ_STR_INIT("foo"), GQ_STR_INIT("Zm9v") },
    { "four bytes", GQ_STR_INIT("foob"), GQ_STR_INIT("Zm9vYg") },
    { "the two characters of the URL alphabet", GQ_STR_INIT("\xFB\xFF\xFE"), GQ_STR_INIT("-__-") },
    { "NUL bytes", GQ_STR_INIT("\0\0"), GQ_STR_INIT("AAA") },
};

static void
test_pair(void **state)
{
    const struct pair_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_str bytes;
    struct gq_buf buf;

    gq_buf_init_in(&buf, arena, 1 << 16);
    gq_base64_write(&buf, c->bytes);
    assert_str_equal(gq_buf_view(&buf), c->text);
    assert_true(gq_base64_read(arena, c->text, &bytes));
    assert_str_equal(bytes, c->bytes);
    gq_arena_free(arena);
}

static const struct refused_case {
    const char *name;
    struct gq_str text;
} refused_cases[] = {
    { "a length that no bytes give", GQ_STR_INIT("Z") },
    { "five characters", GQ_STR_INIT("Zm9vY") },
    { "padding", GQ_STR_INIT("Zg==") },
    { "the plus sign of the other alphabet", GQ_STR_INIT("+__-") },
    { "the slash of the other alphabet", GQ_STR_INIT("-//-") },
    { "a blank", GQ_STR_INIT("Zm 9v") },
    { "a line feed", GQ_STR_INIT("Zm9v\n") },
    { "a NUL byte", GQ_STR_INIT("Zm\0v") },
    { "a byte above ASCII", GQ_STR_INIT("Zm9\xC3") },
    { "stray bits behind one byte", GQ_STR_INIT("Zh") },
    { "stray bits behind two bytes", GQ_STR_INIT("Zm9") },
};

static void
test_refused(void **state)
{
    const struct refused_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_str bytes;

    assert_false(gq_base64_read(arena, c->text, &bytes));
    gq_arena_free(arena);
}

static void
test_every_byte_at_every_place_comes_back(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 24);
    char raw[256 + 3];

    (void)state;
    for (size_t i = 0; i < sizeof(raw); i++)
        raw[i] = (char)i;
    for (size_t length = 0; length <= sizeof(raw); length++) {
        struct gq_str bytes = { raw, length }, back;
        struct gq_buf buf;

        gq_buf_init(&buf, 1 << 16);
        gq_base64_write(&buf, bytes);
        assert_true(gq_base64_read(arena, gq_buf_view(&buf), &back));
        assert_true(gq_str_equal(bytes, back));
        gq_buf_fini(&buf);
    }
    gq_arena_free(arena);
}

static const struct padded_case {
    const char *name;
    struct gq_str text, bytes; /* bytes.bytes == NULL: refused */
} padded_cases[] = {
    { "no bytes, padded", GQ_STR_INIT(""), GQ_STR_INIT("") },
    { "one byte has two signs", GQ_STR_INIT("/w=="), GQ_STR_INIT("\xFF") },
    { "two bytes have one sign", GQ_STR_INIT("+/8="), GQ_STR_INIT("\xFB\xFF") },
    { "three bytes have none", GQ_STR_INIT("Zm9v"), GQ_STR_INIT("foo") },
    { "a sign is missing", GQ_STR_INIT("/w="), { NULL, 0 } },
    { "both signs are missing", GQ_STR_INIT("/w"), { NULL, 0 } },
    { "three signs", GQ_STR_INIT("/==="), { NULL, 0 } },
    { "signs alone", GQ_STR_INIT("===="), { NULL, 0 } },
    { "a sign inside",
            GQ_STR_INIT("/w=="
                        "/w=="),
            { NULL, 0 } },
    { "the other alphabet, padded", GQ_STR_INIT("_w=="), { NULL, 0 } },
    { "stray bits, padded", GQ_STR_INIT("/x=="), { NULL, 0 } },
};

static void
test_padded(void **state)
{
    const struct padded_case *c = *state;
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_str bytes;
    struct gq_buf buf;

    assert_int_equal(gq_base64_read_padded(arena, c->text, &bytes), c->bytes.bytes != NULL);
    if (c->bytes.bytes) {
        assert_true(gq_str_equal(bytes, c->bytes));
        gq_buf_init(&buf, 100);
        gq_base64_write_padded(&buf, bytes);
        assert_str_equal(gq_buf_view(&buf), c->text);
        gq_buf_fini(&buf);
    }
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[64] = { cmocka_unit_test(test_every_byte_at_every_place_comes_back) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, pair_cases, test_pair);
    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    GQ_UNIT_CASES(tests, count, padded_cases, test_padded);
    return _cmocka_run_group_tests("base64", tests, count, NULL, NULL);
}
