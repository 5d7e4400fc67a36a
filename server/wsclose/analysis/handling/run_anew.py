"""Functions that have themselves run again when they are done, as good as a loop around what they do, or that others run."""

from collections.abc import Callable
from dataclasses import replace

from wsclose.analysis.handling.loops import innermost
from wsclose.analysis.handling.scheduling import job_of
from wsclose.syntax import outline as o

MOST_DEEP = 10
"""`finally` in `finally` that is looked into."""

BOXING = frozenset({"pin"})
"""What is handed the call of itself that an asynchronous function of Rust makes: `Box::pin(run(url)).await`."""

FRAMES = frozenset({"Update", "FixedUpdate", "LateUpdate"})
"""Methods that Unity calls for every frame: `void Update() { if (!connected && Time.time > next) Connect(); }`"""

TIMED = frozenset({"Scheduled"})
"""What stands before methods that a framework runs every so often: `@Scheduled(fixedDelay = 5000) void check() { ... }`"""


def is_run_by_others(function: o.Function) -> bool:
    """Whether a framework runs a function again and again."""
    before = (one.callee if isinstance(one, o.Call) else one for one in function.decorators)
    return function.name in FRAMES or any(o.name_of(one) in TIMED for one in before)


def by_timer(function: o.Function, runs: Callable[[o.Value], bool]) -> o.Loop | None:
    """The loop that an asynchronous function makes of itself by a timer, which is the wait in it: `async function run() {
    await session(); setTimeout(run, 5000); }`.

    `runs`: whether what a timer or a call runs is the function itself."""
    return around(function, tuple(waiting(one, runs) for one in function.body)) if function.is_async else None


def by_call(function: o.Function, runs: Callable[[o.Value], bool]) -> o.Loop | None:
    """The loop that a function makes of itself by a call at its end: `def run(): ...; run()`, `run(url).await;`"""
    return around(function, without_last(function.body, runs))


def around(function: o.Function, body: o.Block) -> o.Loop | None:
    if body == function.body or not body:
        return None
    return o.Loop(function.body[0].start, function.body[-1].end, (), body, True)


def without_last(block: o.Block, runs: Callable[[o.Value], bool], depth: int = 0) -> o.Block:
    """A block without the call at its end, or at that of its last `finally`, that runs the function itself."""
    last = block[-1] if block else None
    if isinstance(last, o.Try) and depth < MOST_DEEP:
        return (*block[:-1], replace(last, finally_=without_last(last.finally_, runs, depth + 1)))
    given = last.value if isinstance(last, o.Return) else last
    call = innermost(given) if isinstance(given, o.Value) else None
    if isinstance(call, o.Call) and o.name_of(call.callee) in BOXING and len(call.arguments) == 1:
        call = innermost(call.arguments[0].value)
    return block[:-1] if isinstance(call, o.Call) and not call.new and runs(call.callee) else block


def waiting(statement: o.Statement, runs: Callable[[o.Value], bool]) -> o.Statement:
    """The wait that a timer is which runs the function itself; any other statement as it is, but for a `try`."""
    if isinstance(statement, o.Try):
        return replace(statement, finally_=tuple(waiting(one, runs) for one in statement.finally_))
    job = job_of(statement) if isinstance(statement, o.Call) else None
    if job is None or job.waits is None or not runs(job.runs):
        return statement
    wait = o.Path(statement.start, statement.start, ("sleep",), statement.start)
    return o.Call(statement.start, statement.end, wait, (o.Argument("", job.waits),))
