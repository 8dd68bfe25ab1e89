/* base/error.c - a list with a bound. */
#include "base/error.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

void
gq_errors_init(struct gq_errors *errs, struct gq_arena *arena, const struct gq_sources *sources,
        uint32_t count_max)
{
    *errs = (struct gq_errors){ .arena = arena, .sources = sources, .count_max = count_max };
}

static void
append(struct gq_errors *errs, struct gq_error *error)
{
    if (gq_errors_full(errs)) {
        errs->dropped = true;
        return;
    }
    if (errs->last)
        errs->last->next = error;
    else
        errs->first = error;
    errs->last = error;
    errs->count++;
}

struct gq_error *
gq_errors_vadd(struct gq_errors *errs, enum gq_code code, uint32_t position, const char *format,
        va_list args)
{
    struct gq_error *error = gq_arena_new_of(errs->arena, struct gq_error);

    error->code = code;
    error->message = gq_arena_vprintf(errs->arena, format, args);
    gq_errors_add_location(errs, error, position);
    append(errs, error);
    return error;
}

struct gq_error *
gq_errors_add(struct gq_errors *errs, enum gq_code code, uint32_t position, const char *format, ...)
{
    struct gq_error *error;
    va_list args;

    va_start(args, format);
    error = gq_errors_vadd(errs, code, position, format, args);
    va_end(args);
    return error;
}

void
gq_errors_add_location(struct gq_errors *errs, struct gq_error *error, uint32_t position)
{
    struct gq_location *locations;

    if (position == GQ_SOURCE_NOWHERE || !errs->sources)
        return;
    locations = gq_arena_array_of(errs->arena, struct gq_location, error->location_count + 1);
    if (error->location_count)
        memcpy(locations, error->locations, error->location_count * sizeof(*locations));
    locations[error->location_count] = gq_source_locate(errs->sources, position);
    error->locations = locations;
    error->location_count++;
}

const struct gq_path *
gq_path_key(struct gq_arena *arena, const struct gq_path *parent, struct gq_str key)
{
    struct gq_path *path = gq_arena_new_of(arena, struct gq_path);

    path->parent = parent;
    path->key = key;
    return path;
}

const struct gq_path *
gq_path_index(struct gq_arena *arena, const struct gq_path *parent, uint32_t index)
{
    struct gq_path *path = gq_arena_new_of(arena, struct gq_path);

    path->parent = parent;
    path->index = index;
    return path;
}

/* Bounded by the path's length. */
static const struct gq_path *
copy_path(struct gq_arena *arena, const struct gq_path *path)
{
    const struct gq_path *first = NULL;
    const struct gq_path **link = &first;

    for (; path; path = path->parent) {
        struct gq_path *step = gq_arena_new_of(arena, struct gq_path);

        step->index = path->index;
        if (path->key.bytes)
            step->key = gq_arena_copy(arena, path->key);
        *link = step;
        link = &step->parent;
    }
    return first;
}

static const struct gq_location *
copy_locations(struct gq_arena *arena, const struct gq_location *locations, uint32_t count)
{
    struct gq_location *copies = count ? gq_arena_array_of(arena, struct gq_location, count) : NULL;

    for (uint32_t i = 0; i < count; i++) {
        copies[i] = locations[i];
        copies[i].source_name = gq_arena_copy(arena, locations[i].source_name);
    }
    return copies;
}

static const struct gq_str *
copy_fields(struct gq_arena *arena, const struct gq_str *fields, uint32_t count)
{
    struct gq_str *copies = count ? gq_arena_array_of(arena, struct gq_str, count) : NULL;

    for (uint32_t i = 0; i < count; i++)
        copies[i] = gq_arena_copy(arena, fields[i]);
    return copies;
}

void
gq_errors_copy(struct gq_errors *errs, const struct gq_errors *from)
{
    struct gq_arena *arena = errs->arena;

    assert(errs != from);
    for (const struct gq_error *error = from->first; error; error = error->next) {
        struct gq_error *copy = gq_arena_new_of(arena, struct gq_error);

        *copy = *error;
        copy->next = NULL;
        copy->message = gq_arena_copy(arena, error->message);
        copy->locations = copy_locations(arena, error->locations, error->location_count);
        copy->path = copy_path(arena, error->path);
        copy->constraint = gq_arena_copy(arena, error->constraint);
        copy->fields = copy_fields(arena, error->fields, error->field_count);
        copy->input_path = copy_path(arena, error->input_path);
        append(errs, copy);
    }
    errs->dropped = errs->dropped || from->dropped;
}
