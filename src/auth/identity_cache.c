/* auth/identity_cache.c - a hash table that remembers the order of arrival. */
#include "auth/identity_cache.h"

#include "auth/identity.h"
#include "base/alloc.h"

#include <assert.h>
#include <string.h>

/* Running out of memory means to verify again, not the end of the process. */
#define HASH_NONFATAL_OOM         1
#define uthash_malloc(size)       gq_alloc(size)
#define uthash_free(memory, size) gq_alloc_free(memory)
#include <uthash.h>

struct slot {
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];
    struct gq_identity_entry entry;
    UT_hash_handle hh;
};

struct gq_identity_cache {
    struct slot *slots; /* in the order of arrival */
    uint32_t count;
};

/* Bits of a SHA-256 of something that was verified: nobody chooses where they collide. */
static unsigned
bucket_of(const uint8_t hash[GQ_DIGEST_SHA256_SIZE])
{
    unsigned value;

    memcpy(&value, hash, sizeof(value));
    return value;
}

static struct slot *
find(const struct gq_identity_cache *cache, const uint8_t hash[GQ_DIGEST_SHA256_SIZE])
{
    struct slot *slot = NULL;

    HASH_FIND_BYHASHVALUE(hh, cache->slots, hash, GQ_DIGEST_SHA256_SIZE, bucket_of(hash), slot);
    return slot;
}

static void
discard(struct gq_identity_cache *cache, struct slot *slot)
{
    assert(cache->count > 0);
    HASH_DEL(cache->slots, slot);
    cache->count--;
    gq_identity_unref(slot->entry.identity);
    gq_alloc_free(slot);
}

struct gq_identity_cache *
gq_identity_cache_new(void)
{
    return gq_alloc_zeroed(1, sizeof(struct gq_identity_cache));
}

void
gq_identity_cache_free(struct gq_identity_cache *cache)
{
    if (!cache)
        return;
    gq_identity_cache_clear(cache);
    gq_alloc_free(cache);
}

struct gq_identity_entry *
gq_identity_cache_find(
        struct gq_identity_cache *cache, const uint8_t hash[GQ_DIGEST_SHA256_SIZE], int64_t now_s)
{
    struct slot *slot = find(cache, hash);

    if (!slot)
        return NULL;
    if (slot->entry.until_s <= now_s) {
        discard(cache, slot);
        return NULL;
    }
    return &slot->entry;
}

void
gq_identity_cache_add(struct gq_identity_cache *cache, const uint8_t hash[GQ_DIGEST_SHA256_SIZE],
        const struct gq_identity_entry *entry)
{
    struct slot *slot = gq_alloc_zeroed(1, sizeof(*slot));

    assert(entry->identity);
    if (!slot)
        return;
    gq_identity_cache_drop(cache, hash);
    while (cache->count >= GQ_IDENTITY_CACHE_MAX)
        discard(cache, cache->slots);
    memcpy(slot->hash, hash, GQ_DIGEST_SHA256_SIZE);
    slot->entry = *entry;
    HASH_ADD_KEYPTR_BYHASHVALUE(
            hh, cache->slots, slot->hash, GQ_DIGEST_SHA256_SIZE, bucket_of(hash), slot);
    if (!slot->hh.tbl) {
        gq_alloc_free(slot);
        return;
    }
    gq_identity_ref(slot->entry.identity);
    cache->count++;
}

void
gq_identity_cache_drop(struct gq_identity_cache *cache, const uint8_t hash[GQ_DIGEST_SHA256_SIZE])
{
    struct slot *slot = find(cache, hash);

    if (slot)
        discard(cache, slot);
}

void
gq_identity_cache_clear(struct gq_identity_cache *cache)
{
    while (cache->slots)
        discard(cache, cache->slots);
    assert(cache->count == 0);
}

uint32_t
gq_identity_cache_count(const struct gq_identity_cache *cache)
{
    return cache->count;
}
