/* validate/rule_variables_in_allowed_position.c - a variable's type fits where it is used. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

/* Spec: IsVariableUsageAllowed. */
static bool
is_allowed(const struct gq_variable_definition *variable, const struct gq_type *variable_type,
        const struct gq_document_index_usage *usage)
{
    const struct gq_literal *default_value = variable->default_value;
    const struct gq_type *place = usage->type;

    if (place->kind == GQ_TYPE_NON_NULL && variable_type->kind != GQ_TYPE_NON_NULL) {
        bool has_value = default_value && default_value->kind != GQ_LITERAL_NULL;

        if (!has_value && !usage->has_default)
            return false;
        place = place->of;
    }
    return gq_type_is_subtype(variable_type, place);
}

static void
report_type(struct gq_validation *run, const struct gq_variable_definition *variable,
        const struct gq_type *type, const struct gq_document_index_usage *usage)
{
    struct gq_str given = gq_validation_type_text(run, type);
    struct gq_str expected = gq_validation_type_text(run, usage->type);

    gq_validation_report_both(run, variable->position, usage->variable->position,
            "Variable \"$%.*s\" of type \"%.*s\" used in position expecting type \"%.*s\".",
            GQ_STR_ARG(variable->name.text), GQ_STR_ARG(given), GQ_STR_ARG(expected));
}

static void
report_one_of(struct gq_validation *run, const struct gq_variable_definition *variable,
        const struct gq_type *type, const struct gq_document_index_usage *usage)
{
    struct gq_str given = gq_validation_type_text(run, type);

    gq_validation_report_both(run, variable->position, usage->variable->position,
            "Variable \"$%.*s\" is of type \"%.*s\" but must be non-nullable to be used for OneOf "
            "Input Object \"%.*s\".",
            GQ_STR_ARG(variable->name.text), GQ_STR_ARG(given),
            GQ_STR_ARG(usage->parent_type->name));
}

static void
check_usage(struct gq_validation *run, const struct gq_document_index_part *operation,
        const struct gq_document_index_usage *usage)
{
    const struct gq_variable_definition *variable =
            gq_map_find(&operation->variables, usage->variable->text);
    const struct gq_type *type;

    if (!variable || !usage->type)
        return;
    type = gq_schema_resolve(run->arena, run->schema, variable->type);
    if (!type)
        return;
    if (!is_allowed(variable, type, usage))
        report_type(run, variable, type, usage);
    if (usage->parent_type && usage->parent_type->kind == GQ_TYPE_INPUT_OBJECT
            && usage->parent_type->is_one_of && type->kind != GQ_TYPE_NON_NULL)
        report_one_of(run, variable, type, usage);
}

static void
check_part(struct gq_validation *run, const struct gq_document_index_part *operation,
        const struct gq_document_index_part *part)
{
    for (uint32_t i = 0; i < part->usages.count && gq_validation_spend(run, 1); i++)
        check_usage(run, operation, &GQ_VEC_AT(&part->usages, struct gq_document_index_usage, i));
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_vec *reached = &walk->part->reached;

    (void)state;
    for (uint32_t i = 0; i < reached->count && !walk->run->is_closed; i++)
        check_part(walk->run, walk->part, GQ_VEC_AT(reached, struct gq_document_index_part *, i));
}

const struct gq_walk_rule gq_rules_variables_in_allowed_position = {
    .name = "variables in allowed position",
    .leave = { [GQ_WALK_OPERATION] = check_operation },
};
