/*
 * tests/fuzz/fuzz.h - what every fuzz target has: libFuzzer's entry, a run inside a guard.
 *
 * A target defines `fuzz_one` and includes this after its own headers.
 */
#ifndef GQ_TESTS_FUZZ_FUZZ_H
#define GQ_TESTS_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/guard.h"
#include "base/str.h"

#include <stdint.h>
#include <stdlib.h>

#define FUZZ_ARENA_BUDGET ((size_t)1 << 28)

/* Looks at one text; aborts when something that must hold does not. */
static void fuzz_one(struct gq_arena *arena, struct gq_str text);

struct fuzz_job {
    struct gq_arena *arena;
    struct gq_str text;
};

static void
fuzz_in_guard(void *arg)
{
    struct fuzz_job *job = arg;

    fuzz_one(job->arena, job->text);
}

/* Not assert: it must hold in every build. */
static inline void
fuzz_require(int condition)
{
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    struct fuzz_job job = { gq_arena_new(FUZZ_ARENA_BUDGET), { (const char *)bytes, length } };
    enum gq_guard_outcome outcome = gq_guard(job.arena, fuzz_in_guard, &job);

    gq_arena_free(job.arena);
    return outcome == GQ_GUARD_DONE ? 0 : -1;
}

#endif
