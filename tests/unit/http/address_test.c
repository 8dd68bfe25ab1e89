/* Whose request it is: addresses as proxies write them, networks, and who is believed. */
#include "http/address.h"

#include "unit.h"

static const struct network_case {
    const char *name;
    struct gq_str network, address;
    int is_in; /* -1: the network is none */
} network_cases[] = {
    { "the same address", GQ_STR_INIT("192.0.2.1"), GQ_STR_INIT("192.0.2.1"), 1 },
    { "its neighbour", GQ_STR_INIT("192.0.2.1"), GQ_STR_INIT("192.0.2.2"), 0 },
    { "first of a network", GQ_STR_INIT("10.0.0.0/8"), GQ_STR_INIT("10.0.0.0"), 1 },
    { "last of a network", GQ_STR_INIT("10.0.0.0/8"), GQ_STR_INIT("10.255.255.255"), 1 },
    { "past a network", GQ_STR_INIT("10.0.0.0/8"), GQ_STR_INIT("11.0.0.0"), 0 },
    { "half a byte", GQ_STR_INIT("172.16.0.0/12"), GQ_STR_INIT("172.31.255.255"), 1 },
    { "past half a byte", GQ_STR_INIT("172.16.0.0/12"), GQ_STR_INIT("172.32.0.0"), 0 },
    { "all of IPv4", GQ_STR_INIT("0.0.0.0/0"), GQ_STR_INIT("203.0.113.9"), 1 },
    { "all of IPv4 is not IPv6", GQ_STR_INIT("0.0.0.0/0"), GQ_STR_INIT("2001:db8::1"), 0 },
    { "IPv6", GQ_STR_INIT("2001:db8::/32"), GQ_STR_INIT("2001:db8:ffff::1"), 1 },
    { "past IPv6", GQ_STR_INIT("2001:db8::/32"), GQ_STR_INIT("2001:db9::"), 0 },
    { "with a port", GQ_STR_INIT("192.0.2.1"), GQ_STR_INIT("192.0.2.1:4711"), 1 },
    { "in brackets", GQ_STR_INIT("2001:db8::1"), GQ_STR_INIT("[2001:db8::1]"), 1 },
    { "in brackets with a port", GQ_STR_INIT("2001:db8::1"), GQ_STR_INIT("[2001:db8::1]:80"), 1 },
    { "mapped", GQ_STR_INIT("192.0.2.1"), GQ_STR_INIT("::ffff:192.0.2.1"), 1 },
    { "too many bits", GQ_STR_INIT("10.0.0.0/33"), GQ_STR_INIT(""), -1 },
    { "too many bits of IPv6", GQ_STR_INIT("::/129"), GQ_STR_INIT(""), -1 },
    { "a signed number of bits", GQ_STR_INIT("10.0.0.0/+8"), GQ_STR_INIT(""), -1 },
    { "no bits", GQ_STR_INIT("10.0.0.0/"), GQ_STR_INIT(""), -1 },
    { "a name", GQ_STR_INIT("localhost"), GQ_STR_INIT(""), -1 },
    { "nothing", GQ_STR_INIT(""), GQ_STR_INIT(""), -1 },
    { "three numbers", GQ_STR_INIT("10.0.0"), GQ_STR_INIT(""), -1 },
};

static void
test_network(void **state)
{
    const struct network_case *c = *state;
    struct gq_network network;
    struct gq_address address;

    assert_int_equal(gq_address_parse_network(c->network, &network), c->is_in >= 0);
    if (c->is_in < 0)
        return;
    assert_true(gq_address_parse(c->address, &address));
    assert_int_equal(gq_address_is_in(&address, &network, 1), c->is_in);
}

static const struct resolve_case {
    const char *name;
    struct gq_str forwarded_for;
    const char *client; /* NULL: unknown */
} resolve_cases[] = {
    { "none", { NULL, 0 }, NULL },
    { "one", GQ_STR_INIT("198.51.100.7"), "198.51.100.7" },
    { "the last is what the proxy saw", GQ_STR_INIT("1.1.1.1, 198.51.100.7"), "198.51.100.7" },
    { "proxies are passed over", GQ_STR_INIT("198.51.100.7, 10.0.0.2,10.0.0.1"), "198.51.100.7" },
    { "proxies alone", GQ_STR_INIT("10.0.0.2"), NULL },
    { "a lie further left counts for nothing", GQ_STR_INIT("10.9.9.9, 198.51.100.7, 10.0.0.1"),
            "198.51.100.7" },
    { "what is no address", GQ_STR_INIT("198.51.100.7, unknown"), NULL },
    { "an empty member", GQ_STR_INIT("198.51.100.7,"), NULL },
    { "blanks", GQ_STR_INIT(" \t198.51.100.7 \t"), "198.51.100.7" },
};

static void
test_resolve(void **state)
{
    const struct resolve_case *c = *state;
    struct gq_address client, wanted = { { 0 } };
    struct gq_network proxies[1];

    assert_true(gq_address_parse_network(GQ_STR("10.0.0.0/8"), &proxies[0]));
    client = gq_address_resolve(c->forwarded_for, proxies, 1);
    if (c->client)
        assert_true(gq_address_parse(gq_str_of(c->client), &wanted));
    assert_memory_equal(&client, &wanted, sizeof(client));
    assert_int_equal(gq_address_is_known(&client), c->client != NULL);
}

int
main(void)
{
    struct CMUnitTest tests[40];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, network_cases, test_network);
    GQ_UNIT_CASES(tests, count, resolve_cases, test_resolve);
    return _cmocka_run_group_tests("address", tests, count, NULL, NULL);
}
