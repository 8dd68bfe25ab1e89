#!/bin/sh
# The example of embedding: resolvers get whole levels, abstract types, scalars, errors.
. "${srcdir:?}/tests/e2e/tap.sh"
gqld=$top_builddir/examples/embed/embed

# answers NAME REQUEST RESPONSE CALLS
answers()
{
    run "$2"
    is "$1" 0 "$3
$4 calls" ''
}

answers 'three people cost as many calls as one' \
    '{"query":"{ people { name works { title } } }"}' \
    '{"data":{"people":[{"name":"Agnes","works":[{"title":"Cleo from 5 to 7"},{"title":"The Gleaners and I"}]},{"name":"Satyajit","works":[{"title":"The Music Room"}]},{"name":"Ursula","works":[{"title":"The Dispossessed"},{"title":"Always Coming Home"}]}]}}' 5
answers 'a union is answered by the type that the resolver names' \
    '{"query":"{ find(text: \"U\") { __typename ... on Person { name } ... on Work { title } } }"}' \
    '{"data":{"find":[{"__typename":"Person","name":"Ursula"}]}}' 2
answers 'an interface has the fields of each type' \
    '{"query":"{ find(text: \"The\") { ... on Film { minutes } ... on Book { pages } } }"}' \
    '{"data":{"find":[{"minutes":82},{"minutes":100},{"pages":387}]}}' 3
answers 'a custom scalar coerces literals' \
    '{"query":"{ people { works(since: 1980) { year } } }"}' \
    '{"data":{"people":[{"works":[{"year":2000}]},{"works":[]},{"works":[{"year":1985}]}]}}' 4
answers 'a custom scalar refuses a variable' \
    '{"query":"query($y: Year) { people { works(since: $y) { year } } }","variables":{"y":0}}' \
    '{"errors":[{"message":"Variable \"$y\" has invalid value: Expected value of type \"Year\", found: 0.","locations":[{"line":1,"column":7}],"extensions":{"code":"BAD_USER_INPUT"}}]}' 0
answers 'an error in a list of non-null items makes the list null' \
    '{"query":"{ broken }"}' \
    '{"data":{"broken":null},"errors":[{"message":"The second one is missing.","locations":[{"line":1,"column":3}],"path":["broken",1],"extensions":{"code":"INTERNAL_SERVER_ERROR"}}]}' 1
answers 'equal fields under two names are asked for once' \
    '{"query":"{ a: people { name } b: people { name } }"}' \
    '{"data":{"a":[{"name":"Agnes"},{"name":"Satyajit"},{"name":"Ursula"}],"b":[{"name":"Agnes"},{"name":"Satyajit"},{"name":"Ursula"}]}}' 2
finish
