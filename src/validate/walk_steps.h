/*
 * validate/walk_steps.h - the parts of a walk, for the files walk*.c alone.
 *
 * Each function goes through nodes of one kind, calls the hooks, and leaves the types around as it
 * found them.
 */
#ifndef GQ_VALIDATE_WALK_STEPS_H
#define GQ_VALIDATE_WALK_STEPS_H

#include "validate/walk.h"

/* Calls the hooks on entering a node, one step of the run; false when the run is closed. */
bool gq_walk_steps_enter(struct gq_walk *walk, enum gq_walk_kind kind);
void gq_walk_steps_leave(struct gq_walk *walk, enum gq_walk_kind kind);

/* One level of selections or values more, one less; asserts the bound that the parser sets. */
void gq_walk_steps_descend(struct gq_walk *walk);
void gq_walk_steps_ascend(struct gq_walk *walk);

/* The name of a type, alone or within a reference. */
void gq_walk_steps_named_type(struct gq_walk *walk, struct gq_name name);
void gq_walk_steps_type_node(struct gq_walk *walk, const struct gq_type_node *node);

/* What is restored after a place for a value. */
struct gq_walk_input_place {
    const struct gq_type *input_type, *parent_input_type;
    bool has_default;
};

/* A place for a value of `type` (NULL: unknown) begins, and ends. */
struct gq_walk_input_place gq_walk_steps_enter_input(
        struct gq_walk *walk, const struct gq_type *type, bool has_default);
void gq_walk_steps_leave_input(struct gq_walk *walk, struct gq_walk_input_place outer);

/* A whole value: of an argument, or a default value. */
void gq_walk_steps_value(struct gq_walk *walk, const struct gq_literal *literal);

void gq_walk_steps_arguments(struct gq_walk *walk, const struct gq_argument *arguments);
void gq_walk_steps_directives(struct gq_walk *walk, const struct gq_directive *directives,
        enum gq_directive_location location);

/* A definition that does not belong into an executable document; it is looked at all the same. */
void gq_walk_steps_type_system(struct gq_walk *walk, const struct gq_definition *definition);

#endif
