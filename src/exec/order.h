/*
 * exec/order.h - rows of one parent into the order of their keys, where the store does not promise it.
 *
 * Not here: orders that an author asks for by other columns (store/).
 */
#ifndef GQ_EXEC_ORDER_H
#define GQ_EXEC_ORDER_H

#include <stdint.h>

struct gq_arena;
struct gq_cell;

/* `count` rows of `width` cells, one after the other. */
struct gq_order_rows {
    struct gq_cell *cells;
    uint32_t width, count;
    uint32_t cell; /* which of a row's cells is the integer that decides */
};

/* Puts the rows in rising order. One comparison a row when they are in it already, as they are. */
void gq_order_rows(struct gq_arena *arena, const struct gq_order_rows *rows);

#endif
