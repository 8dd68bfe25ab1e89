/*
 * http/clients.h - how much each client address has open, over all loops.
 *
 * In:       addresses, as connections or proxied requests begin and end.
 * Out:      whether there is one too many.
 * Not here: whose address it is (address.h).
 *
 * Holds an entry for each address with something open: bounded by the limit on connections. Any
 * thread.
 */
#ifndef GQ_HTTP_CLIENTS_H
#define GQ_HTTP_CLIENTS_H

#include "base/attribute.h"
#include "http/address.h"

struct gq_clients;

/* Owned by the caller; NULL without memory. */
GQ_MUST_CHECK struct gq_clients *gq_clients_new(uint32_t open_max);
void gq_clients_free(struct gq_clients *clients);

/* Counts one more; false, and nothing counted, when the address has `open_max` already. */
GQ_MUST_CHECK bool gq_clients_enter(struct gq_clients *clients, const struct gq_address *address);

/* One less, for each gq_clients_enter that was true. */
void gq_clients_leave(struct gq_clients *clients, const struct gq_address *address);

#endif
