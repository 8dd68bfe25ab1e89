/*
 * store/sqlite/introspect.c - tables as types, columns as fields, and a comment on the rest.
 *
 * What is a field here is what migrate_compare.c compares: both ask migrate_read.h.
 */
#include "store/introspect.h"

#include "base/arena.h"
#include "base/buf.h"
#include "base/error.h"
#include "model/names.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/introspect_names.h"
#include "store/sqlite/migrate_query.h"
#include "store/sqlite/migrate_read.h"
#include "store/store.h"
#include "json/write.h"

#include <assert.h>

struct introspection {
    struct gq_arena *arena;
    struct gq_buf *out;
    struct gq_migrate_query query;
    struct gq_migrate_schema schema;
    struct gq_map taken_types;
    struct gq_str *type_names; /* by table; empty: no model */
    struct gq_vec enums;       /* of struct pending_enum, after the type at hand */
};

struct pending_enum {
    struct gq_str name;
    const struct gq_vec *values;
};

/* A column and its field. */
struct field {
    const struct gq_migrate_column *column;
    struct gq_str name; /* empty: there is none */
};

static const struct gq_migrate_table *
table_at(const struct introspection *in, uint32_t index)
{
    return &GQ_VEC_AT(&in->schema.tables, struct gq_migrate_table, index);
}

static struct gq_str
type_of_table(const struct introspection *in, struct gq_str folded)
{
    for (uint32_t i = 0; i < in->schema.tables.count; i++) {
        if (gq_str_equal(table_at(in, i)->folded, folded))
            return in->type_names[i];
    }
    return GQ_STR("");
}

/* A name of the database in a comment of one line. */
static void
write_plain(struct gq_buf *out, struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++)
        gq_buf_char(out, (unsigned char)text.bytes[i] < ' ' ? ' ' : text.bytes[i]);
}

/* Would the model find the name by itself? */
static bool
is_usual(struct gq_arena *arena, struct gq_str name, struct gq_str in_database)
{
    return gq_str_equal(gq_names_folded(arena, name), gq_names_folded(arena, in_database));
}

static const struct gq_migrate_check *
list_of(const struct gq_migrate_table *table, const struct gq_migrate_column *column,
        enum gq_migrate_list *ret_kind)
{
    const struct gq_migrate_check *check = gq_migrate_read_list(table, column->folded);

    *ret_kind = check ? gq_migrate_read_list_kind(table, check) : GQ_MIGRATE_LIST_NONE;
    return check;
}

static struct gq_str
enum_name(struct introspection *in, struct gq_str type, struct gq_str field,
        const struct gq_migrate_check *check)
{
    struct pending_enum *pending = GQ_VEC_PUSH(in->arena, &in->enums, struct pending_enum);

    pending->name = gq_introspect_names_type(in->arena, &in->taken_types,
            gq_arena_printf(in->arena, "%.*s %.*s", GQ_STR_ARG(type), GQ_STR_ARG(field)));
    pending->values = &check->values;
    return pending->name;
}

static struct gq_str
type_of_column(struct introspection *in, const struct gq_migrate_table *table, struct gq_str type,
        const struct field *field)
{
    const struct gq_migrate_reference *relation =
            gq_migrate_read_relation(&in->schema, table, field->column);
    enum gq_migrate_list kind;
    const struct gq_migrate_check *list = list_of(table, field->column, &kind);

    if (field->column->key_position > 0)
        return GQ_STR("ID");
    if (relation)
        return type_of_table(in, relation->target);
    if (kind == GQ_MIGRATE_LIST_ENUM)
        return enum_name(in, type, field->name, list);
    switch (gq_migrate_read_class(field->column)) {
    case GQ_MIGRATE_CLASS_INTEGER:
        return kind == GQ_MIGRATE_LIST_BOOLEAN ? GQ_STR("Boolean") : GQ_STR("Int");
    case GQ_MIGRATE_CLASS_BOOLEAN:
        return GQ_STR("Boolean");
    case GQ_MIGRATE_CLASS_REAL:
        return GQ_STR("Float");
    case GQ_MIGRATE_CLASS_BLOB:
        return GQ_STR("Bytes");
    case GQ_MIGRATE_CLASS_TEXT:
    case GQ_MIGRATE_CLASS_OTHER:
        break;
    }
    return GQ_STR("String");
}

/* The constant between its quotes, those inside undoubled. */
static struct gq_str
unquoted(struct gq_arena *arena, struct gq_str text)
{
    char *bytes = gq_arena_alloc(arena, text.length);
    size_t length = 0;

    for (size_t i = 1; i + 1 < text.length; i++) {
        bytes[length++] = text.bytes[i];
        i += text.bytes[i] == '\'';
    }
    return (struct gq_str){ bytes, length };
}

static void
write_default(struct introspection *in, const struct gq_migrate_table *table,
        const struct gq_migrate_column *column, bool is_boolean)
{
    const struct gq_str text = column->default_value;
    enum gq_migrate_list kind;

    if (!gq_migrate_read_has_constant(table, column))
        return;
    (void)list_of(table, column, &kind);
    gq_buf_text(in->out, " @default(value: ");
    if (is_boolean)
        gq_buf_text(in->out, gq_str_is(text, "1") ? "true" : "false");
    else if (text.bytes[0] != '\'')
        gq_buf_str(in->out, text);
    else if (kind == GQ_MIGRATE_LIST_ENUM)
        gq_buf_str(in->out, unquoted(in->arena, text));
    else
        gq_write_string(in->out, unquoted(in->arena, text));
    gq_buf_char(in->out, ')');
}

static bool
is_unique_alone(const struct gq_migrate_table *table, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->indexes.count; i++) {
        const struct gq_migrate_index *index =
                &GQ_VEC_AT(&table->indexes, struct gq_migrate_index, i);

        if (index->is_unique && index->is_plain && index->columns.count == 1
                && gq_str_equal(GQ_VEC_AT(&index->columns, struct gq_str, 0), folded))
            return true;
    }
    return false;
}

static void
write_relation(struct introspection *in, const struct gq_migrate_reference *relation)
{
    if (gq_str_is(relation->on_delete, "CASCADE"))
        gq_buf_text(in->out, " @relation(onDelete: CASCADE)");
    else if (gq_str_is(relation->on_delete, "SET NULL"))
        gq_buf_text(in->out, " @relation(onDelete: SET_NULL)");
}

static void
write_field(struct introspection *in, const struct gq_migrate_table *table, struct gq_str type,
        const struct field *field)
{
    const struct gq_migrate_column *const column = field->column;
    const struct gq_migrate_reference *relation =
            gq_migrate_read_relation(&in->schema, table, column);
    const struct gq_str field_type = type_of_column(in, table, type, field);
    const struct gq_str snake = gq_names_snake(in->arena, field->name);
    const bool is_key = column->key_position > 0;

    gq_buf_printf(in->out, "  %.*s: %.*s%s", GQ_STR_ARG(field->name), GQ_STR_ARG(field_type),
            is_key || column->is_not_null ? "!" : "");
    if (is_key && !gq_str_is(field->name, "id"))
        gq_buf_text(in->out, " @id");
    if (!is_usual(in->arena,
                relation ? gq_arena_printf(in->arena, "%.*s_id", GQ_STR_ARG(snake)) : snake,
                column->name)) {
        gq_buf_text(in->out, " @column(name: ");
        gq_write_string(in->out, column->name);
        gq_buf_char(in->out, ')');
    }
    if (!is_key && is_unique_alone(table, column->folded))
        gq_buf_text(in->out, " @unique");
    if (relation)
        write_relation(in, relation);
    else
        write_default(in, table, column, gq_str_is(field_type, "Boolean"));
    gq_buf_char(in->out, '\n');
}

/* Without `_id` where a relation takes that back by itself. */
static struct gq_str
base_name(const struct introspection *in, const struct gq_migrate_table *table,
        const struct gq_migrate_column *column)
{
    const struct gq_str folded = column->folded;

    if (gq_migrate_read_relation(&in->schema, table, column) && folded.length > 3
            && memcmp(folded.bytes + folded.length - 3, "_id", 3) == 0)
        return gq_str_slice(column->name, 0, folded.length - 3);
    return column->name;
}

static struct field *
name_fields(struct introspection *in, const struct gq_migrate_table *table)
{
    struct field *fields = gq_arena_array_of(in->arena, struct field, table->columns.count);
    struct gq_map taken = { 0 };

    for (uint32_t i = 0; i < table->columns.count; i++) {
        const struct gq_migrate_column *column =
                &GQ_VEC_AT(&table->columns, struct gq_migrate_column, i);
        const bool is_field = gq_migrate_read_class(column) != GQ_MIGRATE_CLASS_OTHER;

        fields[i].column = column;
        fields[i].name = is_field
                ? gq_introspect_names_field(in->arena, &taken, base_name(in, table, column))
                : GQ_STR("");
    }
    return fields;
}

static struct gq_str
field_of_column(
        const struct gq_migrate_table *table, const struct field *fields, struct gq_str folded)
{
    for (uint32_t i = 0; i < table->columns.count; i++) {
        if (gq_str_equal(fields[i].column->folded, folded))
            return fields[i].name;
    }
    return GQ_STR("");
}

/* Keys and indexes over several columns, and indexes that no reference makes by itself. */
static void
write_index(struct introspection *in, const struct gq_migrate_table *table,
        const struct field *fields, const struct gq_migrate_index *index, struct gq_map *written)
{
    struct gq_str list = GQ_STR("");

    for (uint32_t i = 0; i < index->columns.count; i++) {
        const struct gq_str folded = GQ_VEC_AT(&index->columns, struct gq_str, i);
        const struct gq_str name = field_of_column(table, fields, folded);

        if (!index->is_plain || name.length == 0
                || (index->columns.count == 1
                        && (index->is_unique || gq_migrate_read_reference(table, folded)
                                || is_unique_alone(table, folded))))
            return;
        list = gq_arena_printf(
                in->arena, "%.*s%s\"%.*s\"", GQ_STR_ARG(list), i ? ", " : "", GQ_STR_ARG(name));
    }
    if (list.length == 0 || gq_map_find(written, list))
        return;
    gq_map_add(in->arena, written, list, written);
    gq_buf_printf(in->out, "\n  @%s(fields: [%.*s])", index->is_unique ? "unique" : "index",
            GQ_STR_ARG(list));
}

static void
write_indexes(
        struct introspection *in, const struct gq_migrate_table *table, const struct field *fields)
{
    struct gq_map written = { 0 };

    for (int is_unique = 1; is_unique >= 0; is_unique--) {
        for (uint32_t i = 0; i < table->indexes.count; i++) {
            const struct gq_migrate_index *index =
                    &GQ_VEC_AT(&table->indexes, struct gq_migrate_index, i);

            if (index->is_unique == (is_unique == 1))
                write_index(in, table, fields, index, &written);
        }
    }
}

static void
write_enums(struct introspection *in)
{
    for (uint32_t i = 0; i < in->enums.count; i++) {
        const struct pending_enum *pending = &GQ_VEC_AT(&in->enums, struct pending_enum, i);

        gq_buf_printf(in->out, "\nenum %.*s {\n", GQ_STR_ARG(pending->name));
        for (uint32_t j = 0; j < pending->values->count; j++)
            gq_buf_printf(
                    in->out, "  %.*s\n", GQ_STR_ARG(GQ_VEC_AT(pending->values, struct gq_str, j)));
        gq_buf_text(in->out, "}\n");
    }
    in->enums = (struct gq_vec){ 0 };
}

static void
write_type(struct introspection *in, const struct gq_migrate_table *table, struct gq_str type)
{
    const struct field *fields = name_fields(in, table);
    const struct gq_str usual = gq_names_snake(
            in->arena, gq_names_plural(in->arena, gq_names_lower_camel(in->arena, type)));

    gq_buf_printf(in->out, "\ntype %.*s @model", GQ_STR_ARG(type));
    if (!is_usual(in->arena, usual, table->name)) {
        gq_buf_text(in->out, "(table: ");
        gq_write_string(in->out, table->name);
        gq_buf_char(in->out, ')');
    }
    write_indexes(in, table, fields);
    gq_buf_text(in->out, " {\n");
    for (uint32_t i = 0; i < table->columns.count; i++) {
        if (fields[i].name.length > 0) {
            write_field(in, table, type, &fields[i]);
            continue;
        }
        gq_buf_text(in->out, "  # Column \"");
        write_plain(in->out, fields[i].column->name);
        gq_buf_text(in->out,
                fields[i].column->is_generated ? "\" is generated: left alone.\n"
                                               : "\" has no type that a field can "
                                                 "have: left alone.\n");
    }
    gq_buf_text(in->out, "}\n");
    write_enums(in);
}

static bool
is_own(const struct gq_migrate_table *table)
{
    return gq_str_starts_with(table->folded, GQ_STR("_gqld_"));
}

static void
write_table(struct introspection *in, uint32_t index)
{
    const struct gq_migrate_table *table = table_at(in, index);

    if (is_own(table))
        return;
    if (in->type_names[index].length > 0) {
        write_type(in, table, in->type_names[index]);
        return;
    }
    gq_buf_text(in->out, "\n# ");
    gq_buf_text(in->out,
            table->kind == GQ_MIGRATE_TABLE_VIEW              ? "View \""
                    : table->kind == GQ_MIGRATE_TABLE_VIRTUAL ? "Virtual table \""
                                                              : "Table \"");
    write_plain(in->out, table->name);
    gq_buf_text(in->out,
            table->kind == GQ_MIGRATE_TABLE_PLAIN
                    ? "\" is left alone: its primary key is not one INTEGER column.\n"
                    : "\" is left alone.\n");
}

static void
write_schema(struct introspection *in)
{
    in->type_names = gq_arena_array_of(in->arena, struct gq_str, in->schema.tables.count);
    for (uint32_t i = 0; i < in->schema.tables.count; i++) {
        const struct gq_migrate_table *table = table_at(in, i);

        in->type_names[i] = gq_migrate_read_has_model_key(table) && !is_own(table)
                ? gq_introspect_names_type(in->arena, &in->taken_types, table->name)
                : GQ_STR("");
    }
    gq_buf_text(in->out, "# Made by `gqld introspect`.\n");
    for (uint32_t i = 0; i < in->schema.tables.count; i++)
        write_table(in, i);
}

static void
close_connection(void *arg)
{
    gq_connection_close(arg);
}

bool
gq_introspect_write(
        struct gq_arena *arena, struct gq_str path, struct gq_buf *out, struct gq_errors *errs)
{
    struct introspection *in = gq_arena_new_of(arena, struct introspection);
    struct gq_arena_deferred *closing;
    struct gq_store_error error;
    bool is_ok;

    assert(path.bytes[path.length] == '\0');
    in->arena = arena;
    in->out = out;
    in->query = (struct gq_migrate_query){ arena, errs, NULL };
    if (!gq_connection_open(path.bytes, GQ_CONNECTION_READER, &in->query.db, &error)) {
        gq_errors_add(errs, error.code, GQ_SOURCE_NOWHERE, "Cannot read the database \"%.*s\": %s.",
                GQ_STR_ARG(path), error.detail);
        return false;
    }
    closing = gq_arena_defer(arena, close_connection, in->query.db);
    is_ok = gq_migrate_read(&in->query, &in->schema);
    gq_arena_defer_cancel(closing);
    gq_connection_close(in->query.db);
    if (is_ok)
        write_schema(in);
    return is_ok;
}
