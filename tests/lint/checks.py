"""The checks: each takes a tree and yields findings. Style: see CONTRIBUTING.md."""
import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import csource
from tree import Finding

HERE = os.path.dirname(os.path.abspath(__file__))
FUNCTION_LINES, FILE_LINES, NESTING = 70, 600, 3
STRING_CALLS = set("""strcpy strcat sprintf vsprintf strtok atoi atol atoll strtol strtoll strtoul
    strtoull strtoimax strtoumax sscanf vsscanf gets system popen""".split())
MEMORY_CALLS = set("malloc calloc realloc reallocarray free strdup strndup asprintf".split())
JUMP_CALLS = set("setjmp longjmp _setjmp _longjmp sigsetjmp siglongjmp".split())
INCLUDE = re.compile(r'^\s*#\s*include\s+(["<])([^">]+)[">]')


class Skip(Exception):
    """The machine lacks what the check needs."""


def read_ranks():
    ranks, owners = {}, {}
    with open(os.path.join(HERE, "ranks"), encoding="utf-8") as file:
        for line in file:
            words = line.split("#")[0].split()
            if words and words[0] == "rank":
                ranks.update({folder: int(words[1]) for folder in words[2:]})
            elif words:
                owners[words[1]] = words[2]
    return ranks, owners


def bad_include(folder, kind, name, ranks, owners):
    """What is wrong with an include, or None."""
    if kind == "<":
        for prefix, owner in owners.items():
            if name.startswith(prefix) and folder != owner:
                return f"<{name}> belongs to {owner}/"
        return None
    if name in ("config.h", "gqld.h"):
        return None
    target = name.split("/")[0]
    if target not in ranks:
        return f'"{name}" is not written from src/'
    if target != folder and ranks[target] >= ranks[folder]:
        return f"{folder}/ (rank {ranks[folder]}) includes {target}/ (rank {ranks[target]})"
    return None


def layers(tree):
    """A file includes only its own folder and lower ranks."""
    ranks, owners = read_ranks()
    for path in tree.c_files(["src"], (".c", ".h", ".def")):
        folder = path.split("/")[1]
        if folder not in ranks:
            yield Finding(path, 1, folder, f"folder {folder} has no rank")
            continue
        for number, line in tree.lines(path):
            match = INCLUDE.match(line)
            fault = match and bad_include(folder, match[1], match[2], ranks, owners)
            if fault:
                yield Finding(path, number, match[2], fault)


def functions(tree):
    """A function has at most 70 lines, nested at most three levels deep."""
    for path in tree.c_files():
        for name, first, last, body in csource.functions(tree.text(path)):
            levels, line = csource.nesting(body)
            if last - first + 1 > FUNCTION_LINES:
                yield Finding(path, first, name, f"{name} has {last - first + 1} lines")
            if levels > NESTING:
                yield Finding(path, line, name, f"{name} is nested {levels} levels deep")


def files(tree):
    """A file has at most 600 lines."""
    for path in tree.c_files():
        count = tree.text(path).count("\n")
        if count > FILE_LINES:
            yield Finding(path, count, "length", f"{count} lines: split by noun")


def calls(tree):
    """No banned call: unbounded text, sloppy numbers, shells, own malloc, own jumps."""
    for path in tree.c_files(ends=(".c", ".h", ".def")):
        banned = STRING_CALLS
        if path.startswith(("src/", "include/")):
            banned = STRING_CALLS | MEMORY_CALLS | JUMP_CALLS
        toks = csource.tokens(csource.strip(tree.text(path)))
        for i, (word, line) in enumerate(toks[:-1]):
            is_member = i and toks[i - 1][0] in (".", ">")
            if word in banned and toks[i + 1][0] == "(" and not is_member:
                yield Finding(path, line, word, f"{word}() is banned")


def names(tree):
    """A function in a header of src/x/ is called after that header or the .c file that defines it."""
    sources = tree.c_files(["src"], (".c",))
    for path in tree.c_files(["src"], (".h",)):
        folder, stem = path.split("/")[-2], os.path.basename(path)[:-2]
        stems = {stem} | {os.path.basename(source)[:-2] for source in sources
                          if os.path.dirname(source) == os.path.dirname(path)}
        good = re.compile(rf"gq_({folder}_)?({'|'.join(sorted(stems))})(_|$)")
        for head, _ in csource.declarations(csource.tokens(csource.code(tree.text(path)))):
            function = csource.declared_function(head)
            if function and not good.match(function[0]):
                yield Finding(path, function[1], function[0], f"{function[0]} is not gq_{stem}_...")


def listed(tree):
    """A source file is in its folder's Makefile.inc, so that distributions have it."""
    lists = {path for path in tree.files if os.path.basename(path) in ("Makefile.inc", "Makefile.am")}
    words = set(" ".join(tree.text(path) for path in lists).split())
    for path in tree.c_files(["src", "include", "tests/unit"], (".c", ".h", ".def")):
        is_test = path.startswith("tests/unit/") and path[:-2] in words
        if path not in words and not is_test:
            yield Finding(path, 1, "list", "is in no Makefile.inc")


def typedefs(tree):
    """No typedef of a struct, enum or union, and none that hides a pointer."""
    for path in tree.c_files():
        code = csource.code(tree.text(path))
        for match in re.finditer(r"\btypedef\b([^;{(]*)([;{(])", code):
            line = code.count("\n", 0, match.start()) + 1
            is_compound = re.match(r"\s*(struct|enum|union)\b", match[1]) and match[2] != "("
            if is_compound or (match[2] == ";" and "*" in match[1]):
                yield Finding(path, line, "typedef", "typedef of a struct, enum, union or pointer")


def openings(tree):
    """A source file opens with a comment that names it and says what it is for."""
    for path in tree.c_files(["src"], (".c", ".h", ".def")):
        name = re.escape(path[len("src/"):])
        if not re.match(rf"/\*\s+(\* )?{name} - ", tree.text(path)):
            yield Finding(path, 1, "opening", f"does not open with `/* {path[4:]} - ...`")


def headers(tree):
    """A header compiles alone, and twice in a row."""
    compiler = os.environ.get("CC", "cc").split()
    flags = os.environ.get("LINT_CPPFLAGS", "").split()
    if not shutil.which(compiler[0]):
        raise Skip("no compiler")

    def compile_alone(path):
        name = re.sub(r"^(src|include|tests/unit)/", "", path)
        return path, subprocess.run(
            [*compiler, "-std=c17", "-D_GNU_SOURCE", "-fsyntax-only", "-x", "c", *flags,
             *(f"-I{tree.root}/{folder}" for folder in ("src", "include", "tests/unit")), "-"],
            input=f'#include "{name}"\n#include "{name}"\n', text=True, capture_output=True,
            check=False)

    paths = tree.c_files(["src", "include", "tests/unit"], (".h",))
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path, done in pool.map(compile_alone, paths):
            if done.returncode:
                lines = [line for line in done.stderr.split("\n") if "error:" in line] or ["?"]
                yield Finding(path, 1, "alone", f"does not compile alone: {lines[0].strip()}")


def layout(tree):
    """clang-format has nothing to change."""
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([tool, "--version"], text=True, capture_output=True,
                             check=False).stdout if tool else ""
    if " version 14." not in version:
        raise Skip("no clang-format 14")
    paths = tree.c_files()
    style = os.path.join(HERE, "..", "..", ".clang-format")
    done = subprocess.run([tool, "--dry-run", f"--style=file:{style}", *paths], cwd=tree.root,
                          text=True, capture_output=True, check=False)
    for match in re.finditer(r"^(.+?):(\d+):\d+: warning: code should be", done.stderr, re.M):
        yield Finding(match[1], int(match[2]), "layout", "clang-format would change this line")
    if done.returncode and not done.stderr.count("warning: code should be"):
        yield Finding(".clang-format", 1, "layout", done.stderr.strip())


def notes(tree):
    """No notes to oneself: what is to be done stands in the tracker."""
    for path in tree.files:
        for number, line in tree.lines(path):
            match = re.search(r"\b(TO" r"DO|FIX" r"ME)\b", line)
            if match:
                yield Finding(path, number, match[0], f"{match[0]} in a tracked file")


def places(tree):
    """No directory of one machine, no address of a package registry."""
    pattern = re.compile(r"(?<![\w.$~{}])/(?:home|root|work|Users)/[\w.]"
                         r"|registry\.npmjs\.|registry\.yarnpkg\.|\bpypi\.org|pythonhosted\."
                         r"|proxy\.golang\.|\bcrates\.io|\"resolved\":")
    for path in tree.files:
        for number, line in tree.lines(path):
            match = pattern.search(line)
            if match:
                yield Finding(path, number, match[0], f"`{match[0]}` in a tracked file")


def symbols(tree):
    """The library exports nothing but gqld_..."""
    library = os.path.join(os.environ.get("top_builddir", "."), ".libs", "libgqld.so")
    if tree.is_fixture:
        library = os.path.join(tree.root, "libgqld.symbols")
    if not os.path.exists(library):
        raise Skip("libgqld.so is not built")
    if tree.is_fixture:
        listing = tree.text("libgqld.symbols")
    else:
        listing = subprocess.run(["nm", "-D", "--defined-only", library], text=True,
                                 capture_output=True, check=True).stdout
    for number, line in enumerate(listing.splitlines(), 1):
        name = line.split()[-1].split("@")[0]
        if not name.startswith("gqld_"):
            path = os.path.basename(library)
            yield Finding(path, number, name, f"{name} is exported")


CHECKS = [layers, functions, files, calls, names, listed, typedefs, openings, headers, layout, notes,
          places, symbols]
