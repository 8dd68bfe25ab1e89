/* validate/walk_steps.c - hooks, depth, names of types. */
#include "validate/walk_steps.h"

#include "language/parse.h"
#include "validate/validation.h"

#include <assert.h>

/* Calls the hooks of a node; false when the run is closed. */
static bool
fire(struct gq_walk *walk, const struct gq_walk_hooks *hooks)
{
    for (uint32_t i = 0; i < hooks->count; i++) {
        if (walk->run->is_closed)
            return false;
        hooks->items[i].fn(walk, hooks->items[i].state);
    }
    return !walk->run->is_closed;
}

/* Every entered node is one step of the run. */
bool
gq_walk_steps_enter(struct gq_walk *walk, enum gq_walk_kind kind)
{
    return gq_validation_spend(walk->run, 1) && fire(walk, &walk->enter[kind]);
}

void
gq_walk_steps_leave(struct gq_walk *walk, enum gq_walk_kind kind)
{
    fire(walk, &walk->leave[kind]);
}

/* Selection sets and values are no deeper than the parser lets them be. */
void
gq_walk_steps_descend(struct gq_walk *walk)
{
    walk->depth++;
    assert(walk->depth <= GQ_PARSE_NESTING_MAX);
}

void
gq_walk_steps_ascend(struct gq_walk *walk)
{
    assert(walk->depth > 0);
    walk->depth--;
}

void
gq_walk_steps_named_type(struct gq_walk *walk, struct gq_name name)
{
    walk->type_name = name;
    if (gq_walk_steps_enter(walk, GQ_WALK_NAMED_TYPE))
        gq_walk_steps_leave(walk, GQ_WALK_NAMED_TYPE);
}

void
gq_walk_steps_type_node(struct gq_walk *walk, const struct gq_type_node *node)
{
    while (node->kind != GQ_TYPE_NODE_NAMED)
        node = node->of;
    gq_walk_steps_named_type(walk, (struct gq_name){ node->name, node->position });
}
