/* http/authorization.c - two fields, one of them at a time. */
#include "http/authorization.h"

#include "auth/verifier.h"
#include "engine/engine.h"
#include "http/exchange.h"
#include "http/field.h"
#include "http/loop.h"

#include <assert.h>

#define SCHEME "Bearer"

/* Takes the scheme and the blanks after it off. False when it is another scheme or nothing follows. */
static bool
strip_scheme(struct gq_str *text)
{
    struct gq_str scheme = GQ_STR(SCHEME);
    size_t start = scheme.length;

    if (!gq_field_equal(gq_str_slice(*text, 0, scheme.length), scheme))
        return false;
    while (start < text->length && text->bytes[start] == ' ')
        start++;
    if (start == scheme.length || start == text->length)
        return false;
    *text = gq_str_slice(*text, start, text->length);
    return true;
}

/* What the fields show; both together, or another scheme, could mean two callers: refused. */
static bool
read_credential(struct gq_str authorization, struct gq_str key, struct gq_credential *ret_shown)
{
    assert(authorization.bytes || key.bytes);
    if (authorization.bytes && key.bytes)
        return false;
    if (key.bytes) {
        *ret_shown = (struct gq_credential){ GQ_CREDENTIAL_KEY, key };
        return true;
    }
    *ret_shown = (struct gq_credential){ GQ_CREDENTIAL_ANY, authorization };
    return strip_scheme(&ret_shown->text);
}

bool
gq_authorization_admit(struct gq_exchange *exchange)
{
    struct gq_str authorization = exchange->header.fields[GQ_HTTP_AUTHORIZATION];
    struct gq_str key = exchange->header.fields[GQ_HTTP_API_KEY];
    enum gq_identified identified = GQ_IDENTIFIED_REFUSED;
    struct gq_credential shown;

    assert(!exchange->identity);
    if (!authorization.bytes && !key.bytes)
        return true;
    exchange->refusal = GQ_STR("malformed");
    if (read_credential(authorization, key, &shown))
        identified = gq_worker_identify(
                exchange->loop->worker, &shown, &exchange->identity, &exchange->refusal);
    if (identified == GQ_IDENTIFIED_REFUSED)
        gq_exchange_fail(exchange, 401, GQ_E_UNAUTHENTICATED, "The token or key is not valid.");
    else if (identified == GQ_IDENTIFIED_UNAVAILABLE)
        gq_exchange_fail(
                exchange, 503, GQ_E_STORAGE_ERROR, "The database could not be read or written.");
    return identified == GQ_IDENTIFIED_KNOWN;
}
