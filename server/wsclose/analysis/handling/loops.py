"""How a loop that connects again and again is laid out: where a fix can put a wait that grows, and a way out of it."""

from collections.abc import Collection, Iterator

from wsclose.analysis import words
from wsclose.analysis.facts import ConnectionLoop, LoopWait
from wsclose.analysis.handling import delays
from wsclose.analysis.resolving.meant import iterated
from wsclose.analysis.resolving.resolve import Resolver
from wsclose.analysis.resolving.scopes import Scope
from wsclose.analysis.resolving.things import Instance, ModuleOf, Returns
from wsclose.knowledge.library import Library
from wsclose.syntax import outline as o

ALL_ERRORS = frozenset(
    {"Exception", "BaseException", "StandardError", "OSError", "IOError", "EnvironmentError", "ConnectionError"}
)
"""Exceptions that include a connection that was refused."""

TYPED = frozenset(
    {"input", "raw_input", "readline", "readLine", "ReadLine", "read_line", "nextLine", "gets", "Scanln", "prompt"}
)
"""Functions that wait for somebody to type."""

ACCEPTING = frozenset(
    {"accept", "Accept", "AcceptAsync", "AcceptTcpClient", "AcceptTcpClientAsync", "AcceptSocketAsync"}
)
"""Methods by which a server waits for the next client."""


FAILED = frozenset({"err", "error", "e"})
"""The last words of names of errors."""


def layout(loop: o.Loop, creation: o.Call, scope: Scope, resolver: Resolver) -> ConnectionLoop | None:
    """The loop's places; None when its statements do not lie plainly one after the other."""
    function = next((outer.function for outer in scope.functions() if outer.function is not None), None)
    bound = next((one for one in own(loop.body) if isinstance(one, o.Bind) and innermost(one.value) is creation), None)
    if bound is None or not isinstance(bound.target, o.Path) or len(bound.target.parts) > 1:
        return None
    name = bound.target.parts[0]
    connection = resolver.thing(bound.value, scope)
    if not isinstance(connection, Instance):
        return None
    library = resolver.libraries.by_id.get(connection.type.library)
    code = next(
        (f"{name}.{field}" for kind in resolver.bases(connection.type) for field, text in kind.fields.items() if text == "code"),
        "",
    )  # fmt: skip
    error, at, inside, read = failed_read(loop.body, name)
    told = bool(error) and not inside
    return ConnectionLoop(
        loop.start,
        loop.body[0].start,
        loop.body[-1].end,
        name,
        connection.type,
        library,
        code,
        tuple(waits(loop.body)),
        any(isinstance(one, o.Jump) and one.kind == "continue" for one in own(loop.body)),
        function is not None and function.is_async,
        function is None or bool(function.returns),
        uncaught(loop.body, creation),
        error,
        at,
        predicate(library, creation, scope, resolver) if told else "",
        status(library, creation, scope, resolver) if told else "",
        raised(library, read, scope, resolver) if told and read is not None else ("", ""),
        next((p.name for p in function.parameters if p.type.endswith("Context")), "") if function is not None else "",
    )


def in_turn(loop: o.Loop) -> o.Block:
    """What a loop runs the first time round: the test comes last in `do { sleep(wait); } while (!line.reconnect());`, and
    not in `sleep(wait) until line.reconnect`."""
    last = bool(loop.head and loop.body) and loop.start < loop.body[0].start < loop.head[0].start
    return (*loop.body, *loop.head) if last else (*loop.head, *loop.body)


def gone_through(loop: o.Loop) -> Iterator[o.Path]:
    """What a loop goes through, where it has a name: `line` of `async for message in line`."""
    for part in loop.head:
        value = part.value if isinstance(part, o.Bind) else None
        if isinstance(value, o.Element) and isinstance(value.of, o.Path):
            yield value.of


def own(block: o.Block, depth: int = 0) -> Iterator[o.Statement]:
    """What a loop runs itself: the statements of its body, not those of loops and functions in it."""
    for statement in block:
        yield statement
        if depth < 30 and not isinstance(statement, o.Function | o.Class | o.Loop):
            yield from own(o.children(statement), depth + 1)


def afterwards(block: o.Block, creation: o.Call, is_session: bool, depth: int = 0) -> Iterator[o.Statement]:
    """What a loop runs when its connection has ended: what comes after it, and what sees to its errors. `is_session`:
    the call ends with the connection, so that whatever is done with what it gives comes afterwards, too."""
    for one in block:
        if one.start > creation.end:
            yield one
        elif one.start <= creation.start < one.end and depth < 30:
            blocks = blocks_of(one)
            around = next((each for each in blocks if stands_in(creation, each)), None)
            if around is not None and is_session:
                yield from afterwards(around, creation, is_session, depth + 1)
            if isinstance(one, o.Try) or (around is None and is_session):
                yield from (
                    each for other in blocks if other is not around for each in other if each.start > creation.end
                )


def blocks_of(statement: o.Statement) -> list[o.Block]:
    """The blocks of a statement that decides which of them is run."""
    match statement:
        case o.If():
            return [statement.then, statement.otherwise]
        case o.Switch():
            return [arm.body for arm in statement.arms]
        case o.Try():
            caught = [catch.body for catch in statement.catches]
            return [statement.body, *caught, statement.otherwise, statement.finally_]
    return []


def stands_in(node: o.Statement, block: o.Block) -> bool:
    return any(one.start <= node.start < one.end for one in block)


def innermost(value: o.Value | None) -> o.Value | None:
    while isinstance(value, o.Awaited | o.Entered | o.Typed | o.Part):
        value = value.of
    return value


def waiting(statement: o.Statement) -> o.Call | None:
    """The call in a statement that waits and does nothing else."""
    call = innermost(statement) if isinstance(statement, o.Value) else None
    return call if isinstance(call, o.Call) and delays.waited(call) is not None else None


def waits(body: o.Block) -> Iterator[LoopWait]:
    """The waits of a loop: at its level, in what handles an exception, and in branches that start over."""
    for place, statement in enumerate(body):
        yield from wait_of(statement, body, place == len(body) - 1)
        blocks: list[o.Block] = []
        if isinstance(statement, o.Try):
            blocks = [catch.body for catch in statement.catches]
        elif isinstance(statement, o.If):
            blocks = [statement.then, statement.otherwise]
        for block in blocks:
            for one in block:
                yield from wait_of(one, block, False)


def wait_of(statement: o.Statement, block: o.Block, last: bool) -> Iterator[LoopWait]:
    call = waiting(statement)
    delay = delays.waited(call) if call is not None else None
    if delay is not None:
        over = isinstance(block[-1], o.Jump) and block[-1].kind == "continue"
        yield LoopWait(statement.start, statement.end, delay.start, delay.end, last, len(block) == 1, over)


def uncaught(body: o.Block, creation: o.Call) -> tuple[int, int] | None:
    """The types of an exception handler around a connection whose failure it does not catch."""
    for statement in body:
        if isinstance(statement, o.Try) and statement.start <= creation.start < statement.end:
            kinds = [o.name_of(kind) for catch in statement.catches for kind in catch.types]
            bare = any(not catch.types for catch in statement.catches)
            first = statement.catches[0].types if statement.catches else ()
            if not first or bare or ALL_ERRORS.intersection(kinds):
                return None
            return first[0].start, first[-1].end
    return None


def failed_read(body: o.Block, connection: str) -> tuple[str, int, bool, o.Call | None]:
    """(the error's name, where the jump stands that ends the reading, whether it leaves the whole loop, the read):
    `if err != nil { break }`"""
    for statement in body:
        if not isinstance(statement, o.Loop):
            continue
        read, called = "", None
        for one in statement.body:
            if isinstance(one, o.Bind):
                call = innermost(one.value)
                if isinstance(call, o.Call) and isinstance(call.callee, o.Path) and uses(call, connection):
                    read, called = o.name_of(one.target), call  # the last of its results
            elif isinstance(one, o.If) and read and one.then and isinstance(one.test, o.Operation):
                tested = any(isinstance(side, o.Path) and side.parts == (read,) for side in one.test.operands)
                end = one.then[-1]
                if tested and isinstance(end, o.Jump) and end.kind == "break":
                    return read, end.start, False, called
    return "", 0, False, None


def asks_somebody(loop: o.Loop) -> bool:
    """Whether a loop goes round as often as somebody types something: `while (line = console.readLine()) != null`, also
    where something else is told to ask: `await asyncio.to_thread(input, "> ")`. Or as often as a client comes in to a
    server: `listener.accept()`"""
    asking = [one for one in own((*loop.head, *loop.body)) if isinstance(one, o.Call)]
    return any(o.name_of(one.callee) in ACCEPTING and not one.arguments for one in asking) or any(
        o.name_of(value) in TYPED for one in asking for value in (one.callee, *(given.value for given in one.arguments))
    )


def is_run_beside(block: o.Block, node: o.Statement, depth: int = 0) -> bool:
    """Whether a loop does not wait for what it runs there, nor does anything with what that gives:
    `tokio::spawn(async move { session().await });`"""
    around = next((one for one in block if one.start <= node.start and node.end <= one.end), None)
    if isinstance(around, o.If | o.Loop | o.Try | o.Switch | o.Arm | o.Catch) and depth < 30:
        return is_run_beside(o.children(around), node, depth + 1)
    return isinstance(around, o.Call) and o.name_of(around.callee) in ("spawn", "spawn_local")


def succeeded(test: o.If) -> o.Block:
    """The branch without an error, or with what was wanted: `if err == nil { ... }`, `if err == nil || closed { ... }`,
    `if line != nil { ... }`."""
    asked = test.test
    if isinstance(asked, o.Operation) and asked.operator == "||":
        return test.then if any(went_well(one) and names_error(one) for one in asked.operands) else ()
    well = went_well(asked)
    return () if well is None else test.then if well else test.otherwise


def went_well(test: o.Value) -> bool | None:
    """Whether a comparison with `nil` is so where nothing has failed; None for what is no such comparison."""
    if not isinstance(test, o.Operation) or "nil" not in map(o.name_of, test.operands):
        return None
    return (test.operator in ("==", "===")) == names_error(test)


def names_error(test: o.Value) -> bool:
    """`err == nil`, `readErr != nil`, `feed.open() == nil`"""
    sides = test.operands if isinstance(test, o.Operation) else ()
    return any(isinstance(one, o.Call) or FAILED.intersection(words.words(o.name_of(one))[-1:]) for one in sides)


def uses(call: o.Call, connection: str) -> bool:
    """Whether something is called on a connection, or given it."""
    given = [argument.value for argument in call.arguments]
    on = call.callee.parts[0] if isinstance(call.callee, o.Path) else ""
    return on == connection or any(isinstance(value, o.Path) and value.parts == (connection,) for value in given)


def module_of(library: Library | None, call: o.Call, scope: Scope, resolver: Resolver) -> str:
    """What a file calls the module of a library that a call belongs to, "" when it is no function of a module."""
    if library is None or not isinstance(call.callee, o.Path):
        return ""
    package = call.callee.parts[0]
    module = resolver.path((package,), scope)
    return package if isinstance(module, ModuleOf) and library in module.libraries else ""


def predicate(library: Library | None, creation: o.Call, scope: Scope, resolver: Resolver) -> str:
    """How to ask for the code of an error: `websocket.IsCloseError`, as the file calls its module; "" when one cannot."""
    package = module_of(library, creation, scope, resolver)
    if library is None or not package:
        return ""
    name = next((name for name, (_, negated) in library.predicates.items() if not negated), "")
    return f"{package}.{name}" if name else ""


def status(library: Library | None, creation: o.Call, scope: Scope, resolver: Resolver) -> str:
    """What gives the code of an error: `websocket.CloseStatus`."""
    package = module_of(library, creation, scope, resolver)
    for name in library.exports if library is not None and package else ():
        found = resolver.path((package, name), scope)
        if isinstance(found, Returns) and found.text == "code":
            return f"{package}.{name}"
    return ""


def raised(library: Library | None, read: o.Call, scope: Scope, resolver: Resolver) -> tuple[str, str]:
    """The type of the error that says the code, and its field: `wsutil.ClosedError`, `Code`."""
    package = module_of(library, read, scope, resolver)
    for kind in library.types.values() if library is not None and package else ():
        field = next((name for name, text in kind.fields.items() if text == "code"), "")
        if field and not kind.connection and "Error" in kind.name:
            return f"{package}.{kind.name}", field
    return "", ""


def goes_through_one(loop: o.Loop, names: Collection[str]) -> bool:
    """Whether a loop goes through what something of these names gives: `for message in line.messages()`."""
    taken = (iterated(part.value) for part in loop.head if isinstance(part, o.Bind))
    given = (innermost(one.of) for one in taken if one is not None)
    callees = (one.callee for one in given if isinstance(one, o.Call))
    return any(isinstance(one, o.Path) and len(one.parts) == 2 and one.parts[0] in names for one in callees)
