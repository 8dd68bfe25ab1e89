/*
 * model/argument.h - the values given to the engine's directives are of the declared types.
 *
 * In:       the author's schema, whose rules do not look at the arguments of directives in SDL.
 * Out:      an error with its place for each value that does not fit; after that every step may
 *           rely on the kinds of literals.
 * Not here: what a value means.
 */
#ifndef GQ_MODEL_ARGUMENT_H
#define GQ_MODEL_ARGUMENT_H

struct gq_draft;

/* Spec: Type System > Directives > Validation. Errors go to the draft. */
void gq_argument_check(struct gq_draft *draft);

#endif
