/*
 * store/sqlite/migrate_index.c - the indexes that the model wants against those that are there.
 *
 * An index is dropped only if a migration made it; one of another hand serves as ours when it has
 * the same columns, whatever its name.
 */
#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"
#include "model/names.h"
#include "store/sqlite/ddl.h"
#include "store/sqlite/migrate_work.h"

#include <assert.h>

static bool
is_owned(const struct gq_migrate_work *work, const struct gq_migrate_index *index)
{
    return index->sql.bytes
            && gq_migrate_work_owned(work, "index", gq_names_folded(work->arena, index->name))
                       .bytes;
}

static bool
are_alike(const struct gq_migrate_index *a, const struct gq_migrate_index *b)
{
    if (a->is_unique != b->is_unique || !a->is_plain || !b->is_plain
            || a->columns.count != b->columns.count)
        return false;
    for (uint32_t i = 0; i < a->columns.count; i++) {
        if (!gq_str_equal(GQ_VEC_AT(&a->columns, struct gq_str, i),
                    GQ_VEC_AT(&b->columns, struct gq_str, i)))
            return false;
    }
    return true;
}

/* Ours are named after the table and its columns: another name is another index. */
static bool
serves(const struct gq_migrate_work *work, const struct gq_migrate_index *live,
        const struct gq_migrate_index *wanted)
{
    if (!are_alike(live, wanted))
        return false;
    return !is_owned(work, live)
            || gq_str_equal(gq_names_folded(work->arena, live->name),
                    gq_names_folded(work->arena, wanted->name));
}

static const struct gq_migrate_index *
find_serving(const struct gq_migrate_work *work, const struct gq_migrate_table *table,
        const struct gq_migrate_index *wanted)
{
    for (uint32_t i = 0; i < table->indexes.count; i++) {
        const struct gq_migrate_index *live =
                &GQ_VEC_AT(&table->indexes, struct gq_migrate_index, i);

        if (serves(work, live, wanted))
            return live;
    }
    return NULL;
}

bool
gq_migrate_index_is_dropped(const struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_index *index)
{
    if (!is_owned(work, index))
        return false;
    for (uint32_t i = 0; i < pair->wanted->indexes.count; i++) {
        if (serves(work, index, &GQ_VEC_AT(&pair->wanted->indexes, struct gq_migrate_index, i)))
            return false;
    }
    return true;
}

/* The index of a reference that was there before us: the owner of that table may do without. */
static bool
is_dispensable(const struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_index *wanted)
{
    const struct gq_str column = GQ_VEC_AT(&wanted->columns, struct gq_str, 0);

    return !wanted->is_unique && wanted->columns.count == 1
            && gq_migrate_read_reference(pair->live, column)
            && !gq_migrate_work_owned(work, "table", pair->live->folded).bytes;
}

static struct gq_str
list_of_columns(struct gq_migrate_work *work, const struct gq_migrate_index *index)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    for (uint32_t i = 0; i < index->columns.count; i++) {
        gq_sql_text(&sql, i ? ", " : "");
        gq_sql_append(&sql, GQ_VEC_AT(&index->columns, struct gq_str, i));
    }
    return gq_arena_copy(work->arena, (struct gq_str){ sql.bytes, sql.length });
}

/* Rows that are alike in a key to be: only where all of its columns are there already. */
static bool
measure_duplicates(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_index *wanted, struct gq_migrate_step *step)
{
    struct gq_sql where, group;
    int64_t count = 0;

    gq_sql_init(&where, work->arena);
    gq_sql_init(&group, work->arena);
    for (uint32_t i = 0; i < wanted->columns.count; i++) {
        const struct gq_str folded = GQ_VEC_AT(&wanted->columns, struct gq_str, i);

        if (!gq_migrate_read_column(pair->live, folded))
            return true;
        gq_sql_text(&where, i ? " AND " : " WHERE ");
        gq_sql_name(&where, folded);
        gq_sql_text(&where, " IS NOT NULL");
        gq_sql_text(&group, i ? ", " : " GROUP BY ");
        gq_sql_name(&group, folded);
    }
    gq_sql_append(&where, (struct gq_str){ group.bytes, group.length });
    gq_sql_text(&where, " HAVING count(*) > 1 LIMIT 1), 0)");
    if (!gq_migrate_work_measure(work, pair, GQ_STR("coalesce((SELECT count(*)"),
                (struct gq_str){ where.bytes, where.length }, &count))
        return false;
    if (count > 0)
        step->blocked = GQ_STR("rows are alike in it: change them first");
    return true;
}

static const struct gq_column *
first_column(const struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_index *index)
{
    for (uint32_t i = 0; i < table->column_count && index->columns.count > 0; i++) {
        if (gq_str_equal(gq_names_folded(work->arena, table->columns[i].name),
                    GQ_VEC_AT(&index->columns, struct gq_str, 0)))
            return &table->columns[i];
    }
    return NULL;
}

static bool
plan_creation(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_pair *pair, const struct gq_migrate_index *wanted)
{
    struct gq_migrate_step *step = gq_migrate_work_step(
            work, GQ_MIGRATE_CREATE_INDEX, table, first_column(work, table, wanted));
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_append(&sql, wanted->sql);
    gq_migrate_work_statement(work, &sql);
    gq_migrate_work_own(work, "index", gq_names_folded(work->arena, wanted->name), table->name);
    step->column = wanted->name;
    step->detail = gq_arena_printf(work->arena, "%s(%.*s)", wanted->is_unique ? "unique " : "",
            GQ_STR_ARG(list_of_columns(work, wanted)));
    if (!pair)
        return true;
    step->rows = pair->rows;
    return !wanted->is_unique || measure_duplicates(work, pair, wanted, step);
}

/* A rebuild drops an index by not making it again. */
static void
plan_drop(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_index *index)
{
    struct gq_migrate_step *step =
            gq_migrate_work_step(work, GQ_MIGRATE_DROP_INDEX, pair->table, NULL);
    struct gq_sql sql;

    step->column = index->name;
    step->detail = gq_arena_printf(work->arena, "(%.*s)", GQ_STR_ARG(list_of_columns(work, index)));
    gq_migrate_work_disown(work, "index", gq_names_folded(work->arena, index->name));
    if (pair->is_rebuild)
        return;
    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "DROP INDEX ");
    gq_sql_name(&sql, index->name);
    gq_migrate_work_statement(work, &sql);
}

/* Asked before anything is dropped: an index that goes serves nobody. */
static bool
is_needed(const struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_index *wanted)
{
    if (!wanted->sql.bytes)
        return false;
    return !pair
            || (!find_serving(work, pair->live, wanted) && !is_dispensable(work, pair, wanted));
}

bool
gq_migrate_index_plan(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_pair *pair)
{
    const struct gq_migrate_table *wanted =
            gq_migrate_read_table(&work->wanted, gq_names_folded(work->arena, table->name));
    bool *needed;

    assert(wanted);
    needed = gq_arena_array_of(work->arena, bool, wanted->indexes.count);
    for (uint32_t i = 0; i < wanted->indexes.count; i++)
        needed[i] = is_needed(work, pair, &GQ_VEC_AT(&wanted->indexes, struct gq_migrate_index, i));
    for (uint32_t i = 0; pair && i < pair->live->indexes.count; i++) {
        const struct gq_migrate_index *index =
                &GQ_VEC_AT(&pair->live->indexes, struct gq_migrate_index, i);

        if (gq_migrate_index_is_dropped(work, pair, index))
            plan_drop(work, pair, index);
    }
    for (uint32_t i = 0; i < wanted->indexes.count; i++) {
        if (needed[i]
                && !plan_creation(work, table, pair,
                        &GQ_VEC_AT(&wanted->indexes, struct gq_migrate_index, i)))
            return false;
    }
    return true;
}
