/* tests/unit/validate/trial.c - builds the schema anew for each trial: nothing is shared. */
#include "trial.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/build.h"
#include "unit.h"

#define ARENA_BUDGET ((size_t)1 << 30)
#define TEXT_MAX     ((size_t)1 << 24)
#define ENOUGH       1000

/* clang-format off */
static const char default_schema[] =
    "interface Node { id: ID! }\n"
    "interface Named { name(style: Style): String }\n"
    "type Author implements Node & Named {\n"
    "  id: ID!\n"
    "  name(style: Style): String\n"
    "  posts(first: Int = 10, where: PostFilter, ids: [ID!]): [Post!]!\n"
    "  rank: Int\n"
    "  owner: Author\n"
    "}\n"
    "type Post implements Node {\n"
    "  id: ID!\n"
    "  title: String!\n"
    "  body(length: Int!): String\n"
    "  author: Author!\n"
    "  rank: Float\n"
    "  owner: Post\n"
    "  tags: [String]\n"
    "}\n"
    "type Robot implements Named { name(style: Style): String, model: Model }\n"
    "type Model { code: String! }\n"
    "union Found = Author | Post\n"
    "enum Style { SHORT LONG FULL }\n"
    "scalar Moment\n"
    "input PostFilter { title: String, minimum: Int! = 0, author: AuthorFilter, any: [PostFilter!], at: Moment }\n"
    "input AuthorFilter { name: String!, style: Style }\n"
    "input Key @oneOf { id: ID, title: String }\n"
    "type Query {\n"
    "  node(id: ID!): Node\n"
    "  named: Named\n"
    "  find(text: String, flag: Boolean, score: Float): [Found!]\n"
    "  author(key: Key): Author\n"
    "  post(key: Key!): Post\n"
    "  posts(first: Int, where: PostFilter, keys: [Key!]): [Post!]\n"
    "  matrix(rows: [[Int!]]): Int\n"
    "}\n"
    "type Mutation { publish(id: ID!, at: Moment): Post, remove(id: ID!): Boolean }\n"
    "type Subscription { published: Post, removed(id: ID): ID }\n"
    "directive @log(level: Int!, note: String) on FIELD | QUERY\n"
    "directive @tag(text: String) repeatable on FIELD | FRAGMENT_SPREAD | VARIABLE_DEFINITION\n";
/* clang-format on */

struct trial {
    struct gq_arena *arena;
    struct gq_str document;
    const struct trial_options *options;
    struct gq_buf text;
    struct trial_outcome outcome;
};

static struct gq_document *
parse(struct trial *trial, struct gq_sources *sources, struct gq_str text, struct gq_errors *errs)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source = gq_source_add(trial->arena, sources, GQ_STR("trial"), text);

    return gq_parse_document(trial->arena, source, &options, errs);
}

static const struct gq_schema *
build_schema(struct trial *trial, struct gq_sources *sources, struct gq_errors *errs)
{
    const char *text = trial->options->schema ? trial->options->schema : default_schema;
    struct gq_document *document = parse(trial, sources, gq_str_of(text), errs);

    return document ? gq_schema_build(trial->arena, &document, 1, sources, errs) : NULL;
}

static void
write_error(struct gq_buf *out, const struct gq_error *error)
{
    gq_buf_str(out, error->message);
    for (uint32_t i = 0; i < error->location_count; i++)
        gq_buf_printf(out, " @%u:%u", error->locations[i].line, error->locations[i].column);
    gq_buf_char(out, '\n');
}

static void
run(void *arg)
{
    struct trial *trial = arg;
    struct gq_sources schema_sources = { 0 }, sources = { 0 };
    struct gq_errors schema_errs, errs;
    const struct gq_schema *schema;
    struct gq_document *document;
    bool is_valid;

    gq_errors_init(&schema_errs, trial->arena, &schema_sources, 1);
    gq_errors_init(&errs, trial->arena, &sources,
            trial->options->errors_max ? trial->options->errors_max : ENOUGH);
    schema = build_schema(trial, &schema_sources, &schema_errs);
    assert_non_null(schema);
    document = parse(trial, &sources, trial->document, &errs);
    assert_non_null(document);
    is_valid = gq_validate_document(trial->arena, schema, document, &trial->options->validation,
            &trial->outcome.steps, &errs);
    assert_int_equal(is_valid, errs.count == 0);
    for (const struct gq_error *error = errs.first; error; error = error->next) {
        assert_int_equal(error->code, GQ_E_VALIDATION_FAILED);
        write_error(&trial->text, error);
    }
    trial->outcome.token_count = document->token_count;
    trial->outcome.error_count = errs.count;
}

struct trial_outcome
trial_run(struct gq_str document, const struct trial_options *options)
{
    struct trial trial = {
        .arena = gq_arena_new(ARENA_BUDGET),
        .document = document,
        .options = options,
    };

    gq_buf_init(&trial.text, TEXT_MAX);
    assert_int_equal(gq_guard(trial.arena, run, &trial), GQ_GUARD_DONE);
    trial.outcome.text = strndup(trial.text.length ? trial.text.bytes : "", trial.text.length);
    gq_buf_fini(&trial.text);
    gq_arena_free(trial.arena);
    return trial.outcome;
}

void
trial_test(void **state)
{
    static const struct trial_options options = { 0 };
    const struct trial_case *c = *state;
    struct trial_outcome outcome = trial_run(gq_str_of(c->document), &options);

    assert_string_equal(outcome.text, c->wanted);
    free(outcome.text);
}
