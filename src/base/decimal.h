/*
 * base/decimal.h - decimal numbers as 64-bit integers of a scale: 12.50 of scale 2 is 1250.
 *
 * Not here: binary fractions (number.h). Nothing is ever rounded.
 */
#ifndef GQ_BASE_DECIMAL_H
#define GQ_BASE_DECIMAL_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

#define GQ_DECIMAL_SCALE_MAX 9u

struct gq_buf;

enum gq_decimal_outcome {
    GQ_DECIMAL_OK,
    GQ_DECIMAL_NOT_A_NUMBER,
    GQ_DECIMAL_TOO_PRECISE, /* more digits after the point than the scale has */
    GQ_DECIMAL_TOO_LARGE,   /* 64 bits do not hold it */
};

/*
 * `-12.5` of that scale: an optional minus, digits, and perhaps a point and digits. No plus, no
 * exponent, no blank. Zeros in front are taken. `*ret_scaled` is written when it is OK.
 */
GQ_MUST_CHECK enum gq_decimal_outcome gq_decimal_parse(
        struct gq_str text, uint32_t scale, int64_t *ret_scaled);

/* Appends the number with exactly `scale` digits after the point; no point for scale 0. */
void gq_decimal_write(struct gq_buf *out, uint32_t scale, int64_t scaled);

#endif
