/*
 * schema/builder.h - the state of one schema build, shared by build.c and its helpers.
 *
 * For schema/ alone; lives for one gq_schema_build, in its arena. One thread.
 */
#ifndef GQ_SCHEMA_BUILDER_H
#define GQ_SCHEMA_BUILDER_H

#include "base/map.h"
#include "base/vec.h"
#include "language/ast.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_directive_type;
struct gq_errors;
struct gq_input_value;
struct gq_schema;
struct gq_type;

struct gq_builder {
    struct gq_arena *arena;
    struct gq_schema *schema;
    struct gq_errors *errs;
    struct gq_map builtin;           /* name -> struct gq_type, the specification's */
    struct gq_map defined;           /* name -> its place in `types`, from the documents */
    struct gq_vec types;             /* struct gq_type *, in the order of their definitions */
    struct gq_vec directives;        /* struct gq_directive_type: the specification's */
    struct gq_vec directive_nodes;   /* const struct gq_definition * */
    struct gq_vec schema_extensions; /* const struct gq_definition * */
    /* name -> struct gq_vec of const struct gq_definition *, for each kind that is extended */
    struct gq_map extensions[GQ_DEFINITION_DIRECTIVE + 1];
    const struct gq_directive_type *deprecated, *specified_by, *one_of;
    bool is_builtin; /* definitions of the built-in document are not kept */
    bool has_failed; /* the first fault is reported, as graphql-js throws it; later ones are not */
};

/* The type called `name`, the specification's before the documents'; NULL when there is none. */
struct gq_type *gq_builder_type_find(const struct gq_builder *builder, struct gq_str name);

/* As above; an unknown name is an error, and some type stands in. */
struct gq_type *gq_builder_named(struct gq_builder *builder, struct gq_str name, uint32_t position);

/* A reference with its wrappers. */
struct gq_type *gq_builder_resolve(struct gq_builder *builder, const struct gq_type_node *node);

/* The first directive of the list called `name`, or NULL. */
const struct gq_directive *gq_builder_directive_find(
        const struct gq_directive *directives, struct gq_str name);

/*
 * The text argument of the first application of `directive` in the list: the reason of @deprecated,
 * the URL of @specifiedBy. bytes == NULL: not applied.
 */
struct gq_str gq_builder_directive_text(struct gq_builder *builder,
        const struct gq_directive *directives, const struct gq_directive_type *directive);

/* Arguments of a field or directive whose coordinate is `parent`. Returns their number. */
uint32_t gq_builder_arguments(struct gq_builder *builder,
        const struct gq_input_value_definition *nodes, struct gq_str parent,
        struct gq_input_value **ret_arguments);

/* Interfaces, fields, members, values of a type, from its definition and extensions. */
void gq_builder_members(struct gq_builder *builder, struct gq_type *type);

#endif
