/* validate/rule_known_fragment_names.c - a spread names a fragment of the document. */
#include "validate/context.h"
#include "validate/index.h"
#include "validate/rules.h"

static void
check_spread(struct gq_walk *walk, void *state)
{
    struct gq_name name = walk->selection->name;

    (void)state;
    if (!gq_index_fragment_find(walk->context->index, name.text))
        gq_context_report(
                walk->context, name.position, "Unknown fragment \"%.*s\".", GQ_STR_ARG(name.text));
}

const struct gq_rule gq_rule_known_fragment_names = {
    .name = "known fragment names",
    .enter = { [GQ_WALK_SPREAD] = check_spread },
};
