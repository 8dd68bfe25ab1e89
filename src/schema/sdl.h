/*
 * schema/sdl.h - what the rules on definitions share: the walk's state and its events.
 *
 * For schema/ alone. A rule is a function and the kinds of node that it is called for; check_sdl.c
 * has the table, in graphql-js's order, which is the order of the errors.
 */
#ifndef GQ_SCHEMA_SDL_H
#define GQ_SCHEMA_SDL_H

#include "base/attribute.h"
#include "base/map.h"
#include "base/vec.h"
#include "language/ast.h"
#include "schema/schema.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_builder;
struct gq_errors;

/* What a rule is called for; a node may be several at once. */
enum gq_sdl_event {
    GQ_SDL_DEFINITION = 1 << 0,    /* `definition` */
    GQ_SDL_TYPE_NAME = 1 << 1,     /* `name`, the mention of a type */
    GQ_SDL_DIRECTIVES = 1 << 2,    /* `directives`, all that stand at one place */
    GQ_SDL_DIRECTIVE = 1 << 3,     /* `directive` at `location` */
    GQ_SDL_DIRECTIVE_END = 1 << 4, /* the same, after what is inside */
    GQ_SDL_ARGUMENTS = 1 << 5,     /* `arguments` of one directive or field */
    GQ_SDL_LITERAL = 1 << 6,       /* `literal`, not inside another one */
};

struct gq_sdl_node {
    unsigned events;
    const struct gq_definition *definition; /* always: that which the node is in */
    struct gq_name name;
    const struct gq_directive *directives;
    bool is_of_definition; /* the directives are the definition's own */
    const struct gq_directive *directive;
    enum gq_directive_location location;
    const struct gq_argument *arguments;
    const struct gq_literal *literal;
};

/* An argument of a directive that may be applied. */
struct gq_sdl_argument {
    struct gq_str name;
    bool is_required;
    const struct gq_type_node *type_node; /* of a document's directive, else NULL */
    const struct gq_type *type;           /* of a built-in one, else NULL */
};

struct gq_sdl_directive {
    uint32_t locations;
    bool is_repeatable;
    struct gq_vec arguments; /* struct gq_sdl_argument, each name once */
};

struct gq_sdl {
    struct gq_arena *arena;
    struct gq_errors *errs;
    struct gq_map types;      /* name -> const struct gq_definition, the last of that name */
    struct gq_vec type_names; /* struct gq_str, each once, in order */
    struct gq_map directives; /* name -> struct gq_sdl_directive */

    /* What single rules remember; name -> where it was first. */
    const struct gq_definition *schema_definition;
    const struct gq_root_operation_definition *roots[3];
    struct gq_map known_types, known_directives;   /* -> const struct gq_name */
    struct gq_map known_fields, known_enum_values; /* type -> struct gq_map of const gq_name */
    struct gq_map schema_applied;                  /* -> const struct gq_directive */
    struct gq_map type_applied, directive_applied; /* name -> struct gq_map of the same */
};

/* Adds an error at one place, or at two when `second` is not GQ_SOURCE_NOWHERE. */
GQ_PRINTF(4, 5)
void gq_sdl_report(struct gq_sdl *sdl, uint32_t first, uint32_t second, const char *format, ...);

/* No further error would be kept: suggestions need not be looked for. */
bool gq_sdl_is_full(const struct gq_sdl *sdl);

typedef void gq_sdl_rule_fn(struct gq_sdl *sdl, const struct gq_sdl_node *node);

/* sdl_unique.c: names that there may be only one of */
gq_sdl_rule_fn gq_sdl_lone_schema_definition;
gq_sdl_rule_fn gq_sdl_unique_operation_types;
gq_sdl_rule_fn gq_sdl_unique_type_names;
gq_sdl_rule_fn gq_sdl_unique_enum_value_names;
gq_sdl_rule_fn gq_sdl_unique_field_definition_names;
gq_sdl_rule_fn gq_sdl_unique_argument_definition_names;
gq_sdl_rule_fn gq_sdl_unique_directive_names;
gq_sdl_rule_fn gq_sdl_unique_directives_per_location;
gq_sdl_rule_fn gq_sdl_unique_argument_names;
gq_sdl_rule_fn gq_sdl_unique_input_field_names;

/* sdl_known.c: names that must mean something */
gq_sdl_rule_fn gq_sdl_known_type_names;
gq_sdl_rule_fn gq_sdl_known_directives;
gq_sdl_rule_fn gq_sdl_possible_type_extensions;
gq_sdl_rule_fn gq_sdl_known_argument_names;
gq_sdl_rule_fn gq_sdl_provided_required_arguments;

/* sdl_known.c: fills `types`, `type_names` and `directives` from a definition. */
void gq_sdl_gather(struct gq_sdl *sdl, const struct gq_definition *definition);

/* sdl_known.c: makes the built-in directives known. */
void gq_sdl_gather_builtin(struct gq_sdl *sdl, const struct gq_builder *builder);

#endif
