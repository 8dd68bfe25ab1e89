/* engine/idempotency.c - keys in flight, and kept answers. */
#include "engine/idempotency.h"

#include "auth/identity.h"
#include "base/alloc.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "engine/call.h"
#include "engine/worker.h"
#include "exec/exec.h"
#include "language/ast.h"
#include "store/receipt.h"

#include <assert.h>
#include <pthread.h>

/* As many keys as the writer's queue is long are in flight: four a bucket. */
#define BUCKETS 256u

#define HOUR_US ((int64_t)3600 * 1000 * 1000)

/* An operation that was done has data: its answer is the same under every media type. */
#define STATUS_DONE 200u

struct gq_idempotency {
    pthread_mutex_t mutex;
    struct gq_idempotency_key *buckets[BUCKETS];
};

struct gq_idempotency *
gq_idempotency_new(void)
{
    struct gq_idempotency *idempotency = gq_alloc_zeroed(1, sizeof(*idempotency));

    if (idempotency)
        pthread_mutex_init(&idempotency->mutex, NULL);
    return idempotency;
}

void
gq_idempotency_free(struct gq_idempotency *idempotency)
{
    if (!idempotency)
        return;
    pthread_mutex_destroy(&idempotency->mutex);
    gq_alloc_free(idempotency);
}

static struct gq_idempotency_key **
bucket_of(struct gq_idempotency *idempotency, const struct gq_idempotency_key *key)
{
    return &idempotency->buckets[key->hash[0] % BUCKETS];
}

/* False: an equal key is in flight. */
static bool
hold(struct gq_idempotency *idempotency, struct gq_idempotency_key *key)
{
    struct gq_idempotency_key **bucket = bucket_of(idempotency, key);
    bool is_free = true;

    pthread_mutex_lock(&idempotency->mutex);
    for (const struct gq_idempotency_key *k = *bucket; k && is_free; k = k->next)
        is_free = memcmp(k->hash, key->hash, sizeof(k->hash)) != 0;
    if (is_free) {
        key->next = *bucket;
        *bucket = key;
        key->is_held = true;
    }
    pthread_mutex_unlock(&idempotency->mutex);
    return is_free;
}

void
gq_idempotency_leave(struct gq_call *call)
{
    struct gq_idempotency *idempotency = call->worker->engine->idempotency;
    struct gq_idempotency_key *key = &call->idempotency;
    struct gq_idempotency_key **place;

    if (!key->is_held)
        return;
    pthread_mutex_lock(&idempotency->mutex);
    for (place = bucket_of(idempotency, key); *place != key; place = &(*place)->next)
        assert(*place);
    *place = key->next;
    pthread_mutex_unlock(&idempotency->mutex);
    key->is_held = false;
}

static bool
refuse(struct gq_call *call, enum gq_code code, const char *message)
{
    gq_errors_add(&call->errs, code, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

static bool
is_anonymous(const struct gq_call *call)
{
    const struct gq_identity *identity = call->request.identity;

    return !identity || !identity->is_authenticated;
}

static bool
check_length(struct gq_call *call)
{
    size_t length = call->request.idempotency_key.length;

    if (length == 0 || length > GQ_IDEMPOTENCY_KEY_MAX)
        return refuse(call, GQ_E_BAD_REQUEST, "An Idempotency-Key must have from 1 to 255 bytes.");
    if (is_anonymous(call) && length < GQ_IDEMPOTENCY_ANONYMOUS_KEY_MIN)
        return refuse(call, GQ_E_BAD_REQUEST,
                "Without authentication an Idempotency-Key must have at least 16 bytes.");
    return true;
}

/* The parts one after the other, each with its length in front: no two lists read the same. */
static struct gq_str
joined(struct gq_arena *arena, const struct gq_str *parts, size_t count)
{
    struct gq_str text = GQ_STR("");

    for (size_t i = 0; i < count; i++) {
        size_t length = text.length + sizeof(parts[i].length) + parts[i].length;
        char *bytes = gq_arena_alloc(arena, length);

        memcpy(bytes, text.bytes, text.length);
        memcpy(bytes + text.length, &parts[i].length, sizeof(parts[i].length));
        if (parts[i].length)
            memcpy(bytes + length - parts[i].length, parts[i].bytes, parts[i].length);
        text = (struct gq_str){ bytes, length };
    }
    return text;
}

/* The request as its client sent it: the same again has the same bytes. */
static struct gq_str
request_text(struct gq_call *call)
{
    const struct gq_request *request = &call->request;
    const struct gq_str parts[] = { request->query, request->document_id, request->operation_name,
        request->variables, request->extensions };

    if (request->form == GQ_REQUEST_BODY)
        return request->json;
    return joined(call->arena, parts, GQ_ARRAY_LENGTH(parts));
}

static struct gq_str
hexadecimal(struct gq_arena *arena, const uint8_t *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    char *text = gq_arena_alloc(arena, 2 * length);

    for (size_t i = 0; i < length; i++) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return (struct gq_str){ text, 2 * length };
}

/* Fills the call's key. */
static bool
identify(struct gq_call *call)
{
    struct gq_idempotency_key *key = &call->idempotency;
    struct gq_str name = call->operation->name.text, parts[3];

    key->subject = is_anonymous(call) ? GQ_STR("") : call->request.identity->subject;
    key->operation = name.bytes ? name : GQ_STR("");
    if (!gq_digest_sha256(call->worker->digest, request_text(call), key->fingerprint))
        return false;
    if (is_anonymous(call)) {
        struct gq_str hash = hexadecimal(call->arena, key->fingerprint, sizeof(key->fingerprint));

        key->operation = gq_arena_printf(
                call->arena, "%.*s:%.*s", GQ_STR_ARG(key->operation), GQ_STR_ARG(hash));
    }
    parts[0] = key->subject;
    parts[1] = key->operation;
    parts[2] = call->request.idempotency_key;
    return gq_digest_sha256(
            call->worker->digest, joined(call->arena, parts, GQ_ARRAY_LENGTH(parts)), key->hash);
}

bool
gq_idempotency_enter(struct gq_call *call)
{
    assert(!call->idempotency.is_held);
    if (!call->request.idempotency_key.bytes)
        return true;
    if (!check_length(call))
        return false;
    if (!identify(call))
        return refuse(call, GQ_E_INTERNAL_SERVER_ERROR, "The key could not be looked up.");
    if (!hold(call->worker->engine->idempotency, &call->idempotency))
        return refuse(call, GQ_E_IDEMPOTENCY_IN_PROGRESS,
                "A request with this Idempotency-Key is being worked on.");
    return true;
}

static bool
refuse_store(struct gq_call *call, const struct gq_store_error *failure)
{
    return refuse(call, failure->code, "The database could not be read or written.");
}

static bool
write_and_keep(struct gq_call *call, struct gq_session *session, const struct gq_receipt *receipt)
{
    struct gq_store_error failure;

    if (!gq_exec_write(call->run, session) || !gq_call_render_early(call))
        return false;
    return gq_receipt_keep(session, receipt, STATUS_DONE, gq_buf_view(&call->body), &failure)
            || refuse_store(call, &failure);
}

bool
gq_idempotency_write(struct gq_call *call, struct gq_session *session)
{
    const struct gq_engine *engine = call->worker->engine;
    const struct gq_idempotency_key *key = &call->idempotency;
    struct gq_receipt receipt = {
        .subject = key->subject,
        .operation = key->operation,
        .key = call->request.idempotency_key,
        .fingerprint = { (const char *)key->fingerprint, sizeof(key->fingerprint) },
        .now_us = gq_clock_wall_us(engine->clock),
        .count_max = gq_limits_get(&engine->limits, GQ_LIMIT_IDEMPOTENCY_KEYS),
        .age_max_us = gq_limits_get(&engine->limits, GQ_LIMIT_IDEMPOTENCY_HOURS) * HOUR_US,
    };
    enum gq_receipt_match match;
    struct gq_store_error failure;
    unsigned status;

    assert(key->is_held);
    gq_buf_truncate(&call->body, 0);
    if (!gq_receipt_find(session, &receipt, &match, &status, &call->body, &failure))
        return refuse_store(call, &failure);
    if (match == GQ_RECEIPT_NONE)
        return write_and_keep(call, session, &receipt);
    if (match == GQ_RECEIPT_OTHER)
        return refuse(call, GQ_E_IDEMPOTENCY_KEY_REUSED,
                "This Idempotency-Key was used for another request.");
    return true;
}
