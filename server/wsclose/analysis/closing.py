"""Close calls: whether a call ends a WebSocket's connection, with which code and which reason."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from wsclose.analysis import words
from wsclose.analysis.calling import CONVERSIONS
from wsclose.analysis.facts import Certainty, Code, Connection, ReasonText
from wsclose.analysis.naming import tails
from wsclose.analysis.resolve import Resolver
from wsclose.analysis.scopes import Definition, Key, Scope, receiver_of
from wsclose.analysis.things import (
    GENERIC,
    ClassOf,
    Elsewhere,
    Foreign,
    Instance,
    Int,
    ModuleOf,
    Own,
    OwnFunction,
    Received,
    Returns,
    Text,
    Thing,
)
from wsclose.knowledge.library import CloseMethod, Library, Type
from wsclose.syntax import outline as o
from wsclose.syntax.names import bare_type

GENERIC_CLOSES = frozenset(
    {
        "close",
        "Close",
        "CloseAsync",
        "CloseOutputAsync",
        "aclose",
        "closeAsync",
        "close_async",
        "sendClose",
        "send_close",
        "closeConnection",
        "close_connection",
        "closeSocket",
    }
)
EXPLICIT_CLOSES = frozenset(
    {
        "sendCloseFrame",
        "send_close_frame",
        "end_connection",
        "fail_connection",
        "failConnection",
        "writeClose",
        "WriteClose",
    }
)  # only with a code
SENDING = frozenset(
    {
        "send", "feed", "write", "write_message", "writeMessage", "write_frame", "writeFrame", "writeAndFlush", "write_and_flush", "start_send",
        "try_send", "unbounded_send", "do_send", "blocking_send", "sendMessage", "trySend",
    }
)  # fmt: skip
AROUND_SOCKETS = frozenset(
    {"factory", "pool", "engine", "builder", "listener", "executor", "timer", "thread", "queue", "job", "config", "reader", "writer"}
)  # fmt: skip
DEFAULTING = frozenset(
    {
        "get",
        "getOrDefault",
        "unwrap_or",
        "setdefault",
        "pop",
        "getattr",
        "defaultTo",
        "orElse",
        "unwrap_or_default",
        "GetValueOrDefault",
    }
)
EXPECTED_DEPTH = 6


class Spoken(NamedTuple):
    """What a file's text speaks of, whatever the code says."""

    websockets: bool  # it contains one of the models' needles
    reconnecting: bool
    closes: bool  # it names an event or an exception for a close


class Described(NamedTuple):
    """What is known of a call that closes."""

    connection: Connection
    method: CloseMethod | None
    code: o.Value | None  # the argument
    reason: o.Value | None
    has_frame: bool  # code and reason come from a frame that was built elsewhere
    mark: o.Path | o.Member | None = None  # what builds the message that closes: `send(Message::Close(...))`


class Found(NamedTuple):
    """The numbers that a code argument can be."""

    codes: tuple[Code, ...]
    kind: str
    names: frozenset[Key]  # definitions in other units that hold them
    parameters: frozenset[tuple[str, str, int]]  # (class, function, place) of parameters that they come from


class Reaches(NamedTuple):
    """How a wrapper's parameter reaches a close call: `tested` when only after the wrapper has looked at it."""

    tested: bool
    connection: Connection
    method: CloseMethod | None


class Closing:
    """Describes close calls in one file in one state."""

    def __init__(self, resolver: Resolver, spoken: Spoken) -> None:
        self.resolver = resolver
        self.mentions, self.reconnects, self.watches = spoken
        self.libraries = resolver.libraries

    # ---------------------------------------------------------------- the call

    def describe(self, call: o.Call, scope: Scope) -> Described | None:
        """None when the call does not close a WebSocket, as far as can be told."""
        name = o.name_of(call.callee)
        if name in self.libraries.builder_names and self.built_by(call.callee, scope) is not None:
            return None  # what it builds may close, when it is sent
        if name not in self.libraries.close_names and name not in GENERIC_CLOSES and name not in EXPLICIT_CLOSES:
            if name in SENDING:
                return self.sends_frame(call, scope)
            named = {argument.name for argument in call.arguments}
            if not {"code", "reason"} <= named or not ends(name) or not self.mentions:
                return None
        thing = self.receiver(call.callee, scope)
        if isinstance(thing, Instance):
            if thing.type.library:
                method = self.method(thing.type, name, call, scope)
                if method is None:
                    return self.sends_frame(call, scope) if name in SENDING else None
                described = self.by_method(call, method, self.connection(thing), scope)
                if not method.only_with_code:
                    return described
                mark = next(self.built_in(call, scope), None)
                coded = described.code is not None or mark is not None
                return described._replace(mark=mark) if coded else None
            if name in SENDING:
                return self.sends_frame(call, scope)
            if name in GENERIC_CLOSES:
                framed = self.sends_frame(call, scope)
                return self.by_shape(call, GENERIC) if framed is None else framed._replace(mark=None)
            return self.by_labels(call, name, scope)
        if name in SENDING:
            return self.sends_frame(call, scope)
        own = thing.thing if isinstance(thing, Elsewhere) else thing
        if (
            isinstance(own, Own)
            and own.name != scope.owner
            and words.is_websocket_class(own.name)
            and name in GENERIC_CLOSES
        ):
            return self.by_shape(call, GENERIC)  # a WebSocket of the project's own
        if (
            isinstance(thing, Elsewhere)
            and isinstance(thing.thing, Own)
            and not thing.file.has_method(thing.thing.name, name)
        ):
            thing = None  # an object of another file whose method comes from who knows where
        if thing is not None:
            return self.on_itself(call, name, scope)
        framed = self.sends_frame(call, scope)
        if framed is not None and framed.connection.library is not None:
            return framed._replace(mark=None)  # it.close(CloseReason(...))
        if isinstance(call.callee, o.Path) and call.arguments and call.callee.parts[-2][:1].isupper():
            of = self.resolver.thing(call.arguments[0].value, scope)  # SinkExt::close(&mut socket)
            method = self.method(of.type, name, call, scope) if isinstance(of, Instance) else None
            if method is not None and isinstance(of, Instance):
                given = o.Call(call.start, call.end, call.callee, call.arguments[1:], False, call.open)
                return self.by_method(given, method, self.connection(of), scope)
        return self.guess(call, name, scope)

    def on_itself(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """`close(code = 1000, reason = "...")` inside a socket of the project's own, where no method of its own takes a code."""
        if not isinstance(call.callee, o.Path) or len(call.callee.parts) > 1 or name not in GENERIC_CLOSES:
            return None
        if not words.is_socket_name(scope.owner) or self.shape(call, scope) < 2 or scope.find(name) is not None:
            return None
        for one in self.resolver.lookup(("method", scope.owner, name)):
            if isinstance(one.value, o.Function) and any("code" in words.words(p.name) for p in one.value.parameters):
                return None
        return self.by_shape(call, GENERIC)

    def sends_frame(self, call: o.Call, scope: Scope) -> Described | None:
        """A close frame that is handed to something unknown that sends: a channel to a writer, a half of a socket."""
        mark = next(self.built_in(call, scope), None)
        if mark is None:
            return None
        built = self.built_by(mark, scope)
        library = built[0] if built is not None else None
        frame = self.frame(call, scope) or (None, None)
        certainty = Certainty.SURE if library is not None else Certainty.LIKELY
        method = None
        for kind in library.types.values() if library is not None else ():
            method = method or next((one for one in kind.closes.values() if one.only_with_code), None)
        connection = Connection(library, None, "", library.runtime if library is not None else "", certainty)
        return Described(connection, method, frame[0], frame[1], True, mark)

    def built_in(self, value: o.Value, scope: Scope, depth: int = 0) -> Iterator[o.Path | o.Member]:
        """What builds a whole close message among the arguments of a call, as it is called there."""
        if isinstance(value, o.Call) and depth < EXPECTED_DEPTH:
            if depth and isinstance(value.callee, o.Path | o.Member) and self.built_by(value.callee, scope) is not None:
                yield value.callee
                return
            for argument in value.arguments:
                yield from self.built_in(argument.value, scope, depth + 1)
        elif isinstance(value, o.Table):
            made = made_by(value)
            if made is not None and self.built_by(made, scope) is not None:
                yield made
        elif isinstance(value, o.Awaited | o.Typed):
            yield from self.built_in(value.of, scope, depth)

    def receiver(self, callee: o.Value, scope: Scope) -> Thing:
        if isinstance(callee, o.Path) and len(callee.parts) == 1:
            name = callee.parts[0]
            for one in scope.find(name) or ():
                if isinstance(one.value, o.Part) and isinstance(one.value.key, str):
                    held = self.resolver.thing(one.value.of, one.scope)
                    if isinstance(held, Instance):
                        return held  # const { close } = useWebSocket()
            if scope.find(name) is not None or self.resolver.lookup(("name", "", name)):
                return Foreign(name)  # a function of that name, not a method
            implied = self.resolver.implicit(scope)
            if not isinstance(implied, Instance) or self.resolver.lookup(("method", scope.owner, name)):
                return Foreign(name)
            return implied
        thing = self.resolver.receiver(callee, scope)
        if isinstance(thing, Own):
            method = o.name_of(callee)
            if self.resolver.lookup(("method", thing.name, method)):
                return thing
            extends = any(
                isinstance(d.value, o.Class) and d.value.bases for d in self.resolver.lookup(("class", "", thing.name))
            )
            return None if extends or words.is_socket_name(thing.name) else thing
        if isinstance(thing, Instance) and isinstance(callee, o.Path) and len(callee.parts) == 2 and scope.owner:
            on_itself = callee.parts[0] in ("this", "self") or callee.parts[0] == receiver_of(scope)
            if on_itself and self.resolver.lookup(("method", scope.owner, callee.parts[1])):
                return Own(scope.owner)  # the class has a method of that name of its own
        return thing

    def method(self, kind: Type, name: str, call: o.Call, scope: Scope) -> CloseMethod | None:
        for base in self.resolver.bases(kind):
            method = base.closes.get(name)
            if method is None:
                continue
            if method.when is not None:
                place, wanted = method.when
                given = call.arguments[place].value if place < len(call.arguments) else None
                if not (o.name_of(given) == wanted or (isinstance(given, o.String) and given.value == wanted)):
                    return None
            return method
        return None

    def connection(self, thing: Instance) -> Connection:
        library = self.libraries.by_id.get(thing.type.library)
        certainty = Certainty.SURE if thing.sure else Certainty.LIKELY
        return Connection(
            library, thing.type if library else None, thing.side, library.runtime if library else "", certainty
        )

    def by_method(self, call: o.Call, method: CloseMethod, connection: Connection, scope: Scope) -> Described:
        given: dict[str, o.Value] = {}
        for place, argument in enumerate(call.arguments):
            if argument.name:
                role = method.keywords.get(argument.name, "_")
            else:
                role = method.parameters[place] if place < len(method.parameters) else "_"
            if role != "_":
                given[role] = argument.value
        if "frame" in given:
            frame = self.frame(given["frame"], scope)
            if frame is not None:
                return Described(connection, method, frame[0], frame[1], True)
            return Described(connection, method, None, None, True)
        return Described(connection, method, given.get("code"), given.get("reason"), False)

    def frame(self, value: o.Value, scope: Scope, depth: int = 0) -> tuple[o.Value | None, o.Value | None] | None:
        """(code, reason) of a close frame that an expression builds; None when it can't be followed."""
        if depth > EXPECTED_DEPTH:
            return None
        if isinstance(value, o.Call):
            built = self.built_by(value.callee, scope)
            if built is not None:
                given: dict[str, o.Value] = {}
                for place, argument in enumerate(value.arguments):
                    given[role_of(argument, place, value.callee, built)] = argument.value
                if "frame" in given:
                    return self.frame(given["frame"], scope, depth + 1)
                if "code" not in given and isinstance(value.callee, o.Path) and len(value.callee.parts) > 2:
                    return held(value.callee), given.get("reason")  # CloseStatus.GOING_AWAY.withReason("...")
                return given.get("code"), given.get("reason")
            for argument in value.arguments:
                inner = self.frame(argument.value, scope, depth + 1)
                if inner is not None:
                    return inner
        elif isinstance(value, o.Table):
            entries = {entry.key: entry.value for entry in value.entries}
            if "code" in entries or "Code" in entries:
                return entries.get("code", entries.get("Code")), entries.get("reason", entries.get("Reason"))
        elif isinstance(value, o.Path):
            for one in (scope.find(value.parts[0]) or ()) if len(value.parts) == 1 else ():
                if isinstance(one.value, o.Value):
                    inner = self.frame(one.value, one.scope, depth + 1)
                    if inner is not None:
                        return inner
            if isinstance(self.resolver.thing(value, scope), Int | Received):
                return value, None  # a constant that is a whole frame: CloseStatus.GOING_AWAY
        elif isinstance(value, o.Awaited | o.Typed | o.Part):
            return self.frame(value.of, scope, depth + 1)
        elif isinstance(value, o.Opaque) and len(value.inside) == 1 and isinstance(value.inside[0], o.Value):
            return self.frame(value.inside[0], scope, depth + 1)
        return None

    def built_by(self, callee: o.Value, scope: Scope) -> tuple[Library | None, tuple[str, ...]] | None:
        """The library whose function or class builds a close frame (None when only its name speaks for it), and what it takes."""
        name = o.name_of(callee)
        if name not in self.libraries.builder_names:
            return None
        parts = callee.parts if isinstance(callee, o.Path) else (name,)
        home = self.resolver.path(parts[:-1], scope) if len(parts) > 1 else None
        made = self.resolver.name(name, scope) if len(parts) == 1 else home
        if len(parts) > 1 and isinstance(home, ModuleOf):
            made = self.resolver.path(parts, scope) or home
        guessed: tuple[str, ...] | None = None
        for library in self.libraries.by_id.values():
            dotted = library.builders.get(".".join(parts[-2:])) if len(parts) > 1 else None
            parameters = dotted if dotted is not None else library.builders.get(name)
            if parameters is None:
                continue
            if library in getattr(made, "libraries", ()) or library in getattr(home, "libraries", ()):
                return library, parameters
            if isinstance(made, ClassOf | Instance) and self.libraries.by_id.get(made.type.library) is library:
                return library, parameters
            if isinstance(home, Int) and home.known and "code" not in parameters:
                return library, parameters  # CloseStatus.GOING_AWAY.withReason("...")
            if made is None and self.mentions and words.is_closing_name(name) and guessed is None:
                guessed = parameters if dotted is not None or len(parts) == 1 else None
        return (None, guessed) if guessed is not None else None

    def guess(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """A call on something unknown: the receiver's name and the shape of the call must speak for it together."""
        callee = call.callee
        marked = self.by_mark(call, name, scope) or self.by_labels(call, name, scope)
        if marked is not None:
            return marked
        if isinstance(callee, o.Path):
            holder = callee.parts[-2]
            if holder in ("current", "value") and len(callee.parts) > 2:
                holder = callee.parts[-3]
        elif isinstance(callee, o.Member) and isinstance(callee.of, o.Index):
            holder = o.name_of(callee.of.of)
        elif isinstance(callee, o.Member) and isinstance(callee.of, o.Call):
            holder = o.name_of(callee.of.callee)
            if not {"ws", "websocket"} & set(words.words(holder)) and words.words(holder)[-1:] == ("socket",):
                holder = "made"  # getSocket() gives the one beneath a WebSocket
        else:
            return None
        if holder == "." or (holder[:1].isupper() and words.words(holder)[-1:] in MADE_OF_PARTS):
            return None  # a variant that is built: `.close(code: 1000)`, `WebSocketEvent.close(...)`
        socket = words.is_socket_name(holder) and not self.is_plain_socket(callee, scope)
        if words.words(holder)[-1:] and words.words(holder)[-1] in AROUND_SOCKETS:
            socket = False
        shape = self.shape(call, scope)
        if shape >= 3 and self.mentions and name in GENERIC_CLOSES:
            return self.by_shape(call, GENERIC)
        if name in EXPLICIT_CLOSES:
            return self.by_shape(call, GENERIC) if shape >= 1 and self.mentions else None
        if self.libraries.foreign_words.intersection(words.words(holder)) and not {"ws", "websocket"}.intersection(
            words.words(holder)
        ):
            return None
        if name in ("terminate", "aclose"):
            return self.by_shape(call, GENERIC) if socket and self.mentions else None
        if (
            name in ("send_close", "sendClose")
            and self.mentions
            and shape >= 0
            and (socket or words.is_carrier_name(holder))
        ):
            return self.by_shape(call, GENERIC)
        if name not in GENERIC_CLOSES and self.mentions and shape >= 0 and name in self.libraries.close_names:
            said = words.words(name)
            if len(said) == 2 and said[0] == "close" and said[1] in ("blocking", "frame", "handshake"):
                return self.by_shape(call, GENERIC)  # nothing but a WebSocket has a method of that name
        if name not in GENERIC_CLOSES:
            named = {argument.name for argument in call.arguments}
            spelled = ends(name) and {"code", "reason"} <= named
            return self.by_shape(call, GENERIC) if spelled and self.mentions else None
        if socket and self.mentions and shape >= 0:
            return self.by_shape(call, GENERIC)
        if (shape >= 2 and (self.mentions or shape >= 3)) or (
            shape >= 1 and self.mentions and words.is_carrier_name(holder)
        ):
            return self.by_shape(call, GENERIC)
        return None

    def is_plain_socket(self, callee: o.Value, scope: Scope) -> bool:
        """Whether what a method is called on has a type that says socket, and not WebSocket."""
        if not isinstance(callee, o.Path) or len(callee.parts) < 2:
            return False
        found = scope.find(callee.parts[0]) if len(callee.parts) == 2 else None
        for one in found or self.resolver.lookup(("field", scope.owner, callee.parts[-2])):
            said = words.words(bare_type(one.type)) if one.type else ()
            if isinstance(one.value, o.Call) and one.value.new:
                said = said or words.words(o.name_of(one.value.callee))
            if said[-1:] == ("socket",) and not {"ws", "web", "websocket"} & set(said):
                return True
        return False

    def by_mark(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """A call that names its library in an argument: `x.WriteMessage(websocket.CloseMessage, ...)`."""
        for library in self.libraries.by_id.values():
            for kind in library.types.values():
                method = kind.closes.get(name)
                if method is None or method.when is None or method.when[0] >= len(call.arguments):
                    continue
                place, wanted = method.when
                given = call.arguments[place].value
                if isinstance(given, o.Path) and len(given.parts) > 1 and given.parts[-1] == wanted:
                    module = self.resolver.path(given.parts[:-1], scope)
                    if library in getattr(module, "libraries", ()):
                        return self.by_method(call, method, self.connection(Instance(kind, kind.side)), scope)
        return None

    def by_labels(self, call: o.Call, name: str, scope: Scope) -> Described | None:
        """A call whose labels say what it closes: `task.cancel(with: .goingAway, reason: nil)`."""
        given = {argument.name for argument in call.arguments}
        if not self.mentions or not given or "" in given:
            return None
        for library in self.libraries.by_id.values():
            for kind in library.types.values():
                method = kind.closes.get(name)
                if (
                    method is None
                    or not given <= method.keywords.keys()
                    or method.keywords.keys() <= {"code", "reason"}
                ):
                    continue
                described = self.by_method(call, method, self.connection(Instance(kind, kind.side, False)), scope)
                if described.code is not None and (len(given) > 1 or self.codes(described.code, scope).codes):
                    return described
        return None

    def shape(self, call: o.Call, scope: Scope) -> int:
        """How much the arguments look like a code and a reason: -1 not at all like it, 0 nothing, 1 a code, 2 a code and a reason."""
        arguments = call.arguments
        if not arguments:
            return 0
        named = {argument.name for argument in arguments}
        if "code" in named or "close_code" in named:
            return 2
        if any(isinstance(argument.value, o.Function) for argument in arguments):
            return -1
        first = self.resolver.thing(arguments[0].value, scope)
        if isinstance(first, Received):
            return 2
        value = first.value if isinstance(first, Int) else None
        if isinstance(first, Int) and not words.plausible(value):
            return -1 if value is not None and value >= 1016 else 0
        second = self.resolver.thing(arguments[1].value, scope) if len(arguments) > 1 else None
        text = len(arguments) > 1 and (isinstance(second, Text) or isinstance(arguments[1].value, o.String))
        if isinstance(first, Int):
            return (3 if text else 1) if isinstance(arguments[0].value, o.Number) or first.known else 2
        paths = [argument.value.parts for argument in arguments[:2] if isinstance(argument.value, o.Path)]
        roles = {words.words(parts[-1])[-1:] for parts in paths if len(parts) == 1 or not parts[-2].isupper()}
        if ("reason",) in roles and ("code",) not in roles and len(arguments) > 1:
            return 2 if words.words(paths[0][-1])[-1:] == ("status",) else 0  # close(error, reason)
        return len(roles & {("code",), ("reason",)})

    def by_shape(self, call: o.Call, thing: Instance) -> Described:
        given: dict[str, o.Value] = {}
        for place, argument in enumerate(call.arguments):
            role = argument.name or ("code", "reason")[place] if place < 2 else "_"
            if argument.name in ("close_code", "status_code", "statusCode"):
                role = "code"
            given.setdefault(role, argument.value)
        return Described(self.connection(thing), None, given.get("code"), given.get("reason"), False)

    # ---------------------------------------------------------------- the code

    def codes(self, value: o.Value | None, scope: Scope, depth: int = 0) -> Found:
        """The numbers that an expression in a code's place can be."""
        if value is None or (isinstance(value, o.Path) and value.parts in NOTHING):
            return Found((), "none", frozenset(), frozenset())
        if depth > EXPECTED_DEPTH:
            return UNKNOWN
        match value:
            case o.Number():
                if value.value is None:
                    return UNKNOWN
                return Found(
                    (Code(value.value, value.start, value.end, "literal"),), "numbers", frozenset(), frozenset()
                )
            case o.String():
                digits = value.value.isdigit() and value.exact
                codes = (
                    (Code(int(value.value), value.start, value.end, "literal"),)
                    if digits and len(value.value) < 6
                    else ()
                )
                return Found(codes, "string", frozenset(), frozenset())
            case o.Either():
                return join(self.codes(option, scope, depth + 1) for option in value.options)
            case o.Awaited() | o.Typed():
                return self.codes(value.of, scope, depth + 1)
            case o.Operation() if (
                value.operator == "-" and len(value.operands) == 1 and isinstance(value.operands[0], o.Number)
            ):
                number = value.operands[0].value
                return Found(
                    (Code(-(number or 0), value.start, value.end, "literal"),), "numbers", frozenset(), frozenset()
                )
            case o.Opaque() if len(value.inside) == 1 and isinstance(value.inside[0], o.Value):
                return self.codes(value.inside[0], scope, depth + 1)
            case o.Opaque() if len(value.inside) == 1 and isinstance(value.inside[0], o.Switch | o.If):
                return join(self.codes(one, scope, depth + 1) for one in tails(value.inside))
            case o.Call() if not value.arguments and (of := self.same_code(value.callee)) is not None:
                return self.codes(of, scope, depth + 1)
            case o.Call():
                name = o.name_of(value.callee)
                if name in DEFAULTING and len(value.arguments) > 1:
                    return join((UNKNOWN, self.codes(value.arguments[-1].value, scope, depth + 1)))
                group = (
                    value.callee.parts[-2] if isinstance(value.callee, o.Path) and len(value.callee.parts) > 1 else name
                )
                if len(value.arguments) == 1 and (
                    name in CONVERSIONS
                    or group == "."
                    or words.is_code_group(group)
                    or self.converts(value.callee, scope)
                ):
                    return self.codes(value.arguments[0].value, scope, depth + 1)
                thing = self.resolver.thing(value, scope)
                return RECEIVED if isinstance(thing, Received) and thing.sure else UNKNOWN
            case o.Path():
                return self.codes_of_path(value, scope, depth)
        return UNKNOWN

    def same_code(self, callee: o.Value) -> o.Value | None:
        """What `4001.toShort()`, `CloseCode::Policy.into()`, `Codes.NORMAL.getCode()` are called on."""
        name = o.name_of(callee)
        if name not in CONVERSIONS and name not in self.libraries.code_members and not words.is_code_name(name):
            return None
        return held(callee)

    def converts(self, callee: o.Value, scope: Scope) -> bool:
        thing = self.resolver.thing(callee, scope)
        return isinstance(thing, Returns) and thing.text == "same"

    def implied(self, path: o.Path) -> Found:
        """A member that is written without its type (`.goingAway`), where only a close code can stand."""
        name = path.parts[1]
        key: Key = ("member", "", name)
        own = [one.value.value for one in self.resolver.lookup(key) if isinstance(one.value, o.Number)]
        numbers = {number for number in own if number is not None} or self.libraries.constant_names.get(
            name, frozenset()
        )
        number = next(iter(numbers)) if len(numbers) == 1 else words.BY_NAME.get(words.normal(name))
        if number is None:
            return UNKNOWN
        code = Code(number, path.start, path.end, "constant", name, True)
        return Found((code,), "numbers", frozenset({key}) if own else frozenset(), frozenset())

    def codes_of_path(self, path: o.Path, scope: Scope, depth: int) -> Found:
        if path.parts[0] == "." and len(path.parts) > 1:
            return self.implied(path)
        thing = self.resolver.thing(path, scope)
        if len(path.parts) == 1:
            definitions = scope.find(path.parts[0])
            if definitions is not None:
                return self.codes_of_definitions(path, definitions, depth)
        if isinstance(thing, Int):
            names: frozenset[Key] = frozenset()
            if not thing.known:
                names = frozenset({self.key_of(path, scope)})
            code = Code(thing.value, path.start, path.end, "constant", thing.name or path.parts[-1], True)
            return Found((code,), "numbers", names, frozenset())
        if isinstance(thing, Received):
            return RECEIVED if thing.sure else UNKNOWN
        guessed = guess_constant(path.parts)
        if guessed is None and thing is None and words.is_code_name(path.parts[-1]):
            known = self.libraries.constant_names.get(path.parts[-1], frozenset())
            guessed = next(iter(known)) if len(known) == 1 else None
        if guessed is not None:
            return Found(
                (Code(guessed, path.start, path.end, "constant", path.parts[-1], True),),
                "numbers",
                frozenset(),
                frozenset(),
            )
        return UNKNOWN

    def key_of(self, path: o.Path, scope: Scope) -> Key:
        if len(path.parts) == 1:
            if scope.owner and not self.resolver.lookup(("name", "", path.parts[0])):
                return ("field", scope.owner, path.parts[0])
            return ("name", "", path.parts[0])
        head = path.parts[-2]
        if head in ("this", "self", "cls") or head == receiver_of(scope):
            return ("field", scope.owner, path.parts[-1])
        return ("field", head, path.parts[-1])

    def codes_of_definitions(self, path: o.Path, definitions: list[Definition], depth: int) -> Found:
        """A local variable or parameter: what any of its definitions can be, at the place where each is written."""
        found: list[Found] = []
        for one in definitions[:8]:
            if isinstance(one.value, o.Parameter):
                found.append(self.codes_of_parameter(one, one.value, depth))
            elif isinstance(one.value, o.Value):
                known = self.resolver.definition(one)
                if isinstance(known, Received) and known.sure:
                    found.append(RECEIVED)
                found.append(self.codes(one.value, one.scope, depth + 1))
            else:
                found.append(UNKNOWN)
        return join(found)

    def codes_of_parameter(self, one: Definition, parameter: o.Parameter, depth: int) -> Found:
        thing = self.resolver.parameter(one, parameter)
        kind = "received" if isinstance(thing, Received) and thing.sure else "unknown"
        function = one.scope.function
        places: frozenset[tuple[str, str, int]] = frozenset()
        if function is not None:
            owner = function.owner or (one.scope.owner if one.scope.name != function.name else "")
            name = one.scope.name or _assigned_name(one.scope)
            if name:
                places = frozenset({(owner, name, one.place)})
        own = Found((), kind, frozenset(), places)
        if parameter.default is None:
            return own
        return join((own, self.codes(parameter.default, one.scope, depth + 1)))

    # ---------------------------------------------------------------- the reason

    def reason(self, value: o.Value | None, scope: Scope) -> ReasonText | None:
        if value is None or (isinstance(value, o.Path) and value.parts in NOTHING):
            return None
        inner = value
        while isinstance(inner, o.Awaited | o.Typed):
            inner = inner.of
        if isinstance(inner, o.String):
            dynamic = "error" if any(self.is_error_text(part, scope) for part in inner.substitutions) else ""
            return ReasonText(inner.start, inner.end, inner.value, inner.exact, None, dynamic)
        thing = self.resolver.thing(inner, scope)
        if isinstance(thing, Text):
            return ReasonText(value.start, value.end, thing.value, thing.exact)
        dynamic = "error" if self.is_error_text(inner, scope) else ""
        return ReasonText(value.start, value.end, None, False, None, dynamic)

    def is_error_text(self, value: o.Statement, scope: Scope, depth: int = 0) -> bool:
        """Whether an expression holds the text of an exception."""
        if isinstance(value, o.Path):
            if any(isinstance(one.value, o.Catch) for one in scope.find(value.parts[0]) or ()):
                return True
            return value.parts[0] in ("err", "error", "exc", "exception") and value.parts[-1] in (
                "message",
                "stack",
                "Error",
                "args",
                *ERRORS,
            )
        if (
            isinstance(value, o.Call)
            and isinstance(value.callee, o.Path)
            and self.is_error_text(value.callee, scope, depth + 1)
        ):
            return True
        return depth < 5 and any(self.is_error_text(child, scope, depth + 1) for child in o.children(value))

    # ---------------------------------------------------------------- wrappers

    def summary(self, function: OwnFunction, depth: int = 0) -> dict[int, Reaches]:
        """Which parameters of a function of this file reach the code of a close call, by place."""
        if depth > 3:
            return {}
        key: Key = ("method", function.owner, function.name) if function.owner else ("name", "", function.name)
        found: dict[int, Reaches] = {}
        for one in self.resolver.lookup(key)[:4]:
            if not isinstance(one.value, o.Function):
                continue
            inner = self.resolver.scope_of(one.value)
            if inner is None:
                continue
            for call in calls(one.value.body):
                for argument, reaches in self.code_arguments(call, inner, depth):
                    for owner, name, place in self.codes(argument, inner).parameters:
                        if name == function.name and owner == function.owner and place < len(one.value.parameters):
                            tested = reaches.tested or tests(one.value.body, one.value.parameters[place].name)
                            found[place] = Reaches(tested, reaches.connection, reaches.method)
        return found

    def code_arguments(self, call: o.Call, scope: Scope, depth: int) -> Iterator[tuple[o.Value, Reaches]]:
        """The arguments of a call that become close codes."""
        described = self.describe(call, scope)
        if described is not None:
            if described.code is not None:
                yield described.code, Reaches(False, described.connection, described.method)
            return
        if words.is_closing_name(o.name_of(call.callee)):
            callee = self.resolver.thing(call.callee, scope)
            if isinstance(callee, OwnFunction):
                for place, reaches in self.summary(callee, depth + 1).items():
                    if place < len(call.arguments):
                        yield call.arguments[place].value, reaches


def held(callee: o.Value) -> o.Value | None:
    """What a method or member belongs to, as an expression."""
    if isinstance(callee, o.Member):
        return callee.of
    if isinstance(callee, o.Path) and len(callee.parts) > 1:
        end = callee.last - 1
        return o.Path(callee.start, end, callee.parts[:-1], max(callee.start, end - len(callee.parts[-2].encode())))
    return None


def made_by(table: o.Table) -> o.Path | None:
    """The type of a struct literal, as an expression: `CloseFrame { code, reason }`."""
    names = tuple(NAMES_IN_TYPE.findall(table.type))
    start = table.start + len(table.type.encode()) - len(names[-1].encode()) if names else 0
    return o.Path(table.start, table.start + len(table.type.encode()), names, start) if names else None


NAMES_IN_TYPE = re.compile(r"\w+(?![^<]*>)")


def role_of(argument: o.Argument, place: int, callee: o.Value, built: tuple[Library | None, tuple[str, ...]]) -> str:
    """What an argument of a builder of close frames is: "code", "reason" ..."""
    library, parameters = built
    if argument.name:
        keywords = library.builder_keywords.get(o.name_of(callee), {}) if library is not None else {}
        return keywords.get(argument.name, argument.name)
    return parameters[place] if place < len(parameters) else "_"


NOTHING = frozenset({("undefined",), ("null",), ("None",), ("nil",), ("_",)})
RECEIVED = Found((), "received", frozenset(), frozenset())
MADE_OF_PARTS = frozenset({("event",), ("message",), ("frame",), ("error",), ("action",), ("state",), ("command",)})
UNKNOWN = Found((), "unknown", frozenset(), frozenset())


def join(found: Iterator[Found] | list[Found] | tuple[Found, ...]) -> Found:
    """What an expression can be that is one of several."""
    every = list(found)
    if not every:
        return UNKNOWN
    codes: list[Code] = []
    for one in every:
        codes.extend(code for code in one.codes if code not in codes)
    kinds = [one.kind for one in every]
    kind = next((k for k in ("received", "string", "unknown") if k in kinds), None) or ("numbers" if codes else "none")
    return Found(
        tuple(codes),
        kind,
        frozenset().union(*(one.names for one in every)),
        frozenset().union(*(one.parameters for one in every)),
    )


def ends(name: str) -> bool:
    """Whether a method by its name closes, and does not tell that something was closed."""
    found = set(words.words(name))
    return bool(found & {"close", "disconnect"}) and not found & {
        "closed",
        "disconnected",
        "did",
        "on",
        "handle",
        "received",
    }


def guess_constant(parts: tuple[str, ...]) -> int | None:
    """The registry's number for a member of something that is by its name a group of close codes."""
    if len(parts) > 1 and words.is_code_group(parts[-2]) and not words.is_own_reason(parts[-2]):
        return words.BY_NAME.get(words.normal(parts[-1]))
    if words.is_registry_constant(parts[-1]):
        return words.BY_NAME.get(words.normal(parts[-1]))
    return None


def _assigned_name(scope: Scope) -> str:
    target = scope.site.target if scope.site is not None else None
    return target.parts[-1] if isinstance(target, o.Path) else ""


def calls(block: o.Block, depth: int = 0) -> Iterator[o.Call]:
    """Every call in a block, those in functions inside it too."""
    for statement in block:
        if isinstance(statement, o.Call):
            yield statement
        if depth < 40:
            yield from calls(tuple(o.children(statement)), depth + 1)


def tests(block: o.Block, name: str, depth: int = 0) -> bool:
    """Whether a block compares this name with something, or hands it to a predicate."""
    return looks_at(block, (name,), depth)


def looks_at(block: o.Block, parts: tuple[str, ...], depth: int = 0) -> bool:
    """Whether a block compares this path with something, or hands it to a predicate."""
    for statement in block:
        if isinstance(statement, o.Operation) and any(
            isinstance(x, o.Path) and x.parts == parts for x in statement.operands
        ):
            return True
        if (
            isinstance(statement, o.Switch)
            and isinstance(statement.subject, o.Path)
            and statement.subject.parts == parts
        ):
            return True
        if isinstance(statement, o.Call) and words.words(o.name_of(statement.callee))[:1] in PREDICATES:
            given = [argument.value for argument in statement.arguments]
            if any(isinstance(value, o.Path) and value.parts == parts for value in given):
                return True
        if depth < 40 and looks_at(tuple(o.children(statement)), parts, depth + 1):
            return True
    return False


PREDICATES = tuple(
    (word,)
    for word in [
        "is",
        "has",
        "should",
        "can",
        "valid",
        "validate",
        "check",
        "normalize",
        "sanitize",
        "includes",
        "contains",
        "in",
        "some",
    ]
)
ERRORS = frozenset({"err", "error", "exc", "exception"})
