/* model/api_nested.c - connect, create and their kin, for each relation of a model. */
#include "model/api_nested.h"

#include "base/arena.h"
#include "model/api_text.h"
#include "model/draft.h"
#include "model/model.h"
#include "model/names.h"

#include <assert.h>

/* What stands in a member. */
enum part {
    PART_UNIQUE,
    PART_FLAG,
    PART_CREATE,
    PART_UPDATE,
    PART_CONNECT_OR_CREATE,
    PART_UPDATE_WHERE,
    PART_UPSERT,
};

/* When a member is there. */
enum need {
    IN_CREATE = 1,
    IN_UPDATE = 2,
    IN_BOTH = IN_CREATE | IN_UPDATE,
    NEEDS_NULLABLE = 4, /* the foreign key may be NULL */
    NEEDS_CREATE = 8,   /* the target has a create input */
    NEEDS_UPDATE = 16,
};

static const struct member {
    const char *name;
    enum gq_binding_kind kind;
    enum part part;
    unsigned needs;
} one_members[] = {
    { "connect", GQ_BIND_INPUT_CONNECT, PART_UNIQUE, IN_BOTH },
    { "create", GQ_BIND_INPUT_CREATE, PART_CREATE, IN_BOTH | NEEDS_CREATE },
    { "connectOrCreate", GQ_BIND_INPUT_CONNECT_OR_CREATE, PART_CONNECT_OR_CREATE,
            IN_BOTH | NEEDS_CREATE },
    { "update", GQ_BIND_INPUT_UPDATE, PART_UPDATE, IN_UPDATE | NEEDS_UPDATE },
    { "upsert", GQ_BIND_INPUT_UPSERT, PART_UPSERT, IN_UPDATE | NEEDS_CREATE | NEEDS_UPDATE },
    { "disconnect", GQ_BIND_INPUT_DISCONNECT, PART_FLAG, IN_UPDATE | NEEDS_NULLABLE },
    { "delete", GQ_BIND_INPUT_DELETE, PART_FLAG, IN_UPDATE | NEEDS_NULLABLE },
};

/* In the order in which they are applied. */
static const struct member many_members[] = {
    { "set", GQ_BIND_INPUT_SET, PART_UNIQUE, IN_UPDATE | NEEDS_NULLABLE },
    { "disconnect", GQ_BIND_INPUT_DISCONNECT, PART_UNIQUE, IN_UPDATE | NEEDS_NULLABLE },
    { "delete", GQ_BIND_INPUT_DELETE, PART_UNIQUE, IN_UPDATE },
    { "connect", GQ_BIND_INPUT_CONNECT, PART_UNIQUE, IN_BOTH },
    { "connectOrCreate", GQ_BIND_INPUT_CONNECT_OR_CREATE, PART_CONNECT_OR_CREATE,
            IN_BOTH | NEEDS_CREATE },
    { "create", GQ_BIND_INPUT_CREATE, PART_CREATE, IN_BOTH | NEEDS_CREATE },
    { "update", GQ_BIND_INPUT_UPDATE, PART_UPDATE_WHERE, IN_UPDATE | NEEDS_UPDATE },
    { "upsert", GQ_BIND_INPUT_UPSERT, PART_UPSERT, IN_UPDATE | NEEDS_CREATE | NEEDS_UPDATE },
};

static const struct member where_member = { "where", GQ_BIND_INPUT_WHERE, PART_UNIQUE, 0 };
static const struct member create_member = { "create", GQ_BIND_INPUT_CREATE, PART_CREATE, 0 };
static const struct member update_member = { "update", GQ_BIND_INPUT_CHANGES, PART_UPDATE, 0 };
static const struct member input_member = { "input", GQ_BIND_INPUT_CHANGES, PART_UPDATE, 0 };

struct gq_str
gq_api_nested_name(struct gq_api_text *text, enum gq_api_purpose purpose,
        const struct gq_entity *entity, const struct gq_property *property)
{
    struct gq_arena *arena = text->draft->arena;
    struct gq_str input = gq_api_inputs_name(text, purpose, entity, NULL);

    /* After `Input`, so that no model `PostAuthor` can have the same. */
    return gq_arena_printf(arena, "%.*s%.*s", GQ_STR_ARG(input),
            GQ_STR_ARG(gq_names_capital(arena, property->name)));
}

static bool
is_many(const struct gq_property *property)
{
    return property->kind == GQ_PROPERTY_TO_MANY;
}

static unsigned
abilities_of(enum gq_api_purpose purpose, const struct gq_property *property)
{
    unsigned abilities = purpose == GQ_API_CREATE ? IN_CREATE : IN_UPDATE;

    if (property->column->is_nullable)
        abilities |= NEEDS_NULLABLE;
    if (gq_api_inputs_has_any(GQ_API_CREATE, property->target, property->inverse))
        abilities |= NEEDS_CREATE;
    if (gq_api_inputs_has_any(GQ_API_UPDATE, property->target, property->inverse))
        abilities |= NEEDS_UPDATE;
    return abilities;
}

static bool
is_there(const struct member *member, unsigned abilities)
{
    unsigned rest = member->needs & ~(unsigned)IN_BOTH;

    return (member->needs & abilities & IN_BOTH) && (rest & abilities) == rest;
}

/* The objects {where, create} and so on; the first is the same in create and update inputs. */
static struct gq_str
object_name(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property, enum part part)
{
    enum gq_api_purpose purpose = part == PART_CONNECT_OR_CREATE ? GQ_API_CREATE : GQ_API_UPDATE;
    struct gq_str name = gq_api_nested_name(text, purpose, entity, property);

    return gq_arena_printf(text->draft->arena, "%.*s%s", GQ_STR_ARG(name),
            part == PART_CONNECT_OR_CREATE ? "ConnectOrCreate"
                    : part == PART_UPSERT  ? "Upsert"
                                           : "Update");
}

static struct gq_str
type_of(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property, enum part part)
{
    const struct gq_entity *target = property->target;

    switch (part) {
    case PART_UNIQUE:
        return gq_arena_printf(text->draft->arena, "%.*sUnique", GQ_STR_ARG(target->name));
    case PART_FLAG:
        return GQ_STR("Boolean");
    case PART_CREATE:
        return gq_api_inputs_name(text, GQ_API_CREATE, target, property->inverse);
    case PART_UPDATE:
        return gq_api_inputs_name(text, GQ_API_UPDATE, target, property->inverse);
    default:
        return object_name(text, entity, property, part);
    }
}

static void
write_member(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property, const struct member *member, const char *format)
{
    struct gq_str type = type_of(text, entity, property, member->part);

    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = member->kind,
                    .entity = property->target,
                    .property = property,
                    .column = property->column });
    gq_buf_printf(text->buf, "%s: %s%.*s%s\n", member->name, *format == '[' ? "[" : "",
            GQ_STR_ARG(type), *format == '[' ? "!]" : format);
}

static void
write_choices(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    const struct member *members = is_many(property) ? many_members : one_members;
    size_t count = is_many(property) ? GQ_ARRAY_LENGTH(many_members) : GQ_ARRAY_LENGTH(one_members);
    unsigned abilities = abilities_of(purpose, property);

    gq_api_text_open(text, "input", gq_api_nested_name(text, purpose, entity, property),
            is_many(property) ? "" : " @oneOf", entity);
    for (size_t i = 0; i < count; i++) {
        if (is_there(&members[i], abilities))
            write_member(text, entity, property, &members[i], is_many(property) ? "[" : "");
    }
    gq_api_text_close(text);
}

static void
write_object(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property, enum part part, const struct member *const *members,
        size_t count)
{
    gq_api_text_open(text, "input", object_name(text, entity, property, part), "", entity);
    for (size_t i = 0; i < count; i++)
        write_member(text, entity, property, members[i], "!");
    gq_api_text_close(text);
}

static void
write_objects(struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity,
        const struct gq_property *property)
{
    static const struct member *const connect_or_create[] = { &where_member, &create_member };
    static const struct member *const update[] = { &where_member, &input_member };
    static const struct member *const upsert[] = { &where_member, &create_member, &update_member };
    unsigned abilities = abilities_of(purpose, property);
    size_t first = is_many(property) ? 0 : 1; /* of one row there is no question which */

    if ((abilities & IN_CREATE) && (abilities & NEEDS_CREATE))
        write_object(text, entity, property, PART_CONNECT_OR_CREATE, connect_or_create,
                GQ_ARRAY_LENGTH(connect_or_create));
    if (!(abilities & IN_UPDATE) || !(abilities & NEEDS_UPDATE))
        return;
    if (is_many(property))
        write_object(text, entity, property, PART_UPDATE_WHERE, update, GQ_ARRAY_LENGTH(update));
    if (abilities & NEEDS_CREATE)
        write_object(text, entity, property, PART_UPSERT, upsert + first,
                GQ_ARRAY_LENGTH(upsert) - first);
}

void
gq_api_nested_write(
        struct gq_api_text *text, enum gq_api_purpose purpose, const struct gq_entity *entity)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind == GQ_PROPERTY_COLUMN)
            continue;
        write_choices(text, purpose, entity, property);
        write_objects(text, purpose, entity, property);
    }
}
