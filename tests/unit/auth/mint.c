/* Keys and signatures by OpenSSL. */
#include "mint.h"

#include "base/base64.h"
#include "base/buf.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>

#include <assert.h>
#include <stdlib.h>

static const struct recipe {
    const char *type, *curve, *jwk_curve;
    size_t bits;
} recipes[MINT_KEY_COUNT] = {
    [MINT_RSA] = { "RSA", NULL, NULL, 2048 },
    [MINT_OTHER_RSA] = { "RSA", NULL, NULL, 2048 },
    [MINT_SMALL_RSA] = { "RSA", NULL, NULL, 1024 },
    [MINT_P256] = { "EC", "P-256", "P-256", 256 },
    [MINT_P384] = { "EC", "P-384", "P-384", 384 },
    [MINT_P521] = { "EC", "P-521", "P-521", 521 },
};

static const char *const secrets[] = {
    [MINT_SECRET] = "0123456789012345678901234567890123456789012345678901234567890123 a",
    [MINT_OTHER_SECRET] = "9876543210987654321098765432109876543210987654321098765432109876 b",
};

static EVP_PKEY *pairs[MINT_KEY_COUNT];
static char *texts[MINT_KEY_COUNT][2];

static void
free_all(void)
{
    for (int i = 0; i < MINT_KEY_COUNT; i++) {
        EVP_PKEY_free(pairs[i]);
        free(texts[i][0]);
        free(texts[i][1]);
    }
}

static EVP_PKEY *
pair_of(enum mint_key key)
{
    const struct recipe *recipe = &recipes[key];
    static int is_registered;

    if (!is_registered++)
        atexit(free_all);
    if (!pairs[key])
        pairs[key] = recipe->curve ? EVP_PKEY_Q_keygen(NULL, NULL, "EC", recipe->curve)
                                   : EVP_PKEY_Q_keygen(NULL, NULL, "RSA", recipe->bits);
    assert(pairs[key]);
    return pairs[key];
}

static struct gq_str
pem_of(enum mint_key key, int is_private)
{
    BIO *bio;
    char *bytes;
    long length;

    if (!recipes[key].type)
        return gq_str_of(secrets[key]);
    if (!texts[key][is_private]) {
        bio = BIO_new(BIO_s_mem());
        if (is_private)
            PEM_write_bio_PrivateKey(bio, pair_of(key), NULL, NULL, 0, NULL, NULL);
        else
            PEM_write_bio_PUBKEY(bio, pair_of(key));
        length = BIO_get_mem_data(bio, &bytes);
        texts[key][is_private] = strndup(bytes, (size_t)length);
        BIO_free(bio);
    }
    return gq_str_of(texts[key][is_private]);
}

struct gq_str
mint_public(enum mint_key key)
{
    return pem_of(key, 0);
}

struct gq_str
mint_private(enum mint_key key)
{
    return pem_of(key, 1);
}

struct gq_str
mint_base64(struct gq_arena *arena, struct gq_str bytes)
{
    struct gq_buf *buf = gq_arena_new_of(arena, struct gq_buf);

    gq_buf_init_in(buf, arena, 1 << 20);
    gq_base64_write(buf, bytes);
    return gq_arena_copy(arena, gq_buf_view(buf));
}

static struct gq_str
number(struct gq_arena *arena, enum mint_key key, const char *name, size_t length)
{
    unsigned char *bytes = gq_arena_zeroed(arena, 1024, 1);
    BIGNUM *value = NULL;

    EVP_PKEY_get_bn_param(pair_of(key), name, &value);
    if (!length)
        length = (size_t)BN_num_bytes(value);
    BN_bn2binpad(value, bytes, (int)length);
    BN_free(value);
    return mint_base64(arena, (struct gq_str){ (char *)bytes, length });
}

struct gq_str
mint_jwk(struct gq_arena *arena, enum mint_key key, const char *more)
{
    const struct recipe *recipe = &recipes[key];
    size_t length = (recipe->bits + 7) / 8;

    if (!recipe->curve)
        return gq_arena_printf(arena, "{\"kty\":\"RSA\",\"n\":\"%s\",\"e\":\"%s\"%s}",
                number(arena, key, OSSL_PKEY_PARAM_RSA_N, 0).bytes,
                number(arena, key, OSSL_PKEY_PARAM_RSA_E, 0).bytes, more);
    return gq_arena_printf(arena, "{\"kty\":\"EC\",\"crv\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"%s}",
            recipe->jwk_curve, number(arena, key, OSSL_PKEY_PARAM_EC_PUB_X, length).bytes,
            number(arena, key, OSSL_PKEY_PARAM_EC_PUB_Y, length).bytes, more);
}

static const EVP_MD *
digest_of(enum gq_algorithm algorithm)
{
    const EVP_MD *const digests[] = { EVP_sha256(), EVP_sha384(), EVP_sha512() };

    return digests[algorithm % 3];
}

static struct gq_str
hmac(struct gq_arena *arena, enum gq_algorithm algorithm, struct gq_str secret, struct gq_str text)
{
    unsigned char *bytes = gq_arena_alloc(arena, EVP_MAX_MD_SIZE);
    unsigned length;

    HMAC(digest_of(algorithm), secret.bytes, (int)secret.length, (const unsigned char *)text.bytes,
            text.length, bytes, &length);
    return (struct gq_str){ (char *)bytes, length };
}

/* RFC 7518, Digital Signature with ECDSA: two numbers of the curve's length. */
static struct gq_str
flatten(struct gq_arena *arena, const unsigned char *der, size_t length, size_t half)
{
    ECDSA_SIG *pair = d2i_ECDSA_SIG(NULL, &der, (long)length);
    unsigned char *bytes = gq_arena_alloc(arena, 2 * half);

    BN_bn2binpad(ECDSA_SIG_get0_r(pair), bytes, (int)half);
    BN_bn2binpad(ECDSA_SIG_get0_s(pair), bytes + half, (int)half);
    ECDSA_SIG_free(pair);
    return (struct gq_str){ (char *)bytes, 2 * half };
}

static struct gq_str
sign(struct gq_arena *arena, enum gq_algorithm algorithm, enum mint_key key, struct gq_str text)
{
    unsigned char *bytes = gq_arena_alloc(arena, 1024);
    EVP_MD_CTX *context;
    size_t length = 1024;
    int ok;

    if (!recipes[key].type)
        return hmac(arena, algorithm, gq_str_of(secrets[key]), text);
    context = EVP_MD_CTX_new();
    ok = EVP_DigestSignInit(context, NULL, digest_of(algorithm), NULL, pair_of(key)) == 1
            && EVP_DigestSign(
                       context, bytes, &length, (const unsigned char *)text.bytes, text.length)
                    == 1;
    EVP_MD_CTX_free(context);
    assert(ok);
    (void)ok;
    if (recipes[key].curve)
        return flatten(arena, bytes, length, (recipes[key].bits + 7) / 8);
    return (struct gq_str){ (char *)bytes, length };
}

static struct gq_str
unsigned_part(struct gq_arena *arena, const char *header, const char *claims)
{
    return gq_arena_printf(arena, "%s.%s", mint_base64(arena, gq_str_of(header)).bytes,
            mint_base64(arena, gq_str_of(claims)).bytes);
}

static struct gq_str
join(struct gq_arena *arena, struct gq_str text, struct gq_str signature)
{
    return gq_arena_printf(arena, "%s.%s", text.bytes, mint_base64(arena, signature).bytes);
}

struct gq_str
mint_token(struct gq_arena *arena, const char *header, const char *claims,
        enum gq_algorithm algorithm, enum mint_key key)
{
    struct gq_str text = unsigned_part(arena, header, claims);

    return join(arena, text, sign(arena, algorithm, key, text));
}

struct gq_str
mint_hmac(struct gq_arena *arena, const char *header, const char *claims,
        enum gq_algorithm algorithm, struct gq_str secret)
{
    struct gq_str text = unsigned_part(arena, header, claims);

    return join(arena, text, hmac(arena, algorithm, secret, text));
}
