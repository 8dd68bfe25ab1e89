/* base/alloc.c - malloc with a countdown in front of it. */
#include "base/alloc.h"

#include <stdlib.h>

/*
 * Per thread, so that a test can fail the allocations of one request while others go on. Not
 * configuration and not state of the product: outside tests both stay at their first value.
 */
static _Thread_local int64_t fail_countdown = -1;
static _Thread_local int has_failed;

static int
should_fail(void)
{
    if (GQ_LIKELY(fail_countdown < 0))
        return 0;
    if (fail_countdown-- > 0)
        return 0;
    has_failed = 1;
    return 1;
}

void *
gq_alloc(size_t size_bytes)
{
    return should_fail() ? NULL : malloc(size_bytes ? size_bytes : 1);
}

void *
gq_alloc_zeroed(size_t count, size_t size_bytes)
{
    size_t total;

    /* Not left to calloc: the address sanitizer's stops the program instead of answering NULL. */
    if (__builtin_mul_overflow(count, size_bytes, &total))
        return NULL;
    return should_fail() ? NULL : calloc(1, total ? total : 1);
}

void *
gq_alloc_resize(void *memory, size_t size_bytes)
{
    return should_fail() ? NULL : realloc(memory, size_bytes ? size_bytes : 1);
}

void
gq_alloc_free(void *memory)
{
    free(memory);
}

void
gq_alloc_fail_after(int64_t countdown)
{
    fail_countdown = countdown;
    has_failed = 0;
}

int
gq_alloc_has_failed(void)
{
    return has_failed;
}
