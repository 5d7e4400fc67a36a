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
# Parts of constructs that are found by a field (the how many-th in it) or, after a colon, by the type of a child.
parts = {
    "same": (("same.of", "expr", 0), ("same.of", "target", 0)),
    "await": (("await.of", "expr", 0),),
    "cast": (("cast.of", "expr", 0), ("cast.type", "name", 0)),
    "prefix": (("prefix.of", "target", 0),),
    "choice": (("choice.test", "condition", 0), ("choice.then", "if_true", 0), ("choice.else", "if_false", 0)),
    "either": (("either.of", "value", 0), ("either.of", "if_nil", 0)),
    "operation": (("operation.of", "lhs", 0), ("operation.of", "start", 0), ("operation.of", "rhs", 0), ("operation.of", "end", 0)),
    "pairs": (("pairs.key", "key", -1), ("pairs.value", "value", -1)),
    "declare": (("bind.target", "name", -1), ("bind.value", "value", -1), ("bind.value", "raw_value", -1), ("bind.value", "computed_value", 0)),
    "bind": (("bind.target", "target", 0), ("bind.sign", "operator", 0), ("bind.value", "result", 0)),
    "function": (("function.name", "name", 0), ("function.returns", "name", 1), ("function.body", "body", 0), ("function.body", ":statements", 0)),
    "parameter": (("parameter.label", "external_name", 0), ("parameter.name", "name", 0), ("parameter.type", "name", 1)),
    "class": (("class.name", "name", 0), ("class.body", "body", 0)),
    "enum": (("class.name", "name", 0), ("class.body", "body", 0)),
    "switch": (("switch.subject", "expr", 0),),
    "arm": (("arm.body", ":statements", 0),),
    "loop": (("loop.target", "item", 0), ("loop.of", "collection", 0), ("loop.test", "condition", -1), ("loop.body", ":statements", 0)),
    "try": (("try.body", ":statements", 0),),
    "catch": (("catch.body", ":statements", 0),),
    "return": (("return.value", "result", 0),),
}  # fmt: skip
self_parameter = False
falls_through = False
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
