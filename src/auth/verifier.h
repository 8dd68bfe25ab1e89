/*
 * auth/verifier.h - from what a request shows to who it is: tokens and keys, revocation, cache.
 *
 * In:       the token or key as it came; a keyring; the tables of keys and denials, to look things up in.
 * Out:      an identity, or no.
 * Not here: header fields (http/), the tables (store/), logging (engine/ and above).
 *
 * What was verified is believed for a few minutes without another look at its signature. Whether it
 * has been revoked is asked again every second. One thread at a time.
 */
#ifndef GQ_AUTH_VERIFIER_H
#define GQ_AUTH_VERIFIER_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_api_key_record;
struct gq_arena;
struct gq_clock;
struct gq_identity;
struct gq_keyring;
struct gq_limits;
struct gq_verifier;

enum gq_verifier_found { GQ_VERIFIER_FOUND, GQ_VERIFIER_MISSING, GQ_VERIFIER_FAILED };

struct gq_verifier_tables {
    /* The record of a key; its texts live in `arena`. */
    enum gq_verifier_found (*find_key)(void *context, struct gq_arena *arena, struct gq_str id,
            struct gq_api_key_record *ret_record);
    /* FOUND: a token of this id (bytes == NULL: it has none) or of this subject is denied. */
    enum gq_verifier_found (*find_denial)(
            void *context, struct gq_str token_id, struct gq_str subject, int64_t now_s);
    /* The key was used; `used_s` is when the record last said so. */
    void (*note_use)(void *context, struct gq_str id, int64_t used_s, int64_t now_s);
    void *context;
};

/* All borrowed; they outlive the verifier. */
struct gq_verifier_options {
    const struct gq_keyring *keyring;        /* NULL: no token is valid */
    const struct gq_verifier_tables *tables; /* NULL: there are no keys and nothing is revoked */
    const struct gq_limits *limits;
    const struct gq_clock *clock;
};

/* Owned by the caller; NULL when there is no memory. */
GQ_MUST_CHECK struct gq_verifier *gq_verifier_new(const struct gq_verifier_options *options);
void gq_verifier_free(struct gq_verifier *verifier);

/* From now on these keys are the ones; what the old ones verified is forgotten. */
void gq_verifier_use(struct gq_verifier *verifier, const struct gq_keyring *keyring);

enum gq_credential_kind {
    GQ_CREDENTIAL_ANY, /* a token or a key: the text tells */
    GQ_CREDENTIAL_KEY, /* a key alone */
};

struct gq_credential {
    enum gq_credential_kind kind;
    struct gq_str text;
};

enum gq_verifier_outcome {
    GQ_VERIFIER_KNOWN,
    GQ_VERIFIER_REFUSED,
    GQ_VERIFIER_UNAVAILABLE, /* it could not be found out: no memory, or a table could not be read */
};

/*
 * Who shows this? On GQ_VERIFIER_KNOWN `*ret_identity` is a reference, the caller's. `*ret_reason`
 * is set in every case: a static text for the log.
 */
GQ_MUST_CHECK enum gq_verifier_outcome gq_verifier_check(struct gq_verifier *verifier,
        const struct gq_credential *credential, struct gq_identity **ret_identity,
        struct gq_str *ret_reason);

#endif
