/* validate/walk_value.c - values, and the arguments and directives that hold them. */
#include "validate/walk_steps.h"

#include "validate/validation.h"

struct gq_walk_input_place
gq_walk_steps_enter_input(struct gq_walk *walk, const struct gq_type *type, bool has_default)
{
    struct gq_walk_input_place outer = { walk->input_type, walk->parent_input_type,
        walk->has_default };

    walk->parent_input_type = walk->input_type;
    walk->input_type = type;
    walk->has_default = has_default;
    return outer;
}

void
gq_walk_steps_leave_input(struct gq_walk *walk, struct gq_walk_input_place outer)
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
    struct gq_walk_input_place outer = gq_walk_steps_enter_input(
            walk, definition ? definition->type : NULL, definition && definition->default_literal);

    walk->object_field = field;
    if (gq_walk_steps_enter(walk, GQ_WALK_OBJECT_FIELD)) {
        walk_literal(walk, field->value);
        walk->object_field = field;
        gq_walk_steps_leave(walk, GQ_WALK_OBJECT_FIELD);
    }
    gq_walk_steps_leave_input(walk, outer);
}

static void
walk_object(struct gq_walk *walk, const struct gq_literal *literal)
{
    walk->literal = literal;
    if (!gq_walk_steps_enter(walk, GQ_WALK_OBJECT))
        return;
    for (const struct gq_object_field *field = literal->fields; field && !walk->run->is_closed;
            field = field->next)
        walk_object_field(walk, field);
    walk->literal = literal;
    gq_walk_steps_leave(walk, GQ_WALK_OBJECT);
}

static void
walk_list(struct gq_walk *walk, const struct gq_literal *literal)
{
    const struct gq_type *list = walk->input_type;
    struct gq_walk_input_place outer;

    if (list && list->kind == GQ_TYPE_NON_NULL)
        list = list->of;
    outer = gq_walk_steps_enter_input(
            walk, list && list->kind == GQ_TYPE_LIST ? list->of : NULL, false);
    for (const struct gq_literal *item = literal->items; item && !walk->run->is_closed;
            item = item->next)
        walk_literal(walk, item);
    gq_walk_steps_leave_input(walk, outer);
}

static void
walk_literal(struct gq_walk *walk, const struct gq_literal *literal)
{
    switch (literal->kind) {
    case GQ_LITERAL_VARIABLE:
        walk->literal = literal;
        if (gq_walk_steps_enter(walk, GQ_WALK_VARIABLE))
            gq_walk_steps_leave(walk, GQ_WALK_VARIABLE);
        break;
    case GQ_LITERAL_OBJECT:
        gq_walk_steps_descend(walk);
        walk_object(walk, literal);
        gq_walk_steps_ascend(walk);
        break;
    case GQ_LITERAL_LIST:
        gq_walk_steps_descend(walk);
        walk_list(walk, literal);
        gq_walk_steps_ascend(walk);
        break;
    default:
        break;
    }
}

/* A whole value: of an argument, or a default value. */
void
gq_walk_steps_value(struct gq_walk *walk, const struct gq_literal *literal)
{
    walk->literal = literal;
    if (literal->kind != GQ_LITERAL_VARIABLE && !gq_walk_steps_enter(walk, GQ_WALK_VALUE))
        return;
    walk_literal(walk, literal);
    walk->literal = literal;
    if (literal->kind != GQ_LITERAL_VARIABLE)
        gq_walk_steps_leave(walk, GQ_WALK_VALUE);
}

/* Arguments of an unknown directive count as those of the field around, as in graphql-js. */
static const struct gq_input_value *
find_argument(const struct gq_walk *walk, struct gq_str name)
{
    if (walk->directive_type)
        return gq_schema_argument_find(
                walk->directive_type->arguments, walk->directive_type->argument_count, name);
    if (walk->field_definition)
        return gq_schema_argument_find(
                walk->field_definition->arguments, walk->field_definition->argument_count, name);
    return NULL;
}

void
gq_walk_steps_arguments(struct gq_walk *walk, const struct gq_argument *arguments)
{
    for (const struct gq_argument *argument = arguments; argument && !walk->run->is_closed;
            argument = argument->next) {
        const struct gq_input_value *definition = find_argument(walk, argument->name.text);
        struct gq_walk_input_place outer = gq_walk_steps_enter_input(walk,
                definition ? definition->type : NULL, definition && definition->default_literal);

        walk->argument = argument;
        walk->argument_definition = definition;
        if (gq_walk_steps_enter(walk, GQ_WALK_ARGUMENT)) {
            gq_walk_steps_value(walk, argument->value);
            gq_walk_steps_leave(walk, GQ_WALK_ARGUMENT);
        }
        gq_walk_steps_leave_input(walk, outer);
    }
    walk->argument_definition = NULL;
}

void
gq_walk_steps_directives(struct gq_walk *walk, const struct gq_directive *directives,
        enum gq_directive_location location)
{
    for (const struct gq_directive *directive = directives; directive && !walk->run->is_closed;
            directive = directive->next) {
        walk->directive_type = gq_schema_directive_find(walk->run->schema, directive->name.text);
        walk->directive = directive;
        walk->location = location;
        if (gq_walk_steps_enter(walk, GQ_WALK_DIRECTIVE)) {
            gq_walk_steps_arguments(walk, directive->arguments);
            gq_walk_steps_leave(walk, GQ_WALK_DIRECTIVE);
        }
    }
    walk->directive = NULL;
    walk->directive_type = NULL;
}
