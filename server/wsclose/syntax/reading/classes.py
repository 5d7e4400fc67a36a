"""What stands before the body of a class: its name, its bases, its decorators."""

import re

from tree_sitter import Node

from wsclose.syntax.names import NAMES

HEAD_WORDS = frozenset(
    """
    extends implements where metaclass public protected private internal override with on mixin type
    struct interface end class
    """.split()
)
COMMENT = re.compile(r"(?://|#)[^\n]*|/\*.*?\*/", re.DOTALL)
GENERICS = re.compile(r"<[^<>]*>")
GIVEN = re.compile(r"(?<=\w)\s*\([^()]*\)")  # what a base is constructed with
OWN_PARAMETERS = frozenset({"primary_constructor", "parameter_list", "formal_parameters", "type_parameters", "type_parameter_list"})  # fmt: skip
MAKING = OWN_PARAMETERS - {"type_parameters", "type_parameter_list"}
BASE_LISTS = frozenset({"delegation_specifiers", "base_list"})
EXTENSION = re.compile(rb"(?<!\w)extension\s+\Z")


def body_of_class(node: Node) -> Node | None:
    """The part of a class that holds its members."""
    body = node.child_by_field_name("body")
    return body or next((child for child in node.named_children if child.type.endswith("class_body")), None)


def kind_of_class(source: bytes, node: Node, name_node: Node | None) -> str:
    """Whether a class is only more members of one that stands elsewhere: `extension WebSocket { ... }`."""
    before = source[node.start_byte : name_node.start_byte] if name_node is not None else b""
    return "extension" if EXTENSION.search(before) else "class"


def class_head(
    source: bytes, node: Node, name_node: Node | None, body: Node | None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A class's name, bases and decorators, from what stands before its body."""
    name, after = "", node.start_byte
    if name_node is not None:
        name, after = source[name_node.start_byte : name_node.end_byte].decode("utf-8", "replace"), name_node.end_byte
    until = body.start_byte if body is not None else node.end_byte
    for child in node.named_children:
        if child.type in OWN_PARAMETERS and child.end_byte <= until:
            after = max(after, child.end_byte)
    head = COMMENT.sub("", source[after:until].decode("utf-8", "replace"))
    before = source[node.start_byte : name_node.start_byte if name_node is not None else after]
    decorators = tuple(re.findall(r"@([\w.]+)", before.decode("utf-8", "replace")))
    for pattern in (GENERICS, GIVEN) if any(child.type in BASE_LISTS for child in node.named_children) else (GENERICS,):
        while (less := pattern.sub("", head)) != head:
            head = less
    bases = tuple(base for base in NAMES.findall(head) if base not in HEAD_WORDS)
    return name, bases, decorators
