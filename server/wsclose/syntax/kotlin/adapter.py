"""Kotlin: its literals, imports and the nodes that hold functions."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_kotlin
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import QUOTES, number, string, unescape, without_deep_nesting

name = "kotlin"
family = "kotlin"
suffixes = (".kt", ".kts")
language_ids = ("kotlin",)
queries = ("kotlin/outline.scm",)
comment = ("//",)
containers = frozenset(
    {"class_declaration", "object_declaration", "companion_object", "class_body", "primary_constructor", "class_parameters", "ERROR"}
)  # fmt: skip
classes = frozenset({"class_declaration", "object_declaration"})
members = {"navigation_expression": ("", ""), "callable_reference": ("", "")}
self_parameter = False
falls_through = "none"
self_names = ("this",)
shares_names = "workspace"


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_kotlin.language())


MODIFIER = re.compile(rb"\b(?:internal|private|protected|public)(?=\s+constructor\b)")
OPEN = re.compile(rb"(?m)^([ \t]*)open(?=[ \t]*=|\.)|(?<== )open(?=\.)|(?<![\w.])(?<!fun )open(?=[ \t]*(?:\(|[+-]=))")


SUSPEND = re.compile(rb"\bsuspend(?=\s*\{)")
CLAUSE = re.compile(rb"(?<=\})[ \t]*[\r\n][ \t\r\n]*(?=(?:catch|finally)\b)")


def mend(text: bytes) -> bytes:
    """What the grammar makes one long error of, otherwise written and no longer: `internal` before a constructor on a line
    of its own, `open` as the name of a variable or of what is called, `suspend` before a block. A second `catch`, or a `finally` after one, on a
    line of its own would be a call. And an end of line at the end: without one the grammar's scanner never comes back from an annotation that is
    the last word."""
    if b"constructor" in text:
        text = MODIFIER.sub(lambda found: b" " * len(found[0]), text)
    if b"suspend" in text:
        text = SUSPEND.sub(b"       ", text)
    if b"catch" in text:
        text = CLAUSE.sub(lambda found: b" " * len(found[0]), text)
    if b"open" in text:
        text = OPEN.sub(lambda found: found[0][:-4] + b"oPen", text)
    return without_deep_nesting(text) + b"\n"


def _string(node: Node, text: str, start: int) -> o.Value:
    """A string; `$name` is a piece of content of its own, `${...}` an interpolation."""
    pieces = node.named_children
    contents = [child.text or b"" for child in pieces if child.type == "string_content"]
    if all(child.type != "interpolation" for child in pieces) and b"$" not in contents:
        return string(node, text, start)
    fixed = b"".join(
        content for place, content in enumerate(contents) if content != b"$" and b"$" not in contents[place - 1 : place]
    )
    raw = QUOTES.match(text)
    value = fixed.decode("utf-8", "replace")
    return o.String(start, start + len(text.encode()), value if raw and raw[1] == '"""' else unescape(value), False)


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


def _this(node: Node, text: str, start: int) -> o.Value:
    """`this`, `this@Feed` of a class around, `this@launch` of a block."""
    this, _, of = text.partition("@")
    return o.Path(start, start + len(text.encode()), (of, this) if of[:1].isupper() else (this,), start)


def _type(node: Node, text: str, start: int) -> o.Value:
    """A type where something of it is made: its name, without what it holds."""
    parts = tuple(text.partition("<")[0].rstrip("?").strip().split("."))
    return o.Path(start, start + len(text.encode()), parts, start)


def names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """`::close` is `close`."""
    return tuple(part for part in parts if part) or parts


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "number_literal": number,
    "float_literal": number,
    "string_literal": _string,
    "multiline_string_literal": _string,
    "character_literal": string,
    "this_expression": _this,
    "user_type": _type,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(package or class, name, name here); `import a.b.*` brings in all that is in a.b, and so does `package a.b`."""
    path = next((child for child in node.named_children if child.type == "qualified_identifier"), None)
    if path is None:
        return
    whole = "".join(text(path).split())
    if node.type == "package_header" or text(node).rstrip().endswith("*"):
        yield whole, "*", "*"
        return
    module, _, last = whole.rpartition(".")
    alias = next((child for child in node.named_children if child.type == "identifier"), None)
    yield module, last, text(alias) if alias is not None else last
