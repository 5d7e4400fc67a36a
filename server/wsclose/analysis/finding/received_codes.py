"""Received codes: which expressions hold one, by their type, their name, or what stands around them."""

from collections.abc import Iterator

from wsclose.analysis import words
from wsclose.analysis.finding.around import event_of
from wsclose.analysis.finding.mocks import closed_with, spelled_out
from wsclose.analysis.finding.narrowing import FRAME_KINDS, TAGS, looked_up
from wsclose.analysis.finding.registry_tests import told_apart
from wsclose.analysis.finding.surroundings import bare, gives_a_close, keeps_closes, place_of, taken_as_code
from wsclose.analysis.finding.waited_for import WaitedFor, holder_of_put, is_waited_for
from wsclose.analysis.handling.which_handlers import ON_CLOSE
from wsclose.analysis.resolving.callers import EVENT_NAMES
from wsclose.analysis.resolving.conversions import is_conversion
from wsclose.analysis.resolving.meant import meant_at
from wsclose.analysis.resolving.scopes import Scope, class_of
from wsclose.analysis.resolving.things import (
    Elsewhere,
    Foreign,
    Instance,
    Int,
    Many,
    Own,
    OwnClass,
    OwnFunction,
    Received,
    Text,
    Thing,
)
from wsclose.analysis.walks import everything
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type


class ReceivedCodes(WaitedFor):
    """Which expressions hold a close code as received."""

    def is_code(self, value: o.Value, scope: Scope) -> Received | None:
        """Whether an expression holds a close code as received."""
        while isinstance(value, o.Awaited | o.Typed):
            value = value.of
        if isinstance(value, o.Operation) and value.operator == "+" and len(value.operands) == 1:
            value = value.operands[0]  # +event.code
        if isinstance(value, o.Member | o.Path) and o.name_of(value) in ("should", "should_not"):
            value = o.holder_of(value) or value  # status[:code].should == 1006, event.code.should == 1006
        if isinstance(value, o.Call) and is_conversion(value):  # parseInt(event.code, 10)
            value = value.arguments[0].value
        value = looked_up(value)
        if self.closing.mentions and (is_waited_for(value) or self.was_put(value, scope)):
            return Received(None, False)
        if isinstance(value, o.Path) and len(value.parts) == 1 and (itself := self.of_code_type(value, scope)):
            return itself
        if isinstance(value, o.Either):
            return next((found for option in value.options if (found := self.is_code(option, scope))), None)
        thing = self.resolver.thing(value, scope)
        if isinstance(thing, Many) and isinstance(thing.of, Received):  # assert codes == [1001]
            return thing.of
        if isinstance(thing, Received):
            return thing
        if isinstance(thing, Foreign | Text) and self.closing.mentions and words.is_code_name(name_asked(value)):
            thing = None  # whatever it comes from, or is to begin with: closeCode = await queue.next
        unknown = thing is None or isinstance(thing, Foreign)  # queue.get() may give anything
        if self.narrowed and isinstance(value, o.Path | o.Index | o.Member) and unknown:
            found = self.code_while(value, scope)
            if found is not None:
                return found
        if isinstance(thing, Int) and isinstance(value, o.Path) and (not thing.known or self.varies(value, scope)):
            return self.is_code_variable(value, scope)
        if isinstance(value, o.Path) and is_method(thing):  # one that is read like a field: a property
            named = isinstance(thing, OwnFunction) and words.is_code_name(thing.name) and self.closing.mentions
            return Received(None, False) if named else self.is_code_path(value, scope)
        if isinstance(thing, Own | Elsewhere):
            return self.converted(value, thing, scope)
        if thing is not None:
            return None
        if isinstance(value, o.Path):
            if value.parts == ("rawValue",):  # of the code that this is a member of
                value = o.Path(value.start, value.end, ("self", "rawValue"), value.last)
            if value.parts[-1] in ("rawValue", "Value", "to_i") and len(value.parts) > 1:
                return self.is_code(o.without_last(value), scope)  # closeCode.rawValue
            return self.is_code_path(value, scope) or self.holds_code(value, scope)
        if isinstance(value, o.Member) and words.is_code_name(value.name) and self.closing.mentions:
            return Received(None, False)
        if isinstance(value, o.Member) and value.name in ("code", "Code") and isinstance(value.of, o.Typed):
            return Received(None, False) if words.is_closing_name(bare_type(value.of.type)) else None
        if isinstance(value, o.Member) and value.name == "code" and isinstance(made := bare(value.of), o.Call):
            # WebSocketError(4000).code, peer.closedWith()?.code
            told = gives_a_close(made) or words.is_close_told(o.name_of(made.callee))
            return Received(None, False) if told and self.closing.mentions else None
        if isinstance(value, o.Member) and value.name == "code" and isinstance(value.of, o.Index):  # closed[0].code
            told = self.closing.mentions and (words.is_closing_name(o.name_of(value.of.of)) or closed_with(value.of))
            return Received(None, False) if told else None
        if isinstance(value, o.Call):
            name = o.name_of(value.callee)
            if name == "expect" and len(value.arguments) == 1:  # expect(socket.closeCode) == 4001
                return self.is_code(value.arguments[0].value, scope)
            if words.is_code_name(name) and self.closing.mentions:
                return Received(None, False)
            held = o.holder_of(value.callee)
            if isinstance(held, o.Path) and held.parts == ("self", "0") and not value.arguments:
                return self.is_code(held, scope)  # self.0.get()
            if name in CODE_METHODS and isinstance(held, o.Path) and self.closing.mentions:
                return Received(None, False) if words.is_close_frame_name(held.parts[-1]) else None
            held = held if name in ("getCode", "code") else None
            held = held.callee if isinstance(held, o.Call) and self.closing.mentions else held
            if held is not None and words.is_closing_name(o.name_of(held)):
                return Received(None, False)  # session.getCloseStatus().getCode()
        if (
            isinstance(value, o.Index)
            and isinstance(value.key, o.String)
            and value.key.value == "code"
            and isinstance(value.of, o.Path)
        ) and (words.is_closing_name(value.of.parts[-1]) or self.in_closing(scope)):
            return Received(None, False)
        if isinstance(value, o.Index) and self.closing.mentions:
            named = isinstance(value.key, o.String) and words.is_code_name(value.key.value)  # told["close_code"]
            asked = spelled_out(value, scope)
            if named or keeps_closes(value) or (isinstance(asked, o.Index) and closed_with(asked)):
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

    def code_while(self, value: o.Path | o.Index | o.Member, scope: Scope) -> Received | None:
        """A code that something holds only while a test around it is true: `if msg.type == WSMsgType.CLOSE: msg.data`."""
        *path, name = place_of(value) or ("",)
        of = tuple(path)
        for held, key, equals in self.narrowed:
            if held != of:
                continue
            said = not key or (key in FRAME_KINDS and equals.lower().rpartition(".")[2] in ("close", "closed"))
            said = said or (key in TAGS and (words.is_close_told(equals) or words.is_closing_name(equals)))
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
        """Whether this is a parameter of a function that takes a reason with it: `payload(code, reason)`. Of one that is
        called with a close it may have a longer name: `line.on("close", (reasonCode, description) => ...)`."""
        if not self.closing.mentions:
            return False
        for outer in scope.functions():
            if outer.function is not None and name in outer.names:
                given = [parameter.name.lower() for parameter in outer.function.parameters]
                if name.lower() == "code":
                    return "code" in given and not REASONS.isdisjoint(given)
                told = given[:1] == [name.lower()] and "exit" not in words.words(name)
                return told and event_of(outer.site) == "close" and given[1:2] in SAID
        return False

    def is_code_itself(self, path: o.Path, scope: Scope) -> bool:
        """Whether this is a field of a class that is a close code: `class CloseCode(val code: Int) { ... code == 1005 }`."""
        if not self.closing.mentions or path.parts[:-1] not in ((), ("this",), ("self",)):
            return False
        owner = next((outer.owner for outer in scope.functions() if outer.owner), "")
        if not (words.is_closing_name(owner) and words.is_code_group(owner)) or words.is_own_reason(owner):
            return False
        held = len(path.parts) > 1 or words.words(path.parts[0])[-1:] == ("code",)
        return held or all(path.parts[0] not in outer.names for outer in scope.functions() if outer.function)

    def of_code_type(self, path: o.Path, scope: Scope) -> Received | None:
        """A value of the project's own type of close codes: `func (c CloseCode) String() string { switch c { ... } }`"""
        kind = class_of(path.parts[0], scope) if self.closing.mentions else None
        if not kind or not (words.is_closing_name(kind) and words.is_code_type(kind)):
            return None
        return Received(None, False, OwnClass(kind) if self.resolver.lookup(("class", "", kind)) else None)

    def is_code_path(self, path: o.Path, scope: Scope) -> Received | None:
        last = path.parts[-1]
        found = words.words(last)
        if words.is_code_name(last) and not found[0].isdigit() and self.closing.mentions:
            return Received(None, False)
        if len(path.parts) == 1 and last != "code" and (taken := taken_as_code(scope.find(last))):
            return Received(None, False) if taken != "code" or self.in_closing(scope) else None
        if len(path.parts) == 1 and self.closing.mentions and self.turned_into_code(last, scope):
            return Received(None, False)
        if found[-1:] not in (("code",), ("status",)):  # self.0 of struct CloseCode(u16)
            return Received(None, False) if last == "0" and self.is_code_itself(path, scope) else None
        if self.told_around(path, scope):
            return Received(None, False)
        named = last.lower() in ("code", "status", "statuscode", "status_code")
        if named and self.is_code_itself(path, scope):
            return Received(None, False)
        if len(path.parts) > 1:
            base = path.parts[-2]
            if words.is_closing_name(base) or words.is_socket_name(base) or self.is_close_event(base, scope):
                return Received(None, False)
            if base in HELD_FRAMES and self.closing.mentions:
                return Received(None, False)
            of_event = base.lower().lstrip("_") in EVENT_NAMES and last.lower() == "code"
            if of_event and (self.in_closing(scope) or (self.closing.watches and self.titled_closing(scope))):
                return Received(None, False)
            if last == "code" and self.is_told_of_close(base, scope):
                return Received(None, False)
            if (
                base.lower() in ("err", "error", "exc", "exception", "ex", "e")
                and last.lower() == "code"
                and self.caught_closing(base, scope, path.start)
            ):
                return Received(None, False)
            return None
        beside = found[-1:] == ("code",) and self.beside_reason_given(last, scope)
        return Received(None, False) if beside or (named and self.in_closing(scope)) else None

    def is_code_variable(self, path: o.Path, scope: Scope) -> Received | None:
        """Something that is a number to begin with: `let code = 0; if (event) code = event.code;`, a field's default."""
        if len(path.parts) > 1:
            return self.is_code_path(path, scope) if path.parts[-2][:1].islower() else None
        found = scope.find(path.parts[0]) or ()
        if len(found) < 2 and all(isinstance(one.value, o.Number) for one in found):
            return None
        name = path.parts[0]
        taken_apart = any(isinstance(one.value, o.Part) for one in found)  # const { code } = await client.close()
        if (
            taken_apart
            or self.told_around(path, scope)
            or words.is_code_name(name)
            or self.closes_with(name, scope)
            or self.turned_into_code(name, scope)
        ):
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
            found = scope.find(path.parts[0]) or ()
            values = ((looked_up(one), each.scope) for each in found if (one := bare(each.value)) is not None)
            given = [
                pair
                for pair in values
                if isinstance(pair[0], o.Path | o.Either | o.Index)
                or asks_for_code(pair[0])
                or holder_of_put(pair[0]) is not None
            ]
            codes = (self.is_code(value, around) for value, around in given[:4])
            return next((code for code in codes if code is not None), None)
        finally:
            self.depth -= 1

    def turned_into_code(self, name: str, scope: Scope) -> bool:
        """Whether the function around makes a close code of a number, sends it, or looks it up among such."""
        around = [outer for outer in scope.functions() if outer.function is not None]
        function = next(
            (outer.function for outer in around if name in outer.names), around[0].function if around else None
        )
        if function is None:
            return False
        if id(function) not in self.turned:
            made = frozenset(one for one in made_codes(function.body) if words.words(one)[-1:] == ("code",))
            self.turned[id(function)] = made.union(
                self.sent_in(function), told_apart(function.body), self.keyed_in(function)
            )
        return name in self.turned[id(function)]

    def caught_closing(self, name: str, scope: Scope, at: int) -> bool:
        """Whether an exception is, by its type's name, raised when a connection has closed, or made for that."""
        for one in meant_at(name, scope, at) or ():
            if isinstance(one.value, o.Catch):
                return any(
                    words.is_closing_name(o.name_of(kind)) or "websocket" in words.words(o.name_of(kind))
                    for kind in value_names(one.value.types)
                )
            if isinstance(one.value, o.Call) and words.is_close_told(o.name_of(one.value.callee)):
                return True  # error = WebSocketException(4000)
        return False

    def is_close_event(self, name: str, scope: Scope) -> bool:
        """Whether this is, by its type's name, the event of a close: `void OnEnd(object sender, CloseEventArgs e)`."""
        given = (one.value for one in scope.find(name) or () if self.closing.mentions)
        types = (bare_type(value.type) for value in given if isinstance(value, o.Parameter) and value.type)
        return any(words.words(kind)[:2] == ("close", "event") for kind in types)

    def is_told_of_close(self, name: str, scope: Scope) -> bool:
        """Whether this is what a handler without a name of its own is given: `line.onclose = (x) => ...`."""
        for outer in scope.functions() if self.closing.mentions else ():
            function = outer.function
            if function is not None and function.parameters and function.parameters[0].name == name:
                put = any(o.name_of(site.target) in ON_CLOSE for site in self.resolver.sites(outer))
                return put and self.resolver.handles_close(outer)
        return False

    def titled_closing(self, scope: Scope) -> bool:
        """Whether this is in a test that is about a close: `it("tells why it was closed", async () => ...)`"""
        for outer in scope.functions():
            call = outer.site.call if outer.site is not None else None
            if call is not None and o.name_of(call.callee) in TITLED and words.is_closing_name(event_of(outer.site)):
                return True
        return False

    def in_closing(self, scope: Scope) -> bool:
        """Whether this is inside a function that is called when a connection has closed."""
        if not self.closing.mentions:
            return False
        return any(outer.function is not None and self.resolver.handles_close(outer) for outer in scope.functions())


REASONS = frozenset({"reason", "closereason", "close_reason"})
SAID = (["reason"], ["description"], ["desc"])
"""What comes with a code to a handler of a close; with that of a process that has ended comes a signal."""
CODE_METHODS = frozenset({"code", "getCode", "statusCode", "getStatusCode", "status_code"})
"""What a close frame is asked for its code by, whatever library it is of: `closeFrame.statusCode()`."""

TITLED = frozenset({"it", "test", "specify"})
HELD_FRAMES = frozenset({"rcvd", "shutdownReason"})
"""Fields that hold the close frame that was received, whatever is known of what they are fields of: `exc.rcvd.code`."""


def name_asked(value: o.Value) -> str:
    """`closeCode` of `told.closeCode`, `getCloseCode` of `told.getCloseCode()`"""
    return o.name_of(value.callee if isinstance(value, o.Call) else value)


def is_method(thing: Thing) -> bool:
    return isinstance(thing.thing if isinstance(thing, Elsewhere) else thing, OwnFunction)


def asks_for_code(value: object) -> bool:
    """`socket.getCloseCode()`"""
    return isinstance(value, o.Call) and words.is_code_name(o.name_of(value.callee))


def made_codes(block: o.Block) -> Iterator[str]:
    """The names that are cast to a type of close codes, given as an argument that is called so, or told with a reason."""
    for node in everything(block):
        if isinstance(node, o.Typed) and isinstance(node.of, o.Path) and words.is_code_group(bare_type(node.type)):
            yield node.of.parts[-1]
        if isinstance(node, o.Call):
            given = [each.value.parts[-1] for each in node.arguments if isinstance(each.value, o.Path)]
            if len(given) > 1 and given[1] == "reason" and words.is_closing_name(o.name_of(node.callee)):
                yield given[0]  # onClose(code, reason)
            for argument in node.arguments:
                if isinstance(argument.value, o.Path) and argument.name and words.is_code_name(argument.name):
                    yield argument.value.parts[-1]


def value_names(values: tuple[o.Value, ...]) -> Iterator[o.Value]:
    for value in values:
        if isinstance(value, o.Sequence):
            yield from value.items
        else:
            yield value
