/*
 * model/cycle.h - models that need each other: no row of any could be the first.
 *
 * In:       entities with their references.
 * Out:      an error for each cycle of references that may not be null.
 */
#ifndef GQ_MODEL_CYCLE_H
#define GQ_MODEL_CYCLE_H

struct gq_draft;

void gq_cycle_check(struct gq_draft *draft);

#endif
