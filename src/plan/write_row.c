/* plan/write_row.c - the insert or update of one row, and what its input asks for around it. */
#include "plan/write.h"

#include "base/arena.h"
#include "schema/schema.h"
#include "store/store.h"

#include <assert.h>

/* A row under construction. */
struct row {
    struct gq_writes *w;
    const struct gq_write_input *input;
    enum gq_write_kind kind;
    uint32_t key_slot;
    struct gq_vec assignments; /* struct gq_assignment */
    struct gq_vec assigned;    /* struct gq_assigned */
};

static void
assign(struct row *row, const struct gq_column *column, uint32_t slot)
{
    *GQ_VEC_PUSH(row->w->b->arena, &row->assignments, struct gq_assignment) =
            (struct gq_assignment){ column, slot };
}

/* The same for a value that the client gave: errors about the column name its place. */
static void
assign_given(struct row *row, const struct gq_column *column, uint32_t slot,
        const struct gq_input *value)
{
    assign(row, column, slot);
    *GQ_VEC_PUSH(row->w->b->arena, &row->assigned, struct gq_assigned) =
            (struct gq_assigned){ column, slot, gq_write_path(row->w->b, value) };
}

static uint32_t
one_slot(struct gq_builder *b)
{
    uint32_t slot = gq_builder_slot(b, GQ_SLOT_CONSTANT, NULL, NULL);

    gq_builder_slot_at(b, slot)->constant =
            (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = 1 };
    return slot;
}

/* The columns that the client does not write. */
static void
assign_own(struct row *row)
{
    const struct gq_table *table = row->input->entity->table;
    struct gq_builder *b = row->w->b;
    bool is_insert = row->kind == GQ_WRITE_INSERT;

    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct gq_column *column = &table->columns[i];

        if (column->source == GQ_COLUMN_FROM_UPDATED_AT
                || (column->source == GQ_COLUMN_FROM_CREATED_AT && is_insert))
            assign(row, column, gq_builder_slot(b, GQ_SLOT_NOW, NULL, column));
        else if (column->source == GQ_COLUMN_FROM_VERSION)
            assign(row, column, is_insert ? one_slot(b) : GQ_SLOT_NONE);
    }
}

/* The key of a new row, when it is known before: the client's, or one of our making. */
static uint32_t
assign_key(struct row *row)
{
    const struct gq_column *key = gq_write_key(row->input->entity);
    uint32_t slot;

    for (uint32_t i = 0; i < row->assignments.count; i++) {
        const struct gq_assignment *given = &GQ_VEC_AT(&row->assignments, struct gq_assignment, i);

        if (given->column == key)
            return given->slot;
    }
    if (key->source == GQ_COLUMN_FROM_ROWID)
        return GQ_SLOT_NONE;
    slot = gq_builder_slot(row->w->b, GQ_SLOT_NEW_KEY, NULL, key);
    assign(row, key, slot);
    return slot;
}

/* Adds the statement of the row. */
static struct gq_action *
finish(struct row *row, struct gq_vec *actions, const struct gq_condition *where)
{
    bool is_insert = row->kind == GQ_WRITE_INSERT;
    struct gq_writes *w = row->w;
    struct gq_write *write = gq_arena_new_of(w->b->arena, struct gq_write);
    struct gq_action *action = gq_write_action(w, actions,
            is_insert ? GQ_ACTION_INSERT : GQ_ACTION_UPDATE, row->input->entity, row->input->value);

    *write = (struct gq_write){
        .kind = row->kind,
        .table = row->input->entity->table,
        .assignments = row->assignments.items,
        .assignment_count = row->assignments.count,
        .key_slot = is_insert ? GQ_SLOT_NONE : row->key_slot,
        .where = where,
    };
    action->statement = gq_store_compile_write(w->b->arena, write);
    action->key_slot = row->key_slot;
    action->assigned = row->assigned.items;
    action->assigned_count = row->assigned.count;
    return action;
}

/* The to-one members of an update that need their foreign key as it is: all read at once. */
static void
read_current(struct row *row, struct gq_vec *actions, uint32_t *current_slots)
{
    const struct gq_input *value = row->input->value;
    struct gq_vec columns = { 0 };
    struct gq_builder *b = row->w->b;
    struct gq_action *action;

    for (uint32_t i = 0; i < value->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(row->input->type, value, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input inner = gq_builder_child(value, i);
        struct gq_write_one one = { binding->property, member->type->named, &inner, 0 };

        current_slots[i] = GQ_SLOT_NONE;
        if (binding->kind != GQ_BIND_INPUT_TO_ONE || !gq_write_one_reads(&one))
            continue;
        current_slots[i] = columns.count;
        *GQ_VEC_PUSH(b->arena, &columns, const struct gq_column *) = binding->column;
    }
    if (columns.count == 0)
        return;
    action = gq_write_read(row->w, actions, row->input->entity,
            gq_filter_compare(b, GQ_COMPARE_EQ, gq_write_key(row->input->entity), row->key_slot),
            &columns);
    action->is_required = true;
    for (uint32_t i = 0; i < value->value->count; i++) {
        if (current_slots[i] != GQ_SLOT_NONE)
            current_slots[i] = action->slots[current_slots[i]];
    }
}

/* Columns and to-one members. Omitted is untouched, null is NULL. */
static bool
assign_members(
        struct row *row, struct gq_vec *before, struct gq_vec *after, const uint32_t *current_slots)
{
    const struct gq_input *value = row->input->value;

    for (uint32_t i = 0; i < value->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(row->input->type, value, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input inner = gq_builder_child(value, i);
        struct gq_write_one one = { binding->property, member->type->named, &inner,
            current_slots ? current_slots[i] : GQ_SLOT_NONE };
        uint32_t slot = GQ_SLOT_NONE;

        /* A key that is null is one that was not given. */
        if (binding->kind == GQ_BIND_INPUT_COLUMN && inner.value->kind == GQ_VALUE_NULL
                && gq_column_is_key(binding->column))
            continue;
        if (binding->kind == GQ_BIND_INPUT_COLUMN)
            slot = gq_builder_slot(row->w->b, GQ_SLOT_CELL, &inner, binding->column);
        else if (binding->kind == GQ_BIND_INPUT_TO_ONE
                && !gq_write_to_one(row->w, before, after, &one, &slot))
            return false;
        if (slot != GQ_SLOT_NONE)
            assign_given(row, binding->column, slot, &inner);
    }
    return true;
}

static bool
add_lists(struct row *row, struct gq_vec *actions)
{
    const struct gq_input *value = row->input->value;

    for (uint32_t i = 0; i < value->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(row->input->type, value, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input inner = gq_builder_child(value, i);

        if (binding->kind == GQ_BIND_INPUT_TO_MANY
                && !gq_write_to_many(row->w, actions, binding->property, member->type->named,
                        &inner, row->key_slot))
            return false;
    }
    return true;
}

bool
gq_write_insert(struct gq_writes *w, struct gq_vec *actions, const struct gq_write_input *input,
        struct gq_write_back back, uint32_t key_slot)
{
    struct row row = { .w = w, .input = input, .kind = GQ_WRITE_INSERT, .key_slot = key_slot };
    struct gq_vec after = { 0 };
    uint32_t made_slot;
    bool is_ok;

    assert(w->depth < GQ_WRITE_DEPTH_MAX);
    w->depth++;
    is_ok = !input->value || assign_members(&row, actions, &after, NULL);
    if (is_ok) {
        if (back.column)
            assign(&row, back.column, back.slot);
        assign_own(&row);
        made_slot = assign_key(&row);
        finish(&row, actions, NULL)->made_slot = made_slot;
        assert(after.count == 0); /* only updates have something to do last */
        is_ok = !input->value || add_lists(&row, actions);
    }
    w->depth--;
    return is_ok;
}

static void
append(struct gq_writes *w, struct gq_vec *actions, const struct gq_vec *more)
{
    for (uint32_t i = 0; i < more->count; i++)
        *GQ_VEC_PUSH(w->b->arena, actions, struct gq_action) = GQ_VEC_AT(more, struct gq_action, i);
}

bool
gq_write_update(struct gq_writes *w, struct gq_vec *actions, const struct gq_write_input *input,
        uint32_t key_slot, const struct gq_condition *version, bool is_known)
{
    struct row row = { .w = w, .input = input, .kind = GQ_WRITE_UPDATE, .key_slot = key_slot };
    uint32_t *current_slots =
            gq_arena_array_of(w->b->arena, uint32_t, input->value->value->count + 1);
    struct gq_vec after = { 0 };
    bool is_ok;

    assert(w->depth < GQ_WRITE_DEPTH_MAX);
    w->depth++;
    read_current(&row, actions, current_slots);
    is_ok = assign_members(&row, actions, &after, current_slots);
    if (is_ok) {
        assign_own(&row);
        /* An update of nothing still has to say whether the row is there. */
        if (row.assignments.count == 0 && !is_known)
            assign(&row, gq_write_key(input->entity), key_slot);
        if (row.assignments.count > 0)
            finish(&row, actions, version)->is_required = true;
        append(w, actions, &after);
        is_ok = add_lists(&row, actions);
    }
    w->depth--;
    return is_ok;
}

void
gq_write_link(struct gq_writes *w, struct gq_vec *actions, const struct gq_entity *entity,
        struct gq_write_back back, uint32_t key_slot, const struct gq_condition *where,
        const struct gq_input *input)
{
    struct gq_write_input target = { .entity = entity, .value = input };
    struct row row = { .w = w, .input = &target, .kind = GQ_WRITE_UPDATE, .key_slot = key_slot };

    assign(&row, back.column, back.slot);
    assign_own(&row);
    finish(&row, actions, where);
}
