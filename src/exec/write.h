/*
 * exec/write.h - one mutation field under way, and what its actions share.
 *
 * In:       actions of the plan, slots filled so far.
 * Out:      statements run; errors with response path and input path.
 * Not here: what each action does (write.c).
 */
#ifndef GQ_EXEC_WRITE_H
#define GQ_EXEC_WRITE_H

#include "exec/run.h"

struct gq_write_run {
    struct gq_run *run;
    const struct gq_stage_write *write;
    struct gq_vec keys; /* struct gq_cell: the rows that the selection is about */
    bool is_repeated;   /* the statements of this round of a loop have been noted */
};

/* Adds an error of the field; `message` is NUL-terminated. */
GQ_NONNULL_RESULT struct gq_error *gq_write_add_error(
        struct gq_write_run *w, enum gq_code code, const char *message);

/* Adds an error at a place of the input (NULL: none). Always false. */
bool gq_write_refuse(struct gq_write_run *w, enum gq_code code, const char *message,
        const struct gq_path *input_path);

/* Runs a fetch inside the operation. `context` lives in the arena. False after adding an error. */
GQ_MUST_CHECK bool gq_write_fetch(struct gq_write_run *w, const struct gq_statement *statement,
        struct gq_keys keys, gq_row_fn *on_row, void *context);

/* Runs the action's statement. False after adding the error, with all that is known of it. */
GQ_MUST_CHECK bool gq_write_statement(struct gq_write_run *w, const struct gq_action *action,
        int64_t *ret_key, uint32_t *ret_changes);

#endif
