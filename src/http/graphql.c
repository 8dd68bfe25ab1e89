/* http/graphql.c - between the HTTP exchange and the engine's call. */
#include "http/graphql.h"

#include "engine/engine.h"
#include "http/exchange.h"
#include "http/loop.h"
#include "http/query.h"
#include "http/site.h"

#include <assert.h>

/* The parameters of a GET. */
static const struct parameter {
    struct gq_str name;
    size_t offset; /* of the slice in struct gq_request */
} parameters[] = {
    { GQ_STR_INIT("query"), offsetof(struct gq_request, query) },
    { GQ_STR_INIT("operationName"), offsetof(struct gq_request, operation_name) },
    { GQ_STR_INIT("variables"), offsetof(struct gq_request, variables) },
    { GQ_STR_INIT("extensions"), offsetof(struct gq_request, extensions) },
    { GQ_STR_INIT("documentId"), offsetof(struct gq_request, document_id) },
};

/* Request errors that are HTTP's matter, and have their status whatever the media type. */
static const unsigned plain_statuses[] = { 401, 403, 405, 406, 413, 415, 429, 500, 503, 504 };

void
gq_graphql_admit(struct gq_exchange *exchange)
{
    const struct gq_http_guard *header = &exchange->header;

    exchange->media = gq_media_negotiate(header->accepts, header->accept_count);
    if (exchange->method != GQ_METHOD_POST && exchange->loop->site->is_csrf_strict
            && !header->fields[GQ_HTTP_NOT_SIMPLE].length) {
        gq_exchange_fail(exchange, 400, GQ_E_BAD_REQUEST,
                "A GET needs the header field GraphQL-Require-Preflight here.");
        return;
    }
    if (exchange->method == GQ_METHOD_POST
            && !gq_media_is_json(header->fields[GQ_HTTP_CONTENT_TYPE]))
        gq_exchange_fail(exchange, 415, GQ_E_UNSUPPORTED_MEDIA_TYPE,
                "The Content-Type must be application/json.");
    else if (exchange->media == GQ_MEDIA_NONE)
        gq_exchange_fail(exchange, 406, GQ_E_NOT_ACCEPTABLE,
                "The response can be application/graphql-response+json or application/json.");
}

/* The last segment of `/graphql/<hash>`. */
static struct gq_str
path_id(const struct gq_exchange *exchange)
{
    return gq_str_slice(exchange->path, exchange->route->path.length, exchange->path.length);
}

void
gq_graphql_admit_named(struct gq_exchange *exchange)
{
    struct gq_persisted_id id;

    if (gq_persisted_parse_id(path_id(exchange), &id))
        gq_graphql_admit(exchange);
    else
        gq_exchange_fail(exchange, 404, GQ_E_NOT_FOUND, "There is nothing at this address.");
}

/* Puts a decoded pair where it belongs. False when that place is taken; other names are ignored. */
static bool
take_parameter(struct gq_request *request, struct gq_str name, struct gq_str value)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(parameters); i++) {
        struct gq_str *place;

        if (!gq_str_equal(name, parameters[i].name))
            continue;
        place = (struct gq_str *)(void *)((char *)request + parameters[i].offset);
        if (place->bytes)
            return false;
        *place = value;
    }
    return true;
}

/* Decoded text is never longer than it was, so that `memory` of the query's size is enough. */
static bool
read_parameters(struct gq_str query, char *memory, struct gq_request *request)
{
    struct gq_str name, value;

    while (gq_query_next(&query, &name, &value)) {
        if (!gq_query_decode(name, memory, &name))
            return false;
        memory += name.length;
        if (!gq_query_decode(value, memory, &value))
            return false;
        memory += value.length;
        if (!take_parameter(request, name, value))
            return false;
    }
    return true;
}

/* The decoded parameters live in the buffer of the body, which a GET does not have. */
static bool
read_get(struct gq_exchange *exchange, struct gq_request *ret_request)
{
    struct gq_buf *memory = &exchange->body;
    char *room;

    *ret_request = (struct gq_request){ .form = GQ_REQUEST_PARAMETERS, .is_read_only = true };
    if (exchange->route->match == GQ_ROUTE_PREFIX)
        ret_request->document_id = path_id(exchange);
    gq_buf_truncate(memory, 0);
    room = gq_buf_room(memory, exchange->query.length + 1);
    if (!room) {
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the request.");
        return false;
    }
    if (!read_parameters(exchange->query, room, ret_request)) {
        gq_exchange_fail(exchange, 400, GQ_E_BAD_REQUEST,
                "The query string is malformed or has a parameter twice.");
        return false;
    }
    return true;
}

/* GraphQL over HTTP, Status Codes. */
static unsigned
status_of(const struct gq_response *response, enum gq_media media)
{
    unsigned status = gq_code_info(response->code)->http_status;

    if (response->is_unreadable)
        return status;
    if (response->has_data)
        return 200;
    if (media == GQ_MEDIA_GRAPHQL_RESPONSE)
        return status;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(plain_statuses); i++) {
        if (status == plain_statuses[i])
            return status;
    }
    return 200;
}

/*
 * What is said about a document that is not kept is true for a moment: the client may register it
 * next. No cache on the way may repeat it.
 */
static const char *
cache_control_of(const struct gq_exchange *exchange, const struct gq_response *response)
{
    if (!response->has_data
            && (response->code == GQ_E_PERSISTED_QUERY_NOT_FOUND
                    || response->code == GQ_E_PERSISTED_QUERY_NOT_SUPPORTED))
        return "private, no-cache, must-revalidate";
    return exchange->method == GQ_METHOD_POST ? "no-store" : "private, no-cache";
}

static void
answer(struct gq_exchange *exchange)
{
    const struct gq_response *response = gq_call_response(exchange->call);
    bool is_post = exchange->method == GQ_METHOD_POST;
    struct gq_answer answer = { .status = status_of(response, exchange->media),
        .content_type = gq_media_content_type(exchange->media),
        .cache_control = cache_control_of(exchange, response),
        .vary = is_post ? NULL : "Accept" };

    if (answer.status == 405)
        answer.allow = "POST";
    if (answer.status == 503)
        answer.retry_after = "1";
    answer.body = gq_call_release_body(exchange->call, &answer.length);
    if (answer.body)
        gq_exchange_answer(exchange, &answer);
    else
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the response.");
}

/* Any thread: the writer is done with the call. */
static void
post_back(void *context)
{
    struct gq_exchange *exchange = context;

    gq_loop_post(exchange->loop, exchange);
}

/* In this order: the writer may be done before the submission returns. */
static void
submit(struct gq_exchange *exchange)
{
    gq_exchange_park(exchange);
    gq_call_submit(exchange->call, post_back, exchange);
}

void
gq_graphql_handle(struct gq_exchange *exchange)
{
    struct gq_request request = { .form = GQ_REQUEST_BODY,
        .json = gq_buf_view(&exchange->body),
        .idempotency_key = exchange->header.fields[GQ_HTTP_IDEMPOTENCY_KEY] };
    enum gq_call_state state;

    if (exchange->method != GQ_METHOD_POST && !read_get(exchange, &request))
        return;
    request.identity = exchange->identity;
    exchange->call = gq_call_begin(exchange->loop->worker, &request, &state);
    if (!exchange->call) {
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the request.");
    } else if (state == GQ_CALL_DONE) {
        answer(exchange);
    } else {
        assert(state == GQ_CALL_WRITES);
        submit(exchange);
    }
}

void
gq_graphql_resume(struct gq_exchange *exchange)
{
    assert(exchange->call);
    if (gq_call_finish(exchange->call) == GQ_CALL_DONE)
        answer(exchange);
    else
        submit(exchange);
}
