/* Documents by their hash: names, order of use, texts that outlive their place in the table. */
#include "engine/persisted.h"

#include "base/alloc.h"
#include "unit.h"

#include <pthread.h>

#define HEX "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff"

static const struct id_case {
    const char *name;
    struct gq_str text;
    bool is_id;
} id_cases[] = {
    { "64 digits", GQ_STR_INIT(HEX), true },
    { "with the name of the algorithm", GQ_STR_INIT("sha256:" HEX), true },
    { "in capitals",
            GQ_STR_INIT("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1EFF"), true },
    { "empty", GQ_STR_INIT(""), false },
    { "one digit more", GQ_STR_INIT(HEX "0"), false },
    { "the name alone", GQ_STR_INIT("sha256:"), false },
    { "the name in capitals", GQ_STR_INIT("SHA256:" HEX), false },
    { "the name twice", GQ_STR_INIT("sha256:sha256:" HEX), false },
    { "a blank in front",
            GQ_STR_INIT(" 00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff"),
            false },
    { "a letter past f",
            GQ_STR_INIT("g00102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1eff"),
            false },
};

static void
test_id(void **state)
{
    const struct id_case *c = *state;
    struct gq_persisted_id id = { { 0 } };

    assert_int_equal(gq_persisted_parse_id(c->text, &id), c->is_id);
    if (!c->is_id)
        return;
    for (unsigned i = 0; i + 1 < sizeof(id.hash); i++)
        assert_int_equal(id.hash[i], i);
    assert_int_equal(id.hash[sizeof(id.hash) - 1], 0xff);
}

static struct gq_persisted_id
id_of(unsigned number)
{
    struct gq_persisted_id id = { { (uint8_t)number, (uint8_t)(number >> 8) } };

    return id;
}

static bool
has(struct gq_persisted *persisted, unsigned number)
{
    struct gq_persisted_id id = id_of(number);
    struct gq_persisted_text *text;
    struct gq_str source;

    text = gq_persisted_take(persisted, &id, &source);
    if (!text)
        return false;
    assert_str_equal(source, GQ_STR("{ a }"));
    gq_persisted_give_back(text);
    return true;
}

static void
add(struct gq_persisted *persisted, unsigned number)
{
    struct gq_persisted_id id = id_of(number);

    gq_persisted_register(persisted, &id, GQ_STR("{ a }"));
}

static void
test_least_recently_used_goes_first(void **state)
{
    struct gq_persisted *persisted = gq_persisted_new(GQ_PERSISTED_APQ, 3);

    (void)state;
    for (unsigned i = 0; i < 3; i++)
        add(persisted, i);
    assert_true(has(persisted, 0)); /* a use */
    add(persisted, 1);              /* so is this */
    add(persisted, 3);
    assert_false(has(persisted, 2));
    assert_true(has(persisted, 0));
    assert_true(has(persisted, 1));
    assert_true(has(persisted, 3));
    gq_persisted_free(persisted);
}

static void
test_taken_text_outlives_its_place(void **state)
{
    struct gq_persisted *persisted = gq_persisted_new(GQ_PERSISTED_APQ, 1);
    struct gq_persisted_id id = id_of(1);
    struct gq_persisted_text *text;
    struct gq_str source;

    (void)state;
    add(persisted, 1);
    text = gq_persisted_take(persisted, &id, &source);
    assert_non_null(text);
    add(persisted, 2);
    assert_false(has(persisted, 1));
    assert_str_equal(source, GQ_STR("{ a }"));
    gq_persisted_give_back(text);
    gq_persisted_free(persisted);
}

static void
test_trusted_documents_stay(void **state)
{
    struct gq_persisted *persisted = gq_persisted_new(GQ_PERSISTED_APQ, 1);
    struct gq_persisted_id id = id_of(9);

    (void)state;
    assert_true(gq_persisted_trust(persisted, &id, GQ_STR("{ a }")));
    assert_true(gq_persisted_trust(persisted, &id, GQ_STR("{ a }")));
    assert_int_equal(gq_persisted_trusted_count(persisted), 1);
    for (unsigned i = 0; i < 3; i++)
        add(persisted, i);
    add(persisted, 9); /* not once more among those of clients */
    assert_true(has(persisted, 9));
    assert_true(has(persisted, 2));
    gq_persisted_free(persisted);
}

static void
test_only_apq_finds_what_clients_registered(void **state)
{
    struct gq_persisted *persisted = gq_persisted_new(GQ_PERSISTED_TRUSTED, 1);

    (void)state;
    add(persisted, 1);
    assert_false(has(persisted, 1));
    gq_persisted_free(persisted);
}

/* Whatever allocation fails, a document is there whole or not at all. */
static void
test_without_memory(void **state)
{
    (void)state;
    for (int64_t n = 0;; n++) {
        struct gq_persisted *persisted = gq_persisted_new(GQ_PERSISTED_APQ, 8);
        bool has_failed;

        gq_alloc_fail_after(n);
        for (unsigned i = 0; i < 8; i++)
            add(persisted, i);
        has_failed = gq_alloc_has_failed();
        gq_alloc_fail_after(-1);
        for (unsigned i = 0; i < 8; i++)
            (void)has(persisted, i);
        gq_persisted_free(persisted);
        if (!has_failed)
            return;
    }
}

static void *
use_at_random(void *arg)
{
    struct gq_persisted *persisted = arg;

    for (unsigned i = 0; i < 2000; i++) {
        unsigned number = (i * 2654435761u) >> 27;

        if (!has(persisted, number))
            add(persisted, number);
    }
    return NULL;
}

static void
test_threads_share_it(void **state)
{
    struct gq_persisted *persisted = gq_persisted_new(GQ_PERSISTED_APQ, 8);
    pthread_t threads[4];

    (void)state;
    for (unsigned i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, use_at_random, persisted), 0);
    for (unsigned i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
    gq_persisted_free(persisted);
}

int
main(void)
{
    struct CMUnitTest tests[32] = {
        cmocka_unit_test(test_least_recently_used_goes_first),
        cmocka_unit_test(test_taken_text_outlives_its_place),
        cmocka_unit_test(test_trusted_documents_stay),
        cmocka_unit_test(test_only_apq_finds_what_clients_registered),
        cmocka_unit_test(test_without_memory),
        cmocka_unit_test(test_threads_share_it),
    };
    size_t count = 6;

    GQ_UNIT_CASES(tests, count, id_cases, test_id);
    return _cmocka_run_group_tests("persisted", tests, count, NULL, NULL);
}
