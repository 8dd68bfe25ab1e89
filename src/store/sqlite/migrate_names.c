/*
 * store/sqlite/migrate_names.c - @renamedFrom against the names that are there.
 *
 * A former name counts only while nothing has the new one and nothing else of the model has the
 * former one: so the directive may stay forever.
 */
#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"
#include "model/names.h"
#include "store/sqlite/migrate_work.h"

#include <assert.h>

static bool
is_table_of_model(struct gq_migrate_work *work, struct gq_str folded)
{
    return gq_migrate_read_table(&work->wanted, folded) != NULL;
}

static bool
is_column_of_model(struct gq_migrate_work *work, const struct gq_table *table, struct gq_str folded)
{
    const struct gq_migrate_table *wanted =
            gq_migrate_read_table(&work->wanted, gq_names_folded(work->arena, table->name));

    assert(wanted);
    return gq_migrate_read_column(wanted, folded) != NULL;
}

static bool
run(struct gq_migrate_work *work, const struct gq_sql *sql)
{
    gq_migrate_work_statement(work, sql);
    return gq_migrate_query_execute(&work->copy,
            GQ_VEC_AT(&work->statements, struct gq_str, work->statements.count - 1).bytes);
}

static void
remember(struct gq_migrate_work *work, const struct gq_table *table, const struct gq_column *column,
        struct gq_str old_name)
{
    struct gq_migrate_step *step = gq_migrate_work_step(
            work, column ? GQ_MIGRATE_RENAME_COLUMN : GQ_MIGRATE_RENAME_TABLE, table, column);

    step->detail = gq_arena_printf(work->arena, "was \"%.*s\"", GQ_STR_ARG(old_name));
    *GQ_VEC_PUSH(work->arena, &work->renames, struct gq_migrate_rename) =
            (struct gq_migrate_rename){ table, column, old_name };
}

static bool
rename_table(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_table *before)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "ALTER TABLE ");
    gq_sql_name(&sql, before->name);
    gq_sql_text(&sql, " RENAME TO ");
    gq_sql_name(&sql, table->name);
    remember(work, table, NULL, before->name);
    if (gq_migrate_work_owned(work, "table", before->folded).bytes) {
        gq_migrate_work_disown(work, "table", before->folded);
        gq_migrate_work_own(
                work, "table", gq_names_folded(work->arena, table->name), table->type_name);
    }
    return run(work, &sql);
}

/* The table in the file that is to become, or is, this one; NULL: it is new. */
static const struct gq_migrate_table *
table_before(struct gq_migrate_work *work, const struct gq_table *table)
{
    const struct gq_migrate_table *before =
            gq_migrate_read_table(&work->before, gq_names_folded(work->arena, table->name));

    for (uint32_t i = 0; !before && i < table->former_name_count; i++) {
        const struct gq_str folded = gq_names_folded(work->arena, table->former_names[i]);

        if (!is_table_of_model(work, folded))
            before = gq_migrate_read_table(&work->before, folded);
    }
    return before && before->kind == GQ_MIGRATE_TABLE_PLAIN ? before : NULL;
}

static bool
rename_column(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_column *column, const struct gq_migrate_column *before)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "ALTER TABLE ");
    gq_sql_name(&sql, table->name);
    gq_sql_text(&sql, " RENAME COLUMN ");
    gq_sql_name(&sql, before->name);
    gq_sql_text(&sql, " TO ");
    gq_sql_name(&sql, column->name);
    remember(work, table, column, before->name);
    return run(work, &sql);
}

static bool
plan_column(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_table *before, const struct gq_column *column)
{
    if (gq_migrate_read_column(before, gq_names_folded(work->arena, column->name)))
        return true;
    for (uint32_t i = 0; i < column->former_name_count; i++) {
        const struct gq_str folded = gq_names_folded(work->arena, column->former_names[i]);
        const struct gq_migrate_column *old = gq_migrate_read_column(before, folded);

        if (old && !is_column_of_model(work, table, folded))
            return rename_column(work, table, column, old);
    }
    return true;
}

bool
gq_migrate_names_plan(struct gq_migrate_work *work)
{
    for (uint32_t i = 0; i < work->model->table_count; i++) {
        const struct gq_table *table = work->model->tables[i];
        const struct gq_migrate_table *before = table_before(work, table);

        if (!before)
            continue;
        if (!gq_str_equal(before->folded, gq_names_folded(work->arena, table->name))
                && !rename_table(work, table, before))
            return false;
        for (uint32_t j = 0; j < table->column_count; j++) {
            if (!plan_column(work, table, before, &table->columns[j]))
                return false;
        }
    }
    return true;
}
