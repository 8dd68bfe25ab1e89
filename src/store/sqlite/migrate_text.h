/*
 * store/sqlite/migrate_text.h - CREATE TABLE as SQLite keeps it, cut into its items.
 *
 * In:       `sql` of sqlite_schema: it was parsed once, so that it is well formed.
 * Out:      slices of it: columns, their constraints, constraints of the table, options.
 * Not here: what pragmas tell (migrate_read.h). Only what they do not tell is read from the text:
 *           CHECKs, and everything that a rebuild carries over word by word.
 */
#ifndef GQ_STORE_SQLITE_MIGRATE_TEXT_H
#define GQ_STORE_SQLITE_MIGRATE_TEXT_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>

struct gq_arena;

enum gq_migrate_text_kind {
    GQ_MIGRATE_TEXT_PRIMARY_KEY,
    GQ_MIGRATE_TEXT_NOT_NULL,
    GQ_MIGRATE_TEXT_NULL,
    GQ_MIGRATE_TEXT_UNIQUE,
    GQ_MIGRATE_TEXT_CHECK,
    GQ_MIGRATE_TEXT_DEFAULT,
    GQ_MIGRATE_TEXT_COLLATE,
    GQ_MIGRATE_TEXT_REFERENCES, /* of a table: FOREIGN KEY */
    GQ_MIGRATE_TEXT_GENERATED,
    GQ_MIGRATE_TEXT_NONE
};

/* One constraint of a column or table, its name included. */
struct gq_migrate_text_part {
    enum gq_migrate_text_kind kind;
    struct gq_str text, name; /* the constraint's name, unquoted; empty: none */
};

struct gq_migrate_text_column {
    struct gq_str name; /* unquoted */
    struct gq_str text; /* the whole definition */
    struct gq_vec parts;
};

struct gq_migrate_text {
    struct gq_vec columns; /* of struct gq_migrate_text_column */
    struct gq_vec parts;   /* of struct gq_migrate_text_part: the table's */
    struct gq_str options; /* STRICT, WITHOUT ROWID */
};

/* Slices of `sql`, lists in `arena`. */
void gq_migrate_text_split(
        struct gq_arena *arena, struct gq_str sql, struct gq_migrate_text *ret_text);

/* What stands in the first parentheses of a part: a CHECK's expression, a key's columns. */
struct gq_str gq_migrate_text_inside(struct gq_str text);

/*
 * One spelling for what means the same: no comments, single blanks, names unquoted and in lower
 * case, no parentheses around the whole.
 */
struct gq_str gq_migrate_text_normal(struct gq_arena *arena, struct gq_str text);

/*
 * The strings of `column IN ('a', 'b')` in normal form, as struct gq_str with their quotes undone.
 * False: it is something else. `*ret_column` is in lower case.
 */
bool gq_migrate_text_list(struct gq_arena *arena, struct gq_str normal, struct gq_str *ret_column,
        struct gq_vec *ret_values);

#endif
