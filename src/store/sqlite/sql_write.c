/* store/sqlite/sql_write.c - a write as INSERT, UPDATE or DELETE of one row. */
#include "model/table.h"
#include "store/fetch.h"
#include "store/sqlite/sql.h"
#include "store/sqlite/sql_condition.h"
#include "store/store.h"

#include <assert.h>

static void
write_insert(struct gq_sql *sql, const struct gq_write *write)
{
    gq_sql_text(sql, "INSERT INTO ");
    gq_sql_name(sql, write->table->name);
    if (write->assignment_count == 0) {
        gq_sql_text(sql, " DEFAULT VALUES");
        return;
    }
    for (uint32_t i = 0; i < write->assignment_count; i++) {
        gq_sql_text(sql, i == 0 ? " (" : ", ");
        gq_sql_name(sql, write->assignments[i].column->name);
    }
    gq_sql_text(sql, ") VALUES (");
    for (uint32_t i = 0; i < write->assignment_count; i++) {
        assert(write->assignments[i].slot != GQ_SLOT_NONE);
        if (i > 0)
            gq_sql_text(sql, ", ");
        gq_sql_value(sql, write->assignments[i].slot);
    }
    gq_sql_text(sql, ")");
}

static void
write_assignment(struct gq_sql *sql, const struct gq_assignment *assignment)
{
    gq_sql_name(sql, assignment->column->name);
    gq_sql_text(sql, " = ");
    if (assignment->slot != GQ_SLOT_NONE) {
        gq_sql_value(sql, assignment->slot);
        return;
    }
    gq_sql_name(sql, assignment->column->name);
    gq_sql_text(sql, " + 1");
}

static void
write_row_condition(struct gq_sql *sql, const struct gq_write *write)
{
    assert(write->where || write->key_slot != GQ_SLOT_NONE);
    gq_sql_text(sql, " WHERE ");
    if (write->key_slot != GQ_SLOT_NONE) {
        gq_sql_column(sql, "t0", &write->table->columns[write->table->primary_key]);
        gq_sql_text(sql, " = ");
        gq_sql_value(sql, write->key_slot);
    }
    if (write->where) {
        if (write->key_slot != GQ_SLOT_NONE)
            gq_sql_text(sql, " AND ");
        gq_sql_condition_write(sql, "t0", write->where);
    }
}

static void
write_update(struct gq_sql *sql, const struct gq_write *write)
{
    const struct gq_column *const key = &write->table->columns[write->table->primary_key];

    gq_sql_text(sql, "UPDATE ");
    gq_sql_name(sql, write->table->name);
    gq_sql_text(sql, " AS t0 SET ");
    for (uint32_t i = 0; i < write->assignment_count; i++) {
        if (i > 0)
            gq_sql_text(sql, ", ");
        write_assignment(sql, &write->assignments[i]);
    }
    if (write->assignment_count == 0) { /* still tells whether the row is there */
        gq_sql_name(sql, key->name);
        gq_sql_text(sql, " = ");
        gq_sql_name(sql, key->name);
    }
    write_row_condition(sql, write);
}

static void
write_delete(struct gq_sql *sql, const struct gq_write *write)
{
    gq_sql_text(sql, "DELETE FROM ");
    gq_sql_name(sql, write->table->name);
    gq_sql_text(sql, " AS t0");
    write_row_condition(sql, write);
}

const struct gq_statement *
gq_store_compile_write(struct gq_arena *arena, const struct gq_write *write)
{
    static void (*const writers[])(struct gq_sql *, const struct gq_write *) = {
        [GQ_WRITE_INSERT] = write_insert,
        [GQ_WRITE_UPDATE] = write_update,
        [GQ_WRITE_DELETE] = write_delete,
    };
    struct gq_sql sql;

    assert((size_t)write->kind < GQ_ARRAY_LENGTH(writers));
    assert(write->table->primary_key < write->table->column_count);

    gq_sql_init(&sql, arena);
    writers[write->kind](&sql, write);
    return gq_sql_finish(&sql, 0);
}
