/* Decimal numbers of a scale, there and back. */
#include "base/buf.h"
#include "base/decimal.h"
#include "unit.h"

static const struct decimal_case {
    const char *name, *text;
    uint32_t scale;
    enum gq_decimal_outcome outcome;
    int64_t scaled;
    const char *written;
} decimal_cases[] = {
    { "fewer digits than the scale", "12.5", 2, GQ_DECIMAL_OK, 1250, "12.50" },
    { "as many digits as the scale", "12.50", 2, GQ_DECIMAL_OK, 1250, "12.50" },
    { "no point", "7", 3, GQ_DECIMAL_OK, 7000, "7.000" },
    { "scale 0", "7", 0, GQ_DECIMAL_OK, 7, "7" },
    { "less than one", "0.05", 2, GQ_DECIMAL_OK, 5, "0.05" },
    { "between minus one and zero", "-0.50", 2, GQ_DECIMAL_OK, -50, "-0.50" },
    { "zero without a sign", "-0", 2, GQ_DECIMAL_OK, 0, "0.00" },
    { "zeros in front", "007.1", 1, GQ_DECIMAL_OK, 71, "7.1" },
    { "a carry into the next digit", "9.99", 2, GQ_DECIMAL_OK, 999, "9.99" },
    { "the greatest", "92233720368547758.07", 2, GQ_DECIMAL_OK, INT64_MAX, "92233720368547758.07" },
    { "the least", "-92233720368547758.08", 2, GQ_DECIMAL_OK, INT64_MIN, "-92233720368547758.08" },
    { "the greatest integer", "9223372036854775807", 0, GQ_DECIMAL_OK, INT64_MAX,
            "9223372036854775807" },
    { "the least integer", "-9223372036854775808", 0, GQ_DECIMAL_OK, INT64_MIN,
            "-9223372036854775808" },
    { "the least of scale 9", "-9223372036.854775808", 9, GQ_DECIMAL_OK, INT64_MIN,
            "-9223372036.854775808" },
    { "one past the greatest", "9223372036854775808", 0, GQ_DECIMAL_TOO_LARGE, 0, NULL },
    { "one past the least", "-9223372036854775809", 0, GQ_DECIMAL_TOO_LARGE, 0, NULL },
    { "too large by its scale", "9223372036854775807", 1, GQ_DECIMAL_TOO_LARGE, 0, NULL },
    { "too large by far", "99999999999999999999999999", 0, GQ_DECIMAL_TOO_LARGE, 0, NULL },
    { "more digits than the scale", "1.234", 2, GQ_DECIMAL_TOO_PRECISE, 0, NULL },
    { "a zero past the scale", "1.230", 2, GQ_DECIMAL_TOO_PRECISE, 0, NULL },
    { "a fraction of scale 0", "1.0", 0, GQ_DECIMAL_TOO_PRECISE, 0, NULL },
    { "nothing", "", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "a minus alone", "-", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "a plus", "+1", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "a point alone", ".", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "no digit before the point", ".5", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "no digit after the point", "5.", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "two points", "1.2.3", 9, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "an exponent", "1e3", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "a blank", " 1", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
    { "a comma", "1,5", 2, GQ_DECIMAL_NOT_A_NUMBER, 0, NULL },
};

static void
test_decimal(void **state)
{
    const struct decimal_case *c = *state;
    int64_t scaled = 0;
    struct gq_buf out;

    assert_int_equal(gq_decimal_parse(gq_str_of(c->text), c->scale, &scaled), c->outcome);
    if (c->outcome != GQ_DECIMAL_OK)
        return;
    assert_true(scaled == c->scaled);
    gq_buf_init(&out, 100);
    gq_decimal_write(&out, c->scale, scaled);
    assert_str_equal(gq_buf_view(&out), gq_str_of(c->written));
    gq_buf_fini(&out);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, decimal_cases, test_decimal);
    return _cmocka_run_group_tests("base/decimal", tests, count, NULL, NULL);
}
