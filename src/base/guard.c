/* base/guard.c - the only caller of setjmp and longjmp. */
#include "base/guard.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct gq_guard_frame {
    jmp_buf target;
};

enum gq_guard_outcome
gq_guard(struct gq_arena *arena, gq_guard_fn *fn, void *arg)
{
    struct gq_guard_frame frame;
    struct gq_guard_frame *const outer = gq_arena_set_guard(arena, &frame);
    enum gq_guard_outcome outcome = GQ_GUARD_DONE;

    /* A switch on setjmp itself is one of the four forms that C allows; no local changes after it. */
    switch (setjmp(frame.target)) {
    case 0:
        fn(arg);
        break;
    case GQ_GUARD_OUT_OF_BUDGET:
        outcome = GQ_GUARD_OUT_OF_BUDGET;
        break;
    default:
        outcome = GQ_GUARD_OUT_OF_MEMORY;
        break;
    }
    gq_arena_set_guard(arena, outer);
    return outcome;
}

void
gq_guard_unwind(struct gq_guard_frame *frame, enum gq_guard_outcome outcome)
{
    if (!frame) {
        fputs("gqld: an arena was exhausted outside a guard\n", stderr);
        abort();
    }
    longjmp(frame->target, (int)outcome);
}
