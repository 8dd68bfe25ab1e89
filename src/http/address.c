/* http/address.c - inet_pton behind the forms that proxies write. */
#include "http/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#define IPV4_OFFSET   12
#define BITS_MAX      128u
#define BITS_IPV4_MAX 32u

static const uint8_t mapped_prefix[IPV4_OFFSET] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

static bool
is_ipv4(const struct gq_address *address)
{
    return memcmp(address->bytes, mapped_prefix, sizeof(mapped_prefix)) == 0;
}

static struct gq_address
map_ipv4(const void *four_bytes)
{
    struct gq_address address;

    memcpy(address.bytes, mapped_prefix, sizeof(mapped_prefix));
    memcpy(address.bytes + IPV4_OFFSET, four_bytes, 4);
    return address;
}

struct gq_address
gq_address_of(const struct sockaddr *peer)
{
    struct gq_address address = { { 0 } };

    if (peer && peer->sa_family == AF_INET)
        return map_ipv4(&((const struct sockaddr_in *)(const void *)peer)->sin_addr);
    if (peer && peer->sa_family == AF_INET6)
        memcpy(address.bytes, &((const struct sockaddr_in6 *)(const void *)peer)->sin6_addr,
                sizeof(address.bytes));
    return address;
}

bool
gq_address_is_known(const struct gq_address *address)
{
    static const struct gq_address unknown;

    return memcmp(address, &unknown, sizeof(unknown)) != 0;
}

/* Takes brackets off, and a port: behind brackets, or behind the one colon of an IPv4 address. */
static struct gq_str
strip(struct gq_str text)
{
    const char *end = text.length ? memchr(text.bytes, ']', text.length) : NULL;
    const char *colon;

    if (end && text.bytes[0] == '[')
        return gq_str_slice(text, 1, (size_t)(end - text.bytes) - 1);
    colon = text.length ? memchr(text.bytes, ':', text.length) : NULL;
    if (colon && !memchr(colon + 1, ':', text.length - (size_t)(colon - text.bytes) - 1))
        text.length = (size_t)(colon - text.bytes);
    return text;
}

bool
gq_address_parse(struct gq_str text, struct gq_address *ret_address)
{
    struct gq_str bare = strip(text);
    char copy[INET6_ADDRSTRLEN] = "";
    struct in_addr ipv4;

    if (bare.length == 0 || bare.length >= sizeof(copy))
        return false;
    memcpy(copy, bare.bytes, bare.length);
    if (inet_pton(AF_INET, copy, &ipv4) == 1) {
        *ret_address = map_ipv4(&ipv4);
        return true;
    }
    return inet_pton(AF_INET6, copy, ret_address->bytes) == 1;
}

bool
gq_address_parse_network(struct gq_str text, struct gq_network *ret_network)
{
    const char *slash = text.length ? memchr(text.bytes, '/', text.length) : NULL;
    struct gq_str host = text;
    uint64_t bits, bits_max;

    if (slash)
        host.length = (size_t)(slash - text.bytes);
    if (!gq_address_parse(host, &ret_network->address))
        return false;
    bits_max = bits = is_ipv4(&ret_network->address) ? BITS_IPV4_MAX : BITS_MAX;
    if (slash
            && !gq_str_parse_u64(gq_str_slice(text, host.length + 1, text.length), bits_max, &bits))
        return false;
    ret_network->bits = (unsigned)(BITS_MAX - bits_max + bits);
    return true;
}

static bool
is_in_one(const struct gq_address *address, const struct gq_network *network)
{
    unsigned whole = network->bits / 8, rest = network->bits % 8;
    unsigned mask = rest ? 0xffu << (8 - rest) : 0;

    if (memcmp(address->bytes, network->address.bytes, whole) != 0)
        return false;
    return rest == 0 || ((address->bytes[whole] ^ network->address.bytes[whole]) & mask) == 0;
}

bool
gq_address_is_in(const struct gq_address *address, const struct gq_network *networks, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (is_in_one(address, &networks[i]))
            return true;
    }
    return false;
}

/* Cuts the last member off a list. */
static struct gq_str
cut_last(struct gq_str *list)
{
    const char *comma = list->length ? memrchr(list->bytes, ',', list->length) : NULL;
    size_t start = comma ? (size_t)(comma - list->bytes) + 1 : 0;
    struct gq_str member = gq_str_slice(*list, start, list->length);

    list->length = comma ? start - 1 : 0;
    while (member.length && (member.bytes[0] == ' ' || member.bytes[0] == '\t'))
        member = gq_str_slice(member, 1, member.length);
    while (member.length
            && (member.bytes[member.length - 1] == ' ' || member.bytes[member.length - 1] == '\t'))
        member.length--;
    return member;
}

struct gq_address
gq_address_resolve(
        struct gq_str forwarded_for, const struct gq_network *proxies, size_t proxy_count)
{
    struct gq_address address = { { 0 } };

    while (forwarded_for.length) {
        if (!gq_address_parse(cut_last(&forwarded_for), &address))
            return (struct gq_address){ { 0 } };
        if (!gq_address_is_in(&address, proxies, proxy_count))
            return address;
    }
    return (struct gq_address){ { 0 } };
}

struct gq_address
gq_address_share(const struct gq_address *address)
{
    struct gq_address share = *address;

    if (!is_ipv4(address))
        memset(share.bytes + 8, 0, 8);
    return share;
}
