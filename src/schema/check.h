/*
 * schema/check.h - what the rules on types share.
 *
 * For schema/ alone. check_schema.c calls the rules in graphql-js's order.
 */
#ifndef GQ_SCHEMA_CHECK_H
#define GQ_SCHEMA_CHECK_H

#include "base/attribute.h"
#include "base/source.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_check_defaults;
struct gq_directive;
struct gq_errors;
struct gq_input_value;
struct gq_schema;
struct gq_type;

struct gq_check {
    struct gq_arena *arena;
    const struct gq_schema *schema;
    struct gq_errors *errs;
    uint32_t *marks; /* one for each type: a set is emptied by taking a new number */
    uint32_t mark;
    struct gq_check_defaults *defaults; /* check_defaults.c */
};

/* The places of one error; GQ_SOURCE_NOWHERE is left out, as graphql-js leaves out no node. */
struct gq_check_places {
    struct gq_vec positions; /* uint32_t */
};

void gq_check_place(struct gq_check *check, struct gq_check_places *places, uint32_t position);

/* The definition of a type and its extensions. */
void gq_check_place_type(
        struct gq_check *check, struct gq_check_places *places, const struct gq_type *type);

/* Adds an error at the places. */
GQ_PRINTF(3, 4)
void gq_check_report_at(
        struct gq_check *check, const struct gq_check_places *places, const char *format, ...);

/* Adds an error at one place. */
GQ_PRINTF(3, 4)
void gq_check_report(struct gq_check *check, uint32_t position, const char *format, ...);

/* Adds an error at two places, either of which may be GQ_SOURCE_NOWHERE. */
struct gq_check_pair {
    uint32_t first, second;
};
GQ_PRINTF(3, 4)
void gq_check_report_pair(
        struct gq_check *check, struct gq_check_pair pair, const char *format, ...);

/* `[Int!]` */
struct gq_str gq_check_type_text(struct gq_check *check, const struct gq_type *type);

/* Where the type of an argument or input field is written. */
uint32_t gq_check_input_type_position(const struct gq_input_value *value);

/* Where the directive @deprecated stands in the list. */
uint32_t gq_check_deprecated_position(const struct gq_directive *directives);

/* Spec: names that start with two underscores are reserved. */
void gq_check_name(struct gq_check *check, struct gq_str name, uint32_t position);

/* A default value must fit its type. */
void gq_check_default(struct gq_check *check, const struct gq_input_value *value);

/* An argument's name, type, deprecation, default value. `position` is where its type is blamed. */
void gq_check_argument(
        struct gq_check *check, const struct gq_input_value *argument, uint32_t position);

/* check_roots.c: root types, directives */
void gq_check_roots(struct gq_check *check);
void gq_check_directives(struct gq_check *check);

/* check_types.c: what one type consists of */
void gq_check_type(struct gq_check *check, const struct gq_type *type);

/* check_interfaces.c: an object or interface does what its interfaces promise */
void gq_check_interfaces(struct gq_check *check, const struct gq_type *type);

/* check_defaults.c: default values of input fields must not need themselves */
void gq_check_default_cycles(struct gq_check *check, const struct gq_type *input_object);

/* check_finite.c: every input object must have a finite value */
void gq_check_finite(struct gq_check *check);

#endif
