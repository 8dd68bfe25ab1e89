/*
 * auth/jwt_claims.h - the registered claims of a token, judged by our clock.
 *
 * RFC 7519, Registered Claim Names. Pure: any thread.
 */
#ifndef GQ_AUTH_JWT_CLAIMS_H
#define GQ_AUTH_JWT_CLAIMS_H

#include "auth/jwt.h"

struct gq_keyring_issuer;

/*
 * Types, times and identities of `jwt->claims`; fills in `subject`, `id` and `expires_s`. `life_s`
 * is the longest that a token may hold.
 */
GQ_MUST_CHECK enum gq_jwt_outcome gq_jwt_claims_read(
        struct gq_jwt *jwt, int64_t now_s, int64_t life_s);

/* `iss` and `aud` are as the issuer's tokens have them. */
GQ_MUST_CHECK enum gq_jwt_outcome gq_jwt_claims_match(
        const struct gq_jwt *jwt, const struct gq_keyring_issuer *issuer);

#endif
