/* engine/persisted.c - two uthash tables over counted texts; the hash is the key, seeded besides. */
#include "engine/persisted.h"

#include "base/alloc.h"
#include "base/map.h"
#include "base/random.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#define HASH_NONFATAL_OOM         1
#define uthash_malloc(size)       gq_alloc(size)
#define uthash_free(memory, size) gq_alloc_free(memory)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <uthash.h>

struct gq_persisted_text {
    struct gq_persisted_id id;
    atomic_uint references; /* the table's and the users' */
    UT_hash_handle hh;
    size_t length;
    char bytes[];
};

struct gq_persisted {
    enum gq_persisted_mode mode;
    uint32_t registered_max;
    uint64_t seed;
    struct gq_persisted_text *trusted; /* immutable once shared */
    pthread_mutex_t lock;
    struct gq_persisted_text *registered; /* under the lock; the oldest use is first */
};

/* Clients choose what they register: with a key of our own they cannot choose the bucket. */
static unsigned
hash_of(const struct gq_persisted *persisted, const struct gq_persisted_id *id)
{
    struct gq_str key = { (const char *)id->hash, sizeof(id->hash) };

    return (unsigned)gq_map_hash(key, persisted->seed);
}

static struct gq_persisted_text *
find(struct gq_persisted_text *table, const struct gq_persisted_id *id, unsigned hash)
{
    struct gq_persisted_text *text = NULL;

    HASH_FIND_BYHASHVALUE(hh, table, id->hash, sizeof(id->hash), hash, text);
    return text;
}

/* Adds at the end, as the most recently used. False without memory: the text is then in no table. */
static bool
add(struct gq_persisted_text **table, struct gq_persisted_text *text, unsigned hash)
{
    HASH_ADD_BYHASHVALUE(hh, *table, id.hash, sizeof(text->id.hash), hash, text);
    return text->hh.tbl != NULL;
}

static void
drop(struct gq_persisted_text **table, struct gq_persisted_text *text)
{
    HASH_DEL(*table, text);
    gq_persisted_give_back(text);
}

static uint32_t
count_of(const struct gq_persisted_text *table)
{
    return HASH_COUNT(table);
}
#pragma GCC diagnostic pop

static struct gq_persisted_text *
text_new(const struct gq_persisted_id *id, struct gq_str source)
{
    struct gq_persisted_text *text;

    if (source.length > SIZE_MAX - sizeof(*text))
        return NULL;
    text = gq_alloc(sizeof(*text) + source.length);
    if (!text)
        return NULL;
    *text = (struct gq_persisted_text){ .id = *id, .length = source.length };
    atomic_init(&text->references, 1);
    if (source.length)
        memcpy(text->bytes, source.bytes, source.length);
    return text;
}

struct gq_persisted *
gq_persisted_new(enum gq_persisted_mode mode, uint32_t registered_max)
{
    struct gq_persisted *persisted = gq_alloc_zeroed(1, sizeof(*persisted));

    assert(registered_max > 0);
    if (!persisted)
        return NULL;
    persisted->mode = mode;
    persisted->registered_max = registered_max;
    gq_random_fill(&persisted->seed, sizeof(persisted->seed));
    pthread_mutex_init(&persisted->lock, NULL);
    return persisted;
}

void
gq_persisted_free(struct gq_persisted *persisted)
{
    if (!persisted)
        return;
    while (persisted->trusted)
        drop(&persisted->trusted, persisted->trusted);
    while (persisted->registered)
        drop(&persisted->registered, persisted->registered);
    pthread_mutex_destroy(&persisted->lock);
    gq_alloc_free(persisted);
}

enum gq_persisted_mode
gq_persisted_get_mode(const struct gq_persisted *persisted)
{
    return persisted->mode;
}

static int
hex_value(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

bool
gq_persisted_parse_id(struct gq_str text, struct gq_persisted_id *ret_id)
{
    const struct gq_str prefix = GQ_STR("sha256:");
    struct gq_persisted_id id;

    if (gq_str_starts_with(text, prefix))
        text = gq_str_slice(text, prefix.length, text.length);
    if (text.length != 2 * sizeof(id.hash))
        return false;
    for (size_t i = 0; i < sizeof(id.hash); i++) {
        int high = hex_value(text.bytes[2 * i]), low = hex_value(text.bytes[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        id.hash[i] = (uint8_t)(high * 16 + low);
    }
    *ret_id = id;
    return true;
}

bool
gq_persisted_trust(
        struct gq_persisted *persisted, const struct gq_persisted_id *id, struct gq_str source)
{
    unsigned hash = hash_of(persisted, id);
    struct gq_persisted_text *text;

    if (find(persisted->trusted, id, hash))
        return true;
    text = text_new(id, source);
    if (!text)
        return false;
    if (add(&persisted->trusted, text, hash))
        return true;
    gq_persisted_give_back(text);
    return false;
}

uint32_t
gq_persisted_trusted_count(const struct gq_persisted *persisted)
{
    return count_of(persisted->trusted);
}

uint32_t
gq_persisted_registered_count(struct gq_persisted *persisted)
{
    uint32_t count;

    pthread_mutex_lock(&persisted->lock);
    count = count_of(persisted->registered);
    pthread_mutex_unlock(&persisted->lock);
    return count;
}

/* Under the lock: makes the text the most recently used one. NULL when it is not there. */
static struct gq_persisted_text *
touch(struct gq_persisted *persisted, const struct gq_persisted_id *id, unsigned hash)
{
    struct gq_persisted_text *text = find(persisted->registered, id, hash);

    if (!text || !text->hh.next)
        return text;
    atomic_fetch_add_explicit(&text->references, 1, memory_order_relaxed);
    drop(&persisted->registered, text);
    if (!add(&persisted->registered, text, hash)) {
        gq_persisted_give_back(text);
        return NULL;
    }
    return text;
}

void
gq_persisted_register(
        struct gq_persisted *persisted, const struct gq_persisted_id *id, struct gq_str source)
{
    unsigned hash = hash_of(persisted, id);
    struct gq_persisted_text *text;

    if (find(persisted->trusted, id, hash))
        return;
    text = text_new(id, source); /* before the lock: others need not wait for the allocator */
    if (!text)
        return;
    pthread_mutex_lock(&persisted->lock);
    if (touch(persisted, id, hash) || !add(&persisted->registered, text, hash))
        gq_persisted_give_back(text);
    else if (count_of(persisted->registered) > persisted->registered_max)
        drop(&persisted->registered, persisted->registered);
    pthread_mutex_unlock(&persisted->lock);
}

struct gq_persisted_text *
gq_persisted_take(
        struct gq_persisted *persisted, const struct gq_persisted_id *id, struct gq_str *ret_text)
{
    unsigned hash = hash_of(persisted, id);
    struct gq_persisted_text *text = find(persisted->trusted, id, hash);

    if (text) {
        atomic_fetch_add_explicit(&text->references, 1, memory_order_relaxed);
    } else if (persisted->mode == GQ_PERSISTED_APQ) {
        pthread_mutex_lock(&persisted->lock);
        text = touch(persisted, id, hash);
        if (text)
            atomic_fetch_add_explicit(&text->references, 1, memory_order_relaxed);
        pthread_mutex_unlock(&persisted->lock);
    }
    if (text)
        *ret_text = (struct gq_str){ text->bytes, text->length };
    return text;
}

void
gq_persisted_give_back(struct gq_persisted_text *text)
{
    unsigned before = atomic_fetch_sub_explicit(&text->references, 1, memory_order_acq_rel);

    assert(before > 0);
    if (before == 1)
        gq_alloc_free(text);
}
