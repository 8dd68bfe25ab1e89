/*
 * schema/coerce.h - input coercion: variables, literals, arguments.
 *
 * In:       types, JSON values, literals.
 * Out:      coerced values; messages, paths and order of errors as graphql-js gives them.
 * Not here: result coercion (exec/).
 *
 * Spec: Execution > Coercing Variable Values, Coercing Field Arguments;
 * Type System > Input Coercion of each kind.
 */
#ifndef GQ_SCHEMA_COERCE_H
#define GQ_SCHEMA_COERCE_H

#include "base/attribute.h"
#include "base/str.h"
#include "json/value.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_definition;
struct gq_errors;
struct gq_input_value;
struct gq_argument;
struct gq_literal;
struct gq_schema;
struct gq_type;

/* One variable of an operation, in the order of its definitions. */
struct gq_variable {
    struct gq_str name;
    bool is_present; /* provided or defaulted; a variable may be present and null */
    struct gq_value value;
};

struct gq_variables {
    struct gq_variable *items;
    uint32_t count;
};

/*
 * A custom scalar's input coercion. Both functions write a value that lives in `arena` or borrows
 * from the input; false refuses, with `*ret_reason` (a NUL-terminated text in `arena` or static)
 * saying what was expected, for the tail of graphql-js's message. NULL: any value is taken.
 * `context` is the codec's own.
 */
struct gq_scalar_codec {
    bool (*parse_value)(struct gq_arena *arena, const void *context, const struct gq_value *value,
            struct gq_value *ret_value, struct gq_str *ret_reason);
    bool (*parse_literal)(struct gq_arena *arena, const void *context,
            const struct gq_literal *literal, struct gq_value *ret_value,
            struct gq_str *ret_reason);
    const void *context;
};

/*
 * Coerces the `variables` of a request (a GQ_VALUE_OBJECT, or NULL for none given) for a validated
 * operation. `*ret_variables` lives in `arena`. False after adding GQ_E_BAD_USER_INPUT errors:
 * all of them, up to the bound of `errs`.
 */
GQ_MUST_CHECK bool gq_coerce_variables(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_definition *operation, const struct gq_value *variables,
        struct gq_variables *ret_variables, struct gq_errors *errs);

/*
 * Coerces a literal that validation has accepted, with variables replaced by their values
 * (`variables` NULL: the literal is constant). False, adding nothing, when it does not fit:
 * a missing variable where one is required, say.
 */
GQ_MUST_CHECK bool gq_coerce_literal(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_literal *literal, const struct gq_variables *variables,
        struct gq_value *ret_value);

/*
 * Coerces the arguments of a field or directive: a GQ_VALUE_OBJECT with a member for each argument
 * that is given or has a default value, in the order of the definitions. `position` is where the
 * field or directive stands, for errors. False after adding GQ_E_BAD_USER_INPUT.
 */
GQ_MUST_CHECK bool gq_coerce_arguments(struct gq_arena *arena,
        const struct gq_input_value *definitions, uint32_t definition_count,
        const struct gq_argument *arguments, uint32_t position,
        const struct gq_variables *variables, struct gq_value *ret_values, struct gq_errors *errs);

/* The variable called `name`, or NULL. Linear; variables are at most 64. */
const struct gq_variable *gq_variables_find(
        const struct gq_variables *variables, struct gq_str name);

#endif
