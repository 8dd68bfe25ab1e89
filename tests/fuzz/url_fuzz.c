/*
 * tests/fuzz/url_fuzz.c - the text as a request target, a query string, a value of Accept, and a
 * header: no byte outside of it is touched, and what passes has the form it is promised to have.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "http/address.h"
#include "http/guard.h"
#include "http/media.h"
#include "http/query.h"
#include "http/router.h"

static void
check_target(struct gq_str text)
{
    struct gq_str path, query;

    if (!gq_router_split(text, &path, &query))
        return;
    fuzz_require(path.length > 0 && (path.bytes[0] == '/' || gq_str_is(path, "*")));
    fuzz_require(memchr(path.bytes, '?', path.length) == NULL);
    fuzz_require(path.length + query.length <= text.length + 1);
}

static void
check_query(struct gq_arena *arena, struct gq_str text)
{
    struct gq_str rest = text, parts[2], decoded;
    char *memory = gq_arena_alloc(arena, text.length + 1);
    size_t bad, length = 0;

    while (gq_query_next(&rest, &parts[0], &parts[1])) {
        length += parts[0].length + parts[1].length;
        for (int i = 0; i < 2; i++) {
            if (!gq_query_decode(parts[i], memory, &decoded))
                continue;
            fuzz_require(decoded.length <= parts[i].length && gq_utf8_check(decoded, &bad));
            fuzz_require(!decoded.length || !memchr(decoded.bytes, '\0', decoded.length));
        }
    }
    fuzz_require(length <= text.length);
}

/* Lines of `name:value`. */
static void
check_header(struct gq_str text)
{
    struct gq_http_guard guard;
    struct gq_http_verdict verdict;
    struct gq_limits limits;

    gq_limits_init(&limits);
    gq_http_guard_init(&guard, &limits);
    while (text.length) {
        const char *end = memchr(text.bytes, '\n', text.length);
        size_t length = end ? (size_t)(end - text.bytes) : text.length;
        const char *colon = memchr(text.bytes, ':', length);
        size_t name = colon ? (size_t)(colon - text.bytes) : length;

        gq_http_guard_add(&guard, gq_str_slice(text, 0, name),
                gq_str_slice(text, name + 1, length > name ? length - name - 1 : 0));
        text = gq_str_slice(text, length + 1, text.length);
    }
    verdict = gq_http_guard_finish(&guard, GQ_HTTP_1_1);
    if (verdict.status)
        return;
    fuzz_require(guard.fields[GQ_HTTP_HOST].length > 0);
    fuzz_require(!guard.fields[GQ_HTTP_CONTENT_LENGTH].bytes
            || !guard.fields[GQ_HTTP_TRANSFER_ENCODING].bytes);
}

/* X-Forwarded-For. */
static void
check_addresses(struct gq_str text)
{
    struct gq_network proxies[1];
    struct gq_address client;

    if (!gq_address_parse_network(GQ_STR("10.0.0.0/8"), &proxies[0]))
        fuzz_require(false);
    client = gq_address_resolve(text, proxies, 1);
    fuzz_require(!gq_address_is_in(&client, proxies, 1));
    if (gq_address_parse_network(text, &proxies[0]))
        fuzz_require(proxies[0].bits <= 128);
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    check_addresses(text);
    check_target(text);
    check_query(arena, text);
    check_header(text);
    fuzz_require(!gq_media_is_json(text) || gq_media_negotiate(&text, 1) == GQ_MEDIA_JSON
            || memchr(text.bytes, 'q', text.length) || memchr(text.bytes, 'Q', text.length));
}
