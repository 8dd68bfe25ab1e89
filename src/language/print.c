/* language/print.c - the entry points of the printer. */
#include "language/print.h"

#include "language/printer.h"

#include <assert.h>

void
gq_print_type_node(struct gq_buf *out, const struct gq_type_node *type)
{
    switch (type->kind) {
    case GQ_TYPE_NODE_NAMED:
        gq_buf_str(out, type->name);
        break;
    case GQ_TYPE_NODE_LIST:
        gq_buf_char(out, '[');
        gq_print_type_node(out, type->of);
        gq_buf_char(out, ']');
        break;
    case GQ_TYPE_NODE_NON_NULL:
        gq_print_type_node(out, type->of);
        gq_buf_char(out, '!');
        break;
    }
}

void
gq_print_literal(struct gq_buf *out, const struct gq_literal *literal)
{
    struct gq_printer printer;

    gq_printer_init(&printer, out);
    gq_printer_value(&printer, literal);
    gq_printer_fini(&printer);
}

void
gq_print_document(struct gq_buf *out, const struct gq_document *document)
{
    struct gq_printer printer;

    assert(document->definitions);
    gq_printer_init(&printer, out);
    for (const struct gq_definition *definition = document->definitions; definition;
            definition = definition->next) {
        if (gq_definition_is_executable(definition))
            gq_printer_executable(&printer, definition);
        else
            gq_printer_type_system(&printer, definition);
        if (definition->next)
            gq_buf_text(out, "\n\n");
    }
    gq_printer_fini(&printer);
}
