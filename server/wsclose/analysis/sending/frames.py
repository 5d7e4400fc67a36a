"""Close frames: which functions build one, what it holds, which calls send it."""

from collections.abc import Iterator
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty, Connection
from wsclose.analysis.resolving.idioms import is_nothing
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ClassOf, Instance, Int, ModuleOf, Received
from wsclose.analysis.sending.asking import EXPECTED_DEPTH, NAMES_IN_TYPE, Asking, Described
from wsclose.analysis.walks import calls, given_back, tails
from wsclose.knowledge.library import Library
from wsclose.syntax import outline as o

SENDING = frozenset(
    """
    send feed write write_message writeMessage write_frame writeFrame writeAndFlush write_and_flush
    start_send try_send unbounded_send do_send send_message blocking_send sendMessage trySend
    """.split()
)
MADE_OF_PARTS = frozenset({("event",), ("message",), ("frame",), ("error",), ("action",), ("state",), ("command",)})

FORWARD = "forward"
"""What sends all that a stream gives: `messages.forward(socket)`"""

MOST_FORWARDED = 500

STAYING = frozenset({"text", "binary", "ping", "pong"})
"""What makes messages that close nothing, whatever they are about: `Message::Text(describe(CloseCode::Away))`."""


class Frames(Asking):
    """Close frames: which functions build one, what it holds, which calls send it."""

    def sends_frame(self, call: o.Call, scope: Scope) -> Described | None:
        """A close frame that is handed to something unknown that sends: a channel to a writer, a half of a socket."""
        mark = next(self.built_in(call, scope), None)
        if mark is None:
            return self.sends_named_frame(call, scope)
        built = self.built_by(mark, scope)
        library = built[0] if built is not None else None
        frame = self.frame(call, scope) or (None, None)
        certainty = Certainty.SURE if library is not None else Certainty.LIKELY
        method = None
        for kind in library.types.values() if library is not None else ():
            method = method or next((one for one in kind.closes.values() if one.only_with_code), None)
        connection = Connection(library, None, "", library.runtime if library is not None else "", certainty)
        return Described(connection, method, frame[0], frame[1], True, mark)

    def forward(self, call: o.Call, scope: Scope) -> None:
        """Notes what makes the messages of a stream that goes to a connection as it is: `replies.map(...).forward(line)`"""
        to = self.resolver.thing(call.arguments[0].value, scope) if len(call.arguments) == 1 else None
        if isinstance(to, Instance) and any(one.only_with_code for one in to.type.closes.values()):
            made = islice(calls((call.callee,)), MOST_FORWARDED)
            self.forwarded.update(id(one) for one in made if words.is_closing_name(o.name_of(one.callee)))

    def by_stream(self, call: o.Call, scope: Scope) -> Described | None:
        """What builds a close message of such a stream: as good as a call that sends it."""
        sent = o.Call(call.start, call.end, call.callee, (o.Argument("", call),), open=call.open)
        return self.sends_frame(sent, scope) if id(call) in self.forwarded else None

    def sends_named_frame(self, call: o.Call, scope: Scope) -> Described | None:
        """A whole close message that has got a name first: `channel.writeAndFlush(goodbye)`."""
        for argument in call.arguments if o.name_of(call.callee) in SENDING else ():
            name = itself(argument.value)
            made = self.last_given(name, scope) if len(name.parts) == 1 else None
            built = self.built_by(made[0].callee, made[1]) if made is not None else None
            if built is not None and built[0] is not None:
                frame = self.frame(name, scope) or (None, None)
                connection = Connection(built[0], None, "", built[0].runtime, Certainty.SURE)
                return Described(connection, None, frame[0], frame[1], True)
        return None

    def last_given(self, name: o.Path, scope: Scope) -> tuple[o.Call, Scope] | None:
        """The call whose result a name holds where it stands: a message that is made twice is what it was made last."""
        given = [one for one in scope.find(name.parts[0]) or () if isinstance(one.value, o.Statement)]
        before = [one for one in given if one.value is not None and one.value.start < name.start]
        last = max(before, key=lambda one: one.value.start if one.value is not None else 0, default=None)
        return (last.value, last.scope) if last is not None and isinstance(last.value, o.Call) else None

    def built_in(self, value: o.Value, scope: Scope, depth: int = 0) -> Iterator[o.Path | o.Member]:
        """What builds a whole close message among the arguments of a call, as it is called there; that of a call within
        which sends it is sent there: `transport.write(line.send(CloseConnection(1000)))`."""
        if depth and isinstance(value, o.Call) and o.name_of(value.callee) in SENDING:
            return
        if isinstance(value, o.Call) and depth < EXPECTED_DEPTH:
            if (
                depth
                and isinstance(value.callee, o.Path | o.Member)
                and (
                    self.built_by(value.callee, scope, len(value.arguments)) is not None
                    or self.is_own_close(value, scope)
                )
            ):
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
        elif (
            isinstance(value, o.Opaque) and len(value.inside) == 1
        ):  # close(Some(match why { ... => CloseFrame { ... } }))
            for one in tails(value.inside):
                yield from self.built_in(one, scope, depth)

    def frame(self, value: o.Value, scope: Scope, depth: int = 0) -> tuple[o.Value | None, o.Value | None] | None:
        """(code, reason) of a close frame that an expression builds; None when it can't be followed."""
        if depth > EXPECTED_DEPTH:
            return None
        if isinstance(value, o.Call):
            built = self.built_by(value.callee, scope, len(value.arguments))
            if built is not None:
                given: dict[str, o.Value] = {}
                for place, argument in enumerate(value.arguments):
                    given[role_of(argument, place, value.callee, built)] = argument.value
                if "frame" in given:
                    return self.frame(given["frame"], scope, depth + 1)
                if "code" not in given and isinstance(value.callee, o.Path) and len(value.callee.parts) > 2:
                    return o.holder_of(value.callee), given.get("reason")  # CloseStatus.GOING_AWAY.withReason("...")
                return told_by(given.get("code"), scope), given.get("reason")
            if o.name_of(value.callee).lower() in STAYING:
                return None
            if depth and len(value.arguments) == 1 and self.converts(value.callee, scope):
                return value, None  # given to a function that makes the frame: frame(CloseCode::Library(4001))
            for argument in value.arguments:
                inner = self.frame(argument.value, scope, depth + 1)
                if inner is not None:
                    return inner
            of = (
                o.holder_of(value.callee)
                if not value.arguments and o.name_of(value.callee) in self.libraries.code_members
                else None
            )
            if of is not None and isinstance(self.resolver.thing(of, scope), Int | Received):
                return of, None  # CloseCode::Away.into()
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
            thing = self.resolver.thing(value, scope)
            if isinstance(thing, Received) or (isinstance(thing, Int) and thing.known):
                return value, None  # a library's constant that is a whole frame: CloseStatus.GOING_AWAY
        elif isinstance(value, o.Awaited | o.Typed | o.Part):
            return self.frame(value.of, scope, depth + 1)
        elif isinstance(value, o.Sequence) and len(value.items) == 2:
            return value.items[0], value.items[1]  # Message::Close(Some((CloseCode::Policy, reason)))
        elif isinstance(value, o.Opaque) and len(value.inside) == 1 and isinstance(value.inside[0], o.Value):
            return self.frame(value.inside[0], scope, depth + 1)
        elif isinstance(value, o.Opaque) and len(value.inside) == 1:
            return self.one_of(value, scope, depth + 1)
        return None

    def one_of(self, value: o.Opaque, scope: Scope, depth: int) -> tuple[o.Value | None, o.Value | None] | None:
        """The codes of the frames between which a `match` chooses, if each of them can be followed."""
        found = [self.frame(one, scope, depth) for one in tails(value.inside)]
        codes = tuple(one[0] for one in found if one is not None and one[0] is not None)
        return (o.Either(value.start, value.end, codes), None) if codes and len(codes) == len(found) else None

    def is_own_close(self, call: o.Call, scope: Scope) -> bool:
        """Whether a message of the project's own, called as one of a library, says with which code it closes, or
        that it has none: `ws::Message::Close(Some(ws::CloseCode::Away.into()))`, `ws::Message::Close(None)`."""
        parts = call.callee.parts[-2:] if isinstance(call.callee, o.Path) else ()
        if len(parts) < 2 or not self.mentions or not words.is_closing_name(parts[-1]):
            return False
        if not any(".".join(parts) in library.builders for library in self.libraries.by_id.values()):
            return False
        if len(call.arguments) == 1 and is_nothing(call.arguments[0].value):
            return True
        code, _ = self.frame(call, scope) or (None, None)
        return code is not None and bool(self.codes(code, scope).codes)

    def built_by(self, callee: o.Value, scope: Scope, given: int = 0) -> tuple[Library | None, tuple[str, ...]] | None:
        """The library whose function or class builds a close frame (None when only its name speaks for it), and what it takes.

        What is given more arguments than that takes only goes by the same name: a project's own `Message::close(4401, "...")`.
        """
        name = o.name_of(callee)
        if name not in self.libraries.builder_names:
            return None
        parts = callee.parts if isinstance(callee, o.Path) else (name,)
        home = self.resolver.path(parts[:-1], scope) if len(parts) > 1 else None
        made = self.resolver.name(name, scope) if len(parts) == 1 else home
        if len(parts) > 1 and isinstance(home, ModuleOf):
            made = self.resolver.path(parts, scope) or home
        group = home.type.name if isinstance(home, ClassOf | Instance) else parts[-2:][0]  # `Message as WsMessage`
        guessed: tuple[str, ...] | None = None
        for library in self.libraries.by_id.values():
            dotted = library.builders.get(f"{group}.{name}") if len(parts) > 1 else None
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
                fits = given <= len(parameters) and (dotted is not None or len(parts) == 1)
                guessed = parameters if fits else None
        return (None, guessed) if guessed is not None else None


def told_by(code: o.Value | None, scope: Scope) -> o.Value | None:
    """The number that a close code gives which is an object with one method: `() -> 4005`, `new CloseCode() { ... }`."""
    named = scope.find(code.parts[0]) or () if isinstance(code, o.Path) and len(code.parts) == 1 else ()
    held = named[0].value if named else code
    kinds = held.inside if isinstance(held, o.Opaque) else ()
    body = next((one.body for one in kinds if isinstance(one, o.Class)), (held,))
    functions = [one for one in body if isinstance(one, o.Function)]
    told = next(given_back(functions[0]), None) if len(functions) == 1 else None
    return told if isinstance(told, o.Number) else code


def itself(value: o.Value) -> o.Path:
    """The name of what is handed over, also where a copy of it is: `bye`, `bye.clone()`; an empty one of anything else."""
    callee = value.callee if isinstance(value, o.Call) and not value.arguments else None
    if isinstance(callee, o.Path) and callee.parts[1:] == ("clone",):
        return o.Path(value.start, value.end, callee.parts[:1], value.start)
    return value if isinstance(value, o.Path) else o.Path(value.start, value.end, (), value.start)


def made_by(table: o.Table) -> o.Path | None:
    """The type of a struct literal, as an expression: `CloseFrame { code, reason }`."""
    names = tuple(NAMES_IN_TYPE.findall(table.type))
    start = table.start + len(table.type.encode()) - len(names[-1].encode()) if names else 0
    return o.Path(table.start, table.start + len(table.type.encode()), names, start) if names else None


def role_of(argument: o.Argument, place: int, callee: o.Value, built: tuple[Library | None, tuple[str, ...]]) -> str:
    """What an argument of a builder of close frames is: "code", "reason" ..."""
    library, parameters = built
    if argument.name:
        keywords = library.builder_keywords.get(o.name_of(callee), {}) if library is not None else {}
        return keywords.get(argument.name, argument.name)
    return parameters[place] if place < len(parameters) else "_"
