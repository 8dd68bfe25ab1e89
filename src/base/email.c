/* base/email.c - the standard's pattern, by hand. */
#include "base/email.h"

#include <stdbool.h>

#define LABEL_MAX 63u

static bool
is_alphanumeric(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

static bool
is_atom(char c)
{
    return is_alphanumeric(c) || (c != '\0' && strchr(".!#$%&'*+/=?^_`{|}~-", c));
}

/* Letters, digits and, inside, hyphens; `end` is behind the last character. */
static bool
is_label(struct gq_str text, size_t start, size_t end)
{
    if (end == start || end - start > LABEL_MAX)
        return false;
    for (size_t i = start; i < end; i++) {
        bool is_edge = i == start || i + 1 == end;

        if (!is_alphanumeric(text.bytes[i]) && (is_edge || text.bytes[i] != '-'))
            return false;
    }
    return true;
}

bool
gq_email_check(struct gq_str text)
{
    size_t at = 0, start;

    while (at < text.length && is_atom(text.bytes[at]))
        at++;
    if (at == 0 || at == text.length || text.bytes[at] != '@')
        return false;
    start = ++at;
    for (; at < text.length; at++) {
        if (text.bytes[at] != '.')
            continue;
        if (!is_label(text, start, at))
            return false;
        start = at + 1;
    }
    return is_label(text, start, at);
}
