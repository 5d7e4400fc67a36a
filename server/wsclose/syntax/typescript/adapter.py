"""TypeScript and TSX: JavaScript with types."""

from functools import cache

import tree_sitter_typescript
from tree_sitter import Language

from wsclose.syntax.javascript.adapter import (
    around_modules,
    comment,
    falls_through,
    hands_on,
    has_aliases,
    imports,
    is_whole,
    literals,
    loaders,
    members,
    module_files,
    self_names,
    self_parameter,
    strict_equality,
)
from wsclose.syntax.javascript.adapter import containers as javascript_containers

__all__ = [
    "around_modules",
    "comment",
    "falls_through",
    "hands_on",
    "has_aliases",
    "imports",
    "is_whole",
    "literals",
    "loaders",
    "members",
    "module_files",
    "self_names",
    "self_parameter",
    "strict_equality",
]

name = "typescript"
family = "javascript"
suffixes = (".ts", ".mts", ".cts", ".tsx")
language_ids = ("typescript", "typescriptreact")
queries = ("javascript/common.scm", "typescript/outline.scm")
containers = javascript_containers | {"abstract_class_declaration", "internal_module", "module"}
holders = frozenset({"internal_module", "module"})
classes = frozenset({"class_declaration", "abstract_class_declaration"})


@cache
def language(path: str = "") -> Language:
    if path.endswith("x"):
        return Language(tree_sitter_typescript.language_tsx())
    return Language(tree_sitter_typescript.language_typescript())
