/*
 * validate/rule_overlapping_fields_can_be_merged.c - fields of one response key are one field.
 *
 * A linear check over the whole document (merge_sets.h) says where a conflict may be at all; only
 * there pairs are compared (merge_conflicts.h).
 */
#include "base/vec.h"
#include "validate/merge_conflicts.h"
#include "validate/merge_sets.h"
#include "validate/rules.h"
#include "validate/validation.h"

#include <assert.h>

struct state {
    struct gq_merge_sets *sets;
    struct gq_merge_conflicts *conflicts;
    uint32_t next; /* the sets are met in the order in which they were built */
};

static void
enter_document(struct gq_walk *walk, void *state)
{
    struct state *merging = state;

    merging->sets = gq_merge_sets_build(walk->run);
    merging->conflicts = gq_merge_conflicts_new(walk->run, merging->sets);
}

static void
check_set(struct gq_walk *walk, void *state)
{
    struct state *merging = state;
    const struct gq_selection *first = walk->selection_set->first;
    struct gq_merge_set *set;

    assert(merging->next < merging->sets->in_order.count);
    set = GQ_VEC_AT(&merging->sets->in_order, struct gq_merge_set *, merging->next);
    merging->next++;
    if (!merging->sets->has_suspects || !gq_merge_sets_is_suspect(set))
        return;
    /* A lone field or spread meets nothing here; what it leads to is looked at on its own. */
    if (!first || (!first->next && first->kind != GQ_SELECTION_INLINE))
        return;
    gq_merge_conflicts_report(merging->conflicts, set);
}

const struct gq_walk_rule gq_rules_overlapping_fields_can_be_merged = {
    .name = "overlapping fields can be merged",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_DOCUMENT] = enter_document, [GQ_WALK_SELECTION_SET] = check_set },
};
