/* validate/rule_no_unused_variables.c - an operation or its fragments use what it defines. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
report(struct gq_validation *run, const struct gq_definition *operation,
        const struct gq_variable_definition *variable)
{
    struct gq_str name = operation->name.text;

    if (name.bytes)
        gq_validation_report(run, variable->position,
                "Variable \"$%.*s\" is never used in operation \"%.*s\".",
                GQ_STR_ARG(variable->name.text), GQ_STR_ARG(name));
    else
        gq_validation_report(run, variable->position, "Variable \"$%.*s\" is never used.",
                GQ_STR_ARG(variable->name.text));
}

static void
collect_used(
        struct gq_validation *run, const struct gq_document_index_part *part, struct gq_map *used)
{
    for (uint32_t i = 0; i < part->usages.count && gq_validation_spend(run, 1); i++) {
        const struct gq_literal *variable =
                GQ_VEC_AT(&part->usages, struct gq_document_index_usage, i).variable;

        gq_map_add(run->arena, used, variable->text, (void *)(uintptr_t)variable);
    }
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_variable_definition *variable = walk->definition->operation.variables;
    const struct gq_vec *reached = &walk->part->reached;
    struct gq_map used = { 0 };

    (void)state;
    if (!variable)
        return;
    for (uint32_t i = 0; i < reached->count && !walk->run->is_closed; i++)
        collect_used(walk->run, GQ_VEC_AT(reached, struct gq_document_index_part *, i), &used);
    for (; variable && !walk->run->is_closed; variable = variable->next) {
        if (!gq_map_find(&used, variable->name.text))
            report(walk->run, walk->definition, variable);
    }
}

const struct gq_walk_rule gq_rules_no_unused_variables = {
    .name = "no unused variables",
    .enter = { [GQ_WALK_OPERATION] = check_operation },
};
