/* base/base64.c - six bits a character. */
#include "base/base64.h"

#include "base/arena.h"
#include "base/buf.h"

#include <stdint.h>

static const char url_alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
static const char plain_alphabet[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void
write_digits(struct gq_buf *out, struct gq_str bytes, const char *alphabet)
{
    uint32_t bits = 0;
    unsigned bit_count = 0;
    char *room = gq_buf_room(out, (bytes.length + 2) / 3 * 4);
    size_t length = 0;

    if (!room)
        return;
    for (size_t i = 0; i < bytes.length; i++) {
        bits = bits << 8 | (unsigned char)bytes.bytes[i];
        for (bit_count += 8; bit_count >= 6; bit_count -= 6)
            room[length++] = alphabet[bits >> (bit_count - 6) & 63];
    }
    if (bit_count)
        room[length++] = alphabet[bits << (6 - bit_count) & 63];
    gq_buf_room_used(out, length);
}

void
gq_base64_write(struct gq_buf *out, struct gq_str bytes)
{
    write_digits(out, bytes, url_alphabet);
}

void
gq_base64_write_padded(struct gq_buf *out, struct gq_str bytes)
{
    write_digits(out, bytes, plain_alphabet);
    for (size_t i = bytes.length % 3; i == 1 || i == 2; i++)
        gq_buf_char(out, '=');
}

static int
digit_of(char c, const char *alphabet)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == alphabet[62] ? 62 : c == alphabet[63] ? 63 : -1;
}

static bool
read_digits(
        struct gq_arena *arena, struct gq_str text, const char *alphabet, struct gq_str *ret_bytes)
{
    char *bytes;
    size_t length = 0;
    uint32_t bits = 0;
    unsigned bit_count = 0;

    if (text.length % 4 == 1)
        return false;
    bytes = gq_arena_alloc(arena, text.length);
    for (size_t i = 0; i < text.length; i++) {
        int digit = digit_of(text.bytes[i], alphabet);

        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        bit_count += 6;
        if (bit_count >= 8) {
            bit_count -= 8;
            bytes[length++] = (char)(bits >> bit_count);
            bits &= (1u << bit_count) - 1;
        }
    }
    if (bits)
        return false;
    *ret_bytes = (struct gq_str){ bytes, length };
    return true;
}

bool
gq_base64_read(struct gq_arena *arena, struct gq_str text, struct gq_str *ret_bytes)
{
    return read_digits(arena, text, url_alphabet, ret_bytes);
}

bool
gq_base64_read_padded(struct gq_arena *arena, struct gq_str text, struct gq_str *ret_bytes)
{
    size_t length = text.length;

    if (length % 4 != 0)
        return false;
    while (length > 0 && text.length - length < 2 && text.bytes[length - 1] == '=')
        length--;
    return read_digits(arena, gq_str_slice(text, 0, length), plain_alphabet, ret_bytes);
}
