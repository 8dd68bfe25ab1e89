/* plan/order.c - `orderBy` to sort keys, with the primary key as the last tiebreak. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

/* As many as gq_keyset.null_bits has. */
#define ORDERS_MAX 32

/* The members of enum Direction. */
static const struct direction {
    const char *name;
    bool is_descending;
    enum gq_nulls nulls;
} directions[] = {
    { "ASC", false, GQ_NULLS_DEFAULT },
    { "DESC", true, GQ_NULLS_DEFAULT },
    { "ASC_NULLS_FIRST", false, GQ_NULLS_FIRST },
    { "ASC_NULLS_LAST", false, GQ_NULLS_LAST },
    { "DESC_NULLS_FIRST", true, GQ_NULLS_FIRST },
    { "DESC_NULLS_LAST", true, GQ_NULLS_LAST },
};

static const struct direction *
direction_of(const struct gq_value *value)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(directions); i++) {
        if (gq_str_is(value->text, directions[i].name))
            return &directions[i];
    }
    assert(!"Direction has these members");
    return &directions[0];
}

static void
push_order(struct gq_builder *b, struct gq_vec *orders, const struct gq_fetch_column *value,
        const struct gq_value *direction_name)
{
    const struct direction *direction = direction_of(direction_name);

    *GQ_VEC_PUSH(b->arena, orders, struct gq_order) = (struct gq_order){
        .column = value->column,
        .is_descending = direction->is_descending,
        .nulls = direction->nulls,
        .source = value->source,
        .counted = value->counted,
    };
}

static bool
is_key_of(const struct gq_table *table, const struct gq_binding *binding)
{
    return binding->kind == GQ_BIND_ORDER_COLUMN
            && binding->property->column == &table->columns[table->primary_key];
}

/* A @oneOf object, so exactly one member, and not null; its way begins at table `source`. */
static bool
add_order(struct gq_builder *b, struct gq_draft *draft, struct gq_vec *orders,
        const struct gq_type *type, const struct gq_input *item, uint32_t source, uint32_t level)
{
    struct gq_input value = gq_builder_child(item, 0), inner;
    const struct gq_input_value *member = gq_builder_member(type, item, 0);
    const struct gq_binding *binding = member->binding;
    const struct gq_property *property = binding->property;
    struct gq_fetch_column key = { source, property->column, NULL };

    if (binding->kind == GQ_BIND_ORDER_COLUMN) {
        push_order(b, orders, &key, value.value);
        return true;
    }
    type = member->type->named;
    inner = gq_builder_child(&value, 0);
    if (binding->kind == GQ_BIND_ORDER_LIST) {
        key.counted = property->target->table;
        push_order(b, orders, &key, inner.value);
        return true;
    }
    assert(binding->kind == GQ_BIND_ORDER_RELATION);
    /* The foreign key is the other row's key. */
    if (is_key_of(property->target->table, gq_builder_member(type, &value, 0)->binding)) {
        push_order(b, orders, &key, inner.value);
        return true;
    }
    if (level == GQ_BUILDER_FOLD_LEVELS
            || !gq_builder_join(b, draft, source, property->column, &source))
        return gq_builder_refuse(b, item, "Argument \"orderBy\" goes through too many relations.");
    return add_order(b, draft, orders, type, &value, source, level + 1);
}

static bool
is_column(const struct gq_order *order, const struct gq_column *column)
{
    return order->column == column && order->source == 0 && !order->counted;
}

/* Keys after the first of the same column decide nothing. */
static bool
has_column(const struct gq_vec *orders, const struct gq_column *column)
{
    for (uint32_t i = 0; i < orders->count; i++) {
        if (is_column(&GQ_VEC_AT(orders, struct gq_order, i), column))
            return true;
    }
    return false;
}

/* Of everything that tells one order from another: names, as tables are numbered by each plan. */
static uint64_t
hash_of(const struct gq_entity *entity, const struct gq_draft *draft, const struct gq_vec *orders)
{
    const struct gq_fetch_join *joins = draft->joins.items;
    uint64_t hash = gq_map_hash(entity->name, 0);

    for (uint32_t i = 0; i < orders->count; i++) {
        const struct gq_order *order = &GQ_VEC_AT(orders, struct gq_order, i);

        hash = gq_map_hash(order->column->name,
                hash + (uint64_t)order->is_descending * 3 + (uint64_t)order->nulls);
        if (order->counted)
            hash = gq_map_hash(order->counted->name, hash + 1);
        for (uint32_t source = order->source; source > 0; source = joins[source - 1].source)
            hash = gq_map_hash(joins[source - 1].foreign_key->name, hash + 2);
    }
    return hash;
}

static void
set_order(struct gq_builder *b, struct gq_draft *draft, const struct gq_entity *entity,
        const struct gq_vec *orders)
{
    struct gq_cursor_order *order = gq_arena_new_of(b->arena, struct gq_cursor_order);
    struct gq_fetch *fetch = &draft->step->fetch;

    *order = (struct gq_cursor_order){ hash_of(entity, draft, orders), orders->items,
        orders->count };
    draft->step->page.order = order;
    fetch->orders = orders->items;
    fetch->order_count = orders->count;
    fetch->order_join_count = draft->joins.count;
}

bool
gq_order_build(struct gq_builder *b, struct gq_draft *draft, const struct gq_entity *entity,
        const struct gq_type *type, const struct gq_input *order_by)
{
    const struct gq_column *key = &entity->table->columns[entity->table->primary_key];
    struct gq_vec orders = { 0 };
    bool is_descending = false;

    assert(draft->joins.count == 0);
    for (uint32_t i = 0; order_by && i < order_by->value->count; i++) {
        struct gq_input item = gq_builder_child(order_by, i);

        if (!add_order(b, draft, &orders, type, &item, 0, 0))
            return false;
        is_descending = GQ_VEC_AT(&orders, struct gq_order, orders.count - 1).is_descending;
    }
    if (!has_column(&orders, key))
        *GQ_VEC_PUSH(b->arena, &orders, struct gq_order) =
                (struct gq_order){ .column = key, .is_descending = is_descending };
    /* Nothing decides after the primary key has; the store relies on its being the last. */
    while (!is_column(&GQ_VEC_AT(&orders, struct gq_order, orders.count - 1), key))
        orders.count--;
    if (orders.count > ORDERS_MAX)
        return gq_builder_refuse(b, order_by, "Argument \"orderBy\" has too many keys.");
    set_order(b, draft, entity, &orders);
    return true;
}
