#!/bin/sh
# Every verb of the built program: exit status, answers, faults with their places. TAP.
. "${srcdir:?}/tests/e2e/tap.sh"

cat >schema.graphql <<'END'
"The root."
type Query { user(id: ID!, role: Role = ADMIN): User users(first: Int = 3): [User!]! put(in: In!): Int }
type User { id: ID! name: String }
enum Role { ADMIN USER }
input In { a: Int! b: [String!] }
END
echo '{ users { id } }' >good.graphql
printf '{ users {\n  nick } }\n' >bad.graphql
printf '{\n  users(' >broken.graphql
echo 'query Q($in: In!, $n: Int = 5, $m: Int) { put(in: $in) users(first: $n) { id } a: users(first: $m) { id } }' >variables.graphql
printf '\303(' >latin.graphql
mkdir several empty
echo 'type Query { a: A }' >several/b.graphql
echo 'type A { x: Int }' >several/a.graphql
echo 'not SDL' >several/.hidden.graphql
echo 'not SDL' >several/readme.md

# The command line itself.
run
usage 'no verb is a wrong command line' 'A verb is missing.'
run nonsense
usage 'an unknown verb is a wrong command line' 'There is no such verb.'
run version
is 'version prints name and version' 0 "gqld ${version:-$(sed -n 's/^#define PACKAGE_VERSION "\(.*\)"/\1/p' "$top_builddir/config.h")}" ''
for verb in serve check print format validate explain migrate key token; do
    run $verb --help
    [ "$status" -eq 0 ] && grep -q "^usage: gqld $verb" out && [ ! -s err ]
    result "$verb --help describes the verb"
    "$gqld" --help | grep -q "^  $verb "
    result "--help lists $verb"
    run $verb --nonsense x
    usage "$verb refuses an unknown option" '--nonsense is not an option of this verb.'
    run $verb
    usage "$verb refuses to be without arguments" 'An argument is missing.'
done
run format good.graphql bad.graphql
usage 'an argument too many is refused' 'There is an argument too many: "bad.graphql".'
run format --limit
usage 'an option without its value is refused' '--limit needs a value.'
run format --limit tokens good.graphql
usage 'a limit without a value is refused' '--limit takes NAME=VALUE, not "tokens".'
run format --limit nonsense=1 good.graphql
usage 'an unknown limit is refused' 'There is no limit "nonsense".'
run format --limit tokens=-1 good.graphql
usage 'a limit is a whole number' 'The limit "tokens" is a whole number from 1, not "-1".'
run format --limit tokens=0 good.graphql
usage 'no limit is 0' 'The limit "tokens" is a whole number from 1, not "0".'
run print --plain --limit schema_nesting=4294967297 schema.graphql
[ "$status" -eq 0 ]
result 'a limit past 32 bits does not wrap'
run serve --threads 0 schema.graphql
usage 'a number is at least 1' '--threads is a whole number from 1 to 65535, not "0".'

# The environment.
GQLD_JSON=perhaps
export GQLD_JSON
run format good.graphql
usage 'a flag of the environment is true or false' 'GQLD_JSON is true or false, not "perhaps".'
GQLD_JSON=true
run format broken.graphql
is 'an option may come from the environment' 1 '{"errors":[{"message":"Syntax Error: Expected Name, found <EOF>.","locations":[{"line":2,"column":9}],"extensions":{"code":"GRAPHQL_PARSE_FAILED","file":"broken.graphql"}}]}' ''
unset GQLD_JSON
GQLD_LIMIT_TOKENS=2
export GQLD_LIMIT_TOKENS
run format good.graphql
is 'a limit may come from the environment' 1 '' 'good.graphql:1:9: Syntax Error: Document contains more than 2 tokens. Parsing aborted.'
run format --limit tokens=6 good.graphql
[ "$status" -eq 0 ]
result 'the command line wins over the environment'
unset GQLD_LIMIT_TOKENS

# format
run format good.graphql
is 'format prints the canonical form' 0 '{
  users {
    id
  }
}' ''
run format schema.graphql
[ "$status" -eq 0 ] && sed -n 2p out | grep -q '^type Query {$'
result 'format takes SDL too'
run format broken.graphql
is 'format says where a syntax error is' 1 '' 'broken.graphql:2:9: Syntax Error: Expected Name, found <EOF>.'
run format missing.graphql
is 'format names a missing file' 1 '' 'missing.graphql: No such file or directory'
run format several
is 'format refuses a directory' 1 '' 'several: Is a directory'
run format latin.graphql
is 'format refuses what is not UTF-8' 1 '' 'latin.graphql: The file is not valid UTF-8: the byte at offset 0.'
"$gqld" format good.graphql >/dev/full 2>err
status=$?
: >out
[ "$status" -eq 1 ] && [ -s err ]
result 'an answer that cannot be written is a fault'

# print --plain
run print --plain schema.graphql
is 'print --plain prints any SDL' 0 '"""The root."""
type Query {
  user(id: ID!, role: Role = ADMIN): User
  users(first: Int = 3): [User!]!
  put(in: In!): Int
}

type User {
  id: ID!
  name: String
}

enum Role {
  ADMIN
  USER
}

input In {
  a: Int!
  b: [String!]
}' ''
run print --plain several
is 'a directory means its *.graphql files, sorted' 0 'type A {
  x: Int
}

type Query {
  a: A
}' ''
run print --plain several/b.graphql
is 'print says where a schema is wrong' 1 '' 'several/b.graphql:1:17: Unknown type "A".'
run print --plain empty
is 'a directory without schema files is a fault' 1 '' 'empty: The directory has no *.graphql file.'
run print --plain missing.graphql broken.graphql
is 'all schema files are tried' 1 '' 'missing.graphql: No such file or directory
broken.graphql:2:9: Syntax Error: Expected Name, found <EOF>.'
run print --plain --limit schema_bytes=10 schema.graphql
is 'a schema file has a bound' 1 '' 'schema.graphql: The file is longer than 10 bytes.'
run print --plain --introspection schema.graphql
usage 'print has one form at a time' '--plain and --introspection exclude each other.'

# validate
run validate good.graphql
usage 'validate needs a schema' '`gqld validate` needs --schema SCHEMA.'
run validate --schema schema.graphql good.graphql
is 'validate is silent about a good document' 0 '' ''
run validate --schema schema.graphql --json good.graphql
is 'validate --json lists no errors' 0 '{"errors":[]}' ''
run validate --schema schema.graphql bad.graphql broken.graphql
is 'validate looks at every document' 1 '' 'bad.graphql:2:3: Cannot query field "nick" on type "User".
broken.graphql:2:9: Syntax Error: Expected Name, found <EOF>.'
run validate --schema schema.graphql --json bad.graphql
is 'validate --json gives message, places and code' 1 '{"errors":[{"message":"Cannot query field \"nick\" on type \"User\".","locations":[{"line":2,"column":3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED","file":"bad.graphql"}}]}' ''
run validate --schema schema.graphql variables.graphql --variables '{"in": {"a": 1}}' --json
is 'validate gives the coerced variables' 0 '{"errors":[],"coerced":{"in":{"a":1},"n":5}}' ''
run validate --schema schema.graphql variables.graphql --variables '{"in": {"a": 1}}'
is 'validate gives them as text too' 0 '{"in":{"a":1},"n":5}' ''
run validate --schema schema.graphql variables.graphql --variables '{"in": {"a": "x"}}'
is 'validate refuses variables of the wrong type' 1 '' 'variables.graphql:1:9: Variable "$in" has invalid value at .a: Int cannot represent non-integer value: "x"'
run validate --schema schema.graphql variables.graphql --variables '[]'
is 'variables are an object' 1 '' 'The variables must be a JSON object.'
run validate --schema schema.graphql variables.graphql --variables '{}' --operation R
is 'the operation must exist' 1 '' 'Unknown operation named "R".'
run validate --schema schema.graphql good.graphql bad.graphql --variables '{}'
usage 'variables are for one document' '--variables is for one DOCUMENT.'
printf 'query A { users { id } } query B { users { id } }' >two.graphql
run validate --schema schema.graphql two.graphql --variables '{}'
is 'of several operations one must be named' 1 '' 'Must provide operation name if query contains multiple operations.'
run validate --schema schema.graphql two.graphql --variables '{}' --operation B
is 'an operation is found by its name' 0 '{}' ''
{ printf '{'; yes ' x' | head -n 200; printf '}'; } >many.graphql
run validate --schema schema.graphql many.graphql
[ "$status" -eq 1 ] && [ "$(grep -c 'Cannot query field' err)" -eq 100 ] && grep -q '^Too many validation errors' err
result 'validate stops after a hundred errors'
run validate --schema schema.graphql --limit errors=3 many.graphql
[ "$status" -eq 1 ] && [ "$(grep -c 'Cannot query field' err)" -eq 2 ]
result 'validate stops earlier where asked to'
run validate --schema several good.graphql --schema schema.graphql
[ "$status" -eq 1 ] && grep -q 'There can be only one type named "Query"' err
result 'several --schema are one schema'

finish
