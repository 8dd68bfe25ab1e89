/* The tables of keys and denials: written by a tool while a store is open, read by its session. */
#include "base/arena.h"
#include "fixture.h"
#include "store/credentials.h"
#include "unit.h"

#include <stdio.h>
#include <sys/stat.h>

static int
open_fixture(void **state)
{
    static struct fixture fixture;

    fixture_open(&fixture);
    *state = &fixture;
    return 0;
}

static int
close_fixture(void **state)
{
    fixture_close(*state);
    return 0;
}

static struct gq_credentials_key
sample(const char *id, int64_t expires_s)
{
    struct gq_credentials_key key = { .id = gq_str_of(id),
        .name = GQ_STR("it's"),
        .subject = GQ_STR("robot"),
        .roles = GQ_STR("a b"),
        .scopes = GQ_STR("read"),
        .created_s = 100,
        .expires_s = expires_s };

    memset(key.hash, 7, sizeof(key.hash));
    return key;
}

static void
add(struct fixture *fixture, struct gq_credentials_key key)
{
    struct gq_credentials *tool = gq_credentials_open(gq_str_of(fixture->path), &fixture->errs);

    assert_non_null(tool);
    assert_true(gq_credentials_add_key(tool, &key, &fixture->errs));
    gq_credentials_close(tool);
}

static enum gq_credentials_answer
find(struct fixture *fixture, const char *id, struct gq_credentials_key *ret_key)
{
    return gq_credentials_find_key(fixture->session, fixture->arena, gq_str_of(id), ret_key);
}

static void
test_without_tables_nothing_is_there(void **state)
{
    struct gq_credentials_key key;

    assert_int_equal(find(*state, "a", &key), GQ_CREDENTIALS_MISSING);
    assert_int_equal(gq_credentials_find_denial(
                             ((struct fixture *)*state)->session, GQ_STR("t"), GQ_STR("s"), 1),
            GQ_CREDENTIALS_MISSING);
}

static void
test_a_key_is_read_as_it_was_written(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials_key key;

    add(fixture, sample("a", 500));
    add(fixture, sample("b", INT64_MAX));
    assert_int_equal(find(fixture, "a", &key), GQ_CREDENTIALS_FOUND);
    assert_str_equal(key.name, GQ_STR("it's"));
    assert_str_equal(key.subject, GQ_STR("robot"));
    assert_str_equal(key.roles, GQ_STR("a b"));
    assert_str_equal(key.scopes, GQ_STR("read"));
    assert_int_equal(key.hash[31], 7);
    assert_int_equal(key.created_s, 100);
    assert_int_equal(key.expires_s, 500);
    assert_int_equal(key.used_s, 0);
    assert_false(key.is_revoked);
    assert_int_equal(find(fixture, "b", &key), GQ_CREDENTIALS_FOUND);
    assert_true(key.expires_s == INT64_MAX);
    assert_int_equal(find(fixture, "c", &key), GQ_CREDENTIALS_MISSING);
    assert_int_equal(find(fixture, "a' OR '1'='1", &key), GQ_CREDENTIALS_MISSING);
}

static void
test_an_id_is_taken_once(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials_key key = sample("a", 500);
    struct gq_credentials *tool;

    add(fixture, key);
    tool = gq_credentials_open(gq_str_of(fixture->path), &fixture->errs);
    assert_false(gq_credentials_add_key(tool, &key, &fixture->errs));
    assert_int_equal(fixture->errs.first->code, GQ_E_STORAGE_ERROR);
    gq_credentials_close(tool);
}

static void
test_a_key_is_revoked(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials_key key;
    struct gq_credentials *tool;

    add(fixture, sample("a", 500));
    tool = gq_credentials_open(gq_str_of(fixture->path), &fixture->errs);
    assert_true(gq_credentials_revoke_key(tool, GQ_STR("a"), &fixture->errs));
    assert_false(gq_credentials_revoke_key(tool, GQ_STR("b"), &fixture->errs));
    assert_int_equal(fixture->errs.first->code, GQ_E_NOT_FOUND);
    gq_credentials_close(tool);
    assert_int_equal(find(fixture, "a", &key), GQ_CREDENTIALS_FOUND);
    assert_true(key.is_revoked);
}

static bool
do_nothing(void *context, struct gq_session *session)
{
    (void)context;
    (void)session;
    return true;
}

/* The writer takes its queue in order: a job after the note is done after it. */
static void
test_the_last_use_is_noted(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials_key key;

    /* Without the table it is lost, without a fault. */
    gq_credentials_note_use(fixture->store, GQ_STR("a"), 122);
    add(fixture, sample("a", 500));
    gq_credentials_note_use(fixture->store, GQ_STR("a"), 123);
    assert_int_equal(fixture_run(fixture, do_nothing, NULL).outcome, GQ_JOB_COMMITTED);
    assert_int_equal(find(fixture, "a", &key), GQ_CREDENTIALS_FOUND);
    assert_int_equal(key.used_s, 123);
}

static enum gq_credentials_answer
denial(struct fixture *fixture, const char *token_id, const char *subject, int64_t now_s)
{
    return gq_credentials_find_denial(fixture->session,
            token_id ? gq_str_of(token_id) : (struct gq_str){ NULL, 0 }, gq_str_of(subject), now_s);
}

static void
test_denials_hold_until_their_time(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials *tool = gq_credentials_open(gq_str_of(fixture->path), &fixture->errs);

    assert_true(
            gq_credentials_deny(tool, GQ_CREDENTIALS_TOKEN, GQ_STR("t"), 100, 200, &fixture->errs));
    assert_true(gq_credentials_deny(
            tool, GQ_CREDENTIALS_SUBJECT, GQ_STR("s"), 100, 300, &fixture->errs));
    assert_int_equal(denial(fixture, "t", "x", 199), GQ_CREDENTIALS_FOUND);
    assert_int_equal(denial(fixture, "t", "x", 200), GQ_CREDENTIALS_MISSING);
    assert_int_equal(denial(fixture, NULL, "s", 299), GQ_CREDENTIALS_FOUND);
    assert_int_equal(denial(fixture, NULL, "x", 150), GQ_CREDENTIALS_MISSING);
    /* A subject is no token's id, and the other way round. */
    assert_int_equal(denial(fixture, "s", "t", 150), GQ_CREDENTIALS_MISSING);
    /* Not shortened, but prolonged. */
    assert_true(gq_credentials_deny(
            tool, GQ_CREDENTIALS_SUBJECT, GQ_STR("s"), 100, 250, &fixture->errs));
    assert_int_equal(denial(fixture, NULL, "s", 299), GQ_CREDENTIALS_FOUND);
    assert_true(gq_credentials_deny(
            tool, GQ_CREDENTIALS_SUBJECT, GQ_STR("s"), 100, 400, &fixture->errs));
    assert_int_equal(denial(fixture, NULL, "s", 399), GQ_CREDENTIALS_FOUND);
    /* A later denial drops those that are over. */
    assert_true(
            gq_credentials_deny(tool, GQ_CREDENTIALS_TOKEN, GQ_STR("u"), 200, 500, &fixture->errs));
    assert_int_equal(denial(fixture, "t", "x", 150), GQ_CREDENTIALS_MISSING);
    gq_credentials_close(tool);
}

static void
test_keys_are_listed_oldest_first(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials_key newer = sample("a", 500), *keys;
    struct gq_credentials *tool;
    uint32_t count;

    newer.created_s = 101;
    add(fixture, newer);
    add(fixture, sample("b", 500));
    tool = gq_credentials_open(gq_str_of(fixture->path), &fixture->errs);
    assert_true(gq_credentials_list(tool, fixture->arena, &keys, &count, &fixture->errs));
    gq_credentials_close(tool);
    assert_int_equal(count, 2);
    assert_str_equal(keys[0].id, GQ_STR("b"));
    assert_str_equal(keys[1].id, GQ_STR("a"));
}

/* It is not made by asking for it. */
static void
test_a_missing_database_is_an_error(void **state)
{
    struct fixture *fixture = *state;
    struct gq_str path = gq_arena_printf(fixture->arena, "%s-none", fixture->path);
    struct stat status;

    assert_null(gq_credentials_open(path, &fixture->errs));
    assert_int_equal(fixture->errs.first->code, GQ_E_STORAGE_ERROR);
    assert_int_not_equal(stat(path.bytes, &status), 0);
    gq_credentials_close(NULL);
}

/* A table of that name and another form is not read as one. */
static void
test_a_foreign_table_is_no_answer(void **state)
{
    struct fixture *fixture = *state;
    struct gq_credentials_key key;

    assert_true(fixture_execute(fixture, "CREATE TABLE _gqld_keys (id TEXT) STRICT"));
    assert_true(fixture_execute(fixture, "CREATE TABLE _gqld_revoked (id TEXT) STRICT"));
    assert_int_equal(find(fixture, "a", &key), GQ_CREDENTIALS_FAILED);
    assert_int_equal(denial(fixture, "t", "s", 1), GQ_CREDENTIALS_FAILED);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, open_fixture, close_fixture)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(test_without_tables_nothing_is_there),
        CASE(test_a_key_is_read_as_it_was_written),
        CASE(test_an_id_is_taken_once),
        CASE(test_a_key_is_revoked),
        CASE(test_the_last_use_is_noted),
        CASE(test_denials_hold_until_their_time),
        CASE(test_keys_are_listed_oldest_first),
        CASE(test_a_missing_database_is_an_error),
        CASE(test_a_foreign_table_is_no_answer),
    };

    gq_store_process_init();
    return cmocka_run_group_tests_name("credentials", tests, NULL, NULL);
}
