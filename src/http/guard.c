/* http/guard.c - single fields as they come, then how they stand together. */
#include "http/guard.h"

#include "base/limits.h"
#include "http/field.h"

#include <assert.h>

static const struct gq_str field_names[GQ_HTTP_FIELD_COUNT] = {
    [GQ_HTTP_CONTENT_LENGTH] = GQ_STR_INIT("content-length"),
    [GQ_HTTP_TRANSFER_ENCODING] = GQ_STR_INIT("transfer-encoding"),
    [GQ_HTTP_HOST] = GQ_STR_INIT("host"),
    [GQ_HTTP_CONTENT_TYPE] = GQ_STR_INIT("content-type"),
    [GQ_HTTP_CONTENT_ENCODING] = GQ_STR_INIT("content-encoding"),
    [GQ_HTTP_AUTHORIZATION] = GQ_STR_INIT("authorization"),
    [GQ_HTTP_API_KEY] = GQ_STR_INIT("x-api-key"),
    [GQ_HTTP_IDEMPOTENCY_KEY] = GQ_STR_INIT("idempotency-key"),
    [GQ_HTTP_ORIGIN] = GQ_STR_INIT("origin"),
    [GQ_HTTP_PREFLIGHT_METHOD] = GQ_STR_INIT("access-control-request-method"),
    [GQ_HTTP_PREFLIGHT_HEADERS] = GQ_STR_INIT("access-control-request-headers"),
    [GQ_HTTP_REQUEST_ID] = GQ_STR_INIT("x-request-id"),
    [GQ_HTTP_TRACEPARENT] = GQ_STR_INIT("traceparent"),
    [GQ_HTTP_ACCEPT_ENCODING] = GQ_STR_INIT("accept-encoding"),
    [GQ_HTTP_FORWARDED_FOR] = GQ_STR_INIT("x-forwarded-for"),
    [GQ_HTTP_NOT_SIMPLE] = GQ_STR_INIT("graphql-require-preflight"),
};

/* As the clients in use have it. */
static const struct gq_str other_not_simple[] = {
    GQ_STR_INIT("apollo-require-preflight"),
    GQ_STR_INIT("x-apollo-operation-name"),
    GQ_STR_INIT("graphql-preflight"),
};

static void
refuse(struct gq_http_guard *guard, unsigned status, const char *reason)
{
    if (!guard->verdict.status)
        guard->verdict = (struct gq_http_verdict){ status, reason };
}

/* RFC 9110, Field Values: no control bytes but the tab. */
static bool
is_field_value(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
            return false;
    }
    return true;
}

/* RFC 9112, Request Target: uri-host [ ":" port ], without the bytes that end it elsewhere. */
static bool
is_host(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];

        if (byte <= ' ' || byte >= 0x7F || strchr("/?#@\\,\"<>", byte))
            return false;
    }
    return text.length > 0;
}

static void
take_single(struct gq_http_guard *guard, enum gq_http_field field, struct gq_str value)
{
    if (!guard->fields[field].bytes)
        guard->fields[field] = value;
    else if (field == GQ_HTTP_FORWARDED_FOR)
        guard->fields[field] = value;    /* the last is of the proxy next to us */
    else if (field < GQ_HTTP_REQUEST_ID) /* proxies may add to the others; they decide nothing */
        refuse(guard, 400, "a header field is repeated that must stand alone");
}

static void
take_accept(struct gq_http_guard *guard, struct gq_str value)
{
    if (guard->accept_count < GQ_HTTP_GUARD_ACCEPTS_MAX)
        guard->accepts[guard->accept_count++] = value;
    else
        refuse(guard, 400, "too many Accept fields");
}

void
gq_http_guard_init(struct gq_http_guard *guard, const struct gq_limits *limits)
{
    int64_t fields_max = gq_limits_get(limits, GQ_LIMIT_HEADER_FIELDS);

    *guard = (struct gq_http_guard){
        .fields_max = fields_max > UINT32_MAX ? UINT32_MAX : (uint32_t)fields_max,
        .bytes_max = (size_t)gq_limits_get(limits, GQ_LIMIT_HEADER_BYTES),
    };
}

void
gq_http_guard_add(struct gq_http_guard *guard, struct gq_str name, struct gq_str value)
{
    guard->field_count++;
    guard->bytes += name.length + value.length;
    if (guard->field_count > guard->fields_max || guard->bytes > guard->bytes_max)
        refuse(guard, 431, "the header is too large");
    if (!gq_field_is_token(name) || !is_field_value(value))
        refuse(guard, 400, "a header field has bytes that do not belong there");
    if (guard->verdict.status)
        return;
    /* A value without bytes is still there: the absent ones have NULL. */
    if (!value.bytes)
        value = GQ_STR("");
    if (gq_field_equal(name, GQ_STR("accept")))
        take_accept(guard, value);
    for (unsigned i = 0; i < GQ_HTTP_FIELD_COUNT; i++) {
        if (gq_field_equal(name, field_names[i]))
            take_single(guard, (enum gq_http_field)i, value);
    }
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(other_not_simple); i++) {
        if (gq_field_equal(name, other_not_simple[i]))
            take_single(guard, GQ_HTTP_NOT_SIMPLE, value);
    }
}

/* RFC 9112, Message Body Length. */
static void
judge_framing(struct gq_http_guard *guard, enum gq_http_version version)
{
    struct gq_str length = guard->fields[GQ_HTTP_CONTENT_LENGTH];
    struct gq_str coding = guard->fields[GQ_HTTP_TRANSFER_ENCODING];

    if (length.bytes && coding.bytes)
        refuse(guard, 400, "Content-Length and Transfer-Encoding exclude each other");
    if (length.bytes && !gq_str_parse_u64(length, INT64_MAX, &guard->content_length))
        refuse(guard, 400, "Content-Length is not a number");
    if (coding.bytes && !gq_field_equal(coding, GQ_STR("chunked")))
        refuse(guard, 400, "Transfer-Encoding is not chunked");
    guard->has_body = coding.bytes || guard->content_length > 0;
    if (version != GQ_HTTP_1_1 && guard->has_body)
        refuse(guard, 400, "a body needs HTTP/1.1");
}

static void
judge_host(struct gq_http_guard *guard, enum gq_http_version version)
{
    struct gq_str host = guard->fields[GQ_HTTP_HOST];

    if (!host.bytes && version == GQ_HTTP_1_1)
        refuse(guard, 400, "Host is missing");
    if (host.bytes && !is_host(host))
        refuse(guard, 400, "Host is not a host");
}

struct gq_http_verdict
gq_http_guard_finish(struct gq_http_guard *guard, enum gq_http_version version)
{
    struct gq_str encoding = guard->fields[GQ_HTTP_CONTENT_ENCODING];

    if (version == GQ_HTTP_OTHER)
        refuse(guard, 505, "not a version of HTTP that is served here");
    judge_framing(guard, version);
    judge_host(guard, version);
    if (encoding.bytes && !gq_field_equal(encoding, GQ_STR("identity")))
        refuse(guard, 415, "a compressed body is not read");
    return guard->verdict;
}
