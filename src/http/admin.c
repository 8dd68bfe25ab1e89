/* http/admin.c - each answer is made from one look at the server's state. */
#include "http/admin.h"

#include "base/buf.h"
#include "http/exchange.h"
#include "http/health.h"
#include "http/loop.h"
#include "http/metrics.h"
#include "http/server.h"
#include "http/site.h"

#include <assert.h>
#include <config.h>
#include <inttypes.h>

#define BODY_BYTES_MAX ((size_t)256 * 1024)
#define JSON           "application/json; charset=utf-8"

static void
look(const struct gq_exchange *exchange, struct gq_server_status *ret_status)
{
    assert(exchange->loop->site->watched);
    gq_server_get_status(exchange->loop->site->watched, ret_status);
}

static void
answer(struct gq_exchange *exchange, unsigned status, const char *content_type, struct gq_buf *body)
{
    if (gq_buf_failed(body))
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the response.");
    else
        gq_health_answer(exchange, status, content_type, gq_buf_view(body));
    gq_buf_fini(body);
}

void
gq_admin_metrics(struct gq_exchange *exchange)
{
    struct gq_server_status status;
    struct gq_buf body;

    look(exchange, &status);
    gq_buf_init(&body, BODY_BYTES_MAX);
    gq_metrics_write(&body, &status);
    answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", &body);
}

static const char *
word_of(bool is)
{
    return is ? "true" : "false";
}

void
gq_admin_ready(struct gq_exchange *exchange)
{
    struct gq_server_status status;
    struct gq_buf body;

    look(exchange, &status);
    gq_buf_init(&body, BODY_BYTES_MAX);
    if (gq_str_is(exchange->query, "verbose")) {
        gq_buf_printf(&body,
                "{\"ready\":%s,\"stopping\":%s,\"connections\":%" PRIu32
                ",\"connections_max\":%" PRIu32 ",\"write_queue\":%" PRIu32 "}\n",
                word_of(!status.is_stopping), word_of(status.is_stopping), status.connections,
                status.connections_max, status.engine.write_queue);
        answer(exchange, status.is_stopping ? 503 : 200, JSON, &body);
    } else {
        gq_buf_text(&body, status.is_stopping ? "stopping\n" : "ready\n");
        answer(exchange, status.is_stopping ? 503 : 200, "text/plain; charset=utf-8", &body);
    }
}

void
gq_admin_status(struct gq_exchange *exchange)
{
    struct gq_server_status status;
    struct gq_buf body;

    look(exchange, &status);
    gq_buf_init(&body, BODY_BYTES_MAX);
    gq_buf_printf(&body,
            "{\"version\":\"%s\",\"uptime_s\":%" PRId64 ",\"loops\":%" PRIu32
            ",\"connections\":%" PRIu32 ",\"write_queue\":%" PRIu32
            ",\"documents\":{\"trusted\":%" PRIu32 ",\"registered\":%" PRIu32 "}}\n",
            PACKAGE_VERSION, status.uptime_us / 1000000, status.loops, status.connections,
            status.engine.write_queue, status.engine.trusted, status.engine.registered);
    answer(exchange, 200, JSON, &body);
}
