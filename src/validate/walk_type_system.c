/* validate/walk_type_system.c - type system definitions, which have no types around. */
#include "validate/walk_steps.h"

#include "validate/validation.h"

/* Enters a member of a type system definition; its directives are walked by the caller. */
static bool
enter_member(struct gq_walk *walk, const struct gq_directive *directives)
{
    walk->directives = directives;
    return gq_walk_steps_enter(walk, GQ_WALK_MEMBER);
}

static void
walk_input_values(struct gq_walk *walk, const struct gq_input_value_definition *values,
        enum gq_directive_location location)
{
    for (const struct gq_input_value_definition *value = values; value && !walk->run->is_closed;
            value = value->next) {
        if (!enter_member(walk, value->directives))
            return;
        gq_walk_steps_type_node(walk, value->type);
        if (value->default_value)
            gq_walk_steps_value(walk, value->default_value);
        gq_walk_steps_directives(walk, value->directives, location);
        gq_walk_steps_leave(walk, GQ_WALK_MEMBER);
    }
}

static void
walk_field_definitions(struct gq_walk *walk, const struct gq_field_definition *fields)
{
    for (const struct gq_field_definition *field = fields; field && !walk->run->is_closed;
            field = field->next) {
        if (!enter_member(walk, field->directives))
            return;
        walk_input_values(walk, field->arguments, GQ_LOCATION_ARGUMENT_DEFINITION);
        gq_walk_steps_type_node(walk, field->type);
        gq_walk_steps_directives(walk, field->directives, GQ_LOCATION_FIELD_DEFINITION);
        gq_walk_steps_leave(walk, GQ_WALK_MEMBER);
    }
}

static void
walk_enum_values(struct gq_walk *walk, const struct gq_enum_value_definition *values)
{
    for (const struct gq_enum_value_definition *value = values; value && !walk->run->is_closed;
            value = value->next) {
        if (!enter_member(walk, value->directives))
            return;
        gq_walk_steps_directives(walk, value->directives, GQ_LOCATION_ENUM_VALUE);
        gq_walk_steps_leave(walk, GQ_WALK_MEMBER);
    }
}

static void
walk_named_items(struct gq_walk *walk, const struct gq_named_item *items)
{
    for (const struct gq_named_item *item = items; item && !walk->run->is_closed; item = item->next)
        gq_walk_steps_named_type(walk, item->name);
}

static void
walk_roots(struct gq_walk *walk, const struct gq_root_operation_definition *roots)
{
    for (const struct gq_root_operation_definition *root = roots; root && !walk->run->is_closed;
            root = root->next)
        gq_walk_steps_named_type(walk, root->type);
}

static const enum gq_directive_location definition_locations[] = {
    [GQ_DEFINITION_SCHEMA] = GQ_LOCATION_SCHEMA,
    [GQ_DEFINITION_SCALAR] = GQ_LOCATION_SCALAR,
    [GQ_DEFINITION_OBJECT] = GQ_LOCATION_OBJECT,
    [GQ_DEFINITION_INTERFACE] = GQ_LOCATION_INTERFACE,
    [GQ_DEFINITION_UNION] = GQ_LOCATION_UNION,
    [GQ_DEFINITION_ENUM] = GQ_LOCATION_ENUM,
    [GQ_DEFINITION_INPUT_OBJECT] = GQ_LOCATION_INPUT_OBJECT,
    [GQ_DEFINITION_DIRECTIVE] = GQ_LOCATION_DIRECTIVE_DEFINITION,
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
        walk_input_values(walk, definition->input_fields, GQ_LOCATION_INPUT_FIELD_DEFINITION);
        break;
    default:
        break;
    }
}

/* Definitions that do not belong into an executable document are looked at all the same. */
void
gq_walk_steps_type_system(struct gq_walk *walk, const struct gq_definition *definition)
{
    if (!gq_walk_steps_enter(walk, GQ_WALK_TYPE_SYSTEM))
        return;
    if (definition->kind == GQ_DEFINITION_OBJECT || definition->kind == GQ_DEFINITION_INTERFACE)
        walk_named_items(walk, definition->object.interfaces);
    if (definition->kind == GQ_DEFINITION_DIRECTIVE)
        walk_input_values(walk, definition->directive.arguments, GQ_LOCATION_ARGUMENT_DEFINITION);
    gq_walk_steps_directives(walk, definition->directives, definition_locations[definition->kind]);
    walk_type_system_body(walk, definition);
    gq_walk_steps_leave(walk, GQ_WALK_TYPE_SYSTEM);
}
