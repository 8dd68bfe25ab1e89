/*
 * store/sqlite/sql_fetch.c - a fetch as a SELECT.
 *
 * Below a level, the bound array of keys drives: it is the outer table of a CROSS JOIN, which SQLite
 * does not reorder. A page per key is chosen by a limited subquery; its order only chooses, so the
 * whole statement is sorted again outside: by SQLite, or, where the rows are found by rising primary
 * key anyway, by a look of the caller's.
 */
#include "model/table.h"
#include "store/fetch.h"
#include "store/sqlite/sql.h"
#include "store/sqlite/sql_condition.h"
#include "store/sqlite/sql_order.h"
#include "store/store.h"

#include <assert.h>

static const struct gq_column *
primary_key(const struct gq_table *table)
{
    assert(table->primary_key < table->column_count);
    return &table->columns[table->primary_key];
}

static void
write_columns(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    assert(fetch->column_count > 0);

    for (uint32_t i = 0; i < fetch->column_count; i++) {
        assert(fetch->columns[i].source <= fetch->join_count);
        if (i > 0)
            gq_sql_text(sql, ", ");
        gq_sql_fetch_column(sql, "t0", &fetch->columns[i]);
    }
}

/* The first `count` joins, to the table that is called `alias` here. */
static void
write_joins(struct gq_sql *sql, const struct gq_fetch *fetch, const char *alias, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct gq_fetch_join *const join = &fetch->joins[i];
        const struct gq_fetch_column key = { i + 1, primary_key(join->target), NULL };
        const struct gq_fetch_column foreign_key = { join->source, join->foreign_key, NULL };

        assert(join->source <= i);
        gq_sql_text(sql, " LEFT JOIN ");
        gq_sql_name(sql, join->target->name);
        gq_sql_text(sql, " ");
        gq_sql_source(sql, alias, i + 1);
        gq_sql_text(sql, " ON ");
        gq_sql_fetch_column(sql, alias, &key);
        gq_sql_text(sql, " = ");
        gq_sql_fetch_column(sql, alias, &foreign_key);
    }
}

static void
write_table(struct gq_sql *sql, const struct gq_fetch *fetch, const char *alias)
{
    gq_sql_name(sql, fetch->table->name);
    gq_sql_printf(sql, " %s", alias);
}

/* WHERE the first time, AND from then on. */
static void
write_conjunction(struct gq_sql *sql, const char **word)
{
    gq_sql_text(sql, *word);
    *word = " AND ";
}

static void
write_attach(struct gq_sql *sql, const struct gq_fetch *fetch, const char *alias)
{
    gq_sql_column(sql, alias, fetch->attach);
    gq_sql_text(sql, " = k.k1");
    for (uint32_t i = 0; i < fetch->attach_more_count; i++) {
        gq_sql_text(sql, " AND ");
        gq_sql_column(sql, alias, fetch->attach_more[i]);
        gq_sql_printf(sql, " = k.k%u", i + 2);
    }
}

/* What the rows of the page, or of a part of it, have in common, beside their parent. */
static void
write_part(struct gq_sql *sql, const struct gq_fetch *fetch, const char *alias, const char *word,
        enum gq_sql_part part)
{
    if (fetch->where) {
        write_conjunction(sql, &word);
        gq_sql_condition_write(sql, alias, fetch->where);
    }
    if (fetch->kind == GQ_FETCH_COUNT)
        return;
    if (fetch->after.first_slot != GQ_SLOT_NONE) {
        write_conjunction(sql, &word);
        gq_sql_order_bound(sql, alias, fetch, &fetch->after, GQ_SQL_AFTER, part);
    }
    if (fetch->before.first_slot != GQ_SLOT_NONE) {
        write_conjunction(sql, &word);
        gq_sql_order_bound(sql, alias, fetch, &fetch->before, GQ_SQL_BEFORE, part);
    }
}

static void
write_where(struct gq_sql *sql, const struct gq_fetch *fetch, const char *alias, const char *word)
{
    write_part(sql, fetch, alias, word, GQ_SQL_WHOLE);
}

static bool
has_page(const struct gq_fetch *fetch)
{
    return fetch->limit_slot != GQ_SLOT_NONE || fetch->offset_slot != GQ_SLOT_NONE;
}

static void
write_page(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    if (!has_page(fetch))
        return;
    gq_sql_text(sql, " LIMIT ");
    if (fetch->limit_slot != GQ_SLOT_NONE)
        gq_sql_value(sql, fetch->limit_slot);
    else
        gq_sql_text(sql, "-1"); /* OFFSET cannot stand alone */
    if (fetch->offset_slot != GQ_SLOT_NONE) {
        gq_sql_text(sql, " OFFSET ");
        gq_sql_value(sql, fetch->offset_slot);
    }
}

static void
write_order(struct gq_sql *sql, const struct gq_fetch *fetch, const char *alias)
{
    if (fetch->order_count > 0) {
        gq_sql_text(sql, " ORDER BY ");
        gq_sql_order_write(sql, alias, fetch);
    }
}

/*
 * A page that starts at a bound of two parts is chosen from a page of each, since a condition over
 * both would read the index from its far end up to the bound. A page that ends at the bound starts
 * where the index does: it needs no parts.
 */
static bool
is_parted(const struct gq_fetch *fetch)
{
    const bool is_after = fetch->after.first_slot != GQ_SLOT_NONE;
    const bool is_before = fetch->before.first_slot != GQ_SLOT_NONE;

    if (is_after == is_before || is_before != fetch->is_reversed
            || fetch->limit_slot == GQ_SLOT_NONE || fetch->offset_slot != GQ_SLOT_NONE)
        return false;
    return is_after ? gq_sql_order_is_parted(fetch, &fetch->after, GQ_SQL_AFTER)
                    : gq_sql_order_is_parted(fetch, &fetch->before, GQ_SQL_BEFORE);
}

/* The page of one part, as keys of its rows. */
static void
write_part_keys(struct gq_sql *sql, const struct gq_fetch *fetch, enum gq_sql_part part)
{
    gq_sql_text(sql, "SELECT k1 FROM (SELECT ");
    gq_sql_column(sql, "p", primary_key(fetch->table));
    gq_sql_text(sql, " AS k1 FROM ");
    write_table(sql, fetch, "p");
    write_joins(sql, fetch, "p", fetch->order_join_count);
    write_part(sql, fetch, "p", " WHERE ", part);
    write_order(sql, fetch, "p");
    write_page(sql, fetch);
    gq_sql_text(sql, ")");
}

static void
write_parts(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    gq_sql_text(sql, " WHERE ");
    gq_sql_column(sql, "t0", primary_key(fetch->table));
    gq_sql_text(sql, " IN (");
    write_part_keys(sql, fetch, GQ_SQL_NEAR);
    gq_sql_text(sql, " UNION ALL ");
    write_part_keys(sql, fetch, GQ_SQL_FAR);
    gq_sql_text(sql, ")");
}

static void
write_root_rows(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    gq_sql_text(sql, "SELECT ");
    write_columns(sql, fetch);
    gq_sql_text(sql, " FROM ");
    write_table(sql, fetch, "t0");
    write_joins(sql, fetch, "t0", fetch->join_count);
    if (is_parted(fetch))
        write_parts(sql, fetch);
    else
        write_where(sql, fetch, "t0", " WHERE ");
    write_order(sql, fetch, "t0");
    write_page(sql, fetch);
}

static void
write_root_count(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    gq_sql_text(sql, "SELECT COUNT(*) FROM ");
    write_table(sql, fetch, "t0");
    write_where(sql, fetch, "t0", " WHERE ");
}

/* Which rows of table 0 belong to the key, where there is a page per key. */
static void
write_chosen(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    const struct gq_column *const key = primary_key(fetch->table);

    gq_sql_column(sql, "t0", key);
    gq_sql_text(sql, " IN (SELECT ");
    gq_sql_column(sql, "p", key);
    gq_sql_text(sql, " FROM ");
    write_table(sql, fetch, "p");
    write_joins(sql, fetch, "p", fetch->order_join_count);
    gq_sql_text(sql, " WHERE ");
    write_attach(sql, fetch, "p");
    write_where(sql, fetch, "p", " AND ");
    write_order(sql, fetch, "p");
    write_page(sql, fetch);
    gq_sql_text(sql, ")");
}

/*
 * Where a page per key is in the order of an integer primary key that is one of the columns, that
 * column's cell. SQLite walks the chosen keys in rising order; with that order in its text it would
 * collect and sort the rows of all keys first, a sixth of the work of a tree of three levels.
 */
static bool
find_order_cell(const struct gq_fetch *fetch, uint32_t *ret_cell)
{
    const struct gq_column *const key = primary_key(fetch->table);

    if (!has_page(fetch) || fetch->order_count != 1 || fetch->orders[0].column != key
            || fetch->orders[0].is_descending || fetch->is_reversed || key->type != GQ_COLUMN_ID)
        return false;
    for (uint32_t i = 0; i < fetch->column_count; i++) {
        if (fetch->columns[i].source == 0 && fetch->columns[i].column == key) {
            *ret_cell = i;
            return true;
        }
    }
    return false;
}

static void
write_rows_by_key(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    uint32_t order_cell;

    gq_sql_text(sql, "SELECT k.idx, ");
    write_columns(sql, fetch);
    gq_sql_text(sql, " FROM ");
    gq_sql_keys(sql);
    gq_sql_text(sql, " CROSS JOIN ");
    write_table(sql, fetch, "t0");
    gq_sql_text(sql, " ON ");
    if (has_page(fetch))
        write_chosen(sql, fetch);
    else
        write_attach(sql, fetch, "t0");
    write_joins(sql, fetch, "t0", fetch->join_count);
    if (!has_page(fetch))
        write_where(sql, fetch, "t0", " WHERE ");
    gq_sql_text(sql, " ORDER BY k.idx");
    if (fetch->order_count > 0 && !find_order_cell(fetch, &order_cell)) {
        gq_sql_text(sql, ", ");
        gq_sql_order_write(sql, "t0", fetch);
    }
}

static void
write_counts_by_key(struct gq_sql *sql, const struct gq_fetch *fetch)
{
    gq_sql_text(sql, "SELECT k.idx, (SELECT COUNT(*) FROM ");
    write_table(sql, fetch, "p");
    gq_sql_text(sql, " WHERE ");
    write_attach(sql, fetch, "p");
    write_where(sql, fetch, "p", " AND ");
    gq_sql_text(sql, ") FROM ");
    gq_sql_keys(sql);
    gq_sql_text(sql, " ORDER BY k.idx");
}

const struct gq_statement *
gq_store_compile_fetch(struct gq_arena *arena, const struct gq_fetch *fetch)
{
    struct gq_statement *statement;
    struct gq_sql sql;

    assert(fetch->table);
    assert(fetch->order_join_count <= fetch->join_count);
    assert(fetch->order_count > 0 || fetch->kind == GQ_FETCH_COUNT
            || (fetch->after.first_slot == GQ_SLOT_NONE
                    && fetch->before.first_slot == GQ_SLOT_NONE));

    gq_sql_init(&sql, arena);
    if (fetch->kind == GQ_FETCH_COUNT) {
        (fetch->attach ? write_counts_by_key : write_root_count)(&sql, fetch);
        return gq_sql_finish(&sql, 1);
    }
    (fetch->attach ? write_rows_by_key : write_root_rows)(&sql, fetch);
    statement = gq_sql_finish(&sql, fetch->column_count);
    if (fetch->attach)
        statement->is_unordered = find_order_cell(fetch, &statement->order_cell);
    return statement;
}
