#!/bin/sh
exec "$(dirname "$0")/node" "${0%.t}.mjs"
