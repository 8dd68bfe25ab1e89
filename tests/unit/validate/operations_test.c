/* tests/unit/validate/operations_test.c - validation of documents and operations; what is wanted is what graphql-js says. */
#include "trial.h"
#include "unit.h"

/* Spec: Validation > Documents > Executable Definitions. */
static const struct trial_case executable_definitions_cases[] = {
    { "an operation and a fragment are executable",
            "{ ...F } fragment F on Query { named { name } }", "" },
    { "a type is not executable", "{ named { name } } type Extra { id: ID }",
            "The \"Extra\" definition is not executable. @1:20\n" },
    { "a schema definition and an extension are not executable",
            "{ named { name } } schema { query: Query } extend type Query { more: Int }",
            "The schema definition is not executable. @1:20\n"
            "The \"Query\" definition is not executable. @1:44\n" },
    { "a directive definition is not executable but defines",
            "{ named @extra { name } } directive @extra on FIELD",
            "The \"extra\" definition is not executable. @1:27\n" },
    { "what is not executable is checked all the same",
            "{ named { name } } type Extra @log(level: \"x\") { a(b: Nothing = 1 @tag @log): "
            "Extra, c: [Style] } enum E { A @log }",
            "The \"Extra\" definition is not executable. @1:20\n"
            "The \"E\" definition is not executable. @1:99\n"
            "Directive \"@log\" may not be used on OBJECT. @1:31\n"
            "Int cannot represent non-integer value: \"x\" @1:43\n"
            "Unknown type \"Nothing\". Did you mean \"String\"? @1:55\n"
            "Directive \"@tag\" may not be used on ARGUMENT_DEFINITION. @1:67\n"
            "Directive \"@log\" may not be used on ARGUMENT_DEFINITION. @1:72\n"
            "Argument \"@log(level:)\" of type \"Int!\" is required, but it was not provided. "
            "@1:72\n"
            "Directive \"@log\" may not be used on ENUM_VALUE. @1:110\n"
            "Argument \"@log(level:)\" of type \"Int!\" is required, but it was not provided. "
            "@1:110\n" },
    { "type system members carry directives",
            "{ named { name } } input I @nope { a: Int @nope } union U @nope = Extr interface J "
            "implements Nod @nope { b: Int @nope @deprecated @deprecated } extend scalar Moment "
            "@specifiedBy extend directive @log @nope",
            "The \"I\" definition is not executable. @1:20\n"
            "The \"U\" definition is not executable. @1:51\n"
            "The \"J\" definition is not executable. @1:72\n"
            "The \"Moment\" definition is not executable. @1:146\n"
            "The \"log\" definition is not executable. @1:180\n"
            "Unknown directive \"@nope\". @1:28\n"
            "Unknown directive \"@nope\". @1:43\n"
            "Unknown directive \"@nope\". @1:59\n"
            "Unknown type \"Extr\". @1:67\n"
            "Unknown type \"Nod\". Did you mean \"Node\" or \"ID\"? @1:95\n"
            "Unknown directive \"@nope\". @1:99\n"
            "The directive \"@deprecated\" can only be used once at this location. @1:120 @1:132\n"
            "Unknown directive \"@nope\". @1:114\n"
            "Argument \"@specifiedBy(url:)\" of type \"String!\" is required, but it was not "
            "provided. @1:167\n"
            "Unknown directive \"@nope\". @1:202\n" },
};

/* Spec: Validation > Operations > Operation Type Existence. */
static const struct trial_case operation_types_cases[] = {
    { "every kind that the schema has",
            "query A { named { name } } mutation B { remove(id: 1) } subscription C { published { "
            "id } }",
            "" },
};

/* Spec: Validation > Operations > Named Operation Definitions, Anonymous Operation Definitions. */
static const struct trial_case operation_names_cases[] = {
    { "different names", "query A { named { name } } query B { named { name } }", "" },
    { "the same name twice",
            "query A { named { name } } mutation A { remove(id: 1) } query A { named { name } }",
            "There can be only one operation named \"A\". @1:7 @1:37\n"
            "There can be only one operation named \"A\". @1:7 @1:63\n" },
    { "one operation without a name", "{ named { name } }", "" },
    { "a nameless operation among others",
            "{ named { name } } query A { named { name } } mutation { remove(id: 1) }",
            "This anonymous operation must be the only defined operation. @1:1\n"
            "This anonymous operation must be the only defined operation. @1:47\n" },
    { "a nameless operation and a fragment", "{ ...F } fragment F on Query { named { name } }",
            "" },
};

/* Spec: Validation > Operations > Subscription Operation Definitions > Single Root Field. */
static const struct trial_case single_root_field_cases[] = {
    { "one root field", "subscription { published { id title } }", "" },
    { "one root field by a fragment",
            "subscription S { ...F } fragment F on Subscription { published { id } }", "" },
    { "the same key twice is one field",
            "subscription S { published { id } ... { published { title } } }", "" },
    { "two root fields", "subscription S { published { id } removed }",
            "Subscription \"S\" must select only one top level field. @1:35\n" },
    { "two root fields without a name",
            "subscription { published { id } removed ... { other: removed, published { id } } }",
            "Anonymous Subscription must select only one top level field. @1:33 @1:47\n" },
    { "two root fields by fragments",
            "subscription S { ...F ...F } fragment F on Subscription { a: removed b: removed ...G "
            "} fragment G on Subscription { c: removed ...F }",
            "Subscription \"S\" must select only one top level field. @1:70 @1:117\n"
            "Cannot spread fragment \"F\" within itself via \"G\". @1:81 @1:128\n" },
    { "an introspection field", "subscription S { __typename }",
            "Subscription \"S\" must not select an introspection top level field. @1:18\n" },
    { "an introspection field besides another",
            "subscription { a: __typename b: removed a: __typename }",
            "Anonymous Subscription must select only one top level field. @1:30\n"
            "Anonymous Subscription must not select an introspection top level field. @1:16 "
            "@1:41\n" },
    { "an introspection field behind an alias", "subscription S { removed: __typename }",
            "Subscription \"S\" must not select an introspection top level field. @1:18\n" },
    { "skip and include at the root",
            "subscription S($a: Boolean!) { removed @skip(if: $a) ... @include(if: $a) { published "
            "{ id } } }",
            "Subscription \"S\" must not use `@skip` or `@include` directives in the top level "
            "selection. @1:40 @1:58\n" },
    { "skip and include without a name",
            "subscription { removed @include(if: true) @skip(if: false) }",
            "Anonymous Subscription must not use `@skip` or `@include` directives in the top level "
            "selection. @1:43\n" },
    { "skip below the root", "subscription S { published { id @skip(if: true) } }", "" },
    { "skip inside of a fragment",
            "subscription S { ...F } fragment F on Subscription { removed @skip(if: false) }",
            "Subscription \"S\" must not use `@skip` or `@include` directives in the top level "
            "selection. @1:62\n" },
    { "fragments that do not apply", "subscription S { ... on Query { named { name } } }",
            "Subscription \"S\" must select one top level field. @1:16\n"
            "Fragment cannot be spread here as objects of type \"Subscription\" can never be of "
            "type \"Query\". @1:18\n" },
    { "an unknown fragment selects nothing", "subscription S { ...Nope }",
            "Subscription \"S\" must select one top level field. @1:16\n"
            "Unknown fragment \"Nope\". @1:21\n" },
};

int
main(void)
{
    struct CMUnitTest tests[256];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, executable_definitions_cases, trial_test);
    GQ_UNIT_CASES(tests, count, operation_types_cases, trial_test);
    GQ_UNIT_CASES(tests, count, operation_names_cases, trial_test);
    GQ_UNIT_CASES(tests, count, single_root_field_cases, trial_test);
    return _cmocka_run_group_tests("operations", tests, count, NULL, NULL);
}
