/* tests/fuzz/validate_fuzz.c - what is parsed is judged: within its bounds, twice the same. */
#include "base/error.h"
#include "fuzz.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/build.h"
#include "validate/validate.h"

#define ERRORS_MAX 20
#define STEPS_MAX  200000

static const char schema_text[] =
        "interface N { id: ID!, n(s: E): String }\n"
        "type A implements N { id: ID!, n(s: E): String, b: [B!]!, a(i: I, o: O): A, f: Float }\n"
        "type B implements N { id: ID!, n(s: E = X): String, a: A!, x: [[Int!]], u: U }\n"
        "union U = A | B\n"
        "enum E { X Y }\n"
        "scalar D\n"
        "input I { a: Int! = 1, i: [I!], s: String, d: D, o: O }\n"
        "input O @oneOf { a: Int, b: ID }\n"
        "type Query { a(i: I, o: O!, l: [[Int!]!]): A, n(id: ID!): N, u: [U] }\n"
        "type Mutation { a(i: I!): A }\n"
        "type Subscription { a: A, b: B }\n"
        "directive @d(i: I!, e: E) on FIELD | QUERY | VARIABLE_DEFINITION\n"
        "directive @r(a: [Int]) repeatable on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT\n";

static struct gq_document *
parse(struct gq_arena *arena, struct gq_sources *sources, struct gq_str text,
        struct gq_errors *errs)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source = gq_source_add(arena, sources, GQ_STR("fuzz"), text);

    return gq_parse_document(arena, source, &options, errs);
}

struct schema_job {
    struct gq_arena *arena;
    struct gq_sources sources;
    const struct gq_schema *schema;
};

static void
build_schema(void *arg)
{
    struct schema_job *job = arg;
    struct gq_str text = { schema_text, sizeof(schema_text) - 1 };
    struct gq_document *document;
    struct gq_errors errs;

    gq_errors_init(&errs, job->arena, &job->sources, 1);
    document = parse(job->arena, &job->sources, text, &errs);
    fuzz_require(document != NULL);
    job->schema = gq_schema_build(job->arena, &document, 1, &job->sources, &errs);
    fuzz_require(job->schema != NULL);
}

/* Built once and kept: validation changes nothing of it. */
static const struct gq_schema *
find_schema(void)
{
    static struct schema_job job;

    if (!job.schema) {
        job.arena = gq_arena_new(FUZZ_ARENA_BUDGET);
        fuzz_require(job.arena && gq_guard(job.arena, build_schema, &job) == GQ_GUARD_DONE);
    }
    return job.schema;
}

/* Errors within the bound, each with a message, all places in the text. */
static void
validate(struct gq_arena *arena, const struct gq_schema *schema, const struct gq_document *document,
        const struct gq_sources *sources, struct gq_errors *errs, uint64_t *ret_steps)
{
    static const struct gq_validate_options options = {
        .suggestions = GQ_SUGGESTIONS_ON,
        .steps_max = STEPS_MAX,
    };
    bool is_valid;

    gq_errors_init(errs, arena, sources, ERRORS_MAX);
    is_valid = gq_validate_document(arena, schema, document, &options, ret_steps, errs);
    fuzz_require(is_valid == (errs->count == 0));
    fuzz_require(errs->count <= ERRORS_MAX);
    for (const struct gq_error *error = errs->first; error; error = error->next) {
        fuzz_require(error->message.length > 0);
        for (uint32_t i = 0; i < error->location_count; i++)
            fuzz_require(error->locations[i].line > 0 && error->locations[i].column > 0);
    }
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    const struct gq_schema *schema = find_schema();
    struct gq_sources sources = { 0 };
    struct gq_errors errs, again;
    struct gq_document *document;
    uint64_t steps, steps_again;

    gq_errors_init(&errs, arena, &sources, 1);
    document = parse(arena, &sources, text, &errs);
    if (!document)
        return;
    validate(arena, schema, document, &sources, &errs, &steps);
    validate(arena, schema, document, &sources, &again, &steps_again);
    fuzz_require(errs.count == again.count && steps == steps_again);
}
