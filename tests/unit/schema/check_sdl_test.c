/* Rules on definitions: messages, places and order are those of the reference implementation. */
#include "base/error.h"
#include "schema/schema.h"
#include "unit.h"

#include "fixture.h"

static const struct fault_case {
    const char *name, *sdl, *faults;
} fault_cases[] = {
    { "one schema definition", "schema { query: Q } schema { query: Q } type Q { a: Int }",
            "Must provide only one schema definition. 1:21\n"
            "There can be only one query type in schema. 1:10 1:30" },
    { "each operation has one root type",
            "type Query { a: Int } schema { query: Query mutation: Query } extend schema "
            "{ mutation: Query }",
            "There can be only one mutation type in schema. 1:45 1:79" },
    { "types have unique names", "type Query { a: Int } scalar T enum T { A }",
            "There can be only one type named \"T\". 1:30 1:37" },
    { "enum values have unique names, extensions included",
            "type Query { a: Int } enum E { A A } extend enum E { A }",
            "Enum value \"E.A\" can only be defined once. 1:32 1:34\n"
            "Enum value \"E.A\" can only be defined once. 1:32 1:54" },
    { "fields have unique names, extensions included",
            "type Query { a: Int } extend type Query { a: Int } input I { b: Int b: Int }",
            "Field \"Query.a\" can only be defined once. 1:14 1:43\n"
            "Field \"I.b\" can only be defined once. 1:62 1:69" },
    { "arguments of a field have unique names",
            "type Query { a(x: Int, y: Int, x: Int, x: ID): Int }",
            "Argument \"Query.a(x:)\" can only be defined once. 1:16 1:32 1:40" },
    { "arguments of a directive have unique names",
            "type Query { a: Int } directive @d(x: Int, x: Int) on FIELD",
            "Argument \"@d(x:)\" can only be defined once. 1:36 1:44" },
    { "directives have unique names",
            "type Query { a: Int } directive @d on FIELD directive @d on QUERY",
            "There can be only one directive named \"@d\". 1:34 1:56" },
    { "named types exist",
            "type Query implements Nod { a(x: Strin): Quer } union U = Query | Nope "
            "extend schema { mutation: Mutaton }",
            "Unknown type \"Nod\". Did you mean \"ID\"? 1:23\n"
            "Unknown type \"Strin\". Did you mean \"String\"? 1:34\n"
            "Unknown type \"Quer\". Did you mean \"Query\"? 1:42\n"
            "Unknown type \"Nope\". 1:67\n"
            "Unknown type \"Mutaton\". 1:98" },
    { "directives exist", "type Query @nope { a(x: Int @nope): Int @nope } ",
            "Unknown directive \"@nope\". 1:12\n"
            "Unknown directive \"@nope\". 1:29\n"
            "Unknown directive \"@nope\". 1:41" },
    { "directives stand where they may",
            "type Query @deprecated { a: Int @oneOf } enum E @specifiedBy(url: \"x\") { A "
            "@deprecated } schema @deprecated { query: Query }",
            "Directive \"@deprecated\" may not be used on OBJECT. 1:12\n"
            "Directive \"@oneOf\" may not be used on FIELD_DEFINITION. 1:33\n"
            "Directive \"@specifiedBy\" may not be used on ENUM. 1:49\n"
            "Directive \"@deprecated\" may not be used on SCHEMA. 1:97" },
    { "an own directive replaces that of the specification",
            "directive @deprecated on OBJECT type Query @deprecated { a: Int @deprecated "
            "}",
            "Directive \"@deprecated\" may not be used on FIELD_DEFINITION. 1:65" },
    { "a directive stands once, extensions included",
            "directive @d on OBJECT directive @r repeatable on OBJECT type Query @d @d @r "
            "@r { a: Int } extend type Query @d",
            "The directive \"@d\" can only be used once at this location. 1:69 1:72\n"
            "The directive \"@d\" can only be used once at this location. 1:69 1:110" },
    { "a directive stands once at a field",
            "type Query { a: Int } type T { a: Int @deprecated @deprecated }",
            "The directive \"@deprecated\" can only be used once at this location. 1:39 "
            "1:51" },
    { "extensions extend what exists",
            "type Query { a: Int } extend type Quer { b: Int } extend scalar Int "
            "@specifiedBy(url: \"u\")",
            "Cannot extend type \"Quer\" because it is not defined. Did you mean "
            "\"Query\"? 1:35\n"
            "Cannot extend type \"Int\" because it is not defined. 1:65" },
    { "extensions are of the same kind",
            "type Query { a: Int } enum E { A } extend input Query { b: Int } extend type "
            "E { a: Int } extend interface E { a: Int }",
            "Cannot extend non-input object type \"Query\". 1:1 1:36\n"
            "Cannot extend non-object type \"E\". 1:23 1:66\n"
            "Field \"E.a\" can only be defined once. 1:82 1:112\n"
            "Cannot extend non-interface type \"E\". 1:23 1:91" },
    { "arguments of directives exist", "type Query { a: Int @deprecated(reson: \"x\") }",
            "Unknown argument \"reson\" on directive \"@deprecated\". Did you mean "
            "\"reason\"? 1:33" },
    { "arguments of directives have unique names",
            "type Query { a: Int @deprecated(reason: \"x\", reason: \"y\") }",
            "There can be only one argument named \"reason\". 1:33 1:46" },
    { "fields of an object value have unique names",
            "type Query { a(x: I = {b: 1, b: 2, c: {b: 1, d: 1, d: 2}}): Int } input I { "
            "b: Int c: I d: Int }",
            "There can be only one input field named \"b\". 1:24 1:30\n"
            "There can be only one input field named \"d\". 1:46 1:52" },
    { "required arguments of directives are given",
            "directive @d(a: Int!, b: Int! = 1, c: [ID!]!) on OBJECT type Query @d { a: "
            "Int } scalar S @specifiedBy",
            "Argument \"@d(a:)\" of type \"Int!\" is required, but it was not provided. "
            "1:68\n"
            "Argument \"@d(c:)\" of type \"[ID!]!\" is required, but it was not provided. "
            "1:68\n"
            "Argument \"@specifiedBy(url:)\" of type \"String!\" is required, but it was "
            "not provided. 1:91" },
    { "operations beside definitions are walked too",
            "type Query { a: Int } query ($x: Nope @nope) @include { a(y: 1, y: 2) ... on "
            "Missing @skip(if: true) @skip(if: true) { b } }",
            "Unknown type \"Nope\". 1:34\n"
            "Unknown directive \"@nope\". 1:39\n"
            "Directive \"@include\" may not be used on QUERY. 1:46\n"
            "Argument \"@include(if:)\" of type \"Boolean!\" is required, but it was not "
            "provided. 1:46\n"
            "There can be only one argument named \"y\". 1:59 1:65\n"
            "The directive \"@skip\" can only be used once at this location. 1:86 1:102\n"
            "Unknown type \"Missing\". 1:78" },
    { "errors come in the order of the definitions", "type T { a: X } type T { a: Y }",
            "Unknown type \"X\". Did you mean \"T\"? 1:13\n"
            "There can be only one type named \"T\". 1:6 1:22\n"
            "Field \"T.a\" can only be defined once. 1:10 1:26\n"
            "Unknown type \"Y\". Did you mean \"T\"? 1:29" },
    { "directives on directives",
            "type Query { a: Int } directive @d(a: Int @d) on ARGUMENT_DEFINITION "
            "directive @e @e on DIRECTIVE_DEFINITION extend directive @e @e",
            "The directive \"@e\" can only be used once at this location. 1:83 1:130" },
    { "columns count UTF-16 units",
            "type Query { a: Int } \"\xef\xbf\xbd"
            "\xef\xbf\xbd"
            "\" scalar S @nope",
            "Unknown directive \"@nope\". 1:37" },
};

static void
test_fault(void **state)
{
    const struct fault_case *c = *state;
    struct fixture fixture;

    fixture_init(&fixture);
    assert_null(fixture_build(&fixture, c->sdl));
    assert_string_equal(fixture_faults(&fixture), c->faults);
    for (const struct gq_error *e = fixture.errs.first; e; e = e->next)
        assert_int_equal(e->code, GQ_E_SCHEMA_INVALID);
    fixture_fini(&fixture);
}

/* A whole schema of faults gives as many errors as the list takes, and says that there are more. */
static void
test_bound_of_errors(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture.errs.count_max = 2;
    assert_null(fixture_build(&fixture, "type Query { a: X b: Y c: Z }"));
    assert_int_equal(fixture.errs.count, 2);
    assert_true(fixture.errs.dropped);
    fixture_fini(&fixture);
}

/* The documents are one schema: a name may be defined in one and extended in another. */
static void
test_documents_are_checked_together(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture);
    fixture_add(&fixture, "extend type Query { b: B }");
    assert_non_null(fixture_build(&fixture, "type Query { a: Int } scalar B"));
    fixture_fini(&fixture);
    fixture_init(&fixture);
    fixture_add(&fixture, "type Query { a: Int }");
    assert_null(fixture_build(&fixture, "\n type Query { a: Int }"));
    assert_string_equal(fixture_faults(&fixture),
            "There can be only one type named \"Query\". 1:6 2:7\n"
            "Field \"Query.a\" can only be defined once. 1:14 2:15");
    fixture_fini(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_bound_of_errors),
        cmocka_unit_test(test_documents_are_checked_together),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, fault_cases, test_fault);
    return _cmocka_run_group_tests("check_sdl", tests, count, NULL, NULL);
}
