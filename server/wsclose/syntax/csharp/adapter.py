"""C#: its literals, imports and the nodes that hold methods."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_c_sharp
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string, without_deep_generics

name = "csharp"
family = "csharp"
suffixes = (".cs",)
language_ids = ("csharp",)
queries = ("csharp/outline.scm",)
comment = ("//",)
containers = frozenset(
    {
        "class_declaration", "struct_declaration", "interface_declaration", "record_declaration", "namespace_declaration", "declaration_list",
        "file_scoped_namespace_declaration", "global_statement", "parameter_list", "preproc_if", "preproc_else", "preproc_elif", "ERROR",
    }
)  # fmt: skip
classes = frozenset({"class_declaration", "struct_declaration", "interface_declaration", "record_declaration"})
members = {
    "member_access_expression": ("expression", "name"),
    "conditional_access_expression": ("condition", ""),
    "qualified_name": ("qualifier", "name"),
}
self_parameter = False
falls_through = "empty"
self_names = ("this",)
shares_names = "workspace"
mend = without_deep_generics


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_c_sharp.language())


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


def _type(node: Node, text: str, start: int) -> o.Value:
    """`Dictionary<int, string>`: its name, without what it holds."""
    return o.Path(start, start + len(text.encode()), (text.partition("<")[0].strip(),), start)


def _raw(node: Node, text: str, start: int) -> o.Value:
    body = re.sub(r'^[@$]*("""+|")|("""+|")(u8)?$', "", text)
    return o.String(start, start + len(text.encode()), body.replace('""', '"'), True)


def _interpolated(node: Node, text: str, start: int) -> o.Value:
    fixed = b"".join(child.text or b"" for child in node.named_children if child.type == "string_content")
    exact = all(child.type != "interpolation" for child in node.named_children)
    return o.String(start, start + len(text.encode()), fixed.decode("utf-8", "replace"), exact)


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "integer_literal": number,
    "real_literal": number,
    "string_literal": string,
    "verbatim_string_literal": _raw,
    "raw_string_literal": _raw,
    "interpolated_string_expression": _interpolated,
    "character_literal": string,
    "null_literal": _constant,
    "boolean_literal": _constant,
    "default_expression": _constant,
    "this": _constant,
    "generic_name": _type,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(namespace or class, name, name here); `using A.B;` brings in all that is in A.B."""
    alias = node.child_by_field_name("name")
    for part in node.named_children:
        if part.type in ("qualified_name", "identifier") and (alias is None or part.id != alias.id):
            whole = "".join(text(part).split())
            if alias is None:
                yield whole, "*", "*"
            else:
                module, _, last = whole.rpartition(".")
                yield module, last, text(alias)
