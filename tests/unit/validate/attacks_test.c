/*
 * tests/unit/validate/attacks_test.c - documents that have cost other servers seconds or their
 * lives: here they cost steps in proportion to their tokens, and no stack.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "language/parse.h"
#include "trial.h"
#include "unit.h"

#include <pthread.h>

#define DOCUMENT_MAX ((size_t)1 << 24)

/* Of a check that is linear; the invariant that all limits rest upon. */
#define STEPS_PER_TOKEN 20

/* Less than any thread of the server has. */
#define STACK_BYTES ((size_t)256 << 10)

static const char schema[] = "interface Node { id: ID }\n"
                             "type User implements Node { id: ID, name: String, friend: User }\n"
                             "type Robot implements Node { id: ID, label: String }\n"
                             "type Query { user(id: ID, of: [Filter]): User, node: Node }\n"
                             "input Filter { id: ID, and: [Filter] }\n";

typedef void write_fn(struct gq_buf *out, int size);

static void
write_fan_out(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user { ...F0 } }");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " fragment F%d on User { friend { ...F%d } other: friend { ...F%d } }",
                i, i + 1, i + 1);
    gq_buf_printf(out, " fragment F%d on User { id }", size);
}

static void
write_flat_fan_out(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user { ...F0 } }");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " fragment F%d on User { ...F%d ...F%d ... { ...F%d } }", i, i + 1,
                i + 1, i + 1);
    gq_buf_printf(out, " fragment F%d on User { id }", size);
}

static void
write_equal_fields(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user {");
    for (int i = 0; i < size; i++)
        gq_buf_text(out, " id");
    gq_buf_text(out, " } }");
}

static void
write_equal_objects(struct gq_buf *out, int size)
{
    gq_buf_char(out, '{');
    for (int i = 0; i < size; i++)
        gq_buf_text(out, " user(id: 1, of: [{id: 2}]) { friend { id } }");
    gq_buf_text(out, " }");
}

static void
write_inline_fragments(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user {");
    for (int i = 0; i < size; i++) {
        gq_buf_text(out, " ... {");
        for (int j = 0; j < 100; j++)
            gq_buf_printf(out, " a%d: id", j);
        gq_buf_text(out, " }");
    }
    gq_buf_text(out, " } }");
}

static void
write_fragment_uses(struct gq_buf *out, int size)
{
    gq_buf_char(out, '{');
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " a%d: user { id ...F }", i);
    gq_buf_text(out, " } fragment F on User {");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " b%d: id", i);
    gq_buf_text(out, " }");
}

static void
write_many_fragments(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user {");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " ...F%d", i);
    gq_buf_text(out, " } }");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " fragment F%d on User { id }", i);
}

static void
write_fragment_chain(struct gq_buf *out, int size)
{
    gq_buf_text(out, "query ($id: ID) { user { ...F0 } }");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " fragment F%d on User { friend { ...F%d } a%d: id }", i, i + 1, i);
    gq_buf_printf(out, " fragment F%d on User { ... on Query { user(id: $id) { id } } }", size);
}

static void
write_introspection_chain(struct gq_buf *out, int size)
{
    gq_buf_char(out, '{');
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " a%d: __type(name: \"A\") { ...F%d }", i, i % 2);
    gq_buf_char(out, '}');
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " fragment F%d on __Type { ofType { ...F%d } }", i, i + 1);
    gq_buf_printf(out, " fragment F%d on __Type { fields { type { name } } }", size);
}

static void
write_nested_introspection(struct gq_buf *out, int size)
{
    gq_buf_char(out, '{');
    for (int i = 0; i < size; i++)
        gq_buf_text(out, " __schema {");
    for (int i = 0; i < 1000; i++)
        gq_buf_text(out, " __typename");
    for (int i = 0; i <= size; i++)
        gq_buf_text(out, " }");
}

static void
write_arguments(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user(");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " a%d: {x%d: 1, y: 2}", i, i);
    gq_buf_text(out, ") { id } user(");
    for (int i = size - 1; i >= 0; i--)
        gq_buf_printf(out, " a%d: {y: 2, x%d: 1}", i, i);
    gq_buf_text(out, ") { id } }");
}

static void
write_variables(struct gq_buf *out, int size)
{
    gq_buf_text(out, "query (");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " $v%d: ID", i);
    gq_buf_text(out, ") {");
    for (int i = 0; i < size; i++)
        gq_buf_printf(out, " a%d: user(id: $v%d) { id }", i, i);
    gq_buf_text(out, " }");
}

static void
write_deep_value(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user(of: [");
    for (int i = 0; i < size; i++)
        gq_buf_text(out, "{and: [");
    for (int i = 0; i < size; i++)
        gq_buf_text(out, "]}");
    gq_buf_text(out, "]) { id } }");
}

static void
write_deep_selection(struct gq_buf *out, int size)
{
    gq_buf_text(out, "{ user {");
    for (int i = 0; i < size; i++)
        gq_buf_text(out, i % 2 ? " ... {" : " friend {");
    gq_buf_text(out, " id");
    for (int i = 0; i < size + 2; i++)
        gq_buf_text(out, " }");
}

/* Documents on which no more steps are spent than are in proportion to their tokens. */
static const struct linear_case {
    const char *name;
    write_fn *write;
    int size;
} linear_cases[] = {
    { "30 fragments that spread the next one twice", write_fan_out, 30 },
    { "1,000 fragments that spread the next one twice", write_fan_out, 1000 },
    { "30 fragments that spread the next one side by side", write_flat_fan_out, 30 },
    { "3,000 equal fields", write_equal_fields, 3000 },
    { "3,000 equal fields with arguments and selections", write_equal_objects, 3000 },
    { "200 inline fragments of the same 100 fields", write_inline_fragments, 200 },
    { "a large fragment in 1,000 places", write_fragment_uses, 1000 },
    { "2,000 fragments in one place", write_many_fragments, 2000 },
    { "a chain of 20,000 fragments", write_fragment_chain, 20000 },
    { "a chain of 2,000 fragments below introspection", write_introspection_chain, 2000 },
    { "introspection inside of introspection", write_nested_introspection,
            GQ_PARSE_NESTING_MAX - 1 },
    { "2,000 arguments in two orders", write_arguments, 2000 },
    { "3,000 variables", write_variables, 3000 },
    { "values as deep as the parser allows", write_deep_value, GQ_PARSE_NESTING_MAX / 2 - 1 },
    { "selections as deep as the parser allows", write_deep_selection, GQ_PARSE_NESTING_MAX - 2 },
};

/* What runs on a small stack. */
struct attack {
    struct gq_str document;
    struct trial_options options;
    struct trial_outcome outcome;
};

static void *
run_attack(void *arg)
{
    struct attack *attack = arg;

    attack->outcome = trial_run(attack->document, &attack->options);
    return NULL;
}

static struct trial_outcome
run_on_small_stack(struct gq_str document, uint32_t errors_max, uint64_t steps_max)
{
    struct attack attack = {
        .document = document,
        .options = {
            .schema = schema,
            .errors_max = errors_max,
            .validation = { .steps_max = steps_max },
        },
    };
    pthread_attr_t attributes;
    pthread_t thread;

    assert_int_equal(pthread_attr_init(&attributes), 0);
    assert_int_equal(pthread_attr_setstacksize(&attributes, STACK_BYTES), 0);
    assert_int_equal(pthread_create(&thread, &attributes, run_attack, &attack), 0);
    assert_int_equal(pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
    return attack.outcome;
}

static void
test_linear(void **state)
{
    const struct linear_case *c = *state;
    struct trial_outcome outcome;
    struct gq_buf out;

    gq_buf_init(&out, DOCUMENT_MAX);
    c->write(&out, c->size);
    outcome = run_on_small_stack(gq_buf_view(&out), 20, 0);
    assert_true(outcome.steps <= (uint64_t)STEPS_PER_TOKEN * outcome.token_count);
    assert_null(strstr(outcome.text, "exceeded"));
    free(outcome.text);
    gq_buf_fini(&out);
}

/* Spec: Validation > Fragments > Fragment Spreads Must Not Form Cycles. */
static void
test_cycles(void **state)
{
    (void)state;
    for (int length = 1; length <= 64; length++) {
        struct trial_outcome outcome;
        struct gq_buf out;

        gq_buf_init(&out, DOCUMENT_MAX);
        gq_buf_text(&out, "{ user { ...F0 } }");
        for (int i = 0; i < length; i++)
            gq_buf_printf(&out, " fragment F%d on User { %s...F%d%s }", i,
                    i % 2 ? "... on User { friend { " : "", (i + 1) % length, i % 2 ? " } }" : "");
        outcome = run_on_small_stack(gq_buf_view(&out), 20, 0);
        assert_int_equal(outcome.error_count, 1);
        assert_non_null(strstr(outcome.text, "Cannot spread fragment \"F0\" within itself"));
        assert_true(outcome.steps <= (uint64_t)STEPS_PER_TOKEN * outcome.token_count);
        free(outcome.text);
        gq_buf_fini(&out);
    }
}

static void
test_many_directives(void **state)
{
    struct trial_outcome outcome;
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, DOCUMENT_MAX);
    gq_buf_text(&out, "{ node");
    for (int i = 0; i < 10000; i++)
        gq_buf_text(&out, " @a");
    gq_buf_text(&out, " { id } }");
    outcome = run_on_small_stack(gq_buf_view(&out), 20, 0);
    assert_int_equal(outcome.error_count, 20);
    assert_non_null(strstr(outcome.text, "error limit reached"));
    assert_true(outcome.steps <= (uint64_t)STEPS_PER_TOKEN * outcome.token_count);
    free(outcome.text);
    gq_buf_fini(&out);
}

/* Where pairs have to be compared they are counted, and an error says that there are too many. */
static void
test_pairs_are_bounded(void **state)
{
    struct trial_outcome outcome;
    struct gq_buf out;

    (void)state;
    gq_buf_init(&out, DOCUMENT_MAX);
    gq_buf_text(&out, "{ node {");
    for (int i = 0; i < 1000; i++)
        gq_buf_text(&out, " ... on User { x: name } ... on Robot { x: label }");
    gq_buf_text(&out, " } }");
    outcome = run_on_small_stack(gq_buf_view(&out), 20, 200000);
    assert_int_equal(outcome.error_count, 1);
    assert_string_equal(
            outcome.text, "Validation exceeded its limit of 200000 steps. Validation aborted.\n");
    assert_true(outcome.steps <= 200000 + 1);
    free(outcome.text);
    gq_buf_fini(&out);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_cycles),
        cmocka_unit_test(test_many_directives),
        cmocka_unit_test(test_pairs_are_bounded),
    };
    size_t count = 3;

    GQ_UNIT_CASES(tests, count, linear_cases, test_linear);
    return _cmocka_run_group_tests("attacks", tests, count, NULL, NULL);
}
