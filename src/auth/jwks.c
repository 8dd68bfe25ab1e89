/* auth/jwks.c - a JWK set: numbers in base64url, made into PEM text. RFC 7517, RFC 7518. */
#include "auth/keyring.h"

#include "base/arena.h"
#include "base/base64.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/pem.h"
#include "json/parse.h"
#include "json/value.h"

/* One key on its way into the keyring. */
struct import {
    struct gq_keyring *keyring;
    uint32_t issuer;
    const struct gq_value *jwk;
    struct gq_errors *errs;
};

static bool
refuse(struct gq_errors *errs, const char *message)
{
    gq_errors_add(errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

/* The text of a member; bytes == NULL when it is absent or not a string. */
static struct gq_str
member_text(const struct gq_value *jwk, const char *name)
{
    const struct gq_value *value = gq_value_member(jwk, gq_str_of(name));

    return value && value->kind == GQ_VALUE_STRING ? value->text : (struct gq_str){ NULL, 0 };
}

static bool
read_number(const struct import *import, const char *name, struct gq_str *ret_bytes)
{
    struct gq_str text = member_text(import->jwk, name);

    return text.length > 0 && gq_base64_read(import->keyring->arena, text, ret_bytes);
}

static bool
make_rsa(const struct import *import, struct gq_str *ret_pem)
{
    struct gq_str n, e;

    return read_number(import, "n", &n) && read_number(import, "e", &e)
            && gq_pem_from_rsa(import->keyring->arena, n, e, ret_pem);
}

static const struct curve {
    const char *name;
    uint32_t bits;
} curves[] = { { "P-256", 256 }, { "P-384", 384 }, { "P-521", 521 } };

static uint32_t
curve_bits(const struct gq_value *jwk)
{
    struct gq_str name = member_text(jwk, "crv");

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(curves); i++)
        if (gq_str_is(name, curves[i].name))
            return curves[i].bits;
    return 0;
}

static bool
make_ec(const struct import *import, struct gq_str *ret_pem)
{
    struct gq_str x, y;

    return read_number(import, "x", &x) && read_number(import, "y", &y)
            && gq_pem_from_ec(import->keyring->arena, curve_bits(import->jwk), x, y, ret_pem);
}

/* RFC 7517, "key_ops" (Key Operations) Parameter: absent, or among others to verify. */
static bool
may_verify(const struct gq_value *jwk)
{
    const struct gq_value *operations = gq_value_member(jwk, GQ_STR("key_ops"));

    if (!operations)
        return true;
    if (operations->kind != GQ_VALUE_LIST)
        return false;
    for (uint32_t i = 0; i < operations->count; i++)
        if (operations->items[i].kind == GQ_VALUE_STRING
                && gq_str_is(operations->items[i].text, "verify"))
            return true;
    return false;
}

/* Is it a key for the signatures that are served here? Sets have keys for other things too. */
static bool
is_wanted(const struct gq_value *jwk, enum gq_algorithm *ret_algorithm)
{
    struct gq_str type = member_text(jwk, "kty");
    struct gq_str use = member_text(jwk, "use"), name = member_text(jwk, "alg");

    *ret_algorithm = GQ_ALGORITHM_COUNT;
    if (use.bytes && !gq_str_is(use, "sig"))
        return false;
    if (name.bytes && !gq_algorithm_find(name, ret_algorithm))
        return false;
    if (!gq_str_is(type, "RSA") && !(gq_str_is(type, "EC") && curve_bits(jwk)))
        return false;
    return may_verify(jwk);
}

static bool
import_key(const struct import *import, enum gq_algorithm algorithm)
{
    struct gq_keyring_key key = {
        .algorithm = algorithm, .issuer = import->issuer, .id = member_text(import->jwk, "kid")
    };
    bool is_rsa = gq_str_is(member_text(import->jwk, "kty"), "RSA");

    if (gq_value_member(import->jwk, GQ_STR("d")))
        return refuse(import->errs, "The key set has a private key: the server needs public ones.");
    if (!(is_rsa ? make_rsa : make_ec)(import, &key.material))
        return refuse(import->errs, "The key set has a key that is not sound.");
    return gq_keyring_add_public_key(import->keyring, &key, import->errs);
}

static void
free_parser(void *arg)
{
    gq_json_parser_free(arg);
}

static bool
parse_set(struct gq_arena *arena, struct gq_str text, struct gq_value *ret_set,
        struct gq_errors *errs)
{
    struct gq_json_parser *parser;
    struct gq_limits limits;

    gq_limits_init(&limits);
    if (text.length > GQ_KEYRING_JWKS_BYTES_MAX)
        return refuse(errs, "The key set is too large: at most 65536 bytes.");
    parser = gq_json_parser_new();
    if (!parser)
        return refuse(errs, "There is no memory to read the key set.");
    gq_arena_defer(arena, free_parser, parser);
    return gq_json_parse(parser, arena, text, &limits, ret_set, errs);
}

bool
gq_keyring_add_jwks(
        struct gq_keyring *keyring, uint32_t issuer, struct gq_str text, struct gq_errors *errs)
{
    uint32_t before = keyring->key_count;
    const struct gq_value *keys;
    struct gq_value set;

    if (!parse_set(keyring->arena, text, &set, errs))
        return false;
    keys = gq_value_member(&set, GQ_STR("keys"));
    if (!keys || keys->kind != GQ_VALUE_LIST)
        return refuse(errs, "This is not a key set: an object with a list \"keys\".");
    for (uint32_t i = 0; i < keys->count; i++) {
        struct import import = { keyring, issuer, &keys->items[i], errs };
        enum gq_algorithm algorithm;

        if (is_wanted(import.jwk, &algorithm) && !import_key(&import, algorithm))
            return false;
    }
    return keyring->key_count > before
            || refuse(errs, "The key set has no key for the signatures that are served.");
}
