/* tests/fuzz/coerce_fuzz.c - JSON that is read is coerced to variables, or refused with messages. */
#include "base/error.h"
#include "base/limits.h"
#include "fuzz.h"
#include "language/ast.h"
#include "language/parse.h"
#include "schema/build.h"
#include "schema/coerce.h"
#include "schema/schema.h"
#include "json/parse.h"
#include "json/parser.h"
#include "json/value.h"

#define ERRORS_MAX 20

static const char schema_text[] = "enum E { X Y }\n"
                                  "scalar D\n"
                                  "input I { a: Int! = 1, i: [I!], s: String, d: D, o: O, e: E }\n"
                                  "input O @oneOf { a: Int, b: ID, i: I }\n"
                                  "type Query { a(i: I, o: O, l: [[Int!]], e: E, f: Float, n: ID!, "
                                  "b: Boolean, d: D): Int }\n";

static const char operation_text[] =
        "query ($i: I, $o: O, $l: [[Int!]], $e: E = X, $f: Float, $n: ID!, $b: Boolean, $d: D) {\n"
        "    a(i: $i, o: $o, l: $l, e: $e, f: $f, n: $n, b: $b, d: $d)\n"
        "}\n";

static struct gq_document *
parse(struct gq_arena *arena, struct gq_sources *sources, const char *text, struct gq_errors *errs)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source = gq_source_add(arena, sources, GQ_STR("fuzz"), gq_str_of(text));

    return gq_parse_document(arena, source, &options, errs);
}

/* What stays the same from input to input. */
struct setting {
    struct gq_arena *arena;
    struct gq_sources sources;
    const struct gq_schema *schema;
    const struct gq_definition *operation;
    struct gq_json_parser *parser;
    struct gq_limits limits;
};

static void
make_setting(void *arg)
{
    struct setting *setting = arg;
    struct gq_document *document;
    struct gq_errors errs;

    gq_limits_init(&setting->limits);
    gq_errors_init(&errs, setting->arena, &setting->sources, 1);
    document = parse(setting->arena, &setting->sources, schema_text, &errs);
    fuzz_require(document != NULL);
    setting->schema = gq_schema_build(setting->arena, &document, 1, &setting->sources, &errs);
    document = parse(setting->arena, &setting->sources, operation_text, &errs);
    fuzz_require(setting->schema != NULL && document != NULL);
    setting->operation = document->definitions;
    setting->parser = gq_json_parser_new();
    fuzz_require(setting->parser != NULL);
}

static const struct setting *
find_setting(void)
{
    static struct setting setting;

    if (!setting.arena) {
        setting.arena = gq_arena_new(FUZZ_ARENA_BUDGET);
        fuzz_require(
                setting.arena && gq_guard(setting.arena, make_setting, &setting) == GQ_GUARD_DONE);
    }
    return &setting;
}

static void
fuzz_one(struct gq_arena *arena, struct gq_str text)
{
    const struct setting *setting = find_setting();
    struct gq_variables variables = { 0 };
    struct gq_value given;
    struct gq_errors errs;
    bool is_ok;

    gq_errors_init(&errs, arena, &setting->sources, ERRORS_MAX);
    if (!gq_json_parse(setting->parser, arena, text, &setting->limits, &given, &errs)
            || given.kind != GQ_VALUE_OBJECT)
        return;
    is_ok = gq_coerce_variables(
            arena, setting->schema, setting->operation, &given, &variables, &errs);
    fuzz_require(is_ok == (errs.count == 0) && errs.count <= ERRORS_MAX);
    if (is_ok)
        fuzz_require(variables.count == 8);
}
