/*
 * auth/keyring.h - whom the server believes: issuers, and the keys that each of them signs with.
 *
 * In:       secrets, PEM text, JWK sets as text; what an issuer's tokens must say.
 * Out:      a table of keys, each with the one algorithm that it verifies.
 * Not here: reading files (cli/), fetching key sets, tokens (jwt.h).
 *
 * Built once, then immutable: any thread. A rotation builds another keyring.
 */
#ifndef GQ_AUTH_KEYRING_H
#define GQ_AUTH_KEYRING_H

#include "auth/algorithm.h"
#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_errors;

#define GQ_KEYRING_KEYS_MAX         64u
#define GQ_KEYRING_ISSUERS_MAX      16u
#define GQ_KEYRING_SECRET_BYTES_MIN 32u
#define GQ_KEYRING_RSA_BITS_MIN     2048u
#define GQ_KEYRING_RSA_BITS_MAX     8192u
#define GQ_KEYRING_JWKS_BYTES_MAX   65536u

struct gq_keyring_issuer {
    struct gq_str name;        /* must equal `iss`; bytes == NULL: any, or none */
    struct gq_str audience;    /* must be in `aud`; bytes == NULL: not looked at */
    struct gq_str roles_claim; /* where the roles are: identity.h; bytes == NULL: `role` */
};

struct gq_keyring_key {
    enum gq_algorithm algorithm;
    uint32_t issuer;        /* index */
    struct gq_str id;       /* `kid`; bytes == NULL: the key has none */
    struct gq_str material; /* the secret, or a PEM text */
    size_t signature_bytes; /* of every signature that it makes */
};

struct gq_keyring {
    struct gq_arena *arena;
    struct gq_keyring_issuer issuers[GQ_KEYRING_ISSUERS_MAX];
    struct gq_keyring_key keys[GQ_KEYRING_KEYS_MAX];
    uint32_t issuer_count, key_count;
    uint64_t serial; /* random: tells one keyring from another */
};

/* An empty keyring, with no one to believe; lives in `arena`, as all that is added to it. */
struct gq_keyring *gq_keyring_new(struct gq_arena *arena);

/* Texts are copied. False after adding GQ_E_BAD_USER_INPUT: too many. */
GQ_MUST_CHECK bool gq_keyring_add_issuer(struct gq_keyring *keyring,
        const struct gq_keyring_issuer *issuer, uint32_t *ret_index, struct gq_errors *errs);

/*
 * Adds a shared secret for one of the HMAC algorithms. False after adding GQ_E_BAD_USER_INPUT: too
 * short, in truth a key in PEM form, not for this algorithm.
 */
GQ_MUST_CHECK bool gq_keyring_add_secret(struct gq_keyring *keyring, uint32_t issuer,
        enum gq_algorithm algorithm, struct gq_str secret, struct gq_errors *errs);

/*
 * Adds a public key in PEM form. `algorithm` GQ_ALGORITHM_COUNT: RS256, or the one of the curve.
 * False after adding GQ_E_BAD_USER_INPUT: no public key, too small, not for this algorithm.
 */
GQ_MUST_CHECK bool gq_keyring_add_pem(struct gq_keyring *keyring, uint32_t issuer,
        enum gq_algorithm algorithm, struct gq_str pem, struct gq_errors *errs);

/*
 * Adds the signature keys of a JWK set (RFC 7517, JWK Set Format). A key without `alg` is for RS256
 * or the algorithm of its curve; keys of other types or uses are passed over. False after adding
 * GQ_E_BAD_USER_INPUT: not a key set, a key that is unsound, private or too small, none to use.
 */
GQ_MUST_CHECK bool gq_keyring_add_jwks(
        struct gq_keyring *keyring, uint32_t issuer, struct gq_str text, struct gq_errors *errs);

/*
 * What the private key signs with: RS256, or the algorithm of its curve. False after adding
 * GQ_E_BAD_USER_INPUT: no private key, or too small.
 */
GQ_MUST_CHECK bool gq_keyring_signing_algorithm(
        struct gq_str pem, enum gq_algorithm *ret_algorithm, struct gq_errors *errs);

/* jwks.c only: adds a public key under an id. */
GQ_MUST_CHECK bool gq_keyring_add_public_key(
        struct gq_keyring *keyring, const struct gq_keyring_key *key, struct gq_errors *errs);

#endif
