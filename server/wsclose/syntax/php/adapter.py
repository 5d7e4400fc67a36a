"""PHP: its literals, imports and the nodes that hold functions."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import tree_sitter_php
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.embedded import Scripts
from wsclose.syntax.html.adapter import scripts as scripts_of_page
from wsclose.syntax.literals import number, string, unescape

name = "php"
family = "php"
suffixes = (".php", ".phpt", ".phtml")
language_ids = ("php",)
queries = ("php/outline.scm",)
comment = ("//", "#")
containers = frozenset(
    {"program", "namespace_definition", "compound_statement", "class_declaration", "trait_declaration", "interface_declaration", "declaration_list", "ERROR"}
)  # fmt: skip
classes = frozenset({"class_declaration", "trait_declaration", "interface_declaration"})
members = {
    "member_access_expression": ("object", "name"),
    "nullsafe_member_access_expression": ("object", "name"),
    "scoped_property_access_expression": ("scope", "name"),
    "class_constant_access_expression": ("", ""),
    "qualified_name": ("prefix", "name"),
}
self_parameter = False
falls_through = "all"
strict_equality = False
strict_equality = False
self_names = ("this",)
shares_names = "workspace"
HEADS = {"static": "self", "parent": "super"}


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_php.language_php())


CODE = re.compile(
    rb"<\?(?:php\b|=)[^$?]*+(?:\?(?!>)[^$?]*)*(?P<variable>\$\w++)?[^?]*+(?:\?(?!>)[^?]*)*(?:\?>|\Z)", re.IGNORECASE
)
"""What PHP runs on a page, and the first variable in it."""
DEFINES = re.compile(rb"\b(?:(?:class|trait|interface|enum|namespace)\s+\w|function\s*+\w*+\s*+\()", re.IGNORECASE)


def scripts(text: bytes) -> Scripts | None:
    """The scripts of a page, where its PHP only fills in; None of what is a program of its own.

    `const room = <?= $room ?>;` is read as `const room = $room;`.
    """
    if b"<script" not in text:
        return None
    code = list(CODE.finditer(text))
    if any(DEFINES.search(each[0]) for each in code):
        return None
    # in blanks, so that nothing of it is taken for a tag
    found = scripts_of_page(CODE.sub(lambda each: b" " * len(each[0]), text))
    ranges = tuple(piece for start, end in found.ranges for piece in _around(code, start, end))
    return Scripts(found.language, found.kind, ranges) if any(text[a:b].strip() for a, b in ranges) else None


def _around(code: list[re.Match[bytes]], start: int, end: int) -> Iterator[tuple[int, int]]:
    for each in code:
        if start <= each.start() < end:
            yield start, each.start()
            if each["variable"]:
                yield each.span("variable")
            start = each.end()
    yield start, end


def names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Without the signs of variables; what stands for the class itself as other languages call it."""
    plain = tuple(part.lstrip("$") for part in parts)
    return (HEADS.get(plain[0], plain[0]), *plain[1:])


def _string(node: Node, text: str, start: int) -> o.Value:
    pieces = [child for child in node.named_children if child.type not in ("string_content", "escape_sequence")]
    if not pieces:
        return string(node, text, start)
    fixed = b"".join(child.text or b"" for child in node.named_children if child not in pieces)
    return o.String(start, start + len(text.encode()), unescape(fixed.decode("utf-8", "replace")), False)


def _plain(node: Node, text: str, start: int) -> o.Value:
    return o.String(start, start + len(text.encode()), text[1:-1].replace("\\'", "'").replace("\\\\", "\\"), True)


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text.lower() if text.isupper() else text,), start)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "integer": number,
    "float": number,
    "string": _plain,
    "encapsed_string": _string,
    "boolean": _constant,
    "null": _constant,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(namespace, name in it, name here)."""
    group = node.child_by_field_name("body")
    before = (
        [text(child) for child in node.named_children if child.type == "namespace_name"] if group is not None else []
    )
    for clause in _clauses(group or node):
        alias = clause.child_by_field_name("alias")
        path = text(clause.named_children[0]) if clause.named_children else ""
        namespace, _, last = "\\".join([*before, path]).strip("\\").rpartition("\\")
        if last:
            yield namespace, last, text(alias) if alias is not None else last


def _clauses(node: Node) -> Iterator[Node]:
    for child in node.named_children:
        if child.type == "namespace_use_clause":
            yield child
