/*
 * base/number.c - by the C library's conversions: 17 digits at most are tried, shortest first.
 *
 * The program never calls setlocale, so the decimal point is a point.
 */
#include "base/number.h"

#include "base/arena.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A finite positive double as `digits` times a power of ten: 0.digits * 10^point. */
struct decimal {
    char digits[24];
    int count, point;
};

static struct decimal
shortest(double value)
{
    struct decimal decimal = { .count = 0 };
    char text[GQ_NUMBER_TEXT_MAX];
    int precision = 0;

    do {
        snprintf(text, sizeof(text), "%.*e", precision, value);
    } while (strtod(text, NULL) != value && ++precision < 17);
    for (const char *c = text; *c && *c != 'e'; c++) {
        if (*c != '.')
            decimal.digits[decimal.count++] = *c;
    }
    for (const char *c = strchr(text, 'e') + 2; *c; c++)
        decimal.point = decimal.point * 10 + (*c - '0');
    if (strchr(text, 'e')[1] == '-')
        decimal.point = -decimal.point;
    decimal.point++;
    while (decimal.count > 1 && decimal.digits[decimal.count - 1] == '0')
        decimal.count--;
    return decimal;
}

static char *
put(char *out, const char *bytes, int count)
{
    memcpy(out, bytes, (size_t)count);
    return out + count;
}

static char *
put_zeros(char *out, int count)
{
    memset(out, '0', (size_t)count);
    return out + count;
}

static char *
put_exponential(char *out, const struct decimal *d)
{
    int exponent = d->point - 1;

    *out++ = d->digits[0];
    if (d->count > 1) {
        *out++ = '.';
        out = put(out, d->digits + 1, d->count - 1);
    }
    return out + snprintf(out, 8, "e%c%d", exponent < 0 ? '-' : '+', abs(exponent));
}

/* ECMA-262, Number::toString, steps 6 to 10: where the point stands decides the form. */
static char *
put_decimal(char *out, const struct decimal *d)
{
    if (d->point > 21 || d->point <= -6)
        return put_exponential(out, d);
    if (d->point >= d->count) {
        out = put(out, d->digits, d->count);
        return put_zeros(out, d->point - d->count);
    }
    if (d->point > 0) {
        out = put(out, d->digits, d->point);
        *out++ = '.';
        return put(out, d->digits + d->point, d->count - d->point);
    }
    out = put(out, "0.", 2);
    out = put_zeros(out, -d->point);
    return put(out, d->digits, d->count);
}

size_t
gq_number_print(double value, char ret_text[GQ_NUMBER_TEXT_MAX])
{
    char *out = ret_text;

    if (isnan(value)) {
        out = put(out, "NaN", 3);
    } else if (value == 0) {
        *out++ = '0';
    } else {
        if (value < 0)
            *out++ = '-';
        if (isinf(value)) {
            out = put(out, "Infinity", 8);
        } else {
            struct decimal decimal = shortest(fabs(value));

            out = put_decimal(out, &decimal);
        }
    }
    *out = '\0';
    assert(out - ret_text < GQ_NUMBER_TEXT_MAX);
    return (size_t)(out - ret_text);
}

double
gq_number_parse(struct gq_arena *arena, struct gq_str text)
{
    char room[64];

    assert(text.length > 0);
    if (text.length >= sizeof(room))
        return strtod(gq_arena_copy(arena, text).bytes, NULL);
    memcpy(room, text.bytes, text.length);
    room[text.length] = '\0';
    return strtod(room, NULL);
}
