/* validate/merge_table.c - linear while short. */
#include "validate/merge_table.h"

#include "base/arena.h"

#include <assert.h>

#define FEW 8u

void *
gq_merge_table_find(const struct gq_merge_table *table, struct gq_str key)
{
    const struct gq_merge_table_item *items = table->items.items;

    if (table->items.count > FEW)
        return gq_map_find(&table->map, key);
    for (uint32_t i = 0; i < table->items.count; i++) {
        if (gq_str_equal(items[i].key, key))
            return items[i].value;
    }
    return NULL;
}

void
gq_merge_table_add(
        struct gq_arena *arena, struct gq_merge_table *table, struct gq_str key, void *value)
{
    struct gq_merge_table_item *item =
            GQ_VEC_PUSH(arena, &table->items, struct gq_merge_table_item);

    assert(key.bytes && value);
    *item = (struct gq_merge_table_item){ key, value };
    if (table->items.count <= FEW)
        return;
    for (uint32_t i = table->map.count; i < table->items.count; i++) {
        item = &GQ_VEC_AT(&table->items, struct gq_merge_table_item, i);
        gq_map_add(arena, &table->map, item->key, item->value);
    }
}
