/* http/health.c - one word. */
#include "http/health.h"

#include "base/alloc.h"
#include "http/exchange.h"
#include "http/loop.h"
#include "http/site.h"

#include <string.h>

#define PLAIN "text/plain; charset=utf-8"

void
gq_health_answer(
        struct gq_exchange *exchange, unsigned status, const char *content_type, struct gq_str text)
{
    struct gq_answer answer = { .status = status,
        .content_type = content_type,
        .cache_control = "no-store",
        .body = gq_alloc(text.length + 1),
        .length = text.length };

    if (!answer.body) {
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the response.");
        return;
    }
    memcpy(answer.body, text.bytes, text.length);
    gq_exchange_answer(exchange, &answer);
}

void
gq_health_handle(struct gq_exchange *exchange)
{
    gq_health_answer(exchange, 200, PLAIN, GQ_STR("ok\n"));
}

void
gq_health_handle_ready(struct gq_exchange *exchange)
{
    if (atomic_load(&exchange->loop->site->is_stopping))
        gq_health_answer(exchange, 503, PLAIN, GQ_STR("stopping\n"));
    else
        gq_health_answer(exchange, 200, PLAIN, GQ_STR("ready\n"));
}
