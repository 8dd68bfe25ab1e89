/* validate/rule_no_unused_fragments.c - every fragment is reached from some operation. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

static void
mark_reached(struct gq_document_index *index, const struct gq_document_index_part *operation)
{
    for (uint32_t i = 0; i < operation->reached.count; i++)
        gq_document_index_mark(
                index, GQ_VEC_AT(&operation->reached, struct gq_document_index_part *, i));
}

static void
check_document(struct gq_walk *walk, void *state)
{
    struct gq_document_index *index = walk->run->index;

    (void)state;
    gq_document_index_unmark(index);
    for (uint32_t i = 0; i < index->part_count; i++)
        mark_reached(index, &index->parts[i]);
    for (uint32_t i = 0; i < index->part_count && !walk->run->is_closed; i++) {
        const struct gq_definition *definition = index->parts[i].definition;

        if (index->parts[i].named->mark != index->mark)
            gq_validation_report(walk->run, definition->position,
                    "Fragment \"%.*s\" is never used.", GQ_STR_ARG(definition->name.text));
    }
}

const struct gq_walk_rule gq_rules_no_unused_fragments = {
    .name = "no unused fragments",
    .leave = { [GQ_WALK_DOCUMENT] = check_document },
};
