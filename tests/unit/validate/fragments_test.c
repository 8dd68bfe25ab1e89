/* tests/unit/validate/fragments_test.c - validation of fragments; what is wanted is what graphql-js says. */
#include "trial.h"
#include "unit.h"

/* Spec: Validation > Fragments > Fragment Name Uniqueness. */
static const struct trial_case fragment_names_cases[] = {
    { "different names",
            "{ ...A ...B } fragment A on Query { named { name } } fragment B on Query { matrix }",
            "" },
    { "the same name twice",
            "{ ...A } fragment A on Query { named { name } } fragment A on Query { nope } fragment "
            "A on Author { id }",
            "Fragment \"A\" cannot be spread here as objects of type \"Query\" can never be of "
            "type \"Author\". @1:3\n"
            "There can be only one fragment named \"A\". @1:19 @1:58\n"
            "Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"? @1:71\n"
            "There can be only one fragment named \"A\". @1:19 @1:87\n" },
    { "inline fragments have none", "{ ... { named { name } } ... { matrix } }", "" },
};

/* Spec: Validation > Fragments > Fragment Spread Type Existence. */
static const struct trial_case type_existence_cases[] = {
    { "an unknown type", "{ ...A ... on Nope { a } } fragment A on Quer { named { name } }",
            "Unknown type \"Nope\". Did you mean \"Node\"? @1:15\n"
            "Unknown type \"Quer\". Did you mean \"Query\"? @1:42\n" },
    { "types near it",
            "{ node(id: 1) { ... on Pots { id } ... on Athor { id } ... on post { id } } }",
            "Unknown type \"Pots\". Did you mean \"Post\"? @1:24\n"
            "Unknown type \"Athor\". Did you mean \"Author\"? @1:43\n"
            "Unknown type \"post\". Did you mean \"Post\"? @1:63\n" },
    { "unknown types of variables", "query ($a: Nope, $b: [Styl!]!, $c: Strin) { named { name } }",
            "Variable \"$a\" is never used. @1:8\n"
            "Variable \"$b\" is never used. @1:18\n"
            "Variable \"$c\" is never used. @1:32\n"
            "Unknown type \"Nope\". Did you mean \"Node\"? @1:12\n"
            "Unknown type \"Styl\". Did you mean \"Style\"? @1:23\n"
            "Unknown type \"Strin\". Did you mean \"String\" or \"Style\"? @1:36\n" },
    { "a scalar that the schema has no use for",
            "query ($a: Author) { find(text: $a) { __typename } }",
            "Variable \"$a\" cannot be non-input type \"Author\". @1:12\n"
            "Variable \"$a\" of type \"Author\" used in position expecting type \"String\". @1:8 "
            "@1:33\n" },
};

/* Spec: Validation > Fragments > Fragments on Object, Interface or Union Types. */
static const struct trial_case composite_cases[] = {
    { "on objects, interfaces and unions",
            "{ node(id: 1) { ... on Post { id } ... on Node { id } ... on Found { __typename } } }",
            "" },
    { "on a scalar, an enumeration, an input object",
            "{ ...A ... on Style { a } ... on Key { id } } fragment A on Int { b }",
            "Fragment cannot condition on non composite type \"Style\". @1:15\n"
            "Fragment cannot condition on non composite type \"Key\". @1:34\n"
            "Fragment \"A\" cannot condition on non composite type \"Int\". @1:61\n" },
};

/* Spec: Validation > Fragments > Fragments Must Be Used. */
static const struct trial_case unused_cases[] = {
    { "used by another that is used",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { matrix }", "" },
    { "used by nobody", "{ matrix } fragment A on Query { matrix } fragment B on Query { matrix }",
            "Fragment \"A\" is never used. @1:12\n"
            "Fragment \"B\" is never used. @1:43\n" },
    { "used by one that is unused",
            "{ matrix } fragment A on Query { ...B } fragment B on Query { matrix }",
            "Fragment \"A\" is never used. @1:12\n"
            "Fragment \"B\" is never used. @1:41\n" },
    { "used by one operation of several",
            "query A { matrix } query B { ...F } fragment F on Query { matrix }", "" },
};

/* Spec: Validation > Fragments > Fragment Spread Target Defined. */
static const struct trial_case targets_cases[] = {
    { "unknown fragments", "{ ...A author { ...B ... { ...C } } } fragment A on Query { ...D }",
            "Unknown fragment \"B\". @1:20\n"
            "Unknown fragment \"C\". @1:31\n"
            "Unknown fragment \"D\". @1:64\n" },
};

/* Spec: Validation > Fragments > Fragment Spreads Must Not Form Cycles. */
static const struct trial_case cycles_cases[] = {
    { "twice the same is no cycle",
            "{ ...A ...B } fragment A on Query { ...C } fragment B on Query { ...C } fragment C on "
            "Query { matrix }",
            "" },
    { "itself", "{ ...A } fragment A on Query { ...A }",
            "Cannot spread fragment \"A\" within itself. @1:32\n" },
    { "itself through an inline fragment",
            "{ author { ...A } } fragment A on Author { owner { ... on Author { ...A } } }",
            "Cannot spread fragment \"A\" within itself. @1:68\n" },
    { "by one other", "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
            "Cannot spread fragment \"A\" within itself via \"B\". @1:32 @1:61\n" },
    { "by two others",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on "
            "Query { ...A }",
            "Cannot spread fragment \"A\" within itself via \"B\", \"C\". @1:32 @1:61 @1:90\n" },
    { "two cycles that share a fragment",
            "{ ...A } fragment A on Query { ...B ...C } fragment B on Query { ...A } fragment C on "
            "Query { ...A ...B }",
            "Cannot spread fragment \"A\" within itself via \"B\". @1:32 @1:66\n"
            "Cannot spread fragment \"A\" within itself via \"C\". @1:37 @1:95\n" },
    { "spreads inside of fields come after those beside them",
            "{ author { ...A } } fragment A on Author { owner { ...A } ...B owner { owner { ...A } "
            "} ...A } fragment B on Author { ...A }",
            "Cannot spread fragment \"A\" within itself via \"B\". @1:59 @1:119\n"
            "Cannot spread fragment \"A\" within itself. @1:89\n"
            "Cannot spread fragment \"A\" within itself. @1:80\n"
            "Cannot spread fragment \"A\" within itself. @1:52\n" },
    { "unknown fragments end a path", "{ ...A } fragment A on Query { ...Nope ...A }",
            "Cannot spread fragment \"A\" within itself. @1:40\n"
            "Unknown fragment \"Nope\". @1:35\n" },
    { "of equal names the last is meant",
            "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A } fragment A on "
            "Query { matrix }",
            "Cannot spread fragment \"A\" within itself via \"B\". @1:32 @1:61\n"
            "There can be only one fragment named \"A\". @1:19 @1:77\n"
            "Fragment \"B\" is never used. @1:39\n" },
};

/* Spec: Validation > Fragments > Fragment Spread Is Possible. */
static const struct trial_case possible_cases[] = {
    { "an object in an interface or union of it",
            "{ node(id: 1) { ... on Author { id } } find { ... on Post { id } } }", "" },
    { "an interface or union around the object",
            "{ author { ... on Node { id } ... on Found { __typename } ... on Named { name } } }",
            "" },
    { "interfaces and unions with an object in common",
            "{ node(id: 1) { ... on Named { name } ... on Found { __typename } } }", "" },
    { "an object in another", "{ author { ... on Post { id } ...F } } fragment F on Post { id }",
            "Fragment cannot be spread here as objects of type \"Author\" can never be of type "
            "\"Post\". @1:12\n"
            "Fragment \"F\" cannot be spread here as objects of type \"Author\" can never be of "
            "type \"Post\". @1:31\n" },
    { "an object in an interface it does not implement",
            "{ node(id: 1) { ... on Robot { model { code } } ...F } } fragment F on Model { code }",
            "Fragment cannot be spread here as objects of type \"Node\" can never be of type "
            "\"Robot\". @1:17\n"
            "Fragment \"F\" cannot be spread here as objects of type \"Node\" can never be of type "
            "\"Model\". @1:49\n" },
    { "an object that is no member of the union",
            "{ find { ... on Robot { model { code } } ... on Model { code } } }",
            "Fragment cannot be spread here as objects of type \"Found\" can never be of type "
            "\"Robot\". @1:10\n"
            "Fragment cannot be spread here as objects of type \"Found\" can never be of type "
            "\"Model\". @1:42\n" },
    { "unknown parents and conditions are passed over",
            "{ nope { ... on Robot { name } } author { ... on Nope { a } ...F } } fragment F on "
            "Int { a }",
            "Cannot query field \"nope\" on type \"Query\". Did you mean \"node\"? @1:3\n"
            "Unknown type \"Nope\". Did you mean \"Node\"? @1:50\n"
            "Fragment \"F\" cannot condition on non composite type \"Int\". @1:84\n" },
};

/* Lists below introspection nest no deeper than two. */
static const struct trial_case introspection_cases[] = {
    { "two lists deep", "{ __schema { types { fields { type { fields { name } } } } } }", "" },
    { "three lists deep",
            "{ __schema { types { fields { type { interfaces { possibleTypes { name } } } } } } }",
            "Maximum introspection depth exceeded @1:3\n" },
    { "by fragments",
            "{ __type(name: \"A\") { ...F } } fragment F on __Type { fields { type { ...G } } } "
            "fragment G on __Type { fields { type { inputFields { name } } } }",
            "Maximum introspection depth exceeded @1:3\n" },
    { "by a cycle",
            "{ __type(name: \"A\") { ...F } } fragment F on __Type { fields { type { ...F } } }",
            "Maximum introspection depth exceeded @1:3\n"
            "Cannot spread fragment \"F\" within itself. @1:71\n" },
    { "a fragment known to be shallow is deep below lists",
            "{ a: __type(name: \"A\") { ...F } b: __type(name: \"B\") { fields { type { fields { "
            "type { ...F } } } } } } fragment F on __Type { fields { name } }",
            "Maximum introspection depth exceeded @1:33\n" },
    { "told once for what is inside",
            "{ __schema { types { fields { type { fields { type { fields { name } } } } } } "
            "__schema { types { name } } } }",
            "Maximum introspection depth exceeded @1:3\n"
            "Cannot query field \"__schema\" on type \"__Schema\". @1:80\n" },
};

int
main(void)
{
    struct CMUnitTest tests[256];
    size_t count = 0;

    GQ_UNIT_CASES(tests, count, fragment_names_cases, trial_test);
    GQ_UNIT_CASES(tests, count, type_existence_cases, trial_test);
    GQ_UNIT_CASES(tests, count, composite_cases, trial_test);
    GQ_UNIT_CASES(tests, count, unused_cases, trial_test);
    GQ_UNIT_CASES(tests, count, targets_cases, trial_test);
    GQ_UNIT_CASES(tests, count, cycles_cases, trial_test);
    GQ_UNIT_CASES(tests, count, possible_cases, trial_test);
    GQ_UNIT_CASES(tests, count, introspection_cases, trial_test);
    return _cmocka_run_group_tests("fragments", tests, count, NULL, NULL);
}
