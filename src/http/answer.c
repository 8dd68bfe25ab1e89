/* http/answer.c - the outgoing half of an exchange: header fields, body, log line. */
#include "auth/identity.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/log.h"
#include "engine/engine.h"
#include "http/connection.h"
#include "http/cors.h"
#include "http/exchange.h"
#include "http/gzip.h"
#include "http/loop.h"
#include "http/site.h"

#include <assert.h>
#include <stdio.h>

/* A client has this long for an answer, and a second more for each KiB of it. */
#define SENDING_MS       30000
#define SENDING_MS_A_KIB 1000

#define LOGGED_PATH_MAX 256u

static void
add_field(struct MHD_Response *response, const char *name, const char *value)
{
    /* Without memory the field is left out: no field of ours changes what the body means. */
    if (value)
        (void)MHD_add_response_header(response, name, value);
}

/*
 * Compresses the body in place, where the client takes that. True when the answer depends on what
 * the client takes, whatever it was.
 */
static bool
compress(const struct gq_exchange *exchange, struct gq_answer *answer, bool *ret_is_compressed)
{
    struct gq_str accepted = exchange->header.fields[GQ_HTTP_ACCEPT_ENCODING];
    struct gq_gzip *gzip = exchange->loop->gzip;
    size_t length = 0;
    char *compressed = NULL;

    *ret_is_compressed = false;
    if (answer->length < GQ_GZIP_BYTES_MIN)
        return false;
    if (gzip && gq_gzip_is_accepted(accepted))
        compressed =
                gq_gzip_compress(gzip, (struct gq_str){ answer->body, answer->length }, &length);
    if (!compressed)
        return true;
    gq_alloc_free(answer->body);
    answer->body = compressed;
    answer->length = length;
    *ret_is_compressed = true;
    return true;
}

static struct MHD_Response *
make_response(const struct gq_answer *answer)
{
    static char nothing[1];

    if (answer->length == 0) {
        gq_alloc_free(answer->body);
        return MHD_create_response_from_buffer(0, nothing, MHD_RESPMEM_PERSISTENT);
    }
    assert(answer->body);
    return MHD_create_response_from_buffer_with_free_callback(
            answer->length, answer->body, gq_alloc_free);
}

/* An answer to a request whose body was not read ends the connection: so no byte is read twice. */
static bool
closes(const struct gq_exchange *exchange, const struct gq_answer *answer)
{
    bool is_early = exchange->state == GQ_EXCHANGE_NEW && exchange->header.has_body;

    return answer->is_last || is_early
            || atomic_load_explicit(&exchange->loop->site->is_stopping, memory_order_relaxed);
}

/* Server Timing, the Server-Timing Header Field. In milliseconds. */
static void
add_timing(const struct gq_exchange *exchange, struct MHD_Response *response)
{
    int64_t us = gq_clock_monotonic_us(exchange->loop->site->clock) - exchange->started_us;
    char text[40];

    snprintf(text, sizeof(text), "total;dur=%lld.%03d", (long long)(us / 1000), (int)(us % 1000));
    add_field(response, "Server-Timing", text);
}

void
gq_exchange_answer(struct gq_exchange *exchange, const struct gq_answer *given)
{
    struct gq_answer copy = *given, *answer = &copy;
    bool is_compressed, varies = compress(exchange, answer, &is_compressed);
    struct MHD_Response *response = make_response(answer);
    int64_t sending_ms = SENDING_MS + (int64_t)(answer->length / 1024) * SENDING_MS_A_KIB;
    enum MHD_Result queued = MHD_NO;

    assert(exchange->state == GQ_EXCHANGE_NEW || exchange->state == GQ_EXCHANGE_HANDLING);
    assert(answer->status >= 200 && answer->status <= 599);
    if (response) {
        add_field(response, "Content-Type", answer->length ? answer->content_type : NULL);
        add_field(response, "X-Content-Type-Options", answer->length ? "nosniff" : NULL);
        add_field(response, "Cache-Control", answer->cache_control);
        add_field(response, "Allow", answer->allow);
        add_field(response, "WWW-Authenticate", answer->authenticate);
        add_field(response, "Retry-After", answer->retry_after);
        add_field(response, "Vary", answer->vary);
        add_field(response, "Vary", varies ? "Accept-Encoding" : NULL);
        add_field(response, "Content-Encoding", is_compressed ? "gzip" : NULL);
        gq_cors_add(exchange, response);
        add_timing(exchange, response);
        add_field(response, "X-Request-Id", exchange->id);
        add_field(response, "Connection", closes(exchange, answer) ? "close" : NULL);
        queued = MHD_queue_response(exchange->mhd, answer->status, response);
        MHD_destroy_response(response);
    } else if (answer->length) {
        gq_alloc_free(answer->body);
    }
    exchange->status = answer->status;
    exchange->state = queued == MHD_YES ? GQ_EXCHANGE_ANSWERED : GQ_EXCHANGE_BROKEN;
    gq_connection_enter(exchange->connection, GQ_CONNECTION_SENDING,
            gq_loop_deadline_us(exchange->loop, sending_ms));
}

/* Framing faults leave nothing on the connection that could be trusted. */
static bool
ends_connection(unsigned status)
{
    return status == 400 || status == 413 || status == 414 || status == 431 || status == 503
            || status == 505;
}

void
gq_exchange_fail(
        struct gq_exchange *exchange, unsigned status, enum gq_code code, const char *message)
{
    struct gq_answer answer = { .status = status,
        .content_type = gq_media_content_type(exchange->media),
        .cache_control = "no-store",
        .authenticate = status == 401 ? "Bearer" : NULL,
        .retry_after = status == 503 ? "1" : NULL,
        .is_last =
                status == 400 || (exchange->state == GQ_EXCHANGE_NEW && ends_connection(status)) };
    char allow[GQ_ROUTER_ALLOW_SIZE];

    if (status == 405) {
        assert(exchange->route);
        gq_router_allow(exchange->route, allow);
        answer.allow = allow;
    }
    answer.body = gq_engine_error_body(code, message, &answer.length);
    if (!answer.body)
        answer.length = 0;
    gq_exchange_answer(exchange, &answer);
}

static void
log_call(struct gq_log *log, const struct gq_exchange *exchange)
{
    const struct gq_response *response = gq_call_response(exchange->call);

    if (response->operation_name.length)
        gq_log_str(log, "operation", response->operation_name);
    gq_log_int(log, "statements", response->statements);
    gq_log_int(log, "rows", (int64_t)response->rows);
    gq_log_int(log, "errors", response->error_count);
}

void
gq_exchange_log(const struct gq_exchange *exchange)
{
    const struct gq_clock *clock = exchange->loop->site->clock;
    struct gq_log log;

    gq_log_begin(&log, clock, GQ_LOG_INFO, "request");
    if (!log.is_wanted)
        return;
    gq_log_str(&log, "request_id", gq_str_of(exchange->id));
    if (exchange->trace_id[0])
        gq_log_str(&log, "trace_id", gq_str_of(exchange->trace_id));
    gq_log_str(&log, "method", gq_str_of(gq_router_method_name(exchange->method)));
    gq_log_str(&log, "path", gq_str_slice(exchange->path, 0, LOGGED_PATH_MAX));
    gq_log_int(&log, "status", exchange->status);
    gq_log_int(&log, "duration_us", gq_clock_monotonic_us(clock) - exchange->started_us);
    if (exchange->identity)
        gq_log_str(&log, "subject_hash", gq_str_of(exchange->identity->label));
    else if (exchange->refusal.length)
        gq_log_str(&log, "refusal", exchange->refusal);
    if (exchange->call && exchange->status)
        log_call(&log, exchange);
    gq_log_end(&log);
}
