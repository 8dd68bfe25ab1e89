/* validate/rule_executable_definitions.c - no type system definitions in a request. */
#include "validate/check.h"
#include "validate/rules.h"

static void
check_definition(struct gq_check *check, const struct gq_definition *definition)
{
    if (definition->kind == GQ_DEFINITION_SCHEMA)
        gq_check_report(check, definition->position, "The schema definition is not executable.");
    else
        gq_check_report(check, definition->position, "The \"%.*s\" definition is not executable.",
                GQ_STR_ARG(definition->name.text));
}

static void
check_document(struct gq_walk *walk, void *state)
{
    const struct gq_definition *definition = walk->check->document->definitions;

    (void)state;
    for (; definition && !walk->check->is_closed; definition = definition->next) {
        if (!gq_definition_is_executable(definition))
            check_definition(walk->check, definition);
    }
}

const struct gq_rule gq_rule_executable_definitions = {
    .name = "executable definitions",
    .enter = { [GQ_WALK_DOCUMENT] = check_document },
};
