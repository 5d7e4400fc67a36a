"""A source file that is edited: its document, its tree and its outline, each kept up to date piece by piece."""

from bisect import bisect_left
from collections.abc import Callable

from tree_sitter import Node, Tree

from wsclose.syntax import embedded
from wsclose.syntax import outline as o
from wsclose.syntax.document import Document, Edit, readable
from wsclose.syntax.languages import LanguageSupport, by_name
from wsclose.syntax.names import bare_type
from wsclose.syntax.reader import BASE_LISTS, MAKING, OWN_PARAMETERS, Reader, body_of_class, class_head, kind_of_class
from wsclose.syntax.units import Units

MAX_CONTAINERS = 12  # classes within classes

MAX_SHAPE = 2_000  # nodes that are told apart in full: the parser's library descends into them by recursion
SMALL = 16_000  # bytes that are parsed in a millisecond

_Content = tuple[bytes, str, str]  # what a unit is read from: its text, the class around it, what the parser made of it


CONSTANT = frozenset({"const_item", "static_item", "lexical_declaration"})
"""Nodes of Rust and TypeScript that give a constant its value."""
BESIDE = frozenset({"attribute_item", "use_declaration", "type_alias_declaration"})
"""What may stand among the constants of a module that has nothing else."""


def holder_of_constants(node: Node) -> str:
    """The name of a module that is written as a class of constants would be: `mod close_code { pub const AWAY: u16 = 1001; }`;
    "" of one that has anything else."""
    name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
    members = [one.child_by_field_name("declaration") or one for one in body.named_children] if body is not None else []
    kinds = {one.type for one in members if not one.is_extra and one.type not in BESIDE}
    if name is None or not kinds or not kinds <= CONSTANT:
        return ""
    return (name.text or b"").decode("utf-8", "replace")


def is_enum(node: Node) -> bool:
    """Whether a class is an enum, which is read as a whole, where the grammar has one node for both."""
    return any(child.type.startswith("enum_class_body") for child in node.named_children)


def shape_of(node: Node, is_broken: bool) -> tuple[str, bool]:
    """What the parser made of a node's text, and whether that is told in full.

    Broken text it takes apart by what stands around it, too.
    """
    if not is_broken:
        return node.type, True
    count = node.descendant_count
    return (str(node), True) if count < MAX_SHAPE else (f"{node.type} {count}", False)


def as_default(unit: o.Unit) -> o.Unit:
    """A unit that also gives its value, or what it defines, the name under which a module exports it as a whole."""
    first = unit.statements[0] if unit.statements else None
    rest = unit.statements[1:]
    name = o.Path(0, 0, ("default",), 0)
    if isinstance(first, o.Function | o.Class) and first.name:
        rest, first = (*unit.statements, o.Bind(0, 0, name, o.Path(0, 0, (first.name,), 0), "", True)), None
    elif first is not None and isinstance(first, o.Value):
        rest, first = (o.Bind(first.start, first.end, name, first, "", True), *rest), None
    return unit if first is not None or not rest else o.Unit(unit.language, unit.length, unit.owner, rest)


class Source:
    """One file. After every change of `document`, call `edited` (or `replaced`); `outline` is then current.

    What the parser makes of broken text can depend on what stood there before. `edited` bears with that where parsing
    all of the text would take long, `settle` does not.
    """

    def __init__(self, language: str, document: Document, path: str = "", units: Units | None = None) -> None:
        self.support: LanguageSupport = by_name(language)
        self.host = self.support  # of the whole file; `support` is that of the scripts in it
        self.path, self.document = path, document
        # what the grammar stumbles over becomes blanks, in a text of the same length
        self.mend: Callable[[bytes], bytes] | None = getattr(self.support.adapter, "mend", None)
        # what was there before would decide what such a language's text is now
        self.is_ambiguous: bool = getattr(self.support.adapter, "ambiguous", False)
        self.truncated = False  # a query met its limit somewhere
        self.is_whole: Callable[[Node], bool] = getattr(self.support.adapter, "is_whole", is_enum)
        self.extensions: dict[str, str] = getattr(self.support.adapter, "extensions", {})
        self.holders: frozenset[str] = getattr(self.support.adapter, "holders", frozenset())
        self._units: dict[_Content, o.Unit] = {}
        self._shared = units  # what was read from other files; asked once, since an edit makes what no other file has
        self._outline: o.Outline | None = None
        self._defaults: set[int] = set()  # nodes that are what the module exports as a whole
        self._vague: set[_Content] = set()  # units that two readings of a broken text could share
        self._pieces: list[tuple[_Content, str]] = []
        """What the units, in their order, were read from, and the type of the node where it stands alone."""
        self.settled = True  # what was made of the text depends on nothing but the text
        self.tree: Tree = self._parse()

    def edited(self, edits: list[Edit]) -> None:
        """Parses again what the edits touched."""
        if self.is_ambiguous or self.support is not self.host or self._scripts() is not None:
            self.replaced()
            return
        before, outline = self.tree, self._outline if self.settled else None
        for edit in edits:
            self.tree.edit(
                edit.start_byte, edit.old_end_byte, edit.new_end_byte, edit.start_point, edit.old_end_point, edit.new_end_point
            )  # fmt: skip
        self.tree = self._parse(self.tree)
        self.settled, self._outline = not self.tree.root_node.has_error, None
        if self.settled and outline is not None and len(edits) == 1:
            self._outline = self._with(edits[0], before, outline)
        if not self.settled and len(self.document.text) <= SMALL:
            self.replaced()

    def replaced(self) -> None:
        """Parses a new text from its beginning."""
        self.tree = self._parse()
        self.settled, self._outline = not self._vague, None

    def settle(self) -> bool:
        """Reads broken text as if it had just been opened. Returns whether that makes a difference."""
        if self.settled:
            return False
        before = self.outline
        self._units = {key: unit for key, unit in self._units.items() if key not in self._vague}
        self._vague.clear()
        self.replaced()
        now = self.outline
        return len(now.units) != len(before.units) or any(
            new.start != old.start or new.unit is not old.unit for new, old in zip(now.units, before.units, strict=True)
        )

    def _parse(self, old: Tree | None = None) -> Tree:
        text, scripts = self.document.text, self._scripts()
        support = by_name(scripts.language) if scripts is not None else self.host
        if support is not self.support:
            self.support, self._units = support, {}
        self.parser, self.patterns = support.parser_and_patterns(scripts.kind if scripts is not None else self.path)
        if scripts is not None:
            return embedded.parse(self.parser, readable(text), scripts.ranges)
        text = readable(self.mend(text) if self.mend is not None else text)
        return self.parser.parse(text, old) if old is not None else self.parser.parse(text)

    def _scripts(self) -> embedded.Scripts | None:
        """What is read of a file that holds scripts; None where it is read as what it is."""
        scripts: embedded.Scripts | None = (
            self.host.adapter.scripts(self.document.text) if self.host.holds_scripts else None
        )
        return scripts

    @property
    def outline(self) -> o.Outline:
        if self._outline is None:
            self._outline = self._read()
        return self._outline

    def _read(self) -> o.Outline:
        placed: list[o.Placed] = []
        known = self._units
        shared, self._shared = self._shared, None
        units: dict[_Content, o.Unit] = {}
        self._defaults.clear()
        self._vague.clear()
        self._pieces, reached = [], 0
        text, classes, containers = self.document.text, self.support.adapter.classes, self.support.adapter.containers
        # an error anywhere in it can decide which of a text's trees is taken
        has_choice = self.is_ambiguous and self.tree.root_node.has_error
        for node, owner in self._cut(self.tree.root_node, "", 0):
            is_class = (node.type in classes and not is_enum(node)) or node.type in self.holders
            body = body_of_class(node) if is_class else None
            end = body.start_byte if body is not None else node.end_byte
            is_broken = node.has_error or has_choice
            shape, in_full = shape_of(node, is_broken) if body is None else (node.type, True)
            is_default = node.id in self._defaults
            key = (text[node.start_byte : end], owner, f"default {shape}" if is_default else shape)
            if not in_full:
                self._vague.add(key)
            unit = known.get(key) or units.get(key)
            if unit is None and shared is not None and in_full:
                unit = shared.get((id(self.patterns), key))
            if unit is None:
                unit = self._head(node, body, end, owner) if is_class else self._unit(node, owner)
                unit = as_default(unit) if is_default else unit
                if shared is not None and in_full:
                    shared.keep((id(self.patterns), key), unit)
            units[key] = unit
            simple = not is_class and not is_default and in_full and node.type not in containers
            simple = simple and node.start_byte >= reached  # a class's own parameters are part of its head, too
            reached = max(reached, end)
            self._pieces.append((key, node.type if simple else ""))
            placed.append(o.Placed(node.start_byte, unit))
        self._units = units
        return o.Outline(self.support.name, tuple(placed))

    def _with(self, edit: Edit, before: Tree, outline: o.Outline) -> o.Outline | None:
        """The outline after an edit inside of one unit that leaves all others what they are; None after another edit."""
        ranges = before.changed_ranges(self.tree)
        first = min([edit.start_byte, *(one.start_byte for one in ranges)])
        last = max([edit.new_end_byte, *(one.end_byte for one in ranges)])
        grown = edit.new_end_byte - edit.old_end_byte
        place = bisect_left(outline.units, first, key=lambda placed: placed.start) - 1
        if place < 0:
            return None
        start, unit = outline.units[place].start, outline.units[place].unit
        end = start + unit.length + grown
        content, kind = self._pieces[place]
        if last >= end or not kind:
            return None
        node = self.tree.root_node.named_descendant_for_byte_range(start, end)
        while node is not None and node.type != kind and node.parent is not None:
            node = node.parent
        if node is None or (node.type, node.start_byte, node.end_byte) != (kind, start, end):
            return None
        if node.parent is not None and node.parent.type in self.extensions:
            return None  # in the head of a class, whose name its members know it by: `impl Room`
        content = (self.document.text[start:end], content[1], content[2])
        new = self._units.get(content) or self._unit(node, unit.owner)
        self._units.pop(self._pieces[place][0], None)
        self._units[content] = new
        self._pieces[place] = content, kind
        after = (o.Placed(placed.start + grown, placed.unit) for placed in outline.units[place + 1 :])
        return o.Outline(outline.language, (*outline.units[:place], o.Placed(start, new), *after))

    def _unit(self, node: Node, owner: str) -> o.Unit:
        reader = Reader(self.support.adapter, self.patterns, self.document.text, node, node.start_byte)
        self.truncated = self.truncated or reader.truncated
        read = [reader.constructor(node)] if node.type in MAKING and owner else reader.unit(node)
        statements = tuple(reader.own(s, owner) if owner else s for s in read)
        return o.Unit(self.support.name, node.end_byte - node.start_byte, owner, statements)

    def _head(self, node: Node, body: Node | None, end: int, owner: str) -> o.Unit:
        """A class whose members are units of their own: all but its body."""
        source, name_node = self.document.text, node.child_by_field_name("name")
        name, bases, decorators = class_head(source, node, name_node, body)
        head = o.Class(0, end - node.start_byte, name, bases, decorators, (), kind_of_class(source, node, name_node))
        return o.Unit(self.support.name, end - node.start_byte, owner, (head,))

    def _cut(self, node: Node, owner: str, depth: int) -> list[tuple[Node, str]]:
        """The nodes that are units, each with the class around it, in the order of the text."""
        adapter = self.support.adapter
        found: list[tuple[Node, str]] = []
        for child in node.named_children:
            kind = child.type
            if kind not in adapter.containers or depth > MAX_CONTAINERS or self.is_whole(child):
                if not child.is_extra:
                    found.append((child, owner))
            elif kind in adapter.classes:
                name_node = child.child_by_field_name("name")
                name = "" if name_node is None else bare_type((name_node.text or b"").decode("utf-8", "replace"))
                body = body_of_class(child)
                found.append((child, owner))
                for part in child.named_children:
                    if part.type in MAKING:
                        found.append((part, name))
                    if part.type in OWN_PARAMETERS and body is not None:  # parameters of a class are fields
                        found.extend(self._cut(part, name, depth + 1))
                    if part.type in BASE_LISTS and body is not None and b"(" in (part.text or b""):
                        found.append((part, name))  # what its base is made with
                found.extend(self._cut(body or child, name, depth + 1))
            elif kind in self.holders and (name := holder_of_constants(child)):
                found.append((child, owner))
                found.extend(self._cut(child, name, depth + 1))
            elif kind in self.extensions:  # more members of a class that stands elsewhere: `impl Client { ... }`
                of = child.child_by_field_name(self.extensions[kind])
                name = "" if of is None else bare_type((of.text or b"").decode("utf-8", "replace").split("<")[0])
                found.extend(self._cut(child, name, depth + 1))
            else:
                inner = self._cut(child, owner, depth + 1)
                first = inner[0][0] if inner and kind == "export_statement" else None
                if first is not None and b"default" in self.document.text[child.start_byte : first.start_byte]:
                    self._defaults.add(first.id)
                found.extend(inner)
        return found
