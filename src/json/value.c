/* json/value.c - looking into values. */
#include "json/value.h"

#include <stddef.h>

/* Deeper than any JSON body or literal may be; the bound of the recursion below. */
#define DEPTH_MAX 512u

const struct gq_value *
gq_value_member(const struct gq_value *object, struct gq_str key)
{
    if (!object || object->kind != GQ_VALUE_OBJECT)
        return NULL;
    for (uint32_t i = 0; i < object->count; i++) {
        if (gq_str_equal(object->members[i].key, key))
            return &object->members[i].value;
    }
    return NULL;
}

static bool equal_within(const struct gq_value *a, const struct gq_value *b, uint32_t depth);

static bool
lists_equal(const struct gq_value *a, const struct gq_value *b, uint32_t depth)
{
    for (uint32_t i = 0; i < a->count; i++) {
        if (!equal_within(&a->items[i], &b->items[i], depth))
            return false;
    }
    return true;
}

/* Keys are unique and the counts agree, so each member of one found in the other is enough. */
static bool
objects_equal(const struct gq_value *a, const struct gq_value *b, uint32_t depth)
{
    for (uint32_t i = 0; i < a->count; i++) {
        const struct gq_member *member = &a->members[i];
        /* Most often both have the same order. */
        const struct gq_value *other = gq_str_equal(b->members[i].key, member->key)
                ? &b->members[i].value
                : gq_value_member(b, member->key);

        if (!other || !equal_within(&member->value, other, depth))
            return false;
    }
    return true;
}

static bool
equal_within(const struct gq_value *a, const struct gq_value *b, uint32_t depth)
{
    if (a->kind != b->kind || a->count != b->count || depth == 0)
        return false;
    switch (a->kind) {
    case GQ_VALUE_NULL:
        return true;
    case GQ_VALUE_BOOLEAN:
        return a->boolean == b->boolean;
    case GQ_VALUE_INT:
        return a->integer == b->integer;
    case GQ_VALUE_FLOAT:
        return a->real == b->real;
    case GQ_VALUE_STRING:
    case GQ_VALUE_ENUM:
    case GQ_VALUE_ERROR:
        return gq_str_equal(a->text, b->text);
    case GQ_VALUE_LIST:
        return lists_equal(a, b, depth - 1);
    case GQ_VALUE_OBJECT:
        return objects_equal(a, b, depth - 1);
    case GQ_VALUE_HANDLE:
        return a->handle == b->handle;
    }
    return false;
}

bool
gq_value_equal(const struct gq_value *a, const struct gq_value *b)
{
    return equal_within(a, b, DEPTH_MAX);
}
