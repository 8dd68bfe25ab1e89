/*
 * schema/definition.h - one definition to one type or directive, still without its members.
 *
 * For schema/ alone.
 */
#ifndef GQ_SCHEMA_DEFINITION_H
#define GQ_SCHEMA_DEFINITION_H

struct gq_builder;
struct gq_definition;
struct gq_directive_type;
struct gq_type;

/* A new type with name, description, extensions, and what its own directives say. */
struct gq_type *gq_definition_type(
        struct gq_builder *builder, const struct gq_definition *definition);

/* Fills `directive`; its arguments' types are looked up. */
void gq_definition_directive(struct gq_builder *builder, const struct gq_definition *definition,
        struct gq_directive_type *directive);

#endif
