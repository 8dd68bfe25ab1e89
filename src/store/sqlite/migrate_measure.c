/*
 * store/sqlite/migrate_measure.c - the rows of the file against what the schema asks of them.
 *
 * Everything is counted, nothing is guessed: a change that the rows allow is no risk.
 */
#include "base/arena.h"
#include "base/error.h"
#include "model/table.h"
#include "store/sqlite/ddl.h"
#include "store/sqlite/migrate_work.h"

#include <assert.h>

/* How the file calls a table or column of the copy. */
static struct gq_str
name_in_file(const struct gq_migrate_work *work, const struct gq_table *table, struct gq_str column,
        struct gq_str name)
{
    for (uint32_t i = 0; i < work->renames.count; i++) {
        const struct gq_migrate_rename *rename =
                &GQ_VEC_AT(&work->renames, struct gq_migrate_rename, i);

        if (rename->table == table
                && (column.bytes ? rename->column && gq_str_equal(rename->column->name, column)
                                 : !rename->column))
            return rename->old_name;
    }
    return name;
}

/* The rows of the file under the names that they will have. */
static void
write_rows(struct gq_migrate_work *work, const struct gq_migrate_pair *pair, struct gq_sql *sql)
{
    const struct gq_str none = { 0 };

    gq_sql_text(sql, " FROM (SELECT ");
    for (uint32_t i = 0; i < pair->live->columns.count; i++) {
        const struct gq_migrate_column *column =
                &GQ_VEC_AT(&pair->live->columns, struct gq_migrate_column, i);

        gq_sql_text(sql, i ? ", " : "");
        gq_sql_name(sql, name_in_file(work, pair->table, column->name, column->name));
        gq_sql_text(sql, " AS ");
        gq_sql_name(sql, column->name);
    }
    gq_sql_text(sql, " FROM ");
    gq_sql_name(sql, name_in_file(work, pair->table, none, pair->live->name));
    gq_sql_text(sql, ")");
}

bool
gq_migrate_work_measure(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        struct gq_str what, struct gq_str condition, int64_t *ret_number)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "SELECT ");
    gq_sql_append(&sql, what);
    write_rows(work, pair, &sql);
    gq_sql_append(&sql, condition);
    return gq_migrate_query_number(&work->file,
            gq_arena_copy(work->arena, (struct gq_str){ sql.bytes, sql.length }), ret_number);
}

static bool
count_where(struct gq_migrate_work *work, const struct gq_migrate_pair *pair, struct gq_str test,
        int64_t *ret_number)
{
    return gq_migrate_work_measure(work, pair, GQ_STR("count(*)"),
            gq_arena_printf(work->arena, " WHERE %.*s", GQ_STR_ARG(test)), ret_number);
}

struct gq_str
gq_migrate_measure_fill(struct gq_migrate_work *work, const struct gq_migrate_change *change)
{
    const struct gq_column *column = change->column;

    if (column->backfill.bytes)
        return gq_arena_printf(work->arena, "(%.*s)", GQ_STR_ARG(column->backfill));
    if (change->wanted->default_value.bytes)
        return change->wanted->default_value;
    switch (column->source) {
    case GQ_COLUMN_FROM_CREATED_AT:
    case GQ_COLUMN_FROM_UPDATED_AT:
        return GQ_STR("strftime('%Y-%m-%dT%H:%M:%f000Z', 'now')");
    case GQ_COLUMN_FROM_VERSION:
        return GQ_STR("1");
    case GQ_COLUMN_FROM_CLIENT:
    case GQ_COLUMN_FROM_ROWID:
    case GQ_COLUMN_FROM_UUIDV7:
    case GQ_COLUMN_FROM_ULID:
        break;
    }
    return GQ_STR("");
}

GQ_PRINTF(3, 4)
static void
block(struct gq_migrate_work *work, struct gq_migrate_step *step, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    step->blocked = gq_arena_vprintf(work->arena, format, args);
    va_end(args);
}

static void
measure_added(struct gq_migrate_work *work, const struct gq_migrate_change *change,
        struct gq_migrate_step *step)
{
    if (change->wanted->is_not_null && step->rows > 0
            && gq_migrate_measure_fill(work, change).length == 0)
        block(work, step,
                "the %lld rows that are there need a value: write @default(value:) or "
                "@backfill(sql:) on it",
                (long long)step->rows);
}

static bool
measure_nulls(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change, struct gq_migrate_step *step)
{
    const struct gq_str name = gq_migrate_work_quoted(work, change->live->name);

    if (!count_where(work, pair, gq_arena_printf(work->arena, "%.*s IS NULL", GQ_STR_ARG(name)),
                &step->nulls))
        return false;
    if (change->wanted->is_not_null && step->nulls > 0
            && gq_migrate_measure_fill(work, change).length == 0)
        block(work, step, "%lld of %lld rows hold NULL: write @default(value:) or @backfill(sql:)",
                (long long)step->nulls, (long long)step->rows);
    return true;
}

/* Values that another type would not give back as they are. */
static bool
measure_type(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change, struct gq_migrate_step *step)
{
    const struct gq_str name = gq_migrate_work_quoted(work, change->live->name);
    const char *type = gq_ddl_type(change->column);
    int64_t count = 0;

    if (!change->column->backfill.bytes
            && !count_where(work, pair,
                    gq_arena_printf(work->arena,
                            "CAST(CAST(%.*s AS %s) AS TEXT) IS NOT CAST(%.*s AS TEXT)"
                            " AND NOT (typeof(%.*s) IN ('integer', 'real')"
                            " AND CAST(%.*s AS %s) = %.*s)",
                            GQ_STR_ARG(name), type, GQ_STR_ARG(name), GQ_STR_ARG(name),
                            GQ_STR_ARG(name), type, GQ_STR_ARG(name)),
                    &count))
        return false;
    if (count > 0)
        block(work, step, "%lld of %lld rows hold what is no %s: write @backfill(sql:)",
                (long long)count, (long long)step->rows, type);
    return true;
}

static bool
measure_checks(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change, struct gq_migrate_step *step)
{
    int64_t count = 0;

    for (uint32_t i = 0; i < pair->added_checks.count && count == 0; i++) {
        const struct gq_migrate_check *check =
                GQ_VEC_AT(&pair->added_checks, const struct gq_migrate_check *, i);

        if (!check->is_list || !gq_str_equal(check->column, change->live->folded)
                || change->column->backfill.bytes)
            continue;
        if (!count_where(work, pair,
                    gq_arena_printf(work->arena, "NOT (%.*s)",
                            GQ_STR_ARG(gq_migrate_text_inside(check->part->text))),
                    &count))
            return false;
    }
    if (count > 0)
        block(work, step, "%lld of %lld rows hold another value: write @backfill(sql:)",
                (long long)count, (long long)step->rows);
    return true;
}

bool
gq_migrate_measure_step(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change, struct gq_migrate_step *step)
{
    step->rows = pair->rows;
    switch (step->kind) {
    case GQ_MIGRATE_ADD_COLUMN:
        measure_added(work, change, step);
        return true;
    case GQ_MIGRATE_CHANGE_NULLABILITY:
    case GQ_MIGRATE_DROP_COLUMN:
        return change->column
                ? measure_nulls(work, pair, change, step)
                : count_where(work, pair,
                        gq_arena_printf(work->arena, "%.*s IS NULL",
                                GQ_STR_ARG(gq_migrate_work_quoted(work, change->live->name))),
                        &step->nulls);
    case GQ_MIGRATE_CHANGE_TYPE:
        return measure_type(work, pair, change, step);
    case GQ_MIGRATE_CHANGE_CHECK:
        return measure_checks(work, pair, change, step);
    default:
        return true;
    }
}
