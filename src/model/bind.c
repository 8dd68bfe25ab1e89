/* model/bind.c - sets the bindings of the API's schema. */
#include "model/bind.h"

#include "base/arena.h"
#include "model/api.h"
#include "model/api_text.h"
#include "model/draft.h"
#include "model/model.h"
#include "schema/schema.h"

#include <assert.h>
#include <stdlib.h>

static int
compare_offset(const void *key, const void *item)
{
    const uint32_t *offset = key;
    const struct gq_api_mark *mark = item;

    return (*offset > mark->offset) - (*offset < mark->offset);
}

/* The binding of the syntax node at `position`, or NULL: the author wrote it, or it has none. */
static const struct gq_binding *
binding_at(const struct gq_api *api, uint32_t position)
{
    uint32_t offset = position - api->start;
    const struct gq_api_mark *mark;

    if (position < api->start)
        return NULL;
    mark = bsearch(&offset, api->marks, api->mark_count, sizeof(*api->marks), compare_offset);
    return mark ? mark->binding : NULL;
}

static void
bind_values(const struct gq_api *api, struct gq_input_value *values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (values[i].definition)
            values[i].binding = binding_at(api, values[i].definition->position);
    }
}

static void
bind_generated(const struct gq_api *api, struct gq_type *type)
{
    bind_values(api, type->input_fields, type->input_field_count);
    for (uint32_t i = 0; i < type->field_count; i++) {
        struct gq_field *field = &type->fields[i];

        if (field->definition)
            field->binding = binding_at(api, field->definition->position);
        bind_values(api, field->arguments, field->argument_count);
    }
}

/* The author's own fields of a model. */
static void
bind_property(struct gq_draft *draft, const struct gq_entity *entity, struct gq_type *type,
        const struct gq_property *property)
{
    static const enum gq_binding_kind kinds[] = {
        [GQ_PROPERTY_COLUMN] = GQ_BIND_COLUMN,
        [GQ_PROPERTY_TO_ONE] = GQ_BIND_TO_ONE,
        [GQ_PROPERTY_TO_MANY] = GQ_BIND_TO_MANY,
    };
    struct gq_field *field = gq_map_find(&type->field_map, property->name);
    struct gq_binding *binding = gq_arena_new_of(draft->arena, struct gq_binding);

    assert(field && !field->binding);
    *binding = (struct gq_binding){ .kind = kinds[property->kind],
        .entity = entity,
        .property = property,
        .column = property->column };
    field->binding = binding;
}

static void
bind_entity(struct gq_draft *draft, struct gq_entity *entity, struct gq_schema *schema)
{
    struct gq_type *type = gq_map_find(&schema->type_map, entity->name);

    assert(type && type->kind == GQ_TYPE_OBJECT);
    for (uint32_t i = 0; i < entity->property_count; i++)
        bind_property(draft, entity, type, &entity->properties[i]);
    for (uint32_t i = 0; i < entity->table->column_count; i++) {
        struct gq_column *column = &entity->table->columns[i];

        if (column->enum_type)
            column->enum_type = gq_schema_type_find(schema, column->enum_type->name);
    }
    type->binding = entity;
    entity->type = type;
}

void
gq_bind_schema(struct gq_draft *draft, const struct gq_api *api, struct gq_schema *schema)
{
    assert(draft->model->entity_count > 0);
    for (uint32_t i = 0; i < schema->type_count; i++) {
        if (schema->types[i]->definition)
            bind_generated(api, schema->types[i]);
    }
    for (uint32_t i = 0; i < draft->model->entity_count; i++)
        bind_entity(draft, &draft->model->entities[i], schema);
}
