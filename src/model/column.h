/*
 * model/column.h - the columns of each table: names, types, where values come from.
 *
 * In:       entities with properties whose columns are allotted (field.c).
 * Out:      `table->columns` in the order of the fields; properties point into it.
 * Not here: keys and indexes (key.c).
 */
#ifndef GQ_MODEL_COLUMN_H
#define GQ_MODEL_COLUMN_H

struct gq_draft;

/* Lays out the columns of all tables. Errors go to the draft. */
void gq_column_lay_out(struct gq_draft *draft);

#endif
