/*
 * model/key.h - unique keys and indexes: those that the author asked for, and one on each reference.
 *
 * In:       entities with columns.
 * Out:      `table->keys`; `column->is_unique`.
 * Not here: the primary key (field.c).
 */
#ifndef GQ_MODEL_KEY_H
#define GQ_MODEL_KEY_H

struct gq_draft;

/* Collects the keys of all tables. Errors go to the draft. */
void gq_key_collect(struct gq_draft *draft);

#endif
