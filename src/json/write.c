/* json/write.c - strings, integers and whole values; doubles are in write_double.c. */
#include "json/write.h"

#include "base/json_run.h"
#include "base/number.h"
#include "json/value.h"

#include <assert.h>

/* The letter after the backslash for each byte below 0x20; 'u': by number. */
static const char control_letters[] = "uuuuuuuubtnufruuuuuuuuuuuuuuuuuu";

static void
write_escaped(struct gq_buf *buf, unsigned char byte)
{
    static const char hex[] = "0123456789abcdef";
    char letter = byte < 0x20 ? control_letters[byte] : (char)byte;
    char text[6] = { '\\', letter, '0', '0', hex[byte >> 4], hex[byte & 15] };

    assert(!gq_json_run_is_plain_byte(byte));
    gq_buf_append(buf, text, text[1] == 'u' ? 6 : 2);
}

void
gq_write_string(struct gq_buf *buf, struct gq_str text)
{
    /* One growth for the usual text, which has nothing to escape. */
    if (!gq_buf_room(buf, text.length + 2))
        return;
    gq_buf_char(buf, '"');
    while (text.length) {
        size_t plain = gq_json_run_length(text.bytes, text.length);

        gq_buf_append(buf, text.bytes, plain);
        if (plain == text.length)
            break;
        write_escaped(buf, (unsigned char)text.bytes[plain]);
        text.bytes += plain + 1;
        text.length -= plain + 1;
    }
    gq_buf_char(buf, '"');
}

void
gq_write_int(struct gq_buf *buf, int64_t value)
{
    char digits[GQ_NUMBER_DIGITS_MAX];

    gq_buf_str(buf, gq_number_digits(value, digits));
}

static void write_value(struct gq_buf *buf, const struct gq_value *value, uint32_t depth);

static void
write_list(struct gq_buf *buf, const struct gq_value *list, uint32_t depth)
{
    gq_buf_char(buf, '[');
    for (uint32_t i = 0; i < list->count; i++) {
        if (i)
            gq_buf_char(buf, ',');
        write_value(buf, &list->items[i], depth + 1);
    }
    gq_buf_char(buf, ']');
}

static void
write_object(struct gq_buf *buf, const struct gq_value *object, uint32_t depth)
{
    gq_buf_char(buf, '{');
    for (uint32_t i = 0; i < object->count; i++) {
        if (i)
            gq_buf_char(buf, ',');
        gq_write_string(buf, object->members[i].key);
        gq_buf_char(buf, ':');
        write_value(buf, &object->members[i].value, depth + 1);
    }
    gq_buf_char(buf, '}');
}

static void
write_value(struct gq_buf *buf, const struct gq_value *value, uint32_t depth)
{
    if (depth > GQ_WRITE_DEPTH_MAX)
        buf->state = GQ_BUF_OVER_CAP;
    if (gq_buf_failed(buf))
        return;
    switch (value->kind) {
    case GQ_VALUE_NULL:
        gq_write_null(buf);
        break;
    case GQ_VALUE_BOOLEAN:
        gq_write_bool(buf, value->boolean);
        break;
    case GQ_VALUE_INT:
        gq_write_int(buf, value->integer);
        break;
    case GQ_VALUE_FLOAT:
        gq_write_double(buf, value->real);
        break;
    case GQ_VALUE_STRING:
    case GQ_VALUE_ENUM:
        gq_write_string(buf, value->text);
        break;
    case GQ_VALUE_LIST:
        write_list(buf, value, depth);
        break;
    case GQ_VALUE_OBJECT:
        write_object(buf, value, depth);
        break;
    case GQ_VALUE_HANDLE:
    case GQ_VALUE_ERROR:
        /* Inside a custom scalar, where a resolver's objects have no meaning. */
        gq_write_null(buf);
        break;
    }
}

void
gq_write_value(struct gq_buf *buf, const struct gq_value *value)
{
    write_value(buf, value, 1);
}
