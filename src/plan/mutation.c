/* plan/mutation.c - create, update, delete: what to write, and what to read of it. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"
#include "store/store.h"

#include <assert.h>

/* A write under construction. */
struct draft_write {
    struct gq_stage_write *write;
    struct gq_vec assignments; /* struct gq_assignment */
    struct gq_vec lookups;     /* struct gq_lookup */
};

static void
assign(struct gq_builder *b, struct draft_write *draft, const struct gq_column *column,
        uint32_t slot)
{
    *GQ_VEC_PUSH(b->arena, &draft->assignments, struct gq_assignment) =
            (struct gq_assignment){ column, slot };
}

static uint32_t
constant_slot(struct gq_builder *b, int64_t value)
{
    uint32_t slot = gq_builder_slot(b, GQ_SLOT_CONSTANT, NULL, NULL);

    gq_builder_slot_at(b, slot)->constant =
            (struct gq_cell){ .kind = GQ_CELL_INTEGER, .integer = value };
    return slot;
}

/* The names on the way to an input value, from the argument on. */
static void
set_input_path(struct gq_builder *b, struct gq_lookup *lookup, const struct gq_input *input)
{
    struct gq_str *path;
    uint32_t length = 0;

    for (const struct gq_input *i = input; i->parent; i = i->parent)
        length++;
    path = gq_arena_array_of(b->arena, struct gq_str, length);
    lookup->input_path = path;
    lookup->input_path_length = length;
    for (const struct gq_input *i = input; i->parent; i = i->parent)
        path[--length] = i->parent->value->members[i->index].key;
}

static const struct gq_statement *
key_statement(struct gq_builder *b, const struct gq_table *table, const struct gq_condition *where)
{
    struct gq_fetch_column *column = gq_arena_new_of(b->arena, struct gq_fetch_column);
    struct gq_fetch *fetch = gq_arena_new_of(b->arena, struct gq_fetch);

    column->column = &table->columns[table->primary_key];
    *fetch = (struct gq_fetch){
        .table = table,
        .columns = column,
        .column_count = 1,
        .where = where,
        .after = { GQ_SLOT_NONE, 0 },
        .before = { GQ_SLOT_NONE, 0 },
        .limit_slot = GQ_SLOT_NONE,
        .offset_slot = GQ_SLOT_NONE,
    };
    return gq_store_compile_fetch(b->arena, fetch);
}

/* `connect: {email: "..."}`: the row is looked up, its key becomes the foreign key. */
static bool
connect(struct gq_builder *b, struct draft_write *draft, const struct gq_column *foreign_key,
        const struct gq_type *unique_type, const struct gq_input *unique)
{
    const struct gq_binding *binding = gq_builder_member(unique_type, unique, 0)->binding;
    struct gq_input value = gq_builder_child(unique, 0);
    struct gq_lookup *lookup = GQ_VEC_PUSH(b->arena, &draft->lookups, struct gq_lookup);
    uint32_t found = gq_builder_slot(b, GQ_SLOT_LOOKUP, NULL, foreign_key);

    assert(binding->kind == GQ_BIND_UNIQUE_COLUMN);
    lookup->slot = found;
    lookup->foreign_key = foreign_key;
    lookup->statement = key_statement(b, foreign_key->references,
            gq_filter_compare(b, GQ_COMPARE_EQ, binding->column,
                    gq_builder_slot(b, GQ_SLOT_CELL, &value, binding->column)));
    set_input_path(b, lookup, unique);
    assign(b, draft, foreign_key, found);
    return true;
}

static bool
add_to_one(struct gq_builder *b, struct draft_write *draft, const struct gq_column *foreign_key,
        const struct gq_input_value *member, const struct gq_input *value)
{
    const struct gq_type *type = member->type->named;
    const struct gq_input_value *choice;
    const struct gq_binding *binding;
    struct gq_input inner;
    uint32_t null_slot;

    if (value->value->kind == GQ_VALUE_NULL)
        return gq_builder_refuse(
                b, value, "Field \"%.*s\" of an input takes no null.", GQ_STR_ARG(member->name));
    choice = gq_builder_member(type, value, 0);
    binding = choice->binding;
    inner = gq_builder_child(value, 0);
    if (binding->kind == GQ_BIND_INPUT_CONNECT)
        return connect(b, draft, foreign_key, choice->type->named, &inner);
    assert(binding->kind == GQ_BIND_INPUT_DISCONNECT);
    if (!inner.value->boolean)
        return true;
    null_slot = gq_builder_slot(b, GQ_SLOT_CONSTANT, NULL, NULL);
    assign(b, draft, foreign_key, null_slot);
    return true;
}

/* Omitted is untouched, null is NULL. */
static bool
add_input(struct gq_builder *b, struct draft_write *draft, const struct gq_type *type,
        const struct gq_input *input)
{
    for (uint32_t i = 0; i < input->value->count; i++) {
        const struct gq_input_value *member = gq_builder_member(type, input, i);
        const struct gq_binding *binding = member->binding;
        struct gq_input value = gq_builder_child(input, i);
        const struct gq_column *column = binding->property->column;

        /* A key that is null is one that was not given. */
        if (value.value->kind == GQ_VALUE_NULL && gq_column_is_key(column))
            continue;
        if (binding->kind == GQ_BIND_INPUT_COLUMN)
            assign(b, draft, column, gq_builder_slot(b, GQ_SLOT_CELL, &value, column));
        else if (!add_to_one(b, draft, column, member, &value))
            return false;
    }
    return true;
}

/* The columns that the client does not write. */
static void
add_own_columns(struct gq_builder *b, struct draft_write *draft, const struct gq_table *table)
{
    bool is_insert = draft->write->kind == GQ_WRITE_INSERT;

    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct gq_column *column = &table->columns[i];

        if (column->source == GQ_COLUMN_FROM_UPDATED_AT
                || (column->source == GQ_COLUMN_FROM_CREATED_AT && is_insert))
            assign(b, draft, column, gq_builder_slot(b, GQ_SLOT_NOW, NULL, column));
        else if (column->source == GQ_COLUMN_FROM_VERSION)
            assign(b, draft, column, is_insert ? constant_slot(b, 1) : GQ_SLOT_NONE);
    }
}

/* The key of a new row, when it is known before: the client's, or one of our making. */
static void
add_key(struct gq_builder *b, struct draft_write *draft, const struct gq_column *key)
{
    for (uint32_t i = 0; i < draft->assignments.count; i++) {
        const struct gq_assignment *given =
                &GQ_VEC_AT(&draft->assignments, struct gq_assignment, i);

        if (given->column == key) {
            draft->write->key_slot = given->slot;
            return;
        }
    }
    if (key->source == GQ_COLUMN_FROM_ROWID)
        return;
    draft->write->key_slot = gq_builder_slot(b, GQ_SLOT_NEW_KEY, NULL, key);
    assign(b, draft, key, draft->write->key_slot);
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

static const struct gq_column *
key_of(const struct gq_table *table)
{
    return &table->columns[table->primary_key];
}

/* `expectedVersion`: the row must still have it; what it has instead is asked only on failure. */
static const struct gq_condition *
add_version(struct gq_builder *b, struct draft_write *draft, const struct gq_input *arguments,
        const struct gq_field *field)
{
    const struct gq_table *table = draft->write->entity->table;
    const struct gq_column *version = version_of(table);
    struct gq_input expected;

    if (!version
            || !gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_EXPECTED_VERSION, &expected))
        return NULL;
    draft->write->exists = key_statement(
            b, table, gq_filter_compare(b, GQ_COMPARE_EQ, key_of(table), draft->write->key_slot));
    return gq_filter_compare(
            b, GQ_COMPARE_EQ, version, gq_builder_slot(b, GQ_SLOT_CELL, &expected, version));
}

static bool
build_write(struct gq_builder *b, struct draft_write *draft, const struct gq_input *arguments,
        const struct gq_field *field)
{
    struct gq_stage_write *write = draft->write;
    const struct gq_table *table = write->entity->table;
    struct gq_write *vocabulary = gq_arena_new_of(b->arena, struct gq_write);
    struct gq_input input;

    write->key_slot = GQ_SLOT_NONE;
    if (gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_KEY, &input))
        write->key_slot = gq_builder_slot(b, GQ_SLOT_CELL, &input, key_of(table));
    vocabulary->where = add_version(b, draft, arguments, field);
    if (gq_builder_argument(arguments, field, GQ_BIND_ARGUMENT_INPUT, &input)) {
        const struct gq_input_value *definition = gq_schema_argument_find(field->arguments,
                field->argument_count, arguments->value->members[input.index].key);

        if (!add_input(b, draft, definition->type->named, &input))
            return false;
    }
    if (write->kind != GQ_WRITE_DELETE)
        add_own_columns(b, draft, table);
    if (write->kind == GQ_WRITE_INSERT)
        add_key(b, draft, key_of(table));
    /* An update of nothing still has to say whether the row is there. */
    if (write->kind == GQ_WRITE_UPDATE && draft->assignments.count == 0)
        assign(b, draft, key_of(table), write->key_slot);
    vocabulary->kind = write->kind;
    vocabulary->table = table;
    vocabulary->assignments = draft->assignments.items;
    vocabulary->assignment_count = draft->assignments.count;
    vocabulary->key_slot = write->key_slot;
    write->statement = gq_store_compile_write(b->arena, vocabulary);
    write->assignments = vocabulary->assignments;
    write->assignment_count = vocabulary->assignment_count;
    write->lookups = draft->lookups.items;
    write->lookup_count = draft->lookups.count;
    return true;
}

/* The rows that the selection is about: the one row that the write step names. */
static struct gq_draft *
read_step(struct gq_builder *b, struct gq_draft *written, const struct gq_table *table,
        const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *draft = gq_builder_step(b, GQ_STEP_FETCH, written, group, field);

    draft->step->is_single = true;
    draft->step->key_cell = 0;
    draft->step->fetch.table = table;
    draft->step->fetch.attach = key_of(table);
    return draft;
}

bool
gq_mutation_field(struct gq_builder *b, struct gq_draft *root, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    const struct gq_binding *binding = field->binding;
    struct draft_write draft = { .write = gq_arena_new_of(b->arena, struct gq_stage_write) };
    struct gq_draft *written, *read;
    struct gq_input arguments;
    const struct gq_template *object;
    struct gq_entry *entry;

    if (!gq_builder_site(b, field, group, &arguments))
        return false;
    GQ_VEC_PUSH(b->arena, &b->stages, struct gq_stage)->write = draft.write;
    written = gq_builder_step(b, GQ_STEP_WRITE, root, group, field);
    draft.write->step = written->step;
    draft.write->entity = binding->entity;
    draft.write->kind = binding->kind == GQ_BIND_CREATE ? GQ_WRITE_INSERT
            : binding->kind == GQ_BIND_UPDATE           ? GQ_WRITE_UPDATE
                                                        : GQ_WRITE_DELETE;
    if (!build_write(b, &draft, &arguments, field))
        return false;
    read = read_step(b, written, binding->entity->table, group, field);
    object = gq_rows_template(b, &(struct gq_scope){ read, 0, 0 }, field->type->named, group);
    if (!object)
        return false;
    entry = gq_builder_entry(b, entries, GQ_ENTRY_WRITTEN, group, field);
    entry->step = read->step;
    entry->object = object;
    return true;
}
