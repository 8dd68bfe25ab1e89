/* base/url.c - scheme, authority, and the rest by its characters. */
#include "base/url.h"

#include <stdbool.h>

#define PORT_MAX 65535u

static bool
is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* Letters, digits, `others` and percent-encoded bytes. */
static bool
is_made_of(struct gq_str text, const char *others)
{
    for (size_t i = 0; i < text.length; i++) {
        char c = text.bytes[i];

        if (is_alpha(c) || is_digit(c) || (c != '\0' && strchr(others, c)))
            continue;
        if (c != '%' || text.length - i < 3 || !is_hex(text.bytes[i + 1])
                || !is_hex(text.bytes[i + 2]))
            return false;
        i += 2;
    }
    return true;
}

/* The length of the longest part at the front without any of `ends`. */
static size_t
span(struct gq_str text, const char *ends)
{
    size_t length = 0;

    while (length < text.length
            && (text.bytes[length] == '\0' || !strchr(ends, text.bytes[length])))
        length++;
    return length;
}

static bool
is_scheme(struct gq_str text)
{
    if (text.length == 0 || !is_alpha(text.bytes[0]))
        return false;
    for (size_t i = 1; i < text.length; i++) {
        char c = text.bytes[i];

        if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.')
            return false;
    }
    return true;
}

/* Nothing, or a colon and a port that may be empty. */
static bool
is_port(struct gq_str text)
{
    uint64_t port;

    if (text.length == 0)
        return true;
    if (text.bytes[0] != ':')
        return false;
    return text.length == 1
            || gq_str_parse_u64(gq_str_slice(text, 1, text.length), PORT_MAX, &port);
}

/* `[2001:db8::1]`, by its characters. */
static bool
is_bracketed(struct gq_str text, size_t *ret_length)
{
    size_t end = span(text, "]");

    if (end == text.length || end < 3)
        return false;
    for (size_t i = 1; i < end; i++) {
        if (!is_hex(text.bytes[i]) && text.bytes[i] != ':' && text.bytes[i] != '.')
            return false;
    }
    *ret_length = end + 1;
    return true;
}

/* `user@host:port`; a host is needed. */
static bool
is_authority(struct gq_str text)
{
    size_t user = span(text, "@"), length;

    if (user < text.length) {
        if (!is_made_of(gq_str_slice(text, 0, user), "-._~!$&'()*+,;=:"))
            return false;
        text = gq_str_slice(text, user + 1, text.length);
    }
    if (text.length > 0 && text.bytes[0] == '[') {
        if (!is_bracketed(text, &length))
            return false;
    } else {
        length = span(text, ":");
        if (length == 0 || !is_made_of(gq_str_slice(text, 0, length), "-._~!$&'()*+,;="))
            return false;
    }
    return is_port(gq_str_slice(text, length, text.length));
}

/* Path, query and fragment: a second `#` has no meaning. */
static bool
is_rest(struct gq_str text)
{
    size_t hash = span(text, "#");
    struct gq_str fragment = gq_str_slice(text, hash + 1, text.length);

    return is_made_of(gq_str_slice(text, 0, hash), "-._~!$&'()*+,;=:@/?")
            && is_made_of(fragment, "-._~!$&'()*+,;=:@/?");
}

bool
gq_url_check(struct gq_str text)
{
    size_t scheme = span(text, ":"), length;
    struct gq_str rest = gq_str_slice(text, scheme, text.length);

    if (!is_scheme(gq_str_slice(text, 0, scheme)) || !gq_str_starts_with(rest, GQ_STR("://")))
        return false;
    rest = gq_str_slice(rest, strlen("://"), rest.length);
    length = span(rest, "/?#");
    return is_authority(gq_str_slice(rest, 0, length))
            && is_rest(gq_str_slice(rest, length, rest.length));
}
