/* plan/resolve.c - fields whose values a resolver gives: introspection, embedders. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"

static bool
resolved_template(struct gq_builder *b, struct gq_draft *draft, const struct gq_type *type,
        const struct gq_field_group *group, struct gq_template **ret_template)
{
    struct gq_field_groups groups = gq_collect_subfields(&b->collect, type, group);
    struct gq_vec entries = { 0 };

    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *inner = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);

        if (gq_builder_typename(b, &entries, type, inner))
            continue;
        if (!gq_resolve_field(b, draft, type, &entries, inner, gq_builder_field(b, type, inner)))
            return false;
    }
    *ret_template = gq_builder_template(b, type, &entries);
    return true;
}

/* A template for each concrete type that an object here may have. */
static bool
object_templates(struct gq_builder *b, struct gq_draft *draft, const struct gq_type *type,
        const struct gq_field_group *group, const struct gq_template **ret_first)
{
    const struct gq_template **tail = ret_first;

    for (uint32_t i = 0; i < type->possible_type_count; i++) {
        struct gq_template *template;

        if (!resolved_template(b, draft, type->possible_types[i], group, &template))
            return false;
        *tail = template;
        tail = &template->next;
    }
    return true;
}

static struct gq_draft *
resolve_step(struct gq_builder *b, struct gq_draft *parent, const struct gq_type *parent_type,
        const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *draft = gq_builder_step_find(parent, field, 0, group->first->arguments);
    struct gq_input arguments;

    if (draft)
        return draft;
    draft = gq_builder_step(b, GQ_STEP_RESOLVE, parent, group, field);
    draft->identity = field;
    draft->step->parent_type = parent_type;
    if (field->argument_count == 0)
        return draft;
    if (!gq_builder_site(b, field, group, &arguments))
        return NULL;
    draft->step->site = arguments.site;
    return draft;
}

bool
gq_resolve_field(struct gq_builder *b, struct gq_draft *parent, const struct gq_type *parent_type,
        struct gq_vec *entries, const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *draft = resolve_step(b, parent, parent_type, group, field);
    const struct gq_template *object = NULL;
    struct gq_entry *entry;

    if (!draft)
        return false;
    if (gq_type_is_composite(field->type->named)
            && !object_templates(b, draft, field->type->named, group, &object))
        return false;
    entry = gq_builder_entry(b, entries, GQ_ENTRY_RESOLVED, group, field);
    entry->step = draft->step;
    entry->object = object;
    return true;
}
