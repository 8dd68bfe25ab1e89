/*
 * json/write_double.c - the shortest digits of a double, in ECMAScript's form.
 *
 * Two ways to the digits: a quotient of two exact doubles for numbers of up to 15 digits, as data
 * has them; the C library's correct rounding, 15 to 17 digits, for the rest.
 */
#include "json/write.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Every decimal of up to 15 digits has a double of its own; 17 digits tell all doubles apart. */
#define DIGITS_UNIQUE 15
#define DIGITS_MAX    17
#define UNIQUE_LIMIT  1e15

/* The value is 0.DIGITS times ten to the power of `point`. */
struct decimal {
    char digits[DIGITS_MAX];
    int count, point;
};

/* Exact: 10 to the 22nd is the last power of ten that a double holds. */
static const double powers[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12,
    1e13, 1e14, 1e15 };

static void
drop_trailing_zeros(struct decimal *decimal)
{
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
}

static void
decimal_of_quotient(uint64_t numerator, int places, struct decimal *ret_decimal)
{
    char reversed[DIGITS_MAX];
    int count = 0;

    for (; numerator; numerator /= 10)
        reversed[count++] = (char)('0' + numerator % 10);
    assert(count > 0 && count <= DIGITS_MAX);
    for (int i = 0; i < count; i++)
        ret_decimal->digits[i] = reversed[count - 1 - i];
    ret_decimal->count = count;
    ret_decimal->point = count - places;
}

/*
 * Looks for the smallest number of decimal places at which n / 10^places is `value`. Numerator and
 * power are exact and IEEE division rounds correctly, so the decimal reads back as `value`; with at
 * most 15 digits it is the only one of its length.
 */
static bool
find_quotient(double value, struct decimal *ret_decimal)
{
    for (int places = 0; places < (int)GQ_ARRAY_LENGTH(powers); places++) {
        double scaled = value * powers[places], numerator;

        if (scaled >= UNIQUE_LIMIT - 1)
            return false;
        numerator = (double)(uint64_t)(scaled + 0.5);
        if (numerator >= 1 && numerator / powers[places] == value) {
            decimal_of_quotient((uint64_t)numerator, places, ret_decimal);
            return true;
        }
    }
    return false;
}

/*
 * Reads what "%.*e" printed: digits around the locale's decimal point, of whatever bytes, then the
 * exponent.
 */
static void
read_printed(const char *text, struct decimal *ret_decimal)
{
    int exponent = 0;
    bool is_negative;

    ret_decimal->count = 0;
    for (; *text && *text != 'e'; text++) {
        if (*text >= '0' && *text <= '9') {
            assert(ret_decimal->count < DIGITS_MAX);
            ret_decimal->digits[ret_decimal->count++] = *text;
        }
    }
    assert(text[0] == 'e' && (text[1] == '+' || text[1] == '-'));
    is_negative = text[1] == '-';
    for (text += 2; *text; text++)
        exponent = exponent * 10 + (*text - '0');
    ret_decimal->point = (is_negative ? -exponent : exponent) + 1;
}

/*
 * A power of two has its lower neighbour twice as near as its upper one, so that the next decimal
 * upward may read back where the nearest does not. (The carry of a final 9 never helps: one digit
 * less would have done.)
 */
static bool
next_decimal_reads_back(char *text, double value)
{
    char *last = strchr(text, 'e') - 1;

    if (*last < '0' || *last > '8')
        return false;
    ++*last;
    return strtod(text, NULL) == value;
}

static void
find_rounded(double value, struct decimal *ret_decimal)
{
    char text[64];
    /* Subnormal numbers have fewer bits, and so may need fewer digits than are always unique. */
    int first = value < DBL_MIN ? 1 : DIGITS_UNIQUE;

    for (int digits = first; digits <= DIGITS_MAX; digits++) {
        int length = snprintf(text, sizeof(text), "%.*e", digits - 1, value);

        assert(length > 0 && (size_t)length < sizeof(text));
        (void)length;
        if (digits == DIGITS_MAX || strtod(text, NULL) == value
                || next_decimal_reads_back(text, value))
            break;
    }
    read_printed(text, ret_decimal);
    drop_trailing_zeros(ret_decimal);
}

static void
write_zeros(struct gq_buf *buf, int count)
{
    static const char zeros[] = "0000000000000000000000";

    assert(count >= 0 && count < (int)sizeof(zeros));
    gq_buf_append(buf, zeros, (size_t)count);
}

static void
write_exponential(struct gq_buf *buf, const struct decimal *decimal)
{
    int exponent = decimal->point - 1;

    gq_buf_append(buf, decimal->digits, 1);
    if (decimal->count > 1) {
        gq_buf_char(buf, '.');
        gq_buf_append(buf, decimal->digits + 1, (size_t)decimal->count - 1);
    }
    gq_buf_char(buf, 'e');
    if (exponent > 0)
        gq_buf_char(buf, '+');
    gq_write_int(buf, exponent);
}

/* ECMAScript, Number::toString: its n is `point`, its k is `count`. */
static void
write_decimal(struct gq_buf *buf, const struct decimal *decimal)
{
    size_t count = (size_t)decimal->count;

    if (decimal->point > 21 || decimal->point <= -6) {
        write_exponential(buf, decimal);
    } else if (decimal->point <= 0) {
        gq_buf_append(buf, "0.", 2);
        write_zeros(buf, -decimal->point);
        gq_buf_append(buf, decimal->digits, count);
    } else if (decimal->count <= decimal->point) {
        gq_buf_append(buf, decimal->digits, count);
        write_zeros(buf, decimal->point - decimal->count);
    } else {
        size_t whole = (size_t)decimal->point;

        gq_buf_append(buf, decimal->digits, whole);
        gq_buf_char(buf, '.');
        gq_buf_append(buf, decimal->digits + whole, count - whole);
    }
}

void
gq_write_double(struct gq_buf *buf, double value)
{
    struct decimal decimal;

    assert(isfinite(value));
    if (fabs(value) < UNIQUE_LIMIT && value == (double)(int64_t)value) {
        gq_write_int(buf, (int64_t)value);
        return;
    }
    if (value < 0) {
        gq_buf_char(buf, '-');
        value = -value;
    }
    if (!find_quotient(value, &decimal))
        find_rounded(value, &decimal);
    write_decimal(buf, &decimal);
}
