/* tests/unit/validate/arguments_test.c - validation of arguments, values and directives; what is wanted is what graphql-js says. */
#include "trial.h"
#include "unit.h"

/* Spec: Validation > Arguments > Argument Names. */
static const struct trial_case argument_names_cases[] = {
    { "known arguments", "{ node(id: 1) { id } author { posts(first: 1) { id } } }", "" },
    { "an unknown argument", "{ named(nothing: 1) { name } }",
            "Unknown argument \"nothing\" on field \"Query.named\". @1:9\n" },
    { "an unknown argument near others", "{ author { posts(fist: 1, id: 1) { id } } }",
            "Unknown argument \"fist\" on field \"Author.posts\". Did you mean \"first\"? @1:18\n"
            "Unknown argument \"id\" on field \"Author.posts\". Did you mean \"ids\"? @1:27\n" },
    { "of meta-fields",
            "{ __schema(a: 1) { queryType { name } } __typename(b: 1) __type(nme: \"A\") { name } "
            "}",
            "Unknown argument \"a\" on field \"<meta>.__schema\". @1:12\n"
            "Unknown argument \"b\" on field \"<meta>.__typename\". @1:52\n"
            "Unknown argument \"nme\" on field \"<meta>.__type\". Did you mean \"name\"? @1:65\n"
            "Argument \"<meta>.__type(name:)\" of type \"String!\" is required, but it was not "
            "provided. @1:58\n" },
    { "of an unknown field", "{ nothing(a: 1) }",
            "Cannot query field \"nothing\" on type \"Query\". @1:3\n" },
    { "of a directive",
            "{ author @log(level: 1, notes: \"a\", nothing: 1) { id @skip(iff: true, if: true) } }",
            "Unknown argument \"notes\" on directive \"@log\". Did you mean \"note\"? @1:25\n"
            "Unknown argument \"nothing\" on directive \"@log\". @1:37\n"
            "Unknown argument \"iff\" on directive \"@skip\". Did you mean \"if\"? @1:60\n" },
    { "of an unknown directive", "{ author(nope: 1) @nope(nope: 1) { id } }",
            "Unknown argument \"nope\" on field \"Query.author\". @1:10\n"
            "Unknown directive \"@nope\". @1:19\n" },
};

/* Spec: Validation > Arguments > Argument Uniqueness. */
static const struct trial_case argument_uniqueness_cases[] = {
    { "an argument twice", "{ author { posts(first: 1, ids: [], first: 2) { id } } }",
            "There can be only one argument named \"first\". @1:18 @1:37\n" },
    { "arguments several times",
            "{ author { posts(first: 1, ids: [], first: 2, ids: [], first: 3) { id } } }",
            "There can be only one argument named \"first\". @1:18 @1:37 @1:56\n"
            "There can be only one argument named \"ids\". @1:28 @1:47\n" },
    { "of a directive", "{ author @log(level: 1, note: \"a\", level: 1) { id } }",
            "There can be only one argument named \"level\". @1:15 @1:36\n" },
    { "among more than a few",
            "{ named(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1, h: 1, i: 1, j: 1, b: 2) { name } }",
            "There can be only one argument named \"b\". @1:15 @1:69\n"
            "Unknown argument \"a\" on field \"Query.named\". @1:9\n"
            "Unknown argument \"b\" on field \"Query.named\". @1:15\n"
            "Unknown argument \"c\" on field \"Query.named\". @1:21\n"
            "Unknown argument \"d\" on field \"Query.named\". @1:27\n"
            "Unknown argument \"e\" on field \"Query.named\". @1:33\n"
            "Unknown argument \"f\" on field \"Query.named\". @1:39\n"
            "Unknown argument \"g\" on field \"Query.named\". @1:45\n"
            "Unknown argument \"h\" on field \"Query.named\". @1:51\n"
            "Unknown argument \"i\" on field \"Query.named\". @1:57\n"
            "Unknown argument \"j\" on field \"Query.named\". @1:63\n"
            "Unknown argument \"b\" on field \"Query.named\". @1:69\n" },
};

/* Spec: Validation > Arguments > Required Arguments. */
static const struct trial_case required_arguments_cases[] = {
    { "what has a default value may be left out", "{ author { posts { id } } }", "" },
    { "a required argument is left out", "{ node { id } post(key: {id: 1}) { body } }",
            "Argument \"Query.node(id:)\" of type \"ID!\" is required, but it was not provided. "
            "@1:3\n"
            "Argument \"Post.body(length:)\" of type \"Int!\" is required, but it was not "
            "provided. @1:36\n" },
    { "of meta-fields", "{ __type { name } }",
            "Argument \"<meta>.__type(name:)\" of type \"String!\" is required, but it was not "
            "provided. @1:3\n" },
    { "of a directive", "{ author @log { id @skip } }",
            "Argument \"@log(level:)\" of type \"Int!\" is required, but it was not provided. "
            "@1:10\n"
            "Argument \"@skip(if:)\" of type \"Boolean!\" is required, but it was not provided. "
            "@1:20\n" },
    { "of a directive that the document defines",
            "{ author @own { id } } directive @own(a: [Int!]!, b: Int! = 1, c: Int) on FIELD",
            "The \"own\" definition is not executable. @1:24\n"
            "Argument \"@own(a:)\" of type \"[Int!]!\" is required, but it was not provided. "
            "@1:10\n" },
    { "reported after what is inside", "{ node { nope } }",
            "Cannot query field \"nope\" on type \"Node\". @1:10\n"
            "Argument \"Query.node(id:)\" of type \"ID!\" is required, but it was not provided. "
            "@1:3\n" },
};

/* Spec: Validation > Values > Values of Correct Type. */
static const struct trial_case values_cases[] = {
    { "good values of every kind",
            "{ posts(first: 1, where: {title: \"a\", minimum: 2, author: {name: \"b\", style: "
            "LONG}, any: [{}], at: {x: [1]}}, keys: [{id: \"a\"}, {title: \"b\"}]) { id } "
            "find(text: null, flag: true, score: 1) { __typename } matrix(rows: [[1, 2], null]) }",
            "" },
    { "a single value becomes a list", "{ matrix(rows: 1) posts(keys: {id: 1}) { id } }", "" },
    { "bad integers",
            "{ posts(first: \"1\") { id } a: posts(first: 1.0) { id } b: posts(first: 2147483648) "
            "{ id } c: posts(first: SHORT) { id } d: posts(first: [1]) { id } e: posts(first: {}) "
            "{ id } f: posts(first: -2147483649) { id } }",
            "Int cannot represent non-integer value: \"1\" @1:16\n"
            "Int cannot represent non-integer value: 1.0 @1:44\n"
            "Int cannot represent non 32-bit signed integer value: 2147483648 @1:72\n"
            "Int cannot represent non-integer value: SHORT @1:107\n"
            "Int cannot represent non-integer value: [1] @1:137\n"
            "Int cannot represent non-integer value: {  } @1:165\n"
            "Int cannot represent non 32-bit signed integer value: -2147483649 @1:192\n" },
    { "bad floats, strings, booleans",
            "{ find(text: 1, flag: \"true\", score: \"1\") { __typename } }",
            "String cannot represent a non string value: 1 @1:14\n"
            "Boolean cannot represent a non boolean value: \"true\" @1:23\n"
            "Float cannot represent non numeric value: \"1\" @1:38\n" },
    { "bad identifiers",
            "{ node(id: 1.5) { id } a: node(id: true) { id } b: node(id: null) { id } }",
            "ID cannot represent a non-string and non-integer value: 1.5 @1:12\n"
            "ID cannot represent a non-string and non-integer value: true @1:36\n"
            "Expected value of non-null type \"ID!\" not to be null. @1:61\n" },
    { "bad enumeration values",
            "{ named { name(style: \"SHORT\") a: name(style: SHRT) b: name(style: 1) c: "
            "name(style: short) d: name(style: true) } }",
            "Enum \"Style\" cannot represent non-enum value: \"SHORT\". Did you mean the enum "
            "value \"SHORT\"? @1:23\n"
            "Value \"SHRT\" does not exist in \"Style\" enum. Did you mean the enum value "
            "\"SHORT\"? @1:47\n"
            "Enum \"Style\" cannot represent non-enum value: 1. @1:68\n"
            "Value \"short\" does not exist in \"Style\" enum. Did you mean the enum value "
            "\"SHORT\"? @1:86\n"
            "Enum \"Style\" cannot represent non-enum value: true. @1:108\n" },
    { "null in a list that forbids it", "{ matrix(rows: [[1, null], [2]]) }",
            "Expected value of non-null type \"Int!\" not to be null. @1:21\n" },
    { "items of lists", "{ matrix(rows: [[\"a\", 2], \"b\", [[3]]]) }",
            "Int cannot represent non-integer value: \"a\" @1:18\n"
            "Int cannot represent non-integer value: \"b\" @1:27\n"
            "Int cannot represent non-integer value: [3] @1:33\n" },
    { "an object is expected", "{ posts(where: \"a\") { id } a: posts(where: [{}]) { id } }",
            "Expected value of type \"PostFilter\" to be an object, found: \"a\". @1:16\n"
            "Expected value of type \"PostFilter\" to be an object, found: [{  }]. @1:44\n" },
    { "a required field is left out", "{ posts(where: {author: {}}) { id } }",
            "Expected value of type \"AuthorFilter\" to include required field \"name\", found: {  "
            "}. @1:25\n" },
    { "null for a non-null field", "{ posts(where: {minimum: null, author: {name: null}}) { id } }",
            "Expected value of non-null type \"Int!\" not to be null. @1:26\n"
            "Expected value of non-null type \"String!\" not to be null. @1:47\n" },
    { "an unknown field", "{ posts(where: {titel: \"a\", nothing: 1}) { id } }",
            "Expected value of type \"PostFilter\" not to include unknown field \"titel\". Did you "
            "mean \"title\"? Found: { titel: \"a\", nothing: 1 }. @1:17\n"
            "Expected value of type \"PostFilter\" not to include unknown field \"nothing\", "
            "found: { titel: \"a\", nothing: 1 }. @1:29\n" },
    { "of a one-of object",
            "{ author(key: {}) { id } a: author(key: {id: 1, title: \"b\"}) { id } b: author(key: "
            "{id: null}) { id } c: author(key: {nope: 1, id: 1}) { id } }",
            "Within OneOf Input Object type \"Key\", exactly one field must be specified, and the "
            "value for that field must be non-null. @1:15\n"
            "Within OneOf Input Object type \"Key\", exactly one field must be specified, and the "
            "value for that field must be non-null. @1:41\n"
            "Within OneOf Input Object type \"Key\", exactly one field must be specified, and the "
            "value for that field must be non-null. @1:84\n"
            "Expected value of type \"Key\" not to include unknown field \"nope\", found: { nope: "
            "1, id: 1 }. @1:119\n" },
    { "default values of variables",
            "query ($a: Int = \"x\", $b: [Style] = [SHORT, SHRT], $c: PostFilter = {minimum: "
            "null}) { posts(first: $a, where: $c) { id } named { name(style: $b) } }",
            "Int cannot represent non-integer value: \"x\" @1:18\n"
            "Value \"SHRT\" does not exist in \"Style\" enum. Did you mean the enum value "
            "\"SHORT\"? @1:45\n"
            "Expected value of non-null type \"Int!\" not to be null. @1:79\n"
            "Variable \"$b\" of type \"[Style]\" used in position expecting type \"Style\". @1:23 "
            "@1:143\n" },
    { "of directives", "{ author @log(level: \"a\") { id @include(if: 1) } }",
            "Int cannot represent non-integer value: \"a\" @1:22\n"
            "Boolean cannot represent a non boolean value: 1 @1:45\n" },
    { "of an unknown directive on a field count as the field's",
            "{ node(id: 1) @nope(id: 1.5) { id } }",
            "Unknown directive \"@nope\". @1:15\n"
            "ID cannot represent a non-string and non-integer value: 1.5 @1:25\n" },
    { "a literal with a variable in it",
            "query ($a: Int) { posts(first: [$a, {b: $a, c: 1}]) { id } }",
            "Int cannot represent non-integer value: [null, { c: 1 }] @1:32\n" },
};

/* Spec: Validation > Values > Input Object Field Uniqueness. */
static const struct trial_case input_fields_cases[] = {
    { "a field twice", "{ posts(where: {title: \"a\", minimum: 1, title: \"b\"}) { id } }",
            "There can be only one input field named \"title\". @1:17 @1:41\n" },
    { "a field in an object inside",
            "{ posts(where: {any: [{title: \"a\", title: \"b\"}, {title: \"a\"}], any: []}) { id } "
            "}",
            "There can be only one input field named \"title\". @1:24 @1:36\n"
            "There can be only one input field named \"any\". @1:17 @1:64\n" },
    { "among more than a few",
            "{ posts(where: {at: {a: 1, b: 1, c: 1, a: 1, d: 1, e: 1, f: 1, g: 1, h: 1, h: 1, a: "
            "1}}) "
            "{ id } }",
            "There can be only one input field named \"a\". @1:22 @1:40\n"
            "There can be only one input field named \"h\". @1:70 @1:76\n"
            "There can be only one input field named \"a\". @1:22 @1:82\n" },
    { "also of a scalar's object", "{ posts(where: {at: {a: 1, a: 2}}) { id } }",
            "There can be only one input field named \"a\". @1:22 @1:28\n" },
};

/* Spec: Validation > Directives. */
static const struct trial_case directives_cases[] = {
    { "known ones in their places",
            "query @log(level: 1) { author @log(level: 1) @tag @tag { id @skip(if: true) ...F @tag "
            "} } fragment F on Author { rank }",
            "" },
    { "an unknown one", "{ author @nope { id } }", "Unknown directive \"@nope\". @1:10\n" },
    { "on everything",
            "query ($a: Int @nope) @nope { ...F @nope ... @nope { posts(first: $a) @nope { id } } "
            "} fragment F on Query @nope { named { name } }",
            "Unknown directive \"@nope\". @1:16\n"
            "Unknown directive \"@nope\". @1:23\n"
            "Unknown directive \"@nope\". @1:36\n"
            "Unknown directive \"@nope\". @1:46\n"
            "Unknown directive \"@nope\". @1:71\n"
            "Unknown directive \"@nope\". @1:108\n" },
    { "in wrong places",
            "query ($a: Int @log(level: 1)) @skip(if: true) { ...F @log(level: 1) ... @tag { "
            "posts(first: $a) @deprecated { id } } } fragment F on Query @include(if: true) { "
            "named { name } }",
            "Directive \"@log\" may not be used on VARIABLE_DEFINITION. @1:16\n"
            "Directive \"@skip\" may not be used on QUERY. @1:32\n"
            "Directive \"@log\" may not be used on FRAGMENT_SPREAD. @1:55\n"
            "Directive \"@tag\" may not be used on INLINE_FRAGMENT. @1:74\n"
            "Directive \"@deprecated\" may not be used on FIELD. @1:98\n"
            "Directive \"@include\" may not be used on FRAGMENT_DEFINITION. @1:141\n" },
    { "on operations of each kind", "mutation @tag { remove(id: 1) } subscription @tag { removed }",
            "This anonymous operation must be the only defined operation. @1:1\n"
            "Directive \"@tag\" may not be used on MUTATION. @1:10\n"
            "This anonymous operation must be the only defined operation. @1:33\n"
            "Directive \"@tag\" may not be used on SUBSCRIPTION. @1:46\n" },
    { "twice what is not repeatable",
            "{ author @log(level: 1) @tag @log(level: 2) @tag { id @skip(if: true) @include(if: "
            "true) @skip(if: false) @skip(if: false) } }",
            "The directive \"@log\" can only be used once at this location. @1:10 @1:30\n"
            "The directive \"@skip\" can only be used once at this location. @1:55 @1:90\n"
            "The directive \"@skip\" can only be used once at this location. @1:55 @1:107\n" },
    { "twice what is unknown", "{ author @nope @nope { id } }",
            "Unknown directive \"@nope\". @1:10\n"
            "Unknown directive \"@nope\". @1:16\n" },
    { "on extensions and definitions together",
            "{ named { name } } type A @log(level: 1) { a: Int } extend type A @log(level: 1) { b: "
            "Int } extend schema @log(level: 1) extend schema @log(level: 1)",
            "The \"A\" definition is not executable. @1:20\n"
            "The \"A\" definition is not executable. @1:53\n"
            "The schema definition is not executable. @1:93\n"
            "The schema definition is not executable. @1:122\n"
            "Directive \"@log\" may not be used on OBJECT. @1:27\n"
            "The directive \"@log\" can only be used once at this location. @1:27 @1:67\n"
            "Directive \"@log\" may not be used on OBJECT. @1:67\n"
            "Directive \"@log\" may not be used on SCHEMA. @1:107\n"
            "The directive \"@log\" can only be used once at this location. @1:107 @1:136\n"
            "Directive \"@log\" may not be used on SCHEMA. @1:136\n" },
};

int
main(void)
{
    struct CMUnitTest tests[256];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, argument_names_cases, trial_test);
    GQ_UNIT_CASES(tests, count, argument_uniqueness_cases, trial_test);
    GQ_UNIT_CASES(tests, count, required_arguments_cases, trial_test);
    GQ_UNIT_CASES(tests, count, values_cases, trial_test);
    GQ_UNIT_CASES(tests, count, input_fields_cases, trial_test);
    GQ_UNIT_CASES(tests, count, directives_cases, trial_test);
    return _cmocka_run_group_tests("arguments", tests, count, NULL, NULL);
}
