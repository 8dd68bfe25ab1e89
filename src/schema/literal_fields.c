/* schema/literal_fields.c - a few fields are searched one by one, many through a map. */
#include "schema/literal_fields.h"

#include "language/ast.h"

#include <assert.h>

#define LINEAR_MAX 8u

static const struct gq_object_field *
find_last(const struct gq_object_field *fields, struct gq_str name)
{
    const struct gq_object_field *found = NULL;

    for (const struct gq_object_field *f = fields; f; f = f->next) {
        if (gq_str_equal(f->name.text, name))
            found = f;
    }
    return found;
}

void
gq_literal_fields_init(
        struct gq_literal_fields *fields, struct gq_arena *arena, const struct gq_literal *object)
{
    uint32_t count = 0;

    assert(object->kind == GQ_LITERAL_OBJECT);
    *fields = (struct gq_literal_fields){ .first = object->fields };
    for (const struct gq_object_field *f = object->fields; f; f = f->next)
        count++;
    for (const struct gq_object_field *f = object->fields; f; f = f->next) {
        if (count > LINEAR_MAX)
            gq_map_set(arena, &fields->map, f->name.text, (void *)(uintptr_t)f);
        else if (find_last(f, f->name.text) == f)
            fields->count++;
    }
    if (count > LINEAR_MAX)
        fields->count = fields->map.count;
}

const struct gq_object_field *
gq_literal_fields_find(const struct gq_literal_fields *fields, struct gq_str name)
{
    if (fields->map.count)
        return gq_map_find(&fields->map, name);
    return find_last(fields->first, name);
}
