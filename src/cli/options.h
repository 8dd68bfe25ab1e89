/*
 * cli/options.h - command line, environment and file to one struct of settings.
 *
 * In:       a verb's set of options, its arguments, the environment, an INI file.
 * Out:      settings; or what is wrong with them, in words.
 * Not here: what the settings do (one file per verb).
 *
 * Every option is `--name`, `GQLD_NAME` and the key `name` of the file that --config names. The
 * command line wins over the environment, and that over the file.
 */
#ifndef GQ_CLI_OPTIONS_H
#define GQ_CLI_OPTIONS_H

#include "base/attribute.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct gq_arena;

/* A bit in a verb's set. The order is that of the help text. */
enum gq_option {
    GQ_OPTION_SCHEMA,
    GQ_OPTION_DATABASE,
    GQ_OPTION_LISTEN,
    GQ_OPTION_THREADS,
    GQ_OPTION_CONFIG,
    GQ_OPTION_ADMIN,
    GQ_OPTION_CORS,
    GQ_OPTION_CSRF,
    GQ_OPTION_TRUSTED_PROXY,
    GQ_OPTION_PERSISTED,
    GQ_OPTION_DOCUMENTS,
    GQ_OPTION_DEV,
    GQ_OPTION_VARIABLES,
    GQ_OPTION_OPERATION,
    GQ_OPTION_WRITE,
    GQ_OPTION_PLAIN,
    GQ_OPTION_INTROSPECTION,
    GQ_OPTION_JWT_SECRET_FILE,
    GQ_OPTION_JWT_KEY,
    GQ_OPTION_JWT_ISSUER,
    GQ_OPTION_JWT_AUDIENCE,
    GQ_OPTION_JWT_ROLES_CLAIM,
    GQ_OPTION_SECRET_FILE,
    GQ_OPTION_KEY,
    GQ_OPTION_SUB,
    GQ_OPTION_ROLE,
    GQ_OPTION_SCOPE,
    GQ_OPTION_CLAIM,
    GQ_OPTION_NAME,
    GQ_OPTION_EXPIRES,
    GQ_OPTION_LIMIT,
    GQ_OPTION_JSON,
    GQ_OPTION_HELP,
    GQ_OPTION_COUNT
};

#define GQ_OPTION_BIT(name) (UINT64_C(1) << GQ_OPTION_##name)

/* Texts are NUL-terminated and borrowed from the process; bytes == NULL: not given. */
struct gq_options {
    struct gq_vec schemas, documents, cors, proxies; /* of struct gq_str */
    struct gq_str database, listen, variables, operation, config, admin;
    struct gq_vec jwt_secret_files, jwt_keys; /* of struct gq_str: FILE or ALG:FILE */
    struct gq_str jwt_issuer, jwt_audience, jwt_roles_claim;
    struct gq_str secret_file, key, subject, name, expires;
    struct gq_vec roles, scopes, claims; /* of struct gq_str; claims are NAME=VALUE */
    uint32_t threads;                    /* 0: not given */
    uint32_t persisted, csrf; /* choices: 0 not given, else the place in the list of them, from 1 */
    bool is_dev, is_json, is_plain, is_introspection, is_write, is_help;
    struct gq_limits limits;
    uint64_t limits_given; /* bit of enum gq_limit: set by the user */
    struct gq_str *arguments;
    uint32_t argument_count;
};

/* What a verb takes. */
struct gq_options_accepted {
    uint64_t options; /* GQ_OPTION_BIT of each */
    uint32_t arguments_min, arguments_max;
};

/*
 * Reads `argv`, whose first item is the verb. Lives in `arena`.
 * False with `*ret_fault`, one sentence in `arena`, when they are not what the verb accepts.
 */
GQ_MUST_CHECK bool gq_options_parse(struct gq_arena *arena,
        const struct gq_options_accepted *accepted, int argc, char **argv,
        struct gq_options *ret_options, struct gq_str *ret_fault);

/* The limit if the user gave it, else `otherwise`: for verbs that bound nothing by themselves. */
int64_t gq_options_limit_given(
        const struct gq_options *options, enum gq_limit limit, int64_t otherwise);

/* A limit for a stage that counts in 32 bits. */
static inline uint32_t
gq_options_u32(int64_t limit)
{
    return limit > UINT32_MAX ? UINT32_MAX : (uint32_t)limit;
}

/* One line for each option of the set. */
void gq_options_print_help(FILE *out, uint64_t options);

#endif
