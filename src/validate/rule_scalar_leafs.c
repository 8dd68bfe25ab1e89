/* validate/rule_scalar_leafs.c - scalars have no selections, objects need one. */
#include "validate/rules.h"
#include "validate/validation.h"

static void
check_field(struct gq_walk *walk, void *state)
{
    const struct gq_selection *field = walk->selection;
    bool has_selections = field->selections.is_present;
    struct gq_str name = field->name.text, type;

    (void)state;
    if (!walk->type || gq_type_is_leaf(walk->type->named) != has_selections)
        return;
    type = gq_validation_type_text(walk->run, walk->type);
    if (has_selections)
        gq_validation_report(walk->run, field->selections.position,
                "Field \"%.*s\" must not have a selection since type \"%.*s\" has no subfields.",
                GQ_STR_ARG(name), GQ_STR_ARG(type));
    else
        gq_validation_report(walk->run, field->position,
                "Field \"%.*s\" of type \"%.*s\" must have a selection of subfields. "
                "Did you mean \"%.*s { ... }\"?",
                GQ_STR_ARG(name), GQ_STR_ARG(type), GQ_STR_ARG(name));
}

const struct gq_walk_rule gq_rules_scalar_leafs = {
    .name = "scalar leafs",
    .enter = { [GQ_WALK_FIELD] = check_field },
};
