"""What stands around a name and says that it holds a close code: who takes it, what came with it, what was raised."""

from collections.abc import Iterator, Sequence

from wsclose.analysis import words
from wsclose.analysis.finding.notes import Notes
from wsclose.analysis.finding.two_bytes import is_unpacked
from wsclose.analysis.resolving.asked_for import RAISING
from wsclose.analysis.resolving.meant import meant_at
from wsclose.analysis.resolving.scopes import Definition, Scope
from wsclose.analysis.sending.lookups import look_up_in, unfrozen
from wsclose.analysis.tables import are_codes, rows_of_table
from wsclose.analysis.walks import calls, everything
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

CODE = frozenset({"code", "status", "statuscode", "status_code"})
CLEAN = ("wasClean", "was_clean")
REASON = frozenset({"reason", *CLEAN})
TELLING = frozenset({1001, 1005, 1006})
"""Codes that stand in a list of close codes and hardly in one of anything else."""


class Surroundings(Notes):
    """What stands around a name and says that it holds a close code."""

    def told_around(self, path: o.Path, scope: Scope) -> bool:
        """Whether a name or member called `code` holds a close code, by what stands around it."""
        if not self.closing.mentions or path.parts[-1].lower() not in CODE:
            return False
        if len(path.parts) == 1:
            name = path.parts[0]
            meant = meant_at(name, scope, path.start) or self.found(name, scope)
            return self.closes_with(name, scope) or any(self.came_with_a_close(one, scope) for one in meant)
        if len(path.parts) == 2 and any(
            self.is_what_a_close_gave(one, scope) for one in self.found(path.parts[0], scope)
        ):
            return True
        if path.parts[-1] == "code" and self.read_with_reason(path.parts[:-1], scope):
            return True
        held = path.parts[-2] in ("value", "exception") and len(path.parts) == 3
        return held and any(raises_a_close(one) for one in self.found(path.parts[0], scope))

    def read_with_reason(self, held: tuple[str, ...], scope: Scope) -> bool:
        """Whether the function around also reads a reason of what a code is read of: `told.code`, `told.reason`."""
        function = next((outer.function for outer in scope.functions() if outer.function is not None), None)
        if function is None:
            return False
        if id(function) not in self.reasoned:
            paths = (one.parts for one in everything(function.body) if isinstance(one, o.Path))
            self.reasoned[id(function)] = frozenset(
                parts[: parts.index("reason")] for parts in paths if "reason" in parts[1:]
            )
        return held in self.reasoned[id(function)]

    def found(self, name: str, scope: Scope) -> Sequence[Definition]:
        """Where a name gets its value, in this function or beside it."""
        return scope.find(name) or self.resolver.lookup(("name", "", name))

    def came_with_a_close(self, one: Definition, scope: Scope) -> bool:
        """Whether something was taken apart that tells how a connection closed: `const { code, wasClean } = await closed`."""
        part = one.value
        if is_unpacked(part) or (isinstance(part, o.Part) and part.key == 0 and keeps_closes(part.of)):
            return True
        source = self.closed_at_last(part.of, scope) if isinstance(part, o.Part) and part.key == 0 else None
        if source is not None and words.is_socket_name(o.name_of(source)):
            return True
        if isinstance(part, o.Part) and is_part_of_close(part):
            return True
        if not isinstance(part, o.Part) or part.key not in ("code", 0):
            return False
        for beside in CLEAN:
            for other in self.found(beside, scope):
                if isinstance(other.value, o.Part) and other.value.of == part.of:
                    return True
        return gives_a_close(part.of) or (part.key == "code" and words.is_closing_name(o.name_of(bare(part.of))))

    def is_what_a_close_gave(self, one: Definition, scope: Scope) -> bool:
        """Whether this is an object that a close gives, alone or as what its event tells: `const [told] = await once(line, "close")`."""
        part = one.value
        if isinstance(part, o.Part) and part.key == 0:
            return self.closed_at_last(part.of, scope) is not None
        return gives_a_close(part)

    def closed_at_last(self, value: o.Value, scope: Scope) -> o.Value | None:
        """Whose close a function waits for, also where the waiting has a name: `const closed = once(socket, "close")`."""
        made = bare(value)
        if isinstance(made, o.Path) and len(made.parts) == 1:
            made = next((bare(one.value) for one in self.found(made.parts[0], scope)), None)
        if not isinstance(made, o.Call) or o.name_of(made.callee) != "once" or len(made.arguments) < 2:
            return None
        source, event = (argument.value for argument in made.arguments[:2])
        return source if isinstance(event, o.String) and event.value == "close" else None

    def closes_with(self, name: str, scope: Scope) -> bool:
        """Whether this is a parameter of a function that closes: `def close(self, code, reason)`."""
        for outer in scope.functions():
            if name not in outer.names or outer.function is None:
                continue
            given = [parameter.name for parameter in outer.function.parameters]
            called = outer.name or outer.function.name
            if name not in given or not words.is_closing_name(called):
                return False
            reasoned = any("reason" in words.words(each) for each in given)
            return reasoned or bool({"websocket", "ws"}.intersection(words.words(outer.owner)))
        return False

    def sent_in(self, function: o.Function) -> Iterator[str]:
        """The names of what a function closes with: `status` of `socket.close(status, REASONS[status])`."""
        scope = self.resolver.scope_of(function)
        for call in calls(function.body):
            for given, _ in self.closing.code_arguments(call, scope, 1) if scope is not None else ():
                sent = bare(given)
                if isinstance(sent, o.Path) and len(sent.parts) == 1:
                    yield sent.parts[0]

    def keyed_in(self, function: o.Function) -> Iterator[str]:
        """The names of what a function looks up among close codes: `status` of `CLOSE_REASONS[status]`."""
        scope = self.resolver.scope_of(function)
        for node in everything(function.body) if scope is not None else ():
            table, key = look_up_in(node)
            if table is not None and isinstance(key, o.Path) and len(key.parts) == 1:
                name = o.name_of(table)
                held = self.found(name, scope) if scope is not None and isinstance(table, o.Path) else ()
                rows = [rows_of_table(made) for one in held if isinstance(made := unfrozen(one.value), o.Table)]
                if words.is_code_group(name) or any(are_codes(name, each) for each in rows):
                    yield key.parts[0]

    def told_by_others(self, value: o.Value | None, numbers: o.Value, scope: Scope) -> bool:
        """Whether a list is one of close codes, by its numbers, and what it is asked about is called a code."""
        if not self.closing.mentions or words.words(o.name_of(value))[-1:] not in (("code",), ("status",)):
            return False
        if isinstance(numbers, o.Path) and len(numbers.parts) < 3:  # status not in VALID, this.VALID.includes(status)
            local = scope.find(numbers.parts[0]) if len(numbers.parts) == 1 else None
            named = local or self.resolver.lookup(self.closing.key_of(numbers, scope))
            listed = named[0].value if len(named) == 1 else None
            numbers = listed if isinstance(listed, o.Value) else numbers
        items = items_of(numbers)
        codes = [item.value for item in items if isinstance(item, o.Number) and words.plausible(item.value)]
        return len(codes) == len(items) > 1 and not TELLING.isdisjoint(codes)


LISTS = frozenset({"of", "listOf", "setOf", "mutableListOf", "arrayOf", "intArrayOf", "asList", "vec", "newArrayList"})
"""Functions that make a list of what they are given: `List.of(1000)`, `vec![1000]`."""


def items_of(listed: o.Value) -> tuple[o.Value, ...]:
    """What is in a list that is written out, also one that a call makes a set of: `new Set([1000, 1001])`, and Go's
    `[]int{1000, 1001}`, C#'s `new ushort[] { 1000 }`."""
    if isinstance(listed, o.Opaque) and listed.inside and isinstance(listed.inside[-1], o.Sequence):
        return listed.inside[-1].items
    if isinstance(listed, o.Table):
        return tuple(one.value for one in listed.entries if not one.key and one.key_value is None)
    if isinstance(listed, o.Call) and listed.arguments:
        given = tuple(argument.value for argument in listed.arguments)
        if len(given) > 1 or o.name_of(listed.callee) in LISTS:
            return given if not isinstance(given[0], o.Sequence) else given[0].items
        listed = given[0]
    return listed.items if isinstance(listed, o.Sequence) else ()


def before_calls(parts: tuple[str, ...]) -> tuple[str, ...]:
    """What a mock or a spy stands for, without what it is asked for its calls by: `ws.close` of `ws.close.mock.calls`."""
    end = len(parts)
    while end > 1 and parts[end - 1] in CALLED:
        end -= 1
    return parts[:end]


CALLED = frozenset({"mock", "calls", "args", "arguments", "firstCall", "lastCall", "secondCall", "call_args_list"})


KEPT = frozenset({"call", "calls", "args", "with", "code", "reason", "event", "events", "frame", "frames", "ws", "websocket", "socket", "info"})  # fmt: skip
"""Words in the names under which tests keep the closes that they have seen."""


def keeps_closes(value: o.Statement | o.Parameter | o.Catch | None) -> bool:
    """Whether a double of a connection keeps here what it was closed with: `line.closed_with`, `line.close_calls[0]`; where
    the name says no more than that, `ws.closed`, what it is a field of is called a WebSocket."""
    while isinstance(value, o.Index) and (isinstance(value.key, o.Number) or is_last(value.key)):
        value = value.of
    if not isinstance(value, o.Path):
        return False
    said = set(words.words(value.parts[-1]))
    if said.isdisjoint(words.CLOSING) or not said <= words.CLOSING | KEPT:
        return False
    return not said <= words.CLOSING or (len(value.parts) > 1 and words.is_websocket_name(value.parts[-2]))


def is_last(key: o.Value) -> bool:
    """`calls[-1]`"""
    return isinstance(key, o.Operation) and key.operator == "-" and len(key.operands) == 1


def taken_as_code(found: Sequence[Definition] | None) -> str:
    """As what a function takes that which has this name out of an event, where that is a code: `({ code: told }) => ...`"""
    values = [one.value for one in found or ()]
    taken = (one.name for one in values if isinstance(one, o.Parameter) and isinstance(one.pattern, o.Table))
    return next((name for name in taken if name == "code" or words.is_code_name(name)), "")


def bare(value: o.Statement | o.Parameter | o.Catch | None) -> o.Value | None:
    """A value without what it is waited for and cast with."""
    while isinstance(value, o.Awaited | o.Typed):
        value = value.of
    return value if isinstance(value, o.Value) else None


def gives_a_close(value: o.Statement | o.Parameter | o.Catch | None) -> bool:
    """Whether something is what a close gives by the name of the call: `await line.close()`, `createCloseEvent()`."""
    made = bare(value)
    return isinstance(made, o.Call) and words.is_closing_name(o.name_of(made.callee))


def is_part_of_close(part: o.Part) -> bool:
    """Whether a pattern takes something out of what is a close by its name: `Event::Closed { code, .. }`,
    `Message::Close(code, reason)`."""
    kind = bare_type(part.of.type) if isinstance(part.of, o.Typed) else ""
    variant = part.key.partition(".")[0] if isinstance(part.key, str) else ""
    closed = part.key == "code" and words.is_closing_name(kind)
    return closed or (bool(kind) and variant != "code" and words.is_closing_name(variant))


def raises_a_close(one: Definition) -> bool:
    """Whether this holds an exception that is raised when a connection has closed: `with raises(WebSocketDisconnect) as caught`."""
    made = one.value.of if isinstance(one.value, o.Entered) else one.value
    if not isinstance(made, o.Call) or o.name_of(made.callee) not in RAISING or not made.arguments:
        return False
    kind = made.arguments[0].value
    for each in kind.items if isinstance(kind, o.Sequence) else (kind,):
        name = o.name_of(each)
        if words.is_closing_name(name) or "websocket" in words.words(name):
            return True
    return False


DEEPEST = 6


def place_of(value: o.Value, depth: int = 0) -> tuple[str, ...]:
    """The names, keys and numbers of places that lead to something: `seen[0].code` is `("seen", "0", "code")`."""
    if isinstance(value, o.Path):
        return value.parts
    key = value.key if isinstance(value, o.Index) else None
    last = value.name if isinstance(value, o.Member) else key.text if isinstance(key, o.Number) else ""
    last = key.value if isinstance(key, o.String) else "-1" if key is not None and is_last(key) else last
    of = place_of(value.of, depth + 1) if isinstance(value, o.Member | o.Index) and last and depth < DEEPEST else ()
    return (*of, last) if of else ()


def asked_for_reason(block: o.Block) -> Iterator[tuple[str, ...]]:
    """What the statements of a block ask for a reason, so that its code is a close code: `expect(seen.reason).toBe("idle")`."""
    for statement in block:
        callee = statement.callee if isinstance(statement, o.Call) else None
        while isinstance(callee, o.Member):
            callee = callee.of
        asked = [one.value for call in (statement, callee) if isinstance(call, o.Call) for one in call.arguments]
        asked += statement.operands if isinstance(statement, o.Operation) else ()
        for value in asked:
            place = place_of(value)
            if len(place) > 1 and place[-1] in REASON:
                yield place[:-1]
