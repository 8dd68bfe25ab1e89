/*
 * model/cycle.c - finds cycles of non-null references by taking away what is in none.
 *
 * A model all of whose needs are satisfied goes, again and again; who is left needs somebody who is
 * left, so that following needs from any of them ends in a cycle. O(models x references), without
 * recursion.
 */
#include "model/cycle.h"

#include "base/arena.h"
#include "model/draft.h"
#include "model/model.h"
#include "schema/schema.h"

#include <assert.h>

struct trim {
    struct gq_draft *draft;
    bool *is_gone;    /* by entity */
    bool *is_visited; /* on the walk under way */
};

static uint32_t
index_of(const struct gq_entity *entity)
{
    return entity->table->index;
}

/* A non-null reference to a model that is left, or NULL. */
static const struct gq_property *
need_of(const struct trim *trim, const struct gq_entity *entity)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind == GQ_PROPERTY_TO_ONE
                && gq_draft_field(entity, property)->type->kind == GQ_TYPE_NON_NULL
                && !trim->is_gone[index_of(property->target)])
            return property;
    }
    return NULL;
}

static void
remove_satisfied(struct trim *trim)
{
    const struct gq_model *model = trim->draft->model;
    bool has_changed = true;

    while (has_changed) {
        has_changed = false;
        for (uint32_t i = 0; i < model->entity_count; i++) {
            if (trim->is_gone[i] || need_of(trim, &model->entities[i]))
                continue;
            trim->is_gone[i] = true;
            has_changed = true;
        }
    }
}

static void
forget_visits(const struct trim *trim)
{
    memset(trim->is_visited, 0, trim->draft->model->entity_count * sizeof(*trim->is_visited));
}

/* A model in a cycle, reached from one that is left. */
static const struct gq_entity *
walk_into_cycle(const struct trim *trim, const struct gq_entity *start)
{
    const struct gq_entity *entity = start;

    forget_visits(trim);
    while (!trim->is_visited[index_of(entity)]) {
        const struct gq_property *need = need_of(trim, entity);

        assert(need);
        trim->is_visited[index_of(entity)] = true;
        entity = need->target;
    }
    return entity;
}

static void
report_cycle(struct trim *trim, const struct gq_entity *start)
{
    const struct gq_property *first = need_of(trim, start);
    const struct gq_entity *entity = start;
    struct gq_str path = GQ_STR("");

    forget_visits(trim);
    do {
        const struct gq_property *need = need_of(trim, entity);

        assert(need);
        path = gq_arena_printf(trim->draft->arena, "%.*s%.*s.%.*s -> ", GQ_STR_ARG(path),
                GQ_STR_ARG(entity->name), GQ_STR_ARG(need->name));
        trim->is_visited[index_of(entity)] = true;
        entity = need->target;
    } while (entity != start);
    for (uint32_t i = 0; i < trim->draft->model->entity_count; i++)
        trim->is_gone[i] |= trim->is_visited[i];
    gq_draft_error(trim->draft, first->definition->name.position,
            "No row could be the first in the cycle %.*s%.*s: let one of these fields be null.",
            GQ_STR_ARG(path), GQ_STR_ARG(start->name));
}

void
gq_cycle_check(struct gq_draft *draft)
{
    const struct gq_model *model = draft->model;
    struct trim trim = {
        .draft = draft,
        .is_gone = gq_arena_array_of(draft->arena, bool, model->entity_count),
        .is_visited = gq_arena_array_of(draft->arena, bool, model->entity_count),
    };

    remove_satisfied(&trim);
    for (uint32_t i = 0; i < model->entity_count; i++) {
        if (trim.is_gone[i])
            continue;
        report_cycle(&trim, walk_into_cycle(&trim, &model->entities[i]));
        remove_satisfied(&trim);
    }
}
