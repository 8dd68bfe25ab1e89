/* validate/rule_unique_input_field_names.c - an object literal has a field once. */
#include "base/arena.h"
#include "base/vec.h"
#include "validate/rules.h"
#include "validate/validation.h"

#include <assert.h>

struct state {
    struct gq_vec
            names; /* struct gq_map: name -> struct gq_object_field; one for each object around */
};

static void
enter_object(struct gq_walk *walk, void *state)
{
    struct state *around = state;

    *GQ_VEC_PUSH(walk->run->arena, &around->names, struct gq_map) = (struct gq_map){ 0 };
}

static void
leave_object(struct gq_walk *walk, void *state)
{
    struct state *around = state;

    (void)walk;
    assert(around->names.count > 0);
    around->names.count--;
}

static void
check_field(struct gq_walk *walk, void *state)
{
    struct state *around = state;
    struct gq_map *names = &GQ_VEC_AT(&around->names, struct gq_map, around->names.count - 1);
    const struct gq_object_field *field = walk->object_field, *first;
    struct gq_str name = field->name.text;

    first = gq_map_find(names, name);
    if (first)
        gq_validation_report_both(walk->run, first->name.position, field->name.position,
                "There can be only one input field named \"%.*s\".", GQ_STR_ARG(name));
    else
        gq_map_add(walk->run->arena, names, name, (void *)(uintptr_t)field);
}

const struct gq_walk_rule gq_rules_unique_input_field_names = {
    .name = "unique input field names",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_OBJECT] = enter_object, [GQ_WALK_OBJECT_FIELD] = check_field },
    .leave = { [GQ_WALK_OBJECT] = leave_object },
};
