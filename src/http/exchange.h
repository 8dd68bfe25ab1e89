/*
 * http/exchange.h - one request and its answer.
 *
 * In:       what the HTTP library calls back with.
 * Out:      routed, guarded, complete requests to the handlers; answers to the library; one log line.
 * Not here: what a route does.
 *
 * A handler answers by gq_exchange_answer or gq_exchange_fail, exactly once, or parks the exchange
 * and answers when it is resumed. One thread at a time: the loop's.
 */
#ifndef GQ_HTTP_EXCHANGE_H
#define GQ_HTTP_EXCHANGE_H

#include "base/attribute.h"
#include "base/buf.h"
#include "base/code.h"
#include "http/address.h"
#include "http/guard.h"
#include "http/media.h"
#include "http/router.h"

#include <microhttpd.h>
#include <stdbool.h>
#include <stdint.h>

struct gq_call;
struct gq_connection;
struct gq_identity;
struct gq_loop;

enum gq_exchange_state {
    GQ_EXCHANGE_NEW,      /* the request line is there */
    GQ_EXCHANGE_BODY,     /* the header is admitted, the body comes */
    GQ_EXCHANGE_HANDLING, /* the request is complete */
    GQ_EXCHANGE_PARKED,   /* suspended: another thread works on it */
    GQ_EXCHANGE_RESUMED,  /* to be answered, unless the client's reset is noticed before */
    GQ_EXCHANGE_ANSWERED,
    GQ_EXCHANGE_BROKEN, /* no answer could be given: the connection is closed */
};

#define GQ_EXCHANGE_ID_MAX 64
#define GQ_TRACE_ID_LENGTH 32

struct gq_exchange {
    struct gq_loop *loop;
    struct gq_connection *connection;
    struct MHD_Connection *mhd;
    enum gq_exchange_state state;
    enum gq_method method;
    const struct gq_route *route; /* NULL: none */
    struct gq_http_guard header;
    struct gq_str target, path, query; /* still encoded; live in target_bytes */
    struct gq_buf body;
    size_t excess; /* bytes of the body past its limit */
    enum gq_media media;
    char id[GQ_EXCHANGE_ID_MAX + 1];       /* the request's, NUL-terminated */
    char trace_id[GQ_TRACE_ID_LENGTH + 1]; /* of traceparent; empty: none */
    struct gq_address client;              /* behind a trusted proxy; counted when `is_counted` */
    bool is_counted;
    int64_t started_us;
    struct gq_identity *identity; /* who asks: a reference; NULL: anonymous */
    struct gq_str refusal;        /* why not, for the log; static */
    struct gq_call *call;         /* the engine's part, if any; freed with the exchange */
    unsigned status;              /* of the answer; 0: none */
    struct gq_exchange *inbox_next;
    char target_bytes[];
};

/* What goes out. Texts are borrowed for the call; NULL: the header field is left out. */
struct gq_answer {
    unsigned status;
    const char *content_type, *cache_control, *allow, *authenticate, *retry_after, *vary;
    char *body; /* gq_alloc'd, taken over; may be NULL when length is 0 */
    size_t length;
    bool is_last; /* the connection closes after it */
};

void gq_exchange_answer(struct gq_exchange *exchange, const struct gq_answer *answer);

/* Answers with an error in the GraphQL form. `message` is NUL-terminated. */
void gq_exchange_fail(
        struct gq_exchange *exchange, unsigned status, enum gq_code code, const char *message);

/*
 * Suspends the exchange. Afterwards, and not before, another thread may get it; that one calls
 * gq_loop_post once, and the route's `resume` follows on the loop's thread.
 */
void gq_exchange_park(struct gq_exchange *exchange);

/* The loop's thread: goes on with a parked exchange. */
void gq_exchange_unpark(struct gq_exchange *exchange);

/* Writes the exchange's line to the log. */
void gq_exchange_log(const struct gq_exchange *exchange);

/* Callbacks of the HTTP library; `cls` is the loop. */
void *gq_exchange_begin(void *cls, const char *target, struct MHD_Connection *mhd);
enum MHD_Result gq_exchange_access(void *cls, struct MHD_Connection *mhd, const char *url,
        const char *method, const char *version, const char *upload, size_t *upload_length,
        void **context);
void gq_exchange_end(
        void *cls, struct MHD_Connection *mhd, void **context, enum MHD_RequestTerminationCode how);

#endif
