/* Tokens and keys, the cache in front of them, revocation, rotation. */
#include "auth/api_key.h"
#include "auth/identity.h"
#include "auth/keyring.h"
#include "auth/verifier.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "mint.h"
#include "unit.h"

#define HS256  "{\"alg\":\"HS256\"}"
#define CLAIMS "{\"sub\":\"42\",\"role\":\"editor\",\"jti\":\"t1\",\"exp\":1800003600}"

/* Tables in memory, and how often they were asked. */
struct setting {
    struct gq_arena *arena;
    struct gq_errors errs;
    struct gq_limits limits;
    struct gq_clock clock;
    struct gq_keyring *keyring;
    struct gq_verifier_tables tables;
    struct gq_verifier *verifier;
    struct gq_api_key key;
    struct gq_api_key_record record;
    const char *denied_id, *denied_subject;
    bool is_down;
    int key_looks, denial_looks, uses;
};

static enum gq_verifier_found
find_key(void *context, struct gq_arena *arena, struct gq_str id,
        struct gq_api_key_record *ret_record)
{
    struct setting *setting = context;

    (void)arena;
    setting->key_looks++;
    if (setting->is_down)
        return GQ_VERIFIER_FAILED;
    if (!gq_str_equal(id, setting->key.id))
        return GQ_VERIFIER_MISSING;
    *ret_record = setting->record;
    return GQ_VERIFIER_FOUND;
}

static enum gq_verifier_found
find_denial(void *context, struct gq_str token_id, struct gq_str subject, int64_t now_s)
{
    struct setting *setting = context;
    const char *id = setting->denied_id, *denied = setting->denied_subject;

    (void)now_s;
    setting->denial_looks++;
    if (setting->is_down)
        return GQ_VERIFIER_FAILED;
    return (id && token_id.bytes && gq_str_is(token_id, id))
                    || (denied && gq_str_is(subject, denied))
            ? GQ_VERIFIER_FOUND
            : GQ_VERIFIER_MISSING;
}

static void
note_use(void *context, struct gq_str id, int64_t used_s, int64_t now_s)
{
    struct setting *setting = context;

    assert_str_equal(id, setting->key.id);
    assert_int_equal(used_s, setting->record.used_s);
    assert_int_equal(now_s, setting->clock.fixed_wall_us / 1000000);
    setting->uses++;
}

static struct gq_keyring *
ring_with(struct setting *setting, enum mint_key secret)
{
    struct gq_keyring *keyring = gq_keyring_new(setting->arena);
    uint32_t issuer;

    assert_true(gq_keyring_add_issuer(
            keyring, &(struct gq_keyring_issuer){ 0 }, &issuer, &setting->errs));
    assert_true(gq_keyring_add_secret(
            keyring, issuer, GQ_ALGORITHM_HS256, mint_public(secret), &setting->errs));
    return keyring;
}

static void
make_key(struct setting *setting)
{
    struct gq_digest *digest = gq_digest_new();

    assert_true(gq_api_key_make(setting->arena, digest, &setting->key));
    gq_digest_free(digest);
    setting->record = (struct gq_api_key_record){ .subject = GQ_STR("robot"),
        .roles = GQ_STR("bot  staff"),
        .scopes = GQ_STR("read write"),
        .expires_s = GQ_IDENTITY_FOREVER };
    memcpy(setting->record.hash, setting->key.hash, sizeof(setting->key.hash));
}

static struct setting *
set_up(void)
{
    struct gq_arena *arena = gq_arena_new(1 << 24);
    struct setting *setting = gq_arena_new_of(arena, struct setting);

    setting->arena = arena;
    gq_errors_init(&setting->errs, arena, NULL, 4);
    gq_limits_init(&setting->limits);
    setting->clock = (struct gq_clock){ .is_fixed = true, .fixed_wall_us = MINT_NOW_S * 1000000 };
    setting->keyring = ring_with(setting, MINT_SECRET);
    setting->tables = (struct gq_verifier_tables){ find_key, find_denial, note_use, setting };
    make_key(setting);
    setting->verifier = gq_verifier_new(&(struct gq_verifier_options){ .keyring = setting->keyring,
            .tables = &setting->tables,
            .limits = &setting->limits,
            .clock = &setting->clock });
    assert_non_null(setting->verifier);
    return setting;
}

static void
tear_down(struct setting *setting)
{
    gq_verifier_free(setting->verifier);
    gq_arena_free(setting->arena);
}

static struct gq_str
good_token(struct setting *setting)
{
    return mint_token(setting->arena, HS256, CLAIMS, GQ_ALGORITHM_HS256, MINT_SECRET);
}

/* Shows the text and drops the identity; the reason's text must be the wanted one. */
static enum gq_verifier_outcome
show(struct setting *setting, enum gq_credential_kind kind, struct gq_str text, const char *reason)
{
    struct gq_identity *identity = NULL;
    struct gq_str got;
    enum gq_verifier_outcome outcome = gq_verifier_check(
            setting->verifier, &(struct gq_credential){ kind, text }, &identity, &got);

    assert_str_equal(got, gq_str_of(reason));
    assert_int_equal(outcome == GQ_VERIFIER_KNOWN, identity != NULL);
    gq_identity_unref(identity);
    return outcome;
}

static void
pass(struct setting *setting, int64_t seconds)
{
    setting->clock.fixed_wall_us += seconds * 1000000;
}

static void
test_a_token_becomes_an_identity(void **state)
{
    struct setting *setting = set_up();
    struct gq_identity *identity;
    struct gq_str reason;

    (void)state;
    assert_int_equal(gq_verifier_check(setting->verifier,
                             &(struct gq_credential){ GQ_CREDENTIAL_ANY, good_token(setting) },
                             &identity, &reason),
            GQ_VERIFIER_KNOWN);
    assert_str_equal(identity->subject, GQ_STR("42"));
    assert_true(gq_identity_has_role(identity, GQ_STR("editor")));
    assert_int_equal(identity->expires_s, MINT_NOW_S + 3600);
    tear_down(setting);
    /* It outlives the verifier that made it. */
    assert_str_equal(identity->subject, GQ_STR("42"));
    gq_identity_unref(identity);
}

static void
test_a_key_becomes_an_identity(void **state)
{
    struct setting *setting = set_up();
    struct gq_identity *identity;
    struct gq_str reason;

    (void)state;
    assert_int_equal(gq_verifier_check(setting->verifier,
                             &(struct gq_credential){ GQ_CREDENTIAL_KEY, setting->key.text },
                             &identity, &reason),
            GQ_VERIFIER_KNOWN);
    assert_str_equal(identity->subject, GQ_STR("robot"));
    assert_true(gq_identity_has_role(identity, GQ_STR("bot")));
    assert_true(gq_identity_has_role(identity, GQ_STR("staff")));
    assert_int_equal(identity->role_count, 2);
    assert_true(gq_identity_has_scope(identity, GQ_STR("write")));
    assert_str_equal(gq_value_member(&identity->claims, GQ_STR("key"))->text, setting->key.id);
    assert_int_equal(setting->uses, 1);
    gq_identity_unref(identity);
    tear_down(setting);
}

/* Within a second nothing is looked up again; the use of a key is told once for each look. */
static void
test_what_was_verified_is_kept(void **state)
{
    struct setting *setting = set_up();
    struct gq_str token = good_token(setting);

    (void)state;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
        assert_int_equal(
                show(setting, GQ_CREDENTIAL_ANY, setting->key.text, ""), GQ_VERIFIER_KNOWN);
    }
    assert_int_equal(setting->key_looks, 1);
    assert_int_equal(setting->denial_looks, 2);
    pass(setting, 1);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, setting->key.text, ""), GQ_VERIFIER_KNOWN);
    assert_int_equal(setting->key_looks, 2);
    assert_int_equal(setting->denial_looks, 4);
    assert_int_equal(setting->uses, 2);
    tear_down(setting);
}

static void
test_a_cached_token_expires(void **state)
{
    struct setting *setting = set_up();
    struct gq_str token = mint_token(setting->arena, HS256, "{\"sub\":\"42\",\"exp\":1800000010}",
            GQ_ALGORITHM_HS256, MINT_SECRET);

    (void)state;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    pass(setting, 39);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    pass(setting, 1);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, "expired"), GQ_VERIFIER_REFUSED);
    tear_down(setting);
}

static void
test_revocation_ends_what_is_cached(void **state)
{
    struct setting *setting = set_up();
    struct gq_str token = good_token(setting);

    (void)state;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    setting->denied_id = "t1";
    pass(setting, 1);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, "revoked"), GQ_VERIFIER_REFUSED);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, "revoked"), GQ_VERIFIER_REFUSED);
    setting->denied_id = NULL;
    setting->denied_subject = "42";
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, "revoked"), GQ_VERIFIER_REFUSED);
    setting->denied_subject = "robot";
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    assert_int_equal(
            show(setting, GQ_CREDENTIAL_ANY, setting->key.text, "revoked"), GQ_VERIFIER_REFUSED);
    tear_down(setting);
}

static void
test_rotation_forgets_what_the_old_keys_verified(void **state)
{
    struct setting *setting = set_up();
    struct gq_str token = good_token(setting);

    (void)state;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    gq_verifier_use(setting->verifier, ring_with(setting, MINT_OTHER_SECRET));
    assert_int_equal(
            show(setting, GQ_CREDENTIAL_ANY, token, "signature wrong"), GQ_VERIFIER_REFUSED);
    gq_verifier_use(setting->verifier, NULL);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, "key unknown"), GQ_VERIFIER_REFUSED);
    gq_verifier_use(setting->verifier, setting->keyring);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    tear_down(setting);
}

/* Not knowing is neither yes nor no. */
static void
test_a_table_that_cannot_be_read(void **state)
{
    struct setting *setting = set_up();
    struct gq_str token = good_token(setting);
    const char *reason = "not to be found out";

    (void)state;
    setting->is_down = true;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, reason), GQ_VERIFIER_UNAVAILABLE);
    assert_int_equal(
            show(setting, GQ_CREDENTIAL_ANY, setting->key.text, reason), GQ_VERIFIER_UNAVAILABLE);
    setting->is_down = false;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    setting->is_down = true;
    pass(setting, 1);
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, reason), GQ_VERIFIER_UNAVAILABLE);
    setting->is_down = false;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    tear_down(setting);
}

static void
test_a_token_is_no_key(void **state)
{
    struct setting *setting = set_up();
    struct gq_str token = good_token(setting);

    (void)state;
    assert_int_equal(show(setting, GQ_CREDENTIAL_ANY, token, ""), GQ_VERIFIER_KNOWN);
    assert_int_equal(show(setting, GQ_CREDENTIAL_KEY, token, "malformed"), GQ_VERIFIER_REFUSED);
    tear_down(setting);
}

/* What can be wrong with a key that is otherwise in the table. */
static void
test_keys_that_do_not_hold(void **state)
{
    struct setting *setting = set_up();
    const struct gq_api_key_record good = setting->record;

    (void)state;
    setting->record.is_revoked = true;
    assert_int_equal(show(setting, GQ_CREDENTIAL_KEY, setting->key.text, "key unknown"),
            GQ_VERIFIER_REFUSED);
    setting->record = good;
    setting->record.expires_s = MINT_NOW_S;
    assert_int_equal(show(setting, GQ_CREDENTIAL_KEY, setting->key.text, "key unknown"),
            GQ_VERIFIER_REFUSED);
    setting->record = good;
    setting->record.hash[31] ^= 1;
    assert_int_equal(show(setting, GQ_CREDENTIAL_KEY, setting->key.text, "key unknown"),
            GQ_VERIFIER_REFUSED);
    setting->record = good;
    setting->record.expires_s = MINT_NOW_S + 1;
    assert_int_equal(show(setting, GQ_CREDENTIAL_KEY, setting->key.text, ""), GQ_VERIFIER_KNOWN);
    assert_int_equal(setting->uses, 1);
    tear_down(setting);
}

static const struct form_case {
    const char *name, *text;
} form_cases[] = {
    { "a prefix alone", "gqld_" },
    { "no secret", "gqld_0123456789abcdef_" },
    { "a secret too short", "gqld_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { "a secret too long", "gqld_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { "an id in capitals", "gqld_0123456789ABCDEF_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { "an id with a quote", "gqld_0123456789'bcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { "no underscore", "gqld_0123456789abcdef-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" },
    { "stray bits", "gqld_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB" },
    { "plain base64", "gqld_0123456789abcdef_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA+/AA" },
};

static void
test_key_form(void **state)
{
    const struct form_case *c = *state;
    struct setting *setting = set_up();

    assert_int_equal(
            show(setting, GQ_CREDENTIAL_ANY, gq_str_of(c->text), "malformed"), GQ_VERIFIER_REFUSED);
    assert_int_equal(setting->key_looks, 0);
    tear_down(setting);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_a_token_becomes_an_identity),
        cmocka_unit_test(test_a_key_becomes_an_identity),
        cmocka_unit_test(test_what_was_verified_is_kept),
        cmocka_unit_test(test_a_cached_token_expires),
        cmocka_unit_test(test_revocation_ends_what_is_cached),
        cmocka_unit_test(test_rotation_forgets_what_the_old_keys_verified),
        cmocka_unit_test(test_a_table_that_cannot_be_read),
        cmocka_unit_test(test_a_token_is_no_key),
        cmocka_unit_test(test_keys_that_do_not_hold),
    };
    size_t count = 9;

    GQ_UNIT_CASES(tests, count, form_cases, test_key_form);
    return _cmocka_run_group_tests("verifier", tests, count, NULL, NULL);
}
