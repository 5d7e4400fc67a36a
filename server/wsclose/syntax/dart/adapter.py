"""Dart: its literals, imports and the nodes that hold functions."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_dart_orchard
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string, unescape, without_deep_nesting

name = "dart"
family = "dart"
suffixes = (".dart",)
language_ids = ("dart",)
queries = ("dart/outline.scm",)
comment = ("//",)
containers = frozenset(
    {"program", "class_definition", "class_body", "mixin_declaration", "extension_declaration", "extension_body", "ERROR"}
)  # fmt: skip
classes = frozenset({"class_definition"})
extensions = {"extension_declaration": "class"}
members = {
    "unconditional_assignable_selector": ("", ""),
    "conditional_assignable_selector": ("", ""),
    "qualified": ("", ""),
}
type_parts = frozenset({"type_identifier", "type_arguments"})  # stand beside each other
self_parameter = False
falls_through = "empty"
self_names = ("this",)
shares_names = "folder"


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_dart_orchard.language())


ASSERTED = re.compile(rb"(?<=[\w\])])(?<!\bis)!(?=\()")


TO_JS = re.compile(rb"\.toJS\b")


def mend(text: bytes) -> bytes:
    """`onClose!(code)` is more than the grammar knows: it sees an error, and the arguments by themselves. So is the
    `.toJS` behind a function; what it gives is, for the browser, the same."""
    if b".toJS" in text:
        text = TO_JS.sub(b"     ", text)
    return without_deep_nesting(ASSERTED.sub(b" ", text) if b"!(" in text else text)


def _string(node: Node, text: str, start: int) -> o.Value:
    pieces = [child for child in node.named_children if child.type == "template_substitution"]
    if not pieces:
        return string(node, text, start)
    encoded, at, fixed = text.encode(), 1, b""
    for piece in pieces:
        fixed += encoded[at : piece.start_byte - node.start_byte]
        at = piece.end_byte - node.start_byte
    return o.String(start, start + len(encoded), unescape((fixed + encoded[at:-1]).decode("utf-8", "replace")), False)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "decimal_integer_literal": number,
    "hex_integer_literal": number,
    "decimal_floating_point_literal": number,
    "string_literal": _string,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(library, "*", "*"), or (library, "", prefix) where it is imported `as` a prefix."""
    for found in node.named_children:
        if found.type == "library_export" and found.named_children:
            yield text(found.named_children[0]).strip("'\""), "*", "*"
        for specification in found.named_children:
            if specification.type != "import_specification" or not specification.named_children:
                continue
            library = text(specification.named_children[0]).strip("'\"")
            prefix = [text(child) for child in specification.named_children if child.type == "identifier"]
            yield (library, "", prefix[0]) if prefix else (library, "*", "*")


def hands_on(node: Node) -> bool:
    """Whether what is imported can be imported from here: `export "x.dart"`."""
    return any(child.type == "library_export" for child in node.named_children)


def module_files(module: str, folder: str, roots: tuple[str, ...]) -> Iterable[str]:
    """Where an import leads: beside the file, or below `lib` for a package of the workspace."""
    if module.startswith("package:"):
        inner = module.partition("/")[2]
        while folder.count("/") > 1:
            yield f"{folder}/lib/{inner}"
            folder = folder.rpartition("/")[0]
        yield from (f"{root}/lib/{inner}" for root in roots)
    elif ":" not in module:
        yield f"{folder}/{module}"
