/*
 * model/api_writes.h - the fields of Mutation, and the types of what they answer.
 *
 * In:       the finished entities of a draft.
 * Out:      text and marks.
 * Not here: the inputs (api_inputs.h).
 */
#ifndef GQ_MODEL_API_WRITES_H
#define GQ_MODEL_API_WRITES_H

struct gq_api_text;
struct gq_entity;

/* Writes the fields of Mutation of one model. */
void gq_api_writes_fields(struct gq_api_text *text, const struct gq_entity *entity);

/* Writes PostsResult and PostConflict, and gives the entity its conflicts. */
void gq_api_writes_types(struct gq_api_text *text, struct gq_entity *entity);

#endif
