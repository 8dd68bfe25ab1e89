/* language/print_executable.c - operations and fragments. */
#include "language/print.h"

#include "language/printer.h"

#include <assert.h>

static void print_selection_set(struct gq_printer *printer, const struct gq_selection_set *set);

static void
print_field(struct gq_printer *printer, const struct gq_selection *field)
{
    size_t prefix_length = field->name.text.length;

    if (field->alias.text.bytes) {
        gq_buf_str(printer->out, field->alias.text);
        gq_buf_text(printer->out, ": ");
        prefix_length += field->alias.text.length + 2;
    }
    gq_buf_str(printer->out, field->name.text);
    gq_printer_arguments(printer, field->arguments, prefix_length);
    gq_printer_directives(printer, field->directives);
    if (field->selections.is_present) {
        gq_buf_char(printer->out, ' ');
        print_selection_set(printer, &field->selections);
    }
}

static void
print_spread(struct gq_printer *printer, const struct gq_selection *spread)
{
    gq_buf_text(printer->out, "...");
    gq_buf_str(printer->out, spread->name.text);
    gq_printer_directives(printer, spread->directives);
}

static void
print_inline_fragment(struct gq_printer *printer, const struct gq_selection *fragment)
{
    gq_buf_text(printer->out, "...");
    if (fragment->type_condition.text.bytes) {
        gq_buf_text(printer->out, " on ");
        gq_buf_str(printer->out, fragment->type_condition.text);
    }
    gq_printer_directives(printer, fragment->directives);
    gq_buf_char(printer->out, ' ');
    print_selection_set(printer, &fragment->selections);
}

static void
print_selection(struct gq_printer *printer, const struct gq_selection *selection)
{
    switch (selection->kind) {
    case GQ_SELECTION_FIELD:
        print_field(printer, selection);
        break;
    case GQ_SELECTION_SPREAD:
        print_spread(printer, selection);
        break;
    case GQ_SELECTION_INLINE:
        print_inline_fragment(printer, selection);
        break;
    }
}

static void
print_selection_set(struct gq_printer *printer, const struct gq_selection_set *set)
{
    if (!set->first) {
        gq_buf_text(printer->out, "{}");
        return;
    }
    gq_printer_open(printer, '{');
    for (const struct gq_selection *selection = set->first; selection;
            selection = selection->next) {
        print_selection(printer, selection);
        if (selection->next)
            gq_printer_newline(printer);
    }
    gq_printer_close(printer, '}');
}

static void
print_variable(struct gq_printer *printer, const struct gq_variable_definition *variable)
{
    gq_printer_description(printer, &variable->description);
    gq_buf_char(printer->out, '$');
    gq_buf_str(printer->out, variable->name.text);
    gq_buf_text(printer->out, ": ");
    gq_print_type_node(printer->out, variable->type);
    gq_printer_default(printer, variable->default_value);
    gq_printer_directives(printer, variable->directives);
}

/* Does one of them take more than a line? All are measured, so that the queue is in order. */
static bool
variables_have_lines(struct gq_printer *printer, const struct gq_variable_definition *variables)
{
    bool have_lines = false;

    for (const struct gq_variable_definition *variable = variables; variable;
            variable = variable->next) {
        have_lines |= variable->description.text.bytes != NULL;
        if (variable->default_value)
            have_lines |= gq_printer_measure(printer, variable->default_value).newlines > 0;
        have_lines |= gq_printer_directives_have_lines(printer, variable->directives);
    }
    return have_lines;
}

/* Broken over lines, but not indented: so graphql-js has it. */
static void
print_variables(struct gq_printer *printer, const struct gq_variable_definition *variables)
{
    bool is_broken;

    if (!variables)
        return;
    is_broken = variables_have_lines(printer, variables);
    gq_buf_text(printer->out, is_broken ? "(\n" : "(");
    for (const struct gq_variable_definition *variable = variables; variable;
            variable = variable->next) {
        print_variable(printer, variable);
        if (variable->next)
            gq_buf_text(printer->out, is_broken ? "\n" : ", ");
    }
    gq_buf_text(printer->out, is_broken ? "\n)" : ")");
}

/* A query that has nothing but selections is printed in shorthand. */
static bool
is_shorthand(const struct gq_definition *definition)
{
    return definition->operation.kind == GQ_OPERATION_QUERY && !definition->description.text.bytes
            && !definition->name.text.bytes && !definition->operation.variables
            && !definition->directives;
}

static void
print_operation(struct gq_printer *printer, const struct gq_definition *definition)
{
    static const char *const keywords[] = {
        [GQ_OPERATION_QUERY] = "query",
        [GQ_OPERATION_MUTATION] = "mutation",
        [GQ_OPERATION_SUBSCRIPTION] = "subscription",
    };
    bool has_name = definition->name.text.bytes;

    if (!is_shorthand(definition)) {
        gq_printer_description(printer, &definition->description);
        gq_buf_text(printer->out, keywords[definition->operation.kind]);
        if (has_name || definition->operation.variables)
            gq_buf_char(printer->out, ' ');
        gq_buf_str(printer->out, definition->name.text);
        print_variables(printer, definition->operation.variables);
        gq_printer_directives(printer, definition->directives);
        gq_buf_char(printer->out, ' ');
    }
    print_selection_set(printer, &definition->operation.selections);
}

static void
print_fragment(struct gq_printer *printer, const struct gq_definition *definition)
{
    gq_printer_description(printer, &definition->description);
    gq_buf_text(printer->out, "fragment ");
    gq_buf_str(printer->out, definition->name.text);
    gq_buf_text(printer->out, " on ");
    gq_buf_str(printer->out, definition->fragment.type_condition.text);
    gq_printer_directives(printer, definition->directives);
    gq_buf_char(printer->out, ' ');
    print_selection_set(printer, &definition->fragment.selections);
}

void
gq_printer_executable(struct gq_printer *printer, const struct gq_definition *definition)
{
    assert(gq_definition_is_executable(definition) && printer->indent == 0);
    if (definition->kind == GQ_DEFINITION_OPERATION)
        print_operation(printer, definition);
    else
        print_fragment(printer, definition);
}
