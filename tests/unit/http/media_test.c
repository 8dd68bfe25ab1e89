/* Media types: RFC 9110, Accept; GraphQL over HTTP, Media Types. */
#include "http/media.h"

#include "unit.h"

#define JSON    GQ_MEDIA_JSON
#define GRAPHQL GQ_MEDIA_GRAPHQL_RESPONSE
#define NONE    GQ_MEDIA_NONE

static const struct accept_case {
    const char *name;
    const char *accepts[3];
    enum gq_media media;
} accept_cases[] = {
    { "no Accept: JSON", { NULL }, JSON },
    { "anything: JSON", { "*/*" }, JSON },
    { "any application: JSON", { "application/*" }, JSON },
    { "JSON", { "application/json" }, JSON },
    { "GraphQL response", { "application/graphql-response+json" }, GRAPHQL },
    { "letter case does not matter", { "Application/GraphQL-Response+JSON" }, GRAPHQL },
    { "the first named of equal weight", { "application/graphql-response+json, application/json" },
            GRAPHQL },
    { "the first named of equal weight, other way",
            { "application/json, application/graphql-response+json" }, JSON },
    { "weights decide", { "application/json;q=0.5, application/graphql-response+json;q=0.6" },
            GRAPHQL },
    { "weights decide, other way", { "application/graphql-response+json; q=0.9, application/json" },
            JSON },
    { "three digits", { "application/graphql-response+json;q=0.001, application/json;q=0.002" },
            JSON },
    { "named before wildcard", { "*/*, application/graphql-response+json" }, GRAPHQL },
    { "Apollo's and urql's list",
            { "application/graphql-response+json, application/graphql+json, application/json, "
              "text/event-stream, multipart/mixed" },
            GRAPHQL },
    { "browser's list",
            { "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8" },
            JSON },
    { "charset of UTF-8", { "application/json; charset=utf-8" }, JSON },
    { "charset of UTF-8, quoted", { "application/graphql-response+json;charset=\"UTF-8\"" },
            GRAPHQL },
    { "another charset", { "application/json; charset=iso-8859-1" }, NONE },
    { "weight zero refuses", { "application/json;q=0" }, NONE },
    { "weight zero refuses before the wildcard", { "application/json;q=0, */*" }, GRAPHQL },
    { "wildcard of weight zero", { "*/*;q=0, application/json" }, JSON },
    { "text alone", { "text/html" }, NONE },
    { "empty value", { "" }, NONE },
    { "commas alone", { " , ,," }, NONE },
    { "weight past one is malformed", { "application/json;q=1.5" }, NONE },
    { "weight of words is malformed", { "application/json;q=high" }, NONE },
    { "four digits are malformed", { "application/json;q=0.1234" }, NONE },
    { "comma in quotes",
            { "application/json;a=\",\";q=0.1, application/graphql-response+json;q=0.2" },
            GRAPHQL },
    { "several fields are one list",
            { "text/html", "application/graphql-response+json;q=0.1", "application/json" }, JSON },
};

static void
test_accept(void **state)
{
    const struct accept_case *c = *state;
    struct gq_str accepts[3];
    size_t count = 0;

    for (; count < 3 && c->accepts[count]; count++)
        accepts[count] = gq_str_of(c->accepts[count]);
    assert_int_equal(gq_media_negotiate(accepts, count), c->media);
}

static const struct type_case {
    const char *name;
    bool is_json;
} type_cases[] = {
    { "application/json", true },
    { "application/json; charset=utf-8", true },
    { "application/json;charset=UTF-8", true },
    { "APPLICATION/JSON ; charset=\"utf-8\"", true },
    { "application/json;", true },
    { "application/json; charset=utf-16", false },
    { "application/json; a=\"b,c\"; d=e", true },
    { "application/json; a=b,c", false },
    { "application/json; a b=c", false },
    { "application/json; a", false },
    { "application/json; a=\"b", false },
    { "application/jsonp", false },
    { "application/graphql", false },
    { "application/x-www-form-urlencoded", false },
    { "multipart/form-data; boundary=a", false },
    { "text/plain", false },
    { "text/plain; a=application/json", false },
    { "application/json, text/plain", false },
    { "", false },
};

static void
test_type(void **state)
{
    const struct type_case *c = *state;

    assert_int_equal(gq_media_is_json(gq_str_of(c->name)), c->is_json);
}

int
main(void)
{
    struct CMUnitTest tests[64];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, accept_cases, test_accept);
    GQ_UNIT_CASES(tests, count, type_cases, test_type);
    return _cmocka_run_group_tests("media", tests, count, NULL, NULL);
}
