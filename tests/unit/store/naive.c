/* Filter, sort, bound, cut: one after the other, by the definitions. */
#include "naive.h"

#include <stdlib.h>
#include <string.h>

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

static const struct gq_cell *
author_of(const struct naive *naive, const struct gq_cell *post)
{
    const struct gq_cell *key = &post[POST_AUTHOR];

    for (uint32_t i = 0; key->kind != GQ_CELL_NULL && i < naive->users.count; i++) {
        if (gq_cell_compare(key, &naive->users.cells[i][USER_ID]) == 0)
            return naive->users.cells[i];
    }
    return NULL;
}

static int
related(const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row)
{
    const struct gq_cell *author = author_of(naive, row);

    return author ? naive_condition(naive, condition->children, author) : -1;
}

static bool
is_post_of(const struct gq_cell *post, const struct gq_cell *user)
{
    return post[POST_AUTHOR].kind != GQ_CELL_NULL
            && gq_cell_compare(&post[POST_AUTHOR], &user[USER_ID]) == 0;
}

/* Of a user's posts: how many are there, and how many satisfy the child? Unknown is not enough. */
static int
quantified(
        const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row)
{
    uint32_t count = 0, satisfied = 0;

    for (uint32_t i = 0; i < naive->posts.count; i++) {
        if (!is_post_of(naive->posts.cells[i], row))
            continue;
        count++;
        satisfied += naive_condition(naive, condition->children, naive->posts.cells[i]) == 1;
    }
    if (condition->kind == GQ_CONDITION_EVERY)
        return satisfied == count;
    return condition->kind == GQ_CONDITION_SOME ? satisfied > 0 : satisfied == 0;
}

/* The letters of the texts that fetch_test.c draws: ASCII and the umlaut of two bytes. */
static char
folded(char letter)
{
    if (letter == '\x84')
        return '\xa4';
    return letter >= 'A' && letter <= 'Z' ? (char)(letter + 'a' - 'A') : letter;
}

static size_t
letter_length(const char *text)
{
    return *text == '\xc3' ? 2 : 1;
}

/* By the definition: every way that a `%` can go. */
static bool
is_like(const char *pattern, const char *text, bool is_folded)
{
    if (*pattern == '%')
        return is_like(pattern + 1, text, is_folded)
                || (*text && is_like(pattern, text + letter_length(text), is_folded));
    if (!*pattern || !*text)
        return *pattern == *text;
    if (*pattern == '_')
        return is_like(pattern + 1, text + letter_length(text), is_folded);
    return (*pattern == *text || (is_folded && folded(*pattern) == folded(*text)))
            && is_like(pattern + 1, text + 1, is_folded);
}

/* The drawn texts are literals, so they end in a NUL. */
static int
matches(enum gq_match match, const struct gq_cell *cell, const struct gq_cell *wanted)
{
    const size_t length = wanted->length, rest = cell->length - length;

    if (cell->kind == GQ_CELL_NULL || wanted->kind == GQ_CELL_NULL)
        return -1;
    switch (match) {
    case GQ_MATCH_LIKE:
    case GQ_MATCH_ILIKE:
        return is_like(wanted->bytes, cell->bytes, match == GQ_MATCH_ILIKE);
    case GQ_MATCH_STARTS_WITH:
        return cell->length >= length && memcmp(cell->bytes, wanted->bytes, length) == 0;
    case GQ_MATCH_ENDS_WITH:
        return cell->length >= length && memcmp(cell->bytes + rest, wanted->bytes, length) == 0;
    case GQ_MATCH_CONTAINS:
        return strstr(cell->bytes, wanted->bytes) != NULL;
    }
    return 0;
}

int
naive_condition(
        const struct naive *naive, const struct gq_condition *condition, const struct gq_cell *row)
{
    const bool is_quantified = condition->target && condition->kind != GQ_CONDITION_RELATED;
    const struct gq_cell *cell =
            condition->column && !is_quantified ? &row[condition->column->index] : NULL;
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
    case GQ_CONDITION_MATCH:
        return matches(condition->match, cell, parameter->cells);
    case GQ_CONDITION_RELATED:
        return related(naive, condition, row);
    case GQ_CONDITION_HAS_SOME: /* no column here is a list */
    case GQ_CONDITION_HAS_EVERY:
    case GQ_CONDITION_IS_EMPTY:
    case GQ_CONDITION_IS_NOT_EMPTY:
        break;
    case GQ_CONDITION_SOME:
    case GQ_CONDITION_EVERY:
    case GQ_CONDITION_NONE:
        return quantified(naive, condition, row);
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

static struct gq_cell
order_key(const struct naive *naive, const struct gq_order *order, const struct gq_cell *row)
{
    const struct gq_cell *source = order->source ? author_of(naive, row) : row;
    struct gq_cell count = INTEGER(0);

    if (!order->counted)
        return source ? source[order->column->index] : NULL_CELL;
    for (uint32_t i = 0; source && i < naive->posts.count; i++)
        count.integer += is_post_of(naive->posts.cells[i], source);
    return count;
}

void
naive_order_keys(const struct naive *naive, const struct gq_fetch *fetch, const struct gq_cell *row,
        struct gq_cell ret_keys[8])
{
    for (uint32_t i = 0; i < fetch->order_count; i++)
        ret_keys[i] = order_key(naive, &fetch->orders[i], row);
}

static int
compare_to_bound(const struct naive *naive, const struct gq_fetch *fetch,
        const struct gq_keyset *keyset, const struct gq_cell *row)
{
    struct gq_cell keys[8], bound[8];

    naive_order_keys(naive, fetch, row, keys);
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
insert_row(const struct naive *naive, const struct gq_fetch *fetch, const struct gq_cell **rows,
        uint32_t count, const struct gq_cell *row)
{
    struct gq_cell keys[8], other[8];
    uint32_t at = count;

    naive_order_keys(naive, fetch, row, keys);
    for (; at > 0; at--) {
        int order;

        naive_order_keys(naive, fetch, rows[at - 1], other);
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
            insert_row(naive, fetch, rows, found++, naive->posts.cells[i]);
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
