/*
 * http/media.h - media types: what the client sends, and what it wants back.
 *
 * In:       values of Content-Type and Accept.
 * Out:      whether a body is JSON; the type of the response.
 *
 * RFC 9110, Content Negotiation; GraphQL over HTTP, Media Types. Pure: any thread.
 */
#ifndef GQ_HTTP_MEDIA_H
#define GQ_HTTP_MEDIA_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

enum gq_media {
    GQ_MEDIA_NONE, /* nothing that can be served is acceptable */
    GQ_MEDIA_JSON,
    GQ_MEDIA_GRAPHQL_RESPONSE,
};

/* True for `application/json`, with no charset or UTF-8. */
bool gq_media_is_json(struct gq_str content_type);

/*
 * The type of a GraphQL response: the one with the highest weight, then the one that is named
 * rather than matched by a wildcard, then the one named first. Without an Accept field, or by a
 * wildcard, it is `application/json`. Members of the list that are malformed do not count.
 */
enum gq_media gq_media_negotiate(const struct gq_str *accepts, size_t accept_count);

/* The value of Content-Type; for GQ_MEDIA_NONE that of JSON. */
const char *gq_media_content_type(enum gq_media media);

#endif
