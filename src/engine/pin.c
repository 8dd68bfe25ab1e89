/* engine/pin.c - follows the engine's pointer, call by call. */
#include "engine/pin.h"

#include "base/alloc.h"
#include "engine/cache.h"
#include "engine/generation.h"
#include "engine/worker.h"

#include <assert.h>

static struct gq_pin *
pin_new(struct gq_engine *engine)
{
    struct gq_pin *pin = gq_alloc_zeroed(1, sizeof(*pin));

    if (!pin)
        return NULL;
    pthread_mutex_lock(&engine->gate.mutex); /* the pointer's reference cannot go meanwhile */
    pin->generation = gq_generation_ref(atomic_load(&engine->generation));
    pthread_mutex_unlock(&engine->gate.mutex);
    pin->users = 1;
    return pin;
}

bool
gq_pin_is_current(const struct gq_pin *pin, const struct gq_worker *worker)
{
    return pin->generation == atomic_load(&worker->engine->generation);
}

struct gq_pin *
gq_pin_take(struct gq_worker *worker)
{
    if (!worker->pin || !gq_pin_is_current(worker->pin, worker)) {
        struct gq_pin *pin = pin_new(worker->engine);

        if (!pin)
            return NULL;
        gq_cache_clear(worker->cache);
        gq_pin_give_back(worker->pin);
        worker->pin = pin;
    }
    worker->pin->users++;
    return worker->pin;
}

void
gq_pin_give_back(struct gq_pin *pin)
{
    if (!pin)
        return;
    assert(pin->users > 0);
    if (--pin->users > 0)
        return;
    gq_generation_unref(pin->generation);
    gq_alloc_free(pin);
}
