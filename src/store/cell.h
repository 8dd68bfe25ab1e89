/*
 * store/cell.h - one value as the database has it, and what is bound to a statement.
 *
 * Not here: JSON and GraphQL values (exec/ converts them by the column's type).
 */
#ifndef GQ_STORE_CELL_H
#define GQ_STORE_CELL_H

#include "base/str.h"

#include <stdint.h>

enum gq_cell_kind {
    GQ_CELL_NULL, /* zero: a zero-filled cell is NULL */
    GQ_CELL_INTEGER,
    GQ_CELL_REAL,
    GQ_CELL_TEXT,
    GQ_CELL_BLOB,
};

/* 16 bytes. TEXT and BLOB borrow their bytes. */
struct gq_cell {
    uint8_t kind; /* enum gq_cell_kind */
    uint32_t length;
    union {
        int64_t integer;
        double real;
        const char *bytes; /* valid UTF-8 for TEXT as far as gqld wrote it */
    };
};

/* What a statement's parameter is given: one cell, or a list of cells (an `in` filter). */
struct gq_parameter {
    const struct gq_cell *cells;
    uint32_t count; /* 1 for a single value */
};

/* Rows of cells, row after row: the keys of a level. */
struct gq_keys {
    const struct gq_cell *cells;
    uint32_t width; /* cells in a row, 1 to 4 */
    uint32_t count; /* rows */
};

int gq_cell_compare(const struct gq_cell *a, const struct gq_cell *b);

static inline struct gq_str
gq_cell_str(const struct gq_cell *cell)
{
    return (struct gq_str){ cell->bytes, cell->length };
}

#endif
