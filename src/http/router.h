/*
 * http/router.h - from a request target and a method to a route: a table.
 *
 * In:       the raw target of the request line.
 * Out:      path and query string, both still encoded; the route of a path.
 * Not here: the handlers (graphql.h, health.h, the adapters of higher ranks).
 */
#ifndef GQ_HTTP_ROUTER_H
#define GQ_HTTP_ROUTER_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

struct gq_exchange;

enum gq_method {
    GQ_METHOD_OTHER = 0,
    GQ_METHOD_GET = 1 << 0,
    GQ_METHOD_HEAD = 1 << 1,
    GQ_METHOD_POST = 1 << 2,
    GQ_METHOD_PUT = 1 << 3,
    GQ_METHOD_PATCH = 1 << 4,
    GQ_METHOD_DELETE = 1 << 5,
    GQ_METHOD_OPTIONS = 1 << 6,
};

typedef void gq_route_fn(struct gq_exchange *exchange);

enum gq_route_match { GQ_ROUTE_EXACT, GQ_ROUTE_PREFIX };

/* HEAD is served wherever GET is, by GET's handler; OPTIONS everywhere, by the server. */
struct gq_route {
    struct gq_str path;
    enum gq_route_match match; /* a prefix ends with a slash */
    unsigned methods;          /* of enum gq_method */
    gq_route_fn *admit;        /* may answer before the body is read; NULL: nothing to check */
    gq_route_fn *handle;       /* the whole request is there: answers, or parks the exchange */
    bool is_open;              /* answers whoever asks: tokens and keys are not looked at */
    gq_route_fn *resume;       /* a parked exchange is back: answers; NULL: never parks */
};

/* GQ_METHOD_OTHER for what is not in the enum. Methods are case-sensitive (RFC 9110, Methods). */
enum gq_method gq_router_method(const char *name);

/* Static. `OTHER` for what is not in the enum. */
const char *gq_router_method_name(enum gq_method method);

/*
 * Cuts a target in origin form, or in absolute form after the authority, into path and query. False
 * when it is neither, has bytes that do not belong into a URL, or a NUL or a slash in encoded form
 * in its path: another server might see another path. `*` is its own path. Result borrowed.
 * RFC 9112, Request Target.
 */
GQ_MUST_CHECK bool gq_router_split(
        struct gq_str target, struct gq_str *ret_path, struct gq_str *ret_query);

/* The first route whose path fits, or NULL. */
const struct gq_route *gq_router_find(
        const struct gq_route *routes, size_t route_count, struct gq_str path);

/* Whether the route serves the method, implied ones included. */
bool gq_router_serves(const struct gq_route *route, enum gq_method method);

#define GQ_ROUTER_ALLOW_SIZE 64

/* The value of Allow: the route's methods and the implied ones. NUL-terminated. */
void gq_router_allow(const struct gq_route *route, char ret_text[GQ_ROUTER_ALLOW_SIZE]);

#endif
