/* model/api_types.c - connections, filters and orders. */
#include "model/api_types.h"

#include "base/arena.h"
#include "model/api_text.h"
#include "model/draft.h"
#include "model/model.h"
#include "schema/schema.h"

#include <assert.h>

#define IN(shape) (1u << (shape))

/* A member whose type is made of a name: before, the model's name, after. */
struct member {
    const char *name;
    enum gq_binding_kind kind;
    const char *before, *after; /* `after` NULL: the type is `before` alone */
};

static const struct page_argument {
    struct member member;
    uint32_t shapes;
} page_arguments[] = {
    { { "filter", GQ_BIND_ARGUMENT_FILTER, "", "Filter" },
            IN(GQ_API_LIST) | IN(GQ_API_CONNECTION) },
    { { "orderBy", GQ_BIND_ARGUMENT_ORDER_BY, "[", "Order!]" },
            IN(GQ_API_LIST) | IN(GQ_API_CONNECTION) },
    { { "first", GQ_BIND_ARGUMENT_FIRST, "Int", NULL }, IN(GQ_API_LIST) | IN(GQ_API_CONNECTION) },
    { { "after", GQ_BIND_ARGUMENT_AFTER, "String", NULL }, IN(GQ_API_CONNECTION) },
    { { "last", GQ_BIND_ARGUMENT_LAST, "Int", NULL }, IN(GQ_API_CONNECTION) },
    { { "before", GQ_BIND_ARGUMENT_BEFORE, "String", NULL }, IN(GQ_API_CONNECTION) },
    { { "offset", GQ_BIND_ARGUMENT_OFFSET, "Int", NULL }, IN(GQ_API_LIST) | IN(GQ_API_CONNECTION) },
};

static const struct member connection_fields[] = {
    { "edges", GQ_BIND_EDGES, "[", "Edge!]!" },
    { "nodes", GQ_BIND_NODES, "[", "!]!" },
    { "pageInfo", GQ_BIND_PAGE_INFO, "PageInfo!", NULL },
    { "totalCount", GQ_BIND_TOTAL_COUNT, "Int!", NULL },
};

static const struct member edge_fields[] = {
    { "cursor", GQ_BIND_CURSOR, "String!", NULL },
    { "node", GQ_BIND_NODE, "", "!" },
};

static const struct member page_info_fields[] = {
    { "hasNextPage", GQ_BIND_HAS_NEXT_PAGE, "Boolean!", NULL },
    { "hasPreviousPage", GQ_BIND_HAS_PREVIOUS_PAGE, "Boolean!", NULL },
    { "startCursor", GQ_BIND_START_CURSOR, "String", NULL },
    { "endCursor", GQ_BIND_END_CURSOR, "String", NULL },
};

static const struct member filter_fields[] = {
    { "and", GQ_BIND_FILTER_AND, "[", "Filter!]" },
    { "or", GQ_BIND_FILTER_OR, "[", "Filter!]" },
    { "not", GQ_BIND_FILTER_NOT, "", "Filter" },
};

static const struct member list_filter_fields[] = {
    { "some", GQ_BIND_FILTER_SOME, "", "Filter" },
    { "every", GQ_BIND_FILTER_EVERY, "", "Filter" },
    { "none", GQ_BIND_FILTER_NONE, "", "Filter" },
};

/* What a column's values can be asked. */
enum ability { ANY = 0, LISTED = 1, ORDERED = 2, MATCHED = 4, EQUAL = 8, MANY = 16 };

static const struct operation {
    const char *name;
    enum gq_operator op;
    uint32_t needs;
    const char *before, *after; /* as in struct member, of the scalar's name */
} operators[] = {
    { "eq", GQ_OPERATOR_EQ, EQUAL, "", "" },
    { "neq", GQ_OPERATOR_NEQ, EQUAL, "", "" },
    { "in", GQ_OPERATOR_IN, LISTED, "[", "!]" },
    { "nin", GQ_OPERATOR_NIN, LISTED, "[", "!]" },
    { "lt", GQ_OPERATOR_LT, ORDERED, "", "" },
    { "lte", GQ_OPERATOR_LTE, ORDERED, "", "" },
    { "gt", GQ_OPERATOR_GT, ORDERED, "", "" },
    { "gte", GQ_OPERATOR_GTE, ORDERED, "", "" },
    { "like", GQ_OPERATOR_LIKE, MATCHED, "String", NULL },
    { "ilike", GQ_OPERATOR_ILIKE, MATCHED, "String", NULL },
    { "startsWith", GQ_OPERATOR_STARTS_WITH, MATCHED, "String", NULL },
    { "endsWith", GQ_OPERATOR_ENDS_WITH, MATCHED, "String", NULL },
    { "contains", GQ_OPERATOR_CONTAINS, MATCHED, "String", NULL },
    { "has", GQ_OPERATOR_HAS, MANY, "", "" },
    { "hasSome", GQ_OPERATOR_HAS_SOME, MANY, "[", "!]" },
    { "hasEvery", GQ_OPERATOR_HAS_EVERY, MANY, "[", "!]" },
    { "isEmpty", GQ_OPERATOR_IS_EMPTY, MANY, "Boolean", NULL },
    { "isNull", GQ_OPERATOR_IS_NULL, ANY, "Boolean", NULL },
};

static uint32_t
abilities_of(enum gq_column_type type)
{
    static const uint32_t abilities[GQ_COLUMN_TYPE_COUNT] = {
        [GQ_COLUMN_ID] = EQUAL | LISTED,
        [GQ_COLUMN_ID_TEXT] = EQUAL | LISTED | MATCHED,
        [GQ_COLUMN_INT] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_FLOAT] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_BOOLEAN] = EQUAL,
        [GQ_COLUMN_STRING] = EQUAL | LISTED | ORDERED | MATCHED,
        [GQ_COLUMN_ENUM] = EQUAL | LISTED,
        [GQ_COLUMN_DATETIME] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_DATETIME_SQL_TEXT] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_DATETIME_UNIX] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_DATETIME_UNIX_MS] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_DATE] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_TIME] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_BIG_INT] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_DECIMAL] = EQUAL | LISTED | ORDERED,
        [GQ_COLUMN_UUID] = EQUAL | LISTED,
        [GQ_COLUMN_BYTES] = EQUAL | LISTED,
        [GQ_COLUMN_JSON] = ANY,
        [GQ_COLUMN_LIST] = MANY,
        [GQ_COLUMN_ID_UUID] = EQUAL | LISTED,
        [GQ_COLUMN_ID_ULID] = EQUAL | LISTED,
    };

    assert(type < GQ_ARRAY_LENGTH(abilities));
    return abilities[type];
}

static void
write_type(struct gq_api_text *text, const char *before, struct gq_str name, const char *after)
{
    gq_buf_text(text->buf, before);
    if (after) {
        gq_buf_str(text->buf, name);
        gq_buf_text(text->buf, after);
    }
}

static void
write_member(struct gq_api_text *text, const struct member *member, const struct gq_entity *entity)
{
    gq_api_text_mark(text, (struct gq_binding){ .kind = member->kind, .entity = entity });
    gq_buf_printf(text->buf, "%s: ", member->name);
    write_type(text, member->before, entity ? entity->name : GQ_STR(""), member->after);
}

static void
write_members(struct gq_api_text *text, const struct member *members, size_t count,
        const struct gq_entity *entity)
{
    for (size_t i = 0; i < count; i++) {
        gq_buf_text(text->buf, "  ");
        write_member(text, &members[i], entity);
        gq_buf_char(text->buf, '\n');
    }
}

static struct gq_str
name_with(struct gq_api_text *text, struct gq_str name, const char *suffix)
{
    return gq_arena_printf(text->draft->arena, "%.*s%s", GQ_STR_ARG(name), suffix);
}

void
gq_api_types_write_arguments(
        struct gq_api_text *text, const struct gq_entity *entity, enum gq_api_shape shape)
{
    const char *before = "(";

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(page_arguments); i++) {
        if (!(page_arguments[i].shapes & IN(shape)))
            continue;
        gq_buf_text(text->buf, before);
        write_member(text, &page_arguments[i].member, entity);
        before = ", ";
    }
    gq_buf_char(text->buf, ')');
}

static void
write_connection(struct gq_api_text *text, const struct gq_entity *entity)
{
    gq_api_text_open(text, "type", name_with(text, entity->name, "Connection"), "", entity);
    write_members(text, connection_fields, GQ_ARRAY_LENGTH(connection_fields), entity);
    gq_api_text_close(text);
    gq_api_text_open(text, "type", name_with(text, entity->name, "Edge"), "", entity);
    write_members(text, edge_fields, GQ_ARRAY_LENGTH(edge_fields), entity);
    gq_api_text_close(text);
}

/*
 * `StringFilter`, `StringListFilter` of a list of them; IDs that are texts can be asked more than
 * those that are numbers.
 */
static struct gq_str
operators_name(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property)
{
    enum gq_column_type type = property->column->type;

    return name_with(text, gq_draft_field(entity, property)->type->named->name,
            type == GQ_COLUMN_ID_TEXT        ? "TextFilter"
                    : type == GQ_COLUMN_LIST ? "ListFilter"
                                             : "Filter");
}

static struct gq_str
filter_name(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property)
{
    if (property->kind == GQ_PROPERTY_COLUMN)
        return operators_name(text, entity, property);
    return name_with(text, property->target->name,
            property->kind == GQ_PROPERTY_TO_MANY ? "ListFilter" : "Filter");
}

static void
write_filter_member(struct gq_api_text *text, const struct gq_entity *entity,
        const struct gq_property *property)
{
    static const enum gq_binding_kind kinds[] = {
        [GQ_PROPERTY_COLUMN] = GQ_BIND_FILTER_COLUMN,
        [GQ_PROPERTY_TO_ONE] = GQ_BIND_FILTER_RELATION,
        [GQ_PROPERTY_TO_MANY] = GQ_BIND_FILTER_LIST,
    };

    gq_buf_text(text->buf, "  ");
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = kinds[property->kind],
                    .entity = property->kind == GQ_PROPERTY_COLUMN ? entity : property->target,
                    .property = property,
                    .column = property->column });
    gq_buf_printf(text->buf, "%.*s: %.*s\n", GQ_STR_ARG(property->name),
            GQ_STR_ARG(filter_name(text, entity, property)));
}

/* Is there a list of these on a model? */
static bool
is_listed(const struct gq_model *model, const struct gq_entity *entity)
{
    for (uint32_t i = 0; i < model->entity_count; i++) {
        const struct gq_entity *other = &model->entities[i];

        for (uint32_t j = 0; j < other->property_count; j++) {
            if (other->properties[j].kind == GQ_PROPERTY_TO_MANY
                    && other->properties[j].target == entity)
                return true;
        }
    }
    return false;
}

static void
write_filter(struct gq_api_text *text, const struct gq_entity *entity)
{
    gq_api_text_open(text, "input", name_with(text, entity->name, "Filter"), "", entity);
    write_members(text, filter_fields, GQ_ARRAY_LENGTH(filter_fields), entity);
    for (uint32_t i = 0; i < entity->property_count; i++)
        write_filter_member(text, entity, &entity->properties[i]);
    gq_api_text_close(text);
    if (!is_listed(text->draft->model, entity))
        return;
    gq_api_text_open(text, "input", name_with(text, entity->name, "ListFilter"), "", entity);
    write_members(text, list_filter_fields, GQ_ARRAY_LENGTH(list_filter_fields), entity);
    gq_api_text_close(text);
}

static struct gq_str
order_name(struct gq_api_text *text, const struct gq_property *property)
{
    switch (property->kind) {
    case GQ_PROPERTY_TO_ONE:
        return name_with(text, property->target->name, "Order");
    case GQ_PROPERTY_TO_MANY:
        return GQ_STR("CountOrder");
    default:
        return GQ_STR("Direction");
    }
}

static void
write_order(struct gq_api_text *text, const struct gq_entity *entity)
{
    static const enum gq_binding_kind kinds[] = {
        [GQ_PROPERTY_COLUMN] = GQ_BIND_ORDER_COLUMN,
        [GQ_PROPERTY_TO_ONE] = GQ_BIND_ORDER_RELATION,
        [GQ_PROPERTY_TO_MANY] = GQ_BIND_ORDER_LIST,
    };

    gq_api_text_open(text, "input", name_with(text, entity->name, "Order"), " @oneOf", entity);
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];

        if (property->kind == GQ_PROPERTY_COLUMN && !gq_column_is_sortable(property->column->type))
            continue;
        gq_buf_text(text->buf, "  ");
        gq_api_text_mark(text,
                (struct gq_binding){ .kind = kinds[property->kind],
                        .entity = entity,
                        .property = property,
                        .column = property->column });
        gq_buf_printf(text->buf, "%.*s: %.*s\n", GQ_STR_ARG(property->name),
                GQ_STR_ARG(order_name(text, property)));
    }
    gq_api_text_close(text);
}

static void
write_list_extension(
        struct gq_api_text *text, const struct gq_entity *entity, const struct gq_property *list)
{
    gq_buf_printf(text->buf, "  %.*s", GQ_STR_ARG(list->name));
    gq_api_types_write_arguments(text, list->target, GQ_API_LIST);
    gq_buf_printf(text->buf, ": [%.*s!]!\n  ", GQ_STR_ARG(list->target->name));
    gq_api_text_mark(text,
            (struct gq_binding){ .kind = GQ_BIND_TO_MANY_CONNECTION,
                    .entity = entity,
                    .property = list,
                    .column = list->column });
    gq_buf_printf(text->buf, "%.*sConnection", GQ_STR_ARG(list->name));
    gq_api_types_write_arguments(text, list->target, GQ_API_CONNECTION);
    gq_buf_printf(text->buf, ": %.*sConnection!\n", GQ_STR_ARG(list->target->name));
}

static void
write_lists(struct gq_api_text *text, const struct gq_entity *entity)
{
    bool is_open = false;

    for (uint32_t i = 0; i < entity->property_count; i++) {
        if (entity->properties[i].kind != GQ_PROPERTY_TO_MANY)
            continue;
        if (!is_open)
            gq_buf_printf(text->buf, "extend type %.*s {\n", GQ_STR_ARG(entity->name));
        is_open = true;
        write_list_extension(text, entity, &entity->properties[i]);
    }
    if (is_open)
        gq_api_text_close(text);
}

void
gq_api_types_write(struct gq_api_text *text, const struct gq_entity *entity)
{
    write_lists(text, entity);
    write_connection(text, entity);
    write_filter(text, entity);
    write_order(text, entity);
}

static void
write_operators(
        struct gq_api_text *text, struct gq_str type, struct gq_str name, uint32_t abilities)
{
    gq_api_text_open(text, "input", name, "", NULL);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(operators); i++) {
        const struct operation *operation = &operators[i];

        if (operation->needs && !(operation->needs & abilities))
            continue;
        gq_buf_text(text->buf, "  ");
        gq_api_text_mark(
                text, (struct gq_binding){ .kind = GQ_BIND_OPERATOR, .op = operation->op });
        gq_buf_printf(text->buf, "%s: ", operation->name);
        write_type(text, operation->before, type, operation->after);
        gq_buf_char(text->buf, '\n');
    }
    gq_api_text_close(text);
}

/* The operators of every type that a column of the model has; `done` has those written before. */
static void
write_used_operators(struct gq_api_text *text, struct gq_entity *entity, struct gq_map *done)
{
    for (uint32_t i = 0; i < entity->property_count; i++) {
        const struct gq_property *property = &entity->properties[i];
        struct gq_str type = gq_draft_field(entity, property)->type->named->name;
        struct gq_str name;

        if (property->kind != GQ_PROPERTY_COLUMN)
            continue;
        name = operators_name(text, entity, property);
        if (gq_map_add(text->draft->arena, done, name, entity))
            write_operators(text, type, name, abilities_of(property->column->type));
    }
}

/* How the rows of a list are counted to order those that have it. */
static void
write_count_order(struct gq_api_text *text, const struct gq_model *model)
{
    for (uint32_t i = 0; i < model->entity_count; i++) {
        if (!is_listed(model, &model->entities[i]))
            continue;
        gq_api_text_open(text, "input", GQ_STR("CountOrder"), "", NULL);
        gq_buf_text(text->buf, "  ");
        gq_api_text_mark(text, (struct gq_binding){ .kind = GQ_BIND_ORDER_COUNT });
        gq_buf_text(text->buf, "count: Direction!\n");
        gq_api_text_close(text);
        return;
    }
}

void
gq_api_types_write_shared(struct gq_api_text *text)
{
    struct gq_model *model = text->draft->model;
    struct gq_map done = { 0 };

    gq_api_text_open(text, "type", GQ_STR("PageInfo"), "", NULL);
    write_members(text, page_info_fields, GQ_ARRAY_LENGTH(page_info_fields), NULL);
    gq_api_text_close(text);
    gq_api_text_open(text, "enum", GQ_STR("Direction"), "", NULL);
    gq_buf_text(text->buf,
            "  ASC\n  DESC\n  ASC_NULLS_FIRST\n  ASC_NULLS_LAST\n"
            "  DESC_NULLS_FIRST\n  DESC_NULLS_LAST\n");
    gq_api_text_close(text);
    write_count_order(text, model);
    for (uint32_t i = 0; i < model->entity_count; i++)
        write_used_operators(text, &model->entities[i], &done);
}
