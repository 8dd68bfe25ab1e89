#!/usr/bin/env python3
"""A schema from a database: what it says, and that migrations then find nothing to do. TAP."""
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from migrations import BINARY, KINDS, Case, dump, schema, succeed  # noqa: E402

FOREIGN = """
CREATE TABLE Customers (CustomerID INTEGER PRIMARY KEY, Name NVARCHAR(80) COLLATE NOCASE NOT NULL, "select" TEXT DEFAULT 'it''s',
  vip BOOLEAN NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'closed')), born DATE,
  since DATETIME DEFAULT CURRENT_TIMESTAMP, photo BLOB, anything, shout AS (upper(Name)));
CREATE TABLE "order details" (id INTEGER PRIMARY KEY AUTOINCREMENT, "unit price" DECIMAL(10,2) NOT NULL DEFAULT 1.5,
  CustomerID INT NOT NULL REFERENCES Customers ON DELETE CASCADE, follows_id INTEGER REFERENCES "order details"(id),
  code VARCHAR UNIQUE, a INT, b INT, level INT CHECK (level IN (1, 2)), UNIQUE (a, b));
CREATE INDEX by_price ON "order details" ("unit price", a);
CREATE INDEX by_part ON "order details" (b) WHERE b > 1;
CREATE TABLE tags (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE "42" (id INTEGER PRIMARY KEY, tag TEXT REFERENCES tags, "and" INT, "Größe" REAL);
CREATE TABLE pairs (a INT, b INT, PRIMARY KEY (a, b));
CREATE VIEW open AS SELECT * FROM Customers WHERE state = 'open';
CREATE TRIGGER watch AFTER DELETE ON Customers BEGIN DELETE FROM pairs; END;
INSERT INTO Customers (Name) VALUES ('Ann');
INSERT INTO "order details" (CustomerID) VALUES (1);
"""

SAID = [
    "type Customer @model {", "  customerID: ID! @id @column(name: \"CustomerID\")", "  select: String @default(value: \"it's\")",
    "  vip: Boolean! @default(value: false)", "  state: CustomerState! @default(value: open)", "enum CustomerState {\n  open\n  closed\n}",
    "  photo: Bytes", "  # Column \"anything\" has no type that a field can have: left alone.", "  # Column \"shout\" is generated: left alone.",
    "type OrderDetail @model(table: \"order details\")", "  unitPrice: Float! @column(name: \"unit price\") @default(value: 1.5)",
    "customerID: Customer! @column(name: \"CustomerID\") @relation(onDelete: CASCADE)", "  follows: OrderDetail\n", "code: String @unique",
    "@unique(fields: [\"a\", \"b\"])", "@index(fields: [\"unitPrice\", \"a\"])", "# Table \"tags\" is left alone",
    "# Table \"pairs\" is left alone", "# View \"open\" is left alone.", "type N42 @model(table: \"42\")",
]


def introspect(path):
    result = subprocess.run([BINARY, "introspect", path], capture_output=True, text=True, timeout=60, check=False)
    succeed(result, "introspect")
    return result.stdout


def round_trip(case):
    text = introspect(case.path("data.db"))
    plan = case.gqld("plan", text)
    assert plan.returncode == 0 and plan.stdout == "", f"{plan.stdout}{plan.stderr}\n{text}"
    return text


def foreign(folder):
    case = Case(folder)
    case.script(FOREIGN)
    old = dump(case.path("data.db"))
    text = round_trip(case)
    for part in SAID:
        assert part in text, f"{part!r} is not in\n{text}"
    succeed(case.gqld("apply", text), "apply")
    assert dump(case.path("data.db")) == old, "something has changed"


def changed(folder):
    """A change to what was said is made, and all else is kept."""
    case = Case(folder)
    case.script(FOREIGN)
    text = introspect(case.path("data.db")).replace("  closed\n", "  closed\n  lost\n").replace("since: String", "since: String!")
    text = text.replace("since: String!", 'since: String! @default(value: "never")')
    succeed(case.gqld("apply", text), "apply")
    assert case.gqld("plan", text).stdout == ""
    case.execute("INSERT INTO Customers (Name, state) VALUES ('Bo', 'lost')")
    sql = case.execute("SELECT sql FROM sqlite_schema WHERE name = 'Customers'")[0][0]
    assert "COLLATE NOCASE" in sql and "photo BLOB" in sql and "shout AS (upper(Name))" in sql, sql
    assert case.execute("SELECT shout FROM Customers") == [("ANN",), ("BO",)]
    assert case.execute("SELECT count(*) FROM sqlite_schema WHERE name IN ('open', 'watch')") == [(2,)]


def own(folder, kinds, side):
    case = Case(folder)
    succeed(case.gqld("apply", schema(kinds, side)), "apply")
    round_trip(case)


def missing(folder):
    result = subprocess.run([BINARY, "introspect", os.path.join(folder, "none.db")], capture_output=True, text=True, timeout=60,
                            check=False)
    assert result.returncode == 1 and "Cannot read the database" in result.stderr, result.stderr


def main():
    failed = 0
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        tests = [("a foreign database with odd names", lambda: foreign(folder)),
                 ("a change to an introspected schema", lambda: changed(folder)),
                 ("a file that is not there", lambda: missing(folder)),
                 ("all kinds of column at once", lambda: own(folder, KINDS, 1))]
        tests += [(f"made by a migration: {kind.name}, {'after' if side else 'before'}",
                   lambda k=kind, s=side: own(folder, [k], s)) for kind in KINDS for side in (0, 1)]
        print(f"1..{len(tests)}")
        for number, (name, test) in enumerate(tests, 1):
            try:
                test()
                print(f"ok {number} - {name}", flush=True)
            except (AssertionError, sqlite3.Error) as error:
                failed += 1
                reason = str(error).replace("\n", "\n# ")
                print(f"not ok {number} - {name}\n# {reason}", flush=True)
    sys.exit(1 if failed else 0)


main()
