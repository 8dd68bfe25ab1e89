/*
 * language/print.h - syntax tree to text, byte for byte as graphql-js `print` has it.
 *
 * In:       trees that the parser made: their nesting bounds the recursion here.
 * Not here: schemas (schema/print.h prints a type system).
 */
#ifndef GQ_LANGUAGE_PRINT_H
#define GQ_LANGUAGE_PRINT_H

#include <stdbool.h>

struct gq_buf;
struct gq_document;
struct gq_literal;
struct gq_str;
struct gq_type_node;

/* The whole document, definitions separated by one empty line, no line feed at the end. */
void gq_print_document(struct gq_buf *out, const struct gq_document *document);

/* A literal; lists and objects past 80 columns take a line for each of their parts. */
void gq_print_literal(struct gq_buf *out, const struct gq_literal *literal);

/* `[Int!]!` */
void gq_print_type_node(struct gq_buf *out, const struct gq_type_node *type);

/* A quoted string with graphql-js's escapes. */
void gq_print_string(struct gq_buf *out, struct gq_str value);

/* A block string, indented by nothing; Spec: Language > String Value > Block Strings. */
void gq_print_block_string(struct gq_buf *out, struct gq_str value);

/* Would the value, printed as a block string, be read back unchanged and without odd bytes? */
bool gq_print_fits_block_string(struct gq_str value);

#endif
