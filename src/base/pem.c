/* base/pem.c - OpenSSL's keys, from text and from numbers. */
#include "base/pem.h"

#include "base/arena.h"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>
#include <openssl/pem.h>

#include <assert.h>
#include <limits.h>

#define COORDINATE_BYTES_MAX 66u /* of P-521 */

static const struct curve {
    uint32_t bits;
    const char *name; /* OpenSSL's */
} curves[] = {
    { 256, "prime256v1" },
    { 384, "secp384r1" },
    { 521, "secp521r1" },
};

/* An encrypted key is refused rather than asked about on a terminal. */
static int
no_password(char *buffer, int size, int is_writing, void *context)
{
    (void)buffer;
    (void)size;
    (void)is_writing;
    (void)context;
    return -1;
}

static EVP_PKEY *
read_key(struct gq_str pem, bool *ret_private)
{
    BIO *bio = BIO_new_mem_buf(pem.bytes, (int)pem.length);
    EVP_PKEY *key = NULL;

    *ret_private = false;
    if (bio)
        key = PEM_read_bio_PUBKEY(bio, NULL, no_password, NULL);
    if (bio && !key) {
        BIO_free(bio);
        bio = BIO_new_mem_buf(pem.bytes, (int)pem.length);
        key = bio ? PEM_read_bio_PrivateKey(bio, NULL, no_password, NULL) : NULL;
        *ret_private = key != NULL;
    }
    BIO_free(bio);
    return key;
}

static bool
curve_bits(EVP_PKEY *key, uint32_t *ret_bits)
{
    char name[64];
    size_t length;

    if (!EVP_PKEY_get_group_name(key, name, sizeof(name), &length))
        return false;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(curves); i++) {
        if (gq_str_is((struct gq_str){ name, length }, curves[i].name)) {
            *ret_bits = curves[i].bits;
            return true;
        }
    }
    return false;
}

static bool
is_sound(EVP_PKEY *key)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_pkey(NULL, key, NULL);
    bool ok = context && EVP_PKEY_public_check(context) == 1;

    EVP_PKEY_CTX_free(context);
    return ok;
}

bool
gq_pem_inspect(struct gq_str pem, struct gq_pem_key *ret_key)
{
    struct gq_pem_key found = { .kind = GQ_PEM_RSA };
    EVP_PKEY *key;
    bool ok = false;

    if (pem.length == 0 || pem.length > INT_MAX)
        return false;
    key = read_key(pem, &found.is_private);
    if (key && EVP_PKEY_is_a(key, "RSA")) {
        found.bits = (uint32_t)EVP_PKEY_get_bits(key);
        ok = is_sound(key);
    } else if (key && EVP_PKEY_is_a(key, "EC")) {
        found.kind = GQ_PEM_EC;
        ok = curve_bits(key, &found.bits) && is_sound(key);
    }
    EVP_PKEY_free(key);
    ERR_clear_error();
    if (ok)
        *ret_key = found;
    return ok;
}

static EVP_PKEY *
key_from_parameters(const char *type, OSSL_PARAM *parameters)
{
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_from_name(NULL, type, NULL);
    EVP_PKEY *key = NULL;

    if (context && parameters && EVP_PKEY_fromdata_init(context) == 1
            && EVP_PKEY_fromdata(context, &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1)
        key = NULL;
    EVP_PKEY_CTX_free(context);
    if (key && !is_sound(key)) {
        EVP_PKEY_free(key);
        key = NULL;
    }
    return key;
}

static void
free_bio(void *arg)
{
    BIO_free(arg);
}

/* Takes the key over. */
static bool
write_key(struct gq_arena *arena, EVP_PKEY *key, struct gq_str *ret_pem)
{
    BIO *bio = BIO_new(BIO_s_mem());
    bool ok = bio && key && PEM_write_bio_PUBKEY(bio, key) == 1;
    struct gq_arena_deferred *deferred;
    char *bytes = NULL;
    long length;

    EVP_PKEY_free(key);
    ERR_clear_error();
    deferred = gq_arena_defer(arena, free_bio, bio);
    length = ok ? BIO_get_mem_data(bio, &bytes) : 0;
    if (length > 0)
        *ret_pem = gq_arena_copy(arena, (struct gq_str){ bytes, (size_t)length });
    gq_arena_defer_cancel(deferred);
    BIO_free(bio);
    return length > 0;
}

bool
gq_pem_from_rsa(struct gq_arena *arena, struct gq_str modulus, struct gq_str exponent,
        struct gq_str *ret_pem)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    OSSL_PARAM *parameters = NULL;
    BIGNUM *n, *e;
    EVP_PKEY *key;

    assert(modulus.length <= INT_MAX && exponent.length <= INT_MAX);
    n = BN_bin2bn((const unsigned char *)modulus.bytes, (int)modulus.length, NULL);
    e = BN_bin2bn((const unsigned char *)exponent.bytes, (int)exponent.length, NULL);
    if (builder && n && e && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_N, n)
            && OSSL_PARAM_BLD_push_BN(builder, OSSL_PKEY_PARAM_RSA_E, e))
        parameters = OSSL_PARAM_BLD_to_param(builder);
    key = key_from_parameters("RSA", parameters);
    OSSL_PARAM_free(parameters);
    OSSL_PARAM_BLD_free(builder);
    BN_free(n);
    BN_free(e);
    return write_key(arena, key, ret_pem);
}

static const struct curve *
find_curve(uint32_t bits)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(curves); i++)
        if (curves[i].bits == bits)
            return &curves[i];
    return NULL;
}

/* SEC 1, Elliptic-Curve-Point-to-Octet-String Conversion: uncompressed. */
static OSSL_PARAM *
point_parameters(const struct curve *curve, struct gq_str x, struct gq_str y)
{
    OSSL_PARAM_BLD *builder = OSSL_PARAM_BLD_new();
    unsigned char point[1 + 2 * COORDINATE_BYTES_MAX] = { 4 };
    OSSL_PARAM *parameters = NULL;

    assert(x.length <= COORDINATE_BYTES_MAX && y.length == x.length);
    memcpy(point + 1, x.bytes, x.length);
    memcpy(point + 1 + x.length, y.bytes, y.length);
    if (builder
            && OSSL_PARAM_BLD_push_utf8_string(builder, OSSL_PKEY_PARAM_GROUP_NAME, curve->name, 0)
            && OSSL_PARAM_BLD_push_octet_string(
                    builder, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * x.length))
        parameters = OSSL_PARAM_BLD_to_param(builder);
    OSSL_PARAM_BLD_free(builder);
    return parameters;
}

bool
gq_pem_from_ec(struct gq_arena *arena, uint32_t bits, struct gq_str x, struct gq_str y,
        struct gq_str *ret_pem)
{
    const struct curve *curve = find_curve(bits);
    size_t length = (bits + 7) / 8;
    OSSL_PARAM *parameters;
    EVP_PKEY *key;

    if (!curve || x.length != length || y.length != length)
        return false;
    parameters = point_parameters(curve, x, y);
    key = key_from_parameters("EC", parameters);
    OSSL_PARAM_free(parameters);
    return write_key(arena, key, ret_pem);
}
