"""Which functions are called because a connection has opened, failed or closed."""

from wsclose.analysis import words
from wsclose.analysis.facts import Connection
from wsclose.analysis.reading import Reading
from wsclose.analysis.scopes import Scope, Site
from wsclose.analysis.things import GENERIC, Instance, Returns
from wsclose.syntax import outline as o

ENDING = frozenset({"close", "disconnect", "closed", "disconnected", "on_close", "onclose", "on_disconnect"})
REGISTERS = frozenset({"on", "once", "addEventListener", "addListener"})


class WhichHandlers(Reading):
    """Which functions are called because a connection has opened, failed or closed."""

    def other_event(self, scope: Scope, event: str) -> tuple[o.Value, Connection] | None:
        """(the connection's expression, what it is) when a function is called for this event of a client's connection."""
        for site in self.resolver.sites(scope):
            call, target = site.call, site.target
            holder: o.Value | None = None
            if call is not None and site.argument == "1" and call.arguments and o.name_of(call.callee) in REGISTERS:
                given = call.arguments[0].value
                if isinstance(given, o.String) and given.value == event:
                    holder = call.callee
            elif target is not None and o.name_of(target).lower() == f"on{event}":
                holder = target
            elif call is not None and site.argument.rpartition(".")[2].lower() in (f"on_{event}", f"on{event}"):
                made = self.resolver.thing(call, site.scope)
                connection = self.connection_of(made) if isinstance(made, Instance) else None
                if connection is not None and connection.side == "client":
                    return call, connection
            if holder is not None:
                receiver = self.resolver.receiver(holder, site.scope)
                if isinstance(receiver, Instance) and receiver.side != "server":
                    connection = self.connection_of(receiver)
                    if connection is not None:
                        return holder, connection
        return None

    def one_of_many(self, scope: Scope) -> bool:
        """Whether a function listens to a connection that was handed to the function around it: others may listen, too."""
        for site in self.resolver.sites(scope):
            callee = site.call.callee if site.call is not None else None
            if isinstance(callee, o.Path) and callee.parts[-1] in REGISTERS:
                found = site.scope.find(callee.parts[0]) or ()
                if any(isinstance(one.value, o.Parameter) for one in found):
                    return True
        return False

    def event_handler(self, function: o.Function, scope: Scope) -> tuple[str, Connection] | None:
        """(kind, connection) when a function is called because a client's connection has closed."""
        for site in self.resolver.sites(scope):
            found = self.by_site(site)
            if found is not None:
                return "event", found
        if scope.owner:
            own = self.resolver.own_instance(scope.owner)
            if isinstance(own, Instance):
                for kind in self.resolver.bases(own.type):
                    types = kind.overrides.get(scope.name)
                    if types is not None and (
                        "code" in types or "CloseEvent" in types or words.is_closing_name(scope.name)
                    ):
                        connection = self.closing.connection(own)
                        return ("override", connection) if connection.side == "client" else None
        return None

    def by_site(self, site: Site) -> Connection | None:
        call, target = site.call, site.target
        if call is not None:
            name = o.name_of(call.callee)
            receiver = self.resolver.receiver(call.callee, site.scope)
            event = call.arguments[0].value if call.arguments else None
            if site.argument == "1" and isinstance(event, o.String) and event.value in ENDING and name in REGISTERS:
                if isinstance(receiver, Instance):
                    found = self.connection_of(receiver)
                    # Of two sides that look alike, a server's handler has every reason to do little.
                    return found if found is not None and (found.side or name == "addEventListener") else None
                if receiver is None and isinstance(call.callee, o.Path) and len(call.callee.parts) > 1:
                    return (
                        self.closing.connection(GENERIC)
                        if name == "addEventListener"
                        and words.is_socket_name(call.callee.parts[-2])
                        and self.closing.mentions
                        else None
                    )
                return None
            called = self.resolver.thing(call.callee, site.scope)
            if (
                isinstance(called, Returns)
                and site.argument in dict(called.handlers)
                and site.argument.rpartition(".")[2] in ENDING
            ):
                made = self.resolver.make(called.text, called.library.id, None)
                return self.connection_of(made) if isinstance(made, Instance) else None
            made = self.resolver.thing(call, site.scope)
            if isinstance(made, Instance) and site.argument.rpartition(".")[2] in ENDING:
                return self.connection_of(made)
            if site.argument == "0" and words.words(name) == ("on", "close") and isinstance(receiver, Instance):
                return self.connection_of(receiver)
            return None
        if isinstance(target, o.Path | o.Member) and o.name_of(target).lower() == "onclose":
            receiver = self.resolver.receiver(target, site.scope)
            if isinstance(receiver, Instance):
                return self.connection_of(receiver)
            holder = target.parts[-2] if isinstance(target, o.Path) and len(target.parts) > 1 else ""
            if receiver is None and words.is_socket_name(holder) and self.closing.mentions:
                return self.closing.connection(GENERIC)
        return None

    def connection_of(self, instance: Instance) -> Connection | None:
        if not any(kind.connection for kind in self.resolver.bases(instance.type)):
            return None
        return self.closing.connection(instance)
