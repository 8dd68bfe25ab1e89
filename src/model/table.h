/*
 * model/table.h - the relational side: tables, columns, keys, as they stand in the database.
 *
 * In:       made by model/build.c. Immutable; lives in its generation's arena; any thread.
 * Not here: SQL text (store/), GraphQL types (model.h ties the two together).
 */
#ifndef GQ_MODEL_TABLE_H
#define GQ_MODEL_TABLE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_literal;
struct gq_type;

/* What a column holds: decides its declared type, its JSON form and its conversions (cell.h). */
enum gq_column_type {
    GQ_COLUMN_ID,       /* INTEGER; an ID, a string of digits in JSON */
    GQ_COLUMN_ID_TEXT,  /* TEXT; an ID of another strategy, or a reference to one */
    GQ_COLUMN_INT,      /* INTEGER, 32 bits */
    GQ_COLUMN_FLOAT,    /* REAL */
    GQ_COLUMN_BOOLEAN,  /* INTEGER 0 or 1 */
    GQ_COLUMN_STRING,   /* TEXT */
    GQ_COLUMN_ENUM,     /* TEXT, the value's name; CHECK lists them */
    GQ_COLUMN_DATETIME, /* TEXT, RFC 3339 in UTC, always six fraction digits */
};

/* Where the value comes from when the client gives none. */
enum gq_column_source {
    GQ_COLUMN_FROM_CLIENT,
    GQ_COLUMN_FROM_ROWID,      /* the database counts */
    GQ_COLUMN_FROM_CREATED_AT, /* the time of the insert */
    GQ_COLUMN_FROM_UPDATED_AT, /* the time of the last write */
    GQ_COLUMN_FROM_VERSION,    /* 1, and one more at each update */
};

enum gq_on_delete { GQ_ON_DELETE_RESTRICT, GQ_ON_DELETE_CASCADE, GQ_ON_DELETE_SET_NULL };

struct gq_column {
    struct gq_str name; /* as in the database; quoted wherever it is used */
    uint32_t index;     /* in its table */
    enum gq_column_type type;
    enum gq_column_source source;
    bool is_nullable;
    bool is_unique;                           /* alone */
    const struct gq_literal *default_literal; /* @default(value:), a constant that fits the
 * type, a DateTime in its stored form; NULL: none */
    const struct gq_type *enum_type;          /* ENUM: its values */
    const struct gq_table *references;        /* foreign key to that table's primary key; or NULL */
    enum gq_on_delete on_delete;
    struct gq_str field;               /* in the SDL; empty in tables that no SDL made */
    const struct gq_str *former_names; /* @renamedFrom: what it may be called in the database */
    uint32_t former_name_count;
    struct gq_str backfill; /* @backfill(sql:), for old rows; bytes == NULL: none */
};

/* A key or index: columns in order. */
struct gq_table_key {
    struct gq_str name;
    const uint32_t *columns; /* indexes into the table's columns */
    uint32_t column_count;
    bool is_unique;
};

struct gq_table {
    struct gq_str name;
    uint32_t index; /* in the model */
    struct gq_column *columns;
    uint32_t column_count;
    uint32_t primary_key;      /* the index of its one column */
    struct gq_table_key *keys; /* unique keys and indexes beside the primary key */
    uint32_t key_count;
    struct gq_str type_name;           /* in the SDL; empty in tables that no SDL made */
    const struct gq_str *former_names; /* @renamedFrom: what it may be called in the database */
    uint32_t former_name_count;
};

#endif
