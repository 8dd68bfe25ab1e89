/*
 * engine/pin.h - a worker's hold on a generation, shared by those of its calls that run on it.
 *
 * In:       the engine's current generation.
 * Out:      one reference a worker, however many calls: a call counts on its own thread only.
 * Not here: the pointer's exchange (engine.c).
 *
 * One thread at a time: the worker's.
 */
#ifndef GQ_ENGINE_PIN_H
#define GQ_ENGINE_PIN_H

#include "base/attribute.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_generation;
struct gq_worker;

struct gq_pin {
    struct gq_generation *generation; /* a reference */
    uint32_t users;                   /* calls, and the worker itself while it is the newest */
};

/*
 * The pin of the engine's current generation, for one more user; at a new generation the worker's
 * cache is emptied first. NULL without memory.
 */
GQ_MUST_CHECK struct gq_pin *gq_pin_take(struct gq_worker *worker);

/* NULL is fine. */
void gq_pin_give_back(struct gq_pin *pin);

/* Is it still the engine's current generation? Any thread. */
bool gq_pin_is_current(const struct gq_pin *pin, const struct gq_worker *worker);

#endif
