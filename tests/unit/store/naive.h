/*
 * tests/unit/store/naive.h - fetches computed in C over rows in memory: what SQL must agree with.
 */
#ifndef GQ_TESTS_STORE_NAIVE_H
#define GQ_TESTS_STORE_NAIVE_H

#include "fixture.h"

#define NAIVE_ROWS_MAX 128

struct naive_table {
    struct gq_cell cells[NAIVE_ROWS_MAX][POST_COLUMN_COUNT];
    uint32_t count;
};

struct naive {
    struct naive_table users, posts;
    const struct gq_parameter *parameters;
};

/* SQL's truth: 1, 0, or -1 for unknown. */
int naive_condition(
        const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row);

/* The values of the fetch's orders for a post; the first join, if any, is of its author. */
void naive_order_keys(const struct naive *naive, const struct gq_fetch *fetch,
        const struct gq_cell *row, struct gq_cell ret_keys[8]);

/*
 * The ids of the posts that the fetch gives for one parent (NULL: a root list), in their order.
 * Returns how many.
 */
uint32_t naive_fetch(const struct naive *naive, const struct gq_fetch *fetch,
        const struct gq_cell *parent, int64_t ret_ids[NAIVE_ROWS_MAX]);

#endif
