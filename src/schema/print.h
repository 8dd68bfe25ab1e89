/*
 * schema/print.h - a type system as SDL, byte for byte as graphql-js `printSchema` has it.
 *
 * Not here: syntax trees (language/print.h).
 */
#ifndef GQ_SCHEMA_PRINT_H
#define GQ_SCHEMA_PRINT_H

struct gq_buf;
struct gq_schema;

/* Everything but the specification's own scalars, directives and introspection types. */
void gq_schema_print(struct gq_buf *out, const struct gq_schema *schema);

#endif
