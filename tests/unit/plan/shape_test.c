/* Which variables make another plan: the shape. */
#include "base/arena.h"
#include "base/buf.h"
#include "fixture.h"
#include "plan/shape.h"
#include "unit.h"

#define FILTER "query ($f: PostFilter) { posts(filter: $f) { id } }"
#define ORDER  "query ($o: [PostOrder!]) { posts(orderBy: $o) { id } }"
#define PAGE   "query ($a: Int, $b: Int) { posts(first: $a, offset: $b) { id } }"
#define SKIP   "query ($s: Boolean!) { posts { id title @skip(if: $s) } }"
#define FREE   "query ($n: Int = 3) { posts(first: $n) { id } }"
#define ROLE   "query ($r: [Role!]) { users(filter: {role: {in: $r}}) { id } }"

static struct fixture blog;

static const struct shape_case {
    const char *name, *text, *first, *second;
    bool is_equal;
} shape_cases[] = {
    { "another string", FILTER, "{\"f\":{\"title\":{\"eq\":\"a\"}}}",
            "{\"f\":{\"title\":{\"eq\":\"bcd\"}}}", true },
    { "another number", PAGE, "{\"a\":1,\"b\":2}", "{\"a\":7,\"b\":0}", true },
    { "the length of a list of scalars", FILTER, "{\"f\":{\"title\":{\"in\":[\"a\"]}}}",
            "{\"f\":{\"title\":{\"in\":[\"a\",\"b\",\"c\"]}}}", true },
    { "an empty list of scalars", FILTER, "{\"f\":{\"title\":{\"in\":[\"a\"]}}}",
            "{\"f\":{\"title\":{\"in\":[]}}}", true },
    { "enum values in a list, which are bound", ROLE, "{\"r\":[\"ADMIN\"]}",
            "{\"r\":[\"MEMBER\",\"EDITOR\"]}", true },
    { "a default value instead of a value", FREE, "{}", "{\"n\":9}", true },
    { "another operator", FILTER, "{\"f\":{\"title\":{\"eq\":\"a\"}}}",
            "{\"f\":{\"title\":{\"neq\":\"a\"}}}", false },
    { "another field", FILTER, "{\"f\":{\"title\":{\"eq\":\"a\"}}}",
            "{\"f\":{\"body\":{\"eq\":\"a\"}}}", false },
    { "null for a value", FILTER, "{\"f\":{\"title\":{\"eq\":\"a\"}}}",
            "{\"f\":{\"title\":{\"eq\":null}}}", false },
    { "null for an object", FILTER, "{\"f\":{}}", "{\"f\":null}", false },
    { "null for nothing", FILTER, "{}", "{\"f\":null}", false },
    { "null for nothing, of a number", PAGE, "{\"a\":1}", "{\"a\":1,\"b\":null}", false },
    { "which of two variables", PAGE, "{\"a\":1}", "{\"b\":1}", false },
    { "a null that overrides a default value", FREE, "{}", "{\"n\":null}", false },
    { "a Boolean of a filter", FILTER, "{\"f\":{\"title\":{\"isNull\":true}}}",
            "{\"f\":{\"title\":{\"isNull\":false}}}", false },
    { "the condition of @skip", SKIP, "{\"s\":true}", "{\"s\":false}", false },
    { "an enum value in an order", ORDER, "{\"o\":[{\"title\":\"ASC\"}]}",
            "{\"o\":[{\"title\":\"DESC\"}]}", false },
    { "the order of orders", ORDER, "{\"o\":[{\"title\":\"ASC\"},{\"id\":\"ASC\"}]}",
            "{\"o\":[{\"id\":\"ASC\"},{\"title\":\"ASC\"}]}", false },
    { "the length of a list of objects", FILTER, "{\"f\":{\"or\":[{}]}}",
            "{\"f\":{\"or\":[{},{}]}}", false },
    { "an empty list of objects", FILTER, "{\"f\":{\"or\":[{}]}}", "{\"f\":{\"or\":[]}}", false },
    { "where nesting ends", FILTER, "{\"f\":{\"and\":[{\"and\":[{}]},{}]}}",
            "{\"f\":{\"and\":[{\"and\":[{},{}]}]}}", false },
};

static void
write_shape(const char *text, const char *variables, struct gq_buf *out)
{
    struct asked asked;

    gq_buf_init(out, 1 << 16);
    asked_init(&asked, &blog, text, variables);
    gq_shape_write(out, &asked.variables);
    assert_false(gq_buf_failed(out));
    asked_fini(&asked);
}

static void
test_shape(void **state)
{
    const struct shape_case *c = *state;
    struct gq_buf first, second;

    write_shape(c->text, c->first, &first);
    write_shape(c->text, c->second, &second);
    assert_int_equal(gq_str_equal(gq_buf_view(&first), gq_buf_view(&second)), c->is_equal);
    gq_buf_fini(&first);
    gq_buf_fini(&second);
}

static void
test_no_variables_have_an_empty_shape(void **state)
{
    struct gq_buf shape;

    (void)state;
    write_shape("{ posts { id } }", NULL, &shape);
    assert_int_equal(shape.length, 0);
    gq_buf_fini(&shape);
}

static int
open_blog(void **state)
{
    (void)state;
    fixture_open_file(&blog, "examples/blog/schema.graphql");
    return 0;
}

static int
close_blog(void **state)
{
    (void)state;
    fixture_close(&blog);
    return 0;
}

int
main(void)
{
    struct CMUnitTest tests[40] = { cmocka_unit_test(test_no_variables_have_an_empty_shape) };
    size_t count = 1;

    GQ_UNIT_CASES(tests, count, shape_cases, test_shape);
    return _cmocka_run_group_tests("shape", tests, count, open_blog, close_blog);
}
