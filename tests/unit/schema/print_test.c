/* A type system as SDL, as the reference implementation prints it. */
#include "schema/print.h"

#include "unit.h"

#include "fixture.h"

static const struct print_case {
    const char *name, *sdl, *printed;
} print_cases[] = {
    { "the usual roots need no schema definition", "schema { query: Query } type Query { a: Int }",
            "type Query {\n  a: Int\n}" },
    { "other roots do", "schema { query: Q mutation: M } type Q { a: Int } type M { a: Int }",
            "schema {\n  query: Q\n  mutation: M\n}\n\ntype Q {\n  a: Int\n}\n\ntype M {\n  a: "
            "Int\n}" },
    { "a type with a root's name that is no root",
            "schema { query: Query } type Query { a: Int } type Mutation { a: Int }",
            "schema {\n  query: Query\n}\n\ntype Query {\n  a: Int\n}\n\ntype Mutation {\n  a: "
            "Int\n}" },
    { "a description of the schema", "\"about\" schema { query: Query } type Query { a: Int }",
            "\"\"\"about\"\"\"\nschema {\n  query: Query\n}\n\ntype Query {\n  a: Int\n}" },
    { "interfaces, extensions, deprecation",
            "type Query implements I & J { a: Int } extend type Query { b: [ID!]! @deprecated } "
            "interface I { a: Int } interface J { a: Int }",
            "type Query implements I & J {\n  a: Int\n  b: [ID!]! @deprecated\n}\n\n"
            "interface I {\n  a: Int\n}\n\ninterface J {\n  a: Int\n}" },
    { "a reason of deprecation", "type Query { a: Int @deprecated(reason: \"say \\\"no\\\"\") }",
            "type Query {\n  a: Int @deprecated(reason: \"say \\\"no\\\"\")\n}" },
    { "descriptions in blocks", "type Query { \"first\" a: Int \"second\" b: Int }",
            "type Query {\n  \"\"\"first\"\"\"\n  a: Int\n\n  \"\"\"second\"\"\"\n  b: Int\n}" },
    { "a description that no block string can hold", "\"\\u0007 bell\" type Query { a: Int }",
            "\"\\u0007 bell\"\ntype Query {\n  a: Int\n}" },
    { "arguments on one line", "type Query { a(x: Int = 1, y: [E!] = [A]): Int } enum E { A B }",
            "type Query {\n  a(x: Int = 1, y: [E!] = [A]): Int\n}\n\nenum E {\n  A\n  B\n}" },
    { "arguments with descriptions, one a line", "type Query { a(\"the x\" x: Int, y: Int): Int }",
            "type Query {\n  a(\n    \"\"\"the x\"\"\"\n    x: Int\n    y: Int\n  ): Int\n}" },
    { "directives before types, the specification's left out",
            "type Query { a: Int } directive @b(\"the x\" x: Int) repeatable on QUERY | FIELD "
            "directive @skip on FIELD",
            "directive @b(\n  \"\"\"the x\"\"\"\n  x: Int\n) repeatable on QUERY | FIELD\n\n"
            "type Query {\n  a: Int\n}" },
    { "unions, scalars, input objects",
            "type Query { a(x: I): U } union U = Query | T type T { s: S } "
            "scalar S @specifiedBy(url: \"u\") input I @oneOf { a: Int }",
            "type Query {\n  a(x: I): U\n}\n\nunion U = Query | T\n\ntype T {\n  s: S\n}\n\n"
            "scalar S @specifiedBy(url: \"u\")\n\ninput I @oneOf {\n  a: Int\n}" },
};

static void
test_print(void **state)
{
    const struct print_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    struct gq_buf printed;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, c->sdl);
    assert_non_null(schema);
    gq_buf_init(&printed, 1 << 20);
    gq_schema_print(&printed, schema);
    assert_str_equal(gq_buf_view(&printed), gq_str_of(c->printed));
    gq_buf_fini(&printed);
    fixture_fini(&fixture);
}

/* What is printed is a schema that prints as itself. */
static void
test_fixpoint(void **state)
{
    const struct print_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    struct gq_buf printed;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, c->printed);
    assert_non_null(schema);
    gq_buf_init(&printed, 1 << 20);
    gq_schema_print(&printed, schema);
    assert_str_equal(gq_buf_view(&printed), gq_str_of(c->printed));
    gq_buf_fini(&printed);
    fixture_fini(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, print_cases, test_print);
    GQ_UNIT_CASES(tests, count, print_cases, test_fixpoint);
    return _cmocka_run_group_tests("print", tests, count, NULL, NULL);
}
