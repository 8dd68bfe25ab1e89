/*
 * exec/complete.h - result coercion of leaves: what a resolver gave, as the type has it in JSON.
 *
 * Spec: Execution > Value Completion > Coercing Results; Type System > Scalars, Result Coercion.
 */
#ifndef GQ_EXEC_COMPLETE_H
#define GQ_EXEC_COMPLETE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>

struct gq_arena;
struct gq_buf;
struct gq_type;
struct gq_value;

/*
 * Appends the JSON of a value that is not null, as the scalar or enum `type`. False, with nothing
 * appended and graphql-js's message in `arena`, when the type cannot represent the value.
 */
GQ_MUST_CHECK bool gq_complete_leaf(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_value *value, struct gq_buf *out, struct gq_str *ret_message);

#endif
