/*
 * base/digest.h - SHA-256 by libcrypto, with the algorithm fetched once.
 *
 * One object per thread: the context inside is reused.
 */
#ifndef GQ_BASE_DIGEST_H
#define GQ_BASE_DIGEST_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdint.h>

#define GQ_DIGEST_SHA256_SIZE 32

struct gq_digest;

/* Owned by the caller; NULL when libcrypto or memory fails. One thread at a time. */
GQ_MUST_CHECK struct gq_digest *gq_digest_new(void);
void gq_digest_free(struct gq_digest *digest);

/* SHA-256 of the text. FIPS 180-4. */
GQ_MUST_CHECK bool gq_digest_sha256(
        struct gq_digest *digest, struct gq_str text, uint8_t ret_hash[GQ_DIGEST_SHA256_SIZE]);

/* In a time that does not depend on where they differ: for what stands for a secret. */
GQ_MUST_CHECK bool gq_digest_equal(
        const uint8_t a[GQ_DIGEST_SHA256_SIZE], const uint8_t b[GQ_DIGEST_SHA256_SIZE]);

#endif
