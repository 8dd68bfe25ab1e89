/* Limits of documents: one below, at, and one past each; fragments are counted, never expanded. */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "base/source.h"
#include "engine/admit.h"
#include "language/parse.h"
#include "unit.h"

#include <stdio.h>

struct admission {
    struct gq_arena *arena;
    struct gq_sources sources;
    struct gq_errors errs;
    struct gq_limits limits;
    const char *text;
    bool is_ok;
};

static void
admit_guarded(void *arg)
{
    struct admission *admission = arg;
    const struct gq_source *source = gq_source_add(
            admission->arena, &admission->sources, GQ_STR("request"), gq_str_of(admission->text));
    const struct gq_document *document = gq_parse_document(
            admission->arena, source, &(struct gq_parse_options){ 0 }, &admission->errs);

    assert_non_null(document);
    admission->is_ok =
            gq_admit_document(admission->arena, document, &admission->limits, &admission->errs);
}

/* Under the default limits but for one; GQ_LIMIT_COUNT: none. */
static struct admission
admit(const char *text, enum gq_limit limit, int64_t value)
{
    struct admission admission = { .arena = gq_arena_new(1 << 24), .text = text };

    gq_limits_init(&admission.limits);
    admission.limits.values[GQ_LIMIT_FRAGMENTS] = 1000; /* what is spread is measured here */
    if (limit != GQ_LIMIT_COUNT)
        admission.limits.values[limit] = value;
    gq_errors_init(&admission.errs, admission.arena, &admission.sources, 20);
    assert_int_equal(gq_guard(admission.arena, admit_guarded, &admission), GQ_GUARD_DONE);
    assert_int_equal(admission.is_ok, admission.errs.count == 0);
    return admission;
}

/* What a document amounts to, by each measure. */
static const struct measure_case {
    const char *name, *text;
    enum gq_limit limit;
    int64_t measure;
} measure_cases[] = {
    { "root fields", "{ a b c }", GQ_LIMIT_ROOT_FIELDS, 3 },
    { "root fields with aliases", "{ a b: a c: a }", GQ_LIMIT_ROOT_FIELDS, 3 },
    { "root fields in fragments", "{ a ...F ... { b } } fragment F on Q { c d }",
            GQ_LIMIT_ROOT_FIELDS, 4 },
    { "root fields of a fragment twice", "{ ...F ...F } fragment F on Q { c d }",
            GQ_LIMIT_ROOT_FIELDS, 4 },
    { "fields below are no root fields", "{ a { b c d } }", GQ_LIMIT_ROOT_FIELDS, 1 },
    { "the operation with the most root fields", "query A { a } query B { a b }",
            GQ_LIMIT_ROOT_FIELDS, 2 },
    { "depth", "{ a { b { c } } d }", GQ_LIMIT_DEPTH, 3 },
    { "depth through fragments", "{ a { ...F } } fragment F on A { b { c { d } } }", GQ_LIMIT_DEPTH,
            4 },
    { "an inline fragment is no level", "{ a { ... { ... { b } } } }", GQ_LIMIT_DEPTH, 2 },
    { "a fragment is as deep as where it is spread",
            "{ ...F a { b { ...F } } } fragment F on A { c { d } }", GQ_LIMIT_DEPTH, 4 },
    { "a fragment met first where it is shallow",
            "{ ...G a { ...F } } fragment F on A { ...G } fragment G on A { c { d { e } } }",
            GQ_LIMIT_DEPTH, 4 },
    { "a fragment that is called __schema is counted",
            "{ ...__schema } fragment __schema on Q { a { b { c } } }", GQ_LIMIT_DEPTH, 3 },
    { "an alias that is called __schema is counted", "{ __schema: a { b } }", GQ_LIMIT_DEPTH, 2 },
    { "introspection", "{ __schema { types { fields { name } } } }", GQ_LIMIT_INTROSPECTION_DEPTH,
            4 },
    { "introspection by __type", "{ __type(name: \"A\") { ofType { ofType { name } } } }",
            GQ_LIMIT_INTROSPECTION_DEPTH, 4 },
    { "introspection through fragments",
            "{ __schema { types { ...F } } } fragment F on T { ofType { name } }",
            GQ_LIMIT_INTROSPECTION_DEPTH, 4 },
    { "selections", "{ a { b c } d }", GQ_LIMIT_SELECTIONS, 4 },
    { "selections of introspection", "{ __schema { types { name } } }", GQ_LIMIT_SELECTIONS, 3 },
    { "selections of a fragment at each spread",
            "{ a { ...F } b { ...F } c { ...F } } fragment F on A { x y }", GQ_LIMIT_SELECTIONS,
            9 },
    { "variables", "query ($a: Int, $b: Int, $c: Int) { a }", GQ_LIMIT_VARIABLES, 3 },
    { "aliases", "{ a: x b: x { c: y } x }", GQ_LIMIT_ALIASES, 3 },
    { "aliases in a fragment", "{ a { ...F } b { ...F } } fragment F on A { p: x q: x }",
            GQ_LIMIT_ALIASES, 2 },
    { "directives", "query @a { b @c @d ... @e { f } ...G @h } fragment G on Q @i { j @k }",
            GQ_LIMIT_DIRECTIVES, 7 },
    { "directives of variables", "query ($a: Int @b @c) { d @e }", GQ_LIMIT_DIRECTIVES, 3 },
};

static void
test_measure(void **state)
{
    const struct measure_case *c = *state;
    const struct gq_limit_info *info = gq_limits_info(c->limit);
    struct admission above = admit(c->text, c->limit, c->measure + 1);
    struct admission at = admit(c->text, c->limit, c->measure);
    struct admission below = admit(c->text, c->limit, c->measure - 1);
    char message[128];

    assert_true(above.is_ok);
    assert_true(at.is_ok);
    assert_false(below.is_ok);
    assert_int_equal(below.errs.first->code, info->code);
    snprintf(message, sizeof(message), "Limit \"%.*s\" exceeded: at most %lld %s allowed.",
            GQ_STR_ARG(info->name), (long long)c->measure - 1, info->unit);
    assert_str_equal(below.errs.first->message, gq_str_of(message));
    assert_int_equal(below.errs.first->location_count, 1);
    gq_arena_free(above.arena);
    gq_arena_free(at.arena);
    gq_arena_free(below.arena);
}

/* Fragments F0 .. F(count - 1), each spreading the next `times`; the last selects one field. */
static char *
fan_out(unsigned count, unsigned times)
{
    struct gq_buf text;
    size_t length;

    gq_buf_init(&text, 1 << 20);
    gq_buf_text(&text, "{ ...F0 }");
    for (unsigned i = 0; i + 1 < count; i++) {
        gq_buf_printf(&text, " fragment F%u on Q {", i);
        for (unsigned k = 0; k < times; k++)
            gq_buf_printf(&text, " a%u { ...F%u }", k, i + 1);
        gq_buf_text(&text, " }");
    }
    gq_buf_printf(&text, " fragment F%u on Q { x }", count - 1);
    gq_buf_char(&text, '\0');
    return gq_buf_release(&text, &length);
}

static void
test_a_fan_out_of_thirty_fragments_is_refused(void **state)
{
    char *text = fan_out(30, 2);
    struct admission admission = admit(text, GQ_LIMIT_DEPTH, 1000);

    (void)state;
    assert_false(admission.is_ok);
    assert_int_equal(admission.errs.first->code, GQ_E_MAX_SELECTIONS_LIMIT);
    gq_arena_free(admission.arena);
    free(text);
}

static void
test_sums_do_not_overflow(void **state)
{
    char *text = fan_out(80, 3);
    struct admission admission = admit(text, GQ_LIMIT_DEPTH, 1000);

    (void)state;
    assert_false(admission.is_ok);
    assert_int_equal(admission.errs.first->code, GQ_E_MAX_SELECTIONS_LIMIT);
    gq_arena_free(admission.arena);
    free(text);
}

/* 3 to the power of 7 leaves, and the levels above them. */
static void
test_a_fan_out_is_counted_exactly(void **state)
{
    char *text = fan_out(8, 3);
    uint32_t selections = 0;

    (void)state;
    for (uint32_t level = 1, width = 1; level <= 8; level++) {
        width *= level < 8 ? 3 : 1;
        selections += width;
    }
    for (int past = -1; past <= 1; past++) {
        struct admission admission = admit(text, GQ_LIMIT_SELECTIONS, (int64_t)selections + past);

        assert_int_equal(admission.is_ok, past >= 0);
        gq_arena_free(admission.arena);
    }
    free(text);
}

static void
test_a_chain_of_fragments_is_as_deep_as_its_fields(void **state)
{
    char *text = fan_out(400, 1);
    struct admission deep = admit(text, GQ_LIMIT_DEPTH, 399),
                     deeper = admit(text, GQ_LIMIT_DEPTH, 400);

    (void)state;
    assert_false(deep.is_ok);
    assert_int_equal(deep.errs.first->code, GQ_E_MAX_DEPTH_LIMIT);
    assert_true(deeper.is_ok);
    gq_arena_free(deep.arena);
    gq_arena_free(deeper.arena);
    free(text);
}

int
main(void)
{
    struct CMUnitTest tests[40] = {
        cmocka_unit_test(test_a_fan_out_of_thirty_fragments_is_refused),
        cmocka_unit_test(test_sums_do_not_overflow),
        cmocka_unit_test(test_a_fan_out_is_counted_exactly),
        cmocka_unit_test(test_a_chain_of_fragments_is_as_deep_as_its_fields),
    };
    size_t count = 4;

    GQ_UNIT_CASES(tests, count, measure_cases, test_measure);
    return _cmocka_run_group_tests("admit", tests, count, NULL, NULL);
}
