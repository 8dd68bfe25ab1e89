/*
 * auth/identity_cache.h - identities that were verified a short while ago, by the hash of what was
 * sent.
 *
 * In:       the SHA-256 of a token or key; identities.
 * Out:      the identity again, as long as it holds.
 * Not here: when to ask again whether something was revoked (verifier.h).
 *
 * Only what was verified gets in, and no more than a fixed number: the oldest goes first. One
 * thread at a time.
 */
#ifndef GQ_AUTH_IDENTITY_CACHE_H
#define GQ_AUTH_IDENTITY_CACHE_H

#include "base/attribute.h"
#include "base/digest.h"

#include <stdint.h>

struct gq_identity;
struct gq_identity_cache;

#define GQ_IDENTITY_CACHE_MAX 1024u

/* What is kept; borrowed from the cache, valid until it is called again. */
struct gq_identity_entry {
    struct gq_identity *identity;
    int64_t until_s;   /* forgotten from this time on */
    int64_t checked_s; /* when it was last asked whether it is revoked: the caller's to set */
};

/* Owned by the caller; NULL when there is no memory. */
GQ_MUST_CHECK struct gq_identity_cache *gq_identity_cache_new(void);
void gq_identity_cache_free(struct gq_identity_cache *cache);

/* The entry, or NULL. One that is past its time is dropped. */
struct gq_identity_entry *gq_identity_cache_find(
        struct gq_identity_cache *cache, const uint8_t hash[GQ_DIGEST_SHA256_SIZE], int64_t now_s);

/* Keeps the entry, with a reference of its own; without memory it is not kept. */
void gq_identity_cache_add(struct gq_identity_cache *cache,
        const uint8_t hash[GQ_DIGEST_SHA256_SIZE], const struct gq_identity_entry *entry);

void gq_identity_cache_drop(
        struct gq_identity_cache *cache, const uint8_t hash[GQ_DIGEST_SHA256_SIZE]);

/* Forgets all: the keys have changed. */
void gq_identity_cache_clear(struct gq_identity_cache *cache);

uint32_t gq_identity_cache_count(const struct gq_identity_cache *cache);

#endif
