/*
 * model/api_roots.h - the fields of Query and Mutation.
 *
 * In:       the finished entities of a draft.
 * Out:      text and marks.
 */
#ifndef GQ_MODEL_API_ROOTS_H
#define GQ_MODEL_API_ROOTS_H

struct gq_api_text;

/* Writes `type Query` and `type Mutation`. */
void gq_api_roots_write(struct gq_api_text *text);

#endif
