/*
 * exec/cursor.h - where a row stands in its list's order, as an opaque text.
 *
 * base64url of version, hash of the order and the values, typed values. The hash finds damage and
 * cursors of another sort; it is no signature and none is needed: filters and rules hold whatever a
 * cursor says.
 */
#ifndef GQ_EXEC_CURSOR_H
#define GQ_EXEC_CURSOR_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_buf;
struct gq_cell;
struct gq_cursor_order;

/* Appends the cursor of a row, in quotes. `cells` has one cell for each key of the order. */
void gq_cursor_write(struct gq_buf *out, const struct gq_cursor_order *order,
        const struct gq_cell *row, const uint32_t *cells);

/*
 * Reads a cursor made for this order into `ret_cells`, one for each key; text lives in `arena`.
 * False for anything that gq_cursor_write would not have written for it.
 */
GQ_MUST_CHECK bool gq_cursor_read(struct gq_arena *arena, struct gq_str text,
        const struct gq_cursor_order *order, struct gq_cell *ret_cells);

#endif
