/* validate/rule_unique_argument_names.c - a field or directive gets an argument once. */
#include "validate/duplicates.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
report(struct gq_validation *run, struct gq_str name, const struct gq_vec *positions)
{
    gq_validation_report_at(
            run, positions, "There can be only one argument named \"%.*s\".", GQ_STR_ARG(name));
}

static void
check_arguments(struct gq_validation *run, const struct gq_argument *arguments)
{
    struct gq_duplicates names = { 0 };

    for (; arguments; arguments = arguments->next)
        gq_duplicates_add(run, &names, arguments->name);
    gq_duplicates_report(run, &names, report);
}

static void
check_field(struct gq_walk *walk, void *state)
{
    (void)state;
    check_arguments(walk->run, walk->selection->arguments);
}

static void
check_directive(struct gq_walk *walk, void *state)
{
    (void)state;
    check_arguments(walk->run, walk->directive->arguments);
}

const struct gq_walk_rule gq_rules_unique_argument_names = {
    .name = "unique argument names",
    .enter = { [GQ_WALK_FIELD] = check_field, [GQ_WALK_DIRECTIVE] = check_directive },
};
