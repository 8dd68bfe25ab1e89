"""Kinds of migration, a database for each case, schemas in a form to be compared. For migrations.t and its kin."""
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile

BINARY = os.path.join(os.environ.get("top_builddir", "."), "gqld")
ROWS = 5


class Kind:
    """A change of the type Item: the fields before and after, and what becomes of rows."""

    def __init__(self, name, before, after, row=None, check=None, allow=(), types=("", ""), on=("", "")):
        self.name, self.before, self.after = name, before, after
        self.row, self.check, self.allow = row or {}, check, list(allow)
        self.types, self.on = types, on


KINDS = [
    Kind("add a nullable field", "", "a1: String"),
    Kind("add a field with a default", "", "a2: Int! @default(value: 7)", check=("a2", 7)),
    Kind("add a field with a backfill", "", 'a3: String! @backfill(sql: "upper(name)")', check=("a3", "N3")),
    Kind("add an enum", "", "a4: Hue! @default(value: RED)", check=("a4", "RED"), types=("", "enum Hue { RED BLUE }")),
    Kind("add a timestamp", "", "a5: DateTime! @createdAt"),
    Kind("add a version", "", "a6: Int! @version", check=("a6", 1)),
    Kind("add a reference", "", "a7: Owner"),
    Kind("drop a field", "d1: String", "", {"d1": "x"}, allow=["drop-column=Item.d1"]),
    Kind("drop a unique field", "dTwo: Int @unique", "", {"d_two": lambda i: i}, allow=["drop-column=Item.dTwo"]),
    Kind("drop a reference", "d3: Owner", "", {"d3_id": 1}, allow=["drop-column=Item.d3"]),
    Kind("rename a field", "old: String!", 'fresh: String! @renamedFrom(name: "old")', {"old": "kept"}, ("fresh", "kept")),
    Kind("rename an enum field", "tone: Tone!", 'mood: Tone! @renamedFrom(name: "tone")', {"tone": "LOW"}, ("mood", "LOW"),
         types=("enum Tone { LOW HIGH }", "enum Tone { LOW HIGH }")),
    Kind("rename a reference", "boss: Owner", 'chief: Owner @renamedFrom(name: "boss")', {"boss_id": 1}, ("chief_id", 1)),
    Kind("make a field required", "r1: String", 'r1: String! @default(value: "none")', {"r1": None}, ("r1", "none")),
    Kind("make a field optional", "r2: Int!", "r2: Int", {"r2": 3}, ("r2", 3)),
    Kind("turn an integer into text", "t1: Int!", "t1: String!", {"t1": 41}, ("t1", "41")),
    Kind("turn text into a number", "t2: String!", "t2: Float!", {"t2": "2.5"}, ("t2", 2.5)),
    Kind("turn an integer into a boolean", "t3: Int!", "t3: Boolean!", {"t3": 1}, ("t3", 1)),
    Kind("change a default", "c1: Int! @default(value: 1)", "c1: Int! @default(value: 2)", check=("c1", 1)),
    Kind("remove a default", 'c2: String! @default(value: "it\'s")', "c2: String!", check=("c2", "it's")),
    Kind("add an enum value", "e1: Size!", "e1: Size!", {"e1": "S"}, ("e1", "S"), types=("enum Size { S M }", "enum Size { S M L }")),
    Kind("turn an enum into text", "e2: Kind!", "e2: String!", {"e2": "A"}, ("e2", "A"), types=("enum Kind { A B }", "")),
    Kind("backfill a value that goes", "e3: Wood!", 'e3: Wood! @backfill(sql: "\'OAK\'")', {"e3": "ELM"}, ("e3", "OAK"),
         types=("enum Wood { ELM OAK }", "enum Wood { OAK }")),
    Kind("change what a deletion does", "f1: Owner", "f1: Owner @relation(onDelete: SET_NULL)", {"f1_id": 1}, ("f1_id", 1)),
    Kind("add a unique key", "u1: Int", "u1: Int @unique", {"u1": lambda i: i}),
    Kind("remove a unique key", "u2: Int @unique", "u2: Int", {"u2": lambda i: i}),
    Kind("add an index", "i1: Int", "i1: Int", {"i1": 1}, on=("", '@index(fields: ["i1", "name"])')),
    Kind("remove an index", "i2: Int", "i2: Int", {"i2": 1}, on=('@index(fields: ["i2"])', "")),
]


def schema(kinds, side, item="Item"):
    fields = " ".join((kind.before, kind.after)[side] for kind in kinds)
    types = " ".join(kind.types[side] for kind in kinds)
    on = " ".join(kind.on[side] for kind in kinds)
    return f"type {item} @model {on} {{ id: ID! name: String! {fields} }} type Owner @model {{ id: ID! title: String }} {types}"


class Case:
    def __init__(self, folder):
        self.folder = tempfile.mkdtemp(dir=folder)
        self.count = 0

    def path(self, name):
        return os.path.join(self.folder, name)

    def schema(self, text):
        self.count += 1
        path = self.path(f"{self.count}.graphql")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def gqld(self, action, text, *options, database="data.db"):
        return subprocess.run([BINARY, "migrate", action, self.schema(text), "--database", self.path(database), *options],
                              capture_output=True, text=True, timeout=60, check=False)

    def execute(self, sql, *values):
        db = sqlite3.connect(self.path("data.db"))
        with db:
            rows = db.execute(sql, values).fetchall()
        db.close()
        return rows

    def script(self, sql):
        db = sqlite3.connect(self.path("data.db"))
        db.executescript(sql)
        db.close()


def tokens(sql):
    return re.findall(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|\w+|[^\s\w]", sql)


def checks(sql):
    """The expressions of all CHECKs, whatever their order and place."""
    found, words = [], tokens(sql)
    for at, word in enumerate(words):
        if word.upper() == "CHECK":
            depth, end = 0, at + 1
            while True:
                depth += (words[end] == "(") - (words[end] == ")")
                end += 1
                if depth == 0:
                    break
            found.append(" ".join(words[at + 1:end]).replace('"', ""))
    return sorted(found)


def normal(path):
    """A schema without the order of its columns and the names of its constraints."""
    db = sqlite3.connect(path)
    tables = {}
    for name, sql in db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_gqld_*'"
                                " AND name NOT LIKE 'sqlite_%'"):
        quoted = '"' + name.replace('"', '""') + '"'
        indexes = [(index[1], index[2], tuple(row[2] for row in db.execute(f'PRAGMA index_info("{index[1]}")')))
                   for index in db.execute(f"PRAGMA index_list({quoted})")]
        tables[name] = (sorted(row[1:] for row in db.execute(f"PRAGMA table_xinfo({quoted})")),
                        sorted(row[2:] for row in db.execute(f"PRAGMA foreign_key_list({quoted})")),
                        sorted(indexes), checks(sql), sql.strip().endswith("STRICT"))
    db.close()
    return tables


def dump(path):
    db = sqlite3.connect(path)
    text = list(db.iterdump())
    db.close()
    return text


def fill(case, kinds):
    case.execute("INSERT INTO owners (title) VALUES ('o')")
    for number in range(1, ROWS + 1):
        row = {"name": f"n{number}"}
        for kind in kinds:
            row.update({key: value(number) if callable(value) else value for key, value in kind.row.items()})
        case.execute(f"INSERT INTO items ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})", *row.values())


def succeed(result, what):
    assert result.returncode == 0, f"{what}: {result.stdout}{result.stderr}"


def migrate(folder, kinds, is_filled):
    case = Case(folder)
    before, after = schema(kinds, 0), schema(kinds, 1)
    allow = [option for kind in kinds for word in kind.allow for option in ("--allow", word)]
    succeed(case.gqld("apply", before), "first apply")
    if is_filled:
        fill(case, kinds)
    old = dump(case.path("data.db"))
    plan = case.gqld("plan", after, *allow)
    succeed(plan, "plan")
    assert "-- " in plan.stdout, "the plan is empty"
    succeed(case.gqld("apply", after, *allow), "apply")
    succeed(case.gqld("apply", after, database="scratch.db"), "from scratch")
    assert normal(case.path("data.db")) == normal(case.path("scratch.db")), \
        f"{normal(case.path('data.db'))}\n# {normal(case.path('scratch.db'))}"
    if is_filled:
        names = [name for name, in case.execute("SELECT name FROM items ORDER BY id")]
        assert names == [f"n{number}" for number in range(1, ROWS + 1)], names
        for kind in kinds:
            if kind.check:
                value = case.execute(f"SELECT {kind.check[0]} FROM items WHERE id = 3")[0][0]
                assert value == kind.check[1], f"{kind.check[0]} is {value!r}"
    again = case.gqld("plan", after)
    assert again.returncode == 0 and again.stdout == "", f"second plan: {again.stdout}{again.stderr}"
    assert case.execute("PRAGMA integrity_check") == [("ok",)]
    assert case.execute("PRAGMA foreign_key_check") == []
    if allow:
        refused = case.gqld("undo", before)
        succeed(refused, "undo")
        assert dump(case.path("data.db")) == old, "undo is not exact"
    shutil.rmtree(case.folder)


def refuses(folder, before, fill_sql, after, message, actions=("plan", "apply")):
    case = Case(folder)
    succeed(case.gqld("apply", before), "first apply")
    if fill_sql:
        case.script(fill_sql)
    old = dump(case.path("data.db"))
    for action in actions:
        result = case.gqld(action, after)
        assert result.returncode == 1 and message in result.stderr, f"{action}: {result.stdout}{result.stderr}"
    assert dump(case.path("data.db")) == old, "something has changed"
