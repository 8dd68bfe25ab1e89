/* The grammar, production by production: what is read (shown as it is printed) and what is not. */
#include "base/arena.h"
#include "base/error.h"
#include "language/ast.h"
#include "trial.h"
#include "unit.h"

static const struct parse_case {
    const char *name, *text, *wanted;
} document_cases[] = {
    { "Document: at least one definition", "", "Syntax Error: Unexpected <EOF>. (1:1)" },
    { "Document: nothing but definitions", "{a} 1", "Syntax Error: Unexpected Int \"1\". (1:5)" },
    { "Document: unknown keyword", "{a} querry {b}",
            "Syntax Error: Unexpected Name \"querry\". (1:5)" },
    { "Document: kinds may be mixed", "{a} type A query B{b}",
            "{\n  a\n}\n\ntype A\n\nquery B {\n  b\n}" },

    { "OperationDefinition: shorthand", "{a}", "{\n  a\n}" },
    { "OperationDefinition: anonymous query", "query{a}", "{\n  a\n}" },
    { "OperationDefinition: all parts", "\"d\"mutation M($a:I)@b{c}",
            "\"d\"\nmutation M($a: I) @b {\n  c\n}" },
    { "OperationDefinition: subscription", "subscription{a}", "subscription {\n  a\n}" },
    { "OperationDefinition: anonymous with variables", "query($a:I){b}",
            "query ($a: I) {\n  b\n}" },
    { "OperationDefinition: anonymous with a description", "\"d\" query{a}",
            "\"d\"\nquery {\n  a\n}" },
    { "OperationDefinition: keywords are names", "query query{query type on}",
            "query query {\n  query\n  type\n  on\n}" },
    { "OperationDefinition: shorthand has no description", " \"d\" {a}",
            "Syntax Error: Unexpected description, descriptions are not supported on shorthand "
            "queries. (1:2)" },
    { "OperationDefinition: selections are required", "query A",
            "Syntax Error: Expected \"{\", found <EOF>. (1:8)" },

    { "SelectionSet: an empty one is read", "{a{}}", "{\n  a {}\n}" },
    { "SelectionSet: must be closed", "{a", "Syntax Error: Expected Name, found <EOF>. (1:3)" },
    { "SelectionSet: names only", "{\"a\"}",
            "Syntax Error: Expected Name, found String \"a\". (1:2)" },
    { "Field: alias, arguments, directives, selections", "{a:b(c:1)@d{e}}",
            "{\n  a: b(c: 1) @d {\n    e\n  }\n}" },
    { "Field: an alias needs a name", "{a:}", "Syntax Error: Expected Name, found \"}\". (1:4)" },
    { "Arguments: at least one", "{a()}", "Syntax Error: Expected Name, found \")\". (1:4)" },
    { "Arguments: colon", "{a(b 1)}", "Syntax Error: Expected \":\", found Int \"1\". (1:6)" },
    { "FragmentSpread", "{...a@b}", "{\n  ...a @b\n}" },
    { "FragmentSpread: no arguments", "{...a(b:1)}",
            "Syntax Error: Expected Name, found \"(\". (1:6)" },
    { "InlineFragment: type condition", "{...on A@b{c}}", "{\n  ... on A @b {\n    c\n  }\n}" },
    { "InlineFragment: none", "{...{a}}", "{\n  ... {\n    a\n  }\n}" },
    { "InlineFragment: directives alone", "{...@a{b}}", "{\n  ... @a {\n    b\n  }\n}" },
    { "InlineFragment: `on` is no fragment's name", "{...on}",
            "Syntax Error: Expected Name, found \"}\". (1:7)" },
    { "InlineFragment: selections are required", "{...on A}",
            "Syntax Error: Expected \"{\", found \"}\". (1:9)" },
    { "FragmentDefinition", "\"d\"fragment A on B@c{d}", "\"d\"\nfragment A on B @c {\n  d\n}" },
    { "FragmentDefinition: not called `on`", "fragment on on A{b}",
            "Syntax Error: Unexpected Name \"on\". (1:10)" },
    { "FragmentDefinition: a string `on`", "fragment \"on\" on A{b}",
            "Syntax Error: Unexpected String \"on\". (1:10)" },
    { "FragmentDefinition: type condition is required", "fragment A{b}",
            "Syntax Error: Expected \"on\", found \"{\". (1:11)" },
    { "FragmentDefinition: no variables", "fragment A($a:I) on B{c}",
            "Syntax Error: Expected \"on\", found \"(\". (1:11)" },
    { "VariableDefinition: all parts", "query(\"d\"$a:[I!]!=[1]@b(c:2)$d:E){f}",
            "query (\n\"d\"\n$a: [I!]! = [1] @b(c: 2)\n$d: E\n) {\n  f\n}" },
    { "VariableDefinition: at least one", "query(){a}",
            "Syntax Error: Expected \"$\", found \")\". (1:7)" },
    { "VariableDefinition: a type is required", "query($a){b}",
            "Syntax Error: Expected \":\", found \")\". (1:9)" },
    { "VariableDefinition: a default value is constant", "query($a:I=$b){c}",
            "Syntax Error: Unexpected variable \"$b\" in constant value. (1:12)" },
    { "VariableDefinition: directives are constant", "query($a:I@b(c:[$d])){e}",
            "Syntax Error: Unexpected variable \"$d\" in constant value. (1:17)" },
    { "VariableDefinition: a dollar sign alone in a constant", "query($a:I=$1){c}",
            "Syntax Error: Unexpected \"$\". (1:12)" },

    { "Value: every kind", "{a(b:$c d:1 e:-1.5 f:\"g\" h:true i:null j:K l:[] m:{} n:[{o:$p}])}",
            "{\n  a(\n    b: $c\n    d: 1\n    e: -1.5\n    f: \"g\"\n    h: true\n    i: null\n"
            "    j: K\n    l: []\n    m: {  }\n    n: [{ o: $p }]\n  )\n}" },
    { "Value: none", "{a(b:)}", "Syntax Error: Unexpected \")\". (1:6)" },
    { "Value: a list must be closed", "{a(b:[1)}", "Syntax Error: Unexpected \")\". (1:8)" },
    { "Value: an object has fields", "{a(b:{1})}",
            "Syntax Error: Expected Name, found Int \"1\". (1:7)" },
    { "Directive: name", "{a@}", "Syntax Error: Expected Name, found \"}\". (1:4)" },
    { "a message shows a string's value", "{a \"\\u0041\\n\"}",
            "Syntax Error: Expected Name, found String \"A\n\". (1:4)" },
    { "a fault in the next token comes before one in this", "{1 \"",
            "Syntax Error: Expected Name, found Int \"1\". (1:2)" },
    { "a fault in the next token comes first once this is read", "{a(b:$ \"",
            "Syntax Error: Unterminated string. (1:9)" },
};

static const struct parse_case sdl_cases[] = {
    { "SchemaDefinition", "\"d\"schema@a{query:Q,mutation:M subscription:S}",
            "\"d\"\nschema @a {\n  query: Q\n  mutation: M\n  subscription: S\n}" },
    { "SchemaDefinition: roots are required", "schema @a",
            "Syntax Error: Expected \"{\", found <EOF>. (1:10)" },
    { "SchemaDefinition: at least one root", "schema{}",
            "Syntax Error: Expected Name, found \"}\". (1:8)" },
    { "SchemaDefinition: known operations only", "schema{qery:Q}",
            "Syntax Error: Unexpected Name \"qery\". (1:8)" },
    { "SchemaExtension: directives alone", "extend schema@a", "extend schema @a" },
    { "SchemaExtension: adds something", "extend schema",
            "Syntax Error: Unexpected <EOF>. (1:14)" },
    { "ScalarTypeDefinition", "\"d\"scalar A@b", "\"d\"\nscalar A @b" },
    { "ScalarTypeExtension: adds something", "extend scalar A {",
            "Syntax Error: Unexpected \"{\". (1:17)" },
    { "ObjectTypeDefinition", "\"d\"type A implements B&C@d{\"e\"f(g:H=1@i):J!@k}",
            "\"d\"\ntype A implements B & C @d {\n  \"e\"\n  f(g: H = 1 @i): J! @k\n}" },
    { "ObjectTypeDefinition: without fields", "type A", "type A" },
    { "ObjectTypeDefinition: at least one field", "type A{}",
            "Syntax Error: Expected Name, found \"}\". (1:8)" },
    { "ImplementsInterfaces: leading ampersand", "type A implements&B", "type A implements B" },
    { "ImplementsInterfaces: no commas", "type A implements B,C",
            "Syntax Error: Unexpected Name \"C\". (1:21)" },
    { "ImplementsInterfaces: no trailing ampersand", "type A implements B& {c:D}",
            "Syntax Error: Expected Name, found \"{\". (1:22)" },
    { "ObjectTypeExtension: interfaces alone", "extend type A implements B",
            "extend type A implements B" },
    { "ObjectTypeExtension: fields alone", "extend type A{b:C}", "extend type A {\n  b: C\n}" },
    { "ObjectTypeExtension: adds something", "extend type A type B{c:D}",
            "Syntax Error: Unexpected Name \"type\". (1:15)" },
    { "ObjectTypeExtension: no description", "\"d\" extend type A@b",
            "Syntax Error: Unexpected description, only GraphQL definitions support "
            "descriptions. (1:1)" },
    { "FieldDefinition: a type is required", "type A{b}",
            "Syntax Error: Expected \":\", found \"}\". (1:9)" },
    { "ArgumentsDefinition: at least one", "type A{b():C}",
            "Syntax Error: Expected Name, found \")\". (1:10)" },
    { "InterfaceTypeDefinition", "interface A implements B{c:D}",
            "interface A implements B {\n  c: D\n}" },
    { "InterfaceTypeExtension", "extend interface A@b", "extend interface A @b" },
    { "UnionTypeDefinition", "union A@b=C|D", "union A @b = C | D" },
    { "UnionTypeDefinition: leading bar", "union A=|B", "union A = B" },
    { "UnionTypeDefinition: without members", "union A", "union A" },
    { "UnionTypeDefinition: no double bar", "union A=B||C",
            "Syntax Error: Expected Name, found \"|\". (1:11)" },
    { "UnionTypeDefinition: members after the sign",
            "union A=", "Syntax Error: Expected Name, found <EOF>. (1:9)" },
    { "UnionTypeExtension", "extend union A=B", "extend union A = B" },
    { "UnionTypeExtension: adds something", "extend union A",
            "Syntax Error: Unexpected <EOF>. (1:15)" },
    { "EnumTypeDefinition", "enum A@b{C\"d\"E@f}", "enum A @b {\n  C\n  \"d\"\n  E @f\n}" },
    { "EnumTypeDefinition: reserved names", "enum A{true}",
            "Syntax Error: Name \"true\" is reserved and cannot be used for an enum value. (1:8)" },
    { "EnumTypeDefinition: at least one value", "enum A{}",
            "Syntax Error: Expected Name, found \"}\". (1:8)" },
    { "EnumTypeExtension", "extend enum A{B}", "extend enum A {\n  B\n}" },
    { "EnumTypeExtension: adds something", "extend enum A",
            "Syntax Error: Unexpected <EOF>. (1:14)" },
    { "InputObjectTypeDefinition", "input A@b{\"c\"d:E=[1]@f g:H}",
            "input A @b {\n  \"c\"\n  d: E = [1] @f\n  g: H\n}" },
    { "InputObjectTypeDefinition: fields have no arguments", "input A{b(c:D):E}",
            "Syntax Error: Expected \":\", found \"(\". (1:10)" },
    { "InputObjectTypeExtension", "extend input A{b:C}", "extend input A {\n  b: C\n}" },
    { "InputObjectTypeExtension: adds something", "extend input A",
            "Syntax Error: Unexpected <EOF>. (1:15)" },
    { "DirectiveDefinition", "\"d\"directive@a(b:C=1)repeatable on QUERY|FIELD",
            "\"d\"\ndirective @a(b: C = 1) repeatable on QUERY | FIELD" },
    { "DirectiveDefinition: leading bar", "directive@a on|ENUM", "directive @a on ENUM" },
    { "DirectiveDefinition: directives of its own", "directive@a@b on ENUM",
            "directive @a @b on ENUM" },
    { "DirectiveDefinition: known locations only", "directive@a on FIELD|FELD",
            "Syntax Error: Unexpected Name \"FELD\". (1:22)" },
    { "DirectiveDefinition: a location is required", "directive@a on",
            "Syntax Error: Expected Name, found <EOF>. (1:15)" },
    { "DirectiveDefinition: at sign", "directive a on FIELD",
            "Syntax Error: Expected \"@\", found Name \"a\". (1:11)" },
    { "DirectiveDefinition: `on`", "directive@a repeatable FIELD",
            "Syntax Error: Expected \"on\", found Name \"FIELD\". (1:24)" },
    { "DirectiveExtension", "extend directive@a@b", "extend directive @a @b" },
    { "DirectiveExtension: adds something", "extend directive@a",
            "Syntax Error: Unexpected <EOF>. (1:19)" },
    { "extend: operations cannot be", "extend query A{b}",
            "Syntax Error: Unexpected Name \"query\". (1:8)" },
    { "extend: a keyword follows", "extend {", "Syntax Error: Unexpected \"{\". (1:8)" },
    { "Const: no variables in SDL", "type A@b(c:$d)",
            "Syntax Error: Unexpected variable \"$d\" in constant value. (1:12)" },
};

static const struct parse_case type_cases[] = {
    { "Type: named", "A", "A" },
    { "Type: lists and non-null, nested", "[[A!]!]!", "[[A!]!]!" },
    { "Type: not twice non-null", "A!!", "Syntax Error: Expected <EOF>, found \"!\". (1:3)" },
    { "Type: a list must be closed", "[A", "Syntax Error: Expected \"]\", found <EOF>. (1:3)" },
    { "Type: a list has one type", "[]", "Syntax Error: Expected Name, found \"]\". (1:2)" },
};

static const struct parse_case value_cases[] = {
    { "constant value: nested", "[1,{a:\"b\"}]", "[1, { a: \"b\" }]" },
    { "constant value: one only", "1 2", "Syntax Error: Expected <EOF>, found Int \"2\". (1:3)" },
    { "constant value: no variable", "$a",
            "Syntax Error: Unexpected variable \"$a\" in constant value. (1:1)" },
};

static void
test_document(void **state)
{
    const struct parse_case *c = *state;

    trial_expect(trial_print_document, gq_str_of(c->text), c->wanted);
}

static void
test_type(void **state)
{
    const struct parse_case *c = *state;

    trial_expect(trial_print_type, gq_str_of(c->text), c->wanted);
}

static void
test_value(void **state)
{
    const struct parse_case *c = *state;

    trial_expect(trial_print_value, gq_str_of(c->text), c->wanted);
}

static struct gq_document *
parse_or_die(struct trial *trial)
{
    struct gq_document *document =
            gq_parse_document(trial->arena, trial->source, trial->options, trial->errs);

    assert_non_null(document);
    return document;
}

static struct gq_str
check_operation_positions(struct trial *trial)
{
    const struct gq_definition *operation = parse_or_die(trial)->definitions;
    const struct gq_variable_definition *variable = operation->operation.variables;
    const struct gq_selection *field = operation->operation.selections.first;

    assert_int_equal(operation->position, 1);
    assert_int_equal(operation->name.position, 11);
    assert_int_equal(variable->position, 13);
    assert_int_equal(variable->name.position, 18);
    assert_int_equal(variable->type->position, 20);
    assert_int_equal(variable->type->of->position, 20);
    assert_int_equal(variable->type->of->of->position, 21);
    assert_int_equal(variable->default_value->position, 27);
    assert_int_equal(operation->operation.selections.position, 29);
    assert_int_equal(field->position, 30);
    assert_int_equal(field->name.position, 32);
    assert_int_equal(field->arguments->value->position, 36);
    assert_int_equal(field->directives->position, 39);
    assert_int_equal(field->next->position, 42);
    assert_int_equal(field->next->name.position, 45);
    assert_false(field->selections.is_present);
    return GQ_STR("");
}

static struct gq_str
check_token_count(struct trial *trial)
{
    struct gq_document *document = parse_or_die(trial);

    assert_int_equal(document->token_count, 6);
    assert_ptr_equal(document->last, document->definitions->next);
    return GQ_STR("");
}

static void
test_positions_are_those_of_the_first_token(void **state)
{
    (void)state;
    trial_expect(check_operation_positions,
            GQ_STR(" \"d\" query Q(\"v\" $a:[I]! = 1){a:b(c:$d)@e ...F}"), "");
}

static void
test_tokens_are_counted_without_comments(void **state)
{
    (void)state;
    trial_expect(check_token_count, GQ_STR("{a # b c d\n} {b}#"), "");
}

/* Positions of the second source start behind the first one. */
static void
test_positions_run_through_all_sources(void **state)
{
    struct gq_arena *arena = gq_arena_new(1 << 20);
    struct gq_sources sources = { 0 };
    const struct gq_parse_options options = { 0 };
    struct gq_errors errs;
    const struct gq_source *second;

    (void)state;
    gq_source_add(arena, &sources, GQ_STR("one"), GQ_STR("{a}"));
    second = gq_source_add(arena, &sources, GQ_STR("two"), GQ_STR("{a\n ("));
    gq_errors_init(&errs, arena, &sources, 1);
    assert_null(gq_parse_document(arena, second, &options, &errs));
    assert_str_equal(errs.first->locations[0].source_name, GQ_STR("two"));
    assert_int_equal(errs.first->locations[0].line, 2);
    assert_int_equal(errs.first->locations[0].column, 3);
    gq_arena_free(arena);
}

int
main(void)
{
    struct CMUnitTest tests[160] = {
        cmocka_unit_test(test_positions_are_those_of_the_first_token),
        cmocka_unit_test(test_tokens_are_counted_without_comments),
        cmocka_unit_test(test_positions_run_through_all_sources),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, document_cases, test_document);
    GQ_UNIT_CASES(tests, count, sdl_cases, test_document);
    GQ_UNIT_CASES(tests, count, type_cases, test_type);
    GQ_UNIT_CASES(tests, count, value_cases, test_value);
    return _cmocka_run_group_tests("parse", tests, count, NULL, NULL);
}
