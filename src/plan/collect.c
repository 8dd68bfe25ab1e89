/* plan/collect.c - CollectFields, with fragments visited once for each object. */
#include "plan/collect.h"

#include "base/arena.h"
#include "language/ast.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>

/* One collection under way. */
struct pass {
    const struct gq_collect *collect;
    const struct gq_type *type;
    struct gq_field_groups *groups;
    struct gq_map by_key;  /* response key -> struct gq_field_group */
    struct gq_map visited; /* names of fragments */
};

static bool
condition_of(const struct gq_collect *collect, const struct gq_directive *directive)
{
    const struct gq_literal *value = directive->arguments->value;
    const struct gq_variable *variable;

    if (value->kind != GQ_LITERAL_VARIABLE)
        return value->boolean;
    variable = gq_variables_find(collect->variables, value->text);
    return variable && variable->is_present && variable->value.kind == GQ_VALUE_BOOLEAN
            && variable->value.boolean;
}

/* Spec: Type System > Directives > @skip, @include. */
static bool
is_included(const struct gq_collect *collect, const struct gq_selection *selection)
{
    for (const struct gq_directive *d = selection->directives; d; d = d->next) {
        if (gq_str_is(d->name.text, "skip") && condition_of(collect, d))
            return false;
        if (gq_str_is(d->name.text, "include") && !condition_of(collect, d))
            return false;
    }
    return true;
}

static void
add_field(struct pass *pass, const struct gq_selection *field)
{
    struct gq_arena *arena = pass->collect->arena;
    struct gq_str key = gq_selection_response_key(field);
    struct gq_field_group *group = gq_map_find(&pass->by_key, key);

    if (!group) {
        group = gq_arena_new_of(arena, struct gq_field_group);
        group->key = key;
        group->first = field;
        gq_map_add(arena, &pass->by_key, key, group);
        *GQ_VEC_PUSH(arena, &pass->groups->items, struct gq_field_group *) = group;
    }
    *GQ_VEC_PUSH(arena, &group->fields, const struct gq_selection *) = field;
}

static bool
applies(const struct pass *pass, struct gq_str type_condition)
{
    const struct gq_type *condition = gq_schema_type_find(pass->collect->schema, type_condition);

    assert(condition);
    return gq_type_is_possible(condition, pass->type);
}

static void collect_list(struct pass *pass, const struct gq_selection *selections);

static void
collect_spread(struct pass *pass, const struct gq_selection *spread)
{
    struct gq_definition *fragment = gq_map_find(&pass->collect->fragments, spread->name.text);

    assert(fragment);
    if (!gq_map_add(pass->collect->arena, &pass->visited, spread->name.text, fragment))
        return;
    if (applies(pass, fragment->fragment.type_condition.text))
        collect_list(pass, fragment->fragment.selections.first);
}

/*
 * Recursion is bounded: inline fragments by the parser's nesting limit, spreads by `visited`, whose
 * number is bounded by the document's tokens and checked by the engine before planning.
 */
static void
collect_list(struct pass *pass, const struct gq_selection *selections)
{
    for (const struct gq_selection *s = selections; s; s = s->next) {
        if (!is_included(pass->collect, s))
            continue;
        if (s->kind == GQ_SELECTION_FIELD)
            add_field(pass, s);
        else if (s->kind == GQ_SELECTION_SPREAD)
            collect_spread(pass, s);
        else if (!s->type_condition.text.bytes || applies(pass, s->type_condition.text))
            collect_list(pass, s->selections.first);
    }
}

void
gq_collect_init(struct gq_collect *collect, struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_document *document, const struct gq_variables *variables)
{
    *collect = (struct gq_collect){ .arena = arena, .schema = schema, .variables = variables };
    for (struct gq_definition *d = document->definitions; d; d = d->next) {
        if (d->kind == GQ_DEFINITION_FRAGMENT)
            gq_map_add(arena, &collect->fragments, d->name.text, d);
    }
}

struct gq_field_groups
gq_collect_selections(const struct gq_collect *collect, const struct gq_type *type,
        const struct gq_selection *selections)
{
    struct gq_field_groups groups = { 0 };
    struct pass pass = { .collect = collect, .type = type, .groups = &groups };

    collect_list(&pass, selections);
    return groups;
}

struct gq_field_groups
gq_collect_subfields(const struct gq_collect *collect, const struct gq_type *type,
        const struct gq_field_group *group)
{
    struct gq_field_groups groups = { 0 };
    struct pass pass = { .collect = collect, .type = type, .groups = &groups };

    for (uint32_t i = 0; i < group->fields.count; i++)
        collect_list(
                &pass, GQ_VEC_AT(&group->fields, const struct gq_selection *, i)->selections.first);
    return groups;
}
