/*
 * cli/main.c - gqld VERB: finds the verb, reads its options, runs it inside a guard.
 *
 * Where to look:
 *
 *   verb         file          what it composes
 *   ---------    ----------    ------------------------------------------------------------
 *   serve        serve.c       engine/ behind http/, until a signal says stop
 *   check        check.c       engine/generation.h, validate/ on documents beside it
 *   print        print.c       schema/print.h of a model or of plain SDL
 *   format       format.c      language/parse.h, language/print.h
 *   validate     validate.c    schema/build.h, validate/, schema/coerce.h
 *   explain      explain.c     engine/explain.h
 *   migrate      migrate.c     store/store.h: the tables that a schema needs
 *   documents    documents.c   engine/trusted.h: manifests, with a schema beside them
 *   key          key.c         store/credentials.h: keys for programs
 *   token        token.c       auth/jwt.h, store/credentials.h: signs and denies tokens
 *
 *   options.c    the table of options: command line, environment, file, help
 *   config_file.c  the file of options
 *   files.c      documents, variables and databases that a command line names
 *   lifetime.c   how long something holds
 *   report.c     errors and answers, as lines or as JSON
 *   trust.c      the keys of tokens that a command line names
 */
#include "base/arena.h"
#include "base/guard.h"
#include "base/str.h"
#include "cli/options.h"
#include "cli/verb.h"
#include "config.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define MEMORY_BYTES_MAX ((size_t)2 << 30)

static const struct verb {
    const char *name;
    gq_verb_fn *run;
    struct gq_options_accepted accepted;
    const char *arguments, *help;
} verbs[] = {
    { "serve", gq_verb_serve,
            { GQ_OPTION_BIT(DATABASE) | GQ_OPTION_BIT(LISTEN) | GQ_OPTION_BIT(THREADS)
                            | GQ_OPTION_BIT(CONFIG) | GQ_OPTION_BIT(ADMIN) | GQ_OPTION_BIT(CORS)
                            | GQ_OPTION_BIT(CSRF) | GQ_OPTION_BIT(TRUSTED_PROXY)
                            | GQ_OPTION_BIT(PERSISTED) | GQ_OPTION_BIT(DOCUMENTS)
                            | GQ_OPTION_BIT(DEV) | GQ_OPTION_BIT(JWT_SECRET_FILE)
                            | GQ_OPTION_BIT(JWT_KEY) | GQ_OPTION_BIT(JWT_ISSUER)
                            | GQ_OPTION_BIT(JWT_AUDIENCE) | GQ_OPTION_BIT(JWT_ROLES_CLAIM)
                            | GQ_OPTION_BIT(LIMIT),
                    1, UINT16_MAX },
            "SCHEMA...", "serves the API of a schema over its database" },
    { "check", gq_verb_check, { GQ_OPTION_BIT(LIMIT) | GQ_OPTION_BIT(JSON), 1, UINT16_MAX },
            "SCHEMA... [DOCUMENT...]", "checks a schema, and documents for it, as serve would" },
    { "print", gq_verb_print,
            { GQ_OPTION_BIT(PLAIN) | GQ_OPTION_BIT(INTROSPECTION) | GQ_OPTION_BIT(LIMIT)
                            | GQ_OPTION_BIT(JSON),
                    1, UINT16_MAX },
            "SCHEMA...", "prints the API of a schema as SDL" },
    { "format", gq_verb_format, { GQ_OPTION_BIT(LIMIT) | GQ_OPTION_BIT(JSON), 1, 1 }, "FILE",
            "prints a document in canonical form, without its comments" },
    { "validate", gq_verb_validate,
            { GQ_OPTION_BIT(SCHEMA) | GQ_OPTION_BIT(VARIABLES) | GQ_OPTION_BIT(OPERATION)
                            | GQ_OPTION_BIT(LIMIT) | GQ_OPTION_BIT(JSON),
                    1, UINT16_MAX },
            "--schema SCHEMA DOCUMENT...", "checks documents by the specification's rules alone" },
    { "explain", gq_verb_explain,
            { GQ_OPTION_BIT(DATABASE) | GQ_OPTION_BIT(VARIABLES) | GQ_OPTION_BIT(OPERATION)
                            | GQ_OPTION_BIT(WRITE) | GQ_OPTION_BIT(LIMIT) | GQ_OPTION_BIT(JSON),
                    2, UINT16_MAX },
            "SCHEMA... DOCUMENT", "shows the plan and the SQL of an operation, and runs it" },
    { "migrate", gq_verb_migrate,
            { GQ_OPTION_BIT(DATABASE) | GQ_OPTION_BIT(LIMIT) | GQ_OPTION_BIT(JSON), 2, UINT16_MAX },
            "plan|apply SCHEMA...", "shows or makes the tables that a schema needs" },
    { "documents", gq_verb_documents,
            { GQ_OPTION_BIT(SCHEMA) | GQ_OPTION_BIT(LIMIT) | GQ_OPTION_BIT(JSON), 2, UINT16_MAX },
            "check|import MANIFEST...", "checks manifests of trusted documents, or joins them" },
    { "key", gq_verb_key,
            { GQ_OPTION_BIT(DATABASE) | GQ_OPTION_BIT(SUB) | GQ_OPTION_BIT(ROLE)
                            | GQ_OPTION_BIT(SCOPE) | GQ_OPTION_BIT(NAME) | GQ_OPTION_BIT(EXPIRES)
                            | GQ_OPTION_BIT(JSON),
                    1, 2 },
            "create|list|revoke [ID] --database FILE", "makes, shows and ends keys for programs" },
    { "token", gq_verb_token,
            { GQ_OPTION_BIT(DATABASE) | GQ_OPTION_BIT(JWT_ISSUER) | GQ_OPTION_BIT(JWT_AUDIENCE)
                            | GQ_OPTION_BIT(SECRET_FILE) | GQ_OPTION_BIT(KEY) | GQ_OPTION_BIT(SUB)
                            | GQ_OPTION_BIT(ROLE) | GQ_OPTION_BIT(SCOPE) | GQ_OPTION_BIT(CLAIM)
                            | GQ_OPTION_BIT(EXPIRES) | GQ_OPTION_BIT(JSON),
                    1, 3 },
            "sign | revoke jti|sub VALUE --database FILE",
            "signs a token to try things out with; denies tokens" },
};

/* One run of a verb, for the guard. */
struct run {
    const struct verb *verb;
    struct gq_arena *arena;
    int argc;
    char **argv;
    enum gq_verb_exit outcome;
};

static void
print_help(FILE *out)
{
    fputs("usage: gqld VERB [OPTION...] [ARGUMENT...]\n\n", out);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(verbs); i++)
        fprintf(out, "  %-10s %s\n", verbs[i].name, verbs[i].help);
    fputs("  version    prints the version\n"
          "\n`gqld VERB --help` says more. Every --option is also read from GQLD_OPTION.\n"
          "Exit status: 0, 1 for faults found, 2 for a wrong command line.\n",
            out);
}

static void
print_verb_help(const struct verb *verb)
{
    printf("usage: gqld %s [OPTION...] %s\n\n%s\n\n", verb->name, verb->arguments, verb->help);
    gq_options_print_help(stdout, verb->accepted.options);
}

enum gq_verb_exit
gq_verb_usage_fault(const char *sentence)
{
    fprintf(stderr, "gqld: %s\nTry `gqld --help` or `gqld VERB --help`.\n", sentence);
    return GQ_VERB_USAGE;
}

static const struct verb *
find_verb(const char *name)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(verbs); i++)
        if (strcmp(verbs[i].name, name) == 0)
            return &verbs[i];
    return NULL;
}

static void
run_verb(void *arg)
{
    struct run *run = arg;
    struct gq_options options;
    struct gq_str fault;

    if (!gq_options_parse(
                run->arena, &run->verb->accepted, run->argc, run->argv, &options, &fault)) {
        run->outcome = gq_verb_usage_fault(fault.bytes);
    } else if (options.is_help) {
        print_verb_help(run->verb);
        run->outcome = GQ_VERB_OK;
    } else {
        run->outcome = run->verb->run(run->arena, &options);
    }
}

static enum gq_verb_exit
run_guarded(const struct verb *verb, int argc, char **argv)
{
    struct run run = { verb, gq_arena_new(MEMORY_BYTES_MAX), argc, argv, GQ_VERB_FAULTS };

    if (!run.arena || gq_guard(run.arena, run_verb, &run) != GQ_GUARD_DONE) {
        fputs("gqld: There is not enough memory.\n", stderr);
        run.outcome = GQ_VERB_FAULTS;
    }
    gq_arena_free(run.arena);
    return run.outcome;
}

int
main(int argc, char **argv)
{
    const char *name = argc > 1 ? argv[1] : "";
    const struct verb *verb = find_verb(name);

    if (verb)
        return (int)run_guarded(verb, argc - 1, argv + 1);
    if (strcmp(name, "version") == 0 || strcmp(name, "--version") == 0) {
        puts(PACKAGE_STRING);
        return GQ_VERB_OK;
    }
    if (strcmp(name, "help") == 0 || strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0) {
        print_help(stdout);
        return GQ_VERB_OK;
    }
    return (int)gq_verb_usage_fault(argc > 1 ? "There is no such verb." : "A verb is missing.");
}
