/* model/api_inputs.c - the inputs of mutations, and the keys that name a row. */
#include "model/api_inputs.h"

#include "base/arena.h"
#include "model/api_text.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "schema/schema.h"

#include <assert.h>

/* The two inputs that a model has. */
enum purpose { CREATE, UPDATE };

static const char *const verbs[] = { [CREATE] = "Create", [UPDATE] = "Update" };

/* A key can be given once: when the row is made. */
static bool
is_given(enum purpose purpose, const struct gq_property *property)
{
    if (property->kind == GQ_PROPERTY_TO_MANY)
        return false;
    if (gq_column_is_key(property->column))
        return purpose == CREATE && property->column->is_settable;
    return property->column->source == GQ_COLUMN_FROM_CLIENT;
}

static bool
has_any(enum purpose purpose, const struct gq_entity *entity)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (is_given(purpose, &entity->properties[i]))
            return true;
    }
    return false;
}

bool
gq_api_inputs_can_create(const struct gq_entity *entity)
{
    return has_any(CREATE, entity);
}

bool
gq_api_inputs_can_update(const struct gq_entity *entity)
{
    return has_any(UPDATE, entity);
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

/* `CreatePostInputAuthor`: after `Input`, so that no model `PostAuthor` can have the same. */
static struct gq_str
reference_name(struct gq_api_text *text, enum purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    struct gq_arena *arena = text->draft->arena;

    return gq_arena_printf(arena, "%s%.*sInput%.*s", verbs[purpose], GQ_STR_ARG(entity->name),
            GQ_STR_ARG(gq_names_capital(arena, property->name)));
}

static void
write_reference(struct gq_api_text *text, enum purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    struct gq_str name = reference_name(text, purpose, entity, property);

    gq_api_text_open(text, "input", name, " @oneOf", entity);
    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = GQ_BIND_INPUT_CONNECT,
                    .entity = property->target,
                    .property = property,
                    .column = property->column });
    gq_buf_printf(text->buf, "connect: %.*sUnique\n", GQ_STR_ARG(property->target->name));
    if (purpose == UPDATE && property->column->is_nullable) {
        gq_buf_text(text->buf, "  ");
        gq_api_text_mark(text,
                (struct gq_binding){ .kind = GQ_BIND_INPUT_DISCONNECT,
                        .entity = property->target,
                        .property = property,
                        .column = property->column });
        gq_buf_text(text->buf, "disconnect: Boolean\n");
    }
    gq_api_text_close(text);
}

static void
write_member(struct gq_api_text *text, enum purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    bool is_column = property->kind == GQ_PROPERTY_COLUMN;
    bool is_required = purpose == CREATE && !property->column->is_nullable
            && !property->column->default_literal && !gq_column_is_key(property->column);
    struct gq_str type = is_column ? value_type(text, entity, property)
                                   : reference_name(text, purpose, entity, property);

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
write_input(struct gq_api_text *text, enum purpose purpose, const struct gq_entity *entity)
{
    struct gq_str name = gq_arena_printf(
            text->draft->arena, "%s%.*sInput", verbs[purpose], GQ_STR_ARG(entity->name));

    gq_api_text_open(text, "input", name, "", entity);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (!is_given(purpose, &entity->properties[i]))
            continue;
        gq_buf_text(text->buf, "  ");
        write_member(text, purpose, entity, &entity->properties[i]);
    }
    gq_api_text_close(text);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (entity->properties[i].kind == GQ_PROPERTY_TO_ONE)
            write_reference(text, purpose, entity, &entity->properties[i]);
    }
}

/* The primary key and every other column that is unique alone. */
static void
write_unique(struct gq_api_text *text, const struct gq_entity *entity)
{
    struct gq_str name =
            gq_arena_printf(text->draft->arena, "%.*sUnique", GQ_STR_ARG(entity->name));

    gq_api_text_open(text, "input", name, " @oneOf", entity);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];
        bool is_key = property->kind != GQ_PROPERTY_TO_MANY
                && (property->column->is_unique
                        || property->column->index == entity->table->primary_key);

        if (!is_key)
            continue;
        gq_buf_text(text->buf, "  ");
        gq_api_text_mark(text,
                (struct gq_binding){ .kind = GQ_BIND_UNIQUE_COLUMN,
                        .entity = entity,
                        .property = property,
                        .column = property->column });
        gq_buf_printf(text->buf, "%.*s: %.*s\n", GQ_STR_ARG(property->name),
                GQ_STR_ARG(property->kind == GQ_PROPERTY_TO_ONE
                                ? GQ_STR("ID")
                                : gq_draft_field(entity, property)->type->named->name));
    }
    gq_api_text_close(text);
}

void
gq_api_inputs_write(struct gq_api_text *text, const struct gq_entity *entity)
{
    write_unique(text, entity);
    if (has_any(CREATE, entity))
        write_input(text, CREATE, entity);
    if (has_any(UPDATE, entity))
        write_input(text, UPDATE, entity);
}
