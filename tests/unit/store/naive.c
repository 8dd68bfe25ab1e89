/* Filter, sort, bound, cut: one after the other, by the definitions. */
#include "naive.h"

#include <stdlib.h>

static int
is_true_comparison(enum gq_comparison comparison, int order)
{
    switch (comparison) {
    case GQ_COMPARE_EQ:
        return order == 0;
    case GQ_COMPARE_NEQ:
        return order != 0;
    case GQ_COMPARE_LT:
        return order < 0;
    case GQ_COMPARE_LTE:
        return order <= 0;
    case GQ_COMPARE_GT:
        return order > 0;
    case GQ_COMPARE_GTE:
        return order >= 0;
    }
    return 0;
}

/* A NULL on either side makes it unknown: also for a list, whatever its length. */
static int
is_in(const struct gq_cell *cell, const struct gq_parameter *list)
{
    if (cell->kind == GQ_CELL_NULL)
        return -1;
    for (uint32_t i = 0; i < list->count; i++) {
        if (gq_cell_compare(cell, &list->cells[i]) == 0)
            return 1;
    }
    return 0;
}

static int
negated(int truth)
{
    return truth < 0 ? truth : !truth;
}

/* AND is the least of its members, OR the greatest, where unknown stands between. */
static int
junction(const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row)
{
    static const int rank[] = { 1, 0, 2 }, truth[] = { 0, -1, 1 };
    const int is_and = condition->kind == GQ_CONDITION_AND;
    int found = is_and ? 2 : 0;

    for (const struct gq_condition *c = condition->children; c; c = c->next) {
        const int one = rank[naive_condition(naive, c, row) + 1];

        if (is_and ? one < found : one > found)
            found = one;
    }
    return truth[found];
}

static int
related(const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row)
{
    const struct gq_cell *key = &row[condition->column->index];

    for (uint32_t i = 0; key->kind != GQ_CELL_NULL && i < naive->users.count; i++) {
        if (gq_cell_compare(key, &naive->users.cells[i][USER_ID]) == 0)
            return naive_condition(naive, condition->children, naive->users.cells[i]);
    }
    return -1;
}

int
naive_condition(
        const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row)
{
    const struct gq_cell *cell = condition->column ? &row[condition->column->index] : NULL;
    const struct gq_parameter *parameter = &naive->parameters[condition->slot];

    switch (condition->kind) {
    case GQ_CONDITION_AND:
    case GQ_CONDITION_OR:
        return junction(naive, condition, row);
    case GQ_CONDITION_NOT:
        return negated(naive_condition(naive, condition->children, row));
    case GQ_CONDITION_COMPARE:
        if (cell->kind == GQ_CELL_NULL || parameter->cells->kind == GQ_CELL_NULL)
            return -1;
        return is_true_comparison(condition->comparison, gq_cell_compare(cell, parameter->cells));
    case GQ_CONDITION_IN:
        return is_in(cell, parameter);
    case GQ_CONDITION_NOT_IN:
        return negated(is_in(cell, parameter));
    case GQ_CONDITION_IS_NULL:
        return cell->kind == GQ_CELL_NULL;
    case GQ_CONDITION_IS_NOT_NULL:
        return cell->kind != GQ_CELL_NULL;
    case GQ_CONDITION_RELATED:
        return related(naive, condition, row);
    case GQ_CONDITION_HAS_SOME: /* no column here is a list */
    case GQ_CONDITION_HAS_EVERY:
    case GQ_CONDITION_IS_EMPTY:
    case GQ_CONDITION_IS_NOT_EMPTY:
        break;
    }
    return 0;
}

static int
compare_by(const struct gq_order *order, const struct gq_cell *a, const struct gq_cell *b)
{
    const int is_a_null = a->kind == GQ_CELL_NULL, is_b_null = b->kind == GQ_CELL_NULL;
    const int is_nulls_first = order->nulls == GQ_NULLS_FIRST
            || (order->nulls == GQ_NULLS_DEFAULT && !order->is_descending);

    if (is_a_null || is_b_null)
        return is_nulls_first ? is_b_null - is_a_null : is_a_null - is_b_null;
    return order->is_descending ? gq_cell_compare(b, a) : gq_cell_compare(a, b);
}

/* The page's order; `a` and `b` hold the order's columns. */
static int
compare_keys(const struct gq_fetch *fetch, const struct gq_cell *a, const struct gq_cell *b)
{
    for (uint32_t i = 0; i < fetch->order_count; i++) {
        const int order = compare_by(&fetch->orders[i], &a[i], &b[i]);

        if (order != 0)
            return order;
    }
    return 0;
}

static void
order_keys(const struct gq_fetch *fetch, const struct gq_cell *row, struct gq_cell ret_keys[8])
{
    for (uint32_t i = 0; i < fetch->order_count; i++)
        ret_keys[i] = row[fetch->orders[i].column->index];
}

static int
compare_to_bound(const struct naive *naive, const struct gq_fetch *fetch,
        const struct gq_keyset *keyset, const struct gq_cell *row)
{
    struct gq_cell keys[8], bound[8];

    order_keys(fetch, row, keys);
    for (uint32_t i = 0; i < fetch->order_count; i++)
        bound[i] = keyset->null_bits >> i & 1 ? NULL_CELL
                                              : *naive->parameters[keyset->first_slot + i].cells;
    return compare_keys(fetch, keys, bound);
}

static bool
is_wanted(const struct naive *naive, const struct gq_fetch *fetch, const struct gq_cell *parent,
        const struct gq_cell *row)
{
    if (parent) {
        const struct gq_cell *own = &row[fetch->attach->index];

        if (own->kind == GQ_CELL_NULL || gq_cell_compare(own, parent) != 0)
            return false;
    }
    if (fetch->where && naive_condition(naive, fetch->where, row) != 1)
        return false;
    if (fetch->kind == GQ_FETCH_COUNT)
        return true;
    if (fetch->after.first_slot != NONE && compare_to_bound(naive, fetch, &fetch->after, row) <= 0)
        return false;
    return fetch->before.first_slot == NONE
            || compare_to_bound(naive, fetch, &fetch->before, row) < 0;
}

/* Insertion into the sorted rows. */
static void
insert_row(const struct gq_fetch *fetch, const struct gq_cell **rows, uint32_t count,
        const struct gq_cell *row)
{
    struct gq_cell keys[8], other[8];
    uint32_t at = count;

    order_keys(fetch, row, keys);
    for (; at > 0; at--) {
        int order;

        order_keys(fetch, rows[at - 1], other);
        order = compare_keys(fetch, other, keys);
        if ((fetch->is_reversed ? -order : order) <= 0)
            break;
        rows[at] = rows[at - 1];
    }
    rows[at] = row;
}

uint32_t
naive_fetch(const struct naive *naive, const struct gq_fetch *fetch, const struct gq_cell *parent,
        int64_t ret_ids[NAIVE_ROWS_MAX])
{
    const struct gq_cell *rows[NAIVE_ROWS_MAX];
    uint32_t found = 0, first = 0, given = 0;
    int64_t limit = INT64_MAX;

    for (uint32_t i = 0; i < naive->posts.count; i++) {
        if (is_wanted(naive, fetch, parent, naive->posts.cells[i]))
            insert_row(fetch, rows, found++, naive->posts.cells[i]);
    }
    if (fetch->kind == GQ_FETCH_COUNT)
        return found;
    if (fetch->offset_slot != NONE)
        first = (uint32_t)naive->parameters[fetch->offset_slot].cells->integer;
    if (fetch->limit_slot != NONE)
        limit = naive->parameters[fetch->limit_slot].cells->integer;
    for (uint32_t i = first; i < found && given < limit; i++)
        ret_ids[given++] = rows[i][POST_ID].integer;
    return given;
}
