/* validate/rule_lone_anonymous_operation.c - without a name there is nothing to choose by. */
#include "validate/context.h"
#include "validate/index.h"
#include "validate/rules.h"

static void
check_operation(struct gq_walk *walk, void *state)
{
    (void)state;
    if (!walk->definition->name.text.bytes && walk->context->index->operation_count > 1)
        gq_context_report(walk->context, walk->definition->position,
                "This anonymous operation must be the only defined operation.");
}

const struct gq_rule gq_rule_lone_anonymous_operation = {
    .name = "lone anonymous operation",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
