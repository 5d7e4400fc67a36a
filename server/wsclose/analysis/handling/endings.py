"""Where the end of a connection is noticed by what reads from it: an `except`, a read whose error is a value, an event."""

from collections.abc import Iterator
from dataclasses import replace

from wsclose.analysis import words
from wsclose.analysis.facts import Certainty, CloseHandler, Connection, HandlerArm, HandlerBody
from wsclose.analysis.handling.blocks import is_broad, waited_for
from wsclose.analysis.handling.ending_places import (
    MOST_DEEP,
    STREAMS,
    Ending,
    closes_each,
    deferred,
    deferred_before,
    endings,
    gives_results,
    hears,
    is_read,
    left_alone,
    only_sends,
    taken_from,
)
from wsclose.analysis.handling.handlers import LOST
from wsclose.analysis.handling.loops import innermost
from wsclose.analysis.handling.messages import MessageReader
from wsclose.analysis.handling.resubscribing import begun_by, collects_again
from wsclose.analysis.handling.scheduling import IN_PLACE, run_at_once
from wsclose.analysis.resolving.idioms import ends_process
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, Returns
from wsclose.analysis.walks import flat
from wsclose.knowledge.codeset import ALL
from wsclose.syntax import outline as o

EVERYTHING = frozenset({"Exception", "BaseException", "StandardError", "Throwable"})
"""Exceptions that include the one for a close, whatever the library."""

OF_WEBSOCKETS = frozenset({("websocket", "exception"), ("websocket", "error")})
"""Exceptions for whatever happens to a WebSocket."""


class EndingReader(MessageReader):
    """Reads what happens after a read has failed."""

    def endings(self, function: o.Function, scope: Scope, elsewhere: bool) -> Iterator[CloseHandler]:
        """The handlers in a function that are no functions themselves."""
        for ending in endings(function.body):
            if isinstance(ending.at, o.Catch):
                found = self.caught(ending, ending.at, function, scope, elsewhere)
            elif isinstance(ending.at, o.Arm):
                found = self.told(ending, ending.at, scope, elsewhere)
            elif isinstance(ending.at, o.If):
                found = self.told_by_message(ending, ending.at, scope, elsewhere)
            elif isinstance(ending.at, o.Loop):
                found = self.gone_through(ending, ending.at, function, scope, elsewhere)
            elif isinstance(ending.at, o.Call):
                found = self.after_block(ending, ending.at, function, scope, elsewhere)
            else:
                found = self.failed_read(ending, ending.at, function, scope, elsewhere)
            if found is None:
                continue
            loops = (level.loop for level in ending.levels if level.loop is not None)
            if any(self.speaks_for(loop, ending, found, scope) for loop in loops):
                continue  # the loop is the handler
            yield found

    def hears_within(self, function: o.Function, scope: Scope) -> Iterator[tuple[Connection, o.Block]]:
        for ending in endings(function.body):
            connection: Connection | None = None
            if isinstance(ending.at, o.Arm):
                found = self.told(ending, ending.at, scope, True)
                connection = found.connection if found is not None else None
            elif isinstance(ending.at, o.If):
                connection = self.closed_by_message(ending.at, scope)
            elif isinstance(ending.at, o.Catch) and isinstance(ending.within, o.Try):
                told = any(self.is_closed_error(kind, scope) for kind in ending.at.types)
                connection = self.used(ending.within.body, scope) if told else None
            if connection is not None and connection.side == "client":
                yield connection, ending.levels[0].block

    def speaks_for(self, loop: o.Loop, ending: Ending, found: CloseHandler, scope: Scope) -> bool:
        """Whether a loop connects again, through an own function too for an exception that itself connects nowhere."""
        if self.creation(loop.body, scope) is not None:
            return True
        at = ending.at
        effects = (effect for arm in found.arms for effect in arm.effects if effect.kind == "reconnect")
        if not isinstance(at, o.Catch) or any(at.start <= effect.start < at.end for effect in effects):
            return False
        return self.loop(loop, scope) is not None

    def caught(
        self, ending: Ending, catch: o.Catch, function: o.Function, scope: Scope, elsewhere: bool
    ) -> CloseHandler | None:
        """An `except` or `catch` for a closed connection, around the use of a connection."""
        attempt = ending.within
        if not isinstance(attempt, o.Try):
            return None
        told = any(self.is_closed_error(kind, scope) for kind in catch.types)
        if not told and not self.takes_all(catch, attempt, function, scope):
            return None
        connection = self.used(attempt.body, scope)
        by_chance = only_sends(attempt.body, lambda of: self.is_line(of, scope))
        goes_on = gives_results(function) or closes_each(catch.body)
        lasting = connection is not None and not goes_on and not by_chance
        if connection is None:
            connection = self.connection_in(attempt.body, scope) or self.opened_in(attempt.body, scope)
        called = self.used_by_called(attempt.body, scope) if connection is None else None
        connection = connection or called or self.raised_by(catch, scope) or self.lasting(attempt.body, scope)
        if connection is None:
            return None
        self.caught_as = catch.name
        arms = self.arms_from(ending.levels, scope)
        self.caught_as = ""
        again = [effect for arm in arms for effect in arm.effects if effect.kind == "reconnect"]
        if not connection.side:
            if all(effect.delay == "unknown" for effect in again):
                return None
            connection = replace(connection, side="client")  # a server's handler does not connect again
        if called is not None:
            arms = (*arms, HandlerArm(ALL, "unknown", ()))  # what else that function does when it has closed
        codes = self.caught_codes(catch, scope)
        inside = [catch.start <= effect.start < catch.end for effect in again]
        if not codes.intervals and inside and all(inside):
            codes = self.raised_beside(attempt, connection, scope)
        if not codes.intervals or not (told or any(inside)):
            codes = ALL  # what comes after the `except` may also come after a close that raises nothing
        if told and self.only_goes_through(attempt.body, scope):
            after = self.arms_from(ending.levels[1:], scope)
            if not any(effect.kind == "reconnect" for arm in after for effect in arm.effects):
                codes = codes.without(self.ended_quietly(catch, scope))
        if again:
            arms = tuple(replace(arm, codes=arm.codes.intersection(codes)) for arm in arms)
        elif 1006 not in codes and not any(
            (is_broad(one) or self.caught_codes(one, scope).intervals) and not isinstance(one.body[-1], o.Raise)
            for one in attempt.catches
            if one is not catch and one.body
        ):
            lasting = False  # whoever calls this hears of the other codes, and sees to both
        body = self.body_of(catch, scope)
        found = CloseHandler(
            catch.start,
            catch.start + 6,
            "except",
            connection,
            arms,
            self.looked,
            lasting,
            elsewhere,
            body,
            done=self.tests_for_done(),
        )
        return found if worth_telling(found) and (told or found.reconnects) else None

    def raised_by(self, catch: o.Catch, scope: Scope) -> Connection | None:
        """A client's connection of a library whose exception this is for, where nothing is known of what raises it."""
        for kind in catch.types:
            found = self.resolver.instance_of(self.resolver.thing(kind, scope))
            library = self.closing.libraries.by_id.get(found.type.library) if isinstance(found, Instance) else None
            sides = {each.side for each in library.types.values() if each.connection} if library is not None else ()
            if library is not None and "client" in sides and self.is_closed_error(kind, scope):
                side = "client" if len(sides) == 1 else ""
                return Connection(library, None, side, library.runtime, Certainty.LIKELY)
        return None

    def used_by_called(self, block: o.Block, scope: Scope, kept: bool = False) -> Connection | None:
        """The client's connection, kept in a field, that an own function reads from which a block waits for. `kept`: only
        one that has been there before, as what connects and reads besides comes back at once."""
        beside = {id(one) for one in left_alone(block)}
        for call in waited_for(block):
            if id(call) in beside:
                continue
            function = self.called(call.callee, scope)
            inner = self.resolver.scope_of(function) if function is not None and hears(function.body) else None
            if function is None or inner is None or (kept and self.made_in(function, inner) is not None):
                continue
            found = self.used(function.body, inner) or self.connection_in(function.body, inner)
            if found is not None and found.side == "client":
                return found
        return None

    def takes_all(self, catch: o.Catch, attempt: o.Try, function: o.Function, scope: Scope) -> bool:
        """Whether an `except` is for whatever happens to a connection in use, a close too: no other one is for that alone."""
        if (
            not hears(attempt.body)
            and self.opened_in(attempt.body, scope) is None
            and self.lasting(attempt.body, scope) is None
            and self.used_by_called(attempt.body, scope, True) is None
        ):
            return False
        names = [o.name_of(kind) for kind in catch.types]
        if names and EVERYTHING.isdisjoint(names) and not any(words.words(name) in OF_WEBSOCKETS for name in names):
            return False
        tries = (one for one in flat(function.body) if isinstance(one, o.Try))
        others = (kind for one in tries for other in one.catches for kind in other.types)
        return not any(self.is_closed_error(kind, scope) for kind in others)

    def gone_through(
        self, ending: Ending, loop: o.Loop, function: o.Function, scope: Scope, elsewhere: bool
    ) -> CloseHandler | None:
        """What comes after a loop that goes through all that a connection receives: `async for message in line: ...`"""
        of = next(
            (one.value.of for one in loop.head if isinstance(one, o.Bind) and isinstance(one.value, o.Element)), None
        )
        if of is None:
            return self.read_until(ending, loop, function, scope, elsewhere)
        line = self.resolver.receiver(of, scope) if o.name_of(of) in STREAMS else self.resolver.thing(of, scope)
        connection = self.connection_of(line) if isinstance(line, Instance) and line.side == "client" else None
        return self.afterwards(ending, of, connection, function, scope, elsewhere)

    def read_until(
        self, ending: Ending, loop: o.Loop, function: o.Function, scope: Scope, elsewhere: bool
    ) -> CloseHandler | None:
        """What comes after a loop that reads until there is no more: `while (line.State == Open) { await line.ReceiveAsync(...); }`"""
        if any(isinstance(one, o.Return) for one in flat((loop,))):
            return None  # it may end there
        for one in flat((loop,)):
            connection = self.read_by(one, scope) if isinstance(one, o.Call) and is_read(one) else None
            if isinstance(one, o.Call) and connection is not None and connection.library is not None:
                client = connection if connection.side == "client" else None
                return self.afterwards(ending, one, client, function, scope, elsewhere)
        return None

    def after_block(
        self, ending: Ending, call: o.Call, function: o.Function, scope: Scope, elsewhere: bool
    ) -> CloseHandler | None:
        """What comes after a call that runs a block with a connection: `client.webSocket(url) { ... }`"""
        connection = self.opened_in((call,), scope)
        if any(self.opened_in(level.block, scope) is not None for level in ending.levels):
            return None  # one connection after the other, each for something else
        return self.afterwards(ending, call.callee, connection, function, scope, elsewhere)

    def afterwards(
        self,
        ending: Ending,
        at: o.Value,
        connection: Connection | None,
        function: o.Function,
        scope: Scope,
        elsewhere: bool,
    ) -> CloseHandler | None:
        """What comes after all that is done with a connection, where no `except` speaks for it."""
        tries = (one for one in flat(function.body) if isinstance(one, o.Try) and one.catches)
        if connection is None or any(one.start < at.start < one.end for one in tries):
            return None
        if any(self.creation(level.block, scope) is not None for level in ending.levels):
            return None  # one connection after the other, each for something else
        arms = self.arms_from(ending.levels, scope)
        found = CloseHandler(at.start, at.end, "read", connection, arms, self.looked, False, elsewhere)
        return found if found.reconnects else None

    def opened_in(self, block: o.Block, scope: Scope, depth: int = 0) -> Connection | None:
        """The connection for which a call in a block runs what it is given: `client.webSocket(url) { ... }`"""
        for one in flat(block):
            if isinstance(one, o.Call) and self.runs_with_one(one, scope):
                opened = self.resolver.opened_for(one, scope)
                return self.connection_of(opened) if isinstance(opened, Instance) else None
            for run in run_at_once(one) if isinstance(one, o.Call) and o.name_of(one.callee) in IN_PLACE else ():
                within = self.resolver.scope_of(run) if isinstance(run, o.Function) and depth < MOST_DEEP else None
                inner = self.opened_in(run.body, within, depth + 1) if isinstance(run, o.Function) and within else None
                if inner is not None:
                    return inner  # runCatching { client.webSocket(url) { ... } }
        return None

    def lent_in(self, block: o.Block, scope: Scope) -> Connection | None:
        """The connection that a call in a block hands to the function that it is given: `client.execute(url, line -> ...)`"""
        for one in block:
            called = self.resolver.callee(one, scope) if isinstance(one, o.Call) else None
            handed = dict(called.handlers) if isinstance(called, Returns) else {}
            given = enumerate(one.arguments) if isinstance(one, o.Call) else ()
            places = (str(place) for place, argument in given if isinstance(argument.value, o.Function))
            for text in (text for place in places for text in handed.get(place, ())):
                line = self.resolver.make(text, called.library.id, None) if isinstance(called, Returns) else None
                if isinstance(line, Instance) and self.resolver.is_connection(line):
                    return self.connection_of(line)
        return None

    def begun_again(self, retry: o.Call, scope: Scope) -> CloseHandler | None:
        """A flow that makes a client's connection, and begins again when that has failed: `flow { ... }.retry { delay(5000); true }`"""
        effect = collects_again(retry, scope, self.resolver)
        for block, inner in begun_by(retry, scope, self.called, self.resolver) if effect is not None else ():
            made = self.creation(block, inner)
            opened = self.made_by(made, inner) if made is not None else None
            opened = opened or self.opened_in(block, inner) or self.lent_in(block, inner)
            if opened is not None and opened.side == "client" and effect is not None:
                arms = (HandlerArm(LOST, "", (effect,)),)
                return CloseHandler(effect.start, effect.end, "failure", opened, arms, False, True, True)
        return None

    def body_of(self, catch: o.Catch, scope: Scope) -> HandlerBody | None:
        """Where statements can be put into an `except` that knows its exception by name."""
        raised = next((kind for kind in catch.types if self.is_closed_error(kind, scope)), None)
        of = self.code_of(self.resolver.instance_of(self.resolver.thing(raised, scope))) if raised is not None else None
        if not of or not catch.name or not catch.body:
            return None
        end = catch.body[-1].end
        return HandlerBody(catch.body[0].start, end, end, f"{catch.name}{of}", "", "", 0, False)

    def only_goes_through(self, block: o.Block, scope: Scope) -> bool:
        """Whether a block reads from a connection by a loop that ends with it, and in no other way."""
        lines = (self.resolver.thing(of, scope) for of in taken_from(block))
        through = any(isinstance(line, Instance) and self.resolver.is_connection(line) for line in lines)
        return through and not any(is_read(one) for one in flat(block))

    def failed_read(
        self, ending: Ending, bind: o.Bind, function: o.Function, scope: Scope, elsewhere: bool
    ) -> CloseHandler | None:
        """`_, message, err := conn.ReadMessage()`: from there on, where `err` is one."""
        call = innermost(bind.value)
        if not isinstance(call, o.Call) or not isinstance(call.callee, o.Path):
            return None
        connection = self.read_by(call, scope)
        if connection is None or connection.library is None:
            return None
        self.failed = o.name_of(bind.target)
        try:
            arms = self.arms_from(ending.levels, scope, tuple(reversed(deferred_before(bind, function))))
        finally:
            self.failed = ""
        kept = len(call.callee.parts) > 2 or not function.name
        lasting = kept and self.by_itself(function, scope) and self.tells_nobody(ending, function, scope)
        done = self.tests_for_done()
        found = CloseHandler(call.start, call.end, "read", connection, arms, self.looked, lasting, elsewhere, done=done)
        return found if worth_telling(found) else None

    def by_itself(self, function: o.Function, scope: Scope) -> bool:
        """Whether a function runs beside those that call it, and nobody waits for its end."""
        if function.returns:
            return False
        if not function.name:
            return scope.site is None
        return bool(self.resolver.lookup(("spawned", "", function.name)))

    def tells_nobody(self, ending: Ending, function: o.Function, scope: Scope) -> bool:
        """Whether nothing from there on could tell another part of the program that the connection is gone."""
        return self.is_quiet(deferred(function), scope) and all(
            self.is_quiet(level.block, scope) for level in ending.levels
        )

    def is_quiet(self, block: o.Block, scope: Scope) -> bool:
        """Whether a block only logs, tidies up the connection and leaves."""
        for one in block:
            match one:
                case o.Jump() | o.Bind() | o.Number() | o.String():
                    pass
                case o.Return() if one.value is None:
                    pass
                case o.If() if self.is_quiet(one.then, scope) and self.is_quiet(one.otherwise, scope):
                    pass
                case o.Deferred() if self.is_quiet((one.value,), scope):
                    pass
                case o.Call() if isinstance(one.callee, o.Function) and self.is_quiet(one.callee.body, scope):
                    pass
                case o.Call() if ends_process(one):
                    return False  # the process ends, and somebody starts it again
                case o.Call() if (
                    self.logging(one, o.name_of(one.callee)) is not None
                    or self.closing.describe(one, scope) is not None
                    or isinstance(self.resolver.receiver(one.callee, scope), Instance)
                ):
                    pass
                case _:
                    return False
        return True


def worth_telling(handler: CloseHandler) -> bool:
    """A server's handler matters if it looks at the code; a client's if it reconnects, or nobody else would."""
    side = handler.connection.side
    return handler.reconnects or (side == "client" and handler.lasting) or (side != "" and handler.looks_at_code)
