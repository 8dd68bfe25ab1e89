/*
 * validate/validate.h - is a document legal for a schema? One rule a file, listed in rules.def.
 *
 * In:       schema, parsed document.
 * Out:      a verdict; errors with graphql-js's messages, places and order.
 * Not here: limits of depth and cost (engine/), values of variables (schema/coerce.h), SDL rules
 *           (schema/build.h).
 *
 * Spec: Validation. Every rule is linear in the document's tokens; `steps_max` counts the work of
 * those that look at pairs, and stops them.
 */
#ifndef GQ_VALIDATE_VALIDATE_H
#define GQ_VALIDATE_VALIDATE_H

#include "base/attribute.h"
#include "base/suggest.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_document;
struct gq_errors;
struct gq_schema;

struct gq_validate_options {
    enum gq_suggestions suggestions; /* "Did you mean": off where introspection is off */
    uint64_t steps_max;              /* 0: not bounded */
};

/*
 * Checks an executable document by all rules. `errs` bounds the number of errors; validation stops
 * there. `*ret_steps`, when not NULL, gets the work done. Scratch memory comes from `arena`.
 * False after adding GQ_E_VALIDATION_FAILED errors.
 */
GQ_MUST_CHECK bool gq_validate_document(struct gq_arena *arena, const struct gq_schema *schema,
        const struct gq_document *document, const struct gq_validate_options *options,
        uint64_t *ret_steps, struct gq_errors *errs);

#endif
