/* validate/rule_known_operation_types.c - the schema has a root type for the operation. */
#include "validate/rules.h"
#include "validate/validation.h"

static const char *const words[] = {
    [GQ_OPERATION_QUERY] = "query",
    [GQ_OPERATION_MUTATION] = "mutation",
    [GQ_OPERATION_SUBSCRIPTION] = "subscription",
};

static void
check_operation(struct gq_walk *walk, void *state)
{
    enum gq_operation_kind kind = walk->definition->operation.kind;

    (void)state;
    if (!gq_schema_root(walk->run->schema, kind))
        gq_validation_report(walk->run, walk->definition->position,
                "The %s operation is not supported by the schema.", words[kind]);
}

const struct gq_walk_rule gq_rules_known_operation_types = {
    .name = "known operation types",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
