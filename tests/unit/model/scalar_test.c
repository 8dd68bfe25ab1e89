/* What the engine's own scalars take from clients. */
#include "base/arena.h"
#include "base/decimal.h"
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
    const char *type;
    struct gq_literal literal;
    struct gq_value value;
    bool is_taken;
};

static void
coerce(void *arg)
{
    struct coercion *c = arg;
    const struct gq_type *type = gq_schema_type_find(c->harness.model->schema, gq_str_of(c->type));

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
    struct coercion coercion = { .type = "DateTime",
        .literal = { .kind = c->kind, .text = gq_str_of(c->text) } };

    harness_init(&coercion.harness, GQ_STR("type A @model { id: ID! d: DateTime }"));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce, &coercion), GQ_GUARD_DONE);
    assert_int_equal(coercion.is_taken, c->is_taken);
    if (c->is_taken)
        assert_str_equal(coercion.value.text, gq_str_of(c->text));
    harness_fini(&coercion.harness);
}

/* What a literal and a variable of that text become. */
static const struct scalar_case {
    const char *name, *type;
    enum gq_literal_kind kind;
    struct gq_str text;
    bool is_taken;
    struct gq_str coerced; /* a string; bytes == NULL: as given, or `integer` */
    int64_t integer;
} scalar_cases[] = {
    { "BigInt: a string", "BigInt", GQ_LITERAL_STRING, GQ_STR_INIT("12"), true, { 0 }, 12 },
    { "BigInt: a number", "BigInt", GQ_LITERAL_INT, GQ_STR_INIT("-12"), true, { 0 }, -12 },
    { "BigInt: 2^63 - 1", "BigInt", GQ_LITERAL_STRING, GQ_STR_INIT("9223372036854775807"), true,
            { 0 }, INT64_MAX },
    { "BigInt: -2^63", "BigInt", GQ_LITERAL_INT, GQ_STR_INIT("-9223372036854775808"), true, { 0 },
            INT64_MIN },
    { "BigInt: 2^63", "BigInt", GQ_LITERAL_STRING, GQ_STR_INIT("9223372036854775808"), false, { 0 },
            0 },
    { "BigInt: -2^63 - 1", "BigInt", GQ_LITERAL_INT, GQ_STR_INIT("-9223372036854775809"), false,
            { 0 }, 0 },
    { "BigInt: a fraction", "BigInt", GQ_LITERAL_FLOAT, GQ_STR_INIT("1.0"), false, { 0 }, 0 },
    { "BigInt: an empty string", "BigInt", GQ_LITERAL_STRING, GQ_STR_INIT(""), false, { 0 }, 0 },
    { "BigInt: hexadecimal", "BigInt", GQ_LITERAL_STRING, GQ_STR_INIT("0x10"), false, { 0 }, 0 },
    { "Decimal: a string", "Decimal", GQ_LITERAL_STRING, GQ_STR_INIT("12.50"), true,
            GQ_STR_INIT("12.50"), 0 },
    { "Decimal: an integer", "Decimal", GQ_LITERAL_INT, GQ_STR_INIT("12"), true, GQ_STR_INIT("12"),
            0 },
    { "Decimal: an exponent", "Decimal", GQ_LITERAL_STRING, GQ_STR_INIT("1e2"), false, { 0 }, 0 },
    { "Date: the first day", "Date", GQ_LITERAL_STRING, GQ_STR_INIT("0000-01-01"), true,
            GQ_STR_INIT("0000-01-01"), 0 },
    { "Date: the last day", "Date", GQ_LITERAL_STRING, GQ_STR_INIT("9999-12-31"), true,
            GQ_STR_INIT("9999-12-31"), 0 },
    { "Date: no such day", "Date", GQ_LITERAL_STRING, GQ_STR_INIT("2026-02-30"), false, { 0 }, 0 },
    { "Time: a time", "Time", GQ_LITERAL_STRING, GQ_STR_INIT("03:04:05"), true,
            GQ_STR_INIT("03:04:05"), 0 },
    { "Time: a leap second", "Time", GQ_LITERAL_STRING, GQ_STR_INIT("23:59:60"), false, { 0 }, 0 },
    { "UUID: upper case is lowered", "UUID", GQ_LITERAL_STRING,
            GQ_STR_INIT("01890A5D-AC96-774B-BCCE-B302099A8057"), true,
            GQ_STR_INIT("01890a5d-ac96-774b-bcce-b302099a8057"), 0 },
    { "UUID: another text", "UUID", GQ_LITERAL_STRING, GQ_STR_INIT("01890A5D"), false, { 0 }, 0 },
    { "Bytes: no bytes", "Bytes", GQ_LITERAL_STRING, GQ_STR_INIT(""), true, GQ_STR_INIT(""), 0 },
    { "Bytes: padding is needed", "Bytes", GQ_LITERAL_STRING, GQ_STR_INIT("AA"), false, { 0 }, 0 },
    { "Bytes: padded", "Bytes", GQ_LITERAL_STRING, GQ_STR_INIT("AA=="), true, GQ_STR_INIT("AA=="),
            0 },
    { "EmailAddress: an address", "EmailAddress", GQ_LITERAL_STRING, GQ_STR_INIT("a@b"), true,
            GQ_STR_INIT("a@b"), 0 },
    { "EmailAddress: another text", "EmailAddress", GQ_LITERAL_STRING, GQ_STR_INIT("a"), false,
            { 0 }, 0 },
    { "URL: an address", "URL", GQ_LITERAL_STRING, GQ_STR_INIT("http://a/"), true,
            GQ_STR_INIT("http://a/"), 0 },
    { "URL: a path", "URL", GQ_LITERAL_STRING, GQ_STR_INIT("/a"), false, { 0 }, 0 },
    { "JSON: a string", "JSON", GQ_LITERAL_STRING, GQ_STR_INIT("x"), true, GQ_STR_INIT("x"), 0 },
    { "based on String: a string", "Text", GQ_LITERAL_STRING, GQ_STR_INIT("x"), true,
            GQ_STR_INIT("x"), 0 },
    { "based on String: a number", "Text", GQ_LITERAL_INT, GQ_STR_INIT("1"), false, { 0 }, 0 },
    { "based on Int: a number", "Whole", GQ_LITERAL_INT, GQ_STR_INIT("7"), true, { 0 }, 7 },
    { "based on Int: past 32 bits", "Whole", GQ_LITERAL_INT, GQ_STR_INIT("2147483648"), false,
            { 0 }, 0 },
    { "based on Int: a string", "Whole", GQ_LITERAL_STRING, GQ_STR_INIT("7"), false, { 0 }, 0 },
    { "based on UUID: lowered too", "Token", GQ_LITERAL_STRING,
            GQ_STR_INIT("01890A5D-AC96-774B-BCCE-B302099A8057"), true,
            GQ_STR_INIT("01890a5d-ac96-774b-bcce-b302099a8057"), 0 },
};

static const char scalars_sdl[] =
        "scalar Text @base(type: String) scalar Whole @base(type: Int) "
        "scalar Token @base(type: UUID) type A @model { id: ID! big: BigInt decimal: Decimal "
        "date: Date time: Time uuid: UUID bytes: Bytes json: JSON email: EmailAddress url: URL "
        "text: Text whole: Whole token: Token }";

static void
assert_coerced(const struct scalar_case *c, const struct coercion *coercion)
{
    assert_int_equal(coercion->is_taken, c->is_taken);
    if (!c->is_taken)
        return;
    if (c->coerced.bytes)
        assert_str_equal(coercion->value.text, c->coerced);
    else
        assert_true(coercion->value.integer == c->integer);
}

static void
test_scalar_literal(void **state)
{
    const struct scalar_case *c = *state;
    struct coercion coercion = { .type = c->type, .literal = { .kind = c->kind, .text = c->text } };

    harness_init(&coercion.harness, gq_str_of(scalars_sdl));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce, &coercion), GQ_GUARD_DONE);
    assert_coerced(c, &coercion);
    harness_fini(&coercion.harness);
}

/* The same as a value of JSON: 64-bit numbers and strings come here. */
static void
coerce_json(void *arg)
{
    struct coercion *c = arg;
    const struct gq_type *type = gq_schema_type_find(c->harness.model->schema, gq_str_of(c->type));
    struct gq_value value = { .kind = GQ_VALUE_STRING, .text = c->literal.text };
    struct gq_str reason;

    if (c->literal.kind == GQ_LITERAL_INT) {
        value = (struct gq_value){ .kind = GQ_VALUE_INT };
        if (gq_decimal_parse(c->literal.text, 0, &value.integer) != GQ_DECIMAL_OK)
            return; /* JSON lets no such number in */
    } else if (c->literal.kind == GQ_LITERAL_FLOAT) {
        value = (struct gq_value){ .kind = GQ_VALUE_FLOAT, .real = 1.5 };
    }
    if (!type->codec) {
        c->value = value;
        c->is_taken = true;
        return;
    }
    c->is_taken = type->codec->parse_value(
            c->harness.arena, type->codec->context, &value, &c->value, &reason);
}

static void
test_scalar_value(void **state)
{
    const struct scalar_case *c = *state;
    struct coercion coercion = { .type = c->type, .literal = { .kind = c->kind, .text = c->text } };

    harness_init(&coercion.harness, gq_str_of(scalars_sdl));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce_json, &coercion), GQ_GUARD_DONE);
    assert_coerced(c, &coercion);
    harness_fini(&coercion.harness);
}

/* A literal's digits are seen; those of a double are not. */
static void
test_decimal_fractions(void **state)
{
    struct coercion coercion = { .type = "Decimal",
        .literal = { .kind = GQ_LITERAL_FLOAT, .text = GQ_STR_INIT("0.1") } };

    (void)state;
    harness_init(&coercion.harness, gq_str_of(scalars_sdl));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce, &coercion), GQ_GUARD_DONE);
    assert_true(coercion.is_taken);
    coercion.is_taken = false;
    assert_int_equal(gq_guard(coercion.harness.arena, coerce_json, &coercion), GQ_GUARD_DONE);
    assert_false(coercion.is_taken);
    harness_fini(&coercion.harness);
}

/* Without models an author's own scalar of that name means what the author says. */
static void
test_own_scalar(void **state)
{
    struct coercion coercion = { .type = "DateTime",
        .literal = { .kind = GQ_LITERAL_STRING, .text = GQ_STR_INIT("today") } };

    (void)state;
    harness_init(&coercion.harness, GQ_STR("scalar DateTime type Query { d: DateTime }"));
    assert_int_equal(gq_guard(coercion.harness.arena, coerce, &coercion), GQ_GUARD_DONE);
    assert_true(coercion.is_taken);
    harness_fini(&coercion.harness);
}

int
main(void)
{
    struct CMUnitTest tests[96] = {
        cmocka_unit_test(test_own_scalar),
        cmocka_unit_test(test_decimal_fractions),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, datetime_cases, test_datetime);
    GQ_UNIT_CASES(tests, count, scalar_cases, test_scalar_literal);
    GQ_UNIT_CASES(tests, count, scalar_cases, test_scalar_value);
    return _cmocka_run_group_tests("model/scalar", tests, count, NULL, NULL);
}
