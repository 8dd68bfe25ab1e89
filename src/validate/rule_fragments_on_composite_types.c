/* validate/rule_fragments_on_composite_types.c - only objects have fields to select. */
#include "validate/rules.h"
#include "validate/validation.h"

static bool
is_composite_or_unknown(const struct gq_walk *walk, struct gq_name condition)
{
    const struct gq_type *type = gq_schema_type_find(walk->run->schema, condition.text);

    return !type || gq_type_is_composite(type);
}

static void
check_inline(struct gq_walk *walk, void *state)
{
    struct gq_name condition = walk->selection->type_condition;

    (void)state;
    if (condition.text.bytes && !is_composite_or_unknown(walk, condition))
        gq_validation_report(walk->run, condition.position,
                "Fragment cannot condition on non composite type \"%.*s\".",
                GQ_STR_ARG(condition.text));
}

static void
check_fragment(struct gq_walk *walk, void *state)
{
    struct gq_name condition = walk->definition->fragment.type_condition;

    (void)state;
    if (!is_composite_or_unknown(walk, condition))
        gq_validation_report(walk->run, condition.position,
                "Fragment \"%.*s\" cannot condition on non composite type \"%.*s\".",
                GQ_STR_ARG(walk->definition->name.text), GQ_STR_ARG(condition.text));
}

const struct gq_walk_rule gq_rules_fragments_on_composite_types = {
    .name = "fragments on composite types",
    .enter = { [GQ_WALK_INLINE] = check_inline, [GQ_WALK_FRAGMENT] = check_fragment },
};
