/* validate/rule_variables_in_allowed_position.c - a variable's type fits where it is used. */
#include "validate/context.h"
#include "validate/index.h"
#include "validate/rules.h"

typedef struct gq_index_part *part_ptr;

/* Spec: IsVariableUsageAllowed. */
static bool
is_allowed(const struct gq_variable_definition *variable, const struct gq_type *variable_type,
        const struct gq_index_usage *usage)
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
report_type(struct gq_context *context, const struct gq_variable_definition *variable,
        const struct gq_type *type, const struct gq_index_usage *usage)
{
    struct gq_str given = gq_context_type_text(context, type);
    struct gq_str expected = gq_context_type_text(context, usage->type);

    gq_context_report_both(context, variable->position, usage->variable->position,
            "Variable \"$%.*s\" of type \"%.*s\" used in position expecting type \"%.*s\".",
            GQ_STR_ARG(variable->name.text), GQ_STR_ARG(given), GQ_STR_ARG(expected));
}

static void
report_one_of(struct gq_context *context, const struct gq_variable_definition *variable,
        const struct gq_type *type, const struct gq_index_usage *usage)
{
    struct gq_str given = gq_context_type_text(context, type);

    gq_context_report_both(context, variable->position, usage->variable->position,
            "Variable \"$%.*s\" is of type \"%.*s\" but must be non-nullable to be used for OneOf "
            "Input Object \"%.*s\".",
            GQ_STR_ARG(variable->name.text), GQ_STR_ARG(given),
            GQ_STR_ARG(usage->parent_type->name));
}

static void
check_usage(struct gq_context *context, const struct gq_index_part *operation,
        const struct gq_index_usage *usage)
{
    const struct gq_variable_definition *variable =
            gq_map_find(&operation->variables, usage->variable->text);
    const struct gq_type *type;

    if (!variable || !usage->type)
        return;
    type = gq_schema_resolve(context->arena, context->schema, variable->type);
    if (!type)
        return;
    if (!is_allowed(variable, type, usage))
        report_type(context, variable, type, usage);
    if (usage->parent_type && usage->parent_type->kind == GQ_TYPE_INPUT_OBJECT
            && usage->parent_type->is_one_of && type->kind != GQ_TYPE_NON_NULL)
        report_one_of(context, variable, type, usage);
}

static void
check_part(struct gq_context *context, const struct gq_index_part *operation,
        const struct gq_index_part *part)
{
    for (uint32_t i = 0; i < part->usages.count && gq_context_spend(context, 1); i++)
        check_usage(context, operation, &GQ_VEC_AT(&part->usages, struct gq_index_usage, i));
}

static void
check_operation(struct gq_walk *walk, void *state)
{
    const struct gq_vec *reached = &walk->part->reached;

    (void)state;
    for (uint32_t i = 0; i < reached->count && !walk->context->is_closed; i++)
        check_part(walk->context, walk->part, GQ_VEC_AT(reached, part_ptr, i));
}

const struct gq_rule gq_rule_variables_in_allowed_position = {
    .name = "variables in allowed position",
    .leave = { [GQ_WALK_OPERATION] = check_operation },
};
