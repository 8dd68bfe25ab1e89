/* validate/rule_variables_are_input_types.c - a client cannot send an object type. */
#include "validate/rules.h"
#include "validate/validation.h"

static void
check_variable(struct gq_walk *walk, void *state)
{
    const struct gq_variable_definition *variable = walk->variable_definition;
    const struct gq_type *type =
            gq_schema_resolve(walk->run->arena, walk->run->schema, variable->type);
    struct gq_str text;

    (void)state;
    if (!type || gq_type_is_input(type))
        return;
    text = gq_validation_type_text(walk->run, type);
    gq_validation_report(walk->run, variable->type->position,
            "Variable \"$%.*s\" cannot be non-input type \"%.*s\".",
            GQ_STR_ARG(variable->name.text), GQ_STR_ARG(text));
}

const struct gq_walk_rule gq_rules_variables_are_input_types = {
    .name = "variables are input types",
    .enter = { [GQ_WALK_VARIABLE_DEFINITION] = check_variable },
};
