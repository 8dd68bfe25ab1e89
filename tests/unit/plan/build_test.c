/* Plans on the blog's schema, as gq_plan_print has them: one line a statement. */
#include "fixture.h"
#include "unit.h"

static struct fixture blog;

static const struct plan_case {
    const char *name, *text, *variables, *plan;
} plan_cases[] = {
    { "a row by its key", "{ user(id: 1) { name } }", NULL,
            "query\n"
            "  user: one users (name) filtered\n" },
    { "a row by another unique column", "{ userByEmail(email: \"a\") { id } }", NULL,
            "query\n"
            "  userByEmail: one users (id) filtered\n" },
    { "a list is ordered by the key and has a page", "{ users { name } }", NULL,
            "query\n"
            "  users: list users (name) order by id page\n" },
    { "nothing but __typename still counts rows", "{ users { __typename } }", NULL,
            "query\n"
            "  users: list users (id) order by id page\n" },
    { "__typename of the root takes no statement", "{ __typename }", NULL, "query\n" },
    { "a column asked for twice is read once", "{ users { a: name b: name } }", NULL,
            "query\n"
            "  users: list users (name) order by id page\n" },
    { "the key is the last order, in the last one's direction",
            "{ users(orderBy: [{role: ASC}, {name: DESC}]) { id } }", NULL,
            "query\n"
            "  users: list users (id) order by role, name desc, id desc page\n" },
    { "nothing is ordered by after the key", "{ users(orderBy: [{id: DESC}, {name: ASC}]) { id } }",
            NULL,
            "query\n"
            "  users: list users (id) order by id desc page\n" },
    { "where NULLs go",
            "{ posts(orderBy: [{publishedAt: DESC_NULLS_LAST}, "
            "{slug: ASC_NULLS_FIRST}]) { id } }",
            NULL,
            "query\n"
            "  posts: list posts (id) order by published_at desc nulls last, "
            "slug nulls first, id page\n" },
    { "an empty order is the default", "{ users(orderBy: []) { id } }", NULL,
            "query\n"
            "  users: list users (id) order by id page\n" },
    { "arguments that are null are not given",
            "{ users(orderBy: null, filter: null, first: null, offset: null) { id } }", NULL,
            "query\n"
            "  users: list users (id) order by id page\n" },
    { "variables that are null are not given",
            "query ($f: UserFilter, $n: Int) { users(filter: $f, offset: $n) { id } }",
            "{\"f\":null,\"n\":null}",
            "query\n"
            "  users: list users (id) order by id page\n" },
    { "filter and offset", "{ users(filter: {name: {eq: \"a\"}}, first: 1, offset: 2) { id } }",
            NULL,
            "query\n"
            "  users: list users (id) filtered order by id page with offset\n" },
    { "a list below a list hangs on the key", "{ users { posts { title } } }", NULL,
            "query\n"
            "  users: list users (id) order by id page\n"
            "    posts: list posts (title) per author_id order by id page\n" },
    { "a to-one is folded in", "{ posts { author { name } } }", NULL,
            "query\n"
            "  posts: list posts (users.name, users.id) joined with users by author_id "
            "order by id page\n" },
    { "two of one target are two joins",
            "{ comments { author { name } post { author { name } } } }", NULL,
            "query\n"
            "  comments: list comments (users.name, users.id, users.name, users.id, posts.id) "
            "joined with users by author_id, posts by post_id, users by author_id "
            "order by id page\n" },
    { "a list of a folded row", "{ comments { post { comments { id } } } }", NULL,
            "query\n"
            "  comments: list comments (posts.id) joined with posts by post_id order by id page\n"
            "    comments: list comments (id) per post_id order by id page\n" },
    { "equal positions run once, with the union of their columns",
            "{ a: users(first: 2) { name } b: users(first: 2) { email posts { id } } }", NULL,
            "query\n"
            "  a: list users (name, email, id) order by id page\n"
            "    posts: list posts (id) per author_id order by id page\n" },
    { "equal positions below a list", "{ users { a: posts { id } b: posts { title } } }", NULL,
            "query\n"
            "  users: list users (id) order by id page\n"
            "    a: list posts (id, title) per author_id order by id page\n" },
    { "the same variable is the same value",
            "query ($n: Int) { a: users(first: $n) { id } b: users(first: $n) { id } }",
            "{\"n\":1}",
            "query\n"
            "  a: list users (id) order by id page\n" },
    { "equal objects as arguments",
            "{ a: users(filter: {and: [{name: {eq: \"x\"}}]}) { id } "
            "b: users(filter: {and: [{name: {eq: \"x\"}}]}) { name } }",
            NULL,
            "query\n"
            "  a: list users (id, name) filtered order by id page\n" },
    { "other arguments run apart", "{ a: users(first: 1) { id } b: users(first: 2) { id } }", NULL,
            "query\n"
            "  a: list users (id) order by id page\n"
            "  b: list users (id) order by id page\n" },
    { "a list of more items runs apart",
            "{ a: users(filter: {name: {in: [\"x\"]}}) { id } "
            "b: users(filter: {name: {in: [\"x\", \"y\"]}}) { id } }",
            NULL,
            "query\n"
            "  a: list users (id) filtered order by id page\n"
            "  b: list users (id) filtered order by id page\n" },
    { "a number and a string run apart", "{ a: user(id: 1) { id } b: user(id: \"1\") { id } }",
            NULL,
            "query\n"
            "  a: one users (id) filtered\n"
            "  b: one users (id) filtered\n" },
    { "the same row twice", "{ a: user(id: 1) { id } b: user(id: 1) { name } }", NULL,
            "query\n"
            "  a: one users (id, name) filtered\n" },
    { "other parents run apart",
            "{ comments { author { posts { id } } post { author { posts { id } "
            "} } } }",
            NULL,
            "query\n"
            "  comments: list comments (users.id, users.id, posts.id) "
            "joined with users by author_id, posts by post_id, users by author_id "
            "order by id page\n"
            "    posts: list posts (id) per author_id order by id page\n"
            "    posts: list posts (id) per author_id order by id page\n" },
    { "fields merged from fragments are one step",
            "{ users { name } ...F } fragment F on Query { users { email } }", NULL,
            "query\n"
            "  users: list users (name, email) order by id page\n" },
    { "a connection of which only totalCount is selected has no page",
            "{ usersConnection { totalCount } }", NULL,
            "query\n"
            "  usersConnection: count users\n" },
    { "a filtered count", "{ usersConnection(filter: {id: {eq: 1}}, first: 3) { totalCount } }",
            NULL,
            "query\n"
            "  usersConnection: count users filtered\n" },
    { "a connection of which nothing is selected", "{ usersConnection { __typename } }", NULL,
            "query\n" },
    { "nodes alone: no cursors, no probe", "{ usersConnection { nodes { name } } }", NULL,
            "query\n"
            "  usersConnection: list users (name) order by id page\n" },
    { "cursors alone: no probe", "{ usersConnection(orderBy: [{role: ASC}]) { edges { cursor } } }",
            NULL,
            "query\n"
            "  usersConnection: list users (role, id) order by role, id page\n" },
    { "startCursor alone: no probe", "{ usersConnection { pageInfo { startCursor endCursor } } }",
            NULL,
            "query\n"
            "  usersConnection: list users (id) order by id page\n" },
    { "hasNextPage reads one row more", "{ usersConnection { pageInfo { hasNextPage } } }", NULL,
            "query\n"
            "  usersConnection: list users (id) order by id page and one more\n" },
    { "hasPreviousPage of a page from the end",
            "{ usersConnection(last: 2) { pageInfo { hasPreviousPage } } }", NULL,
            "query\n"
            "  usersConnection: list users (id) order by id from the end page and one more\n" },
    { "page and count are two statements",
            "{ usersConnection { totalCount edges { node { name } } } }", NULL,
            "query\n"
            "  usersConnection: count users\n"
            "  usersConnection: list users (name) order by id page\n" },
    { "equal connections share page, probe and count",
            "{ a: usersConnection(first: 2) { totalCount nodes { id } } "
            "b: usersConnection(first: 2) { totalCount pageInfo { hasNextPage } } }",
            NULL,
            "query\n"
            "  a: count users\n"
            "  a: list users (id) order by id page and one more\n" },
    { "a connection below a list",
            "{ users { postsConnection(first: 1) { totalCount nodes { title "
            "} } } }",
            NULL,
            "query\n"
            "  users: list users (id) order by id page\n"
            "    postsConnection: count posts per author_id\n"
            "    postsConnection: list posts (title) per author_id order by id page\n" },
    { "create writes, then reads what it wrote",
            "mutation { createUser(input: {email: \"a\", name: \"b\"}) { id posts { id } } }", NULL,
            "mutation\n"
            "  createUser: write (insert users)\n"
            "    createUser: one users (id) per id\n"
            "      posts: list posts (id) per author_id order by id page\n" },
    { "equal fields of a mutation are not merged into one write",
            "mutation { a: deleteUser(id: 1) { id } b: deleteUser(id: 1) { id } }", NULL,
            "mutation\n"
            "  a: write () then (delete users)\n"
            "    a: one users (id) per id\n"
            "  b: write () then (delete users)\n"
            "    b: one users (id) per id\n" },
    { "introspection is resolved", "{ __schema { queryType { name } } }", NULL,
            "query\n"
            "  __schema: resolve\n"
            "    queryType: resolve\n"
            "      name: resolve\n" },
    { "introspection and data side by side", "{ __type(name: \"User\") { name } users { id } }",
            NULL,
            "query\n"
            "  __type: resolve\n"
            "    name: resolve\n"
            "  users: list users (id) order by id page\n" },
};

static const struct plan_case refused_cases[] = {
    { "first and last", "{ usersConnection(first: 1, last: 1) { nodes { id } } }", NULL,
            "refused: BAD_USER_INPUT: Arguments \"first\" and \"last\" cannot be given together." },
    { "offset and after", "{ usersConnection(offset: 1, after: \"\") { nodes { id } } }", NULL,
            "refused: BAD_USER_INPUT: "
            "Argument \"offset\" cannot be given together with a cursor." },
    { "offset and before", "{ usersConnection(offset: 0, before: \"\") { nodes { id } } }", NULL,
            "refused: BAD_USER_INPUT: "
            "Argument \"offset\" cannot be given together with a cursor." },
    { "offset and last", "{ usersConnection(offset: 0, last: 1) { nodes { id } } }", NULL,
            "refused: BAD_USER_INPUT: "
            "Arguments \"offset\" and \"last\" cannot be given together." },
    { "first and last where nothing but totalCount is selected",
            "{ usersConnection(first: 1, last: 1) { totalCount } }", NULL,
            "refused: BAD_USER_INPUT: Arguments \"first\" and \"last\" cannot be given together." },
    { "null for a field of a filter", "{ users(filter: {name: null}) { id } }", NULL,
            "refused: BAD_USER_INPUT: Field \"name\" of a filter takes no null." },
    { "null for a junction", "{ users(filter: {or: null}) { id } }", NULL,
            "refused: BAD_USER_INPUT: Field \"or\" of a filter takes no null." },
    { "null for a relation, in a variable", "query ($f: PostFilter) { posts(filter: $f) { id } }",
            "{\"f\":{\"author\":null}}",
            "refused: BAD_USER_INPUT: Field \"author\" of a filter takes no null." },
    { "null for neq", "{ users(filter: {name: {neq: null}}) { id } }", NULL,
            "refused: BAD_USER_INPUT: Operator \"neq\" of a filter takes no null." },
    { "null for in", "{ users(filter: {name: {in: null}}) { id } }", NULL,
            "refused: BAD_USER_INPUT: Operator \"in\" of a filter takes no null." },
    { "null for isNull", "{ users(filter: {name: {isNull: null}}) { id } }", NULL,
            "refused: BAD_USER_INPUT: Operator \"isNull\" of a filter takes no null." },
    { "null deep inside", "{ users(filter: {and: [{not: {or: [{id: {in: null}}]}}]}) { id } }",
            NULL, "refused: BAD_USER_INPUT: Operator \"in\" of a filter takes no null." },
    { "null for a relation of an input",
            "mutation { updatePost(id: 1, input: {author: null}) { id } }", NULL,
            "refused: BAD_USER_INPUT: Field \"author\" of an input takes no null." },
    { "null below a list that is filtered",
            "{ users { posts(filter: {title: {lt: null}}) { id } } }", NULL,
            "refused: BAD_USER_INPUT: Operator \"lt\" of a filter takes no null." },
};

static void
test_plan(void **state)
{
    const struct plan_case *c = *state;
    struct asked asked;

    assert_string_equal(asked_print(&asked, &blog, c->text, c->variables), c->plan);
    asked_fini(&asked);
}

static const struct plan_case accepted_cases[] = {
    { "eq takes null", "{ posts(filter: {publishedAt: {eq: null}}) { id } }", NULL,
            "query\n  posts: list posts (id) filtered order by id page\n" },
    { "an empty filter", "{ posts(filter: {}) { id } }", NULL,
            "query\n  posts: list posts (id) filtered order by id page\n" },
    { "a filter of a relation of a relation",
            "{ comments(filter: {post: {author: {name: {eq: \"a\"}}}}) { id } }", NULL,
            "query\n  comments: list comments (id) filtered order by id page\n" },
    { "after and before with first",
            "{ usersConnection(first: 1, after: \"x\", before: \"y\") { nodes { id } } }", NULL,
            "query\n  usersConnection: list users (id) order by id after before page\n" },
    { "last with null for first",
            "{ usersConnection(first: null, last: 1, offset: null) { nodes { id } } }", NULL,
            "query\n  usersConnection: list users (id) order by id from the end page\n" },
    { "offset with null for the cursors",
            "{ usersConnection(offset: 1, after: null, before: null) { nodes { id } } }", NULL,
            "query\n  usersConnection: list users (id) order by id page with offset\n" },
};

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
    struct CMUnitTest tests[100];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, plan_cases, test_plan);
    GQ_UNIT_CASES(tests, count, refused_cases, test_plan);
    GQ_UNIT_CASES(tests, count, accepted_cases, test_plan);
    return _cmocka_run_group_tests("build", tests, count, open_blog, close_blog);
}
