/*
 * engine/gate.h - the instant at which database and generation change together.
 *
 * In:       a change: close, COMMIT, swap the pointer, open.
 * Out:      for a request: whether its snapshot lies wholly before or after a change.
 * Not here: what is swapped (engine.h).
 *
 * A request holds nothing while it takes its snapshot, since that may allocate: it reads a number
 * before and after, which a change makes odd and then even. Any thread.
 */
#ifndef GQ_ENGINE_GATE_H
#define GQ_ENGINE_GATE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct gq_gate {
    atomic_uint number;
    pthread_mutex_t mutex; /* held while the gate is closed */
};

void gq_gate_init(struct gq_gate *gate);
void gq_gate_fini(struct gq_gate *gate);

/* Waits until the gate is open; the number of this time. */
unsigned gq_gate_enter(struct gq_gate *gate);

/* Has the gate been open since gq_gate_enter gave `number`? */
bool gq_gate_has_stayed(struct gq_gate *gate, unsigned number);

void gq_gate_close(struct gq_gate *gate);
void gq_gate_open(struct gq_gate *gate);

#endif
