/* plan/connection.c - the objects around a page: connection, edges, PageInfo. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

/* What the fields of one connection share. The page step is made when the first field needs it. */
struct connection {
    const struct gq_list *list;
    const struct gq_field_group *group; /* of the connection field: its arguments */
    const struct gq_field *field;
    struct gq_draft *page;
};

static bool
need_page(struct gq_builder *b, struct connection *c)
{
    if (!c->page)
        c->page = gq_list_step(b, c->list, c->group, c->field);
    return c->page != NULL;
}

static const struct gq_template *
page_info_template(struct gq_builder *b, struct connection *c, const struct gq_type *type,
        const struct gq_field_group *group)
{
    struct gq_field_groups groups = gq_collect_subfields(&b->collect, type, group);
    struct gq_vec entries = { 0 };

    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *inner = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);
        const struct gq_field *field = gq_builder_field(b, type, inner);
        const struct gq_binding *binding = field->binding;
        enum gq_entry_kind kind = GQ_ENTRY_HAS_NEXT_PAGE;

        if (gq_builder_typename(b, &entries, type, inner))
            continue;
        switch (binding->kind) {
        case GQ_BIND_HAS_NEXT_PAGE:
            gq_list_need_probe(b, c->page);
            break;
        case GQ_BIND_HAS_PREVIOUS_PAGE:
            kind = GQ_ENTRY_HAS_PREVIOUS_PAGE;
            gq_list_need_probe(b, c->page);
            break;
        default:
            kind = binding->kind == GQ_BIND_START_CURSOR ? GQ_ENTRY_START_CURSOR
                                                         : GQ_ENTRY_END_CURSOR;
            gq_list_need_cursors(b, c->page);
        }
        gq_builder_entry(b, &entries, kind, inner, field);
    }
    return gq_builder_template(b, type, &entries);
}

static const struct gq_template *
edge_template(struct gq_builder *b, struct connection *c, const struct gq_type *type,
        const struct gq_field_group *group)
{
    struct gq_field_groups groups = gq_collect_subfields(&b->collect, type, group);
    struct gq_vec entries = { 0 };

    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *inner = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);
        const struct gq_field *field = gq_builder_field(b, type, inner);
        const struct gq_binding *binding = field->binding;
        const struct gq_template *object = NULL;

        if (gq_builder_typename(b, &entries, type, inner))
            continue;
        if (binding->kind == GQ_BIND_CURSOR) {
            gq_list_need_cursors(b, c->page);
            gq_builder_entry(b, &entries, GQ_ENTRY_CURSOR, inner, field);
            continue;
        }
        assert(binding->kind == GQ_BIND_NODE);
        object =
                gq_rows_template(b, &(struct gq_scope){ c->page, 0, 0 }, field->type->named, inner);
        if (!object)
            return NULL;
        gq_builder_entry(b, &entries, GQ_ENTRY_NODE, inner, field)->object = object;
    }
    return gq_builder_template(b, type, &entries);
}

static bool
add_total_count(struct gq_builder *b, struct connection *c, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    struct gq_draft *count = gq_list_count_step(b, c->list, c->group, c->field);

    if (!count)
        return false;
    gq_builder_entry(b, entries, GQ_ENTRY_TOTAL_COUNT, group, field)->step = count->step;
    return true;
}

/* One field of a connection. */
static bool
add_field(struct gq_builder *b, struct connection *c, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    const struct gq_binding *binding = field->binding;
    const struct gq_type *type = field->type->named;
    const struct gq_template *object;
    enum gq_entry_kind kind;

    if (binding->kind == GQ_BIND_TOTAL_COUNT)
        return add_total_count(b, c, entries, group, field);
    if (!need_page(b, c))
        return false;
    switch (binding->kind) {
    case GQ_BIND_EDGES:
        kind = GQ_ENTRY_EDGES;
        object = edge_template(b, c, type, group);
        break;
    case GQ_BIND_PAGE_INFO:
        kind = GQ_ENTRY_PAGE_INFO;
        object = page_info_template(b, c, type, group);
        break;
    default:
        assert(binding->kind == GQ_BIND_NODES);
        kind = GQ_ENTRY_NODES;
        object = gq_rows_template(b, &(struct gq_scope){ c->page, 0, 0 }, type, group);
    }
    if (!object)
        return false;
    gq_builder_entry(b, entries, kind, group, field)->object = object;
    return true;
}

bool
gq_connection_field(struct gq_builder *b, const struct gq_list *list, struct gq_vec *entries,
        const struct gq_field_group *group, const struct gq_field *field)
{
    const struct gq_type *type = field->type->named;
    struct gq_field_groups groups = gq_collect_subfields(&b->collect, type, group);
    struct connection c = { list, group, field, NULL };
    struct gq_vec inner_entries = { 0 };
    struct gq_entry *entry;

    for (uint32_t i = 0; i < groups.items.count; i++) {
        const struct gq_field_group *inner = GQ_VEC_AT(&groups.items, struct gq_field_group *, i);

        if (gq_builder_typename(b, &inner_entries, type, inner))
            continue;
        if (!add_field(b, &c, &inner_entries, inner, gq_builder_field(b, type, inner)))
            return false;
    }
    if (!c.page && !gq_list_check(b, list, group, field))
        return false;
    entry = gq_builder_entry(b, entries, GQ_ENTRY_CONNECTION, group, field);
    entry->step = c.page ? c.page->step : NULL;
    entry->object = gq_builder_template(b, type, &inner_entries);
    return true;
}
