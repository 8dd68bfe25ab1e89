/* validate/rule_unique_argument_names.c - a field or directive gets an argument once. */
#include "validate/context.h"
#include "validate/duplicates.h"
#include "validate/rules.h"

static void
report(struct gq_context *context, struct gq_str name, const struct gq_vec *positions)
{
    gq_context_report_at(
            context, positions, "There can be only one argument named \"%.*s\".", GQ_STR_ARG(name));
}

static void
check_arguments(struct gq_context *context, const struct gq_argument *arguments)
{
    struct gq_duplicates names = { 0 };

    for (; arguments; arguments = arguments->next)
        gq_duplicates_add(context, &names, arguments->name);
    gq_duplicates_report(context, &names, report);
}

static void
check_field(struct gq_walk *walk, void *state)
{
    (void)state;
    check_arguments(walk->context, walk->selection->arguments);
}

static void
check_directive(struct gq_walk *walk, void *state)
{
    (void)state;
    check_arguments(walk->context, walk->directive->arguments);
}

const struct gq_rule gq_rule_unique_argument_names = {
    .name = "unique argument names",
    .enter = { [GQ_WALK_FIELD] = check_field, [GQ_WALK_DIRECTIVE] = check_directive },
};
