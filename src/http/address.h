/*
 * http/address.h - addresses of clients, and the networks of proxies that may speak for them.
 *
 * IPv4 is held as IPv4-mapped IPv6 (RFC 4291, IPv4-Mapped IPv6 Address). Pure: any thread.
 */
#ifndef GQ_HTTP_ADDRESS_H
#define GQ_HTTP_ADDRESS_H

#include "base/attribute.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct sockaddr;

/* All zeros: unknown, as for a peer on a Unix socket. */
struct gq_address {
    uint8_t bytes[16];
};

struct gq_network {
    struct gq_address address;
    unsigned bits; /* of 128 */
};

/* The address of a peer; all zeros when it has none. */
struct gq_address gq_address_of(const struct sockaddr *peer);
bool gq_address_is_known(const struct gq_address *address);

/* `192.0.2.1`, `2001:db8::1`, with brackets or a port too, as proxies write it. */
GQ_MUST_CHECK bool gq_address_parse(struct gq_str text, struct gq_address *ret_address);

/* An address alone, or `10.0.0.0/8`, `2001:db8::/32`. */
GQ_MUST_CHECK bool gq_address_parse_network(struct gq_str text, struct gq_network *ret_network);

bool gq_address_is_in(
        const struct gq_address *address, const struct gq_network *networks, size_t count);

/*
 * Whose request it is: the last address of `forwarded_for`, the value of X-Forwarded-For, that is
 * none of the proxies'; every proxy adds the address that it saw at the end. All zeros when there is
 * none: the client then counts as the proxy.
 */
struct gq_address gq_address_resolve(
        struct gq_str forwarded_for, const struct gq_network *proxies, size_t proxy_count);

/* What one client is taken to have at least: an IPv4 address, a /64 of IPv6. */
struct gq_address gq_address_share(const struct gq_address *address);

#endif
