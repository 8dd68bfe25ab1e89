#!/bin/sh
# The manual page formats without a warning.
page=$(dirname "$0")/../../man/gqld.1
echo 1..1
if ! command -v man >/dev/null; then
    echo 'ok 1 - gqld.1 formats without a warning # SKIP no man'
    exit 0
fi
warnings=$(LC_ALL=C.UTF-8 MANWIDTH=80 man --warnings -E UTF-8 -l "$page" 2>&1 >/dev/null)
if [ -z "$warnings" ]; then
    echo 'ok 1 - gqld.1 formats without a warning'
else
    echo 'not ok 1 - gqld.1 formats without a warning'
    echo "$warnings" | sed 's/^/# /'
fi
