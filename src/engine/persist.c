/* engine/persist.c - which document a request means, by its text or by its name. */
#include "base/arena.h"
#include "engine/call.h"
#include "engine/worker.h"

#include <assert.h>
#include <string.h>

static bool
refuse(struct gq_call *call, enum gq_code code, const char *message)
{
    gq_errors_add(&call->errs, code, GQ_SOURCE_NOWHERE, "%s", message);
    return false;
}

static void
give_back(void *arg)
{
    gq_persisted_give_back(arg);
}

/* The wording of this error is what clients look for, to send the text next. */
static bool
find_kept(struct gq_call *call, struct gq_str name)
{
    struct gq_persisted *persisted = call->worker->engine->persisted;
    struct gq_persisted_text *text = NULL;
    struct gq_persisted_id id;

    if (gq_persisted_parse_id(name, &id))
        text = gq_persisted_take(persisted, &id, &call->envelope.query);
    if (!text)
        return refuse(call, GQ_E_PERSISTED_QUERY_NOT_FOUND, "PersistedQueryNotFound");
    gq_arena_defer(call->arena, give_back, text);
    return true;
}

/* A text with its hash: to be kept once it turns out to be valid. */
static bool
check_hash(struct gq_call *call)
{
    struct gq_persisted_id given;

    if (!gq_digest_sha256(call->worker->digest, call->envelope.query, call->id.hash))
        return refuse(call, GQ_E_INTERNAL_SERVER_ERROR, "The hash cannot be computed.");
    if (!gq_persisted_parse_id(call->envelope.persisted_hash, &given)
            || memcmp(given.hash, call->id.hash, sizeof(given.hash)) != 0)
        return refuse(
                call, GQ_E_PERSISTED_QUERY_HASH_MISMATCH, "provided sha does not match query");
    call->is_to_keep = true;
    return true;
}

bool
gq_call_find_text(struct gq_call *call)
{
    const struct gq_envelope *envelope = &call->envelope;
    enum gq_persisted_mode mode = gq_persisted_get_mode(call->worker->engine->persisted);
    struct gq_str name =
            envelope->document_id.bytes ? envelope->document_id : envelope->persisted_hash;

    if (mode == GQ_PERSISTED_TRUSTED && envelope->query.bytes)
        return refuse(call, GQ_E_PERSISTED_QUERY_ID_REQUIRED,
                "Documents are named by their id here, not sent as text.");
    if (mode == GQ_PERSISTED_OFF)
        return envelope->query.bytes
                || refuse(call, GQ_E_PERSISTED_QUERY_NOT_SUPPORTED, "PersistedQueryNotSupported");
    if (envelope->query.bytes && envelope->document_id.bytes)
        return refuse(call, GQ_E_BAD_REQUEST,
                "Parameters \"query\" and \"documentId\" exclude each other.");
    if (!envelope->query.bytes)
        return find_kept(call, name);
    return !name.bytes || check_hash(call);
}

void
gq_call_keep_text(struct gq_call *call)
{
    if (call->is_to_keep)
        gq_persisted_register(call->worker->engine->persisted, &call->id, call->envelope.query);
}
