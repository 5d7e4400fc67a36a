"""What blocks are made of: the calls, names and `try`s in them, and where they are left."""

from collections.abc import Callable, Iterator, Sequence

from wsclose.analysis import words
from wsclose.analysis.handling import delays
from wsclose.analysis.handling.loops import ALL_ERRORS, gone_through, innermost, own
from wsclose.analysis.handling.outcomes import leaves
from wsclose.analysis.handling.reading import READING, says_connect
from wsclose.analysis.handling.scheduling import IN_PLACE, job_of, run_at_once
from wsclose.analysis.resolving.idioms import ends_process, is_nothing, makes_promise
from wsclose.analysis.walks import flat, paths
from wsclose.syntax import outline as o

OPEN = frozenset({"connected", "open", "opened"})
READY = OPEN | {"streaming", "ready", "established"}
STATE = OPEN | {"closed", "alive", "state", "disconnected"}
ENDED = frozenset(
    "reconnect redial disconnect disconnected lost closed broken dropped failed down dead err error errc".split()
)
"""In names of channels."""

ERRORS = frozenset({"err", "error"})
ATTEMPTS = frozenset({"attempt", "retry", "try"})
ASKED = READING | {"send", "close", "settimeout"}
"""What is done with a connection that is made for one question."""

CANCELLED = frozenset({"CancelledError", "KeyboardInterrupt", "SystemExit", "CancellationException", "GeneratorExit"})
"""Exceptions by which what runs a task ends it."""


def attempts(block: o.Block, inner: bool = False, depth: int = 0) -> Iterator[tuple[o.Try, bool]]:
    """The outermost `try`s of a loop, and whether another loop is around them."""
    for statement in block:
        if isinstance(statement, o.Try) and statement.catches:
            yield statement, inner
        elif depth < 20 and not isinstance(statement, o.Function | o.Class):
            within = inner or isinstance(statement, o.Loop)
            yield from attempts(o.children(statement), within, depth + 1)


def is_broad(catch: o.Catch) -> bool:
    """Whether an `except` takes errors of every kind."""
    return not catch.types or any(o.name_of(kind) in ALL_ERRORS for kind in catch.types)


def asks_for(tests: Sequence[o.Statement], block: o.Block, creation: o.Call) -> bool:
    """Whether a loop goes on only while there is no connection: `while self.line is None and time.time() < deadline`."""
    made = {
        one.target.parts
        for one in flat(block)
        if isinstance(one, o.Bind)
        and isinstance(one.target, o.Path)
        and one.start <= creation.start
        and creation.end <= one.end
    }
    return any(path.parts in made for path in paths(tests))


def waits_until_open(tests: Sequence[o.Statement]) -> bool:
    """Whether a loop goes on only until a state says that there is a connection: `while self.state != State.OPEN and tries < 5`,
    `while not self.is_open()`"""
    asked = [one for one in flat(tests) if isinstance(one, o.Operation)]
    unequal = [side for one in asked if one.operator in ("!=", "!==", "is not") for side in one.operands]
    denied = [one.operands[0] for one in asked if one.operator in ("!", "not")]
    called = [one.callee for one in denied if isinstance(one, o.Call) and not one.arguments]
    return any(READY.intersection(words.words(o.name_of(one).rstrip("?"))) for one in (*unequal, *denied, *called))


def stopped_by(function: o.Function) -> tuple[int, int] | None:
    """The statements of the function that a function gives back to end what it has begun: `return () => socket.close();`"""
    given = function.body[-1] if function.body else None
    end = given.value if isinstance(given, o.Return) else None
    if not isinstance(end, o.Function) or not end.body:
        return None
    closes = any(isinstance(one, o.Call) and o.name_of(one.callee) == "close" for one in flat(end.body))
    return (end.body[0].start, end.body[-1].end) if closes else None


def reads_on(loop: o.Loop) -> bool:
    """Whether a loop reads, or goes through what it is given."""
    asked = any(
        READING.intersection(words.words(path.parts[-1])) for path in paths(loop.head)
    )  # while text = line.read
    return goes_through(loop) or asked or any(is_reading(one) for one in flat((loop,)))


def is_reading(node: o.Statement) -> bool:
    """Whether a call reads. What is given the next value passes it on: `feed.next(message)`, but `next(messages)`."""
    if not isinstance(node, o.Call) or READING.isdisjoint(said := words.words(o.name_of(node.callee))):
        return False
    return said != ("next",) or not node.arguments or o.holder_of(node.callee) is None


def asks_of_state(tests: Sequence[o.Statement]) -> bool:
    """Whether a test is about whether there is a connection: `!client.isOpen()`, `socket.State != WebSocketState.Open`"""
    return any(STATE.intersection(words.words(path.parts[-1])) for path in paths(tests))


def holds(block: o.Block, node: o.Statement) -> bool:
    """Whether a node is somewhere in a block."""
    return bool(block) and block[0].start <= node.start and node.end <= block[-1].end


def in_an_arm(block: o.Block, node: o.Statement, read: frozenset[str], depth: int = 0) -> bool:
    """Whether a node stands in an arm of a switch about a signal or a state, which is not the end of a connection.

    `read`: the names of what was read from one.
    """
    for statement in block:
        if not (statement.start <= node.start and node.end <= statement.end):
            continue
        signal = statement.subject if isinstance(statement, o.Switch) else None
        if isinstance(statement, o.Switch) and isinstance(signal, o.Path | None) and o.name_of(signal) not in read:
            if signal is None and goes_past(statement, node):
                return False
            return any(holds(arm.body, node) and not hears_of_end(arm, node) for arm in statement.arms)
        return depth < 30 and in_an_arm(o.children(statement), node, read, depth + 1)
    return False


def goes_past(switch: o.Switch, node: o.Statement) -> bool:
    """Whether a node runs unless a signal has come that ends it all: `select { case <-done: return; default: ... }`"""
    others = [arm for arm in switch.arms if not holds(arm.body, node)]
    return (
        len(others) < len(switch.arms)
        and all(bool(arm.patterns and arm.body) and isinstance(arm.body[-1], o.Return) for arm in others)
        and not any(arm.patterns for arm in switch.arms if arm not in others)
    )


def hears_of_end(arm: o.Arm, node: o.Statement) -> bool:
    """Whether an arm is for a channel by which the end of a connection is told of, or for a timer that looks whether
    there is one, or is set again once it has ended: `case <-client.reconnect:`,
    `case <-ticker.C: if line == nil { line = dial() }`, `case <-timer.C: line = dial(); for { ... }; timer.Reset(wait)`"""
    for pattern in arm.patterns:
        taken = map(o.channel_read, flat((pattern,)))  # `case <-lost:`, `case err := <-lost:`
        channel = next((one for one in taken if one is not None), None)
        if ENDED.intersection(words.words(o.name_of(channel))):
            return True
        if o.name_of(channel) == "C" and isinstance(node, o.Call):
            inside = tuple(own(arm.body))
            asked = (one for one in inside if isinstance(one, o.If) and holds(one.then, node))
            stays = any(isinstance(one, o.Loop) and one.start > node.end for one in inside)
            again = any(isinstance(one, o.Call) and o.name_of(one.callee) == "Reset" for one in arm.body[-1:])
            looks = any(is_missing(one.test) and asks_for((one.test,), one.then, node) for one in asked)
            return looks or (stays and again)
    return False


def is_missing(test: o.Value) -> bool:
    """`line == nil`"""
    return isinstance(test, o.Operation) and test.operator in ("==", "===") and any(map(is_nothing, test.operands))


def is_told_each_time(loop: o.Loop) -> bool:
    """Whether a loop goes through the errors or the ends of connections, as they come: `for err := range client.errors`"""
    of = (part.value.of for part in loop.head if isinstance(part, o.Bind) and isinstance(part.value, o.Element))
    return any(ENDED.intersection(word.rstrip("s") for word in words.words(o.name_of(one))) for one in of)


def is_told_of(block: o.Block, node: o.Statement) -> bool:
    """Whether a node stands in an arm for such a channel."""
    switches = (one for one in flat(block) if isinstance(one, o.Switch) and one.start <= node.start < one.end)
    return any(holds(arm.body, node) and hears_of_end(arm, node) for one in switches for arm in one.arms)


def goes_through(loop: o.Loop) -> bool:
    """Whether a loop takes one element after the other."""
    return any(isinstance(part, o.Bind) and isinstance(part.value, o.Element) for part in loop.head)


def are_numbered(loop: o.Loop) -> bool:
    """Whether a loop goes through the numbers of attempts, and on after one that has failed: `for attempt in range(10)`"""
    named = (part.target for part in loop.head if isinstance(part, o.Bind) and isinstance(part.value, o.Element))
    looks = any(isinstance(one, o.Try | o.If | o.Switch) for one in own(loop.body))
    return looks and any(ATTEMPTS.intersection(words.words(o.name_of(one))) for one in named)


def waits_in(block: o.Block) -> bool:
    """Whether a loop stands still somewhere: else it can't see the end of a connection that tells of itself by events."""
    return any(isinstance(one, o.Awaited | o.Loop) for one in flat(block))


def is_of_each(statement: o.Statement, call: o.Call) -> bool:
    """Whether a call inside a loop is one of its elements' own, `for line in lines: line.reconnect()`, or of what is
    made for one: `for reader in readers: card = Card(reader); card.connect()`"""
    if not isinstance(statement, o.Loop) or not isinstance(call.callee, o.Path) or len(call.callee.parts) < 2:
        return False
    taken = {o.name_of(part.target) for part in statement.head if isinstance(part, o.Bind) and is_taken(part.value)}
    made = (one for one in statement.body if taken and isinstance(one, o.Bind) and one.end <= call.start)
    return call.callee.parts[0] in taken.union(o.name_of(one.target) for one in made)


def is_of_each_count(loop: o.Loop, call: o.Call) -> bool:
    """Whether what a call in a counting loop is given, or what it is a method of, depends on the count: a test suite that
    runs case after case, `line = lines.get(place); line.connect()`."""
    counters = {o.name_of(part.target) for part in loop.head if isinstance(part, o.Bind)}
    made = [one for one in flat(loop.body) if isinstance(one, o.Bind) and one.end <= call.start]
    names = {path.parts[0] for path in paths((call.callee, *(argument.value for argument in call.arguments)))}
    for one in reversed(made if counters else ()):
        if o.name_of(one.target) in names and one.value is not None:
            names.update(path.parts[0] for path in paths((one.value,)))
    return not counters.isdisjoint(names)


def is_taken(value: o.Value | None) -> bool:
    """An element of what a loop goes through, or a part of one."""
    return isinstance(value, o.Element) or (isinstance(value, o.Part) and isinstance(value.of, o.Element))


def bare_calls(block: o.Block) -> Iterator[o.Call]:
    """The calls in a block that need no parentheses, as far as they are statements."""
    for one in block:
        if isinstance(one, o.Path) and len(one.parts) == 1:
            yield o.Call(one.start, one.end, one, ())
        elif isinstance(one, o.Try):
            yield from bare_calls(one.body)
        elif isinstance(one, o.If):
            yield from bare_calls((*one.then, *one.otherwise))


def jobs(call: o.Call | o.Deferred) -> Iterator[o.Value]:
    """The functions that a call runs beside: `create_task(self.listen())`, `Thread(target=self.listen)`, `go listen()`."""
    if isinstance(call, o.Deferred):
        if call.kind == "spawn" and isinstance(call.value, o.Call):
            yield call.value.callee
        return
    job = job_of(call)
    if job is not None:
        yield job.runs.callee if isinstance(job.runs, o.Call) else job.runs


def is_plain(block: o.Block, creation: o.Call) -> bool:
    """Whether a function makes its connection whatever else there is: behind no test and no return."""
    for one in block:
        if one.start <= creation.start and creation.end <= one.end:
            return is_plain(one.body, creation) if isinstance(one, o.Try) else not isinstance(one, o.If | o.Loop)
        if isinstance(one, o.If) and any(leaves(branch) for branch in (one.then, one.otherwise)):
            return False
    return False


def asks_once(block: o.Block, creation: o.Call) -> bool:
    """Whether a loop connects for one question each time: what it is answered is read outside of any loop, and nothing
    else is waited for: `with connect(url) as line: line.send(question); print(line.recv())`. Or to send what it has
    taken before, and to close."""
    bound = next((one for one in flat(block) if isinstance(one, o.Bind) and innermost(one.value) is creation), None)
    name = bound.target.parts if bound is not None and isinstance(bound.target, o.Path) else ()
    after = [one for one in flat(block) if one.start >= creation.end]
    if len(name) != 1 or not is_plain(block, creation) or any(isinstance(one, o.Function) for one in after):
        return False
    calls = [one for one in after if isinstance(one, o.Call)]
    on_line = [one for one in calls if isinstance(one.callee, o.Path) and one.callee.parts[:-1] == name]
    said = [words.words(o.name_of(one.callee)) for one in on_line]
    waited = (innermost(one) for one in after if isinstance(one, o.Awaited))
    loops = [one for one in after if isinstance(one, o.Loop)]
    if loops or not any(READING.intersection(one) for one in said):
        held = {one.target.parts for one in own(block) if isinstance(one, o.Bind) and isinstance(one.target, o.Path)}
        delivers = {"send", "close"} <= {word for one in said for word in one}
        if not delivers or not all(any(of.parts in held for of in gone_through(one)) for one in loops):
            return False
    return (
        all(ASKED.intersection(one) for one in said)
        and all(
            any(one is each for each in on_line) or delays.waited(one) is not None
            for one in waited
            if isinstance(one, o.Call)
        )
        and not any(isinstance(one, o.Path) and one.parts[:1] == name for one in after)
    )


def waited_for(block: o.Block, depth: int = 0) -> Iterator[o.Call]:
    """The calls in a block, without those that are made later or beside it: `go run()`, `create_task(run())`."""
    for statement in block:
        if isinstance(statement, o.Function | o.Class | o.Raise | o.Deferred):
            continue
        if isinstance(statement, o.Call):
            if job_of(statement) is not None:
                continue
            yield statement
            if o.name_of(statement.callee) in IN_PLACE:  # runCatching { session() }
                for run in run_at_once(statement):
                    yield from waited_for(run.body if isinstance(run, o.Function) else (), depth + 1)
        if depth < 30:
            yield from waited_for(o.children(statement), depth + 1)


def going_well(block: o.Block) -> Iterator[o.Call]:
    """The calls in a block for which it waits as long as no error is raised."""
    for statement in block:
        if isinstance(statement, o.Try):
            yield from going_well((*statement.body, *statement.otherwise, *statement.finally_))
        else:
            yield from waited_for((statement,))


def leaves_loop(block: o.Block) -> bool:
    end = block[-1] if block else None
    return isinstance(end, o.Return) or (isinstance(end, o.Jump) and end.kind == "break")


def stays_in(block: o.Block, session: o.Call, is_for_close: Callable[[o.Catch], bool]) -> bool:
    """Whether a loop goes round again however the function has ended that it calls: nothing in it leaves it, and an error
    of that function is a value that it looks at, or is caught in it."""
    return is_never_left(block) and any(takes_errors(one, session, is_for_close) for one in own(block))


def is_never_left(block: o.Block) -> bool:
    """Whether nothing in a loop leaves it, and nothing in it connects because of an error."""
    tries = [one for one in own(block) if isinstance(one, o.Try)]
    stopped = {id(each) for one in tries for catch in one.catches if is_cancelled(catch) for each in own(catch.body)}
    for one in own(block):
        if id(one) in stopped:
            continue  # the task around it is ended, which has nothing to do with the connection
        leaving = isinstance(one, o.Return | o.Raise) or (isinstance(one, o.Jump) and one.kind == "break")
        if leaving or ends_process(one):
            return False
        caught = one.catches if isinstance(one, o.Try) else ()
        if any(says_connect(o.name_of(call.callee)) for each in caught for call in waited_for(each.body)):
            return False  # what handles the error connects again by itself
    return True


def is_cancelled(catch: o.Catch) -> bool:
    """`except asyncio.CancelledError: raise`"""
    return bool(catch.types) and CANCELLED.issuperset(o.name_of(kind) for kind in catch.types)


def takes_errors(statement: o.Statement, session: o.Call, is_for_close: Callable[[o.Catch], bool]) -> bool:
    """`try: session() except Exception: ...`, `match session().await { ... }`, `if err := session(); err != nil`"""
    match statement:
        case o.Try():
            taken = any(is_broad(one) or is_for_close(one) for one in statement.catches)
            return taken and holds(statement.body, session)
        case o.Switch() if statement.subject is not None:
            return holds((statement.subject,), session)
        case o.If() if isinstance(statement.test, o.Opaque):  # if let Err(error) = session().await { ... }
            return holds((statement.test,), session)
        case o.Bind() if statement.value is not None:
            kept = words.words(o.name_of(statement.target))[-1:]
            return bool(ERRORS.intersection(kept)) and holds((statement.value,), session)
    return False


def retries(block: o.Block, depth: int = 0) -> Iterator[o.Block]:
    """The branches of a loop that try again before anything was connected: they end with `continue`."""
    for statement in block:
        if isinstance(statement, o.If):
            for branch in (statement.then, statement.otherwise):
                if branch and isinstance(branch[-1], o.Jump) and branch[-1].kind == "continue":
                    yield branch
                elif depth < 8:
                    yield from retries(branch, depth + 1)
        elif isinstance(statement, o.Try) and depth < 8:
            yield from retries(statement.body, depth + 1)


def departures(block: o.Block, depth: int = 0) -> Iterator[o.Block]:
    """The branches of a loop after which it does not go round again: they leave it, or end the process."""
    for statement in block:
        branches: list[o.Block] = []
        if isinstance(statement, o.If):
            branches = [statement.then, statement.otherwise]
        elif isinstance(statement, o.Try):
            branches = [statement.body, *(catch.body for catch in statement.catches)]
        for branch in branches:
            if leaves_loop(branch) or (branch and ends_process(branch[-1])):
                yield branch
            elif depth < 8:
                yield from departures(branch, depth + 1)


def until_closed(block: o.Block) -> o.Function | None:
    """What a promise runs by which a block waits for the end of a connection, and not for its begin:
    `await new Promise((resolve) => socket.on("close", resolve))`"""
    for one in flat(block):
        if isinstance(one, o.Call) and makes_promise(one):
            runs = one.arguments[0].value
            heard = {event_of(each) for each in flat(runs.body)} if isinstance(runs, o.Function) else set()
            if isinstance(runs, o.Function) and "close" in heard and "open" not in heard:
                return runs
    return None


def waits_for_end(block: o.Block) -> bool:
    """Whether a block waits for the end of a connection in such a promise, and for no message, which would settle it, too."""
    runs = until_closed(block)
    return runs is not None and "message" not in {event_of(one) for one in flat(runs.body)}


def event_of(node: o.Statement) -> str:
    """`close` of `socket.onclose = ...` and of `socket.on("close", ...)`"""
    if isinstance(node, o.Bind):
        return o.name_of(node.target).lower().removeprefix("on")
    first = node.arguments[0].value if isinstance(node, o.Call) and len(node.arguments) > 1 else None
    return first.value if isinstance(first, o.String) else ""
