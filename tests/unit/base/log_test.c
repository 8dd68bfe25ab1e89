/* Log lines: escaping, cutting, levels; one write each. */
#include "base/clock.h"
#include "base/log.h"
#include "unit.h"

#include <unistd.h>

static const struct gq_clock fixed = { true, 0, 0 };

#define HEAD "{\"time\":\"1970-01-01T00:00:00.000000Z\",\"level\":\"info\",\"event\":\"test\""

/* What `log` writes on standard error, as one read of a pipe. Longer than a line is a failure. */
static struct gq_str
written(struct gq_log *log, char ret_text[GQ_LOG_LINE_MAX + 1])
{
    int ends[2], saved = dup(STDERR_FILENO);
    ssize_t length;

    assert_int_equal(pipe(ends), 0);
    dup2(ends[1], STDERR_FILENO);
    gq_log_end(log);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(ends[1]);
    length = read(ends[0], ret_text, GQ_LOG_LINE_MAX + 1);
    close(ends[0]);
    assert_true(length >= 0 && length <= GQ_LOG_LINE_MAX);
    return (struct gq_str){ ret_text, (size_t)length };
}

static const struct escape_case {
    const char *name;
    struct gq_str value;
    struct gq_str wanted; /* the whole line */
} escape_cases[] = {
    { "plain text", GQ_STR_INIT("abc"), GQ_STR_INIT(HEAD ",\"key\":\"abc\"}\n") },
    { "empty text", GQ_STR_INIT(""), GQ_STR_INIT(HEAD ",\"key\":\"\"}\n") },
    { "quotes and backslashes", GQ_STR_INIT("\"\\"), GQ_STR_INIT(HEAD ",\"key\":\"\\\"\\\\\"}\n") },
    { "a line feed cannot start a line of its own", GQ_STR_INIT("a\nb\r"),
            GQ_STR_INIT(HEAD ",\"key\":\"a\\u000ab\\u000d\"}\n") },
    { "NUL, escape and delete", GQ_STR_INIT("\0\x1B\x7F"),
            GQ_STR_INIT(HEAD ",\"key\":\"\\u0000\\u001b\\u007f\"}\n") },
    { "UTF-8 as it is", GQ_STR_INIT("\xC3\xA9"), GQ_STR_INIT(HEAD ",\"key\":\"\xC3\xA9\"}\n") },
};

static void
test_escape(void **state)
{
    const struct escape_case *c = *state;
    char text[GQ_LOG_LINE_MAX + 1];
    struct gq_log log;

    gq_log_begin(&log, &fixed, GQ_LOG_INFO, "test");
    gq_log_str(&log, "key", c->value);
    assert_str_equal(written(&log, text), c->wanted);
}

static const struct number_case {
    const char *name;
    int64_t value;
    struct gq_str wanted;
} number_cases[] = {
    { "zero", 0, GQ_STR_INIT(HEAD ",\"key\":0}\n") },
    { "the smallest number", INT64_MIN, GQ_STR_INIT(HEAD ",\"key\":-9223372036854775808}\n") },
    { "the greatest number", INT64_MAX, GQ_STR_INIT(HEAD ",\"key\":9223372036854775807}\n") },
};

static void
test_number(void **state)
{
    const struct number_case *c = *state;
    char text[GQ_LOG_LINE_MAX + 1];
    struct gq_log log;

    gq_log_begin(&log, &fixed, GQ_LOG_INFO, "test");
    gq_log_int(&log, "key", c->value);
    assert_str_equal(written(&log, text), c->wanted);
}

static const struct long_case {
    const char *name;
    char byte;
    size_t length;
} long_cases[] = {
    { "a value that just fits", 'a', GQ_LOG_LINE_MAX - sizeof(HEAD) - 16 },
    { "a value that is too long by a little", 'a', GQ_LOG_LINE_MAX - sizeof(HEAD) },
    { "a value that is too long by far", 'a', 10 * GQ_LOG_LINE_MAX },
    { "a value that escaping makes too long", '\n', GQ_LOG_LINE_MAX / 2 },
};

static void
test_long_lines_are_cut_and_stay_whole(void **state)
{
    const struct long_case *c = *state;
    static char value[10 * GQ_LOG_LINE_MAX];
    char text[GQ_LOG_LINE_MAX + 1];
    struct gq_str line;
    struct gq_log log;

    memset(value, c->byte, sizeof(value));
    gq_log_begin(&log, &fixed, GQ_LOG_INFO, "test");
    gq_log_str(&log, "key", (struct gq_str){ value, c->length });
    for (int i = 0; i < 100; i++) {
        gq_log_str(&log, "more", GQ_STR("text"));
        gq_log_int(&log, "number", i);
    }
    line = written(&log, text);
    assert_true(line.length > GQ_LOG_LINE_MAX / 2);
    assert_true(gq_str_starts_with(line, GQ_STR(HEAD ",\"key\":\"")));
    assert_memory_equal(line.bytes + line.length - 2, "}\n", 2);
    assert_ptr_equal(memchr(line.bytes, '\n', line.length), line.bytes + line.length - 1);
}

static void
test_lines_above_the_level_are_not_written(void **state)
{
    char text[GQ_LOG_LINE_MAX + 1];
    struct gq_log log;

    (void)state;
    gq_log_set_level(GQ_LOG_WARNING);
    gq_log_begin(&log, &fixed, GQ_LOG_INFO, "quiet");
    gq_log_str(&log, "key", GQ_STR("value"));
    gq_log_int(&log, "key", 1);
    assert_int_equal(written(&log, text).length, 0);
    gq_log_begin(&log, &fixed, GQ_LOG_WARNING, "loud");
    assert_true(written(&log, text).length > 0);
    gq_log_set_level(GQ_LOG_INFO);
}

int
main(void)
{
    struct CMUnitTest tests[24] = { cmocka_unit_test(test_lines_above_the_level_are_not_written) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, escape_cases, test_escape);
    GQ_UNIT_CASES(tests, count, number_cases, test_number);
    GQ_UNIT_CASES(tests, count, long_cases, test_long_lines_are_cut_and_stay_whole);
    return _cmocka_run_group_tests("log", tests, count, NULL, NULL);
}
