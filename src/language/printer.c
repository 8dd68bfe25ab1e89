/* language/printer.c - lines and indentation. */
#include "language/printer.h"

#include <assert.h>
#include <stdint.h>

void
gq_printer_init(struct gq_printer *printer, struct gq_buf *out)
{
    *printer = (struct gq_printer){ .out = out };
    gq_buf_init(&printer->decisions, SIZE_MAX);
}

void
gq_printer_fini(struct gq_printer *printer)
{
    /* Without its decisions the text has the wrong line breaks: that is a failure as well. */
    if (gq_buf_failed(&printer->decisions))
        printer->out->state = printer->decisions.state;
    gq_buf_fini(&printer->decisions);
    assert(printer->indent == 0);
}

void
gq_printer_newline(struct gq_printer *printer)
{
    static const struct gq_str spaces = GQ_STR_INIT("                                ");
    size_t left = (size_t)printer->indent * 2;

    gq_buf_char(printer->out, '\n');
    while (left) {
        size_t length = left < spaces.length ? left : spaces.length;

        gq_buf_append(printer->out, spaces.bytes, length);
        left -= length;
    }
}

void
gq_printer_open(struct gq_printer *printer, char bracket)
{
    gq_buf_char(printer->out, bracket);
    printer->indent++;
    gq_printer_newline(printer);
}

void
gq_printer_close(struct gq_printer *printer, char bracket)
{
    assert(printer->indent > 0);
    printer->indent--;
    gq_printer_newline(printer);
    gq_buf_char(printer->out, bracket);
}

void
gq_printer_lines(struct gq_printer *printer, struct gq_str text)
{
    while (text.length) {
        const char *end = memchr(text.bytes, '\n', text.length);
        size_t length = end ? (size_t)(end - text.bytes) : text.length;

        gq_buf_append(printer->out, text.bytes, length);
        if (end) {
            gq_printer_newline(printer);
            length++;
        }
        text = gq_str_slice(text, length, text.length);
    }
}
