/* The registry of limits keeps its own rules. */
#include "base/limits.h"
#include "unit.h"

static void
test_every_limit_is_on_by_default(void **state)
{
    struct gq_limits limits;

    (void)state;
    gq_limits_init(&limits);
    for (unsigned i = 0; i < GQ_LIMIT_COUNT; i++) {
        const struct gq_limit_info *info = gq_limits_info((enum gq_limit)i);

        assert_true(info->default_value > 0);
        assert_int_equal(gq_limits_get(&limits, (enum gq_limit)i), info->default_value);
        assert_true(strlen(info->unit) > 0);
        assert_true(strlen(info->what) > 0);
        assert_true((unsigned)info->code < GQ_E_COUNT);
    }
}

static void
test_every_limit_is_found_by_its_name(void **state)
{
    (void)state;
    for (unsigned i = 0; i < GQ_LIMIT_COUNT; i++) {
        enum gq_limit found = GQ_LIMIT_COUNT;

        assert_true(gq_limits_find(gq_limits_info((enum gq_limit)i)->name, &found));
        assert_int_equal(found, i);
    }
}

static const struct unknown_case {
    const char *name;
    struct gq_str text;
} unknown_cases[] = {
    { "an unknown limit", GQ_STR_INIT("unheard_of") },
    { "no name", GQ_STR_INIT("") },
    { "upper case", GQ_STR_INIT("TOKENS") },
    { "a prefix", GQ_STR_INIT("token") },
};

static void
test_unknown(void **state)
{
    const struct unknown_case *c = *state;
    enum gq_limit found = GQ_LIMIT_COUNT;

    assert_false(gq_limits_find(c->text, &found));
    assert_int_equal(found, GQ_LIMIT_COUNT);
}

int
main(void)
{
    struct CMUnitTest tests[8] = {
        cmocka_unit_test(test_every_limit_is_on_by_default),
        cmocka_unit_test(test_every_limit_is_found_by_its_name),
    };
    size_t count = 2;

    GQ_UNIT_CASES(tests, count, unknown_cases, test_unknown);
    return _cmocka_run_group_tests("limits", tests, count, NULL, NULL);
}
