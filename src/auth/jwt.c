/*
 * auth/jwt.c - our own reading of a token first, then libjwt for the signature alone.
 *
 * libjwt by itself takes the algorithm from the token, so that it accepts one that is signed by HMAC
 * with a public key for the secret; and with no key it accepts anything. So it sees only tokens whose
 * header and claims have been read here, with a key that is for their algorithm.
 */
#include "auth/jwt.h"

#include "auth/jwt_claims.h"
#include "auth/keyring.h"
#include "base/arena.h"
#include "base/base64.h"
#include "base/error.h"
#include "base/limits.h"
#include "json/parse.h"

#include <jwt.h>

#include <assert.h>
#include <limits.h>
#include <stdio.h>
#include <strings.h>

#define HEADER_BYTES_MAX    1024u
#define SIGNATURE_BYTES_MAX (GQ_KEYRING_RSA_BITS_MAX / 8)
#define JSON_DEPTH_MAX      8
#define KEYS_TRIED_MAX      4u
#define SIGNED_BYTES_MAX    ((size_t)64 * 1024)

static const jwt_alg_t library_algorithms[GQ_ALGORITHM_COUNT] = {
    [GQ_ALGORITHM_HS256] = JWT_ALG_HS256,
    [GQ_ALGORITHM_HS384] = JWT_ALG_HS384,
    [GQ_ALGORITHM_HS512] = JWT_ALG_HS512,
    [GQ_ALGORITHM_RS256] = JWT_ALG_RS256,
    [GQ_ALGORITHM_RS384] = JWT_ALG_RS384,
    [GQ_ALGORITHM_RS512] = JWT_ALG_RS512,
    [GQ_ALGORITHM_ES256] = JWT_ALG_ES256,
    [GQ_ALGORITHM_ES384] = JWT_ALG_ES384,
    [GQ_ALGORITHM_ES512] = JWT_ALG_ES512,
};

static const char *const outcome_names[] = {
    [GQ_JWT_VALID] = "valid",
    [GQ_JWT_TOO_LONG] = "too long",
    [GQ_JWT_MALFORMED] = "malformed",
    [GQ_JWT_HEADER_REFUSED] = "header refused",
    [GQ_JWT_ALGORITHM_REFUSED] = "algorithm refused",
    [GQ_JWT_KEY_UNKNOWN] = "key unknown",
    [GQ_JWT_SIGNATURE_WRONG] = "signature wrong",
    [GQ_JWT_CLAIM_MALFORMED] = "claim malformed",
    [GQ_JWT_EXPIRED] = "expired",
    [GQ_JWT_NOT_YET] = "not yet valid",
    [GQ_JWT_LIFE_TOO_LONG] = "life too long",
    [GQ_JWT_ISSUER_WRONG] = "issuer wrong",
    [GQ_JWT_AUDIENCE_WRONG] = "audience wrong",
};

/* A token cut and decoded. */
struct parts {
    struct gq_str header, claims, signature;
};

struct header {
    enum gq_algorithm algorithm;
    struct gq_str key_id; /* bytes == NULL: none */
};

/*
 * Names that point to a key, bring one along or change how the token is to be read. What else a
 * header has is of no consequence. RFC 7515, JOSE Header; RFC 7516, JOSE Header.
 */
static const struct gq_str refused_members[] = {
    GQ_STR_INIT("crit"),
    GQ_STR_INIT("jku"),
    GQ_STR_INIT("jwk"),
    GQ_STR_INIT("x5u"),
    GQ_STR_INIT("x5c"),
    GQ_STR_INIT("cty"),
    GQ_STR_INIT("b64"),
    GQ_STR_INIT("enc"),
    GQ_STR_INIT("zip"),
};

/* Takes the bytes up to the next dot off `rest`. */
static struct gq_str
next_part(struct gq_str *rest, bool *ret_has_dot)
{
    const char *dot = rest->length ? memchr(rest->bytes, '.', rest->length) : NULL;
    size_t length = dot ? (size_t)(dot - rest->bytes) : rest->length;
    struct gq_str part = gq_str_slice(*rest, 0, length);

    *ret_has_dot = dot != NULL;
    *rest = gq_str_slice(*rest, length + 1, rest->length);
    return part;
}

/* RFC 7515, JWS Compact Serialization. */
static bool
cut(struct gq_arena *arena, struct gq_str token, struct parts *ret_parts)
{
    struct gq_str rest = token;
    bool has_first, has_second, has_third;
    struct gq_str header = next_part(&rest, &has_first);
    struct gq_str claims = next_part(&rest, &has_second);
    struct gq_str signature = next_part(&rest, &has_third);

    if (!has_first || !has_second || has_third || header.length == 0 || claims.length == 0)
        return false;
    if (header.length > HEADER_BYTES_MAX || signature.length > SIGNATURE_BYTES_MAX * 4 / 3 + 1)
        return false;
    return gq_base64_read(arena, header, &ret_parts->header)
            && gq_base64_read(arena, claims, &ret_parts->claims)
            && gq_base64_read(arena, signature, &ret_parts->signature);
}

/* A JSON object with every member once, not deep. */
static bool
parse_object(struct gq_arena *arena, const struct gq_jwt_context *context, struct gq_str text,
        struct gq_value *ret_object)
{
    struct gq_limits limits = *context->limits;
    struct gq_errors errs;

    limits.values[GQ_LIMIT_JSON_DEPTH] = JSON_DEPTH_MAX;
    gq_errors_init(&errs, arena, NULL, 1);
    return gq_json_parse(context->parser, arena, text, &limits, ret_object, &errs)
            && ret_object->kind == GQ_VALUE_OBJECT;
}

/* RFC 7519, "typ" (Type) Header Parameter. The library takes no other one (`at+jwt`) either. */
static bool
is_accepted_type(const struct gq_value *type)
{
    return type->kind == GQ_VALUE_STRING && type->text.length == 3
            && strncasecmp(type->text.bytes, "JWT", 3) == 0;
}

static enum gq_jwt_outcome
read_header(const struct gq_value *object, struct header *ret_header)
{
    const struct gq_value *algorithm = gq_value_member(object, GQ_STR("alg"));
    const struct gq_value *type = gq_value_member(object, GQ_STR("typ"));
    const struct gq_value *id = gq_value_member(object, GQ_STR("kid"));

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(refused_members); i++)
        if (gq_value_member(object, refused_members[i]))
            return GQ_JWT_HEADER_REFUSED;
    if ((type && !is_accepted_type(type)) || (id && id->kind != GQ_VALUE_STRING))
        return GQ_JWT_HEADER_REFUSED;
    if (!algorithm || algorithm->kind != GQ_VALUE_STRING
            || !gq_algorithm_find(algorithm->text, &ret_header->algorithm))
        return GQ_JWT_ALGORITHM_REFUSED;
    ret_header->key_id = id ? id->text : (struct gq_str){ NULL, 0 };
    return GQ_JWT_VALID;
}

/* Does the signature fit? The token is NUL-terminated. */
static bool
is_signed_by(struct gq_str token, const struct gq_keyring_key *key)
{
    jwt_t *jwt = NULL;
    bool ok;

    /* Without a key the library accepts all. */
    assert(key->material.length > 0 && key->material.length <= INT_MAX);
    assert(token.bytes[token.length] == '\0');
    ok = jwt_decode(&jwt, token.bytes, (const unsigned char *)key->material.bytes,
                 (int)key->material.length)
                    == 0
            && jwt_get_alg(jwt) == library_algorithms[key->algorithm];
    jwt_free(jwt);
    return ok;
}

/* Is it a key that the header could mean? One without an id serves whatever the token says. */
static bool
may_mean(const struct header *header, const struct gq_keyring_key *key)
{
    if (key->algorithm != header->algorithm)
        return false;
    return !header->key_id.bytes || !key->id.bytes || gq_str_equal(key->id, header->key_id);
}

/*
 * Tries the keys that may be meant: as a rule there is one. Claims come before the signature, which
 * costs a thousand times as much.
 */
static enum gq_jwt_outcome
find_signer(const struct gq_keyring *keyring, const struct header *header,
        const struct parts *parts, struct gq_str token, struct gq_jwt *jwt)
{
    enum gq_jwt_outcome outcome = GQ_JWT_KEY_UNKNOWN;
    uint32_t tried = 0;

    for (uint32_t i = 0; i < keyring->key_count && tried < KEYS_TRIED_MAX; i++) {
        const struct gq_keyring_key *key = &keyring->keys[i];

        if (!may_mean(header, key))
            continue;
        outcome = gq_jwt_claims_match(jwt, &keyring->issuers[key->issuer]);
        if (outcome != GQ_JWT_VALID)
            continue;
        jwt->issuer = key->issuer;
        tried++;
        outcome = parts->signature.length == key->signature_bytes && is_signed_by(token, key)
                ? GQ_JWT_VALID
                : GQ_JWT_SIGNATURE_WRONG;
        if (outcome == GQ_JWT_VALID)
            break;
    }
    return outcome;
}

enum gq_jwt_outcome
gq_jwt_verify(struct gq_arena *arena, const struct gq_jwt_context *context, struct gq_str token,
        int64_t now_s, struct gq_jwt *ret_jwt)
{
    const struct gq_limits *limits = context->limits;
    struct gq_jwt jwt = { .issuer = 0 };
    enum gq_jwt_outcome outcome;
    struct gq_value header_object;
    struct header header;
    struct parts parts;

    if ((int64_t)token.length > gq_limits_get(limits, GQ_LIMIT_TOKEN_BYTES))
        return GQ_JWT_TOO_LONG;
    if (!cut(arena, token, &parts) || !parse_object(arena, context, parts.header, &header_object))
        return GQ_JWT_MALFORMED;
    outcome = read_header(&header_object, &header);
    if (outcome != GQ_JWT_VALID)
        return outcome;
    if (!parse_object(arena, context, parts.claims, &jwt.claims))
        return GQ_JWT_MALFORMED;
    outcome = gq_jwt_claims_read(&jwt, now_s, gq_limits_get(limits, GQ_LIMIT_TOKEN_LIFE_S));
    if (outcome == GQ_JWT_VALID)
        outcome = find_signer(context->keyring, &header, &parts, gq_arena_copy(arena, token), &jwt);
    if (outcome == GQ_JWT_VALID)
        *ret_jwt = jwt;
    return outcome;
}

struct gq_str
gq_jwt_outcome_name(enum gq_jwt_outcome outcome)
{
    assert((size_t)outcome < GQ_ARRAY_LENGTH(outcome_names));
    return gq_str_of(outcome_names[outcome]);
}

/* Into memory of ours: the library's other way gives a block of its own allocator. */
static bool
encode(jwt_t *jwt, char *memory, size_t size)
{
    FILE *out = fmemopen(memory, size, "w");
    bool ok;

    if (!out)
        return false;
    ok = jwt_encode_fp(jwt, out) == 0;
    if (fclose(out) != 0)
        ok = false;
    return ok;
}

bool
gq_jwt_sign(struct gq_arena *arena, enum gq_algorithm algorithm, struct gq_str key,
        struct gq_str claims, struct gq_str *ret_token)
{
    struct gq_str claims_text = gq_arena_copy(arena, claims);
    char *memory = gq_arena_zeroed(arena, SIGNED_BYTES_MAX, 1);
    jwt_t *jwt = NULL;
    bool ok;

    assert(key.length > 0 && key.length <= INT_MAX);
    ok = jwt_new(&jwt) == 0 && jwt_add_grants_json(jwt, claims_text.bytes) == 0
            && jwt_set_alg(jwt, library_algorithms[algorithm], (const unsigned char *)key.bytes,
                       (int)key.length)
                    == 0
            && encode(jwt, memory, SIGNED_BYTES_MAX - 1);
    jwt_free(jwt);
    if (ok)
        *ret_token = gq_str_of(memory);
    return ok;
}
