/* validate/walk.c - goes through the nodes in graphql-js's order and keeps the types around. */
#include "validate/walk.h"

#include "base/arena.h"
#include "language/parse.h"
#include "validate/check.h"
#include "validate/index.h"

#include <assert.h>

/* Calls the hooks of a node; false when the run is closed. */
static bool
fire(struct gq_walk *walk, const struct gq_walk_hooks *hooks)
{
    for (uint32_t i = 0; i < hooks->count; i++) {
        if (walk->check->is_closed)
            return false;
        hooks->items[i].fn(walk, hooks->items[i].state);
    }
    return !walk->check->is_closed;
}

/* Every entered node is one step of the run. */
static bool
enter(struct gq_walk *walk, enum gq_walk_kind kind)
{
    return gq_check_spend(walk->check, 1) && fire(walk, &walk->enter[kind]);
}

static void
leave(struct gq_walk *walk, enum gq_walk_kind kind)
{
    fire(walk, &walk->leave[kind]);
}

/* Selection sets and values are no deeper than the parser lets them be. */
static void
descend(struct gq_walk *walk)
{
    walk->depth++;
    assert(walk->depth <= GQ_PARSE_NESTING_MAX);
}

static void
ascend(struct gq_walk *walk)
{
    assert(walk->depth > 0);
    walk->depth--;
}

static void
walk_named_type(struct gq_walk *walk, struct gq_name name)
{
    walk->type_name = name;
    if (enter(walk, GQ_WALK_NAMED_TYPE))
        leave(walk, GQ_WALK_NAMED_TYPE);
}

static void
walk_type_node(struct gq_walk *walk, const struct gq_type_node *node)
{
    while (node->kind != GQ_TYPE_NODE_NAMED)
        node = node->of;
    walk_named_type(walk, (struct gq_name){ node->name, node->position });
}

/* What is restored after a place for a value. */
struct input_place {
    const struct gq_type *input_type, *parent_input_type;
    bool has_default;
};

static struct input_place
enter_input(struct gq_walk *walk, const struct gq_type *type, bool has_default)
{
    struct input_place outer
            = { walk->input_type, walk->parent_input_type, walk->has_default };

    walk->parent_input_type = walk->input_type;
    walk->input_type = type;
    walk->has_default = has_default;
    return outer;
}

static void
leave_input(struct gq_walk *walk, struct input_place outer)
{
    walk->input_type = outer.input_type;
    walk->parent_input_type = outer.parent_input_type;
    walk->has_default = outer.has_default;
}

static void walk_literal(struct gq_walk *walk, const struct gq_literal *literal);

static void
walk_object_field(struct gq_walk *walk, const struct gq_object_field *field)
{
    const struct gq_type *object = walk->input_type ? walk->input_type->named : NULL;
    const struct gq_input_value *definition = object && object->kind == GQ_TYPE_INPUT_OBJECT
            ? gq_map_find(&object->input_field_map, field->name.text)
            : NULL;
    struct input_place outer = enter_input(walk, definition ? definition->type : NULL,
            definition && definition->default_literal);

    walk->object_field = field;
    if (enter(walk, GQ_WALK_OBJECT_FIELD)) {
        walk_literal(walk, field->value);
        walk->object_field = field;
        leave(walk, GQ_WALK_OBJECT_FIELD);
    }
    leave_input(walk, outer);
}

static void
walk_object(struct gq_walk *walk, const struct gq_literal *literal)
{
    walk->literal = literal;
    if (!enter(walk, GQ_WALK_OBJECT))
        return;
    for (const struct gq_object_field *field = literal->fields;
            field && !walk->check->is_closed; field = field->next)
        walk_object_field(walk, field);
    walk->literal = literal;
    leave(walk, GQ_WALK_OBJECT);
}

static void
walk_list(struct gq_walk *walk, const struct gq_literal *literal)
{
    const struct gq_type *list = walk->input_type;
    struct input_place outer;

    if (list && list->kind == GQ_TYPE_NON_NULL)
        list = list->of;
    outer = enter_input(walk, list && list->kind == GQ_TYPE_LIST ? list->of : NULL, false);
    for (const struct gq_literal *item = literal->items; item && !walk->check->is_closed;
            item = item->next)
        walk_literal(walk, item);
    leave_input(walk, outer);
}

static void
walk_literal(struct gq_walk *walk, const struct gq_literal *literal)
{
    switch (literal->kind) {
    case GQ_LITERAL_VARIABLE:
        walk->literal = literal;
        if (enter(walk, GQ_WALK_VARIABLE))
            leave(walk, GQ_WALK_VARIABLE);
        break;
    case GQ_LITERAL_OBJECT:
        descend(walk);
        walk_object(walk, literal);
        ascend(walk);
        break;
    case GQ_LITERAL_LIST:
        descend(walk);
        walk_list(walk, literal);
        ascend(walk);
        break;
    default:
        break;
    }
}

/* A whole value: of an argument, or a default value. */
static void
walk_value(struct gq_walk *walk, const struct gq_literal *literal)
{
    walk->literal = literal;
    if (literal->kind != GQ_LITERAL_VARIABLE && !enter(walk, GQ_WALK_VALUE))
        return;
    walk_literal(walk, literal);
    walk->literal = literal;
    if (literal->kind != GQ_LITERAL_VARIABLE)
        leave(walk, GQ_WALK_VALUE);
}

/* Arguments of an unknown directive count as those of the field around, as in graphql-js. */
static const struct gq_input_value *
find_argument(const struct gq_walk *walk, struct gq_str name)
{
    if (walk->directive_type)
        return gq_schema_argument_find(walk->directive_type->arguments,
                walk->directive_type->argument_count, name);
    if (walk->field_definition)
        return gq_schema_argument_find(walk->field_definition->arguments,
                walk->field_definition->argument_count, name);
    return NULL;
}

static void
walk_arguments(struct gq_walk *walk, const struct gq_argument *arguments)
{
    for (const struct gq_argument *argument = arguments; argument && !walk->check->is_closed;
            argument = argument->next) {
        const struct gq_input_value *definition = find_argument(walk, argument->name.text);
        struct input_place outer = enter_input(walk, definition ? definition->type : NULL,
                definition && definition->default_literal);

        walk->argument = argument;
        walk->argument_definition = definition;
        if (enter(walk, GQ_WALK_ARGUMENT)) {
            walk_value(walk, argument->value);
            leave(walk, GQ_WALK_ARGUMENT);
        }
        leave_input(walk, outer);
    }
    walk->argument_definition = NULL;
}

static void
walk_directives(struct gq_walk *walk, const struct gq_directive *directives,
        enum gq_directive_location location)
{
    for (const struct gq_directive *directive = directives;
            directive && !walk->check->is_closed; directive = directive->next) {
        walk->directive_type
                = gq_schema_directive_find(walk->check->schema, directive->name.text);
        walk->directive = directive;
        walk->location = location;
        if (enter(walk, GQ_WALK_DIRECTIVE)) {
            walk_arguments(walk, directive->arguments);
            leave(walk, GQ_WALK_DIRECTIVE);
        }
    }
    walk->directive = NULL;
    walk->directive_type = NULL;
}

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

    descend(walk);
    walk->parent_type = composite_or_null(walk->type);
    for (const struct gq_selection *selection = first; selection && !walk->check->is_closed;
            selection = selection->next)
        walk_selection(walk, selection);
    walk->parent_type = outer_parent;
    ascend(walk);
}

static void
walk_selection_set(struct gq_walk *walk, const struct gq_selection_set *set)
{
    const struct gq_type *outer_parent = walk->parent_type;

    if (!set->is_present)
        return;
    walk->selection_set = set;
    walk->parent_type = composite_or_null(walk->type);
    if (enter(walk, GQ_WALK_SELECTION_SET)) {
        walk_selections(walk, set->first);
        walk->selection_set = set;
        leave(walk, GQ_WALK_SELECTION_SET);
    }
    walk->parent_type = outer_parent;
}

static void
walk_field(struct gq_walk *walk, const struct gq_selection *field)
{
    const struct gq_field *outer_definition = walk->field_definition;
    const struct gq_type *outer_type = walk->type;

    walk->field_definition = walk->parent_type ? gq_schema_field_find(walk->check->schema,
                                     walk->parent_type, field->name.text)
                                               : NULL;
    walk->type = walk->field_definition ? walk->field_definition->type : NULL;
    walk->directives = field->directives;
    if (enter(walk, GQ_WALK_FIELD)) {
        walk_arguments(walk, field->arguments);
        walk_directives(walk, field->directives, GQ_LOCATION_FIELD);
        walk_selection_set(walk, &field->selections);
        walk->selection = field;
        leave(walk, GQ_WALK_FIELD);
    }
    walk->type = outer_type;
    walk->field_definition = outer_definition;
}

static void
walk_spread(struct gq_walk *walk, const struct gq_selection *spread)
{
    walk->directives = spread->directives;
    if (!enter(walk, GQ_WALK_SPREAD))
        return;
    walk_directives(walk, spread->directives, GQ_LOCATION_FRAGMENT_SPREAD);
    leave(walk, GQ_WALK_SPREAD);
}

static const struct gq_type *
condition_type(const struct gq_walk *walk, struct gq_str name)
{
    const struct gq_type *type = gq_schema_type_find(walk->check->schema, name);

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
    if (enter(walk, GQ_WALK_INLINE)) {
        if (has_condition)
            walk_named_type(walk, inlined->type_condition);
        walk_directives(walk, inlined->directives, GQ_LOCATION_INLINE_FRAGMENT);
        walk_selections(walk, inlined->selections.first);
        walk->selection = inlined;
        leave(walk, GQ_WALK_INLINE);
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
    const struct gq_type *type
            = gq_schema_resolve(walk->check->arena, walk->check->schema, variable->type);
    struct input_place outer
            = enter_input(walk, type && gq_type_is_input(type) ? type : NULL, false);

    walk->variable_definition = variable;
    walk->directives = variable->directives;
    if (enter(walk, GQ_WALK_VARIABLE_DEFINITION)) {
        walk_type_node(walk, variable->type);
        if (variable->default_value)
            walk_value(walk, variable->default_value);
        walk_directives(walk, variable->directives, GQ_LOCATION_VARIABLE_DEFINITION);
        leave(walk, GQ_WALK_VARIABLE_DEFINITION);
    }
    leave_input(walk, outer);
}

static const enum gq_directive_location operation_locations[] = {
    [GQ_OPERATION_QUERY] = GQ_LOCATION_QUERY,
    [GQ_OPERATION_MUTATION] = GQ_LOCATION_MUTATION,
    [GQ_OPERATION_SUBSCRIPTION] = GQ_LOCATION_SUBSCRIPTION,
};

static void
walk_operation(struct gq_walk *walk, const struct gq_definition *definition)
{
    const struct gq_type *root
            = gq_schema_root(walk->check->schema, definition->operation.kind);

    walk->type = root && root->kind == GQ_TYPE_OBJECT ? root : NULL;
    if (enter(walk, GQ_WALK_OPERATION)) {
        for (const struct gq_variable_definition *variable = definition->operation.variables;
                variable && !walk->check->is_closed; variable = variable->next)
            walk_variable_definition(walk, variable);
        walk_directives(
                walk, definition->directives, operation_locations[definition->operation.kind]);
        walk_selection_set(walk, &definition->operation.selections);
        leave(walk, GQ_WALK_OPERATION);
    }
    walk->type = NULL;
}

static void
walk_fragment(struct gq_walk *walk, const struct gq_definition *definition)
{
    walk->type = condition_type(walk, definition->fragment.type_condition.text);
    if (enter(walk, GQ_WALK_FRAGMENT)) {
        walk_named_type(walk, definition->fragment.type_condition);
        walk_directives(walk, definition->directives, GQ_LOCATION_FRAGMENT_DEFINITION);
        walk_selection_set(walk, &definition->fragment.selections);
        leave(walk, GQ_WALK_FRAGMENT);
    }
    walk->type = NULL;
}

/* Enters a member of a type system definition; its directives are walked by the caller. */
static bool
enter_member(struct gq_walk *walk, const struct gq_directive *directives)
{
    walk->directives = directives;
    return enter(walk, GQ_WALK_MEMBER);
}

static void
walk_input_values(struct gq_walk *walk, const struct gq_input_value_definition *values,
        enum gq_directive_location location)
{
    for (const struct gq_input_value_definition *value = values;
            value && !walk->check->is_closed; value = value->next) {
        if (!enter_member(walk, value->directives))
            return;
        walk_type_node(walk, value->type);
        if (value->default_value)
            walk_value(walk, value->default_value);
        walk_directives(walk, value->directives, location);
        leave(walk, GQ_WALK_MEMBER);
    }
}

static void
walk_field_definitions(struct gq_walk *walk, const struct gq_field_definition *fields)
{
    for (const struct gq_field_definition *field = fields; field && !walk->check->is_closed;
            field = field->next) {
        if (!enter_member(walk, field->directives))
            return;
        walk_input_values(walk, field->arguments, GQ_LOCATION_ARGUMENT_DEFINITION);
        walk_type_node(walk, field->type);
        walk_directives(walk, field->directives, GQ_LOCATION_FIELD_DEFINITION);
        leave(walk, GQ_WALK_MEMBER);
    }
}

static void
walk_enum_values(struct gq_walk *walk, const struct gq_enum_value_definition *values)
{
    for (const struct gq_enum_value_definition *value = values;
            value && !walk->check->is_closed; value = value->next) {
        if (!enter_member(walk, value->directives))
            return;
        walk_directives(walk, value->directives, GQ_LOCATION_ENUM_VALUE);
        leave(walk, GQ_WALK_MEMBER);
    }
}

static void
walk_named_items(struct gq_walk *walk, const struct gq_named_item *items)
{
    for (const struct gq_named_item *item = items; item && !walk->check->is_closed;
            item = item->next)
        walk_named_type(walk, item->name);
}

static void
walk_roots(struct gq_walk *walk, const struct gq_root_operation_definition *roots)
{
    for (const struct gq_root_operation_definition *root = roots;
            root && !walk->check->is_closed; root = root->next)
        walk_named_type(walk, root->type);
}

static const enum gq_directive_location definition_locations[] = {
    [GQ_DEFINITION_SCHEMA] = GQ_LOCATION_SCHEMA,
    [GQ_DEFINITION_SCALAR] = GQ_LOCATION_SCALAR,
    [GQ_DEFINITION_OBJECT] = GQ_LOCATION_OBJECT,
    [GQ_DEFINITION_INTERFACE] = GQ_LOCATION_INTERFACE,
    [GQ_DEFINITION_UNION] = GQ_LOCATION_UNION,
    [GQ_DEFINITION_ENUM] = GQ_LOCATION_ENUM,
    [GQ_DEFINITION_INPUT_OBJECT] = GQ_LOCATION_INPUT_OBJECT,
};

static void
walk_type_system_body(struct gq_walk *walk, const struct gq_definition *definition)
{
    switch (definition->kind) {
    case GQ_DEFINITION_SCHEMA:
        walk_roots(walk, definition->roots);
        break;
    case GQ_DEFINITION_OBJECT:
    case GQ_DEFINITION_INTERFACE:
        walk_field_definitions(walk, definition->object.fields);
        break;
    case GQ_DEFINITION_UNION:
        walk_named_items(walk, definition->members);
        break;
    case GQ_DEFINITION_ENUM:
        walk_enum_values(walk, definition->enum_values);
        break;
    case GQ_DEFINITION_INPUT_OBJECT:
        walk_input_values(
                walk, definition->input_fields, GQ_LOCATION_INPUT_FIELD_DEFINITION);
        break;
    case GQ_DEFINITION_DIRECTIVE:
        walk_input_values(
                walk, definition->directive.arguments, GQ_LOCATION_ARGUMENT_DEFINITION);
        break;
    default:
        break;
    }
}

/* Definitions that do not belong into an executable document are looked at all the same. */
static void
walk_type_system(struct gq_walk *walk, const struct gq_definition *definition)
{
    if (!enter(walk, GQ_WALK_TYPE_SYSTEM))
        return;
    if (definition->kind == GQ_DEFINITION_OBJECT || definition->kind == GQ_DEFINITION_INTERFACE)
        walk_named_items(walk, definition->object.interfaces);
    if (definition->kind != GQ_DEFINITION_DIRECTIVE)
        walk_directives(walk, definition->directives, definition_locations[definition->kind]);
    walk_type_system_body(walk, definition);
    leave(walk, GQ_WALK_TYPE_SYSTEM);
}

static void
walk_definition(struct gq_walk *walk, const struct gq_definition *definition)
{
    walk->definition = definition;
    walk->directives = definition->directives;
    walk->part = gq_definition_is_executable(definition)
            ? &walk->check->index->parts[walk->part_count++]
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
        walk_type_system(walk, definition);
        break;
    }
    assert(walk->depth == 0);
}

static void
collect_hooks(struct gq_walk *walk, const struct gq_rule *rule, void *state)
{
    for (int kind = 0; kind < GQ_WALK_KIND_COUNT; kind++) {
        if (rule->enter[kind])
            walk->enter[kind].items[walk->enter[kind].count++]
                    = (struct gq_walk_hook){ rule->enter[kind], state };
        if (rule->leave[kind])
            walk->leave[kind].items[walk->leave[kind].count++]
                    = (struct gq_walk_hook){ rule->leave[kind], state };
    }
}

static void
prepare_hooks(struct gq_walk *walk, const struct gq_rule *const *rules, uint32_t rule_count)
{
    struct gq_arena *arena = walk->check->arena;

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
        struct gq_check *check, const struct gq_rule *const *rules, uint32_t rule_count)
{
    struct gq_walk walk = { .check = check };

    prepare_hooks(&walk, rules, rule_count);
    if (!enter(&walk, GQ_WALK_DOCUMENT))
        return;
    for (const struct gq_definition *definition = check->document->definitions;
            definition && !check->is_closed; definition = definition->next)
        walk_definition(&walk, definition);
    leave(&walk, GQ_WALK_DOCUMENT);
}
