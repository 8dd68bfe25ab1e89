/*
 * model/field.h - what kind of property each field of a model is.
 *
 * In:       entities without properties.
 * Out:      `entity->properties`, one for each field in order: kind, target, a column allotted to
 *           each COLUMN and TO_ONE (filled by column.c); the primary key.
 * Not here: the other sides of relations (relation.c), the contents of columns (column.c).
 */
#ifndef GQ_MODEL_FIELD_H
#define GQ_MODEL_FIELD_H

struct gq_draft;

/* Fills the properties of all entities. Errors go to the draft. */
void gq_field_collect(struct gq_draft *draft);

#endif
