/* base/datetime.c - RFC 3339 by hand: strptime knows neither fractions nor offsets. */
#include "base/datetime.h"

#include "base/buf.h"
#include "base/clock.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>

/* Reads exactly `digits` decimal digits at `*at` and moves on. */
static bool
read_number(struct gq_str text, size_t *at, unsigned digits, int64_t *ret_value)
{
    int64_t value = 0;

    for (unsigned i = 0; i < digits; i++, ++*at) {
        if (*at >= text.length || text.bytes[*at] < '0' || text.bytes[*at] > '9')
            return false;
        value = value * 10 + (text.bytes[*at] - '0');
    }
    *ret_value = value;
    return true;
}

static bool
read_char(struct gq_str text, size_t *at, const char *one_of)
{
    if (*at >= text.length || !text.bytes[*at] || !strchr(one_of, text.bytes[*at]))
        return false;
    ++*at;
    return true;
}

static int64_t
days_in_month(int64_t year, int64_t month)
{
    static const int64_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return month == 2 && is_leap ? 29 : days[month - 1];
}

/* Days since 1970-01-01 in the proleptic Gregorian calendar; a year starts in March. */
static int64_t
days_since_epoch(int64_t year, int64_t month, int64_t day)
{
    int64_t y = month <= 2 ? year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

static bool
read_date(struct gq_str text, size_t *at, int64_t *ret_days)
{
    int64_t year, month, day;

    if (!read_number(text, at, 4, &year) || !read_char(text, at, "-")
            || !read_number(text, at, 2, &month) || !read_char(text, at, "-")
            || !read_number(text, at, 2, &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return false;
    *ret_days = days_since_epoch(year, month, day);
    return true;
}

/* `.123456789`: up to nine digits, the first six count. */
static bool
read_fraction(struct gq_str text, size_t *at, int64_t *ret_us)
{
    int64_t us = 0, digit;
    unsigned count = 0;

    *ret_us = 0;
    if (!read_char(text, at, "."))
        return true;
    while (count < 10 && read_number(text, at, 1, &digit)) {
        if (count++ < 6)
            us = us * 10 + digit;
    }
    if (count == 0 || count > 9)
        return false;
    for (; count < 6; count++)
        us *= 10;
    *ret_us = us;
    return true;
}

static bool
read_offset(struct gq_str text, size_t *at, int64_t *ret_seconds)
{
    int64_t hours, minutes;
    bool is_west;

    *ret_seconds = 0;
    if (read_char(text, at, "Zz"))
        return true;
    is_west = *at < text.length && text.bytes[*at] == '-';
    if (!read_char(text, at, "+-") || !read_number(text, at, 2, &hours) || !read_char(text, at, ":")
            || !read_number(text, at, 2, &minutes) || hours > 23 || minutes > 59)
        return false;
    *ret_seconds = (hours * 3600 + minutes * 60) * (is_west ? -1 : 1);
    return true;
}

/* `03:04:05.25` as microseconds since midnight. */
static bool
read_time(struct gq_str text, size_t *at, int64_t *ret_us)
{
    int64_t hour, minute, second, us;

    if (!read_number(text, at, 2, &hour) || !read_char(text, at, ":")
            || !read_number(text, at, 2, &minute) || !read_char(text, at, ":")
            || !read_number(text, at, 2, &second) || !read_fraction(text, at, &us))
        return false;
    if (hour > 23 || minute > 59 || second > 59)
        return false;
    *ret_us = (hour * 3600 + minute * 60 + second) * 1000000 + us;
    return true;
}

bool
gq_datetime_parse(struct gq_str text, int64_t *ret_wall_us)
{
    int64_t days, us, offset;
    size_t at = 0;

    if (!read_date(text, &at, &days) || !read_char(text, &at, "Tt ") || !read_time(text, &at, &us)
            || !read_offset(text, &at, &offset) || at != text.length)
        return false;
    *ret_wall_us = (days * 86400 - offset) * 1000000 + us;
    /* The offset may have moved it out of the years that four digits can say. */
    return *ret_wall_us >= days_since_epoch(0, 1, 1) * 86400 * 1000000
            && *ret_wall_us < days_since_epoch(10000, 1, 1) * 86400 * 1000000;
}

bool
gq_datetime_parse_date(struct gq_str text)
{
    int64_t days;
    size_t at = 0;

    return read_date(text, &at, &days) && at == text.length;
}

bool
gq_datetime_parse_time(struct gq_str text, int64_t *ret_us)
{
    size_t at = 0;

    return read_time(text, &at, ret_us) && at == text.length;
}

void
gq_datetime_format_time(int64_t us, char ret_text[GQ_DATETIME_TIME_SIZE])
{
    int seconds = (int)(us / 1000000);

    assert(us >= 0 && seconds < 86400);
    /* The figures are bounded by the assertion; the compiler sees it only in unsigned ones. */
    snprintf(ret_text, GQ_DATETIME_TIME_SIZE, "%02u:%02u:%02u.%06u",
            (unsigned)(seconds / 3600) % 24u, (unsigned)(seconds / 60) % 60u,
            (unsigned)seconds % 60u, (unsigned)(us % 1000000) % 1000000u);
}

void
gq_datetime_format_sql(int64_t wall_us, char ret_text[GQ_DATETIME_SQL_SIZE])
{
    char text[GQ_CLOCK_RFC3339_SIZE];

    gq_clock_format(wall_us, text);
    memcpy(ret_text, text, GQ_DATETIME_SQL_SIZE - 1);
    ret_text[10] = ' ';
    ret_text[GQ_DATETIME_SQL_SIZE - 1] = '\0';
}

bool
gq_datetime_parse_sql(struct gq_str text, int64_t *ret_wall_us)
{
    int64_t days, us;
    size_t at = 0;

    if (!read_date(text, &at, &days) || !read_char(text, &at, "T ") || !read_time(text, &at, &us)
            || at != text.length)
        return false;
    *ret_wall_us = days * 86400 * 1000000 + us;
    return true;
}

/* Without the zeros at the end of a fraction of six digits, and without its point if none is left. */
static struct gq_str
without_zeros(struct gq_str text)
{
    size_t end = text.length;

    while (text.bytes[end - 1] == '0')
        end--;
    if (text.bytes[end - 1] == '.')
        end--;
    return gq_str_slice(text, 0, end);
}

void
gq_datetime_write_stored(struct gq_buf *out, struct gq_str stored)
{
    size_t end = stored.length;

    if (end != GQ_CLOCK_RFC3339_SIZE - 1 || stored.bytes[end - 1] != 'Z'
            || stored.bytes[end - 8] != '.') {
        gq_buf_str(out, stored);
        return;
    }
    gq_buf_str(out, without_zeros(gq_str_slice(stored, 0, end - 1)));
    gq_buf_char(out, 'Z');
}

void
gq_datetime_write_stored_time(struct gq_buf *out, struct gq_str stored)
{
    if (stored.length != GQ_DATETIME_TIME_SIZE - 1 || stored.bytes[stored.length - 7] != '.')
        gq_buf_str(out, stored);
    else
        gq_buf_str(out, without_zeros(stored));
}
