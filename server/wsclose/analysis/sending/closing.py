"""Close calls: whether a call ends a WebSocket's connection, with which code and which reason."""

from dataclasses import replace
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty, Connection
from wsclose.analysis.resolving.outside import OF_OBJECT, Reaches, entries_given, reached_by
from wsclose.analysis.resolving.scopes import Definition, Scope, function_of, receiver_of
from wsclose.analysis.resolving.things import (
    GENERIC_TYPE,
    ClassOf,
    Elsewhere,
    Foreign,
    Instance,
    Int,
    ModuleOf,
    Own,
    OwnFunction,
    Thing,
)
from wsclose.analysis.sending.asking import Described
from wsclose.analysis.sending.frames import SENDING, Frames
from wsclose.analysis.sending.sent_numbers import SentNumbers
from wsclose.analysis.sending.shapes import EXPLICIT_CLOSES, GENERIC_CLOSES, Shapes, ends
from wsclose.analysis.sending.wrappers import Wrappers
from wsclose.analysis.walks import calls
from wsclose.knowledge.library import CloseMethod, Type
from wsclose.syntax import outline as o

OFF = frozenset({("False",), ("false",), ("None",), ("nil",), ("null",)})
MOST_MIXED = 8
CLOSING = frozenset({"code", "status", "reason", "message", "args", "kwargs"})
"""In names of parameters that a method takes to close with."""


class Closing(Shapes, Frames, SentNumbers, Wrappers):
    """Describes close calls in one file in one state."""

    def describe(self, call: o.Call, scope: Scope) -> Described | None:
        """None when the call does not close a WebSocket, as far as can be told."""
        held, name = self.taken_out(call.callee, scope) or (None, o.name_of(call.callee))
        if name in self.libraries.builder_names and self.built_by(call.callee, scope, len(call.arguments)) is not None:
            return self.by_stream(call, scope)  # what else it builds may close, when it is sent
        if name not in self.libraries.close_names and name not in GENERIC_CLOSES and name not in EXPLICIT_CLOSES:
            if name in SENDING:
                return self.sends_frame(call, scope)
            named = {argument.name for argument in call.arguments}
            if call.new or not {"code", "reason"} <= named or not ends(name) or not self.mentions:
                return None
        thing = held or self.receiver(call, scope)
        if isinstance(thing, Instance):
            return self.on_connection(call, name, thing, scope)
        if isinstance(thing, ClassOf) and call.arguments and o.name_of(call.arguments[0].value) == "self":
            return self.as_function(
                call, name, Instance(thing.type, thing.side), scope
            )  # Protocol.sendClose(self, code)
        if isinstance(thing, ModuleOf) and (found := self.by_function(call, thing, name, scope)) is not None:
            return found
        if name in SENDING:
            return self.sends_frame(call, scope)
        if (described := self.on_own_websocket(call, name, thing, scope)) is not None:
            return described
        if (
            isinstance(thing, Elsewhere)
            and isinstance(thing.thing, Own)
            and not thing.file.has_method(thing.thing.name, name)
        ):
            thing = None  # an object of another file whose method comes from who knows where
        if isinstance(thing, Foreign) and o.holder_of(call.callee) is not None and self.is_told(call, scope):
            thing = None  # made by a `server`, a `host`: whatever that is, it is closed with a library's own code
        if thing is not None:
            return self.by_frame(call, name, scope) or self.on_itself(call, name, scope)
        framed = self.sends_frame(call, scope)
        if framed is not None and framed.connection.library is not None:
            return framed._replace(mark=None)  # it.close(CloseReason(...))
        if isinstance(call.callee, o.Path) and call.arguments and call.callee.parts[-2][:1].isupper():
            of = self.resolver.thing(call.arguments[0].value, scope)  # SinkExt::close(&mut socket)
            if (described := self.as_function(call, name, of, scope)) is not None:
                return described
        return self.guess(call, name, scope)

    def taken_out(self, callee: o.Value, scope: Scope) -> tuple[Instance, str] | None:
        """The connection, and the name of the method, that a name stands for: `const { close: leave } = useWebSocket()`."""
        if not isinstance(callee, o.Path) or len(callee.parts) > 1:
            return None
        for one in scope.find(callee.parts[0]) or self.resolver.lookup(("name", "", callee.parts[0])):
            if isinstance(one.value, o.Part) and isinstance(one.value.key, str):
                held = self.resolver.thing(one.value.of, one.scope)
                if isinstance(held, Instance):
                    return held, one.value.key
        return None

    def is_told(self, call: o.Call, scope: Scope) -> bool:
        """Whether the first thing that a call is given is a library's constant: `CloseAsync(WebSocketCloseStatus.Empty)`."""
        first = call.arguments[0].value if call.arguments else None
        given = self.resolver.thing(first, scope) if isinstance(first, o.Path) and len(first.parts) > 1 else None
        return isinstance(given, Int) and given.known

    def on_connection(self, call: o.Call, name: str, thing: Instance, scope: Scope) -> Described | None:
        """A method of an instance of a library's type, or of what is a WebSocket by all that is known of it."""
        if name == "cancel" and self.is_promise_of_one(call.callee, scope):
            return None
        if thing.type.library:
            thing = self.as_given(call, name, thing)
            method = self.method(thing.type, name, call, scope)
            if method is None:
                return self.sends_frame(call, scope) if name in SENDING else None
            described = self.by_method(call, method, self.connection(thing), scope)
            if not method.only_with_code:
                return described
            mark = next(self.built_in(call, scope), None)
            coded = (described.code is not None and not is_off(described.code, scope)) or mark is not None
            coded = coded or self.sends_named_frame(call, scope) is not None
            return described._replace(mark=mark) if coded else None
        if name in SENDING:
            return self.sends_frame(call, scope)
        if name in GENERIC_CLOSES or name == "terminate":
            framed = self.sends_frame(call, scope)
            return self.by_shape(call, thing) if framed is None else framed._replace(mark=None)
        return self.by_labels(call, name, scope)

    def as_function(self, call: o.Call, name: str, on: Thing, scope: Scope) -> Described | None:
        """A method that is called as a function, which is given its object first."""
        method = self.method(on.type, name, call, scope) if isinstance(on, Instance) else None
        if method is None or not isinstance(on, Instance):
            return None
        given = o.Call(call.start, call.end, call.callee, call.arguments[1:], False, call.open)
        return self.by_method(given, method, self.connection(on), scope)

    def on_own_websocket(self, call: o.Call, name: str, thing: Thing, scope: Scope) -> Described | None:
        """A method of a class of the project's own that is a WebSocket by its name."""
        own = thing.thing if isinstance(thing, Elsewhere) else thing
        if not isinstance(own, Own) or own.name == scope.owner or not words.is_websocket_class(own.name):
            return None
        if not self.libraries.foreign_words.isdisjoint(words.words(own.name)):
            return None  # an SSH session behind a WebSocket
        if any(isinstance(one.value, o.Function) and one.value.parameters for one in call.arguments):
            return None  # a listener, which is told what to do with each of its connections
        closes = OwnFunction(own.name, name)
        if name not in GENERIC_CLOSES and not (name in EXPLICIT_CLOSES and self.reached(thing, closes)):
            return None
        described = self.by_own_method(call, thing, closes)
        return described._replace(code=None) if is_http_status(described.code) else described

    def by_frame(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """`close(CloseReason(...))` in a class that has no such method: the connection's that it is, or stands in for."""
        if not isinstance(call.callee, o.Path) or len(call.callee.parts) > 1 or name not in GENERIC_CLOSES:
            return None
        if scope.find(name) or self.is_function(name) or self.is_own_method(call, name, scope):
            return None
        framed = self.sends_frame(call, scope)
        return framed._replace(mark=None) if framed is not None else None

    def by_own_method(self, call: o.Call, on: Thing, method: OwnFunction) -> Described:
        """A WebSocket of the project's own: its code is where the method takes it, if that can be seen."""
        sure = method.owner == "WebSocket"  # nothing else is given this name
        described = self.by_shape(call, Instance(GENERIC_TYPE, "", sure))
        reaches = self.reached(on, method)
        if not reaches or any(argument.name for argument in call.arguments):
            for place, argument in enumerate(call.arguments):
                if (found := reached_by(reaches, argument.name, place)) is not None:
                    return described._replace(code=argument.value, tested=found.tested)
            return described
        place = min(reaches)
        if place >= OF_OBJECT:
            entries = entries_given(call, place - OF_OBJECT, reaches[place])
            return described._replace(code=entries[0].value if entries else None, reason=None)
        code = call.arguments[place].value if place < len(call.arguments) else None
        reason = described.reason if place == 0 else None
        return described._replace(code=code, reason=reason, tested=reaches[place].tested)

    def reached(self, on: Thing, method: OwnFunction) -> dict[int, Reaches]:
        """Which parameters of a method of this file or another are close codes."""
        key = (on.file if isinstance(on, Elsewhere) else None, method.owner, method.name)
        if key in self.following:
            return {}
        self.following.add(key)
        try:
            return on.file.reaches(method) if isinstance(on, Elsewhere) else self.summary(method)
        finally:
            self.following.discard(key)

    def by_function(self, call: o.Call, module: ModuleOf, name: str, scope: Scope) -> Described | None:
        """A function of a module that is given the connection and a close frame: `ws.WriteFrame(conn, frame)`."""
        for library in module.libraries:
            method = library.closes.get(name)
            if method is None or not self.fits(call, method):
                continue
            on = self.resolver.thing(call.arguments[0].value, scope) if call.arguments else None
            known = isinstance(on, Instance) and on.type.library == library.id
            connection = (
                self.connection(on)
                if known and isinstance(on, Instance)
                else Connection(library, None, "", library.runtime, Certainty.SURE)
            )
            described = self.by_method(call, method, connection, scope)
            if described.code is not None or next(self.built_in(call, scope), None) is not None:
                return described
        return None

    def receiver(self, call: o.Call, scope: Scope) -> Thing:
        callee = call.callee
        if isinstance(callee, o.Path) and len(callee.parts) == 1:
            name = callee.parts[0]
            if scope.find(name) is not None or self.is_function(name):
                return Foreign(name)  # a function of that name, not a method
            implied = self.resolver.implicit(scope)
            if not isinstance(implied, Instance) or self.is_own_method(call, name, scope):
                return Foreign(name)
            return implied
        thing = self.resolver.receiver(callee, scope)
        if isinstance(thing, Own):
            method = o.name_of(callee)
            if self.resolver.lookup(("method", thing.name, method)):
                return thing
            promoted = self.promoted(thing)
            if promoted is not None:
                return promoted
            if isinstance(callee, o.Path) and len(callee.parts) == 2 and (mixed := self.mixed_into(thing)) is not None:
                return mixed
            extends = any(
                isinstance(d.value, o.Class) and d.value.bases for d in self.resolver.lookup(("class", "", thing.name))
            )
            return None if extends or words.is_socket_name(thing.name) else thing
        if isinstance(thing, Instance) and isinstance(callee, o.Path) and len(callee.parts) == 2 and scope.owner:
            on_itself = callee.parts[0] in ("this", "self") or callee.parts[0] == receiver_of(scope)
            own = self.resolver.lookup(("method", scope.owner, callee.parts[1])) if on_itself else ()
            if own and callee.parts[0] == "this" and self.resolver.given_to_block(scope) is not None:
                return thing
            if own and not any(is_passed_on(one) for one in own) and not self.is_extended(call, callee.parts[1], scope):
                return Own(scope.owner)  # the class has a method of that name of its own
        return thing

    def is_own_method(self, call: o.Call, name: str, scope: Scope) -> bool:
        """Whether a call may be of a method of the class around it: not where that takes nothing and is given something."""
        if self.is_extended(call, name, scope):
            return False
        own = [one.value for one in self.resolver.lookup(("method", scope.owner, name))]
        return any(not call.arguments or not isinstance(one, o.Function) or one.parameters for one in own)

    def is_extended(self, call: o.Call, name: str, scope: Scope) -> bool:
        """Whether a call in more members for a library's type is of what the library has by its name:
        `extension WebSocket { func close(_ code: Code) { close(code.raw) } }`. What stands by that name beside it is no
        reason against, in itself, or where it knows nothing of what is given.
        """
        if self.resolver.extension_of(scope.owner) is None:
            return False
        if any(outer.function is not None and outer.function.name == name for outer in scope.functions()):
            return True
        given = {argument.name for argument in call.arguments if argument.name}
        own = (one.value for one in self.resolver.lookup(("method", scope.owner, name)))
        return not any(
            isinstance(one, o.Function) and given <= {each.label or each.name for each in one.parameters} for one in own
        )

    def is_function(self, name: str) -> bool:
        """Whether a name is a function's here, and not that of an extension which a library has for its connections."""
        return any(
            not isinstance(one.value, o.Import) or not self.libraries.of_module(one.value.module)
            for one in self.resolver.lookup(("name", "", name))
        )

    def promoted(self, thing: Own) -> Instance | None:
        """The connection that a struct has within it, so that its methods are the struct's: `struct { *websocket.Conn }`."""
        for one in self.resolver.lookup(("class", "", thing.name)):
            for member in one.value.body if isinstance(one.value, o.Class) else ():
                kind = ".".join(member.parts) if isinstance(member, o.Path) else ""
                if isinstance(member, o.Bind) and o.name_of(member.target) == "0":
                    kind = member.type  # struct Line(SplitSink<...>): what has no method of its own is handed on
                if kind:
                    found = self.resolver.annotation(kind, one.scope)
                    if isinstance(found, Instance) and self.resolver.is_connection(found):
                        return found
        return None

    def mixed_into(self, thing: Own) -> Instance | None:
        """The connection that a class becomes a part of: `class Room(Refusing, WebsocketConsumer)`."""
        for one in islice(self.resolver.lookup(("extends", "", thing.name)), MOST_MIXED):
            made = self.resolver.own_instance(one.value.name) if isinstance(one.value, o.Class) else None
            if isinstance(made, Instance) and self.resolver.is_connection(made):
                return made
        return None

    def as_given(self, call: o.Call, name: str, thing: Instance) -> Instance:
        """What a call is made on, but of the libraries that a module may be a copy of the one whose method takes as much."""
        taken = thing.type.closes.get(name)
        if taken is None or len(call.arguments) <= len(taken.parameters):
            return thing
        alike = (
            models for models in self.libraries.copies.values() if any(one.id == thing.type.library for one in models)
        )
        kinds = (one.types[thing.type.name] for models in alike for one in models if thing.type.name in one.types)
        takes = (
            kind for kind in kinds if name in kind.closes and len(kind.closes[name].parameters) == len(call.arguments)
        )
        return replace(thing, type=next(takes, thing.type))

    def method(self, kind: Type, name: str, call: o.Call, scope: Scope) -> CloseMethod | None:
        for base in self.resolver.bases(kind):
            method = base.closes.get(name)
            if method is None:
                continue
            return method if self.fits(call, method) else None
        return None

    def fits(self, call: o.Call, method: CloseMethod) -> bool:
        """Whether a call has the argument that makes this method one that closes."""
        if method.when is None:
            return True
        place, wanted = method.when
        given = call.arguments[place].value if place < len(call.arguments) else None
        return o.name_of(given) == wanted or (isinstance(given, o.String) and given.value == wanted)

    def by_method(self, call: o.Call, method: CloseMethod, connection: Connection, scope: Scope) -> Described:
        given: dict[str, o.Value] = {}
        for place, argument in enumerate(call.arguments):
            if argument.name:
                role = method.keywords.get(argument.name, "_")
            else:
                role = method.parameters[place] if place < len(method.parameters) else "_"
            if role == "options" and isinstance(argument.value, o.Table):  # close({ code: 4001, reason: "..." })
                told = {method.keywords.get(entry.key, "_"): entry.value for entry in argument.value.entries}
                given.update({role: value for role, value in told.items() if role != "_"})
            elif role != "_":
                given[role] = argument.value
        if "frame" in given:
            frame = self.frame(given["frame"], scope)
            if frame is not None:
                return Described(connection, method, frame[0], frame[1], True)
            held = given["frame"]  # there is a code, and it is not known which: not the one that goes out without any
            follows = isinstance(held, o.Path | o.Call) and not method.only_with_code
            return Described(connection, method, held if follows else None, None, True)
        return Described(connection, method, given.get("code"), given.get("reason"), False)


def is_off(value: o.Value, scope: Scope) -> bool:
    """Whether a call that closes when it is told to is not: `send(text, close=False)`, or what a parameter says that is
    off unless somebody turns it on."""
    if not isinstance(value, o.Path) or len(value.parts) > 1:
        return False
    found = scope.find(value.parts[0]) or ()
    defaults = (one.value.default for one in found if isinstance(one.value, o.Parameter))
    return value.parts in OFF or any(isinstance(default, o.Path) and default.parts in OFF for default in defaults)


def is_passed_on(one: Definition) -> bool:
    """Whether a method that has the name of a library's calls that one with what it is given: `super().close(code)`."""
    function = function_of(one)
    if function is None or not all(CLOSING.intersection(words.words(each.name)) for each in function.parameters):
        return False
    return any(o.name_of(call.callee) == function.name and is_of_base(call) for call in calls(function.body))


def is_of_base(call: o.Call) -> bool:
    """`super().close()`, `Protocol.close(self)`"""
    if isinstance(call.callee, o.Member):
        return isinstance(call.callee.of, o.Call) and o.name_of(call.callee.of.callee) == "super"
    parts = call.callee.parts if isinstance(call.callee, o.Path) else ()
    named = bool(call.arguments) and o.name_of(call.arguments[0].value) == "self"
    return len(parts) > 1 and (parts[0] in ("super", "base") or (named and parts[-2][:1].isupper()))


def is_http_status(value: o.Value | None) -> bool:
    """Whether a constant says that it is one: `HttpStatusCode.ServiceUnavailable`. A WebSocket of the project's own may
    take it, too, and refuse the handshake with it."""
    return isinstance(value, o.Path) and "http" in words.words(".".join(value.parts[:-1]))
