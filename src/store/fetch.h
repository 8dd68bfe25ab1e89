/*
 * store/fetch.h - the relational vocabulary: one statement's worth of reading or writing, without
 * SQL text.
 *
 * In:       made by plan/, immutable, lives with its plan.
 * Out:      store/sqlite turns it into a statement; every statement of the product but schema
 *           changes comes from here.
 * Not here: values. They are parameters, named by slot and given at run time.
 */
#ifndef GQ_STORE_FETCH_H
#define GQ_STORE_FETCH_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_column;
struct gq_table;

/* No slot. */
#define GQ_SLOT_NONE UINT32_MAX

/*
 * A value of one of the tables that a fetch reads: 0 is its own table, 1 .. its joins. It is one of
 * that table's columns; or, where `counted` is given, how many of that table's rows name the
 * source's row by their foreign key `column`.
 */
struct gq_fetch_column {
    uint32_t source;
    const struct gq_column *column;
    const struct gq_table *counted; /* NULL: the column itself */
};

/* A to-one relation folded in: LEFT JOIN of the target by its primary key. */
struct gq_fetch_join {
    uint32_t source; /* which table holds the foreign key */
    const struct gq_column *foreign_key;
    const struct gq_table *target;
};

enum gq_condition_kind {
    GQ_CONDITION_AND,     /* children; none: true */
    GQ_CONDITION_OR,      /* children; none: false */
    GQ_CONDITION_NOT,     /* one child */
    GQ_CONDITION_COMPARE, /* column op slot */
    GQ_CONDITION_IN,      /* column IN the list in slot */
    GQ_CONDITION_NOT_IN,
    GQ_CONDITION_IS_NULL,
    GQ_CONDITION_IS_NOT_NULL,
    /* The column is a list of scalars, the slot a JSON array as TEXT. NULL has no answer. */
    GQ_CONDITION_HAS_SOME,  /* one of the slot's items is in the column */
    GQ_CONDITION_HAS_EVERY, /* all of them are */
    GQ_CONDITION_IS_EMPTY,
    GQ_CONDITION_IS_NOT_EMPTY,
    GQ_CONDITION_MATCH,   /* the text in `column` is as `match` and slot say */
    GQ_CONDITION_RELATED, /* the row that the foreign key `column` names satisfies the child */
    /* of the rows of `target` whose foreign key `column` names this row: */
    GQ_CONDITION_SOME,  /* at least one satisfies the child */
    GQ_CONDITION_EVERY, /* there is none that does not satisfy it */
    GQ_CONDITION_NONE,  /* none does */
};

enum gq_comparison {
    GQ_COMPARE_EQ,
    GQ_COMPARE_NEQ,
    GQ_COMPARE_LT,
    GQ_COMPARE_LTE,
    GQ_COMPARE_GT,
    GQ_COMPARE_GTE
};

enum gq_match {
    GQ_MATCH_LIKE,        /* as base/like.h has it */
    GQ_MATCH_ILIKE,       /* the same in folded letters */
    GQ_MATCH_STARTS_WITH, /* these and those below: byte by byte */
    GQ_MATCH_ENDS_WITH,
    GQ_MATCH_CONTAINS
};

struct gq_condition {
    enum gq_condition_kind kind;
    enum gq_comparison comparison;
    enum gq_match match;
    const struct gq_column *column; /* of the table that the condition is about; SOME, EVERY, NONE:
                                     * of the target */
    uint32_t slot;                  /* COMPARE, IN, NOT_IN, MATCH, HAS_SOME, HAS_EVERY */
    const struct gq_table *target;  /* RELATED, SOME, EVERY, NONE */
    const struct gq_condition *children;
    const struct gq_condition *next;
};

enum gq_nulls { GQ_NULLS_DEFAULT, GQ_NULLS_FIRST, GQ_NULLS_LAST };

/*
 * One sort key: a value as in gq_fetch_column. SQLite's default: NULLs are smallest; where there is
 * no row in a joined table its columns are NULL.
 */
struct gq_order {
    const struct gq_column *column;
    bool is_descending;
    enum gq_nulls nulls;
    uint32_t source; /* 0, or one of the first `order_join_count` joins */
    const struct gq_table *counted;
};

/*
 * Where a page starts or ends: only rows strictly behind (after) or before the given values of the
 * order's columns. The values come in consecutive slots; which of them are NULL decides the
 * statement's text, so it is part of the vocabulary: bit i of `null_bits` is order i.
 */
struct gq_keyset {
    uint32_t first_slot; /* GQ_SLOT_NONE: no bound */
    uint32_t null_bits;
};

enum gq_fetch_kind {
    GQ_FETCH_ROWS,  /* rows, as described */
    GQ_FETCH_COUNT, /* one row: how many rows there are; order and page are not looked at */
};

struct gq_fetch {
    enum gq_fetch_kind kind;
    const struct gq_table *table;
    const struct gq_fetch_join *joins;
    uint32_t join_count;
    uint32_t order_join_count;             /* those that the orders need, the first ones */
    const struct gq_fetch_column *columns; /* what a row of the result holds, in this order */
    uint32_t column_count;
    /*
     * How rows hang on the level above: rows whose `attach` column equals a key of the key list
     * belong to that key's parent. NULL: a root list. When `attach` is the primary key (or unique)
     * there is at most one row a key and no page.
     */
    const struct gq_column *attach;
    const struct gq_column *const *attach_more; /* further columns of the keys: k2 and on */
    uint32_t attach_more_count;
    const struct gq_condition *where; /* NULL: all */
    const struct gq_order *orders;    /* the last is table 0's primary key; 0 for single rows */
    uint32_t order_count;
    bool is_reversed; /* the page is taken from the end; rows arrive in reversed order */
    struct gq_keyset after, before;   /* in terms of the forward order */
    uint32_t limit_slot, offset_slot; /* per parent; GQ_SLOT_NONE: none */
};

enum gq_write_kind { GQ_WRITE_INSERT, GQ_WRITE_UPDATE, GQ_WRITE_DELETE };

/* A column that gets the value in a slot, or its own value plus one. */
struct gq_assignment {
    const struct gq_column *column;
    uint32_t slot; /* GQ_SLOT_NONE: increment */
};

/* One row written, or rows. UPDATE and DELETE name them by primary key, by `where`, or by both. */
struct gq_write {
    enum gq_write_kind kind;
    const struct gq_table *table;
    const struct gq_assignment *assignments;
    uint32_t assignment_count;        /* INSERT: may be 0, a row of defaults */
    uint32_t key_slot;                /* UPDATE, DELETE; NONE: all rows that satisfy `where` */
    const struct gq_condition *where; /* UPDATE, DELETE: NULL, or what the row must satisfy too */
};

#endif
