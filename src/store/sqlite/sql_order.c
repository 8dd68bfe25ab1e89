/* store/sqlite/sql_order.c - ORDER BY and keyset pages, NULLs included. */
#include "store/sqlite/sql_order.h"

#include "model/table.h"
#include "store/fetch.h"
#include "store/sqlite/sql.h"

#include <assert.h>

/* SQLite takes NULL for the smallest value. */
static bool
has_nulls_first(const struct gq_order *order)
{
    if (order->nulls == GQ_NULLS_DEFAULT)
        return !order->is_descending;
    return order->nulls == GQ_NULLS_FIRST;
}

static struct gq_fetch_column
value_of(const struct gq_order *order)
{
    return (struct gq_fetch_column){ order->source, order->column, order->counted };
}

/* A joined row may be absent when one of the foreign keys on the way to it may be NULL. */
static bool
is_nullable(const struct gq_fetch *fetch, const struct gq_order *order)
{
    uint32_t source = order->source;

    assert(source <= fetch->order_join_count);
    if (order->counted)
        return false;
    for (; source > 0; source = fetch->joins[source - 1].source) {
        if (fetch->joins[source - 1].foreign_key->is_nullable)
            return true;
    }
    return order->column->is_nullable;
}

static void
write_order(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch,
        const struct gq_order *order)
{
    const struct gq_fetch_column value = value_of(order);
    const bool is_reversed = fetch->is_reversed;
    const bool is_descending = order->is_descending != is_reversed;
    const bool is_nulls_first = has_nulls_first(order) != is_reversed;

    gq_sql_fetch_column(sql, alias, &value);
    if (is_descending)
        gq_sql_text(sql, " DESC");
    /* Where it is the default anyway the words would only keep SQLite from using an index. */
    if (is_nullable(fetch, order) && is_nulls_first == is_descending)
        gq_sql_text(sql, is_nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

void
gq_sql_order_write(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch)
{
    assert(fetch->order_count > 0);

    for (uint32_t i = 0; i < fetch->order_count; i++) {
        if (i > 0)
            gq_sql_text(sql, ", ");
        write_order(sql, alias, fetch, &fetch->orders[i]);
    }
}

/* One sort key of a bound, seen in the direction in which the wanted rows lie. */
struct bound {
    const char *alias;
    struct gq_fetch_column value;
    const char *operator;  /* towards the wanted rows: > or < */
    uint32_t parameter;    /* unless the value is NULL */
    bool is_null;          /* the bound's value */
    bool has_nulls_beyond; /* a row that is NULL here lies behind every other value */
    bool is_last;
};

static void
write_comparison(struct gq_sql *sql, const struct bound *bound, const char *or_equal)
{
    gq_sql_fetch_column(sql, bound->alias, &bound->value);
    gq_sql_printf(sql, " %s%s ?%u", bound->operator, or_equal, bound->parameter);
}

static void
write_is_null(struct gq_sql *sql, const struct bound *bound, const char *text)
{
    gq_sql_fetch_column(sql, bound->alias, &bound->value);
    gq_sql_text(sql, text);
}

/* The last key: strictly beyond, or nothing. */
static void
write_last(struct gq_sql *sql, const struct bound *bound)
{
    if (bound->is_null && bound->has_nulls_beyond) {
        gq_sql_text(sql, "0");
    } else if (bound->is_null) {
        write_is_null(sql, bound, " IS NOT NULL");
    } else if (bound->has_nulls_beyond) {
        gq_sql_text(sql, "(");
        write_comparison(sql, bound, "");
        gq_sql_text(sql, " OR ");
        write_is_null(sql, bound, " IS NULL)");
    } else {
        write_comparison(sql, bound, "");
    }
}

/*
 * Any other key: beyond, or equal and beyond by the keys that follow, whose text comes next.
 * Returns the parentheses to close after it. Two of the four forms are ANDs that start an index
 * range; where NULLs lie on both sides of the range a disjunction has to do.
 */
static const char *
write_leading(struct gq_sql *sql, const struct bound *bound)
{
    if (bound->is_null && bound->has_nulls_beyond) {
        write_is_null(sql, bound, " IS NULL AND ");
        return "";
    }
    if (bound->is_null) {
        gq_sql_text(sql, "(");
        write_is_null(sql, bound, " IS NOT NULL OR ");
        return ")";
    }
    if (bound->has_nulls_beyond) {
        gq_sql_text(sql, "(");
        write_comparison(sql, bound, "");
        gq_sql_text(sql, " OR ");
        write_is_null(sql, bound, " IS NULL OR ");
        gq_sql_fetch_column(sql, bound->alias, &bound->value);
        gq_sql_printf(sql, " = ?%u AND ", bound->parameter);
        return ")";
    }
    write_comparison(sql, bound, "=");
    gq_sql_text(sql, " AND (");
    write_comparison(sql, bound, "");
    gq_sql_text(sql, " OR ");
    return ")";
}

static struct bound
bound_of(const struct gq_fetch *fetch, const struct gq_keyset *keyset, uint32_t index,
        enum gq_sql_side side)
{
    const struct gq_order *const order = &fetch->orders[index];
    const bool is_ascending = order->is_descending == (side == GQ_SQL_BEFORE);
    const bool is_null = (keyset->null_bits >> index & 1) != 0;

    return (struct bound){
        .value = value_of(order),
        .operator= is_ascending ? ">" : "<",
        .is_null = is_null,
        .has_nulls_beyond = has_nulls_first(order) == (side == GQ_SQL_BEFORE)
                && (is_null || is_nullable(fetch, order)),
        .is_last = index + 1 == fetch->order_count,
    };
}

bool
gq_sql_order_is_parted(
        const struct gq_fetch *fetch, const struct gq_keyset *keyset, enum gq_sql_side side)
{
    const struct bound bound = bound_of(fetch, keyset, 0, side);

    /* Only a column of table 0 can have an index of which both parts are ranges. */
    if (bound.value.source != 0 || bound.value.counted)
        return false;
    return !bound.is_last && bound.is_null != bound.has_nulls_beyond;
}

/* The leading key of the near part: as if there were nothing on the far side. */
static const char *
write_near(struct gq_sql *sql, struct bound bound)
{
    bound.has_nulls_beyond = bound.is_null;
    return write_leading(sql, &bound);
}

void
gq_sql_order_bound(struct gq_sql *sql, const char *alias, const struct gq_fetch *fetch,
        const struct gq_keyset *keyset, enum gq_sql_side side, enum gq_sql_part part)
{
    const char *closing[32];
    const uint32_t count = fetch->order_count;

    assert(keyset->first_slot != GQ_SLOT_NONE);
    assert(count > 0);
    assert(count <= GQ_ARRAY_LENGTH(closing)); /* as many as null_bits has */

    for (uint32_t i = 0; i < count; i++) {
        struct bound bound = bound_of(fetch, keyset, i, side);

        bound.alias = alias;
        if (part == GQ_SQL_FAR) {
            write_is_null(sql, &bound, bound.is_null ? " IS NOT NULL" : " IS NULL");
            return;
        }
        if (!bound.is_null)
            bound.parameter = gq_sql_parameter(sql, keyset->first_slot + i);
        if (bound.is_last)
            write_last(sql, &bound);
        else if (i == 0 && part == GQ_SQL_NEAR)
            closing[i] = write_near(sql, bound);
        else
            closing[i] = write_leading(sql, &bound);
    }
    for (uint32_t i = 0; i + 1 < count; i++)
        gq_sql_text(sql, closing[i]);
}
