/* http/cors.c - an exact match in a short list. */
#include "http/cors.h"

#include "http/exchange.h"
#include "http/field.h"
#include "http/loop.h"
#include "http/site.h"

#define PREFLIGHT_MAX_AGE_S "600"
#define NAME_LIST_MAX       512

static const char exposed[] = "Retry-After, Server-Timing, X-Request-Id";

struct gq_str
gq_cors_find(const struct gq_site *site, struct gq_str origin)
{
    for (size_t i = 0; origin.bytes && i < site->cors_count; i++) {
        if (gq_str_is(site->cors[i], "*"))
            return site->cors[i];
        if (gq_str_equal(site->cors[i], origin))
            return site->cors[i];
    }
    return (struct gq_str){ NULL, 0 };
}

bool
gq_cors_is_name_list(struct gq_str text)
{
    while (text.length) {
        const char *comma = memchr(text.bytes, ',', text.length);
        size_t length = comma ? (size_t)(comma - text.bytes) : text.length;
        struct gq_str name = gq_str_slice(text, 0, length);

        while (name.length && name.bytes[0] == ' ')
            name = gq_str_slice(name, 1, name.length);
        while (name.length && name.bytes[name.length - 1] == ' ')
            name.length--;
        if (!gq_field_is_token(name))
            return false;
        text = gq_str_slice(text, length + 1, text.length);
    }
    return true;
}

/* A preflight is told what the route serves, and that every field it asks for is welcome. */
static void
add_preflight(const struct gq_exchange *exchange, struct MHD_Response *response)
{
    struct gq_str names = exchange->header.fields[GQ_HTTP_PREFLIGHT_HEADERS];
    char methods[GQ_ROUTER_ALLOW_SIZE], copy[NAME_LIST_MAX] = "";

    gq_router_allow(exchange->route, methods);
    (void)MHD_add_response_header(response, "Access-Control-Allow-Methods", methods);
    (void)MHD_add_response_header(response, "Access-Control-Max-Age", PREFLIGHT_MAX_AGE_S);
    if (names.length == 0 || names.length >= sizeof(copy) || !gq_cors_is_name_list(names))
        return;
    memcpy(copy, names.bytes, names.length);
    (void)MHD_add_response_header(response, "Access-Control-Allow-Headers", copy);
}

void
gq_cors_add(const struct gq_exchange *exchange, struct MHD_Response *response)
{
    const struct gq_site *site = exchange->loop->site;
    struct gq_str allowed = gq_cors_find(site, exchange->header.fields[GQ_HTTP_ORIGIN]);

    if (site->cors_count == 0)
        return;
    (void)MHD_add_response_header(response, "Vary", "Origin");
    if (!allowed.bytes)
        return;
    (void)MHD_add_response_header(response, "Access-Control-Allow-Origin", allowed.bytes);
    if (exchange->method == GQ_METHOD_OPTIONS && exchange->route
            && exchange->header.fields[GQ_HTTP_PREFLIGHT_METHOD].bytes)
        add_preflight(exchange, response);
    else
        (void)MHD_add_response_header(response, "Access-Control-Expose-Headers", exposed);
}
