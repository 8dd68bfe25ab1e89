/* validate/walk.c - goes through the nodes in graphql-js's order and keeps the types around. */
#include "validate/walk.h"

#include "base/arena.h"
#include "validate/document_index.h"
#include "validate/validation.h"
#include "validate/walk_steps.h"

#include <assert.h>

static const struct gq_type *
composite_or_null(const struct gq_type *type)
{
    return type && gq_type_is_composite(type->named) ? type->named : NULL;
}

static void walk_selection(struct gq_walk *walk, const struct gq_selection *selection);

/* The selections of a set, with the type that `walk->type` has around them. */
static void
walk_selections(struct gq_walk *walk, const struct gq_selection *first)
{
    const struct gq_type *outer_parent = walk->parent_type;

    gq_walk_steps_descend(walk);
    walk->parent_type = composite_or_null(walk->type);
    for (const struct gq_selection *selection = first; selection && !walk->run->is_closed;
            selection = selection->next)
        walk_selection(walk, selection);
    walk->parent_type = outer_parent;
    gq_walk_steps_ascend(walk);
}

static void
walk_selection_set(struct gq_walk *walk, const struct gq_selection_set *set)
{
    const struct gq_type *outer_parent = walk->parent_type;

    if (!set->is_present)
        return;
    walk->selection_set = set;
    walk->parent_type = composite_or_null(walk->type);
    if (gq_walk_steps_enter(walk, GQ_WALK_SELECTION_SET)) {
        walk_selections(walk, set->first);
        walk->selection_set = set;
        gq_walk_steps_leave(walk, GQ_WALK_SELECTION_SET);
    }
    walk->parent_type = outer_parent;
}

static void
walk_field(struct gq_walk *walk, const struct gq_selection *field)
{
    const struct gq_field *outer_definition = walk->field_definition;
    const struct gq_type *outer_type = walk->type;

    walk->field_definition = walk->parent_type
            ? gq_schema_field_find(walk->run->schema, walk->parent_type, field->name.text)
            : NULL;
    walk->type = walk->field_definition ? walk->field_definition->type : NULL;
    walk->directives = field->directives;
    if (gq_walk_steps_enter(walk, GQ_WALK_FIELD)) {
        gq_walk_steps_arguments(walk, field->arguments);
        gq_walk_steps_directives(walk, field->directives, GQ_LOCATION_FIELD);
        walk_selection_set(walk, &field->selections);
        walk->selection = field;
        gq_walk_steps_leave(walk, GQ_WALK_FIELD);
    }
    walk->type = outer_type;
    walk->field_definition = outer_definition;
}

static void
walk_spread(struct gq_walk *walk, const struct gq_selection *spread)
{
    walk->directives = spread->directives;
    if (!gq_walk_steps_enter(walk, GQ_WALK_SPREAD))
        return;
    gq_walk_steps_directives(walk, spread->directives, GQ_LOCATION_FRAGMENT_SPREAD);
    gq_walk_steps_leave(walk, GQ_WALK_SPREAD);
}

static const struct gq_type *
condition_type(const struct gq_walk *walk, struct gq_str name)
{
    const struct gq_type *type = gq_schema_type_find(walk->run->schema, name);

    return type && gq_type_is_output(type) ? type : NULL;
}

static void
walk_inline(struct gq_walk *walk, const struct gq_selection *inlined)
{
    const struct gq_type *outer_type = walk->type;
    bool has_condition = inlined->type_condition.text.bytes != NULL;

    if (has_condition)
        walk->type = condition_type(walk, inlined->type_condition.text);
    else if (walk->type)
        walk->type = walk->type->named;
    walk->directives = inlined->directives;
    if (gq_walk_steps_enter(walk, GQ_WALK_INLINE)) {
        if (has_condition)
            gq_walk_steps_named_type(walk, inlined->type_condition);
        gq_walk_steps_directives(walk, inlined->directives, GQ_LOCATION_INLINE_FRAGMENT);
        walk_selections(walk, inlined->selections.first);
        walk->selection = inlined;
        gq_walk_steps_leave(walk, GQ_WALK_INLINE);
    }
    walk->type = outer_type;
}

static void
walk_selection(struct gq_walk *walk, const struct gq_selection *selection)
{
    walk->selection = selection;
    switch (selection->kind) {
    case GQ_SELECTION_FIELD:
        walk_field(walk, selection);
        break;
    case GQ_SELECTION_SPREAD:
        walk_spread(walk, selection);
        break;
    case GQ_SELECTION_INLINE:
        walk_inline(walk, selection);
        break;
    }
}

static void
walk_variable_definition(struct gq_walk *walk, const struct gq_variable_definition *variable)
{
    const struct gq_type *type =
            gq_schema_resolve(walk->run->arena, walk->run->schema, variable->type);
    struct gq_walk_input_place outer =
            gq_walk_steps_enter_input(walk, type && gq_type_is_input(type) ? type : NULL, false);

    walk->variable_definition = variable;
    walk->directives = variable->directives;
    if (gq_walk_steps_enter(walk, GQ_WALK_VARIABLE_DEFINITION)) {
        gq_walk_steps_type_node(walk, variable->type);
        if (variable->default_value)
            gq_walk_steps_value(walk, variable->default_value);
        gq_walk_steps_directives(walk, variable->directives, GQ_LOCATION_VARIABLE_DEFINITION);
        gq_walk_steps_leave(walk, GQ_WALK_VARIABLE_DEFINITION);
    }
    gq_walk_steps_leave_input(walk, outer);
}

static const enum gq_directive_location operation_locations[] = {
    [GQ_OPERATION_QUERY] = GQ_LOCATION_QUERY,
    [GQ_OPERATION_MUTATION] = GQ_LOCATION_MUTATION,
    [GQ_OPERATION_SUBSCRIPTION] = GQ_LOCATION_SUBSCRIPTION,
};

static void
walk_operation(struct gq_walk *walk, const struct gq_definition *definition)
{
    const struct gq_type *root = gq_schema_root(walk->run->schema, definition->operation.kind);

    walk->type = root && root->kind == GQ_TYPE_OBJECT ? root : NULL;
    if (gq_walk_steps_enter(walk, GQ_WALK_OPERATION)) {
        for (const struct gq_variable_definition *variable = definition->operation.variables;
                variable && !walk->run->is_closed; variable = variable->next)
            walk_variable_definition(walk, variable);
        gq_walk_steps_directives(
                walk, definition->directives, operation_locations[definition->operation.kind]);
        walk_selection_set(walk, &definition->operation.selections);
        gq_walk_steps_leave(walk, GQ_WALK_OPERATION);
    }
    walk->type = NULL;
}

static void
walk_fragment(struct gq_walk *walk, const struct gq_definition *definition)
{
    walk->type = condition_type(walk, definition->fragment.type_condition.text);
    if (gq_walk_steps_enter(walk, GQ_WALK_FRAGMENT)) {
        gq_walk_steps_named_type(walk, definition->fragment.type_condition);
        gq_walk_steps_directives(walk, definition->directives, GQ_LOCATION_FRAGMENT_DEFINITION);
        walk_selection_set(walk, &definition->fragment.selections);
        gq_walk_steps_leave(walk, GQ_WALK_FRAGMENT);
    }
    walk->type = NULL;
}

static void
walk_definition(struct gq_walk *walk, const struct gq_definition *definition)
{
    walk->definition = definition;
    walk->directives = definition->directives;
    walk->part = gq_definition_is_executable(definition)
            ? &walk->run->index->parts[walk->part_count++]
            : NULL;
    assert(!walk->part || walk->part->definition == definition);
    switch (definition->kind) {
    case GQ_DEFINITION_OPERATION:
        walk_operation(walk, definition);
        break;
    case GQ_DEFINITION_FRAGMENT:
        walk_fragment(walk, definition);
        break;
    default:
        gq_walk_steps_type_system(walk, definition);
        break;
    }
    assert(walk->depth == 0);
}

static void
collect_hooks(struct gq_walk *walk, const struct gq_walk_rule *rule, void *state)
{
    for (int kind = 0; kind < GQ_WALK_KIND_COUNT; kind++) {
        if (rule->enter[kind])
            walk->enter[kind].items[walk->enter[kind].count++] =
                    (struct gq_walk_hook){ rule->enter[kind], state };
        if (rule->leave[kind])
            walk->leave[kind].items[walk->leave[kind].count++] =
                    (struct gq_walk_hook){ rule->leave[kind], state };
    }
}

static void
prepare_hooks(struct gq_walk *walk, const struct gq_walk_rule *const *rules, uint32_t rule_count)
{
    struct gq_arena *arena = walk->run->arena;

    for (int kind = 0; kind < GQ_WALK_KIND_COUNT; kind++) {
        walk->enter[kind].items = gq_arena_array_of(arena, struct gq_walk_hook, rule_count);
        walk->leave[kind].items = gq_arena_array_of(arena, struct gq_walk_hook, rule_count);
    }
    for (uint32_t i = 0; i < rule_count; i++) {
        assert(rules[i]->name);
        collect_hooks(walk, rules[i], gq_arena_zeroed(arena, 1, rules[i]->state_bytes));
    }
}

void
gq_walk_document(
        struct gq_validation *run, const struct gq_walk_rule *const *rules, uint32_t rule_count)
{
    struct gq_walk walk = { .run = run };

    prepare_hooks(&walk, rules, rule_count);
    if (!gq_walk_steps_enter(&walk, GQ_WALK_DOCUMENT))
        return;
    for (const struct gq_definition *definition = run->document->definitions;
            definition && !run->is_closed; definition = definition->next)
        walk_definition(&walk, definition);
    gq_walk_steps_leave(&walk, GQ_WALK_DOCUMENT);
}
