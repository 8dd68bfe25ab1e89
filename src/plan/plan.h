/*
 * plan/plan.h - the executable form of one operation: steps, slots and output templates.
 *
 * In:       made by build.h for one operation and one shape of variables.
 * Out:      immutable; exec/ runs it any number of times.
 * Not here: SQL text (store/), values (they are read through slots at run time).
 *
 * A *step* is one access at one place of the response, for all parents of its level at once. Its
 * result is a *batch* of rows. A *template* says how one row becomes one JSON object. Several
 * templates may read the same batch: equal positions run once.
 */
#ifndef GQ_PLAN_PLAN_H
#define GQ_PLAN_PLAN_H

#include "base/str.h"
#include "store/cell.h"
#include "store/fetch.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_action;
struct gq_argument;
struct gq_column;
struct gq_definition;
struct gq_entity;
struct gq_field;
struct gq_path;
struct gq_property;
struct gq_schema;
struct gq_statement;
struct gq_type;

/*
 * A field with arguments. At each run its arguments are coerced to one object value; slots read
 * from there. Which members that object has is the same for all runs of a plan: it is its shape.
 */
struct gq_site {
    const struct gq_field *field;
    const struct gq_argument *arguments; /* borrowed from the document */
    uint32_t position;
};

enum gq_slot_kind {
    GQ_SLOT_CONSTANT,    /* `constant` */
    GQ_SLOT_CELL,        /* the value at `path` as the column has it */
    GQ_SLOT_CELLS,       /* the list at `path`, each item so */
    GQ_SLOT_LIMIT,       /* the Int at `path`, at most the page limit, plus `constant` (0 or 1) */
    GQ_SLOT_OFFSET,      /* the Int at `path` */
    GQ_SLOT_ITEMS,       /* the list or item at `path` as the column has it: a filter's */
    GQ_SLOT_PATTERN,     /* the text at `path`, within the limit of patterns */
    GQ_SLOT_CURSOR,      /* the values of the cursor at `path`; fills `cursor->order_count` slots */
    GQ_SLOT_CURSOR_PART, /* one of those but the first */
    GQ_SLOT_NOW,         /* the time of the request */
    GQ_SLOT_LOOKUP,      /* a value that an action of the same stage found or made; NULL before */
    GQ_SLOT_NEW_KEY,     /* a UUIDv7 or ULID, as the column's source says: made at each insert */
    GQ_SLOT_AT_MOST,     /* the Int at `path`, at most the limit of a mutation's rows */
};

/* The order that a cursor belongs to. */
struct gq_cursor_order {
    uint64_t hash; /* of the entity's name and the orders: a cursor of another sort is refused */
    const struct gq_order *orders;
    uint32_t order_count;
};

/* Where a parameter comes from. */
struct gq_slot {
    enum gq_slot_kind kind;
    uint32_t site;
    const uint32_t *path; /* member or item numbers from the site's object down */
    uint32_t path_length;
    const struct gq_column *column; /* CELL, CELLS: decides the conversion */
    struct gq_cell constant;
    const struct gq_cursor_order *cursor; /* CURSOR */
    uint32_t first_slot;                  /* CURSOR_PART: the CURSOR slot before it */
};

enum gq_step_kind {
    GQ_STEP_ROOT,    /* one row without cells: the root of the operation */
    GQ_STEP_FETCH,   /* rows of a table, one statement */
    GQ_STEP_WRITE,   /* one cell a row: the keys of the rows that a mutation is about */
    GQ_STEP_RESOLVE, /* values of one field, asked of a resolver for all parents at once */
};

/* How the rows of a page relate to what was asked for. */
struct gq_page {
    bool has_probe;      /* one row more than the page is read, to know whether there is more */
    bool is_from_end;    /* `last`: rows arrive backwards */
    bool has_other_side; /* a cursor was given: there is something on the other side */
    const struct gq_cursor_order *order;
    const uint32_t *order_cells; /* where the row holds the order's columns; NULL: not needed */
};

struct gq_step {
    enum gq_step_kind kind;
    uint32_t index;               /* in the plan: batches are found by it */
    uint32_t level;               /* 0 for the root */
    const struct gq_step *parent; /* NULL for the root */
    const struct gq_field *field; /* what it answers; the first of equal positions */
    struct gq_str key;            /* its response key: for errors and explain */
    uint32_t position;

    /* FETCH */
    struct gq_fetch fetch;
    const struct gq_statement *statement;
    uint32_t key_cell; /* the parent's cell that is the key; GQ_CELL_NONE for root lists */
    bool is_single;    /* at most one row a parent */
    struct gq_page page;

    /* WRITE: see stages */

    /* RESOLVE */
    uint32_t site;                     /* GQ_SLOT_NONE: the field takes no arguments */
    const struct gq_type *parent_type; /* parents of other types are skipped; NULL: all are of it */
};

#define GQ_CELL_NONE UINT32_MAX

enum gq_entry_kind {
    GQ_ENTRY_TYPENAME,
    GQ_ENTRY_COLUMN,         /* a cell of the row */
    GQ_ENTRY_JOINED,         /* a folded to-one: same row, other cells */
    GQ_ENTRY_ONE,            /* at most one row of a child step */
    GQ_ENTRY_LIST,           /* the rows of a child step */
    GQ_ENTRY_CONNECTION,     /* an object about the page of a child step */
    GQ_ENTRY_WRITTEN,        /* the row that a write step's child reads */
    GQ_ENTRY_WRITTEN_LIST,   /* the rows of it, in the order of the write */
    GQ_ENTRY_RESULT,         /* an object about the rows of a write step */
    GQ_ENTRY_RESOLVED,       /* the value of a resolve step */
    GQ_ENTRY_AFFECTED_COUNT, /* inside a result */
    /* inside a connection */
    GQ_ENTRY_EDGES,
    GQ_ENTRY_NODES,
    GQ_ENTRY_PAGE_INFO,
    GQ_ENTRY_TOTAL_COUNT, /* the one cell of a count step's row */
    /* inside an edge */
    GQ_ENTRY_CURSOR,
    GQ_ENTRY_NODE,
    /* inside PageInfo */
    GQ_ENTRY_HAS_NEXT_PAGE,
    GQ_ENTRY_HAS_PREVIOUS_PAGE,
    GQ_ENTRY_START_CURSOR,
    GQ_ENTRY_END_CURSOR,
};

/* One field of an object in the response. */
struct gq_entry {
    enum gq_entry_kind kind;
    struct gq_str key;      /* the response key */
    struct gq_str key_json; /* `,"key":`, without the comma for the first */
    const struct gq_field *field;
    uint32_t position;
    bool is_non_null, item_is_non_null;
    struct gq_str text;               /* TYPENAME: quoted */
    const struct gq_column *column;   /* COLUMN */
    uint32_t cell;                    /* COLUMN; JOINED: the target's key, NULL if absent */
    const struct gq_step *step;       /* ONE, LIST, CONNECTION, WRITTEN, RESOLVED, TOTAL_COUNT */
    const struct gq_template *object; /* what an object here looks like; NULL for leaves */
};

/* How one row becomes one JSON object of one concrete type. */
struct gq_template {
    const struct gq_type *type;
    const struct gq_entry *entries;
    uint32_t entry_count;
    const struct gq_template *next; /* RESOLVED of an abstract type: one for each possible type */
};

/*
 * One instruction of a mutation field. Their order is the order of running; what a client asks for
 * in one input, the branches that depend on what is in the database included, is there as data.
 */
enum gq_action_kind {
    GQ_ACTION_FIND,   /* rows named by unique keys, all in one statement; each must exist */
    GQ_ACTION_READ,   /* at most one row, its cells go to `slots`; NULLs without one */
    GQ_ACTION_SELECT, /* the keys of the rows that the field is about */
    GQ_ACTION_INSERT, /* one row; its key goes to `key_slot` when the database makes it */
    GQ_ACTION_UPDATE, /* rows, as the statement says */
    GQ_ACTION_DELETE, /* likewise */
    GQ_ACTION_NEED,   /* `key_slot` is not NULL */
    GQ_ACTION_CHOOSE, /* `body` when `key_slot` is not NULL, `otherwise` when it is */
    GQ_ACTION_EACH,   /* `body` for each of the field's rows: its key is in `key_slot` */
    GQ_ACTION_GATHER, /* the values of `slots` become the list in `key_slot` */
    GQ_ACTION_RESULT, /* the row of `key_slot` is one of those that the selection is about */
};

/* A row that FIND looks for. */
struct gq_found {
    const uint32_t *slots; /* the values of the key's columns */
    uint32_t key_slot;     /* gets the row's primary key */
    const struct gq_path *input_path;
};

/* Which part of the input gives a column its value: for errors. */
struct gq_assigned {
    const struct gq_column *column;
    uint32_t slot;
    const struct gq_path *input_path;
};

/* Another row that may refer to one that is deleted: tells, after the delete was refused, which. */
struct gq_probe {
    const struct gq_statement *statement; /* at most one row: there is such a row */
    const struct gq_entity *entity;
    const struct gq_property *property; /* its foreign key */
};

struct gq_actions {
    const struct gq_action *items;
    uint32_t count;
};

struct gq_action {
    enum gq_action_kind kind;
    const struct gq_entity *entity; /* whose row */
    const struct gq_statement *statement;
    const struct gq_path *input_path; /* of the object that asks for it; NULL: the field itself */
    uint32_t key_slot;
    uint32_t made_slot;    /* INSERT: the key that was given or made before; NONE: the database's */
    const uint32_t *slots; /* READ, GATHER */
    uint32_t slot_count;
    const struct gq_found *found; /* FIND */
    uint32_t found_count;
    uint32_t key_width;                 /* FIND: columns of the key */
    bool is_required;                   /* READ, UPDATE, DELETE: no row is an error */
    const struct gq_statement *exists;  /* UPDATE, DELETE: tells CONFLICT from NOT_FOUND, or NULL */
    const struct gq_assigned *assigned; /* INSERT, UPDATE */
    uint32_t assigned_count;
    const struct gq_probe *probes; /* DELETE */
    uint32_t probe_count;
    uint32_t at_most_slot; /* SELECT */
    struct gq_actions body, otherwise;
};

/* What a mutation field does: before its selection is read, and after (deletes). */
struct gq_stage_write {
    const struct gq_step *step; /* the WRITE step: its batch has the keys of the field's rows */
    const struct gq_entity *entity;
    struct gq_actions before, after;
};

/* Steps that run together. A query has one stage, a mutation one for each root field, in order. */
struct gq_stage {
    const struct gq_stage_write *write; /* NULL in queries */
    struct gq_step *const *steps;       /* without the root, by level */
    uint32_t step_count;
};

struct gq_plan {
    const struct gq_schema *schema;
    const struct gq_definition *operation; /* borrowed from the document */
    const struct gq_step *const *steps;    /* all, by index; 0 is the root */
    uint32_t step_count;
    const struct gq_stage *stages;
    uint32_t stage_count;
    bool has_writes, has_fetches; /* which of them need the writer, or a read transaction */
    const struct gq_template *root;
    const struct gq_site *sites;
    uint32_t site_count;
    const struct gq_slot *slots;
    uint32_t slot_count;
};

#endif
