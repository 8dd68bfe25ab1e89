#!/usr/bin/env python3
"""Migrations killed at each storage call: the old schema or the new one, and the next run finishes. TAP."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from migrations import BINARY, KINDS, Case, dump, fill, normal, schema, succeed  # noqa: E402

CALLS = "pwrite64,fdatasync,fsync,ftruncate,rename,unlink,openat"
NAMES = ("drop a reference", "turn an integer into text")
COUNT = 20 if "GQLD_LONG" in os.environ else len(NAMES)
RUN_SECONDS = 60
CALLS_MAX = 1000


def can_trace():
    try:
        return subprocess.run(["strace", "-f", "-e", "trace=none", "true"], capture_output=True, timeout=RUN_SECONDS,
                              check=False).returncode == 0
    except OSError:
        return False


def put(saved, case):
    """The database as it was before, without what a killed run left beside it."""
    for name in os.listdir(case.folder):
        if name.startswith("data.db"):
            os.unlink(case.path(name))
    shutil.copy(saved, case.path("data.db"))


def kill_each(folder, kind):
    case = Case(folder)
    succeed(case.gqld("apply", schema([kind], 0)), "first apply")
    fill(case, [kind])
    case.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    saved = shutil.copy(case.path("data.db"), case.path("saved"))
    old, old_rows = normal(saved), dump(saved)
    after = case.schema(schema([kind], 1))
    allow = [option for word in kind.allow for option in ("--allow", word)]
    command = [BINARY, "migrate", "apply", after, "--database", case.path("data.db"), *allow]
    succeed(subprocess.run(command, capture_output=True, text=True, timeout=RUN_SECONDS, check=False), "apply")
    new = normal(case.path("data.db"))
    seen = set()
    for number in range(1, CALLS_MAX):
        put(saved, case)
        killed = subprocess.run(["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={CALLS}", "-e",
                                 f"inject={CALLS}:signal=SIGKILL:when={number}", *command],
                                capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
        state = normal(case.path("data.db"))
        assert state in (old, new), f"call {number}: neither old nor new: {state}"
        assert state == new or dump(case.path("data.db")) == old_rows, f"call {number}: rows are lost"
        assert case.execute("PRAGMA integrity_check") == [("ok",)], f"call {number}"
        seen.add(state == new)
        succeed(subprocess.run(command, capture_output=True, text=True, timeout=RUN_SECONDS, check=False), f"after call {number}")
        assert normal(case.path("data.db")) == new, f"call {number}: the next run does not finish"
        if killed.returncode == 0:
            break
    assert number > 10 and seen == {False, True}, f"{number} calls, {seen}"
    print(f"# {number} calls")


def main():
    if not can_trace():
        print("1..0 # SKIP strace cannot trace here")
        return
    chosen = [kind for kind in KINDS if kind.name in NAMES] + [kind for kind in KINDS if kind.name not in NAMES]
    failed = 0
    print(f"1..{COUNT}")
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        for number, kind in enumerate(chosen[:COUNT], 1):
            try:
                kill_each(folder, kind)
                print(f"ok {number} - killed: {kind.name}", flush=True)
            except (AssertionError, sqlite3.Error) as error:
                failed += 1
                print(f"not ok {number} - killed: {kind.name}\n# {error}", flush=True)
    sys.exit(1 if failed else 0)


main()
