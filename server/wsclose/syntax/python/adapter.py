"""Python: its literals, imports and the nodes that hold functions."""

from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_python
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import QUOTES, number, string, unescape

name = "python"
family = "python"
suffixes = (".py", ".pyi", ".pyw")
language_ids = ("python",)
queries = ("python/outline.scm",)
comment = ("#",)
containers = frozenset({"module", "class_definition", "block", "ERROR"})
classes = frozenset({"class_definition"})
members = {"attribute": ("object", "attribute"), "dotted_name": ("", "")}
self_parameter = True
falls_through = "none"
getters = (("getattr",),)
self_names = ()


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_python.language())


def _string(node: Node, text: str, start: int) -> o.Value:
    pieces = [child for child in node.named_children if child.type == "interpolation"]
    if not pieces:
        return string(node, text, start)
    encoded, base = text.encode(), node.start_byte
    quote = QUOTES.match(text)
    at = quote.end() if quote else 0
    fixed = []
    for piece in pieces:
        fixed.append(encoded[at : piece.start_byte - base])
        at = piece.end_byte - base
    fixed.append(encoded[at : len(encoded) - (len(quote[1]) if quote else 0)])
    return o.String(start, start + len(encoded), unescape(b"".join(fixed).decode("utf-8", "replace")), False)


def _concatenated(node: Node, text: str, start: int) -> o.Value:
    pieces = [_string(child, child.text.decode("utf-8", "replace"), 0) for child in node.named_children if child.type == "string" and child.text]  # fmt: skip
    strings = [piece for piece in pieces if isinstance(piece, o.String)]
    value = "".join(piece.value for piece in strings)
    return o.String(start, start + len(text.encode()), value, all(piece.exact for piece in strings))


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "integer": number,
    "float": number,
    "string": _string,
    "concatenated_string": _concatenated,
    "true": _constant,
    "false": _constant,
    "none": _constant,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(module, name, name here); name "" binds the module itself, "*" all that is in it."""
    if node.type == "import_statement":
        for part in node.named_children:
            if part.type == "aliased_import":
                module, alias = part.child_by_field_name("name"), part.child_by_field_name("alias")
                if module is not None and alias is not None:
                    yield text(module), "", text(alias)
            else:
                yield text(part), "", text(part)
        return
    source = node.child_by_field_name("module_name")
    if source is None:
        return
    module_name = text(source)
    for part in node.named_children:
        if part.id == source.id:
            continue
        if part.type == "wildcard_import":
            yield module_name, "*", "*"
        elif part.type == "aliased_import":
            given, alias = part.child_by_field_name("name"), part.child_by_field_name("alias")
            if given is not None and alias is not None:
                yield module_name, text(given), text(alias)
        elif part.type == "dotted_name":
            yield module_name, text(part), text(part)


def hands_on(node: Node) -> bool:
    """Whether what is imported can be imported from here: always."""
    return True


def module_files(module: str, folder: str, roots: tuple[str, ...]) -> Iterable[str]:
    """Where an import leads: relative ones from the file's package, others from every folder above it."""
    dots = len(module) - len(module.lstrip("."))
    path = module.lstrip(".").replace(".", "/")
    if dots:
        places = [folder + "/.." * (dots - 1)]
    else:
        places = [folder]
        while folder.count("/") > 1 and folder not in roots:
            folder = folder.rpartition("/")[0]
            places.append(folder)
        places += [f"{root}/{inner}" for root in roots for inner in ("src", "server", "backend", "lib")]
    for place in places:
        if path:
            yield f"{place}/{path}.py"
        yield f"{place}/{path}/__init__.py" if path else f"{place}/__init__.py"
