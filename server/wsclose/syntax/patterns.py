"""Queries that compile at once, and that are asked about a node only when it is read.

Compiling a tree-sitter pattern costs milliseconds, up to thirty in a large grammar, and a language has fifty of them.
Most say no more than "this node, and these fields of it". Such a pattern is a row in a table by the kind of node; only
what says more is compiled and searched for.
"""

import re
from typing import NamedTuple

from tree_sitter import Language, Node, Query

TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[()\[\]]|@[\w.]+|[\w.-]*\w:|#[\w?-]+|![\w-]+|\w[\w-]*|[?*+.]|\S')
COMMENT = re.compile(r";[^\n]*")


class Part(NamedTuple):
    """One child of a simple pattern."""

    field: str  # "" for a child without one
    kind: str  # the type that it must have, "" for any named node, "*" for any node at all
    texts: frozenset[str]  # what it must be, for operators; empty for anything
    capture: str  # "" when only its presence counts
    optional: bool
    place: int  # among the named children, -1 for any of them


class Simple(NamedTuple):
    """A pattern that is a node and its direct children."""

    kind: str  # the construct
    parts: tuple[Part, ...]

    def captures(self, node: Node) -> "dict[str, list[Node]] | None":
        """The parts of a node, None when it lacks one that the pattern asks for."""
        found: dict[str, list[Node]] = {self.kind: [node]}
        for part in self.parts:
            if part.field:
                children = node.children_by_field_name(part.field)
            elif part.place >= 0:
                named = [child for child in node.named_children if not child.is_extra]
                children = named[part.place : part.place + 1]
            else:
                children = [child for child in node.named_children if not child.is_extra]
            if part.kind != "*" and not part.texts:
                children = [child for child in children if child.is_named and part.kind in ("", child.type)]
            elif part.texts:
                children = [child for child in children if (child.type) in part.texts]
            if not children:
                if part.optional:
                    continue
                return None
            if part.capture:
                found.setdefault(part.capture, []).extend(children)
        return found


Ranked = tuple[tuple[int, Simple], ...]
"""Patterns with their places in the query."""


class Patterns:
    """A language's patterns. `places` says where each pattern of `query` stands among all of them."""

    def __init__(self, query: Query | None, places: list[int], simple: dict[str, list[tuple[int, Simple]]]) -> None:
        self.query, self.places = query, places
        self._by_type: dict[str, Ranked] = {name: tuple(ranked) for name, ranked in simple.items()}
        self.simple: dict[int, Ranked] = {}
        """By the number of a kind of node, as far as nodes of it have been met."""

    def simple_of(self, node: Node) -> Ranked:
        """The simple patterns that a node may fit, which `simple` has from now on."""
        found = self.simple[node.kind_id] = self._by_type.get(node.type, ()) if node.is_named else ()
        return found


def compile_patterns(grammar: Language, text: str) -> Patterns:
    """Raises `tree_sitter.QueryError` for what the grammar does not know."""
    compiled: list[str] = []
    places: list[int] = []
    simple: dict[str, list[tuple[int, Simple]]] = {}
    for place, pattern in enumerate(split(COMMENT.sub("", text))):
        node, plan = read(TOKEN.findall(pattern))
        if plan is None or not _is_kind(grammar, node):
            compiled.append(pattern)
            places.append(place)
            continue
        for part in plan.parts:
            if part.field and grammar.field_id_for_name(part.field) is None:
                raise ValueError(f"no field is called {part.field!r}")
        simple.setdefault(node, []).append((place, plan))
    return Patterns(Query(grammar, "\n".join(compiled)) if compiled else None, places, simple)


def _is_kind(grammar: Language, name: str) -> bool:
    """Whether nodes are of this type themselves, and not of one that it stands for."""
    identifier = grammar.id_for_node_kind(name, True)
    return identifier is not None and grammar.node_kind_is_visible(identifier)


def split(text: str) -> list[str]:
    """The patterns of a query, each with its captures and predicates."""
    found: list[str] = []
    depth, start, quoted = 0, 0, False
    for place, character in enumerate(text):
        if character == '"' and text[place - 1] != "\\":
            quoted = not quoted
        if quoted:
            continue
        if character in "([":
            if depth == 0 and text[start:place].strip():
                found.append(text[start:place].strip())
                start = place
            depth += 1
        elif character in ")]":
            depth -= 1
    if text[start:].strip():
        found.append(text[start:].strip())
    return found


NOT_SIMPLE: tuple[str, None] = ("", None)


def read(tokens: list[str]) -> tuple[str, Simple | None]:
    """(node type, plan) of a pattern that is a node with direct children and one capture; (_, None) of another."""
    if len(tokens) < 4 or tokens[0] != "(" or not tokens[-1].startswith("@") or "." in tokens[-1] or tokens[-2] != ")":
        return NOT_SIMPLE
    node, kind, inner = tokens[1], tokens[-1][1:], tokens[2:-2]
    if not re.fullmatch(r"\w+", node) or node == "_" or any(token[0] in "#!" for token in inner):
        return NOT_SIMPLE
    parts: list[Part] = []
    anchored = True  # whether the children so far are tied to the beginning
    loose = place = index = 0
    while index < len(inner):
        field, following = "", False
        if inner[index] == ".":
            following, index = True, index + 1
        if index < len(inner) and inner[index].endswith(":"):
            field, index = inner[index][:-1], index + 1
        if index >= len(inner):
            return NOT_SIMPLE
        wanted, texts = "", frozenset[str]()
        if inner[index] == "(" and index + 2 < len(inner) and inner[index + 2] == ")":
            wanted = "" if inner[index + 1] == "_" else inner[index + 1]
            index += 3
        elif inner[index] == "_":
            wanted, index = "*", index + 1
        elif inner[index] == "[":
            end = inner.index("]", index)
            options = inner[index + 1 : end]
            if not all(option.startswith('"') for option in options):
                return NOT_SIMPLE
            texts, index = frozenset(option[1:-1] for option in options), end + 1
        elif inner[index].startswith('"') and field:
            texts, index = frozenset({inner[index][1:-1]}), index + 1
        else:
            return NOT_SIMPLE
        optional = index < len(inner) and inner[index] in "?*"
        if index < len(inner) and inner[index] in "?*+":
            index += 1
        capture = ""
        if index < len(inner) and inner[index].startswith("@"):
            capture, index = inner[index][1:], index + 1
        at = -1
        if not field:
            if following and anchored and not optional:
                at, place = place, place + 1
            elif following or (parts and not wanted):
                return NOT_SIMPLE
            else:
                loose += 1
                anchored = False
        elif following:
            return NOT_SIMPLE
        parts.append(Part(field, wanted, texts, capture, optional, at))
    mixed = len({part.field == "" for part in parts}) > 1
    if loose > 1 or (mixed and not all(part.field or part.kind for part in parts)):
        return NOT_SIMPLE  # which child a part without a field or a type is then depends on the others
    return node, Simple(kind, tuple(parts))
