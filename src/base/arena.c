/* base/arena.c - blocks that double in size, a list of deferred actions, a budget. */
#include "base/arena.h"

#include "base/alloc.h"
#include "base/guard.h"
#include "base/random.h"
#include "base/str.h"

#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define ALIGNMENT       16u
#define FIRST_BLOCK     (8u * 1024u)
#define LARGEST_DOUBLED (1024u * 1024u)

/* A reset arena keeps its newest block, the largest as a rule, unless it is larger than this. */
#define LARGEST_KEPT (128u * 1024u)

struct block {
    struct block *older;
    size_t capacity, used;
    size_t padding_to_16;
};

struct gq_arena_deferred {
    struct gq_arena_deferred *older;
    gq_arena_defer_fn *action;
    void *arg;
};

struct gq_arena {
    struct block *newest;
    struct gq_arena_deferred *deferred;
    struct gq_arena *parent;                /* NULL once detached */
    struct gq_arena_deferred *parent_entry; /* frees this arena with its parent */
    struct gq_guard_frame *guard;
    size_t budget, used;
    uint64_t hash_seed;
};

GQ_NORETURN static void
unwind(struct gq_arena *arena, enum gq_guard_outcome outcome)
{
    while (arena->parent)
        arena = arena->parent;
    gq_guard_unwind(arena->guard, outcome);
}

static struct block *
block_new(size_t capacity)
{
    struct block *block = gq_alloc(sizeof(*block) + capacity);

    if (block) {
        block->older = NULL;
        block->capacity = capacity;
        block->used = 0;
    }
    return block;
}

static size_t
next_capacity(const struct gq_arena *arena, size_t size)
{
    size_t doubled = arena->newest ? arena->newest->capacity * 2 : FIRST_BLOCK;

    if (doubled > LARGEST_DOUBLED)
        doubled = LARGEST_DOUBLED;
    return size > doubled ? size : doubled;
}

static void *
take_from_newest(struct gq_arena *arena, size_t size)
{
    struct block *block = arena->newest;
    void *memory = (char *)(block + 1) + block->used;

    block->used += size;
    arena->used += size;
    return memory;
}

/* NULL when out of budget or memory; `ret_outcome` says which. */
static void *
try_alloc(struct gq_arena *arena, size_t size, enum gq_guard_outcome *ret_outcome)
{
    struct block *block;

    if (size > SIZE_MAX - ALIGNMENT || arena->used > arena->budget
            || size > arena->budget - arena->used) {
        *ret_outcome = GQ_GUARD_OUT_OF_BUDGET;
        return NULL;
    }
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (GQ_LIKELY(arena->newest && arena->newest->capacity - arena->newest->used >= size))
        return take_from_newest(arena, size);
    block = block_new(next_capacity(arena, size));
    if (!block) {
        *ret_outcome = GQ_GUARD_OUT_OF_MEMORY;
        return NULL;
    }
    block->older = arena->newest;
    arena->newest = block;
    return take_from_newest(arena, size);
}

static void
run_deferred(struct gq_arena *arena)
{
    while (arena->deferred) {
        struct gq_arena_deferred *entry = arena->deferred;

        arena->deferred = entry->older;
        if (entry->action)
            entry->action(entry->arg);
    }
}

static void
free_blocks_down_to(struct gq_arena *arena, const struct block *kept)
{
    while (arena->newest != kept) {
        struct block *block = arena->newest;

        arena->newest = block->older;
        gq_alloc_free(block);
    }
}

static void
free_as_child(void *arg)
{
    struct gq_arena *arena = arg;

    arena->parent_entry = NULL;
    gq_arena_free(arena);
}

struct gq_arena *
gq_arena_new(size_t budget_bytes)
{
    struct gq_arena *arena = gq_alloc_zeroed(1, sizeof(*arena));

    if (!arena)
        return NULL;
    arena->budget = budget_bytes;
    gq_random_fill(&arena->hash_seed, sizeof(arena->hash_seed));
    return arena;
}

struct gq_arena *
gq_arena_new_within(struct gq_arena *parent, size_t budget_bytes)
{
    struct gq_arena *arena = gq_arena_new(budget_bytes);

    if (!arena)
        unwind(parent, GQ_GUARD_OUT_OF_MEMORY);
    arena->parent_entry = gq_arena_defer(parent, free_as_child, arena);
    arena->parent = parent;
    return arena;
}

void
gq_arena_detach(struct gq_arena *arena)
{
    assert(arena->parent && arena->parent_entry);
    gq_arena_defer_cancel(arena->parent_entry);
    arena->parent_entry = NULL;
    arena->parent = NULL;
}

void
gq_arena_reset(struct gq_arena *arena)
{
    struct block *newest = arena->newest;

    run_deferred(arena);
    if (newest && newest->capacity <= LARGEST_KEPT) {
        arena->newest = newest->older;
        newest->older = NULL;
    } else {
        newest = NULL;
    }
    free_blocks_down_to(arena, NULL);
    arena->newest = newest;
    if (newest)
        newest->used = 0;
    arena->used = 0;
}

void
gq_arena_free(struct gq_arena *arena)
{
    if (!arena)
        return;
    run_deferred(arena);
    if (arena->parent_entry)
        gq_arena_defer_cancel(arena->parent_entry);
    free_blocks_down_to(arena, NULL);
    gq_alloc_free(arena);
}

void *
gq_arena_alloc(struct gq_arena *arena, size_t size_bytes)
{
    enum gq_guard_outcome outcome = GQ_GUARD_DONE;
    void *memory = try_alloc(arena, size_bytes, &outcome);

    if (GQ_UNLIKELY(!memory))
        unwind(arena, outcome);
    return memory;
}

void *
gq_arena_try(struct gq_arena *arena, size_t size_bytes)
{
    enum gq_guard_outcome outcome;

    return try_alloc(arena, size_bytes, &outcome);
}

void
gq_arena_exhaust(struct gq_arena *arena)
{
    unwind(arena, GQ_GUARD_OUT_OF_BUDGET);
}

void *
gq_arena_zeroed(struct gq_arena *arena, size_t count, size_t size_bytes)
{
    size_t total;
    void *memory;

    if (__builtin_mul_overflow(count, size_bytes, &total))
        unwind(arena, GQ_GUARD_OUT_OF_BUDGET);
    memory = gq_arena_alloc(arena, total);
    memset(memory, 0, total);
    return memory;
}

struct gq_str
gq_arena_copy(struct gq_arena *arena, struct gq_str text)
{
    char *bytes = gq_arena_alloc(arena, text.length + 1);

    if (text.length)
        memcpy(bytes, text.bytes, text.length);
    bytes[text.length] = '\0';
    return (struct gq_str){ bytes, text.length };
}

struct gq_str
gq_arena_vprintf(struct gq_arena *arena, const char *format, va_list args)
{
    va_list again;
    int length;
    char *bytes;

    va_copy(again, args);
    length = vsnprintf(NULL, 0, format, args);
    assert(length >= 0);
    bytes = gq_arena_alloc(arena, (size_t)length + 1);
    vsnprintf(bytes, (size_t)length + 1, format, again);
    va_end(again);
    return (struct gq_str){ bytes, (size_t)length };
}

struct gq_str
gq_arena_printf(struct gq_arena *arena, const char *format, ...)
{
    struct gq_str text;
    va_list args;

    va_start(args, format);
    text = gq_arena_vprintf(arena, format, args);
    va_end(args);
    return text;
}

struct gq_arena_deferred *
gq_arena_defer(struct gq_arena *arena, gq_arena_defer_fn *action, void *arg)
{
    enum gq_guard_outcome outcome = GQ_GUARD_DONE;
    struct gq_arena_deferred *entry = try_alloc(arena, sizeof(*entry), &outcome);

    if (!entry) {
        action(arg);
        unwind(arena, outcome);
    }
    entry->action = action;
    entry->arg = arg;
    entry->older = arena->deferred;
    arena->deferred = entry;
    return entry;
}

void
gq_arena_defer_cancel(struct gq_arena_deferred *deferred)
{
    deferred->action = NULL;
}

size_t
gq_arena_used_bytes(const struct gq_arena *arena)
{
    return arena->used;
}

uint64_t
gq_arena_hash_seed(const struct gq_arena *arena)
{
    return arena->hash_seed;
}

struct gq_guard_frame *
gq_arena_set_guard(struct gq_arena *arena, struct gq_guard_frame *frame)
{
    struct gq_guard_frame *before = arena->guard;

    assert(!arena->parent);
    arena->guard = frame;
    return before;
}
