/* validate/rule_lone_anonymous_operation.c - without a name there is nothing to choose by. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
check_operation(struct gq_walk *walk, void *state)
{
    (void)state;
    if (!walk->definition->name.text.bytes && walk->run->index->operation_count > 1)
        gq_validation_report(walk->run, walk->definition->position,
                "This anonymous operation must be the only defined operation.");
}

const struct gq_walk_rule gq_rules_lone_anonymous_operation = {
    .name = "lone anonymous operation",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
