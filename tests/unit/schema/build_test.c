/* Documents to a type system: order, wrappers, relations, look-ups, default values. */
#include "base/alloc.h"
#include "base/guard.h"
#include "schema/build.h"
#include "schema/schema.h"
#include "unit.h"
#include "json/value.h"

#include "fixture.h"

static const struct gq_type *
type_called(const struct gq_schema *schema, const char *name)
{
    return gq_schema_type_find(schema, gq_str_of(name));
}

static const struct gq_field *
field_called(const struct gq_schema *schema, const char *type, const char *field)
{
    return gq_schema_field_find(schema, type_called(schema, type), gq_str_of(field));
}

/* Definition order; a type of the specification comes behind the first type that mentions it. */
static const struct order_case {
    const char *name, *sdl, *types;
} order_cases[] = {
    { "types as defined", "type B { b: Int } type Query { a: B } scalar A",
            "B Int Query A Boolean String __Schema __Type __TypeKind __Field __InputValue "
            "__EnumValue __Directive __DirectiveLocation" },
    { "interfaces, field types, arguments, in this order",
            "type Query implements I { a(x: Float): ID } interface I { a(x: Float): ID }",
            "Query ID Float I Boolean String __Schema __Type __TypeKind __Field __InputValue "
            "__EnumValue __Directive __DirectiveLocation" },
    { "an introspection type that a field has", "type Query { a: __TypeKind }",
            "Query __TypeKind Boolean String __Schema __Type __Field __InputValue __EnumValue "
            "__Directive __DirectiveLocation" },
    { "a scalar of the specification that the document defines",
            "type Query { a: Int } scalar ID scalar Int",
            "Query ID Int Boolean String __Schema __Type __TypeKind __Field __InputValue "
            "__EnumValue __Directive __DirectiveLocation" },
    { "arguments of directives", "directive @d(a: Float) on FIELD type Query { a: Int }",
            "Query Int Float Boolean String __Schema __Type __TypeKind __Field __InputValue "
            "__EnumValue __Directive __DirectiveLocation" },
};

static void
test_order(void **state)
{
    const struct order_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    struct gq_str names = GQ_STR("");

    fixture_init(&fixture);
    schema = fixture_build(&fixture, c->sdl);
    assert_non_null(schema);
    for (uint32_t i = 0; i < schema->type_count; i++) {
        assert_int_equal(schema->types[i]->index, i);
        names = gq_arena_printf(fixture.arena, "%.*s%s%.*s", GQ_STR_ARG(names), i ? " " : "",
                GQ_STR_ARG(schema->types[i]->name));
    }
    assert_str_equal(names, gq_str_of(c->types));
    fixture_fini(&fixture);
}

static void
test_equal_types_are_one(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_type *named, *list;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture, "type Query { a: [Int!]! b(x: [Int!]!): [Int!] c: Int! }");
    named = type_called(schema, "Int");
    list = field_called(schema, "Query", "b")->type;
    assert_ptr_equal(field_called(schema, "Query", "a")->type, list->non_null);
    assert_ptr_equal(field_called(schema, "Query", "b")->arguments[0].type, list->non_null);
    assert_ptr_equal(field_called(schema, "Query", "c")->type, named->non_null);
    assert_ptr_equal(list->of, named->non_null);
    assert_ptr_equal(named->non_null->list, list);
    assert_ptr_equal(list->non_null->named, named);
    assert_ptr_equal(named->non_null->non_null, named->non_null);
    fixture_fini(&fixture);
}

static const struct resolve_case {
    const char *name, *reference;
    bool is_known, is_in_schema;
} resolve_cases[] = {
    { "a named type", "Int", true, true },
    { "a wrapped type of the schema", "[Int!]!", true, true },
    { "wrappers that the schema does not use", "[[Int!]]!", true, false },
    { "an unknown name", "[Nope]", false, false },
    { "a scalar that the schema does not use", "Float", false, false },
};

static void
test_resolve(void **state)
{
    static const struct gq_parse_options options = { 0 };
    const struct resolve_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_source *source;
    const struct gq_type_node *node;
    const struct gq_type *type;
    struct gq_buf printed;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, "type Query { a: [Int!]! }");
    source =
            gq_source_add(fixture.arena, &fixture.sources, GQ_STR("type"), gq_str_of(c->reference));
    node = gq_parse_type(fixture.arena, source, &options, &fixture.errs);
    type = gq_schema_resolve(fixture.arena, schema, node);
    assert_int_equal(type != NULL, c->is_known);
    if (type) {
        gq_buf_init(&printed, 64);
        gq_type_print(&printed, type);
        assert_str_equal(gq_buf_view(&printed), gq_str_of(c->reference));
        gq_buf_fini(&printed);
        assert_int_equal(type == gq_schema_resolve(fixture.arena, schema, node), c->is_in_schema);
        assert_ptr_equal(type->named, type_called(schema, "Int"));
    }
    fixture_fini(&fixture);
}

static void
test_extensions_add_members(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_type *type;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture,
            "extend type Query implements I { b: E } type Query { a: Int } interface I { b: E } "
            "enum E { A } extend enum E { B } union U = Query extend union U = T type T { a: Int }"
            "scalar S extend scalar S @specifiedBy(url: \"two\")"
            "input N { a: Int } extend input N { b: Int }");
    type = type_called(schema, "Query");
    assert_int_equal(type->field_count, 2);
    assert_str_equal(type->fields[1].name, GQ_STR("b"));
    assert_ptr_equal(type->fields[1].parent, type);
    assert_int_equal(type->interface_count, 1);
    assert_int_equal(type->extension_count, 1);
    assert_int_equal(type_called(schema, "E")->enum_value_count, 2);
    assert_int_equal(type_called(schema, "U")->possible_type_count, 2);
    assert_int_equal(type_called(schema, "N")->input_field_count, 2);
    assert_str_equal(type_called(schema, "S")->specified_by_url, GQ_STR("two"));
    fixture_fini(&fixture);
}

static void
test_possible_types(void **state)
{
    enum { FILLERS = 130 }; /* so that indexes take more than two words of a set */
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_type *interface, *object, *other, *uni;
    struct gq_str sdl = GQ_STR("interface I { a: Int } interface J implements I { a: Int }");

    (void)state;
    fixture_init(&fixture);
    for (int i = 0; i < FILLERS; i++)
        sdl = gq_arena_printf(fixture.arena, "%.*s type T%d { a: Int }", GQ_STR_ARG(sdl), i);
    sdl = gq_arena_printf(fixture.arena,
            "%.*s type Query implements J & I { a: Int } union U = T3 | Query", GQ_STR_ARG(sdl));
    schema = fixture_build(&fixture, sdl.bytes);
    assert_non_null(schema);
    interface = type_called(schema, "I");
    object = type_called(schema, "Query");
    other = type_called(schema, "T3");
    uni = type_called(schema, "U");
    assert_int_equal(interface->possible_type_count, 1);
    assert_ptr_equal(interface->possible_types[0], object);
    assert_int_equal(interface->implementation_count, 1);
    assert_ptr_equal(interface->implementations[0], type_called(schema, "J"));
    assert_ptr_equal(uni->possible_types[0], other);
    assert_true(gq_type_is_possible(interface, object));
    assert_false(gq_type_is_possible(interface, other));
    assert_true(gq_type_is_possible(uni, other));
    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct gq_type *type = schema->types[i];

        assert_int_equal(
                gq_type_is_possible(uni, type), type == uni || type == other || type == object);
        assert_int_equal(gq_type_is_possible(other, type), type == other);
        assert_int_equal(gq_type_is_possible(object, type), type == object);
    }
    fixture_fini(&fixture);
}

static const struct subtype_case {
    const char *name, *sub, *super;
    bool is_subtype;
} subtype_cases[] = {
    { "equal types", "f1", "f1", true },
    { "non-null of nullable", "f2", "f1", true },
    { "nullable of non-null", "f1", "f2", false },
    { "list of non-null in list of nullable", "f4", "f3", true },
    { "named in list", "f1", "f3", false },
    { "object of its interface", "f6", "f5", true },
    { "interface of its interface", "f7", "f5", true },
    { "interface of its object", "f5", "f6", false },
    { "member of a union", "f6", "f8", true },
    { "interface of a union", "f5", "f8", false },
    { "non-null list of objects in list of interfaces", "f9", "f10", true },
};

static void
test_subtype(void **state)
{
    const struct subtype_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;

    fixture_init(&fixture);
    schema = fixture_build(&fixture,
            "type Query { f1: Int f2: Int! f3: [Int] f4: [Int!] f5: I f6: T f7: J f8: U f9: [T!]! "
            "f10: [I] } interface I { a: Int } interface J implements I { a: Int } union U = T "
            "type T implements J & I { a: Int }");
    assert_int_equal(gq_type_is_subtype(field_called(schema, "Query", c->sub)->type,
                             field_called(schema, "Query", c->super)->type),
            c->is_subtype);
    fixture_fini(&fixture);
}

static const struct root_case {
    const char *name, *sdl, *query, *mutation;
} root_cases[] = {
    { "roots by their usual names", "type Query { a: Int } type Mutation { a: Int }", "Query",
            "Mutation" },
    { "roots of a schema definition",
            "schema { query: Q } type Q { a: Int } type Mutation { a: Int }", "Q", NULL },
    { "roots of an extension",
            "schema { query: Q } extend schema { mutation: M } type Q { a: Int } type M { a: Int }",
            "Q", "M" },
    { "an extension alone keeps the usual names",
            "type Query { a: Int } type M { a: Int } extend schema { mutation: M }", "Query", "M" },
};

static void
test_roots(void **state)
{
    const struct root_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, c->sdl);
    assert_str_equal(schema->query->name, gq_str_of(c->query));
    assert_ptr_equal(schema->query, gq_schema_root(schema, GQ_OPERATION_QUERY));
    assert_int_equal(schema->mutation != NULL, c->mutation != NULL);
    if (c->mutation)
        assert_str_equal(schema->mutation->name, gq_str_of(c->mutation));
    assert_null(gq_schema_root(schema, GQ_OPERATION_SUBSCRIPTION));
    fixture_fini(&fixture);
}

static void
test_meta_fields(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture, "type Query { t: T u: U } type T { a: Int } union U = T");
    assert_non_null(field_called(schema, "Query", "__schema"));
    assert_non_null(field_called(schema, "Query", "__type"));
    assert_null(field_called(schema, "T", "__schema"));
    assert_non_null(field_called(schema, "U", "__typename"));
    assert_null(field_called(schema, "Int", "__typename"));
    assert_null(field_called(schema, "T", "b"));
    fixture_fini(&fixture);
}

static void
test_default_values_are_coerced(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_value *value, *inner;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture,
            "type Query { a(x: [N] = {b: 1}): Int } input N { b: ID c: M = {d: 2} e: String } "
            "input M { d: Float f: Int = 3 }");
    value = field_called(schema, "Query", "a")->arguments[0].default_value;
    assert_int_equal(value->kind, GQ_VALUE_LIST);
    assert_int_equal(value->items[0].count, 2);
    assert_str_equal(gq_value_member(&value->items[0], GQ_STR("b"))->text, GQ_STR("1"));
    inner = gq_value_member(&value->items[0], GQ_STR("c"));
    assert_int_equal(gq_value_member(inner, GQ_STR("f"))->integer, 3);
    assert_int_equal(gq_value_member(inner, GQ_STR("d"))->kind, GQ_VALUE_FLOAT);
    fixture_fini(&fixture);
}

static void
test_coordinates(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture,
            "type Query { a(x: N): Int } input N { b: ID } directive @d(e: Int) on FIELD");
    assert_str_equal(
            field_called(schema, "Query", "a")->arguments[0].coordinate, GQ_STR("Query.a(x:)"));
    assert_str_equal(type_called(schema, "N")->input_fields[0].coordinate, GQ_STR("N.b"));
    assert_str_equal(gq_schema_directive_find(schema, GQ_STR("d"))->arguments[0].coordinate,
            GQ_STR("@d(e:)"));
    fixture_fini(&fixture);
}

static void
test_directives(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_directive_type *directive;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture,
            "type Query { a: Int } directive @d repeatable on QUERY | FIELD "
            "directive @skip on FIELD extend directive @d @deprecated");
    directive = gq_schema_directive_find(schema, GQ_STR("d"));
    assert_ptr_equal(directive, &schema->directives[0]);
    assert_true(directive->is_repeatable);
    assert_int_equal(directive->locations, 1u << GQ_LOCATION_QUERY | 1u << GQ_LOCATION_FIELD);
    assert_str_equal(directive->deprecation_reason, GQ_STR("No longer supported"));
    assert_int_equal(schema->directive_count, 6);
    directive = gq_schema_directive_find(schema, GQ_STR("skip"));
    assert_true(directive->is_specified);
    assert_int_equal(directive->argument_count, 0);
    assert_true(gq_schema_directive_find(schema, GQ_STR("oneOf"))->is_specified);
    assert_null(gq_schema_directive_find(schema, GQ_STR("defer")));
    fixture_fini(&fixture);
}

/* Unchecked: no rule is applied, but a name must mean something. */
static void
test_unchecked(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;

    (void)state;
    fixture_init(&fixture);
    (void)fixture_add(&fixture, "type Query { a: Int a: ID b(x: Int = \"no\"): Int @nope }");
    schema = gq_schema_build_unchecked(
            fixture.arena, fixture.documents, 1, &fixture.sources, &fixture.errs);
    assert_non_null(schema);
    assert_int_equal(type_called(schema, "Query")->field_count, 2);
    assert_ptr_equal(field_called(schema, "Query", "a")->type, type_called(schema, "ID"));
    assert_null(field_called(schema, "Query", "b")->arguments[0].default_value);
    fixture_fini(&fixture);
    fixture_init(&fixture);
    (void)fixture_add(&fixture, "type Query { a: Nope b: Nor }");
    assert_null(gq_schema_build_unchecked(
            fixture.arena, fixture.documents, 1, &fixture.sources, &fixture.errs));
    assert_string_equal(fixture_faults(&fixture), "Unknown type: \"Nope\". 1:17");
    fixture_fini(&fixture);
}

/* --- Faults ---------------------------------------------------------------------------------- */

struct trial {
    struct fixture fixture;
    bool is_built;
};

static void
build_guarded(void *arg)
{
    struct trial *trial = arg;

    fixture_init_in(&trial->fixture, trial->fixture.arena);
    trial->is_built = fixture_build(&trial->fixture,
                              "type Query implements I { a(x: [N] = {b: 1}): Int @deprecated } "
                              "interface I { a(x: [N]): Int @deprecated } input N { b: ID }")
            != NULL;
}

/* Memory that fails at any point of a build ends it, and nothing is lost. */
static void
test_out_of_memory_at_every_point(void **state)
{
    bool is_built = false;

    (void)state;
    for (int64_t countdown = 0; !is_built; countdown++) {
        struct trial trial = { .fixture.arena = gq_arena_new((size_t)1 << 20) };
        enum gq_guard_outcome outcome;

        gq_alloc_fail_after(countdown);
        outcome = gq_guard(trial.fixture.arena, build_guarded, &trial);
        is_built = !gq_alloc_has_failed();
        gq_alloc_fail_after(-1);
        assert_int_equal(outcome, is_built ? GQ_GUARD_DONE : GQ_GUARD_OUT_OF_MEMORY);
        assert_int_equal(trial.is_built, is_built);
        gq_arena_free(trial.fixture.arena);
    }
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_equal_types_are_one),
        cmocka_unit_test(test_extensions_add_members),
        cmocka_unit_test(test_possible_types),
        cmocka_unit_test(test_meta_fields),
        cmocka_unit_test(test_default_values_are_coerced),
        cmocka_unit_test(test_coordinates),
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_unchecked),
        cmocka_unit_test(test_out_of_memory_at_every_point),
    };
    size_t count = 9;

    GQ_UNIT_CASES(tests, count, order_cases, test_order);
    GQ_UNIT_CASES(tests, count, resolve_cases, test_resolve);
    GQ_UNIT_CASES(tests, count, subtype_cases, test_subtype);
    GQ_UNIT_CASES(tests, count, root_cases, test_roots);
    return _cmocka_run_group_tests("build", tests, count, NULL, NULL);
}
