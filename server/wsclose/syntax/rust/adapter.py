"""Rust: its literals, imports, macros and the nodes that hold functions."""

from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_rust
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string

name = "rust"
family = "rust"
suffixes = (".rs",)
language_ids = ("rust",)
manifest = "Cargo.toml"
queries = ("rust/outline.scm",)
comment = ("//",)
containers = frozenset({"impl_item", "trait_item", "declaration_list", "mod_item", "ERROR"})
classes = frozenset({"trait_item"})
extensions = {"impl_item": "type"}
holders = frozenset({"mod_item"})
members = {
    "field_expression": ("value", "field"),
    "scoped_identifier": ("path", "name"),
    "scoped_type_identifier": ("path", "name"),
}
self_parameter = False
falls_through = "none"
self_names = ("self",)
shares_names = "folder"


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_rust.language())


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


def _raw(node: Node, text: str, start: int) -> o.Value:
    content = next((child for child in node.named_children if child.type == "string_content"), None)
    value = "" if content is None else (content.text or b"").decode("utf-8", "replace")
    return o.String(start, start + len(text.encode()), value, True)


def _type(node: Node, text: str, start: int) -> o.Value:
    """`CloseFrame<'static>`: its name, without what it holds."""
    parts = names(tuple(text.partition("<")[0].strip().rstrip(":").split("::")))
    return o.Path(start, start + len(text.encode()), parts, start)


def names(parts: tuple[str, ...]) -> tuple[str, ...]:
    """`crate::ws::close`, `super::close`: without what only says where the crate begins."""
    if len(parts) == 1:
        return parts if parts[0][:2] != "r#" else (parts[0][2:],)
    kept = parts
    while len(kept) > 1 and kept[0] in ("crate", "super", ""):
        kept = kept[1:]
    return tuple(part.removeprefix("r#") for part in kept)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "integer_literal": number,
    "float_literal": number,
    "string_literal": string,
    "raw_string_literal": _raw,
    "char_literal": string,
    "boolean_literal": _constant,
    "generic_type": _type,
    "generic_type_with_turbofish": _type,
}

SILENT = frozenset(
    """
    println print eprintln eprint format write writeln info warn error debug trace log panic todo
    unimplemented unreachable bail anyhow ensure event span concat include_str env cfg html sql
    query view
    """.split()
)


def embed(macro: str, tokens: Node) -> bytes | None:
    """The arguments of a macro as code: a tuple, or for `select!` statements, each arm's arrow being the end of one."""
    name = macro.rpartition("::")[2]
    text = tokens.text or b""
    if name in SILENT or len(text) < 6:
        return None
    if not name.endswith("select"):
        inner = text[1:-1].replace(b"|", b",") if name == "matches" else text[1:-1]
        return b"(" + inner + b",)"[: 1 if inner.rstrip().endswith(b",") else 2] if text[:1] in b"([" else text
    code = bytearray(text)
    for child in tokens.children:
        at = child.start_byte - tokens.start_byte
        kind = child.type
        if kind == "=>":
            code[at : at + 2] = b"; "
        elif kind == ",":
            code[at : at + 1] = b";"
        elif kind in ("if", "else"):
            code[at : at + len(kind)] = b" " * len(kind)
    for signal, body, comma in _departures(tokens):
        first, equals, arrow = (one.start_byte - tokens.start_byte for one in signal)
        code[first : equals + 1] = b"if".ljust(equals + 1 - first)
        code[arrow : arrow + 2] = b"  " if body.type == "token_tree" else b" {"
        if body.type != "token_tree":
            code[comma.start_byte - tokens.start_byte : comma.end_byte - tokens.start_byte] = b"}"
    return bytes(code)


def _departures(tokens: Node) -> Iterable[tuple[tuple[Node, Node, Node], Node, Node]]:
    """The arms of a `select!` that only leave what is around it, which they do only if they are chosen:
    `_ = stopped.changed() => break,`, as ((`_`, `=`, `=>`), what is run, what comes after)."""
    parts, first = tokens.children, 1
    for at, one in enumerate(parts[:-2]):
        body, after = parts[at + 1], parts[at + 2]
        if one.type == "=>" and parts[first].text in (b"_", b"()") and parts[first + 1].type == "=":
            block = body.type == "token_tree"
            apart = parts[first + 1].start_byte > parts[first].end_byte and (block or after.type == ",")
            if apart and any(each.type in ("break", "return") for each in (body.children if block else (body,))):
                yield (parts[first], parts[first + 1], one), body, after
        if one.type in (",", ";") or (one.type == "token_tree" and parts[at - 1].type == "=>"):
            first = at + 1 if parts[at + 1].type not in (",", ";") else at + 2


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(module, name, name here); `use a::b::*` brings in all that is in a::b."""
    argument = node.child_by_field_name("argument")
    if argument is not None:
        yield from _used(argument, "", text)


def _used(node: Node, prefix: str, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    path, kind = node.child_by_field_name("path"), node.type
    if kind == "use_as_clause":
        alias = node.child_by_field_name("alias")
        if path is not None and alias is not None:
            yield _last_of(_joined(prefix, text(path)), text(alias))
    elif kind == "scoped_use_list":
        inner = _joined(prefix, text(path)) if path is not None else prefix
        for part in node.named_children:
            if part.type == "use_list":
                yield from _used(part, inner, text)
    elif kind == "use_list":
        for part in node.named_children:
            yield from _used(part, prefix, text)
    elif kind == "use_wildcard":
        yield _joined(prefix, text(node).removesuffix("*").rstrip().removesuffix("::")), "*", "*"
    elif kind == "self":
        yield prefix, "", prefix.rpartition("::")[2]
    elif kind in ("identifier", "scoped_identifier"):
        path_here = _joined(prefix, text(node))
        yield _last_of(path_here, path_here.rpartition("::")[2])


def _last_of(path: str, alias: str) -> tuple[str, str, str]:
    """What an import brings in by a path: what stands last in it, or a crate as a whole (`use tokio_tungstenite as ws`)."""
    module, _, last = path.rpartition("::")
    return (module, last, alias) if module or not last.islower() else (last, "", alias)


def _joined(prefix: str, path: str) -> str:
    clean = "".join(path.split())
    return f"{prefix}::{clean}" if prefix and clean else prefix or clean


def hands_on(node: Node) -> bool:
    """Whether what is imported can be imported from here: `pub use a::*`."""
    return any(child.type == "visibility_modifier" for child in node.named_children)


def in_package(rest: str, folder: str) -> Iterable[str]:
    """Where the rest of a path leads after the name of the crate whose `Cargo.toml` is in a folder."""
    return module_files(f"crate{rest}", f"{folder}/src", ())


def module_files(module: str, folder: str, roots: tuple[str, ...]) -> Iterable[str]:
    """Where a path leads: `crate::a::b` from the nearest `src`, `super::a` from the folder above."""
    head, *rest = module.split("::")
    if head == "crate":
        base = folder
        while base.count("/") > 1 and not base.endswith("/src"):
            base = base.rpartition("/")[0]
        places = [base]
    elif head in ("super", "self"):
        places = [folder, folder.rpartition("/")[0]]
    else:  # a module of this folder, if there is one; else another crate
        places, rest = [folder], [head, *rest]
    least = 0 if head in ("crate", "super", "self") else 1
    for place in places:
        for size in range(len(rest), max(least, len(rest) - 1) - 1, -1):  # the last name may be that of a type
            inner = "/".join([place, *rest[:size]])
            yield f"{inner}.rs"
            yield f"{inner}/mod.rs"
            yield f"{inner}/lib.rs"
