/* validate/rule_provided_required_arguments.c - what is non-null and has no default is given. */
#include "base/str.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static bool
is_given(const struct gq_argument *arguments, struct gq_str name)
{
    while (arguments && !gq_str_equal(arguments->name.text, name))
        arguments = arguments->next;
    return arguments != NULL;
}

static void
check_field(struct gq_walk *walk, void *state)
{
    const struct gq_field *field = walk->field_definition;

    (void)state;
    for (uint32_t i = 0; field && i < field->argument_count && !walk->run->is_closed; i++) {
        const struct gq_input_value *argument = &field->arguments[i];
        struct gq_str place, type;

        if (!gq_input_value_is_required(argument)
                || is_given(walk->selection->arguments, argument->name))
            continue;
        place = gq_validation_field_text(walk->run, field);
        type = gq_validation_type_text(walk->run, argument->type);
        gq_validation_report(walk->run, walk->selection->position,
                "Argument \"%.*s(%.*s:)\" of type \"%.*s\" is required, but it was not provided.",
                GQ_STR_ARG(place), GQ_STR_ARG(argument->name), GQ_STR_ARG(type));
    }
}

static void
report_on_directive(struct gq_walk *walk, struct gq_str argument, struct gq_str type)
{
    gq_validation_report(walk->run, walk->directive->position,
            "Argument \"@%.*s(%.*s:)\" of type \"%.*s\" is required, but it was not provided.",
            GQ_STR_ARG(walk->directive->name.text), GQ_STR_ARG(argument), GQ_STR_ARG(type));
}

/* By a definition in the document itself. */
static void
check_by_own(struct gq_walk *walk, const struct gq_definition *own)
{
    const struct gq_input_value_definition *value = own->directive.arguments;

    for (; value && gq_validation_spend(walk->run, 1); value = value->next) {
        bool is_required = value->type->kind == GQ_TYPE_NODE_NON_NULL && !value->default_value;

        if (is_required && !is_given(walk->directive->arguments, value->name.text))
            report_on_directive(
                    walk, value->name.text, gq_validation_type_node_text(walk->run, value->type));
    }
}

static void
check_by_schema(struct gq_walk *walk, const struct gq_directive_type *type)
{
    for (uint32_t i = 0; i < type->argument_count && !walk->run->is_closed; i++) {
        const struct gq_input_value *argument = &type->arguments[i];

        if (gq_input_value_is_required(argument)
                && !is_given(walk->directive->arguments, argument->name))
            report_on_directive(
                    walk, argument->name, gq_validation_type_text(walk->run, argument->type));
    }
}

static void
check_directive(struct gq_walk *walk, void *state)
{
    const struct gq_definition *own =
            gq_document_index_directive_find(walk->run->index, walk->directive->name.text);

    (void)state;
    if (own)
        check_by_own(walk, own);
    else if (walk->directive_type)
        check_by_schema(walk, walk->directive_type);
}

const struct gq_walk_rule gq_rules_provided_required_arguments = {
    .name = "provided required arguments",
    .leave = { [GQ_WALK_FIELD] = check_field, [GQ_WALK_DIRECTIVE] = check_directive },
};
