/*
 * base/arena.h - memory that dies together: a bump allocator with a byte budget.
 *
 * In:       a budget in bytes; sizes.
 * Out:      memory that lives until the arena is reset or freed, and actions run at that moment.
 * Not here: setjmp (guard.h is its only caller).
 *
 * An allocation never returns NULL: when the budget or the memory is exhausted it unwinds to the
 * guard that the arena runs under (guard.h). Three rules make that safe:
 *   1. Whoever holds an arena registers every foreign handle and every reference with it, by
 *      gq_arena_defer, before the next allocation.
 *   2. No arena allocation inside a callback that foreign code calls, and none while a lock is held.
 *   3. The public API never jumps over an embedder's frame.
 * One thread at a time.
 */
#ifndef GQ_BASE_ARENA_H
#define GQ_BASE_ARENA_H

#include "base/attribute.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct gq_arena;
struct gq_arena_deferred;
struct gq_guard_frame;
struct gq_str;

typedef void gq_arena_defer_fn(void *arg);

/* A new arena that may hold `budget_bytes`; owned by the caller; NULL when memory is exhausted. */
GQ_MUST_CHECK struct gq_arena *gq_arena_new(size_t budget_bytes);

/*
 * An arena inside another: it unwinds to the parent's guard and is freed with the parent, until it
 * is detached. For what is built during a request and may outlive it (a plan, a generation).
 * Unwinds when memory is exhausted. Owned by the parent until gq_arena_detach.
 */
GQ_NONNULL_RESULT struct gq_arena *gq_arena_new_within(
        struct gq_arena *parent, size_t budget_bytes);

/* Ends the tie to the parent: the caller owns the arena, and may no longer allocate from it. */
void gq_arena_detach(struct gq_arena *arena);

/* Runs the deferred actions, newest first, and forgets all memory but one block. */
void gq_arena_reset(struct gq_arena *arena);

/* Runs the deferred actions, newest first, and frees everything. NULL is fine. */
void gq_arena_free(struct gq_arena *arena);

/* Uninitialised memory, aligned for any type. Unwinds instead of failing. */
GQ_NONNULL_RESULT void *gq_arena_alloc(struct gq_arena *arena, size_t size_bytes);

/*
 * As gq_arena_alloc, but NULL instead of unwinding: for code that foreign code has called. Whoever
 * called the foreign code then ends the work by gq_arena_exhaust.
 */
GQ_MUST_CHECK void *gq_arena_try(struct gq_arena *arena, size_t size_bytes);

/* Unwinds as if the budget were spent. */
GQ_NORETURN void gq_arena_exhaust(struct gq_arena *arena);

/* Zero-filled memory for `count` items; an overflowing product unwinds as out of budget. */
GQ_NONNULL_RESULT void *gq_arena_zeroed(struct gq_arena *arena, size_t count, size_t size_bytes);

/* `gq_arena_new_of(arena, struct x)`: one zero-filled struct x. */
#define gq_arena_new_of(arena, type) ((type *)gq_arena_zeroed((arena), 1, sizeof(type)))
#define gq_arena_array_of(arena, type, count) \
    ((type *)gq_arena_zeroed((arena), (count), sizeof(type)))

/* A copy of the bytes, with a NUL after them that the length does not count. */
struct gq_str gq_arena_copy(struct gq_arena *arena, struct gq_str text);

/* Formatted text, NUL-terminated. */
GQ_PRINTF(2, 3) struct gq_str gq_arena_printf(struct gq_arena *arena, const char *format, ...);
GQ_PRINTF(2, 0)
struct gq_str gq_arena_vprintf(struct gq_arena *arena, const char *format, va_list args);

/*
 * Calls `action(arg)` when the arena is reset, freed or unwound. Never loses the handle: if the
 * registration itself cannot be stored, the action runs at once and then the arena unwinds.
 */
struct gq_arena_deferred *gq_arena_defer(
        struct gq_arena *arena, gq_arena_defer_fn *action, void *arg);

/* The registered action will not run: ownership has moved elsewhere. */
void gq_arena_defer_cancel(struct gq_arena_deferred *deferred);

/* Bytes handed out since the last reset, padding included. */
size_t gq_arena_used_bytes(const struct gq_arena *arena);

/* A random number drawn when the arena was made: the key of hash tables that live in it. */
uint64_t gq_arena_hash_seed(const struct gq_arena *arena);

/* guard.c only: the frame that the arena unwinds to; returns the one before. */
struct gq_guard_frame *gq_arena_set_guard(struct gq_arena *arena, struct gq_guard_frame *frame);

#endif
