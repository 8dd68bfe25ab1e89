/* http/health.c - one word. */
#include "http/health.h"

#include "base/alloc.h"
#include "http/exchange.h"

#include <string.h>

void
gq_health_handle(struct gq_exchange *exchange)
{
    static const char text[] = "ok\n";
    struct gq_answer answer = { .status = 200,
        .content_type = "text/plain; charset=utf-8",
        .cache_control = "no-store",
        .body = gq_alloc(sizeof(text)),
        .length = sizeof(text) - 1 };

    if (!answer.body) {
        gq_exchange_fail(exchange, 503, GQ_E_OVERLOADED, "No memory for the response.");
        return;
    }
    memcpy(answer.body, text, sizeof(text));
    gq_exchange_answer(exchange, &answer);
}
