/* validate/rule_possible_fragment_spreads.c - the fragment's type and the place's have objects in
 * common. */
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

/* Spec: GetPossibleTypes of both, intersected; a word of the sets at a time. */
static bool
types_overlap(const struct gq_schema *schema, const struct gq_type *a, const struct gq_type *b)
{
    uint32_t words = (schema->type_count + 63) / 64;

    if (a == b)
        return true;
    if (!gq_type_is_abstract(a))
        return gq_type_is_abstract(b) && gq_type_is_possible(b, a);
    if (!gq_type_is_abstract(b))
        return gq_type_is_possible(a, b);
    for (uint32_t i = 0; i < words; i++) {
        if (a->possible_set[i] & b->possible_set[i])
            return true;
    }
    return false;
}

static void
check_inline(struct gq_walk *walk, void *state)
{
    const struct gq_type *parent = walk->parent_type, *type = walk->type;

    (void)state;
    if (!type || !parent || !gq_type_is_composite(type)
            || types_overlap(walk->run->schema, type, parent))
        return;
    gq_validation_report(walk->run, walk->selection->position,
            "Fragment cannot be spread here as objects of type \"%.*s\" can never be of type "
            "\"%.*s\".",
            GQ_STR_ARG(parent->name), GQ_STR_ARG(type->name));
}

static void
check_spread(struct gq_walk *walk, void *state)
{
    struct gq_str name = walk->selection->name.text;
    const struct gq_document_index_part *fragment =
            gq_document_index_fragment_find(walk->run->index, name);
    const struct gq_type *parent = walk->parent_type, *type;

    (void)state;
    if (!fragment || !parent)
        return;
    type = gq_schema_type_find(
            walk->run->schema, fragment->definition->fragment.type_condition.text);
    if (!type || !gq_type_is_composite(type) || types_overlap(walk->run->schema, type, parent))
        return;
    gq_validation_report(walk->run, walk->selection->position,
            "Fragment \"%.*s\" cannot be spread here as objects of type \"%.*s\" can never be of "
            "type \"%.*s\".",
            GQ_STR_ARG(name), GQ_STR_ARG(parent->name), GQ_STR_ARG(type->name));
}

const struct gq_walk_rule gq_rules_possible_fragment_spreads = {
    .name = "possible fragment spreads",
    .enter = { [GQ_WALK_INLINE] = check_inline, [GQ_WALK_SPREAD] = check_spread },
};
