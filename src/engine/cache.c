/* engine/cache.c - uthash in order of use; entries live in the arenas of what they keep. */
#include "engine/cache.h"

#include "base/alloc.h"
#include "base/arena.h"
#include "base/map.h"
#include "base/random.h"

#include <assert.h>

#define HASH_NONFATAL_OOM         1
#define uthash_malloc(size)       gq_alloc(size)
#define uthash_free(memory, size) gq_alloc_free(memory)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#include <uthash.h>

struct plan_entry {
    const struct gq_definition *operation;
    struct gq_str shape;
    const struct gq_plan *plan;
    struct gq_arena *arena;
    struct plan_entry *next;
};

/* The executable is the first member: the cache's callers see no more. */
struct entry {
    struct gq_executable executable;
    struct plan_entry *plans;
    uint32_t plan_count, use_count;
    bool is_kept; /* in the table */
    UT_hash_handle hh;
};

struct gq_cache {
    struct entry *entries; /* uthash keeps the order of insertion: the oldest use is first */
    uint64_t seed;
    struct gq_cache_counters counters;
};

static struct entry *
entry_of(struct gq_executable *executable)
{
    return (struct entry *)executable;
}

static struct gq_str
text_of(const struct gq_executable *executable)
{
    return executable->sources.newest->text;
}

static unsigned
hash_of(const struct gq_cache *cache, struct gq_str text)
{
    return (unsigned)gq_map_hash(text, cache->seed);
}

static void
entry_free(struct entry *entry)
{
    while (entry->plans) {
        struct gq_arena *arena = entry->plans->arena;

        entry->plans = entry->plans->next;
        gq_arena_free(arena);
    }
    gq_arena_free(entry->executable.arena);
}

/* Takes the entry out of the table; it is freed when its last user gives it back. */
static void
evict(struct gq_cache *cache, struct entry *entry)
{
    HASH_DEL(cache->entries, entry);
    entry->is_kept = false;
    if (entry->use_count == 0)
        entry_free(entry);
}

/* Adds at the end: the most recently used. Without memory the entry stays out. */
static void
keep(struct gq_cache *cache, struct entry *entry)
{
    struct gq_str text = text_of(&entry->executable);
    unsigned hash = hash_of(cache, text);

    HASH_ADD_KEYPTR_BYHASHVALUE(hh, cache->entries, text.bytes, (unsigned)text.length, hash, entry);
    entry->is_kept = entry->hh.tbl != NULL;
}

struct gq_cache *
gq_cache_new(void)
{
    struct gq_cache *cache = gq_alloc_zeroed(1, sizeof(*cache));

    if (cache)
        gq_random_fill(&cache->seed, sizeof(cache->seed));
    return cache;
}

void
gq_cache_clear(struct gq_cache *cache)
{
    while (cache->entries)
        evict(cache, cache->entries);
}

void
gq_cache_free(struct gq_cache *cache)
{
    if (!cache)
        return;
    for (const struct entry *entry = cache->entries; entry; entry = entry->hh.next)
        assert(entry->use_count == 0);
    gq_cache_clear(cache);
    gq_alloc_free(cache);
}

const struct gq_cache_counters *
gq_cache_counters(const struct gq_cache *cache)
{
    return &cache->counters;
}

struct gq_executable *
gq_cache_take(struct gq_cache *cache, struct gq_str text)
{
    struct entry *entry = NULL;

    HASH_FIND_BYHASHVALUE(hh, cache->entries, text.bytes, text.length, hash_of(cache, text), entry);
    if (!entry) {
        cache->counters.document_misses++;
        return NULL;
    }
    cache->counters.document_hits++;
    if (entry->hh.next) {
        HASH_DEL(cache->entries, entry);
        keep(cache, entry);
    }
    entry->use_count++;
    return &entry->executable;
}

void
gq_cache_put(struct gq_cache *cache, struct gq_executable *executable)
{
    struct entry *entry = entry_of(executable);

    assert(entry->use_count == 0);
    gq_arena_detach(executable->arena);
    entry->use_count = 1;
    if (HASH_COUNT(cache->entries) >= GQ_CACHE_DOCUMENTS_MAX)
        evict(cache, cache->entries);
    keep(cache, entry);
}

void
gq_cache_give_back(struct gq_cache *cache, struct gq_executable *executable)
{
    struct entry *entry = entry_of(executable);

    (void)cache;
    assert(entry->use_count > 0);
    entry->use_count--;
    if (entry->use_count == 0 && !entry->is_kept)
        entry_free(entry);
}
#pragma GCC diagnostic pop

struct gq_executable *
gq_cache_executable_new(struct gq_arena *arena)
{
    struct entry *entry = gq_arena_new_of(arena, struct entry);

    entry->executable.arena = arena;
    return &entry->executable;
}

const struct gq_plan *
gq_cache_plan_find(struct gq_cache *cache, struct gq_executable *executable,
        const struct gq_definition *operation, struct gq_str shape)
{
    for (struct plan_entry *p = entry_of(executable)->plans; p; p = p->next) {
        if (p->operation == operation && gq_str_equal(p->shape, shape)) {
            cache->counters.plan_hits++;
            return p->plan;
        }
    }
    cache->counters.plan_misses++;
    return NULL;
}

bool
gq_cache_plan_fits(struct gq_executable *executable)
{
    return entry_of(executable)->plan_count < GQ_CACHE_PLANS_MAX;
}

void
gq_cache_plan_put(struct gq_executable *executable, const struct gq_definition *operation,
        struct gq_str shape, const struct gq_plan *plan, struct gq_arena *plan_arena)
{
    struct entry *entry = entry_of(executable);
    struct plan_entry *kept = gq_arena_new_of(plan_arena, struct plan_entry);

    assert(entry->plan_count < GQ_CACHE_PLANS_MAX);
    *kept = (struct plan_entry){
        .operation = operation,
        .shape = gq_arena_copy(plan_arena, shape),
        .plan = plan,
        .arena = plan_arena,
        .next = entry->plans,
    };
    gq_arena_detach(plan_arena);
    entry->plans = kept;
    entry->plan_count++;
}
