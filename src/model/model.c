/*
 * model/model.c - from the author's documents to model and API: the steps, in order.
 *
 * The author's documents are built into a schema twice. First with the engine's directives and
 * every rule: what the model's steps read is then well-formed. At the end without checks, rewritten
 * and with the generated part: that is the API.
 */
#include "model/model.h"

#include "base/arena.h"
#include "base/error.h"
#include "model/api.h"
#include "model/argument.h"
#include "model/bind.h"
#include "model/column.h"
#include "model/constraint.h"
#include "model/cycle.h"
#include "model/draft.h"
#include "model/entity.h"
#include "model/field.h"
#include "model/key.h"
#include "model/misplaced.h"
#include "model/relation.h"
#include "model/rewrite.h"
#include "model/scalar.h"
#include "model/vocabulary.h"
#include "schema/build.h"
#include "schema/schema.h"

#include <assert.h>

/* The author's documents and the engine's vocabulary as one checked schema. */
static const struct gq_schema *
build_checked(struct gq_draft *draft)
{
    const struct gq_vocabulary *vocabulary = draft->vocabulary;
    uint32_t count = draft->document_count;
    struct gq_document **all = gq_arena_array_of(draft->arena, struct gq_document *, count + 3);
    struct gq_schema *schema;

    for (uint32_t i = 0; i < count; i++)
        all[i] = draft->documents[i];
    all[count++] = vocabulary->directives;
    all[count++] = vocabulary->scalars;
    if (vocabulary->roots)
        all[count++] = vocabulary->roots;
    schema = gq_schema_build(draft->arena, all, count, draft->sources, draft->errs);
    if (schema)
        gq_scalar_attach(draft->arena, vocabulary, schema, schema);
    return schema;
}

/* The steps stop where the next would stand on what failed. */
static bool
build_entities(struct gq_draft *draft)
{
    gq_argument_check(draft);
    if (gq_draft_has_failed(draft))
        return false;
    gq_entity_collect(draft);
    gq_misplaced_check_types(draft);
    if (draft->model->entity_count == 0)
        return !gq_draft_has_failed(draft);
    gq_entity_check_roots(draft);
    gq_field_collect(draft);
    if (gq_draft_has_failed(draft))
        return false;
    gq_misplaced_check_properties(draft);
    gq_relation_pair(draft);
    gq_cycle_check(draft);
    gq_column_lay_out(draft);
    gq_constraint_collect(draft);
    gq_key_collect(draft);
    return !gq_draft_has_failed(draft);
}

static struct gq_schema *
build_api(struct gq_draft *draft)
{
    const struct gq_api *api = NULL;
    struct gq_document **rewritten;
    struct gq_schema *schema;

    if (draft->model->entity_count > 0) {
        api = gq_api_generate(draft);
        if (!api)
            return NULL;
    }
    rewritten = gq_rewrite_documents(draft, api);
    schema = gq_schema_build_unchecked(
            draft->arena, rewritten, draft->document_count + 2, draft->sources, draft->errs);
    if (schema)
        gq_scalar_attach(draft->arena, draft->vocabulary, draft->schema, schema);
    if (schema && api)
        gq_bind_schema(draft, api, schema);
    return schema;
}

struct gq_model *
gq_model_build(struct gq_arena *arena, struct gq_document *const *documents,
        uint32_t document_count, struct gq_sources *sources, struct gq_errors *errs)
{
    struct gq_draft draft = { .arena = arena,
        .errs = errs,
        .sources = sources,
        .documents = documents,
        .document_count = document_count };

    draft.errors_before = errs->count;
    draft.model = gq_arena_new_of(arena, struct gq_model);
    draft.vocabulary = gq_vocabulary_new(arena, documents, document_count, sources, errs);
    if (!draft.vocabulary)
        return NULL;
    draft.schema = build_checked(&draft);
    if (!draft.schema || !build_entities(&draft))
        return NULL;
    draft.model->schema = build_api(&draft);
    return draft.model->schema ? draft.model : NULL;
}

const struct gq_property *
gq_model_property_find(const struct gq_entity *entity, struct gq_str name)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (gq_str_equal(entity->properties[i].name, name))
            return &entity->properties[i];
    }
    return NULL;
}
