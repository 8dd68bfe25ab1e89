/*
 * model/draft.h - what the steps of model.c share while a model is made.
 *
 * In:       the author's schema, built and checked.
 * Out:      entities and tables that the steps fill one after another.
 * Not here: the finished model (model.h).
 *
 * Until bind.c exchanges them, `gq_entity.type` and `gq_column.enum_type` are types of the author's
 * schema, and property i of an entity is field i of that type. One thread.
 */
#ifndef GQ_MODEL_DRAFT_H
#define GQ_MODEL_DRAFT_H

#include "base/attribute.h"
#include "base/map.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_entity;
struct gq_errors;
struct gq_field;
struct gq_model;
struct gq_property;
struct gq_schema;
struct gq_sources;
struct gq_vocabulary;

struct gq_draft {
    struct gq_arena *arena;
    struct gq_errors *errs;
    struct gq_sources *sources;
    struct gq_document *const *documents; /* the author's */
    uint32_t document_count;
    const struct gq_vocabulary *vocabulary;
    const struct gq_schema *schema; /* the author's */
    struct gq_model *model;
    struct gq_map entity_map; /* the type's name -> struct gq_entity */
    uint32_t errors_before;   /* how many there were when the model was begun */
};

/* Adds GQ_E_SCHEMA_INVALID at `position`. */
GQ_PRINTF(3, 4)
void gq_draft_error(struct gq_draft *draft, uint32_t position, const char *format, ...);

/* Has any step added an error? */
bool gq_draft_has_failed(const struct gq_draft *draft);

/* The author's field that a property of `entity` comes from. */
const struct gq_field *gq_draft_field(
        const struct gq_entity *entity, const struct gq_property *property);

/* The property whose column has this index in its table; there is one for each column. */
const struct gq_property *gq_draft_column_property(const struct gq_entity *entity, uint32_t column);

#endif
