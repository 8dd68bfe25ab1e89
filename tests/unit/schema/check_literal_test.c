/* What is wrong with a literal, before variables have values. */
#include "schema/check_literal.h"

#include "schema/schema.h"
#include "unit.h"

#include "fixture.h"

static const struct literal_case {
    const char *name, *type, *literal, *faults; /* a line each: position, path, message */
} literal_cases[] = {
    { "a value of each kind", "Point", "{x: 1, y: null, tags: [\"a\"], color: RED}", "" },
    { "a variable fits everywhere", "Point", "{x: $v, tags: $v}", "" },
    { "null in a non-null place", "Int!", "null",
            "0: Expected value of non-null type \"Int!\" not to be null." },
    { "a value alone is a list of one", "[[Int]]", "\"a\"",
            "0: Int cannot represent non-integer value: \"a\"" },
    { "items of a list", "[Int!]", "[1, \"a\", null]",
            "4 [1]: Int cannot represent non-integer value: \"a\"\n"
            "9 [2]: Expected value of non-null type \"Int!\" not to be null." },
    { "past the largest Int", "Int", "2147483648",
            "0: Int cannot represent non 32-bit signed integer value: 2147483648" },
    { "a fraction is no Int", "Int", "1.0", "0: Int cannot represent non-integer value: 1.0" },
    { "a Float past all doubles", "Float", "1e999",
            "0: Float cannot represent non numeric value: 1e999" },
    { "a Boolean is no String", "String", "true",
            "0: String cannot represent a non string value: true" },
    { "an enum value is no Boolean", "Boolean", "TRUE",
            "0: Boolean cannot represent a non boolean value: TRUE" },
    { "a fraction is no ID", "ID", "1.5",
            "0: ID cannot represent a non-string and non-integer value: 1.5" },
    { "a String is no enum value", "Color", "\"RED\"",
            "0: Enum \"Color\" cannot represent non-enum value: \"RED\". Did you mean the enum "
            "value "
            "\"RED\" or \"GREEN\"?" },
    { "an enum value that is near", "Color", "REDD",
            "0: Value \"REDD\" does not exist in \"Color\" enum. Did you mean the enum value "
            "\"RED\"?" },
    { "required and unknown fields", "Point", "{z: 1, tag: []}",
            "0: Expected value of type \"Point\" to include required field \"x\", found: { z: 1, "
            "tag: "
            "[] }.\n"
            "1: Expected value of type \"Point\" not to include unknown field \"z\". Did you mean "
            "\"x\" "
            "or \"y\"? Found: { z: 1, tag: [] }.\n"
            "7: Expected value of type \"Point\" not to include unknown field \"tag\". Did you "
            "mean "
            "\"tags\"? Found: { z: 1, tag: [] }." },
    { "a list is no input object", "Point", "[]",
            "0: Expected value of type \"Point\" to be an object, found: []." },
    { "a text is no input object", "Point", "\"x\"",
            "0: Expected value of type \"Point\" to be an object, found: \"x\"." },
    { "a OneOf value has one field", "One", "{a: 1, b: \"x\"}",
            "0: Within OneOf Input Object type \"One\", exactly one field must be specified, and "
            "the "
            "value for that field must be non-null." },
    { "a OneOf value is not null", "One", "{a: null}",
            "0 .a: Within OneOf Input Object type \"One\", exactly one field must be specified, "
            "and "
            "the value for that field must be non-null." },
    { "a custom scalar takes any literal", "Any", "{a: [1, B, $c]}", "" },
};

struct report {
    struct gq_arena *arena;
    struct gq_str text;
    uint32_t start;
    uint32_t wanted; /* faults; the check ends after these */
};

static struct gq_str
path_text(struct gq_arena *arena, const struct gq_path *path)
{
    struct gq_str text = GQ_STR("");

    for (; path; path = path->parent)
        text = path->key.bytes
                ? gq_arena_printf(arena, ".%.*s%.*s", GQ_STR_ARG(path->key), GQ_STR_ARG(text))
                : gq_arena_printf(arena, "[%u]%.*s", (unsigned)path->index, GQ_STR_ARG(text));
    return text;
}

static bool
collect(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    struct report *report = context;

    report->text = gq_arena_printf(report->arena, "%.*s%s%u%s%.*s: %.*s", GQ_STR_ARG(report->text),
            report->text.length ? "\n" : "", (unsigned)(position - report->start), path ? " " : "",
            GQ_STR_ARG(path_text(report->arena, path)), GQ_STR_ARG(message));
    return --report->wanted > 0;
}

static void
compare(const struct literal_case *c, enum gq_suggestions suggestions, uint32_t wanted)
{
    static const struct gq_parse_options options = { 0 };
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_source *source;
    const struct gq_document *document;
    const struct gq_type_node *type;
    struct report report = { .text = GQ_STR(""), .wanted = wanted };

    fixture_init(&fixture);
    schema = fixture_build(&fixture,
            "type Query { a: Float b: ID } enum Color { RED GREEN } scalar Any input One @oneOf { "
            "a: Int b: String } input Point { x: Int! y: Int tags: [String!] color: Color }");
    source = gq_source_add(fixture.arena, &fixture.sources, GQ_STR("type"), gq_str_of(c->type));
    type = gq_parse_type(fixture.arena, source, &options, &fixture.errs);
    source = gq_source_add(fixture.arena, &fixture.sources, GQ_STR("document"),
            gq_arena_printf(fixture.arena, "{a(b:%s)}", c->literal));
    document = gq_parse_document(fixture.arena, source, &options, &fixture.errs);
    report.arena = fixture.arena;
    report.start = source->start + 5;
    gq_check_literal(fixture.arena, gq_schema_resolve(fixture.arena, schema, type),
            document->definitions->operation.selections.first->arguments->value, NULL, suggestions,
            collect, &report);
    assert_str_equal(report.text, gq_str_of(c->faults));
    fixture_fini(&fixture);
}

static void
test_literal(void **state)
{
    compare(*state, GQ_SUGGESTIONS_ON, UINT32_MAX);
}

static void
test_the_check_ends_when_nobody_wants_more(void **state)
{
    static const struct literal_case c = { "", "[Int]", "[\"a\", \"b\", \"c\"]",
        "1 [0]: Int cannot represent non-integer value: \"a\"\n"
        "6 [1]: Int cannot represent non-integer value: \"b\"" };

    (void)state;
    compare(&c, GQ_SUGGESTIONS_ON, 2);
}

static void
test_no_suggestions_where_the_schema_is_kept_back(void **state)
{
    static const struct literal_case c = { "", "Color", "REDD",
        "0: Value \"REDD\" does not exist in \"Color\" enum." };

    (void)state;
    compare(&c, GQ_SUGGESTIONS_OFF, UINT32_MAX);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_the_check_ends_when_nobody_wants_more),
        cmocka_unit_test(test_no_suggestions_where_the_schema_is_kept_back),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, literal_cases, test_literal);
    return _cmocka_run_group_tests("check_literal", tests, count, NULL, NULL);
}
