/*
 * auth/jwt.h - JSON Web Tokens: is this one signed by someone we believe, and does it hold now?
 *
 * In:       the token as it came, a keyring, the time.
 * Out:      its claims, or the reason why not, which is for logs and tests and never for clients.
 * Not here: identities (identity.h), revocation and caching (verifier.h).
 *
 * RFC 7519, RFC 7515, by the rules of RFC 8725: sizes are bounded before any cryptography, a key
 * has one algorithm and the token's must be the same, `kid` only chooses among known keys, and what
 * a token says about where its key could be found is a reason to refuse it.
 */
#ifndef GQ_AUTH_JWT_H
#define GQ_AUTH_JWT_H

#include "auth/algorithm.h"
#include "base/attribute.h"
#include "base/str.h"
#include "json/value.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_json_parser;
struct gq_keyring;
struct gq_limits;

#define GQ_JWT_SKEW_S 30

enum gq_jwt_outcome {
    GQ_JWT_VALID,
    GQ_JWT_TOO_LONG,
    GQ_JWT_MALFORMED,         /* not three parts of base64url, or a header or claims not JSON */
    GQ_JWT_HEADER_REFUSED,    /* names a key or an extension, or another type */
    GQ_JWT_ALGORITHM_REFUSED, /* none, or not one of ours */
    GQ_JWT_KEY_UNKNOWN,       /* no key of that id and algorithm */
    GQ_JWT_SIGNATURE_WRONG,
    GQ_JWT_CLAIM_MALFORMED, /* `exp` or `sub` is missing, or a registered claim has a wrong type */
    GQ_JWT_EXPIRED,
    GQ_JWT_NOT_YET,
    GQ_JWT_LIFE_TOO_LONG,
    GQ_JWT_ISSUER_WRONG,
    GQ_JWT_AUDIENCE_WRONG,
};

struct gq_jwt {
    struct gq_value claims;    /* an object */
    struct gq_str subject, id; /* `sub`; `jti`, bytes == NULL: none */
    int64_t expires_s;
    uint32_t issuer; /* index in the keyring */
};

/* What the checks of one thread share. */
struct gq_jwt_context {
    struct gq_json_parser *parser;
    const struct gq_keyring *keyring;
    const struct gq_limits *limits;
};

/* Verifies the token at the time `now_s`. The result lives in `arena`; runs inside its guard. */
GQ_MUST_CHECK enum gq_jwt_outcome gq_jwt_verify(struct gq_arena *arena,
        const struct gq_jwt_context *context, struct gq_str token, int64_t now_s,
        struct gq_jwt *ret_jwt);

/* The reason as a word for the log. Static. */
struct gq_str gq_jwt_outcome_name(enum gq_jwt_outcome outcome);

/*
 * Signs claims, the text of a JSON object, for trying things out. `key` is the secret or a private
 * key in PEM form. The token lives in `arena`; false when the key or the claims do not serve.
 */
GQ_MUST_CHECK bool gq_jwt_sign(struct gq_arena *arena, enum gq_algorithm algorithm,
        struct gq_str key, struct gq_str claims, struct gq_str *ret_token);

#endif
