/* engine/call.c - one request through the stages; reads as the architecture does. */
#include "engine/call.h"

#include "auth/identity.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/guard.h"
#include "base/limits.h"
#include "engine/generation.h"
#include "engine/pin.h"
#include "engine/worker.h"
#include "exec/exec.h"
#include "language/ast.h"
#include "plan/plan.h"

#include <assert.h>
#include <semaphore.h>

static struct gq_call *
call_new(struct gq_worker *worker)
{
    struct gq_call *call = worker->spare;

    if (call) {
        worker->spare = call->next_spare;
        worker->spare_count--;
        return call;
    }
    call = gq_alloc_zeroed(1, sizeof(*call));
    if (!call)
        return NULL;
    call->arena =
            gq_arena_new((size_t)gq_limits_get(&worker->engine->limits, GQ_LIMIT_REQUEST_MEMORY));
    if (!call->arena) {
        gq_alloc_free(call);
        return NULL;
    }
    gq_buf_init(&call->shape, GQ_CALL_SHAPE_MAX);
    call->worker = worker;
    return call;
}

void
gq_worker_call_free(struct gq_call *call)
{
    struct gq_worker *worker = call->worker;

    assert(worker->spare == call);
    worker->spare = call->next_spare;
    gq_arena_free(call->arena);
    gq_buf_fini(&call->shape);
    gq_alloc_free(call);
}

static void
reset_errors(struct gq_call *call)
{
    gq_errors_init(&call->errs, call->arena, call->executable ? &call->executable->sources : NULL,
            (uint32_t)gq_limits_get(&call->worker->engine->limits, GQ_LIMIT_ERRORS));
}

static bool
read_envelope(struct gq_call *call)
{
    return gq_envelope_read(call->arena, call->worker->parser, &call->request,
                   &call->worker->engine->limits, &call->envelope, &call->errs)
            && gq_call_find_text(call);
}

/* The stages before execution. False: the first that failed has added its errors. */
static bool
prepare(struct gq_call *call)
{
    const struct gq_engine *engine = call->worker->engine;
    struct gq_exec_input input = {
        .variables = &call->variables,
        .limits = &engine->limits,
        .errs = &call->errs,
    };

    if (!gq_call_find_document(call))
        return false;
    gq_call_keep_text(call);
    if (!gq_call_find_operation(call))
        return false;
    if (call->request.is_read_only && call->operation->operation.kind != GQ_OPERATION_QUERY) {
        gq_errors_add(&call->errs, GQ_E_METHOD_NOT_ALLOWED, GQ_SOURCE_NOWHERE,
                "Only queries may be sent by GET.");
        return false;
    }
    if (call->operation->operation.kind == GQ_OPERATION_SUBSCRIPTION) {
        gq_errors_add(&call->errs, GQ_E_BAD_REQUEST, GQ_SOURCE_NOWHERE,
                "Subscriptions are not answered here.");
        return false;
    }
    if (!gq_coerce_variables(call->arena, gq_generation_schema(call->pin->generation),
                call->operation, call->envelope.variables, &call->variables, &call->errs)
            || !gq_call_find_plan(call))
        return false;
    input.plan = call->plan;
    input.now_us = gq_clock_wall_us(engine->clock);
    input.root = call->request.root;
    call->run = gq_exec_begin(call->arena, &input);
    return call->run != NULL;
}

static bool
refuse_session(struct gq_call *call, const struct gq_store_error *failure)
{
    gq_errors_add(&call->errs, failure->code, GQ_SOURCE_NOWHERE,
            "The database could not be read or written.");
    return false;
}

/* A plan that reads by one statement needs no transaction around it. */
static bool
is_single(const struct gq_plan *plan)
{
    return plan->stage_count == 1 && plan->stages[0].step_count == 1;
}

/* May what was read since the gate gave `number` be of another schema than the plan? */
static bool
has_changed(const struct gq_call *call, unsigned number)
{
    return !gq_pin_is_current(call->pin, call->worker)
            || !gq_gate_has_stayed(&call->worker->engine->gate, number);
}

/* The statement takes its snapshot when it begins, so that the gate is asked when it has ended. */
static bool
read_one(struct gq_call *call, int64_t deadline_us, unsigned number)
{
    struct gq_session *session = call->worker->session;
    bool is_ok;

    gq_session_begin_one(session, call->arena, deadline_us);
    is_ok = gq_exec_read(call->run, session);
    call->stats = *gq_session_stats(session);
    gq_session_end(session);
    call->is_stale = has_changed(call, number);
    return is_ok && !call->is_stale;
}

/*
 * One snapshot for the whole answer; none where no table is read. A snapshot across a change of the
 * schema may be of either: the call is stale, and false is no error.
 */
static bool
read_all(struct gq_call *call)
{
    struct gq_gate *gate = &call->worker->engine->gate;
    const struct gq_engine *engine = call->worker->engine;
    struct gq_session *session = call->worker->session;
    int64_t deadline_us = gq_clock_monotonic_us(engine->clock)
            + gq_limits_get(&engine->limits, GQ_LIMIT_READ_MS) * 1000;
    struct gq_store_error failure;
    unsigned number;
    bool is_ok;

    if (!call->plan->has_fetches)
        return gq_exec_read(call->run, NULL);
    number = gq_gate_enter(gate);
    if (is_single(call->plan) && !call->is_second_plan)
        return read_one(call, deadline_us, number);
    if (!gq_session_begin(session, call->arena, deadline_us, &failure))
        return refuse_session(call, &failure);
    call->is_stale = has_changed(call, number);
    if (call->is_stale) {
        gq_session_end(session);
        return false;
    }
    is_ok = gq_exec_read(call->run, session);
    call->stats = *gq_session_stats(session);
    gq_session_end(session);
    return is_ok;
}

/* Gives back what a plan holds. The pin goes last: the documents' plans point into it. */
static void
drop_plan(struct gq_call *call)
{
    if (call->executable)
        gq_cache_give_back(call->worker->cache, call->executable);
    call->executable = NULL;
    call->operation = NULL;
    call->plan = NULL;
    call->run = NULL;
    gq_pin_give_back(call->pin);
    call->pin = NULL;
}

/* A stale call has a plan made once more, by the schema as it is now. False after an error. */
static bool
prepare_again(struct gq_call *call)
{
    const bool is_second = call->is_second_plan;

    call->is_stale = false;
    call->is_second_plan = true;
    drop_plan(call);
    reset_errors(call);
    (void)gq_gate_enter(
            &call->worker->engine->gate); /* not the generation that is on its way out */
    call->pin = gq_pin_take(call->worker);
    if (!is_second && call->pin)
        return prepare(call);
    gq_errors_add(&call->errs, GQ_E_SCHEMA_CHANGED, GQ_SOURCE_NOWHERE,
            "The schema changed while the request ran.");
    return false;
}

/* The answer of a query; of a mutation nothing but a plan. */
static void
answer_prepared(struct gq_call *call, bool is_prepared)
{
    while (is_prepared && !call->plan->has_writes) {
        if (read_all(call)) {
            gq_call_respond_data(call);
            return;
        }
        if (!call->is_stale)
            break;
        is_prepared = prepare_again(call);
    }
    if (!is_prepared || !call->plan->has_writes || !gq_idempotency_enter(call))
        gq_call_respond_errors(call);
}

static void
begin_guarded(void *arg)
{
    struct gq_call *call = arg;

    reset_errors(call);
    answer_prepared(call, read_envelope(call) && prepare(call));
}

static enum gq_call_state
state_of(const struct gq_call *call)
{
    return call->response.body.bytes || call->response.is_unreadable ? GQ_CALL_DONE
                                                                     : GQ_CALL_WRITES;
}

struct gq_call *
gq_call_begin(
        struct gq_worker *worker, const struct gq_request *request, enum gq_call_state *ret_state)
{
    struct gq_call *call = call_new(worker);

    if (!call)
        return NULL;
    call->pin = gq_pin_take(worker);
    if (!call->pin) {
        gq_call_free(call);
        return NULL;
    }
    call->request = *request;
    call->identity = request->identity ? request->identity : gq_identity_anonymous();
    gq_buf_init(
            &call->body, (size_t)gq_limits_get(&worker->engine->limits, GQ_LIMIT_RESPONSE_BYTES));
    if (gq_guard(call->arena, begin_guarded, call) != GQ_GUARD_DONE) {
        /* Ends the transaction, if one was open, by the action it registered. */
        gq_idempotency_leave(call);
        gq_arena_reset(call->arena);
        gq_call_respond_exhausted(call);
    }
    *ret_state = state_of(call);
    return call;
}

struct write_attempt {
    struct gq_call *call;
    struct gq_session *session;
    bool is_ok;
};

static void
write_guarded(void *arg)
{
    struct write_attempt *attempt = arg;

    reset_errors(attempt->call);
    attempt->is_ok = attempt->call->idempotency.is_held
            ? gq_idempotency_write(attempt->call, attempt->session)
            : gq_exec_write(attempt->call->run, attempt->session);
}

/* On the writer's thread. */
static bool
run_job(void *context, struct gq_session *session)
{
    struct gq_call *call = context;
    struct write_attempt attempt = { .call = call, .session = session };

    call->is_stale = !gq_pin_is_current(call->pin, call->worker); /* no swap while this runs */
    if (call->is_stale)
        return false;
    call->is_out_of_memory = gq_guard(call->arena, write_guarded, &attempt) != GQ_GUARD_DONE;
    call->stats = *gq_session_stats(session);
    return attempt.is_ok && !call->is_out_of_memory;
}

static void
job_done(void *context, enum gq_job_outcome outcome, const struct gq_store_error *error)
{
    struct gq_call *call = context;

    call->outcome = outcome;
    call->failure = error ? error->code : GQ_E_STORAGE_ERROR;
    call->is_kept = call->idempotency.is_held;
    gq_idempotency_leave(call);
    call->done(call->done_context);
}

void
gq_call_submit(struct gq_call *call, gq_call_done_fn *done, void *context)
{
    assert(call->run);
    call->done = done;
    call->done_context = context;
    call->job = (struct gq_job){ .run = run_job, .done = job_done, .context = call };
    gq_store_submit(call->worker->engine->store, &call->job);
}

/* The job left nothing behind, and no error of its own says why: the database, or the queue. */
static void
respond_failure(struct gq_call *call)
{
    enum gq_code code = call->outcome == GQ_JOB_REFUSED ? GQ_E_OVERLOADED : call->failure;
    const char *message = code == GQ_E_OVERLOADED ? "The server has too much to write."
            : code == GQ_E_TIMEOUT                ? "The operation took too long."
                                                  : "The database could not be read or written.";

    reset_errors(call);
    gq_errors_add(&call->errs, code, GQ_SOURCE_NOWHERE, "%s", message);
    gq_call_respond_errors(call);
}

static void
finish_guarded(void *arg)
{
    struct gq_call *call = arg;

    if (call->is_stale)
        answer_prepared(call, prepare_again(call));
    else if (call->outcome == GQ_JOB_COMMITTED && call->is_kept)
        gq_call_respond_kept(call);
    else if (call->outcome == GQ_JOB_COMMITTED)
        gq_call_respond_data(call);
    else if (call->outcome == GQ_JOB_ROLLED_BACK && call->errs.count
            && call->errs.first->code == GQ_E_IDEMPOTENCY_KEY_REUSED)
        gq_call_respond_errors(call);
    else if (call->outcome == GQ_JOB_ROLLED_BACK && call->errs.count)
        gq_call_respond_undone(call);
    else
        respond_failure(call);
}

enum gq_call_state
gq_call_finish(struct gq_call *call)
{
    if (call->is_out_of_memory || gq_guard(call->arena, finish_guarded, call) != GQ_GUARD_DONE)
        gq_call_respond_exhausted(call);
    return state_of(call);
}

static void
wake(void *context)
{
    sem_post(context);
}

void
gq_call_write(struct gq_call *call)
{
    sem_t written;

    sem_init(&written, 0, 0);
    do {
        gq_call_submit(call, wake, &written);
        while (sem_wait(&written) != 0)
            continue; /* interrupted by a signal */
    } while (gq_call_finish(call) == GQ_CALL_WRITES);
    sem_destroy(&written);
}

const struct gq_response *
gq_call_response(const struct gq_call *call)
{
    return &call->response;
}

char *
gq_call_release_body(struct gq_call *call, size_t *ret_length)
{
    call->response.body = GQ_STR("");
    return gq_buf_release(&call->body, ret_length);
}

void
gq_call_free(struct gq_call *call)
{
    struct gq_worker *worker;
    struct gq_arena *arena;
    struct gq_buf shape;

    if (!call)
        return;
    gq_idempotency_leave(call);
    worker = call->worker;
    gq_arena_reset(call->arena);
    drop_plan(call);
    gq_buf_fini(&call->body);
    arena = call->arena;
    shape = call->shape;
    *call = (struct gq_call){
        .worker = worker, .arena = arena, .shape = shape, .next_spare = worker->spare
    };
    worker->spare = call;
    worker->spare_count++;
    if (worker->spare_count > GQ_WORKER_SPARE_MAX) {
        worker->spare_count--;
        gq_worker_call_free(call);
    }
}
