/* Looking into values and comparing them. */
#include "json/value.h"

#include "base/arena.h"
#include "base/error.h"
#include "base/limits.h"
#include "unit.h"
#include "json/parse.h"

struct pair {
    struct gq_arena *arena;
    struct gq_json_parser *parser;
    struct gq_value a, b;
};

static struct gq_value
read_json(struct pair *pair, const char *text)
{
    struct gq_errors errs;
    struct gq_limits limits;
    struct gq_value value;

    gq_limits_init(&limits);
    gq_errors_init(&errs, pair->arena, NULL, 1);
    assert_true(gq_json_parse(pair->parser, pair->arena, gq_str_of(text), &limits, &value, &errs));
    return value;
}

static void
pair_init(struct pair *pair, const char *a, const char *b)
{
    pair->arena = gq_arena_new(1 << 20);
    pair->parser = gq_json_parser_new();
    pair->a = read_json(pair, a);
    pair->b = read_json(pair, b);
}

static void
pair_fini(struct pair *pair)
{
    gq_json_parser_free(pair->parser);
    gq_arena_free(pair->arena);
}

static const struct equal_case {
    const char *name, *a, *b;
    bool is_equal;
} equal_cases[] = {
    { "null", "null", "null", true },
    { "null and false", "null", "false", false },
    { "truth", "true", "true", true },
    { "truth and falsehood", "true", "false", false },
    { "integers", "[1]", "[1]", true },
    { "an integer and a double", "[1]", "[1.0]", false },
    { "texts", "\"a\"", "\"a\"", true },
    { "texts of other case", "\"a\"", "\"A\"", false },
    { "lists in another order", "[1,2]", "[2,1]", false },
    { "a list and its beginning", "[1,2]", "[1]", false },
    { "members in another order", "{\"a\":1,\"b\":{\"c\":[]}}", "{\"b\":{\"c\":[]},\"a\":1}",
            true },
    { "other members", "{\"a\":1,\"b\":2}", "{\"a\":1,\"c\":2}", false },
    { "other values of members", "{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", false },
    { "more members", "{\"a\":1}", "{\"a\":1,\"b\":2}", false },
};

static void
test_equal(void **state)
{
    const struct equal_case *c = *state;
    struct pair pair;

    pair_init(&pair, c->a, c->b);
    assert_int_equal(gq_value_equal(&pair.a, &pair.b), c->is_equal);
    assert_int_equal(gq_value_equal(&pair.b, &pair.a), c->is_equal);
    pair_fini(&pair);
}

static void
test_member(void **state)
{
    struct pair pair;

    (void)state;
    pair_init(&pair, "{\"a\":1,\"b\":null}", "[1]");
    assert_int_equal(gq_value_member(&pair.a, GQ_STR("a"))->integer, 1);
    assert_int_equal(gq_value_member(&pair.a, GQ_STR("b"))->kind, GQ_VALUE_NULL);
    assert_null(gq_value_member(&pair.a, GQ_STR("c")));
    assert_null(gq_value_member(&pair.b, GQ_STR("a")));
    assert_null(gq_value_member(NULL, GQ_STR("a")));
    pair_fini(&pair);
}

int
main(void)
{
    struct CMUnitTest tests[32] = { cmocka_unit_test(test_member) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, equal_cases, test_equal);
    return _cmocka_run_group_tests("value", tests, count, NULL, NULL);
}
