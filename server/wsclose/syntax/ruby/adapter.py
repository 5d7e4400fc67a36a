"""Ruby: its literals, imports and the nodes that hold functions."""

from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_ruby
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string, unescape

name = "ruby"
family = "ruby"
suffixes = (".rb", ".rake", ".ru", ".gemspec")
language_ids = ("ruby",)
queries = ("ruby/outline.scm",)
comment = ("#",)
containers = frozenset({"program", "module", "class", "singleton_class", "body_statement", "ERROR"})
classes = frozenset({"class", "module"})
members = {"call": ("receiver", "method"), "scope_resolution": ("scope", "name")}
self_parameter = False
falls_through = "none"
semicolons_separate = True  # `def code; 1002; end` gives 1002 back
self_names = ("self",)
shares_names = "folder"
asserts = ""  # `connect!` and `open?` are names


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_ruby.language())


def names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """`@ws` is a field of the object around: ("@", "ws"). (`::WebSocket` becomes ("", "WebSocket"), as everywhere.)
    `_1` is what `it` is, a block's only parameter."""
    if parts[0] == "_1":
        return ("it", *parts[1:])
    return ("@", parts[0].lstrip("@"), *parts[1:]) if parts[0].startswith("@") else parts


def _string(node: Node, text: str, start: int) -> o.Value:
    pieces = [child for child in node.named_children if child.type == "interpolation"]
    if not pieces:
        return string(node, text, start)
    fixed = b"".join(child.text or b"" for child in node.named_children if child.type == "string_content")
    return o.String(start, start + len(text.encode()), unescape(fixed.decode("utf-8", "replace")), False)


def _symbol(node: Node, text: str, start: int) -> o.Value:
    return o.String(start, start + len(text.encode()), text.lstrip(":").strip("\"'"), True)


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "integer": number,
    "float": number,
    "string": _string,
    "simple_symbol": _symbol,
    "delimited_symbol": _symbol,
    "true": _constant,
    "false": _constant,
    "nil": _constant,
    "self": _constant,
    "super": _constant,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(module, "*", "*"): what is required defines names of its own."""
    given = node.child_by_field_name("arguments")
    if given is not None and given.named_children:
        yield text(given.named_children[0]).strip("\"'"), "*", "*"


def module_files(module: str, folder: str, roots: tuple[str, ...]) -> Iterable[str]:
    """Where a `require` leads: beside the file, or below the `lib` of a folder around it."""
    name = module.removesuffix(".rb")
    yield f"{folder}/{name}.rb"
    while not name.startswith(".") and folder.count("/") > 1:
        yield f"{folder}/lib/{name}.rb"
        folder = folder.rpartition("/")[0]
