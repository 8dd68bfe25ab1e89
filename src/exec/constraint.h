/*
 * exec/constraint.h - the rules of @constraint that SQLite cannot keep: patterns, and the lengths
 * of lists.
 *
 * In:       a column with a constraint and the cell that is about to be written.
 * Out:      the failure that a CHECK of the same name would give.
 */
#ifndef GQ_EXEC_CONSTRAINT_H
#define GQ_EXEC_CONSTRAINT_H

#include "base/attribute.h"

#include <stdbool.h>

struct gq_arena;
struct gq_cell;
struct gq_column;
struct gq_store_error;
struct gq_table;

/* False after filling `*ret_failure`. NULL passes every rule. */
GQ_MUST_CHECK bool gq_constraint_check(struct gq_arena *arena, const struct gq_table *table,
        const struct gq_column *column, const struct gq_cell *cell,
        struct gq_store_error *ret_failure);

#endif
