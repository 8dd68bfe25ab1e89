/*
 * store/sqlite/migrate_compare.c - table by table, column by column: what differs, and how it is
 * made alike.
 *
 * Only what SDL can say is compared. A column of a kind that no field can have, a constant or CHECK
 * that no directive writes, a reference to a table without a model: they stay as they are.
 */
#include "base/arena.h"
#include "base/error.h"
#include "model/model.h"
#include "model/names.h"
#include "store/sqlite/ddl.h"
#include "store/sqlite/migrate_work.h"

#include <assert.h>

static bool
texts_differ(struct gq_str a, struct gq_str b)
{
    return !gq_str_equal(a.bytes ? a : GQ_STR(""), b.bytes ? b : GQ_STR(""));
}

/* An untyped column holds what it is given; a declared BOOLEAN is an integer. */
static bool
types_differ(const struct gq_migrate_column *live, const struct gq_migrate_column *wanted)
{
    enum gq_migrate_class a = gq_migrate_read_class(live), b = gq_migrate_read_class(wanted);

    if (live->is_generated || wanted->is_generated || live->type.length == 0)
        return false;
    a = a == GQ_MIGRATE_CLASS_BOOLEAN ? GQ_MIGRATE_CLASS_INTEGER : a;
    b = b == GQ_MIGRATE_CLASS_BOOLEAN ? GQ_MIGRATE_CLASS_INTEGER : b;
    return a != b;
}

static bool
defaults_differ(const struct gq_migrate_pair *pair, const struct gq_migrate_column *live,
        const struct gq_migrate_column *wanted)
{
    if (!wanted->default_value.bytes && !gq_migrate_read_has_constant(pair->live, live))
        return false;
    return texts_differ(live->default_value, wanted->default_value);
}

static bool
actions_differ(struct gq_str live, struct gq_str wanted)
{
    if (gq_str_is(live, "SET DEFAULT"))
        return false;
    if (gq_str_is(live, "NO ACTION"))
        live = GQ_STR("RESTRICT");
    return !gq_str_equal(live, wanted);
}

static bool
references_differ(const struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_column *column)
{
    const struct gq_str folded = column->folded;
    const struct gq_migrate_reference *live = gq_migrate_read_reference(pair->live, folded);
    const struct gq_migrate_reference *wanted = gq_migrate_read_reference(pair->wanted, folded);
    const bool is_owned = gq_migrate_work_owned(work, "table", pair->live->folded).bytes != NULL;

    if (!wanted)
        return live
                && (is_owned
                        || (gq_migrate_read_relation(&work->live, pair->live, column)
                                && gq_migrate_read_table(&work->wanted, live->target)));
    if (!live)
        return true;
    return !gq_str_equal(live->target, wanted->target)
            || actions_differ(live->on_delete, wanted->on_delete);
}

static bool
holds_value(const struct gq_vec *values, struct gq_str value)
{
    for (uint32_t i = 0; i < values->count; i++) {
        if (gq_str_equal(GQ_VEC_AT(values, struct gq_str, i), value))
            return true;
    }
    return false;
}

/* The order of a list means nothing. */
static bool
checks_are_alike(const struct gq_migrate_check *a, const struct gq_migrate_check *b)
{
    if (!a->is_list || !b->is_list)
        return gq_str_equal(a->normal, b->normal);
    if (!gq_str_equal(a->column, b->column) || a->values.count != b->values.count)
        return false;
    for (uint32_t i = 0; i < a->values.count; i++) {
        if (!holds_value(&b->values, GQ_VEC_AT(&a->values, struct gq_str, i)))
            return false;
    }
    return true;
}

static bool
has_check(const struct gq_migrate_table *table, const struct gq_migrate_check *wanted)
{
    for (uint32_t i = 0; i < table->checks.count; i++) {
        if (checks_are_alike(&GQ_VEC_AT(&table->checks, struct gq_migrate_check, i), wanted))
            return true;
    }
    return false;
}

/* A column declared BOOLEAN is one without a CHECK. */
static bool
is_said_by_type(const struct gq_migrate_table *live, const struct gq_migrate_check *wanted)
{
    const struct gq_migrate_column *column =
            wanted->is_list ? gq_migrate_read_column(live, wanted->column) : NULL;

    return column && gq_migrate_read_class(column) == GQ_MIGRATE_CLASS_BOOLEAN;
}

/* A list on a column of the model, or a CHECK with a name as ours have. */
static bool
is_sayable_check(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_check *check)
{
    const struct gq_str prefix =
            gq_arena_printf(work->arena, "%.*s_", GQ_STR_ARG(pair->live->folded));

    if (check->is_list)
        return gq_migrate_read_list_kind(pair->live, check) != GQ_MIGRATE_LIST_NONE;
    return gq_str_starts_with(gq_names_folded(work->arena, check->part->name), prefix);
}

static void
compare_checks(struct gq_migrate_work *work, struct gq_migrate_pair *pair)
{
    for (uint32_t i = 0; i < pair->wanted->checks.count; i++) {
        const struct gq_migrate_check *check =
                &GQ_VEC_AT(&pair->wanted->checks, struct gq_migrate_check, i);

        if (!check->is_of_column && !has_check(pair->live, check)
                && !is_said_by_type(pair->live, check))
            *GQ_VEC_PUSH(work->arena, &pair->added_checks, const struct gq_migrate_check *) = check;
    }
    for (uint32_t i = 0; i < pair->live->checks.count; i++) {
        const struct gq_migrate_check *check =
                &GQ_VEC_AT(&pair->live->checks, struct gq_migrate_check, i);

        if (!has_check(pair->wanted, check) && is_sayable_check(work, pair, check))
            *GQ_VEC_PUSH(work->arena, &pair->removed_checks, const struct gq_migrate_check *) =
                    check;
    }
}

static bool
is_about(const struct gq_vec *checks, struct gq_str folded)
{
    for (uint32_t i = 0; i < checks->count; i++) {
        const struct gq_migrate_check *check =
                GQ_VEC_AT(checks, const struct gq_migrate_check *, i);

        if (check->is_list && gq_str_equal(check->column, folded))
            return true;
    }
    return false;
}

static const struct gq_column *
model_column(const struct gq_migrate_work *work, const struct gq_table *table, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (gq_str_equal(gq_names_folded(work->arena, table->columns[i].name), folded))
            return &table->columns[i];
    }
    return NULL;
}

static void
compare_column(struct gq_migrate_work *work, struct gq_migrate_pair *pair,
        const struct gq_migrate_column *live)
{
    const struct gq_migrate_column *wanted = gq_migrate_read_column(pair->wanted, live->folded);
    struct gq_migrate_change *change =
            GQ_VEC_PUSH(work->arena, &pair->changes, struct gq_migrate_change);

    change->live = live;
    change->wanted = wanted;
    change->column = model_column(work, pair->table, live->folded);
    if (!wanted) {
        change->is_dropped = gq_migrate_read_class(live) != GQ_MIGRATE_CLASS_OTHER;
        return;
    }
    change->type = types_differ(live, wanted);
    if (live->key_position > 0 || wanted->key_position > 0)
        return;
    change->nullability = live->is_not_null != wanted->is_not_null && !live->is_generated;
    change->default_value = defaults_differ(pair, live, wanted);
    change->reference = references_differ(work, pair, live);
    change->check = is_about(&pair->added_checks, live->folded)
            || is_about(&pair->removed_checks, live->folded);
}

static void
compare_columns(struct gq_migrate_work *work, struct gq_migrate_pair *pair)
{
    for (uint32_t i = 0; i < pair->live->columns.count; i++)
        compare_column(work, pair, &GQ_VEC_AT(&pair->live->columns, struct gq_migrate_column, i));
    for (uint32_t i = 0; i < pair->wanted->columns.count; i++) {
        const struct gq_migrate_column *wanted =
                &GQ_VEC_AT(&pair->wanted->columns, struct gq_migrate_column, i);

        if (gq_migrate_read_column(pair->live, wanted->folded))
            continue;
        *GQ_VEC_PUSH(work->arena, &pair->changes, struct gq_migrate_change) =
                (struct gq_migrate_change){ .wanted = wanted,
                    .column = model_column(work, pair->table, wanted->folded) };
    }
}

/* ALTER TABLE ADD COLUMN does what it can without touching the rows. */
static bool
can_be_added(const struct gq_migrate_change *change)
{
    return !change->column->backfill.bytes && !change->wanted->is_generated
            && (!change->wanted->is_not_null || change->wanted->default_value.bytes);
}

static bool
needs_rebuild(const struct gq_migrate_pair *pair)
{
    for (uint32_t i = 0; i < pair->changes.count; i++) {
        const struct gq_migrate_change *change =
                &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i);

        if (change->is_dropped || change->type || change->nullability || change->default_value
                || change->check || change->reference)
            return true;
        if (!change->live && !can_be_added(change))
            return true;
    }
    for (uint32_t i = 0; i < pair->added_checks.count; i++) {
        if (!GQ_VEC_AT(&pair->added_checks, const struct gq_migrate_check *, i)->is_list)
            return true;
    }
    return pair->removed_checks.count > 0;
}

/* `published_at` -> `publishedAt`; a reference loses its `_id`: the field as the SDL had it. */
static struct gq_str
field_of(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_column *live)
{
    struct gq_str name = live->name;
    char *bytes = gq_arena_alloc(work->arena, name.length + 1);
    size_t length = 0;

    if (gq_migrate_read_reference(pair->live, live->folded) && name.length > 3
            && memcmp(name.bytes + name.length - 3, "_id", 3) == 0)
        name.length -= 3;
    for (size_t i = 0; i < name.length; i++) {
        const bool is_start = i > 0 && name.bytes[i] == '_' && i + 1 < name.length
                && name.bytes[i + 1] >= 'a' && name.bytes[i + 1] <= 'z';

        if (is_start)
            bytes[length++] = (char)(name.bytes[++i] - 'a' + 'A');
        else
            bytes[length++] = name.bytes[i];
    }
    bytes[length] = '\0';
    return (struct gq_str){ bytes, length };
}

/* A new column of the same kind beside one that goes: perhaps it is the same. */
static const struct gq_migrate_change *
find_likely_rename(const struct gq_migrate_pair *pair, const struct gq_migrate_change *dropped)
{
    for (uint32_t i = 0; i < pair->changes.count; i++) {
        const struct gq_migrate_change *change =
                &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i);
        const struct gq_migrate_reference *before, *after;

        if (change->live || types_differ(dropped->live, change->wanted))
            continue;
        before = gq_migrate_read_reference(pair->live, dropped->live->folded);
        after = gq_migrate_read_reference(pair->wanted, change->wanted->folded);
        if (!before == !after && (!before || gq_str_equal(before->target, after->target)))
            return change;
    }
    return NULL;
}

static void
drop_column(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change, struct gq_migrate_step *step)
{
    const struct gq_migrate_change *likely = find_likely_rename(pair, change);

    step->field = field_of(work, pair, change->live);
    step->column = change->live->name;
    step->is_rebuild = true;
    gq_migrate_work_destroy(work, step);
    if (likely && !step->is_allowed)
        step->blocked = gq_arena_printf(work->arena,
                "is \"%.*s\" its new name? Then write @renamedFrom(name: \"%.*s\") on it; else "
                "allow drop-column=%.*s.%.*s",
                GQ_STR_ARG(likely->column->field.length ? likely->column->field
                                                        : likely->column->name),
                GQ_STR_ARG(step->field), GQ_STR_ARG(step->type), GQ_STR_ARG(step->field));
}

static struct gq_str
or_none(struct gq_str text)
{
    return text.length ? text : GQ_STR("none");
}

static struct gq_str
describe(struct gq_migrate_work *work, enum gq_migrate_kind kind,
        const struct gq_migrate_change *change)
{
    const struct gq_migrate_column *const live = change->live, *const wanted = change->wanted;

    switch (kind) {
    case GQ_MIGRATE_ADD_COLUMN:
        return gq_arena_printf(work->arena, "%.*s%s", GQ_STR_ARG(wanted->type),
                wanted->is_not_null ? " NOT NULL" : "");
    case GQ_MIGRATE_CHANGE_TYPE:
        return gq_arena_printf(
                work->arena, "%.*s becomes %.*s", GQ_STR_ARG(live->type), GQ_STR_ARG(wanted->type));
    case GQ_MIGRATE_CHANGE_NULLABILITY:
        return wanted->is_not_null ? GQ_STR("may not be NULL any more") : GQ_STR("may be NULL");
    case GQ_MIGRATE_CHANGE_DEFAULT:
        return gq_arena_printf(work->arena, "%.*s becomes %.*s",
                GQ_STR_ARG(or_none(live->default_value)),
                GQ_STR_ARG(or_none(wanted->default_value)));
    default:
        return GQ_STR("");
    }
}

static bool
add_step(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change, enum gq_migrate_kind kind)
{
    struct gq_migrate_step *step = gq_migrate_work_step(work, kind, pair->table, change->column);

    step->is_rebuild = pair->is_rebuild;
    if (kind == GQ_MIGRATE_DROP_COLUMN)
        drop_column(work, pair, change, step);
    else
        step->detail = describe(work, kind, change);
    return gq_migrate_measure_step(work, pair, change, step);
}

static bool
add_steps(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change)
{
    const struct {
        bool is_needed;
        enum gq_migrate_kind kind;
    } kinds[] = {
        { !change->live, GQ_MIGRATE_ADD_COLUMN },
        { change->is_dropped, GQ_MIGRATE_DROP_COLUMN },
        { change->type, GQ_MIGRATE_CHANGE_TYPE },
        { change->nullability, GQ_MIGRATE_CHANGE_NULLABILITY },
        { change->default_value, GQ_MIGRATE_CHANGE_DEFAULT },
        { change->check, GQ_MIGRATE_CHANGE_CHECK },
        { change->reference, GQ_MIGRATE_CHANGE_REFERENCE },
    };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(kinds); i++) {
        if (kinds[i].is_needed && !add_step(work, pair, change, kinds[i].kind))
            return false;
    }
    return true;
}

/* What no migration does: another primary key. */
static bool
keys_fit(struct gq_migrate_work *work, const struct gq_migrate_pair *pair)
{
    bool fit = pair->live->key_count == pair->wanted->key_count
            && pair->live->is_without_rowid == pair->wanted->is_without_rowid;

    for (uint32_t i = 0; fit && i < pair->wanted->columns.count; i++) {
        const struct gq_migrate_column *wanted =
                &GQ_VEC_AT(&pair->wanted->columns, struct gq_migrate_column, i);
        const struct gq_migrate_column *live = gq_migrate_read_column(pair->live, wanted->folded);

        if (wanted->key_position > 0)
            fit = live && live->key_position == wanted->key_position && !types_differ(live, wanted);
    }
    if (!fit)
        gq_migrate_work_step(work, GQ_MIGRATE_CHANGE_TYPE, pair->table, NULL)->blocked =
                GQ_STR("the table has another primary key: map its key column with @id and "
                       "@column(name:), or give the model another table");
    return fit;
}

static bool
compare_pair(struct gq_migrate_work *work, struct gq_migrate_pair *pair)
{
    if (!keys_fit(work, pair))
        return true;
    compare_checks(work, pair);
    compare_columns(work, pair);
    pair->is_rebuild = needs_rebuild(pair);
    if (!gq_migrate_work_measure(work, pair, GQ_STR("count(*)"), GQ_STR(""), &pair->rows))
        return false;
    for (uint32_t i = 0; i < pair->changes.count; i++) {
        if (!add_steps(work, pair, &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i)))
            return false;
    }
    for (uint32_t i = 0; !pair->is_rebuild && i < pair->changes.count; i++) {
        const struct gq_migrate_change *change =
                &GQ_VEC_AT(&pair->changes, struct gq_migrate_change, i);

        if (!change->live)
            gq_migrate_rebuild_add_column(work, pair, change);
    }
    if (pair->is_rebuild)
        gq_migrate_rebuild_table(work, pair);
    return gq_migrate_index_plan(work, pair->table, pair);
}

static void
create_table(struct gq_migrate_work *work, const struct gq_table *table)
{
    struct gq_sql sql;

    gq_sql_init(&sql, work->arena);
    gq_sql_append(&sql, gq_ddl_table(work->arena, table));
    gq_migrate_work_statement(work, &sql);
    (void)gq_migrate_work_step(work, GQ_MIGRATE_CREATE_TABLE, table, NULL);
    gq_migrate_work_own(work, "table", gq_names_folded(work->arena, table->name), table->type_name);
}

static bool
compare_table(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_table *live)
{
    struct gq_migrate_pair pair = { .table = table, .live = live };

    pair.wanted = gq_migrate_read_table(&work->wanted, gq_names_folded(work->arena, table->name));
    assert(pair.wanted);
    if (live->kind == GQ_MIGRATE_TABLE_PLAIN)
        return compare_pair(work, &pair);
    gq_migrate_work_step(work, GQ_MIGRATE_CREATE_TABLE, table, NULL)->blocked =
            GQ_STR("there is a view or virtual table of that name: give the model another table");
    return true;
}

/* A new table with a column of the same name and kind for each that the old one has, but one. */
static const struct gq_table *
find_likely_table(struct gq_migrate_work *work, const struct gq_migrate_table *dropped)
{
    for (uint32_t i = 0; i < work->model->table_count; i++) {
        const struct gq_table *table = work->model->tables[i];
        const struct gq_str folded = gq_names_folded(work->arena, table->name);
        const struct gq_migrate_table *wanted = gq_migrate_read_table(&work->wanted, folded);
        uint32_t common = 0;

        if (gq_migrate_read_table(&work->live, folded))
            continue;
        for (uint32_t j = 0; j < dropped->columns.count; j++)
            common += gq_migrate_read_column(wanted,
                              GQ_VEC_AT(&dropped->columns, struct gq_migrate_column, j).folded)
                    != NULL;
        if (common > 1 && common + 1 >= dropped->columns.count)
            return table;
    }
    return NULL;
}

static bool
drop_table(struct gq_migrate_work *work, const struct gq_migrate_table *live, struct gq_str type)
{
    const struct gq_table *likely = find_likely_table(work, live);
    struct gq_migrate_step *step = gq_migrate_work_step(work, GQ_MIGRATE_DROP_TABLE, NULL, NULL);
    struct gq_sql sql;

    step->type = type;
    step->table = live->name;
    gq_migrate_work_destroy(work, step);
    if (likely && !step->is_allowed)
        step->blocked = gq_arena_printf(work->arena,
                "is \"%.*s\" its new name? Then write @renamedFrom(name: \"%.*s\") on that type; "
                "else allow drop-table=%.*s",
                GQ_STR_ARG(likely->type_name), GQ_STR_ARG(type), GQ_STR_ARG(type));
    gq_migrate_work_disown(work, "table", live->folded);
    for (uint32_t i = 0; i < live->indexes.count; i++)
        gq_migrate_work_disown(work, "index",
                gq_names_folded(
                        work->arena, GQ_VEC_AT(&live->indexes, struct gq_migrate_index, i).name));
    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "SELECT count(*) FROM ");
    gq_sql_name(&sql, live->name);
    if (!gq_migrate_query_number(&work->file,
                gq_arena_copy(work->arena, (struct gq_str){ sql.bytes, sql.length }), &step->rows))
        return false;
    gq_sql_init(&sql, work->arena);
    gq_sql_text(&sql, "DROP TABLE ");
    gq_sql_name(&sql, live->name);
    gq_migrate_work_statement(work, &sql);
    return true;
}

/* Tables of models that are gone; those that no migration made are none of ours. */
static bool
compare_gone(struct gq_migrate_work *work)
{
    for (uint32_t i = 0; i < work->live.tables.count; i++) {
        const struct gq_migrate_table *live =
                &GQ_VEC_AT(&work->live.tables, struct gq_migrate_table, i);
        const struct gq_str type = gq_migrate_work_owned(work, "table", live->folded);

        if (!type.bytes || live->kind != GQ_MIGRATE_TABLE_PLAIN
                || gq_migrate_read_table(&work->wanted, live->folded))
            continue;
        if (!drop_table(work, live, type))
            return false;
    }
    return true;
}

bool
gq_migrate_compare_tables(struct gq_migrate_work *work)
{
    const uint32_t count = work->model->table_count;
    const struct gq_migrate_table **live =
            gq_arena_array_of(work->arena, const struct gq_migrate_table *, count);

    for (uint32_t i = 0; i < count; i++) {
        const struct gq_table *table = work->model->tables[i];

        live[i] = gq_migrate_read_table(&work->live, gq_names_folded(work->arena, table->name));
        if (!live[i])
            create_table(work, table);
    }
    for (uint32_t i = 0; i < count; i++) {
        const struct gq_table *table = work->model->tables[i];

        if (live[i] ? !compare_table(work, table, live[i])
                    : !gq_migrate_index_plan(work, table, NULL))
            return false;
    }
    return compare_gone(work);
}
