/* store/sqlite/sqlite_error.c - what went wrong, by extended code; where, by the message's names. */
#include "store/sqlite/sqlite_error.h"

#include "model/model.h"
#include "store/store.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const struct translation {
    int sqlite_code; /* extended, or primary for all of its kind */
    enum gq_code code;
} translations[] = {
    { SQLITE_CONSTRAINT_UNIQUE, GQ_E_UNIQUE_VIOLATION },
    { SQLITE_CONSTRAINT_PRIMARYKEY, GQ_E_UNIQUE_VIOLATION },
    { SQLITE_CONSTRAINT_ROWID, GQ_E_UNIQUE_VIOLATION },
    { SQLITE_CONSTRAINT_FOREIGNKEY, GQ_E_FOREIGN_KEY_VIOLATION },
    { SQLITE_CONSTRAINT_NOTNULL, GQ_E_NOT_NULL_VIOLATION },
    { SQLITE_CONSTRAINT, GQ_E_CHECK_VIOLATION }, /* CHECK, a STRICT type, a trigger's RAISE */
    { SQLITE_MISMATCH, GQ_E_CHECK_VIOLATION },   /* a primary key that is no integer */
    { SQLITE_INTERRUPT, GQ_E_TIMEOUT },          /* only the deadline interrupts */
};

static enum gq_code
translate(int code)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(translations); i++) {
        if (translations[i].sqlite_code == code || translations[i].sqlite_code == (code & 0xff))
            return translations[i].code;
    }
    return GQ_E_STORAGE_ERROR;
}

/* The column of `table` whose name `text` starts with, up to its end or a comma. */
static const struct gq_column *
column_at(const struct gq_table *table, struct gq_str text)
{
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct gq_column *const column = &table->columns[i];

        if (!gq_str_starts_with(text, column->name))
            continue;
        if (text.length == column->name.length || text.bytes[column->name.length] == ',')
            return column;
    }
    return NULL;
}

static bool
strip_table(const struct gq_table *table, struct gq_str *text)
{
    if (!gq_str_starts_with(*text, table->name) || text->length <= table->name.length
            || text->bytes[table->name.length] != '.')
        return false;
    *text = gq_str_slice(*text, table->name.length + 1, text->length);
    return true;
}

/* `posts.slug, posts.author_id`: all of one table. */
static bool
find_columns(struct gq_store_error *error, const struct gq_table *table, struct gq_str text)
{
    uint32_t count = 0;

    while (count < GQ_ARRAY_LENGTH(error->columns)) {
        const struct gq_column *column;

        if (!strip_table(table, &text) || !(column = column_at(table, text)))
            return false;
        error->columns[count++] = column;
        text = gq_str_slice(text, column->name.length, text.length);
        if (text.length == 0)
            break;
        text = gq_str_slice(text, strlen(", "), text.length);
    }
    error->table = table;
    error->column_count = count;
    return true;
}

/* `<table>_<column>_<rule>`: the name that ddl.c gives a CHECK. */
static bool
find_check(struct gq_store_error *error, const struct gq_table *table, struct gq_str name)
{
    const struct gq_column *found = NULL;
    struct gq_str rest;

    if (!gq_str_starts_with(name, table->name))
        return false;
    rest = gq_str_slice(name, table->name.length, name.length);
    for (uint32_t i = 0; i < table->column_count; i++) {
        const struct gq_column *const column = &table->columns[i];
        const struct gq_str after = gq_str_slice(rest, 1, rest.length);

        if (rest.length > column->name.length + 1 && rest.bytes[0] == '_'
                && gq_str_starts_with(after, column->name)
                && after.bytes[column->name.length] == '_'
                && (!found || found->name.length < column->name.length))
            found = column;
    }
    if (!found)
        return false;
    error->table = table;
    error->columns[0] = found;
    error->column_count = 1;
    return true;
}

/* A key with just these columns gives the constraint its name. */
static void
name_key(struct gq_store_error *error)
{
    const struct gq_table *const table = error->table;

    for (uint32_t i = 0; i < table->key_count; i++) {
        const struct gq_table_key *const key = &table->keys[i];
        bool is_same = key->is_unique && key->column_count == error->column_count;

        for (uint32_t c = 0; is_same && c < key->column_count; c++)
            is_same = key->columns[c] == error->columns[c]->index;
        if (is_same) {
            snprintf(error->constraint, sizeof(error->constraint), "%.*s", GQ_STR_ARG(key->name));
            return;
        }
    }
}

static void
find_names(struct gq_store_error *error, const struct gq_model *model, struct gq_str names)
{
    typedef bool find_fn(struct gq_store_error *, const struct gq_table *, struct gq_str);
    find_fn *const find = error->code == GQ_E_CHECK_VIOLATION ? find_check : find_columns;

    for (uint32_t i = 0; i < model->table_count; i++) {
        if (find(error, model->tables[i], names))
            break;
    }
    if (error->code == GQ_E_UNIQUE_VIOLATION && error->table)
        name_key(error);
}

/* The words in front of the names; those of a trigger or a foreign key name nothing. */
static struct gq_str
names_in(struct gq_str message)
{
    static const struct gq_str prefixes[] = {
        GQ_STR_INIT("UNIQUE constraint failed: "),
        GQ_STR_INIT("NOT NULL constraint failed: "),
        GQ_STR_INIT("CHECK constraint failed: "),
    };

    for (size_t i = 0; i < GQ_ARRAY_LENGTH(prefixes); i++) {
        if (gq_str_starts_with(message, prefixes[i]))
            return gq_str_slice(message, prefixes[i].length, message.length);
    }
    return GQ_STR("");
}

void
gq_sqlite_error_fill(
        struct gq_store_error *error, sqlite3 *db, int code, const struct gq_model *model)
{
    const char *const message =
            db && sqlite3_extended_errcode(db) == code ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    struct gq_str names;

    assert(code != SQLITE_OK);
    assert(message);

    gq_sqlite_error_set(error, translate(code), "SQLite %d: %s", code, message);
    /* ON DELETE RESTRICT is a trigger inside SQLite: only its message tells it from an author's. */
    if (code == SQLITE_CONSTRAINT_TRIGGER && strcmp(message, "FOREIGN KEY constraint failed") == 0)
        error->code = GQ_E_FOREIGN_KEY_VIOLATION;
    if ((code & 0xff) != SQLITE_CONSTRAINT)
        return;
    names = names_in(gq_str_of(message));
    snprintf(error->constraint, sizeof(error->constraint), "%.*s", GQ_STR_ARG(names));
    if (model && names.length > 0)
        find_names(error, model, names);
}

void
gq_sqlite_error_set(struct gq_store_error *error, enum gq_code code, const char *format, ...)
{
    va_list args;

    *error = (struct gq_store_error){ .code = code };
    va_start(args, format);
    vsnprintf(error->detail, sizeof(error->detail), format, args);
    va_end(args);
}
