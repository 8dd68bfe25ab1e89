/* tests/unit/validate/variables_test.c - validation of variables; what is wanted is what graphql-js says. */
#include "trial.h"
#include "unit.h"

/* Spec: Validation > Variables > Variable Uniqueness. */
static const struct trial_case uniqueness_cases[] = {
    { "a variable twice",
            "query ($a: Int, $b: Int, $a: Int, $a: String) { posts(first: $a) { id } matrix(rows: "
            "$b) }",
            "There can be only one variable named \"$a\". @1:9 @1:27 @1:36\n"
            "Variable \"$a\" of type \"String\" used in position expecting type \"Int\". @1:35 "
            "@1:62\n"
            "Variable \"$b\" of type \"Int\" used in position expecting type \"[[Int!]]\". @1:17 "
            "@1:86\n" },
    { "in two operations",
            "query A($a: Int) { posts(first: $a) { id } } query B($a: Int) { posts(first: $a) { id "
            "} }",
            "" },
};

/* Spec: Validation > Variables > Variables Are Input Types. */
static const struct trial_case input_types_cases[] = {
    { "input types of every kind",
            "query ($a: Int, $b: Style, $c: PostFilter, $d: [Moment!]!) { posts(first: $a, where: "
            "$c) { id } named { name(style: $b) } mutate(d: $d) }",
            "Cannot query field \"mutate\" on type \"Query\". @1:123\n" },
    { "output types", "query ($a: Author, $b: [Found!]!, $c: Node!) { a(a: $a, b: $b, c: $c) }",
            "Variable \"$a\" cannot be non-input type \"Author\". @1:12\n"
            "Variable \"$b\" cannot be non-input type \"[Found!]!\". @1:24\n"
            "Variable \"$c\" cannot be non-input type \"Node!\". @1:39\n"
            "Cannot query field \"a\" on type \"Query\". @1:48\n" },
};

/* Spec: Validation > Variables > All Variable Uses Defined. */
static const struct trial_case defined_cases[] = {
    { "by the operation for its fragments",
            "query ($a: Int) { ...F } fragment F on Query { posts(first: $a) { id } }", "" },
    { "by nobody", "{ posts(first: $a) { id } }", "Variable \"$a\" is not defined. @1:16 @1:1\n" },
    { "by nobody, with a name", "query Q { posts(first: $a, where: {any: [{title: $b}]}) { id } }",
            "Variable \"$a\" is not defined by operation \"Q\". @1:24 @1:1\n"
            "Variable \"$b\" is not defined by operation \"Q\". @1:50 @1:1\n" },
    { "not by this operation",
            "query A($a: Int) { ...F } query B { ...F } fragment F on Query { posts(first: $a) { "
            "id } }",
            "Variable \"$a\" is not defined by operation \"B\". @1:79 @1:27\n" },
    { "in directives", "query Q { author @skip(if: $a) { id @nope(x: [$b]) } }",
            "Variable \"$a\" is not defined by operation \"Q\". @1:28 @1:1\n"
            "Variable \"$b\" is not defined by operation \"Q\". @1:47 @1:1\n"
            "Unknown directive \"@nope\". @1:37\n" },
    { "in fragments of fragments, in the order they are reached",
            "query Q { ...A ...B } fragment C on Query { p: posts(first: $c) { id } } fragment B "
            "on Query { q: posts(first: $b) { id } } fragment A on Query { ...C r: posts(first: "
            "$a) { id } }",
            "Variable \"$a\" is not defined by operation \"Q\". @1:168 @1:1\n"
            "Variable \"$b\" is not defined by operation \"Q\". @1:112 @1:1\n"
            "Variable \"$c\" is not defined by operation \"Q\". @1:61 @1:1\n" },
    { "in fragments of a cycle",
            "query Q { ...A } fragment A on Query { ...B } fragment B on Query { posts(first: $b) "
            "{ id } ...A }",
            "Variable \"$b\" is not defined by operation \"Q\". @1:82 @1:1\n"
            "Cannot spread fragment \"A\" within itself via \"B\". @1:40 @1:93\n" },
    { "of unknown fields too", "{ nope(a: $a) { b(c: $c) } }",
            "Variable \"$a\" is not defined. @1:11 @1:1\n"
            "Variable \"$c\" is not defined. @1:22 @1:1\n"
            "Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"? @1:3\n" },
};

/* Spec: Validation > Variables > All Variables Used. */
static const struct trial_case used_cases[] = {
    { "in a fragment", "query Q($a: Int) { ...F } fragment F on Query { posts(first: $a) { id } }",
            "" },
    { "in a value",
            "query Q($a: String, $b: [ID!]) { posts(where: {any: [{title: $a}]}) { posts(ids: $b) "
            "{ id } } }",
            "Cannot query field \"posts\" on type \"Post\". @1:71\n" },
    { "nowhere", "query ($a: Int, $b: Int) { matrix }",
            "Variable \"$a\" is never used. @1:8\n"
            "Variable \"$b\" is never used. @1:17\n" },
    { "nowhere, with a name", "query Q($a: Int, $b: Int) { posts(first: $b) { id } }",
            "Variable \"$a\" is never used in operation \"Q\". @1:9\n" },
    { "only in a fragment that is not reached",
            "query Q($a: Int) { matrix } fragment F on Query { posts(first: $a) { id } }",
            "Variable \"$a\" is never used in operation \"Q\". @1:9\n"
            "Fragment \"F\" is never used. @1:29\n" },
    { "only in another operation",
            "query A($a: Int) { matrix } query B($a: Int) { posts(first: $a) { id } }",
            "Variable \"$a\" is never used in operation \"A\". @1:9\n" },
};

/* Spec: Validation > Variables > All Variable Usages Are Allowed. */
static const struct trial_case allowed_cases[] = {
    { "the same type, and a stricter one",
            "query ($a: Int, $b: Int!, $c: ID!) { posts(first: $a) { id } x: posts(first: $b) { id "
            "} node(id: $c) { id } }",
            "" },
    { "another type", "query ($a: String) { posts(first: $a) { id } }",
            "Variable \"$a\" of type \"String\" used in position expecting type \"Int\". @1:8 "
            "@1:35\n" },
    { "nullable where it is required", "query ($a: ID) { node(id: $a) { id } }",
            "Variable \"$a\" of type \"ID\" used in position expecting type \"ID!\". @1:8 "
            "@1:27\n" },
    { "nullable with a default value where it is required",
            "query ($a: ID = 1) { node(id: $a) { id } }", "" },
    { "nullable with a null default", "query ($a: ID = null) { node(id: $a) { id } }",
            "Variable \"$a\" of type \"ID\" used in position expecting type \"ID!\". @1:8 "
            "@1:34\n" },
    { "nullable where the place has a default",
            "query ($a: Int) { posts(where: {minimum: $a}) { id } }", "" },
    { "a list for a single value and the reverse",
            "query ($a: [Int], $b: ID) { posts(first: $a) { id } author { posts(ids: $b) { id } } "
            "}",
            "Variable \"$a\" of type \"[Int]\" used in position expecting type \"Int\". @1:8 "
            "@1:42\n"
            "Variable \"$b\" of type \"ID\" used in position expecting type \"[ID!]\". @1:19 "
            "@1:73\n" },
    { "lists of lists",
            "query ($a: [[Int!]], $b: [[Int]], $c: [Int!]) { matrix(rows: $a) x: matrix(rows: $b) "
            "y: matrix(rows: $c) z: matrix(rows: [$c]) }",
            "Variable \"$b\" of type \"[[Int]]\" used in position expecting type \"[[Int!]]\". "
            "@1:22 @1:82\n"
            "Variable \"$c\" of type \"[Int!]\" used in position expecting type \"[[Int!]]\". "
            "@1:35 @1:102\n" },
    { "in a list", "query ($a: Int, $b: Int!) { matrix(rows: [[$a, $b]]) }",
            "Variable \"$a\" of type \"Int\" used in position expecting type \"Int!\". @1:8 "
            "@1:44\n" },
    { "a single variable where a list is expected", "query ($a: Int!) { matrix(rows: $a) }",
            "Variable \"$a\" of type \"Int!\" used in position expecting type \"[[Int!]]\". @1:8 "
            "@1:33\n" },
    { "in fragments",
            "query A($a: String) { ...F } query B($a: Int) { ...F } fragment F on Query { "
            "posts(first: $a) { id } }",
            "Variable \"$a\" of type \"String\" used in position expecting type \"Int\". @1:9 "
            "@1:91\n" },
    { "in directives",
            "query ($a: String, $b: Boolean) { author @log(level: $a) { id @include(if: $b) } }",
            "Variable \"$a\" of type \"String\" used in position expecting type \"Int!\". @1:8 "
            "@1:54\n"
            "Variable \"$b\" of type \"Boolean\" used in position expecting type \"Boolean!\". "
            "@1:20 @1:76\n" },
    { "in a one-of object",
            "query ($a: ID, $b: ID!) { author(key: {id: $a}) { id } x: author(key: {id: $b}) { id "
            "} posts(keys: [{id: $a}]) { id } }",
            "Variable \"$a\" is of type \"ID\" but must be non-nullable to be used for OneOf Input "
            "Object \"Key\". @1:8 @1:44\n" },
    { "a one-of object as a whole",
            "query ($a: Key, $b: Key!) { author(key: $a) { id } post(key: $b) { id } x: post(key: "
            "$a) { id } }",
            "Variable \"$a\" of type \"Key\" used in position expecting type \"Key!\". @1:8 "
            "@1:86\n" },
    { "several faults at one place", "query ($a: [Int]) { author(key: {id: $a}) { id } }",
            "Variable \"$a\" of type \"[Int]\" used in position expecting type \"ID\". @1:8 @1:38\n"
            "Variable \"$a\" is of type \"[Int]\" but must be non-nullable to be used for OneOf "
            "Input Object \"Key\". @1:8 @1:38\n" },
    { "of unknown types or in unknown places",
            "query ($a: Nope, $b: Int) { posts(first: $a) { id } nope(x: $b) author(nope: $b) { id "
            "} }",
            "Unknown type \"Nope\". Did you mean \"Node\"? @1:12\n"
            "Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"? @1:53\n"
            "Unknown argument \"nope\" on field \"Query.author\". @1:72\n" },
    { "of the last definition of that name",
            "query ($a: Int, $a: String) { posts(first: $a) { id } }",
            "There can be only one variable named \"$a\". @1:9 @1:18\n"
            "Variable \"$a\" of type \"String\" used in position expecting type \"Int\". @1:17 "
            "@1:44\n" },
};

int
main(void)
{
    struct CMUnitTest tests[256];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, uniqueness_cases, trial_test);
    GQ_UNIT_CASES(tests, count, input_types_cases, trial_test);
    GQ_UNIT_CASES(tests, count, defined_cases, trial_test);
    GQ_UNIT_CASES(tests, count, used_cases, trial_test);
    GQ_UNIT_CASES(tests, count, allowed_cases, trial_test);
    return _cmocka_run_group_tests("variables", tests, count, NULL, NULL);
}
