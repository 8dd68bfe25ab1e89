/*
 * model/api_inputs.h - what clients give to write a row of a model, or to name one.
 *
 * In:       the finished entities of a draft.
 * Out:      text and marks.
 * Not here: what is done to related rows (api_nested.h).
 */
#ifndef GQ_MODEL_API_INPUTS_H
#define GQ_MODEL_API_INPUTS_H

#include "base/str.h"

#include <stdbool.h>

struct gq_api_text;
struct gq_entity;
struct gq_property;

/* The two inputs that a model has. */
enum gq_api_purpose { GQ_API_CREATE, GQ_API_UPDATE };

/*
 * Does any property but `without` (NULL: none) take a value from clients when a row is made, or
 * when it is changed? Without one there is no such input type.
 */
bool gq_api_inputs_has_any(enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *without);

/* `CreatePostInput`, `CreatePostInputWithoutAuthor`. Lives in the draft's arena. */
struct gq_str gq_api_inputs_name(struct gq_api_text *text, enum gq_api_purpose purpose,
        const struct gq_entity *entity, const struct gq_property *without);

/* Writes PostUnique, CreatePostInput, UpdatePostInput, and these without each relation. */
void gq_api_inputs_write(struct gq_api_text *text, const struct gq_entity *entity);

#endif
