/* Mutations under an Idempotency-Key: done once, answered alike, within their bounds. */
#include "fixture.h"
#include "unit.h"

#include "auth/identity.h"
#include "base/code.h"
#include "engine/worker.h"

#include <stdio.h>
#include <string.h>

#define HOUR_US ((int64_t)3600 * 1000 * 1000)

static const char key_a[] = "0123456789abcdef";
static const char key_b[] = "fedcba9876543210";

static void
add_author(char *json, size_t size, const char *name)
{
    snprintf(json, size,
            "{\"query\":\"mutation M { createAuthor(input: {name: \\\"%s\\\"}) { id name } }\"}",
            name);
}

static struct gq_request
request_of(const char *json, const char *key, const char *subject)
{
    static struct gq_identity identity;
    struct gq_request request = { .form = GQ_REQUEST_BODY, .json = gq_str_of(json) };

    request.idempotency_key = gq_str_of(key);
    if (!subject)
        return request;
    identity.is_authenticated = true;
    identity.subject = gq_str_of(subject);
    request.identity = &identity;
    return request;
}

/* Sends `createAuthor` under a key; a copy of the answer. */
static const char *
send_author(struct fixture *fixture, const char *name, const char *key, const char *subject)
{
    char json[256];
    struct gq_request request;

    add_author(json, sizeof(json), name);
    request = request_of(json, key, subject);
    return fixture_send(fixture, &request);
}

static void
assert_count(struct fixture *fixture, int count)
{
    char wanted[96];

    snprintf(wanted, sizeof(wanted), "{\"data\":{\"authorsConnection\":{\"totalCount\":%d}}}",
            count);
    assert_string_equal(fixture_ask(fixture, "{ authorsConnection { totalCount } }", NULL), wanted);
}

static void
assert_code(struct fixture *fixture, const char *answer, enum gq_code code)
{
    assert_non_null(strstr(answer, gq_code_info(code)->wire.bytes));
    assert_false(fixture->response.has_data);
    assert_true(fixture->response.is_unreadable);
    assert_int_equal(fixture->response.code, code);
}

static void
test_the_same_request_is_done_once_and_answered_alike(void **state)
{
    static const char *const subjects[] = { NULL, "7" };

    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(subjects); i++) {
        struct fixture fixture;

        fixture_open(&fixture);
        for (int round = 0; round < 3; round++) {
            assert_string_equal(send_author(&fixture, "A", key_a, subjects[i]),
                    "{\"data\":{\"createAuthor\":{\"id\":\"1\",\"name\":\"A\"}}}");
            assert_true(fixture.response.has_data);
        }
        /* What was committed is still known to the next server. */
        fixture_stop(&fixture);
        fixture_start(&fixture);
        assert_string_equal(send_author(&fixture, "A", key_a, subjects[i]),
                "{\"data\":{\"createAuthor\":{\"id\":\"1\",\"name\":\"A\"}}}");
        assert_count(&fixture, 1);
        fixture_close(&fixture);
    }
}

static void
test_another_key_is_another_request(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    send_author(&fixture, "A", key_a, NULL);
    assert_non_null(strstr(send_author(&fixture, "A", key_b, NULL), "\"id\":\"2\""));
    assert_count(&fixture, 2);
    fixture_close(&fixture);
}

static void
test_another_body_under_a_key_is_refused(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    send_author(&fixture, "A", key_a, "7");
    assert_code(&fixture, send_author(&fixture, "B", key_a, "7"), GQ_E_IDEMPOTENCY_KEY_REUSED);
    assert_count(&fixture, 1);
    assert_non_null(strstr(send_author(&fixture, "A", key_a, "7"), "\"id\":\"1\""));
    fixture_close(&fixture);
}

/* Nobody is given what another one was answered. */
static void
test_keys_belong_to_who_asks(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    send_author(&fixture, "A", key_a, "7");
    assert_non_null(strstr(send_author(&fixture, "A", key_a, "8"), "\"id\":\"2\""));
    assert_non_null(strstr(send_author(&fixture, "A", key_a, NULL), "\"id\":\"3\""));
    assert_non_null(strstr(send_author(&fixture, "B", key_a, NULL), "\"id\":\"4\""));
    fixture_close(&fixture);
}

static void
test_the_length_of_a_key_is_bounded(void **state)
{
    static const struct {
        size_t length;
        const char *subject;
        bool is_accepted;
    } cases[] = {
        { 0, NULL, false },
        { 15, NULL, false },
        { 16, NULL, true },
        { 17, NULL, true },
        { 254, NULL, true },
        { 255, NULL, true },
        { 256, NULL, false },
        { 0, "7", false },
        { 1, "7", true },
        { 255, "7", true },
        { 256, "7", false },
    };

    (void)state;
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(cases); i++) {
        struct fixture fixture;
        char key[300] = "";
        const char *answer;

        fixture_open(&fixture);
        memset(key, 'k', cases[i].length);
        answer = send_author(&fixture, "A", key, cases[i].subject);
        if (cases[i].is_accepted)
            assert_non_null(strstr(answer, "\"id\":\"1\""));
        else
            assert_code(&fixture, answer, GQ_E_BAD_REQUEST);
        assert_count(&fixture, cases[i].is_accepted);
        fixture_close(&fixture);
    }
}

static void
test_what_was_undone_leaves_the_key_free(void **state)
{
    static const char json[] =
            "{\"query\":\"mutation { createAuthor(input: {name: \\\"A\\\", email: \\\"a\\\"}) "
            "{ id } }\"}";
    struct gq_request request = request_of(json, key_a, "7");
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    fixture_sql(&fixture, "INSERT INTO authors (name, email) VALUES ('B', 'a')");
    assert_non_null(strstr(fixture_send(&fixture, &request), "UNIQUE_VIOLATION"));
    fixture_sql(&fixture, "DELETE FROM authors");
    assert_non_null(strstr(fixture_send(&fixture, &request), "\"data\":{\"createAuthor\":{"));
    assert_count(&fixture, 1);
    fixture_close(&fixture);
}

static void
test_a_key_in_flight_is_said_to_be(void **state)
{
    struct fixture fixture;
    char json[256];
    struct gq_request request;
    enum gq_call_state call_state;
    struct gq_call *call;

    (void)state;
    fixture_open(&fixture);
    add_author(json, sizeof(json), "A");
    request = request_of(json, key_a, NULL);
    call = gq_call_begin(fixture.worker, &request, &call_state);
    assert_non_null(call);
    assert_int_equal(call_state, GQ_CALL_WRITES);
    assert_code(&fixture, send_author(&fixture, "A", key_a, NULL), GQ_E_IDEMPOTENCY_IN_PROGRESS);
    /* Others are not kept waiting. */
    assert_non_null(strstr(send_author(&fixture, "A", key_b, NULL), "\"id\":\"1\""));
    gq_call_write(call);
    gq_call_free(call);
    assert_non_null(strstr(send_author(&fixture, "A", key_a, NULL), "\"id\":\"2\""));
    assert_count(&fixture, 2);
    /* One that was given up before it was handed over gives its key back, too. */
    request = request_of(json, "another key that is long", NULL);
    call = gq_call_begin(fixture.worker, &request, &call_state);
    gq_call_free(call);
    assert_non_null(
            strstr(send_author(&fixture, "A", "another key that is long", NULL), "\"id\":\"3\""));
    fixture_close(&fixture);
}

static void
test_an_answer_is_kept_for_a_day(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture, fixture_library);
    fixture.clock = (struct gq_clock){ true, 1000000, 1000000 };
    fixture_start(&fixture);
    send_author(&fixture, "A", key_a, NULL);
    fixture.clock.fixed_wall_us += 24 * HOUR_US - 1;
    assert_non_null(strstr(send_author(&fixture, "A", key_a, NULL), "\"id\":\"1\""));
    fixture.clock.fixed_wall_us += 1;
    assert_non_null(strstr(send_author(&fixture, "A", key_a, NULL), "\"id\":\"2\""));
    fixture_close(&fixture);
}

/* Below, at and past the bound; a subject's bound is its own. */
static void
test_so_many_answers_are_kept_for_a_subject(void **state)
{
    struct fixture fixture;

    (void)state;
    fixture_init(&fixture, fixture_library);
    fixture.limits.values[GQ_LIMIT_IDEMPOTENCY_KEYS] = 2;
    fixture_start(&fixture);
    send_author(&fixture, "A", "1", "7");
    send_author(&fixture, "A", "1", "8");
    send_author(&fixture, "A", "2", "7");
    assert_non_null(strstr(send_author(&fixture, "A", "1", "7"), "\"id\":\"1\""));
    send_author(&fixture, "A", "3", "7");
    assert_non_null(strstr(send_author(&fixture, "A", "2", "7"), "\"id\":\"3\""));
    assert_non_null(strstr(send_author(&fixture, "A", "3", "7"), "\"id\":\"4\""));
    assert_non_null(strstr(send_author(&fixture, "A", "1", "8"), "\"id\":\"2\""));
    assert_non_null(strstr(send_author(&fixture, "A", "1", "7"), "\"id\":\"5\""));
    fixture_close(&fixture);
}

static void
test_a_query_needs_no_key(void **state)
{
    struct gq_request request = request_of("{\"query\":\"{ __typename }\"}", "short", NULL);
    struct fixture fixture;

    (void)state;
    fixture_open(&fixture);
    assert_string_equal(fixture_send(&fixture, &request), "{\"data\":{\"__typename\":\"Query\"}}");
    fixture_close(&fixture);
}

/* An answer that is too long to be kept: nothing is done, where without a key it would be. */
static void
test_an_answer_that_cannot_be_kept_undoes(void **state)
{
    struct fixture fixture;
    char selection[1024] = "", json[2048];
    struct gq_request request;
    const char *answer;

    (void)state;
    fixture_open(&fixture);
    fixture.engine->limits.values[GQ_LIMIT_RESPONSE_BYTES] = 300;
    for (char c = 'a'; c <= 'z'; c++) {
        size_t length = strlen(selection);

        snprintf(selection + length, sizeof(selection) - length, " %c: __typename", c);
    }
    snprintf(json, sizeof(json),
            "{\"query\":\"mutation { createAuthor(input: {name: \\\"A\\\"}) {%s } }\"}", selection);
    request = request_of(json, key_a, NULL);
    answer = fixture_send(&fixture, &request);
    if (!strstr(answer, "MAX_RESPONSE_LIMIT"))
        fail_msg("%s", answer);
    assert_count(&fixture, 0);
    fixture_close(&fixture);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same_request_is_done_once_and_answered_alike),
        cmocka_unit_test(test_another_key_is_another_request),
        cmocka_unit_test(test_another_body_under_a_key_is_refused),
        cmocka_unit_test(test_keys_belong_to_who_asks),
        cmocka_unit_test(test_the_length_of_a_key_is_bounded),
        cmocka_unit_test(test_what_was_undone_leaves_the_key_free),
        cmocka_unit_test(test_a_key_in_flight_is_said_to_be),
        cmocka_unit_test(test_an_answer_is_kept_for_a_day),
        cmocka_unit_test(test_so_many_answers_are_kept_for_a_subject),
        cmocka_unit_test(test_a_query_needs_no_key),
        cmocka_unit_test(test_an_answer_that_cannot_be_kept_undoes),
    };

    return cmocka_run_group_tests_name("idempotency", tests, NULL, NULL);
}
