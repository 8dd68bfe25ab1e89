/* From claims to subject, roles and scopes. */
#include "auth/identity.h"
#include "base/arena.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "unit.h"
#include "json/parse.h"

/* The identity of claims as JSON text; the last reference frees all of it. */
static struct gq_identity *
identify(const char *claims_text, const char *roles_claim)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_json_parser *parser = gq_json_parser_new();
    struct gq_digest *digest = gq_digest_new();
    struct gq_identity *identity;
    struct gq_limits limits;
    struct gq_errors errs;
    struct gq_value claims;

    gq_limits_init(&limits);
    gq_errors_init(&errs, arena, NULL, 1);
    assert_true(gq_json_parse(parser, arena, gq_str_of(claims_text), &limits, &claims, &errs));
    identity = gq_identity_new(arena, digest, &claims,
            roles_claim ? gq_str_of(roles_claim) : (struct gq_str){ NULL, 0 }, 99);
    gq_json_parser_free(parser);
    gq_digest_free(digest);
    assert_non_null(identity);
    return identity;
}

/* `a|b`, for comparison. */
static void
join(const struct gq_str *texts, uint32_t count, char *ret_text)
{
    ret_text[0] = '\0';
    for (uint32_t i = 0; i < count; i++) {
        strncat(ret_text, "|", 2);
        strncat(ret_text, texts[i].bytes, texts[i].length);
    }
}

static const struct claims_case {
    const char *name, *claims, *roles_claim, *roles, *scopes;
} claims_cases[] = {
    { "neither roles nor scopes", "{\"sub\":\"a\"}", NULL, "", "" },
    { "one role", "{\"sub\":\"a\",\"role\":\"editor\"}", NULL, "|editor", "" },
    { "a list of roles", "{\"sub\":\"a\",\"role\":[\"x\",\"y\"]}", NULL, "|x|y", "" },
    { "only strings of a list", "{\"sub\":\"a\",\"role\":[1,\"y\",null,[\"z\"]]}", NULL, "|y", "" },
    { "a role that is an object", "{\"sub\":\"a\",\"role\":{\"x\":1}}", NULL, "", "" },
    { "a role that is a number", "{\"sub\":\"a\",\"role\":1}", NULL, "", "" },
    { "a role with a blank is one", "{\"sub\":\"a\",\"role\":\"x y\"}", NULL, "|x y", "" },
    { "a path", "{\"sub\":\"a\",\"realm_access\":{\"roles\":[\"x\"]},\"role\":\"no\"}",
            "realm_access.roles", "|x", "" },
    { "a path that ends early", "{\"sub\":\"a\",\"realm_access\":\"x\"}", "realm_access.roles", "",
            "" },
    { "a path past the end", "{\"sub\":\"a\",\"r\":[\"x\"]}", "r.", "", "" },
    { "a name with dots", "{\"sub\":\"a\",\"https://a.example/roles\":[\"x\"]}",
            "https://a.example/roles", "|x", "" },
    { "a whole name before a path", "{\"sub\":\"a\",\"a.b\":\"x\",\"a\":{\"b\":\"y\"}}", "a.b",
            "|x", "" },
    { "words of scope", "{\"sub\":\"a\",\"scope\":\"read  write \"}", NULL, "", "|read|write" },
    { "scp as a string", "{\"sub\":\"a\",\"scp\":\"read\"}", NULL, "", "|read" },
    { "scp as a list", "{\"sub\":\"a\",\"scp\":[\"r\",\"w\"]}", NULL, "", "|r|w" },
    { "scope before scp", "{\"sub\":\"a\",\"scp\":\"x\",\"scope\":\"y\"}", NULL, "", "|y" },
    { "an empty scope", "{\"sub\":\"a\",\"scope\":\"\"}", NULL, "", "" },
    { "a scope that is a number", "{\"sub\":\"a\",\"scope\":7}", NULL, "", "" },
};

static void
test_claims(void **state)
{
    const struct claims_case *c = *state;
    struct gq_identity *identity = identify(c->claims, c->roles_claim);
    char text[256];

    assert_true(identity->is_authenticated);
    assert_str_equal(identity->subject, GQ_STR("a"));
    assert_int_equal(identity->expires_s, 99);
    join(identity->roles, identity->role_count, text);
    assert_string_equal(text, c->roles);
    join(identity->scopes, identity->scope_count, text);
    assert_string_equal(text, c->scopes);
    gq_identity_unref(identity);
}

static void
test_membership_is_exact(void **state)
{
    struct gq_identity *identity =
            identify("{\"sub\":\"42\",\"role\":[\"admin\"],\"scope\":\"read\"}", NULL);

    (void)state;
    assert_true(gq_identity_has_role(identity, GQ_STR("admin")));
    assert_false(gq_identity_has_role(identity, GQ_STR("Admin")));
    assert_false(gq_identity_has_role(identity, GQ_STR("admi")));
    assert_true(gq_identity_has_scope(identity, GQ_STR("read")));
    assert_false(gq_identity_has_scope(identity, GQ_STR("admin")));
    gq_identity_unref(identity);
}

/* printf %s 42 | sha256sum */
static void
test_the_label_is_a_hash_of_the_subject(void **state)
{
    struct gq_identity *identity = identify("{\"sub\":\"42\"}", NULL);

    (void)state;
    assert_string_equal(identity->label, "73475cb40a568e8d");
    gq_identity_unref(identity);
}

static void
test_the_last_reference_frees(void **state)
{
    struct gq_identity *identity = identify("{\"sub\":\"42\"}", NULL);

    (void)state;
    assert_ptr_equal(gq_identity_ref(identity), identity);
    gq_identity_unref(identity);
    assert_str_equal(identity->subject, GQ_STR("42"));
    gq_identity_unref(identity);
    gq_identity_unref(NULL);
}

static void
test_anonymous_is_nobody(void **state)
{
    const struct gq_identity *identity = gq_identity_anonymous();

    (void)state;
    assert_false(identity->is_authenticated);
    assert_int_equal(identity->claims.kind, GQ_VALUE_OBJECT);
    assert_int_equal(identity->claims.count, 0);
    assert_false(gq_identity_has_role(identity, GQ_STR("")));
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_membership_is_exact),
        cmocka_unit_test(test_the_label_is_a_hash_of_the_subject),
        cmocka_unit_test(test_the_last_reference_frees),
        cmocka_unit_test(test_anonymous_is_nobody),
    };
    size_t count = 4;

    GQ_UNIT_CASES(tests, count, claims_cases, test_claims);
    return _cmocka_run_group_tests("identity", tests, count, NULL, NULL);
}
