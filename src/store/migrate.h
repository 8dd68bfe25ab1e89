/*
 * store/migrate.h - from the database as it is to the database that the model wants.
 *
 * In:       the live file, the model, what the operator allows.
 * Out:      steps as data, the statements that make them, and their running.
 * Not here: what a history says: there is none; the plan is computed from the file each time.
 *
 * What SDL cannot say (other tables, triggers, views, further indexes, collations, generated
 * columns) is never a difference, and survives a rebuild.
 */
#ifndef GQ_STORE_MIGRATE_H
#define GQ_STORE_MIGRATE_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_buf;
struct gq_errors;
struct gq_model;
struct gq_store;

enum gq_migrate_kind {
    GQ_MIGRATE_CREATE_TABLE,
    GQ_MIGRATE_RENAME_TABLE,
    GQ_MIGRATE_DROP_TABLE,
    GQ_MIGRATE_ADD_COLUMN,
    GQ_MIGRATE_RENAME_COLUMN,
    GQ_MIGRATE_DROP_COLUMN,
    GQ_MIGRATE_CHANGE_TYPE,
    GQ_MIGRATE_CHANGE_NULLABILITY,
    GQ_MIGRATE_CHANGE_DEFAULT,
    GQ_MIGRATE_CHANGE_CHECK,
    GQ_MIGRATE_CHANGE_REFERENCE,
    GQ_MIGRATE_CREATE_INDEX,
    GQ_MIGRATE_DROP_INDEX,
    GQ_MIGRATE_KIND_COUNT
};

/* Texts that do not apply are empty. */
struct gq_migrate_step {
    enum gq_migrate_kind kind;
    struct gq_str type, table;   /* in the SDL; in the database, as it will be */
    struct gq_str field, column; /* likewise; of an index step, `column` is the index */
    struct gq_str detail;        /* from what to what */
    int64_t rows, nulls;         /* measured: of the table, of the column; -1: not asked */
    bool is_rebuild;             /* the table is written anew */
    bool is_destructive, is_allowed;
    struct gq_str blocked; /* why it cannot be done, and what to write; empty: it can */
};

struct gq_migrate_plan {
    struct gq_migrate_step *steps;
    uint32_t step_count;
    struct gq_str *statements; /* NUL-terminated */
    uint32_t statement_count;
    struct gq_str *records; /* what is written down of them, in tables of our own */
    uint32_t record_count;
    int64_t schema_version; /* of the file that was looked at */
    bool is_blocked;        /* a step cannot be done, or is destructive and not allowed */
    bool is_destructive;    /* a snapshot comes first */
};

/* What the operator allows: `drop-column=Post.body`, `drop-table=Post`. */
struct gq_migrate_allowed {
    const struct gq_str *words;
    uint32_t count;
};

/*
 * Compares the file with the model. The plan lives in `arena`. False after adding
 * GQ_E_STORAGE_ERROR: the file cannot be read. A plan that cannot be run is no error here.
 */
GQ_MUST_CHECK bool gq_migrate_build(struct gq_store *store, const struct gq_model *model,
        const struct gq_migrate_allowed *allowed, struct gq_arena *arena,
        struct gq_migrate_plan *ret_plan, struct gq_errors *errs);

/* What makes a change visible: called just before and after COMMIT, whatever becomes of it. */
struct gq_migrate_gate {
    void (*close)(void *context);
    void (*open)(void *context, bool is_committed);
    void *context;
};

/*
 * Runs a plan that is not blocked, in one transaction; `gate` may be NULL. The writer stands still
 * meanwhile; readers do not. Before a destructive plan the database is copied to
 * `<database>.before-<n>`. False after adding GQ_E_STORAGE_ERROR or GQ_E_SCHEMA_INVALID (the rows do
 * not fit): nothing has changed.
 */
GQ_MUST_CHECK bool gq_migrate_run(struct gq_store *store, const struct gq_migrate_plan *plan,
        const struct gq_migrate_gate *gate, struct gq_errors *errs);

/* The path of the newest snapshot, in `arena`; empty when there is none. */
GQ_MUST_CHECK bool gq_migrate_snapshot(struct gq_store *store, struct gq_arena *arena,
        struct gq_str *ret_path, struct gq_errors *errs);

/*
 * Makes the database what the newest snapshot is, in one transaction, and removes the snapshot.
 * False after adding GQ_E_BAD_REQUEST (there is none) or GQ_E_STORAGE_ERROR.
 */
GQ_MUST_CHECK bool gq_migrate_undo(struct gq_store *store, struct gq_errors *errs);

/* Adds a GQ_E_SCHEMA_INVALID for each step that keeps the plan from being run. */
void gq_migrate_explain(const struct gq_migrate_plan *plan, struct gq_errors *errs);

/* `-- ` lines for people, then the statements: SQL as a whole. */
void gq_migrate_print(const struct gq_migrate_plan *plan, struct gq_buf *out);

/* {"steps":[...],"statements":[...],"blocked":false,"destructive":false} */
void gq_migrate_print_json(const struct gq_migrate_plan *plan, struct gq_buf *out);

#endif
