"""Loops that connect again and again: which call connects, in what the loop runs, and how long they wait."""

from collections.abc import Callable, Iterator
from itertools import chain
from typing import TypeAlias

from wsclose.analysis import words
from wsclose.analysis.facts import Effect
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.assigned import definitions_of
from wsclose.analysis.handling.blocks import (
    are_numbered,
    asks_for,
    asks_of_state,
    asks_once,
    attempts,
    bare_calls,
    departures,
    goes_through,
    holds,
    in_an_arm,
    is_broad,
    is_never_left,
    is_of_each_count,
    is_reading,
    is_told_each_time,
    leaves_loop,
    retries,
    stays_in,
    waited_for,
    waits_in,
    waits_until_open,
)
from wsclose.analysis.handling.failing import goes_on, only_fails, reached, refused, takes_failures
from wsclose.analysis.handling.leaving import (
    answers_message,
    gives_what_it_read,
    leaves_after,
    leaves_when_told,
    reads_in_try,
    stops_itself,
)
from wsclose.analysis.handling.loops import afterwards, asks_somebody, innermost, is_run_beside, own
from wsclose.analysis.handling.outcomes import connects_by_name, leaves
from wsclose.analysis.handling.reading import says_connect
from wsclose.analysis.handling.sessions import Sessions
from wsclose.analysis.handling.spelling import written
from wsclose.analysis.resolving.idioms import makes_promise
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Foreign, Instance
from wsclose.analysis.walks import calls, everything, flat, returns
from wsclose.knowledge.codeset import ALL, CodeSet
from wsclose.syntax import outline as o

Wait: TypeAlias = tuple[o.Call, o.Value]
"""A call that waits, and how long."""

TICKS = frozenset({"tick", "Tick"})
"""What waits for the next beat of a timer: `interval.tick().await`, `for range time.Tick(pause)`."""

RECONNECTING = frozenset({"reconnect", "reconnects", "reconnecting"})
"""In the name of a function that runs what it is given again and again."""

TICKER = "NewTicker"
"""What makes a timer that beats in a channel: `<-ticker.C`."""


TOLD_TO_WAIT = frozenset({"backoff", "delay", "pause"})
"""In names of what a function that connects is given: how long it is to wait before."""


class ConnectionLoops(Sessions):
    """Reads the loops of one unit that connect again and again."""

    def loop(self, node: o.Loop, scope: Scope) -> tuple[Effect, bool] | None:
        """(reconnect, endless) for a loop that connects again and again; None for another one."""
        found = self.connecting(node, scope)
        if found is None:
            return None
        creation, inside = found
        fails = bool(inside) and only_fails(inside[0])
        body = reached(node.body, creation) if fails else node.body
        # What a function that is called does after 1000 is not known, but that it comes back.
        readers = [one for one in waited_for(node.body) if one.start > creation.end and self.loops(one.callee, scope)]
        back = any(stays_in(body, one, self.told_of(scope)) for one in (creation, *readers))
        back = back or (fails and takes_failures(node, creation) and is_never_left(body))
        back = back or any(self.comes_back(one) for one in inside)
        back = back or (bool(inside) and is_never_left(node.body) and self.gives_line(creation, scope))
        again = not inside or (back and not any(self.asks_for_the_code(one.body, scope) for one in inside))
        endless = (
            (node.endless or is_told_each_time(node) or (fails and goes_on(node, creation)))
            and again
            and not leaves_after(body, creation)
            and not leaves_when_told(node.body)
            and not self.asks_whether_to_go_on(node, scope)
            and not self.raises_by_code(node.body, scope)
            and (creation is not self.connects_by_word(node, scope) or self.catches_normal(node, scope))
        )
        return self.paused(node, creation, inside, scope), endless

    def catches_normal(self, node: o.Loop, scope: Scope) -> bool:
        """Whether an `except` in a loop says that it is for a close with 1000, too."""
        catches = (catch for one in own(node.body) if isinstance(one, o.Try) for catch in one.catches)
        return any(1000 in self.caught_codes(catch, scope) for catch in catches)

    def caught_codes(self, catch: o.Catch, scope: Scope) -> CodeSet:
        """The codes after which one of the exceptions is raised that an `except` names; none where they tell no close."""
        found = CodeSet(())
        for kind in catch.types:
            made = self.resolver.instance_of(self.resolver.thing(kind, scope))
            after = made.type.raised_after if isinstance(made, Instance) else None
            if after is not None or self.is_closed_error(kind, scope):
                found = found.union(after or ALL)
        return found

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
            elif isinstance(statement, o.Switch):  # switch { case code == 1000: ... }
                for test in (test for arm in statement.arms for test in arm.patterns):
                    self.split(test, scope)
        return self.looked

    def comes_back(self, function: o.Function) -> bool:
        """Whether what a function promises is kept after every close, whatever the code: `new Promise((resolve) => ...)`."""
        within = [one for one in everything(function.body) if isinstance(one, o.Function)]
        scopes = [(one, self.resolver.scope_of(one)) for one in within] if is_only_kept(function) else []
        return bool(scopes) and not any(
            inner is None or self.asks_for_the_code(one.body, inner) for one, inner in scopes
        )

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
        """`while True: if not self.running: return`, or `if self.wanted: sleep(5) else: break`: as good as a test in the
        loop's head."""
        tests = (
            one.test
            for one in own(node.body)
            if isinstance(one, o.If) and (leaves_loop(one.then) or leaves_loop(one.otherwise))
        )
        return any(self.split(test, scope).guard == "flag" for test in tests)

    def connecting(self, node: o.Loop, scope: Scope) -> tuple[o.Call, tuple[o.Function, ...]] | None:
        """The call by which a loop connects each time round, and the own functions through which it does."""
        tests = [part for part in node.head if not isinstance(part, o.Bind)]
        tried = not tests and self.tries(node, scope)
        read = node.head if tried or (not tests and self.reads_into(node.head, scope)) else ()
        told, numbered = is_told_each_time(node), are_numbered(node)
        through = goes_through(node) and not told and not numbered
        if through or not (node.endless or tests or read or told or numbered) or asks_somebody(node):
            return None
        creation = self.creation(node.body, scope) or (self.promised(node.body) if node.endless else None)
        inside: tuple[o.Function, ...] = ()
        if creation is None:
            creation, inside = self.session((*read, *node.body), scope) or (self.connects_by_word(node, scope), ())
        if creation is None or asks_for(tests, node.body, creation) or stops_itself(tests, node.body, creation):
            return None
        if is_run_beside(node.body, creation):
            return None
        catches = [catch for one in own(node.body) if isinstance(one, o.Try) for catch in one.catches]
        told_of = [catch for catch in catches if self.told_of(scope)(catch)]
        takes = gives_what_it_read(node.body, creation) and any(not leaves_loop(one.body) for one in told_of)
        if leaves_after(node.body, creation) and not reads_in_try(node.body, creation) and not takes:
            return None
        if asks_once(node.body, creation) and not told_of:
            return None  # it looks in every minute
        if (waits_until_open(tests) or numbered) and not self.keeps_on(node.body, creation, inside, scope):
            return None  # it retries the first connection
        if is_of_each_count(node, creation) or in_an_arm(
            node.body, creation, self.reads_into((*read, *node.body), scope)
        ):
            return None
        if answers_message(node.body, creation):
            return None
        opener = self.made[id(inside[-1])] or creation if inside else creation
        made = self.resolver.thing(opener, (self.resolver.scope_of(inside[-1]) if inside else None) or scope)
        counts = not tried and not told and any(isinstance(part, o.Bind) for part in node.head)
        if counts and inside and any(returns(inside[0].body)):
            return None  # one measurement after the other: `for (var i = 0; i < 3; i++) results.add(await measure(i))`
        if counts and isinstance(made, Instance) and self.tells_by_itself(made) and not waits_in(node.body):
            return None  # it opens them side by side: `for (let i = 0; i < 50; i++) clients[i] = new WebSocket(url)`
        guessed = isinstance(made, Instance) and not (made.type.library and made.side)  # it may accept or wrap one
        return (creation, inside) if not guessed or says_connect(o.name_of(opener.callee)) else None

    def keeps_on(self, block: o.Block, creation: o.Call, inside: tuple[o.Function, ...], scope: Scope) -> bool:
        """Whether a block stays with the connection that it has made until that has ended."""
        made = self.resolver.thing(creation, scope)
        opens = made.type.opened_by if isinstance(made, Instance) else ""
        after = [one for one in own(block) if one.start >= creation.end]
        return (
            self.reads_here(block, creation, scope)
            or any(self.reads_on(one) for one in inside)
            or any(isinstance(one, o.Loop) and goes_through(one) for one in after)
            or any(isinstance(one, o.Call) and opens and o.name_of(one.callee) == opens for one in after)
        )

    def connects_by_word(self, node: o.Loop, scope: Scope) -> o.Call | None:
        """The call of something unknown that connects, as its name or the function's says, in a loop that goes on after
        what a library's connection raises once it has closed: `while True: try: feed.connect() except ConnectionClosed: ...`"""
        told = self.told_of(scope)
        if not node.endless or not any(
            told(catch) and not leaves(catch.body) for one in own(node.body) if isinstance(one, o.Try) for catch in one.catches
        ):  # fmt: skip
            return None
        function = scope.function
        handed = {one.name for one in function.parameters} if function is not None else set()
        named = function is not None and not RECONNECTING.isdisjoint(words.words(function.name))
        for call in waited_for(node.body):
            parts = call.callee.parts if isinstance(call.callee, o.Path) else ()
            by_name = len(parts) > 1 and says_connect(parts[-1]) and self.is_unknown(call, parts, scope)
            if by_name or (named and len(parts) == 1 and parts[0] in handed):
                return call if self.connection_in(node.body, scope) is None else None
        return None

    def is_unknown(self, call: o.Call, parts: tuple[str, ...], scope: Scope) -> bool:
        """Whether a call is one of an object of which nothing is known, by whose name it is no other kind of client."""
        found = self.resolver.thing(call.callee, scope)
        kind = found.what if isinstance(found, Foreign) else ""
        if self.called(call.callee, scope) is not None or kind == parts[0] or (found is not None and not kind):
            return False
        return words.OTHERS.isdisjoint(word for name in (*parts[:-1], kind) for word in words.words(name))

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
        passed = (*departures(node.body), *beside_catch(node.body, creation))
        last = {id(call) for branch in passed for call, _ in delays.sleeps_in(branch)}
        every = [(call, delay) for call, delay in delays.sleeps_in(node.body) if id(call) not in last]
        kinds = {id(call): delays.classify(value, scope, self.resolver) for call, value in every}
        if self.hands_over(creation, scope):
            return Effect("reconnect", creation.start, creation.end, "growing")  # how long that waits is not known
        within = self.helpers(node, creation, bool(inside), scope).union(
            *(self.pauses_after_errors(one) for one in inside)
        )
        if (
            any(kind in ("growing", "unknown") for kind in kinds.values())
            or any(delays.may_wait(one) for one in (*flat(node.body), *bare_calls(node.body)))
            or within - {"none", "fixed"}
        ):
            return Effect("reconnect", creation.start, creation.end, "growing")
        failing = (*retries(node.body), *(() if inside else refused(node.body, creation)))
        looking = (one.body for one in own(node.body) if isinstance(one, o.Loop) and watches(one, creation))
        beside = {id(call) for branch in (*failing, *looking) for call, _ in delays.sleeps_in(branch)}
        always = [(call, value) for call, value in every if id(call) not in beside and kinds[id(call)] != "none"]
        if always:
            call, value = between_connections(always, node.body, creation, self.told_of(scope))
            return Effect("reconnect", call.start, call.end, kinds[id(call)], written(value))
        ticks = any(isinstance(one, o.Call) and o.name_of(one.callee) in TICKS for one in own((*node.head, *node.body)))
        waits = (channel for one in own(node.body) if (channel := o.channel_read(one)) is not None)
        beats = {self.beats_alike(channel, node, scope) for channel in (*node.head, *waits)}
        if False in beats:
            return Effect("reconnect", creation.start, creation.end, "growing")  # when that timer ends is not known
        ticks = ticks or True in beats
        resting = next(self.resting(node, creation, bool(inside), scope), creation)
        return Effect("reconnect", resting.start, resting.end, "fixed" if ticks or "fixed" in within else "none")

    def resting(self, node: o.Loop, creation: o.Call, is_session: bool, scope: Scope) -> Iterator[o.Call]:
        """The calls of own functions in a loop, after it has connected, that wait: `self.rest()`"""
        after = tuple(afterwards(node.body, creation, is_session))
        for one in (*own(after), *bare_calls(after)):
            function = self.called(one.callee, scope) if isinstance(one, o.Call) else None
            if isinstance(one, o.Call) and function is not None and "fixed" in self.pauses(function):
                yield one

    def beats_alike(self, channel: o.Statement, loop: o.Loop, scope: Scope) -> bool | None:
        """Whether a timer beats at one rate for whose channel a loop waits, or is set to the same each time: `<-ticker.C`,
        `<-timer.C` and `timer.Reset(time.Second)`; None for what is no timer's."""
        if not isinstance(channel, o.Path) or len(channel.parts) < 2 or channel.parts[-1] != "C":
            return None
        timer = o.without_last(channel)
        made = (one.value for one in definitions_of(timer, scope, self.resolver))
        if any(isinstance(one, o.Call) and o.name_of(one.callee) == TICKER for one in made):
            return True
        resets = (
            one.arguments[0].value
            for one in flat(loop.body)
            if isinstance(one, o.Call) and one.arguments and isinstance(one.callee, o.Path)
            if one.callee.parts == (*timer.parts, "Reset")
        )
        kinds = {delays.classify(one, scope, self.resolver) for one in resets}
        return bool(kinds) and kinds <= {"none", "fixed"}

    def hands_over(self, call: o.Call, scope: Scope) -> bool:
        """Whether a call leaves it to something unknown when to connect: `dispatcher.reconnect(5, connect)`, or is told how
        long to wait: `feed.connect(url, backoff)`"""
        if any(TOLD_TO_WAIT.intersection(words.words(o.name_of(one.value))) for one in call.arguments):
            return True
        if len(call.arguments) < 2 or self.called(call.callee, scope) is not None:
            return False
        named = [one.value for one in call.arguments if not one.name and not isinstance(one.value, o.Function)]
        handed = any(self.called(one, scope) is not None for one in named)
        return handed and not isinstance(self.resolver.thing(call, scope), Instance)

    def pauses(self, function: o.Function) -> set[str]:
        """How a function waits, wherever in it."""
        scope = self.resolver.scope_of(function)
        return delays.pauses_in(function.body, scope, self.resolver) if scope is not None else {"unknown"}

    def pauses_after_errors(self, function: o.Function) -> set[str]:
        """How a function that connects waits, and the own functions that see to its errors."""
        scope, found = self.resolver.scope_of(function), self.pauses(function)
        catches = (catch for one in flat(function.body) if isinstance(one, o.Try) for catch in one.catches)
        calls = [call for catch in catches for call in waited_for(catch.body)] if scope is not None else []
        called = (self.called(call.callee, scope) for call in calls if scope is not None)
        return found.union(*(self.pauses(one) for one in called if one is not None))

    def helpers(self, node: o.Loop, creation: o.Call, is_session: bool, scope: Scope) -> set[str]:
        """How the own functions wait that a loop calls when a connection has ended, and the loops in it that wait in small steps."""
        found, handed = {"none"}, set[int]()
        after = tuple(afterwards(node.body, creation, is_session))
        for one in (*own(after), *bare_calls(after)):
            if isinstance(one, o.Loop) and not connects_by_name(one):
                found.add(delays.rounds(one, scope, self.resolver))
            elif isinstance(one, o.Call) and delays.waited(one) is None:
                handed.update(id(argument.value) for argument in one.arguments)
                function = self.called(one.callee, scope) if id(one) not in handed else None
                found |= self.pauses(function) if function is not None else set()
            elif isinstance(one, o.Function):  # who hears of the close waits: feed.listen((event) => rest().then(end))
                called = (self.called(call.callee, scope) for call in waited_for(one.body))
                found |= {"growing"} & {kind for each in called if each is not None for kind in self.pauses(each)}
        return found


def between_connections(waits: list[Wait], block: o.Block, creation: o.Call, told: Callable[[o.Catch], bool]) -> Wait:
    """Of the waits in a loop the one that lies between two connections: beside what connects, or in what catches its
    errors, of those rather that of a close, rather than in what is done with the connection."""
    around = next((one for one in block if one.start <= creation.start < one.end), None)
    tried = around.body if isinstance(around, o.Try) else ()
    connected = {id(one) for one in own(tried) if one.start > creation.start}
    outside = {id(one) for one in own(block)} - connected  # not in loops, which go on while there is a connection
    beside = [one for one in waits if id(one[0]) in outside and (around is None or not holds((around,), one[0]))]
    tries = [one for one in flat((around,) if around is not None else ()) if isinstance(one, o.Try)]
    closed = [catch.body for one in tries for catch in one.catches if told(catch)]
    after = [one for one in waits if any(holds(body, one[0]) for body in closed)]
    return next(chain(beside, after, (one for one in waits if id(one[0]) in outside)), waits[0])


def beside_catch(block: o.Block, creation: o.Call) -> Iterator[o.Block]:
    """What a loop runs without connecting, where it is an `except` that connects: what is tried with the connection
    before, and the other `except`s."""
    for one in own(block):
        if isinstance(one, o.Try) and any(holds(catch.body, creation) for catch in one.catches):
            yield one.body
            yield from (catch.body for catch in one.catches if not holds(catch.body, creation))


def watches(loop: o.Loop, creation: o.Call) -> bool:
    """Whether a loop only looks whether a connection that was made before is still there: `sleep 1 while line.open?`"""
    return loop.start > creation.end and asks_of_state(loop.head)


def is_only_kept(function: o.Function) -> bool:
    """Whether what a function promises is never refused, as nothing is there that could: `new Promise((resolve) => ...)`."""
    made = [call for call in calls(function.body) if makes_promise(call)]
    given = [argument.value for call in made for argument in call.arguments]
    return bool(given) and all(isinstance(one, o.Function) and len(one.parameters) == 1 for one in given)
