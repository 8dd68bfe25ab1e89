"""The files of a source tree, and what a check says about them."""
import os
import subprocess

SKIPPED = ("tests/lint/fixtures/",)
GENERATED = ("build-aux/", "autom4te.cache/", "m4/", "tests/node_modules/", ".git/")
GENERATED_FILES = {"aclocal.m4", "configure", "config.h.in", "Makefile.in"}


class Finding:
    """A fault: where, what the exceptions may name, and the sentence for the reader."""

    def __init__(self, path, line, item, message):
        self.path, self.line, self.item, self.message = path, line, item, message

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


class Tree:
    """A tree under `root`; in a clone only what git tracks or would track."""

    def __init__(self, root, is_fixture=False):
        self.root = root
        self.is_fixture = is_fixture
        self.texts = {}
        self.files = sorted(self.walk() if is_fixture else self.tracked() or self.walk())

    def tracked(self):
        if not os.path.exists(os.path.join(self.root, ".git")):
            return []
        listed = subprocess.run(
            ["git", "-C", self.root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            capture_output=True, check=False)
        names = listed.stdout.decode().split("\0")
        return [name for name in names if name and self.is_ours(name)]

    def walk(self):
        for folder, subfolders, names in os.walk(self.root):
            subfolders[:] = [name for name in subfolders if not name.startswith(("_build", "_inst"))]
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), self.root)
                if self.is_ours(path):
                    yield path

    def is_ours(self, path):
        if not self.is_fixture and (path.startswith(SKIPPED + GENERATED) or path in GENERATED_FILES):
            return False
        return os.path.isfile(os.path.join(self.root, path))

    def c_files(self, folders=("src", "include", "tests", "examples", "bench"), ends=(".c", ".h")):
        starts = tuple(folder + "/" for folder in folders)
        return [path for path in self.files if path.startswith(starts) and path.endswith(ends)]

    def text(self, path):
        if path not in self.texts:
            with open(os.path.join(self.root, path), "rb") as file:
                self.texts[path] = file.read().decode("utf-8", "replace")
        return self.texts[path]

    def lines(self, path):
        return enumerate(self.text(path).split("\n"), 1)
