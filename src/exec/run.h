/*
 * exec/run.h - one execution under way: shared by the files of this folder, seen by no other.
 *
 * Everything lives in the request's arena.
 */
#ifndef GQ_EXEC_RUN_H
#define GQ_EXEC_RUN_H

#include "base/error.h"
#include "base/vec.h"
#include "exec/exec.h"
#include "plan/plan.h"
#include "store/cell.h"
#include "store/store.h"
#include "json/value.h"

/* Consecutive rows of a batch. */
struct gq_span {
    uint32_t first, count;
};

/* The result of one step: its rows for all parents, grouped by parent. */
struct gq_batch {
    uint32_t row_count;
    uint32_t width;        /* cells in a row */
    struct gq_cell *cells; /* row after row; NULL without cells */
    struct gq_span *spans; /* by parent row; NULL: the one parent has all rows */
    /* RESOLVE */
    struct gq_value *values;    /* by parent row; a handle in them is a row number of this batch */
    const void *const *handles; /* by row */
    const struct gq_type **types; /* by row: the concrete type */
};

struct gq_run {
    struct gq_arena *arena;
    struct gq_exec_input input;
    const struct gq_plan *plan;
    struct gq_value *sites;          /* coerced arguments, by site */
    struct gq_parameter *parameters; /* by slot */
    uint32_t *null_bits;             /* by slot: of cursors, which of their values are NULL */
    struct gq_batch *batches;        /* by step */
    struct gq_session *session;
    uint64_t rows_left;
    struct gq_vec statements; /* const struct gq_statement *: those that ran, in order */
    bool is_level_done, has_failed;
};

/* The rows of a batch that belong to one row of its parent. */
static inline struct gq_span
gq_run_span(const struct gq_batch *batch, uint32_t parent_row)
{
    if (!batch->spans)
        return (struct gq_span){ 0, batch->row_count };
    return batch->spans[parent_row];
}

static inline const struct gq_cell *
gq_run_row(const struct gq_batch *batch, uint32_t row)
{
    return batch->cells + (size_t)row * batch->width;
}

/* --- slots.c --- */

/* Fills sites and parameters. False after adding an error. */
GQ_MUST_CHECK bool gq_slots_fill(struct gq_run *run);

/* Makes another key where the slot is a NEW_KEY; other slots stay as they are. */
void gq_slots_renew(struct gq_run *run, uint32_t slot);

/* --- batch.c --- */

/* Runs the steps of a stage, level by level. False after adding an error. */
GQ_MUST_CHECK bool gq_batch_run_stage(struct gq_run *run, const struct gq_stage *stage);

/* Translates a store's failure, in a field at `position` and `path`, or nowhere. Always false. */
bool gq_batch_refuse(struct gq_run *run, const struct gq_store_error *error, uint32_t position,
        const struct gq_path *path);

/* Remembers that a statement was asked for. */
void gq_batch_note(struct gq_run *run, const struct gq_statement *statement);

/* --- keys.c --- */

/* The keys of a level: each once, in order; and which of them each parent row has. */
struct gq_key_list {
    struct gq_keys keys;
    uint32_t *key_of_row; /* GQ_KEY_NONE: NULL, no rows */
};
#define GQ_KEY_NONE UINT32_MAX

struct gq_key_list gq_keys_collect(
        struct gq_arena *arena, const struct gq_batch *parent, uint32_t key_cell);

/* --- resolve.c --- */

/* Runs a RESOLVE step for all rows of its parent. */
void gq_resolve_run(struct gq_run *run, const struct gq_step *step);

#endif
