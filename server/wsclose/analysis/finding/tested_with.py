"""What a test is run with: `@pytest.mark.parametrize("code", [1000, 4001])`, `it.each(...)`, `[InlineData(1000)]`."""

from collections.abc import Iterator
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.finding.mocks import subjects
from wsclose.analysis.finding.notes import Notes
from wsclose.analysis.finding.two_bytes import is_higher_byte, packs
from wsclose.analysis.resolving.outside import OF_OBJECT
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Elsewhere, OwnFunction, Received
from wsclose.analysis.walks import calls, everything, flat, given_back, returns
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

ROWS = frozenset({"InlineData", "TestCase", "DataRow", "TestWith"})
"""Attributes that give a test one set of values."""
VALUES = "ValueSource"
"""JUnit's annotation that gives a test with one parameter all its values."""
MOST_ROWS = 200
EXPECTING = frozenset({"be", "equal", "equals", "eq", "eql", "is", "same"})
"""In names of what a test says that two values are the same by."""


class TestedWith(Notes):
    """What a test is run with, and whether a parameter of a function is a close code by what becomes of it."""

    def parametrized(self, node: o.Function) -> None:
        """The numbers that a test is run with, one after the other: `@pytest.mark.parametrize("code", [1000, 4001])`,
        `[InlineData(1000, true)]`, `@ValueSource(ints = {1000, 4001})`."""
        rows: list[o.Value] = [
            row_of(one) for one in node.decorators if isinstance(one, o.Call) and o.name_of(one.callee) in ROWS
        ]
        for one in node.decorators:
            if isinstance(one, o.Call) and o.name_of(one.callee) == VALUES and node.parameters:
                for value in (argument.value for argument in one.arguments):
                    rows.extend(value.items if isinstance(value, o.Sequence) else (value,))
        if rows:
            listed = o.Sequence(node.start, node.end, tuple(rows))
            self.columns(node, [parameter.name for parameter in node.parameters], listed)
        for decorator in node.decorators:
            if isinstance(decorator, o.Call) and o.name_of(decorator.callee) == "parametrize":
                given = [argument.value for argument in decorator.arguments[:2]]
                if len(given) == 2:
                    self.columns(node, names_in(given[0]), given[1])

    def makes_sets(self, node: o.Function) -> None:
        """The numbers that a method makes tests' sets of, which name it: `Stream.of(Arguments.of(1000, "done"), ...)`,
        `return [[1000, "done"], "kicked" => [4001, "out"]]`"""
        tests = [one.value for one in self.resolver.lookup(("sets", node.owner, node.name)) if node.owner]
        listed = o.Sequence(node.start, node.end, tuple(islice(rows_given(node), MOST_ROWS)) if tests else ())
        for test in tests:
            if isinstance(test, o.Function):
                self.columns(test, [parameter.name for parameter in test.parameters], listed)

    def run_with_each(self, node: o.Call, scope: Scope) -> None:
        """`it.each([[1000, "done"], [4001, "kicked"]])("says why", (code, reason) => ...)`, also with rows that have a
        name; `it.each([{ code: 1000 }])("says why", ({ code }) => ...)`"""
        rows = node.callee.arguments[0].value if isinstance(node.callee, o.Call) and node.callee.arguments else None
        found = scope.find(rows.parts[0]) if isinstance(rows, o.Path) and len(rows.parts) == 1 else None
        rows = next((one.value for one in found or () if isinstance(one.value, o.Sequence)), rows)
        title = node.arguments[0].value if node.arguments else None
        told = isinstance(title, o.String) and words.is_closing_name(title.value)
        for argument in node.arguments if rows is not None else ():
            if isinstance(argument.value, o.Function) and rows is not None:
                self.columns(argument.value, [one.name for one in argument.value.parameters], rows, told)
                self.members(argument.value, rows, told)

    def members(self, function: o.Function, rows: o.Value, told: bool) -> None:
        """The same for objects: `it.each([{ code: 1000, clean: true }])("$code", ({ code, clean }) => ...)`"""
        first = function.parameters[0] if function.parameters else None
        apart = first.pattern.entries if first is not None and isinstance(first.pattern, o.Table) else ()
        sent = self.closing.summary(OwnFunction("", function.name, function)).get(OF_OBJECT)
        names = {one.key for one in apart if self.is_code_column(function, o.name_of(one.value) or one.key, told)}
        names.update(sent.names if sent is not None else ())
        for row in rows.items if isinstance(rows, o.Sequence) and self.closing.mentions else ():
            for entry in row.entries if isinstance(row, o.Table) else ():
                if entry.key in names:
                    self.plausible(entry.value)

    def is_code_column(self, function: o.Function, name: str, told: bool) -> bool:
        """Whether what a test is run with under a name is a close code. `told`: the test says that it is about a close."""
        of_close = told and name.lower() in ("code", "status", "statuscode")
        return of_close or self.is_tested_as_code(function, name)

    def columns(self, function: o.Function, names: list[str], rows: o.Value, told: bool = False) -> None:
        for column, name in enumerate(names):
            if not self.closing.mentions or not self.is_code_column(function, name, told):
                continue
            for row in rows.items if isinstance(rows, o.Sequence) else ():
                cells: tuple[o.Value, ...] = (row,)
                if isinstance(row, o.Sequence):
                    cells = row.items
                elif isinstance(row, o.Call):  # pytest.param(1000, id="done")
                    cells = tuple(argument.value for argument in row.arguments)
                if column < len(cells):
                    self.plausible(cells[column])

    def is_tested_as_code(self, function: o.Function, name: str) -> bool:
        """Whether a parameter of a test is a close code: by its name, or because it is sent, or compared with one."""
        if words.is_code_name(name):
            return True
        place = next((place for place, one in enumerate(function.parameters) if one.name == name), -1)
        if self.is_expected_code(function, name) or self.given_as_code(function, name):
            return True
        if place >= 0 and place in self.closing.summary(OwnFunction("", function.name, function)):
            return True
        told = words.words(name)[-1:] == ("code",) and any(tells_close(call, name) for call in calls(function.body))
        return told or becomes_code(function, name) or self.compared_with_code(function, name)

    def given_as_code(self, function: o.Function, name: str) -> bool:
        """Whether a function gives a parameter to one that takes a close code: `expect(isFatal(status)).toBe(true)`."""
        scope = self.resolver.scope_of(function)
        for call in calls(function.body) if scope is not None else ():
            given = [(place, one) for place, one in enumerate(call.arguments) if is_named(one.value, name)]
            callee = self.callee(call, o.name_of(call.callee), scope) if given and scope is not None else None
            if isinstance(callee, OwnFunction | Elsewhere) and any(
                self.takes_code_at(callee, o.name_of(call.callee), place, one.name) for place, one in given
            ):
                return True
        return False

    def compared_with_code(self, function: o.Function, name: str) -> bool:
        """Whether a function, or one in it, compares a parameter with a close code as received:
        `assert refused.value.code == expected`, `socket.once("close", (code) => code === expected)`."""
        within = (one for one in everything(function.body) if isinstance(one, o.Function))
        for body in (function, *(one for one in within if all(each.name != name for each in one.parameters))):
            scope = self.resolver.scope_of(body)
            for test in flat(body.body):
                operands = test.operands if isinstance(test, o.Operation) else ()
                named = any(is_named(one, name) for one in operands)
                if named and any(self.is_told(one, scope) for one in operands):
                    return True
        return False

    def is_expected_code(self, function: o.Function, name: str) -> bool:
        """Whether a test says that a close code is what has this name: `expect(closed.code).toBe(expected)`."""
        scope = self.resolver.scope_of(function)
        for call in calls(function.body) if scope is not None else ():
            given = [argument.value for argument in call.arguments]
            if scope is not None and any(is_named(one, name) for one in given):
                about = (*given, *(subjects(call) if isinstance(call.callee, o.Member) else ()))
                if EXPECTING.intersection(words.words(o.name_of(call.callee))) and any(
                    self.is_code(one, scope) is not None for one in about if not is_named(one, name)
                ):
                    return True
        return False

    def is_told(self, value: o.Value, scope: Scope | None) -> bool:
        """Whether this is a close code as received: by its name, or as the `code` of what a closed connection raises."""
        if not isinstance(value, o.Path):
            return False
        if words.is_code_name(value.parts[-1]):
            return True
        if scope is None or len(value.parts) == 1:
            return scope is not None and isinstance(self.resolver.thing(value, scope), Received)
        return self.is_code(value, scope) is not None

    def takes_code(self, callee: OwnFunction, place: int) -> bool:
        """Whether an own function's parameter is a close code by its name, beside a reason or where the function has no
        other name than close: `def close(self, code)`."""
        for body in self.closing.bodies(callee):
            given = [words.words(parameter.name) for parameter in body.parameters]
            if place < len(given) and given[place] in (("close", "code"), ("status", "code"), ("close", "status")):
                return True
            if place < len(given) and given[place][-1:] == ("code",):
                return callee.name.lower() == "close" or any("reason" in said for said in given)
        return False

    def gets_code(self, callee: OwnFunction, place: int) -> bool:
        """Whether another call gives an own function's parameter a close code as received."""
        for body in self.closing.bodies(callee):
            scope = self.resolver.scope_of(body)
            parameter = body.parameters[place] if place < len(body.parameters) else None
            if scope is not None and parameter is not None and self.resolver.code_given(scope, parameter, place):
                return True
        return False


def becomes_code(function: o.Function | None, name: str) -> bool:
    """Whether a function makes a close code of a parameter: it puts it where one is kept, casts it to one, closes with it,
    or tells of a close with it."""
    if function is None or hands_to_close(function, name):
        return function is not None
    for one in everything(function.body):
        if isinstance(one, o.Bind) and words.is_code_name(o.name_of(one.target)) and one.value:
            if is_named(one.value, name):  # socket.close_code = code
                return True
        elif isinstance(one, o.Typed) and is_named(one.of, name) and words.is_code_type(bare_type(one.type)):
            return True  # (WebSocketCloseStatus)code
    coded = words.words(name)[-1:] in (("code",), ("status",))
    return any((coded and emitted(call, name)) or is_in_event(call, name) for call in calls(function.body))


def emitted(call: o.Call, name: str) -> bool:
    """Whether a call tells those who listen of a close, and gives them what has this name: `line.emit("close", code)`."""
    event, *given = (argument.value for argument in call.arguments) if call.arguments else (None,)
    told = isinstance(event, o.String) and words.is_closing_name(event.value) and o.name_of(call.callee) == "emit"
    return told and any(is_named(one, name) for one in given)


def tells_close(call: o.Call, name: str) -> bool:
    """Whether a call hands what has this name to what is about a close by its name: `bot.on_close(line, code, "")`,
    `should_reconnect(code)`."""
    said = words.is_closing_name(o.name_of(call.callee)) or "reconnect" in words.words(o.name_of(call.callee))
    return said and any(is_named(argument.value, name) for argument in call.arguments)


def is_in_event(call: o.Call, name: str) -> bool:
    """Whether a call tells of a close with an event whose code is what has this name: `socket.onclose({ code })`,
    `new CloseEvent("close", { code })`."""
    tables = (one.value for one in call.arguments if words.is_closing_name(o.name_of(call.callee)))
    given = (entry for one in tables if isinstance(one, o.Table) for entry in one.entries)
    return any(entry.key == "code" and is_named(entry.value, name) for entry in given)


def hands_to_close(function: o.Function, name: str) -> bool:
    """Whether a function hands a parameter, a code by its name, to what closes a WebSocket by the names of both,
    `this.webSocket.DisconnectAsync(code, message)`, or makes the frame of a close of it: `Close(code, reason)`,
    `struct.pack("!H", status)`, `[code >> 8, code & 0xff]`."""
    said = words.words(name)[-1:]
    if said not in (("code",), ("status",)):
        return False
    if any(isinstance(one, o.Operation) and is_higher_byte(one, name) for one in everything(function.body)):
        return True
    for call in calls(function.body):
        given, called = any(is_named(argument.value, name) for argument in call.arguments), o.name_of(call.callee)
        if given and (packs(call) or (words.is_closing_name(called) and may_close(call, called) and said == ("code",))):
            return True
    return False


def may_close(call: o.Call, name: str) -> bool:
    """Whether a call that speaks of a close by its name is of a WebSocket, or makes what goes out over one."""
    return words.is_socket_name(o.name_of(o.holder_of(call.callee))) or (name[:1].isupper() and len(call.arguments) > 1)


def is_named(value: o.Value, name: str) -> bool:
    """Whether this is what has a name, and no more than that."""
    return isinstance(value, o.Path) and value.parts == (name,)


def names_in(value: o.Value) -> list[str]:
    """`"code, reason"`, `["code", "reason"]`"""
    if isinstance(value, o.String):
        return [name.strip() for name in value.value.split(",")]
    items = value.items if isinstance(value, o.Sequence) else ()
    return [item.value if isinstance(item, o.String) else "" for item in items]


def row_of(attribute: o.Call) -> o.Value:
    """The values that an attribute gives a test: one after the other, or as a list, `#[TestWith([1000, true])]`."""
    only = attribute.arguments[0].value if len(attribute.arguments) == 1 else None
    return only if isinstance(only, o.Sequence) else attribute


def rows_given(function: o.Function) -> Iterator[o.Value]:
    """The rows that a function gives back, with a call, in a list or under names, and those that it yields."""
    for value in given_back(function):
        if isinstance(value, o.Call):
            yield from (argument.value for argument in value.arguments)
    for value in returns(function.body):
        listed = value.items if isinstance(value, o.Sequence) else ()
        listed = tuple(entry.value for entry in value.entries) if isinstance(value, o.Table) else listed
        for one in listed:
            held = one.inside if isinstance(one, o.Opaque) else (one,)  # a list with some under names
            yield from (row for row in held if isinstance(row, o.Value))
    yield from (one for one in function.body if isinstance(one, o.Sequence))
