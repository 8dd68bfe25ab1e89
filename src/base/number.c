/*
 * base/number.c - doubles by the C library, integers two digits at a time. The program never calls
 * setlocale: the decimal point is a point.
 */
#include "base/number.h"

#include "base/arena.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static const char digit_pairs[] =
        "00010203040506070809101112131415161718192021222324252627282930313233"
        "34353637383940414243444546474849505152535455565758596061626364656667"
        "6869707172737475767778798081828384858687888990919293949596979899";

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

struct gq_str
gq_number_digits(int64_t value, char room[GQ_NUMBER_DIGITS_MAX])
{
    char *const end = room + GQ_NUMBER_DIGITS_MAX;
    char *first = end;
    /* Negating as unsigned is defined for INT64_MIN too. */
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    while (rest >= 10) {
        first -= 2;
        memcpy(first, digit_pairs + rest % 100 * 2, 2);
        rest /= 100;
    }
    if (rest || first == end)
        *--first = (char)('0' + rest);
    if (value < 0)
        *--first = '-';
    assert(first >= room);
    return (struct gq_str){ first, (size_t)(end - first) };
}

void
gq_number_pad(uint32_t value, uint32_t digits, char *ret_text)
{
    assert(digits > 0);
    for (uint32_t i = digits; i > 0; i--, value /= 10)
        ret_text[i - 1] = (char)('0' + value % 10);
    assert(value == 0);
}
