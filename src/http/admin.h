/*
 * http/admin.h - the handlers of the admin listener: metrics, reasons, state.
 *
 * Not here: the listener itself, which is a server of its own on a loopback address or a Unix
 * socket (server.h); the words of the public port (health.h).
 */
#ifndef GQ_HTTP_ADMIN_H
#define GQ_HTTP_ADMIN_H

struct gq_exchange;

/* `/metrics`, for Prometheus. */
void gq_admin_metrics(struct gq_exchange *exchange);

/* `/ready`, and `/ready?verbose` with what it depends on, as JSON. */
void gq_admin_ready(struct gq_exchange *exchange);

/* `/status`: what runs here, as JSON. */
void gq_admin_status(struct gq_exchange *exchange);

#endif
