/* Spec: Execution > Collecting Fields. The groups in order, each `key=field*selections`. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/guard.h"
#include "fixture.h"
#include "language/ast.h"
#include "plan/collect.h"
#include "schema/schema.h"
#include "unit.h"

/* Plain types: an interface and a union to have conditions about. */
static const char schema_text[] =
        "interface Named { name: String } interface Aged implements Named { name: String age: Int }"
        "type Cat implements Named & Aged { name: String age: Int lives: Int friend: Cat }"
        "type Dog implements Named { name: String tricks: [String] friend: Cat }"
        "union Pet = Cat | Dog type Query { cat: Cat dog: Dog named: Named pet: Pet a: Int b: Int "
        "}";

static struct fixture animals;

static const struct collect_case {
    const char *name, *text, *variables;
    const char *type; /* of the field `x` whose sub-selections are collected; NULL: the root's */
    const char *groups;
} collect_cases[] = {
    { "fields in the order of the text", "{ b a }", NULL, NULL, "b=b*1 a=a*1" },
    { "an alias is the key", "{ one: a two: a a }", NULL, NULL, "one=a*1 two=a*1 a=a*1" },
    { "equal keys are one group", "{ a b a }", NULL, NULL, "a=a*2 b=b*1" },
    { "the first appearance decides the place", "{ ...F b a } fragment F on Query { a }", NULL,
            NULL, "a=a*2 b=b*1" },
    { "__typename is a field as others are", "{ t: __typename __typename }", NULL, NULL,
            "t=__typename*1 __typename=__typename*1" },
    { "an inline fragment without a condition", "{ a ... { b } }", NULL, NULL, "a=a*1 b=b*1" },
    { "an inline fragment that is skipped", "{ a ... @skip(if: true) { b } }", NULL, NULL,
            "a=a*1" },
    { "a fragment is spread once a set", "{ ...F ...F } fragment F on Query { a }", NULL, NULL,
            "a=a*1" },
    { "fragments inside fragments",
            "{ ...F } fragment F on Query { b ...G } "
            "fragment G on Query { a }",
            NULL, NULL, "b=b*1 a=a*1" },
    { "a skipped spread leaves the fragment for later",
            "{ ...F @include(if: false) b ...F } fragment F on Query { a }", NULL, NULL,
            "b=b*1 a=a*1" },
    { "@skip with a literal", "{ a @skip(if: true) b @skip(if: false) }", NULL, NULL, "b=b*1" },
    { "@include with a literal", "{ a @include(if: true) b @include(if: false) }", NULL, NULL,
            "a=a*1" },
    { "@skip wins over @include", "{ b a @include(if: true) @skip(if: true) }", NULL, NULL,
            "b=b*1" },
    { "@include false wins over @skip false", "{ b a @skip(if: false) @include(if: false) }", NULL,
            NULL, "b=b*1" },
    { "a variable decides", "query ($x: Boolean!) { a @skip(if: $x) b @include(if: $x) }",
            "{\"x\":true}", NULL, "b=b*1" },
    { "the other value of it", "query ($x: Boolean!) { a @skip(if: $x) b @include(if: $x) }",
            "{\"x\":false}", NULL, "a=a*1" },
    { "the default value of a variable", "query ($x: Boolean = true) { a @skip(if: $x) b }", "{}",
            NULL, "b=b*1" },
    { "one of two fields of a key is skipped", "{ a @skip(if: true) b a }", NULL, NULL,
            "b=b*1 a=a*1" },
    { "everything is skipped", "{ a @skip(if: true) }", NULL, NULL, "" },
    { "a condition on the type itself", "{ pet { ... on Cat { lives } } }", NULL, "Cat",
            "lives=lives*1" },
    { "a condition on another type", "{ pet { ... on Cat { lives } __typename } }", NULL, "Dog",
            "__typename=__typename*1" },
    { "a condition on an interface of the type", "{ pet { ... on Named { name } } }", NULL, "Dog",
            "name=name*1" },
    { "a condition on an interface of others", "{ named { ... on Aged { age } name } }", NULL,
            "Dog", "name=name*1" },
    { "a condition on a union", "{ named { ... on Pet { __typename } } }", NULL, "Cat",
            "__typename=__typename*1" },
    { "conditions inside conditions", "{ pet { ... on Named { name ... on Cat { age } } } }", NULL,
            "Cat", "name=name*1 age=age*1" },
    { "the sub-selections of equal keys are merged", "{ cat { name } cat { age name } }", NULL,
            "Cat", "name=name*2 age=age*1" },
    { "merged from fragments", "{ cat { name } ...F } fragment F on Query { cat { lives } }", NULL,
            "Cat", "name=name*1 lives=lives*1" },
    { "a fragment is spread once over all merged",
            "{ cat { ...F } cat { ...F age } } "
            "fragment F on Cat { name }",
            NULL, "Cat", "name=name*1 age=age*1" },
    { "a fragment is spread again in another set",
            "{ cat { ...F friend { ...F } } } fragment F on Cat { name }", NULL, "Cat",
            "name=name*1 friend=friend*1" },
};

struct collecting {
    const struct collect_case *c;
    struct asked asked;
    struct gq_buf out;
};

static void
print_groups(struct collecting *collecting, const struct gq_field_groups *groups)
{
    for (uint32_t i = 0; i < groups->items.count; i++) {
        const struct gq_field_group *group = GQ_VEC_AT(&groups->items, struct gq_field_group *, i);

        assert_ptr_equal(group->first, GQ_VEC_AT(&group->fields, const struct gq_selection *, 0));
        gq_buf_printf(&collecting->out, "%s%.*s=%.*s*%u", i ? " " : "", GQ_STR_ARG(group->key),
                GQ_STR_ARG(group->first->name.text), group->fields.count);
    }
}

static void
collect_guarded(void *arg)
{
    struct collecting *collecting = arg;
    const struct asked *asked = &collecting->asked;
    struct gq_collect collect;
    struct gq_field_groups groups;

    gq_collect_init(&collect, asked->arena, animals.schema, asked->document, &asked->variables);
    groups = gq_collect_selections(&collect, gq_schema_root(animals.schema, GQ_OPERATION_QUERY),
            asked->operation->operation.selections.first);
    if (collecting->c->type) {
        const struct gq_type *type =
                gq_schema_type_find(animals.schema, gq_str_of(collecting->c->type));

        assert_int_equal(groups.items.count, 1);
        groups = gq_collect_subfields(
                &collect, type, GQ_VEC_AT(&groups.items, struct gq_field_group *, 0));
    }
    print_groups(collecting, &groups);
}

static void
test_collect(void **state)
{
    struct collecting collecting = { .c = *state };

    gq_buf_init(&collecting.out, 1 << 16);
    asked_init(&collecting.asked, &animals, collecting.c->text, collecting.c->variables);
    assert_int_equal(gq_guard(collecting.asked.arena, collect_guarded, &collecting), GQ_GUARD_DONE);
    assert_str_equal(gq_buf_view(&collecting.out), gq_str_of(collecting.c->groups));
    gq_buf_fini(&collecting.out);
    asked_fini(&collecting.asked);
}

static int
open_animals(void **state)
{
    (void)state;
    fixture_open_text(&animals, schema_text);
    return 0;
}

static int
close_animals(void **state)
{
    (void)state;
    fixture_close(&animals);
    return 0;
}

int
main(void)
{
    struct CMUnitTest tests[40];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, collect_cases, test_collect);
    return _cmocka_run_group_tests("collect", tests, count, open_animals, close_animals);
}
