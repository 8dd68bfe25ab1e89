/* Which field is the other side of which. */
#include <stdio.h>

#include "harness.h"
#include "model/model.h"
#include "unit.h"

#define ID " id: ID! "

/* `inverses` lists the other side of each property of type A that has one: `bs=a`. */
static const struct pair_case {
    const char *name, *sdl, *inverses;
} pair_cases[] = {
    { "a list and the only reference to it",
            "type A @model {" ID "bs: [B!]! } type B @model {" ID "a: A! }", "bs=a" },
    { "a reference needs no list", "type A @model {" ID "b: B } type B @model {" ID "}", "" },
    { "several references without lists", "type A @model {" ID "b: B c: B } type B @model {" ID "}",
            "" },
    { "named from the lists",
            "type A @model {" ID "own: [B!]! @relation(field: \"maker\") seen: [B!]! "
            "@relation(field: \"viewer\") } type B @model {" ID "maker: A viewer: A }",
            "own=maker seen=viewer" },
    { "named from the references",
            "type A @model {" ID "own: [B!]! seen: [B!]! } type B @model {" ID
            "maker: A @relation(field: \"own\") viewer: A @relation(field: \"seen\") }",
            "own=maker seen=viewer" },
    { "named from both ends",
            "type A @model {" ID "bs: [B] @relation(field: \"a\") } type B @model {" ID
            "a: A @relation(field: \"bs\") }",
            "bs=a" },
    { "what is named leaves one pair to infer",
            "type A @model {" ID "own: [B!]! @relation(field: \"maker\") seen: [B!]! } type B "
            "@model {" ID "maker: A viewer: A }",
            "own=maker seen=viewer" },
    { "to itself, both ends", "type A @model {" ID "parent: A children: [A!]! }",
            "parent=children children=parent" },
    { "to itself, without a list", "type A @model {" ID "parent: A }", "" },
    { "references both ways when one has its list",
            "type A @model {" ID "favourite: B bs: [B!]! } type B @model {" ID "a: A }", "bs=a" },
    { "lists both ways with a reference each",
            "type A @model {" ID "bs: [B!]! b: B } type B @model {" ID "as: [A!]! a: A }",
            "bs=a b=as" },
};

static struct gq_str
inverses_of(const struct gq_entity *entity, char *text, size_t size)
{
    size_t length = 0;

    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (!property->inverse)
            continue;
        assert_ptr_equal(property->inverse->inverse, property);
        length += (size_t)snprintf(text + length, size - length, "%s%.*s=%.*s", length ? " " : "",
                GQ_STR_ARG(property->name), GQ_STR_ARG(property->inverse->name));
    }
    return (struct gq_str){ text, length };
}

static void
test_pair(void **state)
{
    const struct pair_case *c = *state;
    struct harness harness;
    char text[256];

    harness_init(&harness, gq_str_of(c->sdl));
    assert_str_equal(harness_errors(&harness), GQ_STR(""));
    assert_str_equal(
            inverses_of(harness_entity(&harness, "A"), text, sizeof(text)), gq_str_of(c->inverses));
    harness_fini(&harness);
}

/* A list has the foreign key of its other side. */
static void
test_foreign_key(void **state)
{
    struct harness harness;
    const struct gq_entity *a, *b;
    const struct gq_property *list, *reference;

    (void)state;
    harness_init(&harness,
            GQ_STR("type A @model {" ID "bs: [B!]! } type B @model {" ID
                   "a: A! @relation(onDelete: CASCADE) }"));
    a = harness_entity(&harness, "A");
    b = harness_entity(&harness, "B");
    list = gq_model_property_find(a, GQ_STR("bs"));
    reference = gq_model_property_find(b, GQ_STR("a"));
    assert_int_equal(list->kind, GQ_PROPERTY_TO_MANY);
    assert_int_equal(reference->kind, GQ_PROPERTY_TO_ONE);
    assert_ptr_equal(list->column, reference->column);
    assert_ptr_equal(list->target, b);
    assert_ptr_equal(reference->target, a);
    assert_ptr_equal(reference->column, &b->table->columns[1]);
    assert_ptr_equal(reference->column->references, a->table);
    assert_int_equal(reference->column->on_delete, GQ_ON_DELETE_CASCADE);
    assert_false(reference->column->is_nullable);
    harness_fini(&harness);
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_foreign_key) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, pair_cases, test_pair);
    return _cmocka_run_group_tests("model/relation", tests, count, NULL, NULL);
}
