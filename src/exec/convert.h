/*
 * exec/convert.h - values of GraphQL to cells of a table and back to JSON, by the column's type.
 */
#ifndef GQ_EXEC_CONVERT_H
#define GQ_EXEC_CONVERT_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_buf;
struct gq_cell;
struct gq_column;
struct gq_value;

/*
 * The cell of a coerced value; text borrows from the value or lives in `arena`. False, with what
 * was expected in `*ret_reason` (static or in `arena`), when the column cannot hold the value. For
 * a list of scalars a single value stands for a list of itself.
 */
GQ_MUST_CHECK bool gq_convert_to_cell(struct gq_arena *arena, const struct gq_column *column,
        const struct gq_value *value, struct gq_cell *ret_cell, const char **ret_reason);

/* Appends the JSON of a cell that is not NULL. Spec: Type System > Scalars > Result Coercion. */
void gq_convert_to_json(
        struct gq_buf *out, const struct gq_column *column, const struct gq_cell *cell);

/* Is this a cell of the column? Cursors bring cells in from outside, and so do older databases. */
GQ_MUST_CHECK bool gq_convert_fits(const struct gq_column *column, const struct gq_cell *cell);

#endif
