/* auth/jwt_claims.c - each claim by its own rule; times are whole seconds. */
#include "auth/jwt_claims.h"

#include "auth/keyring.h"

#define SUBJECT_BYTES_MAX 255u

/* An absent claim leaves `*text` as it is; one that is not a string is a fault. */
static bool
read_text(const struct gq_value *claims, const char *name, struct gq_str *text)
{
    const struct gq_value *value = gq_value_member(claims, gq_str_of(name));

    if (value && value->kind == GQ_VALUE_STRING)
        *text = value->text;
    return !value || value->kind == GQ_VALUE_STRING;
}

/* NumericDate; fractions are not read: no one needs them, and they invite rounding. */
static bool
read_time(const struct gq_value *claims, const char *name, int64_t *time_s)
{
    const struct gq_value *value = gq_value_member(claims, gq_str_of(name));

    if (!value)
        return true;
    if (value->kind != GQ_VALUE_INT || value->integer < 0)
        return false;
    *time_s = value->integer;
    return true;
}

/* Times are not negative, so that these differences do not overflow. */
static enum gq_jwt_outcome
judge_times(int64_t expires_s, int64_t begins_s, int64_t issued_s, int64_t now_s, int64_t life_s)
{
    if (expires_s <= now_s - GQ_JWT_SKEW_S)
        return GQ_JWT_EXPIRED;
    if (begins_s > now_s + GQ_JWT_SKEW_S || issued_s > now_s + GQ_JWT_SKEW_S)
        return GQ_JWT_NOT_YET;
    if (expires_s - now_s > life_s + GQ_JWT_SKEW_S)
        return GQ_JWT_LIFE_TOO_LONG;
    if (issued_s >= 0 && expires_s - issued_s > life_s)
        return GQ_JWT_LIFE_TOO_LONG;
    return GQ_JWT_VALID;
}

enum gq_jwt_outcome
gq_jwt_claims_read(struct gq_jwt *jwt, int64_t now_s, int64_t life_s)
{
    const struct gq_value *claims = &jwt->claims;
    int64_t expires_s = -1, begins_s = -1, issued_s = -1;

    if (!read_text(claims, "sub", &jwt->subject) || jwt->subject.length == 0
            || jwt->subject.length > SUBJECT_BYTES_MAX)
        return GQ_JWT_CLAIM_MALFORMED;
    if (!read_text(claims, "jti", &jwt->id) || !read_time(claims, "exp", &expires_s)
            || !read_time(claims, "nbf", &begins_s) || !read_time(claims, "iat", &issued_s)
            || expires_s < 0)
        return GQ_JWT_CLAIM_MALFORMED;
    jwt->expires_s = expires_s;
    return judge_times(expires_s, begins_s, issued_s, now_s, life_s);
}

/* RFC 7519, "aud" (Audience) Claim: one string, or a list of them. */
static bool
is_meant_for(const struct gq_value *audience, struct gq_str name)
{
    if (!audience)
        return false;
    if (audience->kind == GQ_VALUE_STRING)
        return gq_str_equal(audience->text, name);
    if (audience->kind != GQ_VALUE_LIST)
        return false;
    for (uint32_t i = 0; i < audience->count; i++)
        if (audience->items[i].kind == GQ_VALUE_STRING
                && gq_str_equal(audience->items[i].text, name))
            return true;
    return false;
}

enum gq_jwt_outcome
gq_jwt_claims_match(const struct gq_jwt *jwt, const struct gq_keyring_issuer *issuer)
{
    struct gq_str name = { NULL, 0 };

    if (!read_text(&jwt->claims, "iss", &name))
        return GQ_JWT_CLAIM_MALFORMED;
    if (issuer->name.bytes && (!name.bytes || !gq_str_equal(name, issuer->name)))
        return GQ_JWT_ISSUER_WRONG;
    if (issuer->audience.bytes
            && !is_meant_for(gq_value_member(&jwt->claims, GQ_STR("aud")), issuer->audience))
        return GQ_JWT_AUDIENCE_WRONG;
    return GQ_JWT_VALID;
}
