/* store/sqlite/ddl_check.c - first what the type asks, then what the author does. */
#include "store/sqlite/ddl_check.h"

#include "base/arena.h"
#include "model/constraint.h"
#include "model/table.h"
#include "schema/schema.h"
#include "store/sqlite/ddl_literal.h"
#include "store/sqlite/sql.h"

#include <inttypes.h>

static void
open_check(struct gq_sql *sql, struct gq_str name)
{
    gq_sql_text(sql, ",\n  CONSTRAINT ");
    gq_sql_name(sql, name);
    gq_sql_text(sql, " CHECK (");
}

static void
write_enum(struct gq_sql *sql, const struct gq_column *column)
{
    const struct gq_type *const type = column->enum_type;

    gq_sql_name(sql, column->name);
    gq_sql_text(sql, " IN (");
    for (uint32_t i = 0; i < type->enum_value_count; i++) {
        if (i > 0)
            gq_sql_text(sql, ", ");
        gq_ddl_literal_write_text(sql, type->enum_values[i].name);
    }
    gq_sql_text(sql, ")");
}

static void
write_boolean(struct gq_sql *sql, const struct gq_column *column)
{
    gq_sql_name(sql, column->name);
    gq_sql_text(sql, " IN (0, 1)");
}

static const struct type_check {
    const char *rule;
    void (*write)(struct gq_sql *sql, const struct gq_column *column);
} type_checks[GQ_COLUMN_TYPE_COUNT] = {
    [GQ_COLUMN_BOOLEAN] = { "boolean", write_boolean },
    [GQ_COLUMN_ENUM] = { "enum", write_enum },
};

/* A column and the rule that is being written. */
struct place {
    struct gq_sql *sql;
    const struct gq_table *table;
    const struct gq_column *column;
};

static void
write_bound(const struct place *place, enum gq_constraint_rule rule, const char *operator,
        const struct gq_literal * bound)
{
    if (!bound)
        return;
    open_check(
            place->sql, gq_constraint_name(place->sql->arena, place->table, place->column, rule));
    gq_sql_name(place->sql, place->column->name);
    gq_sql_printf(place->sql, " %s ", operator);
    gq_ddl_literal_write(place->sql, place->column, bound);
    gq_sql_text(place->sql, ")");
}

static void
write_length(const struct place *place, enum gq_constraint_rule rule, const char *operator,
        int64_t length)
{
    if (length == GQ_CONSTRAINT_NONE || place->column->type == GQ_COLUMN_LIST)
        return;
    open_check(
            place->sql, gq_constraint_name(place->sql->arena, place->table, place->column, rule));
    gq_sql_text(place->sql, "length(");
    gq_sql_name(place->sql, place->column->name);
    gq_sql_printf(place->sql, ") %s %" PRId64 ")", operator, length);
}

void
gq_ddl_check_write(struct gq_sql *sql, const struct gq_table *table, const struct gq_column *column)
{
    const struct type_check *const check = &type_checks[column->type];
    const struct gq_constraint *const constraint = column->constraint;
    const struct place place = { sql, table, column };

    if (check->write) {
        open_check(sql,
                gq_arena_printf(sql->arena, "%.*s_%.*s_%s", GQ_STR_ARG(table->name),
                        GQ_STR_ARG(column->name), check->rule));
        check->write(sql, column);
        gq_sql_text(sql, ")");
    }
    if (!constraint)
        return;
    write_bound(&place, GQ_CONSTRAINT_MIN, ">=", constraint->min);
    write_bound(&place, GQ_CONSTRAINT_MAX, "<=", constraint->max);
    write_length(&place, GQ_CONSTRAINT_MIN_LENGTH, ">=", constraint->length_min);
    write_length(&place, GQ_CONSTRAINT_MAX_LENGTH, "<=", constraint->length_max);
}
