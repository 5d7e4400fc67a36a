"""Functions that have themselves run again when they are done: as good as a loop around what they do."""

from collections.abc import Callable
from dataclasses import replace

from wsclose.analysis.handling.scheduling import job_of
from wsclose.syntax import outline as o


def as_loop(function: o.Function, runs: Callable[[o.Value], bool]) -> o.Loop | None:
    """The loop that an asynchronous function makes of itself by a timer: `async function run() { await session();
    setTimeout(run, 5000); }`. The timer is the wait in it.

    `runs`: whether what a timer runs is the function itself."""
    body = tuple(waiting(one, runs) for one in function.body) if function.is_async else function.body
    if body == function.body or not function.body:
        return None
    return o.Loop(function.body[0].start, function.body[-1].end, (), body, True)


def waiting(statement: o.Statement, runs: Callable[[o.Value], bool]) -> o.Statement:
    """The wait that a timer is which runs the function itself; any other statement as it is, but for a `try`."""
    if isinstance(statement, o.Try):
        return replace(statement, finally_=tuple(waiting(one, runs) for one in statement.finally_))
    job = job_of(statement) if isinstance(statement, o.Call) else None
    if job is None or job.waits is None or not runs(job.runs):
        return statement
    wait = o.Path(statement.start, statement.start, ("sleep",), statement.start)
    return o.Call(statement.start, statement.end, wait, (o.Argument("", job.waits),))
