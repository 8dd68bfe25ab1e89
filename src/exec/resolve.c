/* exec/resolve.c - fields that are asked of a resolver: all parents of the level at once. */
#include "base/arena.h"
#include "exec/run.h"
#include "schema/introspect.h"
#include "schema/schema.h"

#include <assert.h>

/* Lists nest as deep as the field's type does; a schema's types nest at most 64 deep. */
#define LIST_DEPTH_MAX 64

/* Objects become rows: each handle in the value is replaced by its row's number. */
static void
number_objects(
        struct gq_arena *arena, struct gq_value *value, struct gq_vec *handles, unsigned depth)
{
    assert(depth <= LIST_DEPTH_MAX);
    if (value->kind == GQ_VALUE_LIST) {
        for (uint32_t i = 0; i < value->count; i++)
            number_objects(arena, &value->items[i], handles, depth + 1);
    } else if (value->kind == GQ_VALUE_HANDLE) {
        *GQ_VEC_PUSH(arena, handles, const void *) = value->handle;
        value->integer = handles->count - 1;
    }
}

static void
set_types(struct gq_run *run, const struct gq_step *step, struct gq_batch *batch)
{
    const struct gq_type *type = step->field->type->named;

    /* Introspection has no abstract types. */
    assert(type->kind == GQ_TYPE_OBJECT);
    batch->types = gq_arena_array_of(run->arena, const struct gq_type *, batch->row_count);
    for (uint32_t row = 0; row < batch->row_count; row++)
        batch->types[row] = type;
}

void
gq_resolve_run(struct gq_run *run, const struct gq_step *step)
{
    const struct gq_batch *parent = &run->batches[step->parent->index];
    struct gq_batch *batch = &run->batches[step->index];
    const struct gq_value *arguments = step->site == GQ_SLOT_NONE ? NULL : &run->sites[step->site];
    struct gq_vec handles = { 0 };

    *batch = (struct gq_batch){ 0 };
    batch->values = gq_arena_array_of(run->arena, struct gq_value, parent->row_count);
    for (uint32_t row = 0; row < parent->row_count; row++) {
        if (step->parent_type && parent->types[row] != step->parent_type)
            continue;
        batch->values[row] = gq_introspect_resolve(run->arena, run->plan->schema, step->field,
                parent->handles ? parent->handles[row] : NULL, arguments);
        if (gq_type_is_composite(step->field->type->named))
            number_objects(run->arena, &batch->values[row], &handles, 0);
    }
    batch->row_count = handles.count;
    batch->handles = handles.items;
    if (handles.count)
        set_types(run, step, batch);
}
