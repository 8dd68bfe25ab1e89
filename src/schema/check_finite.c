/*
 * schema/check_finite.c - every input object must have a finite value.
 *
 * A type needs the types of its required fields (of any one field, if it is a OneOf type). Types
 * are marked as finite from those that need nothing upward; what stays unmarked is in a cycle or
 * behind one, and a depth-first search, with a stack of its own, names the cycles. Linear.
 * Spec: Type System > Input Objects > Circular References, OneOf Input Objects.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "language/ast.h"
#include "schema/check.h"
#include "schema/message.h"
#include "schema/schema.h"

#include <assert.h>

/* A field whose type the input object needs. */
struct need {
    const struct gq_input_value *field;
    struct state *target;
};

struct state {
    const struct gq_type *type;
    struct gq_vec needs;      /* struct need */
    struct gq_vec dependents; /* struct state * */
    uint32_t unmet_count;
    bool is_finite, is_visited;
    uint32_t next_need;  /* while on the path */
    uint32_t path_place; /* 1 + its place on the path; 0: not on it */
};

struct search {
    struct gq_check *check;
    struct gq_vec states;    /* struct state *, of all input objects, in schema order */
    struct state **state_of; /* by type index */
    struct gq_vec finite;    /* struct state *, whose dependents are still to be told */
    struct gq_vec path;      /* struct state * */
};

static const struct gq_type *
needed_type(const struct gq_type *input_object, const struct gq_type *field_type)
{
    if (!input_object->is_one_of) {
        if (field_type->kind != GQ_TYPE_NON_NULL)
            return NULL;
        field_type = field_type->of;
    }
    return field_type->kind == GQ_TYPE_INPUT_OBJECT ? field_type : NULL;
}

static void
mark_finite(struct search *search, struct state *state)
{
    if (state->is_finite)
        return;
    state->is_finite = true;
    *GQ_VEC_PUSH(search->check->arena, &search->finite, struct state *) = state;
}

static void
link_needs(struct search *search, struct state *state)
{
    struct gq_arena *arena = search->check->arena;
    const struct gq_type *type = state->type;

    for (uint32_t i = 0; i < type->input_field_count; i++) {
        const struct gq_input_value *field = &type->input_fields[i];
        const struct gq_type *target = needed_type(type, field->type);

        if (!target)
            continue;
        *GQ_VEC_PUSH(arena, &state->needs, struct need) =
                (struct need){ field, search->state_of[target->index] };
        *GQ_VEC_PUSH(arena, &search->state_of[target->index]->dependents, struct state *) = state;
    }
    state->unmet_count = state->needs.count;
    if (state->needs.count == 0
            || (type->is_one_of && state->needs.count < type->input_field_count))
        mark_finite(search, state);
}

static void
spread_finite(struct search *search)
{
    while (search->finite.count) {
        struct state *state = GQ_VEC_AT(&search->finite, struct state *, --search->finite.count);

        for (uint32_t i = 0; i < state->dependents.count; i++) {
            struct state *dependent = GQ_VEC_AT(&state->dependents, struct state *, i);

            if (dependent->is_finite)
                continue;
            if (dependent->type->is_one_of || --dependent->unmet_count == 0)
                mark_finite(search, dependent);
        }
    }
}

/* The field by which the state at this place of the path leads on. */
static const struct gq_input_value *
field_at(const struct search *search, uint32_t place)
{
    const struct state *state = GQ_VEC_AT(&search->path, struct state *, place);

    return GQ_VEC_AT(&state->needs, struct need, state->next_need - 1).field;
}

static void
report_cycle(struct search *search, const struct state *target)
{
    struct gq_check *check = search->check;
    struct gq_check_places places = { { 0 } };
    struct gq_buf *fields;

    if (check->errs->dropped)
        return;
    fields = gq_message_begin(check->arena);
    for (uint32_t i = target->path_place - 1; i < search->path.count; i++) {
        const struct gq_input_value *field = field_at(search, i);

        gq_check_place(check, &places, field->definition->position);
        gq_buf_text(fields, fields->length ? ", " : "");
        gq_buf_str(fields, field->coordinate);
    }
    gq_check_report_at(check, &places,
            "Input Object %.*s cannot be provided a finite value because it references itself "
            "through fields: %.*s.",
            GQ_STR_ARG(target->type->name), GQ_STR_ARG(gq_buf_view(fields)));
}

static void
push(struct search *search, struct state *state)
{
    state->is_visited = true;
    *GQ_VEC_PUSH(search->check->arena, &search->path, struct state *) = state;
    state->path_place = search->path.count;
}

/* Follows the next need of the state at the end of the path, or leaves it. */
static void
step(struct search *search)
{
    struct state *state = GQ_VEC_AT(&search->path, struct state *, search->path.count - 1);
    struct state *target;

    if (state->next_need == state->needs.count) {
        state->path_place = 0;
        search->path.count--;
        return;
    }
    target = GQ_VEC_AT(&state->needs, struct need, state->next_need++).target;
    if (target->is_finite)
        return;
    if (target->path_place)
        report_cycle(search, target);
    else if (!target->is_visited)
        push(search, target);
}

static void
make_states(struct search *search)
{
    const struct gq_schema *schema = search->check->schema;
    struct gq_arena *arena = search->check->arena;

    search->state_of = gq_arena_array_of(arena, struct state *, schema->type_count);
    for (uint32_t i = 0; i < schema->type_count; i++) {
        struct state *state;

        if (schema->types[i]->kind != GQ_TYPE_INPUT_OBJECT)
            continue;
        state = gq_arena_new_of(arena, struct state);
        state->type = schema->types[i];
        search->state_of[i] = state;
        *GQ_VEC_PUSH(arena, &search->states, struct state *) = state;
    }
}

void
gq_check_finite(struct gq_check *check)
{
    struct search search = { .check = check };

    make_states(&search);
    for (uint32_t i = 0; i < search.states.count; i++)
        link_needs(&search, GQ_VEC_AT(&search.states, struct state *, i));
    spread_finite(&search);
    for (uint32_t i = 0; i < search.states.count; i++) {
        struct state *state = GQ_VEC_AT(&search.states, struct state *, i);

        if (state->is_finite || state->is_visited)
            continue;
        push(&search, state);
        while (search.path.count)
            step(&search);
    }
}
