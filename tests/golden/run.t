#!/usr/bin/env python3
"""Runs every tests/golden/<area>/<behaviour>.graphql of AREAS through `gqld explain` and compares response,
statements and plan with the files beside it. `run.t --update` (make golden-update) rewrites them.

Header comments of a document: `# schema: FILE`, `# variables: JSON`, `# operation: NAME`. The
database is the example's, generated small, or has what `FILE.rows.graphql` beside the schema
creates; each document gets a copy of its own.
"""
import difflib
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))
BUILT = os.environ.get("top_builddir", os.path.join(TOP, "_build"))
BINARY = os.environ.get("GQLD_BINARY", os.path.join(BUILT, "gqld"))
GENERATOR = os.path.join(BUILT, "examples/blog/generate")
AREAS = ("read", "filter", "order", "relations", "paging", "language", "errors", "scalars", "write")
BLOG = "examples/blog/schema.graphql"
ROWS = ["--users", "6", "--posts", "30", "--comments", "90"]
RUN_SECONDS = 60


def run(*command, accepted=(0,)):
    """What a command prints; its errors when it ends with another code than the accepted ones."""
    done = subprocess.run(command, capture_output=True, text=True, timeout=RUN_SECONDS, check=False)
    if done.returncode not in accepted:
        raise RuntimeError(f"{' '.join(command)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


class Databases:
    """One database per schema, made when first asked for; a fresh copy for each document."""

    def __init__(self, folder):
        self.folder, self.made, self.copies = folder, {}, 0

    def copy(self, schema):
        if schema not in self.made:
            path = os.path.join(self.folder, f"{len(self.made)}.db")
            run(BINARY, "migrate", "apply", os.path.join(TOP, schema), "--database", path)
            rows = os.path.join(TOP, schema[:-len(".graphql")] + ".rows.graphql")
            if schema == BLOG:
                run(GENERATOR, path, *ROWS)
            elif os.path.exists(rows):
                run(BINARY, "explain", os.path.join(TOP, schema), rows, "--database", path, "--write")
            self.made[schema] = path
        self.copies += 1
        return shutil.copy(self.made[schema], os.path.join(self.folder, f"copy{self.copies}.db"))


def headers(document):
    with open(document, encoding="utf-8") as file:
        return dict(re.findall(r"^# (\w+): (.*)$", file.read(), re.MULTILINE))


def explain(document, databases):
    """suffix -> text, as the golden files have it."""
    asked = headers(document)
    schema = asked.get("schema", BLOG)
    options = ["--database", databases.copy(schema), "--json", "--write"]
    for name in ("variables", "operation"):
        if name in asked:
            options += [f"--{name}", asked[name]]
    # 1: the document has faults, and the response tells them.
    told = json.loads(run(BINARY, "explain", os.path.join(TOP, schema), document, *options,
                          accepted=(0, 1)))
    return {
        ".json": json.dumps(told["response"], indent=2, ensure_ascii=False) + "\n",
        ".sql": "".join(statement.strip() + ";\n" for statement in told["statements"]),
        ".plan": told["plan"].rstrip("\n") + "\n",
    }


def read(path):
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def compare(document, texts):
    """Lines that tell the difference; none when there is none."""
    lines = []
    for suffix, text in texts.items():
        path = document[:-len(".graphql")] + suffix
        wanted = read(path)
        name = os.path.relpath(path, HERE)
        if wanted is None:
            lines.append(f"{name} is missing: make golden-update")
        elif wanted != text:
            lines += difflib.unified_diff(wanted.splitlines(), text.splitlines(), f"{name} (wanted)",
                                          f"{name} (got)", lineterm="")
    return lines


def listing(suffix):
    """The files of all areas that end so."""
    return [name for area in AREAS for name in glob.glob(os.path.join(HERE, area, f"*.{suffix}"))]


def strays(documents):
    """Golden files without a document."""
    wanted = {name[:-len(".graphql")] for name in documents}
    found = [name for suffix in ("json", "sql", "plan") for name in listing(suffix)]
    return [os.path.relpath(name, HERE) for name in found if name.rsplit(".", 1)[0] not in wanted]


def main():
    is_update = sys.argv[1:] == ["--update"]
    documents = sorted(listing("graphql"))
    failed = 0
    print(f"1..{len(documents) + 1}")
    with tempfile.TemporaryDirectory(prefix="gqld-golden-") as folder:
        databases = Databases(folder)
        for number, document in enumerate(documents, 1):
            try:
                texts = explain(document, databases)
                if is_update:
                    for suffix, text in texts.items():
                        write(document[:-len(".graphql")] + suffix, text)
                lines = compare(document, texts)
            except (RuntimeError, ValueError, KeyError, subprocess.TimeoutExpired) as error:
                lines = f"{type(error).__name__}: {error}".splitlines()
            failed += bool(lines)
            name = os.path.relpath(document, HERE)[:-len(".graphql")]
            print(f"{'not ' if lines else ''}ok {number} - {name}")
            for line in lines:
                print(f"# {line}")
    lines = strays(documents)
    print(f"{'not ' if lines else ''}ok {len(documents) + 1} - every golden file has its document")
    for line in lines:
        print(f"# {line}")
    return 1 if failed or lines else 0


sys.exit(main())
