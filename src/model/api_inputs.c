/* model/api_inputs.c - the inputs of mutations, and the keys that name a row. */
#include "model/api_inputs.h"

#include "base/arena.h"
#include "model/api_nested.h"
#include "model/api_text.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "schema/schema.h"

#include <assert.h>

static const char *const verbs[] = { [GQ_API_CREATE] = "Create", [GQ_API_UPDATE] = "Update" };

/* A key can be given once: when the row is made. */
static bool
is_given(enum gq_api_purpose purpose, const struct gq_property *property)
{
    if (property->kind == GQ_PROPERTY_TO_MANY)
        return true;
    if (gq_column_is_key(property->column))
        return purpose == GQ_API_CREATE && property->column->is_settable;
    return property->column->source == GQ_COLUMN_FROM_CLIENT;
}

bool
gq_api_inputs_has_any(enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *without)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (&entity->properties[i] != without && is_given(purpose, &entity->properties[i]))
            return true;
    }
    return false;
}

struct gq_str
gq_api_inputs_name(struct gq_api_text *text, enum gq_api_purpose purpose,
        const struct gq_entity *entity, const struct gq_property *without)
{
    struct gq_arena *arena = text->draft->arena;
    struct gq_str name =
            gq_arena_printf(arena, "%s%.*sInput", verbs[purpose], GQ_STR_ARG(entity->name));

    if (!without)
        return name;
    return gq_arena_printf(arena, "%.*sWithout%.*s", GQ_STR_ARG(name),
            GQ_STR_ARG(gq_names_capital(arena, without->name)));
}

/* The field's type, where null is allowed; a list's items stay as they are. */
static struct gq_str
value_type(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property)
{
    const struct gq_type *type = gq_draft_field(entity, property)->type;
    struct gq_buf *name = gq_arena_new_of(text->draft->arena, struct gq_buf);

    gq_buf_init_in(name, text->draft->arena, 4096);
    gq_type_print(name, type->kind == GQ_TYPE_NON_NULL ? type->of : type);
    return gq_buf_view(name);
}

static void
write_column(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    bool is_column = property->kind == GQ_PROPERTY_COLUMN;
    bool is_required = purpose == GQ_API_CREATE && !property->column->is_nullable
            && !property->column->default_literal && !gq_column_is_key(property->column);
    struct gq_str type = is_column ? value_type(text, entity, property)
                                   : gq_api_nested_name(text, purpose, entity, property);

    gq_api_text_mark(text,
            (struct gq_binding){ .kind = is_column ? GQ_BIND_INPUT_COLUMN : GQ_BIND_INPUT_TO_ONE,
                    .entity = entity,
                    .property = property,
                    .column = property->column });
    gq_api_text_describe(text, &property->definition->description);
    gq_buf_printf(text->buf, "%.*s: %.*s%s\n", GQ_STR_ARG(property->name), GQ_STR_ARG(type),
            is_required ? "!" : "");
}

static void
write_list(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    gq_api_text_mark(text,
            (struct gq_binding){
                    .kind = GQ_BIND_INPUT_TO_MANY, .entity = entity, .property = property });
    gq_api_text_describe(text, &property->definition->description);
    gq_buf_printf(text->buf, "%.*s: %.*s\n", GQ_STR_ARG(property->name),
            GQ_STR_ARG(gq_api_nested_name(text, purpose, entity, property)));
}

static void
write_input(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *without)
{
    if (!gq_api_inputs_has_any(purpose, entity, without))
        return;
    gq_api_text_open(text, "input", gq_api_inputs_name(text, purpose, entity, without), "", entity);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property == without || !is_given(purpose, property))
            continue;
        gq_buf_text(text->buf, "  ");
        if (property->kind == GQ_PROPERTY_TO_MANY)
            write_list(text, purpose, entity, property);
        else
            write_column(text, purpose, entity, property);
    }
    gq_api_text_close(text);
}

/* The row that is written below another one does not say which one: that is known. */
static void
write_inputs(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity)
{
    write_input(text, purpose, entity, NULL);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind != GQ_PROPERTY_COLUMN && property->inverse)
            write_input(text, purpose, entity, property);
    }
    gq_api_nested_write(text, purpose, entity);
}

static void
write_unique_column(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property, const char *suffix)
{
    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = GQ_BIND_UNIQUE_COLUMN,
                    .entity = entity,
                    .property = property,
                    .column = property->column });
    gq_buf_printf(text->buf, "%.*s: %.*s%s\n", GQ_STR_ARG(property->name),
            GQ_STR_ARG(property->kind == GQ_PROPERTY_TO_ONE
                            ? GQ_STR("ID")
                            : gq_draft_field(entity, property)->type->named->name),
            suffix);
}

/* `authorAndSlug` */
static struct gq_str
key_name(struct gq_arena *arena, const struct gq_entity *entity, const struct gq_table_key *key)
{
    struct gq_str name = gq_draft_column_property(entity, key->columns[0])->name;

    for (uint32_t i = 1; i < key->column_count; i++) {
        struct gq_str part = gq_draft_column_property(entity, key->columns[i])->name;

        name = gq_arena_printf(
                arena, "%.*sAnd%.*s", GQ_STR_ARG(name), GQ_STR_ARG(gq_names_capital(arena, part)));
    }
    return name;
}

static struct gq_str
key_type_name(
        struct gq_api_text *text, const struct gq_entity *entity, const struct gq_table_key *key)
{
    struct gq_arena *arena = text->draft->arena;

    return gq_arena_printf(arena, "%.*sUnique%.*s", GQ_STR_ARG(entity->name),
            GQ_STR_ARG(gq_names_capital(arena, key_name(arena, entity, key))));
}

static bool
is_composite(const struct gq_table_key *key)
{
    return key->is_unique && key->column_count > 1;
}

/* The primary key, every other column that is unique alone, and the keys of several columns. */
static void
write_unique(struct gq_api_text *text, const struct gq_entity *entity)
{
    const struct gq_table *table = entity->table;
    struct gq_str name =
            gq_arena_printf(text->draft->arena, "%.*sUnique", GQ_STR_ARG(entity->name));

    gq_api_text_open(text, "input", name, " @oneOf", entity);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind != GQ_PROPERTY_TO_MANY
                && (property->column->is_unique || property->column->index == table->primary_key))
            write_unique_column(text, entity, property, "");
    }
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct gq_table_key *key = &table->keys[i];

        if (!is_composite(key))
            continue;
        gq_buf_text(text->buf, "  ");
        gq_api_text_mark(text,
                (struct gq_binding){ .kind = GQ_BIND_UNIQUE_KEY, .entity = entity, .key = key });
        gq_buf_printf(text->buf, "%.*s: %.*s\n",
                GQ_STR_ARG(key_name(text->draft->arena, entity, key)),
                GQ_STR_ARG(key_type_name(text, entity, key)));
    }
    gq_api_text_close(text);
}

static void
write_unique_keys(struct gq_api_text *text, const struct gq_entity *entity)
{
    for (uint32_t i = 0; i < entity->table->key_count; i++) {
        const struct gq_table_key *key = &entity->table->keys[i];

        if (!is_composite(key))
            continue;
        gq_api_text_open(text, "input", key_type_name(text, entity, key), "", entity);
        for (uint32_t c = 0; c < key->column_count; c++)
            write_unique_column(
                    text, entity, gq_draft_column_property(entity, key->columns[c]), "!");
        gq_api_text_close(text);
    }
}

void
gq_api_inputs_write(struct gq_api_text *text, const struct gq_entity *entity)
{
    write_unique(text, entity);
    write_unique_keys(text, entity);
    write_inputs(text, GQ_API_CREATE, entity);
    write_inputs(text, GQ_API_UPDATE, entity);
}
