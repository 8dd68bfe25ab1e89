#!/bin/sh
# The pages of docs/ that are made from the source are current.
exec "$(dirname "$0")/../../tools/docs" --check
