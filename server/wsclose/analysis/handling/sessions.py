"""Functions that make a client's connection and read from it until it ends, and the calls by which they are run."""

from collections.abc import Collection, Iterator

from wsclose.analysis.facts import Connection
from wsclose.analysis.handling.asked_if_open import AskedIfOpen
from wsclose.analysis.handling.blocks import (
    bare_calls,
    going_well,
    holds,
    is_of_each,
    is_plain,
    is_reading,
    is_told_of,
    jobs,
    reads_on,
    until_closed,
    waited_for,
    waits_for_end,
)
from wsclose.analysis.handling.code_tests import CodeTests
from wsclose.analysis.handling.effects import Effects
from wsclose.analysis.handling.ending_places import EACH, gives, received, taken_from
from wsclose.analysis.handling.loops import goes_through_one, innermost
from wsclose.analysis.handling.outcomes import Outcomes
from wsclose.analysis.handling.places import Places
from wsclose.analysis.handling.reading import says_connect
from wsclose.analysis.handling.relaying import Relaying
from wsclose.analysis.handling.scheduling import run_at_once
from wsclose.analysis.handling.which_handlers import is_ending
from wsclose.analysis.resolving.idioms import is_nothing, is_truth
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, Many
from wsclose.analysis.walks import everything, flat, paths
from wsclose.syntax import outline as o

EVENT_LOOP = "run"
"""What runs an event loop until it is stopped, as a rule when the connection has closed: `EM.run { ... }`, `$loop->run()`."""

FLOWING = "awaitClose"
"""What waits in a flow until nobody collects it, or it has been closed: `callbackFlow { ...; awaitClose { ... } }`."""


class Sessions(Outcomes, CodeTests, Effects, Relaying, AskedIfOpen, Places):
    """Finds what runs for as long as there is a connection."""

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
        for call in calls:
            through = self.through(call, scope)
            if not through:
                continue
            if (
                closed
                or is_told_of(block, call)
                or any(self.goes_on(one) for one in through if one is through[-1] or not gives(one))
                or any(self.loops(one.callee, scope) for one in calls if one is not call)
                or self.reads_here(block, call, scope)
                or self.takes_from(block, call, through[-1], scope)
                or self.waits_while_open(block, call, scope)
                or waits_for_end(tuple(one for one in flat(block) if one.start >= call.end))
                or any(self.loops(one, scope) for one in started_after(block, call))
                or (self.hands_on_its_own(through[-1]) and self.runs_only(block, call))
                or (self.gives_line(call, scope) and self.lends(block, call, scope))
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
        if depth:
            return ()
        given = gives(function)
        if not all(is_truth(one) for one in given):
            ways = [self.handed_on(one, function, inner) for one in given]
            return (function, *ways[0]) if all(ways) else ()  # `ensure_connection()` may give what it has had
        loops = any(isinstance(one, o.Loop) for one in flat(function.body))
        ran = ((one, self.through(one, inner, depth + 1)) for one in waited_for(function.body))
        found = (way for one, way in ran if way and (not loops or self.takes_from(function.body, one, way[-1], inner)))
        # `return True` says how it went, which may be that there was a connection already
        return next(((function, *way) for way in found if not given or self.reads_on(way[-1])), ())

    def takes_from(self, block: o.Block, call: o.Call, function: o.Function, scope: Scope) -> bool:
        """Whether a block goes through what a call has given, and what is read beside from the connection that the call
        has made goes there: `messages, err := subscribe(url)`, and then `for message := range messages`. Or through what
        that gives itself: `feed = await self.connected()`, and then `async for message in feed.messages()`, or in `line`"""
        binds = (one for one in flat(block) if isinstance(one, o.Bind) and innermost(one.value) is call)
        names = {o.name_of(one.target) for one in binds}
        if self.goes_through_those(block, call.end, names, scope) or self.goes_through_line(block, call.end, scope):
            return True
        loops = (one for one in flat(block) if isinstance(one, o.Loop) and one.start >= call.end)
        taken = (each for loop in loops for each in flat((loop,)))
        return any(".".join(received(one)) in names for one in taken) and self.reads_beside(function)

    def goes_through_line(self, block: o.Block, after: int, scope: Scope) -> bool:
        """Whether a block goes through what a connection gives that has a name: `for (frame in session.incoming)`,
        `this.session.incoming.consumeEach { ... }`"""
        calls = (one for one in flat(block) if isinstance(one, o.Call) and o.name_of(one.callee) in EACH)
        named = [one for one in (*taken_from(block), *paths([call.callee for call in calls])) if one.start >= after]
        starts = {path.parts[:size] for path in named for size in range(1, len(path.parts) + 1)}
        lines = (self.resolver.path(parts, scope) for parts in starts)
        return any(isinstance(one, Instance) and self.resolver.is_connection(one) for one in lines)

    def goes_through_those(
        self, block: o.Block, after: int, names: Collection[str], scope: Scope, depth: int = 0
    ) -> bool:
        """Whether a block, or an own function that is given one of them, goes through what things of these names give."""
        for one in flat(block) if names else ():
            if isinstance(one, o.Loop) and one.start >= after and goes_through_one(one, names):
                return True
            function = self.called(one.callee, scope) if isinstance(one, o.Call) and one.start >= after else None
            inner = self.resolver.scope_of(function) if function is not None and not depth else None
            if function is not None and inner is not None and isinstance(one, o.Call):
                pairs = zip(one.arguments, function.parameters, strict=False)
                given = {to.name for each, to in pairs if o.name_of(each.value) in names and not each.name}
                if self.goes_through_those(function.body, 0, given, inner, 1):
                    return True
        return False

    def reads_beside(self, function: o.Function) -> bool:
        """Whether a function that makes a connection, or one that it calls with it, begins what reads and does not wait for it."""
        inner, made = self.resolver.scope_of(function), self.made.get(id(function))
        if inner is None or made is None:
            return False
        called = (self.called(one.callee, inner) for one in waited_for(function.body) if one.start > made.start)
        for one in (function, *called):
            within = self.resolver.scope_of(one) if one is not None else None
            for each in flat(one.body) if one is not None and within is not None else ():
                begun = jobs(each) if isinstance(each, o.Call | o.Deferred) else ()
                if within is not None and any(self.loops(job, within) for job in begun):
                    return True
        return False

    def handed_on(self, value: o.Value, function: o.Function, scope: Scope) -> tuple[o.Function, ...]:
        """The own functions through which a function makes what it gives back, each time: `return await self._dial()`"""
        name = value.parts if isinstance(value, o.Path) and len(value.parts) == 1 else ()
        binds = (one for one in flat(function.body) if name and isinstance(one, o.Bind))
        bound = [one.value for one in binds if isinstance(one.target, o.Path) and one.target.parts == name]
        made = [one for one in bound if one is not None and not is_nothing(one)] if name else [value]
        ways = [next((way for one in waited_for((each,)) if (way := self.through(one, scope, 1))), ()) for each in made]
        return ways[0] if ways and all(ways) else ()

    def goes_on(self, function: o.Function) -> bool:
        """Whether a function that makes a connection, or calls what does, goes on until the connection ends."""
        inner, made = self.resolver.scope_of(function), self.made.get(id(function))
        if inner is None:
            return False
        beside = [*started_after(function.body, made)] if made is not None else []
        return (
            self.reads_on(function)
            or (made is not None and (self.runs_with_one(made, inner) or reads_in_block(made)))
            or (made is not None and is_plain(function.body, made) and any(self.loops(one, inner) for one in beside))
            or any(
                isinstance(one, o.Call) and (o.name_of(one.callee) == EVENT_LOOP or self.opens(one.callee, inner))
                for one in flat(function.body)
            )
            or until_closed(function.body) is not None
            or any(isinstance(one, o.Call) and o.name_of(one.callee) == FLOWING for one in everything(function.body))
        )

    def gives_line(self, call: o.Call, scope: Scope) -> bool:
        """Whether what a call gives back is a connection, or has one in it: `line, err := client.dial()`"""
        made = self.resolver.thing(call, scope)
        return any(
            isinstance(one, Instance) and self.resolver.is_connection(one) for one in getattr(made, "items", (made,))
        )

    def reads_on(self, function: o.Function) -> bool:
        """Whether such a function itself reads until the connection ends, or waits for what does."""
        inner, made = self.resolver.scope_of(function), self.made.get(id(function))
        start = made.start if made is not None else function.start
        loops = any(isinstance(one, o.Loop) and one.start > start for one in flat(function.body))
        calls = (one for one in waited_for(function.body) if one.start > start)
        return loops or (inner is not None and any(self.goes_through(one, inner) for one in calls))

    def goes_through(self, call: o.Call, scope: Scope) -> bool:
        """Whether a call comes back when a connection has ended, and not before."""
        if o.name_of(call.callee) == "once" and len(call.arguments) > 1 and is_ending(call.arguments[1].value):
            return self.is_line(call.arguments[0].value, scope)  # await once(socket, "close")
        if o.name_of(call.callee) not in EACH:
            return self.loops(call.callee, scope)
        on = self.resolver.receiver(call.callee, scope)
        return isinstance(on, Instance) and (self.resolver.is_connection(on) or bool(on.type.items))

    def hands_on_its_own(self, function: o.Function) -> bool:
        """Whether a function waits for something of another file that it gives its connection: `await consume(line)`"""
        inner, made = self.resolver.scope_of(function), self.made.get(id(function))
        if inner is None or made is None:
            return False
        return self.lends(function.body, made, inner)

    def lends(self, block: o.Block, made: o.Call, scope: Scope) -> bool:
        """Whether a block waits for something of another file that it gives a connection, or what it has put that into."""
        names = set[str]()
        for one in flat(block):
            value = innermost(one.value) if isinstance(one, o.Bind) else None
            if isinstance(one, o.Bind) and (value is made or (isinstance(value, o.Call) and is_given(value, names))):
                names.add(o.name_of(one.target))
        return any(
            one.start > made.start
            and is_given(one, names)
            and not o.name_of(one.callee)[:1].isupper()  # it only makes something of it
            and self.called(one.callee, scope) is None
            for one in waited_for(block)
        )

    def lasting(self, block: o.Block, scope: Scope) -> Connection | None:
        """The client's connection until whose end a block waits: an own function makes it and reads from it, or
        something of another file is given it."""
        if (made := self.creation(block, scope)) is not None:
            named = scope.function is not None and says_connect(scope.function.name)  # a check may end at once
            lasts = waits_for_end(block) or (named and self.lends(block, made, scope))
            return self.made_by(made, scope) if lasts else None
        for call in waited_for(block):
            through = self.through(call, scope)
            if not any(self.reads_on(one) for one in through):
                continue
            inner, made = self.resolver.scope_of(through[-1]), self.made[id(through[-1])]
            return self.made_by(made, inner) if made is not None and inner is not None else None
        return None

    def made_by(self, call: o.Call, scope: Scope) -> Connection | None:
        line = self.resolver.thing(call, scope)
        return self.connection_of(line) if isinstance(line, Instance) else None

    def runs_only(self, block: o.Block, session: o.Call) -> bool:
        """Whether a loop runs this again and again and does not wait when it comes back: it lasts, or the loop would spin."""
        return all(
            one is session or holds((one,), session) or self.logging(one, o.name_of(one.callee)) is not None
            for one in going_well(block)
        )

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
            if isinstance(one, o.Call) and one.start < made.start and self.reads_line(one, scope):
                return True
        return False

    def reads_line(self, call: o.Call, scope: Scope, depth: int = 0) -> bool:
        """Whether a call reads from a client's connection, or an own function that it calls: `self.take()`"""
        on = self.resolver.receiver(call.callee, scope) if is_reading(call) else None
        if isinstance(on, Instance) and on.type.library and on.side != "server":
            return True
        function = self.called(call.callee, scope) if not depth else None
        inner = self.resolver.scope_of(function) if function is not None else None
        body = flat(function.body) if function is not None and inner is not None else ()
        return inner is not None and any(isinstance(one, o.Call) and self.reads_line(one, inner, 1) for one in body)

    def loops(self, callee: o.Value, scope: Scope) -> bool:
        """Whether an own function has a loop that reads: it ends when the connection does."""
        function = callee if isinstance(callee, o.Function) else self.called(callee, scope)
        inner = self.resolver.scope_of(function) if function is not None else None
        loops = [one for one in flat(function.body) if isinstance(one, o.Loop)] if function is not None else []
        return inner is not None and any(
            self.used((loop,), inner) is not None
            or any(is_reading(one) for one in flat((loop,)))
            or any(self.is_line(of, inner) for of in taken_from((loop,)))
            for loop in loops
        )

    def is_line(self, value: o.Value, scope: Scope) -> bool:
        """Whether this is a client's connection: what a loop goes through ends with it."""
        line = self.resolver.thing(value, scope)
        return isinstance(line, Instance) and line.side == "client" and self.resolver.is_connection(line)

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
        return (
            "code" in fields
            or 1000 in (found.type.raised_after or ())
            or any(kind is not None and not kind.connection and "code" in kind.fields.values() for kind in held)
        )  # error.code, error.reason.code

    def used(self, block: o.Block, scope: Scope) -> Connection | None:
        """The client's connection, kept in a field or in one of several there, that a block reads from; or that a function is
        given which reads from each of several: `self.read(self.public)`."""
        several: set[int] = set()
        for path in paths(block):
            own = path.parts[0] in ("self", "this")
            if len(path.parts) > 1 and (own or self.resolver.is_lent_field(path.parts[0], scope)):
                for size in (2, 3) if own else (1,):
                    found = self.resolver.path(path.parts[:size], scope)
                    if isinstance(found, Many) and isinstance(found.of, Instance) and found.of.side == "client":
                        several = several or {id(one.of) for one in flat(block) if isinstance(one, o.Index)}
                        found = found.of if id(path) in several and not found.keyed else None
                    if isinstance(found, Instance) and found.side == "client":
                        return self.connection_of(found)
        return None

    def connection_in(self, block: o.Block, scope: Scope) -> Connection | None:
        """The connection that a block uses under a name of its own."""
        gone_through = {id(one) for one in taken_from(block)}
        for path in paths(block):
            if len(path.parts) > 1 or id(path) in gone_through:
                found = self.resolver.path(path.parts[:1], scope)
                if isinstance(found, Instance) and self.resolver.is_connection(found):
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
                inner = self.creation(o.children(statement), scope, depth + 1)
                if inner is not None and not is_of_each(statement, inner):
                    return inner
        return None


def is_given(call: o.Call, names: set[str]) -> bool:
    """Whether a call is given one of these variables."""
    return any(isinstance(one.value, o.Path) and ".".join(one.value.parts) in names for one in call.arguments)


def reads_in_block(made: o.Call) -> bool:
    """Whether a call that makes a connection is given what reads from it: `Client.connect(url) { |line| ... }`"""
    blocks = (one.value.body for one in made.arguments if isinstance(one.value, o.Function))
    return any(isinstance(one, o.Loop) and reads_on(one) for body in blocks for one in flat(body))


def started_after(block: o.Block, call: o.Call) -> Iterator[o.Value]:
    """The functions that run beside a block from a point after this call on: `connect(); go read()`"""
    for one in flat(block):
        if isinstance(one, o.Call | o.Deferred) and one.start > call.start:
            yield from jobs(one)
