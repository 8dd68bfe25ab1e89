/* validate/rule_known_fragment_names.c - a spread names a fragment of the document. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
check_spread(struct gq_walk *walk, void *state)
{
    struct gq_name name = walk->selection->name;

    (void)state;
    if (!gq_document_index_fragment_find(walk->run->index, name.text))
        gq_validation_report(
                walk->run, name.position, "Unknown fragment \"%.*s\".", GQ_STR_ARG(name.text));
}

const struct gq_walk_rule gq_rules_known_fragment_names = {
    .name = "known fragment names",
    .enter = { [GQ_WALK_SPREAD] = check_spread },
};
