/*
 * model/misplaced.h - directives that stand where they mean nothing.
 *
 * In:       the author's schema, entities with their properties.
 * Out:      an error with its place for each; nothing is guessed silently.
 * Not here: locations (the type system's rules check those), arguments (column.c, key.c,
 *           relation.c).
 */
#ifndef GQ_MODEL_MISPLACED_H
#define GQ_MODEL_MISPLACED_H

struct gq_draft;

/* Our directives on types that are no models, and on their fields. Before entities' fields. */
void gq_misplaced_check_types(struct gq_draft *draft);

/* Directives on properties of the wrong kind or type, and pairs that contradict each other. */
void gq_misplaced_check_properties(struct gq_draft *draft);

#endif
