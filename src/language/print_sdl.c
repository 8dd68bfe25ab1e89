/* language/print_sdl.c - type system definitions and extensions. */
#include "language/print.h"

#include "language/printer.h"

#include <assert.h>

static void
print_input_value(struct gq_printer *printer, const struct gq_input_value_definition *value)
{
    gq_printer_description(printer, &value->description);
    gq_buf_str(printer->out, value->name.text);
    gq_buf_text(printer->out, ": ");
    gq_print_type_node(printer->out, value->type);
    gq_printer_default(printer, value->default_value);
    gq_printer_directives(printer, value->directives);
}

/* Does one of them take more than a line? All are measured, so that the queue is in order. */
static bool
input_values_have_lines(struct gq_printer *printer, const struct gq_input_value_definition *values)
{
    bool have_lines = false;

    for (const struct gq_input_value_definition *value = values; value; value = value->next) {
        have_lines |= value->description.text.bytes != NULL;
        if (value->default_value)
            have_lines |= gq_printer_measure(printer, value->default_value).newlines > 0;
        have_lines |= gq_printer_directives_have_lines(printer, value->directives);
    }
    return have_lines;
}

/* Arguments are broken over lines only when one of them has lines, however long they are. */
static void
print_argument_definitions(
        struct gq_printer *printer, const struct gq_input_value_definition *arguments)
{
    bool is_broken;

    if (!arguments)
        return;
    is_broken = input_values_have_lines(printer, arguments);
    if (is_broken)
        gq_printer_open(printer, '(');
    else
        gq_buf_char(printer->out, '(');
    for (const struct gq_input_value_definition *value = arguments; value; value = value->next) {
        print_input_value(printer, value);
        if (value->next && is_broken)
            gq_printer_newline(printer);
        else if (value->next)
            gq_buf_text(printer->out, ", ");
    }
    if (is_broken)
        gq_printer_close(printer, ')');
    else
        gq_buf_char(printer->out, ')');
}

static void
open_block(struct gq_printer *printer)
{
    gq_buf_char(printer->out, ' ');
    gq_printer_open(printer, '{');
}

static void
print_fields(struct gq_printer *printer, const struct gq_field_definition *fields)
{
    if (!fields)
        return;
    open_block(printer);
    for (const struct gq_field_definition *field = fields; field; field = field->next) {
        gq_printer_description(printer, &field->description);
        gq_buf_str(printer->out, field->name.text);
        print_argument_definitions(printer, field->arguments);
        gq_buf_text(printer->out, ": ");
        gq_print_type_node(printer->out, field->type);
        gq_printer_directives(printer, field->directives);
        if (field->next)
            gq_printer_newline(printer);
    }
    gq_printer_close(printer, '}');
}

static void
print_input_fields(struct gq_printer *printer, const struct gq_input_value_definition *fields)
{
    if (!fields)
        return;
    open_block(printer);
    for (const struct gq_input_value_definition *field = fields; field; field = field->next) {
        print_input_value(printer, field);
        if (field->next)
            gq_printer_newline(printer);
    }
    gq_printer_close(printer, '}');
}

static void
print_enum_values(struct gq_printer *printer, const struct gq_enum_value_definition *values)
{
    if (!values)
        return;
    open_block(printer);
    for (const struct gq_enum_value_definition *value = values; value; value = value->next) {
        gq_printer_description(printer, &value->description);
        gq_buf_str(printer->out, value->name.text);
        gq_printer_directives(printer, value->directives);
        if (value->next)
            gq_printer_newline(printer);
    }
    gq_printer_close(printer, '}');
}

static void
print_roots(struct gq_printer *printer, const struct gq_root_operation_definition *roots)
{
    static const char *const names[] = {
        [GQ_OPERATION_QUERY] = "query: ",
        [GQ_OPERATION_MUTATION] = "mutation: ",
        [GQ_OPERATION_SUBSCRIPTION] = "subscription: ",
    };

    if (!roots)
        return;
    open_block(printer);
    for (const struct gq_root_operation_definition *root = roots; root; root = root->next) {
        gq_buf_text(printer->out, names[root->operation]);
        gq_buf_str(printer->out, root->type.text);
        if (root->next)
            gq_printer_newline(printer);
    }
    gq_printer_close(printer, '}');
}

/* `prefix` A `separator` B; nothing when there are none. */
static void
print_names(struct gq_printer *printer, const char *prefix, const struct gq_named_item *names,
        const char *separator)
{
    for (const struct gq_named_item *item = names; item; item = item->next) {
        gq_buf_text(printer->out, item == names ? prefix : separator);
        gq_buf_str(printer->out, item->name.text);
    }
}

/* Keyword and name; a schema has none. */
static void
print_head(struct gq_printer *printer, const struct gq_definition *definition)
{
    static const char *const keywords[] = {
        [GQ_DEFINITION_SCHEMA] = "schema",
        [GQ_DEFINITION_SCALAR] = "scalar ",
        [GQ_DEFINITION_OBJECT] = "type ",
        [GQ_DEFINITION_INTERFACE] = "interface ",
        [GQ_DEFINITION_UNION] = "union ",
        [GQ_DEFINITION_ENUM] = "enum ",
        [GQ_DEFINITION_INPUT_OBJECT] = "input ",
        [GQ_DEFINITION_DIRECTIVE] = "directive @",
    };

    gq_printer_description(printer, &definition->description);
    if (definition->is_extension)
        gq_buf_text(printer->out, "extend ");
    gq_buf_text(printer->out, keywords[definition->kind]);
    gq_buf_str(printer->out, definition->name.text);
}

static void
print_directive_tail(struct gq_printer *printer, const struct gq_definition *definition)
{
    if (definition->directive.is_repeatable)
        gq_buf_text(printer->out, " repeatable");
    print_names(printer, " on ", definition->directive.locations, " | ");
}

void
gq_printer_type_system(struct gq_printer *printer, const struct gq_definition *definition)
{
    bool has_interfaces =
            definition->kind == GQ_DEFINITION_OBJECT || definition->kind == GQ_DEFINITION_INTERFACE;

    assert(!gq_definition_is_executable(definition) && printer->indent == 0);
    print_head(printer, definition);
    if (has_interfaces)
        print_names(printer, " implements ", definition->object.interfaces, " & ");
    if (definition->kind == GQ_DEFINITION_DIRECTIVE)
        print_argument_definitions(printer, definition->directive.arguments);
    gq_printer_directives(printer, definition->directives);
    if (has_interfaces)
        print_fields(printer, definition->object.fields);
    else if (definition->kind == GQ_DEFINITION_SCHEMA)
        print_roots(printer, definition->roots);
    else if (definition->kind == GQ_DEFINITION_UNION)
        print_names(printer, " = ", definition->members, " | ");
    else if (definition->kind == GQ_DEFINITION_ENUM)
        print_enum_values(printer, definition->enum_values);
    else if (definition->kind == GQ_DEFINITION_INPUT_OBJECT)
        print_input_fields(printer, definition->input_fields);
    else if (definition->kind == GQ_DEFINITION_DIRECTIVE)
        print_directive_tail(printer, definition);
}
