/* exec/resolve.c - fields that are asked of a resolver: all parents of the level at once. */
#include "base/arena.h"
#include "exec/resolver.h"
#include "exec/run.h"
#include "model/binding.h"
#include "schema/introspect.h"
#include "schema/schema.h"

#include <assert.h>

/* Lists nest as deep as the field's type does; a schema's types nest at most 64 deep. */
#define LIST_DEPTH_MAX 64

/* The objects that the values of one step refer to. */
struct objects {
    struct gq_run *run;
    const struct gq_type *type; /* of the field: its named type */
    struct gq_vec handles;      /* const void * */
    struct gq_vec types;        /* const struct gq_type * */
};

static void
resolve_introspection(struct gq_resolve *resolve, void *context)
{
    (void)context;
    for (uint32_t i = 0; i < resolve->count; i++)
        resolve->values[i] = gq_introspect_resolve(resolve->arena, resolve->schema, resolve->field,
                resolve->parents[i], resolve->arguments);
}

static void
resolve_nothing(struct gq_resolve *resolve, void *context)
{
    struct gq_value error = { .kind = GQ_VALUE_ERROR };

    (void)context;
    error.text = gq_arena_printf(resolve->arena, "Field %.*s.%.*s has no resolver.",
            GQ_STR_ARG(resolve->field->parent->name), GQ_STR_ARG(resolve->field->name));
    for (uint32_t i = 0; i < resolve->count; i++)
        resolve->values[i] = error;
}

static const struct gq_resolver introspection = { resolve_introspection, NULL };
static const struct gq_resolver nothing = { resolve_nothing, NULL };

static const struct gq_resolver *
resolver_of(const struct gq_run *run, const struct gq_field *field)
{
    const struct gq_binding *binding = field->binding;

    if (binding)
        return binding->resolver;
    if (field == run->plan->schema->schema_field || field == run->plan->schema->type_field
            || gq_introspect_owns(field->parent))
        return &introspection;
    return &nothing;
}

/* The concrete type of an object, or NULL when it is none that may stand here. */
static const struct gq_type *
type_of(const struct objects *objects, const struct gq_value *value)
{
    const struct gq_schema *schema = objects->run->plan->schema;
    const struct gq_type *type = value->count ? schema->types[value->count - 1] : objects->type;

    return type->kind == GQ_TYPE_OBJECT && gq_type_is_possible(objects->type, type) ? type : NULL;
}

/* Objects become rows: each handle in the value is replaced by its row's number. */
static void
number_objects(struct objects *objects, struct gq_value *value, unsigned depth)
{
    struct gq_arena *arena = objects->run->arena;
    const struct gq_type *type;

    if (value->kind == GQ_VALUE_LIST && depth < LIST_DEPTH_MAX) {
        for (uint32_t i = 0; i < value->count; i++)
            number_objects(objects, &value->items[i], depth + 1);
        return;
    }
    if (value->kind != GQ_VALUE_HANDLE)
        return;
    type = type_of(objects, value);
    if (!type) {
        value->kind = GQ_VALUE_ERROR;
        value->text = gq_arena_printf(arena, "The object's type is no possible type of \"%.*s\".",
                GQ_STR_ARG(objects->type->name));
        return;
    }
    *GQ_VEC_PUSH(arena, &objects->handles, const void *) = value->handle;
    *GQ_VEC_PUSH(arena, &objects->types, const struct gq_type *) = type;
    value->integer = objects->handles.count - 1;
}

/* The parent rows that have the field: those of the type that the selection is for. */
static uint32_t
collect_parents(const struct gq_step *step, const struct gq_batch *parent, const void **handles,
        uint32_t *rows)
{
    uint32_t count = 0;

    for (uint32_t row = 0; row < parent->row_count; row++) {
        if (step->parent_type && parent->types[row] != step->parent_type)
            continue;
        handles[count] = parent->handles ? parent->handles[row] : NULL;
        rows[count++] = row;
    }
    return count;
}

void
gq_resolve_run(struct gq_run *run, const struct gq_step *step)
{
    const struct gq_batch *parent = &run->batches[step->parent->index];
    struct gq_batch *batch = &run->batches[step->index];
    const void **handles = gq_arena_array_of(run->arena, const void *, parent->row_count);
    uint32_t *rows = gq_arena_array_of(run->arena, uint32_t, parent->row_count);
    const struct gq_resolver *resolver = resolver_of(run, step->field);
    struct objects objects = { .run = run, .type = step->field->type->named };
    struct gq_resolve resolve = {
        .arena = run->arena,
        .schema = run->plan->schema,
        .field = step->field,
        .arguments = step->site == GQ_SLOT_NONE ? NULL : &run->sites[step->site],
        .parents = handles,
        .count = collect_parents(step, parent, handles, rows),
    };

    *batch = (struct gq_batch){ 0 };
    batch->values = gq_arena_array_of(run->arena, struct gq_value, parent->row_count);
    resolve.values = gq_arena_array_of(run->arena, struct gq_value, resolve.count);
    if (resolve.count)
        resolver->fn(&resolve, resolver->context);
    if (resolve.is_exhausted)
        gq_arena_exhaust(run->arena);
    for (uint32_t i = 0; i < resolve.count; i++) {
        if (gq_type_is_composite(objects.type))
            number_objects(&objects, &resolve.values[i], 0);
        batch->values[rows[i]] = resolve.values[i];
    }
    batch->row_count = objects.handles.count;
    batch->handles = objects.handles.items;
    batch->types = objects.types.items;
}
