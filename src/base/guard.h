/*
 * base/guard.h - the one place that a request unwinds to when its arena is exhausted.
 *
 * In:       an arena and a function.
 * Out:      whether the function ran to its end.
 * Not here: the answer to the client (engine/ makes it), the arena's release (its owner's).
 *
 * Every thread that works on a request (loop, reader, writer) enters through gq_guard.
 */
#ifndef GQ_BASE_GUARD_H
#define GQ_BASE_GUARD_H

#include "base/attribute.h"

struct gq_arena;
struct gq_guard_frame;

enum gq_guard_outcome {
    GQ_GUARD_DONE,          /* the function returned */
    GQ_GUARD_OUT_OF_BUDGET, /* the arena's byte budget is spent */
    GQ_GUARD_OUT_OF_MEMORY, /* the allocator failed */
};

typedef void gq_guard_fn(void *arg);

/*
 * Calls `fn(arg)`; an allocation from `arena`, or from an arena within it, that cannot be served
 * ends the call. Afterwards the caller resets or frees the arena, which runs its deferred actions.
 * May be nested, also for the same arena: the innermost call is unwound to.
 */
GQ_MUST_CHECK enum gq_guard_outcome gq_guard(struct gq_arena *arena, gq_guard_fn *fn, void *arg);

/* arena.c only. Aborts when `frame` is NULL: an allocation without a guard is a programmer's error. */
GQ_NORETURN void gq_guard_unwind(struct gq_guard_frame *frame, enum gq_guard_outcome outcome);

#endif
