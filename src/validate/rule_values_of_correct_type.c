/* validate/rule_values_of_correct_type.c - literals fit the places they stand in. */
#include "schema/check_literal.h"
#include "validate/context.h"
#include "validate/rules.h"

static void
report(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    (void)path;
    gq_context_report(context, position, "%.*s", GQ_STR_ARG(message));
}

static void
check_value(struct gq_walk *walk, void *state)
{
    (void)state;
    if (walk->input_type)
        gq_check_literal(
                walk->context->arena, walk->input_type, walk->literal, NULL, report, walk->context);
}

const struct gq_rule gq_rule_values_of_correct_type = {
    .name = "values of correct type",
    .enter = { [GQ_WALK_VALUE] = check_value },
};
