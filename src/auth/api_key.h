/*
 * auth/api_key.h - keys for programs: `gqld_<id>_<secret>`.
 *
 * In:       the key as it came.
 * Out:      its id, to look it up by, and the hash that must be stored there.
 * Not here: the table of keys (store/), who makes and ends them (cli/).
 *
 * The secret is 32 random bytes, so that a plain SHA-256 of them is as good as any slow hash.
 */
#ifndef GQ_AUTH_API_KEY_H
#define GQ_AUTH_API_KEY_H

#include "base/attribute.h"
#include "base/digest.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;

#define GQ_API_KEY_ID_LENGTH 16

struct gq_api_key {
    struct gq_str text; /* whole; made keys only */
    struct gq_str id;   /* 16 hexadecimal digits */
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];
};

/* What is stored about a key. Texts are borrowed from whoever looked it up. */
struct gq_api_key_record {
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];
    struct gq_str subject;
    struct gq_str roles, scopes; /* words, a blank between each two */
    int64_t expires_s;           /* GQ_IDENTITY_FOREVER: never */
    int64_t used_s;              /* 0: never yet */
    bool is_revoked;
};

/* Does the text claim to be a key? Then it is not a token. */
bool gq_api_key_is_one(struct gq_str text);

/* Takes a key apart; `id` is borrowed from the text. False when it has another form. */
GQ_MUST_CHECK bool gq_api_key_parse(struct gq_arena *arena, struct gq_digest *digest,
        struct gq_str text, struct gq_api_key *ret_key);

/* A new key; its texts live in `arena`. False when the digest fails. */
GQ_MUST_CHECK bool gq_api_key_make(
        struct gq_arena *arena, struct gq_digest *digest, struct gq_api_key *ret_key);

/* Does the record belong to the key, and does it hold at `now_s`? */
GQ_MUST_CHECK bool gq_api_key_holds(
        const struct gq_api_key *key, const struct gq_api_key_record *record, int64_t now_s);

#endif
