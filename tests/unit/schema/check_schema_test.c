/* Rules on types: messages, places and order are those of the reference implementation. */
#include "base/error.h"
#include "schema/schema.h"
#include "unit.h"

#include "fixture.h"

static const struct fault_case {
    const char *name, *sdl, *faults;
} fault_cases[] = {
    { "a query root type is there", "type Mutation { a: Int }",
            "Query root type must be provided." },
    { "the schema definition is blamed for a missing query root type",
            "schema { mutation: M } type M { a: Int }", "Query root type must be provided. 1:1" },
    { "root types are objects",
            "schema { query: U mutation: E subscription: Q } type Q { a: Int } union U = "
            "Q enum E { A }",
            "Query root type must be Object type, it cannot be U. 1:17\n"
            "Mutation root type must be Object type if provided, it cannot be E. 1:29" },
    { "root types of extensions are objects",
            "type Query { a: Int } extend schema { mutation: E } enum E { A }",
            "Mutation root type must be Object type if provided, it cannot be E. 1:49" },
    { "root types differ", "schema { query: Q mutation: Q subscription: Q } type Q { a: Int }",
            "All root types must be different, \"Q\" type is used as query, mutation, and "
            "subscription root types. 1:17 1:29 1:45" },
    { "two root types differ", "schema { query: Q subscription: Q } type Q { a: Int }",
            "All root types must be different, \"Q\" type is used as query and "
            "subscription root types. 1:17 1:33" },
    { "reserved names",
            "type Query { __a(__b: Int): Int } type __T { a: Int } enum E { __V } input I "
            "{ __c: Int } directive @__d(__e: Int) on FIELD",
            "Name \"__d\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:91\n"
            "Name \"__e\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:106\n"
            "Name \"__a\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:14\n"
            "Name \"__b\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:18\n"
            "Name \"__T\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:35\n"
            "Name \"__V\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:64\n"
            "Name \"__c\" must not begin with \"__\", which is reserved by GraphQL "
            "introspection. 1:80" },
    { "arguments of directives are of input types",
            "type Query { a: Int } directive @d(a: Query) on FIELD",
            "The type of @d(a:) must be Input Type but got: Query. 1:36" },
    { "a required argument is not deprecated",
            "type Query { a(x: Int! @deprecated, y: Int! = 1 @deprecated): Int } "
            "directive @d(z: Int! @deprecated) on FIELD",
            "Required argument @d(z:) cannot be deprecated. 1:90 1:85\n"
            "Required argument Query.a(x:) cannot be deprecated. 1:24 1:19" },
    { "default values fit their types",
            "type Query { a(x: Int = \"1\", y: [E!] = [A, B, null], z: I = {b: 1, c: 2}): "
            "Int } enum E { A } input I { b: String }",
            "Query.a(x:) has invalid default value: Int cannot represent non-integer "
            "value: \"1\" 1:25\n"
            "Query.a(y:) has invalid default value at [1]: Value \"B\" does not exist in "
            "\"E\" enum. Did you mean the enum value \"A\"? 1:44\n"
            "Query.a(y:) has invalid default value at [2]: Expected value of non-null "
            "type \"E!\" not to be null. 1:47\n"
            "Query.a(z:) has invalid default value at .b: String cannot represent a non "
            "string value: 1 1:65\n"
            "Query.a(z:) has invalid default value: Expected value of type \"I\" not to "
            "include unknown field \"c\". Did you mean \"b\"? Found: { b: 1, c: 2 }. 1:68" },
    { "types define fields",
            "type Query interface I enum E { A } union U input J enum F extend type Query "
            "@d directive @d on OBJECT",
            "Type Query must define one or more fields. 1:1 1:60\n"
            "Type I must define one or more fields. 1:12\n"
            "Union type U must define one or more member types. 1:37\n"
            "Input Object type J must define one or more fields. 1:45\n"
            "Enum type F must define one or more values. 1:53" },
    { "fields are of output types", "type Query { a: I b: [I!]! } input I { c: Int }",
            "The type of Query.a must be Output Type but got: I. 1:17\n"
            "The type of Query.b must be Output Type but got: [I!]!. 1:22" },
    { "arguments are of input types", "type Query { a(x: Query, y: [U!]): Int } union U = Query",
            "The type of Query.a(x:) must be Input Type but got: Query. 1:19\n"
            "The type of Query.a(y:) must be Input Type but got: [U!]. 1:29" },
    { "only interfaces are implemented",
            "type Query implements E & U { a: Int } enum E { A } union U = Query",
            "Type Query must only implement Interface types, it cannot implement E. "
            "1:23\n"
            "Type Query must only implement Interface types, it cannot implement U. 1:27" },
    { "an interface does not implement itself",
            "type Query { a: Int } interface I implements I { a: Int }",
            "Type I cannot implement itself because it would create a circular reference. "
            "1:46" },
    { "interfaces do not implement each other",
            "type Query { a: Int } interface I implements J { a: Int } interface J "
            "implements I { a: Int }",
            "Type I cannot implement J because it would create a circular reference. 1:82 "
            "1:46\n"
            "Type J cannot implement I because it would create a circular reference. 1:46 "
            "1:82" },
    { "an interface is implemented once",
            "type Query implements I { a: Int } extend type Query implements I interface "
            "I { a: Int }",
            "Type Query can only implement I once. 1:23 1:65" },
    { "interfaces of interfaces are declared",
            "type Query implements J { a: Int } interface I { a: Int } interface J "
            "implements I { a: Int }",
            "Type Query must implement I because it is implemented by J. 1:82 1:23" },
    { "fields of interfaces are there",
            "type Query implements I { a: Int } interface I { a: Int b: Int } extend type "
            "Query @d directive @d on OBJECT",
            "Interface field I.b expected but Query does not provide it. 1:57 1:1 1:66" },
    { "fields are covariant",
            "type Query implements I { a: [Query!]! b: Int c: [Int] } interface I { a: "
            "[I] b: Int! c: Int }",
            "Interface field I.b expects type Int! but Query.b is type Int. 1:82 1:43\n"
            "Interface field I.c expects type Int but Query.c is type [Int]. 1:90 1:50" },
    { "arguments of interface fields are there",
            "type Query implements I { a(y: Int!, z: Int): Int } interface I { a(x: Int): "
            "Int }",
            "Interface field argument I.a(x:) expected but Query.a does not provide it. "
            "1:69 1:27\n"
            "Argument \"Query.a(y:)\" must not be required type \"Int!\" if not provided "
            "by the Interface field \"I.a\". 1:29 1:67" },
    { "arguments of interface fields have the same types",
            "type Query implements I { a(x: Int!, y: [Int!]): Int } interface I { a(x: "
            "Int, y: [Int!]): Int }",
            "Interface field argument I.a(x:) expects type Int but Query.a(x:) is type "
            "Int!. 1:75 1:32" },
    { "a field is not deprecated unless the interface says so",
            "type Query implements I { a: Int @deprecated b: Int @deprecated } interface "
            "I { a: Int b: Int @deprecated }",
            "Interface field I.a is not deprecated, so implementation field Query.a must "
            "not be deprecated. 1:34 1:30" },
    { "members of unions are objects",
            "type Query { a: Int } union U = Query | I | E interface I { a: Int } enum E "
            "{ A }",
            "Union type U can only include Object types, it cannot include I. 1:41\n"
            "Union type U can only include Object types, it cannot include E. 1:45" },
    { "members of unions are unique",
            "type Query { a: Int } union U = Query extend union U = Query",
            "Union type U can only include type Query once. 1:33 1:56" },
    { "fields of input objects are of input types",
            "type Query { a: Int } input I { a: Query b: [I] }",
            "The type of I.a must be Input Type but got: Query. 1:36" },
    { "a required input field is not deprecated",
            "type Query { a: Int } input I { a: Int! @deprecated }",
            "Required input field I.a cannot be deprecated. 1:41 1:36" },
    { "fields of OneOf input objects are nullable and without default value",
            "type Query { a: Int } input I @oneOf { a: Int! b: Int = 1 c: Int }",
            "OneOf input field I.a must be nullable. 1:43\n"
            "OneOf input field I.b cannot have a default value. 1:48" },
    { "an input object has a finite value",
            "type Query { a: Int } input A { b: B! } input B { c: C! a: A! } input C { a: "
            "A! d: [A!]! }",
            "Input Object A cannot be provided a finite value because it references "
            "itself through fields: A.b, B.c, C.a. 1:33 1:51 1:75\n"
            "Input Object A cannot be provided a finite value because it references "
            "itself through fields: A.b, B.a. 1:33 1:57" },
    { "a OneOf input object has a finite value",
            "type Query { a: Int } input A @oneOf { a: A b: B } input B { a: A! } input C "
            "@oneOf { c: C d: Int }",
            "Input Object A cannot be provided a finite value because it references "
            "itself through fields: A.a. 1:40\n"
            "Input Object A cannot be provided a finite value because it references "
            "itself through fields: A.b, B.a. 1:45 1:62" },
    { "what needs an infinite value is not blamed itself",
            "type Query { a: Int } input A { b: B! } input B { b: B! }",
            "Input Object B cannot be provided a finite value because it references "
            "itself through fields: B.b. 1:51" },
    { "default values do not need themselves",
            "type Query { a: Int } input A { b: A = {} } input B { c: C = {} } input C { "
            "b: B = {} } input D { d: [D] = [{}] }",
            "Invalid circular reference. The default value of Input Object field A.b "
            "references itself. 1:40\n"
            "Invalid circular reference. The default value of Input Object field B.c "
            "references itself via the default values of: C.b. 1:62 1:84\n"
            "Invalid circular reference. The default value of Input Object field D.d "
            "references itself. 1:108" },
    { "a reason of deprecation is a string", "type Query { a: Int @deprecated(reason: 1) }",
            "Argument \"@deprecated(reason:)\" has invalid value: String cannot represent "
            "a non string value: 1 1:41" },
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

static const struct chain_case {
    const char *name;
    unsigned length;
    bool is_valid;
} chain_cases[] = {
    { "as many default values as may hang on each other", 32, true },
    { "one default value too many", 33, false },
};

/* Input I0 { f: I1 = {} } and so on: the default value of the first needs all the others. */
static void
test_chain_of_default_values(void **state)
{
    const struct chain_case *c = *state;
    struct fixture fixture;
    struct gq_str sdl = GQ_STR("type Query { a: Int } ");

    fixture_init(&fixture);
    for (unsigned i = 0; i < c->length; i++)
        sdl = gq_arena_printf(
                fixture.arena, "%.*s input I%u { f: I%u = {} }", GQ_STR_ARG(sdl), i, i + 1);
    sdl = gq_arena_printf(fixture.arena, "%.*s input I%u { f: Int }", GQ_STR_ARG(sdl), c->length);
    assert_int_equal(fixture_build(&fixture, sdl.bytes) != NULL, c->is_valid);
    assert_int_equal(fixture.errs.count, c->is_valid ? 0 : 1);
    fixture_fini(&fixture);
}

/* A cycle through very many types is found without a deep stack. */
static void
test_long_cycle(void **state)
{
    enum { LENGTH = 20000, ROOM = LENGTH * 40 };
    struct fixture fixture;
    struct gq_buf *sdl;

    (void)state;
    fixture_init(&fixture);
    sdl = gq_arena_new_of(fixture.arena, struct gq_buf);
    gq_buf_init_in(sdl, fixture.arena, ROOM);
    gq_buf_text(sdl, "type Query { a: Int }");
    for (unsigned i = 0; i < LENGTH; i++)
        gq_buf_printf(sdl, " input I%u { f: I%u! }", i, (i + 1) % LENGTH);
    gq_buf_char(sdl, '\0');
    fixture.errs.count_max = 1;
    assert_false(gq_buf_failed(sdl));
    assert_null(fixture_build(&fixture, sdl->bytes));
    assert_int_equal(fixture.errs.count, 1);
    assert_true(fixture.errs.first->location_count > 100);
    assert_true(fixture.errs.first->message.length > LENGTH);
    fixture_fini(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[64] = { cmocka_unit_test(test_long_cycle) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, fault_cases, test_fault);
    GQ_UNIT_CASES(tests, count, chain_cases, test_chain_of_default_values);
    return _cmocka_run_group_tests("check_schema", tests, count, NULL, NULL);
}
