/* bench/text.c - growth by doubling; runs without escapes are copied whole. */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
room(struct text *text, size_t more)
{
    if (text->capacity - text->length < more) {
        size_t capacity = text->capacity ? text->capacity * 2 : 1024;
        char *bytes;

        while (capacity - text->length < more)
            capacity *= 2;
        bytes = realloc(text->bytes, capacity);
        if (!bytes)
            abort();
        text->bytes = bytes;
        text->capacity = capacity;
    }
    return text->bytes + text->length;
}

void
text_bytes(struct text *text, const char *bytes, size_t length)
{
    memcpy(room(text, length), bytes, length);
    text->length += length;
}

void
text_int(struct text *text, int64_t value)
{
    char digits[20], *first = digits + sizeof(digits);
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

    do {
        *--first = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (value < 0)
        *--first = '-';
    text_bytes(text, first, (size_t)(digits + sizeof(digits) - first));
}

static void
escape(struct text *text, unsigned char byte)
{
    static const char letters[] = { ['\b'] = 'b',
        ['\t'] = 't',
        ['\n'] = 'n',
        ['\f'] = 'f',
        ['\r'] = 'r',
        ['"'] = '"',
        ['\\'] = '\\' };
    char out[7];
    int length = byte < sizeof(letters) && letters[byte]
            ? snprintf(out, sizeof(out), "\\%c", letters[byte])
            : snprintf(out, sizeof(out), "\\u%04x", byte);

    text_bytes(text, out, (size_t)length);
}

void
text_string(struct text *text, const char *bytes, size_t length)
{
    size_t start = 0;

    room(text, length + 2);
    text_literal(text, "\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        text_bytes(text, bytes + start, i - start);
        escape(text, byte);
        start = i + 1;
    }
    text_bytes(text, bytes + start, length - start);
    text_literal(text, "\"");
}

uint64_t
text_number(const char *at)
{
    uint64_t value = 0;

    while (*at >= '0' && *at <= '9')
        value = value * 10 + (uint64_t)(*at++ - '0');
    return value;
}
