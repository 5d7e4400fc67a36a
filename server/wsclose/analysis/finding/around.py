"""Where a close call stands: in a shutdown path, in a timer, before the connection is open."""

from collections.abc import Iterator, Sequence

from wsclose.analysis import words
from wsclose.analysis.handling.scheduling import TIMERS
from wsclose.analysis.resolving.scopes import Scope, Site
from wsclose.analysis.walks import calls
from wsclose.syntax import outline as o

SHUTDOWN = frozenset({"shutdown", "sigterm", "sigint", "drain", "graceful", "gracefully", "atexit", "lifespan"})
SIGNALS = frozenset({"SIGTERM", "SIGINT", "beforeExit", "shutdown"})


PATIENT = frozenset({"heartbeat", "keepalive", "watchdog"})
"""In names of functions that drop what no longer answers."""

OPENING = frozenset({"connect", "open", "run", "start", "dial", "wait", "join", "sleep", "receive", "recv", "read"})
"""In names of calls after which a connection may be open: `line.Connect()`, `ok = line.connectBlocking()`."""


def places(scope: Scope, names: Sequence[str]) -> Iterator[str]:
    """What the functions around a call say of it; `names` are theirs, outermost first."""
    functions = [outer for outer in scope.functions() if outer.function is not None]
    if functions and functions[0].function is not None and functions[0].function.is_async:
        yield "async"
    for outer in functions:
        called = o.name_of(outer.site.call.callee) if outer.site is not None and outer.site.call is not None else ""
        if called in TIMERS:
            yield "heartbeat" if called == "setInterval" else "later"
        if event_of(outer.site) in SIGNALS:
            yield "shutdown"
    named = {word for name in names for word in words.words(name)}
    if named & SHUTDOWN:
        yield "shutdown"
    if named & PATIENT or {"keep", "alive"} <= named:
        yield "heartbeat"
    if "test" in named:
        yield "test"


def event_of(site: Site | None) -> str:
    """The name of the event that a function is registered for."""
    call = site.call if site is not None else None
    first = call.arguments[0].value if call is not None and call.arguments else None
    return first.value if isinstance(first, o.String) else ""


def before_accept(call: o.Call, scope: Scope, accepts: str) -> bool:
    """Whether the same function accepts the connection only after this call."""
    function = next((outer.function for outer in scope.functions() if outer.function is not None), None)
    if function is None or not isinstance(call.callee, o.Path):
        return False
    receiver = call.callee.parts[:-1]
    accepted = [
        other.start
        for other in calls(function.body)
        if isinstance(other.callee, o.Path) and other.callee.parts == (*receiver, accepts)
    ]
    return bool(accepted) and min(accepted) > call.end


def closed_at_once(block: o.Block) -> Iterator[tuple[o.Call, o.Call]]:
    """(construction, close) for what is closed in the straight line after it was made."""
    made: dict[tuple[str, ...], o.Call] = {}  # in the straight line so far
    for statement in block if any(closing_call(one) for one in block) else ():
        closed = closing_call(statement)
        if closed is not None and isinstance(closed.callee, o.Path):
            construction = made.get(closed.callee.parts[:-1])
            if construction is not None:
                yield construction, closed
        if not isinstance(statement, o.Bind | o.Call) or contains_wait(statement):
            made.clear()
        called = statement.value if isinstance(statement, o.Bind) else statement
        if isinstance(called, o.Call) and OPENING.intersection(words.words(o.name_of(called.callee))):
            made.clear()
        if isinstance(statement, o.Bind) and isinstance(statement.target, o.Path):
            made.pop(statement.target.parts, None)
            if (construction := constructs(statement.value)) is not None:
                made[statement.target.parts] = construction


def constructs(value: o.Statement | None) -> o.Call | None:
    """`new WebSocket(url)`, `WebSocket::new(url).unwrap()`"""
    while isinstance(value, o.Call) and not value.new and isinstance(value.callee, o.Member):
        value = value.callee.of
    name = o.name_of(value.callee) if isinstance(value, o.Call) else ""
    return value if isinstance(value, o.Call) and (value.new or name == "new" or name[:1].isupper()) else None


def closing_call(statement: o.Statement | None) -> o.Call | None:
    """`socket.close()`, `socket.close_with_code(1000).unwrap()`"""
    if isinstance(statement, o.Return):
        statement = statement.value
    while isinstance(statement, o.Call) and isinstance(statement.callee, o.Member):
        statement = statement.callee.of
    callee = statement.callee if isinstance(statement, o.Call) else None
    closes = isinstance(callee, o.Path) and words.words(callee.parts[-1])[:1] == ("close",)
    return statement if closes and isinstance(statement, o.Call) else None


def contains_wait(statement: o.Statement, depth: int = 0) -> bool:
    """Whether time can pass in a statement itself."""
    if isinstance(statement, o.Awaited):
        return True
    return (
        depth < 8
        and not isinstance(statement, o.Function)
        and any(contains_wait(child, depth + 1) for child in o.children(statement))
    )
