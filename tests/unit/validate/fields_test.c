/* tests/unit/validate/fields_test.c - validation of fields; what is wanted is what graphql-js says. */
#include "trial.h"
#include "unit.h"

/* Spec: Validation > Fields > Field Selections. */
static const struct trial_case field_selections_cases[] = {
    { "fields of objects, interfaces, and __typename on all",
            "{ named { name __typename } node(id: 1) { id } find { __typename } __typename }", "" },
    { "an unknown field", "{ nothing }",
            "Cannot query field \"nothing\" on type \"Query\". @1:3\n" },
    { "an unknown field with a near one", "{ author { nmae } }",
            "Cannot query field \"nmae\" on type \"Author\". Did you mean \"name\"? @1:12\n" },
    { "near fields, the nearest first", "{ author { pots ran names } }",
            "Cannot query field \"pots\" on type \"Author\". Did you mean \"posts\"? @1:12\n"
            "Cannot query field \"ran\" on type \"Author\". Did you mean \"rank\"? @1:17\n"
            "Cannot query field \"names\" on type \"Author\". Did you mean \"name\"? @1:21\n" },
    { "a field of what implements the interface", "{ node(id: 1) { title rank owner { id } } }",
            "Cannot query field \"title\" on type \"Node\". Did you mean to use an inline fragment "
            "on \"Post\"? @1:17\n"
            "Cannot query field \"rank\" on type \"Node\". Did you mean to use an inline fragment "
            "on \"Author\" or \"Post\"? @1:23\n"
            "Cannot query field \"owner\" on type \"Node\". Did you mean to use an inline fragment "
            "on \"Author\" or \"Post\"? @1:28\n" },
    { "a field of a union's members", "{ find { id name model } }",
            "Cannot query field \"id\" on type \"Found\". Did you mean to use an inline fragment "
            "on \"Node\", \"Author\", or \"Post\"? @1:10\n"
            "Cannot query field \"name\" on type \"Found\". Did you mean to use an inline fragment "
            "on \"Named\" or \"Author\"? @1:13\n"
            "Cannot query field \"model\" on type \"Found\". @1:18\n" },
    { "below an unknown field nothing is reported", "{ nothing { more(a: 1) { yet } } }",
            "Cannot query field \"nothing\" on type \"Query\". @1:3\n" },
    { "fields by an alias", "{ author { title: nothing } }",
            "Cannot query field \"nothing\" on type \"Author\". @1:12\n" },
    { "inside of fragments",
            "{ ... on Author { nope } author { ...F ... { nope } ... @include(if: true) { nope } } "
            "} fragment F on Author { nope }",
            "Fragment cannot be spread here as objects of type \"Query\" can never be of type "
            "\"Author\". @1:3\n"
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:19\n"
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:46\n"
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:78\n"
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:112\n" },
    { "within a condition on an unknown type", "{ node(id: 1) { ... on Nope { a } } }",
            "Unknown type \"Nope\". Did you mean \"Node\"? @1:24\n" },
    { "schema fields on the query type only",
            "{ __schema { queryType { name } } __type(name: \"A\") { name } author { __schema { "
            "queryType { name } } __type(name: \"A\") { name } } }",
            "Cannot query field \"__schema\" on type \"Author\". @1:71\n"
            "Cannot query field \"__type\" on type \"Author\". @1:103\n" },
    { "introspection types have their fields", "{ __schema { nope types { nme } } }",
            "Cannot query field \"nope\" on type \"__Schema\". @1:14\n"
            "Cannot query field \"nme\" on type \"__Type\". Did you mean \"name\"? @1:27\n" },
};

/* Spec: Validation > Fields > Field Selection Merging. */
static const struct trial_case merging_cases[] = {
    { "the same field twice", "{ author { id id } author { id } }", "" },
    { "the same arguments in another order",
            "{ author { posts(first: 1, ids: [1]) { id } posts(ids: [1], first: 1) { id } } }",
            "" },
    { "the same object in another order",
            "{ posts(where: {title: \"a\", minimum: 1}) { id } posts(where: {minimum: 1, title: "
            "\"a\"}) { id } }",
            "" },
    { "different fields", "{ author { name: id name } }",
            "Fields \"name\" conflict because \"id\" and \"name\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:12 "
            "@1:21\n" },
    { "different fields behind aliases", "{ author { a: id a: rank } }",
            "Fields \"a\" conflict because \"id\" and \"rank\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:18\n" },
    { "different arguments", "{ author { posts(first: 1) { id } posts(first: 2) { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:35\n" },
    { "arguments on one only", "{ author { posts { id } posts(first: 2) { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:25\n" },
    { "different numbers of arguments",
            "{ author { posts(first: 2) { id } posts(first: 2, ids: []) { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:35\n" },
    { "different argument names", "{ author { posts(first: 2) { id } posts(frist: 2) { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:35\n"
            "Unknown argument \"frist\" on field \"Author.posts\". Did you mean \"first\"? "
            "@1:41\n" },
    { "variables of different names",
            "query ($a: Int, $b: Int) { author { posts(first: $a) { id } posts(first: $b) { id } } "
            "}",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:37 @1:61\n" },
    { "a variable and a value",
            "query ($a: Int) { author { posts(first: $a) { id } posts(first: 1) { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:28 @1:52\n" },
    { "strings of different form",
            "{ find(text: \"a\") { __typename } find(text: \"\"\"a\"\"\") { __typename } }",
            "Fields \"find\" conflict because they have differing arguments. Use different aliases "
            "on the fields to fetch both if this was intentional. @1:3 @1:34\n" },
    { "lists of different lengths", "{ matrix(rows: [[1], [2]]) matrix(rows: [[1]]) }",
            "Fields \"matrix\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:3 @1:28\n" },
    { "null and left out", "{ author { posts(first: null) { id } posts { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:38\n" },
    { "booleans, enums, nulls and objects compare",
            "{ find(flag: true) { __typename } find(flag: false) { __typename } posts(where: {any: "
            "[]}) { id } posts(where: {any: null}) { id } }",
            "Fields \"find\" conflict because they have differing arguments. Use different aliases "
            "on the fields to fetch both if this was intentional. @1:3 @1:35\n"
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:68 @1:99\n" },
    { "directives do not matter", "{ author { id id @skip(if: true) } }", "" },
    { "objects that never meet may differ",
            "{ find { ... on Author { x: id } ... on Post { x: title } } }",
            "Fields \"x\" conflict because they return conflicting types \"ID!\" and \"String!\". "
            "Use different aliases on the fields to fetch both if this was intentional. @1:26 "
            "@1:48\n" },
    { "objects that never meet may differ in arguments",
            "{ named { ... on Author { name(style: SHORT) } ... on Robot { name(style: LONG) } } }",
            "" },
    { "objects that never meet have the same types",
            "{ find { ... on Author { rank } ... on Post { rank } } }",
            "Fields \"rank\" conflict because they return conflicting types \"Int\" and \"Float\". "
            "Use different aliases on the fields to fetch both if this was intentional. @1:26 "
            "@1:47\n" },
    { "lists and single values", "{ find { ... on Author { x: name } ... on Post { x: tags } } }",
            "Fields \"x\" conflict because they return conflicting types \"String\" and "
            "\"[String]\". Use different aliases on the fields to fetch both if this was "
            "intentional. @1:26 @1:50\n" },
    { "nullable and not", "{ find { ... on Author { x: name } ... on Post { x: title } } }",
            "Fields \"x\" conflict because they return conflicting types \"String\" and "
            "\"String!\". Use different aliases on the fields to fetch both if this was "
            "intentional. @1:26 @1:50\n" },
    { "an interface meets everything", "{ named { x: name ... on Author { x: id } } }",
            "Fields \"x\" conflict because \"name\" and \"id\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:11 @1:35\n" },
    { "selections below objects that never meet",
            "{ find { ... on Author { owner { x: id } } ... on Post { owner { x: rank } } } }",
            "Fields \"owner\" conflict because subfields \"x\" conflict because they return "
            "conflicting types \"ID!\" and \"Float\". Use different aliases on the fields to fetch "
            "both if this was intentional. @1:26 @1:34 @1:58 @1:66\n" },
    { "selections below may differ in name where objects never meet",
            "{ find { ... on Author { owner { x: id } } ... on Post { owner { x: id, x: title } } "
            "} }",
            "Fields \"owner\" conflict because subfields \"x\" conflict because they return "
            "conflicting types \"ID!\" and \"String!\". Use different aliases on the fields to "
            "fetch both if this was intentional. @1:26 @1:34 @1:58 @1:73\n"
            "Fields \"x\" conflict because \"id\" and \"title\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:66 "
            "@1:73\n" },
    { "by one fragment", "{ author { ...A name: id } } fragment A on Author { name }",
            "Fields \"name\" conflict because \"id\" and \"name\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:17 "
            "@1:53\n" },
    { "by two fragments",
            "{ author { ...A ...B } } fragment A on Author { x: id } fragment B on Author { x: "
            "name }",
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:49 @1:80\n" },
    { "by fragments of fragments",
            "{ author { ...A ...B } } fragment A on Author { ...C } fragment B on Author { ...D } "
            "fragment C on Author { x: id } fragment D on Author { x: name }",
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:109 @1:140\n" },
    { "a fragment in two places",
            "{ author { ...A x: name } a2: author { ...A x: rank } } fragment A on Author { id }",
            "" },
    { "each pair is told once",
            "{ ...A ...B a: named { name } } fragment A on Query { a: author { id } ...C } "
            "fragment B on Query { a: matrix ...C } fragment C on Query { a: matrix(rows: []) }",
            "Fields \"a\" conflict because \"named\" and \"author\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:13 @1:55\n"
            "Fields \"a\" conflict because \"named\" and \"matrix\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:13 @1:140\n"
            "Fields \"a\" conflict because \"author\" and \"matrix\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:55 @1:101\n"
            "Fields \"a\" conflict because \"author\" and \"matrix\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:55 @1:140\n"
            "Fields \"a\" conflict because they have differing arguments. Use different aliases on "
            "the fields to fetch both if this was intentional. @1:140 @1:101\n"
            "Fields \"a\" conflict because \"named\" and \"matrix\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:13 @1:101\n"
            "Fields \"a\" conflict because \"author\" and \"matrix\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:55 @1:140\n"
            "Fields \"a\" conflict because they have differing arguments. Use different aliases on "
            "the fields to fetch both if this was intentional. @1:101 @1:140\n" },
    { "below two fields", "{ author { x: id } author { x: name } }",
            "Fields \"author\" conflict because subfields \"x\" conflict because \"id\" and "
            "\"name\" are different fields. Use different aliases on the fields to fetch both if "
            "this was intentional. @1:3 @1:12 @1:20 @1:29\n" },
    { "several below two fields",
            "{ author { x: id y: name z: rank } author { x: name y: id z: owner { id } } }",
            "Fields \"author\" conflict because subfields \"x\" conflict because \"id\" and "
            "\"name\" are different fields and subfields \"y\" conflict because \"name\" and "
            "\"id\" are different fields and subfields \"z\" conflict because \"rank\" and "
            "\"owner\" are different fields. Use different aliases on the fields to fetch both if "
            "this was intentional. @1:3 @1:12 @1:18 @1:26 @1:36 @1:45 @1:53 @1:59\n" },
    { "deep below",
            "{ author { owner { owner { x: id } } } author { owner { owner { x: name } } } }",
            "Fields \"author\" conflict because subfields \"owner\" conflict because subfields "
            "\"owner\" conflict because subfields \"x\" conflict because \"id\" and \"name\" are "
            "different fields. Use different aliases on the fields to fetch both if this was "
            "intentional. @1:3 @1:12 @1:20 @1:28 @1:40 @1:49 @1:57 @1:65\n" },
    { "deep below, told where they meet first",
            "{ author { owner { owner { x: id } owner { x: name } } } author { owner { id } } }",
            "Fields \"owner\" conflict because subfields \"x\" conflict because \"id\" and "
            "\"name\" are different fields. Use different aliases on the fields to fetch both if "
            "this was intentional. @1:20 @1:28 @1:36 @1:44\n" },
    { "below by fragments",
            "{ author { ...A } author { ...B } } fragment A on Author { owner { x: id } } fragment "
            "B on Author { owner { x: name } }",
            "Fields \"author\" conflict because subfields \"owner\" conflict because subfields "
            "\"x\" conflict because \"id\" and \"name\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:3 @1:60 @1:68 @1:19 "
            "@1:101 @1:109\n" },
    { "below by fragments of both sides",
            "{ author { ...A id } author { ...B ...C } } fragment A on Author { owner { x: id } } "
            "fragment B on Author { owner { x: name } } fragment C on Author { owner { x: rank } }",
            "Fields \"author\" conflict because subfields \"owner\" conflict because subfields "
            "\"x\" conflict because \"id\" and \"name\" are different fields and subfields "
            "\"owner\" conflict because subfields \"x\" conflict because \"id\" and \"rank\" are "
            "different fields. Use different aliases on the fields to fetch both if this was "
            "intentional. @1:3 @1:68 @1:76 @1:68 @1:76 @1:22 @1:109 @1:117 @1:152 @1:160\n"
            "Fields \"owner\" conflict because subfields \"x\" conflict because \"name\" and "
            "\"rank\" are different fields. Use different aliases on the fields to fetch both if "
            "this was intentional. @1:109 @1:117 @1:152 @1:160\n" },
    { "within an inline fragment alone", "{ author { ... on Author { x: id x: name } } }",
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:28 @1:34\n" },
    { "unknown fields compare by name", "{ author { x: nope x: nope } } ",
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:12\n"
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:20\n" },
    { "unknown fields differ", "{ author { x: nope x: nix } } ",
            "Fields \"x\" conflict because \"nope\" and \"nix\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:12 @1:20\n"
            "Cannot query field \"nope\" on type \"Author\". Did you mean \"name\"? @1:12\n"
            "Cannot query field \"nix\" on type \"Author\". Did you mean \"id\"? @1:20\n" },
    { "unknown fragments are passed over", "{ author { ...Nope id ...Nope } } ",
            "Unknown fragment \"Nope\". @1:15\n"
            "Unknown fragment \"Nope\". @1:26\n" },
    { "an argument twice",
            "{ author { posts(first: 1, first: 1) { id } posts(first: 1, first: 1) { id } } }",
            "There can be only one argument named \"first\". @1:18 @1:28\n"
            "There can be only one argument named \"first\". @1:51 @1:61\n" },
    { "an argument twice with different values",
            "{ author { posts(first: 1, first: 2) { id } posts(first: 1, first: 2) { id } } }",
            "Fields \"posts\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:45\n"
            "There can be only one argument named \"first\". @1:18 @1:28\n"
            "There can be only one argument named \"first\". @1:51 @1:61\n" },
    { "introspection fields",
            "{ __schema { types { a: name a: kind } } __type(name: \"A\") { name } __type(name: "
            "\"B\") { name } }",
            "Fields \"__type\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:42 @1:69\n"
            "Fields \"a\" conflict because \"name\" and \"kind\" are different fields. Use "
            "different aliases on the fields to fetch both if this was intentional. @1:22 "
            "@1:30\n" },
    { "__typename is never in conflict by type",
            "{ find { ... on Author { x: __typename } ... on Post { x: rank } } }", "" },
    { "a fragment that spreads itself",
            "{ author { ...A } } fragment A on Author { x: id x: name owner { ...A } ...A }",
            "Cannot spread fragment \"A\" within itself. @1:73\n"
            "Cannot spread fragment \"A\" within itself. @1:66\n"
            "Fields \"x\" conflict because \"id\" and \"name\" are different fields. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:44 @1:50\n" },
    { "in the root of a mutation", "mutation { publish(id: 1) { id } publish(id: 2) { id } }",
            "Fields \"publish\" conflict because they have differing arguments. Use different "
            "aliases on the fields to fetch both if this was intentional. @1:12 @1:34\n" },
};

/* Spec: Validation > Fields > Leaf Field Selections. */
static const struct trial_case leaf_fields_cases[] = {
    { "leaves have no selections, objects have", "{ author { id owner { id } } matrix }", "" },
    { "selections of a scalar", "{ author { id { nope } posts { title { a } } } }",
            "Field \"id\" must not have a selection since type \"ID!\" has no subfields. @1:15\n"
            "Field \"title\" must not have a selection since type \"String!\" has no subfields. "
            "@1:38\n" },
    { "selections of an enumeration or a list of scalars",
            "{ post(key: {id: 1}) { tags { a } } __type(name: \"A\") { kind { name } } }",
            "Field \"tags\" must not have a selection since type \"[String]\" has no subfields. "
            "@1:29\n"
            "Field \"kind\" must not have a selection since type \"__TypeKind!\" has no subfields. "
            "@1:62\n" },
    { "no selections of an object", "{ author }",
            "Field \"author\" of type \"Author\" must have a selection of subfields. Did you mean "
            "\"author { ... }\"? @1:3\n" },
    { "no selections of an interface, a union or a list", "{ named find posts { author } }",
            "Field \"named\" of type \"Named\" must have a selection of subfields. Did you mean "
            "\"named { ... }\"? @1:3\n"
            "Field \"find\" of type \"[Found!]\" must have a selection of subfields. Did you mean "
            "\"find { ... }\"? @1:9\n"
            "Field \"author\" of type \"Author!\" must have a selection of subfields. Did you mean "
            "\"author { ... }\"? @1:22\n" },
    { "an alias is not named", "{ a: author }",
            "Field \"author\" of type \"Author\" must have a selection of subfields. Did you mean "
            "\"author { ... }\"? @1:3\n" },
};

int
main(void)
{
    struct CMUnitTest tests[256];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, field_selections_cases, trial_test);
    GQ_UNIT_CASES(tests, count, merging_cases, trial_test);
    GQ_UNIT_CASES(tests, count, leaf_fields_cases, trial_test);
    return _cmocka_run_group_tests("fields", tests, count, NULL, NULL);
}
