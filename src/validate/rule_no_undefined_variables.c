/* validate/rule_no_undefined_variables.c - an operation defines the variables that it and its
 * fragments use. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
report(struct gq_validation *run, const struct gq_definition *operation,
        const struct gq_literal *variable)
{
    struct gq_str name = operation->name.text;

    if (name.bytes)
        gq_validation_report_both(run, variable->position, operation->position,
                "Variable \"$%.*s\" is not defined by operation \"%.*s\".",
                GQ_STR_ARG(variable->text), GQ_STR_ARG(name));
    else
        gq_validation_report_both(run, variable->position, operation->position,
                "Variable \"$%.*s\" is not defined.", GQ_STR_ARG(variable->text));
}

static void
check_usages(struct gq_validation *run, const struct gq_document_index_part *operation,
        const struct gq_document_index_part *part)
{
    for (uint32_t i = 0; i < part->usages.count; i++) {
        const struct gq_document_index_usage *usage =
                &GQ_VEC_AT(&part->usages, struct gq_document_index_usage, i);

        if (!gq_validation_spend(run, 1))
            return;
        if (!gq_map_find(&operation->variables, usage->variable->text))
            report(run, operation->definition, usage->variable);
    }
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_vec *reached = &walk->part->reached;

    (void)state;
    for (uint32_t i = 0; i < reached->count && !walk->run->is_closed; i++)
        check_usages(walk->run, walk->part, GQ_VEC_AT(reached, struct gq_document_index_part *, i));
}

const struct gq_walk_rule gq_rules_no_undefined_variables = {
    .name = "no undefined variables",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
