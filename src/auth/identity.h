/*
 * auth/identity.h - who sends a request, as plain claims: the same whatever door it came by.
 *
 * In:       the claims of a verified token, or those that stand for a key.
 * Out:      subject, roles, scopes, and all claims as a JSON object.
 * Not here: what they allow (rules), how they were verified (jwt.h, api_key.h).
 *
 * Immutable, shared by count: any thread.
 */
#ifndef GQ_AUTH_IDENTITY_H
#define GQ_AUTH_IDENTITY_H

#include "base/attribute.h"
#include "base/str.h"
#include "json/value.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_digest;

#define GQ_IDENTITY_FOREVER    INT64_MAX
#define GQ_IDENTITY_LABEL_SIZE 17

struct gq_identity {
    bool is_authenticated;  /* false: nobody in particular; all below is empty */
    struct gq_value claims; /* an object, in the order of the token */
    struct gq_str subject;  /* the claim `sub`; never empty when authenticated */
    const struct gq_str *roles, *scopes;
    uint32_t role_count, scope_count;
    int64_t expires_s; /* seconds since 1970; GQ_IDENTITY_FOREVER: never */
    /* Stands for the subject in logs: the first 16 digits of its SHA-256. NUL-terminated. */
    char label[GQ_IDENTITY_LABEL_SIZE];
    struct gq_arena *arena; /* owned; NULL: static */
    atomic_uint references;
};

/* Nobody in particular: a request without a token or key. Static; need not be counted. */
const struct gq_identity *gq_identity_anonymous(void);

/*
 * The identity of `claims`, an object with the member `sub`, which lives in `arena`; so does the
 * result, with one reference, and the last one frees the arena. Runs inside a guard of `arena`.
 *
 * `roles_claim` is the name of a claim, or where none is called so a path of names with dots
 * between them (`realm_access.roles`); bytes == NULL: `role`. A string is one role, of a list every
 * string is one. Scopes are the words of `scope`, or of `scp`, which may be a list (RFC 8693, "scope"
 * (Scopes) Claim). A claim of another form gives none. NULL when the digest fails.
 */
GQ_MUST_CHECK struct gq_identity *gq_identity_new(struct gq_arena *arena, struct gq_digest *digest,
        const struct gq_value *claims, struct gq_str roles_claim, int64_t expires_s);

struct gq_identity *gq_identity_ref(struct gq_identity *identity);

/* NULL is fine. */
void gq_identity_unref(struct gq_identity *identity);

/* Bytewise. */
bool gq_identity_has_role(const struct gq_identity *identity, struct gq_str role);
bool gq_identity_has_scope(const struct gq_identity *identity, struct gq_str scope);

#endif
