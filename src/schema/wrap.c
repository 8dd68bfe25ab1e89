/* schema/wrap.c - makes wrappers; a nullable type always has its non-null form. */
#include "schema/wrap.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

void
gq_wrap_init(struct gq_arena *arena, struct gq_type *type)
{
    struct gq_type *non_null = gq_arena_new_of(arena, struct gq_type);

    assert(type->kind != GQ_TYPE_NON_NULL && !type->non_null);
    if (!type->named)
        type->named = type;
    non_null->kind = GQ_TYPE_NON_NULL;
    non_null->of = type;
    non_null->named = type->named;
    non_null->non_null = non_null;
    type->non_null = non_null;
}

struct gq_type *
gq_wrap_list_detached(struct gq_arena *arena, const struct gq_type *type)
{
    struct gq_type *list = gq_arena_new_of(arena, struct gq_type);

    list->kind = GQ_TYPE_LIST;
    list->of = type;
    list->named = type->named;
    gq_wrap_init(arena, list);
    return list;
}

struct gq_type *
gq_wrap_list(struct gq_arena *arena, struct gq_type *type)
{
    struct gq_type *list;

    /* The builder holds every type as a mutable one; `list` is const for the readers' sake. */
    if (type->list)
        return (struct gq_type *)(uintptr_t)type->list;
    list = gq_wrap_list_detached(arena, type);
    type->list = list;
    return list;
}
