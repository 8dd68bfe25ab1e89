/* plan/order.c - `orderBy` to sort keys, with the primary key as the last tiebreak. */
#include "plan/builder.h"

#include "base/arena.h"
#include "schema/schema.h"

#include <assert.h>

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

/* One item of the list: a @oneOf object, so exactly one member, and not null. */
static void
add_order(struct gq_builder *b, struct gq_vec *orders, const struct gq_type *type,
        const struct gq_input *item)
{
    struct gq_input value = gq_builder_child(item, 0);
    const struct gq_binding *binding = gq_builder_member(type, item, 0)->binding;
    const struct direction *direction = direction_of(value.value);

    assert(binding->kind == GQ_BIND_ORDER_COLUMN);
    *GQ_VEC_PUSH(b->arena, orders, struct gq_order) = (struct gq_order){
        binding->property->column,
        direction->is_descending,
        direction->nulls,
    };
}

/* Keys after the first of the same column decide nothing. */
static bool
has_column(const struct gq_vec *orders, const struct gq_column *column)
{
    for (uint32_t i = 0; i < orders->count; i++) {
        if (GQ_VEC_AT(orders, struct gq_order, i).column == column)
            return true;
    }
    return false;
}

static uint64_t
hash_of(const struct gq_entity *entity, const struct gq_vec *orders)
{
    uint64_t hash = gq_map_hash(entity->name, 0);

    for (uint32_t i = 0; i < orders->count; i++) {
        const struct gq_order *order = &GQ_VEC_AT(orders, struct gq_order, i);

        hash = gq_map_hash(order->column->name,
                hash + (uint64_t)order->is_descending * 3 + (uint64_t)order->nulls);
    }
    return hash;
}

bool
gq_order_build(struct gq_builder *b, const struct gq_entity *entity, const struct gq_type *type,
        const struct gq_input *order_by, struct gq_cursor_order **ret_order)
{
    const struct gq_column *key = &entity->table->columns[entity->table->primary_key];
    struct gq_vec orders = { 0 };
    struct gq_cursor_order *order;
    bool is_descending = false;

    for (uint32_t i = 0; order_by && i < order_by->value->count; i++) {
        struct gq_input item = gq_builder_child(order_by, i);

        add_order(b, &orders, type, &item);
        is_descending = GQ_VEC_AT(&orders, struct gq_order, orders.count - 1).is_descending;
    }
    if (!has_column(&orders, key))
        *GQ_VEC_PUSH(b->arena, &orders, struct gq_order) =
                (struct gq_order){ key, is_descending, GQ_NULLS_DEFAULT };
    /* Nothing decides after the primary key has; the store relies on its being the last. */
    while (GQ_VEC_AT(&orders, struct gq_order, orders.count - 1).column != key)
        orders.count--;
    if (orders.count > 32)
        return gq_builder_refuse(b, order_by, "Argument \"orderBy\" has too many keys.");
    order = gq_arena_new_of(b->arena, struct gq_cursor_order);
    *order = (struct gq_cursor_order){ hash_of(entity, &orders), orders.items, orders.count };
    *ret_order = order;
    return true;
}
