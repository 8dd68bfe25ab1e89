/* base/digest.c - an implicit EVP_sha256() costs three times a fetched one, so it is fetched once. */
#include "base/digest.h"

#include "base/alloc.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

struct gq_digest {
    EVP_MD *algorithm;
    EVP_MD_CTX *context;
};

struct gq_digest *
gq_digest_new(void)
{
    struct gq_digest *digest = gq_alloc_zeroed(1, sizeof(*digest));

    if (!digest)
        return NULL;
    digest->algorithm = EVP_MD_fetch(NULL, "SHA256", NULL);
    digest->context = EVP_MD_CTX_new();
    if (!digest->algorithm || !digest->context) {
        gq_digest_free(digest);
        return NULL;
    }
    return digest;
}

void
gq_digest_free(struct gq_digest *digest)
{
    if (!digest)
        return;
    EVP_MD_CTX_free(digest->context);
    EVP_MD_free(digest->algorithm);
    gq_alloc_free(digest);
}

bool
gq_digest_sha256(
        struct gq_digest *digest, struct gq_str text, uint8_t ret_hash[GQ_DIGEST_SHA256_SIZE])
{
    return EVP_DigestInit_ex2(digest->context, digest->algorithm, NULL) == 1
            && EVP_DigestUpdate(digest->context, text.bytes, text.length) == 1
            && EVP_DigestFinal_ex(digest->context, ret_hash, NULL) == 1;
}

bool
gq_digest_equal(const uint8_t a[GQ_DIGEST_SHA256_SIZE], const uint8_t b[GQ_DIGEST_SHA256_SIZE])
{
    return CRYPTO_memcmp(a, b, GQ_DIGEST_SHA256_SIZE) == 0;
}
