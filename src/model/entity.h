/*
 * model/entity.h - the types with @model, their names, and the names that none may have.
 *
 * In:       the author's schema.
 * Out:      `model->entities` without properties, `draft->entity_map`.
 * Not here: fields (field.c), columns (column.c), names of generated types (api_text.c).
 */
#ifndef GQ_MODEL_ENTITY_H
#define GQ_MODEL_ENTITY_H

struct gq_draft;

/* Fills `draft->model->entities`, tables with their names included. Errors go to the draft. */
void gq_entity_collect(struct gq_draft *draft);

/*
 * The author's own fields of root types: an error each, for nothing says yet where their values
 * come from. For schemas with models only.
 */
void gq_entity_check_roots(struct gq_draft *draft);

#endif
