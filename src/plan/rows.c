/* plan/rows.c - the fields of entities: columns, folded to-ones, lists. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

static const struct gq_table *
table_of(const struct gq_scope *scope)
{
    if (scope->source == 0)
        return scope->draft->step->fetch.table;
    return GQ_VEC_AT(&scope->draft->joins, struct gq_fetch_join, scope->source - 1).target;
}

static void
add_column(struct gq_builder *b, const struct gq_scope *scope, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field,
        const struct gq_column *column)
{
    struct gq_entry *entry = gq_builder_entry(b, entries, GQ_ENTRY_COLUMN, group, field);

    entry->column = column;
    entry->cell = gq_builder_cell(b, scope->draft, scope->source, column);
}

/* The join that brings in the row that a foreign key names, or false when folding has an end. */
static bool
fold(struct gq_builder *b, const struct gq_scope *scope, const struct gq_column *foreign_key,
        struct gq_scope *ret_scope)
{
    *ret_scope = (struct gq_scope){ scope->draft, 0, scope->fold_level + 1 };
    return scope->fold_level < GQ_BUILDER_FOLD_LEVELS
            && gq_builder_join(b, scope->draft, scope->source, foreign_key, &ret_scope->source);
}

/* A to-one past the reach of folding: its own step, by the target's key. */
static struct gq_draft *
one_step(struct gq_builder *b, const struct gq_scope *scope, const struct gq_field_group *group,
        const struct gq_field *field, const struct gq_property *property)
{
    struct gq_draft *draft = gq_builder_step_find(scope->draft, property, scope->source, NULL);
    const struct gq_table *target = property->column->references;

    if (draft)
        return draft;
    draft = gq_builder_step(b, GQ_STEP_FETCH, scope->draft, group, field);
    draft->identity = property;
    draft->source = scope->source;
    draft->step->is_single = true;
    draft->step->key_cell = gq_builder_cell(b, scope->draft, scope->source, property->column);
    draft->step->fetch.table = target;
    draft->step->fetch.attach = &target->columns[target->primary_key];
    return draft;
}

static bool
add_to_one(struct gq_builder *b, const struct gq_scope *scope, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field,
        const struct gq_property *property)
{
    const struct gq_table *target = property->column->references;
    struct gq_entry *entry;
    const struct gq_template *object;
    struct gq_scope inner;
    bool is_folded = fold(b, scope, property->column, &inner);

    if (!is_folded)
        inner = (struct gq_scope){ one_step(b, scope, group, field, property), 0, 0 };
    object = gq_rows_template(b, &inner, field->type->named, group);
    if (!object)
        return false;
    entry = gq_builder_entry(b, entries, is_folded ? GQ_ENTRY_JOINED : GQ_ENTRY_ONE, group, field);
    entry->object = object;
    if (is_folded)
        entry->cell = gq_builder_cell(
                b, inner.draft, inner.source, &target->columns[target->primary_key]);
    else
        entry->step = inner.draft->step;
    return true;
}

static struct gq_list
related_list(struct gq_builder *b, const struct gq_scope *scope, const struct gq_property *property)
{
    const struct gq_table *table = table_of(scope);

    return (struct gq_list){
        .parent = scope->draft,
        .source = scope->source,
        .attach = property->column,
        .key_cell = gq_builder_cell(
                b, scope->draft, scope->source, &table->columns[table->primary_key]),
        .entity = property->target,
    };
}

static bool
add_to_many(struct gq_builder *b, const struct gq_scope *scope, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field,
        const struct gq_property *property)
{
    struct gq_list list = related_list(b, scope, property);
    struct gq_draft *draft = gq_list_step(b, &list, group, field);
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

bool
gq_rows_field(struct gq_builder *b, const struct gq_scope *scope, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    const struct gq_binding *binding = field->binding;
    struct gq_list list;

    assert(binding);
    switch (binding->kind) {
    case GQ_BIND_COLUMN:
        add_column(b, scope, entries, group, field, binding->property->column);
        return true;
    case GQ_BIND_TO_ONE:
        return add_to_one(b, scope, entries, group, field, binding->property);
    case GQ_BIND_TO_MANY:
        return add_to_many(b, scope, entries, group, field, binding->property);
    case GQ_BIND_TO_MANY_CONNECTION:
        list = related_list(b, scope, binding->property);
        return gq_connection_field(b, &list, entries, group, field);
    default:
        assert(!"a field of an entity has one of these bindings");
        return false;
    }
}

const struct gq_template *
gq_rows_template(struct gq_builder *b, const struct gq_scope *scope, const struct gq_type *type,
        const struct gq_field_group *group)
{
    struct gq_field_groups groups = gq_collect_subfields(&b->collect, type, group);
    struct gq_vec entries = { 0 };

    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *inner = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);

        if (gq_builder_typename(b, &entries, type, inner))
            continue;
        if (!gq_rows_field(b, scope, &entries, inner, gq_builder_field(b, type, inner)))
            return NULL;
    }
    return gq_builder_template(b, type, &entries);
}
