"""Nodes of a syntax tree: their text, their place, what the query calls them, and what is read of them."""

import re
from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Protocol

from tree_sitter import Language, Node, Query, QueryCursor

from wsclose.syntax import outline as o
from wsclose.syntax.patterns import Patterns

MAX_START_DEPTH = 400  # of nodes below a unit; matching is quadratic in the depth
MATCH_LIMIT = 1024  # states a query keeps at once; without a bound some input makes it quadratic
MAX_DEPTH = 100  # of nested expressions; what lies deeper is not looked at

NAME = r"[$@#]*(?:[^\W\d]|\$)[\w$]*"
PATH = re.compile(rf"[&*]?(?:::|\\)?(?:{NAME})(?:\s*(?:\?\.|&\.|!!?\.|\.|::|->|\?->|\\)\s*(?:{NAME}|\d+))*[!?]?")
SPLIT = re.compile(r"\s*(?:\\|\?\.|&\.|!!?\.|\.|::|\?->|->)\s*")

Captures = dict[str, list[Node]]
Construct = tuple[str, Captures]


class Adapter(Protocol):
    """What a language adds to its query."""

    name: str
    comment: tuple[str, ...]  # what starts a comment to the end of the line
    containers: frozenset[str]  # nodes that are opened to find the units inside
    classes: frozenset[str]  # containers that are classes
    members: dict[str, tuple[str, str]]  # node of a member access -> fields of the object and of the name
    literals: dict[str, Callable[[Node, str, int], o.Value | None]]  # node -> reader(node, text, start)
    self_parameter: bool  # whether a method's first parameter is its object (Python)
    falls_through: str  # which arms of a switch run on into the next: "all" that nothing leaves, "empty" ones, "none"

    def language(self, path: str) -> Language: ...
    def imports(self, node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]: ...
    def embed(self, name: str, tokens: Node) -> bytes | None: ...  # where the query has @embedded


def lengthened(value: o.Value, name: str, last: int, end: int) -> o.Value:
    """Gives a name to what stands last, whose it is: C#'s grammar takes `x is A or B.C ? y : z` for `(x is A or B).C`."""
    if isinstance(value, o.Path):
        return o.Path(value.start, end, (*value.parts, name), last)
    if isinstance(value, o.Operation):
        operands = (*value.operands[:-1], lengthened(value.operands[-1], name, last, end))
        return o.Operation(value.start, end, value.operator, operands)
    if isinstance(value, o.Either) and value.test is None:
        return o.Either(value.start, end, (*value.options[:-1], lengthened(value.options[-1], name, last, end)))
    return o.Member(value.start, end, value, name, last)


class Core:
    """What all readers share. One reads one unit: `source` is the whole file's text and `base` where the unit starts."""

    readers: ClassVar[dict[str, Callable[[Any, Node, Captures], o.Statement | list[o.Statement] | None]]] = {}

    def __init_subclass__(cls) -> None:
        """A method that is called `read_` and the name of a construct reads it."""
        cls.readers = {name.removeprefix("read_"): getattr(cls, name) for name in dir(cls) if name.startswith("read_")}

    def __init__(self, adapter: Adapter, wanted: Patterns, source: bytes, node: Node, base: int) -> None:
        self.adapter, self.source, self.base = adapter, source, base
        self.loaders: tuple[tuple[str, ...], ...] = getattr(adapter, "loaders", ())  # functions that load a module
        self.around_modules: frozenset[str] = getattr(adapter, "around_modules", frozenset())
        self.getters: tuple[tuple[str, ...], ...] = getattr(
            adapter, "getters", ()
        )  # functions that read a named member
        self.targets: list[o.Value] = []  # of the cascades around
        self.names: Callable[[tuple[str, ...]], tuple[str, ...]] = getattr(adapter, "names", tuple)
        self.asserts: str = getattr(adapter, "asserts", "!?")  # signs behind a name that are no part of it: `socket!`
        self.patterns, self.depth, self.embedded = wanted, 0, 0
        self.simple = wanted.simple
        self.retried = False  # whether what has been read of a `try` begins it anew
        self.back: dict[int, str] = {}  # the jumps back to a label that makes a loop, and what each is in it
        self.constructs: dict[int, Construct | None] = {}
        self.searched: dict[int, tuple[int, str, Captures]] = {}  # what only a search of the whole unit finds
        self.truncated = False
        if wanted.query is not None:
            self.search(node, wanted.query)

    def search(self, node: Node, query: Query) -> None:
        cursor = QueryCursor(query, match_limit=MATCH_LIMIT)
        cursor.set_max_start_depth(MAX_START_DEPTH)
        for index, captures in cursor.matches(node):
            place = self.patterns.places[index]
            for kind, nodes in captures.items():
                if "." in kind:
                    continue
                key = nodes[0].id
                known = self.searched.get(key)
                if known is None or stands_first(place, kind, captures, known):
                    self.searched[key] = place, kind, captures
                elif known[0] == place:  # one more name in `a, b int`, one more operand in `a < b < c`
                    for name, more in captures.items():
                        have = known[2].setdefault(name, [])
                        have.extend(new for new in more if new not in have)
        self.truncated = cursor.did_exceed_match_limit

    def construct(self, node: Node) -> "Construct | None":
        """What the query calls a node, and its parts; None when it does not name it."""
        ranked = self.simple.get(node.kind_id)
        if ranked is None:
            ranked = self.patterns.simple_of(node)
        if not ranked and not self.searched:
            return None
        key = node.id
        if key in self.constructs:
            return self.constructs[key]
        best = self.searched.get(key)
        for place, plan in ranked:
            captures = plan.captures(node)
            if captures is not None and (best is None or stands_first(place, plan.kind, captures, best)):
                best = place, plan.kind, captures
        found = self.constructs[key] = best[1:] if best is not None else None
        return found

    def text(self, node: Node) -> str:
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def span(self, node: Node) -> tuple[int, int]:
        return node.start_byte - self.base, node.end_byte - self.base

    def kind_of(self, node: Node) -> str:
        """What the query calls a node, "" when it does not name it."""
        construct = self.construct(node)
        return construct[0] if construct is not None else ""

    def first(self, captures: Captures, name: str) -> Node | None:
        nodes = captures.get(name)
        return nodes[0] if nodes else None

    def text_of(self, captures: Captures, name: str) -> str:
        node = self.first(captures, name)
        return self.text(node) if node is not None else ""

    def type_of(self, captures: Captures, name: str) -> str:
        """A type as it is written, also where a grammar lays its parts side by side: `Future<io.WebSocket>`."""
        node = self.first(captures, name)
        if node is None:
            return ""
        parts: frozenset[str] = getattr(self.adapter, "type_parts", frozenset())
        first = last = node
        while parts and (before := first.prev_named_sibling) is not None and before.type in parts:
            first = before
        while parts and (after := last.next_named_sibling) is not None and after.type in parts:
            last = after
        return self.source[first.start_byte : last.end_byte].decode("utf-8", "replace")

    def block(self, node: Node | None) -> o.Block:
        """The statements inside a node, or the one statement that it is."""
        if node is None:
            return ()
        whole = (
            self.construct(node) is not None or node.type in self.adapter.members or node.type in self.adapter.literals
        )
        if not whole and node.named_child_count:
            found: list[o.Statement] = []
            for child in node.named_children:
                found.extend(self.statements(child))
            return tuple(found)
        return tuple(self.statements(node))

    def statements(self, node: Node) -> list[o.Statement]:
        read = self.read(node)
        if isinstance(read, o.Path | o.Member) and self.kind_of(node) == "bare_call":  # nothing is done with its value
            read = o.Call(read.start, read.end, read, ())
        if read is None:
            return []
        if isinstance(read, list):
            return read
        if isinstance(read, o.Opaque):
            return list(read.inside)
        return [read]

    def value(self, node: Node | None) -> o.Value | None:
        """An expression; statements inside it (a class expression) come out as Opaque."""
        if node is None:
            return None
        read = self.read(node)
        if isinstance(read, list):
            return o.Opaque(*self.span(node), tuple(read))
        if read is None or isinstance(read, o.Value):
            return read
        return o.Opaque(*self.span(node), (read,))

    def value_or_opaque(self, node: Node | None, around: Node) -> o.Value:
        return self.value(node) or o.Opaque(*self.span(node or around), ())

    def read(self, node: Node) -> o.Statement | list[o.Statement] | None:
        if self.depth > MAX_DEPTH:
            return None
        self.depth += 1
        try:
            return self._read(node)
        finally:
            self.depth -= 1

    def _read(self, node: Node) -> o.Statement | list[o.Statement] | None:
        construct = self.construct(node)
        if construct is not None:
            return self.readers[construct[0]](self, node, construct[1])
        kind = node.type
        literal = self.adapter.literals.get(kind)
        start, end = self.span(node)
        if literal is not None:
            return self.with_substitutions(literal(node, self.text(node), start), node)
        if kind in self.adapter.members:
            return self.member(node)
        children = node.named_children
        if not children:
            text = self.text(node)
            return o.Path(start, end, self.names((text,)), start) if PATH.fullmatch(text) else None
        if len(children) == 1:
            return self.read(children[0])
        inside: list[o.Statement] = []
        for child in children:
            inside.extend(self.statements(child))
        return o.Opaque(start, end, tuple(inside)) if inside else None

    def with_substitutions(self, value: o.Value | None, node: Node) -> o.Value | None:
        """A string with the expressions that stand in it: f"{error}", `${reason}`."""
        if not isinstance(value, o.String) or value.exact or value.substitutions:
            return value
        inner: list[o.Value] = []
        for child in node.named_children:
            if child.type in self.adapter.literals:  # one of several strings side by side
                piece = self.value(child)
                inner.extend(piece.substitutions if isinstance(piece, o.String) else ())
            else:
                inner.extend(one for part in child.named_children[:1] if (one := self.value(part)))
        return o.String(value.start, value.end, value.value, False, tuple(inner))

    def is_cascaded(self, node: Node) -> bool:
        """Whether a chain begins with what a cascade asks of its object: the `sink` of `channel..sink.close()`"""
        while self.kind_of(node) != "cascaded":
            if not node.named_child_count:
                return False
            node = node.named_children[0]
        return True

    def member(self, node: Node) -> o.Value | None:
        text = self.text(node)
        start, end = self.span(node)
        if PATH.fullmatch(text) and not (self.targets and self.is_cascaded(node)):
            clean = text.rstrip(self.asserts)
            parts = tuple(SPLIT.split(clean.lstrip("&*")))
            last = end - (len(text) - len(clean)) - len(parts[-1].encode())
            return o.Path(start, end, self.names(parts), last)
        object_field, name_field = self.adapter.members[node.type]
        of, name = node.child_by_field_name(object_field), node.child_by_field_name(name_field)
        named = node.named_children
        if of is None and named:
            of = named[0]
        if name is None and len(named) > 1:
            name = named[-1]
        if of is None or name is None:
            return None
        inner = self.value_or_opaque(of, node)
        name_text = self.text(name).lstrip(".?:!->")
        last = name.end_byte - self.base - len(name_text.encode())
        if isinstance(inner, o.Path):
            return o.Path(start, end, (*inner.parts, name_text), last)
        if isinstance(inner, o.Operation) and self.source[of.start_byte : of.start_byte + 1] != b"(":
            return lengthened(inner, name_text, last, end)
        return o.Member(start, end, inner, name_text, last)


def stands_first(place: int, kind: str, captures: Captures, known: tuple[int, str, Captures]) -> bool:
    """Whether this reading of a node goes before another: of two that call it the same, the fuller one does."""
    if kind == known[1]:
        return (-len(captures), place) < (-len(known[2]), known[0])
    return place < known[0]
