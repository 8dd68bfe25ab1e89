/*
 * Limits of filters: one below, at, and one past each; and that a filter of any shape that the
 * limit of depth lets pass is one that SQLite's parser has room for.
 */
#include "fixture.h"
#include "unit.h"

#define DEPTH_DEFAULT 10

static bool
is_answered(const char *response)
{
    return strncmp(response, "{\"data\":{", 9) == 0;
}

static const struct limit_case {
    const char *name;
    const char *query;
    enum gq_limit limit;
    int64_t measure; /* of the query */
} limit_cases[] = {
    { "bytes of a pattern: like", "{ books(filter: {title: {like: \"%\xC3\xA4%\"}}) { id } }",
            GQ_LIMIT_PATTERN_BYTES, 4 },
    { "bytes of a pattern: ilike", "{ books(filter: {isbn: {ilike: \"abc\"}}) { id } }",
            GQ_LIMIT_PATTERN_BYTES, 3 },
    { "bytes of a pattern: startsWith", "{ books(filter: {title: {startsWith: \"abc\"}}) { id } }",
            GQ_LIMIT_PATTERN_BYTES, 3 },
    { "bytes of a pattern: endsWith", "{ books(filter: {title: {endsWith: \"abc\"}}) { id } }",
            GQ_LIMIT_PATTERN_BYTES, 3 },
    { "bytes of a pattern: contains", "{ books(filter: {title: {contains: \"abc\"}}) { id } }",
            GQ_LIMIT_PATTERN_BYTES, 3 },
    { "terms are operators",
            "{ books(filter: {pages: {gt: 1, lt: 9}, title: {neq: \"\"}}) { id } }",
            GQ_LIMIT_FILTER_TERMS, 3 },
    { "terms are relations, too",
            "{ authors(filter: {books: {some: {editor: {name: {eq: \"a\"}}}, none: {}}}) { id } }",
            GQ_LIMIT_FILTER_TERMS, 5 },
    { "an empty filter is a term", "{ books(filter: {or: [{}, {and: [{}]}, {}]}) { id } }",
            GQ_LIMIT_FILTER_TERMS, 3 },
    { "terms are those of one filter",
            "{ a: books(filter: {id: {neq: 1, nin: [2]}}) { id } b: books(filter: {id: {eq: 1}}) { "
            "id } }",
            GQ_LIMIT_FILTER_TERMS, 2 },
    { "depth of and, or, not", "{ books(filter: {and: [{or: [{not: {id: {eq: 1}}}]}]}) { id } }",
            GQ_LIMIT_FILTER_DEPTH, 3 },
    { "depth is that of the deepest",
            "{ books(filter: {not: {id: {eq: 1}}, and: [{not: {}}], or: [{}]}) { id } }",
            GQ_LIMIT_FILTER_DEPTH, 2 },
    { "relations are two deep", "{ books(filter: {author: {books: {every: {}}}}) { id } }",
            GQ_LIMIT_FILTER_DEPTH, 4 },
    { "the key of a to-one is not deep", "{ books(filter: {not: {author: {id: {eq: 1}}}}) { id } }",
            GQ_LIMIT_FILTER_DEPTH, 1 },
};

static void
test_limit(void **state)
{
    const struct limit_case *c = *state;

    for (int64_t limit = c->measure - 1; limit <= c->measure + 1; limit++) {
        struct fixture fixture;
        const char *answer;

        fixture_init(&fixture, fixture_library);
        fixture.limits.values[c->limit] = limit;
        fixture_start(&fixture);
        answer = fixture_ask(&fixture, c->query, NULL);
        assert_int_equal(is_answered(answer), limit >= c->measure);
        if (limit < c->measure)
            assert_non_null(strstr(answer, "\"code\":\"BAD_USER_INPUT\""));
        fixture_close(&fixture);
    }
}

/* What nests, by letter: from books or authors, to what, and how deep. */
static const struct nesting {
    char letter, from, to; /* b, a: a table; *: any, the same */
    const char *before, *after;
    int weight;
} nestings[] = {
    { 'n', '*', '*', "{not: ", "}", 1 },
    { 'o', '*', '*', "{or: [{id: {eq: 1}}, ", "]}", 1 },
    { '&', '*', '*', "{and: [{id: {neq: 1}}, ", "]}", 1 },
    { 'r', 'b', 'a', "{editor: ", "}", 2 },
    { 'w', 'b', 'a',
            "{id: {neq: 1}, title: {lt: \"\"}, isbn: {lt: \"\"}, pages: {lt: 1}, price: {lt: 1}, "
            "lent: {eq: true}, genre: {eq: NOVEL}, printedAt: {isNull: true}, version: {lt: 1}, "
            "author: ",
            "}", 2 },
    { 'e', 'a', 'b', "{books: {every: ", "}}", 2 },
    { 's', 'a', 'b', "{edited: {some: ", "}}", 2 },
    { 'x', 'a', 'b', "{edited: {none: ", "}}", 2 },
};

static const struct shape_case {
    const char *name; /* the letters, again and again */
} shape_cases[] = { { "n" }, { "no" }, { "o&" }, { "wx" }, { "nwe" }, { "nwne" }, { "ow&e" },
    { "owoe" }, { "re" }, { "we" }, { "rs" }, { "rx" }, { "nre" }, { "nrne" }, { "ore" },
    { "orox" }, { "n&re" }, { "onrsn" } };

static const struct nesting *
nesting_of(char letter)
{
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(nestings); i++) {
        if (nestings[i].letter == letter)
            return &nestings[i];
    }
    fail_msg("no such letter");
    return NULL;
}

/* As deep as the limit allows, over books. */
static void
write_filter(struct gq_buf *out, const char *letters)
{
    const struct nesting *used[DEPTH_DEFAULT];
    uint32_t count = 0;
    char table = 'b';

    for (int weight = 0;;) {
        const struct nesting *nesting = nesting_of(letters[count % strlen(letters)]);

        weight += nesting->weight;
        if (weight > DEPTH_DEFAULT)
            break;
        assert_true(nesting->from == '*' || nesting->from == table);
        table = nesting->to == '*' ? table : nesting->to;
        gq_buf_text(out, nesting->before);
        used[count++] = nesting;
    }
    gq_buf_text(out, table == 'b' ? "{pages: {nin: [1]}}" : "{email: {startsWith: \"a\"}}");
    while (count > 0)
        gq_buf_text(out, used[--count]->after);
}

/* Around it, what takes most room: pages of two parts, pages per parent, joined orders. */
static const struct context {
    const char *before, *between, *after; /* the filter is between them; with `cursor` first */
    bool has_cursor;
} contexts[] = {
    { "{ booksConnection(orderBy: [{pages: DESC}], first: 2, after: \"",
            "\", filter: ", ") { totalCount nodes { id } } }", true },
    { "{ booksConnection(orderBy: [{pages: DESC}, {author: {name: ASC}}], first: 2",
            ", filter: ", ") { nodes { id } } }", false },
    { "{ authors { booksConnection(orderBy: [{editor: {edited: {count: DESC}}}], first: 2",
            ", filter: ", ") { totalCount nodes { id } } } }", false },
};

/* The cursor of the one book. */
static struct gq_str
find_cursor(struct fixture *fixture)
{
    const char *answer = fixture_ask(
            fixture, "{ booksConnection(orderBy: [{pages: DESC}]) { edges { cursor } } }", NULL);
    const char *start = strstr(answer, "\"cursor\":\"");

    assert_non_null(start);
    start += strlen("\"cursor\":\"");
    return (struct gq_str){ start, strcspn(start, "\"") };
}

static void
test_shape(void **state)
{
    const struct shape_case *c = *state;
    struct fixture fixture;
    struct gq_str cursor;

    fixture_open(&fixture);
    fixture_sql(&fixture, "INSERT INTO authors (id, name) VALUES (1, 'Ada')");
    fixture_sql(&fixture,
            "INSERT INTO books (title, pages, author_id, created_at, version)"
            " VALUES ('One', 1, 1, '2026-01-02T03:04:05.000000Z', 1)");
    for (size_t i = 0; i < GQ_ARRAY_LENGTH(contexts); i++) {
        struct gq_buf query;
        const char *answer;

        gq_buf_init(&query, 8192);
        gq_buf_text(&query, contexts[i].before);
        cursor = find_cursor(&fixture);
        if (contexts[i].has_cursor)
            gq_buf_str(&query, cursor);
        gq_buf_text(&query, contexts[i].between);
        write_filter(&query, c->name);
        gq_buf_text(&query, contexts[i].after);
        gq_buf_char(&query, '\0');
        answer = fixture_ask(&fixture, query.bytes, NULL);
        if (!is_answered(answer))
            fail_msg("%s\n%s", query.bytes, answer);
        gq_buf_fini(&query);
    }
    fixture_close(&fixture);
}

int
main(void)
{
    struct CMUnitTest tests[40];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, limit_cases, test_limit);
    GQ_UNIT_CASES(tests, count, shape_cases, test_shape);
    return _cmocka_run_group_tests("engine/filter", tests, count, NULL, NULL);
}
