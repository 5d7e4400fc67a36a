"""Loops that connect again and again: which call connects, in what the loop runs, and how long they wait."""

from collections.abc import Callable
from itertools import chain
from typing import TypeAlias

from wsclose.analysis import words
from wsclose.analysis.facts import Connection, Effect
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.blocks import (
    ERRORS,
    asks_for,
    attempts,
    bare_calls,
    departures,
    goes_through,
    holds,
    in_an_arm,
    is_broad,
    is_of_each,
    is_of_each_count,
    is_plain,
    is_told_of,
    jobs,
    leaves_after,
    leaves_loop,
    retries,
    stays_in,
    until_closed,
    waited_for,
    waits_in,
    waits_until_open,
)
from wsclose.analysis.handling.code_tests import CodeTests
from wsclose.analysis.handling.effects import Effects, written
from wsclose.analysis.handling.loops import innermost, own
from wsclose.analysis.handling.outcomes import Outcomes, connects_by_name, is_nothing
from wsclose.analysis.handling.places import Places
from wsclose.analysis.handling.reading import READING, says_connect
from wsclose.analysis.handling.relaying import Relaying
from wsclose.analysis.handling.scheduling import run_at_once
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance
from wsclose.analysis.walks import flat, paths, returns
from wsclose.syntax import outline as o

EVENT_LOOP = "run"
Wait: TypeAlias = tuple[o.Call, o.Value]
"""A call that waits, and how long."""
"""What runs an event loop until it is stopped, as a rule when the connection has closed: `EM.run { ... }`, `$loop->run()`."""

TICK = "tick"
"""What waits for the next beat of a timer: `interval.tick().await`."""


class ConnectionLoops(Outcomes, CodeTests, Effects, Relaying, Places):
    """Reads the loops of one unit that connect again and again."""

    def loop(self, node: o.Loop, scope: Scope) -> tuple[Effect, bool] | None:
        """(reconnect, endless) for a loop that connects again and again; None for another one."""
        found = self.connecting(node, scope)
        if found is None:
            return None
        creation, inside = found
        # What a function that is called does after 1000 is not known, but that it comes back.
        readers = [one for one in waited_for(node.body) if one.start > creation.end and self.loops(one.callee, scope)]
        again = not inside or (
            any(stays_in(node.body, one, self.told_of(scope)) for one in (creation, *readers))
            and not any(self.asks_for_the_code(one.body, scope) for one in inside)
        )
        endless = (
            node.endless
            and again
            and not self.asks_whether_to_go_on(node, scope)
            and not self.raises_by_code(node.body, scope)
        )
        return self.paused(node, creation, inside, scope), endless

    def told_of(self, scope: Scope) -> Callable[[o.Catch], bool]:
        """What asks whether an `except` is for a closed connection."""
        return lambda catch: any(self.is_closed_error(kind, scope) for kind in catch.types)

    def asks_for_the_code(self, block: o.Block, scope: Scope) -> bool:
        """Whether a block tests a received code somewhere."""
        self.looked = False
        for statement in flat(block):
            if isinstance(statement, o.If):
                self.split(statement.test, scope)
            elif isinstance(statement, o.Switch) and statement.subject is not None:
                self.looked = self.looked or self.is_code(statement.subject, scope) is not None
        return self.looked

    def raises_by_code(self, block: o.Block, scope: Scope) -> bool:
        """Whether an own function that a block waits for, and around whose call exceptions are told apart, tests the
        code: what it raises says what comes next."""
        called = (
            self.called(call.callee, scope)
            for attempt, _ in attempts(block)
            if any(not is_broad(one) for one in attempt.catches)
            for call in waited_for(attempt.body)
        )
        return any(
            any(isinstance(one, o.Raise) for one in flat(function.body))
            and self.asks_for_the_code(function.body, inner)
            for function in called
            if function is not None and (inner := self.resolver.scope_of(function)) is not None
        )

    def asks_whether_to_go_on(self, node: o.Loop, scope: Scope) -> bool:
        """`while True: if not self.running: return`: as good as a test in the loop's head."""
        tests = (one.test for one in own(node.body) if isinstance(one, o.If) and leaves_loop(one.then))
        return any(self.split(test, scope).guard == "flag" for test in tests)

    def connecting(self, node: o.Loop, scope: Scope) -> tuple[o.Call, tuple[o.Function, ...]] | None:
        """The call by which a loop connects each time round, and the own functions through which it does."""
        tests = [part for part in node.head if not isinstance(part, o.Bind)]
        tried = not tests and self.tries(node, scope)
        read = node.head if tried or (not tests and self.reads_into(node.head, scope)) else ()
        if goes_through(node) or not (node.endless or tests or read):
            return None
        creation = self.creation(node.body, scope) or (self.promised(node.body) if node.endless else None)
        inside: tuple[o.Function, ...] = ()
        if creation is None:
            creation, inside = self.session((*read, *node.body), scope) or (None, ())
        if creation is None or leaves_after(node.body, creation) or asks_for(tests, node.body, creation):
            return None
        if waits_until_open(tests) and not (
            self.reads_here(node.body, creation, scope) or any(self.reads_on(one) for one in inside)
        ):
            return None  # it retries the first connection
        if is_of_each_count(node, creation) or in_an_arm(
            node.body, creation, self.reads_into((*read, *node.body), scope)
        ):
            return None
        opener = self.made[id(inside[-1])] or creation if inside else creation
        made = self.resolver.thing(opener, (self.resolver.scope_of(inside[-1]) if inside else None) or scope)
        counts = not tried and any(isinstance(part, o.Bind) for part in node.head)
        if counts and inside and any(returns(inside[0].body)):
            return None  # one measurement after the other: `for (var i = 0; i < 3; i++) results.add(await measure(i))`
        if counts and isinstance(made, Instance) and self.tells_by_itself(made) and not waits_in(node.body):
            return None  # it opens them side by side: `for (let i = 0; i < 50; i++) clients[i] = new WebSocket(url)`
        guessed = isinstance(made, Instance) and not (made.type.library and made.side)  # it may accept or wrap one
        return (creation, inside) if not guessed or says_connect(o.name_of(opener.callee)) else None

    def tries(self, node: o.Loop, scope: Scope) -> bool:
        """Whether a loop's head calls an own function that connects: `while let Err(error) = session().await { ... }`"""
        called = (innermost(part.value) for part in node.head if isinstance(part, o.Bind))
        return any(isinstance(one, o.Call) and bool(self.through(one, scope)) for one in called)

    def tells_by_itself(self, made: Instance) -> bool:
        """Whether a connection calls what wants to hear of its end, by events or by methods that are overridden."""
        return any(kind.events or kind.overrides for kind in self.resolver.bases(made.type))

    def reads_into(self, block: o.Block, scope: Scope) -> frozenset[str]:
        """The names under which a block keeps what it reads from a client's connection: `let message = socket.next().await;`"""
        binds = [one for one in block if isinstance(one, o.Bind) and isinstance(one.target, o.Path)]
        reads = [(o.name_of(one.target), innermost(one.value)) for one in binds]
        return frozenset(
            name
            for name, call in reads
            if isinstance(call, o.Call) and is_reading(call) and self.read_by(call, scope) is not None
        )

    def paused(self, node: o.Loop, creation: o.Call, inside: tuple[o.Function, ...], scope: Scope) -> Effect:
        """The reconnect of a loop, with how long it waits before."""
        last = {id(call) for branch in departures(node.body) for call, _ in delays.sleeps_in(branch)}
        every = [(call, delay) for call, delay in delays.sleeps_in(node.body) if id(call) not in last]
        kinds = {id(call): delays.classify(value, scope, self.resolver) for call, value in every}
        if self.hands_over(creation, scope):
            return Effect("reconnect", creation.start, creation.end, "growing")  # how long that waits is not known
        within = self.helpers(node, creation, scope).union(*(self.pauses(one) for one in inside))
        if (
            any(kind in ("growing", "unknown") for kind in kinds.values())
            or any(delays.may_wait(one) for one in (*flat(node.body), *bare_calls(node.body)))
            or within - {"none", "fixed"}
        ):
            return Effect("reconnect", creation.start, creation.end, "growing")
        failed_only = {id(call) for branch in retries(node.body) for call, _ in delays.sleeps_in(branch)}
        always = [(call, value) for call, value in every if id(call) not in failed_only and kinds[id(call)] != "none"]
        if always:
            call, value = between_connections(always, node.body, creation)
            return Effect("reconnect", call.start, call.end, kinds[id(call)], written(value))
        ticks = any(isinstance(one, o.Call) and o.name_of(one.callee) == TICK for one in own(node.body))
        return Effect("reconnect", creation.start, creation.end, "fixed" if ticks or "fixed" in within else "none")

    def hands_over(self, call: o.Call, scope: Scope) -> bool:
        """Whether a call leaves it to something unknown when to run a function: `dispatcher.reconnect(5, connect)`"""
        if len(call.arguments) < 2 or self.called(call.callee, scope) is not None:
            return False
        handed = any(self.called(one.value, scope) is not None for one in call.arguments if not one.name)
        return handed and not isinstance(self.resolver.thing(call, scope), Instance)

    def pauses(self, function: o.Function) -> set[str]:
        """How a function waits, wherever in it."""
        scope = self.resolver.scope_of(function)
        return delays.pauses_in(function.body, scope, self.resolver) if scope is not None else {"unknown"}

    def helpers(self, node: o.Loop, creation: o.Call, scope: Scope) -> set[str]:
        """How the own functions wait that a loop calls when a connection has ended, and the loops in it that wait in small steps."""
        found, handed = {"none"}, set[int]()
        for one in own(tuple(one for one in node.body if one.start > creation.end)):
            if isinstance(one, o.Loop) and not connects_by_name(one):
                found.add(delays.rounds(one, scope, self.resolver))
            elif isinstance(one, o.Call) and delays.waited(one) is None:
                handed.update(id(argument.value) for argument in one.arguments)
                function = self.called(one.callee, scope) if id(one) not in handed else None
                found |= self.pauses(function) if function is not None else set()
        return found

    def session(self, block: o.Block, scope: Scope) -> tuple[o.Call, tuple[o.Function, ...]] | None:
        """The call in a block by which own functions make a client's connection and read from it until it ends, and
        the functions through which it gets there."""
        closed = any(
            self.is_closed_error(kind, scope)
            for one in flat(block)
            if isinstance(one, o.Try)
            for catch in one.catches
            for kind in catch.types
        )
        calls = (*waited_for(block), *bare_calls(block))
        for place, call in enumerate(calls):
            through = self.through(call, scope)
            if not through:
                continue
            if (
                closed
                or is_told_of(block, call)
                or any(self.goes_on(function) for function in through)
                or any(self.loops(one.callee, scope) for one in calls[place + 1 :])
                or self.reads_here(block, call, scope)
            ):
                return call, through
        return self.session_of_event_loop(block)

    def through(self, call: o.Call, scope: Scope, depth: int = 0) -> tuple[o.Function, ...]:
        """The own functions through which a call makes a client's connection, at most two; those in between do so once."""
        function = self.called(call.callee, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        if function is None or inner is None:
            return ()
        if self.made_in(function, inner) is not None:
            return (function,)
        gives = any(not is_error(one) for one in returns(function.body))
        if depth or gives or any(isinstance(one, o.Loop) for one in flat(function.body)):
            return ()  # what gives something back may have had it: `ensure_connection()`
        ways = (self.through(one, inner, depth + 1) for one in waited_for(function.body))
        return next(((function, *way) for way in ways if way), ())

    def goes_on(self, function: o.Function) -> bool:
        """Whether a function that makes a connection, or calls what does, goes on until the connection ends."""
        inner, made = self.resolver.scope_of(function), self.made.get(id(function))
        if inner is None:
            return False
        start = made.start if made is not None else function.start
        after = tuple(one for one in flat(function.body) if one.start > start)
        beside = [value for one in after if isinstance(one, o.Call | o.Deferred) for value in jobs(one)]
        return (
            self.reads_on(function)
            or (made is not None and self.runs_with_one(made, inner))
            or (made is not None and is_plain(function.body, made) and any(self.loops(one, inner) for one in beside))
            or any(
                isinstance(one, o.Call) and (o.name_of(one.callee) == EVENT_LOOP or self.opens(one.callee, inner))
                for one in flat(function.body)
            )
            or until_closed(function.body) is not None
        )

    def reads_on(self, function: o.Function) -> bool:
        """Whether such a function itself reads until the connection ends, or waits for what does."""
        inner, made = self.resolver.scope_of(function), self.made.get(id(function))
        start = made.start if made is not None else function.start
        loops = any(isinstance(one, o.Loop) and one.start > start for one in flat(function.body))
        calls = (one for one in waited_for(function.body) if one.start > start)
        return loops or (inner is not None and any(self.loops(one.callee, inner) for one in calls))

    def session_of_event_loop(self, block: o.Block) -> tuple[o.Call, tuple[o.Function, ...]] | None:
        """The call of an own function that makes a client's connection, in what an event loop runs until it is stopped:
        `EM.run { listen }`"""
        runs = [one for one in flat(block) if isinstance(one, o.Call) and o.name_of(one.callee) == EVENT_LOOP]
        for body in (argument.value for one in runs for argument in one.arguments):
            within = self.resolver.scope_of(body) if isinstance(body, o.Function) else None
            if not isinstance(body, o.Function) or within is None:
                continue
            for call in (*bare_calls(body.body), *(one for one in body.body if isinstance(one, o.Call))):
                function = self.called(call.callee, within)
                inner = self.resolver.scope_of(function) if function is not None else None
                if function is not None and inner is not None and self.made_in(function, inner) is not None:
                    return call, (function,)
        return None

    def made_in(self, function: o.Function, scope: Scope) -> o.Call | None:
        """The call in a function that makes a client's connection."""
        if id(function) not in self.made:
            self.made[id(function)] = self.creation(function.body, scope) or self.promised(function.body)
        return self.made[id(function)]

    def promised(self, block: o.Block) -> o.Call | None:
        """The call that makes a client's connection in a promise for whose end a block waits."""
        waits = until_closed(block)
        within = self.resolver.scope_of(waits) if waits is not None else None
        return self.creation(waits.body, within) if waits is not None and within is not None else None

    def reads_here(self, block: o.Block, made: o.Call, scope: Scope) -> bool:
        """Whether a block itself reads from what a function has made: a loop after that, or each time round before it."""
        for one in flat(block):
            if isinstance(one, o.Loop) and one.start >= made.end and any(is_reading(each) for each in flat((one,))):
                return True
            if isinstance(one, o.Call) and one.start < made.start and is_reading(one):
                on = self.resolver.receiver(one.callee, scope)
                if isinstance(on, Instance) and on.type.library and on.side != "server":
                    return True
        return False

    def loops(self, callee: o.Value, scope: Scope) -> bool:
        """Whether an own function has a loop that reads: it ends when the connection does."""
        function = self.called(callee, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        loops = [one for one in flat(function.body) if isinstance(one, o.Loop)] if function is not None else []
        return inner is not None and any(
            self.used((loop,), inner) is not None or any(is_reading(one) for one in flat((loop,))) for loop in loops
        )

    def is_opened_later(self, call: o.Call, scope: Scope) -> bool:
        """Whether a call makes a connection that another call opens: `WebSocketApp(url)`."""
        made = self.resolver.thing(call, scope)
        return isinstance(made, Instance) and made.side == "client" and bool(made.type.opened_by)

    def is_closed_error(self, kind: o.Value, scope: Scope) -> bool:
        found = self.resolver.instance_of(self.resolver.thing(kind, scope))
        if not isinstance(found, Instance) or not found.type.library:
            return False
        fields = [text for base in self.resolver.bases(found.type) for text in base.fields.values()]
        held = (self.resolver.libraries.type(text, found.type.library) for text in fields if text != "code")
        return "code" in fields or any(
            kind is not None and not kind.connection and "code" in kind.fields.values() for kind in held
        )  # error.code, error.reason.code

    def used(self, block: o.Block, scope: Scope) -> Connection | None:
        """The client's connection, kept in a field, that a block reads from."""
        for path in paths(block):
            if len(path.parts) > 1 and path.parts[0] in ("self", "this"):
                for size in (2, 3):
                    found = self.resolver.path(path.parts[:size], scope)
                    if isinstance(found, Instance) and found.side == "client":
                        return self.connection_of(found)
        return None

    def creation(self, block: o.Block, scope: Scope, depth: int = 0) -> o.Call | None:
        """The call in a block that makes a client's connection."""
        for statement in block:
            if isinstance(statement, o.Function | o.Class | o.Raise):
                continue
            if isinstance(statement, o.Call):
                found = self.resolver.thing(statement.callee, scope)
                if self.connects(statement, found, scope) or self.is_opened_later(statement, scope):
                    return statement
                for run in run_at_once(statement):
                    within = self.resolver.scope_of(run) if isinstance(run, o.Function) else None
                    if isinstance(run, o.Function) and within is not None and depth < 30:
                        inner = self.creation(run.body, within, depth + 1)
                        if inner is not None:
                            return inner
            if depth < 30:
                inner = self.creation(tuple(o.children(statement)), scope, depth + 1)
                if inner is not None and not is_of_each(statement, inner):
                    return inner
        return None


def between_connections(waits: list[Wait], block: o.Block, creation: o.Call) -> Wait:
    """Of the waits in a loop the one that lies between two connections: beside what connects, or in what catches its
    errors, rather than in what is done with the connection."""
    around = next((one for one in block if one.start <= creation.start < one.end), None)
    tried = around.body if isinstance(around, o.Try) else ()
    connected = {id(one) for one in own(tried) if one.start > creation.start}
    outside = {id(one) for one in own(block)} - connected  # not in loops, which go on while there is a connection
    beside = [one for one in waits if id(one[0]) in outside and (around is None or not holds((around,), one[0]))]
    return next(chain(beside, (one for one in waits if id(one[0]) in outside)), waits[0])


def is_error(value: o.Value) -> bool:
    """`return err`, `return nil`: a function says so whether it went well, and gives nothing."""
    return is_nothing(value) or bool(ERRORS.intersection(words.words(o.name_of(value))[-1:]))


def is_reading(node: o.Statement) -> bool:
    return isinstance(node, o.Call) and bool(READING.intersection(words.words(o.name_of(node.callee))))
