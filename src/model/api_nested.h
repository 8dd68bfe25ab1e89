/*
 * model/api_nested.h - what an input may say about the related rows of the row that it writes.
 *
 * In:       the finished entities of a draft.
 * Out:      text and marks.
 */
#ifndef GQ_MODEL_API_NESTED_H
#define GQ_MODEL_API_NESTED_H

#include "base/str.h"
#include "model/api_inputs.h"

/* `CreatePostInputAuthor`: the type of a relation's member. Lives in the draft's arena. */
struct gq_str gq_api_nested_name(struct gq_api_text *text, enum gq_api_purpose purpose,
        const struct gq_entity *entity, const struct gq_property *property);

/* Writes the types of the relations of one purpose. */
void gq_api_nested_write(
        struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity);

#endif
