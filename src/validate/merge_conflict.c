/* validate/merge_conflict.c - wording of conflicts. */
#include "validate/merge_conflict.h"

#include "base/arena.h"
#include "base/vec.h"
#include "validate/validation.h"

#include <assert.h>

struct gq_str
gq_merge_conflict_abbreviate(struct gq_validation *run, struct gq_str text)
{
    if (text.length <= GQ_MERGE_CONFLICT_LENGTH_MAX)
        return text;
    return gq_arena_printf(run->arena, "%.*s...", GQ_MERGE_CONFLICT_LENGTH_MAX, text.bytes);
}

struct gq_merge_conflict *
gq_merge_conflict_new(struct gq_validation *run, struct gq_str key, uint32_t left_position,
        uint32_t right_position, struct gq_str reason)
{
    struct gq_merge_conflict *conflict = gq_arena_new_of(run->arena, struct gq_merge_conflict);

    conflict->key = key;
    conflict->reason = reason;
    conflict->left = (struct gq_merge_side){ { left_position }, 1 };
    conflict->right = (struct gq_merge_side){ { right_position }, 1 };
    return conflict;
}

static struct gq_str
combine_reasons(struct gq_validation *run, const struct gq_merge_conflict *conflict)
{
    struct gq_str text = GQ_STR("");

    for (; conflict && text.length <= GQ_MERGE_CONFLICT_LENGTH_MAX; conflict = conflict->next) {
        struct gq_str key = gq_merge_conflict_abbreviate(run, conflict->key);

        text = gq_arena_printf(run->arena, "%.*s%ssubfields \"%.*s\" conflict because %.*s",
                GQ_STR_ARG(text), text.length ? " and " : "", GQ_STR_ARG(key),
                GQ_STR_ARG(conflict->reason));
    }
    return gq_merge_conflict_abbreviate(run, text);
}

/* When not all fit, those at the end of the inner side are kept. */
static void
append_side(struct gq_merge_side *side, const struct gq_merge_side *inner)
{
    uint32_t room = GQ_MERGE_CONFLICT_NODES_MAX - side->count;
    uint32_t start = inner->count > room ? inner->count - room : 0;

    for (uint32_t i = start; i < inner->count; i++)
        side->positions[side->count++] = inner->positions[i];
    assert(side->count <= GQ_MERGE_CONFLICT_NODES_MAX);
}

struct gq_merge_conflict *
gq_merge_conflict_combine(struct gq_validation *run, struct gq_str key, uint32_t left_position,
        uint32_t right_position, const struct gq_merge_conflict_list *inner)
{
    struct gq_merge_conflict *conflict;

    assert(inner->first);
    conflict = gq_merge_conflict_new(
            run, key, left_position, right_position, combine_reasons(run, inner->first));
    for (const struct gq_merge_conflict *i = inner->first; i; i = i->next) {
        append_side(&conflict->left, &i->left);
        append_side(&conflict->right, &i->right);
    }
    return conflict;
}

void
gq_merge_conflict_report(struct gq_validation *run, const struct gq_merge_conflict *conflict)
{
    struct gq_str key = gq_merge_conflict_abbreviate(run, conflict->key);
    struct gq_vec positions = { 0 };

    for (uint32_t i = 0; i < conflict->left.count; i++)
        *GQ_VEC_PUSH(run->arena, &positions, uint32_t) = conflict->left.positions[i];
    for (uint32_t i = 0; i < conflict->right.count; i++)
        *GQ_VEC_PUSH(run->arena, &positions, uint32_t) = conflict->right.positions[i];
    gq_validation_report_at(run, &positions,
            "Fields \"%.*s\" conflict because %.*s. Use different aliases on the fields to fetch "
            "both if this was intentional.",
            GQ_STR_ARG(key), GQ_STR_ARG(conflict->reason));
}
