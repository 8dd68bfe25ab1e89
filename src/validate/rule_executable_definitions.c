/* validate/rule_executable_definitions.c - no type system definitions in a request. */
#include "validate/context.h"
#include "validate/rules.h"

static void
check_definition(struct gq_context *context, const struct gq_definition *definition)
{
    if (definition->kind == GQ_DEFINITION_SCHEMA)
        gq_context_report(
                context, definition->position, "The schema definition is not executable.");
    else
        gq_context_report(context, definition->position,
                "The \"%.*s\" definition is not executable.", GQ_STR_ARG(definition->name.text));
}

static void
check_document(struct gq_walk *walk, void *state)
{
    const struct gq_definition *definition = walk->context->document->definitions;

    (void)state;
    for (; definition && !walk->context->is_closed; definition = definition->next) {
        if (!gq_definition_is_executable(definition))
            check_definition(walk->context, definition);
    }
}

const struct gq_rule gq_rule_executable_definitions = {
    .name = "executable definitions",
    .enter = { [GQ_WALK_DOCUMENT] = check_document },
};
