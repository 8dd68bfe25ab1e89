/*
 * tests/unit/auth/mint.h - tokens as an issuer or a forger makes them: any header, any claims, a
 * signature by OpenSSL itself, without the library under test.
 */
#ifndef GQ_TESTS_AUTH_MINT_H
#define GQ_TESTS_AUTH_MINT_H

#include "auth/algorithm.h"
#include "base/arena.h"
#include "base/str.h"

#define MINT_NOW_S INT64_C(1800000000)

enum mint_key {
    MINT_SECRET, /* 66 bytes */
    MINT_OTHER_SECRET,
    MINT_RSA,
    MINT_OTHER_RSA,
    MINT_SMALL_RSA, /* 1024 bits */
    MINT_P256,
    MINT_P384,
    MINT_P521,
    MINT_KEY_COUNT
};

/* The secret's bytes, or the PEM text of the public or private key. Made once a process. */
struct gq_str mint_public(enum mint_key key);
struct gq_str mint_private(enum mint_key key);

/* The key as a JWK, with the members in `more` (`,"kid":"a"`) added; lives in `arena`. */
struct gq_str mint_jwk(struct gq_arena *arena, enum mint_key key, const char *more);

/* A token of any header and claims, with the real signature of the algorithm and key. */
struct gq_str mint_token(struct gq_arena *arena, const char *header, const char *claims,
        enum gq_algorithm algorithm, enum mint_key key);

/* The same, signed by HMAC with any bytes for the secret. */
struct gq_str mint_hmac(struct gq_arena *arena, const char *header, const char *claims,
        enum gq_algorithm algorithm, struct gq_str secret);

struct gq_str mint_base64(struct gq_arena *arena, struct gq_str bytes);

#endif
