/* http/field.c - tokens, quoted strings, names. */
#include "http/field.h"

#include <strings.h>

bool
gq_field_is_token(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_alnum = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')
                || (byte >= 'A' && byte <= 'Z');

        if (!is_alnum && (byte == '\0' || !strchr("!#$%&'*+-.^_`|~", byte)))
            return false;
    }
    return text.length > 0;
}

bool
gq_field_is_quoted(struct gq_str text)
{
    if (text.length < 2 || text.bytes[0] != '"')
        return false;
    for (size_t i = 1; i < text.length; i++) {
        if (text.bytes[i] == '\\')
            i++;
        else if (text.bytes[i] == '"')
            return i + 1 == text.length;
    }
    return false;
}

bool
gq_field_equal(struct gq_str a, struct gq_str b)
{
    return a.length == b.length && strncasecmp(a.bytes, b.bytes, a.length) == 0;
}
