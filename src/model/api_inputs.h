/*
 * model/api_inputs.h - what clients give to write a row of a model, or to name one.
 *
 * In:       the finished entities of a draft.
 * Out:      text and marks.
 */
#ifndef GQ_MODEL_API_INPUTS_H
#define GQ_MODEL_API_INPUTS_H

#include <stdbool.h>

struct gq_api_text;
struct gq_entity;

/*
 * Does any property take a value from clients when a row is made, or when it is changed? Without
 * one there is no such input type.
 */
bool gq_api_inputs_can_create(const struct gq_entity *entity);
bool gq_api_inputs_can_update(const struct gq_entity *entity);

/* Writes PostUnique, CreatePostInput, UpdatePostInput and the inputs of references. */
void gq_api_inputs_write(struct gq_api_text *text, const struct gq_entity *entity);

#endif
