# tests/e2e/tap.sh - for the shell tests of the built program: a scratch directory, cases, TAP.
gqld=${top_builddir:?}/gqld
srcdir=$(cd "${srcdir:?}" && pwd)
work=$(mktemp -d) || exit 99
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 99
for variable in $(env | sed -n 's/^\(GQLD_[A-Z_]*\)=.*/\1/p'); do
    unset "$variable"
done
TMPDIR=$work/tmp
export TMPDIR
mkdir "$TMPDIR"
count=0
failed=0

# Runs the program; `$status`, `out` and `err` are what is then looked at.
run()
{
    "$gqld" "$@" >out 2>err </dev/null
    status=$?
}

# result NAME: of the command before, as one case.
result()
{
    outcome=$?
    count=$((count + 1))
    if [ "$outcome" -eq 0 ]; then
        echo "ok $count - $1"
        return
    fi
    failed=$((failed + 1))
    echo "not ok $count - $1"
    echo "# exit status $status"
    sed 's/^/# out: /' out
    sed 's/^/# err: /' err
}

# is NAME STATUS OUT ERR: all of the last run, line feeds at the ends aside.
is()
{
    [ "$status" -eq "$2" ] && [ "$(cat out)" = "$3" ] && [ "$(cat err)" = "$4" ]
    result "$1"
}

# usage NAME SENTENCE: the last run was refused as a wrong command line.
usage()
{
    [ "$status" -eq 2 ] && [ ! -s out ] && [ "$(sed 1q err)" = "gqld: $2" ]
    result "$1"
}

# Ends the test: the plan, and the exit status.
finish()
{
    echo "1..$count"
    exit "$failed"
}
