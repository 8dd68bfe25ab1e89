/* validate/rule_known_directives.c - a directive exists and may stand where it stands. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static const char *const location_names[] = {
#define GQ_LOCATION(symbol) #symbol,
#include "schema/locations.def"
#undef GQ_LOCATION
};

static bool
lists_location(const struct gq_definition *definition, const char *location)
{
    const struct gq_named_item *item = definition->directive.locations;

    while (item && !gq_str_is(item->name.text, location))
        item = item->next;
    return item != NULL;
}

static void
check_directive(struct gq_walk *walk, void *state)
{
    struct gq_str name = walk->directive->name.text;
    const struct gq_definition *own = gq_document_index_directive_find(walk->run->index, name);
    const char *location = location_names[walk->location];
    bool is_allowed;

    (void)state;
    if (!own && !walk->directive_type) {
        gq_validation_report(walk->run, walk->directive->position, "Unknown directive \"@%.*s\".",
                GQ_STR_ARG(name));
        return;
    }
    is_allowed = own ? lists_location(own, location)
                     : (walk->directive_type->locations >> walk->location & 1) != 0;
    if (!is_allowed)
        gq_validation_report(walk->run, walk->directive->position,
                "Directive \"@%.*s\" may not be used on %s.", GQ_STR_ARG(name), location);
}

const struct gq_walk_rule gq_rules_known_directives = {
    .name = "known directives",
    .enter = { [GQ_WALK_DIRECTIVE] = check_directive },
};
