/* validate/rule_values_of_correct_type.c - literals fit the places they stand in. */
#include "schema/check_literal.h"
#include "validate/rules.h"
#include "validate/validate.h"
#include "validate/validation.h"

static bool
report(void *context, uint32_t position, const struct gq_path *path, struct gq_str message)
{
    (void)path;
    gq_validation_report(context, position, "%.*s", GQ_STR_ARG(message));
    return !((struct gq_validation *)context)->is_closed;
}

static void
check_value(struct gq_walk *walk, void *state)
{
    (void)state;
    if (walk->input_type)
        gq_check_literal(walk->run->arena, walk->input_type, walk->literal, NULL,
                walk->run->options->suggestions, report, walk->run);
}

const struct gq_walk_rule gq_rules_values_of_correct_type = {
    .name = "values of correct type",
    .enter = { [GQ_WALK_VALUE] = check_value },
};
