"""Java: its literals, imports and the nodes that hold methods."""

from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_java
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string

name = "java"
family = "java"
suffixes = (".java",)
language_ids = ("java",)
queries = ("java/outline.scm",)
comment = ("//",)
containers = frozenset(
    {"class_declaration", "interface_declaration", "record_declaration", "class_body", "interface_body", "formal_parameters", "ERROR"}
)  # fmt: skip
classes = frozenset({"class_declaration", "interface_declaration", "record_declaration"})
members = {
    "field_access": ("object", "field"),
    "scoped_identifier": ("scope", "name"),
    "scoped_type_identifier": ("", ""),
    "method_reference": ("", ""),
}
self_parameter = False
falls_through = "all"
self_names = ("this",)
shares_names = "workspace"


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_java.language())


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


def _type(node: Node, text: str, start: int) -> o.Value:
    """`AtomicReference<WebSocket>`: its name, without what it holds."""
    parts = tuple(text.partition("<")[0].strip().split("."))
    return o.Path(start, start + len(text.encode()), parts, start)


def _text(node: Node, text: str, start: int) -> o.Value:
    return o.String(start, start + len(text.encode()), text[3:-3] if text.startswith('"""') else text[1:-1], True)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "decimal_integer_literal": number,
    "hex_integer_literal": number,
    "octal_integer_literal": number,
    "binary_integer_literal": number,
    "decimal_floating_point_literal": number,
    "string_literal": string,
    "character_literal": _text,
    "null_literal": _constant,
    "true": _constant,
    "false": _constant,
    "generic_type": _type,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(package or class, name, name here); `import a.b.*` brings in all that is in a.b, and so does `package a.b`."""
    for part in node.named_children:
        if part.type in ("scoped_identifier", "identifier"):
            whole = "".join(text(part).split())
            if node.type == "package_declaration" or any(child.type == "asterisk" for child in node.named_children):
                yield whole, "*", "*"
            else:
                module, _, last = whole.rpartition(".")
                yield module, last, last
