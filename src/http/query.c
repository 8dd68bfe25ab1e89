/* http/query.c - split first, decode after: an encoded ampersand belongs to its value. */
#include "http/query.h"

#include "base/utf8.h"

static int
hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

static struct gq_str
cut(struct gq_str *rest, char separator)
{
    const char *found = rest->length ? memchr(rest->bytes, separator, rest->length) : NULL;
    struct gq_str part = *rest;

    if (found) {
        part.length = (size_t)(found - rest->bytes);
        *rest = gq_str_slice(*rest, part.length + 1, rest->length);
    } else {
        *rest = (struct gq_str){ part.bytes, 0 };
    }
    return part;
}

bool
gq_query_next(struct gq_str *rest, struct gq_str *ret_name, struct gq_str *ret_value)
{
    struct gq_str pair = { NULL, 0 };

    while (pair.length == 0) {
        if (rest->length == 0)
            return false;
        pair = cut(rest, '&');
    }
    *ret_name = cut(&pair, '=');
    *ret_value = pair;
    return true;
}

bool
gq_query_decode(struct gq_str text, char *memory, struct gq_str *ret_text)
{
    size_t length = 0, bad;

    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if (byte == '+')
            byte = ' ';
        if (byte == '%') {
            int high = text.length - i > 2 ? hex_value(text.bytes[i + 1]) : -1;
            int low = high >= 0 ? hex_value(text.bytes[i + 2]) : -1;

            if (low < 0)
                return false;
            byte = (char)(high * 16 + low);
            i += 2;
        }
        if (byte == '\0')
            return false;
        memory[length++] = byte;
    }
    *ret_text = (struct gq_str){ memory, length };
    return gq_utf8_check(*ret_text, &bad);
}
