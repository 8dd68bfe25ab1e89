/*
 * store/sqlite/migrate_rebuild.c - a table written anew, with all that the schema does not mention.
 *
 * The steps are those of SQLite's manual ("Making Other Kinds Of Table Schema Changes"): a new
 * table, its rows, the old one dropped, the new one renamed, indexes and triggers again. Foreign
 * keys are off meanwhile (migrate_run.c), and names in other definitions stay as they are.
 */
#include "base/arena.h"
#include "model/names.h"
#include "model/table.h"
#include "store/sqlite/ddl.h"
#include "store/sqlite/migrate_work.h"

#include <assert.h>

#define NEW_TABLE "_gqld_rebuild"

static bool
holds_check(const struct gq_vec *checks, const struct gq_migrate_text_part *part)
{
    for (uint32_t i = 0; i < checks->count; i++) {
        if (GQ_VEC_AT(checks, const struct gq_migrate_check *, i)->part == part)
            return true;
    }
    return false;
}

static void
write_part(
        struct gq_sql *sql, const struct gq_migrate_column *column, enum gq_migrate_text_kind kind)
{
    for (uint32_t i = 0; column->text && i < column->text->parts.count; i++) {
        const struct gq_migrate_text_part *part =
                &GQ_VEC_AT(&column->text->parts, struct gq_migrate_text_part, i);

        if (part->kind != kind)
            continue;
        gq_sql_text(sql, " ");
        gq_sql_append(sql, part->text);
    }
}

/* A column of both: each of its parts from the one or the other. */
static void
write_changed(struct gq_sql *sql, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change)
{
    const struct gq_migrate_column *const live = change->live, *const wanted = change->wanted;
    const struct gq_vec *parts = &live->text->parts;

    gq_sql_name(sql, live->name);
    gq_sql_text(sql, " ");
    gq_sql_append(sql, change->type ? wanted->type : live->type);
    write_part(sql, live, GQ_MIGRATE_TEXT_PRIMARY_KEY);
    write_part(sql, change->nullability ? wanted : live, GQ_MIGRATE_TEXT_NOT_NULL);
    write_part(sql, change->default_value ? wanted : live, GQ_MIGRATE_TEXT_DEFAULT);
    write_part(sql, live, GQ_MIGRATE_TEXT_COLLATE);
    write_part(sql, live, GQ_MIGRATE_TEXT_UNIQUE);
    write_part(sql, change->reference ? wanted : live, GQ_MIGRATE_TEXT_REFERENCES);
    for (uint32_t i = 0; i < parts->count; i++) {
        const struct gq_migrate_text_part *part = &GQ_VEC_AT(parts, struct gq_migrate_text_part, i);

        if (part->kind != GQ_MIGRATE_TEXT_CHECK || holds_check(&pair->removed_checks, part))
            continue;
        gq_sql_text(sql, " ");
        gq_sql_append(sql, part->text);
    }
}

static bool
is_changed(const struct gq_migrate_change *change)
{
    return change->type || change->nullability || change->default_value || change->check
            || change->reference;
}

static void
write_columns(struct gq_sql *sql, const struct gq_migrate_pair *pair)
{
    bool is_first = true;

    for (uint32_t i = 0; i < pair->changes.count; i++) {
        const struct gq_migrate_change *change =
                &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i);

        if (change->is_dropped)
            continue;
        gq_sql_text(sql, is_first ? "\n  " : "\n, ");
        is_first = false;
        if (!change->live)
            gq_sql_append(sql, change->wanted->text->text);
        else if (is_changed(change))
            write_changed(sql, pair, change);
        else
            gq_sql_append(sql, change->live->text->text);
    }
}

static const struct gq_migrate_change *
change_named(const struct gq_migrate_pair *pair, struct gq_str folded)
{
    for (uint32_t i = 0; i < pair->changes.count; i++) {
        const struct gq_migrate_change *change =
                &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i);

        if (change->live && gq_str_equal(change->live->folded, folded))
            return change;
    }
    return NULL;
}

/* Does a constraint of the table go with a column, or with the column's old reference? */
static bool
is_outdated(struct gq_arena *arena, const struct gq_migrate_pair *pair,
        const struct gq_migrate_text_part *part)
{
    struct gq_str names = gq_migrate_text_normal(arena, gq_migrate_text_inside(part->text));

    if (part->kind == GQ_MIGRATE_TEXT_CHECK)
        return holds_check(&pair->removed_checks, part);
    while (names.length > 0) {
        const char *comma = memchr(names.bytes, ',', names.length);
        const size_t length = comma ? (size_t)(comma - names.bytes) : names.length;
        const struct gq_str name = gq_str_slice(names, 0, comma && length ? length - 1 : length);
        const struct gq_migrate_change *change = change_named(pair, name);

        if (change
                && (change->is_dropped
                        || (change->reference && part->kind == GQ_MIGRATE_TEXT_REFERENCES)))
            return true;
        names = gq_str_slice(names, comma ? length + 2 : length, names.length);
    }
    return false;
}

static void
write_constraints(
        struct gq_migrate_work *work, struct gq_sql *sql, const struct gq_migrate_pair *pair)
{
    const struct gq_vec *parts = &pair->live->text.parts;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct gq_migrate_text_part *part = &GQ_VEC_AT(parts, struct gq_migrate_text_part, i);

        if (is_outdated(work->arena, pair, part))
            continue;
        gq_sql_text(sql, "\n, ");
        gq_sql_append(sql, part->text);
    }
    for (uint32_t i = 0; i < pair->added_checks.count; i++) {
        gq_sql_text(sql, "\n, ");
        gq_sql_append(sql,
                GQ_VEC_AT(&pair->added_checks, const struct gq_migrate_check *, i)->part->text);
    }
}

static void
create(struct gq_migrate_work *work, const struct gq_migrate_pair *pair)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "CREATE TABLE \"" NEW_TABLE "\" (");
    write_columns(&sql, pair);
    write_constraints(work, &sql, pair);
    gq_sql_text(&sql, "\n)");
    gq_sql_append(&sql, pair->live->text.options);
    gq_migrate_work_statement(work, &sql);
}

/* The value of a column that is there already. */
static struct gq_str
kept_value(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change)
{
    const struct gq_str name = gq_migrate_work_quoted(work, change->live->name);
    const struct gq_str fill = change->column ? gq_migrate_measure_fill(work, change) : GQ_STR("");
    struct gq_str value = name;

    if (change->type && change->column->backfill.bytes)
        return fill;
    if (change->type)
        value = gq_arena_printf(
                work->arena, "CAST(%.*s AS %s)", GQ_STR_ARG(name), gq_ddl_type(change->column));
    for (uint32_t i = 0; change->check && i < pair->added_checks.count; i++) {
        const struct gq_migrate_check *check =
                GQ_VEC_AT(&pair->added_checks, const struct gq_migrate_check *, i);

        if (check->is_list && gq_str_equal(check->column, change->live->folded)
                && change->column->backfill.bytes)
            value = gq_arena_printf(work->arena, "CASE WHEN %.*s THEN %.*s ELSE %.*s END",
                    GQ_STR_ARG(gq_migrate_text_inside(check->part->text)), GQ_STR_ARG(value),
                    GQ_STR_ARG(fill));
    }
    if (change->nullability && change->wanted->is_not_null && fill.length > 0)
        value = gq_arena_printf(
                work->arena, "coalesce(%.*s, %.*s)", GQ_STR_ARG(value), GQ_STR_ARG(fill));
    return value;
}

/* What a row is copied by; empty: the column's own default. */
static struct gq_str
value_of(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change)
{
    if (change->is_dropped)
        return GQ_STR("");
    if (change->live)
        return change->live->is_generated ? GQ_STR("") : kept_value(work, pair, change);
    if (change->column->backfill.bytes || change->wanted->is_not_null)
        return gq_migrate_measure_fill(work, change);
    return GQ_STR("");
}

static void
copy_rows(struct gq_migrate_work *work, const struct gq_migrate_pair *pair)
{
    struct gq_sql insert, select;

    gq_sql_init(&insert, work->arena);
    gq_sql_init(&select, work->arena);
    gq_sql_text(&insert, "INSERT INTO \"" NEW_TABLE "\" (");
    gq_sql_text(&select, ") SELECT ");
    for (uint32_t i = 0, count = 0; i < pair->changes.count; i++) {
        const struct gq_migrate_change *change =
                &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i);
        const struct gq_str value = value_of(work, pair, change);

        if (value.length == 0)
            continue;
        gq_sql_text(&insert, count ? ", " : "");
        gq_sql_text(&select, count++ ? ", " : "");
        gq_sql_name(&insert, change->live ? change->live->name : change->wanted->name);
        gq_sql_append(&select, value);
    }
    gq_sql_append(&insert, (struct gq_str){ select.bytes, select.length });
    gq_sql_text(&insert, " FROM ");
    gq_sql_name(&insert, pair->live->name);
    gq_migrate_work_statement(work, &insert);
}

static void
state(struct gq_migrate_work *work, struct gq_str text)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_append(&sql, text);
    gq_migrate_work_statement(work, &sql);
}

/* AUTOINCREMENT never gives a number twice: its counter comes along. */
static void
copy_counter(struct gq_migrate_work *work, const struct gq_migrate_pair *pair)
{
    struct gq_sql sql;
    const struct gq_str folded = gq_names_folded(work->arena, pair->live->sql);

    for (size_t i = 0; i + 13 <= folded.length; i++) {
        if (memcmp(folded.bytes + i, "autoincrement", 13) != 0)
            continue;
        state(work, GQ_STR("DELETE FROM sqlite_sequence WHERE name = '" NEW_TABLE "'"));
        gq_sql_init(&sql, work->arena);
        gq_sql_text(&sql,
                "INSERT INTO sqlite_sequence (name, seq) SELECT '" NEW_TABLE
                "', seq FROM sqlite_sequence WHERE name = ");
        gq_sql_append(&sql, gq_ddl_string(work->arena, pair->live->name));
        gq_migrate_work_statement(work, &sql);
        return;
    }
}

static bool
is_lost(const struct gq_migrate_pair *pair, const struct gq_migrate_index *index)
{
    for (uint32_t i = 0; i < index->columns.count; i++) {
        const struct gq_migrate_change *change =
                change_named(pair, GQ_VEC_AT(&index->columns, struct gq_str, i));

        if (change && change->is_dropped)
            return true;
    }
    return false;
}

void
gq_migrate_rebuild_table(struct gq_migrate_work *work, const struct gq_migrate_pair *pair)
{
    const struct gq_str name = gq_migrate_work_quoted(work, pair->live->name);

    assert(pair->is_rebuild);
    create(work, pair);
    copy_rows(work, pair);
    copy_counter(work, pair);
    state(work, gq_arena_printf(work->arena, "DROP TABLE %.*s", GQ_STR_ARG(name)));
    state(work, GQ_STR("PRAGMA legacy_alter_table = ON"));
    state(work,
            gq_arena_printf(
                    work->arena, "ALTER TABLE \"" NEW_TABLE "\" RENAME TO %.*s", GQ_STR_ARG(name)));
    state(work, GQ_STR("PRAGMA legacy_alter_table = OFF"));
    for (uint32_t i = 0; i < pair->live->indexes.count; i++) {
        const struct gq_migrate_index *index =
                &GQ_VEC_AT(&pair->live->indexes, struct gq_migrate_index, i);

        if (index->sql.bytes && !is_lost(pair, index)
                && !gq_migrate_index_is_dropped(work, pair, index))
            state(work, index->sql);
    }
    for (uint32_t i = 0; i < pair->live->triggers.count; i++)
        state(work, GQ_VEC_AT(&pair->live->triggers, struct gq_str, i));
}

void
gq_migrate_rebuild_add_column(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change)
{
    struct gq_sql sql;

    assert(!change->live && !change->column->backfill.bytes);
    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "ALTER TABLE ");
    gq_sql_name(&sql, pair->live->name);
    gq_sql_text(&sql, " ADD COLUMN ");
    gq_sql_append(&sql, change->wanted->text->text);
    for (uint32_t i = 0; i < pair->added_checks.count; i++) {
        const struct gq_migrate_check *check =
                GQ_VEC_AT(&pair->added_checks, const struct gq_migrate_check *, i);

        if (!check->is_list || !gq_str_equal(check->column, change->wanted->folded))
            continue;
        gq_sql_text(&sql, " ");
        gq_sql_append(&sql, check->part->text);
    }
    gq_migrate_work_statement(work, &sql);
}
