/* auth/identity.c - from claims to roles and scopes. */
#include "auth/identity.h"

#include "base/arena.h"
#include "base/digest.h"

#include <assert.h>
#include <stdio.h>

static const struct gq_identity anonymous = {
    .claims = { .kind = GQ_VALUE_OBJECT },
    .expires_s = GQ_IDENTITY_FOREVER,
};

const struct gq_identity *
gq_identity_anonymous(void)
{
    return &anonymous;
}

/* The value at the end of a path; a claim that has the whole text for its name goes first. */
static const struct gq_value *
find_claim(const struct gq_value *claims, struct gq_str path)
{
    const struct gq_value *value = gq_value_member(claims, path);
    const char *dot = path.bytes;

    if (value)
        return value;
    value = claims;
    while (value && dot) {
        size_t length;

        dot = path.length ? memchr(path.bytes, '.', path.length) : NULL;
        length = dot ? (size_t)(dot - path.bytes) : path.length;
        value = gq_value_member(value, gq_str_slice(path, 0, length));
        path = gq_str_slice(path, length + 1, path.length);
    }
    return value;
}

static const struct gq_str *
strings_of(struct gq_arena *arena, const struct gq_value *list, uint32_t *ret_count)
{
    struct gq_str *strings = gq_arena_array_of(arena, struct gq_str, list->count);
    uint32_t count = 0;

    for (uint32_t i = 0; i < list->count; i++)
        if (list->items[i].kind == GQ_VALUE_STRING)
            strings[count++] = list->items[i].text;
    *ret_count = count;
    return strings;
}

static const struct gq_str *
words_of(struct gq_arena *arena, struct gq_str text, uint32_t *ret_count)
{
    struct gq_str *words = gq_arena_array_of(arena, struct gq_str, text.length / 2 + 1);
    uint32_t count = 0;

    while (text.length > 0) {
        const char *blank = memchr(text.bytes, ' ', text.length);
        size_t length = blank ? (size_t)(blank - text.bytes) : text.length;

        if (length > 0)
            words[count++] = gq_str_slice(text, 0, length);
        text = gq_str_slice(text, length + 1, text.length);
    }
    *ret_count = count;
    return words;
}

static void
take_roles(struct gq_arena *arena, struct gq_identity *identity, struct gq_str roles_claim)
{
    struct gq_str path = roles_claim.bytes ? roles_claim : GQ_STR("role");
    const struct gq_value *value = find_claim(&identity->claims, path);

    if (value && value->kind == GQ_VALUE_LIST) {
        identity->roles = strings_of(arena, value, &identity->role_count);
    } else if (value && value->kind == GQ_VALUE_STRING) {
        identity->roles = &value->text;
        identity->role_count = 1;
    }
}

static void
take_scopes(struct gq_arena *arena, struct gq_identity *identity)
{
    const struct gq_value *value = gq_value_member(&identity->claims, GQ_STR("scope"));

    if (!value)
        value = gq_value_member(&identity->claims, GQ_STR("scp"));
    if (value && value->kind == GQ_VALUE_LIST)
        identity->scopes = strings_of(arena, value, &identity->scope_count);
    else if (value && value->kind == GQ_VALUE_STRING)
        identity->scopes = words_of(arena, value->text, &identity->scope_count);
}

static bool
make_label(struct gq_digest *digest, struct gq_identity *identity)
{
    uint8_t hash[GQ_DIGEST_SHA256_SIZE];

    if (!gq_digest_sha256(digest, identity->subject, hash))
        return false;
    for (size_t i = 0; i < (GQ_IDENTITY_LABEL_SIZE - 1) / 2; i++)
        snprintf(identity->label + 2 * i, 3, "%02x", hash[i]);
    return true;
}

struct gq_identity *
gq_identity_new(struct gq_arena *arena, struct gq_digest *digest, const struct gq_value *claims,
        struct gq_str roles_claim, int64_t expires_s)
{
    struct gq_identity *identity = gq_arena_new_of(arena, struct gq_identity);
    const struct gq_value *subject = gq_value_member(claims, GQ_STR("sub"));

    assert(claims->kind == GQ_VALUE_OBJECT);
    assert(subject && subject->kind == GQ_VALUE_STRING && subject->text.length > 0);
    identity->is_authenticated = true;
    identity->claims = *claims;
    identity->subject = subject->text;
    identity->expires_s = expires_s;
    identity->arena = arena;
    atomic_init(&identity->references, 1);
    take_roles(arena, identity, roles_claim);
    take_scopes(arena, identity);
    return make_label(digest, identity) ? identity : NULL;
}

struct gq_identity *
gq_identity_ref(struct gq_identity *identity)
{
    assert(identity->arena);
    atomic_fetch_add_explicit(&identity->references, 1, memory_order_relaxed);
    return identity;
}

void
gq_identity_unref(struct gq_identity *identity)
{
    if (!identity)
        return;
    assert(identity->arena);
    if (atomic_fetch_sub_explicit(&identity->references, 1, memory_order_acq_rel) == 1)
        gq_arena_free(identity->arena);
}

static bool
has_text(const struct gq_str *texts, uint32_t count, struct gq_str text)
{
    for (uint32_t i = 0; i < count; i++)
        if (gq_str_equal(texts[i], text))
            return true;
    return false;
}

bool
gq_identity_has_role(const struct gq_identity *identity, struct gq_str role)
{
    return has_text(identity->roles, identity->role_count, role);
}

bool
gq_identity_has_scope(const struct gq_identity *identity, struct gq_str scope)
{
    return has_text(identity->scopes, identity->scope_count, scope);
}
