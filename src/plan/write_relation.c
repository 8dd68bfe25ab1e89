/* plan/write_relation.c - connect, create and their kin, for to-ones and lists. */
#include "plan/write.h"

#include "base/arena.h"
#include "schema/schema.h"
#include "store/store.h"

#include <assert.h>

/* The one thing that a @oneOf asks for. */
static const struct gq_input_value *
choice_of(const struct gq_write_one *one, struct gq_input *ret_value)
{
    if (one->value->value->kind != GQ_VALUE_OBJECT || one->value->value->count == 0)
        return NULL;
    *ret_value = gq_builder_child(one->value, 0);
    return gq_builder_member(one->type, one->value, 0);
}

bool
gq_write_one_reads(const struct gq_write_one *one)
{
    struct gq_input value;
    const struct gq_input_value *choice = choice_of(one, &value);
    const struct gq_binding *binding = choice ? choice->binding : NULL;

    return binding
            && (binding->kind == GQ_BIND_INPUT_UPDATE || binding->kind == GQ_BIND_INPUT_UPSERT
                    || (binding->kind == GQ_BIND_INPUT_DELETE && value.value->boolean));
}

static const struct gq_write_back no_back = { NULL, GQ_SLOT_NONE };

static bool
insert_target(struct gq_writes *w, struct gq_vec *actions, const struct gq_property *property,
        const struct gq_type *type, const struct gq_input *value, struct gq_write_back back,
        uint32_t key_slot)
{
    struct gq_write_input input = { property->target, type, value };

    return gq_write_insert(w, actions, &input, back, key_slot);
}

static bool
update_target(struct gq_writes *w, struct gq_vec *actions, const struct gq_property *property,
        const struct gq_type *type, const struct gq_input *value, uint32_t key_slot)
{
    struct gq_write_input input = { property->target, type, value };

    return gq_write_update(w, actions, &input, key_slot, NULL, true);
}

static uint32_t
key_slot_new(struct gq_writes *w, const struct gq_property *property)
{
    return gq_builder_slot(w->b, GQ_SLOT_LOOKUP, NULL, gq_write_key(property->target));
}

/* A branch on whether there is a row: two lists of actions. */
static void
choose(struct gq_writes *w, struct gq_vec *actions, const struct gq_property *property,
        uint32_t slot, const struct gq_vec *body, const struct gq_vec *otherwise)
{
    struct gq_action *action =
            gq_write_action(w, actions, GQ_ACTION_CHOOSE, property->target, NULL);

    action->key_slot = slot;
    action->body = gq_write_list(body);
    action->otherwise = gq_write_list(otherwise);
}

static bool
connect_or_create_one(struct gq_writes *w, struct gq_vec *before,
        const struct gq_property *property, const struct gq_type *type,
        const struct gq_input *value, uint32_t *ret_slot)
{
    struct gq_vec body = { 0 }, otherwise = { 0 };
    const struct gq_type *where_type, *create_type;
    struct gq_input where, create;

    if (!gq_write_member(type, value, GQ_BIND_INPUT_WHERE, &where, &where_type)
            || !gq_write_member(type, value, GQ_BIND_INPUT_CREATE, &create, &create_type))
        return gq_builder_refuse(w->b, value, "\"connectOrCreate\" takes no null.");
    *ret_slot = gq_write_read_key(
            w, before, property->target, gq_write_unique(w, where_type, &where, NULL));
    if (!insert_target(w, &otherwise, property, create_type, &create, no_back, *ret_slot))
        return false;
    choose(w, before, property, *ret_slot, &body, &otherwise);
    return true;
}

static bool
upsert_one(struct gq_writes *w, struct gq_vec *before, const struct gq_write_one *one,
        const struct gq_type *type, const struct gq_input *value, uint32_t *ret_slot)
{
    struct gq_vec body = { 0 }, otherwise = { 0 };
    const struct gq_type *create_type, *update_type;
    struct gq_input create, update;

    if (!gq_write_member(type, value, GQ_BIND_INPUT_CREATE, &create, &create_type)
            || !gq_write_member(type, value, GQ_BIND_INPUT_CHANGES, &update, &update_type))
        return gq_builder_refuse(w->b, value, "\"upsert\" takes no null.");
    *ret_slot = one->current_slot;
    if (!update_target(w, &body, one->property, update_type, &update, *ret_slot)
            || !insert_target(
                    w, &otherwise, one->property, create_type, &create, no_back, *ret_slot))
        return false;
    choose(w, before, one->property, *ret_slot, &body, &otherwise);
    return true;
}

bool
gq_write_to_one(struct gq_writes *w, struct gq_vec *before, struct gq_vec *after,
        const struct gq_write_one *one, uint32_t *ret_slot)
{
    const struct gq_property *property = one->property;
    struct gq_input value;
    const struct gq_input_value *choice = choice_of(one, &value);
    const struct gq_binding *binding;

    if (!choice)
        return gq_builder_refuse(w->b, one->value, "Field \"%.*s\" of an input takes no null.",
                GQ_STR_ARG(property->name));
    binding = choice->binding;
    switch (binding->kind) {
    case GQ_BIND_INPUT_CONNECT:
        *ret_slot = gq_write_find(w, property, choice->type->named, &value);
        return true;
    case GQ_BIND_INPUT_CREATE:
        *ret_slot = key_slot_new(w, property);
        return insert_target(w, before, property, choice->type->named, &value, no_back, *ret_slot);
    case GQ_BIND_INPUT_CONNECT_OR_CREATE:
        return connect_or_create_one(w, before, property, choice->type->named, &value, ret_slot);
    case GQ_BIND_INPUT_UPDATE:
        gq_write_need(w, before, one->current_slot, property->target, &value);
        return update_target(w, before, property, choice->type->named, &value, one->current_slot);
    case GQ_BIND_INPUT_UPSERT:
        return upsert_one(w, before, one, choice->type->named, &value, ret_slot);
    default:
        break;
    }
    if (!value.value->boolean)
        return true;
    *ret_slot = gq_write_null_slot(w);
    if (binding->kind == GQ_BIND_INPUT_DELETE) {
        gq_write_need(w, before, one->current_slot, property->target, &value);
        gq_write_delete(w, after, property->target, one->current_slot, NULL, &value);
    }
    return true;
}

/* A list of a relation: `parent` is the foreign key of its rows, and the key that it has. */
struct list {
    struct gq_writes *w;
    struct gq_vec *actions;
    const struct gq_property *property;
    const struct gq_type *type; /* of an item */
    struct gq_write_back parent;
};

static const struct gq_condition *
is_child(const struct list *list)
{
    return gq_filter_compare(list->w->b, GQ_COMPARE_EQ, list->parent.column, list->parent.slot);
}

static struct gq_condition *
condition_new(const struct list *list, enum gq_condition_kind kind, const struct gq_column *column,
        uint32_t slot)
{
    struct gq_condition *condition = gq_arena_new_of(list->w->b->arena, struct gq_condition);

    condition->kind = kind;
    condition->column = column;
    condition->slot = slot;
    return condition;
}

/* The row whose key is in the slot gets this parent, unless it has it: then nothing is written. */
static void
link(const struct list *list, struct gq_vec *actions, uint32_t key_slot,
        const struct gq_input *item)
{
    struct gq_condition *other = condition_new(list, GQ_CONDITION_OR, NULL, GQ_SLOT_NONE);
    struct gq_condition *differs =
            gq_filter_compare(list->w->b, GQ_COMPARE_NEQ, list->parent.column, list->parent.slot);

    other->children = differs;
    if (list->parent.column->is_nullable)
        differs->next =
                condition_new(list, GQ_CONDITION_IS_NULL, list->parent.column, GQ_SLOT_NONE);
    gq_write_link(list->w, actions, list->property->target, list->parent, key_slot, other, item);
}

static bool
connect_item(const struct list *list, const struct gq_input *item)
{
    link(list, list->actions, gq_write_find(list->w, list->property, list->type, item), item);
    return true;
}

static bool
disconnect_item(const struct list *list, const struct gq_input *item)
{
    struct gq_write_back none = { list->parent.column, gq_write_null_slot(list->w) };

    gq_write_link(list->w, list->actions, list->property->target, none, GQ_SLOT_NONE,
            gq_write_unique(list->w, list->type, item, is_child(list)), item);
    return true;
}

static bool
delete_item(const struct list *list, const struct gq_input *item)
{
    uint32_t slot = gq_write_read_key(list->w, list->actions, list->property->target,
            gq_write_unique(list->w, list->type, item, is_child(list)));

    gq_write_need(list->w, list->actions, slot, list->property->target, item);
    gq_write_delete(list->w, list->actions, list->property->target, slot, NULL, item);
    return true;
}

static bool
create_item(const struct list *list, const struct gq_input *item)
{
    return insert_target(list->w, list->actions, list->property, list->type, item, list->parent,
            key_slot_new(list->w, list->property));
}

static bool
connect_or_create_item(const struct list *list, const struct gq_input *item)
{
    struct gq_vec body = { 0 }, otherwise = { 0 };
    const struct gq_type *where_type, *create_type;
    struct gq_input where, create;
    uint32_t slot;

    if (!gq_write_member(list->type, item, GQ_BIND_INPUT_WHERE, &where, &where_type)
            || !gq_write_member(list->type, item, GQ_BIND_INPUT_CREATE, &create, &create_type))
        return gq_builder_refuse(list->w->b, item, "\"connectOrCreate\" takes no null.");
    slot = gq_write_read_key(list->w, list->actions, list->property->target,
            gq_write_unique(list->w, where_type, &where, NULL));
    link(list, &body, slot, item);
    if (!insert_target(
                list->w, &otherwise, list->property, create_type, &create, list->parent, slot))
        return false;
    choose(list->w, list->actions, list->property, slot, &body, &otherwise);
    return true;
}

static bool
update_item(const struct list *list, const struct gq_input *item)
{
    const struct gq_type *where_type, *input_type;
    struct gq_input where, input;
    uint32_t slot;

    if (!gq_write_member(list->type, item, GQ_BIND_INPUT_WHERE, &where, &where_type)
            || !gq_write_member(list->type, item, GQ_BIND_INPUT_CHANGES, &input, &input_type))
        return gq_builder_refuse(list->w->b, item, "\"update\" takes no null.");
    slot = gq_write_read_key(list->w, list->actions, list->property->target,
            gq_write_unique(list->w, where_type, &where, is_child(list)));
    gq_write_need(list->w, list->actions, slot, list->property->target, &where);
    return update_target(list->w, list->actions, list->property, input_type, &input, slot);
}

static bool
upsert_item(const struct list *list, const struct gq_input *item)
{
    struct gq_vec body = { 0 }, otherwise = { 0 };
    const struct gq_type *where_type, *create_type, *update_type;
    struct gq_input where, create, update;
    uint32_t slot;

    if (!gq_write_member(list->type, item, GQ_BIND_INPUT_WHERE, &where, &where_type)
            || !gq_write_member(list->type, item, GQ_BIND_INPUT_CREATE, &create, &create_type)
            || !gq_write_member(list->type, item, GQ_BIND_INPUT_CHANGES, &update, &update_type))
        return gq_builder_refuse(list->w->b, item, "\"upsert\" takes no null.");
    slot = gq_write_read_key(list->w, list->actions, list->property->target,
            gq_write_unique(list->w, where_type, &where, is_child(list)));
    if (!update_target(list->w, &body, list->property, update_type, &update, slot)
            || !insert_target(
                    list->w, &otherwise, list->property, create_type, &create, list->parent, slot))
        return false;
    choose(list->w, list->actions, list->property, slot, &body, &otherwise);
    return true;
}

/* `set`: those that are not named lose their parent, those that are named get it. */
static void
set_items(const struct list *list, const struct gq_input *items)
{
    uint32_t count = items->value->count;
    uint32_t *slots = gq_arena_array_of(list->w->b->arena, uint32_t, count + 1);
    struct gq_write_back none = { list->parent.column, gq_write_null_slot(list->w) };
    const struct gq_entity *target = list->property->target;
    struct gq_condition *all = condition_new(list, GQ_CONDITION_AND, NULL, GQ_SLOT_NONE);
    struct gq_condition *child =
            gq_filter_compare(list->w->b, GQ_COMPARE_EQ, list->parent.column, list->parent.slot);
    uint32_t kept = gq_builder_slot(list->w->b, GQ_SLOT_LOOKUP, NULL, gq_write_key(target));
    struct gq_action *gather;

    for (uint32_t i = 0; i < count; i++) {
        struct gq_input item = gq_builder_child(items, i);

        slots[i] = gq_write_find(list->w, list->property, list->type, &item);
    }
    gather = gq_write_action(list->w, list->actions, GQ_ACTION_GATHER, target, items);
    gather->slots = slots;
    gather->slot_count = count;
    gather->key_slot = kept;
    child->next = condition_new(list, GQ_CONDITION_NOT_IN, gq_write_key(target), kept);
    all->children = child;
    gq_write_link(list->w, list->actions, target, none, GQ_SLOT_NONE, all, items);
    for (uint32_t i = 0; i < count; i++) {
        struct gq_input item = gq_builder_child(items, i);

        link(list, list->actions, slots[i], &item);
    }
}

bool
gq_write_to_many(struct gq_writes *w, struct gq_vec *actions, const struct gq_property *property,
        const struct gq_type *type, const struct gq_input *value, uint32_t parent_slot)
{
    static const struct {
        enum gq_binding_kind kind;
        bool (*add)(const struct list *list, const struct gq_input *item);
    } verbs[] = {
        /* in the order in which they are applied, whatever the order in the input; set is first */
        { GQ_BIND_INPUT_DISCONNECT, disconnect_item },
        { GQ_BIND_INPUT_DELETE, delete_item },
        { GQ_BIND_INPUT_CONNECT, connect_item },
        { GQ_BIND_INPUT_CONNECT_OR_CREATE, connect_or_create_item },
        { GQ_BIND_INPUT_CREATE, create_item },
        { GQ_BIND_INPUT_UPDATE, update_item },
        { GQ_BIND_INPUT_UPSERT, upsert_item },
    };
    struct list list = { .w = w,
        .actions = actions,
        .property = property,
        .parent = { property->column, parent_slot } };
    struct gq_input items;

    if (value->value->kind == GQ_VALUE_NULL)
        return gq_builder_refuse(w->b, value, "Field \"%.*s\" of an input takes no null.",
                GQ_STR_ARG(property->name));
    if (gq_write_member(type, value, GQ_BIND_INPUT_SET, &items, &list.type))
        set_items(&list, &items);
    for (size_t v = 0; v < GQ_ARRAY_LENGTH(verbs); v++) {
        if (!gq_write_member(type, value, verbs[v].kind, &items, &list.type))
            continue;
        for (uint32_t i = 0; i < items.value->count; i++) {
            struct gq_input item = gq_builder_child(&items, i);

            if (!verbs[v].add(&list, &item))
                return false;
        }
    }
    return true;
}
