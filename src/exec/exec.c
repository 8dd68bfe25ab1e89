/* exec/exec.c - the beginning of a run, and the running of queries. */
#include "exec/exec.h"

#include "base/arena.h"
#include "base/limits.h"
#include "exec/run.h"

struct gq_run *
gq_exec_begin(struct gq_arena *arena, const struct gq_exec_input *input)
{
    struct gq_run *run = gq_arena_new_of(arena, struct gq_run);

    run->arena = arena;
    run->input = *input;
    run->plan = input->plan;
    run->batches = gq_arena_array_of(arena, struct gq_batch, input->plan->step_count);
    run->batches[0].row_count = 1; /* the root */
    run->batches[0].handles = &run->input.root;
    return gq_slots_fill(run) ? run : NULL;
}

bool
gq_exec_read(struct gq_run *run, struct gq_session *session)
{
    run->session = session;
    run->rows_left = (uint64_t)gq_limits_get(run->input.limits, GQ_LIMIT_ROWS);
    for (uint32_t i = 0; i < run->plan->stage_count; i++) {
        if (!gq_batch_run_stage(run, &run->plan->stages[i]))
            return false;
    }
    return true;
}

const struct gq_statement *const *
gq_exec_statements(const struct gq_run *run, uint32_t *ret_count)
{
    *ret_count = run->statements.count;
    return run->statements.items;
}
