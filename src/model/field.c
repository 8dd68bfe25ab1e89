/* model/field.c - sorts the fields of models into columns, references and lists. */
#include "model/field.h"

#include "base/arena.h"
#include "base/error.h"
#include "model/directive.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "model/scalar.h"
#include "schema/schema.h"

#include <assert.h>

/* Members that every filter has; a field of that name could not be filtered by. */
static const char *const filter_words[] = { "and", "or", "not" };

static const struct gq_type *
nullable(const struct gq_type *type)
{
    return type->kind == GQ_TYPE_NON_NULL ? type->of : type;
}

static void
check_name(struct gq_draft *draft, const struct gq_field *field)
{
    uint32_t position = field->definition->name.position;

    if (!gq_names_is_public(field->name))
        gq_draft_error(draft, position,
                "The name of field \"%.*s.%.*s\" is reserved: it must begin with a letter.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(filter_words); i++) {
        if (gq_str_is(field->name, filter_words[i]))
            gq_draft_error(draft, position,
                    "Field \"%.*s.%.*s\" has a name that filters use: rename it.",
                    GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));
    }
    if (field->argument_count > 0)
        gq_draft_error(draft, field->arguments[0].definition->name.position,
                "Field \"%.*s.%.*s\" of a model cannot declare arguments: lists get theirs from "
                "gqld. Remove them.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name));
}

/* A list `comments` gets a connection beside it. */
static void
check_connection_name(struct gq_draft *draft, const struct gq_field *field)
{
    struct gq_str name = gq_arena_printf(draft->arena, "%.*sConnection", GQ_STR_ARG(field->name));
    const struct gq_field *taken = gq_map_find(&field->parent->field_map, name);

    if (taken)
        gq_draft_error(draft, taken->definition->name.position,
                "Field \"%.*s.%.*s\" is made by gqld for the list \"%.*s\": rename this one.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(name), GQ_STR_ARG(field->name));
}

/* A list of scalars or enums becomes one column. */
static void
collect_list(struct gq_draft *draft, const struct gq_field *field, struct gq_column *column)
{
    const struct gq_type *item = nullable(nullable(field->type)->of);

    column->item_type = column->type;
    column->type = GQ_COLUMN_LIST;
    if (item->kind == GQ_TYPE_LIST)
        gq_draft_error(draft, field->definition->type->position,
                "Field \"%.*s.%.*s\" is a list of lists: write [%.*s!]!, or make it JSON.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name),
                GQ_STR_ARG(field->type->named->name));
}

static void
collect_leaf(struct gq_draft *draft, const struct gq_field *field, struct gq_property *property)
{
    struct gq_column *column = gq_arena_new_of(draft->arena, struct gq_column);
    const struct gq_type *named = field->type->named;

    property->kind = GQ_PROPERTY_COLUMN;
    property->column = column;
    if (!gq_scalar_column(draft->vocabulary, named, &column->type))
        gq_draft_error(draft, field->definition->type->position,
                "Scalar \"%.*s\" of field \"%.*s.%.*s\" has no form in the database: say what it "
                "is based on, `scalar %.*s @base(type: String)`.",
                GQ_STR_ARG(named->name), GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name),
                GQ_STR_ARG(named->name));
    else if (nullable(field->type)->kind == GQ_TYPE_LIST)
        collect_list(draft, field, column);
}

static void
collect_relation(struct gq_draft *draft, const struct gq_field *field, struct gq_property *property)
{
    const struct gq_type *type = nullable(field->type);

    property->target = gq_map_find(&draft->entity_map, field->type->named->name);
    property->kind = type->kind == GQ_TYPE_LIST ? GQ_PROPERTY_TO_MANY : GQ_PROPERTY_TO_ONE;
    if (!property->target) {
        gq_draft_error(draft, field->definition->type->position,
                "Field \"%.*s.%.*s\" is of type \"%.*s\", which is not a model: add @model to that "
                "type or remove the field.",
                GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name),
                GQ_STR_ARG(field->type->named->name));
    } else if (property->kind == GQ_PROPERTY_TO_ONE) {
        property->column = gq_arena_new_of(draft->arena, struct gq_column);
    } else {
        if (nullable(type->of)->kind == GQ_TYPE_LIST)
            gq_draft_error(draft, field->definition->type->position,
                    "Field \"%.*s.%.*s\" is a list of lists: write [%.*s!]!.",
                    GQ_STR_ARG(field->parent->name), GQ_STR_ARG(field->name),
                    GQ_STR_ARG(field->type->named->name));
        check_connection_name(draft, field);
    }
}

static void
collect_field(struct gq_draft *draft, const struct gq_field *field, struct gq_property *property)
{
    check_name(draft, field);
    property->name = field->name;
    property->definition = field->definition;
    if (gq_type_is_leaf(field->type->named))
        collect_leaf(draft, field, property);
    else
        collect_relation(draft, field, property);
}

static bool
is_id_type(const struct gq_type *type)
{
    return type->kind == GQ_TYPE_NON_NULL && type->of->kind == GQ_TYPE_SCALAR
            && type->of->scalar == GQ_SCALAR_ID;
}

/* The field with @id, else the one called `id`; NULL when there is neither. */
static const struct gq_field *
key_field(struct gq_draft *draft, const struct gq_type *type)
{
    const struct gq_field *key = NULL;

    for (uint32_t i = 0; i < type->field_count; i++) {
        const struct gq_directive *directive =
                gq_directive_find(type->fields[i].definition->directives, "id");

        if (directive && key)
            gq_draft_error(draft, directive->position,
                    "Model \"%.*s\" has @id on \"%.*s\" and \"%.*s\": keys of several fields are "
                    "not in this version. Keep one @id and add @unique(fields:) to the type.",
                    GQ_STR_ARG(type->name), GQ_STR_ARG(key->name),
                    GQ_STR_ARG(type->fields[i].name));
        else if (directive)
            key = &type->fields[i];
    }
    return key ? key : gq_map_find(&type->field_map, GQ_STR("id"));
}

/* How the key is made. Clients may give those that they could have made themselves. */
static void
read_strategy(const struct gq_field *field, struct gq_column *column)
{
    const struct gq_directive *id = gq_directive_find(field->definition->directives, "id");
    const struct gq_literal *strategy = id ? gq_directive_argument(id, "strategy") : NULL;
    const struct gq_literal *settable = id ? gq_directive_argument(id, "settable") : NULL;

    column->type = GQ_COLUMN_ID;
    column->source = GQ_COLUMN_FROM_ROWID;
    if (strategy && gq_str_is(strategy->text, "UUIDV7")) {
        column->type = GQ_COLUMN_ID_UUID;
        column->source = GQ_COLUMN_FROM_UUIDV7;
    } else if (strategy) {
        column->type = GQ_COLUMN_ID_ULID;
        column->source = GQ_COLUMN_FROM_ULID;
    }
    column->is_settable = settable ? settable->boolean : strategy != NULL;
}

/* Finds the primary key, and says so in its column. */
static void
collect_key(struct gq_draft *draft, struct gq_entity *entity)
{
    const struct gq_field *field = key_field(draft, entity->type);
    struct gq_column *column;

    if (!field) {
        gq_draft_error(draft, entity->definition->name.position,
                "Model \"%.*s\" has no primary key: add the field `id: ID!`.",
                GQ_STR_ARG(entity->name));
        return;
    }
    if (!is_id_type(field->type)) {
        gq_draft_error(draft, field->definition->type->position,
                "Field \"%.*s.%.*s\" is the primary key and must be of type ID!.",
                GQ_STR_ARG(entity->name), GQ_STR_ARG(field->name));
        return;
    }
    column = gq_arena_new_of(draft->arena, struct gq_column);
    read_strategy(field, column);
    entity->properties[field - entity->type->fields].column = column;
}

void
gq_field_collect(struct gq_draft *draft)
{
    for (uint32_t i = 0; i < draft->model->entity_count; i++) {
        struct gq_entity *entity = &draft->model->entities[i];

        entity->property_count = entity->type->field_count;
        entity->properties =
                gq_arena_array_of(draft->arena, struct gq_property, entity->property_count);
        for (uint32_t j = 0; j < entity->property_count; j++)
            collect_field(draft, &entity->type->fields[j], &entity->properties[j]);
        collect_key(draft, entity);
    }
}
