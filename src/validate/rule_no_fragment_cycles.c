/* validate/rule_no_fragment_cycles.c - a fragment does not contain itself. */
#include "base/arena.h"
#include "base/buf.h"
#include "validate/document_index.h"
#include "validate/rules.h"
#include "validate/validation.h"

#include <assert.h>

/* A fragment on the path from where the search began, and how far its spreads are followed. */
struct frame {
    const struct gq_document_index_part *part;
    uint32_t next_spread;
};

struct state {
    struct gq_map visited; /* name -> struct place */
    struct gq_vec frames;  /* struct frame: one for each spread on the path, and one more */
};

/* Where on the path a fragment of that name stands. */
struct place {
    uint32_t depth;
    bool is_on_path;
};

/* The text of a message is bounded as a whole; so a long cycle is told only in part. */
#define VIA_BYTES_MAX ((size_t)1 << 20)

static const struct gq_document_index_spread *
spread_at(const struct state *search, uint32_t depth)
{
    const struct frame *frame = &GQ_VEC_AT(&search->frames, struct frame, depth);

    assert(frame->next_spread > 0);
    return &GQ_VEC_AT(
            &frame->part->spreads, struct gq_document_index_spread, frame->next_spread - 1);
}

/* The spreads from the frame at `depth` to the top lead back to where they began. */
static void
report_cycle(struct gq_validation *run, const struct state *search, uint32_t depth)
{
    struct gq_vec positions = { 0 };
    struct gq_buf *via = gq_arena_new_of(run->arena, struct gq_buf);
    struct gq_str name = spread_at(search, search->frames.count - 1)->node->name.text;

    gq_buf_init_in(via, run->arena, VIA_BYTES_MAX);
    for (uint32_t i = depth; i < search->frames.count; i++) {
        const struct gq_selection *spread = spread_at(search, i)->node;

        *GQ_VEC_PUSH(run->arena, &positions, uint32_t) = spread->position;
        if (i + 1 < search->frames.count)
            gq_buf_printf(
                    via, "%s\"%.*s\"", i == depth ? " via " : ", ", GQ_STR_ARG(spread->name.text));
    }
    gq_validation_report_at(run, &positions, "Cannot spread fragment \"%.*s\" within itself%.*s.",
            GQ_STR_ARG(name), GQ_STR_ARG(gq_buf_view(via)));
}

/* Goes into a fragment unless it has been searched before. */
static void
enter_fragment(
        struct gq_validation *run, struct state *search, const struct gq_document_index_part *part)
{
    struct gq_str name = part->definition->name.text;
    struct place *place;

    if (gq_map_find(&search->visited, name))
        return;
    place = gq_arena_new_of(run->arena, struct place);
    *place = (struct place){ search->frames.count, true };
    gq_map_add(run->arena, &search->visited, name, place);
    *GQ_VEC_PUSH(run->arena, &search->frames, struct frame) = (struct frame){ part, 0 };
}

static void
leave_fragment(struct state *search)
{
    const struct frame *frame = &GQ_VEC_AT(&search->frames, struct frame, search->frames.count - 1);
    struct place *place = gq_map_find(&search->visited, frame->part->definition->name.text);

    assert(place && place->is_on_path);
    place->is_on_path = false;
    search->frames.count--;
}

static void
follow(struct gq_validation *run, struct state *search,
        const struct gq_document_index_spread *spread)
{
    const struct place *place = gq_map_find(&search->visited, spread->node->name.text);

    if (place && place->is_on_path)
        report_cycle(run, search, place->depth);
    else if (spread->fragment)
        enter_fragment(run, search, spread->fragment);
}

/* Depth first with a stack of its own; each fragment once in the whole document: linear. */
static void
check_fragment(struct gq_walk *walk, void *state)
{
    struct state *search = state;

    enter_fragment(walk->run, search, walk->part);
    while (search->frames.count && gq_validation_spend(walk->run, 1)) {
        struct frame *top = &GQ_VEC_AT(&search->frames, struct frame, search->frames.count - 1);

        if (top->next_spread == top->part->spreads.count)
            leave_fragment(search);
        else
            follow(walk->run, search,
                    &GQ_VEC_AT(&top->part->spreads, struct gq_document_index_spread,
                            top->next_spread++));
    }
}

const struct gq_walk_rule gq_rules_no_fragment_cycles = {
    .name = "no fragment cycles",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_FRAGMENT] = check_fragment },
};
