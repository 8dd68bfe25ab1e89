/* base/str.c - the parts of str.h that are not worth inlining. */
#include "base/str.h"

int
gq_str_compare(struct gq_str a, struct gq_str b)
{
    size_t shorter = a.length < b.length ? a.length : b.length;
    int order = shorter ? memcmp(a.bytes, b.bytes, shorter) : 0;

    if (order)
        return order;
    return a.length < b.length ? -1 : a.length > b.length;
}

struct gq_str
gq_str_slice(struct gq_str text, size_t start, size_t length)
{
    if (start > text.length)
        start = text.length;
    if (length > text.length - start)
        length = text.length - start;
    return (struct gq_str){ text.length ? text.bytes + start : text.bytes, length };
}

bool
gq_str_parse_u64(struct gq_str text, uint64_t value_max, uint64_t *ret_value)
{
    uint64_t value = 0;

    if (text.length == 0 || (text.length > 1 && text.bytes[0] == '0'))
        return false;
    for (size_t i = 0; i < text.length; i++) {
        unsigned digit = (unsigned char)text.bytes[i] - (unsigned)'0';

        if (digit > 9 || __builtin_mul_overflow(value, 10u, &value)
                || __builtin_add_overflow(value, digit, &value))
            return false;
    }
    if (value > value_max)
        return false;
    *ret_value = value;
    return true;
}
