/*
 * model/model.h - what the author's SDL means: entities, relations, and the API over them.
 *
 * In:       the author's SDL documents.
 * Out:      tables (table.h), entities, and the API's schema, every field and input of which is
 *           bound to its meaning (binding.h).
 * Not here: SQL (store/), steps (plan/).
 *
 * Lives in its generation's arena; immutable once built; any thread.
 */
#ifndef GQ_MODEL_MODEL_H
#define GQ_MODEL_MODEL_H

#include "base/attribute.h"
#include "base/str.h"
#include "model/table.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_schema;
struct gq_sources;
struct gq_type;

enum gq_property_kind {
    GQ_PROPERTY_COLUMN,
    GQ_PROPERTY_TO_ONE,  /* the foreign key is on this side */
    GQ_PROPERTY_TO_MANY, /* the foreign key is on the other side */
};

/* A field of an entity. */
struct gq_property {
    struct gq_str name; /* as in the SDL */
    enum gq_property_kind kind;
    const struct gq_column *column; /* COLUMN: the column; TO_ONE: this side's foreign key; TO_MANY:
                                     * the target's foreign key */
    const struct gq_entity *target; /* TO_ONE, TO_MANY */
    const struct gq_property *inverse; /* TO_ONE: may be NULL; TO_MANY: the other side */
    const struct gq_field_definition *definition;
};

/* A value of <T>Conflict: the columns whose values, taken together, only one row can have. */
struct gq_conflict {
    struct gq_str name; /* `AUTHOR_AND_SLUG` */
    const uint32_t *columns;
    uint32_t column_count;
};

/* A type with @model. */
struct gq_entity {
    struct gq_str name;             /* `Post` */
    struct gq_str singular, plural; /* `post`, `posts`: the root fields */
    const struct gq_type *type;     /* in the API's schema */
    struct gq_table *table;
    struct gq_property *properties;
    uint32_t property_count;
    const struct gq_conflict *conflicts; /* the primary key first */
    uint32_t conflict_count;
    const struct gq_definition *definition;
};

struct gq_model {
    const struct gq_schema *schema; /* the whole API, as clients see it; bound */
    struct gq_entity *entities;
    uint32_t entity_count;
    struct gq_table **tables;
    uint32_t table_count;
};

/*
 * Builds model and API from the author's documents, which belong to `sources`. Together with the
 * engine's own directives and scalars (schema/ in the source tree) they are one schema, checked by
 * every rule of the type system; then the rules of the model are: each misuse is an error with its
 * place and the fix. A schema without any @model type is fine: its API is what it declares.
 *
 * `*sources` gains the engine's own texts. Everything lives in `arena`.
 * NULL after adding GQ_E_SCHEMA_INVALID errors: all of them, up to the bound of `errs`.
 */
GQ_MUST_CHECK struct gq_model *gq_model_build(struct gq_arena *arena,
        struct gq_document *const *documents, uint32_t document_count, struct gq_sources *sources,
        struct gq_errors *errs);

/* The property called `name`, or NULL. */
const struct gq_property *gq_model_property_find(
        const struct gq_entity *entity, struct gq_str name);

#endif
