"""Syntax tree to outline, the same for every language.

A language's `outline.scm` names what its grammar's nodes are (`@call`, `@if`, `@bind` ...) and where their parts lie
(`@call.callee`); this module turns what the query found into the types of `outline`. What the query does not name is
looked through: a node with one child is that child, any other is `Opaque`.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Protocol

from tree_sitter import Language, Node, Parser, Query, QueryCursor

from wsclose.syntax import outline as o
from wsclose.syntax.names import NAMES, bare_type
from wsclose.syntax.patterns import Patterns

MAX_START_DEPTH = 400  # of nodes below a unit; matching is quadratic in the depth
MATCH_LIMIT = 1024  # states a query keeps at once; without a bound some input makes it quadratic
MAX_DEPTH = 100  # of nested expressions; what lies deeper is not looked at
MAX_EMBEDDED = 6  # of code within macros within code

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
    falls_through: bool  # whether a switch arm runs on into the next

    def language(self, path: str) -> Language: ...
    def imports(self, node: Node, text: Callable[[Node], str]) -> Iterable[tuple[str, str, str]]: ...
    def embed(self, name: str, tokens: Node) -> bytes | None: ...  # where the query has @embedded


def applied(value: o.Operation, arguments: tuple[o.Argument, ...], end: int, opened: int) -> o.Value:
    """Calls what stands last, whose arguments they are: Swift's grammar takes `0.5 * pow(2, 3)` for `(0.5 * pow)(2, 3)`."""
    *before, last = value.operands
    if isinstance(last, o.Operation):
        return o.Operation(value.start, end, value.operator, (*before, applied(last, arguments, end, opened)))
    call = o.Call(last.start, end, last, arguments, False, opened)
    return o.Operation(value.start, end, value.operator, (*before, call))


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


class Reader:
    """Reads one unit. `source` is the whole file's text and `base` where the unit starts."""

    def __init__(self, adapter: Adapter, wanted: Patterns, source: bytes, node: Node, base: int) -> None:
        self.adapter, self.source, self.base = adapter, source, base
        self.loaders: tuple[tuple[str, ...], ...] = getattr(adapter, "loaders", ())  # functions that load a module
        self.targets: list[o.Value] = []  # of the cascades around
        self.names: Callable[[tuple[str, ...]], tuple[str, ...]] = getattr(adapter, "names", tuple)
        self.patterns, self.depth, self.embedded = wanted, 0, 0
        self.simple = wanted.simple
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

    # ---------------------------------------------------------------- text and places

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

    # ---------------------------------------------------------------- statements and values

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
            return READERS[construct[0]](self, node, construct[1])
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
        inner = [one for child in node.named_children for part in child.named_children[:1] if (one := self.value(part))]
        return o.String(value.start, value.end, value.value, False, tuple(inner))

    def member(self, node: Node) -> o.Value | None:
        text = self.text(node)
        start, end = self.span(node)
        if PATH.fullmatch(text):
            clean = text.rstrip("!?").lstrip("&*")
            parts = tuple(SPLIT.split(clean))
            last = end - (len(text) - len(text.rstrip("!?"))) - len(parts[-1].encode())
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

    # ---------------------------------------------------------------- constructs

    def read_skip(self, node: Node, captures: Captures) -> None:
        return None

    def read_cascade(self, node: Node, captures: Captures) -> o.Value:
        """`ws..add(x)..close()`: several calls to one object, which the whole then is."""
        start, end = self.span(node)
        target = self.value_or_opaque(self.first(captures, "cascade.of"), node)
        self.targets.append(target)
        calls = [one for part in captures.get("cascade.section", ()) for one in self.statements(part)]
        self.targets.pop()
        return o.Either(start, end, (target,), o.Opaque(start, end, tuple(calls)))

    def read_cascaded(self, node: Node, captures: Captures) -> o.Value | None:
        target = self.targets[-1] if self.targets else None
        start, end = self.span(node)
        key, name = self.first(captures, "cascaded.key"), self.text_of(captures, "cascaded.name")
        if target is None:
            return None
        if key is not None:
            return o.Index(start, end, target, self.value_or_opaque(key, node))
        if isinstance(target, o.Path):
            return o.Path(target.start, end, (*target.parts, name), start)
        return o.Member(target.start, end, target, name, start)

    def read_bare_call(self, node: Node, captures: Captures) -> o.Value | None:
        """A call without arguments where those look like fields (Ruby)."""
        return self.member(node)

    def read_prefix(self, node: Node, captures: Captures) -> o.Value:
        """`-x`, `!x`, `&x`, and `.goingAway`, a member whose type only the place tells: (".", "goingAway")."""
        start, end = self.span(node)
        of = self.first(captures, "prefix.of")
        sign = self.source[node.start_byte : of.start_byte if of is not None else node.end_byte].decode(
            "utf-8", "replace"
        )
        value = self.value_or_opaque(of, node)
        if sign == "." and isinstance(value, o.Path):
            return o.Path(start, end, (".", *value.parts), start + 1)
        return o.Operation(start, end, sign.strip(), (value,))

    def read_implied(self, node: Node, captures: Captures) -> o.Value:
        """`.goingAway`: a member whose type only the place tells, as (".", "goingAway")."""
        start, end = self.span(node)
        return o.Path(start, end, (".", self.text_of(captures, "implied.name")), start + 1)

    def read_reference(self, node: Node, captures: Captures) -> o.Value:
        """A function that is named as a call but not called: `$client->close(...)`."""
        made = self.read_call(node, captures)
        return made.callee if isinstance(made, o.Call) else made

    def read_let(self, node: Node, captures: Captures) -> None:
        return None

    def read_same(self, node: Node, captures: Captures) -> o.Statement | list[o.Statement] | None:
        return self.read(captures["same.of"][0])

    def read_call(self, node: Node, captures: Captures) -> o.Value:
        start, end = self.span(node)
        outer = self.first(captures, "call.outer")
        if outer is not None:  # a block that stands behind the arguments: `launch(x) { ... }`
            called = self.value(outer)
            if isinstance(called, o.Call):
                more = [one for holder in captures.get("call.arguments", ()) for one in self.arguments(holder)]
                return o.Call(start, end, called.callee, (*called.arguments, *more), called.new, called.open)
        callee = self.value_or_opaque(self.first(captures, "call.callee"), node)
        name = self.first(captures, "call.name")
        if name is not None:  # grammars where the receiver and the method are two fields of the call
            last, finish = self.span(name)
            text = self.text(name)
            if self.first(captures, "call.callee") is None:
                callee = o.Path(last, finish, (text,), last)
            elif isinstance(callee, o.Path):
                callee = o.Path(callee.start, finish, (*callee.parts, text), last)
            else:
                callee = o.Member(callee.start, finish, callee, text, last)
        arguments: list[o.Argument] = []
        opened = 0
        holders = captures.get("call.arguments", [])
        if holders and self.source[holders[0].start_byte : holders[0].start_byte + 1] == b"[":  # Swift's table["key"]
            keys = self.arguments(holders[0])
            return o.Index(start, end, callee, keys[0].value if keys else o.Opaque(start, end, ()))
        for holder in captures.get("call.arguments", ()):
            opened = opened or holder.start_byte - self.base + 1
            arguments.extend(self.arguments(holder))
        if (
            isinstance(callee, o.Path)
            and callee.parts in self.loaders
            and arguments
            and isinstance(arguments[0].value, o.String)
        ):
            return o.Module(start, end, arguments[0].value.value)
        holder_node = self.first(captures, "call.callee")
        if isinstance(callee, o.Operation) and holder_node is not None and self.text(holder_node)[:1] != "(":
            return applied(callee, tuple(arguments), end, opened)
        awaited = "call.awaited" in captures
        types = self.text_of(captures, "call.types")
        call = o.Call(callee.start if awaited else start, end, callee, tuple(arguments), False, opened, types)
        return o.Awaited(start, end, call) if awaited else call

    def arguments(self, holder: Node) -> list[o.Argument]:
        if self.construct(holder) is not None:
            value = self.value(holder)
            return [o.Argument("", value)] if value is not None else []
        found = []
        for child in holder.named_children:
            if child.is_extra:
                continue
            construct = self.construct(child)
            if construct is not None and construct[0] == "argument":
                name = self.text_of(construct[1], "argument.name")
                value = self.value_or_opaque(self.first(construct[1], "argument.value"), child)
                found.append(o.Argument(name, value))
            else:
                found.append(o.Argument("", self.value_or_opaque(child, child)))
        return found

    def read_new(self, node: Node, captures: Captures) -> o.Value:
        made = self.read_call(node, captures)
        if isinstance(made, o.Call):
            return o.Call(made.start, made.end, made.callee, made.arguments, True, made.open, made.types)
        return made

    def read_within(self, node: Node, captures: Captures) -> o.Statement | list[o.Statement] | None:
        """What only wraps something: `Some(x)` in a pattern."""
        inner = self.first(captures, "within.of")
        return self.read(inner) if inner is not None else None

    def read_variant(self, node: Node, captures: Captures) -> o.Value:
        """A pattern that takes a variant apart: `Message::Close(frame)`."""
        kind = self.text_of(captures, "variant.type")
        name = SPLIT.split(kind)[-1]
        entries: list[o.Entry] = []
        for place, item in enumerate(captures.get("variant.item", ())):
            value = self.value(item)
            if value is not None:
                entries.append(o.Entry(f"{name}.{place}" if place else name, value))
        return o.Table(*self.span(node), tuple(entries), kind[: -len(name)].rstrip(":. "))

    def read_embedded(self, node: Node, captures: Captures) -> o.Value:
        """Code in what the grammar leaves as it is: the arguments of a macro."""
        start, end = self.span(node)
        tokens, name = self.first(captures, "embedded.tokens"), self.first(captures, "embedded.name")
        text = None
        if tokens is not None and name is not None and self.embedded < MAX_EMBEDDED:
            text = self.adapter.embed(self.text(name), tokens)
        if text is None or tokens is None:
            return o.Opaque(start, end, ())
        parsed = Parser(self.adapter.language("")).parse(text).root_node
        original = self.source[tokens.start_byte : tokens.end_byte]
        inner = Reader(self.adapter, self.patterns, original, parsed, self.base - tokens.start_byte)
        inner.depth, inner.embedded = self.depth, self.embedded + 1
        found = tuple(statement for child in parsed.named_children for statement in inner.statements(child))
        callee = self.value(name)
        if len(found) == 1 and isinstance(found[0], o.Sequence) and callee is not None:
            return o.Call(start, end, callee, tuple(o.Argument("", item) for item in found[0].items))
        return o.Opaque(start, end, found)

    def read_module(self, node: Node, captures: Captures) -> o.Value:
        return o.Module(*self.span(node), self.text_of(captures, "module.name").strip("'\"`"))

    def read_await(self, node: Node, captures: Captures) -> o.Value:
        return o.Awaited(*self.span(node), self.value_or_opaque(self.first(captures, "await.of"), node))

    def read_cast(self, node: Node, captures: Captures) -> o.Value:
        of = self.value_or_opaque(self.first(captures, "cast.of"), node)
        return o.Typed(*self.span(node), of, self.text_of(captures, "cast.type"))

    def read_index(self, node: Node, captures: Captures) -> o.Value:
        of = self.value_or_opaque(self.first(captures, "index.of"), node)
        return o.Index(*self.span(node), of, self.value_or_opaque(self.first(captures, "index.key"), node))

    def read_choice(self, node: Node, captures: Captures) -> o.Value:
        options = tuple(
            value for name in ("choice.then", "choice.else") if (value := self.value(self.first(captures, name)))
        )
        return o.Either(*self.span(node), options, self.value(self.first(captures, "choice.test")))

    def read_either(self, node: Node, captures: Captures) -> o.Value:
        options = tuple(value for part in captures.get("either.of", ()) if (value := self.value(part)))
        return o.Either(*self.span(node), options)

    def read_operation(self, node: Node, captures: Captures) -> o.Value:
        operands = [self.value_or_opaque(part, node) for part in captures.get("operation.of", ())]
        parts = captures["operation.of"]
        given = self.first(captures, "operation.sign")
        if given is not None:
            sign = self.text(given)
        elif len(parts) == 2:
            sign = self.between(parts[0], parts[1])
        elif len(parts) > 2:  # 4000 <= code < 5000
            tests = tuple(
                o.Operation(operands[place].start, operands[place + 1].end, self.between(*parts[place : place + 2]), tuple(operands[place : place + 2]))
                for place in range(len(parts) - 1)
            )  # fmt: skip
            return o.Operation(*self.span(node), "&&", tests)
        else:
            sign = self.source[node.start_byte : parts[0].start_byte].decode("utf-8", "replace")
        sign = " ".join(sign.strip(" ()").split())
        if sign in ("==", "!=") and getattr(self.adapter, "strict_equality", True):
            sign += "="  # a number is never equal to a string here
        return o.Operation(*self.span(node), sign, tuple(operands))

    def between(self, left: Node, right: Node) -> str:
        """The operator between two operands."""
        return " ".join(self.source[left.end_byte : right.start_byte].decode("utf-8", "replace").strip(" ()").split())

    def read_table(self, node: Node, captures: Captures) -> o.Value:
        entries: list[o.Entry] = []
        body, kind = self.first(captures, "table.body") or node, self.first(captures, "table.type")
        for child in body.named_children:
            if child.is_extra or (kind is not None and child.id == kind.id):
                continue
            construct = self.construct(child)
            if construct is not None and construct[0] == "entry":
                entries.append(self.entry(child, construct[1], "table.computed" in captures))
            elif construct is not None and construct[0] == "function":
                function = self.value(child)
                if isinstance(function, o.Function):
                    entries.append(o.Entry(function.name, function))
            elif node.type not in ("object", "object_pattern") or child.named_child_count == 0:
                value = self.value(child)
                if isinstance(value, o.Path) and len(value.parts) == 1:
                    entries.append(o.Entry(value.parts[0], value))  # shorthand: { code }
                elif value is not None:
                    entries.append(o.Entry("", value))
            else:
                value = self.value(child)
                if value is not None:
                    entries.append(o.Entry("", value))
        return o.Table(*self.span(node), tuple(entries), self.text_of(captures, "table.type"))

    def read_pairs(self, node: Node, captures: Captures) -> o.Value:
        """A table whose keys and values are no nodes together."""
        pairs = zip(captures.get("pairs.key", ()), captures.get("pairs.value", ()), strict=False)
        return o.Table(*self.span(node), tuple(self.entry_of(key, value, node) for key, value in pairs))

    def entry(self, node: Node, captures: Captures, computed: bool = False) -> o.Entry:
        return self.entry_of(self.first(captures, "entry.key"), self.first(captures, "entry.value"), node, computed)

    def entry_of(self, key_node: Node | None, value_node: Node | None, node: Node, computed: bool = False) -> o.Entry:
        """`computed`: a bare name as key is a constant, not the name of a field."""
        value = self.value_or_opaque(value_node, node)
        if key_node is None:
            return o.Entry("", value)
        key_value = self.value(key_node)
        if isinstance(key_value, o.Path) and len(key_value.parts) == 1 and not computed:
            return o.Entry(key_value.parts[0], value, None)
        if isinstance(key_value, o.String):
            return o.Entry(key_value.value, value, key_value)
        return o.Entry(self.text(key_node) if key_value is None else "", value, key_value)

    def read_entry(self, node: Node, captures: Captures) -> list[o.Statement]:
        entry = self.entry(node, captures)
        found: list[o.Statement] = [entry.value]
        return found

    def read_sequence(self, node: Node, captures: Captures) -> o.Value:
        items = [value for child in node.named_children if not child.is_extra and (value := self.value(child))]
        start, end = self.span(node)
        if len(items) == 1 and node.child_count == 1:
            return items[0]  # Go's expression_list around a single expression
        return o.Sequence(start, end, tuple(items))

    def read_function(self, node: Node, captures: Captures) -> o.Value:
        name_node = self.first(captures, "function.name")
        parameters: list[o.Parameter] = []
        for holder in captures.get("function.parameters", ()):
            parameters.extend(self.parameters(holder))
        parameters.extend(self.parameter(single) for single in captures.get("function.parameter", ()))
        if not parameters:
            parameters.extend(
                self.parameter(child) for child in node.named_children if self.kind_of(child) == "parameter"
            )
        receiver, owner = "", ""
        receiver_node = self.first(captures, "function.receiver")
        if receiver_node is not None and (of := self.parameters(receiver_node)):
            receiver, owner = of[0].name, bare_type(of[0].type)
        if self.first(captures, "function.owner") is not None:  # of an extension: `fun Session.leave()`
            owner = bare_type(self.text_of(captures, "function.owner").split("<")[0])
        implicit = self.first(captures, "function.implicit")
        if not parameters and implicit is not None:
            at = implicit.start_byte - self.base
            parameters.append(o.Parameter(at, at, "it", ""))
        head = self.source[node.start_byte : min(node.end_byte, node.start_byte + 60)]
        body = self.first(captures, "function.body")
        statements = self.block(body)
        for part in captures.get("function.body", ())[1:]:  # a block whose statements stand by themselves
            statements = (*statements, *self.block(part))
        if body is not None and body.type not in BLOCKS and len(statements) == 1:
            only = statements[0]
            if isinstance(only, o.Value):  # an arrow function's expression is what it returns
                statements = (o.Return(only.start, only.end, only),)
        if statements and "function.tail" in captures:  # its last expression is what a function returns
            last = statements[-1]
            if self.source[self.base + last.end : self.base + last.end + 1] == b";":
                pass  # where a semicolon makes a statement of it
            elif isinstance(last, o.If | o.Switch):
                statements = (*statements[:-1], o.Return(last.start, last.end, o.Opaque(last.start, last.end, (last,))))
            elif isinstance(last, o.Value):
                statements = (*statements[:-1], o.Return(last.start, last.end, last))
        decorators = tuple(value for part in captures.get("function.decorator", ()) if (value := self.value(part)))
        return o.Function(
            *self.span(node),
            self.text(name_node) if name_node is not None else "",
            name_node.start_byte - self.base if name_node is not None else node.start_byte - self.base,
            tuple(parameters),
            statements,
            owner,
            receiver,
            decorators,
            b"async" in head.split(b"(")[0] or b"suspend" in head,
            self.text_of(captures, "function.returns").lstrip(":-> "),
        )

    def parameters(self, holder: Node) -> list[o.Parameter]:
        if (construct := self.construct(holder)) is not None and construct[0] == "parameter":
            return [self.parameter(holder)]
        if not holder.named_child_count:  # a name without parentheses: `e => ...`
            return [self.parameter(holder)] if PATH.fullmatch(self.text(holder)) else []
        found: list[o.Parameter] = []
        known = [one for child in holder.named_children if (one := self.construct(child)) is not None]
        defaults = {
            part.id for kind, held in known if kind == "parameter" for part in held.get("parameter.default", ())
        }
        for child in holder.named_children:
            if child.is_extra or child.id in defaults:  # a default may stand beside its parameter
                continue
            construct = self.construct(child)
            if construct is not None and construct[0] == "skip":
                continue
            names = construct[1].get("parameter.name", []) if construct is not None else []
            if construct is not None and construct[0] == "parameter" and len(names) > 1:
                kind = self.text_of(construct[1], "parameter.type")
                found.extend(o.Parameter(*self.span(name), self.text(name), kind) for name in names)
            else:
                found.append(self.parameter(child))
        return found

    def parameter(self, node: Node) -> o.Parameter:
        start, end = self.span(node)
        construct = self.construct(node)
        if construct is None or construct[0] != "parameter":
            value = self.value(node)
            if isinstance(value, o.Path):
                return o.Parameter(start, end, value.parts[-1].lstrip("*&"), "")
            return o.Parameter(start, end, "", "", None, value)
        captures = construct[1]
        name_node = self.first(captures, "parameter.name")
        kind = self.text_of(captures, "parameter.type").lstrip(": ")
        default = self.value(self.first(captures, "parameter.default"))
        target = self.value(name_node)
        if isinstance(target, o.Path):
            label, at = self.text_of(captures, "parameter.label"), target.start
            return o.Parameter(at, end, target.parts[-1], kind, default, None, label, declares_field(node))
        return o.Parameter(start, end, "", kind, default, target)

    def unit(self, node: Node) -> list[o.Statement]:
        """What a unit says; a parameter of a class that is one by itself is a field."""
        construct = self.construct(node)
        if construct is None or construct[0] != "parameter":
            return self.statements(node)
        field = self.parameter(node)
        name_node = self.first(construct[1], "parameter.name") or node
        start, end = self.span(name_node)
        return [o.Bind(*self.span(node), o.Path(start, end, (field.name,), start), field.default, field.type, True)]

    def read_parameter(self, node: Node, captures: Captures) -> o.Value | None:
        return self.value(self.first(captures, "parameter.default"))

    def read_decorated(self, node: Node, captures: Captures) -> list[o.Statement]:
        decorators = tuple(value for part in captures.get("decorated.with", ()) if (value := self.value(part)))
        found: list[o.Statement] = []
        for statement in self.statements(captures["decorated.what"][0]):
            if isinstance(statement, o.Function):
                s = statement
                statement = o.Function(
                    s.start, s.end, s.name, s.name_start, s.parameters, s.body, s.owner, s.receiver, decorators, s.is_async, s.returns
                )  # fmt: skip
            found.append(statement)
        return found

    def read_class(self, node: Node, captures: Captures) -> o.Statement:
        return self.class_of(node, captures, "class")

    def read_anonymous(self, node: Node, captures: Captures) -> o.Value:
        """An object of a class that is written where it is made."""
        return o.Opaque(*self.span(node), (self.read_new(node, captures), self.class_of(node, captures, "class")))

    def read_enum(self, node: Node, captures: Captures) -> o.Statement:
        return self.class_of(node, captures, "enum")

    def class_of(self, node: Node, captures: Captures, kind: str) -> o.Statement:
        body = self.first(captures, "class.body")
        name, bases, decorators = class_head(self.source, node, self.first(captures, "class.name"), body)
        base = self.first(captures, "class.base")
        if base is not None:  # one without a name, written where it is made
            bases = (self.text(base).split("<")[0],)
            name = f"{bases[0]}@{node.start_byte - self.base}"
        statements: list[o.Statement] = []
        for child in body.named_children if body is not None else ():
            for statement in self.statements(child):
                if isinstance(statement, o.Path) and kind == "enum":  # a bare member
                    statement = o.Bind(statement.start, statement.end, statement, None, "", True)
                statements.append(self.own(statement, name))
        return o.Class(*self.span(node), name, bases, decorators, tuple(statements), kind)

    def own(self, statement: o.Statement, owner: str) -> o.Statement:
        """Marks a function as a method of a class."""
        if not isinstance(statement, o.Function) or statement.owner:
            return statement
        s = statement
        receiver, parameters = s.receiver, s.parameters
        if self.adapter.self_parameter and parameters and not any(o.name_of(d) == "staticmethod" for d in s.decorators):
            receiver, parameters = parameters[0].name, parameters[1:]
        return o.Function(
            s.start, s.end, s.name, s.name_start, parameters, s.body, owner, receiver, s.decorators, s.is_async, s.returns
        )  # fmt: skip

    def read_bind(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.bind(node, captures, declares=False)

    def read_declare(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.bind(node, captures, declares=True)

    def bind(self, node: Node, captures: Captures, declares: bool) -> list[o.Statement]:
        start, end = self.span(node)
        kind = self.text_of(captures, "bind.type").lstrip(": ")
        value = self.value(self.first(captures, "bind.value"))
        sign = self.text_of(captures, "bind.sign").rstrip("=").strip(":")
        if sign in ("||", "??"):  # `@ws ||= connect`
            sign = ""
        targets = [t for part in captures.get("bind.target", ()) if (t := self.value(part)) is not None]
        if len(targets) > 1:  # var a, b int
            values: list[o.Value | None] = [None] * len(targets)
            given = captures.get("bind.value", [])
            if isinstance(value, o.Sequence) and len(value.items) == len(targets):
                values = list(value.items)
            elif len(given) == len(targets):  # int a = 1, b = 2
                values = [self.value(part) for part in given]
            elif given and given[0].start_byte < captures["bind.target"][-1].start_byte:  # case a = 1, b, c = 7
                ends = [target.end for target in targets]
                for part in given:
                    one = self.value(part)
                    place = bisect_right(ends, one.start) - 1 if one is not None else -1
                    if place >= 0:
                        values[place] = one
            elif value is not None:
                values = [o.Part(start, end, value, place) for place in range(len(targets))]
            pairs: list[o.Statement] = [
                o.Bind(start, end, target, one, kind, declares) for target, one in zip(targets, values, strict=True)
            ]
            return pairs
        if not targets:
            return [value] if value is not None else []
        otherwise = self.block(self.first(captures, "bind.else"))  # where the value does not fit the pattern
        return [*take_apart(o.Bind(start, end, targets[0], value, kind, declares, sign)), *otherwise]

    def read_if(self, node: Node, captures: Captures) -> o.Statement | list[o.Statement]:
        test = self.value_or_opaque(self.first(captures, "if.test"), node)
        then: list[o.Statement] = []
        for part in captures.get("if.then", ()):
            then.extend(self.block(part))
        otherwise: tuple[o.Statement, ...] = ()
        for part in reversed(captures.get("if.else", ())[:MAX_DEPTH]):  # an `elif` holds the branches after it
            block = self.block(part)
            if otherwise and len(block) == 1 and isinstance(block[0], o.If):
                last = block[0]
                block = (o.If(last.start, last.end, last.test, last.then, otherwise),)
            otherwise = block
        made = o.If(*self.span(node), test, tuple(then), otherwise)
        before = self.first(captures, "if.before")
        return [*self.statements(before), made] if before is not None else made

    def read_flat_if(self, node: Node, captures: Captures) -> list[o.Statement]:
        """For grammars that put conditions and branches beside each other; what `guard` has is an `else` alone."""
        before: list[o.Statement] = []
        tests: list[o.Value] = []
        names = node.children_by_field_name("bound_identifier")
        bound: Node | None = None
        for part in node.children_by_field_name("condition"):
            if self.kind_of(part) == "let":
                bound = next((name for name in names if name.start_byte >= part.end_byte), None)
            elif part.is_named and (test := self.value(part)) is not None:
                if bound is not None and b"," not in self.source[bound.end_byte : part.start_byte]:
                    target = self.value(bound)
                    if target is not None:
                        before.append(o.Bind(*self.span(part), target, test, "", True))
                else:
                    tests.append(test)
                bound = None
        branches: list[list[o.Statement]] = [[], []]
        otherwise = 0
        for child in node.named_children:
            if child.type == "else":
                otherwise = 1
            elif child.type == "statements" or (otherwise and child.type == node.type):
                branches[otherwise].extend(self.block(child))
        start, end = self.span(node)
        test = tests[0] if len(tests) == 1 else o.Operation(start, end, "&&", tuple(tests))
        return [*before, o.If(start, end, test, tuple(branches[0]), tuple(branches[1]))]

    def read_switch(self, node: Node, captures: Captures) -> o.Statement:
        subject = self.value(self.first(captures, "switch.subject"))
        arms: list[o.Arm] = []
        for holder in captures.get("switch.body", [node]):
            for child in holder.named_children:
                construct = self.construct(child)
                if construct is not None and construct[0] == "arm":
                    arms.append(self.arm(child, construct[1], subject))
        alias = self.text_of(captures, "switch.alias")
        return o.Switch(*self.span(node), subject, tuple(arms), self.adapter.falls_through, alias)

    def arm(self, node: Node, captures: Captures, subject: o.Value | None = None) -> o.Arm:
        patterns: list[o.Value] = []
        for part in captures.get("arm.pattern", ()):
            read = self.value(part)
            if isinstance(read, o.Sequence):
                patterns.extend(read.items)
            elif read is not None:
                patterns.append(read)
        taken = {part.id for part in captures.get("arm.pattern", ())}
        guard_node = self.first(captures, "arm.guard")
        body: list[o.Statement] = []
        if "arm.binding" in captures:
            for pattern in patterns:
                bind = o.Bind(pattern.start, pattern.end, pattern, subject, "", True)
                body.extend(one for one in take_apart(bind) if isinstance(one, o.Bind) and is_variable(one.target))
        bodies = captures.get("arm.body")
        if bodies:
            for part in bodies:
                body.extend(self.block(part))
        else:
            for child in node.named_children:
                if child.id not in taken and (guard_node is None or child.id != guard_node.id):
                    body.extend(self.block(child))
        return o.Arm(*self.span(node), tuple(patterns), tuple(body), self.value(guard_node))

    def read_arm(self, node: Node, captures: Captures) -> list[o.Statement]:
        arm = self.arm(node, captures)
        return [*arm.patterns, *arm.body]

    def read_loop(self, node: Node, captures: Captures) -> o.Statement:
        start, end = self.span(node)
        head: list[o.Statement] = []
        of = self.value(self.first(captures, "loop.of"))
        target = self.value(self.first(captures, "loop.target"))
        if of is not None and target is not None:
            head.extend(take_apart(o.Bind(start, end, target, o.Element(start, end, of), "", True)))
        elif of is not None:
            head.append(of)
        tests = captures.get("loop.test", [])
        for part in tests:
            head.extend(self.statements(part))
        for part in captures.get("loop.before", ()):
            head.extend(self.statements(part))
        body: list[o.Statement] = []
        for part in captures.get("loop.body", ()):
            body.extend(self.block(part))
        endless = of is None and (not tests or self.text(tests[0]).strip("() ") in ("true", "True", "1"))
        return o.Loop(start, end, tuple(head), tuple(body), endless)

    def read_counted(self, node: Node, captures: Captures) -> list[o.Statement]:
        """Constants that count up by themselves."""
        found = [statement for child in node.named_children for statement in self.statements(child)]
        counted: Callable[[Iterable[o.Statement]], Iterable[o.Statement]] = getattr(self.adapter, "counted", tuple)
        return list(counted(found))

    def read_each(self, node: Node, captures: Captures) -> list[o.Statement]:
        """What a comprehension takes its values from: `for guest in guests`."""
        start, end = self.span(node)
        of = self.value(self.first(captures, "each.of"))
        target = self.value(self.first(captures, "each.target"))
        if of is None or target is None:
            return []
        return list(take_apart(o.Bind(start, end, target, o.Element(start, end, of), "", True)))

    def read_try(self, node: Node, captures: Captures) -> o.Statement:
        catches: list[o.Catch] = []
        otherwise: list[o.Statement] = []
        finally_: list[o.Statement] = []
        for child in node.named_children:
            construct = self.construct(child)
            if construct is None:
                continue
            kind, inner = construct
            if kind == "catch":
                catches.append(self.catch(child, inner))
            elif kind == "try_else":
                otherwise.extend(self.body_of(child, inner, "try_else.body"))
            elif kind == "finally":
                finally_.extend(self.body_of(child, inner, "finally.body"))
        body: list[o.Statement] = []
        for part in captures.get("try.body", ()):
            body.extend(self.block(part))
        if "try.body" not in captures:  # grammars where what is tried stands beside what catches
            for child in node.named_children:
                if self.kind_of(child) not in ("catch", "try_else", "finally"):
                    body.extend(self.statements(child))
        return o.Try(*self.span(node), tuple(body), tuple(catches), tuple(otherwise), tuple(finally_))

    def catch(self, node: Node, captures: Captures) -> o.Catch:
        types: list[o.Value] = []
        for part in captures.get("catch.type", ()):
            read = self.value(part)
            if isinstance(read, o.Sequence):
                types.extend(read.items)
            elif read is not None:
                types.append(read)
        body: list[o.Statement] = []
        for part in captures.get("catch.body", ()):
            body.extend(self.block(part))
        return o.Catch(*self.span(node), tuple(types), self.text_of(captures, "catch.name"), tuple(body))

    def read_catch(self, node: Node, captures: Captures) -> list[o.Statement]:
        return list(self.catch(node, captures).body)

    def read_try_else(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.body_of(node, captures, "try_else.body")

    def body_of(self, node: Node, captures: Captures, name: str) -> list[o.Statement]:
        """What the query calls a node's body, else all that is in it."""
        found: list[o.Statement] = []
        for part in captures.get(name, ()):
            found.extend(self.block(part))
        if name not in captures:
            for child in node.named_children:
                found.extend(self.statements(child))
        return found

    def read_finally(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.body_of(node, captures, "finally.body")

    def read_argument(self, node: Node, captures: Captures) -> o.Value | None:
        return self.value(self.first(captures, "argument.value"))

    def read_with(self, node: Node, captures: Captures) -> list[o.Statement]:
        found: list[o.Statement] = []
        for item in captures.get("with.item", ()):
            found.extend(self.with_item(item))
        for part in captures.get("with.body", ()):
            found.extend(self.block(part))
        return found

    def with_item(self, node: Node) -> list[o.Statement]:
        construct = self.construct(node)
        if construct is None or construct[0] != "entered":
            found: list[o.Statement] = []
            for child in node.named_children:
                found.extend(self.with_item(child))
            return found or self.statements(node)
        start, end = self.span(node)
        value = self.value_or_opaque(self.first(construct[1], "entered.value"), node)
        target = self.value(self.first(construct[1], "entered.as"))
        if target is None:
            return [value]
        return list(take_apart(o.Bind(start, end, target, o.Entered(start, end, value), "", True)))

    def read_entered(self, node: Node, captures: Captures) -> list[o.Statement]:
        return self.with_item(node)

    def read_return(self, node: Node, captures: Captures) -> o.Statement:
        return o.Return(*self.span(node), self.value(self.first(captures, "return.value")))

    def read_raise(self, node: Node, captures: Captures) -> o.Statement:
        return o.Raise(*self.span(node), self.value(self.first(captures, "raise.value")))

    def read_jump(self, node: Node, captures: Captures) -> o.Statement:
        word = re.match(r"\w*", self.text(node))
        return o.Jump(*self.span(node), JUMPS.get(word[0], word[0]) if word else "")

    def read_defer(self, node: Node, captures: Captures) -> o.Statement:
        return o.Deferred(*self.span(node), self.value_or_opaque(self.first(captures, "defer.value"), node), "defer")

    def read_spawn(self, node: Node, captures: Captures) -> o.Statement:
        return o.Deferred(*self.span(node), self.value_or_opaque(self.first(captures, "spawn.value"), node), "spawn")

    def read_outer(self, node: Node, captures: Captures) -> o.Statement:
        return o.Outer(*self.span(node), tuple(self.names((self.text(child),))[0] for child in node.named_children))

    def read_import(self, node: Node, captures: Captures) -> list[o.Statement]:
        start, end = self.span(node)
        hands_on = getattr(self.adapter, "hands_on", None)
        handed_on = hands_on is not None and hands_on(node)
        return [o.Import(start, end, *names, handed_on) for names in self.adapter.imports(node, self.text)]


def stands_first(place: int, kind: str, captures: Captures, known: tuple[int, str, Captures]) -> bool:
    """Whether this reading of a node goes before another: of two that call it the same, the fuller one does."""
    if kind == known[1]:
        return (-len(captures), place) < (-len(known[2]), known[0])
    return place < known[0]


JUMPS = {"next": "continue", "redo": "continue", "leave": "break"}
BLOCKS = frozenset(
    {"statement_block", "block", "compound_statement", "function_body", "body_statement", "constructor_body"}
)
READERS: dict[str, Callable[[Reader, Node, Captures], o.Statement | list[o.Statement] | None]] = {
    name.removeprefix("read_"): method for name, method in vars(Reader).items() if name.startswith("read_")
}


def take_apart(bind: o.Bind) -> Iterable[o.Statement]:
    """One binding a name for a target that is a pattern."""
    target, value = bind.target, bind.value
    if isinstance(target, o.Sequence):
        pairwise = isinstance(value, o.Sequence) and len(value.items) == len(target.items)
        for place, item in enumerate(target.items):
            part: o.Value | None = None
            if pairwise and isinstance(value, o.Sequence):
                part = value.items[place]
            elif value is not None:
                part = o.Part(bind.start, bind.end, value, place)
            yield from take_apart(o.Bind(bind.start, bind.end, item, part, "", bind.declares))
    elif isinstance(target, o.Table):
        if target.type and value is not None:
            value = o.Typed(value.start, value.end, value, target.type)
        for entry in target.entries:
            part = o.Part(bind.start, bind.end, value, entry.key) if value is not None and entry.key else value
            inner: o.Value | None = entry.value
            if isinstance(inner, o.Opaque):
                continue
            if isinstance(inner, o.Bind):
                inner = inner.target
            if inner is not None:
                yield from take_apart(o.Bind(bind.start, bind.end, inner, part, "", bind.declares))
    else:
        if (
            isinstance(value, o.Sequence)
            and len(value.items) == 1
            and bind.operator == ""
            and isinstance(target, o.Path)
        ):
            only = value.items[0]
            if value.start == only.start and value.end == only.end:
                value = only
        yield o.Bind(bind.start, bind.end, target, value, bind.type, bind.declares, bind.operator)


def is_variable(target: o.Value) -> bool:
    """Whether a name in a pattern is one that the pattern binds, and not that of a constant."""
    return isinstance(target, o.Path) and len(target.parts) == 1 and target.parts[0][:1].islower()


def declares_field(node: Node) -> bool:
    """Whether a parameter has a modifier that makes it a field: `private`, `readonly`, `val`."""
    return any(child.type in FIELD_MODIFIERS for child in node.children)


FIELD_MODIFIERS = frozenset(
    {"accessibility_modifier", "visibility_modifier", "readonly", "val", "var", "binding_pattern_kind"}
)
HEAD_WORDS = frozenset(
    """
    extends implements where metaclass public protected private internal override with on mixin type
    struct interface end
    """.split()
)


COMMENT = re.compile(r"(?://|#)[^\n]*|/\*.*?\*/", re.DOTALL)


GENERICS = re.compile(r"<[^<>]*>")
GIVEN = re.compile(r"(?<=\w)\s*\([^()]*\)")  # what a base is constructed with
OWN_PARAMETERS = frozenset({"primary_constructor", "parameter_list", "formal_parameters", "type_parameters", "type_parameter_list"})  # fmt: skip
BASE_LISTS = frozenset({"delegation_specifiers", "base_list"})


def body_of_class(node: Node) -> Node | None:
    """The part of a class that holds its members."""
    body = node.child_by_field_name("body")
    return body or next((child for child in node.named_children if child.type.endswith("class_body")), None)


def class_head(
    source: bytes, node: Node, name_node: Node | None, body: Node | None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """A class's name, bases and decorators, from what stands before its body."""
    name, after = "", node.start_byte
    if name_node is not None:
        name, after = source[name_node.start_byte : name_node.end_byte].decode("utf-8", "replace"), name_node.end_byte
    until = body.start_byte if body is not None else node.end_byte
    for child in node.named_children:
        if child.type in OWN_PARAMETERS and child.end_byte <= until:
            after = max(after, child.end_byte)
    head = COMMENT.sub("", source[after:until].decode("utf-8", "replace"))
    before = source[node.start_byte : name_node.start_byte if name_node is not None else after]
    decorators = tuple(re.findall(r"@([\w.]+)", before.decode("utf-8", "replace")))
    for pattern in (GENERICS, GIVEN) if any(child.type in BASE_LISTS for child in node.named_children) else (GENERICS,):
        while (less := pattern.sub("", head)) != head:
            head = less
    bases = tuple(base for base in NAMES.findall(head) if base not in HEAD_WORDS)
    return name, bases, decorators
