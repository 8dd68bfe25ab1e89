/*
 * validate/rule_max_introspection_depth.c - introspection does not nest lists three deep.
 *
 * Fields of types of fields of types ... grow the answer with each level by the size of the
 * schema. The standard introspection query nests such lists twice.
 */
#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

#define LISTS_MAX 3

/* Where to go on, and how many lists are around there. */
struct frame {
    const struct gq_selection *selection;
    uint32_t lists;
};

/* A fragment that a search went into, and what was known of it before. */
struct visit {
    uint32_t part, known_before;
};

struct state {
    /*
     * By part: 1 + the number of lists around it with which it is known to stay within the bound;
     * 0: unknown. A search that goes into a fragment relies on that at once and takes it back
     * when it fails; so every fragment is gone through LISTS_MAX times at most.
     */
    uint32_t *known;
    struct gq_vec visits;                /* struct visit: of the present search */
    struct gq_vec frames;                /* struct frame */
    const struct gq_selection *searched; /* the field that a search began at, while inside of it */
};

static bool
is_list_field(const struct gq_selection *selection)
{
    struct gq_str name = selection->name.text;

    return selection->kind == GQ_SELECTION_FIELD
            && (gq_str_is(name, "fields") || gq_str_is(name, "interfaces")
                    || gq_str_is(name, "possibleTypes") || gq_str_is(name, "inputFields"));
}

static void
push(struct gq_validation *run, struct state *search, const struct gq_selection *selection,
        uint32_t lists)
{
    if (selection)
        *GQ_VEC_PUSH(run->arena, &search->frames, struct frame) =
                (struct frame){ selection, lists };
}

static void
enter_fragment(struct gq_validation *run, struct state *search, struct gq_str name, uint32_t lists)
{
    const struct gq_document_index_part *part = gq_document_index_fragment_find(run->index, name);
    uint32_t index;

    if (!part)
        return;
    index = (uint32_t)(part - run->index->parts);
    if (search->known[index] > lists)
        return;
    *GQ_VEC_PUSH(run->arena, &search->visits, struct visit) =
            (struct visit){ index, search->known[index] };
    search->known[index] = lists + 1;
    push(run, search, part->definition->fragment.selections.first, lists);
}

/* False when the bound is passed. */
static bool
step(struct gq_validation *run, struct state *search)
{
    struct frame top = GQ_VEC_AT(&search->frames, struct frame, --search->frames.count);

    push(run, search, top.selection->next, top.lists);
    if (top.selection->kind == GQ_SELECTION_SPREAD) {
        enter_fragment(run, search, top.selection->name.text, top.lists);
        return true;
    }
    if (is_list_field(top.selection) && ++top.lists >= LISTS_MAX)
        return false;
    push(run, search, top.selection->selections.first, top.lists);
    return true;
}

static bool
stays_within(struct gq_validation *run, struct state *search, const struct gq_selection *field)
{
    bool is_within = true;

    search->visits.count = 0;
    search->frames.count = 0;
    push(run, search, field->selections.first, 0);
    while (is_within && search->frames.count && gq_validation_spend(run, 1))
        is_within = step(run, search);
    while (!is_within && search->visits.count) {
        struct visit visit = GQ_VEC_AT(&search->visits, struct visit, --search->visits.count);

        search->known[visit.part] = visit.known_before;
    }
    return is_within;
}

/* What is inside of a searched field has fewer lists around: it need not be searched again. */
static void
enter_field(struct gq_walk *walk, void *state)
{
    struct state *search = state;
    struct gq_str name = walk->selection->name.text;

    if (search->searched || (!gq_str_is(name, "__schema") && !gq_str_is(name, "__type")))
        return;
    if (!search->known)
        search->known = gq_arena_array_of(walk->run->arena, uint32_t, walk->run->index->part_count);
    search->searched = walk->selection;
    if (!stays_within(walk->run, search, walk->selection))
        gq_validation_report(
                walk->run, walk->selection->position, "Maximum introspection depth exceeded");
}

static void
leave_field(struct gq_walk *walk, void *state)
{
    struct state *search = state;

    if (search->searched == walk->selection)
        search->searched = NULL;
}

const struct gq_walk_rule gq_rules_max_introspection_depth = {
    .name = "max introspection depth",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_FIELD] = enter_field },
    .leave = { [GQ_WALK_FIELD] = leave_field },
};
