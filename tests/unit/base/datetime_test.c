/* Moments in time. RFC 3339, section 5.6. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/datetime.h"
#include "unit.h"

static const struct accepted_case {
    const char *name;
    struct gq_str text;
    const char *utc;
} accepted_cases[] = {
    { "the epoch", GQ_STR_INIT("1970-01-01T00:00:00Z"), "1970-01-01T00:00:00.000000Z" },
    { "lower case letters", GQ_STR_INIT("2026-01-02t03:04:05z"), "2026-01-02T03:04:05.000000Z" },
    { "a blank for the T", GQ_STR_INIT("2026-01-02 03:04:05Z"), "2026-01-02T03:04:05.000000Z" },
    { "an offset to the east", GQ_STR_INIT("2026-01-02T01:04:05+02:00"),
            "2026-01-01T23:04:05.000000Z" },
    { "an offset to the west", GQ_STR_INIT("2025-12-31T23:30:00-00:45"),
            "2026-01-01T00:15:00.000000Z" },
    { "the greatest offset", GQ_STR_INIT("2026-01-02T00:00:00+23:59"),
            "2026-01-01T00:01:00.000000Z" },
    { "one fraction digit", GQ_STR_INIT("2026-01-02T03:04:05.5Z"), "2026-01-02T03:04:05.500000Z" },
    { "six fraction digits", GQ_STR_INIT("2026-01-02T03:04:05.000006Z"),
            "2026-01-02T03:04:05.000006Z" },
    { "nine fraction digits are cut after six", GQ_STR_INIT("2026-01-02T03:04:05.123456789Z"),
            "2026-01-02T03:04:05.123456Z" },
    { "a leap day", GQ_STR_INIT("2024-02-29T00:00:00Z"), "2024-02-29T00:00:00.000000Z" },
    { "a leap day of a fourth century", GQ_STR_INIT("2000-02-29T00:00:00Z"),
            "2000-02-29T00:00:00.000000Z" },
    { "the first moment", GQ_STR_INIT("0000-01-01T00:00:00Z"), "0000-01-01T00:00:00.000000Z" },
    { "the last moment", GQ_STR_INIT("9999-12-31T23:59:59.999999Z"),
            "9999-12-31T23:59:59.999999Z" },
};

static void
test_accepted(void **state)
{
    const struct accepted_case *c = *state;
    char text[GQ_CLOCK_RFC3339_SIZE];
    int64_t wall_us;

    assert_true(gq_datetime_parse(c->text, &wall_us));
    gq_clock_format(wall_us, text);
    assert_string_equal(text, c->utc);
}

static const struct refused_case {
    const char *name;
    struct gq_str text;
} refused_cases[] = {
    { "nothing", GQ_STR_INIT("") },
    { "a date alone", GQ_STR_INIT("2026-01-02") },
    { "a time alone", GQ_STR_INIT("03:04:05Z") },
    { "no offset", GQ_STR_INIT("2026-01-02T03:04:05") },
    { "no seconds", GQ_STR_INIT("2026-01-02T03:04Z") },
    { "an offset without a colon", GQ_STR_INIT("2026-01-02T03:04:05+0200") },
    { "an offset of 24 hours", GQ_STR_INIT("2026-01-02T03:04:05+24:00") },
    { "an offset of 60 minutes", GQ_STR_INIT("2026-01-02T03:04:05+00:60") },
    { "month 0", GQ_STR_INIT("2026-00-02T03:04:05Z") },
    { "month 13", GQ_STR_INIT("2026-13-02T03:04:05Z") },
    { "day 0", GQ_STR_INIT("2026-01-00T03:04:05Z") },
    { "the 31st of a month of 30 days", GQ_STR_INIT("2026-04-31T03:04:05Z") },
    { "the 29th of February in other years", GQ_STR_INIT("2026-02-29T03:04:05Z") },
    { "the 29th of February in 1900", GQ_STR_INIT("1900-02-29T03:04:05Z") },
    { "hour 24", GQ_STR_INIT("2026-01-02T24:00:00Z") },
    { "minute 60", GQ_STR_INIT("2026-01-02T03:60:05Z") },
    { "a leap second", GQ_STR_INIT("2016-12-31T23:59:60Z") },
    { "a point without digits", GQ_STR_INIT("2026-01-02T03:04:05.Z") },
    { "ten fraction digits", GQ_STR_INIT("2026-01-02T03:04:05.1234567890Z") },
    { "a comma for the point", GQ_STR_INIT("2026-01-02T03:04:05,5Z") },
    { "one digit for the month", GQ_STR_INIT("2026-1-02T03:04:05Z") },
    { "five digits for the year", GQ_STR_INIT("12026-01-02T03:04:05Z") },
    { "a sign before the year", GQ_STR_INIT("+2026-01-02T03:04:05Z") },
    { "a blank behind", GQ_STR_INIT("2026-01-02T03:04:05Z ") },
    { "a NUL byte behind", GQ_STR_INIT("2026-01-02T03:04:05Z\0") },
    { "a NUL byte for the T", GQ_STR_INIT("2026-01-02\00003:04:05Z") },
    { "before the first moment by its offset", GQ_STR_INIT("0000-01-01T00:00:00+00:01") },
    { "behind the last moment by its offset", GQ_STR_INIT("9999-12-31T23:59:59-00:01") },
};

static void
test_refused(void **state)
{
    const struct refused_case *c = *state;
    int64_t wall_us;

    assert_false(gq_datetime_parse(c->text, &wall_us));
}

static const struct stored_case {
    const char *name;
    struct gq_str stored, wanted;
} stored_cases[] = {
    { "no fraction is left", GQ_STR_INIT("2026-01-02T03:04:05.000000Z"),
            GQ_STR_INIT("2026-01-02T03:04:05Z") },
    { "zeros at the end go", GQ_STR_INIT("2026-01-02T03:04:05.120000Z"),
            GQ_STR_INIT("2026-01-02T03:04:05.12Z") },
    { "zeros in front stay", GQ_STR_INIT("2026-01-02T03:04:00.000006Z"),
            GQ_STR_INIT("2026-01-02T03:04:00.000006Z") },
    { "another form stays as it is", GQ_STR_INIT("yesterday"), GQ_STR_INIT("yesterday") },
    { "nothing stays nothing", GQ_STR_INIT(""), GQ_STR_INIT("") },
};

static void
test_stored(void **state)
{
    const struct stored_case *c = *state;
    struct gq_buf buf;

    gq_buf_init(&buf, 256);
    gq_datetime_write_stored(&buf, c->stored);
    assert_str_equal(gq_buf_view(&buf), c->wanted);
    gq_buf_fini(&buf);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, accepted_cases, test_accepted);
    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    GQ_UNIT_CASES(tests, count, stored_cases, test_stored);
    return _cmocka_run_group_tests("datetime", tests, count, NULL, NULL);
}
