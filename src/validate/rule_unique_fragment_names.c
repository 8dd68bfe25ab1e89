/* validate/rule_unique_fragment_names.c - a spread means one fragment. */
#include "validate/rules.h"
#include "validate/validation.h"

struct state {
    struct gq_map fragments; /* name -> the first struct gq_definition of that name */
};

static void
check_fragment(struct gq_walk *walk, void *state)
{
    struct state *seen = state;
    const struct gq_definition *fragment = walk->definition, *first;
    struct gq_str name = fragment->name.text;

    first = gq_map_find(&seen->fragments, name);
    if (first)
        gq_validation_report_both(walk->run, first->name.position, fragment->name.position,
                "There can be only one fragment named \"%.*s\".", GQ_STR_ARG(name));
    else
        gq_map_add(walk->run->arena, &seen->fragments, name, (void *)(uintptr_t)fragment);
}

const struct gq_walk_rule gq_rules_unique_fragment_names = {
    .name = "unique fragment names",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_FRAGMENT] = check_fragment },
};
