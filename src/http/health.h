/*
 * http/health.h - `/health`: the process answers; `/ready`: it may be sent requests.
 *
 * Not here: why not (admin.h), metrics.
 */
#ifndef GQ_HTTP_HEALTH_H
#define GQ_HTTP_HEALTH_H

#include "base/str.h"

struct gq_exchange;

/* Answers `ok` as text. */
void gq_health_handle(struct gq_exchange *exchange);

/* Answers `ready`, or 503 and `stopping`, once no more requests should come. */
void gq_health_handle_ready(struct gq_exchange *exchange);

/* Answers with a copy of `text`. For the handlers of operation. */
void gq_health_answer(struct gq_exchange *exchange, unsigned status, const char *content_type,
        struct gq_str text);

#endif
