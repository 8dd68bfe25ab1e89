/*
 * base/locations.h - lines and columns of many positions at once.
 *
 * gq_source_locate reads the text from its start each time; an error with a place for each of
 * thousands of duplicates would read it thousands of times. This reads it once.
 */
#ifndef GQ_BASE_LOCATIONS_H
#define GQ_BASE_LOCATIONS_H

#include <stdint.h>

struct gq_arena;
struct gq_location;
struct gq_sources;

/*
 * The locations of `count` positions, in the given order; an array in `arena`. Every position
 * belongs to one of the sources. O(text + count log count).
 */
struct gq_location *gq_locations_of(struct gq_arena *arena, const struct gq_sources *sources,
        const uint32_t *positions, uint32_t count);

#endif
