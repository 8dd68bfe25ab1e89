/*
 * plan/build.h - from a validated operation to a plan.
 *
 * In:       the bound schema, a validated document, one of its operations, coerced variables.
 * Out:      a plan for every request with variables of the same shape (shape.h).
 * Not here: legality (validate/), limits of depth and cost (engine/), SQL text (store/).
 */
#ifndef GQ_PLAN_BUILD_H
#define GQ_PLAN_BUILD_H

#include "base/attribute.h"

struct gq_arena;
struct gq_definition;
struct gq_document;
struct gq_errors;
struct gq_limits;
struct gq_plan;
struct gq_schema;
struct gq_variables;

/* What a plan is made of. All borrowed; schema, document and arena outlive the plan. */
struct gq_plan_input {
    const struct gq_schema *schema;
    const struct gq_document *document;
    const struct gq_definition *operation;
    const struct gq_variables *variables;
    const struct gq_limits *limits;
};

/*
 * The plan lives in `arena`. NULL after adding GQ_E_BAD_USER_INPUT (an argument's value cannot be
 * planned: `first` with `last`, null where a filter takes none) or a coercion error.
 * Spec: Execution > Executing Operations, Collecting Fields.
 */
GQ_MUST_CHECK struct gq_plan *gq_build_plan(
        struct gq_arena *arena, const struct gq_plan_input *input, struct gq_errors *errs);

#endif
