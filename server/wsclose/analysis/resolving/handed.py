"""What the file's own calls hand on: to the parameters of its functions, and to those who wait for a promise."""

from collections.abc import Iterator

from wsclose.analysis.resolving.annotations import is_open
from wsclose.analysis.resolving.callers import EVENT_NAMES, Callers
from wsclose.analysis.resolving.calling import is_one_side_open, with_side
from wsclose.analysis.resolving.holding import by_name
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, code_told
from wsclose.analysis.resolving.putting import SETTLING
from wsclose.analysis.resolving.scopes import SELF, Scope, Site
from wsclose.analysis.resolving.things import (
    CODE_LIKELY,
    Entries,
    Instance,
    Many,
    OwnClass,
    OwnFunction,
    Received,
    Several,
    Thing,
)
from wsclose.syntax import outline as o

MOST_SITES = 8


class Handed(Callers):
    """What the file's own calls hand on."""

    def code_given(self, scope: Scope, parameter: o.Parameter, place: int) -> Thing:
        """A close code, where a call of this file gives a function the code that it has received: `retry(event.code)`,
        or what the code is in: `retry({ code: event.code })`. The function may be given numbers of its own as well, so how the connection closed is not known in it."""
        function = scope.function
        if function is None or not parameter.name:
            return None
        for given, at in self.arguments("given", scope, parameter, place):
            if self.may_have_arrived(code_told(given) or given, at):
                return Entries(given, at, True) if isinstance(given, o.Table) else CODE_LIKELY
        return None

    def connection_given(self, scope: Scope, parameter: o.Parameter, place: int) -> Thing:
        """A connection, several, or something else of a library, where all calls of this file give a function without types one.
        A call within it may hand on what it has been given itself."""
        found: Instance | Many | None = None
        for value, at in self.arguments("lent", scope, parameter, place) if is_open(parameter.type) else ():
            if hands_on(value, parameter, at):
                continue
            given = self.thing(value, at) or by_name(value, at)
            if given is None and isinstance(value, o.Index):
                continue  # of a list that nobody was seen to fill
            single = given.of if isinstance(given, Many) else given
            if not isinstance(single, Instance) or not (self.is_connection(single) or single.type.library):
                return None
            found = found or (given if isinstance(given, Many) else single)
        return found

    def side_given(self, declared: Thing, scope: Scope, parameter: o.Parameter, place: int) -> Thing:
        """What a parameter's type says, on the side of what all calls of this file give it: `watch(line: WebSocket)`."""
        found: Thing = None
        for value, at in self.arguments("lent", scope, parameter, place) if is_one_side_open(declared) else ():
            if hands_on(value, parameter, at):
                continue
            given = with_side(declared, self.thing(value, at))
            if given is None or (found is not None and given != found):
                return declared
            found = given
        return found or declared

    def is_lent_field(self, name: str, scope: Scope) -> bool:
        """Whether a parameter is what a call of this file has in a field: `self.read(self.public)`."""
        for one in (scope.find(name) or ())[:MOST_SITES]:
            if isinstance(one.value, o.Parameter) and one.scope.function is not None:
                given = self.arguments("lent", one.scope, one.value, one.place)
                if any(isinstance(each, o.Path) and len(each.parts) > 1 and each.parts[0] in SELF for each, _ in given):
                    return True
        return False

    def arguments(self, kind: str, scope: Scope, parameter: o.Parameter, place: int) -> Iterator[tuple[o.Value, Scope]]:
        """What the calls of this file give a function as this parameter, and where they do."""
        name = name_of_function(scope)
        name = scope.owner if name in CONSTRUCTORS and scope.owner else name  # raise Closed(event.code)
        for one in self.lookup((kind, "", name))[:MOST_SITES] if name else ():
            site = one.scope.site
            if site is not None and site.call is not None and site.argument in (str(place), parameter.name):
                value = next(a.value for n, a in enumerate(site.call.arguments) if (a.name or str(n)) == site.argument)
                if self.calls(site, scope):
                    yield value, site.scope

    def may_have_arrived(self, value: o.Value, scope: Scope) -> bool:
        """Whether this is a code as received, if only sometimes: `let code = 1006; if (event) code = event.code;`."""
        local = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
        if local is not None:
            return any(isinstance(self.definition(one), Received) for one in local[:MOST_SITES])
        if isinstance(self.thing(value, scope), Received):
            return True
        told = isinstance(value, o.Path) and len(value.parts) == 2 and value.parts[1] == "code"
        if not told or not isinstance(value, o.Path) or value.parts[0].lower() not in EVENT_NAMES:
            return False
        return any(self.handles_close(outer) for outer in scope.functions())

    def calls(self, site: Site, scope: Scope) -> bool:
        """Whether a call is one of this function."""
        callee = site.call.callee if site.call is not None else None
        called = self.thing(callee, site.scope)
        if isinstance(called, OwnClass):
            return called.name == scope.owner and scope.name in CONSTRUCTORS
        if not isinstance(called, OwnFunction):  # `this` of a function that makes objects, and has methods elsewhere
            mine = isinstance(callee, o.Path) and len(callee.parts) == 2 and callee.parts[0] in SELF
            return mine and called is None and not site.scope.owner and bool(scope.owner)
        if called.function is not None:
            return called.function is scope.function
        return (called.owner, called.name) == (scope.owner, scope.name)

    def settled(self, promise: o.Call) -> Thing:
        """What a promise comes to: `new Promise((resolve) => socket.on("close", (code) => resolve(code)))`."""
        function = promise.arguments[0].value if promise.arguments else None
        if not isinstance(function, o.Function) or not function.parameters or not function.parameters[0].name:
            return None
        scope = self.scope_of(function)
        if scope is None:
            return None
        found = self.first(self.settlements(function.parameters[0].name, function.body, scope))
        return found if isinstance(found, Received | Instance | Entries | Several) else None

    def deferred(self, promise: o.Part, scope: Scope) -> Thing:
        """The same where what settles the promise has a name: `const { promise, resolve } = Promise.withResolvers()`."""
        settling = scope.find(SETTLING) or []
        if not any(isinstance(one.value, o.Part) and one.value.of == promise.of for one in settling):
            return None
        for one in self.lookup(("held", "", SETTLING))[:MOST_SITES]:
            if isinstance(one.value, o.Value) and one.scope.find(SETTLING) is settling:
                return self.several(one.value, one.scope)
        for site in self.named_at("", SETTLING):
            if site.scope.find(SETTLING) is settling:  # socket.on("close", resolve)
                types, library, receiver = self.handed(site)
                return self.make(types[0], library, receiver) if types and library else None
        return None

    def heard_once(self, call: o.Call, scope: Scope) -> Thing:
        """What comes of waiting for an event of a library's: `const [code, reason] = await once(socket, "close")`."""
        source, event = [one.value for one in call.arguments[:2]] if len(call.arguments) > 1 else (None, None)
        if source is None or not isinstance(event, o.String):
            return None
        hearing = o.Member(call.callee.start, call.callee.end, source, "once", call.callee.start)
        heard = o.Call(call.start, call.end, hearing, (o.Argument("", event),))
        types, library, receiver = self.handed_by_call(Site(heard, "1", None, scope), heard)
        return Several(tuple(self.make(each, library, receiver) for each in types)) if library else None

    def settlements(self, name: str, block: o.Block, scope: Scope, depth: int = 0) -> Iterator[Thing]:
        """What the function that settles a promise is called with, by this code or by whom it is handed to."""
        for node in block:
            given: list[Site] = []
            if isinstance(node, o.Call):
                if is_it(node.callee, name) and node.arguments:
                    yield self.several(node.arguments[0].value, scope)
                given = [
                    Site(node, str(place), None, scope)
                    for place, one in enumerate(node.arguments)
                    if is_it(one.value, name)
                ]
            elif isinstance(node, o.Bind) and is_it(node.value, name):
                given = [Site(None, "", node.target, scope)]  # socket.onclose = resolve
            for site in given:
                types, library, receiver = self.handed(site)
                yield self.make(types[0], library, receiver) if types and library else None
            inner = self.scope_of(node) if isinstance(node, o.Function) else scope
            if inner is not None and depth < 20:
                yield from self.settlements(name, o.children(node), inner, depth + 1)


def is_it(value: o.Value | None, name: str) -> bool:
    return isinstance(value, o.Path) and value.parts == (name,)


def name_of_function(scope: Scope) -> str:
    """A function's name, or that of what it is assigned to."""
    target = scope.site.target if scope.site is not None else None
    return scope.name or (o.name_of(target) if target is not None else "")


def hands_on(value: o.Value, parameter: o.Parameter, scope: Scope) -> bool:
    """Whether this is the parameter itself: `connect($connector)` within `function connect($connector)`."""
    found = scope.find(value.parts[0]) if isinstance(value, o.Path) and len(value.parts) == 1 else None
    return any(one.value is parameter for one in found or ())
