"""What happens when a connection has closed: reads a handler as a partial function from a received code to effects."""

from collections.abc import Iterator

from wsclose.analysis.facts import CloseHandler, CodeTest, Connection, Effect
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.blocks import (
    asks_of_state,
    attempts,
    bare_calls,
    is_broad,
    leaves_loop,
    waited_for,
)
from wsclose.analysis.handling.code_tests import ORDERING
from wsclose.analysis.handling.connection_loops import ConnectionLoops
from wsclose.analysis.handling.ending_places import MOST_DEEP, is_read
from wsclose.analysis.handling.loops import innermost, own
from wsclose.analysis.handling.outcomes import leaves
from wsclose.analysis.handling.reading import says_connect
from wsclose.analysis.handling.retried import by_decorator
from wsclose.analysis.handling.run_anew import by_call, by_timer
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance
from wsclose.analysis.walks import flat
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o

OF_THE_NETWORK = frozenset(
    {"OSError", "IOError", "EnvironmentError", "ConnectionError", "ConnectionRefusedError", "ConnectionResetError"}
    | {"ConnectionAbortedError", "BrokenPipeError", "TimeoutError", "gaierror", "herror", "timeout"}
    | {"InvalidHandshake", "InvalidMessage", "InvalidStatus", "InvalidStatusCode", "InvalidURI"}
)
"""Exceptions for a connection that could not be made, or that broke below the protocol: a library has others for a close."""

LOST = CodeSet(((1006, 1006),))
"""What a handler for failures is told of: a connection that ended without a close frame, or could not be made."""

SETTLING = frozenset({"resolve", "reject", "done", "callback", "cb"})
"""Who waits for an answer is told of it by such a one."""

COUNTING = frozenset({"range", "enumerate", "zip", "items", "split", "splitlines", "loads"})
"""What a loop goes through that ends by itself: `for attempt in range(10)`."""


class HandlerReader(ConnectionLoops):
    """Reads the close handlers of one unit."""

    def read(
        self, function: o.Function, scope: Scope, kind: str, connection: Connection, elsewhere: bool
    ) -> CloseHandler:
        arms = self.arms(function.body, scope)
        head_end = function.body[0].start if function.body else function.end
        return CloseHandler(
            function.start,
            max(function.start + 1, min(head_end, function.end)),
            kind,
            connection,
            arms,
            self.looked,
            not self.is_done_with_answer(scope),
            elsewhere,
            self.inside(function, scope),
            self.maker(scope),
            done=self.tests_for_done(),
        )

    def is_done_with_answer(self, scope: Scope) -> bool:
        """Whether the function that hears of a close stands beside one that closes the connection when a message has come:
        `line.onmessage = (answer) => { resolve(answer.data); line.close(); }`."""
        for site in self.resolver.sites(scope):
            at = site.call.callee if site.call is not None else site.target
            around = site.scope.function
            line = at.parts[:-1] if isinstance(at, o.Path) else ()
            heard = (heard_on(one, line) for one in flat(around.body)) if line and around is not None else ()
            if any(one is not None and ends_with(one.body, line) for one in heard):
                return True
        return False

    def connects_in(self, job: o.Value, scope: Scope) -> bool:
        """Whether a function that is run again and again may connect: `setInterval(() => { if (lost()) connect(); }, 5000)`."""
        function = job if isinstance(job, o.Function) else self.called(job, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        if function is None or inner is None:
            return False
        return any(effect.kind == "reconnect" for arm in self.arms(function.body, inner) for effect in arm.effects)

    def opens_again(self, call: o.Call, scope: Scope) -> bool:
        """Whether a call connects a client that was there before."""
        return self.connects_again(call, self.resolver.thing(call.callee, scope), scope) or self.opens(
            call.callee, scope
        )

    def looks_after(self, loop: o.Loop, scope: Scope) -> bool:
        """Whether a loop looks every few seconds whether the client has to connect again:
        `while True: if not self.connected: self.connect(); time.sleep(5)`"""
        tests = tuple(one for one in own(loop.body) if isinstance(one, o.If))
        looked = (*tests, *else_only(loop.body))
        called = (one for one in waited_for(looked) if says_connect(o.name_of(one.callee)))
        return any(delays.sleeps_in(loop.body)) and any(self.called(one.callee, scope) is not None for one in called)

    def revived_by(self, loop: o.Loop, scope: Scope) -> Effect | None:
        """The reconnect of a loop that looks again and again, after a wait, whether its client is still connected:
        `while (true) { Thread.sleep(5000); if (!client.isOpen()) client.reconnect(); }`"""
        counts = any(isinstance(one, o.Bind) or getattr(one, "operator", "") in ORDERING for one in flat(loop.head))
        if counts or asks_of_state(loop.head):
            return None  # it tries so many times to connect at all, or until it has
        tests = [one for one in own(loop.body) if isinstance(one, o.If)]
        gone = {id(one): self.where_gone(one, scope) for one in tests}
        tests = [one for one in tests if gone[id(one)] or asks_of_state((one.test,))]
        if any(leaves_loop(branch) for one in tests for branch in (one.then, one.otherwise)):
            return None
        for test in tests:
            branch = gone[id(test)] or test.then
            for call in (*waited_for(branch), *bare_calls(branch)):
                again = self.connects_again(call, self.resolver.thing(call.callee, scope), scope)
                if again or (gone[id(test)] and self.through(call, scope)):
                    effect = self.paused(loop, call, (), scope)
                    return effect if effect.delay == "fixed" else None
        return None

    def runs(self, job: o.Value, scope: Scope) -> bool:
        """Whether a timer runs the function that has set it, over and over: `function watch() { ...; setTimeout(watch, 5000); }`"""
        body = job.body if isinstance(job, o.Function) else ()
        only = body[0] if len(body) == 1 else None
        call = only.value if isinstance(only, o.Return) else only
        callee = call.callee if isinstance(call, o.Call) else job
        return scope.function is not None and self.called(callee, scope) is scope.function

    def runs_itself(self, function: o.Function, scope: Scope) -> o.Loop | None:
        """The loop that a function makes of itself. One that calls itself stays with each connection until that has ended:
        others open several side by side, `function next() { open(hosts.pop()); next(); }`."""
        if (timed := by_timer(function, lambda job: self.runs(job, scope))) is not None:
            return timed
        if (again := by_decorator(function, self.imported_from, self.told_of(scope))) is not None:
            loops = (one for one in own(again.body) if isinstance(one, o.Loop))
            return again if all(self.creation(one.body, scope) is None for one in loops) else None
        around = by_call(function, lambda job: self.runs(job, scope))
        found = self.connecting(around, scope) if around is not None else None
        if around is None or found is None:
            return None
        creation, through = found
        inside = tuple(own(around.body))
        stays = any(isinstance(one, o.Call) and self.opens(one.callee, scope) for one in inside)
        stays = stays or self.reads_here(around.body, creation, scope) or any(self.reads_on(one) for one in through)
        return around if stays and not any(isinstance(one, o.Return) for one in inside) else None

    def imported_from(self, name: str) -> str:
        """The module that a name of the file comes from, "" for one that is made here."""
        found = (one.value for one in self.resolver.lookup(("name", "", name)))
        return next((one.module for one in found if isinstance(one, o.Import)), "")

    def run_by(self, job: o.Value, scope: Scope) -> o.Function | None:
        """The function that a timer runs, or the one that this does nothing but call: `(sender, e) => Check()`"""
        function = job if isinstance(job, o.Function) else self.called(job, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        if function is None or inner is None or len(function.body) != 1 or isinstance(function.body[0], o.If):
            return function
        called = (self.called(one.callee, inner) for one in waited_for(function.body))
        return next(called, None) or function

    def tests_for_done(self) -> tuple[CodeTest, ...]:
        return tuple(dict.fromkeys(self.done))

    def ended_quietly(self, catch: o.Catch, scope: Scope) -> CodeSet:
        """The codes after which a loop that goes through what a connection receives ends, and no exception is raised."""
        found = CodeSet(())
        for kind in catch.types:
            made = self.resolver.instance_of(self.resolver.thing(kind, scope))
            for other in self.exceptions_of(made.type.library) if isinstance(made, Instance) else ():
                found = found.union(other) if 1000 in other else found
        return found

    def exceptions_of(self, library: str) -> Iterator[CodeSet]:
        """The codes after which each exception of a library is raised that is not for all of them."""
        known = self.closing.libraries.by_id.get(library)
        for kind in known.types.values() if known is not None else ():
            if kind.raised_after is not None:
                yield kind.raised_after

    def goes_on_after(self, loop: o.Loop, scope: Scope) -> CodeSet:
        """The codes after which a loop goes round again, and is not left by an `except` or by what none of them names."""
        left = CodeSet(())
        for attempt, inner in attempts(loop.body):
            told = CodeSet(())
            for catch in attempt.catches:
                codes = self.caught_codes(catch, scope)
                told = told.union(codes)
                if leaves(catch.body) and (not inner or isinstance(catch.body[-1], o.Return | o.Raise)):
                    goes_on = isinstance(catch.body[-1], o.Jump) and catch.body[-1].kind == "continue"
                    left = left if goes_on or codes == ALL else left.union(codes)
            if told.intervals and not any(is_broad(catch) for catch in attempt.catches) and not may_end(attempt.body):
                left = left.union(ALL.without(told))
        return ALL.without(left.union(self.raised_out_of(loop.body, scope).without(LOST)))

    def raised_out_of(self, block: o.Block, scope: Scope, depth: int = 0) -> CodeSet:
        """The codes after which what a block itself reads from a connection raises something that it does not catch."""
        found = CodeSet(())
        for one in block if depth < MOST_DEEP else ():
            match one:
                case o.Function() | o.Class():
                    pass
                case o.Try() if one.catches:
                    raised = self.raised_out_of(one.body, scope, depth + 1)
                    for catch in one.catches if raised.intervals else ():
                        raised = raised.without(self.taken_by(catch, scope))
                    found = found.union(raised)
                case o.Call() if is_read(one):
                    connection = self.read_by(one, scope)
                    library = connection.library if connection is not None else None
                    for codes in self.exceptions_of(library.id) if library is not None else ():
                        found = found.union(codes)
                case _:
                    found = found.union(self.raised_out_of(o.children(one), scope, depth + 1))
        return found

    def taken_by(self, catch: o.Catch, scope: Scope) -> CodeSet:
        """The codes after which an `except` may take what is raised: all, where it names something that is not known."""
        others = [kind for kind in catch.types if o.name_of(kind) not in OF_THE_NETWORK]
        known = catch.types and all(self.is_closed_error(kind, scope) for kind in others)
        return self.caught_codes(catch, scope) if known else ALL


def may_end(block: o.Block) -> bool:
    """Whether a loop in a block may go through what a connection receives, and end with it: `async for message in line`."""
    for one in flat(block):
        for part in one.head if isinstance(one, o.Loop) else ():
            value = innermost(part.value) if isinstance(part, o.Bind) else None
            if isinstance(value, o.Element) and not is_counted(value.of):
                return True
    return False


def is_counted(value: o.Value) -> bool:
    """Whether what a loop goes through can be no connection: a list that is written there, so many numbers, what a
    message has been made into."""
    call = innermost(value)
    if isinstance(call, o.Sequence | o.Operation | o.Index | o.Table | o.String):
        return True
    return isinstance(call, o.Call) and o.name_of(call.callee) in COUNTING


def else_only(body: o.Block) -> o.Block:
    """What a loop comes to only when a test has not sent it round again: `if (socket) { await pause(); continue; } ...`"""
    for place, one in enumerate(body):
        last = one.then[-1] if isinstance(one, o.If) and one.then else None
        if isinstance(last, o.Jump) and last.kind == "continue":
            return body[place + 1 :]
    return ()


def heard_on(node: o.Statement, line: tuple[str, ...]) -> o.Function | None:
    """The function that is called with each message: `line.onmessage = f`, `line.on("message", f)`."""
    if isinstance(node, o.Bind) and isinstance(node.target, o.Path) and node.target.parts == (*line, "onmessage"):
        return node.value if isinstance(node.value, o.Function) else None
    if not isinstance(node, o.Call) or not isinstance(node.callee, o.Path) or node.callee.parts[:-1] != line:
        return None
    event, heard = (node.arguments[0].value, node.arguments[1].value) if len(node.arguments) > 1 else (None, None)
    told = isinstance(event, o.String) and event.value == "message"
    return heard if told and isinstance(heard, o.Function) else None


def ends_with(block: o.Block, line: tuple[str, ...], depth: int = 0) -> bool:
    """Whether a block closes a connection in any case, or where it tells a promise that it is done."""
    called = [one.callee.parts for one in block if isinstance(one, o.Call) and isinstance(one.callee, o.Path)]
    if (*line, "close") in called or (*line, "terminate") in called:
        return depth == 0 or not SETTLING.isdisjoint(parts[-1] for parts in called)
    inner = (branch for one in block if isinstance(one, o.If) for branch in (one.then, one.otherwise))
    return depth < 3 and any(ends_with(branch, line, depth + 1) for branch in inner)
