/*
 * store/sqlite/ddl.c - CREATE TABLE, CREATE INDEX.
 *
 * Unique keys are indexes, not constraints: an index can be dropped later without rebuilding the
 * table.
 */
#include "store/sqlite/ddl.h"

#include "base/arena.h"
#include "base/vec.h"
#include "model/table.h"
#include "store/sqlite/ddl_check.h"
#include "store/sqlite/ddl_literal.h"
#include "store/sqlite/sql.h"

#include <assert.h>

const char *
gq_ddl_type(const struct gq_column *column)
{
    static const char *const types[GQ_COLUMN_TYPE_COUNT] = {
        [GQ_COLUMN_ID] = "INTEGER",
        [GQ_COLUMN_ID_TEXT] = "TEXT",
        [GQ_COLUMN_INT] = "INTEGER",
        [GQ_COLUMN_FLOAT] = "REAL",
        [GQ_COLUMN_BOOLEAN] = "INTEGER",
        [GQ_COLUMN_STRING] = "TEXT",
        [GQ_COLUMN_ENUM] = "TEXT",
        [GQ_COLUMN_DATETIME] = "TEXT",
        [GQ_COLUMN_DATETIME_SQL_TEXT] = "TEXT",
        [GQ_COLUMN_DATETIME_UNIX] = "INTEGER",
        [GQ_COLUMN_DATETIME_UNIX_MS] = "INTEGER",
        [GQ_COLUMN_DATE] = "TEXT",
        [GQ_COLUMN_TIME] = "TEXT",
        [GQ_COLUMN_BIG_INT] = "INTEGER",
        [GQ_COLUMN_DECIMAL] = "INTEGER",
        [GQ_COLUMN_UUID] = "TEXT",
        [GQ_COLUMN_BYTES] = "BLOB",
        [GQ_COLUMN_JSON] = "TEXT",
        [GQ_COLUMN_LIST] = "TEXT",
        [GQ_COLUMN_ID_UUID] = "TEXT",
        [GQ_COLUMN_ID_ULID] = "TEXT",
    };

    assert((size_t)column->type < GQ_ARRAY_LENGTH(types));
    return types[column->type];
}

static void
write_reference(struct gq_sql *sql, const struct gq_column *column)
{
    static const char *const actions[] = {
        [GQ_ON_DELETE_RESTRICT] = "RESTRICT",
        [GQ_ON_DELETE_CASCADE] = "CASCADE",
        [GQ_ON_DELETE_SET_NULL] = "SET NULL",
    };
    const struct gq_table *const target = column->references;

    assert((size_t)column->on_delete < GQ_ARRAY_LENGTH(actions));
    gq_sql_text(sql, " REFERENCES ");
    gq_sql_name(sql, target->name);
    gq_sql_text(sql, " (");
    gq_sql_name(sql, target->columns[target->primary_key].name);
    gq_sql_printf(sql, ") ON DELETE %s", actions[column->on_delete]);
}

static void
write_column(struct gq_sql *sql, const struct gq_table *table, const struct gq_column *column)
{
    gq_sql_text(sql, "\n  ");
    gq_sql_name(sql, column->name);
    gq_sql_printf(sql, " %s", gq_ddl_type(column));
    if (!column->is_nullable)
        gq_sql_text(sql, " NOT NULL");
    if (column->index == table->primary_key)
        gq_sql_text(sql, " PRIMARY KEY");
    if (column->default_literal) {
        gq_sql_text(sql, " DEFAULT ");
        gq_ddl_literal_write(sql, column, column->default_literal);
    }
    if (column->references)
        write_reference(sql, column);
}

static struct gq_str
finished(const struct gq_sql *sql)
{
    return gq_arena_copy(sql->arena, (struct gq_str){ sql->bytes, sql->length });
}

struct gq_str
gq_ddl_table(struct gq_arena *arena, const struct gq_table *table)
{
    struct gq_sql sql;

    assert(table->column_count > 0);
    assert(table->primary_key < table->column_count);

    gq_sql_init(&sql, arena);
    gq_sql_text(&sql, "CREATE TABLE ");
    gq_sql_name(&sql, table->name);
    gq_sql_text(&sql, " (");
    for (uint32_t i = 0; i < table->column_count; i++) {
        if (i > 0)
            gq_sql_text(&sql, ",");
        write_column(&sql, table, &table->columns[i]);
    }
    for (uint32_t i = 0; i < table->column_count; i++)
        gq_ddl_check_write(&sql, table, &table->columns[i]);
    gq_sql_text(&sql, "\n) STRICT");
    return finished(&sql);
}

/* An index that begins with the column; a unique one that holds nothing else, where asked for. */
static bool
has_key(const struct gq_table *table, const struct gq_column *column, bool is_unique)
{
    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct gq_table_key *const key = &table->keys[i];

        if (key->columns[0] == column->index
                && (!is_unique || (key->is_unique && key->column_count == 1)))
            return true;
    }
    return false;
}

static void
add_key(struct gq_arena *arena, const struct gq_table *table, const struct gq_column *column,
        struct gq_vec *keys)
{
    struct gq_table_key *const key = GQ_VEC_PUSH(arena, keys, struct gq_table_key);

    key->name = gq_arena_printf(arena, "%.*s_%.*s_%s", GQ_STR_ARG(table->name),
            GQ_STR_ARG(column->name), column->is_unique ? "key" : "idx");
    key->columns = &column->index;
    key->column_count = 1;
    key->is_unique = column->is_unique;
}

void
gq_ddl_keys(struct gq_arena *arena, const struct gq_table *table, struct gq_vec *ret_keys)
{
    for (uint32_t i = 0; i < table->key_count; i++)
        *GQ_VEC_PUSH(arena, ret_keys, struct gq_table_key) = table->keys[i];
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct gq_column *const column = &table->columns[i];

        if (i == table->primary_key || (!column->is_unique && !column->references))
            continue;
        if (!has_key(table, column, column->is_unique))
            add_key(arena, table, column, ret_keys);
    }
}

struct gq_str
gq_ddl_key(struct gq_arena *arena, const struct gq_table *table, const struct gq_table_key *key)
{
    struct gq_sql sql;

    assert(key->column_count > 0);

    gq_sql_init(&sql, arena);
    gq_sql_text(&sql, key->is_unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
    gq_sql_name(&sql, key->name);
    gq_sql_text(&sql, " ON ");
    gq_sql_name(&sql, table->name);
    for (uint32_t i = 0; i < key->column_count; i++) {
        assert(key->columns[i] < table->column_count);
        gq_sql_text(&sql, i == 0 ? " (" : ", ");
        gq_sql_name(&sql, table->columns[key->columns[i]].name);
    }
    gq_sql_text(&sql, ")");
    return finished(&sql);
}
