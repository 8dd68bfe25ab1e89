/*
 * http/health.h - `/health`: the process answers.
 *
 * Not here: readiness, metrics.
 */
#ifndef GQ_HTTP_HEALTH_H
#define GQ_HTTP_HEALTH_H

struct gq_exchange;

/* Answers `ok` as text. */
void gq_health_handle(struct gq_exchange *exchange);

#endif
