/* cli/token.c - `gqld token sign|revoke`: a token to try things out with; the denial of others. */
#include "auth/jwt.h"
#include "auth/keyring.h"
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/random.h"
#include "cli/files.h"
#include "cli/lifetime.h"
#include "cli/options.h"
#include "cli/report.h"
#include "cli/trust.h"
#include "cli/verb.h"
#include "store/credentials.h"
#include "json/value.h"
#include "json/write.h"

#include <assert.h>

#define CLAIMS_BYTES_MAX ((size_t)64 * 1024)
#define SIGNED_LIFE_S    3600
/* Longer than any token holds, unless the limit of their life was raised. */
#define DENIED_LIFE_S (86400 + 2 * GQ_JWT_SKEW_S)

/* What one run shares. */
struct run {
    struct gq_arena *arena;
    const struct gq_options *options;
    int64_t now_s, life_s;
    struct gq_buf *out;
    struct gq_errors errs;
};

static bool
refuse(struct run *run, const char *message)
{
    gq_errors_add(&run->errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

static void
write_name(struct gq_buf *claims, struct gq_str name)
{
    gq_buf_char(claims, claims->length > 1 ? ',' : '{');
    gq_write_string(claims, name);
    gq_buf_char(claims, ':');
}

/* Does --claim say it from the given one on? Then nothing before it does. */
static bool
is_said(const struct run *run, struct gq_str name, uint32_t from)
{
    const struct gq_vec *given = &run->options->claims;

    for (uint32_t i = from; i < given->count; i++) {
        struct gq_str text = GQ_VEC_AT(given, struct gq_str, i);

        if (gq_str_starts_with(text, name) && text.length > name.length
                && text.bytes[name.length] == '=')
            return true;
    }
    return false;
}

static void
write_text(struct run *run, struct gq_buf *claims, const char *name, struct gq_str value)
{
    if (!value.length || is_said(run, gq_str_of(name), 0))
        return;
    write_name(claims, gq_str_of(name));
    gq_write_string(claims, value);
}

static void
write_time(struct run *run, struct gq_buf *claims, const char *name, int64_t time_s)
{
    if (is_said(run, gq_str_of(name), 0))
        return;
    write_name(claims, gq_str_of(name));
    gq_write_int(claims, time_s);
}

/* One role is a string, several are a list. */
static void
write_roles(struct run *run, struct gq_buf *claims)
{
    const struct gq_vec *roles = &run->options->roles;

    if (!roles->count || is_said(run, GQ_STR("role"), 0))
        return;
    write_name(claims, GQ_STR("role"));
    if (roles->count > 1)
        gq_buf_char(claims, '[');
    for (uint32_t i = 0; i < roles->count; i++) {
        gq_buf_text(claims, i ? "," : "");
        gq_write_string(claims, GQ_VEC_AT(roles, struct gq_str, i));
    }
    if (roles->count > 1)
        gq_buf_char(claims, ']');
}

static void
write_scopes(struct run *run, struct gq_buf *claims)
{
    const struct gq_vec *scopes = &run->options->scopes;
    struct gq_str text = GQ_STR("");

    for (uint32_t i = 0; i < scopes->count; i++)
        text = gq_arena_printf(run->arena, "%.*s%s%.*s", GQ_STR_ARG(text), i ? " " : "",
                GQ_STR_ARG(GQ_VEC_AT(scopes, struct gq_str, i)));
    write_text(run, claims, "scope", text);
}

/* NAME=VALUE; what is not JSON is a string. Of equal names the last one counts. */
static bool
write_claim(struct run *run, struct gq_buf *claims, uint32_t index)
{
    struct gq_str text = GQ_VEC_AT(&run->options->claims, struct gq_str, index);
    const char *equals = memchr(text.bytes, '=', text.length);
    size_t length = equals ? (size_t)(equals - text.bytes) : 0;
    struct gq_str value_text = gq_str_slice(text, length + 1, text.length);
    struct gq_value value;
    struct gq_errors faults;

    if (!equals || length == 0)
        return refuse(run, "--claim takes NAME=VALUE.");
    if (is_said(run, gq_str_slice(text, 0, length), index + 1))
        return true;
    gq_errors_init(&faults, run->arena, NULL, 1);
    write_name(claims, gq_str_slice(text, 0, length));
    if (gq_files_parse_json(run->arena, run->options, value_text, &value, &faults))
        gq_buf_str(claims, value_text);
    else
        gq_write_string(claims, value_text);
    return true;
}

/* A random id, so that the token can be revoked on its own. */
static struct gq_str
make_id(struct gq_arena *arena)
{
    uint64_t halves[2];

    gq_random_fill(halves, sizeof(halves));
    return gq_arena_printf(
            arena, "%016llx%016llx", (unsigned long long)halves[0], (unsigned long long)halves[1]);
}

static bool
write_claims(struct run *run, struct gq_buf *claims)
{
    const struct gq_options *options = run->options;

    write_text(run, claims, "sub", options->subject);
    write_text(run, claims, "iss", options->jwt_issuer);
    write_text(run, claims, "aud", options->jwt_audience);
    write_roles(run, claims);
    write_scopes(run, claims);
    write_time(run, claims, "iat", run->now_s);
    write_time(run, claims, "exp", run->now_s + run->life_s);
    write_text(run, claims, "jti", make_id(run->arena));
    for (uint32_t i = 0; i < options->claims.count; i++)
        if (!write_claim(run, claims, i))
            return false;
    gq_buf_char(claims, '}');
    return !gq_buf_failed(claims) || refuse(run, "The claims are too long.");
}

static bool
read_secret(struct run *run, enum gq_algorithm *ret_algorithm, struct gq_str *ret_key)
{
    *ret_algorithm = GQ_ALGORITHM_HS256;
    if (!gq_trust_read_file(
                run->arena, run->options->secret_file, ret_algorithm, ret_key, &run->errs))
        return false;
    if (gq_algorithm_info(*ret_algorithm)->family != GQ_ALGORITHM_HMAC
            || ret_key->length < GQ_KEYRING_SECRET_BYTES_MIN)
        return refuse(run, "A secret has at least 32 bytes, and is for HS256, HS384 or HS512.");
    return true;
}

static bool
read_private_key(struct run *run, enum gq_algorithm *ret_algorithm, struct gq_str *ret_key)
{
    enum gq_algorithm asked = GQ_ALGORITHM_COUNT;

    if (!gq_trust_read_file(run->arena, run->options->key, &asked, ret_key, &run->errs)
            || !gq_keyring_signing_algorithm(*ret_key, ret_algorithm, &run->errs))
        return false;
    if (asked != GQ_ALGORITHM_COUNT)
        *ret_algorithm = asked;
    return true;
}

static bool
sign(struct run *run)
{
    struct gq_buf *claims = gq_arena_new_of(run->arena, struct gq_buf);
    bool is_secret = run->options->secret_file.length > 0;
    enum gq_algorithm algorithm;
    struct gq_str key, token;

    if (is_secret == (run->options->key.length > 0))
        return refuse(run, "`gqld token sign` needs --secret-file or --key.");
    if (!run->options->subject.length)
        return refuse(run, "`gqld token sign` needs --sub.");
    if (!(is_secret ? read_secret : read_private_key)(run, &algorithm, &key))
        return false;
    gq_buf_init_in(claims, run->arena, CLAIMS_BYTES_MAX);
    if (!write_claims(run, claims))
        return false;
    if (!gq_jwt_sign(run->arena, algorithm, key, gq_buf_view(claims), &token))
        return refuse(run, "The key does not sign with this algorithm.");
    if (run->options->is_json)
        gq_buf_printf(run->out, "{\"token\":\"%.*s\"}", GQ_STR_ARG(token));
    else
        gq_buf_str(run->out, token);
    return true;
}

static void
close_credentials(void *arg)
{
    gq_credentials_close(arg);
}

static bool
revoke(struct run *run)
{
    struct gq_str what = run->options->arguments[1], value = run->options->arguments[2];
    bool is_subject = gq_str_is(what, "sub");
    struct gq_credentials *credentials;

    if (!is_subject && !gq_str_is(what, "jti"))
        return refuse(run, "`gqld token revoke` is followed by jti or sub, and its value.");
    if (!run->options->database.length)
        return refuse(run, "`gqld token revoke` needs --database.");
    credentials = gq_credentials_open(run->options->database, &run->errs);
    if (!credentials)
        return false;
    gq_arena_defer(run->arena, close_credentials, credentials);
    return gq_credentials_deny(credentials,
            is_subject ? GQ_CREDENTIALS_SUBJECT : GQ_CREDENTIALS_TOKEN, value, run->now_s,
            run->now_s + run->life_s, &run->errs);
}

enum gq_verb_exit
gq_verb_token(struct gq_arena *arena, const struct gq_options *options)
{
    struct run *run = gq_arena_new_of(arena, struct run);
    bool is_sign = gq_str_is(options->arguments[0], "sign") && options->argument_count == 1;
    bool is_revoke = gq_str_is(options->arguments[0], "revoke") && options->argument_count == 3;

    assert(options->argument_count >= 1);
    if (!is_sign && !is_revoke)
        return gq_verb_usage_fault(
                "`gqld token` is followed by sign, or by revoke, jti or sub, and a value.");
    run->arena = arena;
    run->options = options;
    run->now_s = gq_clock_wall_us(&gq_clock_system) / 1000000;
    run->life_s = is_sign ? SIGNED_LIFE_S : DENIED_LIFE_S;
    if (options->expires.bytes && !gq_lifetime_parse(options->expires, &run->life_s))
        return gq_verb_usage_fault("--expires is a time such as 90s, 15m, 24h or 30d.");
    run->out = gq_arena_new_of(arena, struct gq_buf);
    gq_buf_init_in(run->out, arena, GQ_REPORT_BYTES_MAX);
    gq_files_init_errors(&run->errs, arena, options, NULL);
    if (!(is_sign ? sign : revoke)(run))
        return gq_report_errors(arena, options, &run->errs);
    return run->out->length ? gq_report_answer(run->out) : GQ_VERB_OK;
}
