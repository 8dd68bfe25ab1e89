/* cli/options.c - one table of options, read by getopt_long, the environment and the help. */
#include "cli/options.h"

#include "base/arena.h"

#include <assert.h>
#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* struct gq_str */
    OPTION_TEXTS,  /* struct gq_vec, one item each time */
    OPTION_NUMBER, /* uint32_t, from 1 */
    OPTION_LIMIT,  /* NAME=VALUE */
};

static const struct option_row {
    const char *name, *value; /* value NULL: a flag */
    enum option_kind kind;
    size_t offset; /* in struct gq_options */
    const char *help;
} option_rows[GQ_OPTION_COUNT] = {
    [GQ_OPTION_SCHEMA] = { "schema", "SCHEMA", OPTION_TEXTS, offsetof(struct gq_options, schemas),
            "a schema file, or a directory of them; may be repeated" },
    [GQ_OPTION_DATABASE] = { "database", "FILE", OPTION_TEXT, offsetof(struct gq_options, database),
            "the SQLite database" },
    [GQ_OPTION_LISTEN] = { "listen", "HOST:PORT", OPTION_TEXT, offsetof(struct gq_options, listen),
            "the address to serve (127.0.0.1:4000)" },
    [GQ_OPTION_THREADS] = { "threads", "N", OPTION_NUMBER, offsetof(struct gq_options, threads),
            "loops that serve requests (one for each core)" },
    [GQ_OPTION_DEV] = { "dev", NULL, OPTION_FLAG, offsetof(struct gq_options, is_dev),
            "for development: introspection and details for everyone" },
    [GQ_OPTION_VARIABLES] = { "variables", "JSON", OPTION_TEXT,
            offsetof(struct gq_options, variables), "the variables, a JSON object" },
    [GQ_OPTION_OPERATION] = { "operation", "NAME", OPTION_TEXT,
            offsetof(struct gq_options, operation), "which operation of the document" },
    [GQ_OPTION_WRITE] = { "write", NULL, OPTION_FLAG, offsetof(struct gq_options, is_write),
            "lets a mutation really write" },
    [GQ_OPTION_PLAIN] = { "plain", NULL, OPTION_FLAG, offsetof(struct gq_options, is_plain),
            "any SDL as it stands, without a model" },
    [GQ_OPTION_INTROSPECTION] = { "introspection", NULL, OPTION_FLAG,
            offsetof(struct gq_options, is_introspection),
            "the answer to the full introspection query" },
    [GQ_OPTION_JWT_SECRET_FILE] = { "jwt-secret-file", "[ALG:]FILE", OPTION_TEXTS,
            offsetof(struct gq_options, jwt_secret_files),
            "a secret that tokens are signed with (HS256); may be repeated" },
    [GQ_OPTION_JWT_KEY] = { "jwt-key", "[ALG:]FILE", OPTION_TEXTS,
            offsetof(struct gq_options, jwt_keys),
            "a public key in PEM form, or a JWK set; may be repeated" },
    [GQ_OPTION_JWT_ISSUER] = { "jwt-issuer", "ISS", OPTION_TEXT,
            offsetof(struct gq_options, jwt_issuer), "what tokens have as `iss`" },
    [GQ_OPTION_JWT_AUDIENCE] = { "jwt-audience", "AUD", OPTION_TEXT,
            offsetof(struct gq_options, jwt_audience), "what tokens have in `aud`" },
    [GQ_OPTION_JWT_ROLES_CLAIM] = { "jwt-roles-claim", "PATH", OPTION_TEXT,
            offsetof(struct gq_options, jwt_roles_claim), "where tokens have the roles (role)" },
    [GQ_OPTION_SECRET_FILE] = { "secret-file", "[ALG:]FILE", OPTION_TEXT,
            offsetof(struct gq_options, secret_file), "the secret to sign with (HS256)" },
    [GQ_OPTION_KEY] = { "key", "[ALG:]FILE", OPTION_TEXT, offsetof(struct gq_options, key),
            "the private key to sign with, in PEM form" },
    [GQ_OPTION_SUB] = { "sub", "SUBJECT", OPTION_TEXT, offsetof(struct gq_options, subject),
            "whom it is for" },
    [GQ_OPTION_ROLE] = { "role", "ROLE", OPTION_TEXTS, offsetof(struct gq_options, roles),
            "a role; may be repeated" },
    [GQ_OPTION_SCOPE] = { "scope", "SCOPE", OPTION_TEXTS, offsetof(struct gq_options, scopes),
            "a scope; may be repeated" },
    [GQ_OPTION_CLAIM] = { "claim", "NAME=VALUE", OPTION_TEXTS, offsetof(struct gq_options, claims),
            "a claim, JSON or else a string; may be repeated" },
    [GQ_OPTION_NAME] = { "name", "NAME", OPTION_TEXT, offsetof(struct gq_options, name),
            "what it is for, for people" },
    [GQ_OPTION_EXPIRES] = { "expires", "TIME", OPTION_TEXT, offsetof(struct gq_options, expires),
            "how long it holds: 90s, 15m, 24h, 30d" },
    [GQ_OPTION_LIMIT] = { "limit", "NAME=VALUE", OPTION_LIMIT, 0, "sets a limit; may be repeated" },
    [GQ_OPTION_JSON] = { "json", NULL, OPTION_FLAG, offsetof(struct gq_options, is_json),
            "the outcome as JSON on standard output" },
    [GQ_OPTION_HELP] = { "help", NULL, OPTION_FLAG, offsetof(struct gq_options, is_help),
            "this text" },
};

_Static_assert(GQ_LIMIT_COUNT <= 64, "limits_given has a bit for each limit");

/* One parse: what is filled, and the sentence about the first fault. */
struct parse {
    struct gq_arena *arena;
    struct gq_options *options;
    struct gq_str fault;
};

static bool
set_limit(struct parse *parse, struct gq_str name, struct gq_str value)
{
    enum gq_limit limit;
    uint64_t number;

    if (!gq_limits_find(name, &limit)) {
        parse->fault =
                gq_arena_printf(parse->arena, "There is no limit \"%.*s\".", GQ_STR_ARG(name));
        return false;
    }
    /* Nothing is a limit of 0: several stages take that for unbounded. */
    if (!gq_str_parse_u64(value, INT64_MAX, &number) || number == 0) {
        parse->fault = gq_arena_printf(parse->arena,
                "The limit \"%.*s\" is a whole number from 1, not \"%.*s\".", GQ_STR_ARG(name),
                GQ_STR_ARG(value));
        return false;
    }
    parse->options->limits.values[limit] = (int64_t)number;
    parse->options->limits_given |= UINT64_C(1) << limit;
    return true;
}

static bool
set_named_limit(struct parse *parse, struct gq_str text)
{
    const char *equals = memchr(text.bytes, '=', text.length);
    size_t name_length;

    if (!equals) {
        parse->fault = gq_arena_printf(
                parse->arena, "--limit takes NAME=VALUE, not \"%.*s\".", GQ_STR_ARG(text));
        return false;
    }
    name_length = (size_t)(equals - text.bytes);
    return set_limit(parse, gq_str_slice(text, 0, name_length),
            gq_str_slice(text, name_length + 1, text.length));
}

static bool
set_number(struct parse *parse, const struct option_row *row, struct gq_str value)
{
    uint64_t number;

    if (!gq_str_parse_u64(value, UINT16_MAX, &number) || number == 0) {
        parse->fault =
                gq_arena_printf(parse->arena, "--%s is a whole number from 1 to %d, not \"%.*s\".",
                        row->name, UINT16_MAX, GQ_STR_ARG(value));
        return false;
    }
    *(uint32_t *)(void *)((char *)parse->options + row->offset) = (uint32_t)number;
    return true;
}

static bool
set_option(struct parse *parse, const struct option_row *row, struct gq_str value)
{
    void *member = (char *)parse->options + row->offset;

    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)member = true;
        return true;
    case OPTION_TEXT:
        *(struct gq_str *)member = value;
        return true;
    case OPTION_TEXTS:
        *GQ_VEC_PUSH(parse->arena, member, struct gq_str) = value;
        return true;
    case OPTION_NUMBER:
        return set_number(parse, row, value);
    case OPTION_LIMIT:
        return set_named_limit(parse, value);
    }
    assert(!"a kind of the enum");
    return false;
}

/* `GQLD_` and the name in capitals, minus as underscore. */
static const char *
variable_name(struct gq_arena *arena, const char *prefix, const char *name)
{
    struct gq_str text = gq_arena_printf(arena, "%s%s", prefix, name);
    char *upper = gq_arena_alloc(arena, text.length + 1);

    for (size_t i = 0; i <= text.length; i++)
        upper[i] = text.bytes[i] == '-' ? '_' : (char)toupper((unsigned char)text.bytes[i]);
    return upper;
}

/* A flag is on for 1 and true, off for 0 and false; an empty variable is as none. */
static bool
set_from_environment(struct parse *parse, const struct option_row *row)
{
    const char *variable = variable_name(parse->arena, "GQLD_", row->name);
    const char *set = getenv(variable);
    struct gq_str value = gq_str_of(set ? set : "");

    if (value.length == 0)
        return true;
    if (row->kind != OPTION_FLAG || gq_str_is(value, "1") || gq_str_is(value, "true"))
        return set_option(parse, row, value);
    if (gq_str_is(value, "0") || gq_str_is(value, "false"))
        return true;
    parse->fault = gq_arena_printf(
            parse->arena, "%s is true or false, not \"%.*s\".", variable, GQ_STR_ARG(value));
    return false;
}

static bool
read_limits_from_environment(struct parse *parse)
{
    for (unsigned i = 0; i < GQ_LIMIT_COUNT; i++) {
        struct gq_str name = gq_limits_info((enum gq_limit)i)->name;
        const char *value = getenv(variable_name(parse->arena, "GQLD_LIMIT_", name.bytes));

        if (value && value[0] && !set_limit(parse, name, gq_str_of(value)))
            return false;
    }
    return true;
}

/* Help is asked for on the command line alone. */
static bool
read_environment(struct parse *parse, uint32_t accepted)
{
    for (unsigned i = 0; i < GQ_OPTION_HELP; i++) {
        if (!(accepted & (1u << i)))
            continue;
        if (i == GQ_OPTION_LIMIT ? !read_limits_from_environment(parse)
                                 : !set_from_environment(parse, &option_rows[i]))
            return false;
    }
    return true;
}

/* The verb's options as getopt_long has them; `val` is 1 + the option. */
static struct option *
long_options(struct gq_arena *arena, uint32_t accepted)
{
    struct option *list = gq_arena_array_of(arena, struct option, GQ_OPTION_COUNT + 1);
    unsigned count = 0;

    for (unsigned i = 0; i < GQ_OPTION_COUNT; i++)
        if (accepted & (1u << i))
            list[count++] = (struct option){ option_rows[i].name,
                option_rows[i].value ? required_argument : no_argument, NULL, (int)i + 1 };
    return list;
}

static bool
read_command_line(struct parse *parse, uint32_t accepted, int argc, char **argv)
{
    const struct option *list = long_options(parse->arena, accepted);
    uint32_t command_line_schemas = 0;
    int found;

    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":h", list, NULL)) != -1) {
        if (found == 'h')
            found = GQ_OPTION_HELP + 1;
        if (found == ':' || found == '?') {
            parse->fault = gq_arena_printf(parse->arena,
                    found == ':' ? "%s needs a value." : "%s is not an option of this verb.",
                    argv[optind - 1]);
            return false;
        }
        /* What the command line says replaces what the environment said. */
        if (found == GQ_OPTION_SCHEMA + 1 && command_line_schemas++ == 0)
            parse->options->schemas.count = 0;
        if (!set_option(parse, &option_rows[found - 1], gq_str_of(optarg ? optarg : "")))
            return false;
    }
    return true;
}

static bool
read_arguments(
        struct parse *parse, const struct gq_options_accepted *accepted, int argc, char **argv)
{
    struct gq_options *options = parse->options;

    options->argument_count = (uint32_t)(argc - optind);
    options->arguments = gq_arena_array_of(parse->arena, struct gq_str, options->argument_count);
    for (uint32_t i = 0; i < options->argument_count; i++)
        options->arguments[i] = gq_str_of(argv[(uint32_t)optind + i]);
    if (options->argument_count < accepted->arguments_min) {
        parse->fault = GQ_STR("An argument is missing.");
        return false;
    }
    if (options->argument_count > accepted->arguments_max) {
        parse->fault = gq_arena_printf(parse->arena, "There is an argument too many: \"%s\".",
                options->arguments[accepted->arguments_max].bytes);
        return false;
    }
    return true;
}

bool
gq_options_parse(struct gq_arena *arena, const struct gq_options_accepted *accepted, int argc,
        char **argv, struct gq_options *ret_options, struct gq_str *ret_fault)
{
    struct gq_options *options = gq_arena_new_of(arena, struct gq_options);
    struct parse parse = { .arena = arena, .options = options };
    uint32_t set = accepted->options | GQ_OPTION_BIT(HELP);

    assert(argc > 0 && argv[argc] == NULL);
    assert(accepted->arguments_min <= accepted->arguments_max);
    gq_limits_init(&options->limits);
    if (!read_environment(&parse, set) || !read_command_line(&parse, set, argc, argv)
            || (!options->is_help && !read_arguments(&parse, accepted, argc, argv))) {
        *ret_fault = parse.fault;
        return false;
    }
    *ret_options = *options;
    return true;
}

int64_t
gq_options_limit_given(const struct gq_options *options, enum gq_limit limit, int64_t otherwise)
{
    if (options->limits_given & (UINT64_C(1) << limit))
        return gq_limits_get(&options->limits, limit);
    return otherwise;
}

void
gq_options_print_help(FILE *out, uint32_t options)
{
    for (unsigned i = 0; i < GQ_OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        char left[48];

        if (!((options | GQ_OPTION_BIT(HELP)) & (1u << i)))
            continue;
        snprintf(left, sizeof(left), "--%s %s", row->name, row->value ? row->value : "");
        fprintf(out, "  %-28s %s\n", left, row->help);
    }
}
