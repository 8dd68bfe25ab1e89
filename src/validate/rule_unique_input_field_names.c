/* validate/rule_unique_input_field_names.c - an object literal has a field once. */
#include "base/arena.h"
#include "base/vec.h"
#include "validate/rules.h"
#include "validate/validation.h"

#include <assert.h>

/* How many fields are compared one by one before a table is made of them. */
#define FEW 8u

/* An object around. */
struct object {
    const struct gq_object_field *first;
    uint32_t count;      /* of the fields entered so far */
    struct gq_map names; /* name -> struct gq_object_field, once there are more than a few */
};

struct state {
    struct gq_vec around; /* struct object, the innermost last */
};

static void
enter_object(struct gq_walk *walk, void *state)
{
    struct state *objects = state;

    GQ_VEC_PUSH(walk->run->arena, &objects->around, struct object)->first = walk->literal->fields;
}

static void
leave_object(struct gq_walk *walk, void *state)
{
    struct state *objects = state;

    (void)walk;
    assert(objects->around.count > 0);
    objects->around.count--;
    GQ_VEC_AT(&objects->around, struct object, objects->around.count) = (struct object){ 0 };
}

/* The first field of the object that has this one's name; itself, if there is none before. */
static const struct gq_object_field *
find_first(struct gq_arena *arena, struct object *object, const struct gq_object_field *field)
{
    const struct gq_object_field *first = object->first;

    object->count++;
    if (object->count > FEW) {
        for (; object->count == FEW + 1 && first != field; first = first->next)
            gq_map_add(arena, &object->names, first->name.text, (void *)(uintptr_t)first);
        gq_map_add(arena, &object->names, field->name.text, (void *)(uintptr_t)field);
        return gq_map_find(&object->names, field->name.text);
    }
    while (first != field && !gq_str_equal(first->name.text, field->name.text))
        first = first->next;
    return first;
}

static void
check_field(struct gq_walk *walk, void *state)
{
    struct state *objects = state;
    struct object *object = &GQ_VEC_AT(&objects->around, struct object, objects->around.count - 1);
    const struct gq_object_field *field = walk->object_field;
    const struct gq_object_field *first = find_first(walk->run->arena, object, field);

    if (first != field)
        gq_validation_report_both(walk->run, first->name.position, field->name.position,
                "There can be only one input field named \"%.*s\".", GQ_STR_ARG(field->name.text));
}

const struct gq_walk_rule gq_rules_unique_input_field_names = {
    .name = "unique input field names",
    .state_bytes = sizeof(struct state),
    .enter = { [GQ_WALK_OBJECT] = enter_object, [GQ_WALK_OBJECT_FIELD] = check_field },
    .leave = { [GQ_WALK_OBJECT] = leave_object },
};
