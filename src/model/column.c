/* model/column.c - lays out the columns of tables. */
#include "model/column.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/decimal.h"
#include "base/error.h"
#include "language/print.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "model/stored.h"
#include "schema/coerce.h"
#include "schema/schema.h"

#include <assert.h>

/* Directives that say where a column's value comes from. */
static const struct source_word {
    const char *directive;
    enum gq_column_source source;
} source_words[] = {
    { "createdAt", GQ_COLUMN_FROM_CREATED_AT },
    { "updatedAt", GQ_COLUMN_FROM_UPDATED_AT },
    { "version", GQ_COLUMN_FROM_VERSION },
};

static const struct on_delete_word {
    const char *name;
    enum gq_on_delete on_delete;
} on_delete_words[] = {
    { "RESTRICT", GQ_ON_DELETE_RESTRICT },
    { "CASCADE", GQ_ON_DELETE_CASCADE },
    { "SET_NULL", GQ_ON_DELETE_SET_NULL },
};

/* @column(storage:): forms of a DateTime in older databases. */
static const struct storage_word {
    const char *name;
    enum gq_column_type type;
} storage_words[] = {
    { "SQL_TEXT", GQ_COLUMN_DATETIME_SQL_TEXT },
    { "UNIX", GQ_COLUMN_DATETIME_UNIX },
    { "UNIX_MS", GQ_COLUMN_DATETIME_UNIX_MS },
};

#define SCALE_DEFAULT 2u

static struct gq_str
column_name_of(
        struct gq_draft *draft, const struct gq_entity *entity, const struct gq_property *property)
{
    const struct gq_directive *directive =
            gq_directive_find(property->definition->directives, "column");
    const struct gq_literal *literal = directive ? gq_directive_argument(directive, "name") : NULL;
    struct gq_str name;

    if (literal && !gq_names_is_storable(literal->text))
        gq_draft_error(draft, literal->position,
                "@column(name:) on \"%.*s.%.*s\" must not be empty or contain a NUL.",
                GQ_STR_ARG(entity->name), GQ_STR_ARG(property->name));
    if (literal)
        return literal->text;
    name = gq_names_snake(draft->arena, property->name);
    return property->kind == GQ_PROPERTY_TO_ONE
            ? gq_arena_printf(draft->arena, "%.*s_id", GQ_STR_ARG(name))
            : name;
}

static enum gq_on_delete
on_delete_of(const struct gq_property *property)
{
    const struct gq_directive *relation =
            gq_directive_find(property->definition->directives, "relation");
    const struct gq_literal *action = relation ? gq_directive_argument(relation, "onDelete") : NULL;

    for (size_t i = 0; action && i < GQ_ARRAY_LENGTH(on_delete_words); i++) {
        if (gq_str_is(action->text, on_delete_words[i].name))
            return on_delete_words[i].on_delete;
    }
    return GQ_ON_DELETE_RESTRICT;
}

/* An empty buffer for a part of a message; the arena owns it. */
static struct gq_buf *
message_buf(struct gq_draft *draft)
{
    struct gq_buf *buf = gq_arena_new_of(draft->arena, struct gq_buf);

    gq_buf_init_in(buf, draft->arena, 4096);
    return buf;
}

static void
error_default(
        struct gq_draft *draft, const struct gq_field *field, const struct gq_literal *literal)
{
    struct gq_buf *value = message_buf(draft), *type = message_buf(draft);

    gq_print_literal(value, literal);
    gq_type_print(type, field->type);
    gq_draft_error(draft, literal->position,
            "@default(value: %.*s) does not fit \"%.*s.%.*s\", which is of type %.*s.",
            GQ_STR_ARG(gq_buf_view(value)), GQ_STR_ARG(field->parent->name),
            GQ_STR_ARG(field->name), GQ_STR_ARG(gq_buf_view(type)));
}

/* The constant of @default, checked against the field's type; NULL: none. */
static const struct gq_literal *
default_of(struct gq_draft *draft, const struct gq_field *field, const struct gq_column *column)
{
    const struct gq_directive *directive =
            gq_directive_find(field->definition->directives, "default");
    const struct gq_literal *literal, *stored = NULL;
    const char *reason; /* the message says the same by value and type */
    struct gq_value value;

    if (!directive || !gq_type_is_leaf(field->type->named))
        return NULL;
    literal = gq_directive_argument(directive, "value");
    assert(literal);
    if (gq_coerce_literal(draft->arena, field->type, literal, NULL, &value))
        stored = gq_stored_literal(draft->arena, column, literal, &value, &reason);
    if (!stored)
        error_default(draft, field, literal);
    return stored;
}

static enum gq_column_source
source_of(const struct gq_field *field)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(source_words); i++) {
        if (gq_directive_find(field->definition->directives, source_words[i].directive))
            return source_words[i].source;
    }
    return GQ_COLUMN_FROM_CLIENT;
}

/* The digits after the point, or an error when it is not 0 to 9 or not a Decimal's. */
static void
read_scale(struct gq_draft *draft, const struct gq_field *field, const struct gq_literal *scale,
        struct gq_column *column)
{
    bool is_decimal = column->type == GQ_COLUMN_DECIMAL
            || (column->type == GQ_COLUMN_LIST && column->item_type == GQ_COLUMN_DECIMAL);
    uint64_t digits = SCALE_DEFAULT;

    column->scale = SCALE_DEFAULT;
    if (!scale)
        return;
    if (!is_decimal)
        gq_draft_error(draft, scale->position,
                "@column(scale:) cannot stand on \"%.*s.%.*s\": it needs a field of type Decimal.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));
    else if (!gq_str_parse_u64(scale->text, GQ_DECIMAL_SCALE_MAX, &digits))
        gq_draft_error(draft, scale->position, "@column(scale:) must be 0 to %u.",
                (unsigned)GQ_DECIMAL_SCALE_MAX);
    column->scale = (uint32_t)digits;
}

static void
read_storage(struct gq_draft *draft, const struct gq_field *field, const struct gq_literal *storage,
        struct gq_column *column)
{
    if (!storage)
        return;
    if (column->type != GQ_COLUMN_DATETIME) {
        gq_draft_error(draft, storage->position,
                "@column(storage:) cannot stand on \"%.*s.%.*s\": it needs a field of type "
                "DateTime.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));
        return;
    }
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(storage_words); i++) {
        if (gq_str_is(storage->text, storage_words[i].name))
            column->type = storage_words[i].type;
    }
}

static void
read_form(struct gq_draft *draft, const struct gq_field *field, struct gq_column *column)
{
    const struct gq_directive *directive =
            gq_directive_find(field->definition->directives, "column");

    read_scale(draft, field, directive ? gq_directive_argument(directive, "scale") : NULL, column);
    read_storage(
            draft, field, directive ? gq_directive_argument(directive, "storage") : NULL, column);
}

/* `column` has its type and the primary key its source, from field.c. */
static void
fill_column(struct gq_draft *draft, const struct gq_entity *entity,
        const struct gq_property *property, struct gq_column *column)
{
    const struct gq_field *field = gq_draft_field(entity, property);

    column->name = column_name_of(draft, entity, property);
    column->is_nullable = field->type->kind != GQ_TYPE_NON_NULL;
    if (property->kind == GQ_PROPERTY_TO_ONE) {
        column->references = property->target->table;
        column->on_delete = on_delete_of(property);
        return;
    }
    if (column->source == GQ_COLUMN_FROM_CLIENT)
        column->source = source_of(field);
    read_form(draft, field, column);
    column->default_literal = default_of(draft, field, column);
    if (column->type == GQ_COLUMN_ENUM
            || (column->type == GQ_COLUMN_LIST && column->item_type == GQ_COLUMN_ENUM))
        column->enum_type = field->type->named;
}

static void
check_column_name(struct gq_draft *draft, const struct gq_entity *entity,
        struct gq_property *property, struct gq_map *names)
{
    struct gq_str folded = gq_names_folded(draft->arena, property->column->name);
    const struct gq_property *other = gq_map_find(names, folded);

    if (other)
        gq_draft_error(draft, property->definition->name.position,
                "Fields \"%.*s\" and \"%.*s\" of \"%.*s\" would share the column \"%.*s\": give "
                "one of them another with @column(name:).",
                GQ_STR_ARG(other->name), GQ_STR_ARG(property->name), GQ_STR_ARG(entity->name),
                GQ_STR_ARG(property->column->name));
    else
        gq_map_add(draft->arena, names, folded, property);
}

static uint32_t
count_columns(const struct gq_entity *entity)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < entity->property_count; i++)
        count += entity->properties[i].kind != GQ_PROPERTY_TO_MANY;
    return count;
}

static void
lay_out_table(struct gq_draft *draft, struct gq_entity *entity)
{
    struct gq_table *table = entity->table;
    struct gq_map names = { 0 };

    table->columns = gq_arena_array_of(draft->arena, struct gq_column, count_columns(entity));
    for (uint32_t i = 0; i < entity->property_count; i++) {
        struct gq_property *property = &entity->properties[i];
        struct gq_column *column = &table->columns[table->column_count];

        if (property->kind == GQ_PROPERTY_TO_MANY)
            continue;
        *column = *property->column;
        column->index = table->column_count++;
        property->column = column;
        fill_column(draft, entity, property, column);
        if (gq_column_is_key(column))
            table->primary_key = column->index;
        check_column_name(draft, entity, property, &names);
    }
}

static enum gq_column_type
key_type(const struct gq_table *table)
{
    return table->columns[table->primary_key].type;
}

void
gq_column_lay_out(struct gq_draft *draft)
{
    for (uint32_t i = 0; i < draft->model->entity_count; i++)
        lay_out_table(draft, &draft->model->entities[i]);
    /* A reference is of its target's key's type; a list has the column of its other side. */
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct gq_entity *entity = &draft->model->entities[i];

        for (uint32_t j = 0; j < entity->property_count; j++) {
            struct gq_property *property = &entity->properties[j];

            if (property->kind == GQ_PROPERTY_TO_ONE)
                entity->table->columns[property->column->index].type =
                        key_type(property->target->table);
            if (property->kind == GQ_PROPERTY_TO_MANY && property->inverse)
                property->column = property->inverse->column;
        }
    }
}
