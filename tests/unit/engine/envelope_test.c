/* What a request carries. GraphQL over HTTP > Request Parameters. */
#include "base/arena.h"
#include "base/error.h"
#include "base/guard.h"
#include "base/limits.h"
#include "engine/engine.h"
#include "engine/envelope.h"
#include "unit.h"
#include "json/parser.h"
#include "json/value.h"

struct reading {
    struct gq_arena *arena;
    struct gq_json_parser *parser;
    struct gq_limits limits;
    struct gq_errors errs;
    const struct gq_request *request;
    struct gq_envelope envelope;
    bool is_ok;
};

static void
read_guarded(void *arg)
{
    struct reading *reading = arg;

    reading->is_ok = gq_envelope_read(reading->arena, reading->parser, reading->request,
            &reading->limits, &reading->envelope, &reading->errs);
}

static struct reading
read_request(const struct gq_request *request)
{
    struct reading reading = {
        .arena = gq_arena_new(1 << 20), .parser = gq_json_parser_new(), .request = request
    };

    gq_limits_init(&reading.limits);
    gq_errors_init(&reading.errs, reading.arena, NULL, 20);
    assert_int_equal(gq_guard(reading.arena, read_guarded, &reading), GQ_GUARD_DONE);
    assert_int_equal(reading.is_ok, reading.errs.count == 0);
    return reading;
}

static void
reading_fini(struct reading *reading)
{
    gq_json_parser_free(reading->parser);
    gq_arena_free(reading->arena);
}

#define BODY(text)                                         \
    {                                                      \
        .form = GQ_REQUEST_BODY, .json = GQ_STR_INIT(text) \
    }
#define PARAMETERS(...)                            \
    {                                              \
        .form = GQ_REQUEST_PARAMETERS, __VA_ARGS__ \
    }

static const struct accepted_case {
    const char *name;
    struct gq_request request;
    struct gq_str query;
    const char *operation_name; /* NULL: none */
    int variables;              /* how many; -1: none are given */
} accepted_cases[] = {
    { "a query alone", BODY("{\"query\":\"{a}\"}"), GQ_STR_INIT("{a}"), NULL, -1 },
    { "everything",
            BODY("{\"query\":\"{a}\",\"operationName\":\"A\",\"variables\":{\"x\":1,\"y\":2},"
                 "\"extensions\":{\"z\":1}}"),
            GQ_STR_INIT("{a}"), "A", 2 },
    { "nulls are absent",
            BODY("{\"query\":\"{a}\",\"operationName\":null,\"variables\":null,"
                 "\"extensions\":null}"),
            GQ_STR_INIT("{a}"), NULL, -1 },
    { "an empty operation name is none", BODY("{\"query\":\"{a}\",\"operationName\":\"\"}"),
            GQ_STR_INIT("{a}"), NULL, -1 },
    { "an empty query is a query", BODY("{\"query\":\"\"}"), GQ_STR_INIT(""), NULL, -1 },
    { "no variables in an object", BODY("{\"query\":\"{a}\",\"variables\":{}}"), GQ_STR_INIT("{a}"),
            NULL, 0 },
    { "unknown members are ignored", BODY("{\"query\":\"{a}\",\"id\":7,\"more\":[]}"),
            GQ_STR_INIT("{a}"), NULL, -1 },
    { "parameters: a query alone", PARAMETERS(.query = GQ_STR_INIT("{a}")), GQ_STR_INIT("{a}"),
            NULL, -1 },
    { "parameters: everything",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .operation_name = GQ_STR_INIT("A"),
                    .variables = GQ_STR_INIT("{\"x\":[1]}"), .extensions = GQ_STR_INIT("{}")),
            GQ_STR_INIT("{a}"), "A", 1 },
    { "parameters: empty texts are absent",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .operation_name = GQ_STR_INIT(""),
                    .variables = GQ_STR_INIT(""), .extensions = GQ_STR_INIT("")),
            GQ_STR_INIT("{a}"), NULL, -1 },
    { "parameters: variables that are null",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .variables = GQ_STR_INIT("null")),
            GQ_STR_INIT("{a}"), NULL, -1 },
};

static const struct refused_case {
    const char *name;
    struct gq_request request;
    const char *message; /* NULL: any, of the JSON parser */
} refused_cases[] = {
    { "no body", BODY(""), NULL },
    { "no JSON", BODY("{"), NULL },
    { "JSON and more", BODY("{\"query\":\"{a}\"} x"), NULL },
    { "a list", BODY("[{\"query\":\"{a}\"}]"), "The body must be a JSON object." },
    { "a string", BODY("\"{a}\""), "The body must be a JSON object." },
    { "null", BODY("null"), "The body must be a JSON object." },
    { "no query", BODY("{}"), "Parameter \"query\" is missing." },
    { "a query that is null", BODY("{\"query\":null}"), "Parameter \"query\" is missing." },
    { "a query that is a number", BODY("{\"query\":1}"), "Parameter \"query\" must be a string." },
    { "a query that is an object", BODY("{\"query\":{}}"),
            "Parameter \"query\" must be a string." },
    { "a name that is a number", BODY("{\"query\":\"{a}\",\"operationName\":1}"),
            "Parameter \"operationName\" must be a string." },
    { "a name that is false", BODY("{\"query\":\"{a}\",\"operationName\":false}"),
            "Parameter \"operationName\" must be a string." },
    { "variables that are a list", BODY("{\"query\":\"{a}\",\"variables\":[]}"),
            "Parameter \"variables\" must be an object." },
    { "variables that are a text of JSON", BODY("{\"query\":\"{a}\",\"variables\":\"{}\"}"),
            "Parameter \"variables\" must be an object." },
    { "extensions that are a list", BODY("{\"query\":\"{a}\",\"extensions\":[]}"),
            "Parameter \"extensions\" must be an object." },
    { "the query twice", BODY("{\"query\":\"{a}\",\"query\":\"{b}\"}"), NULL },
    { "parameters: no query", PARAMETERS(.operation_name = GQ_STR_INIT("A")),
            "Parameter \"query\" is missing." },
    { "parameters: variables that are no JSON",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .variables = GQ_STR_INIT("{x:1}")), NULL },
    { "parameters: variables that are a list",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .variables = GQ_STR_INIT("[]")),
            "Parameter \"variables\" must be an object." },
    { "parameters: extensions that are a number",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .extensions = GQ_STR_INIT("1")),
            "Parameter \"extensions\" must be an object." },
    { "parameters: a query that is not UTF-8", PARAMETERS(.query = GQ_STR_INIT("{\xFF}")),
            "The parameters must be UTF-8." },
    { "parameters: a name that is not UTF-8",
            PARAMETERS(.query = GQ_STR_INIT("{a}"), .operation_name = GQ_STR_INIT("\xC3")),
            "The parameters must be UTF-8." },
};

static void
test_accepted(void **state)
{
    const struct accepted_case *c = *state;
    struct reading reading = read_request(&c->request);

    if (!reading.is_ok)
        fail_msg("%.*s", GQ_STR_ARG(reading.errs.first->message));
    assert_non_null(reading.envelope.query.bytes);
    assert_str_equal(reading.envelope.query, c->query);
    if (c->operation_name)
        assert_str_equal(reading.envelope.operation_name, gq_str_of(c->operation_name));
    else
        assert_null(reading.envelope.operation_name.bytes);
    if (c->variables < 0)
        assert_null(reading.envelope.variables);
    else
        assert_int_equal(reading.envelope.variables->count, c->variables);
    reading_fini(&reading);
}

static void
test_refused(void **state)
{
    const struct refused_case *c = *state;
    struct reading reading = read_request(&c->request);

    assert_false(reading.is_ok);
    assert_int_equal(reading.errs.first->code, GQ_E_BAD_REQUEST);
    if (c->message)
        assert_str_equal(reading.errs.first->message, gq_str_of(c->message));
    reading_fini(&reading);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, accepted_cases, test_accepted);
    GQ_UNIT_CASES(tests, count, refused_cases, test_refused);
    return _cmocka_run_group_tests("envelope", tests, count, NULL, NULL);
}
