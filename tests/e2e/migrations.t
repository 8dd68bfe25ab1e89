#!/usr/bin/env python3
"""Migrations: each kind of change alone and in pairs, on empty and filled tables. TAP."""
import itertools
import os
import sqlite3
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from migrations import KINDS, Case, dump, migrate, normal, refuses, succeed  # noqa: E402

ITEM = "type Item @model { id: ID! name: String! %s }"
TWO = "INSERT INTO items (name) VALUES ('a'), ('a')"
REFUSALS = [
    ("a required field without a value", ITEM % "", TWO, ITEM % "x: Int!", "the 2 rows that are there need a value"),
    ("NULLs in a required field", ITEM % "x: Int", TWO, ITEM % "x: Int!", "2 of 2 rows hold NULL"),
    ("text that is no number", ITEM % "", TWO, "type Item @model { id: ID! name: Int! }", "2 of 2 rows hold what is no INTEGER"),
    ("a value that an enum has no more", ITEM % "e: E! @default(value: A) } enum E { A B", TWO,
     ITEM % "e: E! @default(value: B) } enum E { B", "2 of 2 rows hold another value"),
    ("rows that are alike in a key", ITEM % "", TWO, "type Item @model { id: ID! name: String! @unique }", "rows are alike in it"),
    ("a column that would be lost", ITEM % "x: Int", TWO, ITEM % "", "--allow drop-column=Item.x"),
    ("a table that would be lost", ITEM % "} type Gone @model { id: ID! text: String", TWO, ITEM % "", "--allow drop-table=Gone"),
    ("a likely rename of a field", ITEM % "x: Int", TWO, ITEM % "y: Int", '@renamedFrom(name: "x")'),
    ("a likely rename of a type", ITEM % "x: Int", TWO, "type Thing @model { id: ID! name: String! x: Int }", '@renamedFrom(name: "Item")'),
    ("references to rows that are not there", ITEM % "x: Int", "PRAGMA foreign_keys = OFF; INSERT INTO items (name, x) VALUES ('a', 99)",
     "type Item @model { id: ID! name: String! x: Item @column(name: \"x\") }", "would refer to rows that are not there", ("apply",)),
]


def rename_type(folder):
    case = Case(folder)
    before = ITEM % "} type Part @model { id: ID! item: Item!"
    after = before.replace("Item", "Thing").replace("@model", '@model @renamedFrom(name: "Item")', 1)
    succeed(case.gqld("apply", before), "apply")
    case.script("INSERT INTO items (name) VALUES ('a'); INSERT INTO parts (item_id) VALUES (1)")
    after = after.replace("item: Thing!", 'thing: Thing! @renamedFrom(name: "item")')
    succeed(case.gqld("apply", after), "apply")
    succeed(case.gqld("apply", after, database="scratch.db"), "from scratch")
    assert normal(case.path("data.db")) == normal(case.path("scratch.db"))
    assert case.execute("SELECT t.name FROM parts p JOIN things t ON t.id = p.thing_id") == [("a",)]
    assert case.gqld("plan", after).stdout == ""


def drop_type(folder):
    case = Case(folder)
    before = ITEM % "part: Part } type Part @model { id: ID! text: String"
    succeed(case.gqld("apply", before), "apply")
    case.script("INSERT INTO parts (text) VALUES ('p'); INSERT INTO items (name, part_id) VALUES ('a', 1)")
    old = dump(case.path("data.db"))
    allow = ["--allow", "drop-table=Part", "--allow", "drop-column=Item.part"]
    succeed(case.gqld("apply", ITEM % "", *allow), "apply")
    assert list(normal(case.path("data.db"))) == ["items"]
    assert os.path.exists(case.path("data.db.before-1"))
    succeed(case.gqld("undo", before), "undo")
    assert dump(case.path("data.db")) == old
    result = case.gqld("undo", before)
    assert result.returncode == 1 and "nothing to undo" in result.stderr, result.stderr


FOREIGN = """
CREATE TABLE items (id INTEGER PRIMARY KEY AUTOINCREMENT, "name" varchar(30) COLLATE NOCASE NOT NULL DEFAULT (upper('x')), -- a name
  size INT, raw BLOB, twice AS (size * 2), UNIQUE (name, size), CHECK (length(name) < 100));
CREATE INDEX by_lower ON items (lower(name)) WHERE size > 1;
CREATE VIEW big AS SELECT * FROM items WHERE size > 10;
CREATE TABLE log (what TEXT);
CREATE TRIGGER logged AFTER DELETE ON items BEGIN INSERT INTO log VALUES (old.name); END;
CREATE TABLE parts (item REFERENCES items ON DELETE CASCADE, x);
INSERT INTO items (name, size, raw) VALUES ('a', 1, x'00'), ('b', 20, NULL), ('c', 3, NULL);
DELETE FROM items WHERE id = 3;
INSERT INTO parts VALUES (1, 'p');
"""


def keeps_foreign(folder):
    case = Case(folder)
    case.script(FOREIGN)
    plain = "type Item @model { id: ID! name: String! raw: Bytes size: Int }"
    assert case.gqld("plan", plain).stdout == ""
    succeed(case.gqld("apply", plain.replace("size: Int", "size: Int! more: Hue } enum Hue { RED")), "apply")
    sql = case.execute("SELECT sql FROM sqlite_schema WHERE name = 'items'")[0][0]
    for text in ("AUTOINCREMENT", "COLLATE NOCASE", "upper('x')", "raw BLOB", "twice AS (size * 2)", "length(name) < 100",
                 "UNIQUE (name, size)", '"size" INT NOT NULL'):
        assert text in sql, f"{text} is gone: {sql}"
    names = {name for name, in case.execute("SELECT name FROM sqlite_schema")}
    assert {"by_lower", "big", "log", "logged", "parts"} <= names, names
    assert case.execute("SELECT * FROM parts") == [(1, "p")]
    assert case.execute("SELECT seq FROM sqlite_sequence") == [(3,)]
    assert case.execute("SELECT id, name, size, raw, twice FROM items") == [(1, "a", 1, b"\0", 2), (2, "b", 20, None, 40)]
    assert case.execute("SELECT what FROM log") == [("c",)], "a rebuild has fired a trigger"


def tests(folder):
    for kind in KINDS:
        for is_filled in (False, True):
            yield f"{kind.name}, {'filled' if is_filled else 'empty'}", lambda k=kind, f=is_filled: migrate(folder, [k], f)
    for at, (one, other) in enumerate(itertools.combinations(KINDS, 2)):
        if at % 7 == 0 or "GQLD_LONG" in os.environ:
            yield f"{one.name} and {other.name}", lambda a=one, b=other: migrate(folder, [a, b], True)
    for name, *refusal in REFUSALS:
        yield f"refused: {name}", lambda r=refusal: refuses(folder, *r)
    yield "a type is renamed with all that refers to it", lambda: rename_type(folder)
    yield "a type is dropped and comes back", lambda: drop_type(folder)
    yield "a rebuild keeps what SDL cannot say", lambda: keeps_foreign(folder)


def main():
    failed = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        all_tests = list(tests(folder))
        print(f"1..{len(all_tests)}")
        for number, (name, test) in enumerate(all_tests, 1):
            try:
                test()
                print(f"ok {number} - {name}", flush=True)
            except (AssertionError, sqlite3.Error) as error:
                failed += 1
                print(f"not ok {number} - {name}\n# {error}", flush=True)
    sys.exit(1 if failed else 0)


main()
