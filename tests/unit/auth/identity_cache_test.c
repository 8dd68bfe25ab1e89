/* A bounded table: the oldest goes first, what is past its time is gone. */
#include "auth/identity.h"
#include "auth/identity_cache.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "unit.h"

static struct gq_identity *
somebody(void)
{
    struct gq_arena *arena = gq_arena_new(1 << 16);
    struct gq_digest *digest = gq_digest_new();
    struct gq_value claims = { .kind = GQ_VALUE_OBJECT, .count = 1 };
    struct gq_identity *identity;

    claims.members = gq_arena_new_of(arena, struct gq_member);
    claims.members[0].key = GQ_STR("sub");
    claims.members[0].value = (struct gq_value){ .kind = GQ_VALUE_STRING, .text = GQ_STR("a") };
    identity = gq_identity_new(arena, digest, &claims, (struct gq_str){ NULL, 0 }, 100);
    gq_digest_free(digest);
    return identity;
}

static void
hash_of(uint32_t number, uint8_t ret_hash[GQ_DIGEST_SHA256_SIZE])
{
    memset(ret_hash, 7, GQ_DIGEST_SHA256_SIZE);
    memcpy(ret_hash + 8, &number, sizeof(number));
}

static void
add(struct gq_identity_cache *cache, uint32_t number, int64_t until_s)
{
    struct gq_identity *identity = somebody();
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];

    hash_of(number, hash);
    gq_identity_cache_add(cache, hash, &(struct gq_identity_entry){ identity, until_s, 1 });
    gq_identity_unref(identity);
}

static struct gq_identity_entry *
find(struct gq_identity_cache *cache, uint32_t number, int64_t now_s)
{
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];

    hash_of(number, hash);
    return gq_identity_cache_find(cache, hash, now_s);
}

static void
test_an_entry_is_found_until_its_time(void **state)
{
    struct gq_identity_cache *cache = gq_identity_cache_new();

    (void)state;
    add(cache, 1, 10);
    assert_str_equal(find(cache, 1, 9)->identity->subject, GQ_STR("a"));
    assert_null(find(cache, 2, 9));
    assert_null(find(cache, 1, 10));
    assert_int_equal(gq_identity_cache_count(cache), 0);
    gq_identity_cache_free(cache);
}

/* All of them in one bucket: the first four bytes are the same. */
static void
test_the_oldest_goes_first(void **state)
{
    struct gq_identity_cache *cache = gq_identity_cache_new();

    (void)state;
    for (uint32_t i = 0; i <= GQ_IDENTITY_CACHE_MAX; i++)
        add(cache, i, 10);
    assert_int_equal(gq_identity_cache_count(cache), GQ_IDENTITY_CACHE_MAX);
    assert_null(find(cache, 0, 1));
    assert_non_null(find(cache, 1, 1));
    assert_non_null(find(cache, GQ_IDENTITY_CACHE_MAX, 1));
    gq_identity_cache_free(cache);
}

static void
test_an_entry_replaces_its_predecessor(void **state)
{
    struct gq_identity_cache *cache = gq_identity_cache_new();

    (void)state;
    add(cache, 1, 10);
    add(cache, 1, 20);
    assert_int_equal(gq_identity_cache_count(cache), 1);
    assert_int_equal(find(cache, 1, 1)->until_s, 20);
    gq_identity_cache_clear(cache);
    assert_null(find(cache, 1, 1));
    gq_identity_cache_free(cache);
    gq_identity_cache_free(NULL);
}

/* Nothing is kept, nothing is lost. */
static void
test_without_memory(void **state)
{
    struct gq_identity_cache *cache = gq_identity_cache_new();
    struct gq_identity *identity = somebody();
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];

    (void)state;
    hash_of(1, hash);
    for (int64_t n = 0; n < 3; n++) {
        gq_alloc_fail_after(n);
        gq_identity_cache_add(cache, hash, &(struct gq_identity_entry){ identity, 10, 1 });
        gq_alloc_fail_after(-1);
        assert_int_equal(gq_identity_cache_count(cache), 0);
    }
    gq_identity_cache_add(cache, hash, &(struct gq_identity_entry){ identity, 10, 1 });
    assert_int_equal(gq_identity_cache_count(cache), 1);
    gq_identity_unref(identity);
    gq_identity_cache_free(cache);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_entry_is_found_until_its_time),
        cmocka_unit_test(test_the_oldest_goes_first),
        cmocka_unit_test(test_an_entry_replaces_its_predecessor),
        cmocka_unit_test(test_without_memory),
    };

    return cmocka_run_group_tests_name("identity_cache", tests, NULL, NULL);
}
