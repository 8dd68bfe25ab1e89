/* engine/identify.c - the verifier of a worker, with the tables of the database behind it. */
#include "auth/api_key.h"
#include "auth/verifier.h"
#include "engine/worker.h"
#include "store/credentials.h"

#include <assert.h>

/* The last use of a key is written down when it is older than this. */
#define USE_NOTED_S 60

static const enum gq_verifier_found found_answers[] = {
    [GQ_CREDENTIALS_FOUND] = GQ_VERIFIER_FOUND,
    [GQ_CREDENTIALS_MISSING] = GQ_VERIFIER_MISSING,
    [GQ_CREDENTIALS_FAILED] = GQ_VERIFIER_FAILED,
};

static enum gq_verifier_found
find_key(void *context, struct gq_arena *arena, struct gq_str id,
        struct gq_api_key_record *ret_record)
{
    struct gq_worker *worker = context;
    struct gq_credentials_key key;
    enum gq_credentials_answer answer = gq_credentials_find_key(worker->session, arena, id, &key);

    if (answer == GQ_CREDENTIALS_FOUND) {
        *ret_record = (struct gq_api_key_record){ .subject = key.subject,
            .roles = key.roles,
            .scopes = key.scopes,
            .expires_s = key.expires_s,
            .used_s = key.used_s,
            .is_revoked = key.is_revoked };
        memcpy(ret_record->hash, key.hash, sizeof(key.hash));
    }
    return found_answers[answer];
}

static enum gq_verifier_found
find_denial(void *context, struct gq_str token_id, struct gq_str subject, int64_t now_s)
{
    struct gq_worker *worker = context;

    return found_answers[gq_credentials_find_denial(worker->session, token_id, subject, now_s)];
}

static void
note_use(void *context, struct gq_str id, int64_t used_s, int64_t now_s)
{
    struct gq_worker *worker = context;

    if (now_s - used_s >= USE_NOTED_S)
        gq_credentials_note_use(worker->engine->store, id, now_s);
}

bool
gq_worker_open_verifier(struct gq_worker *worker)
{
    const struct gq_engine *engine = worker->engine;

    worker->tables = (struct gq_verifier_tables){ find_key, find_denial, note_use, worker };
    worker->verifier = gq_verifier_new(&(struct gq_verifier_options){ .keyring = engine->keyring,
            .tables = engine->store ? &worker->tables : NULL,
            .limits = &engine->limits,
            .clock = engine->clock });
    return worker->verifier != NULL;
}

enum gq_identified
gq_worker_identify(struct gq_worker *worker, const struct gq_credential *credential,
        struct gq_identity **ret_identity, struct gq_str *ret_reason)
{
    static const enum gq_identified outcomes[] = {
        [GQ_VERIFIER_KNOWN] = GQ_IDENTIFIED_KNOWN,
        [GQ_VERIFIER_REFUSED] = GQ_IDENTIFIED_REFUSED,
        [GQ_VERIFIER_UNAVAILABLE] = GQ_IDENTIFIED_UNAVAILABLE,
    };
    enum gq_verifier_outcome outcome;

    assert(worker->verifier);
    outcome = gq_verifier_check(worker->verifier, credential, ret_identity, ret_reason);
    return outcomes[outcome];
}
