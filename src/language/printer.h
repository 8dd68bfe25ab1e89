/*
 * language/printer.h - what the files of the printer share.
 *
 * In:       nodes; a buffer.
 * Out:      text at the current indentation.
 * Not here: the public entry points (print.h); only files of language/ include this.
 *
 * Whether a list or object is broken over lines depends on its whole length, broken lists inside
 * included. gq_printer_measure works that out once, from the inside out, and queues one decision
 * per list and object in the order of printing; printing takes them from the queue. So the work
 * stays linear in the text however deep it nests.
 */
#ifndef GQ_LANGUAGE_PRINTER_H
#define GQ_LANGUAGE_PRINTER_H

#include "base/buf.h"
#include "language/ast.h"

#include <stdbool.h>
#include <stddef.h>

/* A line longer than this many UTF-16 units is broken. */
#define GQ_PRINTER_LINE_MAX 80

/* One thread at a time; lives on the stack of an entry point. */
struct gq_printer {
    struct gq_buf *out;
    unsigned indent;         /* in levels of two spaces */
    struct gq_buf decisions; /* a byte each: is it broken over lines? */
    size_t decisions_taken;
};

/* The size of a piece of text, as it was before it was indented from outside. */
struct gq_printer_extent {
    size_t length; /* in UTF-16 units */
    size_t newlines;
};

/* printer.c */
void gq_printer_init(struct gq_printer *printer, struct gq_buf *out);
void gq_printer_fini(struct gq_printer *printer);

/* A line feed and the indentation of the next line. */
void gq_printer_newline(struct gq_printer *printer);

/* `{` or `(` and so on, and the start of the first line inside. */
void gq_printer_open(struct gq_printer *printer, char bracket);
void gq_printer_close(struct gq_printer *printer, char bracket);

/* Printed text that has lines of its own: each is indented. */
void gq_printer_lines(struct gq_printer *printer, struct gq_str text);

/* print_value.c: size of a literal, of `(a: 1, b: 2)` without the parentheses, of directives. */
struct gq_printer_extent gq_printer_measure(
        struct gq_printer *printer, const struct gq_literal *literal);
struct gq_printer_extent gq_printer_measure_arguments(
        struct gq_printer *printer, const struct gq_argument *arguments);
bool gq_printer_directives_have_lines(
        struct gq_printer *printer, const struct gq_directive *directives);

/* print_value.c: measured before, or measured now. */
void gq_printer_value(struct gq_printer *printer, const struct gq_literal *literal);

/* ` = 1`; nothing when there is none. */
void gq_printer_default(struct gq_printer *printer, const struct gq_literal *literal);

/* `(a: 1)` behind `prefix_length` units on the same line; nothing when there are none. */
void gq_printer_arguments(
        struct gq_printer *printer, const struct gq_argument *arguments, size_t prefix_length);

/* ` @a @b(c: 1)`, each with its blank before it. */
void gq_printer_directives(struct gq_printer *printer, const struct gq_directive *directives);

/* print_string.c: a quoted or block string, and its size. */
void gq_printer_string(struct gq_printer *printer, struct gq_str value, bool is_block);
struct gq_printer_extent gq_printer_measure_string(struct gq_str value, bool is_block);

/* The description and a line feed; nothing when there is none. */
void gq_printer_description(struct gq_printer *printer, const struct gq_description *description);

/* print_executable.c, print_sdl.c: one definition each. */
void gq_printer_executable(struct gq_printer *printer, const struct gq_definition *definition);
void gq_printer_type_system(struct gq_printer *printer, const struct gq_definition *definition);

#endif
