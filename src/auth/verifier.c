/* auth/verifier.c - the cache first, then the whole check in an arena that becomes the identity's. */
#include "auth/verifier.h"

#include "auth/api_key.h"
#include "auth/identity.h"
#include "auth/identity_cache.h"
#include "auth/jwt.h"
#include "auth/keyring.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/guard.h"
#include "base/limits.h"
#include "json/parser.h"

#include <assert.h>

#define CACHE_LIFE_S       300
#define KEY_CACHE_LIFE_S   1
#define IDENTITY_BYTES_MAX ((size_t)4 * 1024 * 1024)
#define MICROSECONDS       1000000

struct gq_verifier {
    struct gq_verifier_options options;
    struct gq_digest *digest;
    struct gq_json_parser *parser;
    struct gq_identity_cache *cache;
};

/* One check, for the guard. */
struct check {
    struct gq_verifier *verifier;
    struct gq_arena *arena; /* the identity's, if there is one in the end */
    struct gq_str text;
    int64_t now_s;
    struct gq_identity *identity;
    int64_t until_s;
    enum gq_verifier_outcome outcome;
    struct gq_str reason;
};

void
gq_verifier_free(struct gq_verifier *verifier)
{
    if (!verifier)
        return;
    gq_identity_cache_free(verifier->cache);
    gq_json_parser_free(verifier->parser);
    gq_digest_free(verifier->digest);
    gq_alloc_free(verifier);
}

struct gq_verifier *
gq_verifier_new(const struct gq_verifier_options *options)
{
    struct gq_verifier *verifier = gq_alloc_zeroed(1, sizeof(*verifier));

    assert(options->limits && options->clock);
    if (!verifier)
        return NULL;
    verifier->options = *options;
    verifier->digest = gq_digest_new();
    verifier->parser = gq_json_parser_new();
    verifier->cache = gq_identity_cache_new();
    if (verifier->digest && verifier->parser && verifier->cache)
        return verifier;
    gq_verifier_free(verifier);
    return NULL;
}

void
gq_verifier_use(struct gq_verifier *verifier, const struct gq_keyring *keyring)
{
    const struct gq_keyring *old = verifier->options.keyring;

    verifier->options.keyring = keyring;
    if (!old || !keyring || old->serial != keyring->serial)
        gq_identity_cache_clear(verifier->cache);
}

static void
refuse(struct check *check, struct gq_str reason)
{
    check->outcome = GQ_VERIFIER_REFUSED;
    check->reason = reason;
}

/* Sets the outcome by what the table of denials says. */
static void
judge_denial(struct check *check, struct gq_str token_id, struct gq_str subject)
{
    const struct gq_verifier_tables *tables = check->verifier->options.tables;
    enum gq_verifier_found found = GQ_VERIFIER_MISSING;

    if (tables)
        found = tables->find_denial(tables->context, token_id, subject, check->now_s);
    if (found == GQ_VERIFIER_FOUND)
        refuse(check, GQ_STR("revoked"));
    else if (found == GQ_VERIFIER_MISSING)
        check->outcome = GQ_VERIFIER_KNOWN;
}

static void
check_token(struct check *check)
{
    const struct gq_verifier_options *options = &check->verifier->options;
    const struct gq_jwt_context context = { check->verifier->parser, options->keyring,
        options->limits };
    enum gq_jwt_outcome outcome = GQ_JWT_KEY_UNKNOWN;
    struct gq_jwt jwt;

    if (options->keyring)
        outcome = gq_jwt_verify(check->arena, &context, check->text, check->now_s, &jwt);
    if (outcome != GQ_JWT_VALID) {
        refuse(check, gq_jwt_outcome_name(outcome));
        return;
    }
    judge_denial(check, jwt.id, jwt.subject);
    if (check->outcome != GQ_VERIFIER_KNOWN)
        return;
    check->identity = gq_identity_new(check->arena, check->verifier->digest, &jwt.claims,
            options->keyring->issuers[jwt.issuer].roles_claim, jwt.expires_s);
    check->until_s = jwt.expires_s + GQ_JWT_SKEW_S;
    if (check->until_s > check->now_s + CACHE_LIFE_S)
        check->until_s = check->now_s + CACHE_LIFE_S;
}

static struct gq_member
text_member(const char *name, struct gq_str text)
{
    return (struct gq_member){ gq_str_of(name), { .kind = GQ_VALUE_STRING, .text = text } };
}

static struct gq_value
word_list(struct gq_arena *arena, struct gq_str text)
{
    struct gq_value list = { .kind = GQ_VALUE_LIST };

    list.items = gq_arena_array_of(arena, struct gq_value, text.length / 2 + 1);
    while (text.length > 0) {
        const char *blank = memchr(text.bytes, ' ', text.length);
        size_t length = blank ? (size_t)(blank - text.bytes) : text.length;

        if (length > 0)
            list.items[list.count++] = (struct gq_value){ .kind = GQ_VALUE_STRING,
                .text = gq_str_slice(text, 0, length) };
        text = gq_str_slice(text, length + 1, text.length);
    }
    return list;
}

/* The claims that a key stands for: those that a token for the same purpose would have. */
static struct gq_value
key_claims(struct gq_arena *arena, struct gq_str id, const struct gq_api_key_record *record)
{
    struct gq_value claims = { .kind = GQ_VALUE_OBJECT, .count = 4 };

    claims.members = gq_arena_array_of(arena, struct gq_member, claims.count);
    claims.members[0] = text_member("sub", record->subject);
    claims.members[1] = (struct gq_member){ GQ_STR("role"), word_list(arena, record->roles) };
    claims.members[2] = text_member("scope", record->scopes);
    claims.members[3] = text_member("key", gq_arena_copy(arena, id));
    return claims;
}

static void
check_key(struct check *check)
{
    const struct gq_verifier_tables *tables = check->verifier->options.tables;
    struct gq_api_key_record record;
    enum gq_verifier_found found = GQ_VERIFIER_MISSING;
    struct gq_value claims;
    struct gq_api_key key;

    if (!gq_api_key_parse(check->arena, check->verifier->digest, check->text, &key)) {
        refuse(check, GQ_STR("malformed"));
        return;
    }
    if (tables)
        found = tables->find_key(tables->context, check->arena, key.id, &record);
    if (found == GQ_VERIFIER_MISSING
            || (found == GQ_VERIFIER_FOUND && !gq_api_key_holds(&key, &record, check->now_s)))
        refuse(check, GQ_STR("key unknown"));
    if (found != GQ_VERIFIER_FOUND || check->outcome == GQ_VERIFIER_REFUSED)
        return;
    judge_denial(check, (struct gq_str){ NULL, 0 }, record.subject);
    if (check->outcome != GQ_VERIFIER_KNOWN)
        return;
    claims = key_claims(check->arena, key.id, &record);
    check->identity = gq_identity_new(check->arena, check->verifier->digest, &claims,
            (struct gq_str){ NULL, 0 }, record.expires_s);
    check->until_s = check->now_s + KEY_CACHE_LIFE_S;
    tables->note_use(tables->context, key.id, record.used_s, check->now_s);
}

static void
check_guarded(void *arg)
{
    struct check *check = arg;

    if (gq_api_key_is_one(check->text))
        check_key(check);
    else
        check_token(check);
}

/* Without a cached identity: from the beginning. The arena is the identity's or goes. */
static void
check_afresh(struct check *check)
{
    check->outcome = GQ_VERIFIER_UNAVAILABLE;
    check->reason = GQ_STR("not to be found out");
    check->arena = gq_arena_new(IDENTITY_BYTES_MAX);
    if (!check->arena)
        return;
    if (gq_guard(check->arena, check_guarded, check) != GQ_GUARD_DONE) {
        check->outcome = GQ_VERIFIER_UNAVAILABLE;
        check->identity = NULL;
    } else if (check->outcome == GQ_VERIFIER_KNOWN && !check->identity) {
        check->outcome = GQ_VERIFIER_UNAVAILABLE;
    }
    if (!check->identity)
        gq_arena_free(check->arena);
}

/* A cached identity: only a revocation can have ended it, and that is asked once a second. */
static void
check_again(struct check *check, struct gq_identity_entry *entry)
{
    const struct gq_value *id = gq_value_member(&entry->identity->claims, GQ_STR("jti"));
    struct gq_str token_id =
            id && id->kind == GQ_VALUE_STRING ? id->text : (struct gq_str){ NULL, 0 };

    check->outcome = GQ_VERIFIER_KNOWN;
    if (entry->checked_s != check->now_s) {
        check->outcome = GQ_VERIFIER_UNAVAILABLE;
        check->reason = GQ_STR("not to be found out");
        judge_denial(check, token_id, entry->identity->subject);
    }
    if (check->outcome == GQ_VERIFIER_KNOWN) {
        entry->checked_s = check->now_s;
        check->identity = gq_identity_ref(entry->identity);
    }
}

static void
check_with_cache(struct check *check, const uint8_t hash[GQ_DIGEST_SHA256_SIZE])
{
    struct gq_identity_cache *cache = check->verifier->cache;
    struct gq_identity_entry *entry = gq_identity_cache_find(cache, hash, check->now_s);

    if (entry) {
        check_again(check, entry);
        if (check->outcome == GQ_VERIFIER_REFUSED)
            gq_identity_cache_drop(cache, hash);
        return;
    }
    check_afresh(check);
    if (check->identity)
        gq_identity_cache_add(cache, hash,
                &(struct gq_identity_entry){ check->identity, check->until_s, check->now_s });
}

enum gq_verifier_outcome
gq_verifier_check(struct gq_verifier *verifier, const struct gq_credential *credential,
        struct gq_identity **ret_identity, struct gq_str *ret_reason)
{
    const struct gq_verifier_options *options = &verifier->options;
    struct check check = { .verifier = verifier,
        .text = credential->text,
        .now_s = gq_clock_wall_us(options->clock) / MICROSECONDS,
        .outcome = GQ_VERIFIER_UNAVAILABLE,
        .reason = GQ_STR("") };
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];

    if ((int64_t)check.text.length > gq_limits_get(options->limits, GQ_LIMIT_TOKEN_BYTES))
        refuse(&check, GQ_STR("too long"));
    else if (credential->kind == GQ_CREDENTIAL_KEY && !gq_api_key_is_one(check.text))
        refuse(&check, GQ_STR("malformed"));
    else if (gq_digest_sha256(verifier->digest, check.text, hash))
        check_with_cache(&check, hash);
    assert((check.outcome == GQ_VERIFIER_KNOWN) == (check.identity != NULL));
    if (check.identity)
        *ret_identity = check.identity;
    *ret_reason = check.identity ? GQ_STR("") : check.reason;
    return check.outcome;
}
