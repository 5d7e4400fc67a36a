"""Loops that are left once there is a connection, or once it has been run, or that connect because a message says so: they
do not connect again after a close."""

from collections.abc import Iterator, Sequence

from wsclose.analysis import words
from wsclose.analysis.handling.blocks import (
    OPEN,
    departures,
    holds,
    is_broad,
    is_reading,
    leaves_loop,
    reads_on,
    waited_for,
)
from wsclose.analysis.handling.loops import innermost, own, succeeded
from wsclose.analysis.handling.outcomes import leaves
from wsclose.analysis.resolving.idioms import is_false
from wsclose.analysis.walks import calls, everything, flat, paths
from wsclose.syntax import outline as o

RUNNING = frozenset({"run", "run_forever"})
"""Methods of a client that come back when its connection has ended."""

PARSING = frozenset({"loads", "parse", "decode", "from_str", "from_slice", "json", "deserialize", "Deserialize", "Unmarshal", "fromJson", "readValue", "jsonDecode", "json_decode", "DeserializeObject", "decodeFromString"})  # fmt: skip
"""Functions that make something of a message's text."""


def answers_message(block: o.Block, creation: o.Call) -> bool:
    """Whether a loop that reads connects anew only where a message says so, by what is in it:
    `note = json.loads(line.recv()); if note["type"] == "restart": reconnect()`. What a request over HTTP brought is none."""
    read: set[str] = set()  # the names of messages
    parsed: set[str] = set()  # the names of what was made of a message, and of what was taken out of that
    for one in flat(block):
        if isinstance(one, o.Bind) and one.value is not None and one.end < creation.start:
            used = {path.parts[0] for path in paths((one.value,))}
            called = [each for each in flat((one.value,)) if isinstance(each, o.Call)]
            reads = not read.isdisjoint(used) or any(map(is_reading, called))
            parses = any(o.name_of(each.callee) in PARSING for each in called)
            if not parsed.isdisjoint(used) or (reads and parses):
                parsed.add(o.name_of(one.target))
            elif reads:
                read.add(o.name_of(one.target))
        around = isinstance(one, o.If) and any(each.start <= creation.start < each.end for each in one.then)
        if isinstance(one, o.If) and around and not parsed.isdisjoint(path.parts[0] for path in paths((one.test,))):
            return True
    return False


def leaves_after(block: o.Block, creation: o.Call) -> bool:
    """Whether a loop ends once the connection is there: it retries the first connection, it does not reconnect."""
    for statement in block:
        if statement.start <= creation.start and creation.end <= statement.end:
            rest = block[block.index(statement) + 1 :]
            if any(isinstance(one, o.If) and leaves_loop(one.then) and asks_whether_open(one.test) for one in rest):
                return True
            if isinstance(statement, o.Try):
                only_tried = bool(statement.catches) and all(leaves(one.body) for one in statement.catches)
                after = leaves(statement.otherwise) or (only_tried and leaves_loop(rest))
                return after or leaves_after(statement.body, creation)
            if isinstance(statement, o.Return):
                return True
            branches = (statement.then, statement.otherwise) if isinstance(statement, o.If) else ()
            if any(holds(one, creation) and (leaves_loop(one) or leaves_after(one, creation)) for one in branches):
                return True
            if isinstance(statement, o.If) and leaves_loop(where_made(statement, creation)):
                return True
            switch = switched(statement)
            arms = switch.arms if switch is not None else ()
            if any(leaves_loop(arm.body) and takes(arm, creation) for arm in arms):
                return True
            return (
                leaves_loop(rest)
                or runs_once(statement, rest)
                or any(leaves_loop(succeeded(one)) for one in (statement, *rest) if isinstance(one, o.If))
                or any(is_ended_or_left(one, statement) for one in rest if isinstance(one, o.If))
            )
    return False


def is_ended_or_left(test: o.If, made: o.Statement) -> bool:
    """Whether a loop goes round again only where it has closed its connection by itself, for another one:
    `if (changed) line.close(); else break;`"""
    line = made.target.parts if isinstance(made, o.Bind) and isinstance(made.target, o.Path) else ()
    closed, left = (test.then, test.otherwise) if leaves_loop(test.otherwise) else (test.otherwise, test.then)
    ended = (one.callee for one in waited_for(closed) if words.is_closing_name(o.name_of(one.callee)))
    return leaves_loop(left) and any(isinstance(one, o.Path) and one.parts[:-1] == line != () for one in ended)


def leaves_when_told(block: o.Block) -> bool:
    """Whether a loop ends when it is told of a close, or of one about which it asks: `Event::Closed => break`,
    `case *CloseEvent: if isFatal(event) { return }`"""
    arms = (arm for one in own(block) if isinstance(one, o.Switch) for arm in one.arms)
    ending = (arm for arm in arms if leaves_loop(arm.body) or any(departures(arm.body)))
    return any(words.is_closing_name(path.parts[-1]) for arm in ending for path in paths(arm.patterns))


def stops_itself(tests: Sequence[o.Statement], block: o.Block, creation: o.Call) -> bool:
    """Whether a loop takes back the flag in its head once its connection has ended: `while (open) { connect(); read(); open = false; }`"""
    asked = [
        one
        for test in tests
        for one in (test.operands if isinstance(test, o.Operation) and test.operator in ("&&", "and") else (test,))
    ]
    flags = {one.parts for one in asked if isinstance(one, o.Path)}
    if not flags or any(isinstance(one, o.Jump) and one.kind == "continue" for one in own(block)):
        return False
    taken_back = (
        one.target for one in block if isinstance(one, o.Bind) and one.start > creation.end and is_false(one.value)
    )
    return any(isinstance(one, o.Path) and one.parts in flags for one in taken_back)


def where_made(asked: o.If, creation: o.Call) -> o.Block:
    """The branch for the connection that is made in a test: `if let Ok((line, _)) = connect().await { ... }`"""
    inside = asked.test.inside if isinstance(asked.test, o.Opaque) else ()
    binds = [
        one for one in inside if isinstance(one, o.Bind) and one.value is not None and holds((one.value,), creation)
    ]
    failed = any(isinstance(one.value, o.Part) and one.value.key == "Err" for one in binds)
    return (asked.otherwise if failed else asked.then) if binds else ()


def switched(statement: o.Statement) -> o.Switch | None:
    """What tells apart what came of a connection, by itself or in what it gives: `let error = match connect().await { ... };`"""
    if isinstance(statement, o.Bind) and isinstance(statement.value, o.Opaque) and len(statement.value.inside) == 1:
        statement = statement.value.inside[0]
    return statement if isinstance(statement, o.Switch) else None


def runs_once(made: o.Statement, rest: o.Block) -> bool:
    """Whether a loop is left when a client comes back that it has run: `app = WebSocketApp(url)`, and then
    `try: app.run_forever(); break`."""
    target = made.target if isinstance(made, o.Bind) else None
    return isinstance(target, o.Path) and any(
        leaves_loop(block) and any(runs(one, target.parts) for one in block) for block in branches_of(rest)
    )


def runs(statement: o.Statement, client: tuple[str, ...]) -> bool:
    value = statement.value if isinstance(statement, o.Bind) else statement
    call = innermost(value) if isinstance(value, o.Value) else None
    callee = call.callee if isinstance(call, o.Call) else None
    return isinstance(callee, o.Path) and callee.parts[:-1] == client and callee.parts[-1] in RUNNING


def branches_of(block: o.Block, depth: int = 0) -> Iterator[o.Block]:
    """The blocks of the tests and `try`s in a block, without what handles errors."""
    for one in block:
        inner = (one.then, one.otherwise) if isinstance(one, o.If) else (one.body,) if isinstance(one, o.Try) else ()
        for each in inner:
            yield each
            if depth < 8:
                yield from branches_of(each, depth + 1)


def reads_in_try(block: o.Block, creation: o.Call) -> bool:
    """Whether a loop is left after a whole session only, and goes round again when that ends with an error:
    `try: connect(); while True: read(); break`, and `except Exception: sleep(5)`."""
    tries = (one for one in own(block) if isinstance(one, o.Try) and holds(one.body, creation))
    return any(
        any(is_broad(catch) and not leaves_loop(catch.body) for catch in one.catches)
        and any(
            isinstance(loop, o.Loop) and loop.end > creation.start and reads_on(loop) for loop in everything(one.body)
        )
        for one in tries
    )


def gives_what_it_read(block: o.Block, creation: o.Call) -> bool:
    """Whether a loop ends with what it has read from the connection, one message after the other for who asks:
    `try: await self.connected(); return await self.line.recv()`, and `except ConnectionClosed: sleep(1)`."""
    binds = [one for one in own(block) if isinstance(one, o.Bind) and one.start >= creation.end]
    read = {o.name_of(one.target) for one in binds if (call := innermost(one.value)) is not None and is_reading(call)}
    given = [one.value for one in own(block) if isinstance(one, o.Return) and one.start >= creation.end and one.value]
    return any(path.parts[0] in read for path in paths(given)) or any(map(is_reading, calls(given)))


def takes(arm: o.Arm, creation: o.Call) -> bool:
    """Whether an arm is for the connection that was made, and names it: `Ok((line, _)) => break line`"""
    for one in arm.body:
        value = one.value if isinstance(one, o.Bind) else None
        if isinstance(value, o.Part) and isinstance(value.key, int):
            value = value.of  # one of a pair; what `Err(error)` names is none
        if value is not None and not isinstance(value, o.Part) and holds((value,), creation):
            return True
    return False


def asks_whether_open(test: o.Value) -> bool:
    """Whether a test is that there is a connection: `if self.is_connected():`"""
    asked = test.callee if isinstance(test, o.Call) and not test.arguments else test
    return bool(OPEN.intersection(words.words(o.name_of(asked))))
