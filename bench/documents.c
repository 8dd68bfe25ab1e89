/*
 * bench/documents.c - parses, builds and validates documents in a folder, and says what it costs.
 *
 *     documents FOLDER
 *
 * The folder is filled by documents.mjs, which times the same. A line a case: its name, the least
 * time of all turns in microseconds, bytes of memory, the number of errors.
 */
#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "language/parse.h"
#include "schema/build.h"
#include "validate/validate.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define BUDGET     ((size_t)1 << 30)
#define ERRORS_MAX 101
#define TURNS      9

struct bench {
    struct gq_arena *arena; /* of the case; reset after each turn */
    struct gq_str text;
    const struct gq_schema *schema;
    struct gq_sources sources;
    struct gq_errors errs;
    struct gq_document *document;
};

static const struct bench_case {
    const char *name, *file;
    gq_guard_fn *run;     /* what is timed */
    gq_guard_fn *prepare; /* what is done before it; NULL: nothing */
} cases[];

static int64_t
now_ns(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
parse(void *arg)
{
    static const struct gq_parse_options options = { 0 };
    struct bench *bench = arg;
    const struct gq_source *source;

    bench->sources = (struct gq_sources){ 0 };
    gq_errors_init(&bench->errs, bench->arena, &bench->sources, ERRORS_MAX);
    source = gq_source_add(bench->arena, &bench->sources, GQ_STR("document"), bench->text);
    bench->document = gq_parse_document(bench->arena, source, &options, &bench->errs);
}

static void
build(void *arg)
{
    struct bench *bench = arg;

    parse(bench);
    if (bench->document)
        bench->schema =
                gq_schema_build(bench->arena, &bench->document, 1, &bench->sources, &bench->errs);
}

/* GitHub's SDL breaks a newer rule on deprecated fields: taken as it is where queries are validated. */
static void
build_unchecked(void *arg)
{
    struct bench *bench = arg;

    parse(bench);
    bench->schema = gq_schema_build_unchecked(
            bench->arena, &bench->document, 1, &bench->sources, &bench->errs);
}

static void
validate(void *arg)
{
    static const struct gq_validate_options options = { .suggestions = GQ_SUGGESTIONS_ON };
    struct bench *bench = arg;
    bool is_valid = gq_validate_document(
            bench->arena, bench->schema, bench->document, &options, NULL, &bench->errs);

    if (is_valid != (bench->errs.count == 0))
        abort();
}

static const struct bench_case cases[] = {
    { "parse: point lookup", "point.graphql", parse, NULL },
    { "parse: kitchen sinks", "kitchen.graphql", parse, NULL },
    { "parse: 100 kB query", "large.graphql", parse, NULL },
    { "parse: GitHub's SDL", "github.graphql", parse, NULL },
    { "parse, build and check: GitHub's SDL", "github.graphql", build, NULL },
    { "validate: point lookup", "point.graphql", validate, parse },
    { "validate: 100 kB query", "large.graphql", validate, parse },
    { "validate: 60 levels", "deep.graphql", validate, parse },
    { "validate: 100 repeats of two fields", "repeats-100.graphql", validate, parse },
    { "validate: 200 repeats of two fields", "repeats-200.graphql", validate, parse },
    { "validate: 400 repeats of two fields", "repeats-400.graphql", validate, parse },
    { "validate: 300 fragments in a chain", "chain.graphql", validate, parse },
    { "validate: 1000 unknown fields", "unknown.graphql", validate, parse },
};

static void
run(struct bench *bench, gq_guard_fn *fn)
{
    if (gq_guard(bench->arena, fn, bench) != GQ_GUARD_DONE)
        abort();
}

static struct gq_str
read_text(struct gq_arena *arena, const char *folder, const char *name)
{
    struct gq_str path = gq_arena_printf(arena, "%s/%s", folder, name);
    FILE *file = fopen(path.bytes, "rb");
    char *bytes = gq_arena_alloc(arena, (size_t)4 * 1024 * 1024);
    size_t length;

    if (!file) {
        perror(path.bytes);
        exit(1);
    }
    length = fread(bytes, 1, (size_t)4 * 1024 * 1024, file);
    fclose(file);
    return (struct gq_str){ bytes, length };
}

static void
measure(const struct bench_case *c, struct bench *bench)
{
    int64_t least_ns = INT64_MAX;
    size_t bytes = 0;

    for (int turn = 0; turn < TURNS; turn++) {
        size_t before;
        int64_t start;

        gq_arena_reset(bench->arena);
        if (c->prepare)
            run(bench, c->prepare);
        before = gq_arena_used_bytes(bench->arena);
        start = now_ns();
        run(bench, c->run);
        if (now_ns() - start < least_ns)
            least_ns = now_ns() - start;
        bytes = gq_arena_used_bytes(bench->arena) - before;
    }
    printf("%s\t%.1f\t%zu\t%u\n", c->name, (double)least_ns / 1000, bytes, bench->errs.count);
}

int
main(int argc, char **argv)
{
    struct gq_arena *texts = gq_arena_new(BUDGET);
    struct bench schema = { .arena = gq_arena_new(BUDGET) };

    if (argc != 2 || !texts || !schema.arena) {
        fputs("usage: documents FOLDER\n", stderr);
        return 2;
    }
    schema.text = read_text(texts, argv[1], "github.graphql");
    run(&schema, build_unchecked);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(cases); i++) {
        struct bench bench = { .arena = gq_arena_new(BUDGET), .schema = schema.schema };

        bench.text = read_text(texts, argv[1], cases[i].file);
        measure(&cases[i], &bench);
        gq_arena_free(bench.arena);
    }
    gq_arena_free(schema.arena);
    gq_arena_free(texts);
    return 0;
}
