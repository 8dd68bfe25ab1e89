/* auth/keyring.c - each key is looked at before it is believed. */
#include "auth/keyring.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/pem.h"
#include "base/random.h"

#include <assert.h>

static bool
refuse(struct gq_errors *errs, const char *message)
{
    gq_errors_add(errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

struct gq_keyring *
gq_keyring_new(struct gq_arena *arena)
{
    struct gq_keyring *keyring = gq_arena_new_of(arena, struct gq_keyring);

    keyring->arena = arena;
    gq_random_fill(&keyring->serial, sizeof(keyring->serial));
    return keyring;
}

static struct gq_str
copy_optional(struct gq_arena *arena, struct gq_str text)
{
    return text.bytes ? gq_arena_copy(arena, text) : text;
}

bool
gq_keyring_add_issuer(struct gq_keyring *keyring, const struct gq_keyring_issuer *issuer,
        uint32_t *ret_index, struct gq_errors *errs)
{
    if (keyring->issuer_count == GQ_KEYRING_ISSUERS_MAX)
        return refuse(errs, "There are too many issuers.");
    keyring->issuers[keyring->issuer_count] = (struct gq_keyring_issuer){
        .name = copy_optional(keyring->arena, issuer->name),
        .audience = copy_optional(keyring->arena, issuer->audience),
        .roles_claim = copy_optional(keyring->arena, issuer->roles_claim),
    };
    *ret_index = keyring->issuer_count++;
    return true;
}

static bool
add_key(struct gq_keyring *keyring, const struct gq_keyring_key *key, struct gq_errors *errs)
{
    struct gq_keyring_key *place;

    assert(key->issuer < keyring->issuer_count);
    if (keyring->key_count == GQ_KEYRING_KEYS_MAX)
        return refuse(errs, "There are too many keys.");
    place = &keyring->keys[keyring->key_count++];
    *place = *key;
    place->id = copy_optional(keyring->arena, key->id);
    place->material = gq_arena_copy(keyring->arena, key->material);
    return true;
}

bool
gq_keyring_add_secret(struct gq_keyring *keyring, uint32_t issuer, enum gq_algorithm algorithm,
        struct gq_str secret, struct gq_errors *errs)
{
    const struct gq_algorithm_info *info = gq_algorithm_info(algorithm);
    const struct gq_keyring_key key = { .algorithm = algorithm,
        .issuer = issuer,
        .material = secret,
        .signature_bytes = info->signature_bytes };

    if (info->family != GQ_ALGORITHM_HMAC)
        return refuse(errs, "A shared secret is for HS256, HS384 or HS512.");
    if (secret.length < GQ_KEYRING_SECRET_BYTES_MIN)
        return refuse(errs, "A shared secret has at least 32 bytes.");
    /* A public key is known to everyone: as a secret it would let everyone sign. */
    if (memmem(secret.bytes, secret.length, "-----BEGIN", 10))
        return refuse(errs, "A key in PEM form is not a shared secret.");
    return add_key(keyring, &key, errs);
}

static const enum gq_algorithm curve_algorithms[] = { GQ_ALGORITHM_ES256, GQ_ALGORITHM_ES384,
    GQ_ALGORITHM_ES512 };

static enum gq_algorithm
default_algorithm(const struct gq_pem_key *found)
{
    if (found->kind == GQ_PEM_RSA)
        return GQ_ALGORITHM_RS256;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(curve_algorithms); i++) {
        if (gq_algorithm_info(curve_algorithms[i])->curve_bits == found->bits)
            return curve_algorithms[i];
    }
    assert(!"a curve of base/pem.h");
    return GQ_ALGORITHM_COUNT;
}

static bool
is_large_enough(const struct gq_pem_key *found, struct gq_errors *errs)
{
    if (found->kind != GQ_PEM_RSA
            || (found->bits >= GQ_KEYRING_RSA_BITS_MIN && found->bits <= GQ_KEYRING_RSA_BITS_MAX))
        return true;
    return refuse(errs, "An RSA key has 2048 to 8192 bits.");
}

static bool
fits(enum gq_algorithm algorithm, const struct gq_pem_key *found)
{
    const struct gq_algorithm_info *info = gq_algorithm_info(algorithm);

    if (found->kind == GQ_PEM_RSA)
        return info->family == GQ_ALGORITHM_RSA;
    return info->family == GQ_ALGORITHM_ECDSA && info->curve_bits == found->bits;
}

bool
gq_keyring_add_public_key(
        struct gq_keyring *keyring, const struct gq_keyring_key *key, struct gq_errors *errs)
{
    struct gq_keyring_key added = *key;
    struct gq_pem_key found;

    if (!gq_pem_inspect(key->material, &found))
        return refuse(errs, "This is not a public key in PEM form, RSA or of a NIST curve.");
    if (found.is_private)
        return refuse(errs, "This is a private key: the server needs the public one alone.");
    if (!is_large_enough(&found, errs))
        return false;
    if (added.algorithm == GQ_ALGORITHM_COUNT)
        added.algorithm = default_algorithm(&found);
    if (!fits(added.algorithm, &found))
        return refuse(errs, "The key is not for this algorithm.");
    added.signature_bytes = gq_algorithm_info(added.algorithm)->signature_bytes;
    if (!added.signature_bytes)
        added.signature_bytes = (found.bits + 7) / 8;
    return add_key(keyring, &added, errs);
}

bool
gq_keyring_add_pem(struct gq_keyring *keyring, uint32_t issuer, enum gq_algorithm algorithm,
        struct gq_str pem, struct gq_errors *errs)
{
    return gq_keyring_add_public_key(keyring,
            &(struct gq_keyring_key){ .algorithm = algorithm, .issuer = issuer, .material = pem },
            errs);
}

bool
gq_keyring_signing_algorithm(
        struct gq_str pem, enum gq_algorithm *ret_algorithm, struct gq_errors *errs)
{
    struct gq_pem_key found;

    if (!gq_pem_inspect(pem, &found) || !found.is_private)
        return refuse(errs, "This is not a private key in PEM form, RSA or of a NIST curve.");
    if (!is_large_enough(&found, errs))
        return false;
    *ret_algorithm = default_algorithm(&found);
    return true;
}
