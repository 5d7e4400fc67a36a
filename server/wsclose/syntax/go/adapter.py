"""Go: its literals, imports and the nodes that hold functions."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_go
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string

name = "go"
family = "go"
suffixes = (".go",)
language_ids = ("go",)
manifest = "go.mod"
own_tests = "_test.go"  # of a package, in it, and so without an import of it
queries = ("go/outline.scm",)
comment = ("//",)
containers = frozenset(
    {"source_file", "import_declaration", "import_spec_list", "const_declaration", "var_declaration", "var_spec_list", "type_declaration", "ERROR"}
)  # fmt: skip
classes: frozenset[str] = frozenset()
members = {"selector_expression": ("operand", "field"), "qualified_type": ("package", "name")}
self_parameter = False
falls_through = "none"
self_names = ()
shares_names = "folder"  # the files of a package


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_go.language())


def _raw(node: Node, text: str, start: int) -> o.Value:
    return o.String(start, start + len(text.encode()), text[1:-1], True)


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "int_literal": number,
    "float_literal": number,
    "interpreted_string_literal": string,
    "raw_string_literal": _raw,
    "nil": _constant,
    "true": _constant,
    "false": _constant,
    "iota": _constant,
}
VERSION = re.compile(r"^v\d+$|^\d+$")
NAME = re.compile(r"\w+")


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(module, "", name here); the name is the last part of the path that is not a version, as `goimports` reads it:
    `centrifuge` of `centrifuge-go`, `slack` of `go-slack`, `yaml` of `yaml.v3`."""
    path, alias = node.child_by_field_name("path"), node.child_by_field_name("name")
    if path is None:
        return
    module = text(path).strip('"`')
    if alias is not None and text(alias) == ".":
        yield module, "*", "*"
        return
    parts = [part for part in module.split("/") if not VERSION.match(part)] or [module]
    guess = NAME.match(parts[-1].removeprefix("go-"))
    yield module, "", text(alias) if alias is not None else guess[0] if guess is not None else parts[-1]


def is_whole(node: Node) -> bool:
    """Whether a declaration's constants count up, so that each depends on those before it."""
    return node.type == "const_declaration" and b"iota" in (node.text or b"")


def counted(statements: Iterable[o.Statement]) -> Iterable[o.Statement]:
    """Constants with the numbers that `iota` makes them; one without a value repeats the expression before it."""
    iota, repeated, kind = 0, None, ""
    for bind in statements:
        if not isinstance(bind, o.Bind):
            yield bind
            continue
        repeats = bind.value is None
        if not repeats:
            repeated, kind = bind.value, bind.type
        value = _counted(repeated, iota)
        iota += 1
        if value is None or repeated is None or isinstance(repeated, o.Number) or o.name_of(bind.target) == "_":
            yield bind
            continue
        place = bind.target if repeats else repeated
        made = o.Number(place.start, place.end, value, str(value))
        yield o.Bind(bind.start, bind.end, bind.target, made, kind, bind.declares, bind.operator)


def _counted(value: o.Value | None, iota: int) -> int | None:
    if isinstance(value, o.Number):
        return value.value
    if isinstance(value, o.Path) and value.parts == ("iota",):
        return iota
    if isinstance(value, o.Call) and len(value.arguments) == 1:  # websocket.StatusCode(4000 + iota)
        return _counted(value.arguments[0].value, iota)
    if isinstance(value, o.Operation) and value.operator in ("+", "-") and len(value.operands) == 2:
        left, right = (_counted(operand, iota) for operand in value.operands)
        if left is not None and right is not None:
            return left + right if value.operator == "+" else left - right
    return None


def in_package(rest: str, folder: str) -> Iterable[str]:
    """Where the rest of an import leads after the name of the module whose `go.mod` is in a folder."""
    yield f"{folder}{rest}/"


def module_files(module: str, folder: str, roots: tuple[str, ...]) -> Iterable[str]:
    """Where an import leads: the end of its path is a folder below a root, or below a folder above this one."""
    parts = module.split("/")
    if "." not in parts[0]:
        return
    places = [*roots]
    while folder.count("/") > 1:
        places.append(folder)
        folder = folder.rpartition("/")[0]
    for start in range(1, min(len(parts), 7)):
        for place in dict.fromkeys(places):
            yield f"{place}/{'/'.join(parts[start:])}/"
