#!/usr/bin/env python3
"""Reloads under load: no valid request fails, broken files change nothing. TAP."""
import http.client
import json
import os
import queue
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

BINARY = os.path.join(os.environ.get("top_builddir", "."), "gqld")
RELOADS = 1000 if "GQLD_LONG" in os.environ else 200
PLAIN = "type Item @model { id: ID! name: String! %s }"
BROKEN = "type Item @model { id: ID! name: Strin! }"
WAIT_SECONDS = 30


class Server:
    def __init__(self, folder):
        self.schema = os.path.join(folder, "schema.graphql")
        self.database = os.path.join(folder, "data.db")
        self.write(PLAIN % "")
        self.lines = queue.Queue()
        self.process = subprocess.Popen([BINARY, "serve", self.schema, "--database", self.database, "--listen", "127.0.0.1:0",
                                         "--threads", "2"], stderr=subprocess.PIPE, text=True)
        threading.Thread(target=self.read, daemon=True).start()
        self.port = int(self.event("listening")["address"].rsplit(":", 1)[1])

    def read(self):
        for line in self.process.stderr:
            self.lines.put(line)

    def event(self, *names):
        """The next log line that is one of these events."""
        while True:
            line = self.lines.get(timeout=WAIT_SECONDS)
            if line.startswith("{") and json.loads(line)["event"] in names:
                return json.loads(line)

    def write(self, text):
        with open(self.schema + ".new", "w", encoding="utf-8") as file:
            file.write(text)
        os.rename(self.schema + ".new", self.schema)

    def hang_up(self):
        self.process.send_signal(signal.SIGHUP)

    def reload(self, text):
        """By the signal; the file's own event follows later and finds nothing new."""
        self.write(text)
        self.hang_up()
        return self.event("reloaded", "reload failed")["event"]

    def stop(self):
        self.process.terminate()
        return self.process.wait(WAIT_SECONDS)


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WAIT_SECONDS)

    def ask(self, query):
        self.connection.request("POST", "/graphql", json.dumps({"query": query}), {"Content-Type": "application/json"})
        return json.loads(self.connection.getresponse().read())


def load(port, stop, faults, counts, make):
    client, done = Client(port), 0
    while not stop.is_set():
        answer = client.ask(make(done))
        if "errors" in answer:
            faults.append(answer)
        done += 1
    counts.append(done)


def read_query(_):
    return "{ items(first: 5) { id name } itemsConnection(first: 1) { totalCount } }"


def write_query(number):
    return f'mutation {{ createItem(input: {{name: "n{number}"}}) {{ id name }} }}'


def fresh_query(number):
    """A text that no cache has seen."""
    return f"query Q{number} {{ items(first: 1) {{ a{number}: name }} }}"


def under_load(server):
    stop, faults, counts = threading.Event(), [], []
    makers = (read_query, read_query, write_query, write_query, fresh_query)
    threads = [threading.Thread(target=load, args=(server.port, stop, faults, counts, make)) for make in makers]
    for thread in threads:
        thread.start()
    added = []
    outcomes = {"reloaded": 0, "reload failed": 0}
    try:
        for number in range(RELOADS):
            if number % 3 == 2:
                outcome, expected = server.reload(BROKEN), "reload failed"
            else:
                if number % 3 == 0 and len(added) < 60:
                    added.append(f"f{number}: Int{'! @default(value: 3)' if number % 2 else ''}")
                swap = "@index(fields: [\"name\"])" if number % 2 else ""
                text = (PLAIN % " ".join(added)).replace("@model", "@model " + swap)
                outcome, expected = server.reload(text), "reloaded"
            assert outcome == expected, f"reload {number}: {outcome}"
            outcomes[outcome] += 1
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not faults, f"{len(faults)} requests failed: {faults[0]}"
    assert len(counts) == len(makers) and min(counts) > 0, counts
    assert outcomes["reload failed"] >= RELOADS // 3, outcomes
    print(f"# {RELOADS} reloads, {sum(counts)} requests")
    items = Client(server.port).ask("{ itemsConnection { totalCount } }")["data"]["itemsConnection"]["totalCount"]
    db = sqlite3.connect(server.database)
    assert db.execute("SELECT count(*) FROM items").fetchone()[0] == items
    assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert len(db.execute("PRAGMA table_info(items)").fetchall()) == 2 + len(added)
    db.close()


def drain(server, seconds=1.0):
    """Reloads by the file's events may still come."""
    time.sleep(seconds)
    while not server.lines.empty():
        server.lines.get()


def positions(server):
    server.write(BROKEN)
    server.hang_up()
    error = server.event("reload error")
    assert error["place"].endswith("schema.graphql:1:34"), error
    assert 'Unknown type "Strin"' in error["message"], error
    server.event("reload failed")


def main():
    tests = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as folder:
        server = Server(folder)

        def whole(number):
            client = Client(server.port)
            assert "errors" not in client.ask(read_query(number))
            server.write(PLAIN % "viaFile: String")
            assert server.event("reload failed", "reloaded")["event"] == "reloaded"
            assert client.ask("{ items { viaFile } }") == {"data": {"items": []}}

        def broken(_):
            positions(server)
            drain(server)
            assert Client(server.port).ask("{ items { viaFile } }") == {"data": {"items": []}}

        def destructive(_):
            server.write(PLAIN % "")
            server.hang_up()
            assert "--allow drop-column=Item.viaFile" in server.event("reload error")["message"]
            server.event("reload failed")
            drain(server)
            assert Client(server.port).ask("{ items { viaFile } }") == {"data": {"items": []}}

        def loaded(_):
            other = tempfile.mkdtemp(dir=folder)
            second = Server(other)
            try:
                under_load(second)
            finally:
                assert second.stop() == 0

        def stops(_):
            assert server.stop() == 0

        tests = [("a changed file is served", whole), ("a broken file is logged with its position and changes nothing", broken),
                 ("a reload never loses data", destructive), ("requests under reloads all succeed", loaded),
                 ("the server stops", stops)]
        failed = 0
        print(f"1..{len(tests)}")
        for number, (name, test) in enumerate(tests, 1):
            try:
                test(number)
                print(f"ok {number} - {name}", flush=True)
            except (AssertionError, queue.Empty, OSError, KeyError) as error:
                failed += 1
                print(f"not ok {number} - {name}\n# {type(error).__name__} {error}", flush=True)
        server.process.kill()
    sys.exit(1 if failed else 0)


main()
