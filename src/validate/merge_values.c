/* validate/merge_values.c - values are compared by what they say, not by how they are ordered. */
#include "validate/merge_values.h"

#include "base/arena.h"
#include "base/str.h"
#include "language/ast.h"
#include "schema/schema.h"
#include "validate/validation.h"

#include <assert.h>
#include <stdlib.h>

/* An argument or an object field. */
struct entry {
    struct gq_name name;
    const struct gq_literal *value;
};

/* By name; those of equal names stay in their order. */
static int
compare_entries(const void *left, const void *right)
{
    const struct entry *a = left, *b = right;
    int order = gq_str_compare(a->name.text, b->name.text);

    return order ? order
                 : (a->name.position > b->name.position) - (a->name.position < b->name.position);
}

static uint32_t
count_fields(const struct gq_object_field *fields)
{
    uint32_t count = 0;

    for (; fields; fields = fields->next)
        count++;
    return count;
}

static uint32_t
count_arguments(const struct gq_argument *arguments)
{
    uint32_t count = 0;

    for (; arguments; arguments = arguments->next)
        count++;
    return count;
}

static struct entry *
sort_fields(struct gq_arena *arena, const struct gq_object_field *fields, uint32_t count)
{
    struct entry *entries = gq_arena_array_of(arena, struct entry, count);

    for (uint32_t i = 0; i < count; i++, fields = fields->next)
        entries[i] = (struct entry){ fields->name, fields->value };
    qsort(entries, count, sizeof(*entries), compare_entries);
    return entries;
}

static struct entry *
sort_arguments(struct gq_arena *arena, const struct gq_argument *arguments, uint32_t count)
{
    struct entry *entries = gq_arena_array_of(arena, struct entry, count);

    for (uint32_t i = 0; i < count; i++, arguments = arguments->next)
        entries[i] = (struct entry){ arguments->name, arguments->value };
    qsort(entries, count, sizeof(*entries), compare_entries);
    return entries;
}

static bool same_literal(
        struct gq_validation *run, const struct gq_literal *a, const struct gq_literal *b);

static bool
same_fields(
        struct gq_validation *run, const struct gq_object_field *a, const struct gq_object_field *b)
{
    uint32_t count = count_fields(a);
    const struct entry *left, *right;

    if (count != count_fields(b))
        return false;
    left = sort_fields(run->arena, a, count);
    right = sort_fields(run->arena, b, count);
    for (uint32_t i = 0; i < count; i++) {
        if (!gq_str_equal(left[i].name.text, right[i].name.text)
                || !same_literal(run, left[i].value, right[i].value))
            return false;
    }
    return true;
}

static bool
same_items(struct gq_validation *run, const struct gq_literal *a, const struct gq_literal *b)
{
    while (a && b && same_literal(run, a, b)) {
        a = a->next;
        b = b->next;
    }
    return !a && !b;
}

/* Recurses over the nesting of values, which the parser bounds. */
static bool
same_literal(struct gq_validation *run, const struct gq_literal *a, const struct gq_literal *b)
{
    if (a == b)
        return true;
    if (a->kind != b->kind || !gq_validation_spend(run, 1))
        return false;
    switch (a->kind) {
    case GQ_LITERAL_NULL:
        return true;
    case GQ_LITERAL_BOOLEAN:
        return a->boolean == b->boolean;
    case GQ_LITERAL_LIST:
        return same_items(run, a->items, b->items);
    case GQ_LITERAL_OBJECT:
        return same_fields(run, a->fields, b->fields);
    case GQ_LITERAL_STRING:
        return a->is_block == b->is_block && gq_str_equal(a->text, b->text);
    case GQ_LITERAL_VARIABLE:
    case GQ_LITERAL_INT:
    case GQ_LITERAL_FLOAT:
    case GQ_LITERAL_ENUM:
        break;
    }
    return gq_str_equal(a->text, b->text);
}

bool
gq_merge_values_same_arguments(
        struct gq_validation *run, const struct gq_argument *a, const struct gq_argument *b)
{
    uint32_t count;
    const struct entry *left, *right;

    if (!a || !b)
        return a == b;
    count = count_arguments(a);
    if (count != count_arguments(b))
        return false;
    if (count == 1)
        return gq_str_equal(a->name.text, b->name.text) && same_literal(run, a->value, b->value);
    left = sort_arguments(run->arena, a, count);
    right = sort_arguments(run->arena, b, count);
    for (uint32_t i = 0; i < count; i++) {
        if (!gq_str_equal(left[i].name.text, right[i].name.text)
                || (i && gq_str_equal(left[i].name.text, left[i - 1].name.text))
                || !same_literal(run, left[i].value, right[i].value))
            return false;
    }
    return true;
}

/* Of equal names the last. */
static const struct gq_literal *
find_value(struct gq_validation *run, const struct gq_argument *arguments, struct gq_str name)
{
    const struct gq_literal *value = NULL;

    for (; arguments && gq_validation_spend(run, 1); arguments = arguments->next) {
        if (gq_str_equal(arguments->name.text, name))
            value = arguments->value;
    }
    return value;
}

bool
gq_merge_values_match_arguments(
        struct gq_validation *run, const struct gq_argument *a, const struct gq_argument *b)
{
    if (count_arguments(a) != count_arguments(b))
        return false;
    for (; a; a = a->next) {
        const struct gq_literal *value = find_value(run, b, a->name.text);

        if (!value || !same_literal(run, a->value, value))
            return false;
    }
    return true;
}

bool
gq_merge_values_types_conflict(const struct gq_type *a, const struct gq_type *b)
{
    assert(a && b);
    while (a != b && (a->of || b->of)) {
        if (a->kind != b->kind)
            return true;
        a = a->of;
        b = b->of;
    }
    return a != b && (gq_type_is_leaf(a) || gq_type_is_leaf(b));
}
