/*
 * base/random.h - the one random source: the kernel's.
 */
#ifndef GQ_BASE_RANDOM_H
#define GQ_BASE_RANDOM_H

#include <stddef.h>

/* Fills `memory` with unpredictable bytes. Aborts when the kernel has none to give. Any thread. */
void gq_random_fill(void *memory, size_t size_bytes);

#endif
