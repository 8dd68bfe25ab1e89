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
struct gq_pattern;
struct gq_type;

/* What a column holds: decides its declared type, its JSON form and its conversions (cell.h). */
enum gq_column_type {
    GQ_COLUMN_ID,                /* INTEGER; an ID, a string of digits in JSON */
    GQ_COLUMN_ID_TEXT,           /* TEXT; an ID that is no key */
    GQ_COLUMN_INT,               /* INTEGER, 32 bits */
    GQ_COLUMN_FLOAT,             /* REAL */
    GQ_COLUMN_BOOLEAN,           /* INTEGER 0 or 1 */
    GQ_COLUMN_STRING,            /* TEXT; also EmailAddress and URL */
    GQ_COLUMN_ENUM,              /* TEXT, the value's name; CHECK lists them */
    GQ_COLUMN_DATETIME,          /* TEXT, RFC 3339 in UTC, always six fraction digits */
    GQ_COLUMN_DATETIME_SQL_TEXT, /* TEXT, `2026-01-31 09:30:00` in UTC */
    GQ_COLUMN_DATETIME_UNIX,     /* INTEGER, seconds */
    GQ_COLUMN_DATETIME_UNIX_MS,  /* INTEGER, milliseconds */
    GQ_COLUMN_DATE,              /* TEXT, `2026-01-31` */
    GQ_COLUMN_TIME,              /* TEXT, always six fraction digits */
    GQ_COLUMN_BIG_INT,           /* INTEGER, a string in JSON */
    GQ_COLUMN_DECIMAL,           /* INTEGER, scaled by 10 to the power of `scale` */
    GQ_COLUMN_UUID,              /* TEXT in lower case */
    GQ_COLUMN_BYTES,             /* BLOB */
    GQ_COLUMN_JSON,              /* TEXT, any JSON value */
    GQ_COLUMN_LIST,              /* TEXT, a JSON array: items as the API gives them out */
    GQ_COLUMN_ID_UUID,           /* TEXT; an ID: a key made by UUIDV7, or a reference to one */
    GQ_COLUMN_ID_ULID,           /* the same of ULID */
    GQ_COLUMN_TYPE_COUNT,
};

/* Where the value comes from when the client gives none. */
enum gq_column_source {
    GQ_COLUMN_FROM_CLIENT,
    GQ_COLUMN_FROM_ROWID,      /* the database counts */
    GQ_COLUMN_FROM_CREATED_AT, /* the time of the insert */
    GQ_COLUMN_FROM_UPDATED_AT, /* the time of the last write */
    GQ_COLUMN_FROM_VERSION,    /* 1, and one more at each update */
    GQ_COLUMN_FROM_UUIDV7,     /* a key made before the insert (base/uuid.h) */
    GQ_COLUMN_FROM_ULID,
};

enum gq_on_delete { GQ_ON_DELETE_RESTRICT, GQ_ON_DELETE_CASCADE, GQ_ON_DELETE_SET_NULL };

/* @constraint: what values must be like: CHECKs of the table, but for patterns and lists' lengths. */
struct gq_constraint {
    const struct gq_literal *min, *max; /* in the column's stored form; NULL: none */
    int64_t length_min, length_max;     /* characters, bytes or items; GQ_CONSTRAINT_NONE: none */
    const struct gq_pattern *pattern;   /* NULL: none */
    struct gq_str message;              /* the author's; bytes == NULL: none */
};

#define GQ_CONSTRAINT_NONE INT64_C(-1)

struct gq_column {
    struct gq_str name; /* as in the database; quoted wherever it is used */
    uint32_t index;     /* in its table */
    enum gq_column_type type;
    enum gq_column_source source;
    bool is_nullable;
    bool is_unique;                           /* alone */
    bool is_settable;                         /* a key that clients may give on create */
    uint32_t scale;                           /* DECIMAL: digits after the point */
    enum gq_column_type item_type;            /* LIST: never LIST itself */
    const struct gq_constraint *constraint;   /* NULL: none */
    const struct gq_literal *default_literal; /* @default(value:) in its stored form: as DDL
 * writes it, Bytes in base64; NULL: none */
    const struct gq_type *enum_type;          /* ENUM: its values */
    const struct gq_table *references;        /* foreign key to that table's primary key; or NULL */
    enum gq_on_delete on_delete;
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
};

/* Is it the primary key, by where its values come from? */
static inline bool
gq_column_is_key(const struct gq_column *column)
{
    return column->source == GQ_COLUMN_FROM_ROWID || column->source == GQ_COLUMN_FROM_UUIDV7
            || column->source == GQ_COLUMN_FROM_ULID;
}

/* Is it a moment, in whichever form? */
static inline bool
gq_column_is_datetime(enum gq_column_type type)
{
    return type == GQ_COLUMN_DATETIME || type == GQ_COLUMN_DATETIME_SQL_TEXT
            || type == GQ_COLUMN_DATETIME_UNIX || type == GQ_COLUMN_DATETIME_UNIX_MS;
}

/* Can its values be compared for equality as a whole? */
static inline bool
gq_column_is_comparable(enum gq_column_type type)
{
    return type != GQ_COLUMN_JSON && type != GQ_COLUMN_LIST;
}

/* Can rows be put in its order? */
static inline bool
gq_column_is_sortable(enum gq_column_type type)
{
    return gq_column_is_comparable(type) && type != GQ_COLUMN_BYTES;
}

#endif
