/*
 * engine/idempotency.h - a mutation sent twice under one key is done once.
 *
 * In:       requests with an Idempotency-Key that write.
 * Out:      the answer of the first one, byte for byte, for the same request; an error for another
 *           one, or while the first is being worked on.
 * Not here: the table of answers (store/receipt.h), the header field (http/).
 *
 * A key belongs to who asks and to the operation's name. Of anybody without a name it belongs to
 * the very request as well: so no one is given what another one was answered.
 */
#ifndef GQ_ENGINE_IDEMPOTENCY_H
#define GQ_ENGINE_IDEMPOTENCY_H

#include "base/attribute.h"
#include "base/digest.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_call;
struct gq_idempotency; /* the keys in flight; any thread */
struct gq_session;

#define GQ_IDEMPOTENCY_KEY_MAX 255u
/* So long that nobody guesses it. */
#define GQ_IDEMPOTENCY_ANONYMOUS_KEY_MIN 16u

/* A request's key, in its call. */
struct gq_idempotency_key {
    struct gq_str subject, operation;
    uint8_t fingerprint[GQ_DIGEST_SHA256_SIZE];
    uint8_t hash[GQ_DIGEST_SHA256_SIZE]; /* of subject, operation and key */
    bool is_held;                        /* it is among those in flight */
    struct gq_idempotency_key *next;
};

/* Owned by the caller; NULL without memory. */
GQ_MUST_CHECK struct gq_idempotency *gq_idempotency_new(void);
void gq_idempotency_free(struct gq_idempotency *idempotency);

/*
 * Takes the key of a call that is about to write; nothing when it has none. False after adding
 * BAD_REQUEST or IDEMPOTENCY_IN_PROGRESS.
 */
GQ_MUST_CHECK bool gq_idempotency_enter(struct gq_call *call);

/* Gives the key back, if it is held. Any thread. */
void gq_idempotency_leave(struct gq_call *call);

/*
 * On the writer's thread, inside the operation: the answer that was kept, or the write and the
 * keeping of its answer. False after adding an error: nothing is done, the key is free again.
 */
GQ_MUST_CHECK bool gq_idempotency_write(struct gq_call *call, struct gq_session *session);

#endif
