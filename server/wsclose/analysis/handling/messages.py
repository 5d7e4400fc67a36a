"""Messages and events that say that a connection has closed, to those who read them or are handed them."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

from wsclose.analysis.facts import CloseHandler, Connection, HandlerArm
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.blocks import leaves_loop
from wsclose.analysis.handling.ending_places import Ending, variants_in
from wsclose.analysis.handling.handlers import LOST, HandlerReader
from wsclose.analysis.handling.loops import innermost
from wsclose.analysis.handling.reading import Split
from wsclose.analysis.resolving.idioms import NOTHING
from wsclose.analysis.resolving.members import selector
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import GENERIC, ClassOf, Instance
from wsclose.analysis.walks import flat
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.knowledge.library import Library
from wsclose.syntax import outline as o

IS = frozenset({"==", "===", "is", "in"})
FAILED = "error"
"""The message that says that a connection has failed; alone it is no normal close, beside one that ends it is."""


class MessageReader(HandlerReader):
    """Reads what happens after a message or an event that says so."""

    def told(self, ending: Ending, arm: o.Arm, scope: Scope, elsewhere: bool) -> CloseHandler | None:
        """An arm for the event that says so: `case .disconnected(let reason, let code):`"""
        subject = ending.within.subject if isinstance(ending.within, o.Switch) else None
        event = self.resolver.thing(subject, scope) if subject is not None else None
        library = self.closing.libraries.by_id.get(event.type.library) if isinstance(event, Instance) else None
        if library is None or not isinstance(event, Instance):
            return None
        if not any(f"{event.type.name}.{variant}" in library.endings for variant in variants_in(arm)):
            return None
        connection = self.connection_beside(scope)
        if connection is None or connection.side != "client":
            return None
        arms = self.arms_from(ending.levels, scope)
        split = self.entered(ending.within, arm, scope) if isinstance(ending.within, o.Switch) else Split(ALL, ALL, "")
        if split.yes != ALL or split.guard:
            self.looked = self.looked or split.yes != ALL
            arms = tuple(replace(each, codes=each.codes.intersection(split.yes)) for each in arms)
            arms = (*arms, HandlerArm(split.yes, split.guard, ())) if split.guard else arms
        found = CloseHandler(arm.start, arm.start + 4, "event", connection, arms, self.looked, True, elsewhere)
        if not self.hears_otherwise(library, scope):
            return found
        lost = tuple(replace(each, codes=LOST) for each in arms)  # of a close another method is told
        return replace(found, kind="failure", arms=lost) if found.reconnects else None

    def entered(self, switch: o.Switch, arm: o.Arm, scope: Scope) -> Split:
        """When an arm is come to: `case .disconnected(_, 1012):`, `case .disconnected(_, let code) where code != 1000:`, and
        the next one that is for the same event, after all other codes."""
        taken = CodeSet(())
        for one in switch.arms:
            held = (
                entry.value for pattern in one.patterns if isinstance(pattern, o.Table) for entry in pattern.entries
            )
            numbers = tuple(value for value in held if isinstance(value, o.Number))
            written = self.numbers(numbers, scope) if numbers else ALL
            split = self.split(one.guard, scope) if one.guard is not None else Split(ALL, ALL, "")
            codes = split.yes.intersection(written or ALL)
            if one is arm:
                return Split(codes.without(taken), ALL, split.guard)
            alike = not set(variants_in(arm)).isdisjoint(variants_in(one))
            taken = taken.union(codes) if alike and codes != ALL and not split.guard else taken
        return Split(ALL, ALL, "")

    def told_by_message(self, ending: Ending, branch: o.If, scope: Scope, elsewhere: bool) -> CloseHandler | None:
        """A branch for the message that says so: `elif message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED):`"""
        connection = self.closed_by_message(branch, scope)
        return self.told_so(ending, branch.test, connection, scope, elsewhere) if connection is not None else None

    def closed_by_message(self, branch: o.If, scope: Scope) -> Connection | None:
        """The connection of which a branch has a message that says that it is closed."""
        test = branch.test
        if not isinstance(test, o.Operation) or test.operator not in IS or not isinstance(test.operands[0], o.Path):
            return None
        said = [name for value in test.operands[1:] for name in self.named_in(value, scope)]
        connection = (
            self.connection_that_gave(test.operands[0], scope) if len(said) == 1 and said[0] in NOTHING else None
        )
        if connection is not None and connection.library is not None and said[0][-1] in connection.library.endings:
            return connection
        kinds = [self.resolver.path(name[:-1], scope) for name in said if len(name) > 1]
        if not said or len(kinds) < len(said):
            return None
        ends = False
        for kind, name in zip(kinds, said, strict=True):
            library = self.closing.libraries.by_id.get(kind.type.library) if isinstance(kind, ClassOf) else None
            if library is None or not isinstance(kind, ClassOf):
                return None
            if f"{kind.type.name}.{name[-1]}" in library.endings:
                ends = True
            elif name[-1].lower() != FAILED:
                return None
        return self.connection_that_gave(test.operands[0], scope) if ends else None

    def raised_beside(self, attempt: o.Try, connection: Connection, scope: Scope) -> CodeSet:
        """The codes after which something is raised in a block that itself leaves when it reads that the other side has
        closed: `if (result.MessageType == WebSocketMessageType.Close) return;`; none where that is not known."""
        within = tuple(flat(attempt.body))
        left = any(
            isinstance(one, o.If) and leaves_loop(one.then) and self.closed_by_message(one, scope) is not None
            for one in within
        )
        if not left or connection.library is None or any(isinstance(one, o.Raise) for one in within):
            return CodeSet(())
        return reduce(CodeSet.union, self.exceptions_of(connection.library.id), CodeSet(()))

    def told_so(
        self, ending: Ending, test: o.Value, connection: Connection, scope: Scope, elsewhere: bool
    ) -> CloseHandler | None:
        """What a branch does that such a message leads to, if it connects again."""
        if connection.side == "server":
            return None
        arms = self.arms_from(ending.levels, scope)
        found = CloseHandler(test.start, test.end, "event", connection, arms, self.looked, False, elsewhere)
        return found if found.reconnects else None

    def named_in(self, value: o.Value, scope: Scope, depth: int = 0) -> Iterator[tuple[str, ...]]:
        """The names that a value is compared with; those of a tuple that is kept under a name, too."""
        if isinstance(value, o.Sequence):
            for one in value.items:
                yield from self.named_in(one, scope, depth)
        elif isinstance(value, o.Path):
            kept = [one.value for one in definitions_of(value, scope, self.resolver)] if not depth else []
            if len(kept) == 1 and isinstance(kept[0], o.Sequence):
                yield from self.named_in(kept[0], scope, 1)
            else:
                yield value.parts
        else:
            yield ()

    def connection_that_gave(self, field: o.Path, scope: Scope) -> Connection | None:
        """The connection that a message was read from, or that hands it to a function, of which a field is asked for."""
        for one in scope.find(field.parts[0]) or ():
            value = one.value
            if isinstance(value, o.Parameter):
                return self.connection_that_hands(one.scope)
            if isinstance(value, o.Element):
                line = self.resolver.thing(value.of, one.scope)
                return self.connection_of(line) if isinstance(line, Instance) else self.closing.connection(GENERIC)
            call = innermost(value) if isinstance(value, o.Value) else None
            if isinstance(call, o.Call):
                line = self.resolver.receiver(call.callee, one.scope)
                return self.read_by(call, one.scope) if line is not None else self.closing.connection(GENERIC)
        return None

    def connection_that_hands(self, scope: Scope) -> Connection | None:
        """The connection whose messages a function is told: `websocket_connect(url, on_message_callback=self.on_message)`"""
        for site in self.resolver.sites(scope):
            call = site.call
            told_by = (
                (self.resolver.thing(call, site.scope), self.resolver.receiver(call.callee, site.scope)) if call else ()
            )
            for one in told_by:
                if isinstance(one, Instance) and self.resolver.is_connection(one):
                    return self.connection_of(one)
        return None

    def hears_otherwise(self, library: Library, scope: Scope) -> bool:
        """Whether the class around has a method, too, that the library calls when the connection has closed."""
        telling = [name for kind in library.types.values() for name, types in kind.overrides.items() if "code" in types]
        return any(
            isinstance(one.value, o.Function) and selector(one.value) == name
            for name in telling
            for one in self.resolver.lookup(("method", scope.owner, name.partition("(")[0]))
        )

    def connection_beside(self, scope: Scope) -> Connection | None:
        """The connection that a function around is handed together with an event, or whose method or property hands it that."""
        for outer in scope.functions():
            held = [
                self.resolver.annotation(parameter.type, outer)
                for parameter in (outer.function.parameters if outer.function is not None else ())
                if parameter.type
            ]
            held += [
                self.resolver.receiver(at, one.scope)
                for one in self.resolver.sites(outer)
                if (at := one.target if one.call is None else one.call.callee) is not None
            ]
            for one in held:
                connection = self.connection_of(one) if isinstance(one, Instance) else None
                if connection is not None:
                    return connection
        return None
