/*
 * tests/fuzz/token_fuzz.c - the text as a token, and as header and claims of one that is well-formed
 * and well signed; as a key; as a JWK set. What passes has the claims that it must have.
 */
#include "auth/api_key.h"
#include "auth/identity.h"
#include "auth/jwt.h"
#include "auth/keyring.h"
#include "base/base64.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/limits.h"
#include "fuzz.h"
#include "json/parser.h"

#define NOW_S INT64_C(1800000000)

static void
free_parser(void *arg)
{
    gq_json_parser_free(arg);
}

static void
free_digest(void *arg)
{
    gq_digest_free(arg);
}

static struct gq_keyring *
make_keyring(struct gq_arena *arena)
{
    const struct gq_str secret = GQ_STR("01234567890123456789012345678901");
    struct gq_keyring *keyring = gq_keyring_new(arena);
    struct gq_errors errs;
    uint32_t issuer;

    gq_errors_init(&errs, arena, NULL, 1);
    fuzz_require(gq_keyring_add_issuer(keyring, &(struct gq_keyring_issuer){ 0 }, &issuer, &errs));
    for (int i = GQ_ALGORITHM_HS256; i <= GQ_ALGORITHM_HS512; i++)
        fuzz_require(gq_keyring_add_secret(keyring, issuer, (enum gq_algorithm)i, secret, &errs));
    return keyring;
}

static void
check_token(struct gq_arena *arena, const struct gq_jwt_context *context, struct gq_str token,
        struct gq_digest *digest)
{
    struct gq_jwt jwt;

    if (gq_jwt_verify(arena, context, token, NOW_S, &jwt) != GQ_JWT_VALID)
        return;
    fuzz_require(jwt.claims.kind == GQ_VALUE_OBJECT && jwt.subject.length > 0);
    fuzz_require(jwt.expires_s > NOW_S - 31 && jwt.expires_s <= NOW_S + 86430);
    fuzz_require(gq_identity_new(arena, digest, &jwt.claims, GQ_STR("a.b"), jwt.expires_s) != NULL);
}

/* The claims in the text, signed as they should be. */
static void
check_claims(struct gq_arena *arena, const struct gq_jwt_context *context, struct gq_str text,
        struct gq_digest *digest)
{
    struct gq_str token;

    if (!memchr(text.bytes, '\0', text.length)
            && gq_jwt_sign(
                    arena, GQ_ALGORITHM_HS256, context->keyring->keys[0].material, text, &token))
        check_token(arena, context, token, digest);
}

/* The text before the first line feed as the header, the rest as the claims, unsigned. */
static void
check_parts(struct gq_arena *arena, const struct gq_jwt_context *context, struct gq_str text,
        struct gq_digest *digest)
{
    const char *end = memchr(text.bytes, '\n', text.length);
    size_t length = end ? (size_t)(end - text.bytes) : text.length;
    struct gq_buf *token = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(token, arena, 1 << 22);
    gq_base64_write(token, gq_str_slice(text, 0, length));
    gq_buf_char(token, '.');
    gq_base64_write(token, gq_str_slice(text, length + 1, text.length));
    gq_buf_char(token, '.');
    gq_buf_text(token, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    check_token(arena, context, gq_buf_view(token), digest);
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    struct gq_keyring *keyring = make_keyring(arena);
    struct gq_jwt_context context = { .parser = gq_json_parser_new(), .keyring = keyring };
    struct gq_digest *digest = gq_digest_new();
    struct gq_limits limits;
    struct gq_api_key key;
    struct gq_errors errs;

    gq_arena_defer(arena, free_parser, context.parser);
    gq_arena_defer(arena, free_digest, digest);
    gq_limits_init(&limits);
    context.limits = &limits;
    if (!text.bytes)
        text = GQ_STR("");
    check_token(arena, &context, text, digest);
    check_parts(arena, &context, text, digest);
    check_claims(arena, &context, text, digest);
    if (gq_api_key_parse(arena, digest, text, &key))
        fuzz_require(key.id.length == GQ_API_KEY_ID_LENGTH);
    gq_errors_init(&errs, arena, NULL, 1);
    if (!gq_keyring_add_jwks(keyring, 0, text, &errs))
        fuzz_require(errs.count == 1);
}
