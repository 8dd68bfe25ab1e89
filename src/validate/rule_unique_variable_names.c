/* validate/rule_unique_variable_names.c - an operation defines a variable once. */
#include "validate/check.h"
#include "validate/duplicates.h"
#include "validate/rules.h"

static void
report(struct gq_check *check, struct gq_str name, const struct gq_vec *positions)
{
    gq_check_report_at(
            check, positions, "There can be only one variable named \"$%.*s\".", GQ_STR_ARG(name));
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_variable_definition *variable = walk->definition->operation.variables;
    struct gq_duplicates names = { 0 };

    (void)state;
    for (; variable; variable = variable->next)
        gq_duplicates_add(walk->check, &names, variable->name);
    gq_duplicates_report(walk->check, &names, report);
}

const struct gq_rule gq_rule_unique_variable_names = {
    .name = "unique variable names",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
