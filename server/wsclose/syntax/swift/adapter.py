"""Swift: its literals, imports and the nodes that hold functions."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_swift
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string, unescape

name = "swift"
family = "swift"
suffixes = (".swift",)
language_ids = ("swift",)
queries = ("swift/outline.scm",)
comment = ("//",)
containers = frozenset({"source_file", "class_declaration", "class_body", "ERROR"})
classes = frozenset({"class_declaration"})
members = {"navigation_expression": ("target", "suffix")}
ambiguous = True  # a text has several trees, and an edit may lead to another one than reading it at once
misbound = frozenset(  # `a == 1 || b == 2` is `a == (1 || b == 2)` in the grammar
    {
        "equality_expression",
        "comparison_expression",
        "conjunction_expression",
        "disjunction_expression",
        "infix_expression",  # `a != b`, at times
    }
)
self_parameter = False
implicit = "$0"
falls_through = "none"
self_names = ("self",)
shares_names = "workspace"


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_swift.language())


NOTHING_TAKEN = re.compile(rb"(case\s+(?:let\s+)?\.\w+)\(\)(?=\s*[:,])")


def mend(text: bytes) -> bytes:
    """`case .success():` is more than the grammar knows, and it gives up on all that is around."""
    return NOTHING_TAKEN.sub(rb"\1  ", text) if b"()" in text else text


def _string(node: Node, text: str, start: int) -> o.Value:
    if not any(child.type == "interpolated_expression" for child in node.named_children):
        return string(node, text, start)
    fixed = b"".join(child.text or b"" for child in node.named_children if child.type != "interpolated_expression")
    return o.String(start, start + len(text.encode()), unescape(fixed.decode("utf-8", "replace")), False)


def _raw(node: Node, text: str, start: int) -> o.Value:
    return o.String(start, start + len(text.encode()), text.strip("#").strip('"'), True)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "integer_literal": number,
    "hex_literal": number,
    "oct_literal": number,
    "bin_literal": number,
    "real_literal": number,
    "line_string_literal": _string,
    "multi_line_string_literal": _string,
    "raw_string_literal": _raw,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(module, "*", "*"): all names of a module are there."""
    for child in node.named_children:
        if child.type == "identifier":
            yield text(child), "*", "*"
