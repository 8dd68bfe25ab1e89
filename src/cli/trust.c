/* cli/trust.c - files into a keyring with one issuer. */
#include "cli/trust.h"

#include "auth/keyring.h"
#include "base/error.h"
#include "cli/files.h"
#include "cli/options.h"

/* Reading the keys of one command line. */
struct reading {
    struct gq_arena *arena;
    struct gq_keyring *keyring;
    uint32_t issuer;
    struct gq_errors *errs;
};

typedef bool add_fn(const struct reading *reading, enum gq_algorithm algorithm, struct gq_str text,
        struct gq_errors *errs);

bool
gq_trust_read_file(struct gq_arena *arena, struct gq_str name, enum gq_algorithm *algorithm,
        struct gq_str *ret_text, struct gq_errors *errs)
{
    const char *colon = memchr(name.bytes, ':', name.length);
    size_t length = colon ? (size_t)(colon - name.bytes) : 0;
    struct gq_str text;

    if (colon && gq_algorithm_find(gq_str_slice(name, 0, length), algorithm))
        name = gq_str_slice(name, length + 1, name.length);
    if (!gq_files_read(arena, name, &text, errs))
        return false;
    if (text.length && text.bytes[text.length - 1] == '\n')
        text.length--;
    *ret_text = text;
    return true;
}

static bool
add_secret(const struct reading *reading, enum gq_algorithm algorithm, struct gq_str text,
        struct gq_errors *errs)
{
    if (algorithm == GQ_ALGORITHM_COUNT)
        algorithm = GQ_ALGORITHM_HS256;
    return gq_keyring_add_secret(reading->keyring, reading->issuer, algorithm, text, errs);
}

static bool
is_json(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++)
        if (!strchr(" \t\r\n", text.bytes[i]))
            return text.bytes[i] == '{';
    return false;
}

static bool
add_public(const struct reading *reading, enum gq_algorithm algorithm, struct gq_str text,
        struct gq_errors *errs)
{
    if (is_json(text))
        return gq_keyring_add_jwks(reading->keyring, reading->issuer, text, errs);
    return gq_keyring_add_pem(reading->keyring, reading->issuer, algorithm, text, errs);
}

/* Each file in turn; what is wrong with a key is said with the file's name. */
static bool
add_all(const struct reading *reading, const struct gq_vec *names, add_fn *add)
{
    for (uint32_t i = 0; i < names->count; i++) {
        struct gq_str name = GQ_VEC_AT(names, struct gq_str, i), text;
        enum gq_algorithm algorithm = GQ_ALGORITHM_COUNT;
        struct gq_errors faults;

        if (!gq_trust_read_file(reading->arena, name, &algorithm, &text, reading->errs))
            return false;
        gq_errors_init(&faults, reading->arena, NULL, 1);
        if (!add(reading, algorithm, text, &faults)) {
            gq_errors_add(reading->errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE, "%.*s: %.*s",
                    GQ_STR_ARG(name), GQ_STR_ARG(faults.first->message));
            return false;
        }
    }
    return true;
}

static bool
refuse(struct gq_errors *errs, const char *message)
{
    gq_errors_add(errs, GQ_E_BAD_USER_INPUT, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

static struct gq_str
or_absent(struct gq_str text)
{
    return text.length ? text : (struct gq_str){ NULL, 0 };
}

bool
gq_trust_load(struct gq_arena *arena, const struct gq_options *options,
        const struct gq_keyring **ret_keyring, struct gq_errors *errs)
{
    const struct gq_keyring_issuer issuer = { .name = or_absent(options->jwt_issuer),
        .audience = or_absent(options->jwt_audience),
        .roles_claim = or_absent(options->jwt_roles_claim) };
    struct reading reading = { .arena = arena, .errs = errs };

    *ret_keyring = NULL;
    if (options->jwt_secret_files.count + options->jwt_keys.count == 0) {
        if (issuer.name.bytes || issuer.audience.bytes || issuer.roles_claim.bytes)
            return refuse(errs, "Without --jwt-secret-file or --jwt-key no token is valid.");
        return true;
    }
    /* Else a token that the same issuer made for another service would be good here. */
    if (!options->is_dev && (!issuer.name.bytes || !issuer.audience.bytes))
        return refuse(errs, "Tokens need --jwt-issuer and --jwt-audience, except with --dev.");
    reading.keyring = gq_keyring_new(arena);
    if (!gq_keyring_add_issuer(reading.keyring, &issuer, &reading.issuer, errs)
            || !add_all(&reading, &options->jwt_secret_files, add_secret)
            || !add_all(&reading, &options->jwt_keys, add_public))
        return false;
    *ret_keyring = reading.keyring;
    return true;
}
