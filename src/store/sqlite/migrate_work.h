/*
 * store/sqlite/migrate_work.h - one plan while it is made: what the steps of migrate_plan.c share.
 *
 * In:       the file; a copy of its schema without rows, in memory, on which names are changed
 *           first; the schema that the model would make from nothing, in memory too.
 * Out:      steps and statements. Comparing two schemas read in the same way means that whatever
 *           ddl.c learns to write is compared without more ado.
 * Not here: running them (migrate_run.c).
 */
#ifndef GQ_STORE_SQLITE_MIGRATE_WORK_H
#define GQ_STORE_SQLITE_MIGRATE_WORK_H

#include "base/attribute.h"
#include "store/migrate.h"
#include "store/sqlite/migrate_query.h"
#include "store/sqlite/migrate_read.h"
#include "store/sqlite/sql.h"

struct gq_column;
struct gq_table;

/* A name that the file has and the copy has no more. */
struct gq_migrate_rename {
    const struct gq_table *table;
    const struct gq_column *column; /* NULL: the table itself */
    struct gq_str old_name;
};

struct gq_migrate_work {
    struct gq_arena *arena;
    struct gq_errors *errs;
    const struct gq_model *model;
    const struct gq_migrate_allowed *allowed;
    struct gq_migrate_query file, copy, wanted_db;
    struct gq_migrate_schema before, live, wanted; /* of file, copy, wanted_db */
    struct gq_vec renames;                         /* of struct gq_migrate_rename */
    struct gq_vec owned; /* of pairs of struct gq_str: "table:posts", "Post" */
    struct gq_vec steps, statements, records;
    int64_t schema_version; /* of the file */
};

/* One column of a table that exists. */
struct gq_migrate_change {
    const struct gq_column *column; /* NULL: the schema does not have it */
    const struct gq_migrate_column *live, *wanted;
    bool is_dropped, type, nullability, default_value, check, reference;
};

/* One table that exists, compared. */
struct gq_migrate_pair {
    const struct gq_table *table;
    const struct gq_migrate_table *live, *wanted;
    struct gq_vec changes; /* of struct gq_migrate_change: the live columns, then the new ones */
    struct gq_vec added_checks, removed_checks; /* of const struct gq_migrate_check * */
    int64_t rows;
    bool is_rebuild;
};

/* A new step about a table or column of the model. */
GQ_NONNULL_RESULT struct gq_migrate_step *gq_migrate_work_step(struct gq_migrate_work *work,
        enum gq_migrate_kind kind, const struct gq_table *table, const struct gq_column *column);

/* Takes the text of `sql` as the next statement, or record. */
void gq_migrate_work_statement(struct gq_migrate_work *work, const struct gq_sql *sql);
void gq_migrate_work_record(struct gq_migrate_work *work, struct gq_str statement);

/* What was written down under `<kind>:<name>`; bytes == NULL: it is not ours. */
struct gq_str gq_migrate_work_owned(
        const struct gq_migrate_work *work, const char *kind, struct gq_str name);

/* Writes down that a table or index is ours; or no more. */
void gq_migrate_work_own(
        struct gq_migrate_work *work, const char *kind, struct gq_str name, struct gq_str type);
void gq_migrate_work_disown(struct gq_migrate_work *work, const char *kind, struct gq_str name);

/* Marks a destructive step, allowed or not. */
void gq_migrate_work_destroy(struct gq_migrate_work *work, struct gq_migrate_step *step);

/*
 * Measures: the number that `SELECT <what>` gives over the table's rows under their new names.
 * False after adding an error.
 */
GQ_MUST_CHECK bool gq_migrate_work_measure(struct gq_migrate_work *work,
        const struct gq_migrate_pair *pair, struct gq_str what, struct gq_str condition,
        int64_t *ret_number);

/* `"name"`, in the arena. */
struct gq_str gq_migrate_work_quoted(struct gq_migrate_work *work, struct gq_str name);

/* migrate_names.c: plans the renames and makes them in the copy. */
GQ_MUST_CHECK bool gq_migrate_names_plan(struct gq_migrate_work *work);

/* migrate_compare.c: all tables; then those that the model has no more. */
GQ_MUST_CHECK bool gq_migrate_compare_tables(struct gq_migrate_work *work);

/* migrate_measure.c: what keeps the rows from fitting. Steps are complete afterwards. */
GQ_MUST_CHECK bool gq_migrate_measure_step(struct gq_migrate_work *work,
        const struct gq_migrate_pair *pair, const struct gq_migrate_change *change,
        struct gq_migrate_step *step);

/* The value that an old row gets for a column that has none; empty: there is none. */
struct gq_str gq_migrate_measure_fill(
        struct gq_migrate_work *work, const struct gq_migrate_change *change);

/* migrate_rebuild.c: the statements that change one table. */
void gq_migrate_rebuild_table(struct gq_migrate_work *work, const struct gq_migrate_pair *pair);
void gq_migrate_rebuild_add_column(struct gq_migrate_work *work, const struct gq_migrate_pair *pair,
        const struct gq_migrate_change *change);

/* migrate_index.c: after the table itself; `pair` is NULL for a table that is created. */
GQ_MUST_CHECK bool gq_migrate_index_plan(struct gq_migrate_work *work, const struct gq_table *table,
        const struct gq_migrate_pair *pair);

/* Is this live index one that the plan drops? */
bool gq_migrate_index_is_dropped(const struct gq_migrate_work *work,
        const struct gq_migrate_pair *pair, const struct gq_migrate_index *index);

#endif
