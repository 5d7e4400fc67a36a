"""Which functions are called because a connection has opened, failed or closed."""

from wsclose.analysis import words
from wsclose.analysis.facts import Connection
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.reading import Reading
from wsclose.analysis.resolving.calling import with_side
from wsclose.analysis.resolving.idioms import CONSTRUCTORS, event_said
from wsclose.analysis.resolving.members import selector
from wsclose.analysis.resolving.scopes import SELF, Scope, Site
from wsclose.analysis.resolving.things import GENERIC, ClassOf, Elsewhere, Instance, Own, Returns, Thing
from wsclose.analysis.walks import flat
from wsclose.knowledge.library import Type
from wsclose.syntax import outline as o

ENDING = frozenset(
    {"onDone", "close", "disconnect", "closed", "disconnected", "on_close", "onclose", "on_disconnect", "closeObserver"}
)
WATCHING = frozenset({"logger", "logging", "log", "debug", "trace", "tracing", "metrics", "monitor"})
"""In names of classes that only write down what happens."""

CLOSING_BY = frozenset(
    {"close", "closed", "disconnect", "stop", "destroy", "destroyed", "dispose", "unmount", "teardown"}
)
"""In names of functions with which a client ends its connection by itself."""

UNFINISHED = frozenset({"adapter", "abstract", "base", "default", "noop"})
"""In names of classes whose empty methods are there for others to override."""

REGISTERS = frozenset({"on", "once", "addEventListener", "addListener"})


BEGINNING = frozenset({"closing", "initiated"})  # a close that has only begun
ON_CLOSE = frozenset({"onclose", "ondisconnect"})  # properties that a handler is put into
SETTING = frozenset(
    {("on", "close"), ("on", "disconnect"), ("set", "on", "close"), ("close", "handler"), ("on", "socket", "close")}
)  # methods that are given a handler: `ws.set_onclose(f)`
BESIDE = ("set", "close", "handler")
"""A method whose handler only hears first of what the read fails with: `conn.SetCloseHandler(f)`"""
TO_DELEGATES = frozenset({("websocket", "did", "close"), ("websocket", "did", "disconnect")})
AFTERWARDS = frozenset({"then", "whenComplete", "whenSuccess", "always"})
OBSERVERS = {"1": "error", "2": "complete"}
"""Which functions `subscribe` is given one after the other, after the one for what is received."""

LISTENING = frozenset({"listen", "subscribe", "Subscribe", "addListener", "addOnceListener"})


def event_in(callee: o.Value) -> str:
    """`close` of `line.onClose.listen(...)`, `line.onClose.whenComplete { ... }`, of `line.done.then(...)` and of Qt's
    `line.disconnected.connect(...)`"""
    channel, last = o.holder_of(callee), o.name_of(callee)
    name = o.name_of(channel)
    if (name == "done" and last in AFTERWARDS) or (name, last) == ("disconnected", "connect"):
        return "close"
    listens = o.holder_of(channel) is not None and last in LISTENING | AFTERWARDS and name.lower().startswith("on")
    return name[2:].lower() if listens else ""


def observed(site: Site) -> str:
    """`error` for what an observable calls when it fails: `feed$.subscribe(show, (problem) => ...)`, or `{ error: ... }`"""
    if site.call is None or o.name_of(site.call.callee) != "subscribe":
        return ""
    return OBSERVERS.get(site.argument, site.argument.removeprefix("0."))


def event_named(site: Site) -> str:
    """The variable that is each of several events, a close among them, where a handler is put under it:
    `["onopen", "onclose"].forEach((event) => { line[event] = f; })`."""
    key = site.target.key if isinstance(site.target, o.Index) else None
    given = site.scope.find(key.parts[0]) if isinstance(key, o.Path) and len(key.parts) == 1 else None
    calls = [one.scope.site.call for one in given or () if isinstance(one.value, o.Parameter) and one.scope.site]
    for call in calls:
        listed = call.callee.of if call is not None and isinstance(call.callee, o.Member) else None
        items = listed.items if isinstance(listed, o.Sequence) and o.name_of(call and call.callee) == "forEach" else ()
        if any(isinstance(item, o.String) and item.value in ON_CLOSE for item in items):
            return o.name_of(key)
    return ""


def spelled(target: o.Value) -> str:
    """The name of a property that a handler is put into, in one way: `onClose`, `on_close`"""
    return o.name_of(target).replace("_", "").lower()


def is_beside(site: Site) -> bool:
    return site.call is not None and site.argument == "0" and words.words(o.name_of(site.call.callee)) == BESIDE


def is_ending(event: o.Value) -> bool:
    """Whether this names the event by which a close is told."""
    return event_said(event) in ENDING


def is_raised(name: str) -> bool:
    """Whether an event of .NET may be a close: `socket.Closed += ...`, `client.ServerDisconnected += ...`"""
    return name[:1].isupper() and words.words(name)[-1] in ENDING


def told_of(argument: str) -> str:
    """The event that a function is given for in an object: `close` of `0.on.close`; an observer is told by its `next`."""
    return argument.removesuffix(".next").rpartition(".")[2]


def overridden(kind: Type, function: o.Function, scope: Scope) -> tuple[str, ...] | None:
    """What a library hands to a method that overrides one of its own."""
    return kind.overrides.get(scope.name, kind.overrides.get(selector(function)))


def is_listener(scope: Scope) -> bool:
    """Whether a library calls a function, and what it is handed is nobody else's: `client.on("connect", (line) => ...)`."""
    call = scope.site.call if scope.site is not None else None
    return call is not None and o.name_of(call.callee) in (*REGISTERS, "then")


def is_interface(thing: Thing) -> bool:
    """Whether this is something of another file that only says what a WebSocket has: `interface WebSocketLike`."""
    own = thing.thing if isinstance(thing, Elsewhere) else None
    if not isinstance(thing, Elsewhere) or not isinstance(own, Own) or not words.is_websocket_class(own.name):
        return False
    return not any(thing.file.has_method(own.name, name) for name in ("constructor", "close"))


def closes_itself(scope: Scope) -> bool:
    """Whether a function ends a connection, as its name says: a handler that is put there only sees to the end."""
    for outer in scope.functions():
        target = outer.site.target if outer.site is not None else None
        said = words.words(outer.name or o.name_of(target))
        if outer.function is not None and said and said[0] not in ("on", "handle") and CLOSING_BY.intersection(said):
            return not any(isinstance(one, o.Call) and one.new for one in flat(outer.function.body))
    return False


class WhichHandlers(Reading):
    """Which functions are called because a connection has opened, failed or closed."""

    def other_event(self, scope: Scope, event: str) -> tuple[o.Value, Connection] | None:
        """(the connection's expression, what it is) when a function is called for this event of a client's connection."""
        for site in self.resolver.sites(scope):
            call, target = site.call, site.target
            holder: o.Value | None = None
            if call is not None and site.argument == "1" and call.arguments and o.name_of(call.callee) in REGISTERS:
                if event_said(call.arguments[0].value) == event:
                    holder = call.callee
            elif target is not None and spelled(target) == f"on{event}":
                holder = target
            elif call is not None and site.argument.rpartition(".")[2].lower() in (f"on_{event}", f"on{event}"):
                made = self.resolver.thing(call, site.scope) or self.resolver.receiver(call.callee, site.scope)
                connection = self.connection_of(made) if isinstance(made, Instance) else None
                if connection is not None and connection.side == "client":
                    return call, connection
            elif call is not None and (
                (site.argument == "0" and event_in(call.callee) == event) or observed(site) == event
            ):
                holder = call.callee
            if holder is not None:
                receiver = self.event_source(holder, site.scope)
                if isinstance(receiver, Instance) and receiver.side != "server":
                    connection = self.connection_of(receiver)
                    if connection is not None:
                        return holder, connection
        return self.overridden_event(scope, event)

    def overridden_event(self, scope: Scope, event: str) -> tuple[o.Value, Connection] | None:
        """The same for a method that a library calls: `onOpen`, `urlSession(_:webSocketTask:didOpenWithProtocol:)`."""
        own = self.resolver.own_instance(scope.owner) if scope.owner and scope.function is not None else None
        if not isinstance(own, Instance) or scope.function is None:
            return None
        for kind in self.resolver.bases(own.type):
            types = overridden(kind, scope.function, scope)
            if types is not None and event in words.words(selector(scope.function).partition("(")[2] + scope.name):
                connection = self.connection_behind(own, kind, types)
                named = o.Path(scope.function.name_start, scope.function.name_start, ("self", scope.name), 0)
                return (named, connection) if connection.side == "client" else None
        return None

    def one_of_many(self, scope: Scope) -> bool:
        """Whether a function listens to a connection that was handed to the function around it, or to the object itself,
        of a class that is a connection by its base: others may listen, too."""
        for site in self.resolver.sites(scope):
            callee = site.call.callee if site.call is not None else None
            if isinstance(callee, o.Path) and callee.parts[-1] in REGISTERS:
                if len(callee.parts) == 2 and callee.parts[0] in SELF:
                    return True
                found = site.scope.find(callee.parts[0]) or ()
                if any(isinstance(one.value, o.Parameter) and not is_listener(one.scope) for one in found):
                    return True
        return False

    def event_handler(self, function: o.Function, scope: Scope) -> tuple[str, Connection] | None:
        """(kind, connection) when a function is called because a client's connection has closed, or one of unknown side;
        "beside" when what reads from the connection hears of it, too."""
        for site in self.resolver.sites(scope):
            put_aside = site.target is not None and (closes_itself(site.scope) or self.takes_off(function, site.target))
            found = None if put_aside else self.by_site(site)
            if found is not None:
                return "beside" if is_beside(site) else "event", found
        filled_in_below = not function.body and UNFINISHED.intersection(words.words(scope.owner))
        if scope.owner and not filled_in_below and not WATCHING.intersection(words.words(scope.owner)):
            own = self.resolver.own_instance(scope.owner)
            if isinstance(own, Instance):
                for kind in self.resolver.bases(own.type):
                    types = overridden(kind, function, scope)
                    if types is not None and (
                        "code" in types
                        or "CloseEvent" in types
                        or words.is_closing_name(scope.name)
                        or "lost" in words.words(scope.name)
                    ):
                        connection = self.connection_behind(own, kind, types)
                        ended = not BEGINNING.intersection(words.words(scope.name)) or self.is_last(kind, scope)
                        return ("override", connection) if connection.side != "server" and ended else None
        told = self.annotated(function, scope) or self.delegated(function, scope)
        return ("event" if told.side else "override", told) if told is not None else None

    def delegated(self, function: o.Function, scope: Scope) -> Connection | None:
        """The connection whose end a delegate hears of by a method that says so: `func webSocketDidClose(_ line: Line)`"""
        told = bool(scope.owner and function.body) and words.words(scope.name) in TO_DELEGATES
        return self.closing.connection(GENERIC) if told else None

    def takes_off(self, function: o.Function, target: o.Value) -> bool:
        """Whether what is put there is nothing, in the place of another handler: `socket.onclose = () => {}`"""
        parts = target.parts if isinstance(target, o.Path) and not function.body else ()
        return len(self.resolver.lookup(("handled", parts[-2], parts[-1]))) > 1 if len(parts) > 1 else False

    def is_last(self, kind: Type, scope: Scope) -> bool:
        """Whether a class hears that a close has begun, and of nothing that comes after it."""
        later = (
            name for name in kind.overrides if words.is_closing_name(name) and not BEGINNING & set(words.words(name))
        )
        return not any(self.resolver.lookup(("method", scope.owner, name)) for name in later)

    def annotated(self, function: o.Function, scope: Scope) -> Connection | None:
        """The connection of whose close a library tells a method that is annotated so, `@OnClose`; not a server's."""
        for decorator in function.decorators:
            callee = decorator.callee if isinstance(decorator, o.Call) else decorator
            found = self.resolver.thing(callee, scope) if words.is_closing_name(o.name_of(callee)) else None
            handed = dict(found.handlers).get("decorated", ()) if isinstance(found, Returns) else ()
            for text in handed:
                made = self.resolver.make(text, found.library.id, None) if isinstance(found, Returns) else None
                told = self.resolver.on_side(made, scope)
                if isinstance(told, Instance) and told.side != "server":
                    return self.connection_of(told)
        return None

    def connection_behind(self, own: Instance, kind: Type, types: tuple[str, ...]) -> Connection:
        """The connection of an object that overrides a handler: itself, or what the handler is given."""
        for text in types if not self.resolver.is_connection(own) else ():
            given = self.resolver.make(text, kind.library, own)
            if isinstance(given, Instance) and self.resolver.is_connection(given):
                return self.closing.connection(given)
        return self.closing.connection(own)

    def by_site(self, site: Site) -> Connection | None:
        """The connection of whose close a function is told that is written, or named, at this place."""
        if site.call is not None:
            return self.by_call(site.call, site)
        return self.by_target(site.target, site) if site.target is not None else None

    def by_call(self, call: o.Call, site: Site) -> Connection | None:
        """The same for an argument: `socket.on("close", f)`, `connect(url, on_close=f)`, `line.onClose(f)`"""
        name = o.name_of(call.callee)
        receiver = self.resolver.receiver(call.callee, site.scope)
        if name in CONSTRUCTORS and site.scope.owner:  # super().__init__(url, on_close=self.on_close)
            made = self.resolver.own_instance(site.scope.owner)
            receiver = self.resolver.instance_of(receiver) if isinstance(receiver, ClassOf) else made
        given = [argument.value for argument in call.arguments]
        if name in REGISTERS and site.argument == "1" and is_ending(given[0]):
            return self.by_listener(call.callee, name, self.event_source(call.callee, site.scope))
        if name in REGISTERS and site.argument == "2" and len(given) > 2:  # addEventListener(socket, "close", f)
            on = self.resolver.thing(given[0], site.scope)
            return self.connection_of(on) if is_ending(given[1]) and isinstance(on, Instance) else None
        if told_of(site.argument) in ENDING:
            called, made = self.resolver.thing(call.callee, site.scope), self.resolver.thing(call, site.scope)
            if isinstance(called, Returns) and site.argument in dict(called.handlers):
                taken = self.resolver.make(called.text, called.library.id, None)
                made = taken if isinstance(taken, Instance) else made
            if isinstance(made, Instance):
                return self.connection_of(made)
        listening = self.listening(call.callee, site.scope) if name == "onDone" else None
        if listening is not None:
            return self.by_site(listening)
        if not isinstance(receiver, Instance):
            return None
        if is_beside(site):
            return self.read_by(call, site.scope)
        if site.argument == "0" and (words.words(name) in SETTING or event_in(call.callee) == "close"):
            found = self.connection_of(receiver) or self.channel_of(call.callee, site.scope)
            return found if found is not None and found.side else None
        methods = (kind.methods[name] for kind in self.resolver.bases(receiver.type) if name in kind.methods)
        handed = any(site.argument in method.handlers for method in methods)
        return self.connection_of(receiver) if site.argument in ENDING and handed else None

    def listening(self, callee: o.Value, scope: Scope) -> Site | None:
        """The place where a stream is listened to, to which a handler is added: `line.stream.listen(print).onDone(f)`, or
        `subscription.onDone(f)`, if that is kept."""
        holder, event = o.holder_of(callee), o.name_of(callee)
        if isinstance(holder, o.Call):
            return Site(holder, event, None, scope)
        given = definitions_of(holder, scope, self.resolver) if isinstance(holder, o.Path) else ()
        kept = [Site(one.value, event, None, one.scope) for one in given if isinstance(one.value, o.Call)]
        listens = len(kept) == 1 and kept[0].call is not None and o.name_of(kept[0].call.callee) in LISTENING
        return kept[0] if listens else None

    def by_listener(self, callee: o.Value, name: str, receiver: Thing) -> Connection | None:
        """What a function listens to that is registered for its close: `socket.addEventListener("close", f)`"""
        if isinstance(receiver, Instance):
            found = self.connection_of(receiver)
            # Of two sides that look alike, a server's handler has every reason to do little.
            return found if found is not None and (found.side or name == "addEventListener") else None
        unknown = receiver is None or is_interface(receiver)
        holder = callee.parts[-2] if isinstance(callee, o.Path) and len(callee.parts) > 1 else ""
        if unknown and name == "addEventListener" and words.is_socket_name(holder) and self.closing.mentions:
            return self.closing.connection(GENERIC)
        return None

    def by_target(self, target: o.Value, site: Site) -> Connection | None:
        """The same for what is put somewhere: `socket.onclose = f`, `socket[event] = f`"""
        if isinstance(target, o.Index) and event_named(site):
            receiver = self.resolver.thing(target.of, site.scope)
            return self.connection_of(receiver) if isinstance(receiver, Instance) else None
        name = o.name_of(target) if isinstance(target, o.Path | o.Member) else ""
        put = spelled(target) in ON_CLOSE
        if not put and not is_raised(name):
            return None
        receiver = self.event_source(target, site.scope)
        if isinstance(receiver, Instance):
            event = name.removeprefix("On")  # socket.OnClosed += ...
            raised = (event in kind.events for kind in self.resolver.bases(receiver.type))
            return self.connection_of(receiver) if put or any(raised) else None
        if name.lower() != "onclose":
            return None
        holder = target.parts[-2] if isinstance(target, o.Path) and len(target.parts) > 1 else ""
        unknown = receiver is None or is_interface(receiver)
        if unknown and words.is_socket_name(holder) and self.closing.mentions:
            return self.closing.connection(GENERIC)
        return None

    def channel_of(self, callee: o.Value, scope: Scope) -> Connection | None:
        """The connection that has a channel for each of its events: `line.onClose.addListener(f)`."""
        channel = o.holder_of(callee)
        found = self.resolver.receiver(channel, scope) if channel is not None else None
        return self.connection_of(found) if isinstance(found, Instance) else None

    def read_by(self, call: o.Call, scope: Scope) -> Connection | None:
        """The connection that a call reads from. Of a field, what is put into it tells the side that its type leaves open."""
        callee = call.callee
        on = o.without_last(callee) if isinstance(callee, o.Path) and len(callee.parts) > 1 else None
        found = self.resolver.receiver(callee, scope)
        if not isinstance(found, Instance) and on is not None:
            on, found = self.handed_line(call, on.parts[0], scope)
        if not isinstance(found, Instance):
            return None
        return self.connection_of(self.with_side_put(found, on, scope))

    def event_source(self, member: o.Value, scope: Scope) -> Thing:
        """What an event belongs to: `this.link` of `this.link.onclose`."""
        found = self.resolver.receiver(member, scope)
        on = o.without_last(member) if isinstance(member, o.Path) and len(member.parts) > 2 else None
        return self.with_side_put(found, on, scope) if isinstance(found, Instance) else found

    def with_side_put(self, found: Instance, on: o.Path | None, scope: Scope) -> Instance:
        """What a field holds, on the side of what is put into it where its type leaves that open."""
        for one in (
            definitions_of(on, scope, self.resolver) if not found.side and on is not None and on.parts[1:] else ()
        ):
            put = with_side(
                found, self.resolver.thing(one.value, one.scope) if isinstance(one.value, o.Value) else None
            )
            if isinstance(put, Instance):
                return put
        return found

    def handed_line(self, call: o.Call, module: str, scope: Scope) -> tuple[o.Path | None, Thing]:
        """The connection, and how it is written, that a function of its library is given: `wsjson.Read(ctx, conn, &note)`"""
        known = (
            one.value.module for one in self.resolver.lookup(("name", "", module)) if isinstance(one.value, o.Import)
        )
        imported = next(known, "")
        for given in (argument.value for argument in call.arguments if imported):
            found = self.resolver.thing(given, scope) if isinstance(given, o.Path) else None
            if isinstance(given, o.Path) and isinstance(found, Instance) and self.resolver.is_connection(found):
                library = self.closing.libraries.by_id.get(found.type.library)
                if library is not None and imported.startswith(library.modules):
                    return given, found
        return None, None

    def connection_of(self, instance: Instance) -> Connection | None:
        if not any(kind.connection for kind in self.resolver.bases(instance.type)):
            return None
        return self.closing.connection(instance)
