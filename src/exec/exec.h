/*
 * exec/exec.h - a plan, variables and a session to response bytes.
 *
 * In:       a plan (plan/), coerced variables, a session with an open transaction.
 * Out:      JSON straight in a buffer; execution errors with their paths.
 * Not here: parsing, planning, limits of cost (engine/), SQL (store/).
 *
 * Order of calls: gq_exec_begin; then gq_exec_read (queries) or gq_exec_write (mutations, on the
 * writer's thread); then gq_exec_render. One thread at a time.
 */
#ifndef GQ_EXEC_EXEC_H
#define GQ_EXEC_EXEC_H

#include "base/attribute.h"
#include "base/code.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_arena;
struct gq_buf;
struct gq_errors;
struct gq_limits;
struct gq_plan;
struct gq_run;
struct gq_session;
struct gq_variables;

/* All borrowed for the run. */
struct gq_exec_input {
    const struct gq_plan *plan;
    const struct gq_variables *variables;
    const struct gq_limits *limits;
    int64_t now_us;         /* the time of the request, for @createdAt and its kin */
    const void *root;       /* the parent of root fields, for an embedder's resolvers */
    struct gq_errors *errs; /* gets the execution errors; with the sources of the document */
};

/*
 * Coerces arguments and converts them for the database. The run lives in `arena`. NULL after adding
 * GQ_E_BAD_USER_INPUT or GQ_E_CURSOR_INVALID to `input->errs`: a request error.
 * Spec: Execution > Coercing Field Arguments.
 */
GQ_MUST_CHECK struct gq_run *gq_exec_begin(
        struct gq_arena *arena, const struct gq_exec_input *input);

/*
 * Runs all steps of a query, level by level. False after adding one error (TIMEOUT, STORAGE_ERROR,
 * MAX_ROWS_LIMIT): there is no data then.
 */
GQ_MUST_CHECK bool gq_exec_read(struct gq_run *run, struct gq_session *session);

/*
 * Runs the fields of a mutation in order: each writes, then reads its selection (delete: reads
 * first). False after adding the error, with its path, that undoes them all. May be called again
 * after that, when the transaction was undone: it starts from nothing.
 * Spec: Execution > Executing Operations > Mutation.
 */
GQ_MUST_CHECK bool gq_exec_write(struct gq_run *run, struct gq_session *session);

/*
 * Appends the value of "data": an object, or null when a null propagated to the root; the errors
 * behind it are in `input->errs`. `out` may fail by its cap. Spec: Response > Data.
 */
void gq_exec_render(struct gq_run *run, struct gq_buf *out);

struct gq_statement;

/* The statements that the run has asked for, in order; for explain. Lives with the run. */
const struct gq_statement *const *gq_exec_statements(const struct gq_run *run, uint32_t *ret_count);

#endif
