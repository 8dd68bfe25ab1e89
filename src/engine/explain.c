/* engine/explain.c - an ordinary call, looked at before it is given back. */
#include "engine/explain.h"

#include "base/arena.h"
#include "base/guard.h"
#include "engine/call.h"
#include "exec/exec.h"
#include "plan/print.h"

#define PLAN_TEXT_MAX ((size_t)16 * 1024 * 1024)

struct look {
    struct gq_explanation *explanation;
    bool is_done;
};

static void
look_at(void *arg)
{
    struct look *look = arg;
    struct gq_explanation *explanation = look->explanation;
    const struct gq_call *call = explanation->call;
    const struct gq_statement *const *statements;
    struct gq_buf *text = gq_arena_new_of(call->arena, struct gq_buf);
    struct gq_str *sql;

    gq_buf_init_in(text, call->arena, PLAN_TEXT_MAX);
    if (call->plan)
        gq_plan_print(text, call->plan);
    explanation->plan = gq_buf_view(text);
    if (call->run) {
        statements = gq_exec_statements(call->run, &explanation->statement_count);
        sql = gq_arena_array_of(call->arena, struct gq_str, explanation->statement_count);
        for (uint32_t i = 0; i < explanation->statement_count; i++)
            sql[i] = statements[i]->sql;
        explanation->statements = sql;
    }
    look->is_done = !gq_buf_failed(text);
}

bool
gq_explain_run(struct gq_worker *worker, const struct gq_request *request,
        struct gq_explanation *ret_explanation)
{
    struct gq_explanation explanation = { 0 };
    struct look look = { &explanation, false };
    enum gq_call_state state;

    explanation.call = gq_call_begin(worker, request, &state);
    if (!explanation.call)
        return false;
    if (state == GQ_CALL_WRITES)
        gq_call_write(explanation.call);
    explanation.rows = gq_call_response(explanation.call)->rows;
    explanation.response = gq_call_response(explanation.call)->body;
    if (gq_guard(explanation.call->arena, look_at, &look) != GQ_GUARD_DONE || !look.is_done) {
        gq_call_free(explanation.call);
        return false;
    }
    *ret_explanation = explanation;
    return true;
}

void
gq_explain_free(struct gq_explanation *explanation)
{
    gq_call_free(explanation->call);
}
