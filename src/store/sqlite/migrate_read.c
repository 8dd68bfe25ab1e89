/* store/sqlite/migrate_read.c - one question for each kind of thing. */
#include "store/sqlite/migrate_read.h"

#include "base/arena.h"
#include "model/names.h"
#include "store/sqlite/migrate_query.h"

#include <assert.h>
#include <sqlite3.h>

typedef bool read_fn(const struct gq_migrate_query *query, struct gq_migrate_table *table);

/* The answer about one table. */
static bool
ask(const struct gq_migrate_query *query, const char *sql, struct gq_str name,
        struct gq_migrate_query_rows *ret_rows)
{
    return gq_migrate_query_rows(query, sql, &name, 1, ret_rows);
}

static bool
is_yes(struct gq_str cell)
{
    return cell.bytes && !gq_str_is(cell, "0");
}

static uint32_t
small_number(struct gq_str cell)
{
    uint64_t number = 0;

    return cell.bytes && gq_str_parse_u64(cell, UINT32_MAX, &number) ? (uint32_t)number : 0;
}

static const struct gq_migrate_text_column *
text_of(const struct gq_migrate_table *table, struct gq_arena *arena, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->text.columns.count; i++) {
        const struct gq_migrate_text_column *column =
                &GQ_VEC_AT(&table->text.columns, struct gq_migrate_text_column, i);

        if (gq_str_equal(gq_names_folded(arena, column->name), folded))
            return column;
    }
    return NULL;
}

/* DEFAULT NULL says nothing. */
static struct gq_str
default_of(struct gq_arena *arena, struct gq_str text)
{
    struct gq_str normal;

    if (!text.bytes)
        return text;
    normal = gq_migrate_text_normal(arena, text);
    return gq_str_is(normal, "null") ? (struct gq_str){ 0 } : normal;
}

static bool
read_columns(const struct gq_migrate_query *query, struct gq_migrate_table *table)
{
    struct gq_migrate_query_rows rows;

    if (!ask(query,
                "SELECT name, type, \"notnull\", dflt_value, pk, hidden"
                " FROM pragma_table_xinfo(?1)",
                table->name, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct gq_str *const row = &rows.cells[(size_t)i * rows.columns];
        struct gq_migrate_column *column =
                GQ_VEC_PUSH(query->arena, &table->columns, struct gq_migrate_column);

        column->name = row[0];
        column->folded = gq_names_folded(query->arena, row[0]);
        column->type = row[1].bytes ? row[1] : GQ_STR("");
        column->is_not_null = is_yes(row[2]);
        column->default_value = default_of(query->arena, row[3]);
        column->key_position = small_number(row[4]);
        column->is_generated = is_yes(row[5]);
        column->text = text_of(table, query->arena, column->folded);
        table->key_count += column->key_position > 0;
    }
    return true;
}

static bool
read_references(const struct gq_migrate_query *query, struct gq_migrate_table *table)
{
    struct gq_migrate_query_rows rows;

    if (!ask(query,
                "SELECT \"from\", \"table\", on_delete, (SELECT count(*) FROM"
                " pragma_foreign_key_list(?1) b WHERE b.id = a.id) > 1, \"to\""
                " FROM pragma_foreign_key_list(?1) a",
                table->name, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct gq_str *const row = &rows.cells[(size_t)i * rows.columns];

        *GQ_VEC_PUSH(query->arena, &table->references, struct gq_migrate_reference) =
                (struct gq_migrate_reference){ .column = gq_names_folded(query->arena, row[0]),
                    .target = gq_names_folded(query->arena, row[1]),
                    .target_name = row[1],
                    .on_delete = row[2],
                    .is_composite = is_yes(row[3]),
                    .target_column =
                            row[4].bytes ? gq_names_folded(query->arena, row[4]) : GQ_STR("") };
    }
    return true;
}

static void
add_check(struct gq_arena *arena, struct gq_migrate_table *table,
        const struct gq_migrate_text_part *part, bool is_of_column)
{
    struct gq_migrate_check *check;

    if (part->kind != GQ_MIGRATE_TEXT_CHECK)
        return;
    check = GQ_VEC_PUSH(arena, &table->checks, struct gq_migrate_check);
    check->part = part;
    check->normal = gq_migrate_text_normal(arena, gq_migrate_text_inside(part->text));
    check->is_of_column = is_of_column;
    check->is_list = gq_migrate_text_list(arena, check->normal, &check->column, &check->values);
}

static bool
read_checks(const struct gq_migrate_query *query, struct gq_migrate_table *table)
{
    for (uint32_t i = 0; i < table->text.parts.count; i++)
        add_check(query->arena, table,
                &GQ_VEC_AT(&table->text.parts, struct gq_migrate_text_part, i), false);
    for (uint32_t i = 0; i < table->text.columns.count; i++) {
        const struct gq_vec *parts =
                &GQ_VEC_AT(&table->text.columns, struct gq_migrate_text_column, i).parts;

        for (uint32_t j = 0; j < parts->count; j++)
            add_check(query->arena, table, &GQ_VEC_AT(parts, struct gq_migrate_text_part, j), true);
    }
    return true;
}

static bool
read_index_columns(const struct gq_migrate_query *query, struct gq_migrate_index *index)
{
    struct gq_migrate_query_rows rows;

    if (!ask(query,
                "SELECT name, \"desc\", coll = 'BINARY' FROM pragma_index_xinfo(?1) WHERE key = 1",
                index->name, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct gq_str *const row = &rows.cells[(size_t)i * rows.columns];

        if (!row[0].bytes || is_yes(row[1]) || !is_yes(row[2]))
            index->is_plain = false;
        *GQ_VEC_PUSH(query->arena, &index->columns, struct gq_str) =
                row[0].bytes ? gq_names_folded(query->arena, row[0]) : GQ_STR("");
    }
    return true;
}

static bool
read_indexes(const struct gq_migrate_query *query, struct gq_migrate_table *table)
{
    struct gq_migrate_query_rows rows;

    if (!ask(query,
                "SELECT l.name, l.\"unique\", l.partial, s.sql FROM pragma_index_list(?1) l"
                " LEFT JOIN sqlite_schema s ON s.type = 'index' AND s.name = l.name"
                " WHERE l.origin <> 'pk' ORDER BY s.rowid, l.name",
                table->name, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct gq_str *const row = &rows.cells[(size_t)i * rows.columns];
        struct gq_migrate_index *index =
                GQ_VEC_PUSH(query->arena, &table->indexes, struct gq_migrate_index);

        index->name = row[0];
        index->sql = row[3];
        index->is_unique = is_yes(row[1]);
        index->is_plain = !is_yes(row[2]);
        if (!read_index_columns(query, index))
            return false;
    }
    return true;
}

static bool
read_triggers(const struct gq_migrate_query *query, struct gq_migrate_table *table)
{
    struct gq_migrate_query_rows rows;

    if (!ask(query,
                "SELECT sql FROM sqlite_schema WHERE type = 'trigger'"
                " AND tbl_name = ?1 COLLATE NOCASE ORDER BY rowid",
                table->name, &rows))
        return false;
    table->triggers = (struct gq_vec){ rows.cells, rows.count, rows.count };
    return true;
}

static bool
read_table(const struct gq_migrate_query *query, struct gq_migrate_table *table)
{
    static read_fn *const readers[] = { read_columns, read_references, read_checks, read_indexes,
        read_triggers };

    if (table->kind != GQ_MIGRATE_TABLE_PLAIN)
        return true;
    gq_migrate_text_split(query->arena, table->sql, &table->text);
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(readers); i++) {
        if (!readers[i](query, table))
            return false;
    }
    return true;
}

bool
gq_migrate_read(const struct gq_migrate_query *query, struct gq_migrate_schema *ret_schema)
{
    struct gq_migrate_query_rows rows;

    *ret_schema = (struct gq_migrate_schema){ 0 };
    if (!gq_migrate_query_rows(query,
                "SELECT l.name, l.type, l.wr, s.sql FROM pragma_table_list l"
                " JOIN sqlite_schema s ON s.name = l.name AND s.type IN ('table', 'view')"
                " WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual')"
                " AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY l.name",
                NULL, 0, &rows))
        return false;
    for (uint32_t i = 0; i < rows.count; i++) {
        const struct gq_str *const row = &rows.cells[(size_t)i * rows.columns];
        struct gq_migrate_table *table =
                GQ_VEC_PUSH(query->arena, &ret_schema->tables, struct gq_migrate_table);

        table->name = row[0];
        table->folded = gq_names_folded(query->arena, row[0]);
        table->kind = gq_str_is(row[1], "view") ? GQ_MIGRATE_TABLE_VIEW
                : gq_str_is(row[1], "table")    ? GQ_MIGRATE_TABLE_PLAIN
                                                : GQ_MIGRATE_TABLE_VIRTUAL;
        table->is_without_rowid = is_yes(row[2]);
        table->sql = row[3].bytes ? row[3] : GQ_STR("");
        if (!read_table(query, table))
            return false;
    }
    return true;
}

struct gq_migrate_table *
gq_migrate_read_table(const struct gq_migrate_schema *schema, struct gq_str folded)
{
    for (uint32_t i = 0; i < schema->tables.count; i++) {
        struct gq_migrate_table *table = &GQ_VEC_AT(&schema->tables, struct gq_migrate_table, i);

        if (gq_str_equal(table->folded, folded))
            return table;
    }
    return NULL;
}

struct gq_migrate_column *
gq_migrate_read_column(const struct gq_migrate_table *table, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->columns.count; i++) {
        struct gq_migrate_column *column = &GQ_VEC_AT(&table->columns, struct gq_migrate_column, i);

        if (gq_str_equal(column->folded, folded))
            return column;
    }
    return NULL;
}

static bool
holds(struct gq_str type, const char *word)
{
    const size_t length = strlen(word);

    for (size_t i = 0; i + length <= type.length; i++) {
        if (sqlite3_strnicmp(type.bytes + i, word, (int)length) == 0)
            return true;
    }
    return false;
}

/* The first word that the declared type holds decides, in the order of SQLite's own rules. */
static const struct class_word {
    const char *word;
    enum gq_migrate_class class;
} class_words[] = {
    { "BOOL", GQ_MIGRATE_CLASS_BOOLEAN },
    { "INT", GQ_MIGRATE_CLASS_INTEGER },
    { "CHAR", GQ_MIGRATE_CLASS_TEXT },
    { "CLOB", GQ_MIGRATE_CLASS_TEXT },
    { "TEXT", GQ_MIGRATE_CLASS_TEXT },
    { "BLOB", GQ_MIGRATE_CLASS_BLOB },
    { "REAL", GQ_MIGRATE_CLASS_REAL },
    { "FLOA", GQ_MIGRATE_CLASS_REAL },
    { "DOUB", GQ_MIGRATE_CLASS_REAL },
    { "DATE", GQ_MIGRATE_CLASS_TEXT },
    { "TIME", GQ_MIGRATE_CLASS_TEXT },
    { "NUM", GQ_MIGRATE_CLASS_REAL },
    { "DEC", GQ_MIGRATE_CLASS_REAL },
};

enum gq_migrate_class
gq_migrate_read_class(const struct gq_migrate_column *column)
{
    if (column->is_generated)
        return GQ_MIGRATE_CLASS_OTHER;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(class_words); i++) {
        if (holds(column->type, class_words[i].word))
            return class_words[i].class;
    }
    return GQ_MIGRATE_CLASS_OTHER;
}

const struct gq_migrate_reference *
gq_migrate_read_reference(const struct gq_migrate_table *table, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->references.count; i++) {
        const struct gq_migrate_reference *reference =
                &GQ_VEC_AT(&table->references, struct gq_migrate_reference, i);

        if (!reference->is_composite && gq_str_equal(reference->column, folded))
            return reference;
    }
    return NULL;
}

const struct gq_migrate_check *
gq_migrate_read_list(const struct gq_migrate_table *table, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->checks.count; i++) {
        const struct gq_migrate_check *check =
                &GQ_VEC_AT(&table->checks, struct gq_migrate_check, i);

        if (check->is_list && gq_str_equal(check->column, folded))
            return check;
    }
    return NULL;
}

/* As JSON writes them. */
static bool
is_number(struct gq_str text, bool may_have_fraction)
{
    const struct gq_str digits =
            gq_str_slice(text, gq_str_starts_with(text, GQ_STR("-")) ? 1 : 0, text.length);
    const char *point = memchr(digits.bytes, '.', digits.length);
    const size_t whole = point ? (size_t)(point - digits.bytes) : digits.length;
    uint64_t number;

    if (!gq_str_parse_u64(gq_str_slice(digits, 0, whole), INT32_MAX, &number))
        return false;
    if (!point)
        return true;
    for (size_t i = whole + 1; i < digits.length; i++)
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return false;
    return may_have_fraction && whole + 1 < digits.length;
}

/* One string from end to end, quotes inside doubled. */
static bool
is_string(struct gq_str text)
{
    size_t at = 1;

    if (text.length < 2 || text.bytes[0] != '\'')
        return false;
    while (at + 1 < text.length) {
        if (text.bytes[at] == '\'' && text.bytes[++at] != '\'')
            return false;
        at++;
    }
    return at + 1 == text.length && text.bytes[at] == '\'';
}

bool
gq_migrate_read_has_constant(
        const struct gq_migrate_table *table, const struct gq_migrate_column *column)
{
    const struct gq_str text = column->default_value;

    if (!text.bytes || column->key_position > 0 || gq_migrate_read_reference(table, column->folded))
        return false;
    switch (gq_migrate_read_class(column)) {
    case GQ_MIGRATE_CLASS_TEXT:
        return is_string(text);
    case GQ_MIGRATE_CLASS_INTEGER:
        return is_number(text, false);
    case GQ_MIGRATE_CLASS_BOOLEAN:
        return gq_str_is(text, "0") || gq_str_is(text, "1");
    case GQ_MIGRATE_CLASS_REAL:
        return is_number(text, true);
    case GQ_MIGRATE_CLASS_BLOB:
    case GQ_MIGRATE_CLASS_OTHER:
        break;
    }
    return false;
}

static bool
is_enum_name(struct gq_str name)
{
    return gq_names_is_public(name) && !gq_str_is(name, "true") && !gq_str_is(name, "false")
            && !gq_str_is(name, "null");
}

enum gq_migrate_list
gq_migrate_read_list_kind(
        const struct gq_migrate_table *table, const struct gq_migrate_check *check)
{
    const struct gq_migrate_column *column =
            check->is_list ? gq_migrate_read_column(table, check->column) : NULL;
    const enum gq_migrate_class class =
            column ? gq_migrate_read_class(column) : GQ_MIGRATE_CLASS_OTHER;
    uint32_t names = 0, bits = 0;

    if (!column || column->key_position > 0 || gq_migrate_read_reference(table, column->folded))
        return GQ_MIGRATE_LIST_NONE;
    for (uint32_t i = 0; i < check->values.count; i++) {
        const struct gq_str value = GQ_VEC_AT(&check->values, struct gq_str, i);

        names += is_enum_name(value);
        bits += gq_str_is(value, "0") || gq_str_is(value, "1");
    }
    if (class == GQ_MIGRATE_CLASS_TEXT && names == check->values.count)
        return GQ_MIGRATE_LIST_ENUM;
    if ((class == GQ_MIGRATE_CLASS_INTEGER || class == GQ_MIGRATE_CLASS_BOOLEAN) && bits == 2
            && check->values.count == 2)
        return GQ_MIGRATE_LIST_BOOLEAN;
    return GQ_MIGRATE_LIST_NONE;
}

bool
gq_migrate_read_has_model_key(const struct gq_migrate_table *table)
{
    if (table->kind != GQ_MIGRATE_TABLE_PLAIN || table->key_count != 1 || table->is_without_rowid)
        return false;
    for (uint32_t i = 0; i < table->columns.count; i++) {
        const struct gq_migrate_column *column =
                &GQ_VEC_AT(&table->columns, struct gq_migrate_column, i);

        if (column->key_position == 1)
            return column->type.length == 7
                    && sqlite3_strnicmp(column->type.bytes, "INTEGER", 7) == 0;
    }
    return false;
}

const struct gq_migrate_reference *
gq_migrate_read_relation(const struct gq_migrate_schema *schema,
        const struct gq_migrate_table *table, const struct gq_migrate_column *column)
{
    const struct gq_migrate_reference *reference = gq_migrate_read_reference(table, column->folded);
    const struct gq_migrate_table *target =
            reference ? gq_migrate_read_table(schema, reference->target) : NULL;
    const struct gq_migrate_column *key;

    if (!target || !gq_migrate_read_has_model_key(target) || column->key_position > 0
            || gq_migrate_read_class(column) != GQ_MIGRATE_CLASS_INTEGER)
        return NULL;
    key = reference->target_column.length ? gq_migrate_read_column(target, reference->target_column)
                                          : NULL;
    return reference->target_column.length == 0 || (key && key->key_position == 1) ? reference
                                                                                   : NULL;
}
