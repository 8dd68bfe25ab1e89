/*
 * engine/api.h - include/gqld.h from inside: shared by the api*.c files.
 */
#ifndef GQ_ENGINE_API_H
#define GQ_ENGINE_API_H

#include <pthread.h>

struct gq_arena;
struct gq_engine;
struct pooled;

struct gqld_engine {
    struct gq_engine *engine;
    struct gq_arena *arena; /* bindings of resolvers */
    pthread_mutex_t lock;
    struct pooled *idle; /* under the lock: workers that no request uses */
};

#endif
