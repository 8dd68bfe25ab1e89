/* Which keys get onto a keyring, and for which algorithm; JWK sets. */
#include "auth/keyring.h"
#include "base/error.h"
#include "mint.h"
#include "unit.h"

struct setting {
    struct gq_arena *arena;
    struct gq_keyring *keyring;
    uint32_t issuer;
    struct gq_errors errs;
};

static struct setting *
set_up(void)
{
    struct gq_arena *arena = gq_arena_new(1 << 24);
    struct setting *setting = gq_arena_new_of(arena, struct setting);

    setting->arena = arena;
    gq_errors_init(&setting->errs, arena, NULL, 4);
    setting->keyring = gq_keyring_new(arena);
    assert_true(gq_keyring_add_issuer(
            setting->keyring, &(struct gq_keyring_issuer){ 0 }, &setting->issuer, &setting->errs));
    return setting;
}

/* The outcome: a message, or the algorithm of the key that was added. */
static void
check(struct setting *setting, bool ok, const char *message, enum gq_algorithm algorithm)
{
    assert_int_equal(ok, message == NULL);
    if (message) {
        assert_str_equal(setting->errs.first->message, gq_str_of(message));
        assert_int_equal(setting->keyring->key_count, 0);
    } else {
        assert_int_equal(setting->keyring->key_count, 1);
        assert_int_equal(setting->keyring->keys[0].algorithm, algorithm);
    }
    gq_arena_free(setting->arena);
}

static const struct secret_case {
    const char *name;
    enum gq_algorithm algorithm;
    const char *secret, *message;
} secret_cases[] = {
    { "32 bytes", GQ_ALGORITHM_HS256, "01234567890123456789012345678901", NULL },
    { "31 bytes", GQ_ALGORITHM_HS256, "0123456789012345678901234567890",
            "A shared secret has at least 32 bytes." },
    { "an empty secret", GQ_ALGORITHM_HS512, "", "A shared secret has at least 32 bytes." },
    { "a secret for RSA", GQ_ALGORITHM_RS256, "01234567890123456789012345678901",
            "A shared secret is for HS256, HS384 or HS512." },
    { "a PEM text", GQ_ALGORITHM_HS256, "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYI",
            "A key in PEM form is not a shared secret." },
};

static void
test_secret(void **state)
{
    const struct secret_case *c = *state;
    struct setting *setting = set_up();

    check(setting,
            gq_keyring_add_secret(setting->keyring, setting->issuer, c->algorithm,
                    gq_str_of(c->secret), &setting->errs),
            c->message, c->algorithm);
}

static const struct pem_case {
    const char *name;
    enum mint_key key;
    bool is_private;
    enum gq_algorithm asked, algorithm;
    const char *message;
} pem_cases[] = {
    { "RSA is RS256", MINT_RSA, false, GQ_ALGORITHM_COUNT, GQ_ALGORITHM_RS256, NULL },
    { "RSA for RS512", MINT_RSA, false, GQ_ALGORITHM_RS512, GQ_ALGORITHM_RS512, NULL },
    { "P-256 is ES256", MINT_P256, false, GQ_ALGORITHM_COUNT, GQ_ALGORITHM_ES256, NULL },
    { "P-384 is ES384", MINT_P384, false, GQ_ALGORITHM_COUNT, GQ_ALGORITHM_ES384, NULL },
    { "P-521 is ES512", MINT_P521, false, GQ_ALGORITHM_COUNT, GQ_ALGORITHM_ES512, NULL },
    { "P-256 for ES384", MINT_P256, false, GQ_ALGORITHM_ES384, 0,
            "The key is not for this algorithm." },
    { "RSA for ES256", MINT_RSA, false, GQ_ALGORITHM_ES256, 0,
            "The key is not for this algorithm." },
    { "a public key for HMAC", MINT_RSA, false, GQ_ALGORITHM_HS256, 0,
            "The key is not for this algorithm." },
    { "RSA with 1024 bits", MINT_SMALL_RSA, false, GQ_ALGORITHM_COUNT, 0,
            "An RSA key has 2048 to 8192 bits." },
    { "a private key", MINT_RSA, true, GQ_ALGORITHM_COUNT, 0,
            "This is a private key: the server needs the public one alone." },
    { "no PEM at all", MINT_SECRET, false, GQ_ALGORITHM_COUNT, 0,
            "This is not a public key in PEM form, RSA or of a NIST curve." },
};

static void
test_pem(void **state)
{
    const struct pem_case *c = *state;
    struct setting *setting = set_up();

    check(setting,
            gq_keyring_add_pem(setting->keyring, setting->issuer, c->asked,
                    c->is_private ? mint_private(c->key) : mint_public(c->key), &setting->errs),
            c->message, c->algorithm);
}

static const struct jwk_case {
    const char *name;
    enum mint_key key;
    const char *more;
    enum gq_algorithm algorithm;
    const char *message;
} jwk_cases[] = {
    { "RSA without alg", MINT_RSA, "", GQ_ALGORITHM_RS256, NULL },
    { "RSA with alg", MINT_RSA, ",\"alg\":\"RS384\",\"kid\":\"a\"", GQ_ALGORITHM_RS384, NULL },
    { "P-521", MINT_P521, ",\"use\":\"sig\",\"key_ops\":[\"verify\"]", GQ_ALGORITHM_ES512, NULL },
    { "a key to encrypt with", MINT_RSA, ",\"use\":\"enc\"", 0,
            "The key set has no key for the signatures that are served." },
    { "a key for another algorithm", MINT_RSA, ",\"alg\":\"PS256\"", 0,
            "The key set has no key for the signatures that are served." },
    { "operations without verify", MINT_P256, ",\"key_ops\":[\"deriveKey\"]", 0,
            "The key set has no key for the signatures that are served." },
    { "an algorithm of another curve", MINT_P256, ",\"alg\":\"ES384\"", 0,
            "The key is not for this algorithm." },
    { "a secret's algorithm for a public key", MINT_RSA, ",\"alg\":\"HS256\"", 0,
            "The key is not for this algorithm." },
    { "a small key", MINT_SMALL_RSA, "", 0, "An RSA key has 2048 to 8192 bits." },
    { "a private key", MINT_RSA, ",\"d\":\"AQAB\"", 0,
            "The key set has a private key: the server needs public ones." },
};

static void
test_jwk(void **state)
{
    const struct jwk_case *c = *state;
    struct setting *setting = set_up();
    struct gq_str set = gq_arena_printf(setting->arena,
            "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\"},{\"kty\":\"oct\",\"k\":\"AAAA\"},%s]"
            "}",
            mint_jwk(setting->arena, c->key, c->more).bytes);
    bool ok = gq_keyring_add_jwks(setting->keyring, setting->issuer, set, &setting->errs);

    /* OpenSSL's own text of the same key, byte for byte. */
    if (ok)
        assert_str_equal(setting->keyring->keys[0].material, mint_public(c->key));
    check(setting, ok, c->message, c->algorithm);
}

#define ZEROS "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

static const struct set_case {
    const char *name, *set, *message;
} set_cases[] = {
    { "not an object", "[]", "This is not a key set: an object with a list \"keys\"." },
    { "keys not a list", "{\"keys\":{}}",
            "This is not a key set: an object with a list \"keys\"." },
    { "no keys", "{\"keys\":[]}", "The key set has no key for the signatures that are served." },
    { "keys that are none", "{\"keys\":[1,null,\"a\",[]]}",
            "The key set has no key for the signatures that are served." },
    { "a point off the curve",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" ZEROS "\",\"y\":\"" ZEROS
            "\"}]}",
            "The key set has a key that is not sound." },
    { "a short coordinate",
            "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AAAA\",\"y\":\"" ZEROS "\"}]}",
            "The key set has a key that is not sound." },
    { "a number not in base64url", "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"a+b\",\"e\":\"AQAB\"}]}",
            "The key set has a key that is not sound." },
    { "no exponent", "{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\"}]}",
            "The key set has a key that is not sound." },
};

static void
test_set(void **state)
{
    const struct set_case *c = *state;
    struct setting *setting = set_up();

    check(setting,
            gq_keyring_add_jwks(
                    setting->keyring, setting->issuer, gq_str_of(c->set), &setting->errs),
            c->message, 0);
}

static void
test_bounds(void **state)
{
    struct setting *setting = set_up();
    struct gq_str secret = mint_public(MINT_SECRET);
    uint32_t index;

    (void)state;
    for (uint32_t i = 0; i < GQ_KEYRING_KEYS_MAX; i++)
        assert_true(gq_keyring_add_secret(
                setting->keyring, setting->issuer, GQ_ALGORITHM_HS256, secret, &setting->errs));
    assert_false(gq_keyring_add_secret(
            setting->keyring, setting->issuer, GQ_ALGORITHM_HS256, secret, &setting->errs));
    for (uint32_t i = 1; i < GQ_KEYRING_ISSUERS_MAX; i++)
        assert_true(gq_keyring_add_issuer(
                setting->keyring, &(struct gq_keyring_issuer){ 0 }, &index, &setting->errs));
    assert_false(gq_keyring_add_issuer(
            setting->keyring, &(struct gq_keyring_issuer){ 0 }, &index, &setting->errs));
    gq_arena_free(setting->arena);
}

static void
test_signing_keys(void **state)
{
    struct setting *setting = set_up();
    enum gq_algorithm algorithm;

    (void)state;
    assert_true(gq_keyring_signing_algorithm(mint_private(MINT_P384), &algorithm, &setting->errs));
    assert_int_equal(algorithm, GQ_ALGORITHM_ES384);
    assert_false(gq_keyring_signing_algorithm(mint_public(MINT_RSA), &algorithm, &setting->errs));
    assert_false(
            gq_keyring_signing_algorithm(mint_private(MINT_SMALL_RSA), &algorithm, &setting->errs));
    gq_arena_free(setting->arena);
}

int
main(void)
{
    struct CMUnitTest tests[64] = { cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_signing_keys) };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, secret_cases, test_secret);
    GQ_UNIT_CASES(tests, count, pem_cases, test_pem);
    GQ_UNIT_CASES(tests, count, jwk_cases, test_jwk);
    GQ_UNIT_CASES(tests, count, set_cases, test_set);
    return _cmocka_run_group_tests("keyring", tests, count, NULL, NULL);
}
