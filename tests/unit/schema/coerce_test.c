/* Coercion of variables, literals and arguments; messages are the reference implementation's. */
#include "schema/coerce.h"

#include "base/limits.h"
#include "schema/schema.h"
#include "unit.h"
#include "json/parse.h"
#include "json/write.h"

#include "fixture.h"

static const char sdl[] =
        "type Query { a: Int } enum Color { RED GREEN BLUE } scalar Any input Point { "
        "x: Int! y: Int = 2 tag: [String!] next: Point } input One @oneOf { a: Int b: "
        "String } input Deep { point: Point = {x: 7} color: Color }";

static struct gq_document *
parse(struct fixture *fixture, struct gq_str text)
{
    static const struct gq_parse_options options = { 0 };
    const struct gq_source *source;

    /* Places are those of this text alone. */
    fixture->sources = (struct gq_sources){ NULL };
    source = gq_source_add(fixture->arena, &fixture->sources, GQ_STR("request"), text);
    return gq_parse_document(fixture->arena, source, &options, &fixture->errs);
}

/* As JSON; the text lives in the fixture's arena. */
static struct gq_str
written(struct fixture *fixture, const struct gq_value *value)
{
    struct gq_buf *out = gq_arena_new_of(fixture->arena, struct gq_buf);

    gq_buf_init_in(out, fixture->arena, 1 << 20);
    gq_write_value(out, value);
    return gq_buf_view(out);
}

static struct gq_value
value_of(struct fixture *fixture, const struct gq_variables *variables)
{
    struct gq_value object = { .kind = GQ_VALUE_OBJECT };

    object.members =
            gq_arena_array_of(fixture->arena, struct gq_member, (size_t)variables->count + 1);
    for (uint32_t i = 0; i < variables->count; i++) {
        if (variables->items[i].is_present)
            object.members[object.count++] =
                    (struct gq_member){ variables->items[i].name, variables->items[i].value };
    }
    return object;
}

static struct gq_value
read_json(struct fixture *fixture, const char *json)
{
    struct gq_json_parser *parser = gq_json_parser_new();
    struct gq_limits limits;
    struct gq_value value;

    gq_limits_init(&limits);
    assert_true(gq_json_parse(
            parser, fixture->arena, gq_str_of(json), &limits, &value, &fixture->errs));
    gq_json_parser_free(parser);
    return value;
}

/* --- Variables ------------------------------------------------------------------------------- */

static const struct variables_case {
    const char *name, *definitions, *json, *outcome; /* coerced, or faults */
} variables_cases[] = {
    { "a value for each kind", "$a: Int, $b: Float, $c: String, $d: Boolean, $e: ID, $f: Color",
            "{\"a\":1,\"b\":2.5,\"c\":\"x\",\"d\":true,\"e\":\"7\",\"f\":\"RED\"}",
            "Variable \"$b\" expected value of type \"Float\" which cannot be used as an "
            "input type. 1:21\n"
            "Variable \"$e\" expected value of type \"ID\" which cannot be used as an "
            "input type. 1:57" },
    { "an absent nullable variable is left out", "$a: Int", "{}", "{}" },
    { "null is a value", "$a: Int", "{\"a\":null}", "{\"a\":null}" },
    { "the default value when nothing is given", "$a: Int = 3", "{}", "{\"a\":3}" },
    { "null instead of the default value", "$a: Int = 3", "{\"a\":null}", "{\"a\":null}" },
    { "a required variable", "$a: Int!", "{}",
            "Variable \"$a\" has invalid value: Expected a value of non-null type "
            "\"Int!\" to be provided. 1:8" },
    { "null for a non-null variable", "$a: [Int!]!", "{\"a\":null}",
            "Variable \"$a\" has invalid value: Expected value of non-null type "
            "\"[Int!]!\" not to be null. 1:8" },
    { "null inside a list", "$a: [Int!]", "{\"a\":[1,null,2,null]}",
            "Variable \"$a\" has invalid value at [1]: Expected value of non-null type "
            "\"Int!\" not to be null. 1:8\n"
            "Variable \"$a\" has invalid value at [3]: Expected value of non-null type "
            "\"Int!\" not to be null. 1:8" },
    { "an integer for Float and for ID", "$a: Float, $b: ID", "{\"a\":1,\"b\":12}",
            "Variable \"$a\" expected value of type \"Float\" which cannot be used as an "
            "input type. 1:12\n"
            "Variable \"$b\" expected value of type \"ID\" which cannot be used as an "
            "input type. 1:23" },
    { "an integral Float is an Int", "$a: Int", "{\"a\":1e3}", "{\"a\":1000}" },
    { "a fraction is no Int", "$a: Int", "{\"a\":1.5}",
            "Variable \"$a\" has invalid value: Int cannot represent non-integer value: "
            "1.5 1:8" },
    { "the largest Int", "$a: Int", "{\"a\":2147483647}", "{\"a\":2147483647}" },
    { "past the largest Int", "$a: Int", "{\"a\":2147483648}",
            "Variable \"$a\" has invalid value: Int cannot represent non 32-bit signed "
            "integer value: 2147483648 1:8" },
    { "before the smallest Int", "$a: Int", "{\"a\":-2147483649}",
            "Variable \"$a\" has invalid value: Int cannot represent non 32-bit signed "
            "integer value: -2147483649 1:8" },
    { "a text is no Int", "$a: Int", "{\"a\":\"1\"}",
            "Variable \"$a\" has invalid value: Int cannot represent non-integer value: "
            "\"1\" 1:8" },
    { "a number is no String", "$a: String", "{\"a\":1}",
            "Variable \"$a\" has invalid value: String cannot represent a non string "
            "value: 1 1:8" },
    { "a list is no Boolean", "$a: Boolean", "{\"a\":[1]}",
            "Variable \"$a\" has invalid value: Boolean cannot represent a non boolean "
            "value: [1] 1:8" },
    { "a fraction is no ID", "$a: ID", "{\"a\":1.5}",
            "Variable \"$a\" expected value of type \"ID\" which cannot be used as an "
            "input type. 1:12" },
    { "a value alone is a list of one", "$a: [[Int]]", "{\"a\":1}", "{\"a\":[[1]]}" },
    { "lists of lists", "$a: [[Int]]", "{\"a\":[[1],null,2]}", "{\"a\":[[1],null,[2]]}" },
    { "an enum value that is near", "$a: Color", "{\"a\":\"GREN\"}",
            "Variable \"$a\" has invalid value: Value \"GREN\" does not exist in "
            "\"Color\" enum. Did you mean the enum value \"GREEN\" or \"RED\"? 1:8" },
    { "an enum value that is no text", "$a: Color", "{\"a\":1}",
            "Variable \"$a\" has invalid value: Enum \"Color\" cannot represent "
            "non-string value: 1. 1:8" },
    { "a field of an input object has a default value", "$a: Point", "{\"a\":{\"x\":1}}",
            "{\"a\":{\"x\":1,\"y\":2}}" },
    { "a required field", "$a: Point", "{\"a\":{\"y\":1}}",
            "Variable \"$a\" has invalid value: Expected value of type \"Point\" to "
            "include required field \"x\", found: { y: 1 }. 1:8" },
    { "an unknown field", "$a: Point", "{\"a\":{\"x\":1,\"z\":1,\"tagg\":2}}",
            "Variable \"$a\" has invalid value: Expected value of type \"Point\" not to "
            "include unknown field \"z\". Did you mean \"x\" or \"y\"? Found: { x: 1, z: "
            "1, tagg: 2 }. 1:8\n"
            "Variable \"$a\" has invalid value: Expected value of type \"Point\" not to "
            "include unknown field \"tagg\". Did you mean \"tag\"? Found: { x: 1, z: 1, "
            "tagg: 2 }. 1:8" },
    { "an input object is an object", "$a: Point", "{\"a\":[1]}",
            "Variable \"$a\" has invalid value: Expected value of type \"Point\" to be an "
            "object, found: [1]. 1:8" },
    { "paths of faults", "$a: [Point]",
            "{\"a\":[{\"x\":1,\"tag\":[\"a\",2],\"next\":{\"x\":\"no\"}}]}",
            "Variable \"$a\" has invalid value at [0].tag[1]: String cannot represent a "
            "non string value: 2 1:8\n"
            "Variable \"$a\" has invalid value at [0].next.x: Int cannot represent "
            "non-integer value: \"no\" 1:8" },
    { "default values inside default values", "$a: Deep", "{\"a\":{}}",
            "{\"a\":{\"point\":{\"x\":7,\"y\":2}}}" },
    { "OneOf with one", "$a: One", "{\"a\":{\"b\":\"x\"}}", "{\"a\":{\"b\":\"x\"}}" },
    { "OneOf with none", "$a: One", "{\"a\":{}}",
            "Variable \"$a\" has invalid value: Within OneOf Input Object type \"One\", "
            "exactly one field must be specified, and the value for that field must be "
            "non-null. 1:8" },
    { "OneOf with two", "$a: One", "{\"a\":{\"a\":1,\"b\":\"x\"}}",
            "Variable \"$a\" has invalid value: Within OneOf Input Object type \"One\", "
            "exactly one field must be specified, and the value for that field must be "
            "non-null. 1:8" },
    { "OneOf with null", "$a: One", "{\"a\":{\"a\":null}}",
            "Variable \"$a\" has invalid value at .a: Within OneOf Input Object type "
            "\"One\", exactly one field must be specified, and the value for that field "
            "must be non-null. 1:8" },
    { "a custom scalar takes anything", "$a: Any", "{\"a\":{\"b\":[1,null,\"x\"]}}",
            "{\"a\":{\"b\":[1,null,\"x\"]}}" },
    { "long lists and deep objects are cut in messages", "$a: String, $b: String",
            "{\"a\":[1,2,3,4,5,6,7,8,9,10,11,12],\"b\":{\"a\":{\"b\":{\"c\":{}}},\"d\":[[["
            "1]]]}}",
            "Variable \"$a\" has invalid value: String cannot represent a non string "
            "value: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ... 2 more items] 1:8\n"
            "Variable \"$b\" has invalid value: String cannot represent a non string "
            "value: { a: { b: [Object] }, d: [[Array]] } 1:20" },
    { "texts in messages are escaped", "$a: Int",
            "{\"a\":\"q\\\"\\\\\\n\\u0001\xc3\xa9"
            "\"}",
            "Variable \"$a\" has invalid value: Int cannot represent non-integer value: "
            "\"q\\\"\\\\\\n\\u0001\xc3\xa9"
            "\" 1:8" },
    { "all faults of all variables", "$a: Int, $b: [Int], $c: Int!",
            "{\"a\":\"x\",\"b\":[\"y\",1,\"z\"]}",
            "Variable \"$a\" has invalid value: Int cannot represent non-integer value: "
            "\"x\" 1:8\n"
            "Variable \"$b\" has invalid value at [0]: Int cannot represent non-integer "
            "value: \"y\" 1:17\n"
            "Variable \"$b\" has invalid value at [2]: Int cannot represent non-integer "
            "value: \"z\" 1:17\n"
            "Variable \"$c\" has invalid value: Expected a value of non-null type "
            "\"Int!\" to be provided. 1:28" },
    { "a type that is no input type", "$a: Query, $b: [Nope!]", "{}",
            "Variable \"$a\" expected value of type \"Query\" which cannot be used as an "
            "input type. 1:12\n"
            "Variable \"$b\" expected value of type \"[Nope!]\" which cannot be used as "
            "an input type. 1:23" },
    { "a default value that does not fit", "$a: Point = {x: \"1\"}", "{}",
            "Variable \"$a\" has invalid default value at .x: Int cannot represent "
            "non-integer value: \"1\" 1:8" },
};

static void
test_variables(void **state)
{
    const struct variables_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_document *document;
    struct gq_value given, coerced;
    struct gq_variables variables;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    document = parse(&fixture, gq_arena_printf(fixture.arena, "query (%s) { a }", c->definitions));
    given = read_json(&fixture, c->json);
    if (gq_coerce_variables(
                fixture.arena, schema, document->definitions, &given, &variables, &fixture.errs)) {
        coerced = value_of(&fixture, &variables);
        assert_str_equal(written(&fixture, &coerced), gq_str_of(c->outcome));
    } else {
        assert_string_equal(fixture_faults(&fixture), c->outcome);
    }
    for (const struct gq_error *e = fixture.errs.first; e; e = e->next)
        assert_int_equal(e->code, GQ_E_BAD_USER_INPUT);
    fixture_fini(&fixture);
}

/* Faults past the bound are neither kept nor worded. */
static void
test_bound_of_faults(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_document *document;
    struct gq_value given;
    struct gq_variables variables;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    fixture.errs.count_max = 2;
    document = parse(&fixture, GQ_STR("query ($a: [Int]) { a }"));
    given = read_json(&fixture, "{\"a\":[\"x\",\"x\",\"x\",\"x\"]}");
    assert_false(gq_coerce_variables(
            fixture.arena, schema, document->definitions, &given, &variables, &fixture.errs));
    assert_int_equal(fixture.errs.count, 2);
    assert_true(fixture.errs.dropped);
    fixture_fini(&fixture);
}

/* --- Arguments ------------------------------------------------------------------------------- */

static const struct arguments_case {
    const char *name, *selection, *json, *outcome;
} arguments_cases[] = {
    { "given, defaulted and left out, in the order of the definitions", "f(c: RED, a: 1)", "{}",
            "{\"a\":1,\"b\":\"x\",\"c\":\"RED\"}" },
    { "null instead of the default value", "f(a: 1, b: null)", "{}", "{\"a\":1,\"b\":null}" },
    { "a required argument", "f(b: \"y\")", "{}",
            "Argument \"Query.f(a:)\" of required type \"Int!\" was not provided. 1:60" },
    { "variables", "f(a: $i, b: $s)", "{\"i\":5,\"s\":\"v\"}", "{\"a\":5,\"b\":\"v\"}" },
    { "a variable without a value leaves the default value", "f(a: 1, b: $s)", "{}",
            "{\"a\":1,\"b\":\"x\"}" },
    { "a variable without a value for a required argument", "f(a: $i)", "{}",
            "Argument \"Query.f(a:)\" has invalid value: Expected variable \"$i\" provided to type "
            "\"Int!\" to provide a runtime value. 1:65" },
    { "null in a variable for a required argument", "f(a: $i)", "{\"i\":null}",
            "Argument \"Query.f(a:)\" has invalid value: Expected variable \"$i\" provided to "
            "non-null type \"Int!\" not to be null. 1:65" },
    { "variables inside lists and objects",
            "f(a: 1, d: {x: $i, tag: [$s, \"t\"], next: {x: 1, y: $i}})", "{\"i\":4,\"s\":\"v\"}",
            "{\"a\":1,\"b\":\"x\",\"d\":{\"x\":4,\"y\":2,\"tag\":[\"v\",\"t\"],"
            "\"next\":{\"x\":1,\"y\":4}}}" },
    { "a field whose variable has no value takes its default value", "f(a: 1, d: {x: 1, y: $i})",
            "{}", "{\"a\":1,\"b\":\"x\",\"d\":{\"x\":1,\"y\":2}}" },
    { "a variable without a value is null in a list", "f(a: 1, e: [$s, \"t\"])", "{}",
            "{\"a\":1,\"b\":\"x\",\"e\":[null,\"t\"]}" },
    { "a custom scalar with variables inside", "f(a: 1, g: {k: [$i, $s, RED], l: $s})", "{\"i\":4}",
            "{\"a\":1,\"b\":\"x\",\"g\":{\"k\":[4,null,\"RED\"]}}" },
    { "OneOf by a variable without a value", "f(a: 1, h: {a: $i})", "{}",
            "Argument \"Query.f(h:)\" has invalid value: Expected variable \"$i\" provided to "
            "field "
            "\"a\" for OneOf Input Object type \"One\" to provide a runtime value. 1:71" },
    { "OneOf by a null variable", "f(a: 1, h: {a: $i})", "{\"i\":null}",
            "Argument \"Query.f(h:)\" has invalid value: Expected variable \"$i\" provided to "
            "field "
            "\"a\" for OneOf Input Object type \"One\" not to be null. 1:71" },
    { "the first fault of a literal that does not fit", "f(a: \"no\", b: 1)", "{}",
            "Argument \"Query.f(a:)\" has invalid value: Int cannot represent non-integer value: "
            "\"no\" 1:65" },
};

static void
test_arguments(void **state)
{
    const struct arguments_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_document *document;
    const struct gq_definition *operation;
    const struct gq_selection *selection;
    const struct gq_field *field;
    struct gq_value given, values;
    struct gq_variables variables;

    fixture_init(&fixture);
    (void)fixture_add(&fixture,
            "extend type Query { f(a: Int!, b: String = \"x\", c: Color, d: Point, e: [String], "
            "g: Any, h: One): Int }");
    schema = fixture_build(&fixture, sdl);
    document = parse(&fixture,
            gq_arena_printf(fixture.arena,
                    "query ($i: Int, $s: String, $unused: [Int] = [1, 2, 3]) {  %s }",
                    c->selection));
    operation = document->definitions;
    given = read_json(&fixture, c->json);
    assert_true(gq_coerce_variables(
            fixture.arena, schema, operation, &given, &variables, &fixture.errs));
    selection = operation->operation.selections.first;
    field = gq_schema_field_find(schema, schema->query, selection->name.text);
    if (gq_coerce_arguments(fixture.arena, field->arguments, field->argument_count,
                selection->arguments, selection->position, &variables, &values, &fixture.errs))
        assert_str_equal(written(&fixture, &values), gq_str_of(c->outcome));
    else
        assert_string_equal(fixture_faults(&fixture), c->outcome);
    fixture_fini(&fixture);
}

/* --- Custom scalars -------------------------------------------------------------------------- */

static const char even_reason[] = "an even number is wanted";

static bool
parse_even(struct gq_arena *arena, const void *context, const struct gq_value *value,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    (void)arena;
    if (value->kind == GQ_VALUE_INT && value->integer % 2 == 0) {
        *ret_value = (struct gq_value){ .kind = GQ_VALUE_INT, .integer = value->integer / 2 };
        return true;
    }
    if (value->kind == GQ_VALUE_INT)
        *ret_reason = gq_str_of(context);
    return false;
}

static bool
parse_even_literal(struct gq_arena *arena, const void *context, const struct gq_literal *literal,
        struct gq_value *ret_value, struct gq_str *ret_reason)
{
    (void)arena;
    (void)context;
    (void)ret_reason;
    *ret_value = (struct gq_value){ .kind = GQ_VALUE_STRING,
        .text = literal->kind == GQ_LITERAL_LIST ? literal->items->text : literal->text };
    return literal->kind == GQ_LITERAL_INT || literal->kind == GQ_LITERAL_LIST;
}

static const struct codec_case {
    const char *name, *json, *outcome;
} codec_cases[] = {
    { "the codec's value", "{\"a\":4}", "{\"a\":2}" },
    { "a refusal with a reason", "{\"a\":3}",
            "Variable \"$a\" has invalid value: Expected value of type \"Any\", but encountered "
            "error \"an even number is wanted\"; found: 3. 1:8" },
    { "a refusal without a reason", "{\"a\":\"x\"}",
            "Variable \"$a\" has invalid value: Expected value of type \"Any\", found: \"x\". "
            "1:8" },
    { "a literal", "{}", "{\"a\":\"12\"}" },
};

static void
test_codec(void **state)
{
    static const struct gq_scalar_codec codec = { parse_even, parse_even_literal, even_reason };
    const struct codec_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_document *document;
    struct gq_value given, coerced;
    struct gq_variables variables;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    ((struct gq_type *)gq_map_find(&schema->type_map, GQ_STR("Any")))->codec = &codec;
    document = parse(&fixture, GQ_STR("query ($a: Any = 12) { a }"));
    given = read_json(&fixture, c->json);
    if (gq_coerce_variables(
                fixture.arena, schema, document->definitions, &given, &variables, &fixture.errs)) {
        coerced = value_of(&fixture, &variables);
        assert_str_equal(written(&fixture, &coerced), gq_str_of(c->outcome));
    } else {
        assert_string_equal(fixture_faults(&fixture), c->outcome);
    }
    fixture_fini(&fixture);
}

/* The codec reads a literal whose variables have their values. */
static void
test_codec_reads_replaced_variables(void **state)
{
    static const struct gq_scalar_codec codec = { parse_even, parse_even_literal, even_reason };
    struct fixture fixture;
    struct gq_schema *schema;
    const struct gq_document *document;
    struct gq_type *any;
    struct gq_variable item = { GQ_STR("v"), true, { .kind = GQ_VALUE_INT, .integer = 77 } };
    struct gq_variables variables = { &item, 1 };
    struct gq_value value;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    any = gq_map_find(&schema->type_map, GQ_STR("Any"));
    any->codec = &codec;
    document = parse(&fixture, GQ_STR("{ a(x: [$v]) }"));
    assert_true(gq_coerce_literal(fixture.arena, any,
            document->definitions->operation.selections.first->arguments->value, &variables,
            &value));
    assert_str_equal(value.text, GQ_STR("77"));
    fixture_fini(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[80] = {
        cmocka_unit_test(test_bound_of_faults),
        cmocka_unit_test(test_codec_reads_replaced_variables),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, variables_cases, test_variables);
    GQ_UNIT_CASES(tests, count, arguments_cases, test_arguments);
    GQ_UNIT_CASES(tests, count, codec_cases, test_codec);
    return _cmocka_run_group_tests("coerce", tests, count, NULL, NULL);
}
