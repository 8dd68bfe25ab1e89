/* How much each address has open. */
#include "http/clients.h"

#include "base/alloc.h"
#include "unit.h"

static struct gq_address
address_of(const char *text)
{
    struct gq_address address;

    assert_true(gq_address_parse(gq_str_of(text), &address));
    return address;
}

static void
test_each_address_has_its_own_number(void **state)
{
    struct gq_clients *clients = gq_clients_new(2);
    struct gq_address a = address_of("192.0.2.1"), b = address_of("192.0.2.2");

    (void)state;
    assert_true(gq_clients_enter(clients, &a));
    assert_true(gq_clients_enter(clients, &a));
    assert_false(gq_clients_enter(clients, &a));
    assert_true(gq_clients_enter(clients, &b));
    gq_clients_leave(clients, &a);
    assert_true(gq_clients_enter(clients, &a));
    gq_clients_free(clients);
}

/* A customer line has a /64 of IPv6: more addresses than there could be entries. */
static void
test_a_network_of_ipv6_is_one_client(void **state)
{
    struct gq_clients *clients = gq_clients_new(1);
    struct gq_address a = address_of("2001:db8::1"), b = address_of("2001:db8::2:2"),
                      c = address_of("2001:db8:0:1::1");

    (void)state;
    assert_true(gq_clients_enter(clients, &a));
    assert_false(gq_clients_enter(clients, &b));
    assert_true(gq_clients_enter(clients, &c));
    gq_clients_leave(clients, &a);
    assert_true(gq_clients_enter(clients, &b));
    gq_clients_free(clients);
}

static void
test_without_memory_nobody_is_admitted(void **state)
{
    struct gq_clients *clients = gq_clients_new(1);
    struct gq_address a = address_of("192.0.2.1");
    int64_t n;

    (void)state;
    for (n = 0;; n++) {
        bool is_admitted;

        gq_alloc_fail_after(n);
        is_admitted = gq_clients_enter(clients, &a);
        if (!gq_alloc_has_failed())
            break;
        assert_false(is_admitted);
    }
    gq_alloc_fail_after(-1);
    assert_true(n > 0);
    gq_clients_leave(clients, &a);
    gq_clients_free(clients);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_address_has_its_own_number),
        cmocka_unit_test(test_a_network_of_ipv6_is_one_client),
        cmocka_unit_test(test_without_memory_nobody_is_admitted),
    };

    return cmocka_run_group_tests_name("clients", tests, NULL, NULL);
}
