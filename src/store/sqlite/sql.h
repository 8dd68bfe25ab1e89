/*
 * store/sqlite/sql.h - a statement's text under construction, and its parameters.
 *
 * In:       our own literals, names of the model, slots.
 * Out:      a gq_statement in the arena.
 * Not here: what a statement looks like (sql_fetch.c, sql_write.c).
 *
 * Nothing that a client sent can get into the text: values are parameters, numbered in the order
 * in which they are written. One thread at a time.
 */
#ifndef GQ_STORE_SQLITE_SQL_H
#define GQ_STORE_SQLITE_SQL_H

#include "base/attribute.h"
#include "base/str.h"
#include "base/vec.h"

#include <stddef.h>
#include <stdint.h>

struct gq_arena;
struct gq_column;
struct gq_fetch_column;
struct gq_statement;

struct gq_sql {
    struct gq_arena *arena;
    char *bytes; /* lives in the arena */
    size_t length, capacity;
    struct gq_vec slots;    /* of uint32_t, by parameter */
    struct gq_vec lists;    /* of bool, by parameter */
    size_t keys_at;         /* where the number of the keys' parameter goes; 0: no keys */
    uint32_t related_count; /* tables met by RELATED conditions: each has a name of its own */
};

/* An empty text. Caller's storage; what it holds lives in `arena`. */
void gq_sql_init(struct gq_sql *sql, struct gq_arena *arena);

/* Appends a literal of our own. */
void gq_sql_text(struct gq_sql *sql, const char *text);

/* Appends bytes that are SQL already. */
void gq_sql_append(struct gq_sql *sql, struct gq_str text);

/* Appends formatted text of our own: `t%u`. */
GQ_PRINTF(2, 3) void gq_sql_printf(struct gq_sql *sql, const char *format, ...);

/* Appends a name in double quotes; those inside are doubled. */
void gq_sql_name(struct gq_sql *sql, struct gq_str name);

/* Appends `alias."column"`. */
void gq_sql_column(struct gq_sql *sql, const char *alias, const struct gq_column *column);

/*
 * Appends a value of a fetch: a column, or a count of rows as a subquery. `alias` is the name of
 * table 0; its first letter and a number are those of the joins.
 */
void gq_sql_fetch_column(
        struct gq_sql *sql, const char *alias, const struct gq_fetch_column *value);

/* Appends the name of one of a fetch's tables, by the same rule. */
void gq_sql_source(struct gq_sql *sql, const char *alias, uint32_t source);

/* A new parameter for the value in `slot`: its number, for one or more `?n` in the text. */
uint32_t gq_sql_parameter(struct gq_sql *sql, uint32_t slot);

/* Appends `?n` of a new parameter. */
void gq_sql_value(struct gq_sql *sql, uint32_t slot);

/* Appends `(SELECT k1 FROM gq_keys(?n))` for the list in `slot`. */
void gq_sql_list(struct gq_sql *sql, uint32_t slot);

/* Appends `gq_keys(?n) k`: the keys of the level. At most once in a statement. */
void gq_sql_keys(struct gq_sql *sql);

/* The finished statement, in the arena. `column_count`: without the key's index. */
GQ_NONNULL_RESULT struct gq_statement *gq_sql_finish(struct gq_sql *sql, uint32_t column_count);

#endif
