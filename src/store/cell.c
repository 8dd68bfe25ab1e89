/* store/cell.c - the order of values, as SQLite has it under the BINARY collation. */
#include "store/cell.h"

#include <assert.h>

/* NULLs, then numbers, then text, then blobs. */
static const int ranks[] = {
    [GQ_CELL_NULL] = 0,
    [GQ_CELL_INTEGER] = 1,
    [GQ_CELL_REAL] = 1,
    [GQ_CELL_TEXT] = 2,
    [GQ_CELL_BLOB] = 3,
};

static int
compare_reals(double a, double b)
{
    return (a > b) - (a < b);
}

/*
 * A conversion of the integer alone would make 2^53 + 1 equal to 2^53. So the real is cut to an
 * integer first; where that is outside the range, the range decides.
 */
static int
compare_integer_to_real(int64_t integer, double real)
{
    int64_t whole;

    if (real >= 9223372036854775808.0)
        return -1;
    if (real < -9223372036854775808.0)
        return 1;
    whole = (int64_t)real;
    if (integer != whole)
        return integer < whole ? -1 : 1;
    return compare_reals((double)whole, real);
}

static int
compare_numbers(const struct gq_cell *a, const struct gq_cell *b)
{
    if (a->kind == GQ_CELL_INTEGER && b->kind == GQ_CELL_INTEGER)
        return (a->integer > b->integer) - (a->integer < b->integer);
    if (a->kind == GQ_CELL_INTEGER)
        return compare_integer_to_real(a->integer, b->real);
    if (b->kind == GQ_CELL_INTEGER)
        return -compare_integer_to_real(b->integer, a->real);
    return compare_reals(a->real, b->real);
}

int
gq_cell_compare(const struct gq_cell *a, const struct gq_cell *b)
{
    assert(a->kind < sizeof(ranks) / sizeof(ranks[0]));
    assert(b->kind < sizeof(ranks) / sizeof(ranks[0]));

    if (ranks[a->kind] != ranks[b->kind])
        return ranks[a->kind] - ranks[b->kind];
    switch (ranks[a->kind]) {
    case 0:
        return 0;
    case 1:
        return compare_numbers(a, b);
    default:
        return gq_str_compare(gq_cell_str(a), gq_cell_str(b));
    }
}
