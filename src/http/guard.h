/*
 * http/guard.h - refuses requests that two HTTP implementations could read differently.
 *
 * In:       the header fields of one request, one by one.
 * Out:      a verdict, and the fields that the server itself reads.
 * Not here: folded lines, bare line feeds, NUL in values: the HTTP library takes them silently, so a
 *           proxy in front has to refuse them. The request target (router.h).
 *
 * RFC 9112, Message Body Length and Request Smuggling. Caller's storage; one thread at a time.
 */
#ifndef GQ_HTTP_GUARD_H
#define GQ_HTTP_GUARD_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

#define GQ_HTTP_GUARD_ACCEPTS_MAX 4u

struct gq_limits;

enum gq_http_version { GQ_HTTP_OTHER, GQ_HTTP_1_0, GQ_HTTP_1_1 };

/* Fields that the server reads. Those up to the preflight's are refused when repeated: ambiguous. */
enum gq_http_field {
    GQ_HTTP_CONTENT_LENGTH,
    GQ_HTTP_TRANSFER_ENCODING,
    GQ_HTTP_HOST,
    GQ_HTTP_CONTENT_TYPE,
    GQ_HTTP_CONTENT_ENCODING,
    GQ_HTTP_AUTHORIZATION,
    GQ_HTTP_API_KEY,
    GQ_HTTP_IDEMPOTENCY_KEY,
    GQ_HTTP_ORIGIN,
    GQ_HTTP_PREFLIGHT_METHOD,
    GQ_HTTP_PREFLIGHT_HEADERS,
    GQ_HTTP_REQUEST_ID,
    GQ_HTTP_TRACEPARENT,
    GQ_HTTP_ACCEPT_ENCODING,
    GQ_HTTP_FORWARDED_FOR,
    GQ_HTTP_NOT_SIMPLE, /* any of those that a page of another origin cannot send unasked */
    GQ_HTTP_FIELD_COUNT
};

struct gq_http_verdict {
    unsigned status;    /* 0: the request may go on */
    const char *reason; /* static */
};

/* Slices are borrowed from whoever gave the fields; bytes == NULL: absent. */
struct gq_http_guard {
    struct gq_str fields[GQ_HTTP_FIELD_COUNT];
    struct gq_str accepts[GQ_HTTP_GUARD_ACCEPTS_MAX]; /* Accept is a list, and may be repeated */
    uint32_t accept_count;
    uint64_t content_length; /* 0 when absent */
    bool has_body;
    uint32_t field_count;
    size_t bytes, bytes_max;
    uint32_t fields_max;
    struct gq_http_verdict verdict; /* the first fault */
};

/* The limits are header_fields and header_bytes. */
void gq_http_guard_init(struct gq_http_guard *guard, const struct gq_limits *limits);

/* Takes one field. After the first fault it looks at no more. */
void gq_http_guard_add(struct gq_http_guard *guard, struct gq_str name, struct gq_str value);

/* After the last field: the verdict on all of them together. */
struct gq_http_verdict gq_http_guard_finish(
        struct gq_http_guard *guard, enum gq_http_version version);

#endif
