/* The fields of introspection types as data. */
#include "schema/introspect.h"

#include "schema/schema.h"
#include "unit.h"

#include "fixture.h"

static const char sdl[] = "\"about\" schema { query: Q } "
                          "\"a type\" type Q implements F { a(x: Int = 3, y: I = {b: [1]}): [U!]! "
                          "  old(z: Int @deprecated): ID @deprecated(reason: \"no\") } "
                          "interface F { a(x: Int = 3, y: I = {b: [1]}): [U!]! } "
                          "union U = Q | T type T { e: E s: S } enum E { A B @deprecated } "
                          "input I @oneOf { b: [Int] } scalar S @specifiedBy(url: \"u\") "
                          "directive @d(x: Int) repeatable on FIELD | QUERY";

/* Reads `a.b[1].c`: fields of introspection types, from __type(name: TYPE) or, empty, __schema. */
static struct gq_value
walk(struct fixture *fixture, const struct gq_schema *schema, const char *type, const char *path,
        bool has_deprecated)
{
    struct gq_member members[] = {
        { GQ_STR("includeDeprecated"), { .kind = GQ_VALUE_BOOLEAN, .boolean = has_deprecated } },
        { GQ_STR("name"), { .kind = GQ_VALUE_STRING, .text = gq_str_of(type) } }
    };
    struct gq_value arguments = { .kind = GQ_VALUE_OBJECT, .count = 2, .members = members };
    const struct gq_field *field = *type ? schema->type_field : schema->schema_field;
    struct gq_value value = gq_introspect_resolve(fixture->arena, schema, field, NULL, &arguments);

    while (*path) {
        size_t length = strcspn(path, ".[");

        if (length) {
            assert_int_equal(value.kind, GQ_VALUE_HANDLE);
            field = gq_schema_field_find(
                    schema, field->type->named, (struct gq_str){ path, length });
            assert_non_null(field);
            value = gq_introspect_resolve(fixture->arena, schema, field, value.handle, &arguments);
        } else if (*path == '[') {
            uint32_t index = (uint32_t)(path[1] - '0');

            assert_int_equal(value.kind, GQ_VALUE_LIST);
            assert_true(index < value.count);
            value = value.items[index];
            length = 3;
        } else {
            length = 1;
        }
        path += length;
    }
    return value;
}

static const struct text_case {
    const char *name, *type, *path, *text; /* text NULL: null */
} text_cases[] = {
    { "description of the schema", "", "description", "about" },
    { "query root", "", "queryType.name", "Q" },
    { "types in their order", "", "types[0].name", "Q" },
    { "kind of an object", "Q", "kind", "OBJECT" },
    { "kind of an interface", "F", "kind", "INTERFACE" },
    { "kind of a union", "U", "kind", "UNION" },
    { "kind of an enum", "E", "kind", "ENUM" },
    { "kind of an input object", "I", "kind", "INPUT_OBJECT" },
    { "kind of a scalar", "Int", "kind", "SCALAR" },
    { "description of a type", "Q", "description", "a type" },
    { "no description", "F", "description", NULL },
    { "wrappers outside in", "Q", "fields[0].type.kind", "NON_NULL" },
    { "wrappers inside", "Q", "fields[0].type.ofType.kind", "LIST" },
    { "wrappers have no name", "Q", "fields[0].type.name", NULL },
    { "the named type inside", "Q", "fields[0].type.ofType.ofType.ofType.name", "U" },
    { "a default value", "Q", "fields[0].args[0].defaultValue", "3" },
    { "a default value of an object", "Q", "fields[0].args[1].defaultValue", "{ b: [1] }" },
    { "no default value", "Q", "fields[1].args[0].defaultValue", NULL },
    { "a reason of deprecation", "Q", "fields[1].deprecationReason", "no" },
    { "no reason of deprecation", "Q", "fields[0].deprecationReason", NULL },
    { "possible types of a union", "U", "possibleTypes[1].name", "T" },
    { "possible types of an interface", "F", "possibleTypes[0].name", "Q" },
    { "interfaces", "Q", "interfaces[0].name", "F" },
    { "enum values", "E", "enumValues[1].name", "B" },
    { "input fields", "I", "inputFields[0].name", "b" },
    { "where a scalar is specified", "S", "specifiedByURL", "u" },
    { "where a type is specified that is no scalar", "Q", "specifiedByURL", NULL },
    { "directives", "", "directives[0].name", "d" },
    { "locations of a directive as written", "", "directives[0].locations[0]", "FIELD" },
    { "introspection types describe themselves", "__Type", "fields[0].name", "kind" },
};

static void
test_text(void **state)
{
    const struct text_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    struct gq_value value;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    assert_non_null(schema);
    value = walk(&fixture, schema, c->type, c->path, true);
    if (c->text) {
        assert_true(value.kind == GQ_VALUE_STRING || value.kind == GQ_VALUE_ENUM);
        assert_str_equal(value.text, gq_str_of(c->text));
    } else {
        assert_int_equal(value.kind, GQ_VALUE_NULL);
    }
    fixture_fini(&fixture);
}

static const struct count_case {
    const char *name, *type, *path;
    uint32_t all, current; /* with and without what is deprecated */
} count_cases[] = {
    { "fields", "Q", "fields", 2, 1 },
    { "enum values", "E", "enumValues", 2, 1 },
    { "arguments", "Q", "fields[0].args", 2, 2 },
    { "directives", "", "directives", 6, 6 },
};

static void
test_deprecated_are_left_out(void **state)
{
    const struct count_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    assert_int_equal(walk(&fixture, schema, c->type, c->path, true).count, c->all);
    assert_int_equal(walk(&fixture, schema, c->type, c->path, false).count, c->current);
    fixture_fini(&fixture);
}

static const struct truth_case {
    const char *name, *type, *path;
    bool is_true;
} truth_cases[] = {
    { "a OneOf input object", "I", "isOneOf", true },
    { "a repeatable directive", "", "directives[0].isRepeatable", true },
    { "a directive that is not repeatable", "", "directives[1].isRepeatable", false },
    { "a deprecated field", "Q", "fields[1].isDeprecated", true },
    { "a field that is not deprecated", "Q", "fields[0].isDeprecated", false },
    { "a deprecated argument", "Q", "fields[1].args[0].isDeprecated", true },
    { "a deprecated enum value", "E", "enumValues[1].isDeprecated", true },
    { "a directive that is not deprecated", "", "directives[0].isDeprecated", false },
};

static void
test_truth(void **state)
{
    const struct truth_case *c = *state;
    struct fixture fixture;
    const struct gq_schema *schema;
    struct gq_value value;

    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    value = walk(&fixture, schema, c->type, c->path, true);
    assert_int_equal(value.kind, GQ_VALUE_BOOLEAN);
    assert_int_equal(value.boolean, c->is_true);
    fixture_fini(&fixture);
}

/* Total: every field of every introspection type has a value, whatever the object. */
static void
test_every_field_has_a_value(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;
    const struct gq_type *type_type;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    type_type = gq_schema_type_find(schema, GQ_STR("__Type"));
    for (uint32_t i = 0; i < schema->type_count; i++) {
        for (uint32_t f = 0; f < type_type->field_count; f++)
            (void)gq_introspect_resolve(
                    fixture.arena, schema, &type_type->fields[f], schema->types[i], NULL);
    }
    assert_true(gq_introspect_owns(type_type));
    assert_true(gq_introspect_owns(type_type->non_null));
    assert_false(gq_introspect_owns(schema->query));
    fixture_fini(&fixture);
}

static void
test_unknown_type_is_null(void **state)
{
    struct fixture fixture;
    const struct gq_schema *schema;

    (void)state;
    fixture_init(&fixture);
    schema = fixture_build(&fixture, sdl);
    assert_int_equal(walk(&fixture, schema, "Nope", "", true).kind, GQ_VALUE_NULL);
    assert_int_equal(walk(&fixture, schema, "", "mutationType", true).kind, GQ_VALUE_NULL);
    fixture_fini(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[64] = {
        cmocka_unit_test(test_every_field_has_a_value),
        cmocka_unit_test(test_unknown_type_is_null),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, text_cases, test_text);
    GQ_UNIT_CASES(tests, count, count_cases, test_deprecated_are_left_out);
    GQ_UNIT_CASES(tests, count, truth_cases, test_truth);
    return _cmocka_run_group_tests("introspect", tests, count, NULL, NULL);
}
