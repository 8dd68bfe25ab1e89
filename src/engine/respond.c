/* engine/respond.c - the response's bytes, and what a transport needs to know of them. */
#include "base/alloc.h"
#include "base/arena.h"
#include "engine/call.h"
#include "engine/worker.h"
#include "exec/exec.h"
#include "language/ast.h"
#include "json/errors.h"
#include "json/write.h"

#include <assert.h>

static void
describe(struct gq_call *call)
{
    struct gq_response *response = &call->response;

    response->body = gq_buf_view(&call->body);
    response->error_count = call->errs.count;
    response->statements = call->stats.statements;
    response->rows = call->stats.rows;
    if (call->operation && call->operation->name.text.bytes)
        response->operation_name = call->operation->name.text;
}

/*
 * The request as such is broken, or the server could not do it: the status says so under every
 * media type. GraphQL over HTTP > Response > Status Codes; conventions of the status rules.
 */
static bool
is_transport_error(enum gq_code code)
{
    unsigned status = gq_code_info(code)->http_status;

    return code == GQ_E_BAD_REQUEST || code == GQ_E_METHOD_NOT_ALLOWED
            || code == GQ_E_IDEMPOTENCY_KEY_REUSED || code == GQ_E_IDEMPOTENCY_IN_PROGRESS
            || code == GQ_E_PERSISTED_QUERY_HASH_MISMATCH
            || code == GQ_E_PERSISTED_QUERY_ID_REQUIRED || status == 413 || status >= 500;
}

void
gq_call_respond_errors(struct gq_call *call)
{
    enum gq_code code = call->errs.first ? call->errs.first->code : GQ_E_INTERNAL_SERVER_ERROR;

    gq_buf_truncate(&call->body, 0);
    gq_buf_text(&call->body, "{\"errors\":");
    gq_errors_write(&call->body, &call->errs);
    gq_buf_char(&call->body, '}');
    call->response.has_data = false;
    call->response.code = code;
    call->response.is_unreadable = is_transport_error(code);
    if (gq_buf_failed(&call->body))
        gq_call_respond_exhausted(call);
    else
        describe(call);
}

static bool
render(struct gq_call *call)
{
    gq_buf_text(&call->body, "{\"data\":");
    gq_exec_render(call->run, &call->body);
    if (call->errs.count) {
        gq_buf_text(&call->body, ",\"errors\":");
        gq_errors_write(&call->body, &call->errs);
    }
    gq_buf_char(&call->body, '}');
    if (!gq_buf_failed(&call->body))
        return true;
    return false;
}

bool
gq_call_render_early(struct gq_call *call)
{
    if (render(call))
        return true;
    gq_buf_fini(&call->body);
    call->errs.first = call->errs.last = NULL;
    call->errs.count = 0;
    gq_errors_add(&call->errs, GQ_E_MAX_RESPONSE_LIMIT, GQ_SOURCE_NOWHERE,
            "The response is longer than allowed.");
    return false;
}

void
gq_call_respond_kept(struct gq_call *call)
{
    assert(call->body.length > 0);
    call->response.has_data = true;
    describe(call);
}

/* What a mutation wrote is written: the client must not take this for a failure of the write. */
static void
respond_too_long(struct gq_call *call)
{
    bool is_done = call->operation->operation.kind == GQ_OPERATION_MUTATION;

    gq_buf_fini(&call->body);
    call->errs.first = call->errs.last = NULL;
    call->errs.count = 0;
    gq_errors_add(&call->errs, GQ_E_MAX_RESPONSE_LIMIT, GQ_SOURCE_NOWHERE, "%s",
            is_done ? "The mutation is done, but its response is longer than allowed."
                    : "The response is longer than allowed.");
    gq_call_respond_errors(call);
}

void
gq_call_respond_data(struct gq_call *call)
{
    size_t start_capacity = call->worker->response_guess;

    /* Room for what the last response took: one allocation in the common case. */
    if (call->body.length == 0 && start_capacity)
        (void)gq_buf_room(&call->body, start_capacity);
    if (!render(call)) {
        respond_too_long(call);
        return;
    }
    call->worker->response_guess = (uint32_t)call->body.length;
    call->response.has_data = true;
    describe(call);
}

void
gq_call_respond_undone(struct gq_call *call)
{
    assert(call->errs.count > 0);
    gq_buf_truncate(&call->body, 0);
    gq_buf_text(&call->body, "{\"data\":null,\"errors\":");
    gq_errors_write(&call->body, &call->errs);
    gq_buf_char(&call->body, '}');
    call->response.has_data = true;
    call->response.code = call->errs.first->code;
    if (gq_buf_failed(&call->body))
        gq_call_respond_exhausted(call);
    else
        describe(call);
}

void
gq_call_respond_exhausted(struct gq_call *call)
{
    size_t length;
    char *body = gq_engine_error_body(
            GQ_E_REQUEST_LIMIT_EXCEEDED, "The request needs more memory than allowed.", &length);

    gq_buf_fini(&call->body);
    call->response = (struct gq_response){
        .is_unreadable = true,
        .code = GQ_E_REQUEST_LIMIT_EXCEEDED,
        .error_count = 1,
    };
    if (!body)
        return;
    call->body.bytes = body;
    call->body.length = call->body.capacity = length;
    call->response.body = gq_buf_view(&call->body);
}

char *
gq_engine_error_body(enum gq_code code, const char *message, size_t *ret_length)
{
    struct gq_buf body;

    gq_buf_init(&body, SIZE_MAX);
    gq_buf_text(&body, "{\"errors\":[{\"message\":");
    gq_write_string(&body, gq_str_of(message));
    gq_buf_text(&body, ",\"extensions\":{\"code\":");
    gq_write_string(&body, gq_code_info(code)->wire);
    gq_buf_text(&body, "}}]}");
    if (gq_buf_failed(&body)) {
        gq_buf_fini(&body);
        return NULL;
    }
    return gq_buf_release(&body, ret_length);
}
