/* exec/constraint.c - patterns, and items by their commas. */
#include "exec/constraint.h"

#include "base/arena.h"
#include "base/pattern.h"
#include "model/constraint.h"
#include "model/table.h"
#include "store/cell.h"
#include "store/store.h"

#include <assert.h>
#include <stdio.h>

/* The items of a JSON array that convert.c wrote: no blanks between them. */
static int64_t
count_items(struct gq_str list)
{
    bool is_quoted = false;
    int64_t commas = 0;
    uint32_t depth = 0;

    assert(list.length >= 2 && list.bytes[0] == '[');
    if (list.length == 2)
        return 0;
    for (size_t i = 0; i < list.length; i++) {
        char c = list.bytes[i];

        if (is_quoted && c == '\\')
            i++;
        else if (c == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && (c == '[' || c == '{'))
            depth++;
        else if (!is_quoted && (c == ']' || c == '}'))
            depth--;
        else if (!is_quoted && c == ',' && depth == 1)
            commas++;
    }
    return commas + 1;
}

static bool
is_long_enough(const struct gq_constraint *constraint, struct gq_str list)
{
    return constraint->length_min == GQ_CONSTRAINT_NONE
            || count_items(list) >= constraint->length_min;
}

static bool
is_short_enough(const struct gq_constraint *constraint, struct gq_str list)
{
    return constraint->length_max == GQ_CONSTRAINT_NONE
            || count_items(list) <= constraint->length_max;
}

/* A search that is given up has found nothing: the value is refused. */
static bool
has_pattern(const struct gq_constraint *constraint, struct gq_str text)
{
    return !constraint->pattern || gq_pattern_search(constraint->pattern, text) == GQ_PATTERN_FOUND;
}

static const struct rule {
    bool is_of_lists;
    enum gq_constraint_rule rule;
    bool (*holds)(const struct gq_constraint *constraint, struct gq_str text);
} rules[] = {
    { true, GQ_CONSTRAINT_MIN_LENGTH, is_long_enough },
    { true, GQ_CONSTRAINT_MAX_LENGTH, is_short_enough },
    { false, GQ_CONSTRAINT_PATTERN, has_pattern },
};

static void
fill_failure(struct gq_arena *arena, const struct gq_table *table, const struct gq_column *column,
        enum gq_constraint_rule rule, struct gq_store_error *ret_failure)
{
    struct gq_str name = gq_constraint_name(arena, table, column, rule);

    *ret_failure = (struct gq_store_error){
        .code = GQ_E_CHECK_VIOLATION, .table = table, .columns = { column }, .column_count = 1
    };
    snprintf(ret_failure->constraint, sizeof(ret_failure->constraint), "%.*s", GQ_STR_ARG(name));
}

bool
gq_constraint_check(struct gq_arena *arena, const struct gq_table *table,
        const struct gq_column *column, const struct gq_cell *cell,
        struct gq_store_error *ret_failure)
{
    bool is_list = column->type == GQ_COLUMN_LIST;

    assert(column->constraint);
    for (size_t i = 0; cell->kind == GQ_CELL_TEXT && i < GQ_ARRAY_LENGTH(rules); i++) {
        if (rules[i].is_of_lists != is_list
                || rules[i].holds(column->constraint, gq_cell_str(cell)))
            continue;
        fill_failure(arena, table, column, rules[i].rule, ret_failure);
        return false;
    }
    return true;
}
