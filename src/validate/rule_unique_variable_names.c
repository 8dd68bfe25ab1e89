/* validate/rule_unique_variable_names.c - an operation defines a variable once. */
#include "validate/context.h"
#include "validate/duplicates.h"
#include "validate/rules.h"

static void
report(struct gq_context *context, struct gq_str name, const struct gq_vec *positions)
{
    gq_context_report_at(context, positions, "There can be only one variable named \"$%.*s\".",
            GQ_STR_ARG(name));
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_variable_definition *variable = walk->definition->operation.variables;
    struct gq_duplicates names = { 0 };

    (void)state;
    for (; variable; variable = variable->next)
        gq_duplicates_add(walk->context, &names, variable->name);
    gq_duplicates_report(walk->context, &names, report);
}

const struct gq_rule gq_rule_unique_variable_names = {
    .name = "unique variable names",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
