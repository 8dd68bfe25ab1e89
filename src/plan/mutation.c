/* plan/mutation.c - the fields of a mutation: what to write, and what to read of it. */
#include "plan/write.h"

#include "base/arena.h"
#include "schema/schema.h"
#include "store/store.h"

#include <assert.h>

/* A field under construction. */
struct mutation {
    struct gq_builder *b;
    struct gq_writes writes;
    const struct gq_entity *entity;
    const struct gq_field *field;
    struct gq_input arguments;
    struct gq_vec before, after; /* struct gq_action */
};

static uint32_t
key_slot_new(struct mutation *m)
{
    return gq_builder_slot(m->b, GQ_SLOT_LOOKUP, NULL, gq_write_key(m->entity));
}

/* The argument with this binding and its named type; false when it is absent or null. */
static bool
argument(const struct mutation *m, enum gq_binding_kind kind, struct gq_input *ret_value,
        const struct gq_type **ret_type)
{
    const struct gq_field *field = m->field;

    if (!gq_builder_argument(&m->arguments, field, kind, ret_value))
        return false;
    *ret_type = gq_schema_argument_find(field->arguments, field->argument_count,
            m->arguments.value->members[ret_value->index].key)
                        ->type->named;
    return true;
}

static void
add_result(struct mutation *m, uint32_t key_slot)
{
    gq_write_action(&m->writes, &m->before, GQ_ACTION_RESULT, m->entity, NULL)->key_slot = key_slot;
}

static bool
add_row(struct mutation *m, const struct gq_type *type, const struct gq_input *value)
{
    struct gq_write_input input = { m->entity, type, value };
    uint32_t key_slot = key_slot_new(m);

    if (!gq_write_insert(&m->writes, &m->before, &input, (struct gq_write_back){ 0 }, key_slot))
        return false;
    add_result(m, key_slot);
    return true;
}

static bool
build_create(struct mutation *m)
{
    const struct gq_type *type = NULL;
    struct gq_input input;
    bool is_given = argument(m, GQ_BIND_ARGUMENT_INPUT, &input, &type);

    return add_row(m, type, is_given ? &input : NULL);
}

static bool
build_create_many(struct mutation *m)
{
    const struct gq_type *type;
    struct gq_input input;
    bool is_given = argument(m, GQ_BIND_ARGUMENT_INPUT, &input, &type);

    assert(is_given);
    for (uint32_t i = 0; is_given && i < input.value->count; i++) {
        struct gq_input item = gq_builder_child(&input, i);

        if (!add_row(m, type, &item))
            return false;
    }
    return true;
}

static const struct gq_column *
version_of(const struct gq_table *table)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].source == GQ_COLUMN_FROM_VERSION)
            return &table->columns[i];
    }
    return NULL;
}

/* `expectedVersion`: the row must still have it. */
static const struct gq_condition *
version_condition(struct mutation *m)
{
    const struct gq_column *version = version_of(m->entity->table);
    const struct gq_type *type;
    struct gq_input expected;

    if (!version || !argument(m, GQ_BIND_ARGUMENT_EXPECTED_VERSION, &expected, &type))
        return NULL;
    return gq_filter_compare(
            m->b, GQ_COMPARE_EQ, version, gq_builder_slot(m->b, GQ_SLOT_CELL, &expected, version));
}

/* The statement that tells, where no row with the version was found, whether there is another. */
static const struct gq_statement *
exists_statement(struct mutation *m, uint32_t key_slot)
{
    struct gq_vec unused = { 0 };

    gq_write_read_key(&m->writes, &unused, m->entity,
            gq_filter_compare(m->b, GQ_COMPARE_EQ, gq_write_key(m->entity), key_slot));
    return GQ_VEC_AT(&unused, struct gq_action, 0).statement;
}

static uint32_t
key_argument(struct mutation *m)
{
    const struct gq_type *type;
    struct gq_input key;
    bool is_given = argument(m, GQ_BIND_ARGUMENT_KEY, &key, &type);

    assert(is_given);
    (void)is_given;
    return gq_builder_slot(m->b, GQ_SLOT_CELL, &key, gq_write_key(m->entity));
}

/* The action that a version stands in: the update of the field's own row. */
static void
set_exists(struct mutation *m, struct gq_vec *actions, uint32_t key_slot)
{
    for (uint32_t i = 0; i < actions->count; i++) {
        struct gq_action *action = &GQ_VEC_AT(actions, struct gq_action, i);

        if (action->key_slot == key_slot
                && (action->kind == GQ_ACTION_UPDATE || action->kind == GQ_ACTION_DELETE))
            action->exists = exists_statement(m, key_slot);
    }
}

static bool
build_update(struct mutation *m)
{
    const struct gq_condition *version = version_condition(m);
    uint32_t key_slot = key_argument(m);
    struct gq_write_input input = { .entity = m->entity };
    struct gq_input value;

    if (!argument(m, GQ_BIND_ARGUMENT_INPUT, &value, &input.type))
        return false;
    input.value = &value;
    if (!gq_write_update(&m->writes, &m->before, &input, key_slot, version, false))
        return false;
    if (version)
        set_exists(m, &m->before, key_slot);
    add_result(m, key_slot);
    return true;
}

static bool
build_delete(struct mutation *m)
{
    const struct gq_condition *version = version_condition(m);
    uint32_t key_slot = key_argument(m);

    add_result(m, key_slot);
    gq_write_delete(&m->writes, &m->after, m->entity, key_slot, version, NULL);
    if (version)
        set_exists(m, &m->after, key_slot);
    return true;
}

/* The keys of the rows that the filter means: one more than allowed, to know that there are. */
static bool
add_select(struct mutation *m)
{
    struct gq_fetch *fetch = gq_arena_new_of(m->b->arena, struct gq_fetch);
    struct gq_fetch_column *column = gq_arena_new_of(m->b->arena, struct gq_fetch_column);
    struct gq_order *order = gq_arena_new_of(m->b->arena, struct gq_order);
    struct gq_input filter, at_most;
    const struct gq_type *type, *int_type;
    struct gq_action *action;

    if (!argument(m, GQ_BIND_ARGUMENT_FILTER, &filter, &type)
            || !argument(m, GQ_BIND_ARGUMENT_AT_MOST, &at_most, &int_type))
        return false;
    column->column = order->column = gq_write_key(m->entity);
    *fetch = (struct gq_fetch){
        .table = m->entity->table,
        .columns = column,
        .column_count = 1,
        .where = gq_filter_condition(m->b, m->entity->table, type, &filter),
        .orders = order,
        .order_count = 1,
        .after = { GQ_SLOT_NONE, 0 },
        .before = { GQ_SLOT_NONE, 0 },
        .limit_slot = gq_builder_slot(m->b, GQ_SLOT_AT_MOST, &at_most, NULL),
        .offset_slot = GQ_SLOT_NONE,
    };
    if (!fetch->where)
        return false;
    gq_builder_slot_at(m->b, fetch->limit_slot)->constant.integer = 1;
    action = gq_write_action(&m->writes, &m->before, GQ_ACTION_SELECT, m->entity, NULL);
    action->at_most_slot = fetch->limit_slot;
    action->statement = gq_store_compile_fetch(m->b->arena, fetch);
    return true;
}

static void
add_each(struct mutation *m, struct gq_vec *actions, const struct gq_vec *body, uint32_t key_slot)
{
    struct gq_action *each = gq_write_action(&m->writes, actions, GQ_ACTION_EACH, m->entity, NULL);

    each->key_slot = key_slot;
    each->body = gq_write_list(body);
}

static bool
build_update_many(struct mutation *m)
{
    uint32_t key_slot = key_slot_new(m);
    struct gq_write_input input = { .entity = m->entity };
    struct gq_vec body = { 0 };
    struct gq_input value;

    if (!add_select(m) || !argument(m, GQ_BIND_ARGUMENT_INPUT, &value, &input.type))
        return false;
    input.value = &value;
    if (!gq_write_update(&m->writes, &body, &input, key_slot, NULL, true))
        return false;
    add_each(m, &m->before, &body, key_slot);
    return true;
}

/* A row may have gone with one before it: that is no fault. */
static bool
build_delete_many(struct mutation *m)
{
    uint32_t key_slot = key_slot_new(m);
    struct gq_vec body = { 0 };

    if (!add_select(m))
        return false;
    gq_write_delete(&m->writes, &body, m->entity, key_slot, NULL, NULL)->is_required = false;
    add_each(m, &m->after, &body, key_slot);
    return true;
}

static const struct gq_conflict *
conflict_of(const struct gq_entity *entity, struct gq_str name)
{
    for (uint32_t i = 0; i < entity->conflict_count; i++) {
        if (gq_str_equal(entity->conflicts[i].name, name))
            return &entity->conflicts[i];
    }
    return NULL;
}

/* The value that the input has for a column of the conflict, as a slot; NONE: there is none. */
static uint32_t
conflict_slot(struct mutation *m, const struct gq_type *type, const struct gq_input *input,
        const struct gq_column *column)
{
    for (uint32_t i = 0; i < input->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(type, input, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input value = gq_builder_child(input, i);
        const struct gq_type *unique_type;
        struct gq_input unique;

        if (binding->kind == GQ_BIND_INPUT_TO_MANY || binding->column != column)
            continue;
        if (binding->kind == GQ_BIND_INPUT_COLUMN)
            return gq_builder_slot(m->b, GQ_SLOT_CELL, &value, column);
        if (gq_write_member(
                    member->type->named, &value, GQ_BIND_INPUT_CONNECT, &unique, &unique_type))
            return gq_write_find(&m->writes, binding->property, unique_type, &unique);
    }
    return GQ_SLOT_NONE;
}

/* The row has the values that the input has for the columns of the conflict. NULL: error. */
static const struct gq_condition *
conflict_condition(struct mutation *m, const struct gq_type *type, const struct gq_input *input)
{
    struct gq_condition *all = gq_arena_new_of(m->b->arena, struct gq_condition);
    const struct gq_condition **tail = &all->children;
    const struct gq_type *enum_type;
    struct gq_input name;
    const struct gq_conflict *conflict;

    if (!argument(m, GQ_BIND_ARGUMENT_ON_CONFLICT, &name, &enum_type))
        return NULL;
    conflict = conflict_of(m->entity, name.value->text);
    assert(conflict);
    for (uint32_t i = 0; i < conflict->column_count; i++) {
        const struct gq_column *column = &m->entity->table->columns[conflict->columns[i]];
        uint32_t slot = conflict_slot(m, type, input, column);
        struct gq_condition *equal;

        if (slot == GQ_SLOT_NONE) {
            gq_builder_refuse(m->b, input,
                    "The input has no value to compare for \"onConflict: %.*s\": give one, or name "
                    "another key.",
                    GQ_STR_ARG(conflict->name));
            return NULL;
        }
        equal = gq_filter_compare(m->b, GQ_COMPARE_EQ, column, slot);
        *tail = equal;
        tail = &equal->next;
    }
    return all;
}

/* Without `update` the row that is there gets what the new one would have had. */
static bool
build_upsert(struct mutation *m)
{
    struct gq_write_input create = { .entity = m->entity }, update;
    struct gq_vec body = { 0 }, otherwise = { 0 };
    const struct gq_condition *where;
    struct gq_input create_value, update_value;
    struct gq_action *choose;
    uint32_t key_slot;

    if (!argument(m, GQ_BIND_ARGUMENT_INPUT, &create_value, &create.type))
        return false;
    create.value = &create_value;
    update = create;
    if (argument(m, GQ_BIND_ARGUMENT_CONFLICT_UPDATE, &update_value, &update.type))
        update.value = &update_value;
    where = conflict_condition(m, create.type, create.value);
    if (!where)
        return false;
    key_slot = gq_write_read_key(&m->writes, &m->before, m->entity, where);
    if (!gq_write_update(&m->writes, &body, &update, key_slot, NULL, true)
            || !gq_write_insert(
                    &m->writes, &otherwise, &create, (struct gq_write_back){ 0 }, key_slot))
        return false;
    choose = gq_write_action(&m->writes, &m->before, GQ_ACTION_CHOOSE, m->entity, NULL);
    choose->key_slot = key_slot;
    choose->body = gq_write_list(&body);
    choose->otherwise = gq_write_list(&otherwise);
    add_result(m, key_slot);
    return true;
}

/* Rows to connect are looked for before anything is written. */
static void
finish_write(struct mutation *m, struct gq_stage_write *write)
{
    struct gq_vec all = { 0 };

    gq_write_finds(&m->writes, &all);
    for (uint32_t i = 0; i < m->before.count; i++)
        *GQ_VEC_PUSH(m->b->arena, &all, struct gq_action) =
                GQ_VEC_AT(&m->before, struct gq_action, i);
    write->before = gq_write_list(&all);
    write->after = gq_write_list(&m->after);
}

/* The step that reads the rows that the write step names; equal positions share it. */
static struct gq_draft *
read_step(struct mutation *m, struct gq_draft *written, const struct gq_field_group *group)
{
    struct gq_draft *draft = gq_builder_step_find(written, m->entity, 0, NULL);

    if (draft)
        return draft;
    draft = gq_builder_step(m->b, GQ_STEP_FETCH, written, group, m->field);
    draft->identity = m->entity;
    draft->arguments = NULL;
    draft->step->is_single = true;
    draft->step->key_cell = 0;
    draft->step->fetch.table = m->entity->table;
    draft->step->fetch.attach = gq_write_key(m->entity);
    return draft;
}

static bool
add_rows(struct mutation *m, struct gq_draft *written, struct gq_vec *entries,
        enum gq_entry_kind kind, const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *read = read_step(m, written, group);
    const struct gq_template *object =
            gq_rows_template(m->b, &(struct gq_scope){ read, 0, 0 }, field->type->named, group);
    struct gq_entry *entry;

    if (!object)
        return false;
    entry = gq_builder_entry(m->b, entries, kind, group, field);
    entry->step = read->step;
    entry->object = object;
    return true;
}

/* `PostsResult` */
static bool
add_result_object(struct mutation *m, struct gq_draft *written, struct gq_vec *entries,
        const struct gq_field_group *group)
{
    const struct gq_type *type = m->field->type->named;
    struct gq_field_groups groups = gq_collect_subfields(&m->b->collect, type, group);
    struct gq_vec inner_entries = { 0 };
    struct gq_entry *entry;

    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *inner = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);
        const struct gq_field *field = gq_builder_field(m->b, type, inner);
        const struct gq_binding *binding = field->binding;

        if (gq_builder_typename(m->b, &inner_entries, type, inner))
            continue;
        if (binding->kind == GQ_BIND_AFFECTED_COUNT)
            gq_builder_entry(m->b, &inner_entries, GQ_ENTRY_AFFECTED_COUNT, inner, field)->step =
                    written->step;
        else if (!add_rows(m, written, &inner_entries, GQ_ENTRY_WRITTEN_LIST, inner, field))
            return false;
    }
    entry = gq_builder_entry(m->b, entries, GQ_ENTRY_RESULT, group, m->field);
    entry->object = gq_builder_template(m->b, type, &inner_entries);
    return true;
}

static bool
add_answer(struct mutation *m, struct gq_draft *written, struct gq_vec *entries,
        const struct gq_field_group *group)
{
    const struct gq_binding *binding = m->field->binding;

    if (binding->kind == GQ_BIND_UPDATE_MANY || binding->kind == GQ_BIND_DELETE_MANY)
        return add_result_object(m, written, entries, group);
    return add_rows(m, written, entries,
            binding->kind == GQ_BIND_CREATE_MANY ? GQ_ENTRY_WRITTEN_LIST : GQ_ENTRY_WRITTEN, group,
            m->field);
}

static bool
build_write(struct mutation *m)
{
    const struct gq_binding *binding = m->field->binding;

    switch (binding->kind) {
    case GQ_BIND_CREATE:
        return build_create(m);
    case GQ_BIND_CREATE_MANY:
        return build_create_many(m);
    case GQ_BIND_UPDATE:
        return build_update(m);
    case GQ_BIND_UPDATE_MANY:
        return build_update_many(m);
    case GQ_BIND_UPSERT:
        return build_upsert(m);
    case GQ_BIND_DELETE:
        return build_delete(m);
    default:
        assert(binding->kind == GQ_BIND_DELETE_MANY);
        return build_delete_many(m);
    }
}

bool
gq_mutation_field(struct gq_builder *b, struct gq_draft *root, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    const struct gq_binding *binding = field->binding;
    struct gq_stage_write *write = gq_arena_new_of(b->arena, struct gq_stage_write);
    struct mutation m = { .b = b, .writes = { .b = b }, .entity = binding->entity, .field = field };
    struct gq_draft *written;

    if (!gq_builder_site(b, field, group, &m.arguments))
        return false;
    GQ_VEC_PUSH(b->arena, &b->stages, struct gq_stage)->write = write;
    written = gq_builder_step(b, GQ_STEP_WRITE, root, group, field);
    write->step = written->step;
    write->entity = binding->entity;
    if (!build_write(&m))
        return false;
    finish_write(&m, write);
    return add_answer(&m, written, entries, group);
}
