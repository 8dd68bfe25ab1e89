/* An engine without a database. */
#include "fake_engine.h"

#include "auth/verifier.h"
#include "base/alloc.h"
#include "base/buf.h"
#include "engine/engine.h"
#include "json/write.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

#define BIG_BYTES (4u << 20)

struct gq_engine {
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t writer;
    struct gq_call *queue; /* oldest first */
    uint32_t waiting;
    bool is_held, is_closing;
    atomic_uint calls;
};

struct gq_worker {
    struct gq_engine *engine;
};

struct gq_call {
    struct gq_engine *engine;
    struct gq_response response;
    struct gq_buf body;
    gq_call_done_fn *done;
    void *context;
    struct gq_call *next;
    bool is_finished;
};

static void *
write_all(void *arg)
{
    struct gq_engine *engine = arg;

    pthread_mutex_lock(&engine->lock);
    for (;;) {
        struct gq_call *call = engine->queue;

        if (!call && engine->is_closing)
            break;
        if (!call || engine->is_held) {
            pthread_cond_wait(&engine->changed, &engine->lock);
            continue;
        }
        engine->queue = call->next;
        engine->waiting--;
        pthread_mutex_unlock(&engine->lock);
        call->done(call->context);
        pthread_mutex_lock(&engine->lock);
    }
    pthread_mutex_unlock(&engine->lock);
    return NULL;
}

struct gq_engine *
gq_fake_engine_new(void)
{
    struct gq_engine *engine = gq_alloc_zeroed(1, sizeof(*engine));

    assert(engine);
    pthread_mutex_init(&engine->lock, NULL);
    pthread_cond_init(&engine->changed, NULL);
    pthread_create(&engine->writer, NULL, write_all, engine);
    return engine;
}

static void
set_held(struct gq_engine *engine, bool is_held)
{
    pthread_mutex_lock(&engine->lock);
    engine->is_held = is_held;
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
}

void
gq_fake_engine_hold(struct gq_engine *engine)
{
    set_held(engine, true);
}

void
gq_fake_engine_release(struct gq_engine *engine)
{
    set_held(engine, false);
}

uint32_t
gq_fake_engine_waiting(struct gq_engine *engine)
{
    uint32_t waiting;

    pthread_mutex_lock(&engine->lock);
    waiting = engine->waiting;
    pthread_mutex_unlock(&engine->lock);
    return waiting;
}

uint32_t
gq_fake_engine_calls(const struct gq_engine *engine)
{
    return atomic_load(&engine->calls);
}

void
gq_engine_close(struct gq_engine *engine)
{
    pthread_mutex_lock(&engine->lock);
    engine->is_closing = true;
    engine->is_held = false;
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
    pthread_join(engine->writer, NULL);
    pthread_cond_destroy(&engine->changed);
    pthread_mutex_destroy(&engine->lock);
    gq_alloc_free(engine);
}

struct gq_worker *
gq_worker_open(struct gq_engine *engine, struct gq_errors *errs)
{
    struct gq_worker *worker = gq_alloc_zeroed(1, sizeof(*worker));

    (void)errs;
    assert(worker);
    worker->engine = engine;
    return worker;
}

void
gq_worker_close(struct gq_worker *worker)
{
    gq_alloc_free(worker);
}

enum gq_identified
gq_worker_identify(struct gq_worker *worker, const struct gq_credential *credential,
        struct gq_identity **ret_identity, struct gq_str *ret_reason)
{
    (void)worker;
    (void)ret_identity;
    *ret_reason = GQ_STR("fake");
    return gq_str_is(credential->text, "unavailable") ? GQ_IDENTIFIED_UNAVAILABLE
                                                      : GQ_IDENTIFIED_REFUSED;
}

static bool
has_word(struct gq_str text, const char *word)
{
    return text.bytes && memmem(text.bytes, text.length, word, strlen(word));
}

static void
write_member(struct gq_buf *buf, const char *key, struct gq_str text)
{
    if (!text.bytes)
        return;
    if (buf->bytes[buf->length - 1] != '{')
        gq_buf_char(buf, ',');
    gq_write_string(buf, gq_str_of(key));
    gq_buf_char(buf, ':');
    gq_write_string(buf, text);
}

static void
write_data(struct gq_call *call, const struct gq_request *request)
{
    struct gq_buf *body = &call->body;

    call->response.has_data = true;
    gq_buf_text(body, "{\"data\":{");
    write_member(body, "json", request->json.length ? request->json : (struct gq_str){ NULL, 0 });
    write_member(body, "query", request->query);
    write_member(body, "operationName", request->operation_name);
    write_member(body, "variables", request->variables);
    write_member(body, "extensions", request->extensions);
    if (has_word(request->json, "big")) {
        char *room;

        gq_buf_text(body, ",\"big\":\"");
        room = gq_buf_room(body, BIG_BYTES);
        memset(room, 'x', BIG_BYTES);
        gq_buf_room_used(body, BIG_BYTES);
        gq_buf_char(body, '"');
    }
    gq_buf_text(body, "}}");
}

static void
write_error(struct gq_call *call, enum gq_code code, bool is_unreadable)
{
    call->response.code = code;
    call->response.is_unreadable = is_unreadable;
    call->response.error_count = 1;
    gq_buf_text(&call->body, "{\"errors\":[{\"message\":\"fake\"}]}");
}

static bool
is_mutation(const struct gq_request *request)
{
    return has_word(request->json, "mutation") || has_word(request->query, "mutation");
}

struct gq_call *
gq_call_begin(
        struct gq_worker *worker, const struct gq_request *request, enum gq_call_state *ret_state)
{
    struct gq_call *call = gq_alloc_zeroed(1, sizeof(*call));

    if (!call)
        return NULL;
    atomic_fetch_add(&worker->engine->calls, 1);
    call->engine = worker->engine;
    gq_buf_init(&call->body, 16u << 20);
    *ret_state = GQ_CALL_DONE;
    if (request->form == GQ_REQUEST_BODY
            && (request->json.length == 0 || request->json.bytes[0] != '{'))
        write_error(call, GQ_E_BAD_REQUEST, true);
    else if (request->form == GQ_REQUEST_PARAMETERS && !request->query.bytes)
        write_error(call, GQ_E_BAD_REQUEST, true);
    else if (has_word(request->json, "invalid"))
        write_error(call, GQ_E_VALIDATION_FAILED, false);
    else if (has_word(request->json, "overload"))
        write_error(call, GQ_E_OVERLOADED, false);
    else if (is_mutation(request) && request->is_read_only)
        write_error(call, GQ_E_METHOD_NOT_ALLOWED, false);
    else
        write_data(call, request);
    if (is_mutation(request) && call->response.has_data)
        *ret_state = GQ_CALL_WRITES;
    return call;
}

void
gq_call_submit(struct gq_call *call, gq_call_done_fn *done, void *context)
{
    struct gq_engine *engine = call->engine;
    struct gq_call **last;

    call->done = done;
    call->context = context;
    pthread_mutex_lock(&engine->lock);
    for (last = &engine->queue; *last; last = &(*last)->next)
        continue;
    *last = call;
    engine->waiting++;
    pthread_cond_signal(&engine->changed);
    pthread_mutex_unlock(&engine->lock);
}

void
gq_call_finish(struct gq_call *call)
{
    assert(!call->is_finished);
    call->is_finished = true;
}

const struct gq_response *
gq_call_response(const struct gq_call *call)
{
    return &call->response;
}

char *
gq_call_release_body(struct gq_call *call, size_t *ret_length)
{
    return gq_buf_release(&call->body, ret_length);
}

void
gq_call_free(struct gq_call *call)
{
    atomic_fetch_sub(&call->engine->calls, 1);
    gq_buf_fini(&call->body);
    gq_alloc_free(call);
}

void
gq_worker_get_stats(const struct gq_worker *worker, struct gq_worker_stats *ret_stats)
{
    (void)worker;
    *ret_stats = (struct gq_worker_stats){ .document_hits = 1 };
}

void
gq_engine_get_stats(struct gq_engine *engine, struct gq_engine_stats *ret_stats)
{
    *ret_stats = (struct gq_engine_stats){ .write_queue = gq_fake_engine_waiting(engine) };
}

bool
gq_persisted_parse_id(struct gq_str text, struct gq_persisted_id *ret_id)
{
    memset(ret_id, 0, sizeof(*ret_id));
    return text.length == 2 * sizeof(ret_id->hash);
}

char *
gq_engine_error_body(enum gq_code code, const char *message, size_t *ret_length)
{
    struct gq_buf buf;

    gq_buf_init(&buf, 4096);
    gq_buf_text(&buf, "{\"errors\":[{\"message\":");
    gq_write_string(&buf, gq_str_of(message));
    gq_buf_text(&buf, ",\"extensions\":{\"code\":");
    gq_write_string(&buf, gq_code_info(code)->wire);
    gq_buf_text(&buf, "}}]}");
    if (gq_buf_failed(&buf)) {
        gq_buf_fini(&buf);
        return NULL;
    }
    return gq_buf_release(&buf, ret_length);
}
