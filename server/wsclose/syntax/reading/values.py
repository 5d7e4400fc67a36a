"""Values: calls and what is given to them, tables, operations, and what only wraps another value."""

import re
from dataclasses import replace
from itertools import pairwise

from tree_sitter import Node, Parser

from wsclose.syntax import outline as o
from wsclose.syntax.document import readable
from wsclose.syntax.reading.core import SPLIT, Captures, Core
from wsclose.syntax.reading.precedence import bound, operands_in_order

MAX_EMBEDDED = 6  # of code within macros within code
OF_STRUCTS = re.compile(r"(?:\[[^\[\]]*\]|map\[[\w.]+\])[*&]?([A-Za-z_][\w.]*)")


def applied(value: o.Operation, arguments: tuple[o.Argument, ...], end: int, opened: int) -> o.Value:
    """Calls what stands last, whose arguments they are: Swift's grammar takes `0.5 * pow(2, 3)` for `(0.5 * pow)(2, 3)`."""
    *before, last = value.operands
    if isinstance(last, o.Operation):
        return o.Operation(value.start, end, value.operator, (*before, applied(last, arguments, end, opened)))
    call = o.Call(last.start, end, last, arguments, False, opened)
    return o.Operation(value.start, end, value.operator, (*before, call))


def got(callee: o.Path, arguments: list[o.Argument], end: int) -> o.Value | None:
    """The member that a function reads by its name, or what stands in for it: `getattr(error, "code", 1006)`."""
    given = [argument.value for argument in arguments]
    name = given[1] if len(given) in (2, 3) else None
    if not isinstance(name, o.String) or not name.exact or not name.value.isidentifier():
        return None
    of, start = given[0], callee.start
    read: o.Value = o.Member(start, end, of, name.value, start)
    if isinstance(of, o.Path):
        read = o.Path(start, end, (*of.parts, name.value), start)
    plain = len(given) == 2 or (isinstance(given[2], o.Path) and given[2].parts[0] in ("None", "True", "False"))
    return read if plain else o.Either(start, end, (read, given[2]))


def is_any(node: Node) -> bool:
    """Whether this is the `_` of a pattern, where that has no node of its own."""
    return node.type == "_" and not node.is_named


def of_type(entry: o.Entry, written: str) -> o.Entry:
    """A struct in a list or map with the type that is written once for all: `[]Refusal{{4401, "who?"}}`."""
    one, kind = entry.value, OF_STRUCTS.fullmatch(written)
    if kind is None or not isinstance(one, o.Table) or one.type:
        return entry
    return replace(entry, value=o.Table(one.start, one.end, one.entries, kind[1]))


class Values(Core):
    """Reads what has a value."""

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
            text = self.text(name).lstrip(":")  # method(:closed)
            last = finish - len(text.encode())
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
            keys = tuple(key.value for key in self.arguments(holders[0]))
            if self.is_negation(node):
                return o.Operation(start, end, "!", (o.Sequence(*self.span(holders[0]), keys),))
            return o.Index(start, end, callee, keys[0] if keys else o.Opaque(start, end, ()))
        for holder in captures.get("call.arguments", ()):
            opened = opened or holder.start_byte - self.base + 1
            arguments.extend(self.arguments(holder))
        if self.is_negation(node) and len(arguments) == 1:
            return o.Operation(start, end, "!", (arguments[0].value,))
        if (
            isinstance(callee, o.Path)
            and callee.parts in self.loaders
            and arguments
            and isinstance(arguments[0].value, o.String)
        ):
            return o.Module(start, end, arguments[0].value.value)
        if (
            len(arguments) == 1
            and isinstance(arguments[0].value, o.Module)
            and o.name_of(callee) in self.around_modules
        ):
            return o.Module(start, end, arguments[0].value.module)
        fetched = got(callee, arguments, end) if isinstance(callee, o.Path) and callee.parts in self.getters else None
        if fetched is not None:
            return fetched
        holder_node = self.first(captures, "call.callee")
        if isinstance(callee, o.Operation) and holder_node is not None and self.text(holder_node)[:1] != "(":
            return applied(callee, tuple(arguments), end, opened)
        awaited = "call.awaited" in captures
        types = self.text_of(captures, "call.types")
        call = o.Call(callee.start if awaited else start, end, callee, tuple(arguments), False, opened, types)
        return o.Awaited(start, end, call) if awaited else call

    def is_negation(self, node: Node) -> bool:
        """Whether this is no call: `![1006, 1015]` and `!(a || b)` are calls of `!` by Swift's grammar."""
        first = self.source[node.start_byte : node.start_byte + 2]
        if first not in (b"![", b"!(") or node.children[0].type != "bang":
            return False
        parted = (
            node.parent is not None and node.parent.type == "navigation_expression"
        )  # !(3000...4999).contains(code)
        return first == b"![" or not parted

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
                name = self.text_of(construct[1], "argument.name").lstrip(":")  # Ruby's :code => 1006
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
        items = [*captures.get("variant.item", ()), *(one for one in node.children if is_any(one))]
        for place, item in enumerate(sorted(items, key=lambda one: one.start_byte)):
            value = self.anything(item) if is_any(item) else self.value(item)
            if value is not None:
                entries.append(o.Entry(f"{name}.{place}" if place else name, value))
        return o.Table(*self.span(node), tuple(entries), kind[: -len(name)].rstrip(":. "))

    def anything(self, node: Node) -> o.Path:
        start, end = self.span(node)
        return o.Path(start, end, ("_",), start)

    def read_embedded(self, node: Node, captures: Captures) -> o.Value:
        """Code in what the grammar leaves as it is: the arguments of a macro."""
        start, end = self.span(node)
        tokens, name = self.first(captures, "embedded.tokens"), self.first(captures, "embedded.name")
        text = None
        if tokens is not None and name is not None and self.embedded < MAX_EMBEDDED:
            text = self.adapter.embed(self.text(name), tokens)
        if text is None or tokens is None:
            return o.Opaque(start, end, ())
        parsed = Parser(self.adapter.language("")).parse(readable(text)).root_node
        original = self.source[tokens.start_byte : tokens.end_byte]
        inner = type(self)(self.adapter, self.patterns, original, parsed, self.base - tokens.start_byte)
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
        if len(options) < 2:  # `{ code = }`: half of it is still to be written
            return options[0] if options else o.Opaque(*self.span(node), ())
        return o.Either(*self.span(node), options)

    def read_operation(self, node: Node, captures: Captures) -> o.Value:
        misbound: frozenset[str] = getattr(self.adapter, "misbound", frozenset())
        if node.type in misbound and any(part.type in misbound for part in captures.get("operation.of", ())):
            return self.bound_anew(node, misbound)
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
        return o.Operation(*self.span(node), self.sign(sign), tuple(operands))

    def bound_anew(self, node: Node, misbound: frozenset[str]) -> o.Value:
        """Operations in each other, in the order that the language has and the grammar gets wrong."""
        parts = operands_in_order(node, misbound)
        signs = [self.sign(self.between(one, other)) for one, other in pairwise(parts)]
        return bound([self.value_or_opaque(part, node) for part in parts], signs)

    def sign(self, written: str) -> str:
        sign = " ".join(written.strip(" ()").split())
        if sign in ("==", "!=") and getattr(self.adapter, "strict_equality", True):
            return sign + "="  # a number is never equal to a string here
        return sign

    def between(self, left: Node, right: Node) -> str:
        """The operator between two operands."""
        return " ".join(self.source[left.end_byte : right.start_byte].decode("utf-8", "replace").strip(" ()").split())

    def read_table(self, node: Node, captures: Captures) -> o.Value:
        entries: list[o.Entry] = []
        body, kind = self.first(captures, "table.body") or node, self.first(captures, "table.type")
        label = ""  # Dart's `Closed(code: 1000 || 1001)`, Python's `{"code": 1000 | 1001}`: the parts stand beside each other
        for child in body.named_children:
            if child.is_extra or (kind is not None and child.id == kind.id):
                continue
            construct = self.construct(child)
            if node.type == "object_pattern" and child.type == "identifier":
                label = self.text(child)
            elif node.type == "dict_pattern" and child.type == "string":
                label = self.text(child).strip("\"'")
            elif label and (asked := self.value(child)) is not None:
                entries.append(o.Entry(label, asked))
                label = "" if child.type == "variable_pattern" else label
            elif construct is not None and construct[0] == "entry":
                entries.append(self.entry(child, construct[1], "table.computed" in captures))
            elif construct is not None and construct[0] == "function":
                function = self.value(child)
                if isinstance(function, o.Function):
                    entries.append(o.Entry(function.name, function))
            elif (
                node.type not in ("object", "object_pattern")
                or child.named_child_count == 0
                or child.type in ("variable_pattern", "null_check_pattern")  # Dart's `CloseReceived(:final code)`
            ):
                value = self.value(child)
                if isinstance(value, o.Path) and len(value.parts) == 1:
                    entries.append(o.Entry(value.parts[0], value))  # shorthand: { code }
                elif value is not None:
                    entries.append(o.Entry("", value))
            else:
                value = self.value(child)
                if value is not None:  # { code = 1000 }: by the name that it goes by with its default
                    entries.append(o.Entry(o.name_of(value.options[0]) if isinstance(value, o.Either) else "", value))
        written = self.text_of(captures, "table.type")
        return o.Table(*self.span(node), tuple(of_type(one, written) for one in entries), written)

    def read_pairs(self, node: Node, captures: Captures) -> o.Value:
        """A table whose keys and values are no nodes together."""
        pairs = zip(captures.get("pairs.key", ()), captures.get("pairs.value", ()), strict=False)
        computed = "pairs.computed" in captures
        return o.Table(*self.span(node), tuple(self.entry_of(key, value, node, computed) for key, value in pairs))

    def entry(self, node: Node, captures: Captures, computed: bool = False) -> o.Entry:
        key, value = self.first(captures, "entry.key"), self.first(captures, "entry.value")
        return self.entry_of(key, value, node, computed or "entry.computed" in captures)

    def entry_of(self, key_node: Node | None, value_node: Node | None, node: Node, computed: bool = False) -> o.Entry:
        """`computed`: a bare name as key is a constant, not the name of a field."""
        value = self.value_or_opaque(value_node, node)
        if key_node is None:
            return o.Entry("", value)
        key_value = self.value(key_node)
        if isinstance(key_value, o.Path) and len(key_value.parts) == 1:
            return o.Entry(key_value.parts[0], value, key_value if computed else None)
        if isinstance(key_value, o.String):
            return o.Entry(key_value.value, value, key_value)
        return o.Entry(self.text(key_node) if key_value is None else "", value, key_value)

    def read_entry(self, node: Node, captures: Captures) -> list[o.Statement]:
        entry = self.entry(node, captures)
        found: list[o.Statement] = [entry.value]
        return found

    def read_sequence(self, node: Node, captures: Captures) -> o.Value:
        items = [value for child in node.named_children if not child.is_extra and (value := self.value(child))]
        if node.type.endswith("_pattern"):  # (_, line)
            items.extend(self.anything(one) for one in node.children if is_any(one))
            items.sort(key=lambda one: one.start)
        start, end = self.span(node)
        if len(items) == 1 and (node.child_count == 1 or (node.type == "tuple_expression" and node.child_count == 3)):
            return items[0]  # Go's expression_list around a single expression, Swift's `(a ?? b)`
        sequence, kind = o.Sequence(start, end, tuple(items)), self.text_of(captures, "sequence.type")
        return sequence if items or not kind else o.Typed(start, end, sequence, f"[]{kind}")  # <WebSocket>[]
