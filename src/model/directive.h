/*
 * model/directive.h - the directives that the author applied, and their arguments.
 *
 * In:       syntax trees that the type system's rules have accepted: arguments are of their types.
 * Out:      borrowed nodes; nothing is allocated.
 * Not here: what a directive means (entity.c, column.c, key.c, relation.c).
 */
#ifndef GQ_MODEL_DIRECTIVE_H
#define GQ_MODEL_DIRECTIVE_H

#include "base/str.h"

#include <stdint.h>

struct gq_directive;
struct gq_literal;
struct gq_type;

/* The first directive called `name` in the list, or NULL. */
const struct gq_directive *gq_directive_find(
        const struct gq_directive *directives, const char *name);

/*
 * The `index`-th directive called `name` on a named type, its extensions included, or NULL.
 * Linear; types carry few.
 */
const struct gq_directive *gq_directive_of_type(
        const struct gq_type *type, const char *name, uint32_t index);

/* The argument's value; NULL when it is absent or null. */
const struct gq_literal *gq_directive_argument(
        const struct gq_directive *directive, const char *name);

/* The items of a list value, or the one value that stands for a list of itself. */
const struct gq_literal *gq_directive_items(const struct gq_literal *literal);

#endif
