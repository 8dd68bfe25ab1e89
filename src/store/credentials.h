/*
 * store/credentials.h - the tables of keys for programs and of denied tokens.
 *
 * In:       ids, hashes, subjects.
 * Out:      records; both tables are made by the first write to them.
 * Not here: what a key looks like and when it holds (auth/), tables of the model.
 *
 * `_gqld_keys` and `_gqld_revoked`. A tool may write them while a server has the database open: it
 * has a connection of its own, which never makes a checkpoint. The server sees it within a second.
 */
#ifndef GQ_STORE_CREDENTIALS_H
#define GQ_STORE_CREDENTIALS_H

#include "base/attribute.h"
#include "base/digest.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_credentials; /* one thread at a time */
struct gq_errors;
struct gq_session;
struct gq_store;

/* Times are seconds since 1970. Texts that were read live in the arena. */
struct gq_credentials_key {
    struct gq_str id, name, subject, roles, scopes;
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];
    int64_t created_s, expires_s, used_s; /* expires_s INT64_MAX: never; used_s 0: never yet */
    bool is_revoked;
};

enum gq_credentials_answer {
    GQ_CREDENTIALS_FOUND,
    GQ_CREDENTIALS_MISSING,
    GQ_CREDENTIALS_FAILED, /* the database could not be read */
};

/* What is denied: a token by its `jti`, or everything of a subject. */
enum gq_credentials_denial { GQ_CREDENTIALS_TOKEN, GQ_CREDENTIALS_SUBJECT };

/* --- for the server: on a reading session, outside of a transaction --- */

GQ_MUST_CHECK enum gq_credentials_answer gq_credentials_find_key(struct gq_session *session,
        struct gq_arena *arena, struct gq_str id, struct gq_credentials_key *ret_key);

/* FOUND: denied at `now_s`. `token_id` with bytes == NULL is not looked for. */
GQ_MUST_CHECK enum gq_credentials_answer gq_credentials_find_denial(
        struct gq_session *session, struct gq_str token_id, struct gq_str subject, int64_t now_s);

/* Lets the writer note when the key was used; lost when it has too much to do. */
void gq_credentials_note_use(struct gq_store *store, struct gq_str id, int64_t now_s);

/* --- for tools --- */

/*
 * Opens the database at `path`, NUL-terminated, which exists. Owned by the caller; NULL after adding
 * GQ_E_STORAGE_ERROR.
 */
GQ_MUST_CHECK struct gq_credentials *gq_credentials_open(
        struct gq_str path, struct gq_errors *errs);

/* NULL is fine. */
void gq_credentials_close(struct gq_credentials *credentials);

/* All three add GQ_E_STORAGE_ERROR when the database says no. */
GQ_MUST_CHECK bool gq_credentials_add_key(struct gq_credentials *credentials,
        const struct gq_credentials_key *key, struct gq_errors *errs);

/* False also after adding GQ_E_NOT_FOUND: there is no such key. */
GQ_MUST_CHECK bool gq_credentials_revoke_key(
        struct gq_credentials *credentials, struct gq_str id, struct gq_errors *errs);

/* Denies until `expires_s`; a denial that stands is prolonged. Drops those that `now_s` is past. */
GQ_MUST_CHECK bool gq_credentials_deny(struct gq_credentials *credentials,
        enum gq_credentials_denial kind, struct gq_str value, int64_t now_s, int64_t expires_s,
        struct gq_errors *errs);

/* The keys, oldest first, in `arena`. False after adding GQ_E_STORAGE_ERROR. */
GQ_MUST_CHECK bool gq_credentials_list(struct gq_credentials *credentials, struct gq_arena *arena,
        struct gq_credentials_key **ret_keys, uint32_t *ret_count, struct gq_errors *errs);

#endif
