/* schema/coerce_value.c - graphql-js's `coerceInputValue` and `validateInputValue`. */
#include "schema/coerce_value.h"

#include "base/arena.h"
#include "base/error.h"
#include "schema/leaf.h"
#include "schema/message.h"
#include "schema/schema.h"
#include "schema/unknown_field.h"
#include "json/value.h"

#include <assert.h>

static bool
coerce_list(struct gq_arena *arena, const struct gq_type *type, const struct gq_value *value,
        struct gq_value *ret_value)
{
    bool is_list = value->kind == GQ_VALUE_LIST;
    struct gq_value list = { .kind = GQ_VALUE_LIST, .count = is_list ? value->count : 1 };

    list.items = gq_arena_array_of(arena, struct gq_value, (size_t)list.count + 1);
    for (uint32_t i = 0; i < list.count; i++) {
        if (!gq_coerce_value(arena, type->of, is_list ? &value->items[i] : value, &list.items[i]))
            return false;
    }
    *ret_value = list;
    return true;
}

static bool
has_unknown_member(const struct gq_type *type, const struct gq_value *object)
{
    for (uint32_t i = 0; i < object->count; i++) {
        if (!gq_map_find(&type->input_field_map, object->members[i].key))
            return true;
    }
    return false;
}

static bool
coerce_object(struct gq_arena *arena, const struct gq_type *type, const struct gq_value *value,
        struct gq_value *ret_value)
{
    struct gq_value object = { .kind = GQ_VALUE_OBJECT };

    if (value->kind != GQ_VALUE_OBJECT || has_unknown_member(type, value))
        return false;
    object.members =
            gq_arena_array_of(arena, struct gq_member, (size_t)type->input_field_count + 1);
    for (uint32_t i = 0; i < type->input_field_count; i++) {
        const struct gq_input_value *field = &type->input_fields[i];
        const struct gq_value *given = gq_value_member(value, field->name);
        struct gq_member *member = &object.members[object.count];

        member->key = field->name;
        if (given) {
            if (!gq_coerce_value(arena, field->type, given, &member->value))
                return false;
            object.count++;
        } else if (field->default_value) {
            member->value = *field->default_value;
            object.count++;
        } else if (gq_input_value_is_required(field)) {
            return false;
        }
    }
    if (type->is_one_of
            && (value->count != 1 || object.count != 1
                    || object.members[0].value.kind == GQ_VALUE_NULL))
        return false;
    *ret_value = object;
    return true;
}

bool
gq_coerce_value(struct gq_arena *arena, const struct gq_type *type, const struct gq_value *value,
        struct gq_value *ret_value)
{
    if (value->kind == GQ_VALUE_NULL) {
        *ret_value = *value;
        return type->kind != GQ_TYPE_NON_NULL;
    }
    if (type->kind == GQ_TYPE_NON_NULL)
        type = type->of;
    if (type->kind == GQ_TYPE_LIST)
        return coerce_list(arena, type, value, ret_value);
    if (type->kind == GQ_TYPE_INPUT_OBJECT)
        return coerce_object(arena, type, value, ret_value);
    assert(gq_type_is_leaf(type));
    return gq_leaf_from_value(arena, type, value, ret_value, NULL);
}

/* --- What is wrong --------------------------------------------------------------------------- */

struct explanation {
    struct gq_arena *arena;
    gq_coerce_value_fault_fn *report;
    void *context;
};

static bool explain(const struct explanation *e, const struct gq_type *type,
        const struct gq_value *value, const struct gq_path *path);

GQ_PRINTF(3, 4)
static bool
report(const struct explanation *e, const struct gq_path *path, const char *format, ...)
{
    struct gq_str message;
    va_list args;

    va_start(args, format);
    message = gq_arena_vprintf(e->arena, format, args);
    va_end(args);
    return e->report(e->context, path, message);
}

static bool
explain_list(const struct explanation *e, const struct gq_type *type, const struct gq_value *value,
        const struct gq_path *path)
{
    if (value->kind != GQ_VALUE_LIST)
        return explain(e, type->of, value, path);
    for (uint32_t i = 0; i < value->count; i++) {
        if (!explain(e, type->of, &value->items[i], gq_path_index(e->arena, path, i)))
            return false;
    }
    return true;
}

static bool
explain_fields(const struct explanation *e, const struct gq_type *type,
        const struct gq_value *object, const struct gq_path *path)
{
    for (uint32_t i = 0; i < type->input_field_count; i++) {
        const struct gq_input_value *field = &type->input_fields[i];
        const struct gq_value *given = gq_value_member(object, field->name);
        bool goes_on = true;

        if (given)
            goes_on = explain(e, field->type, given, gq_path_key(e->arena, path, field->name));
        else if (gq_input_value_is_required(field))
            goes_on = report(e, path,
                    "Expected value of type \"%.*s\" to include required field \"%.*s\", found: "
                    "%.*s.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(field->name),
                    GQ_STR_ARG(gq_message_value(e->arena, object)));
        if (!goes_on)
            return false;
    }
    return true;
}

/* Also finds the first known member, and how many there are. */
static bool
explain_unknown(const struct explanation *e, const struct gq_type *type,
        const struct gq_value *object, const struct gq_path *path,
        const struct gq_member **ret_known, uint32_t *ret_known_count)
{
    *ret_known = NULL;
    *ret_known_count = 0;
    for (uint32_t i = 0; i < object->count; i++) {
        const struct gq_member *member = &object->members[i];

        if (gq_map_find(&type->input_field_map, member->key)) {
            *ret_known = *ret_known ? *ret_known : member;
            ++*ret_known_count;
        } else if (!e->report(e->context, path,
                           gq_unknown_field_message(e->arena, type, member->key, GQ_SUGGESTIONS_ON,
                                   gq_message_value(e->arena, object)))) {
            return false;
        }
    }
    return true;
}

static bool
explain_object(const struct explanation *e, const struct gq_type *type,
        const struct gq_value *value, const struct gq_path *path)
{
    const struct gq_member *known;
    uint32_t known_count;

    if (value->kind != GQ_VALUE_OBJECT)
        return report(e, path, "Expected value of type \"%.*s\" to be an object, found: %.*s.",
                GQ_STR_ARG(type->name), GQ_STR_ARG(gq_message_value(e->arena, value)));
    if (!explain_fields(e, type, value, path)
            || !explain_unknown(e, type, value, path, &known, &known_count))
        return false;
    if (!type->is_one_of)
        return true;
    if (known_count != 1 && !e->report(e->context, path, gq_unknown_field_one_of(e->arena, type)))
        return false;
    if (known && known->value.kind == GQ_VALUE_NULL)
        return e->report(e->context, gq_path_key(e->arena, path, known->key),
                gq_unknown_field_one_of(e->arena, type));
    return true;
}

static bool
explain_leaf(const struct explanation *e, const struct gq_type *type, const struct gq_value *value,
        const struct gq_path *path)
{
    struct gq_value ignored;
    struct gq_str message = GQ_STR("");

    if (gq_leaf_from_value(e->arena, type, value, &ignored, &message))
        return true;
    return e->report(e->context, path, message);
}

/* False when the receiver wants no more. */
static bool
explain(const struct explanation *e, const struct gq_type *type, const struct gq_value *value,
        const struct gq_path *path)
{
    if (value->kind == GQ_VALUE_NULL)
        return type->kind != GQ_TYPE_NON_NULL
                || report(e, path, "Expected value of non-null type \"%.*s\" not to be null.",
                        GQ_STR_ARG(gq_message_type(e->arena, type)));
    if (type->kind == GQ_TYPE_NON_NULL)
        type = type->of;
    if (type->kind == GQ_TYPE_LIST)
        return explain_list(e, type, value, path);
    if (type->kind == GQ_TYPE_INPUT_OBJECT)
        return explain_object(e, type, value, path);
    return explain_leaf(e, type, value, path);
}

void
gq_coerce_value_explain(struct gq_arena *arena, const struct gq_type *type,
        const struct gq_value *value, gq_coerce_value_fault_fn *report_fn, void *context)
{
    struct explanation e = { arena, report_fn, context };

    if (value)
        (void)explain(&e, type, value, NULL);
    else if (type->kind == GQ_TYPE_NON_NULL)
        (void)report(&e, NULL, "Expected a value of non-null type \"%.*s\" to be provided.",
                GQ_STR_ARG(gq_message_type(arena, type)));
}
