/* plan/builder.c - steps, slots, sites and entries as they are added. */
#include "plan/builder.h"

#include "base/arena.h"
#include "base/buf.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>
#include <string.h>

/* Argument values equal as written: the same variables and literals mean the same at every run. */
static bool
literal_equal(const struct gq_literal *a, const struct gq_literal *b, uint32_t depth)
{
    assert(depth < 1000);
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case GQ_LITERAL_NULL:
        return true;
    case GQ_LITERAL_BOOLEAN:
        return a->boolean == b->boolean;
    case GQ_LITERAL_LIST: {
        const struct gq_literal *x = a->items, *y = b->items;

        for (; x && y; x = x->next, y = y->next) {
            if (!literal_equal(x, y, depth + 1))
                return false;
        }
        return !x && !y;
    }
    case GQ_LITERAL_OBJECT: {
        const struct gq_object_field *x = a->fields, *y = b->fields;

        for (; x && y; x = x->next, y = y->next) {
            if (!gq_str_equal(x->name.text, y->name.text)
                    || !literal_equal(x->value, y->value, depth + 1))
                return false;
        }
        return !x && !y;
    }
    default:
        return gq_str_equal(a->text, b->text);
    }
}

static bool
arguments_equal(const struct gq_argument *a, const struct gq_argument *b)
{
    for (; a && b; a = a->next, b = b->next) {
        if (!gq_str_equal(a->name.text, b->name.text) || !literal_equal(a->value, b->value, 0))
            return false;
    }
    return !a && !b;
}

struct gq_draft *
gq_builder_step(struct gq_builder *b, enum gq_step_kind kind, struct gq_draft *parent,
        const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *draft = gq_arena_new_of(b->arena, struct gq_draft);
    struct gq_step *step = gq_arena_new_of(b->arena, struct gq_step);

    draft->step = step;
    draft->parent = parent;
    draft->stage = b->stages.count - 1;
    draft->arguments = group ? group->first->arguments : NULL;
    step->kind = kind;
    step->index = b->drafts.count;
    step->level = parent ? parent->step->level + 1 : 0;
    step->parent = parent ? parent->step : NULL;
    step->field = field;
    step->key = group ? group->key : GQ_STR("");
    step->position = group ? group->first->position : GQ_SOURCE_NOWHERE;
    step->key_cell = GQ_CELL_NONE;
    step->site = GQ_SLOT_NONE;
    step->fetch.limit_slot = GQ_SLOT_NONE;
    step->fetch.offset_slot = GQ_SLOT_NONE;
    step->fetch.after.first_slot = GQ_SLOT_NONE;
    step->fetch.before.first_slot = GQ_SLOT_NONE;
    *GQ_VEC_PUSH(b->arena, &b->drafts, struct gq_draft *) = draft;
    if (parent)
        *GQ_VEC_PUSH(b->arena, &parent->children, struct gq_draft *) = draft;
    return draft;
}

struct gq_draft *
gq_builder_step_find(const struct gq_draft *parent, const void *identity, uint32_t source,
        const struct gq_argument *arguments)
{
    for (uint32_t i = 0; i < parent->children.count; i++) {
        struct gq_draft *child = GQ_VEC_AT(&parent->children, struct gq_draft *, i);

        if (child->identity == identity && child->source == source
                && arguments_equal(child->arguments, arguments))
            return child;
    }
    return NULL;
}

uint32_t
gq_builder_value_cell(
        struct gq_builder *b, struct gq_draft *draft, const struct gq_fetch_column *value)
{
    const struct gq_fetch_column *columns = draft->columns.items;

    for (uint32_t i = 0; i < draft->columns.count; i++) {
        if (columns[i].source == value->source && columns[i].column == value->column
                && columns[i].counted == value->counted)
            return i;
    }
    *GQ_VEC_PUSH(b->arena, &draft->columns, struct gq_fetch_column) = *value;
    return draft->columns.count - 1;
}

uint32_t
gq_builder_cell(struct gq_builder *b, struct gq_draft *draft, uint32_t source,
        const struct gq_column *column)
{
    return gq_builder_value_cell(b, draft, &(struct gq_fetch_column){ source, column, NULL });
}

bool
gq_builder_join(struct gq_builder *b, struct gq_draft *draft, uint32_t source,
        const struct gq_column *foreign_key, uint32_t *ret_source)
{
    const struct gq_fetch_join *joins = draft->joins.items;

    assert(foreign_key->references);
    for (uint32_t i = 0; i < draft->joins.count; i++) {
        if (joins[i].source == source && joins[i].foreign_key == foreign_key) {
            *ret_source = i + 1;
            return true;
        }
    }
    if (draft->joins.count + 1 == GQ_BUILDER_FOLD_TABLES)
        return false;
    *GQ_VEC_PUSH(b->arena, &draft->joins, struct gq_fetch_join) =
            (struct gq_fetch_join){ source, foreign_key, foreign_key->references };
    *ret_source = draft->joins.count;
    return true;
}

bool
gq_builder_site(struct gq_builder *b, const struct gq_field *field,
        const struct gq_field_group *group, struct gq_input *ret_input)
{
    struct gq_value *values = gq_arena_new_of(b->arena, struct gq_value);
    struct gq_site *site;

    if (!gq_coerce_arguments(b->arena, field->arguments, field->argument_count,
                group->first->arguments, group->first->position, b->input->variables, values,
                b->errs))
        return false;
    site = GQ_VEC_PUSH(b->arena, &b->sites, struct gq_site);
    site->field = field;
    site->arguments = group->first->arguments;
    site->position = group->first->position;
    *ret_input = (struct gq_input){ values, b->sites.count - 1, NULL, 0 };
    return true;
}

static const uint32_t *
path_of(struct gq_arena *arena, const struct gq_input *input, uint32_t *ret_length)
{
    uint32_t length = 0, *path;

    for (const struct gq_input *i = input; i->parent; i = i->parent)
        length++;
    path = gq_arena_array_of(arena, uint32_t, length + 1);
    *ret_length = length;
    for (const struct gq_input *i = input; i->parent; i = i->parent)
        path[--length] = i->index;
    return path;
}

uint32_t
gq_builder_slot(struct gq_builder *b, enum gq_slot_kind kind, const struct gq_input *input,
        const struct gq_column *column)
{
    struct gq_slot *slot = GQ_VEC_PUSH(b->arena, &b->slots, struct gq_slot);

    slot->kind = kind;
    slot->site = GQ_SLOT_NONE;
    slot->column = column;
    if (input) {
        slot->site = input->site;
        slot->path = path_of(b->arena, input, &slot->path_length);
    }
    return b->slots.count - 1;
}

struct gq_slot *
gq_builder_slot_at(struct gq_builder *b, uint32_t slot)
{
    assert(slot < b->slots.count);
    return &GQ_VEC_AT(&b->slots, struct gq_slot, slot);
}

struct gq_input
gq_builder_child(const struct gq_input *parent, uint32_t index)
{
    const struct gq_value *value = parent->value;

    assert(index < value->count);
    return (struct gq_input){
        value->kind == GQ_VALUE_LIST ? &value->items[index] : &value->members[index].value,
        parent->site,
        parent,
        index,
    };
}

const struct gq_input_value *
gq_builder_member(const struct gq_type *type, const struct gq_input *object, uint32_t index)
{
    const struct gq_input_value *member;

    assert(type->kind == GQ_TYPE_INPUT_OBJECT && object->value->kind == GQ_VALUE_OBJECT);
    member = gq_map_find(&type->input_field_map, object->value->members[index].key);
    assert(member);
    return member;
}

bool
gq_builder_argument(const struct gq_input *arguments, const struct gq_field *field,
        enum gq_binding_kind kind, struct gq_input *ret_input)
{
    for (uint32_t i = 0; i < arguments->value->count; i++) {
        const struct gq_input_value *definition = gq_schema_argument_find(
                field->arguments, field->argument_count, arguments->value->members[i].key);
        const struct gq_binding *binding = definition->binding;

        if (!binding || binding->kind != kind)
            continue;
        *ret_input = gq_builder_child(arguments, i);
        return ret_input->value->kind != GQ_VALUE_NULL;
    }
    return false;
}

struct gq_entry *
gq_builder_entry(struct gq_builder *b, struct gq_vec *entries, enum gq_entry_kind kind,
        const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_entry *entry = GQ_VEC_PUSH(b->arena, entries, struct gq_entry);
    const struct gq_type *type = field->type;

    entry->kind = kind;
    entry->key = group->key;
    entry->key_json = gq_arena_printf(
            b->arena, "%s\"%.*s\":", entries->count > 1 ? "," : "", GQ_STR_ARG(group->key));
    entry->field = field;
    entry->position = group->first->position;
    entry->is_non_null = type->kind == GQ_TYPE_NON_NULL;
    if (entry->is_non_null)
        type = type->of;
    entry->item_is_non_null = type->kind == GQ_TYPE_LIST && type->of->kind == GQ_TYPE_NON_NULL;
    return entry;
}

struct gq_template *
gq_builder_template(struct gq_builder *b, const struct gq_type *type, const struct gq_vec *entries)
{
    struct gq_template *template = gq_arena_new_of(b->arena, struct gq_template);

    template->type = type;
    template->entries = entries->items;
    template->entry_count = entries->count;
    return template;
}

bool
gq_builder_typename(struct gq_builder *b, struct gq_vec *entries, const struct gq_type *type,
        const struct gq_field_group *group)
{
    struct gq_entry *entry;

    if (!gq_str_is(group->first->name.text, "__typename"))
        return false;
    entry = gq_builder_entry(
            b, entries, GQ_ENTRY_TYPENAME, group, b->input->schema->typename_field);
    entry->text = gq_arena_printf(b->arena, "\"%.*s\"", GQ_STR_ARG(type->name));
    return true;
}

const struct gq_field *
gq_builder_field(
        const struct gq_builder *b, const struct gq_type *type, const struct gq_field_group *group)
{
    const struct gq_field *field =
            gq_schema_field_find(b->input->schema, type, group->first->name.text);

    assert(field);
    return field;
}

bool
gq_builder_refuse(struct gq_builder *b, const struct gq_input *input, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    gq_errors_vadd(b->errs, GQ_E_BAD_USER_INPUT,
            GQ_VEC_AT(&b->sites, struct gq_site, input->site).position, format, args);
    va_end(args);
    return false;
}
