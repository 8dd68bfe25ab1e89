/* engine/gate.c - a sequence lock whose readers sleep while it is taken. */
#include "engine/gate.h"

#include <assert.h>

void
gq_gate_init(struct gq_gate *gate)
{
    atomic_init(&gate->number, 0);
    pthread_mutex_init(&gate->mutex, NULL);
}

void
gq_gate_fini(struct gq_gate *gate)
{
    assert(atomic_load(&gate->number) % 2 == 0);
    pthread_mutex_destroy(&gate->mutex);
}

unsigned
gq_gate_enter(struct gq_gate *gate)
{
    unsigned number = atomic_load(&gate->number);

    while (number % 2 == 1) {
        pthread_mutex_lock(&gate->mutex);
        number = atomic_load(&gate->number);
        pthread_mutex_unlock(&gate->mutex);
    }
    return number;
}

bool
gq_gate_has_stayed(struct gq_gate *gate, unsigned number)
{
    assert(number % 2 == 0);
    return atomic_load(&gate->number) == number;
}

void
gq_gate_close(struct gq_gate *gate)
{
    pthread_mutex_lock(&gate->mutex);
    assert(atomic_load(&gate->number) % 2 == 0);
    atomic_fetch_add(&gate->number, 1);
}

void
gq_gate_open(struct gq_gate *gate)
{
    assert(atomic_load(&gate->number) % 2 == 1);
    atomic_fetch_add(&gate->number, 1);
    pthread_mutex_unlock(&gate->mutex);
}
