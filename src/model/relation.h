/*
 * model/relation.h - which field is the other side of which.
 *
 * In:       entities with their properties.
 * Out:      `property->inverse` of both sides.
 * Not here: foreign keys as columns (column.c), cycles (cycle.c).
 *
 * A list needs its other side; a reference does not. @relation(field:) says which it is where the
 * types alone do not; nothing is guessed.
 */
#ifndef GQ_MODEL_RELATION_H
#define GQ_MODEL_RELATION_H

struct gq_draft;

/* Pairs the fields of all entities. Errors go to the draft. */
void gq_relation_pair(struct gq_draft *draft);

#endif
