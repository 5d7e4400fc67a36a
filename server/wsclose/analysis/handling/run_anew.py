"""Functions that have themselves run again when they are done: as good as a loop around what they do."""

from dataclasses import replace

from wsclose.analysis.handling.scheduling import Job, job_of
from wsclose.syntax import outline as o


def as_loop(function: o.Function, name: str) -> o.Loop | None:
    """The loop that an asynchronous function makes of itself by a timer: `async function run() { await session();
    setTimeout(run, 5000); }`. The timer is the wait in it."""
    body = tuple(waiting(one, name) for one in function.body) if function.is_async and name else function.body
    if body == function.body or not function.body:
        return None
    return o.Loop(function.body[0].start, function.body[-1].end, (), body, True)


def waiting(statement: o.Statement, name: str) -> o.Statement:
    """The wait that a timer is which runs a function of this name; any other statement as it is, but for a `try`."""
    if isinstance(statement, o.Try):
        return replace(statement, finally_=tuple(waiting(one, name) for one in statement.finally_))
    job = job_of(statement) if isinstance(statement, o.Call) else None
    if job is None or job.waits is None or not runs(job, name):
        return statement
    wait = o.Path(statement.start, statement.start, ("sleep",), statement.start)
    return o.Call(statement.start, statement.end, wait, (o.Argument("", job.waits),))


def runs(job: Job, name: str) -> bool:
    """Whether a timer runs this function, or one that does nothing but call it: `() => this.run()`"""
    body = job.runs.body if isinstance(job.runs, o.Function) else ()
    only = body[0] if len(body) == 1 else None
    only = only.value if isinstance(only, o.Return) else only
    called = only.callee if isinstance(only, o.Call) else job.runs
    return isinstance(called, o.Path) and called.parts[-1] == name
