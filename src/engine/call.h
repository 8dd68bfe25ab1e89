/*
 * engine/call.h - one request from inside: shared by the files of this folder.
 */
#ifndef GQ_ENGINE_CALL_H
#define GQ_ENGINE_CALL_H

#include "base/buf.h"
#include "base/error.h"
#include "engine/cache.h"
#include "engine/engine.h"
#include "engine/envelope.h"
#include "engine/idempotency.h"
#include "engine/persisted.h"
#include "schema/coerce.h"
#include "store/store.h"

struct gq_pin;

#define GQ_CALL_SHAPE_MAX ((size_t)64 * 1024)

struct gq_call {
    struct gq_worker *worker;
    struct gq_arena *arena; /* reset when the call is given back */
    struct gq_errors errs;
    struct gq_pin *pin; /* of the generation that the plan is about */
    struct gq_request request;
    const struct gq_identity *identity; /* never NULL while the call runs */
    struct gq_envelope envelope;
    struct gq_persisted_id id; /* of the document, when `is_to_keep` */
    bool is_to_keep;
    struct gq_executable *executable; /* in use; given back with the call */
    const struct gq_definition *operation;
    struct gq_variables variables;
    struct gq_buf shape;
    const struct gq_plan *plan;
    struct gq_run *run;
    struct gq_buf body;
    struct gq_response response;
    struct gq_session_stats stats;
    struct gq_job job;
    enum gq_job_outcome outcome;
    enum gq_code failure; /* of a job that SQLite ended */
    bool is_out_of_memory;
    bool is_stale;       /* the schema has changed since the plan was made */
    bool is_second_plan; /* it had changed once before */
    struct gq_idempotency_key idempotency;
    bool is_kept; /* the body was made with the write, and is stored */
    gq_call_done_fn *done;
    void *done_context;
    struct gq_call *next_spare;
};

/* --- persist.c --- */

/* Sets `envelope.query` where the request only names its document. False after an error. */
GQ_MUST_CHECK bool gq_call_find_text(struct gq_call *call);

/* The document is valid: keeps it, if the request asked for that. */
void gq_call_keep_text(struct gq_call *call);

/* --- document.c --- */

/* Sets `executable`: from the cache, or parsed, validated and admitted. False after an error. */
GQ_MUST_CHECK bool gq_call_find_document(struct gq_call *call);

/* Sets `operation`. Spec: Execution > Executing Requests > GetOperation. False after an error. */
GQ_MUST_CHECK bool gq_call_find_operation(struct gq_call *call);

/* Sets `plan`: from the cache, or built. False after an error. */
GQ_MUST_CHECK bool gq_call_find_plan(struct gq_call *call);

/* --- respond.c --- */

/* The response of errors alone: there is no "data". */
void gq_call_respond_errors(struct gq_call *call);

/* The response of the run: data, and errors if there are any. */
void gq_call_respond_data(struct gq_call *call);

/*
 * Renders "data" on the writer's thread, for an answer that is kept in the transaction. False after
 * adding GQ_E_MAX_RESPONSE_LIMIT: the body is empty again.
 */
GQ_MUST_CHECK bool gq_call_render_early(struct gq_call *call);

/* The response whose body is there already. */
void gq_call_respond_kept(struct gq_call *call);

/* The response of a mutation that was undone: "data" is null. */
void gq_call_respond_undone(struct gq_call *call);

/* The response when the arena itself is exhausted, and reset. */
void gq_call_respond_exhausted(struct gq_call *call);

#endif
