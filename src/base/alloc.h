/*
 * base/alloc.h - the one allocator: every own heap allocation of the program goes through it.
 *
 * In:       sizes in bytes.
 * Out:      heap memory or NULL; the test hook makes the n-th call fail.
 * Not here: arenas (arena.h), memory of libraries.
 */
#ifndef GQ_BASE_ALLOC_H
#define GQ_BASE_ALLOC_H

#include "base/attribute.h"

#include <stddef.h>
#include <stdint.h>

/* Uninitialised memory, owned by the caller; NULL when there is none. Any thread. */
GQ_MUST_CHECK void *gq_alloc(size_t size_bytes);

/* As gq_alloc, filled with zeros; NULL also when `count * size_bytes` overflows. */
GQ_MUST_CHECK void *gq_alloc_zeroed(size_t count, size_t size_bytes);

/* Grows or shrinks `memory`; on NULL the old block is still owned by the caller. */
GQ_MUST_CHECK void *gq_alloc_resize(void *memory, size_t size_bytes);

/* Releases what the functions above gave. NULL is fine. */
void gq_alloc_free(void *memory);

/*
 * Tests only: lets `countdown` more allocations of this thread succeed, then fails one, then
 * succeeds again. 0 fails the next; a negative number switches the hook off.
 */
void gq_alloc_fail_after(int64_t countdown);

/* Tests only: has the armed failure happened since it was set? */
int gq_alloc_has_failed(void);

#endif
