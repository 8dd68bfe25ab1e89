/* http/router.c - no tree: a server has a dozen routes. */
#include "http/router.h"

#include <assert.h>
#include <stdio.h>
#include <strings.h>

static const struct method_name {
    enum gq_method method;
    const char *name;
} method_names[] = {
    { GQ_METHOD_GET, "GET" },
    { GQ_METHOD_HEAD, "HEAD" },
    { GQ_METHOD_POST, "POST" },
    { GQ_METHOD_PUT, "PUT" },
    { GQ_METHOD_PATCH, "PATCH" },
    { GQ_METHOD_DELETE, "DELETE" },
    { GQ_METHOD_OPTIONS, "OPTIONS" },
};

enum gq_method
gq_router_method(const char *name)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(method_names); i++) {
        if (strcmp(name, method_names[i].name) == 0)
            return method_names[i].method;
    }
    return GQ_METHOD_OTHER;
}

const char *
gq_router_method_name(enum gq_method method)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(method_names); i++) {
        if (method == method_names[i].method)
            return method_names[i].name;
    }
    return "OTHER";
}

/* Visible ASCII, without the number sign: a fragment is never sent. */
static bool
has_only_url_bytes(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte <= ' ' || byte >= 0x7F || byte == '#' || byte == '\\')
            return false;
    }
    return text.length > 0;
}

/* Control bytes, slashes and a percent sign on its own: `%0A`, `%2F`, `%5C`, `%7F`. */
static bool
has_deceptive_escape(struct gq_str path)
{
    for (size_t i = 0; i < path.length; i++) {
        const char *escape = path.bytes + i;

        if (*escape != '%')
            continue;
        if (path.length - i < 3 || escape[1] == '0' || escape[1] == '1'
                || strncasecmp(escape, "%2f", 3) == 0 || strncasecmp(escape, "%5c", 3) == 0
                || strncasecmp(escape, "%7f", 3) == 0)
            return true;
    }
    return false;
}

/* absolute-form: `http://authority/path`; what remains is in origin form. */
static struct gq_str
drop_authority(struct gq_str target)
{
    static const struct gq_str schemes[] = { GQ_STR_INIT("http://"), GQ_STR_INIT("https://") };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(schemes); i++) {
        size_t start = schemes[i].length;

        if (target.length <= start || strncasecmp(target.bytes, schemes[i].bytes, start) != 0)
            continue;
        while (start < target.length && target.bytes[start] != '/' && target.bytes[start] != '?')
            start++;
        return start < target.length ? gq_str_slice(target, start, target.length) : GQ_STR("/");
    }
    return target;
}

bool
gq_router_split(struct gq_str target, struct gq_str *ret_path, struct gq_str *ret_query)
{
    struct gq_str path = drop_authority(target), query = { NULL, 0 };
    const char *mark;

    if (!has_only_url_bytes(target))
        return false;
    mark = memchr(path.bytes, '?', path.length);
    if (mark) {
        size_t length = (size_t)(mark - path.bytes);

        query = gq_str_slice(path, length + 1, path.length);
        path.length = length;
    }
    if (path.length == 0 && path.bytes != target.bytes)
        path = GQ_STR("/");
    if (!gq_str_is(path, "*") && (path.length == 0 || path.bytes[0] != '/'))
        return false;
    if (has_deceptive_escape(path))
        return false;
    *ret_path = path;
    *ret_query = query;
    return true;
}

const struct gq_route *
gq_router_find(const struct gq_route *routes, size_t route_count, struct gq_str path)
{
    for (size_t i = 0; i < route_count; i++) {
        const struct gq_route *route = &routes[i];

        if (route->match == GQ_ROUTE_PREFIX ? gq_str_starts_with(path, route->path)
                                            : gq_str_equal(path, route->path))
            return route;
    }
    return NULL;
}

static unsigned
served_methods(const struct gq_route *route)
{
    unsigned implied = route->methods & GQ_METHOD_GET ? GQ_METHOD_HEAD : 0;

    return route->methods | implied | GQ_METHOD_OPTIONS;
}

bool
gq_router_serves(const struct gq_route *route, enum gq_method method)
{
    return (served_methods(route) & (unsigned)method) != 0;
}

void
gq_router_allow(const struct gq_route *route, char ret_text[GQ_ROUTER_ALLOW_SIZE])
{
    size_t length = 0;

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(method_names); i++) {
        if (!gq_router_serves(route, method_names[i].method))
            continue;
        length += (size_t)snprintf(ret_text + length, GQ_ROUTER_ALLOW_SIZE - length, "%s%s",
                length ? ", " : "", method_names[i].name);
        assert(length < GQ_ROUTER_ALLOW_SIZE);
    }
}
