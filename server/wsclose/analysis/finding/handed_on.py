"""Codes that are handed to calls which close nothing themselves: wrappers, made-up events, functions named after a close."""

import re
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty, CodeUse
from wsclose.analysis.finding.comparisons import written
from wsclose.analysis.finding.given import Given, emits_close
from wsclose.analysis.finding.tested_with import becomes_code, is_named
from wsclose.analysis.resolving.outside import OF_OBJECT, Reaches, entries_given, object_in, reached_by
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import ClassOf, Elsewhere, Foreign, Instance, Int, OwnFunction, Thing
from wsclose.analysis.sending.listed import MOST_HELD
from wsclose.analysis.walks import calls
from wsclose.syntax import outline as o

CODE_ARGUMENTS = frozenset(
    {"code", "status_code", "errorCode", "statusCode", "closeStatus", "assert_code", "expected_code", "expectedCode"}
)
"""Names of arguments that are a close code where the call is one that closes."""

CLOSE_EVENTS = frozenset({"CloseEvent", "WebSocketDisconnect"})
OF_WEBSOCKETS = frozenset({"ws", "websocket"})
SOCKETS = OF_WEBSOCKETS | {"socket"}
STANDING_FOR = frozenset({"new", "of", "init", "invoke", "Invoke", "call"})
"""Methods that say less than what they are called on: `CloseFrame::new(4001, "...")`, `onClose?.invoke(1006)`, `onClose?.call(1006)`."""

TELLING = frozenset({"trigger", "simulate", "emit", "mock", "fire", "send", "with", "handle", "on", "did"})
"""In the names of functions that tell of something: of a close, if they are given 1000."""

NORMAL = frozenset({"normal", "normally"})
PREPOSITIONS = frozenset({"for", "with", "by", "using", "_"})  # labels that only join a name and its argument


MOST_SENT = 65535
"""What two bytes hold at most."""

HANDLING = frozenset({"consumer"})
"""What is no client of a broker but a handler of WebSockets, in Channels: `consumer.disconnect(1001)`."""

SETTERS = re.compile(r"(?:set|with)_?(?:status_?)?code$", re.I)
MOST_CHAINED = 8
"""Methods that are given a code, of what may be of a close, and how many calls before one are looked at."""

WAITING = words.DURATION | {"later", "schedule", "delayed", "at"}
"""In names of functions that are told when to close."""

PRICES = ({"set"}, {"is"}, {"all"})
"""What is said beside "close" of a price or of numbers that are near each other: `bar.setClose`, `is_close`, `all_close`."""


class HandedOn(Given):
    """Codes that are handed to calls which close nothing themselves."""

    def handed_on(self, node: o.Call, name: str, scope: Scope) -> None:
        """A number that a call takes as a close code: of a wrapper, or by the parameter's or the function's name."""
        if self.closing.mentions and words.is_closing_name(name):
            for argument in node.arguments:  # send_close(error.code): what is raised has it
                kept = argument.value
                if isinstance(kept, o.Path) and len(kept.parts) == 2 and words.words(kept.parts[1])[-1:] == ("code",):
                    self.sent_names.update(self.closing.raised_with(kept, scope))
        numbers = [
            (place, o.Argument(argument.name, value))
            for place, argument in enumerate(node.arguments)
            for each in (told(argument.value) if emits_close(node, name) else (argument.value,))
            for value in written(each)
            if self.numeric(value, scope) or stands_in(value, scope) or is_unfit(value)
        ]
        made = [(place, argument) for place, argument in enumerate(node.arguments) if makes_number(argument.value)]
        if numbers and self.message_made(node, numbers, scope):
            return
        objects = any(object_in(argument.value) is not None for argument in node.arguments)
        callee = self.callee(node, name, scope) if numbers or made or objects else None
        if isinstance(callee, OwnFunction | Elsewhere) and objects:
            self.to_members(callee, name, node, scope)
        if isinstance(callee, OwnFunction | Elsewhere) and made:
            self.to_wrapper(callee, name, made, scope)
        heard = words.words(name)[:1] == ("on",) and words.is_closing_name(
            name
        )  # listener.onClosed(line, 1000, "done")
        tells = words.is_closing_name(name) and len(words.words(name)) > 1  # client.runCloseListeners(1000, null)
        if isinstance(callee, Foreign) and not heard and not tells:  # a map: told.put("closeCode", 1000)
            numbers = [(place, one) for place, one in numbers if words.is_code_name(keyed(node, place))]
        if not numbers:
            return
        of_self = isinstance(node.callee, o.Path) and node.callee.parts[0] == "Self"
        if of_self and words.is_code_type(scope.owner):  # pub const GOING_AWAY: Self = Self::constant(1001);
            name = scope.owner
        elif name in STANDING_FOR and isinstance(node.callee, o.Path) and len(node.callee.parts) > 1:
            name = node.callee.parts[-2]
        sets = given_its_code(node.callee)
        name = sets or name
        known = scope.find(name) or self.resolver.lookup(("name", "", name))
        name = next((one.value.name for one in known if isinstance(one.value, o.Import)), "") or name  # import A as B
        if isinstance(callee, OwnFunction | Elsewhere):
            self.to_wrapper(callee, name, numbers, scope)
        said = set(words.words(name))
        emits = self.closing.mentions and emits_close(node, name)
        near = emits or self.speaks_of_close(node, name, callee)
        closes = words.is_closing_name(name) or ("close" in said and "to" not in said) or makes_code(name)
        closes = closes and said - {"close"} not in PRICES
        left = set(words.words(o.name_of(o.holder_of(node.callee))))
        others = words.OTHERS - HANDLING if self.libraries.family == "python" else words.OTHERS
        closes = emits or (closes and others.isdisjoint(left))
        sure = len(node.arguments) > 1 or not TELLING.isdisjoint(said)  # alone, 1000 may be a time in milliseconds
        sure = sure or bool(sets) or makes_code(name) or self.tells_handler(node.callee, name, scope)
        for place, argument in numbers:
            if is_unfit(argument.value):
                continue  # a close code only for what sends it
            named = argument.name or keyed(node, place)
            coded = words.is_code_name(named) or named == "didCloseWith"
            if (self.closing.mentions and coded) or (near and named in CODE_ARGUMENTS):
                self.taken(argument.value, scope)
            elif near and closes and (not argument.name or named in PREPOSITIONS) and not self.timed(callee, place):
                number = self.numeric(argument.value, scope) if said.isdisjoint(WAITING) else None
                if number is not None and (number != 1000 or sure or says_normal(argument.value)):
                    self.taken(argument.value, scope)

    def message_made(self, node: o.Call, numbers: list[tuple[int, o.Argument]], scope: Scope) -> bool:
        """A library's message that is made by hand and says of itself that the connection has closed, with its code:
        `WSMessage(type=WSMsgType.CLOSE, data=4001, extra=None)`. What stands in for one says so with the names of its
        fields: `Mock(type=WSMsgType.CLOSE, data=4001)`"""
        made = self.resolver.thing(node, scope)
        when = made.type.fields_when if isinstance(made, Instance) else {}
        coded = {field for field, (_, _, text) in when.items() if text == "code"}
        library = self.libraries.by_id.get(made.type.library) if coded and isinstance(made, Instance) else None
        paths = [(one.name, one.value.parts) for one in node.arguments if isinstance(one.value, o.Path)]
        ends = {ending.rpartition(".")[2] for ending in library.endings} if library is not None else set[str]()
        told = any(parts[-1] in ends for _, parts in paths)
        alike = self.fields_told({name: ".".join(parts) for name, parts in paths if name}) if not coded else set[str]()
        found = [one.value for _, one in numbers if (told and (not one.name or one.name in coded)) or one.name in alike]
        for value in found:
            self.mention(value, scope)
        return bool(found)

    def fields_told(self, said: dict[str, str]) -> set[str]:
        """The fields that hold a code in a library's message whose other fields say this."""
        kinds = (kind for library in self.libraries.by_id.values() for kind in library.types.values())
        return {
            field
            for kind in kinds
            for field, (key, equals, text) in kind.fields_when.items()
            if text == "code" and said.get(key, "").endswith(equals)
        }

    def taken(self, value: o.Value, scope: Scope) -> None:
        """A code that a call takes: a constant is one where it is defined, too."""
        self.mention(value, scope)
        self.sent_names.update(self.closing.codes(value, scope).names)

    def timed(self, callee: Thing, place: int) -> bool:
        """Whether an own function takes a time at a place: `async function closeCalmly(line, timeoutMs)`."""
        for body in self.closing.bodies(callee) if isinstance(callee, OwnFunction) else ():
            if place < len(body.parameters) and words.DURATION.intersection(words.words(body.parameters[place].name)):
                return True
        return False

    def tells_handler(self, callee: o.Value, name: str, scope: Scope) -> bool:
        """Whether this is the method that a library calls with the code of a close: `consumer.disconnect(1000)`."""
        on = self.resolver.receiver(callee, scope)
        kinds = self.resolver.bases(on.type) if isinstance(on, Instance) else ()
        return any("code" in kind.overrides.get(name, ()) for kind in kinds)

    def callee(self, node: o.Call, name: str, scope: Scope) -> Thing:
        """What a call calls, where it is not known here also by its name alone: `refuse(guest, 4001)`."""
        found = self.resolver.thing(node.callee, scope)
        bare = isinstance(node.callee, o.Path) and len(node.callee.parts) == 1 and scope.find(name) is None
        if found is None and bare and not self.resolver.lookup(("name", "", name)):
            return self.resolver.named_beside(name, True)
        return found

    def to_wrapper(
        self, callee: OwnFunction | Elsewhere, name: str, numbers: list[tuple[int, o.Argument]], scope: Scope
    ) -> None:
        """The numbers that an own function sends, or takes as close codes."""
        summary = self.closing.summary_of(callee)
        for place, argument in numbers:
            if (reaches := reached_by(summary, argument.name, place)) is not None:
                if not (reaches.tested and is_unfit(argument.value)):  # what looks at 403 may make 4403 of it
                    self.through(argument.value, scope, reaches, name)
            elif (not is_unfit(argument.value) or is_unassigned(argument.value)) and (
                self.takes_code_at(callee, name, place, argument.name) or self.takes_status(callee, place, argument)
            ):
                self.mention(argument.value, scope)

    def to_members(self, callee: OwnFunction | Elsewhere, name: str, node: o.Call, scope: Scope) -> None:
        """The numbers that an own function sends out of an object that it is given: `shard.destroy({ code: 4901 })`"""
        for place, reaches in self.closing.summary_of(callee).items():
            for entry in entries_given(node, place - OF_OBJECT, reaches) if place >= OF_OBJECT else ():
                self.through(entry.value, scope, reaches, name)

    def takes_status(self, callee: OwnFunction | Elsewhere, place: int, argument: o.Argument) -> bool:
        """Whether an own function takes a status code at a place, and is given one that only a close has:
        `this.failure("bad frame", 1002)`."""
        bodies = self.closing.bodies(callee) if isinstance(callee, OwnFunction) and self.closing.mentions else ()
        number = argument.value.value if isinstance(argument.value, o.Number) else None
        names = [argument.name or body.parameters[place].name for body in bodies if place < len(body.parameters)]
        return any(words.is_beyond_http((name,), number) for name in names)

    def takes_code_at(self, callee: OwnFunction | Elsewhere, name: str, place: int, keyword: str) -> bool:
        """Whether an own function, of this file or of another, takes a close code at a place."""
        if isinstance(callee, Elsewhere):
            return self.closing.mentions and callee.file.takes_code(callee.thing, name, place, keyword)
        return self.takes_number(callee, name, place, keyword)

    def takes_number(self, function: OwnFunction, name: str, place: int, keyword: str) -> bool:
        """Whether what an own function is given is a close code, by its name or by what becomes of it."""
        bodies = self.closing.bodies(function)
        taken = [parameter.name for body in bodies for parameter in body.parameters] if keyword else []
        place = taken.index(keyword) if keyword in taken else place
        names = [(body, body.parameters[place].name) for body in bodies if place < len(body.parameters)]
        of_socket = not OF_WEBSOCKETS.isdisjoint((*words.words(name), *words.words(function.owner)))
        about_close = words.is_closing_name(name) or (self.closing.mentions and of_socket)
        if (about_close and self.takes_code(function, place)) or self.gets_code(function, place):
            return True
        return self.closing.mentions and any(
            self.is_told(o.Path(body.start, body.start, (one,), body.start), self.resolver.scope_of(body))
            or self.compared_with_code(body, one)
            or self.is_expected_code(body, one)
            or becomes_code(body, one)
            or self.hands_to_own_close(body, one)
            for body, one in names
        )

    def hands_to_own_close(self, function: o.Function, name: str) -> bool:
        """Whether a function hands a parameter, a code by its name, to an own one that closes with a code and a reason:
        `fail(code, reason) { this.close(code, reason); }`."""
        scope = self.resolver.scope_of(function) if words.words(name)[-1:] == ("code",) else None
        for call in calls(function.body) if scope is not None else ():
            places = [place for place, one in enumerate(call.arguments) if is_named(one.value, name)]
            closes = bool(places) and words.is_closing_name(o.name_of(call.callee))
            callee = self.resolver.thing(call.callee, scope) if closes and scope is not None else None
            if isinstance(callee, OwnFunction) and any(self.takes_code(callee, place) for place in places):
                return True
        return False

    def speaks_of_close(self, node: o.Call, name: str, callee: Thing) -> bool:
        """Whether a call is about a WebSocket or a close: by what it makes, or by its name."""
        if isinstance(callee, ClassOf) and callee.type.name in CLOSE_EVENTS:
            return True
        only = node.arguments[0] if len(node.arguments) == 1 else None
        implied = only is not None and isinstance(only.value, o.Path) and only.value.parts[0] == "."
        told = only is not None and isinstance(only.value, o.Number) and 1001 <= (only.value.value or 0) <= 1015
        if name == "close" and callee is None and only is not None and not only.name and not implied and not told:
            return False  # dialog.close(4000): what closes is not known, and a close call it is not
        return self.closing.mentions and (not SOCKETS.isdisjoint(words.words(name)) or words.is_closing_name(name))

    def numeric(self, value: o.Value, scope: Scope) -> int | None:
        """The plausible code that an argument is by itself."""
        if isinstance(value, o.Number):
            return value.value if words.plausible(value.value) else None
        if isinstance(value, o.Path):
            if value.parts[0] == ".":
                return next(
                    (code.number for code in self.closing.implied(value).codes if words.plausible(code.number)), None
                )
            thing: Thing = self.resolver.thing(value, scope)
            if thing is None and (through := self.gone_through(value, scope)):
                return through[0]
            if thing is None and len(value.parts) == 1:
                return None
            if thing is None and (found := self.constant(value, scope)) is not None:
                return found[0]  # of a group that is not at hand: Codes.ABNORMAL_CLOSURE
            if not isinstance(thing, Int) or not words.plausible(thing.value):
                return None
            field = len(value.parts) > 1 and self.varies(value, scope)
            return None if field else thing.value
        return None

    def gone_through(self, value: o.Path, scope: Scope) -> list[int]:
        """The numbers that a variable goes through, if all of them can be codes: `for (const code of [1000, 4001])`."""
        numbers: list[int] = []
        for held in islice(self.closing.held(value, scope), MOST_HELD):
            thing = self.resolver.thing(held.value, held.scope) if isinstance(held.value, o.Path) else held.value
            if not isinstance(thing, o.Number | Int) or thing.value is None or not words.plausible(thing.value):
                return []
            numbers.append(thing.value)
        return numbers

    def mention(self, value: o.Value, scope: Scope) -> None:
        if isinstance(value, o.Number):
            self.use(value, "mentioned", Certainty.LIKELY)
        elif isinstance(value, o.Path):
            number = self.numeric(value, scope)
            local = len(value.parts) == 1 and scope.find(value.parts[0]) is not None
            if number is not None and (local or self.gone_through(value, scope)):
                found = self.closing.codes(value, scope)
                self.sent_names.update(found.names)
                for code in found.codes:  # a variable: where its number is written
                    if words.plausible(code.number):
                        self.put(
                            CodeUse(
                                code.number, code.start, code.end, code.form, "mentioned", code.name, Certainty.LIKELY
                            )
                        )
            elif number is not None:
                self.use(value, "mentioned", Certainty.LIKELY, None, number, value.parts[-1])

    def through(self, value: o.Value, scope: Scope, reaches: Reaches, wrapper: str) -> None:
        """A number that a wrapper sends."""
        found = self.closing.codes(value, scope)
        self.sent_names.update(found.names)
        for code in found.codes:
            self.send(code, reaches.connection, reaches.method, None, wrapper, tested=reaches.tested)


def given_its_code(callee: o.Value) -> str:
    """What says of itself that it is of a close, where a call sets its code: `closeEvent.setCode(1006)`,
    `new CloseOptions().setReason("gone").setCode(4001)`, `CloseFrame.newBuilder().setCode(1000)`. "" where nothing does."""
    of = o.holder_of(callee) if SETTERS.match(o.name_of(callee)) else None
    for _ in range(MOST_CHAINED):
        inner = of.callee if isinstance(of, o.Call) else of
        parts = inner.parts if isinstance(inner, o.Path) else (o.name_of(inner),)
        if named := next((part for part in reversed(parts) if words.is_closing_name(part)), ""):
            return named
        of = o.holder_of(inner) if isinstance(of, o.Call) and inner is not None else None
    return ""


def told(value: o.Value) -> tuple[o.Value, ...]:
    """What those who listen are given; Evenement wants it in a list: `$this->emit("close", [1006, ""])`."""
    return value.items if isinstance(value, o.Sequence) else (value,)


def says_normal(value: o.Value) -> bool:
    """Whether a constant is by its name the code 1000, and no time: `disconnect(REASON_NORMAL)`."""
    return isinstance(value, o.Path) and not NORMAL.isdisjoint(words.words(value.parts[-1]))


def stands_in(value: o.Value, scope: Scope) -> bool:
    """Whether this is a parameter that is a close code where nothing else is given: `def stop(code=1000)`."""
    found = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
    defaults = (one.value.default for one in found or () if isinstance(one.value, o.Parameter))
    return any(isinstance(default, o.Number) and words.plausible(default.value) for default in defaults)


def makes_number(value: o.Value) -> bool:
    """Whether this calls what gives a code by its name: `finish(line, codeFor(error))`."""
    return isinstance(value, o.Call) and "code" in words.words(o.name_of(value.callee))


def is_unfit(value: o.Value) -> bool:
    """Whether this is a number that no close code has, and that may be sent as one all the same, by who thinks of HTTP
    or of numbers of his own: `self.refuse(403)`, `refuse(guest, 2001)`."""
    return (
        isinstance(value, o.Number)
        and value.value is not None
        and (400 <= value.value <= 599 or is_unassigned(value) or 5000 <= value.value <= MOST_SENT)
    )


def is_unassigned(value: o.Value) -> bool:
    """Whether this is one of the numbers that are kept for later versions of the protocol."""
    return isinstance(value, o.Number) and value.value is not None and 1016 <= value.value <= 2999


def keyed(call: o.Call, place: int) -> str:
    """The name that stands before an argument as a text: `event.put("closeCode", 1000)`."""
    before = call.arguments[place - 1].value if place else None
    return before.value if isinstance(before, o.String) and before.value.isidentifier() else ""


def makes_code(name: str) -> bool:
    """Whether a constructor makes a close code of a number: `WsStatus(1001, "...")`."""
    return name[:1].isupper() and words.is_code_group(name)
