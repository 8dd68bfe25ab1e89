/* validate/rule_unique_operation_names.c - an operation is chosen by its name. */
#include "validate/rules.h"
#include "validate/validation.h"

struct state {
    struct gq_map operations; /* name -> the first struct gq_definition of that name */
};

static void
check_operation(struct gq_walk *walk, void *state)
{
    struct state *seen = state;
    const struct gq_definition *operation = walk->definition, *first;
    struct gq_str name = operation->name.text;

    if (!name.bytes)
        return;
    first = gq_map_find(&seen->operations, name);
    if (first)
        gq_validation_report_both(walk->run, first->name.position, operation->name.position,
                "There can be only one operation named \"%.*s\".", GQ_STR_ARG(name));
    else
        gq_map_add(walk->run->arena, &seen->operations, name, (void *)(uintptr_t)operation);
}

const struct gq_walk_rule gq_rules_unique_operation_names = {
    .name = "unique operation names",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
