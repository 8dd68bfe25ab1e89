/*
 * engine/worker.h - the engine and a worker from inside: shared by the files of this folder.
 */
#ifndef GQ_ENGINE_WORKER_H
#define GQ_ENGINE_WORKER_H

#include "auth/verifier.h"
#include "base/limits.h"
#include "engine/engine.h"
#include "engine/gate.h"

struct gq_cache;
struct gq_digest;
struct gq_generation;
struct gq_idempotency;
struct gq_json_parser;
struct gq_pin;
struct gq_session;
struct gq_store;

struct gq_engine {
    struct gq_limits limits;
    const struct gq_clock *clock;
    const struct gq_keyring *keyring; /* may be NULL */
    _Atomic(struct gq_generation *)
            generation; /* a reference; exchanged while the gate is closed */
    struct gq_gate gate;
    struct gq_str *schema_paths; /* NULL: texts, which do not change */
    uint32_t schema_path_count;
    struct gq_store *store;
    struct gq_idempotency *idempotency; /* the keys that are in flight */
    struct gq_persisted *persisted;     /* never NULL once open */
    bool is_dev;
};

struct gq_worker {
    struct gq_engine *engine;
    struct gq_session *session;
    struct gq_cache *cache;
    struct gq_pin *pin; /* of the generation that the cache is about */
    struct gq_json_parser *parser;
    struct gq_digest *digest;
    struct gq_verifier_tables tables; /* of the verifier */
    struct gq_verifier *verifier;
    struct gq_call *spare; /* calls to be used again, with their arenas */
    uint32_t spare_count;
    uint32_t response_guess; /* bytes of the last response: the next one's first capacity */
};

/* Finished calls that a worker keeps for reuse. */
#define GQ_WORKER_SPARE_MAX 64

/* identify.c: sets `verifier`. False when there is no memory. */
GQ_MUST_CHECK bool gq_worker_open_verifier(struct gq_worker *worker);

/* call.c: releases a spare call for good. */
void gq_worker_call_free(struct gq_call *call);

#endif
