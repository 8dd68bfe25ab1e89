/* tests/diff/language_starts.c - a walk over all nodes that have a position. */
#include "language_starts.h"

#include "base/buf.h"
#include "language/ast.h"

static void
put(struct gq_buf *out, uint32_t position)
{
    gq_buf_printf(out, "%u ", position);
}

static void
put_name(struct gq_buf *out, const struct gq_name *name)
{
    if (name->text.bytes)
        put(out, name->position);
}

static void
put_description(struct gq_buf *out, const struct gq_description *description)
{
    if (description->text.bytes)
        put(out, description->position);
}

static void
put_literal(struct gq_buf *out, const struct gq_literal *literal)
{
    if (!literal)
        return;
    put(out, literal->position);
    if (literal->kind == GQ_LITERAL_LIST) {
        for (const struct gq_literal *item = literal->items; item; item = item->next)
            put_literal(out, item);
    } else if (literal->kind == GQ_LITERAL_OBJECT) {
        for (const struct gq_object_field *field = literal->fields; field; field = field->next) {
            put_name(out, &field->name);
            put_literal(out, field->value);
        }
    }
}

static void
put_arguments(struct gq_buf *out, const struct gq_argument *argument)
{
    for (; argument; argument = argument->next) {
        put_name(out, &argument->name);
        put_literal(out, argument->value);
    }
}

static void
put_directives(struct gq_buf *out, const struct gq_directive *directive)
{
    for (; directive; directive = directive->next) {
        put(out, directive->position);
        put_name(out, &directive->name);
        put_arguments(out, directive->arguments);
    }
}

static void
put_type(struct gq_buf *out, const struct gq_type_node *type)
{
    for (; type; type = type->of)
        put(out, type->position);
}

static void
put_selections(struct gq_buf *out, const struct gq_selection_set *set)
{
    if (!set->is_present)
        return;
    put(out, set->position);
    for (const struct gq_selection *node = set->first; node; node = node->next) {
        put(out, node->position);
        put_name(out, &node->alias);
        put_name(out, &node->name);
        put_name(out, &node->type_condition);
        put_arguments(out, node->arguments);
        put_directives(out, node->directives);
        put_selections(out, &node->selections);
    }
}

static void
put_variables(struct gq_buf *out, const struct gq_variable_definition *variable)
{
    for (; variable; variable = variable->next) {
        put(out, variable->position);
        put_description(out, &variable->description);
        put_name(out, &variable->name);
        put_type(out, variable->type);
        put_literal(out, variable->default_value);
        put_directives(out, variable->directives);
    }
}

static void
put_input_values(struct gq_buf *out, const struct gq_input_value_definition *value)
{
    for (; value; value = value->next) {
        put(out, value->position);
        put_description(out, &value->description);
        put_name(out, &value->name);
        put_type(out, value->type);
        put_literal(out, value->default_value);
        put_directives(out, value->directives);
    }
}

static void
put_fields(struct gq_buf *out, const struct gq_field_definition *field)
{
    for (; field; field = field->next) {
        put(out, field->position);
        put_description(out, &field->description);
        put_name(out, &field->name);
        put_input_values(out, field->arguments);
        put_type(out, field->type);
        put_directives(out, field->directives);
    }
}

static void
put_enum_values(struct gq_buf *out, const struct gq_enum_value_definition *value)
{
    for (; value; value = value->next) {
        put(out, value->position);
        put_description(out, &value->description);
        put_name(out, &value->name);
        put_directives(out, value->directives);
    }
}

static void
put_names(struct gq_buf *out, const struct gq_named_item *item)
{
    for (; item; item = item->next)
        put_name(out, &item->name);
}

static void
put_roots(struct gq_buf *out, const struct gq_root_operation_definition *root)
{
    for (; root; root = root->next) {
        put(out, root->position);
        put_name(out, &root->type);
    }
}

/* What only one kind of definition has; the directives have been put. */
static void
put_parts(struct gq_buf *out, const struct gq_definition *definition)
{
    switch (definition->kind) {
    case GQ_DEFINITION_OPERATION:
        put_variables(out, definition->operation.variables);
        put_selections(out, &definition->operation.selections);
        break;
    case GQ_DEFINITION_FRAGMENT:
        put_name(out, &definition->fragment.type_condition);
        put_selections(out, &definition->fragment.selections);
        break;
    case GQ_DEFINITION_SCHEMA:
        put_roots(out, definition->roots);
        break;
    case GQ_DEFINITION_SCALAR:
        break;
    case GQ_DEFINITION_OBJECT:
    case GQ_DEFINITION_INTERFACE:
        put_names(out, definition->object.interfaces);
        put_fields(out, definition->object.fields);
        break;
    case GQ_DEFINITION_UNION:
        put_names(out, definition->members);
        break;
    case GQ_DEFINITION_ENUM:
        put_enum_values(out, definition->enum_values);
        break;
    case GQ_DEFINITION_INPUT_OBJECT:
        put_input_values(out, definition->input_fields);
        break;
    case GQ_DEFINITION_DIRECTIVE:
        put_input_values(out, definition->directive.arguments);
        put_names(out, definition->directive.locations);
        break;
    }
}

void
language_starts_print(struct gq_buf *out, const struct gq_document *document)
{
    for (const struct gq_definition *definition = document->definitions; definition;
            definition = definition->next) {
        put(out, definition->position);
        put_description(out, &definition->description);
        put_name(out, &definition->name);
        put_directives(out, definition->directives);
        put_parts(out, definition);
    }
}
