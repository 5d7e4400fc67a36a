"""Received codes, and the numbers that they are compared with."""

from collections.abc import Iterator

from wsclose.analysis import tables, words
from wsclose.analysis.callers import EVENT_NAMES
from wsclose.analysis.calling import CONVERSIONS
from wsclose.analysis.facts import Certainty, CodeUse, Connection
from wsclose.analysis.notes import numbers_in
from wsclose.analysis.scopes import Scope
from wsclose.analysis.sent_numbers import is_failure
from wsclose.analysis.surroundings import Surroundings
from wsclose.analysis.things import Elsewhere, Instance, Int, Own, OwnClass, Received
from wsclose.knowledge import platforms
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

COMPARISONS = frozenset({"==", "===", "!=", "!==", "<", "<=", ">", ">=", "in", "not in", "!in", "is", "is not"})


class Comparisons(Surroundings):
    """Received codes, and the numbers that they are compared with."""

    def is_code(self, value: o.Value, scope: Scope) -> Received | None:
        """Whether an expression holds a close code as received."""
        while isinstance(value, o.Awaited | o.Typed):
            value = value.of
        value = looked_up(value)
        if isinstance(value, o.Either):
            return next((found for option in value.options if (found := self.is_code(option, scope))), None)
        thing = self.resolver.thing(value, scope)
        if isinstance(thing, Received):
            return thing
        if self.narrowed and isinstance(value, o.Path | o.Index) and thing is None:
            found = self.code_while(value, scope)
            if found is not None:
                return found
        if isinstance(thing, Int) and not thing.known and isinstance(value, o.Path):
            return self.is_code_variable(value, scope)
        if isinstance(thing, Own | Elsewhere):
            return self.converted(value, thing, scope)
        if thing is not None:
            return None
        if isinstance(value, o.Path):
            return self.is_code_path(value, scope) or self.holds_code(value, scope)
        if isinstance(value, o.Member) and words.is_code_name(value.name) and self.closing.mentions:
            return Received(None, False)
        if isinstance(value, o.Member) and value.name in ("code", "Code") and isinstance(value.of, o.Typed):
            return Received(None, False) if words.is_closing_name(bare_type(value.of.type)) else None
        if isinstance(value, o.Call):
            name = o.name_of(value.callee)
            if words.is_code_name(name) and self.closing.mentions:
                return Received(None, False)
            if (
                name in ("getCode", "code")
                and isinstance(value.callee, o.Path)
                and len(value.callee.parts) > 1
                and words.is_closing_name(value.callee.parts[-2])
            ):
                return Received(None, False)
        if (
            isinstance(value, o.Index)
            and isinstance(value.key, o.String)
            and value.key.value == "code"
            and isinstance(value.of, o.Path)
        ) and (words.is_closing_name(value.of.parts[-1]) or self.in_closing(scope)):
            return Received(None, False)
        return None

    def converted(self, value: o.Value, thing: Own | Elsewhere, scope: Scope) -> Received | None:
        """A received code as a member of the project's own enum: `switch (Close.fromCode(code))`."""
        calls = [value]
        if isinstance(value, o.Path) and len(value.parts) == 1:
            calls = [one.value for one in scope.find(value.parts[0]) or () if isinstance(one.value, o.Call)]
        self.depth += 1  # a name may be given what a call makes of it: `frame = decode(frame)`
        try:
            for call in calls if self.depth < 4 else ():
                for argument in call.arguments if isinstance(call, o.Call) else ():
                    code = self.is_code(argument.value, scope)
                    if code is not None and isinstance(thing, Own):
                        return Received(code.connection, code.sure, OwnClass(thing.name))
                    if code is not None and isinstance(thing, Elsewhere) and isinstance(thing.thing, Own):
                        group = Elsewhere(thing.file, OwnClass(thing.thing.name))
                        return Received(code.connection, code.sure, group)
            return None
        finally:
            self.depth -= 1

    def code_while(self, value: o.Path | o.Index, scope: Scope) -> Received | None:
        """A code that something holds only while a test around it is true: `if msg.type == WSMsgType.CLOSE: msg.data`."""
        if isinstance(value, o.Index):
            if not isinstance(value.of, o.Path) or not isinstance(value.key, o.String):
                return None
            name, of = value.key.value, value.of.parts
        else:
            name, of = value.parts[-1], value.parts[:-1]
        for held, key, equals in self.narrowed:
            if held != of:
                continue
            said = not key or (key in FRAME_KINDS and equals.lower().rpartition(".")[2] in ("close", "closed"))
            if said and name.lower() in ("code", "statuscode", "status_code"):
                return Received(None, False)
            for library in self.libraries.by_id.values():
                for frame in library.frames:
                    if frame["direction"] == "received" and (frame["key"], frame["equals"]) == (key, equals):
                        return Received(None, True) if name == frame["code"] else None
            on = self.resolver.path(of, scope)
            types = [kind for library in self.libraries.by_id.values() for kind in library.types.values()]
            for kind in self.resolver.bases(on.type) if isinstance(on, Instance) else types if on is None else ():
                if kind.fields_when.get(name) == (key, equals, "code"):
                    return Received(None, on is not None)
        return None

    def beside_reason_given(self, name: str, scope: Scope) -> bool:
        """Whether this is a parameter of a function that takes a reason with it: `payload(code, reason)`."""
        if not self.closing.mentions:
            return False
        for outer in scope.functions():
            if outer.function is not None and name in outer.names:
                given = {parameter.name.lower() for parameter in outer.function.parameters}
                return name.lower() in given and bool(given & {"reason", "closereason", "close_reason"})
        return False

    def is_code_path(self, path: o.Path, scope: Scope) -> Received | None:
        last = path.parts[-1]
        found = words.words(last)
        if words.is_code_name(last) and not found[0].isdigit() and self.closing.mentions:
            return Received(None, False)
        if len(path.parts) == 1 and self.closing.mentions and self.turned_into_code(last, scope):
            return Received(None, False)
        if found[-1:] not in (("code",), ("status",)):
            return None
        if self.told_around(path, scope):
            return Received(None, False)
        if len(path.parts) > 1:
            base = path.parts[-2]
            if words.is_closing_name(base) or words.is_socket_name(base):
                return Received(None, False)
            if base.lower().lstrip("_") in EVENT_NAMES and last.lower() == "code" and self.in_closing(scope):
                return Received(None, False)
            if (
                base.lower() in ("err", "error", "exc", "exception", "ex", "e")
                and last.lower() == "code"
                and self.caught_closing(base, scope)
            ):
                return Received(None, False)
            return None
        named = last.lower() in ("code", "status", "statuscode", "status_code")
        if named and (self.in_closing(scope) or (last.lower() == "code" and self.beside_reason_given(last, scope))):
            return Received(None, False)
        return None

    def is_code_variable(self, path: o.Path, scope: Scope) -> Received | None:
        """Something that is a number to begin with: `let code = 0; if (event) code = event.code;`, a field's default."""
        if len(path.parts) > 1:
            return self.is_code_path(path, scope) if path.parts[-2][:1].islower() else None
        found = scope.find(path.parts[0]) or ()
        if len(found) < 2 and all(isinstance(one.value, o.Number) for one in found):
            return None
        if words.is_code_name(path.parts[0]) or self.closes_with(path.parts[0], scope):
            return self.is_code_path(path, scope)
        self.depth += 1
        try:
            for one in found if self.depth < 4 else ():
                if isinstance(one.value, o.Value) and (code := self.is_code(one.value, one.scope)) is not None:
                    return code
            return None
        finally:
            self.depth -= 1

    def holds_code(self, path: o.Path, scope: Scope) -> Received | None:
        """A variable that was given a code: `left = session.close_sent.code`."""
        if len(path.parts) > 1 or not self.closing.mentions or self.depth > 3:
            return None
        self.depth += 1
        try:
            given = [one for one in scope.find(path.parts[0]) or () if isinstance(one.value, o.Path | o.Either)]
            found = (self.is_code(one.value, one.scope) for one in given[:4] if isinstance(one.value, o.Value))
            return next((code for code in found if code is not None), None)
        finally:
            self.depth -= 1

    def turned_into_code(self, name: str, scope: Scope) -> bool:
        """Whether the function makes a close code of a number: `(CloseCode) number`, `closeCode: number`."""
        function = next((outer.function for outer in scope.functions() if outer.function is not None), None)
        if function is None or words.words(name)[-1:] != ("code",):
            return False
        if id(function) not in self.turned:
            self.turned[id(function)] = frozenset(made_codes(function.body))
        return name in self.turned[id(function)]

    def caught_closing(self, name: str, scope: Scope) -> bool:
        """Whether an exception is, by its type's name, raised when a connection has closed."""
        for one in scope.find(name) or ():
            if isinstance(one.value, o.Catch):
                return any(
                    words.is_closing_name(o.name_of(kind)) or "websocket" in words.words(o.name_of(kind))
                    for kind in value_names(one.value.types)
                )
        return False

    def in_closing(self, scope: Scope) -> bool:
        """Whether this is inside a function that is called when a connection has closed."""
        if not self.closing.mentions:
            return False
        return any(outer.function is not None and self.resolver.handles_close(outer) for outer in scope.functions())

    def operation(self, node: o.Operation, scope: Scope) -> None:
        if node.operator in ("&&", "||", "and", "or", "&"):
            self.range_test(node, scope)
        if node.operator not in COMPARISONS or len(node.operands) < 2:
            return
        operands = node.operands
        for place, operand in enumerate(operands):
            code = self.is_code(operand, scope)
            if code is None:
                continue
            for other in (*operands[:place], *operands[place + 1 :]):
                self.compared(other, scope, code, node.operator)
            return
        if node.operator in ("in", "not in") and self.told_by_others(operands[0], operands[-1]):
            self.compared(operands[-1], scope, Received(None, False))

    def range_test(self, node: o.Statement, scope: Scope) -> None:
        """`code !== 1000 && (code < 3000 || code > 4999)`: nobody else tests for these numbers together."""
        by_subject: dict[tuple[str, ...], list[o.Number]] = {}
        for test in comparisons_in(node):
            left, right = test.operands[0], test.operands[-1]
            if isinstance(left, o.Number):
                left, right = right, left
            if isinstance(left, o.Path) and isinstance(right, o.Number):
                by_subject.setdefault(left.parts, []).append(right)
        for numbers in by_subject.values():
            values = {number.value for number in numbers}
            if {3000, 4999} <= values or {3000, 5000} <= values or {1000, 4999} <= values:
                for number in numbers:
                    if words.plausible(number.value):
                        self.use(number, "compared", Certainty.LIKELY)

    def compared(self, value: o.Value, scope: Scope, code: Received, operator: str = "===") -> None:
        """Notes the numbers that a received code is compared with."""
        certainty = Certainty.SURE if code.sure else Certainty.LIKELY
        connection = self.closing.connection(code.connection) if code.connection is not None else None
        match value:
            case o.Number() if value.value is not None:
                if code.sure or words.plausible(value.value):
                    self.use(value, "compared", certainty, connection, operator=operator)
            case o.String() if value.exact and value.value.isdigit() and len(value.value) < 6:
                if words.plausible(int(value.value)):
                    self.use(value, "compared", certainty, connection, int(value.value), operator=operator)
            case o.Sequence():
                for item in value.items:
                    self.compared(item, scope, code)
            case o.Either():
                for option in value.options:
                    self.compared(option, scope, code, operator)
            case o.Operation():
                for item in value.operands:
                    if not (isinstance(item, o.Operation) and item.operator in COMPARISONS):
                        self.compared(item, scope, code, operator)
            case o.Call() if not value.arguments:
                of = self.closing.same_code(value.callee)  # 1006.toShort(), Codes.IDLE.getCode()
                if of is not None:
                    self.compared(of, scope, code, operator)
            case o.Call():
                for argument in value.arguments:
                    self.compared(argument.value, scope, code, operator)
            case o.Opaque():
                for inside in value.inside:
                    if isinstance(inside, o.Value):
                        self.compared(inside, scope, code, operator)
            case o.Typed() | o.Awaited():
                self.compared(value.of, scope, code, operator)
            case o.Table():  # a pattern that takes a code apart: CloseCode::Library(4001)
                for entry in value.entries:
                    self.compared(entry.value, scope, code, operator)
            case o.Path():
                self.compared_path(value, scope, code, certainty, connection, operator)

    def compared_path(
        self,
        path: o.Path,
        scope: Scope,
        received: Received,
        certainty: Certainty,
        connection: Connection | None,
        operator: str,
    ) -> None:
        member = self.resolver.member(received.group, path.parts[-1]) if received.group is not None else None
        if isinstance(member, Int):  # a bare member in an arm: `case NORMAL:`
            self.use(path, "compared", certainty, connection, member.value, path.parts[-1], operator)
            return
        found = self.closing.codes(path, scope)
        for code in found.codes:
            if not received.sure and not words.plausible(code.number):
                continue  # `case .ping:` of something that is called a code
            if code.start == path.start:
                self.use(path, "compared", certainty, connection, code.number, code.name, operator)
            elif not code.elsewhere:
                self.put(
                    CodeUse(
                        code.number, code.start, code.end, "literal", "defined", path.parts[-1], certainty, connection
                    )
                )
        self.sent_names.update(found.names)
        bare = words.is_bare_constant(path.parts) or (
            len(path.parts) == 1 and path.parts[0][:1].isupper() and path.parts[0] in self.libraries.constant_names
        )
        if not found.codes and bare and self.resolver.thing(path, scope) is None:
            number = words.BY_NAME.get(words.normal(path.parts[0]))  # `case GOING_AWAY:` of an enum that is not at hand
            self.use(path, "compared", Certainty.LIKELY, connection, number, path.parts[0], operator)
            return
        if not found.codes and len(path.parts) > 1 and words.is_code_group(path.parts[-2]):
            said = words.words(path.parts[-1])  # CloseCode.DISALLOWED_INTENTS, of a library that is not at hand
            numbers = {number for _, number in platforms.by_code_name(" ".join(said))} if len(said) > 1 else set()
            if len(numbers) == 1:
                self.use(path, "compared", Certainty.LIKELY, connection, numbers.pop(), path.parts[-1], operator)
                return
        if not found.codes:
            self.defined_elsewhere(path, scope, certainty)

    def defined_elsewhere(self, path: o.Path, scope: Scope, certainty: Certainty) -> None:
        """A set or list of codes that has a name: its numbers are codes where it is written."""
        if len(path.parts) > 2:
            return
        local = scope.find(path.parts[0]) if len(path.parts) == 1 else None
        if local is None:
            self.sent_names.add(self.closing.key_of(path, scope))
            return
        for one in local:
            if isinstance(one.value, o.Value):
                for number in numbers_in(one.value):
                    if words.plausible(number.value):
                        self.use(number, "defined", certainty)

    def switch(self, node: o.Switch, scope: Scope) -> None:
        if node.subject is not None:
            self.visit(node.subject, scope)
        code = self.is_code(node.subject, scope) if node.subject is not None else None
        converts = self.closing.mentions and self.converts(node, scope)
        if code is None and (converts or (self.closing.mentions and self.names_codes(node))):
            code = Received(None, False)
        if code is not None:
            for arm in node.arms:
                for pattern in arm.patterns:
                    self.compared(pattern, scope, code)
            self.named_as_by_platform(node)
        for arm in node.arms:
            for pattern in arm.patterns:
                self.visit(pattern, scope)
            if arm.guard is not None:
                self.visit(arm.guard, scope)
            before = len(self.narrowed)
            if node.subject is not None and len(arm.patterns) == 1:
                self.narrowed.extend(holds_value(node.subject, arm.patterns[0]))
                if node.alias and words.is_closing_name(o.name_of(arm.patterns[0])):  # case *websocket.CloseError:
                    self.narrowed.append(((node.alias,), "", ""))
            failed = any(isinstance(one, o.Bind) and is_failure(one.value) for one in arm.body)
            self.inside("error", arm.body, scope) if failed else self.block(arm.body, scope)
            del self.narrowed[before:]

    def named_as_by_platform(self, node: o.Switch) -> None:
        """Members of an enum that is not seen here, when three of them go by the names that one platform gives its codes."""
        unknown = [
            pattern
            for arm in node.arms
            for pattern in arm.patterns
            if isinstance(pattern, o.Path) and pattern.start not in self.uses
        ]
        if len(unknown) < 3:
            return
        by_platform: dict[str, list[tuple[o.Path, int]]] = {}
        for pattern in unknown:
            for platform, number in platforms.by_code_name(" ".join(words.words(pattern.parts[-1]))):
                by_platform.setdefault(platform.id, []).append((pattern, number))
        best = max(by_platform.values(), key=len, default=[])
        for pattern, number in best if len(best) >= 3 else ():
            self.use(pattern, "compared", Certainty.LIKELY, None, number, pattern.parts[-1])

    def names_codes(self, node: o.Switch) -> bool:
        """Whether the arms say of the subject that it is a close code: `case .goingAway: ... case .normalClosure: ...`."""
        named = [o.name_of(pattern) for arm in node.arms for pattern in arm.patterns]
        known = [
            name for name in named if name in self.libraries.constant_names and words.normal(name) in words.BY_NAME
        ]
        return len(known) > 1 and any({"away", "closure"} & set(words.words(name)) for name in known)

    def converts(self, node: o.Switch, scope: Scope) -> bool:
        """Whether the arms turn numbers into the names of codes, or names into numbers: `1001 => Away`, `Away => 1001`."""
        rows: list[tables.Row] = []
        given: list[o.Number] = []
        for arm in node.arms:
            result = arm.body[-1] if arm.body else None
            result = result.value if isinstance(result, o.Return) else result
            for pattern in arm.patterns:
                if isinstance(pattern, o.Number) and pattern.value is not None and isinstance(result, o.Value):
                    rows.append(tables.Row(tables.text_in(result), pattern.value, pattern.start, pattern.end))
                elif isinstance(pattern, o.Path) and isinstance(result, o.Number) and result.value is not None:
                    rows.append(tables.Row(pattern.parts[-1], result.value, result.start, result.end))
                    given.append(result)
        owner = next((outer.owner for outer in scope.functions() if outer.owner), "")
        group = owner if words.is_code_group(owner) else self.functions[-1] if self.functions else ""
        if len(rows) < 2 or not tables.are_codes(group, rows):
            return False
        for number in given:
            if words.plausible(number.value):
                self.use(number, "defined", Certainty.LIKELY)
        return True

    def either(self, node: o.Either, scope: Scope) -> None:
        """`event.code || 1006`: a number that stands in for a received code."""
        if len(node.options) > 1 and any(self.is_code(option, scope) for option in node.options):
            for option in node.options:
                if isinstance(option, o.Number) and words.plausible(option.value):
                    self.use(option, "mentioned", Certainty.LIKELY)

    def index(self, node: o.Index, scope: Scope) -> None:
        """`NAMES[1001]` where NAMES is a table of codes."""
        if (
            isinstance(node.key, o.Number)
            and words.plausible(node.key.value)
            and words.is_code_group(o.name_of(node.of))
        ):
            self.use(node.key, "mentioned", Certainty.LIKELY)


FRAME_KINDS = frozenset({"type", "opcode", "opCode", "kind", "frame_type", "Opcode", "OpCode", "Type"})
"""Fields that say what a frame or an event is: `if frame.type == :close`."""

Narrowed = tuple[tuple[str, ...], str, str]
"""What a test has found out of something: it is of a close (no more is said), or one of its fields has this value."""


def looked_up(value: o.Value) -> o.Value:
    """`message.get("code")` is `message["code"]`, with something in its place where there is none."""
    callee = value.callee if isinstance(value, o.Call) and value.arguments else None
    if not isinstance(value, o.Call) or not isinstance(callee, o.Path) or callee.parts[-1] != "get":
        return value
    of, key = o.Path(callee.start, callee.last, callee.parts[:-1], callee.start), value.arguments[0].value
    return o.Index(value.start, value.end, of, key) if of.parts and isinstance(key, o.String) else value


def found_closed(test: o.Value, depth: int = 0) -> Iterator[Narrowed]:
    """What a test finds to be of a close: `isinstance(exc, ConnectionClosed)`, `message["type"] == "websocket.disconnect"`."""
    pair: tuple[o.Value, ...] = ()
    if isinstance(test, o.Call) and o.name_of(test.callee) == "isinstance":
        pair = tuple(argument.value for argument in test.arguments)
    elif isinstance(test, o.Operation) and test.operator in ("instanceof", "is"):
        pair = test.operands
    elif isinstance(test, o.Operation) and test.operator in ("&&", "and") and depth < 8:
        for operand in test.operands:
            yield from found_closed(operand, depth + 1)
    elif isinstance(test, o.Operation) and test.operator in ("==", "===") and len(test.operands) == 2:
        yield from holds_value(test.operands[0], test.operands[1])
    if len(pair) == 2 and isinstance(pair[0], o.Path) and words.is_closing_name(o.name_of(pair[1])):
        yield pair[0].parts, "", ""
    elif len(pair) == 2:
        yield from holds_value(pair[0], pair[1])


def holds_value(field: o.Value, value: o.Value) -> Iterator[Narrowed]:
    """A field and the value that it turns out to have; a constant goes by its last two names."""
    equals = (
        value.value if isinstance(value, o.String) else ".".join(value.parts[-2:]) if isinstance(value, o.Path) else ""
    )
    if isinstance(field, o.Path) and len(field.parts) > 1 and equals:
        yield field.parts[:-1], field.parts[-1], equals
    elif isinstance(field, o.Index) and isinstance(field.of, o.Path) and isinstance(field.key, o.String) and equals:
        yield field.of.parts, field.key.value, equals


def made_codes(block: o.Block, depth: int = 0) -> Iterator[str]:
    """The names that are cast to a type of close codes, or given as an argument that is called so."""
    for node in block:
        if isinstance(node, o.Typed) and isinstance(node.of, o.Path) and words.is_code_group(bare_type(node.type)):
            yield node.of.parts[-1]
        if isinstance(node, o.Call):
            for argument in node.arguments:
                if isinstance(argument.value, o.Path) and argument.name and words.is_code_name(argument.name):
                    yield argument.value.parts[-1]
        if depth < 40:
            yield from made_codes(tuple(o.children(node)), depth + 1)


def written(value: o.Value, depth: int = 0) -> Iterator[o.Value]:
    """The numbers and constants that an argument is: `1001`, `code or 1005`, `.unknown(4001)`, `UInt16(Codes.idle)`."""
    if isinstance(value, o.Either) and depth < 6:
        for option in value.options:
            yield from written(option, depth + 1)
    elif isinstance(value, o.Call) and len(value.arguments) == 1 and depth < 6:
        name = o.name_of(value.callee)
        group = value.callee.parts[-2] if isinstance(value.callee, o.Path) and len(value.callee.parts) > 1 else name
        if name in CONVERSIONS or group == "." or words.is_code_group(group):
            yield from written(value.arguments[0].value, depth + 1)
    else:
        yield value


def comparisons_in(node: o.Statement, depth: int = 0) -> Iterator[o.Operation]:
    """The comparisons that a logical expression is made of."""
    if isinstance(node, o.Operation) and node.operator in COMPARISONS and len(node.operands) == 2:
        yield node
    elif isinstance(node, o.Operation | o.Either | o.Opaque) and depth < 12:
        for child in o.children(node):
            yield from comparisons_in(child, depth + 1)


def receiver_parts(scope: Scope) -> tuple[str, ...]:
    """The name of what a function is registered on as a handler."""
    site = scope.site
    if site is None:
        return ()
    holder = site.call.callee if site.call is not None else site.target
    return holder.parts[:-1] if isinstance(holder, o.Path) else ()


def value_names(values: tuple[o.Value, ...]) -> Iterator[o.Value]:
    for value in values:
        if isinstance(value, o.Sequence):
            yield from value.items
        else:
            yield value
