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

static const struct date_case {
    const char *name, *text;
    bool is_taken;
} date_cases[] = {
    { "the first day", "0000-01-01", true },
    { "the last day", "9999-12-31", true },
    { "a leap day alone", "2024-02-29", true },
    { "a leap day of another year", "2026-02-29", false },
    { "month 13 of a day", "2026-13-01", false },
    { "a day with a time", "2026-01-01T00:00:00Z", false },
    { "a year of five digits", "10000-01-01", false },
    { "a negative year", "-001-01-01", false },
    { "no day", "2026-01", false },
};

static void
test_date(void **state)
{
    const struct date_case *c = *state;

    assert_int_equal(gq_datetime_parse_date(gq_str_of(c->text)), c->is_taken);
}

static const struct time_case {
    const char *name, *text, *stored, *shown; /* NULL: refused */
} time_cases[] = {
    { "midnight", "00:00:00", "00:00:00.000000", "00:00:00" },
    { "the last moment of a day", "23:59:59.999999", "23:59:59.999999", "23:59:59.999999" },
    { "a time with zeros at its end", "03:04:05.250", "03:04:05.250000", "03:04:05.25" },
    { "a time of ten seconds", "03:04:10", "03:04:10.000000", "03:04:10" },
    { "a time cut after six digits", "03:04:05.123456789", "03:04:05.123456", "03:04:05.123456" },
    { "a leap second of a time", "23:59:60", NULL, NULL },
    { "hour 24 of a time", "24:00:00", NULL, NULL },
    { "a time without seconds", "03:04", NULL, NULL },
    { "a time with an offset", "03:04:05Z", NULL, NULL },
    { "a time with a point alone", "03:04:05.", NULL, NULL },
};

static void
test_time(void **state)
{
    const struct time_case *c = *state;
    char stored[GQ_DATETIME_TIME_SIZE];
    struct gq_buf out;
    int64_t us;

    assert_int_equal(gq_datetime_parse_time(gq_str_of(c->text), &us), c->stored != NULL);
    if (!c->stored)
        return;
    gq_datetime_format_time(us, stored);
    assert_string_equal(stored, c->stored);
    gq_buf_init(&out, 100);
    gq_datetime_write_stored_time(&out, gq_str_of(stored));
    assert_str_equal(gq_buf_view(&out), gq_str_of(c->shown));
    gq_buf_fini(&out);
}

static void
test_sql_text(void **state)
{
    char text[GQ_DATETIME_SQL_SIZE];
    int64_t wall_us;

    (void)state;
    assert_true(gq_datetime_parse_sql(GQ_STR("1969-12-31 23:59:59"), &wall_us));
    assert_true(wall_us == -1000000);
    gq_datetime_format_sql(wall_us, text);
    assert_string_equal(text, "1969-12-31 23:59:59");
    assert_true(gq_datetime_parse_sql(GQ_STR("1970-01-01 00:00:00.5"), &wall_us));
    assert_true(wall_us == 500000);
    assert_false(gq_datetime_parse_sql(GQ_STR("1970-01-01"), &wall_us));
    assert_false(gq_datetime_parse_sql(GQ_STR("1970-01-01 00:00:00Z"), &wall_us));
}

static void
test_bounds_are_those_of_four_digits(void **state)
{
    int64_t first, last;

    (void)state;
    assert_true(gq_datetime_parse(GQ_STR("0000-01-01T00:00:00Z"), &first));
    assert_true(gq_datetime_parse(GQ_STR("9999-12-31T23:59:59.999999Z"), &last));
    assert_true(first == GQ_DATETIME_MIN_US);
    assert_true(last == GQ_DATETIME_MAX_US);
}

int
main(void)
{
    struct CMUnitTest tests[96] = {
        cmocka_unit_test(test_sql_text),
        cmocka_unit_test(test_bounds_are_those_of_four_digits),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, accepted_cases, test_accepted);
    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    GQ_UNIT_CASES(tests, count, stored_cases, test_stored);
    GQ_UNIT_CASES(tests, count, date_cases, test_date);
    GQ_UNIT_CASES(tests, count, time_cases, test_time);
    return _cmocka_run_group_tests("datetime", tests, count, NULL, NULL);
}
