/* validate/duplicates.c - most lists are short and clean: those cost a few comparisons. */
#include "validate/duplicates.h"

#include "base/arena.h"
#include "validate/validation.h"

/* A name and all its places. */
struct group {
    struct gq_str name;
    struct gq_vec positions; /* uint32_t */
};

static void
add_to_group(struct gq_validation *run, struct gq_duplicates *duplicates, struct gq_name name)
{
    struct group *group = gq_map_find(&duplicates->groups, name.text);

    if (!group) {
        group = gq_arena_new_of(run->arena, struct group);
        group->name = name.text;
        gq_map_add(run->arena, &duplicates->groups, name.text, group);
        *GQ_VEC_PUSH(run->arena, &duplicates->in_order, struct group *) = group;
    }
    *GQ_VEC_PUSH(run->arena, &group->positions, uint32_t) = name.position;
    if (group->positions.count > 1)
        duplicates->has_any = true;
}

static bool
is_among_few(const struct gq_duplicates *duplicates, struct gq_str name)
{
    for (uint32_t i = 0; i < duplicates->count; i++) {
        if (gq_str_equal(duplicates->few[i].text, name))
            return true;
    }
    return false;
}

static void
group_few(struct gq_validation *run, struct gq_duplicates *duplicates)
{
    if (duplicates->groups.count)
        return;
    for (uint32_t i = 0; i < duplicates->count && i < GQ_DUPLICATES_FEW; i++)
        add_to_group(run, duplicates, duplicates->few[i]);
}

void
gq_duplicates_add(struct gq_validation *run, struct gq_duplicates *duplicates, struct gq_name name)
{
    if (duplicates->count < GQ_DUPLICATES_FEW) {
        duplicates->has_any |= is_among_few(duplicates, name.text);
        duplicates->few[duplicates->count] = name;
    } else {
        group_few(run, duplicates);
        add_to_group(run, duplicates, name);
    }
    duplicates->count++;
}

void
gq_duplicates_report(struct gq_validation *run, struct gq_duplicates *duplicates,
        gq_duplicates_report_fn *report)
{
    if (!duplicates->has_any)
        return;
    group_few(run, duplicates);
    for (uint32_t i = 0; i < duplicates->in_order.count && !run->is_closed; i++) {
        const struct group *group = GQ_VEC_AT(&duplicates->in_order, struct group *, i);

        if (group->positions.count > 1)
            report(run, group->name, &group->positions);
    }
}
