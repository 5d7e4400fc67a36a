"""Parameters of functions that others call: handlers, callbacks, overrides."""

from wsclose.analysis import words
from wsclose.analysis.resolving.calling import MAPPING
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, event_said
from wsclose.analysis.resolving.members import selector
from wsclose.analysis.resolving.naming import behind
from wsclose.analysis.resolving.outside import seen_from_here
from wsclose.analysis.resolving.passing import Passing
from wsclose.analysis.resolving.scopes import Definition, Key, Scope, Site, function_of, place_of
from wsclose.analysis.resolving.things import (
    CODE_LIKELY,
    GENERIC_EVENT,
    ClassOf,
    Elsewhere,
    Entries,
    Foreign,
    Instance,
    Many,
    ModuleOf,
    Own,
    OwnClass,
    OwnFunction,
    Received,
    Returns,
    Several,
    Thing,
)
from wsclose.knowledge.library import Signature, Type
from wsclose.syntax import outline as o
from wsclose.syntax.names import taken_by

ITERATORS = frozenset(
    "forEach map filter some every find flatMap each for_each ForEach each_value each_pair each_with_index select reject "
    "detect array_map array_walk array_filter removeIf computeIfPresent forEachOrdered onEach mapNotNull forEachIndexed mapIndexed Select SelectMany".split()
)
KEY_FIRST = frozenset({"ruby", "dart", "kotlin", "java"})
"""Languages whose maps call with the key and what it leads to: `named.forEach((name, guest) => ...)`."""
GIVING = frozenset({"then", "ifPresent", "ifPresentOrElse", "thenAccept", "thenApply", "let", "also"})  # what they hold
ASKING = frozenset(
    {"is_some_and", "is_none_or", "is_ok_and", "inspect"}
)  # whether there is one that a function holds for
EVENT_NAMES = frozenset({"e", "ev", "evt", "event", "closeevent", "close", "closeinfo", "info"})
TIMERS = {"setTimeout": 2, "setInterval": 2, "setImmediate": 1, "nextTick": 1}
"""Functions that run another one later, and the place of the first argument that they hand on to it."""

HEARING = frozenset({"on", "once", "when", "wait", "await", "until", "after"})
"""How methods begin that call what they are given when something has happened: `onClose(f)`, `waitForClose(f)`."""
BEHIND = frozenset({"shard", "shards", "bot"})
"""In names of what has a connection of its own, and tells how that one was closed: `shard.on("close", f)`."""

Handed = tuple[tuple[str, ...], str, Instance | None]
"""What a handler is called with: (the types of its parameters, the library, the connection)."""
NOTHING: Handed = ((), "", None)


class Callers(Passing):
    """Parameters of functions that others call: handlers, callbacks, overrides."""

    def parameter(self, one: Definition, parameter: o.Parameter) -> Thing:
        scope = one.scope
        taken_apart = isinstance(parameter.pattern, o.Table)
        given = self.given(scope, one.place)
        if isinstance(given, Instance) and given.side and given.sure:
            return given  # who calls it knows better than the annotation which side it is
        if one.type:
            typed = self.annotation(one.type, scope)
            if isinstance(typed, Instance) and self.accepted(scope, one.place):
                return Instance(typed.type, "server", typed.sure)
            if isinstance(typed, Received) and typed.connection is None and isinstance(given, Received):
                return Received(given.connection, given.sure, typed.group)  # of which connection, its caller knows
            if typed is not None:
                return self.side_given(typed, scope, parameter, one.place)
        if taken_apart:
            annotated = self.annotation(parameter.type, scope) if parameter.type else None
            told = annotated or given or self.code_given(scope, parameter, one.place)
            return self.part(told, parameter.name)
        if isinstance(parameter.pattern, o.Sequence) and not parameter.type and given is not None:
            return self.taken(given, parameter, parameter.pattern)
        if given is not None:
            return given
        if parameter.default is not None:
            found = self.thing(parameter.default, scope)
            if isinstance(found, Instance | Many | ModuleOf):
                return found
        said = self.guess(scope, parameter, one.place) or self.code_given(scope, parameter, one.place)
        return said or self.connection_given(scope, parameter, one.place)

    def taken(self, given: Thing, parameter: o.Parameter, pattern: o.Sequence) -> Thing:
        """What one name of a pattern gets: `[...sockets].forEach(([id, socket]) => ...)`."""
        if isinstance(given, Own | Elsewhere | Entries | Many) or (
            isinstance(given, Instance) and self.is_connection(given)
        ):
            return given  # a map's entry: its value
        names = [o.name_of(item) for item in pattern.items]
        return self.part(given, names.index(parameter.name)) if parameter.name in names else None

    def given_at(self, site: Site, place: int) -> Thing:
        """The same of one who calls it."""
        if (each := self.each(site, place)) is not None:
            return each
        if (told := told_by_timer(site, place)) is not None:
            return self.thing(told, site.scope)
        types, library, receiver = self.handed(site)
        if place < len(types):
            alike = receiver is not None and types[place] == _text_of(receiver)  # of unknown make, too
            found = self.make(types[place], library, receiver) if library else receiver if alike else None
            if not library and receiver is not None and types[place] == GENERIC_EVENT.name:
                return Instance(GENERIC_EVENT, receiver.side, False)
            if found is not None:
                return found
        return self.declared_at(site, place)

    def given(self, scope: Scope, place: int) -> Thing:
        """What a function gets as this argument, from who calls it."""
        function = scope.function
        if function is None:
            return None
        for site in self.sites(scope):
            ahead = bound_ahead(site)
            found = self.thing(ahead[place], site.scope) if place < len(ahead) else None
            if place >= len(ahead):
                found = self.given_at(site, place - len(ahead))
            if found is not None:
                return found
        if function.owner:
            owner = self.own_instance(function.owner)
            if isinstance(owner, Instance):
                for kind in self.bases(owner.type):
                    given = kind.overrides.get(function.name) or kind.overrides.get(selector(function), ())
                    if place < len(given):
                        return self.make(given[place], kind.library, owner)
        for decorator in function.decorators:
            callee = decorator.callee if isinstance(decorator, o.Call) else decorator
            annotated = self.thing(callee, scope)
            handed = dict(annotated.handlers).get("decorated") if isinstance(annotated, Returns) else None
            if handed is not None and isinstance(annotated, Returns):
                return self.make(self.told_apart(function, place, handed, scope), annotated.library.id, None)
            on = self.receiver(callee, scope)
            if isinstance(on, Instance):
                for kind in self.bases(on.type):
                    types = kind.decorators.get(o.name_of(callee), ())
                    if place < len(types):
                        return self.make(types[place], kind.library, on)
        return None

    def declared_at(self, site: Site, place: int) -> Thing:
        """What a function of the project's own says that it calls this one with: `serve(onOpen: (peer: WebSocket) => void)`."""
        callee = self.thing(site.call.callee, site.scope) if site.call is not None else None
        if isinstance(callee, Elsewhere):
            return seen_from_here(callee.file, callee.file.hands(callee.thing, site.argument, place))
        return self.hands(callee, site.argument, place)

    def hands(self, callee: Thing, argument: str, place: int) -> Thing:
        """What a function hands to the one that it is given as an argument, by the type of its parameter."""
        bodies = [self.body_of(callee)] if isinstance(callee, OwnFunction) else []
        if isinstance(callee, OwnClass):
            keys: list[Key] = [("method", callee.name, name) for name in (*CONSTRUCTORS, callee.name)]
            bodies = [function_of(one) for key in keys for one in self.lookup(key)]
        for body in bodies:
            inner = self.scope_of(body) if body is not None else None
            for at, parameter in enumerate(body.parameters if body is not None else ()):
                if inner is not None and argument in (str(at), parameter.label or parameter.name):
                    taken = taken_by(parameter.type)
                    return self.annotation(taken[place], inner) if place < len(taken) else None
        return None

    def each(self, site: Site, place: int) -> Thing:
        """What a function gets that is called with each of several of the project's own: `clients.forEach((one) => ...)`,
        `named.forEach((name, one) -> ...)`; or with what may hold one: `find(name).ifPresent(one -> ...)`."""
        callee = site.call.callee if site.call is not None else None
        name = o.name_of(callee) if callee is not None else ""
        if name not in ITERATORS | GIVING or place != self.place_of_each(site, name):
            return None
        held = self.receiver(callee, site.scope) if callee is not None else None
        if name in GIVING or (name in MAPPING and isinstance(held, Own)):
            given_itself = isinstance(held, Own) and not self.lookup(("method", held.name, name))
            return (
                held if given_itself or isinstance(held, Many | Several | Entries) else None
            )  # of a promise of several
        return (
            held.of
            if isinstance(held, Many) and not held.keyed and isinstance(held.of, Own | Elsewhere | Entries | Many)
            else None
        )

    def place_of_each(self, site: Site, name: str) -> int:
        """At which place a function gets what it is called with, -1 where it is none for that: behind a key or an index."""
        arguments = site.call.arguments if site.call is not None else ()
        function = arguments[-1].value if arguments else None
        behind = self.libraries.family in KEY_FIRST and name != "each_with_index"
        if behind and isinstance(function, o.Function) and len(function.parameters) == 2:
            return 1
        return 0 if site.argument == "0" else -1

    def told_apart(self, function: o.Function, place: int, types: tuple[str, ...], scope: Scope) -> str:
        """What an annotated function gets as this argument where a library goes by the types that are declared:
        what is of one of its types is that; the others come in order."""
        plain = [text for text in types if text in ("_", "code", "reason")]
        before = 0
        for parameter in function.parameters[:place]:
            before += not isinstance(self.annotation(parameter.type, scope), Instance)
        return plain[before] if before < len(plain) else "_"

    def accepted(self, scope: Scope, place: int) -> bool:
        """Whether a function is what a server calls with each new connection."""
        for site in self.sites(scope):
            event = site.call.arguments[0].value if site.call is not None and site.call.arguments else None
            if place == 0 and site.argument == "1" and isinstance(event, o.String) and event.value == "connection":
                return True
        return False

    def handed(self, site: Site) -> Handed:
        """What a handler gets at this place."""
        if site.call is not None:
            return self.handed_by_call(site, site.call)
        target = site.target
        if isinstance(target, o.Path | o.Member):
            name = o.name_of(target)
            event = name[2:].lstrip("_").lower() if name.lower().startswith("on") else name
            if event != name or name[:1].isupper():  # `socket.onclose = ...`, `socket.Closed += ...`
                receiver = self.receiver(target, site.scope)
                if isinstance(receiver, Instance):
                    for kind in self.bases(receiver.type):
                        if kind.event_properties:
                            types = self.event(kind, event, True)
                            if types is not None:
                                return types, kind.library, receiver
        return self.handed_by_object(site, target) if isinstance(target, o.Path) and site.argument else NOTHING

    def handed_by_object(self, site: Site, target: o.Path) -> Handed:
        """The same of a function in an object that has a name: by the type it is declared as, or where it is given away:
        `const behavior: WebSocketBehavior = { close(socket, code) {} }`, `app.ws("/feed", behavior)`."""
        for one in site.scope.find(target.parts[0]) or self.lookup(("name", "", target.parts[0])):
            kinds = self.annotation(one.type, site.scope) if one.type and len(target.parts) == 1 else None
            for kind in self.bases(kinds.type) if isinstance(kinds, Instance) else ():
                if site.argument in kind.overrides:
                    return kind.overrides[site.argument], kind.library, None
        place = place_of(target.parts, site.scope)
        for given in self.named_at(*place) if place is not None else ():
            if given.call is not None:
                inner = Site(given.call, f"{given.argument}.{site.argument}", None, given.scope)
                if (found := self.handed_by_call(inner, given.call))[0]:
                    return found
        return NOTHING

    def event(self, kind: Type, name: str, as_object: bool) -> tuple[str, ...] | None:
        for base in self.bases(kind):
            if as_object and name in base.event_objects:
                return (base.event_objects[name],)
            for event, types in base.events.items():
                if event.lower() == name.lower():  # `onWebSocketConnect`, `Closed`
                    return types
        return None

    def handed_by_call(self, site: Site, call: o.Call) -> Handed:
        name = o.name_of(call.callee)
        receiver = self.receiver(call.callee, site.scope)
        if isinstance(receiver, Instance):
            for kind in self.bases(receiver.type):
                if name in kind.registers:
                    event = call.arguments[0].value if call.arguments else None
                    if event is not None and (spelled := event_named(event, kind)):
                        types = self.event(kind, spelled, name == "addEventListener")
                        if types is not None:
                            return types, kind.library, receiver
                    return NOTHING
                if name in kind.methods:
                    handlers = {**kind.methods[name].handlers, **handed_when(kind.methods[name], call)}
                    return handlers.get(site.argument) or handlers.get(behind(site, call), ()), kind.library, receiver
        if name.startswith("array_"):  # array_map(fn ($guest) => $guest->close(), $this->guests)
            given = (self.thing(one.value, site.scope) for one in call.arguments)
            receiver = next((one for one in given if isinstance(one, Many)), None)
        if isinstance(receiver, Many) and name in ITERATORS and isinstance(receiver.of, Instance):
            first = ("_",) if self.place_of_each(site, name) == 1 else ()
            return (*first, _text_of(receiver.of)), receiver.of.type.library, receiver.of
        optional = (
            (name in MAPPING or name in ASKING) and isinstance(receiver, Instance) and not self.is_connection(receiver)
        )
        if (name in GIVING or optional) and isinstance(receiver, Instance):
            return (_text_of(receiver),), receiver.type.library, receiver
        called = self.thing(call.callee, site.scope)
        if isinstance(called, Returns):
            for argument, types in called.handlers:
                if argument in (site.argument, behind(site, call)):
                    return types, called.library.id, None
        if isinstance(called, ClassOf):
            for kind in self.bases(called.type):
                signature = kind.methods.get("new")
                if signature is not None and site.argument in signature.handlers:
                    return signature.handlers[site.argument], kind.library, Instance(called.type, called.side)
        return NOTHING

    def guess(self, scope: Scope, parameter: o.Parameter, place: int) -> Thing:
        """A parameter named `code` of a function that handles a close, when nothing says that it is something else."""
        name = parameter.name
        if words.is_code_name(name) and not parameter.type.startswith(("str", "bool")) and words.is_closing_name(name):
            return CODE_LIKELY
        if name.lower() in ("code", "status") and (words.is_code_type(scope.owner) or self.handles_close(scope)):
            return CODE_LIKELY  # CloseCodes.isReserved(code), onClose(code)
        return CODE_LIKELY if place == 0 and self.hears_close(scope) else None

    def hears_close(self, scope: Scope) -> bool:
        """Whether what goes by the name of a WebSocket calls a function when it closes, and the code is what comes first."""
        call = scope.site.call if scope.site is not None and scope.site.argument == "1" else None
        callee = call.callee if call is not None else None
        if (
            call is None
            or not isinstance(callee, o.Path)
            or callee.parts[-1] not in ("on", "once")
            or scope.site is None
        ):
            return False
        named = len(callee.parts) > 1 and words.is_websocket_class(callee.parts[-2])
        event = call.arguments[0].value
        closed = isinstance(event, o.String) and event.value == "close"
        return named and closed and self.receiver(callee, scope.site.scope) is None

    def handles_close(self, scope: Scope) -> bool:
        """Whether a function is by its name, or by where it is given, called when a connection has closed."""
        function = scope.function
        if function is None:
            return False
        for site in self.sites(scope):
            if site.call is not None:
                receiver = self.receiver(site.call.callee, site.scope)
                if isinstance(receiver, Foreign) or (
                    isinstance(receiver, Instance) and not self.is_connection(receiver)
                ):
                    return False
                event = site.call.arguments[0].value if site.call.arguments else None
                said = event.value if isinstance(event, o.String) else o.name_of(event).lower()
                if site.argument == "1" and said in (
                    "close",
                    "disconnect",
                    "closed",
                    "disconnected",
                ):  # line.on(Events.CLOSED, ...)
                    base = site.call.callee
                    last = base.parts[-2] if isinstance(base, o.Path) and len(base.parts) > 1 else ""
                    if isinstance(receiver, Own) and (
                        words.is_socket_name(receiver.name) or words.is_carrier_name(receiver.name)
                    ):
                        return True
                    behind = not BEHIND.isdisjoint(words.words(last))
                    return behind or words.is_socket_name(last) or words.is_carrier_name(last)
                callee = o.name_of(site.call.callee)
                if site.argument == "0" and words.is_closing_name(callee) and words.words(callee)[0] in HEARING:
                    return True  # socket.onclose(handler), socket.waitForClose(handler)
            elif site.target is not None and words.is_closing_name(o.name_of(site.target)):
                return True
            if words.is_closing_name(site.argument.rpartition(".")[2]):
                return True
        found = words.words(scope.name)
        return words.is_closing_name(scope.name) and (len(found) > 1 or bool(scope.owner))


def event_named(event: o.Value, kind: Type) -> str:
    """The event that is meant: `"close"`, or a constant of its name, `Events.ShardDisconnect`."""
    said = event_said(event)
    return said if isinstance(event, o.String) else next((name for name in kind.events if name.lower() == said), "")


def handed_when(method: Signature, call: o.Call) -> dict[str, tuple[str, ...]]:
    """What a call hands over because it is given an entry at all: `get(path, { websocket: true }, handler)`."""
    found: dict[str, tuple[str, ...]] = {}
    for condition, handlers in method.handlers_when.items():
        argument, _, entry = condition.partition(".")
        given = call.arguments[int(argument)].value if int(argument) < len(call.arguments) else None
        if isinstance(given, o.Table) and any(each.key == entry for each in given.entries):
            found.update(handlers)
    return found


def _text_of(instance: Instance) -> str:
    return f"{instance.type.name}@{instance.side}" if instance.side else instance.type.name


def told_by_timer(site: Site, place: int) -> o.Value | None:
    """What a timer hands on to a function that it runs: `setTimeout((client) => client.open(), 1000, this)`."""
    first = TIMERS.get(o.name_of(site.call.callee)) if site.call is not None and site.argument == "0" else None
    given = site.call.arguments[first + place :] if site.call is not None and first is not None else ()
    return given[0].value if given else None


def bound_ahead(site: Site) -> list[o.Value]:
    """What a function gets before what its caller gives it: `socket.on("close", closed.bind(null, guest))`"""
    arguments = site.call.arguments if site.call is not None else ()
    place = int(site.argument) if (site.argument or "").isdigit() else len(arguments)
    given = arguments[place].value if place < len(arguments) else None
    if not isinstance(given, o.Call) or o.name_of(given.callee) != "bind":
        return []
    return [argument.value for argument in given.arguments[1:]]
