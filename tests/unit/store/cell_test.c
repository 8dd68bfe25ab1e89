/* The order of values. */
#include "store/cell.h"
#include "unit.h"

#define INTEGER(value)                              \
    {                                               \
        .kind = GQ_CELL_INTEGER, .integer = (value) \
    }
#define REAL(value)                           \
    {                                         \
        .kind = GQ_CELL_REAL, .real = (value) \
    }
#define TEXT(value)                                                         \
    {                                                                       \
        .kind = GQ_CELL_TEXT, .length = sizeof(value) - 1, .bytes = (value) \
    }
#define BLOB(value)                                                         \
    {                                                                       \
        .kind = GQ_CELL_BLOB, .length = sizeof(value) - 1, .bytes = (value) \
    }

static const struct compare_case {
    const char *name;
    struct gq_cell a, b;
    int wanted;
} compare_cases[] = {
    { "NULL equals NULL", { 0 }, { 0 }, 0 },
    { "NULL before numbers", { 0 }, INTEGER(INT64_MIN), -1 },
    { "numbers before text", REAL(1e300), TEXT(""), -1 },
    { "text before blobs", TEXT("z"), BLOB("a"), -1 },
    { "integers by value", INTEGER(-1), INTEGER(1), -1 },
    { "integer and real alike", INTEGER(2), REAL(2.0), 0 },
    { "integer below a fraction", INTEGER(2), REAL(2.5), -1 },
    { "integer above a negative fraction", INTEGER(-2), REAL(-2.5), 1 },
    { "integer past what a real can tell", INTEGER(9007199254740993), REAL(9007199254740992.0), 1 },
    { "largest integer below 2^63", INTEGER(INT64_MAX), REAL(9223372036854775808.0), -1 },
    { "smallest integer is -2^63", INTEGER(INT64_MIN), REAL(-9223372036854775808.0), 0 },
    { "a prefix comes first", TEXT("a"), TEXT("ab"), -1 },
    { "text by bytes, not letters", TEXT("B"), TEXT("a"), -1 },
    { "bytes are unsigned", TEXT("z"), TEXT("\xc3\xa4"), -1 },
    { "equal blobs", BLOB("\0\1"), BLOB("\0\1"), 0 },
};

static int
sign(int value)
{
    return (value > 0) - (value < 0);
}

static void
test_compare(void **state)
{
    const struct compare_case *c = *state;

    assert_int_equal(sign(gq_cell_compare(&c->a, &c->b)), c->wanted);
    assert_int_equal(sign(gq_cell_compare(&c->b, &c->a)), -c->wanted);
}

int
main(void)
{
    struct CMUnitTest tests[32];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, compare_cases, test_compare);
    return _cmocka_run_group_tests("cell", tests, count, NULL, NULL);
}
