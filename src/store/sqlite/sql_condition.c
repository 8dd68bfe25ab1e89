/* store/sqlite/sql_condition.c - one function a kind of condition. */
#include "store/sqlite/sql_condition.h"

#include "base/arena.h"
#include "model/table.h"
#include "store/fetch.h"
#include "store/sqlite/sql.h"

#include <assert.h>

/* Documents and JSON are bounded far below; SQLite itself refuses expressions deeper than this. */
#define DEPTH_MAX 1000u

/*
 * A chain of ANDs makes an expression as deep as it is long: longer ones are written as a balanced
 * tree. Its parentheses take room in SQLite's parser, so no filter within its limits is that long.
 */
#define CHAIN_MAX 128u

/* Where a condition stands. */
struct place {
    const char *alias;
    enum gq_condition_kind around; /* what encloses it: decides about parentheses */
    bool is_negated;               /* somewhere below a NOT */
    uint32_t depth;
};

typedef void write_fn(
        struct gq_sql *sql, const struct place *place, const struct gq_condition *condition);

static write_fn write_condition;

static uint32_t
count_conditions(const struct gq_condition *first)
{
    uint32_t count = 0;

    for (const struct gq_condition *c = first; c; c = c->next)
        count++;
    return count;
}

/* `count` conditions from `first` on, joined; returns the one after them. Depth: log2(count). */
static const struct gq_condition *
write_chain(struct gq_sql *sql, const struct place *place, const struct gq_condition *first,
        uint32_t count)
{
    const char *const join = place->around == GQ_CONDITION_AND ? " AND " : " OR ";

    if (count > CHAIN_MAX) {
        gq_sql_text(sql, "(");
        first = write_chain(sql, place, first, count / 2);
        gq_sql_printf(sql, ")%s(", join);
        first = write_chain(sql, place, first, count - count / 2);
        gq_sql_text(sql, ")");
        return first;
    }
    for (uint32_t i = 0; i < count; i++, first = first->next) {
        if (i > 0)
            gq_sql_text(sql, join);
        write_condition(sql, place, first);
    }
    return first;
}

static void
write_junction(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    const uint32_t count = count_conditions(condition->children);
    const bool is_enclosed = count > 1 && condition->kind != place->around;
    struct place inside = *place;

    if (count == 0) {
        gq_sql_text(sql, condition->kind == GQ_CONDITION_AND ? "1" : "0");
        return;
    }
    if (count > 1)
        inside.around = condition->kind;
    if (is_enclosed)
        gq_sql_text(sql, "(");
    write_chain(sql, &inside, condition->children, count);
    if (is_enclosed)
        gq_sql_text(sql, ")");
}

static void
write_not(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    struct place inside = *place;

    assert(condition->children);
    assert(!condition->children->next);

    inside.is_negated = true;
    inside.around = condition->children->kind; /* parentheses are here already */
    gq_sql_text(sql, "NOT (");
    write_condition(sql, &inside, condition->children);
    gq_sql_text(sql, ")");
}

static void
write_compare(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    static const char *const operators[] = {
        [GQ_COMPARE_EQ] = " = ",
        [GQ_COMPARE_NEQ] = " <> ",
        [GQ_COMPARE_LT] = " < ",
        [GQ_COMPARE_LTE] = " <= ",
        [GQ_COMPARE_GT] = " > ",
        [GQ_COMPARE_GTE] = " >= ",
    };

    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, operators[condition->comparison]);
    gq_sql_value(sql, condition->slot);
}

static void
write_membership(
        struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, condition->kind == GQ_CONDITION_IN ? " IN " : " NOT IN ");
    gq_sql_list(sql, condition->slot);
}

/*
 * SQL knows that nothing is in an empty list, not even NULL, so that NOT IN would be true for a
 * NULL column just then. Comparing the column with itself makes it unknown for every list.
 */
static void
write_in(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    const bool is_in = condition->kind == GQ_CONDITION_IN;

    if (!condition->column->is_nullable || (is_in && !place->is_negated)) {
        write_membership(sql, place, condition);
        return;
    }
    gq_sql_text(sql, "(");
    write_membership(sql, place, condition);
    gq_sql_text(sql, is_in ? " OR " : " AND ");
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, is_in ? " <> " : " = ");
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, ")");
}

static void
write_is_null(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, condition->kind == GQ_CONDITION_IS_NULL ? " IS NULL" : " IS NOT NULL");
}

/*
 * A beginning is a range of the column's index. The column's own collation might not be that of
 * bytes, which the end of the range is made for.
 */
static void
write_starts_with(
        struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    const uint32_t parameter = gq_sql_parameter(sql, condition->slot);
    const bool is_enclosed = place->around != GQ_CONDITION_AND;

    gq_sql_text(sql, is_enclosed ? "(" : "");
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_printf(sql, " COLLATE BINARY >= ?%u AND ", parameter);
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_printf(sql, " COLLATE BINARY < gq_prefix_end(?%u)", parameter);
    gq_sql_text(sql, is_enclosed ? ")" : "");
}

static void
write_match(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    static const char *const functions[] = {
        [GQ_MATCH_LIKE] = "gq_like(",
        [GQ_MATCH_ILIKE] = "gq_ilike(",
        [GQ_MATCH_ENDS_WITH] = "gq_ends_with(",
        [GQ_MATCH_CONTAINS] = "instr(",
    };

    if (condition->match == GQ_MATCH_STARTS_WITH) {
        write_starts_with(sql, place, condition);
        return;
    }
    assert((size_t)condition->match < GQ_ARRAY_LENGTH(functions));
    gq_sql_text(sql, functions[condition->match]);
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, ", ");
    gq_sql_value(sql, condition->slot);
    gq_sql_text(sql, condition->match == GQ_MATCH_CONTAINS ? ") > 0" : ")");
}

/*
 * `fk IN (SELECT id ...)` lets SQLite start from the target's index and go on by the foreign key's;
 * it says false where the truth is unknown, which is the same thing as long as nobody negates it.
 * Below a NOT no index can drive anyway, and a scalar subquery keeps what is unknown unknown.
 */
static void
write_related(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    const struct gq_table *const target = condition->target;
    const struct gq_column *const key = &target->columns[target->primary_key];
    struct place inside = *place;

    assert(condition->children);
    assert(!condition->children->next);

    inside.alias = gq_arena_printf(sql->arena, "r%u", ++sql->related_count).bytes;
    inside.around = place->is_negated ? condition->children->kind : GQ_CONDITION_AND;
    if (!place->is_negated) {
        gq_sql_column(sql, place->alias, condition->column);
        gq_sql_text(sql, " IN (SELECT ");
        gq_sql_column(sql, inside.alias, key);
    } else {
        gq_sql_text(sql, "(SELECT ");
        write_condition(sql, &inside, condition->children);
    }
    gq_sql_text(sql, " FROM ");
    gq_sql_name(sql, target->name);
    gq_sql_printf(sql, " %s WHERE ", inside.alias);
    if (!place->is_negated) {
        write_condition(sql, &inside, condition->children);
    } else {
        gq_sql_column(sql, inside.alias, key);
        gq_sql_text(sql, " = ");
        gq_sql_column(sql, place->alias, condition->column);
    }
    gq_sql_text(sql, ")");
}

/*
 * Both sides are JSON arrays of canonical items, so that equal items have equal values. CASE keeps
 * NULL unknown: json_each makes an empty table of it, of which NOT would make a truth.
 */
static void
write_has(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    const bool is_every = condition->kind == GQ_CONDITION_HAS_EVERY;

    if (condition->column->is_nullable) {
        gq_sql_text(sql, "CASE WHEN ");
        gq_sql_column(sql, place->alias, condition->column);
        gq_sql_text(sql, " IS NOT NULL THEN ");
    }
    gq_sql_text(sql,
            is_every ? "NOT EXISTS (SELECT 1 FROM json_each(" : "EXISTS (SELECT 1 FROM json_each(");
    gq_sql_value(sql, condition->slot);
    gq_sql_printf(sql, ") w WHERE w.value %s (SELECT h.value FROM json_each(",
            is_every ? "NOT IN" : "IN");
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, ") h WHERE h.value IS NOT NULL))");
    if (condition->column->is_nullable)
        gq_sql_text(sql, " END");
}

static void
write_is_empty(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    gq_sql_text(sql, "json_array_length(");
    gq_sql_column(sql, place->alias, condition->column);
    gq_sql_text(sql, condition->kind == GQ_CONDITION_IS_EMPTY ? ") = 0" : ") > 0");
}

/* The table's own key, every foreign key and every key's first column have an index. */
static bool
has_index(const struct gq_table *table, const struct gq_column *column)
{
    bool has = column->index == table->primary_key || column->is_unique || column->references;

    for (uint32_t i = 0; i < table->key_count && !has; i++)
        has = table->keys[i].columns[0] == column->index;
    return has;
}

/* Does an index of `table` lead to the few rows that can satisfy the condition? */
static bool
is_selective(const struct gq_table *table, const struct gq_condition *condition, uint32_t depth)
{
    assert(depth < DEPTH_MAX);
    switch (condition->kind) {
    case GQ_CONDITION_AND:
        for (const struct gq_condition *c = condition->children; c; c = c->next) {
            if (is_selective(table, c, depth + 1))
                return true;
        }
        return false;
    case GQ_CONDITION_COMPARE:
        return condition->comparison == GQ_COMPARE_EQ && has_index(table, condition->column);
    case GQ_CONDITION_IN:
        return has_index(table, condition->column);
    case GQ_CONDITION_RELATED:
    case GQ_CONDITION_SOME:
        return is_selective(condition->target, condition->children, depth + 1);
    default:
        return false;
    }
}

/* The child at the end of a WHERE that asks for more already. */
static void
write_inner(struct gq_sql *sql, const struct place *inside, const struct gq_condition *condition)
{
    const struct gq_condition *const child = condition->children;
    const bool is_every = condition->kind == GQ_CONDITION_EVERY;

    if (!is_every && child->kind == GQ_CONDITION_AND && !child->children)
        return;
    gq_sql_text(sql, is_every ? " AND (" : " AND ");
    write_condition(sql, inside, child);
    gq_sql_text(sql, is_every ? ") IS NOT TRUE" : "");
}

/*
 * Is there a row that names this one, and that satisfies the child (or, for EVERY, does not)? The
 * answer is never unknown, and unknown is no satisfaction. Where an index leads to the rows that
 * satisfy the child they are sought first, and this row by its key; else the rows of this row are
 * sought, until the first that does. The first form has NULL for an unequal row under a NULL key,
 * which is the same as long as nobody negates it.
 */
static void
write_quantified(
        struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    const struct gq_table *const own = condition->column->references;
    const bool is_some = condition->kind == GQ_CONDITION_SOME;
    const bool is_sought_first = is_some && !place->is_negated
            && is_selective(condition->target, condition->children, 0);
    struct place inside = *place;

    assert(own);
    assert(condition->children && !condition->children->next);

    inside.alias = gq_arena_printf(sql->arena, "r%u", ++sql->related_count).bytes;
    inside.is_negated = false;
    inside.around =
            condition->kind == GQ_CONDITION_EVERY ? condition->children->kind : GQ_CONDITION_AND;
    if (is_sought_first) {
        gq_sql_column(sql, place->alias, &own->columns[own->primary_key]);
        gq_sql_text(sql, " IN (SELECT ");
        gq_sql_column(sql, inside.alias, condition->column);
    } else {
        gq_sql_text(sql, is_some ? "EXISTS (SELECT 1" : "NOT EXISTS (SELECT 1");
    }
    gq_sql_text(sql, " FROM ");
    gq_sql_name(sql, condition->target->name);
    gq_sql_printf(sql, " %s WHERE ", inside.alias);
    if (is_sought_first) {
        write_condition(sql, &inside, condition->children);
    } else {
        gq_sql_column(sql, inside.alias, condition->column);
        gq_sql_text(sql, " = ");
        gq_sql_column(sql, place->alias, &own->columns[own->primary_key]);
        write_inner(sql, &inside, condition);
    }
    gq_sql_text(sql, ")");
}

static write_fn *const writers[] = {
    [GQ_CONDITION_AND] = write_junction,
    [GQ_CONDITION_OR] = write_junction,
    [GQ_CONDITION_NOT] = write_not,
    [GQ_CONDITION_COMPARE] = write_compare,
    [GQ_CONDITION_IN] = write_in,
    [GQ_CONDITION_NOT_IN] = write_in,
    [GQ_CONDITION_IS_NULL] = write_is_null,
    [GQ_CONDITION_IS_NOT_NULL] = write_is_null,
    [GQ_CONDITION_HAS_SOME] = write_has,
    [GQ_CONDITION_HAS_EVERY] = write_has,
    [GQ_CONDITION_IS_EMPTY] = write_is_empty,
    [GQ_CONDITION_IS_NOT_EMPTY] = write_is_empty,
    [GQ_CONDITION_MATCH] = write_match,
    [GQ_CONDITION_RELATED] = write_related,
    [GQ_CONDITION_SOME] = write_quantified,
    [GQ_CONDITION_EVERY] = write_quantified,
    [GQ_CONDITION_NONE] = write_quantified,
};

static void
write_condition(struct gq_sql *sql, const struct place *place, const struct gq_condition *condition)
{
    struct place inside = *place;

    assert((size_t)condition->kind < GQ_ARRAY_LENGTH(writers));
    assert(place->depth < DEPTH_MAX);

    inside.depth++;
    writers[condition->kind](sql, &inside, condition);
}

void
gq_sql_condition_write(struct gq_sql *sql, const char *alias, const struct gq_condition *condition)
{
    const struct place place = { .alias = alias, .around = GQ_CONDITION_AND };

    write_condition(sql, &place, condition);
}
