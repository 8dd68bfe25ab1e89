/*
 * base/clock.h - the one clock. Passed to whoever needs the time; settable in tests.
 *
 * Immutable in the product: any thread.
 */
#ifndef GQ_BASE_CLOCK_H
#define GQ_BASE_CLOCK_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gq_clock {
    bool is_fixed;         /* tests: the two fields below are the time */
    int64_t fixed_wall_us; /* microseconds since 1970-01-01T00:00:00Z */
    int64_t fixed_monotonic_us;
};

/* The clock of the machine. */
extern const struct gq_clock gq_clock_system;

/* Time of day, in microseconds since 1970-01-01T00:00:00Z. */
int64_t gq_clock_wall_us(const struct gq_clock *clock);

/* Never goes back; only differences mean something. For deadlines and durations. */
int64_t gq_clock_monotonic_us(const struct gq_clock *clock);

#define GQ_CLOCK_RFC3339_SIZE 28

/* `2026-01-02T03:04:05.000006Z`: always six fraction digits, NUL-terminated (RFC 3339). */
void gq_clock_format(int64_t wall_us, char ret_text[GQ_CLOCK_RFC3339_SIZE]);

#endif
