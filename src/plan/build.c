/* plan/build.c - the root of an operation, and the finishing of all steps. */
#include "plan/build.h"

#include "base/arena.h"
#include "plan/builder.h"
#include "schema/schema.h"
#include "store/store.h"

#include <assert.h>

/* `post(id:)`, `postByAuthorAndSlug(author:, slug:)`: one row by all of a key's columns. */
static bool
add_get(struct gq_builder *b, struct gq_draft *root, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    const struct gq_binding *binding = field->binding;
    struct gq_draft *draft = gq_builder_step_find(root, field, 0, group->first->arguments);
    struct gq_input arguments;
    const struct gq_template *object;
    struct gq_entry *entry;

    if (!draft) {
        struct gq_condition *all = gq_arena_new_of(b->arena, struct gq_condition);
        const struct gq_condition **tail = &all->children;

        if (!gq_builder_site(b, field, group, &arguments))
            return false;
        draft = gq_builder_step(b, GQ_STEP_FETCH, root, group, field);
        draft->identity = field;
        draft->step->is_single = true;
        draft->step->fetch.table = binding->entity->table;
        draft->step->fetch.where = all;
        for (uint32_t i = 0; i < arguments.value->count; i++) {
            const struct gq_binding *argument = gq_schema_argument_find(
                    field->arguments, field->argument_count, arguments.value->members[i].key)
                                                        ->binding;
            struct gq_input value = gq_builder_child(&arguments, i);
            struct gq_condition *equal = gq_filter_compare(b, GQ_COMPARE_EQ, argument->column,
                    gq_builder_slot(b, GQ_SLOT_CELL, &value, argument->column));

            *tail = equal;
            tail = &equal->next;
        }
    }
    object = gq_rows_template(b, &(struct gq_scope){ draft, 0, 0 }, field->type->named, group);
    if (!object)
        return false;
    entry = gq_builder_entry(b, entries, GQ_ENTRY_ONE, group, field);
    entry->step = draft->step;
    entry->object = object;
    return true;
}

static bool
add_list(struct gq_builder *b, const struct gq_list *list, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *draft = gq_list_step(b, list, group, field);
    const struct gq_template *object;
    struct gq_entry *entry;

    if (!draft)
        return false;
    object = gq_rows_template(b, &(struct gq_scope){ draft, 0, 0 }, field->type->named, group);
    if (!object)
        return false;
    entry = gq_builder_entry(b, entries, GQ_ENTRY_LIST, group, field);
    entry->step = draft->step;
    entry->object = object;
    return true;
}

static bool
add_root_field(struct gq_builder *b, struct gq_draft *root, const struct gq_type *type,
        struct gq_vec *entries, const struct gq_field_group *group)
{
    const struct gq_field *field = gq_builder_field(b, type, group);
    const struct gq_binding *binding = field->binding;
    struct gq_list list = { .parent = root, .key_cell = GQ_CELL_NONE };

    if (!binding || binding->kind == GQ_BIND_RESOLVER) {
        /* The fields of a mutation run one after the other: each is a stage. */
        if (b->input->operation->operation.kind == GQ_OPERATION_MUTATION)
            GQ_VEC_PUSH(b->arena, &b->stages, struct gq_stage);
        return gq_resolve_field(b, root, NULL, entries, group, field);
    }
    list.entity = binding->entity;
    switch (binding->kind) {
    case GQ_BIND_GET:
        return add_get(b, root, entries, group, field);
    case GQ_BIND_LIST:
        return add_list(b, &list, entries, group, field);
    case GQ_BIND_CONNECTION:
        return gq_connection_field(b, &list, entries, group, field);
    default:
        return gq_mutation_field(b, root, entries, group, field);
    }
}

/* A step's draft becomes the step: columns and joins are known, so its statement is. */
static void
finish_step(struct gq_builder *b, struct gq_draft *draft)
{
    struct gq_step *step = draft->step;

    if (step->kind != GQ_STEP_FETCH)
        return;
    /* Rows of which nothing is selected but __typename still have to be counted. */
    if (step->fetch.kind == GQ_FETCH_ROWS && draft->columns.count == 0)
        gq_builder_cell(b, draft, 0, &step->fetch.table->columns[step->fetch.table->primary_key]);
    step->fetch.columns = draft->columns.items;
    step->fetch.column_count = draft->columns.count;
    step->fetch.joins = draft->joins.items;
    step->fetch.join_count = draft->joins.count;
    step->statement = gq_store_compile_fetch(b->arena, &step->fetch);
}

/* The stage's steps by level; those without work of their own (root, write) are left out. */
static void
finish_stage(struct gq_builder *b, uint32_t stage_index)
{
    struct gq_stage *stage = &GQ_VEC_AT(&b->stages, struct gq_stage, stage_index);
    struct gq_vec steps = { 0 };
    uint32_t level_max = 0;

    for (uint32_t level = 1; level <= level_max + 1; level++) {
        for (uint32_t i = 0; i < b->drafts.count; i++) {
            struct gq_draft *draft = GQ_VEC_AT(&b->drafts, struct gq_draft *, i);

            if (draft->stage != stage_index || draft->step->level != level)
                continue;
            level_max = level;
            if (draft->step->kind == GQ_STEP_FETCH || draft->step->kind == GQ_STEP_RESOLVE)
                *GQ_VEC_PUSH(b->arena, &steps, struct gq_step *) = draft->step;
        }
    }
    stage->steps = steps.items;
    stage->step_count = steps.count;
}

static bool
has_step(const struct gq_builder *b, enum gq_step_kind kind)
{
    for (uint32_t i = 0; i < b->drafts.count; i++) {
        if (GQ_VEC_AT(&b->drafts, struct gq_draft *, i)->step->kind == kind)
            return true;
    }
    return false;
}

static struct gq_plan *
finish(struct gq_builder *b, const struct gq_template *root)
{
    struct gq_plan *plan = gq_arena_new_of(b->arena, struct gq_plan);
    struct gq_step **steps = gq_arena_array_of(b->arena, struct gq_step *, b->drafts.count);

    for (uint32_t i = 0; i < b->drafts.count; i++) {
        finish_step(b, GQ_VEC_AT(&b->drafts, struct gq_draft *, i));
        steps[i] = GQ_VEC_AT(&b->drafts, struct gq_draft *, i)->step;
    }
    for (uint32_t i = 0; i < b->stages.count; i++)
        finish_stage(b, i);
    *plan = (struct gq_plan){
        .schema = b->input->schema,
        .operation = b->input->operation,
        .steps = (const struct gq_step *const *)steps,
        .step_count = b->drafts.count,
        .stages = b->stages.items,
        .stage_count = b->stages.count,
        .has_writes = has_step(b, GQ_STEP_WRITE),
        .has_fetches = has_step(b, GQ_STEP_FETCH),
        .root = root,
        .sites = b->sites.items,
        .site_count = b->sites.count,
        .slots = b->slots.items,
        .slot_count = b->slots.count,
    };
    return plan;
}

struct gq_plan *
gq_build_plan(struct gq_arena *arena, const struct gq_plan_input *input, struct gq_errors *errs)
{
    const struct gq_definition *operation = input->operation;
    const struct gq_type *type = gq_schema_root(input->schema, operation->operation.kind);
    struct gq_builder b = { .arena = arena, .input = input, .errs = errs };
    struct gq_vec entries = { 0 };
    struct gq_field_groups groups;
    struct gq_draft *root;

    assert(type && operation->kind == GQ_DEFINITION_OPERATION);
    gq_collect_init(&b.collect, arena, input->schema, input->document, input->variables);
    groups = gq_collect_selections(&b.collect, type, operation->operation.selections.first);
    /* A query has one stage; a mutation's fields push theirs, the first is for what only reads. */
    GQ_VEC_PUSH(arena, &b.stages, struct gq_stage);
    root = gq_builder_step(&b, GQ_STEP_ROOT, NULL, NULL, NULL);
    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *group = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);

        if (!gq_builder_typename(&b, &entries, type, group)
                && !add_root_field(&b, root, type, &entries, group))
            return NULL;
    }
    return finish(&b, gq_builder_template(&b, type, &entries));
}
