/* model/relation.c - pairs lists with references. */
#include "model/relation.h"

#include "base/arena.h"
#include "base/error.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "schema/schema.h"

#include <assert.h>

/* One end of a relation. */
struct side {
    struct gq_entity *entity;
    struct gq_property *property;
};

static struct gq_entity *
target_of(struct gq_draft *draft, const struct gq_property *property)
{
    struct gq_entity *target = &draft->model->entities[property->target->table->index];

    assert(target == property->target);
    return target;
}

static struct gq_property *
property_find(struct gq_entity *entity, struct gq_str name)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (gq_str_equal(entity->properties[i].name, name))
            return &entity->properties[i];
    }
    return NULL;
}

static uint32_t
place_of(struct side side)
{
    return side.property->definition->name.position;
}

static const struct gq_directive *
relation_of(const struct gq_property *property)
{
    return gq_directive_find(property->definition->directives, "relation");
}

static void
error_same_kind(struct gq_draft *draft, struct side one, struct side other, uint32_t position)
{
    if (one.property->kind == GQ_PROPERTY_TO_MANY)
        gq_draft_error(draft, position,
                "\"%.*s.%.*s\" and \"%.*s.%.*s\" are both lists: many-to-many relations are not in "
                "this version. Make a model for the pairs, with a field of each type.",
                GQ_STR_ARG(one.entity->name), GQ_STR_ARG(one.property->name),
                GQ_STR_ARG(other.entity->name), GQ_STR_ARG(other.property->name));
    else
        gq_draft_error(draft, position,
                "\"%.*s.%.*s\" and \"%.*s.%.*s\" refer to each other: one-to-one relations are not "
                "in this version. Remove one of them, or give it a list as its other side.",
                GQ_STR_ARG(one.entity->name), GQ_STR_ARG(one.property->name),
                GQ_STR_ARG(other.entity->name), GQ_STR_ARG(other.property->name));
}

static void
tie(struct side one, struct side other)
{
    assert(one.property->kind != other.property->kind);
    one.property->inverse = other.property;
    other.property->inverse = one.property;
}

/* @relation(field:), when the other end is what it says. */
static void
pair_named(struct gq_draft *draft, struct side one, const struct gq_literal *field)
{
    struct side other = { .entity = target_of(draft, one.property) };

    other.property = property_find(other.entity, field->text);
    if (!other.property)
        gq_draft_error(draft, field->position,
                "@relation(field: \"%.*s\"): \"%.*s\" has no such field.", GQ_STR_ARG(field->text),
                GQ_STR_ARG(other.entity->name));
    else if (other.property->target != one.entity || other.property == one.property)
        gq_draft_error(draft, field->position,
                "@relation(field: \"%.*s\"): \"%.*s.%.*s\" is not the other side of \"%.*s.%.*s\"; "
                "name a field of type \"%.*s\".",
                GQ_STR_ARG(field->text), GQ_STR_ARG(other.entity->name),
                GQ_STR_ARG(other.property->name), GQ_STR_ARG(one.entity->name),
                GQ_STR_ARG(one.property->name), GQ_STR_ARG(one.entity->name));
    else if (other.property->kind == one.property->kind)
        error_same_kind(draft, one, other, field->position);
    else if ((other.property->inverse && other.property->inverse != one.property)
            || (one.property->inverse && one.property->inverse != other.property))
        gq_draft_error(draft, field->position,
                "@relation(field: \"%.*s\"): \"%.*s.%.*s\" is already part of another relation.",
                GQ_STR_ARG(field->text), GQ_STR_ARG(other.entity->name),
                GQ_STR_ARG(other.property->name));
    else
        tie(one, other);
}

/* Properties of `entity` of this kind that refer to `target` and are not paired yet. */
static uint32_t
collect_free(struct gq_entity *entity, const struct gq_entity *target, enum gq_property_kind kind,
        struct gq_property **ret_first)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < entity->property_count; i++) {
        struct gq_property *property = &entity->properties[i];

        if (property->kind != kind || property->target != target || property->inverse)
            continue;
        if (count++ == 0)
            *ret_first = property;
    }
    return count;
}

static struct gq_str
free_names(struct gq_arena *arena, const struct gq_entity *entity, const struct gq_entity *target,
        enum gq_property_kind kind)
{
    struct gq_str names = GQ_STR("");

    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind == kind && property->target == target && !property->inverse)
            names = gq_arena_printf(arena, "%.*s%s\"%.*s\"", GQ_STR_ARG(names),
                    names.length ? ", " : "", GQ_STR_ARG(property->name));
    }
    return names;
}

static void
error_ambiguous(struct gq_draft *draft, struct side list, struct side first)
{
    struct gq_str lists = free_names(draft->arena, list.entity, first.entity, GQ_PROPERTY_TO_MANY);
    struct gq_str references =
            free_names(draft->arena, first.entity, list.entity, GQ_PROPERTY_TO_ONE);

    gq_draft_error(draft, place_of(list),
            "It is ambiguous which field is the other side of \"%.*s.%.*s\": the lists %.*s of "
            "\"%.*s\" meet the fields %.*s of \"%.*s\". Say it with @relation(field: \"%.*s\").",
            GQ_STR_ARG(list.entity->name), GQ_STR_ARG(list.property->name), GQ_STR_ARG(lists),
            GQ_STR_ARG(list.entity->name), GQ_STR_ARG(references), GQ_STR_ARG(first.entity->name),
            GQ_STR_ARG(first.property->name));
}

static void
error_no_inverse(struct gq_draft *draft, struct side list, struct side other)
{
    uint32_t lists = collect_free(other.entity, list.entity, GQ_PROPERTY_TO_MANY, &other.property);

    if (lists > 0 && other.property != list.property) {
        error_same_kind(draft, list, other, place_of(list));
        return;
    }
    gq_draft_error(draft, place_of(list),
            "List \"%.*s.%.*s\" has no other side: add a field of type \"%.*s\" to \"%.*s\", for "
            "example `%.*s: %.*s`.",
            GQ_STR_ARG(list.entity->name), GQ_STR_ARG(list.property->name),
            GQ_STR_ARG(list.entity->name), GQ_STR_ARG(other.entity->name),
            GQ_STR_ARG(list.entity->singular), GQ_STR_ARG(list.entity->name));
}

static void
pair_inferred(struct gq_draft *draft, struct side list)
{
    struct side other = { .entity = target_of(draft, list.property) };
    struct gq_property *first_list = NULL;
    uint32_t lists = collect_free(list.entity, other.entity, GQ_PROPERTY_TO_MANY, &first_list);
    uint32_t references =
            collect_free(other.entity, list.entity, GQ_PROPERTY_TO_ONE, &other.property);

    assert(lists > 0);
    if (references == 0)
        error_no_inverse(draft, list, other);
    else if (references == 1 && lists == 1)
        tie(list, other);
    else
        error_ambiguous(draft, list, other);
}

static void
check_on_delete(struct gq_draft *draft, struct side side)
{
    const struct gq_directive *relation = relation_of(side.property);
    const struct gq_literal *action = relation ? gq_directive_argument(relation, "onDelete") : NULL;

    if (!action)
        return;
    if (side.property->kind == GQ_PROPERTY_TO_MANY)
        gq_draft_error(draft, action->position,
                "@relation(onDelete:) belongs on the side of the reference: move it from "
                "\"%.*s.%.*s\" to the field of \"%.*s\".",
                GQ_STR_ARG(side.entity->name), GQ_STR_ARG(side.property->name),
                GQ_STR_ARG(side.property->target->name));
    else if (gq_str_is(action->text, "SET_NULL")
            && gq_draft_field(side.entity, side.property)->type->kind == GQ_TYPE_NON_NULL)
        gq_draft_error(draft, action->position,
                "@relation(onDelete: SET_NULL) needs a field that may be null: write "
                "`%.*s: %.*s` without the exclamation mark.",
                GQ_STR_ARG(side.property->name), GQ_STR_ARG(side.property->target->name));
}

/* Two references without lists, each to the other's type: a one-to-one, once for each pair. */
static void
check_one_to_one(struct gq_draft *draft, struct side one)
{
    struct side other = { .entity = target_of(draft, one.property) };

    if (one.property->kind != GQ_PROPERTY_TO_ONE || one.property->inverse
            || one.entity <= other.entity)
        return;
    if (collect_free(other.entity, one.entity, GQ_PROPERTY_TO_ONE, &other.property) > 0)
        error_same_kind(draft, one, other, place_of(one));
}

static void
pair_if_named(struct gq_draft *draft, struct side side)
{
    const struct gq_directive *relation = relation_of(side.property);
    const struct gq_literal *field = relation ? gq_directive_argument(relation, "field") : NULL;

    if (field)
        pair_named(draft, side, field);
}

static void
pair_if_free(struct gq_draft *draft, struct side side)
{
    const struct gq_directive *relation = relation_of(side.property);

    if (side.property->kind == GQ_PROPERTY_TO_MANY && !side.property->inverse
            && !(relation && gq_directive_argument(relation, "field")))
        pair_inferred(draft, side);
}

static void
for_each_relation(struct gq_draft *draft, void (*visit)(struct gq_draft *, struct side))
{
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct gq_entity *entity = &draft->model->entities[i];

        for (uint32_t j = 0; j < entity->property_count; j++) {
            if (entity->properties[j].kind != GQ_PROPERTY_COLUMN)
                visit(draft, (struct side){ entity, &entity->properties[j] });
        }
    }
}

void
gq_relation_pair(struct gq_draft *draft)
{
    uint32_t errors_before = draft->errs->count;

    for_each_relation(draft, check_on_delete);
    for_each_relation(draft, pair_if_named);
    /* What was named wrongly would be reported again as missing or ambiguous. */
    if (draft->errs->count > errors_before)
        return;
    for_each_relation(draft, pair_if_free);
    for_each_relation(draft, check_one_to_one);
}
