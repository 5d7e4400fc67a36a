"""Functions that the project's own code calls when a connection has closed: callbacks, and listeners of its own events."""

from collections.abc import Iterable, Iterator
from itertools import islice

from wsclose.analysis import words
from wsclose.analysis.facts import Connection
from wsclose.analysis.handling.following import Following
from wsclose.analysis.handling.objects import own_class
from wsclose.analysis.handling.reading import IsCode, says_connect, stronger
from wsclose.analysis.handling.which_handlers import ENDING, ON_CLOSE, REGISTERS, WhichHandlers, closes_itself
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, event_said
from wsclose.analysis.resolving.outside import Relay
from wsclose.analysis.resolving.scopes import EMITTING, SELF, Scope, Site, function_of
from wsclose.analysis.resolving.things import Elsewhere, Instance, Own, OwnClass, OwnFunction, Thing
from wsclose.analysis.sending.closing import Closing
from wsclose.analysis.walks import flat, paths
from wsclose.syntax import outline as o

ITSELF = ("this", "self")
ENDED = frozenset(
    {"end", "ended", "fail", "failed", "failure", "lost", "loss", "gone", "drop", "dropped", "down", "reconnect"}
)
INVOKING = frozenset({"Invoke", "invoke", "call", "apply", "run", "accept", "__invoke"})
"""Methods of what can be called that call it: `Closed?.Invoke(this, args)`."""
MOST_CALLS = 3  # functions that call each other until what was given is called
MOST_GIVEN = 8  # places at which an object gives itself away
MOST_USED = 50  # names in a function

Name = tuple[str, ...]


class Relaying(Following, WhichHandlers):
    """Functions that the project's own code calls when a connection has closed."""

    def __init__(self, closing: Closing, is_code: IsCode) -> None:
        super().__init__(closing, is_code)
        self.relays_known: dict[tuple[str, str, int, str], Relay | None] = {}

    def relayed(self, scope: Scope) -> Relay | None:
        """For a function that is called because own code has heard of a close: of which, and on what condition."""
        for thing, key in self.takers(scope):
            found = None
            if isinstance(thing, Elsewhere):
                found = thing.file.relays(thing.thing, key)
            elif isinstance(thing, Own | OwnClass | OwnFunction):
                owner, function = (thing.owner, id(thing.function)) if isinstance(thing, OwnFunction) else ("", 0)
                asked = (owner, thing.name, function, key)
                if asked not in self.relays_known:
                    self.relays_known[asked] = self.relays(thing, key)
                found = self.relays_known[asked]
            if found is not None:
                return found
        return None

    def takers(self, scope: Scope) -> Iterator[tuple[Thing, str]]:
        """To whom a function is given, and how; or the object whose method it is: `line.delegate = self`, `Line(this)`."""
        for site in self.resolver.sites(scope):
            if (told := self.by_whom(site)) is not None and not self.is_last_resort(site, scope):
                yield told
        if scope.owner and scope.name and may_tell(scope.name):
            given = (one for word in ITSELF for one in self.resolver.lookup(("passed", "", word)))
            mine = (one.scope.site for one in given if one.scope.owner == scope.owner)
            for site in islice((site for site in mine if site is not None), MOST_GIVEN):
                if site.call is not None:
                    yield self.resolver.thing(site.call.callee, site.scope), f"{site.argument}.{scope.name}"
                elif site.target is not None:
                    yield self.holder(site.target, site.scope), f"={o.name_of(site.target)}.{scope.name}"

    def is_last_resort(self, site: Site, scope: Scope) -> bool:
        """Whether what hears of a close opens another connection whose close somebody else hears of, who does not connect:
        `const fallback = () => open(other, () => console.error("failed"))`, in `open(url, fallback)`."""
        call, function = site.call, scope.function
        if call is None or function is None or not site.argument.isdigit():
            return False
        again = [one for one in flat(function.body) if isinstance(one, o.Call) and one.callee == call.callee]
        given = [one.arguments[int(site.argument) :][:1] for one in again]
        return bool(given) and all(one and self.does_no_more(one[0].value) for one in given)

    def does_no_more(self, value: o.Value) -> bool:
        """Whether this is a function that runs none of the project's own, and nothing that connects."""
        inner = self.resolver.scope_of(value) if isinstance(value, o.Function) else None
        if not isinstance(value, o.Function) or inner is None:
            return False
        used = islice(paths(value.body), MOST_USED)
        return all(not says_connect(one.parts[-1]) and self.called(one, inner) is None for one in used)

    def holder(self, target: o.Value, scope: Scope) -> Thing:
        """What something is put into: an object of the project's own class, also where that extends a library's."""
        found = self.resolver.receiver(target, scope)
        made = own_class(o.holder_of(target), scope, self.resolver) if isinstance(found, Instance) else None
        return made or found

    def by_whom(self, site: Site) -> tuple[Thing, str] | None:
        """(what a function is given to, how): an argument's place, an event (`on close`) or a property (`=onclose`)."""
        call, target = site.call, site.target
        if call is None:
            name = o.name_of(target)
            holds = target is not None and may_tell(name)
            return (self.resolver.receiver(target, site.scope), f"={name}") if holds and target is not None else None
        name = o.name_of(call.callee)
        if name in REGISTERS:
            event = event_said(call.arguments[0].value) if name != "once" and site.argument == "1" else ""
            if event not in ENDING:
                return None
            return self.resolver.receiver(call.callee, site.scope), f"on {event}"
        return self.resolver.thing(call.callee, site.scope), site.argument

    def relays(self, thing: Thing, key: str) -> Relay | None:
        """Whether a class or a function of this file passes on that a client's connection has closed, to what it is given so."""
        if not isinstance(thing, Own | OwnClass | OwnFunction):
            return None
        event = key.removeprefix("on ") if key.startswith("on ") else ""
        names = set[Name]() if event else self.names_of(thing, key)
        if not event and not any(may_tell(name[-1]) for name in names):
            return None
        for function, scope in self.tellers(thing, event) if event else self.functions_of(thing):
            known = renamed(names, function.body)
            if closes_itself(scope):
                continue
            if (connection := self.registered(function, scope, known)) is not None:
                return Relay(connection, "")
            found = self.event_handler(function, scope)
            if found is not None and found[1].side == "client":
                guard = self.tells(function.body, scope, known, event)
                if guard is not None:
                    return Relay(found[1], guard)
            for connection, block in self.hears_within(function, scope) if found is None else ():
                guard = self.tells(block, scope, known, event)
                if guard is not None:
                    return Relay(connection, guard)
        return None

    def hears_within(self, function: o.Function, scope: Scope) -> Iterator[tuple[Connection, o.Block]]:
        """The blocks in a function that run when a client's connection has closed."""
        return iter(())

    def registered(self, function: o.Function, scope: Scope, names: set[Name]) -> Connection | None:
        """The client's connection that a function has call what it is given: `ws.on("close", onClose)`."""
        for one in flat(function.body) if names else ():
            site = None
            if isinstance(one, o.Call) and o.name_of(one.callee) in REGISTERS and len(one.arguments) > 1:
                site = Site(one, "1", None, scope) if named(one.arguments[1].value) in names else None
            elif isinstance(one, o.Bind) and named(one.value) in names:
                site = Site(None, "", one.target, scope)
            found = self.by_site(site) if site is not None else None
            if found is not None and found.side == "client":
                return found
        return None

    def functions_of(self, thing: Own | OwnClass | OwnFunction) -> Iterator[tuple[o.Function, Scope]]:
        """The functions that may hear of a close: a function and those in it, or those of a class."""
        if isinstance(thing, OwnFunction) and not thing.owner:
            body = self.body_of_own(thing)
            for one in inside((body,) if body is not None else ()):
                scope = self.resolver.scope_of(one)
                if scope is not None:
                    yield one, scope
        else:
            yield from self.resolver.functions_of(thing.owner if isinstance(thing, OwnFunction) else thing.name)

    def tellers(self, thing: Own | OwnClass | OwnFunction, event: str) -> Iterator[tuple[o.Function, Scope]]:
        """The functions that may tell of an event: first those around the place that does, then who calls them."""
        told = self.resolver.lookup(("told", thing.name, event))
        for one in told:
            yield from ((outer.function, outer) for outer in one.scope.functions() if outer.function is not None)
        if told:
            yield from telling(self.functions_of(thing), event)

    def names_of(self, thing: Own | OwnClass | OwnFunction, key: str) -> set[Name]:
        """The names under which what is given so is called."""
        if key.startswith("="):
            name = ("this", *key[1:].split("."))
            return {name, name[1:]} if self.resolver.lookup(("field", thing.name, name[1])) else {name}
        taker = self.body_of_own(thing) if isinstance(thing, OwnFunction) else None
        for made in (*CONSTRUCTORS, thing.name) if isinstance(thing, OwnClass) else ():
            for one in self.resolver.lookup(("method", thing.name, made)):
                taker = taker or function_of(one)
        head, *rest = key.split(".")
        if taker is None and isinstance(thing, OwnClass):
            return self.called_on_fields(thing, rest[-1] if rest else head)
        taken = enumerate(taker.parameters) if taker is not None else ()
        parameter = next((one for place, one in taken if head in (str(place), one.name)), None)
        if taker is None or parameter is None:
            return set()
        if isinstance(parameter.pattern, o.Table):
            parts = (entry.value for entry in parameter.pattern.entries if [entry.key] == rest)
            names: set[Name] = {part.parts for part in parts if isinstance(part, o.Path)}
        else:
            names = {(parameter.name, *rest)} if parameter.name else set()
            names |= {("this", *name) for name in names if parameter.is_field}
        return renamed(names, taker.body)

    def called_on_fields(self, thing: OwnClass, name: str) -> set[Name]:
        """The calls of a function in a class whose fields are what it is made with: `class Line(val listener: Listener)`."""
        calls = (
            one for function, _ in self.functions_of(thing) for one in flat(function.body) if isinstance(one, o.Call)
        )
        called = (plain(call.callee.parts) for call in calls if isinstance(call.callee, o.Path))
        asked = {parts: parts[1:] if parts[0] == "this" else parts for parts in called if name in parts}
        return {parts for parts, of in asked.items() if of and self.resolver.lookup(("field", thing.name, of[0]))}

    def tells(self, block: o.Block, scope: Scope, names: set[Name], event: str, depth: int = 0) -> str | None:
        """On which condition a block calls what goes by one of these names, or tells of an event; None when it doesn't."""
        guard = ""
        for statement in block:
            for one in flat((statement,)):
                if not isinstance(one, o.Call):
                    continue
                if not event and is_telling(one, names, event) and self.is_read_there(one, scope):
                    continue
                found = "" if is_telling(one, names, event) else self.tells_in(one, scope, names, event, depth)
                if found is not None:
                    return stronger(found, "flag" if guard or asks_first(statement, names) else "")
            if isinstance(statement, o.If) and any(isinstance(one, o.Return) for one in flat((statement,))):
                guard = "flag"
        return None

    def is_read_there(self, call: o.Call, scope: Scope) -> bool:
        """Whether it is known whose method a call runs: then what it does is told of the handler that calls it."""
        found = self.resolver.thing(call.callee, scope)
        known = isinstance(found, OwnFunction) and found.owner not in ("", scope.owner)
        body = self.body_of_own(found) if known and isinstance(found, OwnFunction) else None
        return body is not None and bool(body.body)

    def tells_in(self, call: o.Call, scope: Scope, names: set[Name], event: str, depth: int) -> str | None:
        """The same for the own function that a call runs."""
        function = self.called(call.callee, scope) if depth < MOST_CALLS else None
        inner = self.resolver.scope_of(function) if function is not None else None
        if function is None or inner is None:
            return None
        return self.tells(function.body, inner, renamed(names, function.body), event, depth + 1)


def telling(functions: Iterable[tuple[o.Function, Scope]], event: str) -> list[tuple[o.Function, Scope]]:
    """Those of a class's functions that tell of an event by themselves or, as far as names go, through one another."""
    found: list[tuple[o.Function, Scope]] = []
    left = [(one, [call for call in flat(one[0].body) if isinstance(call, o.Call)]) for one in functions]
    names = set[str]()
    for _ in range(MOST_CALLS + 1):
        others, more = [], list[tuple[o.Function, Scope]]()
        for one, calls in left:
            if any(is_telling(call, set(), event) or o.name_of(call.callee) in names for call in calls):
                more.append(one)
            else:
                others.append((one, calls))
        if not more:
            break
        found, left, names = [*found, *more], others, {scope.name for _, scope in more if scope.name}
    return found


def inside(block: o.Block) -> Iterator[o.Function]:
    """The functions in a block, those in each other too."""
    left: list[o.Statement] = [*block]
    while left:
        node = left.pop()
        if isinstance(node, o.Function):
            yield node
        left.extend(o.children(node))


def may_tell(name: str) -> bool:
    """Whether a callback hears of a close, as its name says: `onClose`, `whenLost`. To look into all takes too long."""
    return name.lower() in ON_CLOSE or words.is_closing_name(name) or not ENDED.isdisjoint(words.words(name))


def is_telling(call: o.Call, names: set[Name], event: str) -> bool:
    callee = call.callee
    if not event:
        parts = plain(callee.parts) if isinstance(callee, o.Path) else ()
        return parts in names or (bool(parts) and parts[-1] in INVOKING and parts[:-1] in names)
    given = call.arguments[0].value if call.arguments and o.name_of(callee) in EMITTING else None
    own = isinstance(callee, o.Path) and len(callee.parts) == 2 and callee.parts[0] in SELF
    return own and given is not None and event_said(given) == event


def asks_first(statement: o.Statement, names: set[Name]) -> bool:
    """Whether a statement calls something on a condition, other than that it is there: `if (onClose) onClose()`."""
    if isinstance(statement, o.If):
        return not (isinstance(statement.test, o.Path) and plain(statement.test.parts) in names)
    return isinstance(statement, o.Switch | o.Loop)


def renamed(names: set[Name], block: o.Block) -> set[Name]:
    """With the names that a block gives it: `this.onClose = onClose`, `const { onClose } = this.options`."""
    found = set(names)
    for one in flat(block) if names else ():
        if not isinstance(one, o.Bind) or not isinstance(one.target, o.Path):
            continue
        target = plain(one.target.parts)
        if isinstance(one.value, o.Table | o.Call):  # { ...defaults, ...options }
            merged = {plain(path.parts) for path in paths((one.value,))}
            found |= {(*target, name[-1]) for name in found if len(name) > 1 and name[:-1] in merged}
        else:
            parts = named(one.value)
            found |= {(*target, *name[len(parts) :]) for name in found if parts and name[: len(parts)] == parts}
    return found


def named(value: o.Value | None) -> Name:
    """The name of what a value is, or is a part of; () where it has none."""
    if isinstance(value, o.Path):
        return plain(value.parts)
    of = value.of if isinstance(value, o.Part) and isinstance(value.key, str) else None
    return (*plain(of.parts), str(value.key)) if isinstance(of, o.Path) and isinstance(value, o.Part) else ()


def plain(parts: Name) -> Name:
    return ("this", *parts[1:]) if parts[0] in SELF else parts
