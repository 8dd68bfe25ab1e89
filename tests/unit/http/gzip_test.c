/* Compressed bodies: who takes them, and when they are worth it. */
#include "http/gzip.h"

#include "base/alloc.h"
#include "base/random.h"
#include "unit.h"

static const struct accepted_case {
    const char *name;
    struct gq_str field;
    bool is_accepted;
} accepted_cases[] = {
    { "no field", { NULL, 0 }, false },
    { "an empty field", GQ_STR_INIT(""), false },
    { "by name", GQ_STR_INIT("gzip"), true },
    { "by its old name", GQ_STR_INIT("x-gzip"), true },
    { "in capitals", GQ_STR_INIT("GZIP"), true },
    { "among others", GQ_STR_INIT("deflate, br , gzip"), true },
    { "with a weight", GQ_STR_INIT("gzip;q=0.001"), true },
    { "with blanks", GQ_STR_INIT("gzip ; q=1"), true },
    { "by wildcard", GQ_STR_INIT("br, *"), true },
    { "refused", GQ_STR_INIT("gzip;q=0"), false },
    { "refused with digits", GQ_STR_INIT("gzip;q=0.000"), false },
    { "refused before the wildcard", GQ_STR_INIT("gzip;q=0, *"), false },
    { "refused after the wildcard", GQ_STR_INIT("*, gzip;q=0"), false },
    { "all refused", GQ_STR_INIT("*;q=0"), false },
    { "another name that begins so", GQ_STR_INIT("gzipped"), false },
};

static void
test_accepted(void **state)
{
    const struct accepted_case *c = *state;

    assert_int_equal(gq_gzip_is_accepted(c->field), c->is_accepted);
}

static char body[GQ_GZIP_BYTES_MAX + 1];

static const struct size_case {
    const char *name;
    size_t length;
    bool is_random, is_compressed;
} size_cases[] = {
    { "below the least", GQ_GZIP_BYTES_MIN - 1, false, false },
    { "the least", GQ_GZIP_BYTES_MIN, false, true },
    { "the most", GQ_GZIP_BYTES_MAX, false, true },
    { "past the most", GQ_GZIP_BYTES_MAX + 1, false, false },
    { "noise has no gain", 4096, true, false },
};

static void
test_size(void **state)
{
    const struct size_case *c = *state;
    struct gq_gzip *gzip = gq_gzip_new();
    size_t length = 0;
    char *compressed;

    assert_non_null(gzip);
    memset(body, 'x', c->length);
    if (c->is_random)
        gq_random_fill(body, c->length);
    compressed = gq_gzip_compress(gzip, (struct gq_str){ body, c->length }, &length);
    assert_int_equal(compressed != NULL, c->is_compressed);
    if (compressed) {
        assert_true(length < c->length);
        assert_memory_equal(compressed, "\x1f\x8b\x08", 3); /* RFC 1952, Member Format */
    }
    gq_alloc_free(compressed);
    gq_gzip_free(gzip);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, accepted_cases, test_accepted);
    GQ_UNIT_CASES(tests, count, size_cases, test_size);
    return _cmocka_run_group_tests("gzip", tests, count, NULL, NULL);
}
