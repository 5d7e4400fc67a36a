"""JavaScript: its literals, imports and the nodes that hold functions."""

import re
from collections.abc import Callable, Iterable
from functools import cache

import tree_sitter_javascript
from tree_sitter import Language, Node

from wsclose.syntax import outline as o
from wsclose.syntax.literals import number, string

name = "javascript"
family = "javascript"
suffixes = (".js", ".mjs", ".cjs", ".jsx")
language_ids = ("javascript", "javascriptreact")
queries = ("javascript/common.scm", "javascript/outline.scm")
comment = ("//",)
containers = frozenset({"program", "export_statement", "class_declaration", "class_body", "ERROR"})
classes = frozenset({"class_declaration"})
members = {"member_expression": ("object", "property")}
self_parameter = False
falls_through = "all"
loaders = (("require",), ("import",))
around_modules = frozenset(
    {"__importDefault", "__importStar", "__toESM", "_interopRequireDefault", "_interopRequireWildcard"}
)
"""What compilers call on a module that they load: `const ws_1 = __importDefault(require("ws"))`."""
strict_equality = False
has_aliases = True  # of modules, in a tsconfig.json
self_names = ("this",)


@cache
def language(path: str = "") -> Language:
    return Language(tree_sitter_javascript.language())


def _template(node: Node, text: str, start: int) -> o.Value:
    pieces = [child for child in node.named_children if child.type == "template_substitution"]
    if not pieces:
        return o.String(start, start + len(text.encode()), text[1:-1], True)
    base, at, fixed = node.start_byte, 1, []
    encoded = text.encode()
    for piece in pieces:
        fixed.append(encoded[at : piece.start_byte - base])
        at = piece.end_byte - base
    fixed.append(encoded[at:-1])
    return o.String(start, start + len(encoded), b"".join(fixed).decode("utf-8", "replace"), False)


def _constant(node: Node, text: str, start: int) -> o.Value:
    return o.Path(start, start + len(text), (text,), start)


def _nothing(node: Node, text: str, start: int) -> None:
    return None


literals: dict[str, Callable[[Node, str, int], o.Value | None]] = {
    "number": number,
    "string": string,
    "template_string": _template,
    "undefined": _constant,
    "null": _constant,
    "true": _constant,
    "false": _constant,
    "regex": _nothing,
    "jsx_text": _nothing,
    "hash_bang_line": _nothing,
}


def imports(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """(module, exported name, name here); "" is the default export and "*" the whole module as an object."""
    source = node.child_by_field_name("source")
    if source is None:
        yield from _required(node, text)
        return
    module = text(source)[1:-1]
    if node.type == "export_statement":
        yield from _handed_on(node, module, text)
    for clause in node.named_children:
        if clause.type != "import_clause":
            continue
        for part in clause.named_children:
            if part.type == "identifier":
                yield module, "default", text(part)
            elif part.type == "namespace_import":
                yield module, "", text(part.named_children[0])
            elif part.type == "named_imports":
                for specifier in part.named_children:
                    exported, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
                    if exported is not None:
                        yield module, text(exported), text(alias or exported)


def _required(node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """`import WebSocket = require("ws")`, TypeScript's own form."""
    for clause in node.named_children:
        source = clause.child_by_field_name("source") if clause.type == "import_require_clause" else None
        if source is not None:
            yield text(source)[1:-1], "", text(clause.named_children[0])


def _handed_on(node: Node, module: str, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]:
    """What `export ... from "./x"` brings in, to hand it on."""
    for clause in node.named_children:
        if clause.type == "namespace_export":
            yield module, "", text(clause.named_children[0])
        for specifier in clause.named_children if clause.type == "export_clause" else ():
            exported, alias = specifier.child_by_field_name("name"), specifier.child_by_field_name("alias")
            if exported is not None:
                yield module, text(exported), text(alias or exported)
    if any(child.type == "*" for child in node.children):
        yield module, "*", "*"


def hands_on(node: Node) -> bool:
    """Whether what is imported can be imported from here: `export * from "./x"`."""
    return node.type == "export_statement"


def is_whole(node: Node) -> bool:
    """Whether something is read in one piece: `export ... from "./x"` holds no function."""
    return node.type == "export_statement" and node.child_by_field_name("source") is not None


def module_files(module: str, folder: str, roots: tuple[str, ...]) -> Iterable[str]:
    """Where an import leads: relative ones as Node and bundlers look, `@/x` and `~/x` below the sources."""
    if module.startswith("."):
        bases = [f"{folder}/{module}"]
    elif module.startswith(("@/", "~/", "src/", "#/")):
        inner = module.partition("/")[2]
        bases = [f"{root}/{place}{inner}" for root in roots for place in ("src/", "", "app/")]
        bases += [f"{parent}/src/{inner}" for parent in parents(folder)]
    else:
        return
    for base in bases:
        stem = re.sub(r"\.(?:js|mjs|cjs|jsx)$", "", base)
        yield base
        for suffix in (".ts", ".tsx", ".js", ".mjs", ".cjs", ".jsx", ".d.ts"):
            yield stem + suffix
        for suffix in ("ts", "tsx", "js", "mjs"):
            yield f"{base}/index.{suffix}"


def parents(folder: str) -> Iterable[str]:
    """A folder and those around it, innermost first."""
    while folder.count("/") > 1:
        yield folder
        folder = folder.rpartition("/")[0]
