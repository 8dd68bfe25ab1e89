/* Tokens of every algorithm that pass, and forged ones that do not, each for its own reason. */
#include "auth/jwt.h"
#include "auth/keyring.h"
#include "base/error.h"
#include "base/limits.h"
#include "mint.h"
#include "unit.h"
#include "json/parser.h"

#define ISSUER   "https://issuer.example"
#define AUDIENCE "api"

/* One keyring with a key of each algorithm, and what a check needs. */
struct setting {
    struct gq_arena *arena;
    struct gq_json_parser *parser;
    struct gq_limits limits;
    struct gq_keyring *keyring;
    struct gq_jwt_context context;
    struct gq_errors errs;
};

static const struct {
    enum gq_algorithm algorithm;
    enum mint_key key;
    const char *id; /* NULL: none */
} ring[] = {
    { GQ_ALGORITHM_HS256, MINT_SECRET, NULL },
    { GQ_ALGORITHM_HS384, MINT_SECRET, NULL },
    { GQ_ALGORITHM_HS512, MINT_SECRET, NULL },
    { GQ_ALGORITHM_RS256, MINT_RSA, "r1" },
    { GQ_ALGORITHM_RS384, MINT_RSA, "r2" },
    { GQ_ALGORITHM_RS512, MINT_RSA, "r3" },
    { GQ_ALGORITHM_ES256, MINT_P256, "e1" },
    { GQ_ALGORITHM_ES384, MINT_P384, "e2" },
    { GQ_ALGORITHM_ES512, MINT_P521, "e3" },
};

static void
add_key(struct setting *setting, uint32_t issuer, size_t i)
{
    struct gq_str name = gq_algorithm_info(ring[i].algorithm)->name;

    if (ring[i].key == MINT_SECRET)
        assert_true(gq_keyring_add_secret(setting->keyring, issuer, ring[i].algorithm,
                mint_public(MINT_SECRET), &setting->errs));
    else
        assert_true(gq_keyring_add_jwks(setting->keyring, issuer,
                gq_arena_printf(setting->arena, "{\"keys\":[%s]}",
                        mint_jwk(setting->arena, ring[i].key,
                                gq_arena_printf(setting->arena,
                                        ",\"kid\":\"%s\",\"alg\":\"%.*s\",\"use\":\"sig\"",
                                        ring[i].id, GQ_STR_ARG(name))
                                        .bytes)
                                .bytes),
                &setting->errs));
}

static struct setting *
set_up(void)
{
    struct gq_arena *arena = gq_arena_new(1 << 24);
    struct setting *setting = gq_arena_new_of(arena, struct setting);
    const struct gq_keyring_issuer issuer = { .name = GQ_STR(ISSUER),
        .audience = GQ_STR(AUDIENCE) };
    uint32_t index;

    setting->arena = arena;
    setting->parser = gq_json_parser_new();
    gq_limits_init(&setting->limits);
    gq_errors_init(&setting->errs, arena, NULL, 8);
    setting->keyring = gq_keyring_new(arena);
    assert_true(gq_keyring_add_issuer(setting->keyring, &issuer, &index, &setting->errs));
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(ring); i++)
        add_key(setting, index, i);
    setting->context =
            (struct gq_jwt_context){ setting->parser, setting->keyring, &setting->limits };
    return setting;
}

static void
tear_down(struct setting *setting)
{
    gq_json_parser_free(setting->parser);
    gq_arena_free(setting->arena);
}

static enum gq_jwt_outcome
verify(struct setting *setting, struct gq_str token)
{
    struct gq_jwt jwt;

    return gq_jwt_verify(setting->arena, &setting->context, token, MINT_NOW_S, &jwt);
}

#define GOOD_CLAIMS \
    "{\"sub\":\"42\",\"iss\":\"" ISSUER "\",\"aud\":\"" AUDIENCE "\",\"exp\":1800003600}"
#define CLAIMS(more) "{\"iss\":\"" ISSUER "\",\"aud\":\"" AUDIENCE "\"," more "}"
#define HS256        "{\"alg\":\"HS256\"}"

/* Each algorithm by a signature that OpenSSL made. */
static void
test_every_algorithm_passes(void **state)
{
    struct setting *setting = set_up();

    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(ring); i++) {
        struct gq_str name = gq_algorithm_info(ring[i].algorithm)->name, header, token;
        struct gq_jwt jwt;

        header = gq_arena_printf(setting->arena, "{\"alg\":\"%.*s\",\"typ\":\"JWT\"%s%s%s}",
                GQ_STR_ARG(name), ring[i].id ? ",\"kid\":\"" : "", ring[i].id ? ring[i].id : "",
                ring[i].id ? "\"" : "");
        token = mint_token(
                setting->arena, header.bytes, GOOD_CLAIMS, ring[i].algorithm, ring[i].key);
        assert_int_equal(gq_jwt_verify(setting->arena, &setting->context, token, MINT_NOW_S, &jwt),
                GQ_JWT_VALID);
        assert_str_equal(jwt.subject, GQ_STR("42"));
        assert_int_equal(jwt.expires_s, MINT_NOW_S + 3600);
    }
    tear_down(setting);
}

/* Our own signing is read by our own verifying, for every algorithm. */
static void
test_what_is_signed_here_passes(void **state)
{
    struct setting *setting = set_up();

    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(ring); i++) {
        struct gq_str token;

        assert_true(gq_jwt_sign(setting->arena, ring[i].algorithm, mint_private(ring[i].key),
                GQ_STR(GOOD_CLAIMS), &token));
        assert_int_equal(verify(setting, token), GQ_JWT_VALID);
    }
    tear_down(setting);
}

/* Signed by the secret of the keyring, so that nothing but the header or the claims is at fault. */
static const struct content_case {
    const char *name, *header, *claims;
    enum gq_jwt_outcome outcome;
} content_cases[] = {
    /* Header. */
    { "good", HS256, GOOD_CLAIMS, GQ_JWT_VALID },
    { "typ JWT in lower case", "{\"alg\":\"HS256\",\"typ\":\"jwt\"}", GOOD_CLAIMS, GQ_JWT_VALID },
    { "typ at+jwt", "{\"alg\":\"HS256\",\"typ\":\"at+jwt\"}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "unknown members of the header", "{\"alg\":\"HS256\",\"x5t\":\"a\",\"nonce\":[1]}",
            GOOD_CLAIMS, GQ_JWT_VALID },
    { "a key without an id serves any kid", "{\"alg\":\"HS256\",\"kid\":\"?\"}", GOOD_CLAIMS,
            GQ_JWT_VALID },
    { "alg none", "{\"alg\":\"none\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg None", "{\"alg\":\"None\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg NONE", "{\"alg\":\"NONE\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg in lower case", "{\"alg\":\"hs256\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg with a blank", "{\"alg\":\"HS256 \"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg with a NUL", "{\"alg\":\"HS256\\u0000\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg empty", "{\"alg\":\"\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg null", "{\"alg\":null}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg a list", "{\"alg\":[\"HS256\"]}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg a number", "{\"alg\":256}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "no alg", "{\"typ\":\"JWT\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg PS256", "{\"alg\":\"PS256\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg EdDSA", "{\"alg\":\"EdDSA\"}", GOOD_CLAIMS, GQ_JWT_ALGORITHM_REFUSED },
    { "alg of another key", "{\"alg\":\"RS256\"}", GOOD_CLAIMS, GQ_JWT_SIGNATURE_WRONG },
    { "alg of another length", "{\"alg\":\"HS512\"}", GOOD_CLAIMS, GQ_JWT_SIGNATURE_WRONG },
    { "alg twice", "{\"alg\":\"HS256\",\"alg\":\"none\"}", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "crit", "{\"alg\":\"HS256\",\"crit\":[\"exp\"]}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "crit empty", "{\"alg\":\"HS256\",\"crit\":[]}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "b64", "{\"alg\":\"HS256\",\"b64\":false}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "jku", "{\"alg\":\"HS256\",\"jku\":\"https://evil.example/k\"}", GOOD_CLAIMS,
            GQ_JWT_HEADER_REFUSED },
    { "jwk", "{\"alg\":\"HS256\",\"jwk\":{\"kty\":\"oct\",\"k\":\"AAAA\"}}", GOOD_CLAIMS,
            GQ_JWT_HEADER_REFUSED },
    { "x5u", "{\"alg\":\"HS256\",\"x5u\":\"https://evil.example/c\"}", GOOD_CLAIMS,
            GQ_JWT_HEADER_REFUSED },
    { "x5c", "{\"alg\":\"HS256\",\"x5c\":[\"AAAA\"]}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "zip", "{\"alg\":\"HS256\",\"zip\":\"DEF\"}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "enc", "{\"alg\":\"HS256\",\"enc\":\"A256GCM\"}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "a nested token", "{\"alg\":\"HS256\",\"cty\":\"JWT\"}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "typ of an id token's kind", "{\"alg\":\"HS256\",\"typ\":\"dpop+jwt\"}", GOOD_CLAIMS,
            GQ_JWT_HEADER_REFUSED },
    { "typ a number", "{\"alg\":\"HS256\",\"typ\":1}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "typ empty", "{\"alg\":\"HS256\",\"typ\":\"\"}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "kid a number", "{\"alg\":\"HS256\",\"kid\":1}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "kid a list", "{\"alg\":\"HS256\",\"kid\":[\"r1\"]}", GOOD_CLAIMS, GQ_JWT_HEADER_REFUSED },
    { "kid a path", "{\"alg\":\"RS256\",\"kid\":\"../../dev/null\"}", GOOD_CLAIMS,
            GQ_JWT_KEY_UNKNOWN },
    { "kid SQL", "{\"alg\":\"RS256\",\"kid\":\"' UNION SELECT 'a\"}", GOOD_CLAIMS,
            GQ_JWT_KEY_UNKNOWN },
    { "kid a URL", "{\"alg\":\"RS256\",\"kid\":\"https://evil.example/k\"}", GOOD_CLAIMS,
            GQ_JWT_KEY_UNKNOWN },
    { "kid of a key for another algorithm", "{\"alg\":\"RS256\",\"kid\":\"r3\"}", GOOD_CLAIMS,
            GQ_JWT_KEY_UNKNOWN },
    { "kid empty", "{\"alg\":\"RS256\",\"kid\":\"\"}", GOOD_CLAIMS, GQ_JWT_KEY_UNKNOWN },
    { "kid with a NUL after a known one", "{\"alg\":\"RS256\",\"kid\":\"r1\\u0000\"}", GOOD_CLAIMS,
            GQ_JWT_KEY_UNKNOWN },
    { "header a list", "[\"HS256\"]", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header a string", "\"HS256\"", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header not JSON", "{alg:HS256}", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header empty", "", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header nested deep", "{\"alg\":\"HS256\",\"a\":[[[[[[[[[[1]]]]]]]]]]}", GOOD_CLAIMS,
            GQ_JWT_MALFORMED },
    { "header with something behind", "{\"alg\":\"HS256\"}x", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header with a NUL behind", "{\"alg\":\"HS256\"}\\u0000", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header not UTF-8", "{\"alg\":\"HS256\",\"a\":\"\xFF\"}", GOOD_CLAIMS, GQ_JWT_MALFORMED },
    { "header with a byte-order mark", "\xEF\xBB\xBF{\"alg\":\"HS256\"}", GOOD_CLAIMS,
            GQ_JWT_MALFORMED },
    /* Claims. */
    { "claims a list", HS256, "[1]", GQ_JWT_MALFORMED },
    { "claims null", HS256, "null", GQ_JWT_MALFORMED },
    { "claims not JSON", HS256, "sub=42", GQ_JWT_MALFORMED },
    { "claims nested deep", HS256,
            CLAIMS("\"sub\":\"42\",\"exp\":1800003600,\"a\":[[[[[[[[[[1]]]]]]]]]]"),
            GQ_JWT_MALFORMED },
    { "claims with a lone surrogate", HS256, CLAIMS("\"sub\":\"\\ud800\",\"exp\":1800003600"),
            GQ_JWT_MALFORMED },
    { "a claim twice", HS256, CLAIMS("\"sub\":\"42\",\"sub\":\"1\",\"exp\":1800003600"),
            GQ_JWT_MALFORMED },
    { "exp twice", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1,\"exp\":1800003600"), GQ_JWT_MALFORMED },
    { "a claim twice, once escaped", HS256,
            CLAIMS("\"sub\":\"42\",\"s\\u0075b\":\"1\",\"exp\":1800003600"), GQ_JWT_MALFORMED },
    { "no sub", HS256, CLAIMS("\"exp\":1800003600"), GQ_JWT_CLAIM_MALFORMED },
    { "sub empty", HS256, CLAIMS("\"sub\":\"\",\"exp\":1800003600"), GQ_JWT_CLAIM_MALFORMED },
    { "sub a number", HS256, CLAIMS("\"sub\":42,\"exp\":1800003600"), GQ_JWT_CLAIM_MALFORMED },
    { "sub null", HS256, CLAIMS("\"sub\":null,\"exp\":1800003600"), GQ_JWT_CLAIM_MALFORMED },
    { "sub an object", HS256, CLAIMS("\"sub\":{\"a\":1},\"exp\":1800003600"),
            GQ_JWT_CLAIM_MALFORMED },
    { "sub in Unicode", HS256, CLAIMS("\"sub\":\"\\ud83d\\ude00\",\"exp\":1800003600"),
            GQ_JWT_VALID },
    { "jti a number", HS256, CLAIMS("\"sub\":\"42\",\"jti\":1,\"exp\":1800003600"),
            GQ_JWT_CLAIM_MALFORMED },
    { "no exp", HS256, CLAIMS("\"sub\":\"42\""), GQ_JWT_CLAIM_MALFORMED },
    { "exp null", HS256, CLAIMS("\"sub\":\"42\",\"exp\":null"), GQ_JWT_CLAIM_MALFORMED },
    { "exp a string", HS256, CLAIMS("\"sub\":\"42\",\"exp\":\"1800003600\""),
            GQ_JWT_CLAIM_MALFORMED },
    { "exp a float", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1800003600.5"), GQ_JWT_CLAIM_MALFORMED },
    { "exp with an exponent", HS256, CLAIMS("\"sub\":\"42\",\"exp\":18e8"),
            GQ_JWT_CLAIM_MALFORMED },
    { "exp negative", HS256, CLAIMS("\"sub\":\"42\",\"exp\":-1"), GQ_JWT_CLAIM_MALFORMED },
    { "exp the least number", HS256, CLAIMS("\"sub\":\"42\",\"exp\":-9223372036854775808"),
            GQ_JWT_CLAIM_MALFORMED },
    { "exp the largest number", HS256, CLAIMS("\"sub\":\"42\",\"exp\":9223372036854775807"),
            GQ_JWT_LIFE_TOO_LONG },
    { "exp past 64 bits", HS256, CLAIMS("\"sub\":\"42\",\"exp\":9223372036854775808"),
            GQ_JWT_MALFORMED },
    { "exp past double precision", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1e999"),
            GQ_JWT_MALFORMED },
    { "exp zero", HS256, CLAIMS("\"sub\":\"42\",\"exp\":0"), GQ_JWT_EXPIRED },
    { "expired by the skew", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1799999970"), GQ_JWT_EXPIRED },
    { "expired within the skew", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1799999971"), GQ_JWT_VALID },
    { "a life at the limit", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1800086430"), GQ_JWT_VALID },
    { "a life past the limit", HS256, CLAIMS("\"sub\":\"42\",\"exp\":1800086431"),
            GQ_JWT_LIFE_TOO_LONG },
    { "a life past the limit from iat on", HS256,
            CLAIMS("\"sub\":\"42\",\"iat\":1799999000,\"exp\":1800085401"), GQ_JWT_LIFE_TOO_LONG },
    { "a life at the limit from iat on", HS256,
            CLAIMS("\"sub\":\"42\",\"iat\":1799999000,\"exp\":1800085400"), GQ_JWT_VALID },
    { "issued within the skew", HS256,
            CLAIMS("\"sub\":\"42\",\"iat\":1800000030,\"exp\":1800003600"), GQ_JWT_VALID },
    { "issued later", HS256, CLAIMS("\"sub\":\"42\",\"iat\":1800000031,\"exp\":1800003600"),
            GQ_JWT_NOT_YET },
    { "iat a string", HS256, CLAIMS("\"sub\":\"42\",\"iat\":\"1\",\"exp\":1800003600"),
            GQ_JWT_CLAIM_MALFORMED },
    { "nbf within the skew", HS256, CLAIMS("\"sub\":\"42\",\"nbf\":1800000030,\"exp\":1800003600"),
            GQ_JWT_VALID },
    { "nbf later", HS256, CLAIMS("\"sub\":\"42\",\"nbf\":1800000031,\"exp\":1800003600"),
            GQ_JWT_NOT_YET },
    { "nbf the largest number", HS256,
            CLAIMS("\"sub\":\"42\",\"nbf\":9223372036854775807,\"exp\":1800003600"),
            GQ_JWT_NOT_YET },
    { "nbf negative", HS256, CLAIMS("\"sub\":\"42\",\"nbf\":-1,\"exp\":1800003600"),
            GQ_JWT_CLAIM_MALFORMED },
    { "nbf a string", HS256, CLAIMS("\"sub\":\"42\",\"nbf\":\"0\",\"exp\":1800003600"),
            GQ_JWT_CLAIM_MALFORMED },
    { "no iss", HS256, "{\"sub\":\"42\",\"aud\":\"api\",\"exp\":1800003600}", GQ_JWT_ISSUER_WRONG },
    { "another iss", HS256,
            "{\"sub\":\"42\",\"iss\":\"https://issuer.example/\",\"aud\":\"api\","
            "\"exp\":1800003600}",
            GQ_JWT_ISSUER_WRONG },
    { "iss a list", HS256,
            "{\"sub\":\"42\",\"iss\":[\"" ISSUER "\"],\"aud\":\"api\",\"exp\":1800003600}",
            GQ_JWT_CLAIM_MALFORMED },
    { "no aud", HS256, "{\"sub\":\"42\",\"iss\":\"" ISSUER "\",\"exp\":1800003600}",
            GQ_JWT_AUDIENCE_WRONG },
    { "another aud", HS256,
            "{\"sub\":\"42\",\"iss\":\"" ISSUER "\",\"aud\":\"API\",\"exp\":1800003600}",
            GQ_JWT_AUDIENCE_WRONG },
    { "aud among others", HS256,
            "{\"sub\":\"42\",\"iss\":\"" ISSUER "\",\"aud\":[\"x\",1,\"api\"],"
            "\"exp\":1800003600}",
            GQ_JWT_VALID },
    { "aud an empty list", HS256,
            "{\"sub\":\"42\",\"iss\":\"" ISSUER "\",\"aud\":[],\"exp\":1800003600}",
            GQ_JWT_AUDIENCE_WRONG },
    { "aud an object", HS256,
            "{\"sub\":\"42\",\"iss\":\"" ISSUER "\",\"aud\":{\"api\":1},\"exp\":1800003600}",
            GQ_JWT_AUDIENCE_WRONG },
};

static void
test_content(void **state)
{
    const struct content_case *c = *state;
    struct setting *setting = set_up();
    struct gq_str token =
            mint_token(setting->arena, c->header, c->claims, GQ_ALGORITHM_HS256, MINT_SECRET);

    assert_str_equal(gq_jwt_outcome_name(verify(setting, token)), gq_jwt_outcome_name(c->outcome));
    tear_down(setting);
}

/* Good claims, under a signature that does not vouch for them. */
static const struct signature_case {
    const char *name, *header;
    enum gq_algorithm algorithm;
    enum mint_key key;
    enum gq_jwt_outcome outcome;
} signature_cases[] = {
    { "HMAC by another secret", HS256, GQ_ALGORITHM_HS256, MINT_OTHER_SECRET,
            GQ_JWT_SIGNATURE_WRONG },
    { "HMAC of another length under the name", "{\"alg\":\"HS384\"}", GQ_ALGORITHM_HS256,
            MINT_SECRET, GQ_JWT_SIGNATURE_WRONG },
    { "RSA by another key", "{\"alg\":\"RS256\",\"kid\":\"r1\"}", GQ_ALGORITHM_RS256,
            MINT_OTHER_RSA, GQ_JWT_SIGNATURE_WRONG },
    { "RSA by another key, without a kid", "{\"alg\":\"RS256\"}", GQ_ALGORITHM_RS256,
            MINT_OTHER_RSA, GQ_JWT_SIGNATURE_WRONG },
    { "RSA with another digest", "{\"alg\":\"RS256\",\"kid\":\"r1\"}", GQ_ALGORITHM_RS512, MINT_RSA,
            GQ_JWT_SIGNATURE_WRONG },
    { "RSA by a small key", "{\"alg\":\"RS256\",\"kid\":\"r1\"}", GQ_ALGORITHM_RS256,
            MINT_SMALL_RSA, GQ_JWT_SIGNATURE_WRONG },
    { "ECDSA by a key of another curve", "{\"alg\":\"ES256\",\"kid\":\"e1\"}", GQ_ALGORITHM_ES256,
            MINT_P384, GQ_JWT_SIGNATURE_WRONG },
    { "ECDSA with another digest", "{\"alg\":\"ES384\",\"kid\":\"e2\"}", GQ_ALGORITHM_ES256,
            MINT_P384, GQ_JWT_SIGNATURE_WRONG },
    { "RSA under the name of ECDSA", "{\"alg\":\"ES256\"}", GQ_ALGORITHM_RS256, MINT_RSA,
            GQ_JWT_SIGNATURE_WRONG },
    { "RSA under the name of HMAC", HS256, GQ_ALGORITHM_RS256, MINT_RSA, GQ_JWT_SIGNATURE_WRONG },
    { "kid and algorithm of different keys", "{\"alg\":\"ES256\",\"kid\":\"r1\"}",
            GQ_ALGORITHM_ES256, MINT_P256, GQ_JWT_KEY_UNKNOWN },
    { "the right key by its kid", "{\"alg\":\"ES512\",\"kid\":\"e3\"}", GQ_ALGORITHM_ES512,
            MINT_P521, GQ_JWT_VALID },
};

static void
test_signature(void **state)
{
    const struct signature_case *c = *state;
    struct setting *setting = set_up();
    struct gq_str token = mint_token(setting->arena, c->header, GOOD_CLAIMS, c->algorithm, c->key);

    assert_str_equal(gq_jwt_outcome_name(verify(setting, token)), gq_jwt_outcome_name(c->outcome));
    tear_down(setting);
}

/* RFC 8725, Weak Symmetric Keys, and the confusion of a public key with a secret. */
static void
test_guessable_secrets(void **state)
{
    struct setting *setting = set_up();
    struct gq_str pem = mint_public(MINT_RSA), trimmed = gq_str_slice(pem, 0, pem.length - 1);
    const struct gq_str secrets[] = { GQ_STR(""), GQ_STR("secret"), GQ_STR("\0"), pem, trimmed,
        mint_public(MINT_P256) };

    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(secrets); i++) {
        struct gq_str token =
                mint_hmac(setting->arena, HS256, GOOD_CLAIMS, GQ_ALGORITHM_HS256, secrets[i]);

        assert_int_equal(verify(setting, token), GQ_JWT_SIGNATURE_WRONG);
        /* A keyring of public keys alone: there is no key for that algorithm. */
        setting->keyring->keys[0] = setting->keyring->keys[3];
        setting->keyring->keys[1] = setting->keyring->keys[3];
        setting->keyring->keys[2] = setting->keyring->keys[3];
        assert_int_equal(verify(setting, token), GQ_JWT_KEY_UNKNOWN);
        tear_down(setting);
        setting = set_up();
    }
    tear_down(setting);
}

/* Forms that are not three parts of canonical base64url. */
static void
test_form(void **state)
{
    struct setting *setting = set_up();
    struct gq_arena *arena = setting->arena;
    struct gq_str good = mint_token(arena, HS256, GOOD_CLAIMS, GQ_ALGORITHM_HS256, MINT_SECRET);
    struct gq_str header = mint_base64(arena, GQ_STR(HS256));
    const char *dot = strrchr(good.bytes, '.');
    const int before = (int)(dot - good.bytes);
    const struct gq_str forms[] = { GQ_STR(""), GQ_STR("."), GQ_STR(".."), GQ_STR("..."),
        GQ_STR("a.b.c"), gq_arena_printf(arena, "%.*s", before, good.bytes),
        gq_arena_printf(arena, "%s.", good.bytes), gq_arena_printf(arena, ".%s", good.bytes),
        gq_arena_printf(arena, "%s.x", good.bytes), gq_arena_printf(arena, "%s=", good.bytes),
        gq_arena_printf(arena, " %s", good.bytes), gq_arena_printf(arena, "%s\n", good.bytes),
        gq_arena_printf(arena, "%.*s.%s", (int)header.length, header.bytes, dot + 1),
        gq_arena_printf(arena, "%.*s+%s", before - 1, good.bytes, dot),
        gq_arena_printf(arena, "%.*s/%s", before - 1, good.bytes, dot),
        gq_arena_printf(arena, "%.*s..", (int)header.length, header.bytes) };

    (void)state;
    assert_int_equal(verify(setting, good), GQ_JWT_VALID);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(forms); i++)
        assert_int_equal(verify(setting, forms[i]), GQ_JWT_MALFORMED);
    /* Without a signature, though well-formed. */
    assert_int_equal(verify(setting, gq_arena_printf(arena, "%.*s.", before, good.bytes)),
            GQ_JWT_SIGNATURE_WRONG);
    tear_down(setting);
}

/* No beginning of a token is one, and no token with one bit changed. */
static void
test_every_damage_is_noticed(void **state)
{
    struct setting *setting = set_up();
    struct gq_str good =
            mint_token(setting->arena, HS256, GOOD_CLAIMS, GQ_ALGORITHM_HS256, MINT_SECRET);

    (void)state;
    for (size_t length = 0; length < good.length; length++)
        assert_int_not_equal(verify(setting, gq_str_slice(good, 0, length)), GQ_JWT_VALID);
    for (size_t bit = 0; bit < good.length * 8; bit++) {
        struct gq_str bad = gq_arena_copy(setting->arena, good);

        ((char *)(uintptr_t)bad.bytes)[bit / 8] ^= (char)(1 << bit % 8);
        assert_int_not_equal(verify(setting, bad), GQ_JWT_VALID);
    }
    tear_down(setting);
}

/* Every bit of an elliptic signature, too: the library converts it before it looks. */
static void
test_every_bit_of_a_signature_counts(void **state)
{
    struct setting *setting = set_up();
    struct gq_str good = mint_token(setting->arena, "{\"alg\":\"ES256\",\"kid\":\"e1\"}",
            GOOD_CLAIMS, GQ_ALGORITHM_ES256, MINT_P256);
    size_t start = (size_t)(strrchr(good.bytes, '.') - good.bytes) + 1;

    (void)state;
    assert_int_equal(verify(setting, good), GQ_JWT_VALID);
    for (size_t bit = start * 8; bit < good.length * 8; bit += 3) {
        struct gq_str bad = gq_arena_copy(setting->arena, good);

        ((char *)(uintptr_t)bad.bytes)[bit / 8] ^= (char)(1 << bit % 8);
        assert_int_not_equal(verify(setting, bad), GQ_JWT_VALID);
    }
    tear_down(setting);
}

static struct gq_str
of_length(struct gq_arena *arena, const char *start, size_t length)
{
    char *bytes = gq_arena_alloc(arena, length + 1);

    memset(bytes, 'A', length);
    memcpy(bytes, start, strlen(start));
    bytes[length] = '\0';
    return (struct gq_str){ bytes, length };
}

/* RFC 8725: sizes are bounded before any cryptography. */
static void
test_sizes(void **state)
{
    struct setting *setting = set_up();
    struct gq_str text = gq_arena_printf(setting->arena, "%s.%s.",
            mint_base64(setting->arena, GQ_STR("{\"alg\":\"ES256\",\"kid\":\"e1\"}")).bytes,
            mint_base64(setting->arena, GQ_STR(GOOD_CLAIMS)).bytes);

    (void)state;
    assert_int_equal(verify(setting, of_length(setting->arena, text.bytes, 4097)), GQ_JWT_TOO_LONG);
    assert_int_equal(
            verify(setting, of_length(setting->arena, text.bytes, 4096)), GQ_JWT_MALFORMED);
    assert_int_equal(verify(setting, of_length(setting->arena, text.bytes, text.length + 1366)),
            GQ_JWT_SIGNATURE_WRONG);
    assert_int_equal(verify(setting, of_length(setting->arena, text.bytes, text.length + 86)),
            GQ_JWT_SIGNATURE_WRONG);
    assert_int_equal(verify(setting, of_length(setting->arena, text.bytes, text.length + 88)),
            GQ_JWT_SIGNATURE_WRONG);
    setting->limits.values[GQ_LIMIT_TOKEN_BYTES] = 100;
    assert_int_equal(verify(setting, of_length(setting->arena, text.bytes, text.length + 86)),
            GQ_JWT_TOO_LONG);
    tear_down(setting);
}

/* The key of one issuer does not vouch for what another one says. */
static void
test_issuers_vouch_for_themselves(void **state)
{
    struct setting *setting = set_up();
    const struct gq_keyring_issuer other = { .name = GQ_STR("https://other.example"),
        .audience = GQ_STR(AUDIENCE) };
    const char *others_claims = "{\"sub\":\"42\",\"iss\":\"https://other.example\","
                                "\"aud\":\"api\",\"exp\":1800003600}";
    struct gq_jwt jwt;
    uint32_t index;

    (void)state;
    assert_true(gq_keyring_add_issuer(setting->keyring, &other, &index, &setting->errs));
    assert_true(gq_keyring_add_secret(setting->keyring, index, GQ_ALGORITHM_HS256,
            mint_public(MINT_OTHER_SECRET), &setting->errs));
    assert_int_equal(verify(setting,
                             mint_token(setting->arena, HS256, GOOD_CLAIMS, GQ_ALGORITHM_HS256,
                                     MINT_OTHER_SECRET)),
            GQ_JWT_ISSUER_WRONG);
    assert_int_equal(verify(setting,
                             mint_token(setting->arena, HS256, others_claims, GQ_ALGORITHM_HS256,
                                     MINT_SECRET)),
            GQ_JWT_SIGNATURE_WRONG);
    assert_int_equal(gq_jwt_verify(setting->arena, &setting->context,
                             mint_token(setting->arena, HS256, others_claims, GQ_ALGORITHM_HS256,
                                     MINT_OTHER_SECRET),
                             MINT_NOW_S, &jwt),
            GQ_JWT_VALID);
    assert_int_equal(jwt.issuer, index);
    tear_down(setting);
}

int
main(void)
{
    struct CMUnitTest
            tests[GQ_ARRAY_LENGTH(content_cases) + GQ_ARRAY_LENGTH(signature_cases) + 8] = {
                cmocka_unit_test(test_every_algorithm_passes),
                cmocka_unit_test(test_what_is_signed_here_passes),
                cmocka_unit_test(test_guessable_secrets),
                cmocka_unit_test(test_form),
                cmocka_unit_test(test_every_damage_is_noticed),
                cmocka_unit_test(test_every_bit_of_a_signature_counts),
                cmocka_unit_test(test_sizes),
                cmocka_unit_test(test_issuers_vouch_for_themselves),
            };
    size_t count = 8;

    GQ_UNIT_CASES(tests, count, content_cases, test_content);
    GQ_UNIT_CASES(tests, count, signature_cases, test_signature);
    return _cmocka_run_group_tests("jwt", tests, count, NULL, NULL);
}
