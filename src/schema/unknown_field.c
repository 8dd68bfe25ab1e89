/* schema/unknown_field.c - wording of graphql-js's `validateInputValue`. */
#include "schema/unknown_field.h"

#include "base/arena.h"
#include "base/suggest.h"
#include "schema/schema.h"

#include <assert.h>

struct gq_str
gq_unknown_field_message(struct gq_arena *arena, const struct gq_type *type, struct gq_str field,
        enum gq_suggestions suggestions, struct gq_str found)
{
    struct gq_str *names, suggestion = GQ_STR("");

    assert(type->kind == GQ_TYPE_INPUT_OBJECT);
    names = gq_arena_array_of(arena, struct gq_str, (size_t)type->input_field_count + 1);
    for (uint32_t i = 0; i < type->input_field_count; i++)
        names[i] = type->input_fields[i].name;
    if (suggestions == GQ_SUGGESTIONS_ON)
        suggestion = gq_suggest(arena, GQ_STR(""), field, names, type->input_field_count);
    return gq_arena_printf(arena,
            "Expected value of type \"%.*s\" not to include unknown field \"%.*s\"%s%.*s%s: %.*s.",
            GQ_STR_ARG(type->name), GQ_STR_ARG(field), suggestion.length ? "." : "",
            GQ_STR_ARG(suggestion), suggestion.length ? " Found" : ", found", GQ_STR_ARG(found));
}

struct gq_str
gq_unknown_field_one_of(struct gq_arena *arena, const struct gq_type *type)
{
    return gq_arena_printf(arena,
            "Within OneOf Input Object type \"%.*s\", exactly one field must be specified, and the "
            "value for that field must be non-null.",
            GQ_STR_ARG(type->name));
}
