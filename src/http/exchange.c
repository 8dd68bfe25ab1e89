/* http/exchange.c - the incoming half: header, body, handler. The outgoing half is answer.c. */
#include "http/exchange.h"

#include "auth/identity.h"
#include "base/alloc.h"
#include "base/clock.h"
#include "base/limits.h"
#include "engine/engine.h"
#include "http/authorization.h"
#include "http/clients.h"
#include "http/connection.h"
#include "http/loop.h"
#include "http/site.h"

#include <assert.h>

/* A body that is past its limit is read on, for the sake of the answer, but not for ever. */
#define EXCESS_FACTOR 16

static struct gq_connection *
connection_of(struct MHD_Connection *mhd)
{
    const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_SOCKET_CONTEXT);

    return info ? info->socket_context : NULL;
}

void *
gq_exchange_begin(void *cls, const char *target, struct MHD_Connection *mhd)
{
    struct gq_loop *loop = cls;
    size_t length = strlen(target);
    struct gq_connection *connection = connection_of(mhd);
    struct gq_exchange *exchange = gq_alloc(sizeof(*exchange) + length + 1);
    int64_t deadline_us;

    if (!exchange || !connection) {
        gq_alloc_free(exchange);
        return NULL;
    }
    *exchange = (struct gq_exchange){ .loop = loop, .connection = connection, .mhd = mhd };
    memcpy(exchange->target_bytes, target, length + 1);
    exchange->target = (struct gq_str){ exchange->target_bytes, length };
    gq_buf_init(&exchange->body, (size_t)gq_limits_get(loop->site->limits, GQ_LIMIT_BODY_BYTES));
    exchange->started_us = gq_clock_monotonic_us(loop->site->clock);
    deadline_us = gq_loop_deadline_us(loop, loop->site->timeouts.header_ms);
    if (deadline_us > connection->deadline_us)
        deadline_us = connection->deadline_us;
    gq_connection_enter(connection, GQ_CONNECTION_HEADER, deadline_us);
    return exchange;
}

static enum MHD_Result
take_field(void *cls, enum MHD_ValueKind kind, const char *name, size_t name_length,
        const char *value, size_t value_length)
{
    struct gq_http_guard *header = cls;

    assert(kind == MHD_HEADER_KIND);
    (void)kind;
    gq_http_guard_add(header, (struct gq_str){ name, name_length },
            (struct gq_str){ value, value ? value_length : 0 });
    return MHD_YES;
}

static enum gq_http_version
version_of(const char *version)
{
    if (strcmp(version, MHD_HTTP_VERSION_1_1) == 0)
        return GQ_HTTP_1_1;
    return strcmp(version, MHD_HTTP_VERSION_1_0) == 0 ? GQ_HTTP_1_0 : GQ_HTTP_OTHER;
}

static bool
is_request_id(struct gq_str text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];

        if (!((byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z')
                    || (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_' || byte == '.'))
            return false;
    }
    return text.length > 0 && text.length <= GQ_EXCHANGE_ID_MAX;
}

/* The next of a sequence that starts at a random place: unique enough to find a line in a log. */
static void
make_request_id(uint64_t *state, char *ret_id)
{
    static const char hex[] = "0123456789abcdef";
    uint64_t mixed;

    *state += UINT64_C(0x9E3779B97F4A7C15);
    mixed = *state;
    mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94D049BB133111EB);
    mixed ^= mixed >> 31;
    for (int i = 0; i < 16; i++, mixed >>= 4)
        ret_id[i] = hex[mixed & 15];
    ret_id[16] = '\0';
}

/* The client's or the proxy's id where it gave a harmless one, so that logs can be joined. */
static void
choose_request_id(struct gq_exchange *exchange)
{
    struct gq_str given = exchange->header.fields[GQ_HTTP_REQUEST_ID];

    if (is_request_id(given)) {
        memcpy(exchange->id, given.bytes, given.length);
        exchange->id[given.length] = '\0';
    } else {
        make_request_id(&exchange->loop->id_state, exchange->id);
    }
}

/*
 * traceparent = version "-" trace-id "-" parent-id "-" flags, lower-case hexadecimal digits.
 * W3C Trace Context, Traceparent Header. Only the trace's id is of use here.
 */
static void
read_trace_id(struct gq_exchange *exchange)
{
    struct gq_str text = exchange->header.fields[GQ_HTTP_TRACEPARENT];
    struct gq_str id = gq_str_slice(text, 3, GQ_TRACE_ID_LENGTH);
    bool is_zero = true;

    if (text.length < 55 || text.bytes[2] != '-' || text.bytes[35] != '-' || text.bytes[52] != '-')
        return;
    for (size_t i = 0; i < id.length; i++) {
        if (!((id.bytes[i] >= '0' && id.bytes[i] <= '9')
                    || (id.bytes[i] >= 'a' && id.bytes[i] <= 'f')))
            return;
        is_zero = is_zero && id.bytes[i] == '0';
    }
    if (!is_zero)
        memcpy(exchange->trace_id, id.bytes, id.length);
}

static void
answer_method(struct gq_exchange *exchange, unsigned status)
{
    char allow[GQ_ROUTER_ALLOW_SIZE] = "";

    if (exchange->route)
        gq_router_allow(exchange->route, allow);
    gq_exchange_answer(
            exchange, &(struct gq_answer){ .status = status, .allow = allow[0] ? allow : NULL });
}

/* The target and what it leads to; answers and returns false when that is nowhere. */
static bool
admit_target(struct gq_exchange *exchange)
{
    const struct gq_site *site = exchange->loop->site;

    if (exchange->target.length > (size_t)gq_limits_get(site->limits, GQ_LIMIT_URL_BYTES)) {
        gq_exchange_fail(exchange, 414, GQ_E_BAD_REQUEST, "The URL is too long.");
        return false;
    }
    if (!gq_router_split(exchange->target, &exchange->path, &exchange->query)) {
        gq_exchange_fail(exchange, 400, GQ_E_BAD_REQUEST, "The URL is malformed.");
        return false;
    }
    exchange->route = gq_router_find(site->routes, site->route_count, exchange->path);
    if (exchange->method == GQ_METHOD_OPTIONS && gq_str_is(exchange->path, "*")) {
        answer_method(exchange, 204);
        return false;
    }
    if (!exchange->route) {
        gq_exchange_fail(exchange, 404, GQ_E_NOT_FOUND, "There is nothing at this address.");
        return false;
    }
    return true;
}

static bool
admit_method(struct gq_exchange *exchange)
{
    if (!gq_router_serves(exchange->route, exchange->method)) {
        gq_exchange_fail(exchange, 405, GQ_E_METHOD_NOT_ALLOWED,
                "The method is not allowed at this address.");
        return false;
    }
    if (exchange->method == GQ_METHOD_OPTIONS) {
        answer_method(exchange, 204);
        return false;
    }
    return true;
}

/*
 * A body somewhat too large is read to its end and thrown away: an answer in the middle of it, and
 * the connection's end behind that, would reach most clients as a reset.
 */
static bool
admit_size(struct gq_exchange *exchange)
{
    if (exchange->header.content_length <= exchange->body.cap_bytes * EXCESS_FACTOR)
        return true;
    gq_exchange_fail(exchange, 413, GQ_E_REQUEST_LIMIT_EXCEEDED, "The body is too large.");
    return false;
}

static bool
admit_framing(struct gq_exchange *exchange, const char *version)
{
    struct gq_http_verdict verdict;

    gq_http_guard_init(&exchange->header, exchange->loop->site->limits);
    MHD_get_connection_values_n(exchange->mhd, MHD_HEADER_KIND, take_field, &exchange->header);
    verdict = gq_http_guard_finish(&exchange->header, version_of(version));
    choose_request_id(exchange);
    read_trace_id(exchange);
    if (!verdict.status)
        return true;
    gq_exchange_fail(exchange, verdict.status,
            verdict.status == 415 ? GQ_E_UNSUPPORTED_MEDIA_TYPE : GQ_E_BAD_REQUEST, verdict.reason);
    return false;
}

/* A trusted proxy says for whom it asks; others only say so. False when that one has too much open. */
static bool
enter_client(struct gq_exchange *exchange)
{
    const struct gq_site *site = exchange->loop->site;

    if (!gq_address_is_in(&exchange->connection->peer, site->proxies, site->proxy_count))
        return true;
    exchange->client = gq_address_resolve(
            exchange->header.fields[GQ_HTTP_FORWARDED_FOR], site->proxies, site->proxy_count);
    if (!gq_address_is_known(&exchange->client))
        return true;
    exchange->is_counted = gq_clients_enter(site->clients, &exchange->client);
    return exchange->is_counted;
}

static bool
admit_load(struct gq_exchange *exchange)
{
    if (!exchange->connection->is_past_limit && enter_client(exchange))
        return true;
    gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "Too many connections.");
    return false;
}

/* The header is complete. Whatever can be refused is refused before the body is read. */
static void
admit(struct gq_exchange *exchange, const char *method, const char *version)
{
    struct gq_loop *loop = exchange->loop;

    exchange->method = gq_router_method(method);
    gq_connection_enter(exchange->connection, GQ_CONNECTION_BODY,
            gq_loop_deadline_us(loop, loop->site->timeouts.body_ms));
    if (!admit_framing(exchange, version) || !admit_target(exchange) || !admit_load(exchange)
            || !admit_method(exchange) || !admit_size(exchange))
        return;
    if (exchange->route->admit)
        exchange->route->admit(exchange);
    if (exchange->state == GQ_EXCHANGE_NEW)
        exchange->state = GQ_EXCHANGE_BODY;
}

static void
take_body(struct gq_exchange *exchange, const char *upload, size_t length)
{
    struct gq_buf *body = &exchange->body;

    /* The first bytes of a body of known size make room for all of it. */
    if (body->length == 0 && exchange->header.content_length > length)
        (void)gq_buf_room(body, (size_t)exchange->header.content_length);
    gq_buf_append(body, upload, length);
    if (!gq_buf_failed(body))
        return;
    exchange->excess += length;
    if (exchange->excess > body->cap_bytes * EXCESS_FACTOR)
        exchange->state = GQ_EXCHANGE_BROKEN;
}

/* The request is complete. */
static void
handle(struct gq_exchange *exchange)
{
    exchange->state = GQ_EXCHANGE_HANDLING;
    gq_connection_enter(exchange->connection, GQ_CONNECTION_WORKING, 0);
    if (exchange->body.state == GQ_BUF_OVER_CAP)
        gq_exchange_fail(exchange, 413, GQ_E_REQUEST_LIMIT_EXCEEDED, "The body is too large.");
    else if (exchange->body.state == GQ_BUF_NO_MEMORY)
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the body.");
    else if (exchange->route->is_open || gq_authorization_admit(exchange))
        exchange->route->handle(exchange);
}

static void
resume(struct gq_exchange *exchange)
{
    exchange->state = GQ_EXCHANGE_HANDLING;
    assert(exchange->route->resume);
    exchange->route->resume(exchange);
}

enum MHD_Result
gq_exchange_access(void *cls, struct MHD_Connection *mhd, const char *url, const char *method,
        const char *version, const char *upload, size_t *upload_length, void **context)
{
    struct gq_exchange *exchange = *context;

    (void)cls;
    (void)url; /* the library's cut of the target: ours is made from the raw one */
    if (!exchange)
        return MHD_NO;
    assert(exchange->mhd == mhd);
    if (exchange->state == GQ_EXCHANGE_NEW)
        admit(exchange, method, version);
    else if (*upload_length > 0 && exchange->state == GQ_EXCHANGE_BODY)
        take_body(exchange, upload, *upload_length);
    else if (exchange->state == GQ_EXCHANGE_BODY)
        handle(exchange);
    else if (exchange->state == GQ_EXCHANGE_RESUMED)
        resume(exchange);
    *upload_length = 0;
    return exchange->state == GQ_EXCHANGE_BROKEN ? MHD_NO : MHD_YES;
}

void
gq_exchange_park(struct gq_exchange *exchange)
{
    assert(exchange->state == GQ_EXCHANGE_HANDLING);
    assert(exchange->route->resume);
    exchange->state = GQ_EXCHANGE_PARKED;
    exchange->loop->parked++;
    MHD_suspend_connection(exchange->mhd);
}

void
gq_exchange_unpark(struct gq_exchange *exchange)
{
    assert(exchange->state == GQ_EXCHANGE_PARKED);
    assert(exchange->loop->parked > 0);
    exchange->state = GQ_EXCHANGE_RESUMED;
    exchange->loop->parked--;
    MHD_resume_connection(exchange->mhd);
}

void
gq_exchange_end(
        void *cls, struct MHD_Connection *mhd, void **context, enum MHD_RequestTerminationCode how)
{
    struct gq_loop *loop = cls;
    struct gq_exchange *exchange = *context;
    const struct gq_timeouts *timeouts = &loop->site->timeouts;

    (void)mhd;
    (void)how;
    if (!exchange)
        return;
    assert(exchange->state != GQ_EXCHANGE_PARKED);
    gq_exchange_log(exchange);
    gq_metrics_count(exchange);
    /* The next request may begin at the last moment of idleness, and then has its own time. */
    gq_connection_enter(exchange->connection, GQ_CONNECTION_IDLE,
            gq_loop_deadline_us(loop, timeouts->idle_ms + timeouts->header_ms));
    if (exchange->is_counted)
        gq_clients_leave(loop->site->clients, &exchange->client);
    if (exchange->call)
        gq_call_free(exchange->call);
    gq_identity_unref(exchange->identity);
    gq_buf_fini(&exchange->body);
    gq_alloc_free(exchange);
    *context = NULL;
}
