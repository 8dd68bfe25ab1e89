/* store/sqlite/sql.c - text that grows in an arena. */
#include "store/sqlite/sql.h"

#include "base/arena.h"
#include "base/map.h"
#include "model/table.h"
#include "store/fetch.h"
#include "store/store.h"

#include <assert.h>
#include <stdio.h>

#define SMALLEST 512u

/* Statement caches are bounded and per connection: nothing is gained by a secret here. */
#define HASH_SEED 0

void
gq_sql_init(struct gq_sql *sql, struct gq_arena *arena)
{
    *sql = (struct gq_sql){ .arena = arena };
}

static char *
make_room(struct gq_sql *sql, size_t length)
{
    size_t capacity = sql->capacity ? sql->capacity : SMALLEST;
    char *bytes;

    if (sql->capacity - sql->length >= length && sql->bytes)
        return sql->bytes + sql->length;
    while (capacity - sql->length < length)
        capacity *= 2;
    bytes = gq_arena_alloc(sql->arena, capacity);
    if (sql->length)
        memcpy(bytes, sql->bytes, sql->length);
    sql->bytes = bytes;
    sql->capacity = capacity;
    return sql->bytes + sql->length;
}

void
gq_sql_append(struct gq_sql *sql, struct gq_str text)
{
    if (text.length == 0)
        return;
    memcpy(make_room(sql, text.length), text.bytes, text.length);
    sql->length += text.length;
}

void
gq_sql_text(struct gq_sql *sql, const char *text)
{
    gq_sql_append(sql, gq_str_of(text));
}

void
gq_sql_printf(struct gq_sql *sql, const char *format, ...)
{
    char text[64];
    va_list args;
    int length;

    va_start(args, format);
    length = vsnprintf(text, sizeof(text), format, args);
    va_end(args);
    assert(length >= 0);
    assert((size_t)length < sizeof(text));
    gq_sql_append(sql, (struct gq_str){ text, (size_t)length });
}

void
gq_sql_name(struct gq_sql *sql, struct gq_str name)
{
    assert(name.length > 0);
    assert(!memchr(name.bytes, '\0', name.length));

    gq_sql_text(sql, "\"");
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '"')
            gq_sql_text(sql, "\"");
        gq_sql_append(sql, (struct gq_str){ name.bytes + i, 1 });
    }
    gq_sql_text(sql, "\"");
}

void
gq_sql_column(struct gq_sql *sql, const char *alias, const struct gq_column *column)
{
    gq_sql_text(sql, alias);
    gq_sql_text(sql, ".");
    gq_sql_name(sql, column->name);
}

void
gq_sql_source(struct gq_sql *sql, const char *alias, uint32_t source)
{
    if (source == 0)
        gq_sql_text(sql, alias);
    else
        gq_sql_printf(sql, "%c%u", alias[0], source);
}

/* How many rows name the source's row: none where there is no such row. */
static void
write_count(struct gq_sql *sql, const char *alias, const struct gq_fetch_column *value)
{
    const struct gq_table *const named = value->column->references;

    assert(named);
    gq_sql_text(sql, "(SELECT COUNT(*) FROM ");
    gq_sql_name(sql, value->counted->name);
    gq_sql_text(sql, " c WHERE ");
    gq_sql_column(sql, "c", value->column);
    gq_sql_text(sql, " = ");
    gq_sql_source(sql, alias, value->source);
    gq_sql_text(sql, ".");
    gq_sql_name(sql, named->columns[named->primary_key].name);
    gq_sql_text(sql, ")");
}

void
gq_sql_fetch_column(struct gq_sql *sql, const char *alias, const struct gq_fetch_column *value)
{
    if (value->counted) {
        write_count(sql, alias, value);
        return;
    }
    gq_sql_source(sql, alias, value->source);
    gq_sql_text(sql, ".");
    gq_sql_name(sql, value->column->name);
}

static uint32_t
add_parameter(struct gq_sql *sql, uint32_t slot, bool is_list)
{
    assert(slot != GQ_SLOT_NONE);
    assert(sql->slots.count == sql->lists.count);

    *GQ_VEC_PUSH(sql->arena, &sql->slots, uint32_t) = slot;
    *GQ_VEC_PUSH(sql->arena, &sql->lists, bool) = is_list;
    return sql->slots.count;
}

uint32_t
gq_sql_parameter(struct gq_sql *sql, uint32_t slot)
{
    return add_parameter(sql, slot, false);
}

void
gq_sql_value(struct gq_sql *sql, uint32_t slot)
{
    gq_sql_printf(sql, "?%u", add_parameter(sql, slot, false));
}

void
gq_sql_list(struct gq_sql *sql, uint32_t slot)
{
    gq_sql_printf(sql, "(SELECT k1 FROM gq_keys(?%u))", add_parameter(sql, slot, true));
}

void
gq_sql_keys(struct gq_sql *sql)
{
    assert(sql->keys_at == 0);

    gq_sql_text(sql, "gq_keys(?");
    sql->keys_at = sql->length;
    gq_sql_text(sql, ") k");
}

/* The keys come after all other parameters, and only now is it known how many there are. */
static struct gq_str
finished_text(struct gq_sql *sql)
{
    struct gq_str text = { sql->bytes, sql->length };

    if (sql->keys_at == 0)
        return gq_arena_copy(sql->arena, text);
    return gq_arena_printf(sql->arena, "%.*s%u%.*s", (int)sql->keys_at, text.bytes,
            sql->slots.count + 1, (int)(text.length - sql->keys_at), text.bytes + sql->keys_at);
}

struct gq_statement *
gq_sql_finish(struct gq_sql *sql, uint32_t column_count)
{
    struct gq_statement *statement = gq_arena_new_of(sql->arena, struct gq_statement);

    assert(sql->length > 0);
    statement->sql = finished_text(sql);
    statement->hash = gq_map_hash(statement->sql, HASH_SEED);
    statement->column_count = column_count;
    statement->has_keys = sql->keys_at != 0;
    statement->slots = sql->slots.items;
    statement->lists = sql->lists.items;
    statement->slot_count = sql->slots.count;
    return statement;
}
