"""C text as the checks need it: without comments and literals, cut into functions and statements."""
import re

TOKEN = re.compile(r"[A-Za-z_]\w*|[0-9][\w.]*|[^\s\w]")
LITERAL = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
DIRECTIVE = re.compile(r"^[ \t]*#(?:\\\n|[^\n])*", re.MULTILINE)
CONTROLS = {"if", "for", "while", "switch"}


def blank(match):
    """The same number of lines, nothing on them; a literal keeps its quotes."""
    text = match.group(0)
    mark = text[0] * 2 if text[0] in "\"'" else ""
    return mark + " " * (len(text.split("\n")[0]) - len(mark)) + "\n" * text.count("\n")


def strip(text):
    """Comments and the insides of literals become blanks; line numbers stay."""
    return LITERAL.sub(blank, text)


def code(text):
    """As strip, without preprocessor lines."""
    return DIRECTIVE.sub(blank, strip(text))


def tokens(text):
    """(token, line) pairs of stripped text."""
    found, line, at = [], 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        found.append((match.group(0), line))
    return found


def closing(toks, at):
    """The index behind the bracket that closes the one at `at`."""
    depth = 0
    while at < len(toks):
        depth += (toks[at][0] in "([{") - (toks[at][0] in ")]}")
        at += 1
        if depth == 0:
            break
    return at


def declarations(toks):
    """Top-level pieces: (tokens up to `;` or a body, tokens of the body or None)."""
    at = start = 0
    while at < len(toks):
        word = toks[at][0]
        if word == ";":
            yield toks[start:at], None
            at = start = at + 1
        elif word == "{":
            end = closing(toks, at)
            if at > start and toks[at - 1][0] == ")":
                yield toks[start:at], toks[at:end]
                at = start = end
            else:
                at = end
        elif word in "([":
            at = closing(toks, at)
        else:
            at += 1


def declared_function(toks):
    """(name, line) of the function that a declaration is about, or None."""
    words = [word for word, _ in toks]
    if "typedef" in words or "=" in words:
        return None
    at = 0
    while at + 2 < len(toks):
        word, line = toks[at]
        if word == "{":
            at = closing(toks, at)
        elif words[at + 1] != "(" or words[at + 2] == "*":
            at += 1
        elif word.isupper() or word.startswith("__") or not re.match(r"[A-Za-z]", word):
            at = closing(toks, at + 1)
        else:
            return word, line
    return None


def functions(text):
    """(name, first line, last line, body tokens) of every definition."""
    for head, body in declarations(tokens(code(text))):
        function = declared_function(head)
        if body and function:
            yield function[0], function[1], body[-1][1], body


def statement(toks, at, depth, deepest):
    """Walks one statement; returns the index behind it. `deepest` is [depth, line]."""
    word, line = toks[at]
    if depth > deepest[0]:
        deepest[:] = [depth, line]
    if word == "{":
        end = closing(toks, at) - 1
        at += 1
        while at < end:
            at = statement(toks, at, depth, deepest)
        return end + 1
    if word in CONTROLS:
        at = statement(toks, closing(toks, at + 1), depth + 1, deepest)
        if word == "if" and at < len(toks) and toks[at][0] == "else":
            is_chain = toks[at + 1][0] == "if"
            return statement(toks, at + 1, depth if is_chain else depth + 1, deepest)
        return at
    if word == "do":
        at = statement(toks, at + 1, depth + 1, deepest)
    while at < len(toks) and toks[at][0] not in (";", ":", "}"):
        if toks[at][0] == "?":
            while toks[at][0] != ";":
                at = closing(toks, at) if toks[at][0] in "([{" else at + 1
            break
        at = closing(toks, at) if toks[at][0] in "([{" else at + 1
    return at + 1


def nesting(body):
    """(levels below the function's body, line of the deepest statement)."""
    deepest = [0, body[0][1]]
    statement(body, 0, 0, deepest)
    return deepest
