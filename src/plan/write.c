/* plan/write.c - single write actions. */
#include "plan/write.h"

#include "base/arena.h"
#include "schema/schema.h"
#include "store/store.h"

#include <assert.h>

const struct gq_path *
gq_write_path(struct gq_builder *b, const struct gq_input *input)
{
    const struct gq_path *parent;
    const struct gq_value *value;

    if (!input || !input->parent)
        return NULL;
    parent = gq_write_path(b, input->parent);
    value = input->parent->value;
    /* A variable's keys may belong to the request; the plan outlives it. */
    return value->kind == GQ_VALUE_LIST
            ? gq_path_index(b->arena, parent, input->index)
            : gq_path_key(
                    b->arena, parent, gq_arena_copy(b->arena, value->members[input->index].key));
}

const struct gq_column *
gq_write_key(const struct gq_entity *entity)
{
    return &entity->table->columns[entity->table->primary_key];
}

uint32_t
gq_write_null_slot(struct gq_writes *w)
{
    return gq_builder_slot(w->b, GQ_SLOT_CONSTANT, NULL, NULL);
}

struct gq_actions
gq_write_list(const struct gq_vec *actions)
{
    return (struct gq_actions){ actions->items, actions->count };
}

struct gq_action *
gq_write_action(struct gq_writes *w, struct gq_vec *actions, enum gq_action_kind kind,
        const struct gq_entity *entity, const struct gq_input *input)
{
    struct gq_action *action = GQ_VEC_PUSH(w->b->arena, actions, struct gq_action);

    action->kind = kind;
    action->entity = entity;
    action->key_slot = GQ_SLOT_NONE;
    action->made_slot = GQ_SLOT_NONE;
    action->at_most_slot = GQ_SLOT_NONE;
    action->input_path = gq_write_path(w->b, input);
    return action;
}

static struct gq_fetch *
fetch_new(struct gq_writes *w, const struct gq_entity *entity,
        const struct gq_column *const *columns, uint32_t count)
{
    struct gq_fetch *fetch = gq_arena_new_of(w->b->arena, struct gq_fetch);
    struct gq_fetch_column *out = gq_arena_array_of(w->b->arena, struct gq_fetch_column, count);

    for (uint32_t i = 0; i < count; i++)
        out[i].column = columns[i];
    *fetch = (struct gq_fetch){
        .table = entity->table,
        .columns = out,
        .column_count = count,
        .after = { GQ_SLOT_NONE, 0 },
        .before = { GQ_SLOT_NONE, 0 },
        .limit_slot = GQ_SLOT_NONE,
        .offset_slot = GQ_SLOT_NONE,
    };
    return fetch;
}

struct gq_action *
gq_write_read(struct gq_writes *w, struct gq_vec *actions, const struct gq_entity *entity,
        const struct gq_condition *where, const struct gq_vec *columns)
{
    struct gq_fetch *fetch = fetch_new(w, entity, columns->items, columns->count);
    struct gq_action *action = gq_write_action(w, actions, GQ_ACTION_READ, entity, NULL);
    uint32_t *slots = gq_arena_array_of(w->b->arena, uint32_t, columns->count);

    fetch->where = where;
    for (uint32_t i = 0; i < columns->count; i++)
        slots[i] = gq_builder_slot(w->b, GQ_SLOT_LOOKUP, NULL, fetch->columns[i].column);
    action->statement = gq_store_compile_fetch(w->b->arena, fetch);
    action->slots = slots;
    action->slot_count = columns->count;
    return action;
}

uint32_t
gq_write_read_key(struct gq_writes *w, struct gq_vec *actions, const struct gq_entity *entity,
        const struct gq_condition *where)
{
    struct gq_vec columns = { 0 };

    *GQ_VEC_PUSH(w->b->arena, &columns, const struct gq_column *) = gq_write_key(entity);
    return gq_write_read(w, actions, entity, where, &columns)->slots[0];
}

void
gq_write_need(struct gq_writes *w, struct gq_vec *actions, uint32_t slot,
        const struct gq_entity *entity, const struct gq_input *input)
{
    gq_write_action(w, actions, GQ_ACTION_NEED, entity, input)->key_slot = slot;
}

/* The statement that tells whether a row's foreign key names the key in the slot. */
static void
add_probe(struct gq_writes *w, struct gq_vec *probes, const struct gq_entity *entity,
        const struct gq_property *property, uint32_t key_slot)
{
    const struct gq_column *key = gq_write_key(entity);
    struct gq_fetch *fetch = fetch_new(w, entity, &key, 1);
    struct gq_probe *probe = GQ_VEC_PUSH(w->b->arena, probes, struct gq_probe);
    uint32_t one = gq_builder_slot(w->b, GQ_SLOT_CONSTANT, NULL, NULL);

    gq_builder_slot_at(w->b, one)->constant =
            (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = 1 };
    fetch->where = gq_filter_compare(w->b, GQ_COMPARE_EQ, property->column, key_slot);
    fetch->limit_slot = one;
    *probe = (struct gq_probe){ gq_store_compile_fetch(w->b->arena, fetch), entity, property };
}

/* All references to the entity that keep its rows from being deleted. */
static void
add_probes(struct gq_writes *w, struct gq_action *action)
{
    const struct gq_schema *schema = w->b->input->schema;
    struct gq_vec probes = { 0 };

    for (uint32_t i = 0; i < schema->type_count; i++) {
        const struct gq_entity *entity = schema->types[i]->binding;

        if (schema->types[i]->kind != GQ_TYPE_OBJECT || !entity)
            continue;
        for (uint32_t p = 0; p < entity->property_count; p++) {
            const struct gq_property *property = &entity->properties[p];

            if (property->kind == GQ_PROPERTY_TO_ONE && property->target == action->entity
                    && property->column->on_delete == GQ_ON_DELETE_RESTRICT)
                add_probe(w, &probes, entity, property, action->key_slot);
        }
    }
    action->probes = probes.items;
    action->probe_count = probes.count;
}

struct gq_action *
gq_write_delete(struct gq_writes *w, struct gq_vec *actions, const struct gq_entity *entity,
        uint32_t key_slot, const struct gq_condition *where, const struct gq_input *input)
{
    struct gq_action *action = gq_write_action(w, actions, GQ_ACTION_DELETE, entity, input);
    struct gq_write write = {
        .kind = GQ_WRITE_DELETE, .table = entity->table, .key_slot = key_slot, .where = where
    };

    action->key_slot = key_slot;
    action->is_required = true;
    action->statement = gq_store_compile_write(w->b->arena, &write);
    add_probes(w, action);
    return action;
}

/* The columns of a <T>Unique and its values: one, or those of a key. */
static uint32_t
unique_parts(struct gq_writes *w, const struct gq_type *type, const struct gq_input *unique,
        struct gq_vec *columns, struct gq_vec *slots)
{
    /* Slots keep the way to a value, not these: they may stay behind on the stack. */
    for (uint32_t i = 0; i < unique->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(type, unique, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input value = gq_builder_child(unique, i);

        if (binding->kind == GQ_BIND_UNIQUE_KEY)
            return unique_parts(w, member->type->named, &value, columns, slots);
        assert(binding->kind == GQ_BIND_UNIQUE_COLUMN);
        *GQ_VEC_PUSH(w->b->arena, columns, const struct gq_column *) = binding->column;
        *GQ_VEC_PUSH(w->b->arena, slots, uint32_t) =
                gq_builder_slot(w->b, GQ_SLOT_CELL, &value, binding->column);
    }
    return columns->count;
}

/* The look-ups that this one belongs to; a new list of them when it is the first. */
static struct gq_write_find *
find_of(struct gq_writes *w, const struct gq_property *property, const struct gq_vec *columns)
{
    struct gq_write_find *find;
    size_t bytes = columns->count * sizeof(find->columns[0]);

    assert(columns->count > 0 && columns->count <= GQ_ARRAY_LENGTH(find->columns));
    for (uint32_t i = 0; i < w->finds.count; i++) {
        find = &GQ_VEC_AT(&w->finds, struct gq_write_find, i);
        if (find->property == property && find->column_count == columns->count
                && memcmp(find->columns, columns->items, bytes) == 0)
            return find;
    }
    find = GQ_VEC_PUSH(w->b->arena, &w->finds, struct gq_write_find);
    find->entity = property->target;
    find->property = property;
    find->column_count = columns->count;
    memcpy(find->columns, columns->items, bytes);
    return find;
}

uint32_t
gq_write_find(struct gq_writes *w, const struct gq_property *property,
        const struct gq_type *unique_type, const struct gq_input *unique)
{
    struct gq_vec columns = { 0 }, slots = { 0 };
    struct gq_found *found;

    unique_parts(w, unique_type, unique, &columns, &slots);
    found = GQ_VEC_PUSH(w->b->arena, &find_of(w, property, &columns)->found, struct gq_found);
    found->slots = slots.items;
    found->key_slot = gq_builder_slot(w->b, GQ_SLOT_LOOKUP, NULL, gq_write_key(property->target));
    found->input_path = gq_write_path(w->b, unique);
    return found->key_slot;
}

void
gq_write_finds(struct gq_writes *w, struct gq_vec *actions)
{
    for (uint32_t i = 0; i < w->finds.count; i++) {
        struct gq_write_find *find = &GQ_VEC_AT(&w->finds, struct gq_write_find, i);
        const struct gq_column *key = gq_write_key(find->entity);
        struct gq_fetch *fetch = fetch_new(w, find->entity, &key, 1);
        struct gq_action *action = gq_write_action(w, actions, GQ_ACTION_FIND, find->entity, NULL);

        fetch->attach = find->columns[0];
        fetch->attach_more = find->columns + 1;
        fetch->attach_more_count = find->column_count - 1;
        action->statement = gq_store_compile_fetch(w->b->arena, fetch);
        action->found = find->found.items;
        action->found_count = find->found.count;
        action->key_width = find->column_count;
    }
}

const struct gq_condition *
gq_write_unique(struct gq_writes *w, const struct gq_type *unique_type,
        const struct gq_input *unique, const struct gq_condition *and)
{
    struct gq_condition *all = gq_arena_new_of(w->b->arena, struct gq_condition);
    const struct gq_condition **tail = &all->children;
    struct gq_vec columns = { 0 }, slots = { 0 };
    uint32_t count = unique_parts(w, unique_type, unique, &columns, &slots);

    for (uint32_t i = 0; i < count; i++) {
        struct gq_condition *equal = gq_filter_compare(w->b, GQ_COMPARE_EQ,
                GQ_VEC_AT(&columns, const struct gq_column *, i), GQ_VEC_AT(&slots, uint32_t, i));

        *tail = equal;
        tail = &equal->next;
    }
    *tail = and;
    return all;
}

bool
gq_write_member(const struct gq_type *type, const struct gq_input *object,
        enum gq_binding_kind kind, struct gq_input *ret_value, const struct gq_type **ret_type)
{
    for (uint32_t i = 0; i < object->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(type, object, i);
        const struct gq_binding *binding = member->binding;

        if (binding->kind != kind)
            continue;
        *ret_value = gq_builder_child(object, i);
        *ret_type = member->type->named;
        return ret_value->value->kind != GQ_VALUE_NULL;
    }
    return false;
}
