/*
 * validate/walk.h - one pass over a document that knows the types, for any number of rules.
 *
 * In:       a run (validation.h) and rules: tables of functions for entering and leaving kinds of nodes.
 * Out:      calls in document order; at a node in the order of the rules.
 * Not here: what a rule finds wrong.
 *
 * Linear in the document. It recurses over nesting, which the parser bounds.
 */
#ifndef GQ_VALIDATE_WALK_H
#define GQ_VALIDATE_WALK_H

#include "language/ast.h"
#include "schema/schema.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct gq_validation;
struct gq_document_index_part;
struct gq_walk;

/* What can be entered and left. In brackets: the members of struct gq_walk that hold the node. */
enum gq_walk_kind {
    GQ_WALK_DOCUMENT,
    GQ_WALK_OPERATION,           /* definition */
    GQ_WALK_FRAGMENT,            /* definition */
    GQ_WALK_TYPE_SYSTEM,         /* definition: any that is not executable */
    GQ_WALK_MEMBER,              /* a field, argument, input field, enum value in one of these */
    GQ_WALK_VARIABLE_DEFINITION, /* variable_definition */
    GQ_WALK_SELECTION_SET,       /* selection_set: of an operation, fragment or field */
    GQ_WALK_FIELD,               /* selection */
    GQ_WALK_SPREAD,              /* selection */
    GQ_WALK_INLINE,              /* selection */
    GQ_WALK_ARGUMENT,            /* argument */
    GQ_WALK_DIRECTIVE,           /* directive */
    GQ_WALK_NAMED_TYPE,          /* type_name */
    GQ_WALK_VALUE,               /* literal: a whole value, unless it is a variable */
    GQ_WALK_VARIABLE,            /* literal */
    GQ_WALK_OBJECT,              /* literal: an object, also inside of another value */
    GQ_WALK_OBJECT_FIELD,        /* object_field */
    GQ_WALK_KIND_COUNT,
};

/* `state` is the rule's own memory, zero-filled at the start of the run. */
typedef void gq_walk_fn(struct gq_walk *walk, void *state);

struct gq_walk_rule {
    const char *name;
    size_t state_bytes;
    gq_walk_fn *enter[GQ_WALK_KIND_COUNT], *leave[GQ_WALK_KIND_COUNT];
};

struct gq_walk_hook {
    gq_walk_fn *fn;
    void *state;
};

struct gq_walk_hooks {
    struct gq_walk_hook *items;
    uint32_t count;
};

struct gq_walk {
    struct gq_validation *run;

    /* The nodes around: valid while inside of them. */
    const struct gq_definition *definition;
    struct gq_document_index_part *part; /* the same, where it is an operation or a fragment */
    const struct gq_variable_definition *variable_definition;
    const struct gq_selection_set *selection_set;
    const struct gq_selection *selection;
    const struct gq_argument *argument;
    const struct gq_directive *directive; /* NULL: not inside of a directive */
    const struct gq_literal *literal;
    const struct gq_object_field *object_field;
    struct gq_name type_name;
    /* On entering a node that may carry directives: they. */
    const struct gq_directive *directives;
    /* Inside of a directive: what carries it. */
    enum gq_directive_location location;

    /* The types around; NULL: unknown. */
    const struct gq_type *parent_type;       /* composite: of the selections around */
    const struct gq_type *type;              /* of the field, or the condition of the fragment */
    const struct gq_field *field_definition; /* of the innermost field */
    const struct gq_directive_type *directive_type;
    const struct gq_input_value *argument_definition;
    const struct gq_type *input_type;        /* of the value */
    const struct gq_type *parent_input_type; /* of the value around that */
    bool has_default;                        /* the place of the value has a default value */

    /* Private. */
    struct gq_walk_hooks enter[GQ_WALK_KIND_COUNT], leave[GQ_WALK_KIND_COUNT];
    uint32_t depth, part_count;
};

/* Walks the document of the run for these rules; ends early when the run is closed. */
void gq_walk_document(
        struct gq_validation *run, const struct gq_walk_rule *const *rules, uint32_t rule_count);

#endif
