/* base/decimal.c - digits are counted towards the sign's own end, so that -2^63 is reached. */
#include "base/decimal.h"

#include "base/buf.h"

#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* How many digits `text` begins with. */
static size_t
digits_of(struct gq_str text)
{
    size_t count = 0;

    while (count < text.length && is_digit(text.bytes[count]))
        count++;
    return count;
}

/* One digit more. Negative numbers reach further than positive ones: all are kept negative. */
static bool
append(int64_t *negated, int digit)
{
    if (*negated < (INT64_MIN + digit) / 10)
        return false;
    *negated = *negated * 10 - digit;
    return true;
}

static bool
append_all(int64_t *negated, struct gq_str digits)
{
    for (size_t i = 0; i < digits.length; i++) {
        if (!append(negated, digits.bytes[i] - '0'))
            return false;
    }
    return true;
}

enum gq_decimal_outcome
gq_decimal_parse(struct gq_str text, uint32_t scale, int64_t *ret_scaled)
{
    bool is_negative = text.length > 0 && text.bytes[0] == '-';
    struct gq_str rest = is_negative ? gq_str_slice(text, 1, text.length) : text;
    struct gq_str whole = gq_str_slice(rest, 0, digits_of(rest));
    struct gq_str fraction = { "", 0 };
    int64_t negated = 0;

    assert(scale <= GQ_DECIMAL_SCALE_MAX);
    if (whole.length == 0)
        return GQ_DECIMAL_NOT_A_NUMBER;
    rest = gq_str_slice(rest, whole.length, rest.length);
    if (rest.length > 0) {
        fraction = gq_str_slice(rest, 1, rest.length);
        if (rest.bytes[0] != '.' || fraction.length == 0 || digits_of(fraction) != fraction.length)
            return GQ_DECIMAL_NOT_A_NUMBER;
    }
    if (fraction.length > scale)
        return GQ_DECIMAL_TOO_PRECISE;
    if (!append_all(&negated, whole) || !append_all(&negated, fraction))
        return GQ_DECIMAL_TOO_LARGE;
    for (size_t i = fraction.length; i < scale; i++) {
        if (!append(&negated, 0))
            return GQ_DECIMAL_TOO_LARGE;
    }
    if (!is_negative && negated == INT64_MIN)
        return GQ_DECIMAL_TOO_LARGE;
    *ret_scaled = is_negative ? negated : -negated;
    return GQ_DECIMAL_OK;
}

void
gq_decimal_write(struct gq_buf *out, uint32_t scale, int64_t scaled)
{
    /* The magnitude of -2^63 has no place in 64 bits with a sign. */
    uint64_t magnitude = scaled < 0 ? 0 - (uint64_t)scaled : (uint64_t)scaled;
    uint64_t unit = 1;

    assert(scale <= GQ_DECIMAL_SCALE_MAX);
    for (uint32_t i = 0; i < scale; i++)
        unit *= 10;
    gq_buf_printf(out, "%s%" PRIu64, scaled < 0 ? "-" : "", magnitude / unit);
    if (scale > 0)
        gq_buf_printf(out, ".%0*" PRIu64, (int)scale, magnitude % unit);
}
