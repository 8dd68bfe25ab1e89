/* language/print_value.c - literals, arguments, directives: first the size, then the text. */
#include "language/print.h"

#include "language/printer.h"

#include <assert.h>

#define SEPARATOR_LENGTH 2 /* `, ` and `: ` */

static bool
is_nested(const struct gq_literal *literal)
{
    return literal->kind == GQ_LITERAL_LIST || literal->kind == GQ_LITERAL_OBJECT;
}

static struct gq_printer_extent
measure_scalar(const struct gq_literal *literal)
{
    switch (literal->kind) {
    case GQ_LITERAL_VARIABLE:
        return (struct gq_printer_extent){ literal->text.length + 1, 0 };
    case GQ_LITERAL_STRING:
        return gq_printer_measure_string(literal->text, literal->is_block);
    case GQ_LITERAL_BOOLEAN:
        return (struct gq_printer_extent){ literal->boolean ? 4 : 5, 0 };
    case GQ_LITERAL_NULL:
        return (struct gq_printer_extent){ 4, 0 };
    default:
        assert(!is_nested(literal));
        return (struct gq_printer_extent){ literal->text.length, 0 };
    }
}

static void
add_item(struct gq_printer_extent *sum, struct gq_printer_extent item)
{
    sum->length += (sum->length ? SEPARATOR_LENGTH : 0) + item.length;
    sum->newlines += item.newlines;
}

/* Takes a place in the queue; it is filled when the size of the whole is known. */
static size_t
reserve_decision(struct gq_printer *printer)
{
    gq_buf_char(&printer->decisions, false);
    return printer->decisions.length - 1;
}

/*
 * The size of a list or object whose items, joined on one line, take `items`. A broken one has a
 * line feed where the others have a comma and a blank, and two spaces before each line.
 */
static struct gq_printer_extent
decide(struct gq_printer *printer, size_t decision, struct gq_printer_extent items, size_t count,
        size_t brackets_length)
{
    size_t length = items.length + brackets_length;

    if (length <= GQ_PRINTER_LINE_MAX)
        return (struct gq_printer_extent){ length, items.newlines };
    assert(count > 0);
    if (!gq_buf_failed(&printer->decisions))
        printer->decisions.bytes[decision] = true;
    items.newlines += count - 1;
    items.length -= count - 1; /* one unit instead of two between items */
    return (struct gq_printer_extent){ items.length + 2 * (items.newlines + 1) + 4,
        items.newlines + 2 };
}

static struct gq_printer_extent
measure_list(struct gq_printer *printer, const struct gq_literal *list)
{
    struct gq_printer_extent items = { 0 };
    size_t decision = reserve_decision(printer), count = 0;

    for (const struct gq_literal *item = list->items; item; item = item->next, count++)
        add_item(&items, gq_printer_measure(printer, item));
    return decide(printer, decision, items, count, 2);
}

static struct gq_printer_extent
measure_named(struct gq_printer *printer, struct gq_str name, const struct gq_literal *value)
{
    struct gq_printer_extent extent = gq_printer_measure(printer, value);

    extent.length += name.length + SEPARATOR_LENGTH;
    return extent;
}

static struct gq_printer_extent
measure_object(struct gq_printer *printer, const struct gq_literal *object)
{
    struct gq_printer_extent fields = { 0 };
    size_t decision = reserve_decision(printer), count = 0;

    for (const struct gq_object_field *field = object->fields; field; field = field->next, count++)
        add_item(&fields, measure_named(printer, field->name.text, field->value));
    return decide(printer, decision, fields, count, 4);
}

/* The recursion has small frames: everything else is in leaves. */
struct gq_printer_extent
gq_printer_measure(struct gq_printer *printer, const struct gq_literal *literal)
{
    if (literal->kind == GQ_LITERAL_LIST)
        return measure_list(printer, literal);
    if (literal->kind == GQ_LITERAL_OBJECT)
        return measure_object(printer, literal);
    return measure_scalar(literal);
}

struct gq_printer_extent
gq_printer_measure_arguments(struct gq_printer *printer, const struct gq_argument *arguments)
{
    struct gq_printer_extent sum = { 0 };

    for (const struct gq_argument *argument = arguments; argument; argument = argument->next)
        add_item(&sum, measure_named(printer, argument->name.text, argument->value));
    return sum;
}

bool
gq_printer_directives_have_lines(struct gq_printer *printer, const struct gq_directive *directives)
{
    size_t newlines = 0;

    for (const struct gq_directive *directive = directives; directive; directive = directive->next)
        newlines += gq_printer_measure_arguments(printer, directive->arguments).newlines;
    return newlines > 0;
}

/* Between two items: a new line, or a comma. */
static void
separate(struct gq_printer *printer, bool is_broken)
{
    if (is_broken)
        gq_printer_newline(printer);
    else
        gq_buf_text(printer->out, ", ");
}

static void
print_named(struct gq_printer *printer, struct gq_str name, const struct gq_literal *value)
{
    gq_buf_str(printer->out, name);
    gq_buf_text(printer->out, ": ");
    gq_printer_value(printer, value);
}

static void
print_list(struct gq_printer *printer, const struct gq_literal *list, bool is_broken)
{
    if (is_broken)
        gq_printer_open(printer, '[');
    else
        gq_buf_char(printer->out, '[');
    for (const struct gq_literal *item = list->items; item; item = item->next) {
        gq_printer_value(printer, item);
        if (item->next)
            separate(printer, is_broken);
    }
    if (is_broken)
        gq_printer_close(printer, ']');
    else
        gq_buf_char(printer->out, ']');
}

static void
print_object(struct gq_printer *printer, const struct gq_literal *object, bool is_broken)
{
    if (is_broken)
        gq_printer_open(printer, '{');
    else
        gq_buf_text(printer->out, "{ ");
    for (const struct gq_object_field *field = object->fields; field; field = field->next) {
        print_named(printer, field->name.text, field->value);
        if (field->next)
            separate(printer, is_broken);
    }
    if (is_broken)
        gq_printer_close(printer, '}');
    else
        gq_buf_text(printer->out, " }");
}

/* The next decision of the queue. When none is left, the literal has not been measured yet. */
static bool
take_decision(struct gq_printer *printer, const struct gq_literal *literal)
{
    if (printer->decisions_taken == printer->decisions.length) {
        gq_buf_truncate(&printer->decisions, 0);
        printer->decisions_taken = 0;
        gq_printer_measure(printer, literal);
    }
    if (gq_buf_failed(&printer->decisions))
        return false;
    assert(printer->decisions_taken < printer->decisions.length);
    return printer->decisions.bytes[printer->decisions_taken++];
}

static void
print_scalar(struct gq_printer *printer, const struct gq_literal *literal)
{
    switch (literal->kind) {
    case GQ_LITERAL_VARIABLE:
        gq_buf_char(printer->out, '$');
        gq_buf_str(printer->out, literal->text);
        break;
    case GQ_LITERAL_STRING:
        gq_printer_string(printer, literal->text, literal->is_block);
        break;
    case GQ_LITERAL_BOOLEAN:
        gq_buf_text(printer->out, literal->boolean ? "true" : "false");
        break;
    case GQ_LITERAL_NULL:
        gq_buf_text(printer->out, "null");
        break;
    default:
        assert(!is_nested(literal));
        gq_buf_str(printer->out, literal->text);
    }
}

void
gq_printer_value(struct gq_printer *printer, const struct gq_literal *literal)
{
    if (literal->kind == GQ_LITERAL_LIST)
        print_list(printer, literal, take_decision(printer, literal));
    else if (literal->kind == GQ_LITERAL_OBJECT)
        print_object(printer, literal, take_decision(printer, literal));
    else
        print_scalar(printer, literal);
}

void
gq_printer_default(struct gq_printer *printer, const struct gq_literal *literal)
{
    if (!literal)
        return;
    gq_buf_text(printer->out, " = ");
    gq_printer_value(printer, literal);
}

static void
print_arguments(struct gq_printer *printer, const struct gq_argument *arguments, bool is_broken)
{
    if (is_broken)
        gq_printer_open(printer, '(');
    else
        gq_buf_char(printer->out, '(');
    for (const struct gq_argument *argument = arguments; argument; argument = argument->next) {
        print_named(printer, argument->name.text, argument->value);
        if (argument->next)
            separate(printer, is_broken);
    }
    if (is_broken)
        gq_printer_close(printer, ')');
    else
        gq_buf_char(printer->out, ')');
}

void
gq_printer_arguments(
        struct gq_printer *printer, const struct gq_argument *arguments, size_t prefix_length)
{
    size_t length;

    if (!arguments)
        return;
    length = gq_printer_measure_arguments(printer, arguments).length;
    print_arguments(printer, arguments, prefix_length + length + 2 > GQ_PRINTER_LINE_MAX);
}

void
gq_printer_directives(struct gq_printer *printer, const struct gq_directive *directives)
{
    for (const struct gq_directive *directive = directives; directive;
            directive = directive->next) {
        gq_buf_text(printer->out, " @");
        gq_buf_str(printer->out, directive->name.text);
        if (directive->arguments)
            print_arguments(printer, directive->arguments, false);
    }
}
