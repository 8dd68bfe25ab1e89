/* model/api_roots.c - the fields of Query and Mutation. */
#include "model/api_roots.h"

#include "base/arena.h"
#include "model/api_text.h"
#include "model/api_types.h"
#include "model/api_writes.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "schema/schema.h"

#include <assert.h>

static const struct gq_property *
key_of(const struct gq_entity *entity)
{
    return gq_draft_column_property(entity, entity->table->primary_key);
}

/* The type that names a value of the property: its own, or the key's of the row referred to. */
static struct gq_str
value_type_of(const struct gq_entity *entity, const struct gq_property *property)
{
    return property->kind == GQ_PROPERTY_TO_ONE
            ? GQ_STR("ID")
            : gq_draft_field(entity, property)->type->named->name;
}

static void
write_key_argument(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property)
{
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_KEY,
                    .entity = entity,
                    .property = property,
                    .column = property->column });
    gq_buf_printf(text->buf, "%.*s: %.*s!", GQ_STR_ARG(property->name),
            GQ_STR_ARG(value_type_of(entity, property)));
}

static void
open_query(struct gq_api_text *text, struct gq_str name, enum gq_binding_kind kind,
        const struct gq_entity *entity)
{
    gq_api_text_claim_query(text, name, entity);
    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text, (struct gq_binding){ .kind = kind, .entity = entity });
    gq_buf_str(text->buf, name);
}

static void
write_get(struct gq_api_text *text, const struct gq_entity *entity)
{
    open_query(text, entity->singular, GQ_BIND_GET, entity);
    gq_buf_char(text->buf, '(');
    write_key_argument(text, entity, key_of(entity));
    gq_buf_printf(text->buf, "): %.*s\n", GQ_STR_ARG(entity->name));
}

/* `postByAuthorAndSlug` */
static struct gq_str
look_up_name(struct gq_arena *arena, const struct gq_entity *entity, const struct gq_table_key *key)
{
    struct gq_str name = entity->singular;

    for (uint32_t i = 0; i < key->column_count; i++) {
        const struct gq_property *property = gq_draft_column_property(entity, key->columns[i]);

        name = gq_arena_printf(arena, "%.*s%s%.*s", GQ_STR_ARG(name), i ? "And" : "By",
                GQ_STR_ARG(gq_names_capital(arena, property->name)));
    }
    return name;
}

static void
write_look_up(
        struct gq_api_text *text, const struct gq_entity *entity, const struct gq_table_key *key)
{
    assert(key->is_unique);
    open_query(text, look_up_name(text->draft->arena, entity, key), GQ_BIND_GET, entity);
    for (uint32_t i = 0; i < key->column_count; i++) {
        gq_buf_text(text->buf, i ? ", " : "(");
        write_key_argument(text, entity, gq_draft_column_property(entity, key->columns[i]));
    }
    gq_buf_printf(text->buf, "): %.*s\n", GQ_STR_ARG(entity->name));
}

static void
write_lists(struct gq_api_text *text, const struct gq_entity *entity)
{
    struct gq_str connection =
            gq_arena_printf(text->draft->arena, "%.*sConnection", GQ_STR_ARG(entity->plural));

    open_query(text, entity->plural, GQ_BIND_LIST, entity);
    gq_api_types_write_arguments(text, entity, GQ_API_LIST);
    gq_buf_printf(text->buf, ": [%.*s!]!\n", GQ_STR_ARG(entity->name));
    open_query(text, connection, GQ_BIND_CONNECTION, entity);
    gq_api_types_write_arguments(text, entity, GQ_API_CONNECTION);
    gq_buf_printf(text->buf, ": %.*sConnection!\n", GQ_STR_ARG(entity->name));
}

static void
write_query(struct gq_api_text *text, const struct gq_entity *entity)
{
    write_get(text, entity);
    for (uint32_t i = 0; i < entity->table->key_count; i++) {
        if (entity->table->keys[i].is_unique)
            write_look_up(text, entity, &entity->table->keys[i]);
    }
    write_lists(text, entity);
}

void
gq_api_roots_write(struct gq_api_text *text)
{
    const struct gq_model *model = text->draft->model;

    assert(model->entity_count > 0);
    gq_buf_text(text->buf, "type Query {\n");
    for (uint32_t i = 0; i < model->entity_count; i++)
        write_query(text, &model->entities[i]);
    gq_api_text_close(text);
    gq_buf_text(text->buf, "type Mutation {\n");
    for (uint32_t i = 0; i < model->entity_count; i++)
        gq_api_writes_fields(text, &model->entities[i]);
    gq_api_text_close(text);
}
