/*
 * engine/engine.h - composes the stages: a request in, a response out, whatever door it came by.
 *
 * In:       schema files; requests as bytes.
 * Out:      responses as bytes, with what a transport needs to choose a status.
 * Not here: sockets and HTTP (http/), the stages themselves.
 *
 * server > engine > generation > request. Two engines in one process work.
 */
#ifndef GQ_ENGINE_ENGINE_H
#define GQ_ENGINE_ENGINE_H

#include "base/attribute.h"
#include "base/code.h"
#include "base/limits.h"
#include "base/str.h"
#include "engine/persisted.h"

#include <stdbool.h>
#include <stdint.h>

struct gq_clock;
struct gq_engine; /* any thread once open */
struct gq_worker; /* a thread's own share: reading session, digest; one thread at a time */
struct gq_call;   /* one request from its bytes to its response */
struct gq_credential;
struct gq_errors;
struct gq_identity;
struct gq_keyring;
struct gq_schema_text;

struct gq_engine_options {
    const struct gq_str *schema_paths; /* NUL-terminated */
    uint32_t schema_path_count;
    const struct gq_schema_text *schema_texts; /* instead of paths: schema_files.h */
    uint32_t schema_text_count;
    struct gq_str
            database_path; /* NUL-terminated; bytes == NULL: none, for a schema without models */
    const struct gq_limits *limits;
    const struct gq_clock *clock;
    enum gq_persisted_mode persisted;
    const struct gq_str *manifest_paths; /* of trusted documents; NUL-terminated */
    uint32_t manifest_path_count;
    const struct gq_keyring *keyring; /* whose tokens are believed; borrowed; NULL: nobody's */
    bool is_dev;                      /* introspection, suggestions and details for everyone */
};

/*
 * Loads the schema files, opens the database and creates its tables. Owned by the caller; options
 * are copied, clock borrowed. NULL after adding errors with places in the files.
 */
GQ_MUST_CHECK struct gq_engine *gq_engine_open(
        const struct gq_engine_options *options, struct gq_errors *errs);

/*
 * Loads the schema files again, migrates the database as far as nothing is lost, and makes the
 * result current; requests that run go on with what they began with. One reload at a time, any
 * thread, under a guard of `errs->arena`. False after adding errors: nothing has changed.
 */
GQ_MUST_CHECK bool gq_engine_reload(struct gq_engine *engine, struct gq_errors *errs);

/* Ends the writer after its queue, closes the database. All workers are closed before. */
void gq_engine_close(struct gq_engine *engine);

GQ_MUST_CHECK struct gq_worker *gq_worker_open(struct gq_engine *engine, struct gq_errors *errs);
void gq_worker_close(struct gq_worker *worker);

/* What a worker found in its caches and what it did not. The worker's thread only. */
struct gq_worker_stats {
    uint64_t document_hits, document_misses, plan_hits, plan_misses;
};
void gq_worker_get_stats(const struct gq_worker *worker, struct gq_worker_stats *ret_stats);

struct gq_engine_stats {
    uint32_t write_queue;         /* mutations that wait */
    uint32_t trusted, registered; /* documents kept under their hash */
};

/* Any thread. */
void gq_engine_get_stats(struct gq_engine *engine, struct gq_engine_stats *ret_stats);

enum gq_identified {
    GQ_IDENTIFIED_KNOWN,
    GQ_IDENTIFIED_REFUSED,     /* UNAUTHENTICATED, and never anonymous */
    GQ_IDENTIFIED_UNAVAILABLE, /* it could not be found out */
};

/*
 * Who shows this token or key (auth/verifier.h)? On GQ_IDENTIFIED_KNOWN `*ret_identity` is a
 * reference, the caller's. `*ret_reason`, static, is for the log alone.
 */
GQ_MUST_CHECK enum gq_identified gq_worker_identify(struct gq_worker *worker,
        const struct gq_credential *credential, struct gq_identity **ret_identity,
        struct gq_str *ret_reason);

enum gq_request_form {
    GQ_REQUEST_BODY,       /* `json` is the whole request: query, operationName, variables, ... */
    GQ_REQUEST_PARAMETERS, /* the members come one by one, variables and extensions as JSON text */
};

/* Slices are borrowed until the response is made. An absent one has bytes == NULL. */
struct gq_request {
    enum gq_request_form form;
    struct gq_str json;
    struct gq_str query, operation_name, variables, extensions;
    struct gq_str idempotency_key; /* bytes == NULL: none; looked at when the request writes */
    struct gq_str document_id;     /* PARAMETERS: `documentId`, or the hash in the path */
    bool is_read_only;             /* GET: a mutation is METHOD_NOT_ALLOWED */
    /* Who asks, whatever the door; NULL: anonymous. Kept by the caller until the call is freed. */
    const struct gq_identity *identity;
    const void *root; /* the parent of root fields, for an embedder's resolvers */
};

struct gq_response {
    struct gq_str body; /* complete JSON; owned by the call until released */
    /*
     * How a transport treats it. `is_unreadable`: the request itself is broken, `code` decides the
     * status under every media type. Else `has_data` false: a request error, whose status depends
     * on the media type. Else 200.
     */
    bool is_unreadable, has_data;
    enum gq_code code; /* of the first error, when there is no data */
    /* For the log line. */
    struct gq_str operation_name;
    uint32_t error_count, statements;
    uint64_t rows;
};

enum gq_call_state {
    GQ_CALL_DONE,  /* the response is there */
    GQ_CALL_WRITES /* a mutation: submit it */
};

/*
 * Begins a request: everything up to the answer of a query, or up to the writer's queue. NULL when
 * there is no memory for it. The call is owned by the caller.
 */
GQ_MUST_CHECK struct gq_call *gq_call_begin(
        struct gq_worker *worker, const struct gq_request *request, enum gq_call_state *ret_state);

typedef void gq_call_done_fn(void *context);

/*
 * Hands a GQ_CALL_WRITES call to the writer; `done` is called exactly once, from any thread,
 * possibly before this returns. Then gq_call_finish, on the worker's thread, makes the response; or,
 * when the schema has changed in between, a new plan, to be submitted once more.
 */
void gq_call_submit(struct gq_call *call, gq_call_done_fn *done, void *context);
GQ_MUST_CHECK enum gq_call_state gq_call_finish(struct gq_call *call);

/* Both of them, for a thread that has nothing else to do: waits for the writer. */
void gq_call_write(struct gq_call *call);

/* The response of a finished call; borrowed from it. */
const struct gq_response *gq_call_response(const struct gq_call *call);

/* Hands the body over: the caller frees it with gq_alloc_free. */
GQ_MUST_CHECK char *gq_call_release_body(struct gq_call *call, size_t *ret_length);

void gq_call_free(struct gq_call *call);

/* A request error as a response body, for transports: `{"errors":[...]}`. gq_alloc'd, or NULL. */
GQ_MUST_CHECK char *gq_engine_error_body(
        enum gq_code code, const char *message, size_t *ret_length);

#endif
