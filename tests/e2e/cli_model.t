#!/bin/sh
# The verbs that know the model and the database: print, check, migrate, explain, serve. TAP.
. "${srcdir:?}/tests/e2e/tap.sh"

cat >blog.graphql <<'END'
type Post @model { id: ID! title: String! author: Author! }
type Author @model { id: ID! name: String! @unique posts: [Post!]! }
END
echo '{ posts { id title author { name posts { title } } } }' >posts.graphql
printf '{ posts {\n  nick } }\n' >bad.graphql
echo 'mutation { createAuthor(input: {name: "A"}) { id } }' >mutation.graphql
printf 'type Post @model {\n  id: ID!\n  author: Author!\n}\n' >wrong.graphql
printf '{\n  posts(' >broken.graphql
printf '{ a: posts { id } b: posts { id } }\n' >aliases.graphql

# print
run print blog.graphql
[ "$status" -eq 0 ] && [ ! -s err ] && grep -q '^  createPost(input: CreatePostInput!): Post!$' out
result 'print prints the API of a schema'
cp out api.graphql
run print --plain api.graphql
[ "$status" -eq 0 ] && cmp -s out api.graphql
result 'what print prints, print --plain prints again'
run print wrong.graphql
[ "$status" -eq 1 ] && [ ! -s out ] && grep -q '^wrong.graphql:3:11: Unknown type "Author"' err
result 'print says where a model is wrong'
run print --introspection blog.graphql
[ "$status" -eq 0 ] && [ ! -s err ] && grep -q '^{"data":{"__schema":{' out
result 'print --introspection answers the introspection query'
[ ! -e blog.db ] && [ -z "$(ls "$TMPDIR")" ]
result 'and leaves no database behind'

# check
run check blog.graphql posts.graphql mutation.graphql
is 'check counts what is without faults' 0 'schemas: 1, documents: 2, faults: 0' ''
run check blog.graphql posts.graphql bad.graphql
is 'check says where a document does not fit' 1 '' 'bad.graphql:2:3: Cannot query field "nick" on type "Post".'
run check bad.graphql blog.graphql --json
is 'check tells schemas from documents in any order' 1 '{"errors":[{"message":"Cannot query field \"nick\" on type \"Post\".","locations":[{"line":2,"column":3}],"extensions":{"code":"GRAPHQL_VALIDATION_FAILED","file":"bad.graphql"}}]}' ''
run check blog.graphql broken.graphql
is 'check reports a syntax error once' 1 '' 'broken.graphql:2:9: Syntax Error: Expected Name, found <EOF>.'
run check wrong.graphql --json
[ "$status" -eq 1 ] && [ ! -s err ] && grep -q '"code":"SCHEMA_INVALID","file":"wrong.graphql"' out
result 'check reports the model as JSON'
run check blog.graphql aliases.graphql --limit aliases=1
[ "$status" -eq 1 ] && [ ! -s out ] && grep -q 'aliases' err
result 'check applies the limits of serve'
run check posts.graphql
usage 'check needs a schema' '`gqld check` needs a SCHEMA: these are documents only.'

# documents
body='{ posts { id } }'
hash=$(printf %s "$body" | sha256sum | cut -d' ' -f1)
printf '{"%s": "%s"}' "$hash" "$body" >map.json
mkdir documents && printf %s "$body" >documents/posts.graphql
printf '{"%s": "{ posts { nick } }", "other": "{"}' "$hash" >faulty.json
run documents show map.json
usage 'documents are checked or imported' '`gqld documents` is followed by check or import.'
run documents check map.json documents --schema blog.graphql
is 'documents check counts what is without faults' 0 'documents: 2, faults: 0' ''
run documents check faulty.json --schema blog.graphql
[ "$status" -eq 1 ] && [ ! -s out ] && grep -q "^$hash:1:11: Cannot query field" err && grep -q '^other:1:2: Syntax Error' err \
    && grep -q 'The id is not the SHA-256' err
result 'documents check names the faulty ones'
run documents check nowhere.json
is 'documents check says which file is not there' 1 '' 'nowhere.json: No such file or directory'
run documents import documents
[ "$status" -eq 0 ] && [ ! -s err ] && grep -q "{\"id\":\"$hash\",\"name\":\"documents/posts.graphql\",\"body\":\"$body\"}" out
result 'documents import prints a manifest'
cp out imported.json
run documents check imported.json
is 'which documents check takes' 0 'documents: 1, faults: 0' ''

# the configuration file
printf 'threads = 0\n' >bad.ini
run serve blog.graphql --config bad.ini
usage 'a value in the file is checked as one of an option' 'bad.ini: --threads is a whole number from 1 to 65535, not "0".'
printf '; what is served\nnothing = 1\n' >bad.ini
run serve blog.graphql --config bad.ini
usage 'a name that is no option is a fault of the file' 'bad.ini: There is no "nothing" in configurations.'
printf '[limits]\ndepth = x\n' >bad.ini
run serve blog.graphql --config bad.ini
usage 'limits have a section' 'bad.ini: The limit "depth" is a whole number from 1, not "x".'
printf 'threads = 1\nno value\n' >bad.ini
run serve blog.graphql --config bad.ini
usage 'a line that is no entry has its number' 'bad.ini:2: This is no `name = value`.'
printf 'threads = 1\n; %0250d\n' 0 >bad.ini
run serve blog.graphql --config bad.ini
usage 'a line is not cut' 'bad.ini:2: The line is longer than 197 bytes.'
run serve blog.graphql --config nowhere.ini
usage 'a file that is not there' 'nowhere.ini: No such file or directory'
printf 'persisted = sometimes\n' >bad.ini
GQLD_CONFIG=bad.ini run serve blog.graphql
usage 'the environment names the file, too' 'bad.ini: --persisted is one of off|apq|trusted, not "sometimes".'

# migrate
run migrate status blog.graphql
usage 'migrate plans or applies' '`gqld migrate` is followed by plan or apply.'
run migrate plan blog.graphql
[ "$status" -eq 0 ] && [ ! -s err ] && [ "$(grep -c '^CREATE TABLE' out)" -eq 2 ] && grep -q ';$' out
result 'migrate plan prints the statements'
[ ! -e blog.db ] && [ -z "$(ls "$TMPDIR")" ]
result 'migrate plan makes no database'
run migrate apply blog.graphql
is 'migrate apply is silent' 0 '' ''
[ -f blog.db ]
result 'the database is named after the schema'
run migrate plan blog.graphql
is 'after migrate apply there is nothing to plan' 0 '' ''
run migrate plan blog.graphql --json
is 'nothing is an empty list' 0 '{"statements":[]}' ''
run migrate plan blog.graphql --database other.db --json
[ "$status" -eq 0 ] && grep -q '^{"statements":\["CREATE TABLE' out
result 'a database may have another name'
run migrate apply blog.graphql --database missing/other.db
[ "$status" -eq 1 ] && [ -s err ]
result 'migrate fails where there is no directory'
echo 'type Post @model { id: ID! title: Int! author: Author! }
type Author @model { id: ID! name: String! @unique posts: [Post!]! }' >changed.graphql
run migrate plan changed.graphql --database blog.db
[ "$status" -eq 1 ] && [ -s err ]
result 'a table that does not fit is a fault'

# explain
run explain blog.graphql posts.graphql
[ "$status" -eq 0 ] && [ ! -s err ] && grep -q '^1\. SELECT ' out && grep -q '^1 statements, 0 rows$' out
result 'explain shows plan, statements and rows'
run explain blog.graphql posts.graphql --json
[ "$status" -eq 0 ] && grep -q '^{"plan":"query' out \
    && grep -q '"statement_count":1,"rows":0,"response":{"data":{"posts":\[\]}}}$' out
result 'explain --json has the response too'
[ -z "$(ls "$TMPDIR")" ]
result 'explain without a database leaves none behind'
run explain blog.graphql bad.graphql
is 'explain says where a document does not fit' 1 '' 'bad.graphql:2:3: Cannot query field "nick" on type "Post".'
run explain blog.graphql bad.graphql --json
[ "$status" -eq 1 ] && [ ! -s err ] && grep -q '"response":{"errors":\[{"message":"Cannot query field' out
result 'the response of a faulty document is its errors'
run explain blog.graphql mutation.graphql --database blog.db
[ "$status" -eq 1 ] && [ ! -s out ] && [ -s err ]
result 'explain refuses a mutation'
run explain blog.graphql missing.graphql
is 'explain names a missing document' 1 '' 'missing.graphql: No such file or directory'
run explain wrong.graphql posts.graphql
[ "$status" -eq 1 ] && grep -q '^wrong.graphql:3:11: ' err
result 'explain says where a schema is wrong'

# serve
run serve wrong.graphql --listen 127.0.0.1:0
[ "$status" -eq 1 ] && grep -q '^wrong.graphql:3:11: ' err
result 'serve says where a schema is wrong'
run serve blog.graphql --listen nowhere
[ "$status" -eq 1 ] && [ -s err ]
result 'serve refuses what is no address'

# started NAME: waits, bounded, for the server's log to have the address.
started()
{
    for _ in $(seq 600); do
        grep -q '"event":"listening"' log && break
        kill -0 "$server" || break
        sleep 0.05
    done
    grep -q '"event":"listening"' log
    result "$1"
}

for signal in TERM INT; do
    rm -f blog.db*
    : >out
    # A shell ignores SIGINT for what it starts in the background; env gives it back.
    env --default-signal=INT "$gqld" serve blog.graphql --listen 127.0.0.1:0 --threads 1 2>log &
    server=$!
    started 'serve listens'
    grep -q '"event":"database"' log && [ -f blog.db ]
    result 'serve makes the database and says its name'
    kill -s "$signal" "$server" 2>/dev/null
    wait "$server"
    status=$?
    server=
    cp log err
    [ "$status" -eq 0 ]
    result "serve ends well on SIG$signal"
done

finish
