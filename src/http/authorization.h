/*
 * http/authorization.h - who sends a request: the header fields that say so.
 *
 * In:       `Authorization: Bearer TOKEN-OR-KEY` or `X-API-Key: KEY`.
 * Out:      the identity of the exchange, or an answer: 401, always the same.
 * Not here: what a token or key is worth (auth/ by way of the engine), what an identity may do.
 *
 * RFC 6750, Authenticated Requests; RFC 9110, Authorization. Cookies never carry identity.
 */
#ifndef GQ_HTTP_AUTHORIZATION_H
#define GQ_HTTP_AUTHORIZATION_H

#include "base/attribute.h"

#include <stdbool.h>

struct gq_exchange;

/*
 * Sets `exchange->identity`, NULL without any of the fields: anonymous. Whatever else the fields
 * hold and is not valid is refused; it never becomes anonymous. False after answering.
 */
GQ_MUST_CHECK bool gq_authorization_admit(struct gq_exchange *exchange);

#endif
