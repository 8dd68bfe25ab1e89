/* cli/options.c - one table of options, read by getopt_long, environment, file and help. */
#include "cli/options.h"

#include "base/arena.h"
#include "cli/config_file.h"

#include <assert.h>
#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* struct gq_str */
    OPTION_TEXTS,  /* struct gq_vec, one item each time */
    OPTION_NUMBER, /* uint32_t, from 1 */
    OPTION_CHOICE, /* uint32_t: which of the texts that `value` lists */
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
    [GQ_OPTION_LISTEN] = { "listen", "ADDRESS", OPTION_TEXT, offsetof(struct gq_options, listen),
            "HOST:PORT or unix:PATH (127.0.0.1:4000)" },
    [GQ_OPTION_THREADS] = { "threads", "N", OPTION_NUMBER, offsetof(struct gq_options, threads),
            "loops that serve requests (one for each core)" },
    [GQ_OPTION_CONFIG] = { "config", "FILE", OPTION_TEXT, offsetof(struct gq_options, config),
            "an INI file: `name = value` for each option" },
    [GQ_OPTION_ADMIN] = { "admin", "ADDRESS", OPTION_TEXT, offsetof(struct gq_options, admin),
            "metrics and state: a loopback HOST:PORT, or the path of a socket" },
    [GQ_OPTION_CORS] = { "cors", "ORIGIN", OPTION_TEXTS, offsetof(struct gq_options, cors),
            "an origin whose pages may read answers, or *; may be repeated" },
    [GQ_OPTION_CSRF] = { "csrf", "simple|strict", OPTION_CHOICE, offsetof(struct gq_options, csrf),
            "strict: a GET needs the header field GraphQL-Require-Preflight" },
    [GQ_OPTION_TRUSTED_PROXY] = { "trusted-proxy", "ADDRESS", OPTION_TEXTS,
            offsetof(struct gq_options, proxies),
            "a proxy, or network of them, whose X-Forwarded-For is believed; may be repeated" },
    [GQ_OPTION_PERSISTED] = { "persisted", "off|apq|trusted", OPTION_CHOICE,
            offsetof(struct gq_options, persisted),
            "documents by hash: none, those that clients register (apq), or --documents alone" },
    [GQ_OPTION_DOCUMENTS] = { "documents", "MANIFEST", OPTION_TEXTS,
            offsetof(struct gq_options, documents),
            "a manifest of trusted documents; may be repeated" },
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
    uint64_t options_set; /* by the source that is read now: command line, environment or file */
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
set_choice(struct parse *parse, const struct option_row *row, struct gq_str value)
{
    struct gq_str rest = gq_str_of(row->value);

    for (uint32_t place = 1; rest.length; place++) {
        const char *bar = memchr(rest.bytes, '|', rest.length);
        size_t length = bar ? (size_t)(bar - rest.bytes) : rest.length;

        if (gq_str_equal(gq_str_slice(rest, 0, length), value)) {
            *(uint32_t *)(void *)((char *)parse->options + row->offset) = place;
            return true;
        }
        rest = gq_str_slice(rest, length + 1, rest.length);
    }
    parse->fault = gq_arena_printf(parse->arena, "--%s is one of %s, not \"%.*s\".", row->name,
            row->value, GQ_STR_ARG(value));
    return false;
}

/* What one source says replaces what the ones before said; within one, items add up. */
static void
add_text(struct parse *parse, const struct option_row *row, struct gq_str value)
{
    struct gq_vec *vec = (struct gq_vec *)(void *)((char *)parse->options + row->offset);
    uint64_t bit = UINT64_C(1) << (row - option_rows);

    if (!(parse->options_set & bit))
        vec->count = 0;
    parse->options_set |= bit;
    *GQ_VEC_PUSH(parse->arena, vec, struct gq_str) = value;
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
        add_text(parse, row, value);
        return true;
    case OPTION_NUMBER:
        return set_number(parse, row, value);
    case OPTION_CHOICE:
        return set_choice(parse, row, value);
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

/* A flag is on for 1 and true, off for 0 and false. `name` is what the user calls it there. */
static bool
set_from_text(
        struct parse *parse, const struct option_row *row, const char *name, struct gq_str value)
{
    bool *flag = (bool *)(void *)((char *)parse->options + row->offset);

    if (row->kind != OPTION_FLAG)
        return set_option(parse, row, value);
    if (gq_str_is(value, "1") || gq_str_is(value, "true")) {
        *flag = true;
        return true;
    }
    *flag = false;
    if (gq_str_is(value, "0") || gq_str_is(value, "false"))
        return true;
    parse->fault = gq_arena_printf(
            parse->arena, "%s is true or false, not \"%.*s\".", name, GQ_STR_ARG(value));
    return false;
}

/* An empty variable is as none. */
static bool
set_from_environment(struct parse *parse, const struct option_row *row)
{
    const char *variable = variable_name(parse->arena, "GQLD_", row->name);
    const char *set = getenv(variable);

    return !set || !set[0] || set_from_text(parse, row, variable, gq_str_of(set));
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
read_environment(struct parse *parse, uint64_t accepted)
{
    parse->options_set = 0;
    for (unsigned i = 0; i < GQ_OPTION_HELP; i++) {
        if (!(accepted & (UINT64_C(1) << i)))
            continue;
        if (i == GQ_OPTION_LIMIT ? !read_limits_from_environment(parse)
                                 : !set_from_environment(parse, &option_rows[i]))
            return false;
    }
    return true;
}

/* The verb's options as getopt_long has them; `val` is 1 + the option. */
static struct option *
long_options(struct gq_arena *arena, uint64_t accepted)
{
    struct option *list = gq_arena_array_of(arena, struct option, GQ_OPTION_COUNT + 1);
    unsigned count = 0;

    for (unsigned i = 0; i < GQ_OPTION_COUNT; i++)
        if (accepted & (UINT64_C(1) << i))
            list[count++] = (struct option){ option_rows[i].name,
                option_rows[i].value ? required_argument : no_argument, NULL, (int)i + 1 };
    return list;
}

static bool
read_command_line(struct parse *parse, uint64_t accepted, int argc, char **argv)
{
    const struct option *list = long_options(parse->arena, accepted);
    int found;

    parse->options_set = 0;
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
        if (!set_option(parse, &option_rows[found - 1], gq_str_of(optarg ? optarg : "")))
            return false;
    }
    return true;
}

/* The file's name comes from the command line or from the environment; its content counts least. */
static struct gq_str
find_config(struct gq_arena *arena, uint64_t accepted, int argc, char **argv)
{
    const struct option *list = long_options(arena, accepted);
    const char *path = getenv("GQLD_CONFIG");
    int found;

    opterr = 0;
    optind = 1;
    while ((found = getopt_long(argc, argv, ":h", list, NULL)) != -1) {
        if (found == GQ_OPTION_CONFIG + 1)
            path = optarg;
    }
    return gq_str_of(path ? path : "");
}

static bool
set_from_config(struct parse *parse, uint64_t accepted, const struct gq_config_entry *entry)
{
    if (gq_str_is(entry->section, "limits"))
        return set_limit(parse, entry->name, entry->value);
    for (unsigned i = 0; i < GQ_OPTION_HELP && entry->section.length == 0; i++) {
        const struct option_row *row = &option_rows[i];

        if ((accepted & (UINT64_C(1) << i)) && i != GQ_OPTION_CONFIG
                && gq_str_is(entry->name, row->name))
            return set_from_text(parse, row, row->name, entry->value);
    }
    parse->fault = gq_arena_printf(parse->arena, "There is no \"%.*s\"%s%.*s.",
            GQ_STR_ARG(entry->name), entry->section.length ? " in section " : " in configurations",
            GQ_STR_ARG(entry->section));
    return false;
}

static bool
read_config(struct parse *parse, uint64_t accepted, int argc, char **argv)
{
    struct gq_str path = { NULL, 0 };
    struct gq_config_entry *entries;
    uint32_t count;

    if (accepted & GQ_OPTION_BIT(CONFIG))
        path = find_config(parse->arena, accepted, argc, argv);
    if (path.length == 0)
        return true;
    if (!gq_config_file_read(parse->arena, path, &entries, &count, &parse->fault))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        if (!set_from_config(parse, accepted, &entries[i])) {
            parse->fault = gq_arena_printf(parse->arena, "%s: %s", path.bytes, parse->fault.bytes);
            return false;
        }
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
    uint64_t set = accepted->options | GQ_OPTION_BIT(HELP);

    assert(argc > 0 && argv[argc] == NULL);
    assert(accepted->arguments_min <= accepted->arguments_max);
    gq_limits_init(&options->limits);
    if (!read_config(&parse, set, argc, argv) || !read_environment(&parse, set)
            || !read_command_line(&parse, set, argc, argv)
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
gq_options_print_help(FILE *out, uint64_t options)
{
    for (unsigned i = 0; i < GQ_OPTION_COUNT; i++) {
        const struct option_row *row = &option_rows[i];
        char left[48];

        if (!((options | GQ_OPTION_BIT(HELP)) & (UINT64_C(1) << i)))
            continue;
        snprintf(left, sizeof(left), "--%s %s", row->name, row->value ? row->value : "");
        fprintf(out, "  %-28s %s\n", left, row->help);
    }
}
