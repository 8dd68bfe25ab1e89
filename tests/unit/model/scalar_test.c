/* What the engine's own scalars take from clients. */
#include "base/arena.h"
#include "base/guard.h"
#include "harness.h"
#include "language/ast.h"
#include "model/model.h"
#include "schema/coerce.h"
#include "schema/schema.h"
#include "unit.h"
#include "json/value.h"

struct coercion {
    struct harness harness;
    struct gq_literal literal;
    struct gq_value value;
    bool is_taken;
};

static void
coerce(void *arg)
{
    struct coercion *c = arg;
    const struct gq_type *type = gq_schema_type_find(c->harness.model->schema, GQ_STR("DateTime"));

    assert_non_null(type);
    c->is_taken = gq_coerce_literal(c->harness.arena, type, &c->literal, NULL, &c->value);
}

static const struct datetime_case {
    const char *name, *text;
    enum gq_literal_kind kind;
    bool is_taken;
} datetime_cases[] = {
    { "UTC", "2026-01-02T03:04:05Z", GQ_LITERAL_STRING, true },
    { "an offset and a fraction", "2026-01-02T03:04:05.25+02:00", GQ_LITERAL_STRING, true },
    { "a date alone", "2026-01-02", GQ_LITERAL_STRING, false },
    { "no offset", "2026-01-02T03:04:05", GQ_LITERAL_STRING, false },
    { "an empty string", "", GQ_LITERAL_STRING, false },
    { "a number", "1767322800", GQ_LITERAL_INT, false },
};

static void
test_datetime(void **state)
{
    const struct datetime_case *c = *state;
    struct coercion coercion = { .literal = { .kind = c->kind, .text = gq_str_of(c->text) } };

    harness_init(&coercion.harness, GQ_STR("type A @model { id: ID! d: DateTime }"));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce, &coercion), GQ_GUARD_DONE);
    assert_int_equal(coercion.is_taken, c->is_taken);
    if (c->is_taken)
        assert_str_equal(coercion.value.text, gq_str_of(c->text));
    harness_fini(&coercion.harness);
}

/* Without models an author's own scalar of that name means what the author says. */
static void
test_own_scalar(void **state)
{
    struct coercion coercion = { .literal = { .kind = GQ_LITERAL_STRING,
                                         .text = GQ_STR_INIT("today") } };

    (void)state;
    harness_init(&coercion.harness, GQ_STR("scalar DateTime type Query { d: DateTime }"));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce, &coercion), GQ_GUARD_DONE);
    assert_true(coercion.is_taken);
    harness_fini(&coercion.harness);
}

int
main(void)
{
    struct CMUnitTest tests[16] = { cmocka_unit_test(test_own_scalar) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, datetime_cases, test_datetime);
    return _cmocka_run_group_tests("model/scalar", tests, count, NULL, NULL);
}
