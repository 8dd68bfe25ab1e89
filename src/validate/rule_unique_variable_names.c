/* validate/rule_unique_variable_names.c - an operation defines a variable once. */
#include "validate/duplicates.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
report(struct gq_validation *run, struct gq_str name, const struct gq_vec *positions)
{
    gq_validation_report_at(
            run, positions, "There can be only one variable named \"$%.*s\".", GQ_STR_ARG(name));
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_variable_definition *variable = walk->definition->operation.variables;
    struct gq_duplicates names = { 0 };

    (void)state;
    for (; variable; variable = variable->next)
        gq_duplicates_add(walk->run, &names, variable->name);
    gq_duplicates_report(walk->run, &names, report);
}

const struct gq_walk_rule gq_rules_unique_variable_names = {
    .name = "unique variable names",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
