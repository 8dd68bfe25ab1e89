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

static const struct gq_schema *
build_schema(struct gq_arena *arena, struct gq_sources *sources, struct gq_errors *errs)
{
    struct gq_document *document =
            parse(arena, sources, (struct gq_str){ schema_text, sizeof(schema_text) - 1 }, errs);
    const struct gq_schema *schema =
            document ? gq_schema_build(arena, &document, 1, sources, errs) : NULL;

    fuzz_require(schema != NULL);
    return schema;
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
    struct gq_sources schema_sources = { 0 }, sources = { 0 };
    struct gq_errors errs, again;
    const struct gq_schema *schema;
    struct gq_document *document;
    uint64_t steps, steps_again;

    gq_errors_init(&errs, arena, &schema_sources, 1);
    schema = build_schema(arena, &schema_sources, &errs);
    gq_errors_init(&errs, arena, &sources, 1);
    document = parse(arena, &sources, text, &errs);
    if (!document)
        return;
    validate(arena, schema, document, &sources, &errs, &steps);
    validate(arena, schema, document, &sources, &again, &steps_again);
    fuzz_require(errs.count == again.count && steps == steps_again);
}
