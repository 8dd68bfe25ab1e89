/* Each misuse of the vocabulary is an error with its place and the fix. */
#include "harness.h"
#include "model/model.h"
#include "unit.h"

static const struct misuse_case {
    const char *name, *sdl, *errors;
} misuse_cases[] = {
    { "placeholder", "", "" },
};

static void
test_misuse(void **state)
{
    const struct misuse_case *c = *state;
    struct harness harness;

    harness_init(&harness, gq_str_of(c->sdl));
    assert_str_equal(harness_errors(&harness), gq_str_of(c->errors));
    assert_null(harness.model);
    harness_fini(&harness);
}

int
main(void)
{
    struct CMUnitTest tests[96];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, misuse_cases, test_misuse);
    return _cmocka_run_group_tests("model/misuse", tests, count, NULL, NULL);
}
