/* validate/rule_executable_definitions.c - no type system definitions in a request. */
#include "validate/rules.h"
#include "validate/validation.h"

static void
check_definition(struct gq_validation *run, const struct gq_definition *definition)
{
    if (definition->kind == GQ_DEFINITION_SCHEMA)
        gq_validation_report(run, definition->position, "The schema definition is not executable.");
    else
        gq_validation_report(run, definition->position,
                "The \"%.*s\" definition is not executable.", GQ_STR_ARG(definition->name.text));
}

static void
check_document(struct gq_walk *walk, void *state)
{
    const struct gq_definition *definition = walk->run->document->definitions;

    (void)state;
    for (; definition && !walk->run->is_closed; definition = definition->next) {
        if (!gq_definition_is_executable(definition))
            check_definition(walk->run, definition);
    }
}

const struct gq_walk_rule gq_rules_executable_definitions = {
    .name = "executable definitions",
    .enter = { [GQ_WALK_DOCUMENT] = check_document },
};
