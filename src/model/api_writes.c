/* model/api_writes.c - create, update, upsert, delete: of one row and of many. */
#include "model/api_writes.h"

#include "base/arena.h"
#include "model/api_inputs.h"
#include "model/api_text.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"
#include "schema/schema.h"

#include <assert.h>

/* `Posts`; `APIKeys` where the plural is the ordinary one. */
static struct gq_str
plural_name(struct gq_arena *arena, const struct gq_entity *entity)
{
    struct gq_str plural = gq_names_plural(arena, entity->name);

    if (gq_str_equal(gq_names_lower_camel(arena, plural), entity->plural))
        return plural;
    return gq_names_capital(arena, entity->plural);
}

/* `createPost`, `createPosts` */
static void
open_field(struct gq_api_text *text, const char *verb, struct gq_str noun,
        enum gq_binding_kind kind, const struct gq_entity *entity)
{
    struct gq_arena *arena = text->draft->arena;
    struct gq_str name =
            gq_arena_printf(arena, "%s%.*s", verb, GQ_STR_ARG(gq_names_capital(arena, noun)));

    gq_api_text_claim_mutation(text, name, entity);
    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text, (struct gq_binding){ .kind = kind, .entity = entity });
    gq_buf_printf(text->buf, "%.*s(", GQ_STR_ARG(name));
}

static void
write_key(struct gq_api_text *text, const struct gq_entity *entity)
{
    const struct gq_property *property =
            gq_draft_column_property(entity, entity->table->primary_key);

    gq_api_text_mark(text,
            (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_KEY,
                    .entity = entity,
                    .property = property,
                    .column = property->column });
    gq_buf_printf(text->buf, "%.*s: %.*s!", GQ_STR_ARG(property->name),
            GQ_STR_ARG(property->kind == GQ_PROPERTY_TO_ONE
                            ? GQ_STR("ID")
                            : gq_draft_field(entity, property)->type->named->name));
}

static void
write_input(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity,
        const char *before, const char *after)
{
    gq_api_text_mark(text, (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_INPUT, .entity = entity });
    gq_buf_printf(text->buf, "input: %s%.*s%s", before,
            GQ_STR_ARG(gq_api_inputs_name(text, purpose, entity, NULL)), after);
}

static void
write_filter(struct gq_api_text *text, const struct gq_entity *entity)
{
    gq_api_text_mark(
            text, (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_FILTER, .entity = entity });
    gq_buf_printf(text->buf, "filter: %.*sFilter!", GQ_STR_ARG(entity->name));
}

static void
write_at_most(struct gq_api_text *text, const struct gq_entity *entity)
{
    gq_buf_text(text->buf, ", ");
    gq_api_text_mark(
            text, (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_AT_MOST, .entity = entity });
    gq_buf_printf(text->buf, "atMost: Int! = 1): %.*sResult!\n",
            GQ_STR_ARG(plural_name(text->draft->arena, entity)));
}

static void
write_version(struct gq_api_text *text, const struct gq_entity *entity)
{
    for (uint32_t i = 0; i < entity->table->column_count; i++) {
        const struct gq_column *column = &entity->table->columns[i];

        if (column->source != GQ_COLUMN_FROM_VERSION)
            continue;
        gq_buf_text(text->buf, ", ");
        gq_api_text_mark(text,
                (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_EXPECTED_VERSION,
                        .entity = entity,
                        .column = column });
        gq_buf_text(text->buf, "expectedVersion: Int");
    }
}

static void
close_one(struct gq_api_text *text, const struct gq_entity *entity)
{
    gq_buf_printf(text->buf, "): %.*s!\n", GQ_STR_ARG(entity->name));
}

static void
write_creates(struct gq_api_text *text, const struct gq_entity *entity, struct gq_str plural)
{
    open_field(text, "create", entity->name, GQ_BIND_CREATE, entity);
    if (gq_api_inputs_has_any(GQ_API_CREATE, entity, NULL)) {
        write_input(text, GQ_API_CREATE, entity, "", "!");
        close_one(text, entity);
        open_field(text, "create", plural, GQ_BIND_CREATE_MANY, entity);
        write_input(text, GQ_API_CREATE, entity, "[", "!]!");
        gq_buf_printf(text->buf, "): [%.*s!]!\n", GQ_STR_ARG(entity->name));
        return;
    }
    /* Without anything that clients may give, the field takes no argument. */
    if (!gq_buf_failed(text->buf))
        gq_buf_truncate(text->buf, text->buf->length - 1);
    gq_buf_printf(text->buf, ": %.*s!\n", GQ_STR_ARG(entity->name));
}

static void
write_updates(struct gq_api_text *text, const struct gq_entity *entity, struct gq_str plural)
{
    if (!gq_api_inputs_has_any(GQ_API_UPDATE, entity, NULL))
        return;
    open_field(text, "update", entity->name, GQ_BIND_UPDATE, entity);
    write_key(text, entity);
    gq_buf_text(text->buf, ", ");
    write_input(text, GQ_API_UPDATE, entity, "", "!");
    write_version(text, entity);
    close_one(text, entity);
    open_field(text, "update", plural, GQ_BIND_UPDATE_MANY, entity);
    write_filter(text, entity);
    gq_buf_text(text->buf, ", ");
    write_input(text, GQ_API_UPDATE, entity, "", "!");
    write_at_most(text, entity);
}

static void
write_upsert(struct gq_api_text *text, const struct gq_entity *entity)
{
    if (!gq_api_inputs_has_any(GQ_API_CREATE, entity, NULL)
            || !gq_api_inputs_has_any(GQ_API_UPDATE, entity, NULL))
        return;
    open_field(text, "upsert", entity->name, GQ_BIND_UPSERT, entity);
    write_input(text, GQ_API_CREATE, entity, "", "!, ");
    gq_api_text_mark(
            text, (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_ON_CONFLICT, .entity = entity });
    gq_buf_printf(text->buf, "onConflict: %.*sConflict! = %.*s, ", GQ_STR_ARG(entity->name),
            GQ_STR_ARG(entity->conflicts[0].name));
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = GQ_BIND_ARGUMENT_CONFLICT_UPDATE, .entity = entity });
    gq_buf_printf(text->buf, "update: %.*s",
            GQ_STR_ARG(gq_api_inputs_name(text, GQ_API_UPDATE, entity, NULL)));
    close_one(text, entity);
}

void
gq_api_writes_fields(struct gq_api_text *text, const struct gq_entity *entity)
{
    struct gq_str plural = plural_name(text->draft->arena, entity);

    assert(entity->conflict_count > 0);
    write_creates(text, entity, plural);
    write_updates(text, entity, plural);
    write_upsert(text, entity);
    open_field(text, "delete", entity->name, GQ_BIND_DELETE, entity);
    write_key(text, entity);
    write_version(text, entity);
    close_one(text, entity);
    open_field(text, "delete", plural, GQ_BIND_DELETE_MANY, entity);
    write_filter(text, entity);
    write_at_most(text, entity);
}

/* `AUTHOR_AND_SLUG` */
static struct gq_str
conflict_name(struct gq_arena *arena, const struct gq_entity *entity, const uint32_t *columns,
        uint32_t count)
{
    struct gq_str name = GQ_STR("");
    char *bytes;

    for (uint32_t i = 0; i < count; i++) {
        struct gq_str part = gq_draft_column_property(entity, columns[i])->name;

        name = gq_arena_printf(arena, "%.*s%s%.*s", GQ_STR_ARG(name), i ? "_and_" : "",
                GQ_STR_ARG(gq_names_snake(arena, part)));
    }
    bytes = gq_arena_alloc(arena, name.length);
    for (size_t i = 0; i < name.length; i++) {
        char c = name.bytes[i];

        bytes[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return (struct gq_str){ bytes, name.length };
}

static void
add_conflict(struct gq_api_text *text, struct gq_entity *entity, struct gq_vec *conflicts,
        const uint32_t *columns, uint32_t count)
{
    struct gq_arena *arena = text->draft->arena;
    struct gq_str name = conflict_name(arena, entity, columns, count);

    for (uint32_t i = 0; i < conflicts->count; i++) {
        if (gq_str_equal(GQ_VEC_AT(conflicts, struct gq_conflict, i).name, name))
            return; /* the same columns twice, or as good as */
    }
    *GQ_VEC_PUSH(arena, conflicts, struct gq_conflict) =
            (struct gq_conflict){ name, columns, count };
}

static void
collect_conflicts(struct gq_api_text *text, struct gq_entity *entity)
{
    const struct gq_table *table = entity->table;
    struct gq_vec conflicts = { 0 };

    add_conflict(text, entity, &conflicts, &table->primary_key, 1);
    for (uint32_t i = 0; i < table->key_count; i++) {
        if (table->keys[i].is_unique)
            add_conflict(
                    text, entity, &conflicts, table->keys[i].columns, table->keys[i].column_count);
    }
    entity->conflicts = conflicts.items;
    entity->conflict_count = conflicts.count;
}

static void
write_result(struct gq_api_text *text, const struct gq_entity *entity)
{
    struct gq_arena *arena = text->draft->arena;

    gq_api_text_open(text, "type",
            gq_arena_printf(arena, "%.*sResult", GQ_STR_ARG(plural_name(arena, entity))), "",
            entity);
    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text, (struct gq_binding){ .kind = GQ_BIND_AFFECTED_COUNT, .entity = entity });
    gq_buf_text(text->buf, "affectedCount: Int!\n  ");
    gq_api_text_mark(text, (struct gq_binding){ .kind = GQ_BIND_AFFECTED_NODES, .entity = entity });
    gq_buf_printf(text->buf, "nodes: [%.*s!]!\n", GQ_STR_ARG(entity->name));
    gq_api_text_close(text);
}

void
gq_api_writes_types(struct gq_api_text *text, struct gq_entity *entity)
{
    struct gq_arena *arena = text->draft->arena;

    collect_conflicts(text, entity);
    write_result(text, entity);
    if (!gq_api_inputs_has_any(GQ_API_UPDATE, entity, NULL))
        return;
    gq_api_text_open(text, "enum", gq_arena_printf(arena, "%.*sConflict", GQ_STR_ARG(entity->name)),
            "", entity);
    for (uint32_t i = 0; i < entity->conflict_count; i++)
        gq_buf_printf(text->buf, "  %.*s\n", GQ_STR_ARG(entity->conflicts[i].name));
    gq_api_text_close(text);
}
