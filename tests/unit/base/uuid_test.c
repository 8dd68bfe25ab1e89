/* UUIDs and ULIDs. RFC 9562, sections 4, 5.7 and 6.2. */
#include "base/uuid.h"
#include "unit.h"

/* 2023-07-05T09:43:37.302Z: the examples of the vocabulary are of that moment. */
#define MOMENT_US INT64_C(1688550217302000)

/* Later than any other test's, as sequences never go back. */
#define LATER_US INT64_C(4000000000000000)

static void
test_a_uuid_says_version_variant_and_time(void **state)
{
    char text[GQ_UUID_LENGTH + 1] = "", parsed[GQ_UUID_LENGTH];

    (void)state;
    gq_uuid_make_v7(MOMENT_US, text);
    assert_memory_equal(text, "0189256f-9656", 13);
    assert_int_equal(text[14], '7');
    assert_non_null(strchr("89ab", text[19]));
    assert_true(gq_uuid_parse((struct gq_str){ text, GQ_UUID_LENGTH }, parsed));
    assert_memory_equal(text, parsed, GQ_UUID_LENGTH);
}

static void
test_a_ulid_says_its_time(void **state)
{
    char text[GQ_ULID_LENGTH], parsed[GQ_ULID_LENGTH];

    (void)state;
    gq_uuid_make_ulid(MOMENT_US, text);
    assert_memory_equal(text, "01H4JPZ5JP", 10);
    assert_true(gq_uuid_parse_ulid((struct gq_str){ text, GQ_ULID_LENGTH }, parsed));
}

static const struct sequence_case {
    const char *name;
    void (*make)(int64_t wall_us, char *ret_text);
    size_t length;
    int64_t step_us;
} sequence_cases[] = {
    { "UUIDs of one millisecond grow", gq_uuid_make_v7, GQ_UUID_LENGTH, 0 },
    { "ULIDs of one millisecond grow", gq_uuid_make_ulid, GQ_ULID_LENGTH, 0 },
    { "UUIDs grow while the clock goes back", gq_uuid_make_v7, GQ_UUID_LENGTH, -5000 },
    { "ULIDs grow while the clock goes back", gq_uuid_make_ulid, GQ_ULID_LENGTH, -5000 },
    { "UUIDs grow with the clock", gq_uuid_make_v7, GQ_UUID_LENGTH, 700 },
    { "ULIDs grow with the clock", gq_uuid_make_ulid, GQ_ULID_LENGTH, 700 },
};

static void
test_sequence(void **state)
{
    const struct sequence_case *c = *state;
    char last[GQ_UUID_LENGTH] = "", text[GQ_UUID_LENGTH];

    for (int i = 0; i < 3000; i++) {
        c->make(LATER_US + i * c->step_us, text);
        assert_true(memcmp(last, text, c->length) < 0);
        memcpy(last, text, c->length);
    }
}

static void
test_a_moment_before_1970_is_the_first(void **state)
{
    char text[GQ_ULID_LENGTH];

    (void)state;
    gq_uuid_make_ulid(-1, text); /* still after those before it */
    assert_true(gq_uuid_parse_ulid((struct gq_str){ text, GQ_ULID_LENGTH }, text));
}

static const struct parse_case {
    const char *name;
    struct gq_str text;
    const char *uuid, *ulid; /* NULL: refused */
} parse_cases[] = {
    { "a UUID in lower case", GQ_STR_INIT("01890a5d-ac96-774b-bcce-b302099a8057"),
            "01890a5d-ac96-774b-bcce-b302099a8057", NULL },
    { "a UUID in upper case", GQ_STR_INIT("01890A5D-AC96-774B-BCCE-B302099A8057"),
            "01890a5d-ac96-774b-bcce-b302099a8057", NULL },
    { "the nil UUID", GQ_STR_INIT("00000000-0000-0000-0000-000000000000"),
            "00000000-0000-0000-0000-000000000000", NULL },
    { "a UUID without hyphens", GQ_STR_INIT("01890a5dac96774bbcceb302099a8057"), NULL, NULL },
    { "a UUID in braces", GQ_STR_INIT("{01890a5d-ac96-774b-bcce-b302099a805}"), NULL, NULL },
    { "a hyphen out of place", GQ_STR_INIT("01890a5d-ac967-74b-bcce-b302099a8057"), NULL, NULL },
    { "a letter past f", GQ_STR_INIT("g1890a5d-ac96-774b-bcce-b302099a8057"), NULL, NULL },
    { "a NUL in a UUID",
            GQ_STR_INIT("0\0"
                        "890a5d-ac96-774b-bcce-b302099a8057"),
            NULL, NULL },
    { "a UUID with one digit more", GQ_STR_INIT("01890a5d-ac96-774b-bcce-b302099a80570"), NULL,
            NULL },
    { "a ULID", GQ_STR_INIT("01H455VB4PEX5VSKNK084SN02Q"), NULL, "01H455VB4PEX5VSKNK084SN02Q" },
    { "a ULID in lower case", GQ_STR_INIT("01h455vb4pex5vsknk084sn02q"), NULL,
            "01H455VB4PEX5VSKNK084SN02Q" },
    { "the greatest ULID", GQ_STR_INIT("7ZZZZZZZZZZZZZZZZZZZZZZZZZ"), NULL,
            "7ZZZZZZZZZZZZZZZZZZZZZZZZZ" },
    { "a ULID past 128 bits", GQ_STR_INIT("80000000000000000000000000"), NULL, NULL },
    { "a ULID with a letter that is left out", GQ_STR_INIT("01H455VB4PEX5VSKNK084SN02I"), NULL,
            NULL },
    { "a ULID of 25 characters", GQ_STR_INIT("01H455VB4PEX5VSKNK084SN02"), NULL, NULL },
    { "nothing", GQ_STR_INIT(""), NULL, NULL },
};

static void
test_parse(void **state)
{
    const struct parse_case *c = *state;
    char uuid[GQ_UUID_LENGTH], ulid[GQ_ULID_LENGTH];

    assert_int_equal(gq_uuid_parse(c->text, uuid), c->uuid != NULL);
    assert_int_equal(gq_uuid_parse_ulid(c->text, ulid), c->ulid != NULL);
    if (c->uuid)
        assert_memory_equal(uuid, c->uuid, sizeof(uuid));
    if (c->ulid)
        assert_memory_equal(ulid, c->ulid, sizeof(ulid));
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_a_uuid_says_version_variant_and_time),
        cmocka_unit_test(test_a_ulid_says_its_time),
        cmocka_unit_test(test_a_moment_before_1970_is_the_first),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, sequence_cases, test_sequence);
    GQ_UNIT_CASES(tests, count, parse_cases, test_parse);
    return _cmocka_run_group_tests("base/uuid", tests, count, NULL, NULL);
}
