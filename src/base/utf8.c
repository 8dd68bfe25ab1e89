/* base/utf8.c - checking by libunistring; the rest is arithmetic. */
#include "base/utf8.h"

#include <assert.h>
#include <unistr.h>

bool
gq_utf8_check(struct gq_str text, size_t *ret_offset)
{
    const uint8_t *bytes = (const uint8_t *)text.bytes;
    const uint8_t *bad = text.length ? u8_check(bytes, text.length) : NULL;

    if (bad)
        *ret_offset = (size_t)(bad - bytes);
    return !bad;
}

size_t
gq_utf8_encode(uint32_t code_point, char ret_bytes[4])
{
    int length = u8_uctomb((uint8_t *)ret_bytes, code_point, 4);

    assert(length > 0);
    return (size_t)length;
}

uint32_t
gq_utf8_decode(struct gq_str text, size_t *ret_length)
{
    ucs4_t code_point;
    int length = u8_mbtouc(&code_point, (const uint8_t *)text.bytes, text.length);

    assert(length > 0);
    *ret_length = (size_t)length;
    return code_point;
}

size_t
gq_utf8_utf16_length(struct gq_str text)
{
    size_t units = 0;

    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if ((byte & 0xC0) != 0x80)
            units += byte >= 0xF0 ? 2 : 1;
    }
    return units;
}
