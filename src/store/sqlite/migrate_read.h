/*
 * store/sqlite/migrate_read.h - the schema of a database, as pragmas and texts tell it.
 *
 * In:       a connection.
 * Out:      tables with columns, references, checks, indexes and triggers, in an arena.
 * Not here: rows; what the schema should be (migrate_compare.h).
 */
#ifndef GQ_STORE_SQLITE_MIGRATE_READ_H
#define GQ_STORE_SQLITE_MIGRATE_READ_H

#include "base/attribute.h"
#include "store/sqlite/migrate_text.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_migrate_query;

struct gq_migrate_column {
    struct gq_str name, folded;
    struct gq_str type;          /* as declared; may be empty */
    struct gq_str default_value; /* in normal form; bytes == NULL: none */
    bool is_not_null, is_generated;
    uint32_t key_position;                     /* in the primary key, from 1; 0: not in it */
    const struct gq_migrate_text_column *text; /* NULL: the text names it not */
};

struct gq_migrate_reference {
    struct gq_str column, target; /* folded */
    struct gq_str target_name, on_delete;
    struct gq_str target_column; /* folded; empty: the primary key */
    bool is_composite;
};

struct gq_migrate_check {
    struct gq_str normal;
    const struct gq_migrate_text_part *part;
    bool is_of_column; /* written in a column's definition */
    bool is_list;      /* `column IN (...)` */
    struct gq_str column;
    struct gq_vec values; /* of struct gq_str */
};

struct gq_migrate_index {
    struct gq_str name, sql;  /* bytes == NULL: a constraint made it */
    struct gq_vec columns;    /* of struct gq_str, folded */
    bool is_unique, is_plain; /* plain: whole columns, ascending, bytewise, all rows */
};

enum gq_migrate_table_kind {
    GQ_MIGRATE_TABLE_PLAIN,
    GQ_MIGRATE_TABLE_VIEW,
    GQ_MIGRATE_TABLE_VIRTUAL
};

struct gq_migrate_table {
    struct gq_str name, folded, sql;
    enum gq_migrate_table_kind kind;
    bool is_without_rowid;
    uint32_t key_count; /* columns of the primary key */
    struct gq_migrate_text text;
    struct gq_vec columns, references, checks, indexes;
    struct gq_vec triggers; /* of struct gq_str: their SQL */
};

struct gq_migrate_schema {
    struct gq_vec tables; /* of struct gq_migrate_table, by name; not SQLite's own */
};

/* What a column can hold, in the words of the model. */
enum gq_migrate_class {
    GQ_MIGRATE_CLASS_INTEGER,
    GQ_MIGRATE_CLASS_BOOLEAN,
    GQ_MIGRATE_CLASS_REAL,
    GQ_MIGRATE_CLASS_TEXT,
    GQ_MIGRATE_CLASS_BLOB,
    GQ_MIGRATE_CLASS_OTHER /* SDL cannot say it */
};

/* False after adding GQ_E_STORAGE_ERROR. */
GQ_MUST_CHECK bool gq_migrate_read(
        const struct gq_migrate_query *query, struct gq_migrate_schema *ret_schema);

/* Both by folded name; NULL: there is none. */
struct gq_migrate_table *gq_migrate_read_table(
        const struct gq_migrate_schema *schema, struct gq_str folded);
struct gq_migrate_column *gq_migrate_read_column(
        const struct gq_migrate_table *table, struct gq_str folded);

/* By declared type, as SQLite's affinities are; a generated column is OTHER. */
enum gq_migrate_class gq_migrate_read_class(const struct gq_migrate_column *column);

/* The reference of one column alone, or NULL. */
const struct gq_migrate_reference *gq_migrate_read_reference(
        const struct gq_migrate_table *table, struct gq_str folded);

/* The CHECK that lists the column's values, or NULL. */
const struct gq_migrate_check *gq_migrate_read_list(
        const struct gq_migrate_table *table, struct gq_str folded);

/* Is the default a constant that @default can say of this column? */
bool gq_migrate_read_has_constant(
        const struct gq_migrate_table *table, const struct gq_migrate_column *column);

/* What a list of values is in SDL: an enum, a Boolean (0, 1), or nothing. */
enum gq_migrate_list { GQ_MIGRATE_LIST_NONE, GQ_MIGRATE_LIST_ENUM, GQ_MIGRATE_LIST_BOOLEAN };
enum gq_migrate_list gq_migrate_read_list_kind(
        const struct gq_migrate_table *table, const struct gq_migrate_check *check);

/* Has the table the one key that a model can have: an INTEGER that the database counts? */
bool gq_migrate_read_has_model_key(const struct gq_migrate_table *table);

/* The column's reference if a field can say it: to the key of a table of a model; else NULL. */
const struct gq_migrate_reference *gq_migrate_read_relation(const struct gq_migrate_schema *schema,
        const struct gq_migrate_table *table, const struct gq_migrate_column *column);

#endif
