/*
 * model/former.h - what an older database may call a table or column, and what its rows get.
 *
 * In:       tables whose columns are laid out (column.c).
 * Out:      names from the SDL, former names, backfills, in the tables.
 * Not here: what a database really has (store/).
 */
#ifndef GQ_MODEL_FORMER_H
#define GQ_MODEL_FORMER_H

struct gq_draft;

/* Fills them in for all tables. Errors go to the draft. */
void gq_former_collect(struct gq_draft *draft);

#endif
